//! Groups words by the words that stand beside them, from plain text.
//!
//! The exchange algorithm over class bigrams: a word moves to the class where the text becomes most likely, until the
//! rounds are over. Kneser and Ney 1993, *Improved clustering techniques for class-based statistical language
//! modelling*; Brown and others 1992.

use std::collections::HashMap;

use whosaid::syntax::Word;

/// Classes, so that a number fits into a byte and 0 is left over.
const CLASSES: usize = 255;
const ROUNDS: usize = 20;

/// Words by the hash of their letters, with their class (1 to 255). `tokens` are hashes in text order.
pub fn cluster(tokens: &[u32], min: u32) -> Vec<(u32, u8)> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for &token in tokens {
        *counts.entry(token).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> = counts.into_iter().map(|(hash, n)| (n, hash)).filter(|&(n, _)| n >= min).collect();
    words.sort_by(|a, b| b.cmp(a));
    let ids: HashMap<u32, usize> = words.iter().enumerate().map(|(id, &(_, hash))| (hash, id)).collect();
    // Rare words are one word more, which stays where it is.
    let rare = words.len();
    let text: Vec<usize> = tokens.iter().map(|token| ids.get(token).copied().unwrap_or(rare)).collect();
    println!("clusters: {} words of {} tokens", words.len(), tokens.len());
    let mut state = Exchange::new(&text, rare + 1);
    for round in 0..ROUNDS {
        let moved = (0..rare).filter(|&word| state.settle(word)).count();
        println!("round {round}: {moved} words moved");
    }
    words.iter().enumerate().map(|(id, &(_, hash))| (hash, state.class[id] as u8 + 1)).collect()
}

/// Tokens of a text for [`cluster`]: numbers are all one word.
pub fn key(word: &Word) -> u32 {
    if word.shape & whosaid::syntax::word::DIGIT != 0 { 0 } else { word.hash }
}

struct Exchange {
    class: Vec<usize>,
    size: Vec<i32>,
    /// Of each word the words after it and before it, with counts; itself left out.
    after: Vec<Vec<(u32, i32)>>,
    before: Vec<Vec<(u32, i32)>>,
    twice: Vec<i32>,
    /// Class bigrams, by the first class and by the second.
    by_first: Vec<[i32; CLASSES]>,
    by_second: Vec<[i32; CLASSES]>,
    total: [i32; CLASSES],
    logs: Vec<f64>,
}

impl Exchange {
    fn new(text: &[usize], n: usize) -> Exchange {
        let mut pairs: HashMap<(usize, usize), i32> = HashMap::new();
        let mut size = vec![0; n];
        for pair in text.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_default() += 1;
            size[pair[0]] += 1;
        }
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable();
        let class: Vec<usize> = (0..n).map(|word| word.min(n - 2) % CLASSES).collect();
        let mut state = Exchange {
            size,
            after: vec![Vec::new(); n],
            before: vec![Vec::new(); n],
            twice: vec![0; n],
            by_first: vec![[0; CLASSES]; CLASSES],
            by_second: vec![[0; CLASSES]; CLASSES],
            total: [0; CLASSES],
            logs: (0..1 << 17).map(|n| if n == 0 { 0.0 } else { f64::from(n) * f64::from(n).ln() }).collect(),
            class,
        };
        for ((first, second), n) in pairs {
            if first == second {
                state.twice[first] += n;
            } else {
                state.after[first].push((second as u32, n));
                state.before[second].push((first as u32, n));
            }
            let (a, b) = (state.class[first], state.class[second]);
            state.by_first[a][b] += n;
            state.by_second[b][a] += n;
        }
        for word in 0..state.class.len() {
            state.total[state.class[word]] += state.size[word];
        }
        state
    }

    /// n ln n
    fn log(&self, n: i32) -> f64 {
        self.logs.get(n as usize).copied().unwrap_or_else(|| f64::from(n) * f64::from(n).ln())
    }

    /// Moves a word to its best class; true if that is another one.
    fn settle(&mut self, word: usize) -> bool {
        let (mut after, mut before) = ([0; CLASSES], [0; CLASSES]);
        for &(other, n) in &self.after[word] {
            after[self.class[other as usize]] += n;
        }
        for &(other, n) in &self.before[word] {
            before[self.class[other as usize]] += n;
        }
        let old = self.class[word];
        self.place(word, old, &after, &before, -1);
        let twice = self.twice[word];
        let mut gain = [0.0; CLASSES];
        for other in 0..CLASSES {
            for (n, counts) in [(after[other], &self.by_second[other]), (before[other], &self.by_first[other])] {
                if n > 0 {
                    for class in (0..CLASSES).filter(|&class| class != other) {
                        gain[class] += self.log(counts[class] + n) - self.log(counts[class]);
                    }
                }
            }
        }
        for (class, gain) in gain.iter_mut().enumerate() {
            let own = self.by_first[class][class];
            *gain += self.log(own + after[class] + before[class] + twice) - self.log(own);
            *gain -= 2.0 * (self.log(self.total[class] + self.size[word]) - self.log(self.total[class]));
        }
        let best = (0..CLASSES).max_by(|&a, &b| gain[a].total_cmp(&gain[b])).unwrap_or(old);
        self.place(word, best, &after, &before, 1);
        best != old
    }

    /// Adds a word to a class, or takes it out with a `sign` of -1.
    fn place(&mut self, word: usize, class: usize, after: &[i32; CLASSES], before: &[i32; CLASSES], sign: i32) {
        for other in 0..CLASSES {
            self.by_first[class][other] += sign * after[other];
            self.by_second[other][class] += sign * after[other];
            self.by_first[other][class] += sign * before[other];
            self.by_second[class][other] += sign * before[other];
        }
        self.by_first[class][class] += sign * self.twice[word];
        self.by_second[class][class] += sign * self.twice[word];
        self.total[class] += sign * self.size[word];
        self.class[word] = class;
    }
}
