//! Reads articles and prints what was found in them.
//!
//! ```text
//! cargo run --release --example extract -- examples/articles
//! cargo run --release --example extract -- --format jsonl - < records.jsonl
//! ```

mod support;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use support::{Arguments, Paint, ended, one_line, word_of};
use whosaid::model::{Claim, HolderKind, Quote};
use whosaid::{Analysis, Article, Extractor};

const USAGE: &str = "usage: extract [--format text|jsonl] [--threads N] PATH...

Reads plain-text files, .jsonl files (one record a line: id, text, published, ...), folders of both,
and - for JSON Lines on standard input. Prints actors, quotes and claims for people, or with
--format jsonl one analysis a line, in input order. Broken records are named on standard error;
the others come out, and the exit status is 1.";

fn main() -> ExitCode {
    support::main_of(USAGE, run)
}

fn run(mut arguments: Arguments) -> Result<usize, String> {
    let n_threads = arguments.n_threads()?;
    let for_people = arguments.is_for_people()?;
    let paths = arguments.paths()?;
    let extractor = Extractor::new();
    let paint = Paint::for_stdout();
    let work = |record: support::RawRecord| {
        let article = record.into_article()?;
        let analysis = extractor.extract(&article);
        if for_people {
            return Ok(report(&article, &analysis, paint).into_bytes());
        }
        let mut line = serde_json::to_vec(&analysis).map_err(|error| format!("{}: {error}", article.id))?;
        line.push(b'\n');
        Ok(line)
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
    let done = support::work_through(support::read_records(&paths), n_threads, work, |line| out.write_all(&line));
    ended(done.and_then(|n_failed| out.flush().map(|()| n_failed)))
}

/// An analysis for people.
fn report(article: &Article, analysis: &Analysis, paint: Paint) -> String {
    let mut page = String::new();
    let text = article.text.as_str();
    let _ = writeln!(page, "{}", paint.bold(&format!("━━ {}", analysis.id)));
    let _ = writeln!(page, "{}", paint.dim(&one_line(text, 100)));
    section(&mut page, paint, "actors", analysis.actors.iter().map(|actor| actor_line(text, actor, paint)));
    section(&mut page, paint, "quotes", analysis.quotes.iter().map(|quote| quote_line(text, analysis, quote, paint)));
    section(&mut page, paint, "claims", analysis.claims.iter().map(|claim| claim_line(text, analysis, claim, paint)));
    page.push('\n');
    page
}

fn section(page: &mut String, paint: Paint, title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let _ = writeln!(page, "{}", paint.bold(&format!("{} {title}", lines.len())));
    lines.for_each(|line| {
        let _ = writeln!(page, "  {line}");
    });
}

fn actor_line(text: &str, actor: &whosaid::Actor, paint: Paint) -> String {
    let mut forms: Vec<String> = Vec::new();
    for mention in &actor.mentions {
        let form = one_line(&text[mention.span], 40);
        if form != actor.name && !forms.contains(&form) {
            forms.push(form);
        }
    }
    let mut line = format!("{} ({}", paint.green(&actor.name), word_of(&actor.kind));
    if let Some(country) = &actor.country {
        let _ = write!(line, ", {country}");
    }
    let _ = write!(line, ") ×{}", actor.mentions.len());
    if !forms.is_empty() {
        let _ = write!(line, "  {}", forms.join(" · "));
    }
    for role in &actor.roles {
        let _ = write!(line, "  [{}]", one_line(&text[role.span], 60));
    }
    line
}

fn quote_line(text: &str, analysis: &Analysis, quote: &Quote, paint: Paint) -> String {
    let content: Vec<String> = quote.content.iter().map(|piece| one_line(&text[*piece], 160)).collect();
    let source = quote.source.map_or("—".to_owned(), |source| one_line(&text[source], 60));
    let speaker = quote.speaker.map_or(String::new(), |id| format!(" = {}", analysis[id].name));
    let cue = quote.cue.map_or(String::new(), |cue| one_line(&text[cue], 40));
    let carried = if quote.carried { " (carried)" } else { "" };
    format!(
        "{:<8} {}{} {} {}{carried}",
        word_of(quote.kind),
        paint.green(&source),
        paint.dim(&speaker),
        paint.cyan(&format!("‹{cue}›")),
        content.join(" … "),
    )
}

fn claim_line(text: &str, analysis: &Analysis, claim: &Claim, paint: Paint) -> String {
    let mut holders = Vec::new();
    for attribution in &claim.attribution {
        let name = attribution.actor.map(|id| analysis[id].name.clone());
        let words = attribution.holder.map(|holder| one_line(&text[holder], 60));
        let nobody = if attribution.holder_kind == HolderKind::Agentless { "(agentless)" } else { "?" };
        holders.push(name.or(words).unwrap_or_else(|| nobody.to_owned()));
    }
    let sign = if claim.polarity == whosaid::model::Polarity::Negative { "¬" } else { "" };
    let held = if holders.is_empty() { String::new() } else { format!("{} ▸ ", holders.join(" ▸ ")) };
    format!(
        "{:.2} {}{} {}{}",
        claim.check_worthiness,
        paint.cyan(&format!("{sign}{}", word_of(claim.modality))),
        if claim.hedged { "~" } else { "" },
        paint.green(&held),
        one_line(&text[claim.span], 200),
    )
}
