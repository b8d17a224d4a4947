//! Trains the weights of the quote stage from articles with source, cue and content annotated in brat files.
//!
//! `cargo run --release -p train --bin quotes -- CORPUS OUT` reads `CORPUS/text/*.txt` and
//! `CORPUS/attributions/*_*.ann` and writes the weight file OUT.
//! `… -- CORPUS --halves DIR` trains on each half of the articles and writes what it finds in the other half to
//! `DIR/found.jsonl`, to be scored, prints how many are right for each rule and tenth of confidence, and keeps the
//! weights in `DIR/half0.bin` and `DIR/half1.bin` for the next time.

mod chain;
mod corpus;
mod learn;
mod right;
mod scalar;

use std::path::Path;
use std::process::ExitCode;

use corpus::Story;
use right::{Judged, Right};
use whosaid::quotes::features::Weights;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [folder, "--halves", out] => halves(folder, out),
        [folder, "--with", weights, out] => with(folder, weights, out),
        [folder, out] => whole(folder, out),
        _ => Err("usage: quotes CORPUS OUT | CORPUS --halves DIR".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn whole(folder: &str, out: &str) -> Result<(), String> {
    let tables = corpus::Tables::new();
    let stories = corpus::read(Path::new(folder), &tables)?;
    let all: Vec<&Story> = stories.iter().collect();
    let weights = learn::learn(&all, &tables);
    std::fs::write(out, weights.to_bytes()).map_err(|error| format!("{out}: {error}"))
}

/// Writes what is found with weights learned before.
fn with(folder: &str, weights: &str, out: &str) -> Result<(), String> {
    let tables = corpus::Tables::new();
    let bytes = std::fs::read(weights).map_err(|error| format!("{weights}: {error}"))?;
    let weights = Weights::from_bytes(&bytes).ok_or("not a weight file")?;
    let stories = corpus::read(Path::new(folder), &tables)?;
    let lines: String =
        stories.iter().map(|story| corpus::found_line(story, &story.quotes(&tables, &weights))).collect();
    let path = format!("{out}/found.jsonl");
    std::fs::write(&path, lines).map_err(|error| format!("{path}: {error}"))
}

fn halves(folder: &str, out: &str) -> Result<(), String> {
    let tables = corpus::Tables::new();
    let stories = corpus::read(Path::new(folder), &tables)?;
    let n_gold: usize = stories.iter().map(|story| story.gold.len()).sum();
    let n_cues: usize = stories.iter().map(|story| story.gold.iter().filter(|gold| gold.cue.is_some()).count()).sum();
    eprintln!("{n_gold} attributions, {n_cues} with a candidate cue");
    let found_in = |half: usize| {
        let train: Vec<&Story> =
            stories.iter().enumerate().filter(|(idx, _)| idx % 2 != half).map(|(_, s)| s).collect();
        let kept = format!("{out}/half{half}.bin");
        let weights = match std::fs::read(&kept).ok().and_then(|bytes| Weights::from_bytes(&bytes)) {
            Some(weights) => weights,
            None => learn::learn(&train, &tables),
        };
        std::fs::write(&kept, weights.to_bytes()).map_err(|error| format!("{kept}: {error}"))?;
        let (mut lines, mut judged) = (String::new(), Vec::new());
        for story in stories.iter().skip(half).step_by(2) {
            let quotes = story.quotes(&tables, &weights);
            lines.push_str(&corpus::found_line(story, &quotes));
            judged.extend(quotes.iter().map(|quote| {
                let right = Right::of_quote(story, quote);
                let both = right.content && right.source;
                Judged {
                    rule: quote.rule.to_string(),
                    confidence: quote.confidence,
                    content: right.content,
                    right: both,
                }
            }));
        }
        Ok::<_, String>((lines, judged))
    };
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| found_in(1));
        (found_in(0), other.join().expect("a thread that learns does not panic"))
    });
    let (first, second) = (first?, second?);
    let lines = first.0 + &second.0;
    let judged: Vec<Judged> = first.1.into_iter().chain(second.1).collect();
    right::report(&judged);
    let path = format!("{out}/found.jsonl");
    std::fs::write(&path, lines).map_err(|error| format!("{path}: {error}"))
}
