//! Whole-word names against a raw scan of the same text for the same names, in one run.
//!
//! `cargo bench --bench matching` prints the table of `docs/performance.md`. Rounds are interleaved and ratios are
//! taken within a round, since clock speeds wander. All whole-word lanes must agree on the number of matches and
//! on a checksum of their places, else the bench fails. `-- --test` runs the smallest size once;
//! `-- 10000` runs that size only.

mod support;

use std::hint::black_box;
use std::time::Instant;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, MatchKind};
use whosaid::lexicon::{NameCase, Names};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const ROUNDS: usize = 9;

/// Number of matches and a checksum of their spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    n: usize,
    check: u64,
}

impl Sum {
    fn add(&mut self, start: usize, end: usize) {
        self.n += 1;
        self.check = self.check.wrapping_mul(31).wrapping_add((start * 7 + end) as u64);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_test = arguments.iter().any(|argument| argument == "--test");
    let wanted: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let text = support::text(if is_test { 200_000 } else { 4_000_000 });
    if let Some(place) = arguments.iter().position(|argument| argument == "--write") {
        let folder = std::path::Path::new(arguments.get(place + 1).expect("a folder after --write"));
        let listed = support::names(wanted.first().copied().unwrap_or(10_000), &text);
        std::fs::write(folder.join("text.txt"), &text).expect("a folder to write to");
        std::fs::write(folder.join("names.txt"), listed.join("\n")).expect("a folder to write to");
        return;
    }
    println!("text: {} bytes; × of the raw scan in the same round, median of {ROUNDS} rounds", text.len());
    println!(
        "{:>9} {:>9} {:>9} {:>7} {:>7} {:>7} {:>9} {:>8} {:>8}",
        "names", "matches", "raw MB/s", "exact", "folded", "walk", "build s", "MB kept", "raw b. s"
    );
    for size in SIZES {
        if (is_test && size > 1_000) || (!wanted.is_empty() && !wanted.contains(&size)) {
            continue;
        }
        measure(size, &text, if is_test { 1 } else { ROUNDS });
    }
    hostile(if is_test { 30_000 } else { 300_000 });
}

fn measure(size: usize, text: &str, rounds: usize) {
    let listed = support::names(size, text);
    let table = listed.join("\n");
    let started = Instant::now();
    let exact = Names::from_tsv("names.tsv", &table, NameCase::Exact).expect("names");
    let build = started.elapsed().as_secs_f64();
    let folded = Names::from_tsv("names.tsv", &table, NameCase::Folded).expect("names");
    let started = Instant::now();
    let raw = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(&listed)
        .expect("an automaton");
    let raw_build = started.elapsed().as_secs_f64();
    let walked = Walk::new(&listed);
    assert_eq!(find(&exact, text), walked.find(text), "exact lane at {size}");
    let lower = text.to_ascii_lowercase();
    let small: Vec<String> = listed.iter().map(|name| name.to_ascii_lowercase()).collect();
    assert_eq!(find(&folded, text).n, Walk::new(&small).find(&lower).n, "folded lane at {size}");

    let mut rows = Vec::new();
    for _ in 0..rounds {
        let raw_time = time(|| raw.find_iter(text).map(|found| found.end()).fold(0, usize::wrapping_add));
        let exact_time = time(|| find(&exact, text));
        let folded_time = time(|| find(&folded, text));
        let walk_time = time(|| walked.find(text));
        rows.push([raw_time, raw_time / exact_time, raw_time / folded_time, raw_time / walk_time]);
    }
    let column = |idx: usize| median(rows.iter().map(|row| row[idx]).collect());
    println!(
        "{size:>9} {:>9} {:>9.0} {:>7.2} {:>7.2} {:>7.2} {build:>9.3} {:>8.1} {raw_build:>8.3}",
        find(&exact, text).n,
        text.len() as f64 / 1e6 / column(0),
        column(1),
        column(2),
        column(3),
        exact.n_bytes() as f64 / 1e6,
    );
}

/// Names and text made to go deep and find nothing, against ordinary text for the same names.
fn hostile(n_bytes: usize) {
    let normal = support::text(n_bytes);
    let mut listed = support::names(10_000, &normal);
    for n_words in 1..60 {
        listed.push(format!("{}Bb", "Aa ".repeat(n_words)));
    }
    let names = Names::new(listed.iter().map(String::as_str), NameCase::Exact).expect("names");
    let bad = "Aa ".repeat(n_bytes / 3);
    let title_case: String = normal.split_inclusive(' ').map(capitalise).collect();
    // The quickest of many rounds: what else runs on the machine only ever adds.
    let per_byte = |text: &str| {
        let rounds = (0..3 * ROUNDS).map(|_| time(|| find(&names, text)) / text.len() as f64);
        rounds.fold(f64::INFINITY, f64::min)
    };
    let ordinary = per_byte(&normal);
    println!("ordinary text: {:.2} ns/byte, {} matches", ordinary * 1e9, find(&names, &normal).n);
    for (what, text) in [("Aa Aa Aa", &bad), ("Title Case", &title_case), ("ALL CAPS", &normal.to_uppercase())] {
        println!("cost of {what} text over ordinary text: {:.2}", per_byte(text) / ordinary);
    }
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

fn find(names: &Names, text: &str) -> Sum {
    let mut sum = Sum::default();
    names.for_each(text, |hit| sum.add(hit.span.start, hit.span.end));
    sum
}

fn time<T>(run: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    black_box(run());
    started.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The simplest exact way with the crate: its automaton walked from every word start.
struct Walk {
    automaton: NFA,
    root: aho_corasick::automaton::StateID,
}

impl Walk {
    fn new(names: &[String]) -> Walk {
        let automaton =
            NFA::builder().match_kind(MatchKind::LeftmostLongest).prefilter(false).build(names).expect("an automaton");
        let root = automaton.start_state(Anchored::Yes).expect("an anchored start");
        Walk { automaton, root }
    }

    fn find(&self, text: &str) -> Sum {
        let mut sum = Sum::default();
        let mut place = 0;
        let mut before = ' ';
        for (start, c) in text.char_indices() {
            let begins = c.is_alphanumeric() && !before.is_alphanumeric();
            before = c;
            if begins && start >= place {
                if let Some(end) = self.longest(text, start) {
                    sum.add(start, end);
                    place = end;
                }
            }
        }
        sum
    }

    fn longest(&self, text: &str, start: usize) -> Option<usize> {
        let (mut state, mut longest) = (self.root, None);
        for (idx, byte) in text.as_bytes()[start..].iter().enumerate() {
            state = self.automaton.next_state(Anchored::Yes, state, *byte);
            if self.automaton.is_dead(state) {
                break;
            }
            let end = start + idx + 1;
            if self.automaton.is_match(state)
                && self.automaton.pattern_len(self.automaton.match_pattern(state, 0)) == end - start
                && !(byte.is_ascii_alphanumeric() && text[end..].starts_with(char::is_alphanumeric))
            {
                longest = Some(end);
            }
        }
        longest
    }
}
