//! Structure: one block a line, `kind | text`, line ends as blanks.

use whosaid::Extractor;
use whosaid::model::{Article, BlockKind};

use crate::cases;

#[test]
fn structure() {
    let extractor = Extractor::new();
    cases::run("structure", |case| {
        let analysis = extractor.extract(&Article::from_text(case.input.as_str()));
        let lines: Vec<String> = analysis
            .article
            .blocks
            .iter()
            .map(|block| format!("{} | {}", name(block.kind), case.input[block.span].replace('\n', " ")))
            .collect();
        lines.join("\n")
    });
}

fn name(kind: BlockKind) -> String {
    format!("{kind:?}").to_lowercase()
}
