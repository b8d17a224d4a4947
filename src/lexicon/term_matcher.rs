//! Finds the terms of all tables in one pass over the tokens.
//!
//! A hash table holds all beginnings of terms, cut after whole tokens. Tokens bring their hashes along, so a bit set
//! of first tokens lets nearly all of them pass untouched. What is found is compared byte by byte.

use crate::text::{Document, Token, hash_word, tokenize};

use super::scan::fold_text;
use super::terms::{Hit, TermSet};
use super::{Vocabulary, load_abbreviations};

const STEP: u64 = 0xd134_2543_de82_ef95;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Finds all terms in a document. Immutable.
#[derive(Debug)]
pub struct TermMatcher {
    slots: Vec<Slot>,
    n_filled: usize,
    first_tokens: Vec<u64>,
    terms: TermSet,
    /// Numbers of the terms, those of a slot together.
    order: Vec<u32>,
}

/// Some tokens that begin a term. Two beginnings may share one, since terms are compared letter by letter.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// What is left of the beginning's key, see [`short`].
    key: u32,
    /// The terms that are just these tokens.
    first_term: u32,
    n_terms: u16,
    /// True if a longer term begins so.
    more: bool,
    filled: bool,
}

/// A beginning of a term, while the matcher is built; `term` is [`GOES_ON`] if the term goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Beginning {
    key: u64,
    term: u32,
}

const GOES_ON: u32 = u32::MAX;

impl TermMatcher {
    pub(super) fn new(terms: TermSet) -> TermMatcher {
        let n_terms = terms.terms().len();
        let mut matcher = TermMatcher {
            slots: vec![Slot::default(); (n_terms * 3 / 2 + 16).next_power_of_two()],
            n_filled: 0,
            first_tokens: vec![0; (n_terms / 2 + 1).next_power_of_two()],
            terms,
            order: Vec::new(),
        };
        matcher.fill();
        matcher
    }

