//! Finds the terms of all tables in one pass over the tokens.
//!
//! A hash table holds all beginnings of terms, cut after whole tokens. Tokens bring their hashes along, so a bit set
//! of first tokens lets nearly all of them pass untouched. What is found is compared byte by byte.

use crate::text::{Document, Token, tokenize};

use super::scan::fold_text;
use super::terms::{Hit, Term};
use super::{Vocabulary, load_abbreviations};

const STEP: u64 = 0xd134_2543_de82_ef95;
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Finds all terms in a document. Immutable.
#[derive(Debug)]
pub struct TermMatcher {
    slots: Vec<Slot>,
    first_tokens: Vec<u64>,
    /// Terms in the order of their keys.
    terms: Vec<Term>,
}

/// Some tokens that begin a term.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    /// The terms that are just these tokens.
    first_term: u32,
    n_terms: u16,
    /// True if a longer term begins so.
    more: bool,
    filled: bool,
}

/// A beginning of a term, while the matcher is built; `term` is `None` if the term goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Beginning {
    key: u64,
    term: Option<u32>,
}

impl TermMatcher {
    pub(super) fn new(terms: Vec<Term>) -> TermMatcher {
        let mut vocabulary = Vocabulary::new();
        load_abbreviations(&mut vocabulary);
        let mut beginnings = Vec::with_capacity(terms.len() * 3);
        let mut firsts = Vec::with_capacity(terms.len());
        for (idx, term) in terms.iter().enumerate() {
            list_beginnings(idx as u32, term, &vocabulary, &mut beginnings, &mut firsts);
        }
        beginnings.sort_unstable();
        beginnings.dedup();
        firsts.sort_unstable();
        firsts.dedup();
        let mut matcher = TermMatcher {
            slots: vec![Slot::default(); (beginnings.len() * 3 / 2 + 16).next_power_of_two()],
            first_tokens: vec![0; (firsts.len() / 2 + 1).next_power_of_two()],
            terms: Vec::with_capacity(terms.len()),
        };
        for hash in firsts {
            let (idx, bit) = matcher.first_token_bit(hash);
            matcher.first_tokens[idx] |= bit;
        }
        for same in beginnings.chunk_by(|a, b| a.key == b.key) {
            let first_term = matcher.terms.len() as u32;
            for term in same.iter().filter_map(|one| terms.get(one.term? as usize)) {
                matcher.terms.push(Term { text: term.text.clone(), ..*term });
            }
            let n_terms = (matcher.terms.len() as u32 - first_term) as u16;
            let slot = Slot { key: same[0].key, first_term, n_terms, more: same[0].term.is_none(), filled: true };
            let mask = matcher.slots.len() - 1;
            let mut idx = slot_of(slot.key, mask);
            while matcher.slots[idx].filled {
                idx = (idx + 1) & mask;
            }
            matcher.slots[idx] = slot;
        }
        matcher
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
            for term in &self.terms[range] {
                let written = if term.exact { document.text } else { document.lower.as_str() };
                if written.as_bytes()[start..end] == *term.text.as_bytes() {
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
        let mask = self.slots.len() - 1;
        let mut idx = slot_of(key, mask);
        loop {
            let slot = self.slots[idx];
            if !slot.filled {
                return None;
            }
            if slot.key == key {
                return Some(slot);
            }
            idx = (idx + 1) & mask;
        }
    }

    #[inline]
    fn first_token_bit(&self, hash: u32) -> (usize, u64) {
        ((hash >> 8) as usize & (self.first_tokens.len() - 1), 1 << (hash & 63))
    }
}

#[inline]
fn slot_of(key: u64, mask: usize) -> usize {
    (key.wrapping_mul(MIX) >> 32) as usize & mask
}

/// Hash of tokens with one more; whether white space comes between them counts.
#[inline]
fn next_key(key: u64, token: &Token, is_first: bool) -> u64 {
    let glued = u64::from(!is_first && token.is_glued());
    key.wrapping_mul(STEP).wrapping_add((u64::from(token.hash) << 1 | glued).wrapping_mul(MIX))
}

/// Lists all beginnings of a term. A dot may be part of the word before it or not, as capitals and what follows
/// demand: all ways are listed.
fn list_beginnings(
    idx: u32,
    term: &Term,
    vocabulary: &Vocabulary,
    beginnings: &mut Vec<Beginning>,
    firsts: &mut Vec<u32>,
) {
    let mut list = |written: &str, context: &str| {
        let text = format!("{written}{context}");
        let mut tokens = tokenize(&text, &fold_text(&text), vocabulary);
        tokens.retain(|token| (token.start as usize) < written.len());
        if tokens.last().is_none_or(|token| token.end as usize != written.len()) || tokens[0].start != 0 {
            return;
        }
        firsts.push(tokens[0].hash);
        let mut key = 0;
        for (place, token) in tokens.iter().enumerate() {
            key = next_key(key, token, place == 0);
            beginnings.push(Beginning { key, term: (place + 1 == tokens.len()).then_some(idx) });
        }
    };
    list(&term.text, "");
    if term.text.contains('.') {
        let capitalised = capitalise_words(&term.text);
        for written in [&*term.text, &capitalised] {
            for context in ["", " a", " A", " 1", ","] {
                list(written, context);
            }
        }
    }
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
