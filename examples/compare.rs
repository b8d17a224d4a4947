//! Compares the claims and quotes of articles, or pairs of short texts.
//!
//! ```text
//! cargo run --release --example compare -- examples/articles/sample.jsonl
//! cargo run --release --example compare -- --format jsonl - < records.jsonl
//! cargo run --release --example compare -- --pairs - < pairs.jsonl
//! ```

mod support;

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use support::{Paint, one_line, word_of};
use whosaid::model::{RelationKind, RelationOf};
use whosaid::{Article, Corpus, Date, Extractor, Relation};

const USAGE: &str = "usage: compare [--format text|jsonl] [--threads N] PATH...
       compare --pairs [--measures] PATH

Reads articles (as extract does) and prints where their claims and quotes agree and where they conflict.
With --pairs it reads lines {\"id\", \"a\", \"b\", \"a_dct\"?, \"b_dct\"?} with two short texts each and prints
{\"id\", \"relation\", \"same\"} in the same order; --measures adds what \"same\" was fitted on.";

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
    if support::take_flag(&mut arguments, "--help") || arguments.is_empty() {
        println!("{USAGE}");
        return Ok(0);
    }
    let n_threads = support::n_threads(&mut arguments)?;
    let for_people = match support::take_option(&mut arguments, "--format")?.as_deref() {
        None | Some("text") => true,
        Some("jsonl") => false,
        Some(other) => return Err(format!("--format is text or jsonl, found {other:?}")),
    };
    let pairs = support::take_flag(&mut arguments, "--pairs");
    let with_measures = support::take_flag(&mut arguments, "--measures");
    let extractor = Extractor::new();
    let done = if pairs {
        compare_pairs(&extractor, &arguments, n_threads, with_measures)
    } else {
        compare_articles(&extractor, &arguments, n_threads, for_people)
    };
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        other => other.map_err(|error| format!("standard output: {error}")),
    }
}

#[derive(Deserialize)]
struct Pair {
    id: String,
    a: String,
    b: String,
    a_dct: Option<Date>,
    b_dct: Option<Date>,
}

#[derive(Serialize)]
struct Judged {
    id: String,
    #[serde(flatten)]
    judgement: whosaid::corpus::PairJudgement,
    #[serde(skip_serializing_if = "Option::is_none")]
    measures: Option<[f32; 14]>,
}

fn compare_pairs(extractor: &Extractor, paths: &[String], n_threads: usize, with_measures: bool) -> io::Result<usize> {
    let mut out = io::BufWriter::new(io::stdout());
    let work = |record: support::RawRecord| {
        let line = record.as_line()?;
        let pair: Pair = serde_json::from_str(line).map_err(|error| format!("{}: {error}", record.place))?;
        let judgement = extractor.compare_texts((&pair.a, pair.a_dct), (&pair.b, pair.b_dct));
        let measures = with_measures.then_some(judgement.measures);
        serde_json::to_string(&Judged { id: pair.id, judgement, measures })
            .map_err(|error| format!("{}: {error}", record.place))
    };
    let n_failed =
        support::work_through(support::read_records(paths), n_threads, work, |line| writeln!(out, "{line}"))?;
    out.flush()?;
    Ok(n_failed)
}

fn compare_articles(extractor: &Extractor, paths: &[String], n_threads: usize, for_people: bool) -> io::Result<usize> {
    let mut out = io::BufWriter::new(io::stdout());
    let mut corpus = Corpus::new(extractor);
    let mut texts: HashMap<String, String> = HashMap::new();
    let mut relations = Vec::new();
    let work = |record: support::RawRecord| {
        let article = record.into_article()?;
        let analysis = extractor.extract(&article);
        Ok((article, analysis))
    };
    let n_failed = support::work_through(support::read_records(paths), n_threads, work, |(article, analysis)| {
        for relation in corpus.add(&article, &analysis) {
            if for_people {
                relations.push(relation);
            } else {
                serde_json::to_writer(&mut out, &relation)?;
                out.write_all(b"\n")?;
            }
        }
        if for_people {
            let Article { id, text, .. } = article;
            texts.insert(id, text);
        }
        Ok(())
    })?;
    if for_people {
        report(&mut out, &corpus, &relations, &texts)?;
    }
    out.flush()?;
    Ok(n_failed)
}

/// Conflicts first, then agreements, both sentences shown; then the stories.
fn report(
    out: &mut impl Write,
    corpus: &Corpus,
    relations: &[Relation],
    texts: &HashMap<String, String>,
) -> io::Result<()> {
    let paint = Paint::for_stdout();
    let groups: [(&str, &[RelationKind]); 2] = [
        ("where they conflict", &[RelationKind::Conflict]),
        ("where they agree", &[RelationKind::Same, RelationKind::Compatible, RelationKind::Confirms]),
    ];
    for (title, kinds) in groups {
        let chosen: Vec<&Relation> = relations.iter().filter(|relation| kinds.contains(&relation.relation)).collect();
        writeln!(out, "{}", paint.bold(&format!("━━ {title} ({})", chosen.len())))?;
        for relation in chosen {
            let reason = relation.reason.map_or(String::new(), |reason| format!(", {}", word_of(reason)));
            let what = if relation.of == RelationOf::Quote { "quote, " } else { "" };
            let head = format!("{what}{}{reason}, {:.2}", word_of(relation.relation), relation.confidence);
            writeln!(out, "{}", paint.cyan(&head))?;
            for side in [&relation.a, &relation.b] {
                let words = texts.get(&side.id).map_or(String::new(), |text| one_line(&text[side.span], 240));
                writeln!(out, "  {} {words}", paint.green(&side.id))?;
            }
        }
    }
    for story in corpus.stories() {
        writeln!(out, "{}", paint.bold(&format!("━━ a story of {} articles", story.articles.len())))?;
        writeln!(out, "  {}", story.articles.join(", "))?;
        if !story.actors.is_empty() {
            writeln!(out, "  about {}", story.actors.join(", "))?;
        }
        for copy in &story.copies {
            writeln!(out, "  {} repeats {} ({:.0} %)", copy.article, copy.of, copy.share * 100.0)?;
        }
    }
    Ok(())
}
