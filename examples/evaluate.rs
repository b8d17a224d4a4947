//! Measures the library on a folder of annotated articles: `NAME.txt` beside `NAME.json`.
//!
//! ```text
//! cargo run --release --example evaluate -- tests/gold
//! cargo run --release --example evaluate -- --by-article tests/gold
//! cargo run --release --example evaluate -- --confidence tests/gold
//! cargo run --release --example evaluate -- --confidence NAMES.jsonl
//! ```

mod support;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use support::gold::{annotations, read};
use support::{Arguments, ended};
use whosaid::Extractor;
use whosaid::eval::{Scores, Tally, claims_by_confidence};

const USAGE: &str = "usage: evaluate [--by-article] FOLDER | evaluate --confidence FOLDER|NAMES.jsonl

FOLDER holds NAME.txt and NAME.json (an analysis as a person would have it; tests/gold/README.md says how to
write one). Prints precision, recall and F1 of each measure, one a line, tab-separated; with --confidence, for each
tenth of the claims' confidence how many were found and which share of them is right.

NAMES.jsonl has one article a line, {\"text\", \"scope\": [type...], \"entities\": [{\"start\", \"end\", \"type\",
\"form\"?, \"alts\"?: [[start, end]...]}]} with byte offsets and the types person, organization, location,
nationality. Prints how many names the library finds in each tenth of confidence, and which share of them has the
span and the type of an entity.";

fn main() -> ExitCode {
    support::main_of(USAGE, run)
}

fn run(mut arguments: Arguments) -> Result<usize, String> {
    let by_article = arguments.flag("--by-article");
    let confidence = arguments.flag("--confidence");
    let folder = arguments.path()?;
    if confidence && !Path::new(&folder).is_dir() {
        return support::names::print_confidence(&folder);
    }
    let extractor = Extractor::new();
    let mut total = Scores::default();
    let mut tenths = [Tally::default(); 10];
    for path in annotations(Path::new(&folder))? {
        let gold = read(&path)?;
        let found = extractor.extract(&gold.article);
        let scores = Scores::of(&gold.article.text, &gold.expected, &gold.optional, &found);
        let of_article = claims_by_confidence(&gold.article.text, &gold.expected, &gold.optional, &found);
        tenths.iter_mut().zip(of_article).for_each(|(tenth, of_article)| tenth.add(of_article));
        if by_article {
            print(&gold.expected.id, &scores)?;
        }
        total.add(&scores);
    }
    if confidence {
        return print_tenths(&tenths);
    }
    print("all", &total)?;
    Ok(0)
}

fn print_tenths(tenths: &[Tally; 10]) -> Result<usize, String> {
    let mut out = io::stdout().lock();
    let told = tenths.iter().enumerate().filter(|(_, tenth)| tenth.found > 0.0).try_for_each(|(idx, tenth)| {
        let (low, high) = (idx as f64 / 10.0, (idx + 1) as f64 / 10.0);
        writeln!(out, "{low:.1} to {high:.1}\t{} claims\tright {:.3}", tenth.found, tenth.precision())
    });
    ended(told.map(|()| 0))
}

fn print(name: &str, scores: &Scores) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let told = scores.rows().into_iter().try_for_each(|(measure, precision, recall, f1)| {
        writeln!(out, "{name}\t{measure:24}\tP {precision:.3}\tR {recall:.3}\tF1 {f1:.3}")
    });
    ended(told.map(|()| 0)).map(|_| ())
}
