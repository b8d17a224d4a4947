//! Candidates without comparing all pairs: an inverted index from keys, by period, to claims or quotations.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::concept::ConceptTables;
use super::profile::Profile;
use crate::model::Date;

/// Position of an entry in the corpus.
pub(crate) type EntryIdx = u32;

/// Heaviest terms of a claim that make keys: at most 28 pairs.
const N_KEY_TERMS: usize = 8;
/// Days of a period; claims are compared with those of the same and the two neighbouring periods.
const PERIOD_DAYS: i64 = 45;

/// The period of what has no known time; sorts before all others.
const UNDATED: i32 = i32::MIN;

/// Period and entry.
type Posting = (i32, EntryIdx);

/// Most keys have one entry, which needs no list of its own.
#[derive(Debug)]
enum Postings {
    One(Posting),
    Many(Vec<Posting>),
}

impl Postings {
    fn as_slice(&self) -> &[Posting] {
        match self {
            Postings::One(posting) => std::slice::from_ref(posting),
            Postings::Many(list) => list,
        }
    }

    /// Keeps the list sorted; what arrives in order of time is put at the end.
    fn insert(&mut self, posting: Posting) {
        match self {
            Postings::One(first) => {
                let first = *first;
                *self = Postings::Many(vec![first.min(posting), first.max(posting)]);
            }
            Postings::Many(list) => list.insert(list.partition_point(|known| *known < posting), posting),
        }
    }
}

/// Finds what shares a key, roughly in the same months.
///
/// Grows by one posting for each key; nothing is ever rebuilt. A look-up costs the logarithm of a key's postings
/// and what it finds.
#[derive(Debug, Default)]
pub(crate) struct Index {
    postings: HashMap<u64, Postings>,
}

impl Index {
    /// The entries that share a key with something of that day, each once, ascending. Without a day: of any day.
    pub(crate) fn candidates(&self, keys: &[u64], day: Option<Date>, found: &mut Vec<EntryIdx>) {
        found.clear();
        let period = day.map(period_of);
        for list in keys.iter().filter_map(|key| self.postings.get(key)).map(Postings::as_slice) {
            let Some(period) = period else {
                found.extend(list.iter().map(|posting| posting.1));
                continue;
            };
            let n_undated = list.partition_point(|posting| posting.0 == UNDATED);
            let from = list.partition_point(|posting| posting.0 < period - 1).max(n_undated);
            let near = list[from..].iter().take_while(|posting| posting.0 <= period + 1);
            found.extend(list[..n_undated].iter().chain(near).map(|posting| posting.1));
        }
        found.sort_unstable();
        found.dedup();
    }

    /// Lists an entry under its keys.
    pub(crate) fn insert(&mut self, entry: EntryIdx, keys: &[u64], day: Option<Date>) {
        let posting = (day.map_or(UNDATED, period_of), entry);
        for key in keys {
            match self.postings.entry(*key) {
                Slot::Occupied(mut known) => known.get_mut().insert(posting),
                Slot::Vacant(free) => {
                    free.insert(Postings::One(posting));
                }
            }
        }
    }
}

fn period_of(day: Date) -> i32 {
    day.day_number().div_euclid(PERIOD_DAYS) as i32
}

/// The day that a claim is listed under. One "in 2025" stands at its own day where that lies in the year.
pub(crate) fn day_of(profile: &Profile) -> Option<Date> {
    match (profile.days, profile.published) {
        (Some((from, to, _)), Some(published)) => Some(published.clamp(from, to.max(from))),
        (Some((from, ..)), None) => Some(from),
        (None, published) => published,
    }
}

/// Keys of a claim: each pair of its heaviest concepts, opposed ones counted as one.
///
/// Pairs of two actors are too common to tell anything. Ties are broken by the concept's hash, so that
/// two claims choose alike (the idea of min-wise hashing, Broder 1997).
pub(crate) fn keys_of(profile: &Profile, concepts: &ConceptTables) -> Vec<u64> {
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
