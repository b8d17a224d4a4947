//! The network that decides what the parser does next.
//!
//! Rows of hashed features add up to hidden units, which are rectified; one layer leads from these to the outputs,
//! all in whole numbers.
//!
//! Source: Chen and Manning 2014, *A fast and accurate dependency parser using neural networks*.

use super::model::{Model, WIDTH};
use super::parser::{FEATURES, Parse};

/// Outputs of the network: the three moves, then the classes.
pub const OUTPUTS: usize = 3 + WIDTH;

/// The weights of the parser: rows that add up to hidden units, and a layer from these to the outputs.
#[derive(Debug)]
pub struct Network {
    model: Model,
    /// Added to the sums of the rows.
    bias: [i16; WIDTH],
    outputs: [[i16; WIDTH]; OUTPUTS],
}

impl Network {
    /// Reads a weight file of kind `p`; `None` if it is not one.
    pub fn new(bytes: &[u8]) -> Option<Network> {
        let model = Model::new(bytes, b'p')?;
        if model.rest().len() != WIDTH * (1 + OUTPUTS) {
            return None;
        }
        let row = |number: usize| std::array::from_fn(|unit| model.rest()[number * WIDTH + unit]);
        Some(Network { bias: row(0), outputs: std::array::from_fn(|number| row(number + 1)), model })
    }

    /// Parses what [`Parse::start`] took up.
    pub fn parse(&self, parse: &mut Parse) {
        parse.run(|parse, legal| self.decide(&parse.features(), legal));
    }

    /// The legal class that the network likes best.
    #[inline]
    pub fn decide(&self, keys: &[u32; FEATURES], legal: u32) -> usize {
        let mut hidden = self.model.scores(keys);
        for (unit, bias) in hidden.iter_mut().zip(&self.bias) {
            *unit = (*unit + bias).max(0);
        }
        let mut best = (i32::MIN, 0..0);
        for (number, classes) in [0..1, 1..16, 16..32].into_iter().enumerate() {
            if legal >> classes.start & 1 == 1 {
                let score = product(&hidden, &self.outputs[number]);
                best = if score > best.0 { (score, classes) } else { best };
            }
        }
        let classes = best.1;
        if classes.len() <= 1 {
            return classes.start;
        }
        // The highest score, of several the first class.
        let mut best = (i32::MIN, classes.start);
        for (class, weights) in classes.clone().zip(&self.outputs[3 + classes.start..]) {
            let score = product(&hidden, weights);
            best = if score > best.0 { (score, class) } else { best };
        }
        best.1
    }
}

/// The sum of the products, unit by unit.
///
/// Not inlined: among other code the compiler makes no vector instructions of the loop.
#[inline(never)]
fn product(hidden: &[i16; WIDTH], weights: &[i16; WIDTH]) -> i32 {
    let mut sum = 0;
    for unit in 0..WIDTH {
        sum += i32::from(hidden[unit]) * i32::from(weights[unit]);
    }
    sum
}
