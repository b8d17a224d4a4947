//! One lane, run once, for Callgrind to count: `instructions LANE` prints the bytes that were read.
//!
//! Only what happens inside [`measured`] is counted; texts, names and tables are made before.

#[path = "../../support/mod.rs"]
mod support;

use std::hint::black_box;
use std::process::ExitCode;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use whosaid::lexicon::{NameCase, Names};
use whosaid::{Article, Extractor};

const N_BYTES: usize = 1_000_000;
const N_BYTES_PIPELINE: usize = 60_000;

fn main() -> ExitCode {
    let lane = std::env::args().nth(1).unwrap_or_default();
    let n_bytes = match lane.as_str() {
        "raw-scan" => raw_scan(),
        "names-exact" => names(NameCase::Exact, 10_000, support::text(N_BYTES)),
        "names-exact-100k" => names(NameCase::Exact, 100_000, support::text(N_BYTES)),
        "names-folded" => names(NameCase::Folded, 10_000, support::text(N_BYTES)),
        "names-title-case" => names(NameCase::Exact, 10_000, title_case(&support::text(N_BYTES))),
        "names-hostile" => names(NameCase::Exact, 10_000, "Aa ".repeat(N_BYTES / 3)),
        "pipeline" => pipeline(support::articles(N_BYTES_PIPELINE)),
        "pipeline-title-case" => {
            pipeline(support::articles(N_BYTES_PIPELINE).iter().map(|text| title_case(text)).collect())
        }
        "pipeline-hostile" => pipeline(vec!["Aa ".repeat(N_BYTES_PIPELINE / 12); 4]),
        _ => {
            eprintln!("no lane {lane:?}");
            return ExitCode::FAILURE;
        }
    };
    println!("{n_bytes}");
    ExitCode::SUCCESS
}

/// What Callgrind counts.
#[inline(never)]
fn measured<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

fn raw_scan() -> usize {
    let text = support::text(N_BYTES);
    let raw = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(support::names(10_000, &text))
        .expect("an automaton");
    measured(|| raw.find_iter(&text).count());
    text.len()
}

fn names(case: NameCase, n_names: usize, text: String) -> usize {
    let mut listed = support::names(n_names, &support::text(N_BYTES));
    // Names that go deep and are found nowhere; ordinary text does not come near them.
    listed.extend((1..60).map(|n_words| format!("{}Bb", "Aa ".repeat(n_words))));
    let names = Names::new(listed.iter().map(String::as_str), case).expect("names");
    measured(|| names.for_each(&text, |hit| _ = black_box(hit)));
    text.len()
}

fn pipeline(texts: Vec<String>) -> usize {
    let extractor = Extractor::new();
    let n_bytes = texts.iter().map(String::len).sum();
    let articles: Vec<Article> = texts.into_iter().map(Article::from_text).collect();
    // Tables that load at first use are no part of it.
    extractor.extract(&articles[0]);
    measured(|| articles.iter().map(|article| extractor.extract(article).claims.len()).sum::<usize>());
    n_bytes
}

fn title_case(text: &str) -> String {
    let mut before = ' ';
    let capitalise = |c: char| {
        let capital = if before.is_alphanumeric() { c } else { c.to_ascii_uppercase() };
        before = c;
        capital
    };
    text.chars().map(capitalise).collect()
}
