//! Cost of adding an article to a corpus of 1,000 to 100,000 claims.
//!
//! `cargo bench --bench corpus` prints, for each size, microseconds an article (mean of the last tenth added) and
//! relations found; `-- --test` runs the smallest size alone. News comes at a steady rate: a larger corpus covers
//! more days, as it does in a monitor.

use std::time::Instant;

use whosaid::{Article, Corpus, Date, Extractor};

/// A small generator, the same on every machine (Steele, Lea and Flood 2014, SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const PLACES: &[&str] = &["Lund", "Porto", "Graz", "Tampere", "Cork", "Ghent", "Bergen", "Split", "Brno", "Malmo"];
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

/// Twenty articles of five claims a day.
fn article(number: usize, random: &mut Random) -> Article {
    let day: Date = Date::from_day_number(20_000 + (number / 20) as i64);
    let mut text = String::new();
    for _ in 0..5 {
        let (who, did, what) = (random.pick(WHO), random.pick(DID), random.pick(WHAT));
        let (place, name) = (random.pick(PLACES), random.pick(NAMES));
        let amount = 2 + random.below(97);
        text.push_str(&format!("{who} of {place} {did} the {name} {what} for {amount} million euros. "));
    }
    Article::from_text(text).with_id(format!("n{number}")).with_published(day)
}

fn main() {
    let smoke = std::env::args().any(|argument| argument == "--test");
    let sizes: &[usize] = if smoke { &[1_000] } else { &[1_000, 10_000, 100_000] };
    let extractor = Extractor::new();
    println!("claims\tarticles\tmicroseconds an article\trelations an article");
    for n_claims in sizes {
        let mut random = Random(7);
        let mut corpus = Corpus::new(&extractor);
        let (mut nanoseconds, mut n_timed, mut n_relations) = (0, 0, 0);
        for number in 0.. {
            let article = article(number, &mut random);
            let analysis = extractor.extract(&article);
            let started = Instant::now();
            let relations = corpus.add(&article, &analysis);
            if corpus.n_claims() * 10 >= n_claims * 9 {
                nanoseconds += started.elapsed().as_nanos();
                n_relations += relations.len();
                n_timed += 1;
            }
            if corpus.n_claims() >= *n_claims || number > *n_claims {
                break;
            }
        }
        let n_timed = n_timed.max(1);
        println!(
            "{}\t{}\t{:.1}\t{:.2}",
            corpus.n_claims(),
            corpus.n_articles(),
            nanoseconds as f64 / n_timed as f64 / 1e3,
            n_relations as f64 / n_timed as f64
        );
    }
}
