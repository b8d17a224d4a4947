//! Compares the claims and quotes of articles, or pairs of short texts.
//!
//! ```text
//! cargo run --release --example compare -- examples/articles/sample.jsonl
//! cargo run --release --example compare -- --format jsonl - < records.jsonl
//! cargo run --release --example compare -- --format jsonl --stories - < records.jsonl
//! cargo run --release --example compare -- --pairs - < pairs.jsonl
//! ```

mod support;

use std::collections::HashMap;
use std::io::{self, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use support::relation::{Texts, show};
use support::{Arguments, Paint, ended, one_line, word_of};
use whosaid::corpus::{JoinedBy, Story};
use whosaid::model::{Place, RelationKind, Value};
use whosaid::{Corpus, Date, Extractor, Relation};

const USAGE: &str = "usage: compare [--format text|jsonl] [--stories] [--threads N] PATH...
       compare --pairs [--measures] PATH

Reads articles (as extract does) and prints where their claims and quotes conflict and where they agree, the
stories they tell and the actors they share. With --format jsonl one relation a line; --stories prints the stories
and the actors instead, {\"story\": …} and {\"actor\": …}.
With --pairs it reads lines {\"id\", \"a\", \"b\", \"a_dct\"?, \"b_dct\"?} with two short texts each and prints
{\"id\", \"relation\", \"same\"} in the same order; --measures adds what \"same\" was fitted on.
Broken records are named on standard error; the others come out, and the exit status is 1.";

fn main() -> ExitCode {
    support::main_of(USAGE, run)
}

fn run(mut arguments: Arguments) -> Result<usize, String> {
    let n_threads = arguments.n_threads()?;
    let for_people = arguments.is_for_people()?;
    let pairs = arguments.flag("--pairs");
    let with_measures = arguments.flag("--measures");
    let stories = arguments.flag("--stories");
    let paths = arguments.paths()?;
    let extractor = Extractor::new();
    ended(if pairs {
        compare_pairs(&extractor, &paths, n_threads, with_measures)
    } else {
        let wanted = if for_people {
            Wanted::Report
        } else if stories {
            Wanted::Stories
        } else {
            Wanted::Relations
        };
        compare_articles(&extractor, &paths, n_threads, wanted)
    })
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
        let pair: Pair = record.parse()?;
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

#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Report,
    Relations,
    Stories,
}

fn compare_articles(extractor: &Extractor, paths: &[String], n_threads: usize, wanted: Wanted) -> io::Result<usize> {
    let mut out = io::BufWriter::new(io::stdout());
    let mut corpus = Corpus::new(extractor);
    let (mut texts, mut relations) = (Texts::default(), Vec::new());
    let work = |record: support::RawRecord| {
        let article = record.into_article()?;
        let analysis = extractor.extract(&article);
        Ok((article, analysis))
    };
    let n_failed = support::work_through(support::read_records(paths), n_threads, work, |(article, analysis)| {
        for relation in corpus.add(&article, &analysis) {
            match wanted {
                Wanted::Report => relations.push(relation),
                Wanted::Relations => json_line(&mut out, &relation)?,
                Wanted::Stories => {}
            }
        }
        if wanted == Wanted::Report {
            texts.insert(article, &analysis);
        }
        Ok(())
    })?;
    match wanted {
        Wanted::Report => report(&mut out, &corpus, &relations, &texts)?,
        Wanted::Relations => {}
        Wanted::Stories => {
            corpus.stories().iter().try_for_each(|story| json_line(&mut out, &HashMap::from([("story", story)])))?;
            corpus.actors().iter().try_for_each(|actor| json_line(&mut out, &HashMap::from([("actor", actor)])))?;
        }
    }
    out.flush()?;
    Ok(n_failed)
}

fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Conflicts first, then agreements, both sentences shown; then the stories and the actors.
fn report(out: &mut impl Write, corpus: &Corpus, relations: &[Relation], texts: &Texts) -> io::Result<()> {
    let paint = Paint::for_stdout();
    let groups: [(&str, &[RelationKind]); 2] = [
        ("where they conflict", &[RelationKind::Conflict]),
        ("where they agree", &[RelationKind::Same, RelationKind::Compatible, RelationKind::Confirms]),
    ];
    for (title, kinds) in groups {
        let chosen: Vec<&Relation> = relations.iter().filter(|relation| kinds.contains(&relation.relation)).collect();
        writeln!(out, "{}", paint.bold(&format!("━━ {title} ({})", chosen.len())))?;
        chosen.into_iter().try_for_each(|relation| show(out, relation, texts, paint))?;
    }
    for story in corpus.stories() {
        tell(out, &story, texts, paint)?;
    }
    let actors = corpus.actors();
    writeln!(out, "{}", paint.bold(&format!("━━ actors of several articles ({})", actors.len())))?;
    for actor in actors {
        let by = if actor.joined_by == JoinedBy::Identifier { String::new() } else { word_of(actor.joined_by) };
        let more = [word_of(&actor.kind), actor.country.unwrap_or_default(), actor.wikidata.unwrap_or_default(), by];
        let more: Vec<String> = more.into_iter().filter(|word| !word.is_empty()).collect();
        let ids: Vec<&str> = actor.places.iter().map(|place| place.id.as_str()).collect();
        let names = std::iter::once(actor.name).chain(actor.spellings).collect::<Vec<_>>().join(" · ");
        writeln!(out, "  {} ({})  {}", paint.green(&names), more.join(", "), ids.join(", "))?;
    }
    Ok(())
}

fn tell(out: &mut impl Write, story: &Story, texts: &Texts, paint: Paint) -> io::Result<()> {
    writeln!(out, "{}", paint.bold(&format!("━━ a story of {} articles", story.articles.len())))?;
    let since = story.first.map_or(String::new(), |day| format!(", since {day}"));
    writeln!(out, "  {}{since}", story.articles.join(", "))?;
    if !story.actors.is_empty() {
        writeln!(out, "  about {}", story.actors.join(", "))?;
    }
    for copy in &story.copies {
        writeln!(out, "  {} repeats {} word for word ({:.0} %)", copy.article, copy.of, copy.share * 100.0)?;
    }
    for line in &story.timelines {
        let points = line.points.iter().map(|point| {
            let day = point.published.map_or(String::new(), |day| format!(" on {day}"));
            format!("{} ({}{day})", amount(point.value), point.place.id)
        });
        writeln!(out, "  {}: {}", paint.cyan(&line.unit), points.collect::<Vec<_>>().join(" → "))?;
    }
    let words = |place: &Place| one_line(texts.at(place), 160);
    story.alone.iter().try_for_each(|place| writeln!(out, "  only {}: {}", paint.green(&place.id), words(place)))
}

fn amount(value: Value) -> String {
    match value {
        Value::Exact(value) => value.to_string(),
        Value::Range([low, high]) => format!("{low} to {high}"),
        _ => String::new(),
    }
}
