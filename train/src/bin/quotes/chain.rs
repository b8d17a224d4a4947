//! A linear-chain conditional random field over the units of a window, trained by AdaGrad.
//!
//! First all features that are not rare have a row each. Then the most telling ones get the rows of the table that is
//! shipped, and are trained further with the others gone.

use std::collections::HashMap;

use whosaid::quotes::features::{BUCKET, EDGES, EdgeTable, STEPS};
use whosaid::quotes::parts::allowed;

use crate::scalar::scale_of;

pub struct Chain {
    weights: Vec<[f32; EDGES]>,
    squares: Vec<[f32; EDGES]>,
    rate: f32,
    decay: f32,
    /// Share of the features left out at random.
    drop: f32,
    state: u32,
}

/// A window: features of each unit, its label, which one is the cue.
#[derive(Clone)]
pub struct Example {
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<usize>,
    pub cue: usize,
}

/// How a table is learned.
pub struct Plan {
    /// Features seen less often are left out.
    pub least: u8,
    /// Rows of the table that is made; a multiple of [`BUCKET`].
    pub n_rows: usize,
    /// Epochs with all features, and with those that have a row.
    pub epochs: [usize; 2],
    /// The second training is done so many times, each time in another order; the weights are the mean of all.
    pub rounds: usize,
    pub rate: f32,
    pub decay: f32,
    pub drop: f32,
}

/// Learns a table from windows.
pub fn learn(mut examples: Vec<Example>, plan: &Plan, mut shuffle: impl FnMut(&mut [Example], u32)) -> EdgeTable {
    let features = number_features(&mut examples, plan.least);
    let mut model = Chain::new(features.len(), plan);
    let mut run = |model: &mut Chain, examples: &mut [Example], epochs: std::ops::Range<usize>| {
        for epoch in epochs {
            shuffle(examples, epoch as u32);
            let loss: f32 = examples.iter().map(|example| model.learn(example)).sum();
            eprintln!("parts {epoch}: {:.4} on {}", loss / examples.len() as f32, examples.len());
        }
    };
    run(&mut model, &mut examples, 0..plan.epochs[0]);
    let mut counts = vec![0u32; features.len()];
    examples.iter().flat_map(|example| &example.features).flatten().for_each(|id| counts[*id as usize] += 1);
    let (tags, rows) = choose_rows(&model, &features, &counts, plan.n_rows);
    let table = EdgeTable::new(&tags, &vec![[0; EDGES]; tags.len()], 1.0);
    // Features without a row may still meet another one's tag, as they will in use.
    let rows_of: Vec<Option<usize>> = features.iter().map(|feature| table.find(*feature)).collect();
    for ids in examples.iter_mut().flat_map(|example| &mut example.features) {
        *ids = ids.iter().filter_map(|id| rows_of[*id as usize]).map(|row| row as u32).collect();
    }
    let mut kept = Chain::new(plan.n_rows, plan);
    for (row, id) in rows.iter().enumerate() {
        if let Some(id) = id {
            kept.weights[row] = model.weights[*id];
            kept.squares[row] = model.squares[*id];
        }
    }
    drop(model);
    let start = (kept.weights.clone(), kept.squares.clone());
    let mut sums = vec![[0.0; EDGES]; plan.n_rows];
    for round in 0..plan.rounds {
        (kept.weights, kept.squares) = start.clone();
        let first = plan.epochs[0] + round * plan.epochs[1];
        run(&mut kept, &mut examples, first..first + plan.epochs[1]);
        for (sum, weights) in sums.iter_mut().zip(&kept.weights) {
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight / plan.rounds as f32);
        }
    }
    kept.weights = sums;
    kept.quantised(tags)
}

/// Replaces features by numbers without gaps; returns the features by number. Rare ones go.
fn number_features(examples: &mut [Example], least: u8) -> Vec<u32> {
    const SLOTS: usize = 1 << 24;
    let slot = |feature: u32| feature as usize % SLOTS;
    let mut counts = vec![0u8; SLOTS];
    for feature in examples.iter().flat_map(|example| &example.features).flatten() {
        let count = &mut counts[slot(*feature)];
        *count = count.saturating_add(1);
    }
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut features = Vec::new();
    for ids in examples.iter_mut().flat_map(|example| &mut example.features) {
        ids.retain(|feature| counts[slot(*feature)] >= least);
        for id in ids {
            let feature = *id;
            *id = *numbers.entry(feature).or_insert_with(|| {
                features.push(feature);
                features.len() as u32 - 1
            });
        }
    }
    eprintln!("{} features", features.len());
    features
}

