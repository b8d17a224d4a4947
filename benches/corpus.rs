//! Cost of adding an article to a corpus that grows to 100,000 claims.
//!
//! `cargo bench --bench corpus` prints, at 1,000 claims and each half power of ten after it, microseconds an article
//! (mean over those added since the size before), relations an article, and megabytes resident since the start with
//! bytes a claim (Linux only; the second table starts with what the first left). `-- --test` stops at 1,000. News comes
//! at a steady rate: a larger corpus covers more days, as it does in a monitor. Claims are compared within months, so
//! time and relations grow until those are full, and hardly after that.

#[path = "support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use support::Dice;
use whosaid::{Article, Corpus, Date, Extractor};

const WHO: &[&str] = &["The council", "The ministry", "The port authority", "The railway", "The hospital", "The union"];
const DID: &[&str] =
    &["opened", "closed", "approved", "rejected", "bought", "sold", "postponed", "cancelled", "inspected", "repaired"];
const WHAT: &[&str] = &[
    "bridge",
    "tunnel",
    "school",
    "depot",
    "harbour",
    "stadium",
    "reservoir",
    "terminal",
    "archive",
    "laboratory",
    "nursery",
    "theatre",
    "viaduct",
    "quarry",
    "orchard",
    "lighthouse",
    "turbine",
    "pipeline",
    "warehouse",
    "vineyard",
];
const NAMES: &[&str] = &["Aster", "Birk", "Corvo", "Delma", "Elgin", "Farrow", "Gantry", "Hollis", "Iver", "Juno"];

/// Invented names of the places that the news comes from.
const N_PLACES: usize = 400;

/// Articles a day, five claims each: a quiet beat and a busy desk.
const RATES: [usize; 2] = [2, 20];

fn article(number: usize, rate: usize, places: &[String], dice: &mut Dice) -> Article {
    let day: Date = Date::from_day_number(20_000 + (number / rate) as i64);
    let mut text = String::new();
    for _ in 0..5 {
        let (who, did, what) = (dice.pick(WHO), dice.pick(DID), dice.pick(WHAT));
        let (place, name) = (&places[dice.roll(places.len())], dice.pick(NAMES));
        let amount = 2 + dice.roll(97);
        text.push_str(&format!("{who} of {place} {did} the {name} {what} for {amount} million euros. "));
    }
    Article::from_text(text).with_id(format!("n{number}")).with_published(day)
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split(' ').nth(1)?.parse::<usize>().ok()? * 4096)
}

fn main() {
    let smoke = std::env::args().any(|argument| argument == "--test");
    let sizes: &[usize] = if smoke { &[1_000] } else { &[1_000, 3_162, 10_000, 31_623, 100_000] };
    let (extractor, mut dice) = (Extractor::new(), Dice::new(7));
    let places: Vec<String> = (0..N_PLACES).map(|_| dice.word()).collect();
    // Tables are loaded and warm before anything is measured.
    extractor.extract(&article(0, 1, &places, &mut dice));
    println!("articles a day\tclaims\tarticles\tmicroseconds an article\trelations an article\tMB\tbytes a claim");
    for rate in RATES {
        grow(rate, sizes, &extractor, &places, &mut dice);
    }
}

fn grow(rate: usize, sizes: &[usize], extractor: &Extractor, places: &[String], dice: &mut Dice) {
    let (mut corpus, mut number, before) = (Corpus::new(extractor), 0, resident());
    for size in sizes {
        let (mut spent, mut n_timed, mut n_relations) = (Duration::ZERO, 0, 0);
        while corpus.n_claims() < *size {
            let article = article(number, rate, places, dice);
            number += 1;
            let analysis = extractor.extract(&article);
            let started = Instant::now();
            let relations = corpus.add(&article, &analysis);
            spent += started.elapsed();
            n_relations += relations.len();
            n_timed += 1;
        }
        let n_timed = n_timed.max(1) as f64;
        let mean = spent.as_secs_f64() * 1e6 / n_timed;
        print!("{rate}\t{size}\t{}\t{mean:.1}\t{:.2}", corpus.n_articles(), n_relations as f64 / n_timed);
        match before.zip(resident()) {
            Some((before, now)) => {
                let bytes = now.saturating_sub(before) as f64;
                println!("\t{:.1}\t{:.0}", bytes / 1e6, bytes / corpus.n_claims() as f64);
            }
            None => println!("\t-\t-"),
        }
    }
}
