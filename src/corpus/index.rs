//! Candidates without comparing all pairs: an inverted index from pairs of concepts, by period, to claims.

use std::collections::HashMap;

use super::concept::ConceptTables;
use super::profile::Profile;

/// Position of an entry in the corpus.
pub(crate) type EntryIdx = u32;

/// Heaviest terms of a claim that make keys: at most 28 pairs.
const N_KEY_TERMS: usize = 8;
/// Days of a period; claims are compared with those of the same and the two neighbouring periods.
const PERIOD_DAYS: i64 = 45;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Period {
    /// Claims of a known time, by number of the period.
    At(i64),
    /// All claims of a known time: asked by those without one.
    Any,
    /// Claims without a known time.
    Undated,
}

/// Finds the claims that share at least two concepts, roughly in the same months.
///
/// Grows by one posting for each key of a claim; nothing is ever rebuilt.
#[derive(Debug, Default)]
pub(crate) struct Index {
    postings: HashMap<(u64, Period), Vec<EntryIdx>>,
}

impl Index {
    /// The entries that may be related, each once, ascending.
    pub(crate) fn candidates(&self, profile: &Profile, concepts: &ConceptTables, found: &mut Vec<EntryIdx>) {
        found.clear();
        let periods = match period_of(profile) {
            Some(n) => vec![Period::At(n - 1), Period::At(n), Period::At(n + 1), Period::Undated],
            None => vec![Period::Any, Period::Undated],
        };
        for key in keys(profile, concepts) {
            for period in &periods {
                if let Some(entries) = self.postings.get(&(key, *period)) {
                    found.extend_from_slice(entries);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
    }

    /// Lists an entry under its keys.
    pub(crate) fn insert(&mut self, entry: EntryIdx, profile: &Profile, concepts: &ConceptTables) {
        let periods = match period_of(profile) {
            Some(n) => vec![Period::At(n), Period::Any],
            None => vec![Period::Undated],
        };
        for key in keys(profile, concepts) {
            for period in &periods {
                self.postings.entry((key, *period)).or_default().push(entry);
            }
        }
    }
}

fn period_of(profile: &Profile) -> Option<i64> {
    let day = profile.days.map(|days| days.0).or(profile.published)?;
    Some(day.day_number().div_euclid(PERIOD_DAYS))
}

/// Keys of a claim: each pair of its heaviest concepts, opposed ones counted as one.
///
/// Pairs of two actors are too common to tell anything. Ties are broken by the concept's hash, so that
/// two claims choose alike (the idea of min-wise hashing, Broder 1997).
fn keys(profile: &Profile, concepts: &ConceptTables) -> Vec<u64> {
    let mut terms: Vec<(u32, u32, bool)> = Vec::with_capacity(profile.terms.len());
    for term in profile.terms.iter().filter(|term| term.weight >= 0.5) {
        let rank = (term.weight * 100.0) as u32;
        terms.push((u32::MAX - rank, concepts.family(term.concept), term.is_actor));
    }
    terms.sort_unstable();
    terms.dedup_by_key(|term| term.1);
    terms.truncate(N_KEY_TERMS);
    let mut keys = Vec::with_capacity(terms.len() * terms.len() / 2 + 1);
    for (i, x) in terms.iter().enumerate() {
        for y in &terms[i + 1..] {
            if !(x.2 && y.2) {
                keys.push(u64::from(x.1.min(y.1)) << 32 | u64::from(x.1.max(y.1)));
            }
        }
    }
    if let ([only], true) = (terms.as_slice(), keys.is_empty()) {
        keys.push(u64::from(only.1));
    }
    keys
}
