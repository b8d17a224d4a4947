//! A linear-chain conditional random field over the units of a window, trained by AdaGrad.

use whosaid::quotes::features::{EDGES, EdgeTable};
use whosaid::quotes::parts::allowed;

use crate::scalar::{quantise, scale_of};

pub struct Chain {
    weights: Vec<[f32; EDGES]>,
    squares: Vec<[f32; EDGES]>,
    rate: f32,
    decay: f32,
    /// Share of the features left out at random.
    pub drop: f32,
    state: u32,
}

/// A window: features of each unit, its label, which one is the cue.
pub struct Example {
    pub features: Vec<Vec<u32>>,
    pub labels: Vec<usize>,
    pub cue: usize,
}

impl Chain {
    pub fn new(bits: u32, rate: f32, decay: f32) -> Chain {
        Chain {
            weights: vec![[0.0; EDGES]; 1 << bits],
            squares: vec![[1e-1; EDGES]; 1 << bits],
            rate,
            decay,
            drop: 0.0,
            state: 1,
        }
    }

    fn edges(&self, features: &[u32]) -> [f32; EDGES] {
        let mask = self.weights.len() - 1;
        let mut sums = [0.0; EDGES];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*feature as usize & mask]) {
                *sum += weight;
            }
        }
        sums
    }

    /// One step towards the labels; returns the loss before it.
    pub fn learn(&mut self, example: &Example) -> f32 {
        if self.drop > 0.0 {
            let mut keep = || {
                self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (self.state >> 8) as f32 / (1 << 24) as f32 >= self.drop
            };
            let features: Vec<Vec<u32>> =
                example.features.iter().map(|f| f.iter().copied().filter(|_| keep()).collect()).collect();
            return self.learn_all(&Example { features, labels: example.labels.clone(), cue: example.cue });
        }
        self.learn_all(example)
    }

    fn learn_all(&mut self, example: &Example) -> f32 {
        let n = example.features.len();
        let edges: Vec<[f32; EDGES]> = example.features.iter().map(|features| self.edges(features)).collect();
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
            self.step(&example.features[idx], &slope);
        }
        total - gold_score
    }

    fn step(&mut self, features: &[u32], slope: &[f32; EDGES]) {
        let mask = self.weights.len() - 1;
        for feature in features {
            let row = *feature as usize & mask;
            let (weights, squares) = (&mut self.weights[row], &mut self.squares[row]);
            for edge in 0..EDGES {
                let slope = slope[edge] + self.decay * weights[edge];
                squares[edge] += slope * slope;
                weights[edge] -= self.rate * slope / squares[edge].sqrt();
            }
        }
    }

    pub fn quantised(&self) -> EdgeTable {
        let scale = scale_of(self.weights.iter().flatten().copied());
        let rows = self.weights.iter().map(|row| row.map(|weight| quantise(weight, scale))).collect();
        EdgeTable { rows, scale }
    }
}

fn sum_log(values: &[f32; 4]) -> f32 {
    let best = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if best == f32::NEG_INFINITY {
        return best;
    }
    best + values.iter().map(|value| (value - best).exp()).sum::<f32>().ln()
}
