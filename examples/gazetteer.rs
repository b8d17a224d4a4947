//! Reads an article with a list of the user's own names, and shows what the list adds.
//!
//! ```text
//! cargo run --release --example gazetteer
//! cargo run --release --example gazetteer -- NAMES ARTICLE.txt
//! ```
//!
//! NAMES is a table (.tsv, .csv) or our own JSON Lines (.jsonl). Without arguments the example reads its own two files.

use std::process::ExitCode;

use whosaid::actors::UserActor;
use whosaid::formats::{gazetteer, records};
use whosaid::{Analysis, Article, Extractor, Result};

const NAMES: &str = include_str!("gazetteer/ferries.tsv");
const ARTICLE: &str = include_str!("gazetteer/ferries.txt");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let read = |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let done = match arguments.as_slice() {
        [] => run("ferries.tsv", NAMES, ARTICLE),
        [names, article] => {
            read(names).and_then(|table| read(article).and_then(|article| run(names, &table, &article)))
        }
        _ => Err("usage: gazetteer [NAMES ARTICLE.txt]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(file: &str, names: &str, text: &str) -> std::result::Result<(), String> {
    let extractor = build(file, names).map_err(|error| error.to_string())?;
    let article = Article::from_text(text);
    let (without, with) = (Extractor::new().extract(&article), extractor.extract(&article));
    show("without the list", &without);
    show("with the list", &with);
    Ok(())
}

/// The reader goes by the file's ending; each names file and line of what it cannot read.
fn build(file: &str, names: &str) -> Result<Extractor> {
    let actors: Vec<UserActor> = match file.rsplit('.').next() {
        Some("csv") => gazetteer::read_csv(file, names)?,
        Some("jsonl") => records::read_jsonl(file, names)?,
        _ => gazetteer::read_tsv(file, names)?,
    };
    Extractor::builder().actors(actors).build()
}

fn show(title: &str, analysis: &Analysis) {
    println!("{title}: {} actors", analysis.actors.len());
    for actor in &analysis.actors {
        let id = actor.refs.user.as_deref().unwrap_or("-");
        println!("  {id:10} {} ({} mentions)", actor.name, actor.mentions.len());
    }
}
