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
pub struct Network<'a> {
    model: Model<'a>,
    /// Added to the sums of the rows.
    bias: [i16; WIDTH],
    outputs: [[i16; WIDTH]; OUTPUTS],
}

impl<'a> Network<'a> {
    /// Reads a weight file of kind `p`; `None` if it is not one.
    pub fn new(bytes: &'a [u8]) -> Option<Network<'a>> {
        let model = Model::new(bytes, b'p')?;
        let rest = model.rest();
        if rest.len() != 2 * WIDTH * (1 + OUTPUTS) {
            return None;
        }
        let mut numbers = rest.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]));
        let mut row = || std::array::from_fn(|_| numbers.next().unwrap_or(0));
        Some(Network { model, bias: row(), outputs: std::array::from_fn(|_| row()) })
    }

    /// Parses what [`Parse::start`] took up.
    pub fn parse(&self, parse: &mut Parse) {
        parse.run(|_, keys, legal| self.decide(keys, legal));
    }

    #[inline]
    fn decide(&self, keys: &[u32; FEATURES], legal: u32) -> usize {
        let mut hidden = self.model.scores(keys);
        for (unit, bias) in hidden.iter_mut().zip(&self.bias) {
            *unit = (*unit + bias).max(0);
        }
        let output = |output: usize| -> i32 {
            hidden.iter().zip(&self.outputs[output]).map(|(&unit, &weight)| i32::from(unit) * i32::from(weight)).sum()
        };
        let mut best = (i32::MIN, 0..0);
        for (number, classes) in [0..1, 1..16, 16..32].into_iter().enumerate() {
            if legal >> classes.start & 1 == 1 {
                let score = output(number);
                if score > best.0 {
                    best = (score, classes);
                }
            }
        }
        best.1.clone().max_by_key(|class| (output(3 + class), std::cmp::Reverse(*class))).unwrap_or(0)
    }
}
