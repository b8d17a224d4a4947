//! A network with one hidden layer over hashed features: rows add up to hidden units, rectified, then two choices,
//! of the move and of the class given the move. Trained by AdaGrad with features and units dropped at random.
//!
//! Chen and Manning 2014, *A fast and accurate dependency parser using neural networks*.

use whosaid::syntax::model::{LIMIT, WIDTH};
use whosaid::syntax::network::OUTPUTS;
use whosaid::syntax::parser::{LEFTS, RIGHTS, SHIFTS};

use crate::linear::{Counter, Features, Random, file};

type Row = [f32; WIDTH];
const ZERO: Row = [0.0; WIDTH];
/// The classes of each move.
const MOVES: [u32; 3] = [SHIFTS, LEFTS, RIGHTS];

pub struct Network {
    features: Features,
    rows: Vec<Row>,
    row_squares: Vec<Row>,
    bias: Row,
    bias_squares: Row,
    outputs: [Row; OUTPUTS],
    output_squares: [Row; OUTPUTS],
    pub rate: f32,
}

impl Network {
    pub fn new(counter: &Counter, min: u32, rate: f32, random: &mut Random) -> Network {
        let features = Features::new(counter, min);
        let mut row = |size: f32| -> Row { std::array::from_fn(|_| (random.below(2001) as f32 / 1000.0 - 1.0) * size) };
        let rows = (0..features.n).map(|_| row(0.05)).collect();
        let outputs = std::array::from_fn(|_| row(0.3));
        Network {
            rows,
            row_squares: vec![[1e-3; WIDTH]; features.n],
            features,
            bias: [0.1; WIDTH],
            bias_squares: [1e-3; WIDTH],
            outputs,
            output_squares: [[1e-3; WIDTH]; OUTPUTS],
            rate,
        }
    }

    fn hidden(&self, keys: &[u32], dropped: u64) -> Row {
        let mut hidden = self.bias;
        for (feature, &key) in keys.iter().enumerate() {
            let id = self.features.id(key);
            if id != 0 && dropped >> feature & 1 == 0 {
                for (unit, weight) in hidden.iter_mut().zip(&self.rows[id]) {
                    *unit += weight;
                }
            }
        }
        hidden.map(|unit| unit.max(0.0))
    }

    /// The best legal class.
    pub fn decide(&self, keys: &[u32], legal: u32) -> usize {
        let hidden = self.hidden(keys, 0);
        let output = |output: usize| dot(&hidden, &self.outputs[output]);
        let best =
            (0..3).filter(|&n| MOVES[n] & legal != 0).max_by(|&a, &b| output(a).total_cmp(&output(b))).unwrap_or(0);
        let classes = (0..WIDTH).filter(|&class| MOVES[best] >> class & 1 == 1);
        classes.max_by(|&a, &b| output(3 + a).total_cmp(&output(3 + b))).unwrap_or(0)
    }

    /// Moves the weights towards the classes of `gold`.
    pub fn learn(&mut self, keys: &[u32], dropped: u64, idle: u64, gold: u32, legal: u32) {
        let mut hidden = self.hidden(keys, dropped);
        for (unit, value) in hidden.iter_mut().enumerate() {
            if idle >> unit & 1 == 1 {
                *value = 0.0;
            }
        }
        let bits = |of: u32| (0..3).filter(|&n| MOVES[n] & of != 0).fold(0u64, |all, n| all | 1 << n);
        let mut back = ZERO;
        self.choose(&hidden, &mut back, bits(gold), bits(legal));
        for classes in &MOVES[1..] {
            if (gold & classes).count_ones() == 1 {
                self.choose(&hidden, &mut back, u64::from(gold & classes) << 3, u64::from(*classes) << 3);
            }
        }
        for (value, unit) in back.iter_mut().zip(&hidden) {
            if *unit <= 0.0 {
                *value = 0.0;
            }
        }
        update(&mut self.bias, &mut self.bias_squares, &back, self.rate);
        for (feature, &key) in keys.iter().enumerate() {
            let id = self.features.id(key);
            if id != 0 && dropped >> feature & 1 == 0 {
                update(&mut self.rows[id], &mut self.row_squares[id], &back, self.rate);
            }
        }
    }

    /// One choice among outputs: adds to the hidden units' gradient, updates the outputs.
    fn choose(&mut self, hidden: &Row, back: &mut Row, gold: u64, legal: u64) {
        if gold == legal {
            return;
        }
        let mut share = [0.0f32; OUTPUTS];
        let scores: [f32; OUTPUTS] =
            std::array::from_fn(|n| if legal >> n & 1 == 1 { dot(hidden, &self.outputs[n]) } else { f32::MIN });
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let (mut sum, mut right) = (0.0, 0.0);
        for n in (0..OUTPUTS).filter(|n| legal >> n & 1 == 1) {
            share[n] = (scores[n] - top).exp();
            sum += share[n];
            right += if gold >> n & 1 == 1 { share[n] } else { 0.0 };
        }
        for n in (0..OUTPUTS).filter(|n| legal >> n & 1 == 1) {
            let wanted = if gold >> n & 1 == 1 { share[n] / right.max(1e-20) } else { 0.0 };
            let gradient = share[n] / sum - wanted;
            if gradient.abs() < 1e-5 {
                continue;
            }
            for (value, weight) in back.iter_mut().zip(&self.outputs[n]) {
                *value += gradient * weight;
            }
            let step: Row = std::array::from_fn(|unit| gradient * hidden[unit]);
            update(&mut self.outputs[n], &mut self.output_squares[n], &step, self.rate);
        }
    }

    /// Keeps one feature for each row of the weight file.
    pub fn prune(&mut self, counter: &Counter) {
        let rows = &self.rows;
        self.features.prune(counter, |id| rows[id].iter().map(|w| w * w).sum());
    }

    /// The bytes of a weight file. To be called after [`Network::prune`].
    pub fn file(&self, counter: &Counter) -> Vec<u8> {
        let scale = 16.0;
        let limit = f32::from(LIMIT);
        let quantize = |weight: f32| (weight * scale).round().clamp(-limit, limit) as i8 as u8;
        let (marks, rows) = self.features.table(counter, |id| self.rows[id].map(quantize));
        let mut bytes = file(b'p', &[], &marks, &rows);
        let bias = self.bias.map(|weight| (weight * scale).round() as i16);
        let outputs =
            self.outputs.iter().flatten().map(|weight| (weight * 256.0).round().clamp(-32767.0, 32767.0) as i16);
        bytes.extend(bias.into_iter().chain(outputs).flat_map(i16::to_le_bytes));
        crate::linear::seal(bytes)
    }
}

fn dot(a: &Row, b: &Row) -> f32 {
    let mut sums = [0.0; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}

fn update(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for unit in 0..WIDTH {
        squares[unit] += gradient[unit] * gradient[unit];
        weights[unit] -= rate * gradient[unit] / squares[unit].sqrt();
    }
}
