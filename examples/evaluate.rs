//! Measures the library on a folder of annotated articles: `NAME.txt` beside `NAME.json`.
//!
//! ```text
//! cargo run --release --example evaluate -- tests/gold
//! cargo run --release --example evaluate -- --by-article tests/gold
//! cargo run --release --example evaluate -- --confidence NAMES.jsonl
//! ```

mod support;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use support::gold::{annotations, read};
use support::{Arguments, ended};
use whosaid::Extractor;
use whosaid::eval::Scores;

const USAGE: &str = "usage: evaluate [--by-article] FOLDER | evaluate --confidence NAMES.jsonl

FOLDER holds NAME.txt and NAME.json (an analysis as a person would have it; tests/gold/README.md says how to
write one). Prints precision, recall and F1 of each measure, one a line, tab-separated.

NAMES.jsonl has one article a line, {\"text\", \"scope\": [type...], \"entities\": [{\"start\", \"end\", \"type\",
\"form\"?, \"alts\"?: [[start, end]...]}]} with byte offsets and the types person, organization, location,
nationality. Prints how many names the library finds in each tenth of confidence, and which share of them has the
span and the type of an entity.";

fn main() -> ExitCode {
    support::main_of(USAGE, run)
}

fn run(mut arguments: Arguments) -> Result<usize, String> {
    if arguments.flag("--confidence") {
        return support::names::print_confidence(&arguments.path()?);
    }
    let by_article = arguments.flag("--by-article");
    let folder = arguments.path()?;
    let extractor = Extractor::new();
    let mut total = Scores::default();
    for path in annotations(Path::new(&folder))? {
        let gold = read(&path)?;
        let found = extractor.extract(&gold.article);
        let scores = Scores::of(&gold.article.text, &gold.expected, &gold.optional, &found);
        if by_article {
            print(&gold.expected.id, &scores)?;
        }
        total.add(&scores);
    }
    print("all", &total)?;
    Ok(0)
}

fn print(name: &str, scores: &Scores) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let told = scores.rows().into_iter().try_for_each(|(measure, precision, recall, f1)| {
        writeln!(out, "{name}\t{measure:24}\tP {precision:.3}\tR {recall:.3}\tF1 {f1:.3}")
    });
    ended(told.map(|()| 0)).map(|_| ())
}