/// The tag of each row of the table, and the feature that it belongs to: the most telling ones of each bucket.
fn choose_rows(model: &Chain, features: &[u32], counts: &[u32], n_rows: usize) -> (Vec<u16>, Vec<Option<usize>>) {
    let worth = |id: usize| {
        let size: f32 = model.weights[id].iter().map(|weight| weight * weight).sum();
        size.sqrt() * (counts[id] as f32).sqrt()
    };
    let mut order: Vec<(f32, usize)> = (0..features.len()).map(|id| (worth(id), id)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (mut tags, mut rows) = (vec![0u16; n_rows], vec![None; n_rows]);
    for (_, id) in order {
        let (first, tag) = EdgeTable::place(features[id], n_rows);
        let bucket = first..first + BUCKET;
        let known = bucket.clone().any(|row| rows[row].is_some() && tags[row] == tag);
        if let Some(row) = bucket.clone().find(|row| rows[*row].is_none()).filter(|_| !known) {
            tags[row] = tag;
            rows[row] = Some(id);
        }
    }
    (tags, rows)
}

impl Chain {
    fn new(n_rows: usize, plan: &Plan) -> Chain {
        Chain {
            weights: vec![[0.0; EDGES]; n_rows],
            squares: vec![[1e-1; EDGES]; n_rows],
            rate: plan.rate,
            decay: plan.decay,
            drop: plan.drop,
            state: 1,
        }
    }

    fn edges(&self, features: &[u32]) -> [f32; EDGES] {
        let mut sums = [0.0; EDGES];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*feature as usize]) {
                *sum += weight;
            }
        }
        sums
    }

    /// One step towards the labels; returns the loss before it.
    fn learn(&mut self, example: &Example) -> f32 {
        let mut keep = || {
            self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (self.state >> 8) as f32 / (1 << 24) as f32 >= self.drop
        };
        let features: Vec<Vec<u32>> =
            example.features.iter().map(|f| f.iter().copied().filter(|_| keep()).collect()).collect();
        let n = features.len();
        let edges: Vec<[f32; EDGES]> = features.iter().map(|features| self.edges(features)).collect();
        let open = |idx: usize, label: usize| allowed(idx == example.cue, label);
        let mut forward = vec![[f32::NEG_INFINITY; 4]; n];
        let start = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
        for idx in 0..n {
            let before = if idx == 0 { start } else { forward[idx - 1] };
            for to in (0..4).filter(|to| open(idx, *to)) {
                forward[idx][to] = sum_log(&std::array::from_fn(|from| before[from] + edges[idx][from * 4 + to]));
            }
        }
        let mut backward = vec![[0.0f32; 4]; n];
        for idx in (0..n - 1).rev() {
            for from in 0..4 {
                backward[idx][from] = sum_log(&std::array::from_fn(|to| {
                    if open(idx + 1, to) {
                        edges[idx + 1][from * 4 + to] + backward[idx + 1][to]
                    } else {
                        f32::NEG_INFINITY
                    }
                }));
            }
        }
        let total = sum_log(&forward[n - 1]);
        let mut gold_score = 0.0;
        for idx in 0..n {
            let before = if idx == 0 { start } else { forward[idx - 1] };
            let gold_from = if idx == 0 { 0 } else { example.labels[idx - 1] };
            let gold_edge = gold_from * 4 + example.labels[idx];
            gold_score += edges[idx][gold_edge];
            let mut slope = [0.0; EDGES];
            for from in 0..4 {
                for to in (0..4).filter(|to| open(idx, *to)) {
                    let edge = from * 4 + to;
                    slope[edge] = (before[from] + edges[idx][edge] + backward[idx][to] - total).exp();
                }
            }
            slope[gold_edge] -= 1.0;
            self.step(&features[idx], &slope);
        }
        total - gold_score
    }

    fn step(&mut self, features: &[u32], slope: &[f32; EDGES]) {
        for feature in features {
            let row = *feature as usize;
            let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
            for edge in 0..EDGES {
                let slope = slope[edge] + self.decay * weights[edge];
                squares[edge] += slope * slope;
                weights[edge] -= self.rate * slope / squares[edge].sqrt();
            }
        }
    }

    /// Each row in the smallest step that its largest weight fits.
    fn quantised(&self, mut tags: Vec<u16>) -> EdgeTable {
        const MOST: f32 = 7.0;
        let largest = |row: &[f32; EDGES]| row.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let scale = scale_of(self.weights.iter().map(largest)) * 127.0 / (MOST * f32::from(STEPS[STEPS.len() - 1]));
        let mut rows = Vec::with_capacity(tags.len());
        for (tag, weights) in tags.iter_mut().zip(&self.weights) {
            let need = largest(weights) / (MOST * scale);
            let number = STEPS.iter().position(|step| f32::from(*step) >= need).unwrap_or(STEPS.len() - 1);
            let step = STEPS[number];
            *tag |= number as u16;
            rows.push(
                weights.map(|weight| (weight / (scale * f32::from(step))).round().clamp(-MOST, MOST) as i8 * step),
            );
        }
        EdgeTable::new(&tags, &rows, scale)
    }
}

fn sum_log(values: &[f32; 4]) -> f32 {
    let best = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if best == f32::NEG_INFINITY {
        return best;
    }
    best + values.iter().map(|value| (value - best).exp()).sum::<f32>().ln()
}
