//! Fits the weights of `factuality.tsv` to event factuality judgements and prints the table.
//!
//! `cargo run --release -p train --bin factuality -- TABLE GOLD.jsonl[:WEIGHT] … > NEW` reads the rows of TABLE as the
//! signals to weigh. A line of GOLD is `{"text", "events": [{"start", "end", "label": -3 to 3}]}`. Mean errors of a
//! fourfold cross-validation go to standard error.
//! `… -- --words TABLE GOLD.jsonl … > NEW` does the same for `infinitives.tsv` or `cue-classes.tsv`: the numbers move
//! towards the means of what each word governs. It is run first, since the signals read them.

mod fit;
mod words;

use std::process::ExitCode;

use whosaid::claims::{ClaimTables, factuality_rows};
use whosaid::lexicon::{TermSet, Vocabulary, load_abbreviations};
use whosaid::span::Span;
use whosaid::syntax::Rel;
use whosaid::text::{self, Document};

use fit::{Example, cross_validate, fit};

/// The table as the library reads it, and the row that says that the word above is negated.
const FACTUALITY: &str = include_str!("../../../../src/lexicon/en/factuality.tsv");
const NEGATED: &str = "under\tnot\t";
/// Signals that fire more seldom than this weigh nothing.
const LEAST: usize = 10;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: factuality TABLE GOLD.jsonl[:WEIGHT] …";
    let mut table = arguments.next().ok_or(usage)?;
    let words = table == "--words";
    if words {
        table = arguments.next().ok_or(usage)?;
    }
    let infinitives = table.ends_with("infinitives.tsv");
    let table = std::fs::read_to_string(&table).map_err(|error| format!("{table}: {error}"))?;
    let mut examples = Vec::new();
    for argument in arguments {
        let (path, weight) = argument.split_once(':').unwrap_or((&argument, "1"));
        let weight = weight.parse().map_err(|_| usage)?;
        let gold = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        examples.extend(read(&gold, weight).map_err(|error| format!("{path}: {error}"))?);
    }
    if words {
        let seen: Vec<_> =
            examples.into_iter().filter_map(|example| Some((example.governor?, example.label))).collect();
        print!("{}", words::revise(&table, &seen, infinitives));
        return Ok(());
    }
    let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    let mut counts = vec![0; lines.len()];
    examples.iter().flat_map(|example| &example.rows).for_each(|row| counts[*row] += 1);
    for example in &mut examples {
        example.rows.retain(|row| counts[*row] >= LEAST);
    }
    let (error, correlation) = cross_validate(&examples, lines.len(), 4);
    eprintln!("{} events, fourfold: mean error {error:.4}, r {correlation:.4}", examples.len());
    let weights = fit(&examples.iter().collect::<Vec<_>>(), lines.len());
    table.lines().filter(|line| line.starts_with('#')).for_each(|line| println!("{line}"));
    for (line, weight) in lines.iter().zip(weights) {
        let (signal, _) = line.rsplit_once('\t').ok_or(usage)?;
        println!("{signal}\t{}", (weight * 100.0).round() / 100.0 + 0.0);
    }
    Ok(())
}

fn read(gold: &str, weight: f64) -> Result<Vec<Example>, String> {
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);
    let tables = ClaimTables::load(&mut vocabulary, &mut TermSet::new());
    let signals: Vec<&str> = FACTUALITY.lines().filter(|line| !line.starts_with('#')).collect();
    let negated = signals.iter().position(|line| line.starts_with(NEGATED)).ok_or("no row for a negation above")?;
    let own: Vec<usize> = (0..signals.len()).filter(|row| signals[*row].starts_with("own\t")).collect();
    let mut examples = Vec::new();
    for (idx, line) in gold.lines().enumerate() {
        let record: serde_json::Value =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", idx + 1))?;
        let clean = text::clean(record["text"].as_str().unwrap_or_default());
        let document = Document::new(&clean.text, &vocabulary);
        for event in record["events"].as_array().into_iter().flatten() {
            let place = |name: &str| event[name].as_u64().unwrap_or(0) as usize;
            let span = Span::new(place("start"), place("end"));
            let within = |idx: &usize| clean.to_given(document.tokens[*idx].span()).overlaps(span);
            let Some(token) = head_of(&document, (0..document.tokens.len()).filter(within).collect()) else { continue };
            let label = event["label"].as_f64().unwrap_or(0.0);
            let rows = factuality_rows(&document, &tables, token);
            let plain = !rows.iter().any(|row| own.contains(row));
            let governor = words::governor_of(&document, token, rows.contains(&negated)).filter(|_| plain);
            examples.push(Example { rows, label, weight, governor });
        }
    }
    Ok(examples)
}

/// The word of some tokens whose head stands outside them.
fn head_of(document: &Document<'_>, tokens: Vec<usize>) -> Option<usize> {
    let outside = |idx: &&usize| document.tree.head(**idx).is_none_or(|head| !tokens.contains(&head));
    let word = |idx: &&usize| document.tree.rel(**idx) != Rel::Punct;
    tokens.iter().filter(word).find(outside).or(tokens.first()).copied()
}
