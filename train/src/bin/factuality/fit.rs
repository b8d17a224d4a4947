//! Linear regression with a bounded loss, by adaptive gradient steps.

/// Errors above this pull no harder: the scale has a long tail, and single judgements are noisy.
const BOUND: f64 = 0.4;
const STEPS: usize = 14;
const RATE: f64 = 0.3;
const SHRINK: f64 = 1e-3;

/// The signals of an event and what judges said of it.
pub struct Example {
    pub rows: Vec<usize>,
    pub label: f64,
    pub weight: f64,
    /// The word above it that decides, see [`crate::words`].
    pub governor: Option<crate::words::Governor>,
}

pub fn fit(examples: &[&Example], n_rows: usize) -> Vec<f64> {
    let mut weights = vec![0.0; n_rows];
    let mut sums = vec![1.0_f64; n_rows];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = 7_u64;
    for step in 0..STEPS {
        for idx in (1..order.len()).rev() {
            dice = dice.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            order.swap(idx, (dice >> 33) as usize % (idx + 1));
        }
        let rate = RATE / (1.0 + step as f64 / 3.0);
        for idx in &order {
            let example = examples[*idx];
            let error = example.label - example.rows.iter().map(|row| weights[*row]).sum::<f64>();
            let pull = example.weight * error.clamp(-BOUND, BOUND);
            for row in &example.rows {
                let gradient = pull - SHRINK * weights[*row];
                sums[*row] += gradient * gradient;
                weights[*row] += rate * gradient / sums[*row].sqrt();
            }
        }
    }
    weights
}

/// Mean absolute error and correlation where each part is predicted from the others.
pub fn cross_validate(examples: &[Example], n_rows: usize, n_parts: usize) -> (f64, f64) {
    let mut pairs = Vec::new();
    for part in 0..n_parts {
        let inside = |idx: usize| idx * n_parts / examples.len() == part;
        let others: Vec<&Example> =
            examples.iter().enumerate().filter(|(idx, _)| !inside(*idx)).map(|(_, example)| example).collect();
        let weights = fit(&others, n_rows);
        for (_, example) in examples.iter().enumerate().filter(|(idx, _)| inside(*idx)) {
            let value: f64 = example.rows.iter().map(|row| weights[*row]).sum();
            pairs.push((value.clamp(-3.0, 3.0), example.label));
        }
    }
    let n = pairs.len() as f64;
    let error = pairs.iter().map(|(a, b)| (a - b).abs()).sum::<f64>() / n;
    let (x, y) = (pairs.iter().map(|pair| pair.0).sum::<f64>() / n, pairs.iter().map(|pair| pair.1).sum::<f64>() / n);
    let product = |f: fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| f(a - x, b - y)).sum::<f64>();
    (error, product(|a, b| a * b) / (product(|a, _| a * a) * product(|_, b| b * b)).sqrt())
}
