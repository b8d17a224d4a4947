//! Learns the weights of the cues for unknown names from annotated articles.
//!
//! `train_names GOLD.jsonl...` reads one article a line, `{"text", "scope", "entities": [{"start", "end", "type",
//! "form"?}]}` with byte offsets, and prints `name_weights.tsv`. Multinomial logistic regression against "none",
//! full gradient, L2 towards weights set by hand, so that cues that are rare in the articles keep those. How well it
//! does on the half, and on the file, that it has not seen goes to standard error.

use std::collections::HashMap;
use std::io::BufRead;

use whosaid::Span;
use whosaid::actors::{self, ActorTables, CandidateName, GazetteerPart as Part};
use whosaid::lexicon::{TermSet, Vocabulary, load_abbreviations};
use whosaid::text::{Document, clean};

const CLASSES: usize = 3;
const STEPS: usize = 900;
const L2: f32 = 0.001;

struct Instance {
    cues: u128,
    /// Person, organisation, place or, with 3, none.
    label: usize,
    weight: f32,
    fold: usize,
    file: usize,
    /// Which of [`READINGS`].
    reading: usize,
}

type Weights = Vec<[f32; CLASSES]>;

/// What is left out of the gazetteer, and how much the names count that are then unknown: news holds more such names
/// than articles of which the gazetteer knows most.
const READINGS: &[(&[Part], f32)] = &[
    (&[], 1.0),
    (&[Part::People, Part::Organizations, Part::Media], 0.25),
    (&[Part::People, Part::Organizations, Part::Media, Part::Cities, Part::Regions], 0.25),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut articles = Vec::new();
    for (file, path) in std::env::args().skip(1).enumerate() {
        for line in std::io::BufReader::new(std::fs::File::open(&path)?).lines() {
            articles.push((file, serde_json::from_str::<serde_json::Value>(&line?)?));
        }
    }
    let mut instances = Vec::new();
    for (reading, (without, weight)) in READINGS.iter().enumerate() {
        let mut vocabulary = Vocabulary::new();
        let mut terms = TermSet::new();
        load_abbreviations(&mut vocabulary);
        let tables = ActorTables::load_without(&mut vocabulary, &mut terms, without);
        let matcher = terms.build();
        for (number, (file, article)) in articles.iter().enumerate() {
            let text = article["text"].as_str().unwrap_or_default();
            let gold = gold_of(article);
            let cleaned = clean(text);
            let document = Document::new(&cleaned.text, &vocabulary);
            let hits = matcher.scan(&document);
            let acronym = actors::cue_names().iter().position(|name| *name == "acronym").unwrap_or(0);
            // Nearly all acronyms of the gazetteer are bodies, of the others most are not.
            let counts = |name: &CandidateName| reading == 0 || name.cues >> acronym & 1 == 0;
            for candidate in actors::candidate_names(&document, &hits, &tables).into_iter().filter(counts) {
                let one =
                    Instance { cues: candidate.cues, label: 0, weight: 0.0, fold: number % 2, file: *file, reading };
                instances.push(labelled(one, &candidate, &gold, |span| cleaned.to_given(span), *weight));
            }
        }
    }
    let n_files = std::env::args().count() - 1;
    for fold in 0..2 {
        let weights = train(instances.iter().filter(|one| one.fold != fold));
        report("half", fold, instances.iter().filter(|one| one.fold == fold && one.reading == 0), &weights);
    }
    for file in (0..n_files).filter(|_| n_files > 1) {
        let weights = train(instances.iter().filter(|one| one.file != file));
        report("file", file, instances.iter().filter(|one| one.file == file && one.reading == 0), &weights);
    }
    print(&train(instances.iter()));
    Ok(())
}

/// The instance with what most of the name's places are by the annotators, and how much it counts.
fn labelled(
    mut one: Instance,
    name: &CandidateName,
    gold: &Gold,
    given: impl Fn(Span) -> Span,
    weight: f32,
) -> Instance {
    let mut votes = [0.0_f32; CLASSES + 1];
    for span in &name.places {
        let span = given(*span);
        votes[label_of(gold, span.start, span.end)] += 1.0;
    }
    one.label = (0..=CLASSES).max_by(|a, b| votes[*a].total_cmp(&votes[*b])).unwrap_or(CLASSES);
    one.weight = weight * (name.places.len() as f32).min(4.0).sqrt();
    // Cut otherwise than the annotators did: less certain to be none.
    if one.label == CLASSES && name.places.iter().any(|span| crosses(gold, given(*span))) {
        one.weight *= 0.5;
    }
    one
}

type Gold = HashMap<usize, Vec<(usize, usize)>>;

fn gold_of(article: &serde_json::Value) -> Gold {
    let mut gold = Gold::new();
    for entity in article["entities"].as_array().into_iter().flatten() {
        let label = match entity["type"].as_str() {
            Some("person") => 0,
            Some("organization") => 1,
            Some("location") => 2,
            _ => continue,
        };
        if matches!(entity["form"].as_str(), None | Some("name" | "alias")) {
            let (start, end) = (entity["start"].as_u64().unwrap_or(0), entity["end"].as_u64().unwrap_or(0));
            gold.entry(end as usize).or_default().push((start as usize, label));
        }
    }
    gold
}

