//! The order of learning: cues and parts from the annotation, then the last judgement from held-out attempts.

use std::collections::{HashMap, HashSet};

use whosaid::quotes::attempt::{Attempt, N_ACCEPT, accept_features, attempts, candidates};
use whosaid::quotes::cue::{N_CUE, cue_features};
use whosaid::quotes::features::Weights;
use whosaid::quotes::parts::{Label, N_PART, Window, part_features};

use crate::chain::{Chain, Example};
use crate::corpus::{Gold, Story, Tables};
use crate::scalar::Logistic;

const CUE_BITS: u32 = 16;
const PART_BITS: u32 = 15;
const ACCEPT_BITS: u32 = 14;

/// A fixed shuffle, the same in every run.
fn shuffle<T>(items: &mut [T], seed: u32) {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    for idx in (1..items.len()).rev() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        items.swap(idx, (state >> 8) as usize % (idx + 1));
    }
}

/// Learns all three tables. The last one sees only what the others make of articles they have not seen.
pub fn learn(stories: &[&Story], tables: &Tables) -> Weights {
    let mut judged = Vec::new();
    const FOLDS: usize = 3;
    for fold in 0..FOLDS {
        let pick = |held_out: bool| {
            let chosen = stories.iter().enumerate().filter(move |(idx, _)| (idx % FOLDS == fold) == held_out);
            chosen.map(|(_, story)| *story).collect::<Vec<_>>()
        };
        let weights = first_two(&pick(false), tables);
        for story in pick(true) {
            let found = attempts(story.document(), &story.units, &tables.quotes.traits, &weights);
            for idx in 0..found.len() {
                let mut features = [0; N_ACCEPT];
                let n = accept_features(&story.units, &found, idx, &mut features);
                judged.push((features[..n].to_vec(), is_right(story, &found[idx])));
            }
        }
    }
    let mut accept = Logistic::new(ACCEPT_BITS, 0.06, 1e-3);
    for epoch in 0..6 {
        shuffle(&mut judged, epoch);
        let loss: f32 = judged.iter().map(|(features, right)| accept.learn(features, *right)).sum();
        eprintln!("accept {epoch}: {:.4} on {}", loss / judged.len() as f32, judged.len());
    }
    Weights { accept: accept.quantised(), ..first_two(stories, tables) }
}

fn first_two(stories: &[&Story], tables: &Tables) -> Weights {
    Weights { cue: learn_cues(stories, tables), parts: learn_parts(stories, tables), ..Weights::default() }
}

fn learn_cues(stories: &[&Story], tables: &Tables) -> whosaid::quotes::features::ScalarTable {
    let mut examples = Vec::new();
    for story in stories {
        let cues: HashSet<usize> = story.gold.iter().filter_map(|gold| gold.cue).collect();
        for at in candidates(&story.units) {
            let mut features = [0; N_CUE];
            let n = cue_features(&story.units, &tables.quotes.traits, at, &mut features);
            examples.push((features[..n].to_vec(), cues.contains(&at)));
        }
    }
    let mut model = Logistic::new(CUE_BITS, 0.05, 1e-4);
    for epoch in 0..5 {
        shuffle(&mut examples, epoch);
        let loss: f32 = examples.iter().map(|(features, answer)| model.learn(features, *answer)).sum();
        eprintln!("cue {epoch}: {:.4} on {}", loss / examples.len() as f32, examples.len());
    }
    model.quantised()
}

fn learn_parts(stories: &[&Story], tables: &Tables) -> whosaid::quotes::features::EdgeTable {
    let mut examples = Vec::new();
    let mut window = Window::default();
    for story in stories {
        for gold in &story.gold {
            let Some(cue) = gold.cue else { continue };
            window.set(story.document(), &story.units, cue);
            let label = |unit: usize| gold.labels.get(&unit).copied().unwrap_or(Label::Outside) as usize;
            let features = (window.first..window.last).map(|at| {
                let mut features = [0; N_PART];
                let n = part_features(&story.units, &tables.quotes.traits, &window, at, &mut features);
                features[..n].to_vec()
            });
            examples.push(Example {
                features: features.collect(),
                labels: (window.first..window.last).map(label).collect(),
                cue: cue - window.first,
            });
        }
    }
    let mut model = Chain::new(PART_BITS, 0.05, 1e-5);
    model.drop = 0.3;
    for epoch in 0..6 {
        shuffle(&mut examples, epoch);
        let loss: f32 = examples.iter().map(|example| model.learn(example)).sum();
        eprintln!("parts {epoch}: {:.4} on {}", loss / examples.len() as f32, examples.len());
    }
    model.quantised()
}

/// True if an attribution of the article has the same content, more or less, and the cue in common.
fn is_right(story: &Story, attempt: &Attempt) -> bool {
    let weight = |unit: usize| {
        let unit = &story.units.units[unit];
        (unit.first..unit.last).filter(|token| story.document().tokens[*token as usize].is_word()).count()
    };
    let mine: HashMap<usize, usize> = attempt.units_of(Label::Content).map(|unit| (unit, weight(unit))).collect();
    let all: usize = mine.values().sum();
    story.gold.iter().any(|gold: &Gold| {
        let theirs: Vec<usize> = gold.labels.iter().filter(|(_, l)| **l == Label::Content).map(|(u, _)| *u).collect();
        let both: usize = theirs.iter().filter_map(|unit| mine.get(unit)).sum();
        let total = all + theirs.iter().map(|unit| weight(*unit)).sum::<usize>();
        total > 0 && 2 * both * 100 >= total * 50
    })
}