    /// Counts the terms of each slot, gives each slot its part of the order, then puts the terms there.
    ///
    /// The beginnings of plain terms are listed twice rather than kept: of a million names they are many.
    fn fill(&mut self) {
        let mut vocabulary = Vocabulary::new();
        load_abbreviations(&mut vocabulary);
        let (mut kept, mut own, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
        for term in 0..self.terms.terms().len() as u32 {
            let text = self.terms.text_of(term);
            if !list_plain(term, text, &mut own, &mut firsts) {
                list_tokens(term, text, &vocabulary, &mut own, &mut firsts);
                kept.extend_from_slice(&own);
            }
            for hash in firsts.drain(..) {
                let (idx, bit) = self.first_token_bit(hash);
                self.first_tokens[idx] |= bit;
            }
            for one in own.drain(..) {
                let place = self.place(one.key);
                let slot = &mut self.slots[place];
                slot.more |= one.term == GOES_ON;
                slot.n_terms = slot.n_terms.saturating_add(u16::from(one.term != GOES_ON));
            }
        }
        let mut n_places = 0;
        for slot in &mut self.slots {
            slot.first_term = n_places;
            n_places += u32::from(std::mem::take(&mut slot.n_terms));
        }
        self.order = vec![0; n_places as usize];
        for one in kept {
            self.put(one);
        }
        for term in 0..self.terms.terms().len() as u32 {
            if list_plain(term, self.terms.text_of(term), &mut own, &mut firsts) {
                own.drain(..).for_each(|one| self.put(one));
            }
            firsts.clear();
        }
    }

    /// Puts a term into its slot's part of the order.
    fn put(&mut self, one: Beginning) {
        if one.term == GOES_ON {
            return;
        }
        let place = self.place(one.key);
        let slot = &mut self.slots[place];
        // A slot has room for 65,535 terms: more rows of the same words say nothing new.
        if slot.n_terms < u16::MAX {
            self.order[slot.first_term as usize + usize::from(slot.n_terms)] = one.term;
            slot.n_terms += 1;
        }
    }

    /// The slot of a key, taken now if it is new.
    fn place(&mut self, key: u64) -> usize {
        let key = short(key);
        let mut idx = self.search(key);
        if !self.slots[idx].filled {
            if 4 * self.n_filled >= 3 * self.slots.len() {
                self.grow();
                idx = self.search(key);
            }
            self.n_filled += 1;
            (self.slots[idx].key, self.slots[idx].filled) = (key, true);
        }
        idx
    }

    fn grow(&mut self) {
        let twice = vec![Slot::default(); 2 * self.slots.len()];
        for slot in std::mem::replace(&mut self.slots, twice).into_iter().filter(|slot| slot.filled) {
            let idx = self.search(slot.key);
            self.slots[idx] = slot;
        }
    }

    /// The slot of a key, or the one that it would take.
    #[inline]
    fn search(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut idx = key as usize & mask;
        while self.slots[idx].filled && self.slots[idx].key != key {
            idx = (idx + 1) & mask;
        }
        idx
    }

    /// All hits, by table, then in text order; within a table leftmost-longest, not overlapping,
    /// except that several rows may share the same words. Linear in the tokens.
    pub fn scan(&self, document: &Document<'_>) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(document.tokens.len() / 8);
        let mut pending = Vec::new();
        let mut done = [0u32; 256];
        for (idx, token) in document.tokens.iter().enumerate() {
            let (word, bit) = self.first_token_bit(token.hash);
            if self.first_tokens[word] & bit == 0 {
                continue;
            }
            self.walk(document, idx, &mut pending);
            pending.sort_unstable_by_key(|hit: &Hit| (hit.table, std::cmp::Reverse(hit.last), hit.row));
            pending.dedup();
            for hit in pending.drain(..) {
                let end = &mut done[hit.table as usize];
                let is_twin = hits
                    .last()
                    .is_some_and(|last: &Hit| (last.table, last.first, last.last) == (hit.table, hit.first, hit.last));
                if hit.first >= *end || is_twin {
                    *end = hit.last;
                    hits.push(hit);
                }
            }
        }
        hits.sort_by_key(|hit| hit.table);
        hits
    }

    /// Appends the terms that begin at a token.
    fn walk(&self, document: &Document<'_>, first: usize, pending: &mut Vec<Hit>) {
        let start = document.tokens[first].start as usize;
        let mut key = 0;
        for (idx, token) in document.tokens.iter().enumerate().skip(first) {
            key = next_key(key, token, idx == first);
            let Some(slot) = self.find(key) else { return };
            let range = slot.first_term as usize..slot.first_term as usize + usize::from(slot.n_terms);
            let end = token.end as usize;
            for idx_of_term in &self.order[range] {
                let term = &self.terms.terms()[*idx_of_term as usize];
                let written = if term.exact { document.text } else { document.lower.as_str() };
                if written.as_bytes()[start..end] == *self.terms.text_of(*idx_of_term).as_bytes() {
                    let (table, row) = (term.table, term.row);
                    pending.push(Hit { first: first as u32, last: idx as u32 + 1, table, row });
                }
            }
            if !slot.more {
                return;
            }
        }
    }

    #[inline]
    fn find(&self, key: u64) -> Option<Slot> {
        Some(self.slots[self.search(short(key))]).filter(|slot| slot.filled)
    }

    #[inline]
    fn first_token_bit(&self, hash: u32) -> (usize, u64) {
        ((hash >> 8) as usize & (self.first_tokens.len() - 1), 1 << (hash & 63))
    }
}

/// The best mixed half of a key.
#[inline]
fn short(key: u64) -> u32 {
    (key.wrapping_mul(MIX) >> 32) as u32
}

/// Hash of tokens with one more; whether white space comes between them counts.
#[inline]
fn next_key(key: u64, token: &Token, is_first: bool) -> u64 {
    key_with(key, token.hash, !is_first && token.is_glued())
}

#[inline]
fn key_with(key: u64, hash: u32, glued: bool) -> u64 {
    key.wrapping_mul(STEP).wrapping_add((u64::from(hash) << 1 | u64::from(glued)).wrapping_mul(MIX))
}

/// Lists all beginnings of a term. A dot may be part of the word before it or not, as capitals and what follows
/// demand: all ways are listed.
fn list_tokens(idx: u32, term: &str, vocabulary: &Vocabulary, beginnings: &mut Vec<Beginning>, firsts: &mut Vec<u32>) {
    let first_own = beginnings.len();
    let mut list = |text: &str, n_written: usize| {
        let lower = fold_text(text);
        let tokens = tokenize(text, &lower, vocabulary);
        let n_tokens = tokens.partition_point(|token| (token.start as usize) < n_written);
        let tokens = &tokens[..n_tokens];
        if tokens.last().is_none_or(|token| token.end as usize != n_written) || tokens[0].start != 0 {
            return;
        }
        firsts.push(tokens[0].hash);
        let mut key = 0;
        for (place, token) in tokens.iter().enumerate() {
            key = next_key(key, token, place == 0);
            let beginning = Beginning { key, term: if place + 1 == tokens.len() { idx } else { GOES_ON } };
            if !beginnings[first_own..].contains(&beginning) {
                beginnings.push(beginning);
            }
        }
    };
    list(term, term.len());
    if term.contains('.') {
        let capitalised = capitalise_words(term);
        for written in [term, &capitalised] {
            for context in ["", " a", " A", " 1", ","] {
                list(&format!("{written}{context}"), written.len());
            }
        }
    }
}

/// The same for words of ASCII letters with one blank between them, which are their own tokens; false for other terms.
fn list_plain(idx: u32, term: &str, beginnings: &mut Vec<Beginning>, firsts: &mut Vec<u32>) -> bool {
    let is_plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !term.split(' ').all(is_plain) {
        return false;
    }
    let n_words = term.split(' ').count();
    let mut key = 0;
    for (place, word) in term.split(' ').enumerate() {
        let hash = hash_folded(word);
        if place == 0 {
            firsts.push(hash);
        }
        key = key_with(key, hash, false);
        beginnings.push(Beginning { key, term: if place + 1 == n_words { idx } else { GOES_ON } });
    }
    true
}

/// [`crate::text::hash_word`] of ASCII letters, made small.
fn hash_folded(word: &str) -> u32 {
    word.bytes()
        .fold(hash_word(&[]), |hash, byte| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

fn capitalise_words(term: &str) -> String {
    let mut before = ' ';
    let mut capitalise = |c: char| {
        let capital = if before.is_alphanumeric() { c } else { c.to_ascii_uppercase() };
        before = c;
        capital
    };
    term.chars().map(&mut capitalise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_terms_are_their_own_tokens() {
        let mut vocabulary = Vocabulary::new();
        load_abbreviations(&mut vocabulary);
        for text in ["a", "Ana Novak", "of the Port", "no", "cannot go", "Mr Lind", "US", "p m"] {
            let (mut plain, mut cut) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
            assert!(list_plain(7, text, &mut plain.0, &mut plain.1));
            list_tokens(7, text, &vocabulary, &mut cut.0, &mut cut.1);
            assert_eq!(plain, cut, "{text}");
        }
    }
}
