//! Measures the library on a folder of annotated articles: `NAME.txt` beside `NAME.json`.
//!
//! ```text
//! cargo run --release --example evaluate -- tests/gold
//! cargo run --release --example evaluate -- --by-article tests/gold
//! ```

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Deserialize;
use whosaid::eval::{Optional, Scores};
use whosaid::model::{ClaimId, QuoteId};
use whosaid::{Analysis, Article, Extractor};

const USAGE: &str = "usage: evaluate [--by-article] FOLDER

FOLDER holds NAME.txt and NAME.json (an analysis as a person would have it; tests/gold/README.md says how to
write one). Prints precision, recall and F1 of each measure, one a line, tab-separated.";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<(), String> {
    let by_article = support::take_flag(&mut arguments, "--by-article");
    let [folder] = arguments.as_slice() else { return Err(USAGE.to_owned()) };
    let extractor = Extractor::new();
    let mut total = Scores::default();
    for path in annotations(Path::new(folder))? {
        let gold = read(&path).map_err(|message| format!("{}: {message}", path.display()))?;
        let found = extractor.extract(&gold.article);
        let scores = Scores::of(&gold.article.text, &gold.expected, &gold.optional, &found);
        if by_article {
            print(&gold.expected.id, &scores);
        }
        total.add(&scores);
    }
    print("all", &total);
    Ok(())
}

fn annotations(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    if paths.is_empty() { Err(format!("{}: no NAME.json in it", folder.display())) } else { Ok(paths) }
}

struct Gold {
    article: Article,
    expected: Analysis,
    optional: Optional,
}

#[derive(Deserialize)]
struct Marks {
    quotes: Vec<Mark<QuoteId>>,
    claims: Vec<Mark<ClaimId>>,
}

#[derive(Deserialize)]
struct Mark<I> {
    id: I,
    #[serde(default)]
    optional: bool,
}

fn read(path: &Path) -> Result<Gold, String> {
    let json = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = fs::read_to_string(path.with_extension("txt")).map_err(|error| format!("its .txt: {error}"))?;
    let expected: Analysis = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    expected.check(&text).map_err(|error| error.to_string())?;
    let marks: Marks = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let optional = Optional {
        quotes: marks.quotes.iter().filter(|mark| mark.optional).map(|mark| mark.id).collect(),
        claims: marks.claims.iter().filter(|mark| mark.optional).map(|mark| mark.id).collect(),
    };
    let mut article = Article::from_text(text).with_id(expected.id.clone());
    article.published = expected.article.published;
    Ok(Gold { article, expected, optional })
}

fn print(name: &str, scores: &Scores) {
    for (measure, precision, recall, f1) in scores.rows() {
        println!("{name}\t{measure:24}\tP {precision:.3}\tR {recall:.3}\tF1 {f1:.3}");
    }
}
