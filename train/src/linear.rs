//! A linear model over hashed features: multinomial logistic regression, trained by AdaGrad with features
//! dropped at random, then cut down to the rows of a weight file.
//!
//! Duchi, Hazan and Singer 2011, *Adaptive subgradient methods*; Wager, Wang and Liang 2013, *Dropout training
//! as adaptive regularization*.

use whosaid::syntax::model::{self, HEADER, LIMIT, WIDTH};

/// Features are told apart by the highest 24 - 2 bits and the lowest 8 of their key.
const SPACE: u32 = 22;

/// The place of a key among the features: the bits that choose the row, then the mark.
fn place(key: u32, row_bits: u32) -> usize {
    let row = key >> (32 - row_bits);
    ((row << 8) | key & 0xFF) as usize
}

pub struct Linear {
    row_bits: u32,
    /// Of each place, the number of its weights; 0 for none.
    ids: Vec<u32>,
    weights: Vec<[f32; WIDTH]>,
    squares: Vec<[f32; WIDTH]>,
    rate: f32,
}

impl Linear {
    /// A model for features that occurred at least `min` times, `counts` by place.
    pub fn new(counter: &Counter, min: u32, rate: f32) -> Linear {
        let mut ids = vec![0; 1 << (counter.row_bits + 8)];
        let mut n = 1;
        for (id, &count) in ids.iter_mut().zip(&counter.counts) {
            if count >= min {
                *id = n;
                n += 1;
            }
        }
        println!("features: {}", n - 1);
        let n = n as usize;
        Linear {
            row_bits: counter.row_bits,
            ids,
            weights: vec![[0.0; WIDTH]; n],
            squares: vec![[1e-6; WIDTH]; n],
            rate,
        }
    }

    fn id(&self, key: u32) -> usize {
        self.ids[place(key, self.row_bits)] as usize
    }

    /// Scores of the classes. `dropped` has a bit for each feature that is to be left out.
    pub fn scores(&self, keys: &[u32], dropped: u64) -> [f32; WIDTH] {
        let mut scores = [0.0; WIDTH];
        for (feature, &key) in keys.iter().enumerate() {
            let id = self.id(key);
            if id == 0 || dropped >> feature & 1 == 1 {
                continue;
            }
            let weights = &self.weights[id];
            for class in 0..WIDTH {
                scores[class] += weights[class];
            }
        }
        scores
    }

    /// Moves the weights towards the right classes. `gold` has a bit for each of them, `legal` for each class that may be chosen.
    pub fn learn(&mut self, keys: &[u32], dropped: u64, gold: u32, legal: u32) {
        let scores = self.scores(keys, dropped);
        let best = (0..WIDTH).filter(|c| legal >> c & 1 == 1).map(|c| scores[c]).fold(f32::MIN, f32::max);
        let mut share = [0.0; WIDTH];
        let (mut sum, mut gold_sum) = (0.0, 0.0);
        for class in 0..WIDTH {
            if legal >> class & 1 == 1 {
                share[class] = (scores[class] - best).exp();
                sum += share[class];
                if gold >> class & 1 == 1 {
                    gold_sum += share[class];
                }
            }
        }
        let mut gradient = [0.0; WIDTH];
        for class in 0..WIDTH {
            gradient[class] = share[class] / sum;
            if gold >> class & 1 == 1 {
                gradient[class] -= share[class] / gold_sum.max(1e-30);
            }
        }
        for (feature, &key) in keys.iter().enumerate() {
            let id = self.id(key);
            if id == 0 || dropped >> feature & 1 == 1 {
                continue;
            }
            let (weights, squares) = (&mut self.weights[id], &mut self.squares[id]);
            for class in 0..WIDTH {
                squares[class] += gradient[class] * gradient[class];
                weights[class] -= self.rate * gradient[class] / squares[class].sqrt();
            }
        }
    }

    /// Keeps one feature for each row, the one whose weights do most, and forgets the others.
    pub fn prune(&mut self, counter: &Counter) {
        let mut kept = 0;
        for row in 0..1usize << self.row_bits {
            let places = row << 8..(row + 1) << 8;
            let worth = |place: usize| {
                let id = self.ids[place] as usize;
                let size: f32 = self.weights[id].iter().map(|w| w * w).sum();
                if id == 0 { -1.0 } else { size * (counter.counts[place] as f32).powf(knob("POW", 1.0)) }
            };
            let Some(best) = places.clone().max_by(|&a, &b| worth(a).total_cmp(&worth(b))) else { continue };
            for place in places {
                if place != best {
                    self.ids[place] = 0;
                } else if self.ids[place] != 0 {
                    kept += 1;
                }
            }
        }
        println!("rows in use: {kept} of {}", 1 << self.row_bits);
    }

    /// The bytes of a weight file. To be called after [`Linear::prune`].
    pub fn file(&self, kind: u8, dictionary: &[(u32, u8)], scale: f32) -> Vec<u8> {
        let n_rows = 1 << self.row_bits;
        let mut marks = vec![0; n_rows];
        let mut rows = vec![0; (n_rows + 1) * WIDTH];
        let limit = f32::from(LIMIT);
        for (place, &id) in self.ids.iter().enumerate().filter(|&(_, &id)| id != 0) {
            marks[place >> 8] = place as u8;
            for class in 0..WIDTH {
                let weight = (self.weights[id as usize][class] * scale).round().clamp(-limit, limit);
                rows[(place >> 8) * WIDTH + class] = weight as i8 as u8;
            }
        }
        file(kind, dictionary, self.row_bits, &marks, &rows)
    }
}

/// Counts features.
pub struct Counter {
    pub row_bits: u32,
    counts: Vec<u32>,
}

impl Counter {
    pub fn new(row_bits: u32) -> Counter {
        assert!(row_bits + 8 <= SPACE + 8);
        Counter { row_bits, counts: vec![0; 1 << (row_bits + 8)] }
    }

    pub fn count(&mut self, keys: &[u32]) {
        for &key in keys {
            self.counts[place(key, self.row_bits)] += 1;
        }
    }
}

/// The bytes of a weight file.
pub fn file(kind: u8, dictionary: &[(u32, u8)], row_bits: u32, marks: &[u8], rows: &[u8]) -> Vec<u8> {
    let slot_bits = (dictionary.len() * 4 / 3 + 16).next_power_of_two().trailing_zeros();
    let mask = (1usize << slot_bits) - 1;
    let mut slots = vec![0u32; mask + 1];
    for &(hash, answer) in dictionary {
        let mut slot = hash as usize & mask;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = hash & !0xFF | u32::from(answer);
    }
    let mut bytes = b"wsSY".to_vec();
    bytes.extend([model::VERSION, kind, row_bits as u8, slot_bits as u8, 0, 0, 0, 0]);
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    bytes.extend(marks);
    bytes.extend(rows);
    let sum = model::checksum(&bytes[HEADER..]);
    bytes[8..HEADER].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// A number that the environment may change, for experiments.
pub fn knob(name: &str, value: f32) -> f32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(value)
}

/// A small deterministic generator of numbers (xorshift), for shuffling.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }

    /// A bit for each of 64 features, set with a chance of `share`.
    pub fn mask(&mut self, share: f32) -> u64 {
        (0..64).fold(0, |mask, bit| mask | u64::from(self.below(1000) < (share * 1000.0) as usize) << bit)
    }
}
