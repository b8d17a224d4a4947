//! A hash table of all beginnings of names, cut after whole words.
//!
//! A walk from a word start looks up the first word, the first two and so on, until a beginning is
//! no name's. Each hit is compared with the name itself, so that no collision of hashes matters.
//! Where names are long, the depth is found by halving instead of step by step: the beginnings of a
//! beginning are all in the table.

use super::chars::{fold_text, is_alphanumeric, word_end, word_start};
use super::depth::{DEEP, Track, deepest};
use super::hash::{STEP, TAIL, hash_item, stands_at};

/// A longer name begins so.
const MORE: u32 = 1 << 31;
/// Some name is this and marks.
const TAILED: u32 = 1 << 30;
/// This is a name; its number is in the low bits.
const NAME: u32 = 1 << 29;
/// No name, and at least `DEEP` words; the low bits number a `Deep`.
const LONG: u32 = 1 << 28;
/// Another slot has the same tag: every slot has to be compared.
const TWICE: u32 = 1 << 27;
const ID: u32 = TWICE - 1;

/// The most bytes of marks that may end a name.
pub(super) const LONGEST_TAIL: usize = 15;

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    tag: u32,
    /// 0 in an empty slot.
    payload: u32,
}

/// A beginning of at least `DEEP` words that is no name: a name that begins so, and the longest name within.
#[derive(Debug, Clone, Copy)]
struct Deep {
    via: u32,
    best: u32,
}

/// The table. Bytes: about 12 for each beginning, 5 and its own for each name.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    slots: Vec<Slot>,
    first_words: Vec<u64>,
    names: String,
    ends: Vec<u32>,
    deep: Vec<Deep>,
    /// Lengths of tails: bit `n` if some name ends in `n` bytes of marks.
    tails: u64,
    /// Bytes between two words of some name.
    longest_gap: usize,
    /// Words of the longest name.
    most_words: usize,
    powers: Vec<u64>,
}

/// A name found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: u32,
    pub(super) end: usize,
}

/// The most slots that equal beginnings may need: names with one hash need one each.
fn most_slots(same: &[Beginning]) -> usize {
    same.iter().filter(|one| one.payload & NAME != 0).count().max(1)
}

/// A beginning, while the table is built.
#[derive(Clone, Copy)]
struct Beginning {
    key: u64,
    payload: u32,
}

impl Phrases {
    /// The most names that a table holds.
    pub(super) const MOST_NAMES: usize = ID as usize - 1;

    /// Builds the table of names that begin with a letter or digit. Time is that of sorting their words.
    pub(super) fn new<const FOLD: bool>(names: String, ends: Vec<u32>) -> Phrases {
        let names = if FOLD { fold_text(&names) } else { names };
        let mut phrases = Phrases { names, ends, ..Phrases::default() };
        let mut beginnings = Vec::with_capacity(phrases.ends.len() * 3);
        let mut first_keys = Vec::new();
        let mut deep = Vec::new();
        for id in 0..phrases.ends.len() as u32 {
            if phrases.list_beginnings(id, &mut beginnings) > DEEP {
                deep.push(id);
            }
        }
        beginnings.sort_unstable_by_key(|beginning| (beginning.key, beginning.payload & !(MORE | TAILED)));
        phrases.fill(&beginnings);
        drop(beginnings);
        for id in 0..phrases.ends.len() as u32 {
            let name = phrases.name(id);
            first_keys.push(hash_item::<false>(name, 0, word_end(name, 0)));
        }
        first_keys.sort_unstable();
        first_keys.dedup();
        phrases.first_words = vec![0; (first_keys.len() / 2 + 1).next_power_of_two()];
        for key in first_keys {
            let bit = phrases.first_word_bit(key);
            phrases.first_words[bit.0] |= bit.1;
        }
        let mut power = 1u64;
        phrases.powers = (0..=phrases.most_words)
            .map(|_| {
                let this = power;
                power = power.wrapping_mul(STEP);
                this
            })
            .collect();
        phrases.note_deep(&deep);
        phrases
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Bytes on the heap.
    pub(super) fn n_bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
            + self.first_words.capacity() * 8
            + self.names.capacity()
            + self.ends.capacity() * 4
            + self.deep.capacity() * size_of::<Deep>()
            + self.powers.capacity() * 8
    }

