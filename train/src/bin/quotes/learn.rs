//! The order of learning: cues and parts from the annotation, then the last judgement from held-out attempts.

use std::collections::HashSet;

use whosaid::quotes::attempt::{Attempt, attempts, candidates};
use whosaid::quotes::cue::{N_CUE, cue_features};
use whosaid::quotes::features::{ScalarTable, Weights};
use whosaid::quotes::judge::{N_ACCEPT, accept_features, judge_features, judge_first};
use whosaid::quotes::part_features::PartFeatures;
use whosaid::quotes::parts::{Label, Window};

use crate::chain::{self, Example, Plan};
use crate::corpus::{Story, Tables};
use crate::right::Right;
use crate::scalar::Logistic;

const CUE_BITS: u32 = 16;
const ACCEPT_BITS: u32 = 14;
const PARTS: Plan = Plan { least: 6, n_rows: 81_920, epochs: [5, 7], rounds: 4, rate: 0.05, decay: 1e-5, drop: 0.6 };

/// A fixed shuffle, the same in every run.
fn shuffle<T>(items: &mut [T], seed: u32) {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    for idx in (1..items.len()).rev() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        items.swap(idx, (state >> 8) as usize % (idx + 1));
    }
}

/// Learns all tables. Those that judge see only what the first two make of articles that these have not seen, and the
/// second judgement only what the first makes of such articles.
pub fn learn(stories: &[&Story], tables: &Tables) -> Weights {
    let folds = folds_of(stories);
    let mut seen: Vec<Vec<Seen<'_>>> = Vec::new();
    let last = std::thread::scope(|scope| {
        let last = scope.spawn(|| first_two(stories, tables));
        for fold in 0..FOLDS {
            let others: Vec<&Story> =
                (0..FOLDS).filter(|other| *other != fold).flat_map(|o| folds[o].clone()).collect();
            let weights = first_two(&others, tables);
            seen.push(folds[fold].iter().map(|story| Seen::new(story, tables, &weights)).collect());
        }
        last.join().expect("a thread that learns does not panic")
    });
    let firsts = |fold: usize| seen[fold].iter().flat_map(Seen::first_examples).collect::<Vec<_>>();
    let firsts: Vec<Vec<_>> = (0..FOLDS).map(firsts).collect();
    let accept = learn_scalar("accept", firsts.concat());
    let mut second = Vec::new();
    for (fold, seen) in seen.iter_mut().enumerate() {
        let others: Vec<_> =
            (0..FOLDS).filter(|other| *other != fold).flat_map(|other| firsts[other].clone()).collect();
        let weights = Weights { accept: learn_scalar("accept", others), ..Weights::default() };
        for seen in seen {
            judge_first(&seen.story.units, &weights, &mut seen.found);
            second.extend(seen.second_examples());
        }
    }
    let judge = second.iter().map(|(features, right)| (features.clone(), right.content)).collect();
    let trust = second.iter().map(|(features, right)| (features.clone(), right.content && right.source)).collect();
    Weights { accept, judge: learn_scalar("judge", judge), trust: learn_scalar("trust", trust), ..last }
}

const FOLDS: usize = 3;

fn folds_of<'s>(stories: &[&'s Story]) -> Vec<Vec<&'s Story>> {
    (0..FOLDS).map(|fold| stories.iter().skip(fold).step_by(FOLDS).copied().collect()).collect()
}

/// The attempts of an article that the weights have not seen.
struct Seen<'s> {
    story: &'s Story,
    found: Vec<Attempt>,
}

impl<'s> Seen<'s> {
    fn new(story: &'s Story, tables: &Tables, weights: &Weights) -> Seen<'s> {
        Seen { story, found: attempts(story.document(), &story.units, &tables.quotes.traits, weights) }
    }

    fn first_examples(&self) -> impl Iterator<Item = (Vec<u32>, bool)> + '_ {
        (0..self.found.len()).map(|idx| {
            let mut features = [0; N_ACCEPT];
            let n = accept_features(&self.story.units, &self.found, idx, &mut features);
            (features[..n].to_vec(), Right::of_attempt(self.story, &self.found[idx]).content)
        })
    }

    fn second_examples(&self) -> impl Iterator<Item = (Vec<u32>, Right)> + '_ {
        (0..self.found.len()).map(|idx| {
            let mut features = [0; N_ACCEPT];
            let n = judge_features(&self.story.units, &self.found, idx, &mut features);
            (features[..n].to_vec(), Right::of_attempt(self.story, &self.found[idx]))
        })
    }
}

fn learn_scalar(name: &str, mut examples: Vec<(Vec<u32>, bool)>) -> ScalarTable {
    let mut model = Logistic::new(ACCEPT_BITS, 0.06, 1e-3);
    for epoch in 0..6 {
        shuffle(&mut examples, epoch);
        let loss: f32 = examples.iter().map(|(features, right)| model.learn(features, *right)).sum();
        eprintln!("{name} {epoch}: {:.4} on {}", loss / examples.len() as f32, examples.len());
    }
    model.quantised()
}

fn first_two(stories: &[&Story], tables: &Tables) -> Weights {
    Weights { cue: learn_cues(stories, tables), parts: learn_parts(stories, tables), ..Weights::default() }
}

fn learn_cues(stories: &[&Story], tables: &Tables) -> ScalarTable {
    let mut examples = Vec::new();
    for story in stories {
        let cues: HashSet<usize> = story.gold.iter().filter_map(|gold| gold.cue).collect();
        for at in candidates(&story.units) {
            let mut features = [0; N_CUE];
            let n = cue_features(story.document(), &story.units, &tables.quotes.traits, at, &mut features);
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
    let mut features = PartFeatures::default();
    for story in stories {
        for gold in &story.gold {
            let Some(cue) = gold.cue else { continue };
            window.set(story.document(), &story.units, &tables.quotes.traits, cue);
            let label = |unit: usize| gold.labels.get(&unit).copied().unwrap_or(Label::Outside) as usize;
            let list = |(features, stride): (&[u32], usize)| features.iter().step_by(stride).copied().collect();
            features.fill(&story.units, &tables.quotes.traits, &window);
            examples.push(Example {
                features: (0..window.len()).map(|idx| list(features.of(idx))).collect(),
                labels: (window.first..window.last).map(label).collect(),
                cue: cue - window.first,
            });
        }
    }
    chain::learn(examples, &PARTS, shuffle)
}
