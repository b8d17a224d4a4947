//! How deep a walk gets, found by halving, so that long names cost no more than short ones.

use super::hash::STEP;

/// Words after which a walk halves instead of stepping.
pub(super) const DEEP: usize = 4;

/// Words ahead of the walks that got deep, each read once; empty in ordinary text.
#[derive(Debug)]
pub(super) struct Track {
    words: Vec<Word>,
    cursor: usize,
    /// The depth that the last walk got to: in repetitive text the next gets as deep.
    pub(super) guess: usize,
    /// How far the last walk looked, `NOWHERE` if that is not known.
    pub(super) reach: usize,
    deep: bool,
}

/// No known end.
pub(super) const NOWHERE: usize = usize::MAX;

#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// Hash of all words up to this one.
    sum: u64,
}

impl Track {
    pub(super) fn new() -> Track {
        Track { words: Vec::new(), cursor: 0, guess: DEEP, reach: NOWHERE, deep: false }
    }

    /// Notes that a walk begins.
    #[inline(always)]
    pub(super) fn begin(&mut self) {
        (self.reach, self.deep) = (NOWHERE, false);
    }

    /// Notes that the walk got `depth` words deep from word `origin`, and no deeper.
    #[inline]
    pub(super) fn note_depth(&mut self, origin: usize, depth: usize) {
        self.deep = true;
        self.reach = self.words.get(origin + depth).map_or(NOWHERE, |word| word.end);
    }

    /// True if the last walk halved its way.
    #[inline(always)]
    pub(super) fn got_deep(&self) -> bool {
        self.deep
    }

    /// Makes the word `start..end` part of the track; returns its place. Starts must not go down.
    #[inline]
    pub(super) fn seek(&mut self, start: usize, end: usize) -> usize {
        while self.words.get(self.cursor).is_some_and(|word| word.start < start) {
            self.cursor += 1;
        }
        if self.words.get(self.cursor).is_none_or(|word| word.start != start) {
            self.words.clear();
            self.words.push(Word { start, end, sum: 0 });
            self.cursor = 0;
        }
        self.cursor
    }

    /// True if the track has got to the word at `start`, more than `DEEP` words deep; it is the cursor's then.
    #[inline]
    pub(super) fn is_within(&mut self, start: usize) -> bool {
        if self.words.len() <= self.cursor + 1 || self.guess <= DEEP {
            return false;
        }
        let next = self.cursor + usize::from(self.words[self.cursor].start < start);
        let within = self.words[next].start == start;
        self.cursor = if within { next } else { self.cursor };
        within
    }

    #[inline]
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    #[inline]
    pub(super) fn n_words(&self) -> usize {
        self.words.len()
    }

    #[inline]
    pub(super) fn end(&self, idx: usize) -> usize {
        self.words[idx].end
    }

    #[inline]
    pub(super) fn push(&mut self, start: usize, end: usize, item: u64) {
        let before = self.words.last().map_or(0, |word| word.sum);
        self.words.push(Word { start, end, sum: before.wrapping_mul(STEP).wrapping_add(item) });
    }

    /// Hash of `depth` words from word `origin`, whose own hash is `first`; `power` is `STEP` to `depth - 1`.
    #[inline]
    pub(super) fn key(&self, origin: usize, depth: usize, first: u64, power: u64) -> u64 {
        let before = self.words[origin].sum.wrapping_mul(power);
        let further = self.words[origin + depth - 1].sum.wrapping_sub(before);
        first.wrapping_mul(power).wrapping_add(further)
    }
}

/// The greatest depth that `has`, if every smaller one has too and `DEEP` does.
#[inline]
pub(super) fn deepest(guess: usize, mut has: impl FnMut(usize) -> bool) -> usize {
    let mut low = DEEP;
    let mut step = 1;
    if guess > low && has(guess) {
        low = guess;
    }
    while has(low + step) {
        low += step;
        step *= 2;
    }
    let mut high = low + step;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if has(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_depth_from_every_guess() {
        for depth in DEEP..200 {
            for guess in DEEP..200 {
                assert_eq!(deepest(guess, |d| d <= depth), depth);
            }
        }
    }
}