    #[inline]
    pub(super) fn name(&self, id: u32) -> &str {
        let start = if id == 0 { 0 } else { self.ends[id as usize - 1] as usize };
        &self.names[start..self.ends[id as usize] as usize]
    }

    /// Appends all beginnings of a name; returns how many words it has.
    fn list_beginnings(&mut self, id: u32, beginnings: &mut Vec<Beginning>) -> usize {
        let name = self.name(id);
        let length = name.len();
        let (mut start, mut end) = (0, word_end(name, 0));
        let (mut key, mut n_words, mut longest_gap) = (0u64, 0, 0);
        let tail = loop {
            key = key.wrapping_mul(STEP).wrapping_add(hash_item::<false>(name, start, end));
            n_words += 1;
            if end == length {
                beginnings.push(Beginning { key, payload: NAME | id });
                break 0;
            }
            let Some(next) = word_start(name, end) else {
                let tail = hash_item::<false>(name, end, length) ^ TAIL;
                beginnings.push(Beginning { key, payload: TAILED });
                let key = key.wrapping_mul(STEP).wrapping_add(tail);
                beginnings.push(Beginning { key, payload: NAME | id });
                break length - end;
            };
            beginnings.push(Beginning { key, payload: MORE });
            longest_gap = longest_gap.max(next - end);
            (start, end) = (end, word_end(name, next));
        };
        self.tails |= if tail > 0 { 1 << tail.min(LONGEST_TAIL) } else { 0 };
        self.longest_gap = self.longest_gap.max(longest_gap);
        self.most_words = self.most_words.max(n_words);
        n_words
    }

    /// Puts sorted beginnings into slots, equal ones into one.
    fn fill(&mut self, beginnings: &[Beginning]) {
        let n_slots: usize = beginnings.chunk_by(|a, b| a.key == b.key).map(most_slots).sum();
        self.slots = vec![Slot::default(); n_slots * 2 + 16];
        for same in beginnings.chunk_by(|a, b| a.key == b.key) {
            let key = same[0].key;
            let flags = same.iter().fold(0, |flags, one| flags | one.payload & (MORE | TAILED));
            let mut n_names = 0;
            for one in same.iter().filter(|one| one.payload & NAME != 0) {
                if n_names == 0 || !self.is_listed(key, one.payload & ID) {
                    self.insert(key, flags | one.payload);
                    n_names += 1;
                }
            }
            if n_names == 0 {
                self.insert(key, flags);
            }
        }
    }

    fn is_listed(&self, key: u64, id: u32) -> bool {
        self.slots_of(key).any(|slot| slot.payload & NAME != 0 && self.name(slot.payload & ID) == self.name(id))
    }

    fn insert(&mut self, key: u64, payload: u32) {
        let mut idx = self.slot_of(key);
        let mut twice = 0;
        while self.slots[idx].payload != 0 {
            if self.slots[idx].tag == key as u32 {
                self.slots[idx].payload |= TWICE;
                twice = TWICE;
            }
            idx = if idx + 1 == self.slots.len() { 0 } else { idx + 1 };
        }
        self.slots[idx] = Slot { tag: key as u32, payload: payload | twice };
    }

    /// For beginnings of many words that are no name: which name they belong to, and the longest name within.
    fn note_deep(&mut self, ids: &[u32]) {
        for &id in ids {
            let name = self.name(id).to_owned();
            let (mut start, mut end) = (0, word_end(&name, 0));
            let (mut key, mut n_words, mut best) = (0u64, 0, ID);
            loop {
                key = key.wrapping_mul(STEP).wrapping_add(hash_item::<false>(&name, start, end));
                n_words += 1;
                let idx = self.find_slot(key);
                let payload = idx.map_or(0, |idx| self.slots[idx].payload);
                if payload & NAME != 0 {
                    best = payload & ID;
                } else if let (Some(idx), true) = (idx, n_words > DEEP && payload & (LONG | TWICE) == 0) {
                    self.slots[idx].payload = payload & !ID | LONG | self.deep.len() as u32;
                    self.deep.push(Deep { via: id, best });
                }
                if payload & TAILED != 0 {
                    best = self.with_tail::<false>(&name, 0, end, key).map_or(best, |found| found.name);
                }
                let Some(next) = word_start(&name, end) else { break };
                (start, end) = (end, word_end(&name, next));
            }
        }
    }

