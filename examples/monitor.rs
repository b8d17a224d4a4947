//! Follows a folder or a stream of records and prints new conflicts as they appear.
//!
//! ```text
//! cargo run --release --example monitor -- news/            # looks into the folder every second
//! tail -f records.jsonl | cargo run --release --example monitor -- -
//! ```

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use support::relation::{Texts, show};
use support::{Arguments, Paint, ended};
use whosaid::model::RelationKind;
use whosaid::{Corpus, Extractor};

const USAGE: &str = "usage: monitor [--once] [--format text|jsonl] FOLDER | FILE | -

Prints each conflict between a new article and the ones before it, both sentences shown (or the relation as JSON).
FOLDER is looked into every second for new .txt and .jsonl files and new lines of known .jsonl files (once with
--once); - reads JSON Lines from standard input, line by line, until it ends.
Broken records are named on standard error and passed over; the exit status is then 1.";

fn main() -> ExitCode {
    support::main_of(USAGE, run)
}

fn run(mut arguments: Arguments) -> Result<usize, String> {
    let once = arguments.flag("--once");
    let for_people = arguments.is_for_people()?;
    let path = arguments.path()?;
    let extractor = Extractor::new();
    let mut monitor = Monitor {
        corpus: Corpus::new(&extractor),
        extractor: &extractor,
        texts: Texts::default(),
        known: BTreeSet::new(),
        for_people,
    };
    if !Path::new(&path).is_dir() {
        return ended(monitor.read(&path));
    }
    let (mut files, mut n_failed) = (BTreeMap::new(), 0);
    loop {
        for file in changed_files(Path::new(&path), &mut files).map_err(|error| format!("{path}: {error}"))? {
            match monitor.read(&file.to_string_lossy()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(0),
                read => n_failed += ended(read)?,
            }
        }
        if once {
            return Ok(n_failed);
        }
        std::thread::sleep(Duration::from_secs(1));
    }
}

/// Length and time of the last change of each file seen.
type Files = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// The `.txt` and `.jsonl` files that are new or have changed, by name.
fn changed_files(folder: &Path, seen: &mut Files) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "jsonl"));
    found.sort();
    found.retain(|path| {
        let state = std::fs::metadata(path).map_or((0, None), |data| (data.len(), data.modified().ok()));
        seen.insert(path.clone(), state) != Some(state)
    });
    Ok(found)
}

struct Monitor<'e> {
    extractor: &'e Extractor,
    corpus: Corpus,
    texts: Texts,
    /// Places of the records read: those of a file that grew are not read twice.
    known: BTreeSet<String>,
    for_people: bool,
}

impl Monitor<'_> {
    /// Reads the records that are not known yet; returns how many of them failed.
    fn read(&mut self, path: &str) -> io::Result<usize> {
        let (paint, mut out) = (Paint::for_stdout(), io::stdout().lock());
        let mut n_failed = 0;
        for record in support::read_records(&[path.to_owned()]) {
            let place = record.as_ref().map_or(String::new(), |record| record.place.clone());
            if self.known.contains(&place) {
                continue;
            }
            let is_growing = path != "-" && record.as_ref().is_ok_and(|record| !record.is_whole);
            let article = record.and_then(support::RawRecord::into_article);
            if article.is_ok() || !is_growing {
                self.known.insert(place);
            }
            let article = match article {
                Ok(article) => article,
                Err(_) if is_growing => continue,
                Err(message) => {
                    eprintln!("{message}");
                    n_failed += 1;
                    continue;
                }
            };
            let analysis = self.extractor.extract(&article);
            let relations = self.corpus.add(&article, &analysis);
            self.texts.insert(article, &analysis);
            for relation in relations.iter().filter(|relation| relation.relation == RelationKind::Conflict) {
                if self.for_people {
                    show(&mut out, relation, &self.texts, paint)?;
                } else {
                    serde_json::to_writer(&mut out, relation)?;
                    out.write_all(b"\n")?;
                }
                out.flush()?;
            }
        }
        Ok(n_failed)
    }
}