/// True if the span has a part of a person or an organisation.
fn crosses(gold: &Gold, span: Span) -> bool {
    gold.iter().any(|(end, ones)| *end > span.start && ones.iter().any(|one| one.1 < 2 && one.0 < span.end))
}

/// A name is right where an entity ends with it and begins with it or, for persons, with a title before it.
fn label_of(gold: &Gold, start: usize, end: usize) -> usize {
    let ends = gold.get(&end).map_or(&[][..], Vec::as_slice);
    let fits = |one: &&(usize, usize)| one.0 == start || one.1 == 0 && one.0 < start || start == one.0 + 4;
    ends.iter().find(fits).map_or(CLASSES, |one| one.1)
}

fn scores(cues: u128, weights: &Weights) -> [f32; CLASSES + 1] {
    let mut sums = [0.0; CLASSES + 1];
    for (idx, weight) in weights.iter().enumerate() {
        if cues >> idx & 1 == 1 {
            for (sum, part) in sums.iter_mut().zip(weight) {
                *sum += part;
            }
        }
    }
    let top = sums.iter().copied().fold(f32::MIN, f32::max);
    let exps = sums.map(|sum| (sum - top).exp());
    let total: f32 = exps.iter().sum();
    exps.map(|exp| exp / total)
}

/// The weights set by hand.
fn priors() -> Weights {
    let table = include_str!("support/name_priors.tsv");
    let mut priors = vec![[0.0; CLASSES]; actors::cue_names().len()];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        if let Some(cue) = actors::cue_names().iter().position(|name| *name == cells[0]) {
            priors[cue] = [1, 2, 3].map(|column| cells.get(column).and_then(|cell| cell.parse().ok()).unwrap_or(0.0));
        }
    }
    priors
}

fn train<'a>(instances: impl Iterator<Item = &'a Instance> + Clone) -> Weights {
    let n_cues = actors::cue_names().len();
    let priors = priors();
    let mut weights = priors.clone();
    let mut momentum: Weights = vec![[0.0; CLASSES]; n_cues];
    let total: f32 = instances.clone().map(|one| one.weight).sum();
    for step in 0..STEPS {
        let mut gradient: Weights = vec![[0.0; CLASSES]; n_cues];
        for one in instances.clone() {
            let found = scores(one.cues, &weights);
            for (idx, row) in gradient.iter_mut().enumerate() {
                if one.cues >> idx & 1 == 1 {
                    for (class, slot) in row.iter_mut().enumerate() {
                        let wanted = if one.label == class { 1.0 } else { 0.0 };
                        *slot += one.weight * (wanted - found[class]) / total;
                    }
                }
            }
        }
        let rate = 2.0 / (1.0 + step as f32 / 400.0);
        for idx in 0..n_cues {
            for class in 0..CLASSES {
                let slope = gradient[idx][class] - L2 * (weights[idx][class] - priors[idx][class]);
                momentum[idx][class] = 0.9 * momentum[idx][class] + rate * slope;
                weights[idx][class] += momentum[idx][class];
            }
        }
    }
    weights
}

fn report<'a>(what: &str, part: usize, instances: impl Iterator<Item = &'a Instance>, weights: &Weights) {
    // Of the names of each tenth of probability, how many there are and how many are right.
    let mut tenths = [(0, 0); 10];
    let (mut n, mut n_right, mut n_names, mut n_found, mut n_good) = (0, 0, 0, 0, 0);
    for one in instances {
        let found = scores(one.cues, weights);
        let best = (0..=CLASSES).max_by(|a, b| found[*a].total_cmp(&found[*b])).unwrap_or(CLASSES);
        let tenth = &mut tenths[((found[best] * 10.0) as usize).min(9)];
        if best < CLASSES {
            *tenth = (tenth.0 + 1, tenth.1 + usize::from(best == one.label));
        }
        n += 1;
        n_right += usize::from(best == one.label);
        n_names += usize::from(one.label < CLASSES);
        n_found += usize::from(best < CLASSES);
        n_good += usize::from(best < CLASSES && best == one.label);
    }
    eprintln!(
        "{what} {part}: {n} names, {n_right} right; {n_names} are actors, {n_found} found, {n_good} of them right"
    );
    eprintln!("  found and right from .2 on: {:?}", &tenths[2..]);
}

fn print(weights: &Weights) {
    println!("# Weights of the cues that tell what an unknown capitalised name is, against its being none.");
    println!("# columns: cue, person, organisation, place");
    println!("# origin: learned by `cargo run --release --example train_names -- GOLD.jsonl...` from Deutsche Welle");
    println!("# and security texts with marked names; numbers only, no text of them");
    for (name, weight) in actors::cue_names().iter().zip(weights) {
        println!("{name}\t{:.2}\t{:.2}\t{:.2}", weight[0], weight[1], weight[2]);
    }
}
