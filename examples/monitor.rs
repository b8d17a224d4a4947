//! Follows a folder or a stream of records and prints new conflicts as they appear.
//!
//! ```text
//! cargo run --release --example monitor -- news/            # looks into the folder every second
//! tail -f records.jsonl | cargo run --release --example monitor -- -
//! ```

mod support;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use support::{Paint, one_line, word_of};
use whosaid::model::{Relation, RelationKind};
use whosaid::{Corpus, Extractor};

const USAGE: &str = "usage: monitor [--once] FOLDER | -

Prints each conflict between a new article and the ones before it, both sentences shown. FOLDER is looked into
every second for new .txt and .jsonl files (once with --once); - reads JSON Lines from standard input.";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<usize, String> {
    let once = support::take_flag(&mut arguments, "--once");
    let [path] = arguments.as_slice() else { return Err(USAGE.to_owned()) };
    let extractor = Extractor::new();
    let mut monitor = Monitor { corpus: Corpus::new(&extractor), extractor: &extractor, sentences: HashMap::new() };
    let told = |error: io::Error| format!("{path}: {error}");
    if path == "-" {
        return monitor.read(path).map_err(told);
    }
    let (mut seen, mut n_failed) = (BTreeSet::new(), 0);
    loop {
        for file in new_files(Path::new(path), &mut seen).map_err(told)? {
            n_failed += monitor.read(&file.to_string_lossy()).map_err(told)?;
        }
        if once {
            return Ok(n_failed);
        }
        std::thread::sleep(Duration::from_secs(1));
    }
}

fn new_files(folder: &Path, seen: &mut BTreeSet<PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "jsonl"));
    found.sort();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

struct Monitor<'e> {
    extractor: &'e Extractor,
    corpus: Corpus,
    /// Texts of the claims seen, by article: what a conflict shows of the older side.
    sentences: HashMap<String, HashMap<usize, String>>,
}

impl Monitor<'_> {
    fn read(&mut self, path: &str) -> io::Result<usize> {
        let paint = Paint::for_stdout();
        let mut n_failed = 0;
        for record in support::read_records(&[path.to_owned()]) {
            let article = match record.and_then(support::RawRecord::into_article) {
                Ok(article) => article,
                Err(message) => {
                    eprintln!("{message}");
                    n_failed += 1;
                    continue;
                }
            };
            let analysis = self.extractor.extract(&article);
            let claims =
                analysis.claims.iter().map(|claim| (claim.span.start, one_line(&article.text[claim.span], 240)));
            self.sentences.entry(article.id.clone()).or_default().extend(claims);
            let quotes = analysis
                .quotes
                .iter()
                .map(|quote| (quote.extent().start, one_line(&article.text[quote.extent()], 240)));
            self.sentences.entry(article.id.clone()).or_default().extend(quotes);
            for relation in self.corpus.add(&article, &analysis) {
                if relation.relation == RelationKind::Conflict {
                    self.show(&relation, paint);
                }
            }
        }
        Ok(n_failed)
    }

    fn show(&self, relation: &Relation, paint: Paint) {
        println!("{}", paint.bold(&format!("conflict, {}", relation.reason.map_or(String::new(), word_of))));
        for side in [&relation.a, &relation.b] {
            let words = self.sentences.get(&side.id).and_then(|claims| claims.get(&side.span.start));
            println!("  {} {}", paint.green(&side.id), words.map_or("", String::as_str));
        }
    }
}
