//! A linear model over hashed features: multinomial logistic regression, trained by AdaGrad with features
//! dropped at random, then cut down to the rows of a weight file.
//!
//! Duchi, Hazan and Singer 2011, *Adaptive subgradient methods*; Wager, Wang and Liang 2013, *Dropout training
//! as adaptive regularization*.

use whosaid::syntax::model::{self, HEADER, LIMIT, ROWS, WIDTH, row_of};

/// Features are told apart by this many of the highest bits of their key.
const SPACE: u32 = 24;

/// The place of a key among the features.
fn place(key: u32) -> usize {
    (key >> (32 - SPACE)) as usize
}

/// Which features there are, and the number of each one's weights.
pub struct Features {
    /// Of each place, the number of its weights; 0 for none.
    ids: Vec<u32>,
    /// One more than the highest number.
    pub n: usize,
}

impl Features {
    /// The features that occurred at least `min` times.
    pub fn new(counter: &Counter, min: u32) -> Features {
        let mut ids = vec![0; 1 << SPACE];
        let mut n = 1;
        for (id, &(count, _)) in ids.iter_mut().zip(&counter.seen) {
            if count >= min {
                *id = n;
                n += 1;
            }
        }
        println!("features: {}", n - 1);
        Features { ids, n: n as usize }
    }

    pub fn id(&self, key: u32) -> usize {
        self.ids[place(key)] as usize
    }

    /// Keeps one feature for each row, the one whose weights do most, and forgets the others.
    pub fn prune(&mut self, counter: &Counter, size: impl Fn(usize) -> f32) {
        let mut best: Vec<(f32, usize)> = vec![(0.0, 0); ROWS];
        for (place, &(count, key)) in counter.seen.iter().enumerate().filter(|&(place, _)| self.ids[place] != 0) {
            let worth = size(self.ids[place] as usize) * count as f32;
            // Row 0 stays empty.
            let owner = &mut best[row_of(key)];
            if row_of(key) > 0 && worth > owner.0 {
                *owner = (worth, place);
            }
        }
        let old = std::mem::replace(&mut self.ids, vec![0; 1 << SPACE]);
        for &(_, place) in best.iter().filter(|owner| owner.0 > 0.0) {
            self.ids[place] = old[place];
        }
        println!("rows in use: {} of {ROWS}", best.iter().filter(|owner| owner.0 > 0.0).count());
    }

    /// Marks and rows of a weight file. To be called after [`Features::prune`].
    pub fn table(&self, counter: &Counter, weights: impl Fn(usize) -> [u8; WIDTH]) -> (Vec<u8>, Vec<u8>) {
        let mut marks = vec![0; 2 * ROWS];
        let mut rows = vec![0; ROWS * WIDTH];
        for (place, &id) in self.ids.iter().enumerate().filter(|&(_, &id)| id != 0) {
            let key = counter.seen[place].1;
            let row = row_of(key);
            marks[2 * row..2 * row + 2].copy_from_slice(&(key as u16).to_le_bytes());
            rows[row * WIDTH..(row + 1) * WIDTH].copy_from_slice(&weights(id as usize));
        }
        (marks, rows)
    }
}

pub struct Linear {
    features: Features,
    weights: Vec<[f32; WIDTH]>,
    squares: Vec<[f32; WIDTH]>,
    rate: f32,
}

impl Linear {
    /// A model for features that occurred at least `min` times.
    pub fn new(counter: &Counter, min: u32, rate: f32) -> Linear {
        let features = Features::new(counter, min);
        let n = features.n;
        Linear { features, weights: vec![[0.0; WIDTH]; n], squares: vec![[1e-6; WIDTH]; n], rate }
    }

    /// Scores of the classes. `dropped` has a bit for each feature that is to be left out.
    pub fn scores(&self, keys: &[u32], dropped: u64) -> [f32; WIDTH] {
        let mut scores = [0.0; WIDTH];
        for (feature, &key) in keys.iter().enumerate() {
            let id = self.features.id(key);
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
            let id = self.features.id(key);
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

    /// Keeps one feature for each row of the weight file.
    pub fn prune(&mut self, counter: &Counter) {
        let weights = &self.weights;
        self.features.prune(counter, |id| weights[id].iter().map(|w| w * w).sum());
    }

    /// The bytes of a weight file. To be called after [`Linear::prune`].
    pub fn file(&self, kind: u8, dictionary: &[Entry], counter: &Counter, scale: f32) -> Vec<u8> {
        let limit = f32::from(LIMIT);
        let quantize = |weight: f32| (weight * scale).round().clamp(-limit, limit) as i8 as u8;
        let (marks, rows) = self.features.table(counter, |id| self.weights[id].map(quantize));
        seal(file(kind, dictionary, &marks, &rows))
    }
}

/// Counts features.
pub struct Counter {
    /// Of each place, how often a feature was seen there, and its key.
    seen: Vec<(u32, u32)>,
}

impl Counter {
    pub fn new() -> Counter {
        Counter { seen: vec![(0, 0); 1 << SPACE] }
    }

    pub fn count(&mut self, keys: &[u32]) {
        for &key in keys {
            let seen = &mut self.seen[place(key)];
            *seen = (seen.0 + 1, key);
        }
    }
}

/// What the dictionary says of a word.
pub struct Entry {
    pub hash: u32,
    pub class: u8,
    pub cluster: u8,
}

/// The bytes of a weight file, the checksum still to come.
pub fn file(kind: u8, dictionary: &[Entry], marks: &[u8], rows: &[u8]) -> Vec<u8> {
    let slot_bits = (dictionary.len() * 4 / 3 + 16).next_power_of_two().trailing_zeros();
    let mask = (1usize << slot_bits) - 1;
    let mut slots = vec![0u32; mask + 1];
    for entry in dictionary {
        let mut slot = entry.hash as usize & mask;
        while slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry.hash & 0xFFFF_0000 | u32::from(entry.cluster) << 8 | u32::from(entry.class);
    }
    let mut bytes = b"wsSY".to_vec();
    bytes.extend([model::VERSION, kind, slot_bits as u8, 0]);
    bytes.extend([0; 4]);
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    bytes.extend(marks);
    bytes.extend(rows);
    bytes
}

/// Writes the checksum into a weight file.
pub fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = model::checksum(&bytes[HEADER..]);
    bytes[8..HEADER].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// A weight file without weights, for its dictionary.
pub fn empty_file(kind: u8, dictionary: &[Entry]) -> Vec<u8> {
    file(kind, dictionary, &[0; 2 * ROWS], &[0; ROWS * WIDTH])
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