    #[inline(always)]
    fn slot_of(&self, key: u64) -> usize {
        (((key >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    fn slots_of(&self, key: u64) -> impl Iterator<Item = Slot> + '_ {
        let start = self.slot_of(key);
        let slots = self.slots[start..].iter().chain(&self.slots[..start]).copied();
        slots.take_while(|slot| slot.payload != 0).filter(move |slot| slot.tag == key as u32)
    }

    #[inline(always)]
    fn find_slot(&self, key: u64) -> Option<usize> {
        let mut idx = self.slot_of(key);
        loop {
            let slot = self.slots.get(idx)?;
            if slot.payload == 0 {
                return None;
            }
            if slot.tag == key as u32 {
                return Some(idx);
            }
            idx = if idx + 1 == self.slots.len() { 0 } else { idx + 1 };
        }
    }

    #[inline(always)]
    fn payload(&self, key: u64) -> u32 {
        self.find_slot(key).map_or(0, |idx| self.slots[idx].payload)
    }

    #[inline(always)]
    fn first_word_bit(&self, key: u64) -> (usize, u64) {
        ((key >> 12) as usize & (self.first_words.len() - 1), 1 << (key & 63))
    }

    /// False if certainly no name begins with the word that has this hash.
    #[inline(always)]
    pub(super) fn may_begin(&self, key: u64) -> bool {
        let (idx, bit) = self.first_word_bit(key);
        self.first_words[idx] & bit != 0
    }

    /// The longest name at `start`, whose first word ends at `end` and has this hash.
    #[inline(always)]
    pub(super) fn longest<const FOLD: bool>(
        &self,
        text: &str,
        start: usize,
        first: (usize, u64),
        track: &mut Track,
    ) -> Option<Found> {
        track.begin();
        if track.is_within(start) {
            if let Some(payload) = self.as_deep_as_before::<FOLD>(text, first.1, track) {
                track.note_depth(track.cursor(), track.guess);
                let reached = (track.cursor(), track.guess, payload);
                return self.longest_within::<FOLD>(text, start, first, reached, None, track);
            }
        }
        let (mut end, mut key) = first;
        let mut best = None;
        for n_words in 1.. {
            let payload = self.payload(key);
            if payload == 0 {
                track.reach = end;
                break;
            }
            if payload & TWICE != 0 {
                return self.longest_compared::<FOLD>(text, start, first);
            }
            if payload & NAME != 0 {
                best = Some(Found { name: payload & ID, end });
            }
            if payload & TAILED != 0 {
                best = self.with_tail::<FOLD>(text, start, end, key).or(best);
            }
            if payload & MORE == 0 {
                break;
            }
            if n_words == DEEP {
                return self.longest_deep::<FOLD>(text, start, first, best, track);
            }
            let Some(next) = self.next_word(text, end) else { break };
            let next_end = word_end(text, next);
            key = key.wrapping_mul(STEP).wrapping_add(hash_item::<FOLD>(text, end, next_end));
            end = next_end;
        }
        let found = best?;
        if stands_at::<FOLD>(text, start, self.name(found.name)) {
            return Some(found);
        }
        self.longest_compared::<FOLD>(text, start, first)
    }

    /// Start of the next word if no more than the longest gap of any name lies between.
    #[inline(always)]
    fn next_word(&self, text: &str, end: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        if bytes.get(end).is_some_and(u8::is_ascii) && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return Some(end + 1);
        }
        let gap = text.get(end..)?.char_indices().take_while(|(n, _)| *n <= self.longest_gap);
        gap.into_iter().find(|(_, c)| is_alphanumeric(*c)).map(|(n, _)| end + n)
    }

    /// The longest name that is these words and the marks that follow.
    #[cold]
    fn with_tail<const FOLD: bool>(&self, text: &str, start: usize, end: usize, key: u64) -> Option<Found> {
        (1..=LONGEST_TAIL).rev().filter(|n| self.tails >> n & 1 == 1).find_map(|n| {
            let tail_end = end + n;
            if tail_end > text.len() || !text.is_char_boundary(tail_end) {
                return None;
            }
            let key = key.wrapping_mul(STEP).wrapping_add(hash_item::<FOLD>(text, end, tail_end) ^ TAIL);
            self.slots_of(key)
                .filter(|slot| slot.payload & NAME != 0)
                .map(|slot| Found { name: slot.payload & ID, end: tail_end })
                .find(|found| stands_at::<FOLD>(text, start, self.name(found.name)))
        })
    }

    /// The same as [`Phrases::longest`], comparing every name on the way.
    #[cold]
    fn longest_compared<const FOLD: bool>(&self, text: &str, start: usize, first: (usize, u64)) -> Option<Found> {
        let (mut end, mut key) = first;
        let mut best = None;
        for _ in 0..self.most_words {
            let mut flags = 0;
            for slot in self.slots_of(key) {
                flags |= slot.payload & (MORE | TAILED);
                let name = slot.payload & ID;
                if slot.payload & NAME != 0 && stands_at::<FOLD>(text, start, self.name(name)) {
                    best = Some(Found { name, end: start + self.name(name).len() });
                }
            }
            if flags & TAILED != 0 {
                best = self.with_tail::<FOLD>(text, start, end, key).or(best);
            }
            let next = self.next_word(text, end).filter(|_| flags & MORE != 0);
            let Some(next) = next else { break };
            let next_end = word_end(text, next);
            key = key.wrapping_mul(STEP).wrapping_add(hash_item::<FOLD>(text, end, next_end));
            end = next_end;
        }
        best
    }

    /// The same where the first `DEEP` words begin a longer name: its depth is halved out, from that of the walk before.
    #[cold]
    fn longest_deep<const FOLD: bool>(
        &self,
        text: &str,
        start: usize,
        first: (usize, u64),
        shallow: Option<Found>,
        track: &mut Track,
    ) -> Option<Found> {
        let origin = track.seek(start, first.0);
        let depth = deepest(track.guess, |depth| self.payload_at::<FOLD>(text, track, origin, depth, first.1) != 0);
        track.guess = depth;
        track.note_depth(origin, depth);
        let payload = self.payload_at::<FOLD>(text, track, origin, depth, first.1);
        self.longest_within::<FOLD>(text, start, first, (origin, depth, payload), shallow, track)
    }

    /// What the table says of as many words from the cursor as the walk before found; `None` if it is not the depth.
    #[inline]
    fn as_deep_as_before<const FOLD: bool>(&self, text: &str, first: u64, track: &mut Track) -> Option<u32> {
        let (origin, depth) = (track.cursor(), track.guess);
        let payload = self.payload_at::<FOLD>(text, track, origin, depth, first);
        (payload & (LONG | NAME) != 0 && self.payload_at::<FOLD>(text, track, origin, depth + 1, first) == 0)
            .then_some(payload)
    }

    /// The longest name within the words of the track that go as deep as any beginning of a name.
    fn longest_within<const FOLD: bool>(
        &self,
        text: &str,
        start: usize,
        first: (usize, u64),
        (origin, depth, payload): (usize, usize, u32),
        shallow: Option<Found>,
        track: &Track,
    ) -> Option<Found> {
        let end = track.end(origin + depth - 1);
        let (via, best) = match payload & (NAME | LONG | TWICE) {
            NAME => (payload & ID, payload & ID),
            LONG => (self.deep[(payload & ID) as usize].via, self.deep[(payload & ID) as usize].best),
            0 if depth == DEEP => match shallow {
                Some(found) => (found.name, found.name),
                None => return None,
            },
            _ => return self.longest_compared::<FOLD>(text, start, first),
        };
        let via = self.name(via);
        if !stands_at::<FOLD>(text, start, via.get(..end - start).unwrap_or(via)) {
            return self.longest_compared::<FOLD>(text, start, first);
        }
        if payload & TAILED != 0 {
            let key = track.key(origin, depth, first.1, self.powers[depth - 1]);
            let tailed = self.with_tail::<FOLD>(text, start, end, key);
            if tailed.is_some() {
                return tailed;
            }
        }
        (best != ID).then(|| Found { name: best, end: start + self.name(best).len() })
    }

    /// What the table says of the `depth` words from word `origin` of the track; 0 if they do not begin a name.
    #[inline]
    fn payload_at<const FOLD: bool>(
        &self,
        text: &str,
        track: &mut Track,
        origin: usize,
        depth: usize,
        first: u64,
    ) -> u32 {
        while track.n_words() < origin + depth {
            if depth > self.most_words {
                return 0;
            }
            let end = track.end(track.n_words() - 1);
            let Some(next) = self.next_word(text, end) else { return 0 };
            let next_end = word_end(text, next);
            track.push(next, next_end, hash_item::<FOLD>(text, end, next_end));
        }
        match self.powers.get(depth - 1) {
            Some(power) => self.payload(track.key(origin, depth, first, *power)),
            None => 0,
        }
    }
}
