//! Logistic regression over hashed features, by AdaGrad; quantised to bytes.

use whosaid::quotes::features::ScalarTable;

pub struct Logistic {
    weights: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
    decay: f32,
}

impl Logistic {
    pub fn new(bits: u32, rate: f32, decay: f32) -> Logistic {
        Logistic { weights: vec![0.0; 1 << bits], squares: vec![1e-2; 1 << bits], rate, decay }
    }

    fn score(&self, features: &[u32]) -> f32 {
        let mask = self.weights.len() - 1;
        features.iter().map(|feature| self.weights[*feature as usize & mask]).sum()
    }

    /// One step towards the answer; returns the loss before it.
    pub fn learn(&mut self, features: &[u32], answer: bool) -> f32 {
        let probability = 1.0 / (1.0 + (-self.score(features)).exp());
        let error = probability - f32::from(u8::from(answer));
        let mask = self.weights.len() - 1;
        for feature in features {
            let idx = *feature as usize & mask;
            let slope = error + self.decay * self.weights[idx];
            self.squares[idx] += slope * slope;
            self.weights[idx] -= self.rate * slope / self.squares[idx].sqrt();
        }
        -(if answer { probability } else { 1.0 - probability }).max(1e-6).ln()
    }

    pub fn quantised(&self) -> ScalarTable {
        let scale = scale_of(self.weights.iter().copied());
        let rows = self.weights.iter().map(|weight| quantise(*weight, scale)).collect();
        ScalarTable { rows, scale }
    }
}

/// The scale at which all but the largest few weights fit a byte.
pub fn scale_of(weights: impl Iterator<Item = f32>) -> f32 {
    let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    (largest / 127.0).max(1e-6)
}

pub fn quantise(weight: f32, scale: f32) -> i8 {
    (weight / scale).round().clamp(-127.0, 127.0) as i8
}
