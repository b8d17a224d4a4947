//! Candidates without comparing all pairs: an inverted index from keys, by period, to claims or quotations.

use std::collections::hash_map::Entry as Slot;

use super::concept::{Concept, ConceptTables};
use super::facet::ProfileKind;
use super::hash::HashedMap;
use super::profile::Profile;
use super::setting::Setting;
use super::sketch::is_clear;
use crate::model::Date;

/// Position of an entry in the corpus.
pub(crate) type EntryIdx = u32;

/// Heaviest terms of a claim that make keys: at most 20 of three.
const N_KEY_TERMS: usize = 6;
/// Most telling terms of a claim that two of them and a number may relate to another.
const SHORT: usize = 4;
/// Heaviest terms of a figure that make keys: at most 45 pairs.
const N_FIGURE_TERMS: usize = 10;
/// Numbers of a claim that make keys.
const MAX_NUMBERS: usize = 2;
/// Days of a period of claims; they are compared with those of the same and the two neighbouring periods.
const CLAIM_DAYS: i64 = 45;

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
#[derive(Debug)]
pub(crate) struct Index {
    /// Days of a period.
    period: i64,
    postings: HashedMap<u64, Postings>,
}

impl Default for Index {
    fn default() -> Index {
        Index::with_period(CLAIM_DAYS)
    }
}

impl Index {
    /// An empty index that finds what lies at most so many days apart, and some that lies up to twice as far.
    pub(crate) fn with_period(days: i64) -> Index {
        Index { period: days, postings: HashedMap::default() }
    }

    fn period_of(&self, day: Date) -> i32 {
        day.day_number().div_euclid(self.period) as i32
    }

    /// The entries that share a key with something of that day, each once, ascending. Without a day: of any day.
    pub(crate) fn candidates(&self, keys: &[u64], day: Option<Date>, found: &mut Vec<EntryIdx>) {
        found.clear();
        let period = day.map(|day| self.period_of(day));
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
        let posting = (day.map_or(UNDATED, |day| self.period_of(day)), entry);
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

/// The day that a claim is listed under. One "in 2025" stands at its own day where that lies in the year.
pub(crate) fn day_of(profile: &Profile) -> Option<Date> {
    match (profile.days, profile.published) {
        (Some((from, to, _)), Some(published)) => Some(published.clamp(from, to.max(from))),
        (Some((from, ..)), None) => Some(from),
        (None, published) => published,
    }
}

/// Keys of a claim: each three of its heaviest concepts; of a short one also each two with the unit of a number;
/// of a figure each two with its value. No relation between articles is seen where less is shared.
///
/// Opposed concepts count as one. Ties are broken by the concept's hash, so that two claims choose alike (the idea of
/// min-wise hashing, Broder 1997).
pub(crate) fn keys_of(profile: &Profile, setting: &Setting, concepts: &ConceptTables) -> Vec<u64> {
    let copy = profile.copied_wording();
    if !is_clear(profile) {
        return copy.into_iter().collect();
    }
    let mut terms: Vec<(u32, Concept)> = Vec::with_capacity(profile.terms.len());
    for term in profile.terms.iter().filter(|term| term.is_telling()) {
        let rank = u32::MAX - (term.weight * 100.0) as u32;
        terms.push((rank, concepts.family(term.concept)));
    }
    terms.sort_unstable();
    terms.dedup();
    let heaviest = |n: usize| {
        let mut chosen: Vec<Concept> = terms.iter().take(n).map(|term| term.1).collect();
        chosen.sort_unstable();
        chosen
    };
    let mut keys = Vec::with_capacity(N_KEY_TERMS * N_KEY_TERMS);
    match (profile.kind, profile.numbers.first()) {
        (ProfileKind::Toll, _) => {
            setting.keys_with(concepts.family(profile.terms[0].concept) ^ 0x7011_0000, &mut keys);
        }
        (ProfileKind::Figure, Some(number)) => {
            let value = (number.low.to_bits() >> 32) as u32 ^ number.low.to_bits() as u32;
            pairs(&heaviest(N_FIGURE_TERMS), value ^ number.unit, &mut keys);
        }
        _ => {
            let chosen = heaviest(N_KEY_TERMS);
            for (i, x) in chosen.iter().enumerate() {
                for (j, y) in chosen.iter().enumerate().skip(i + 1) {
                    keys.extend(chosen[j + 1..].iter().map(|z| mix([*x, *y, *z])));
                }
            }
        }
    }
    if profile.kind == ProfileKind::Claim && terms.len() <= SHORT {
        let numbers = profile.numbers.iter().take(MAX_NUMBERS);
        numbers.for_each(|number| pairs(&heaviest(SHORT), !number.unit, &mut keys));
    }
    keys.extend(copy);
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Each two of the concepts with something that both sides have to have.
fn pairs(chosen: &[Concept], with: u32, keys: &mut Vec<u64>) {
    for (i, x) in chosen.iter().enumerate() {
        keys.extend(chosen[i + 1..].iter().map(|y| mix([*x, *y, with])));
    }
}

fn mix(concepts: [Concept; 3]) -> u64 {
    let mix =
        |hash: u64, concept: Concept| (hash ^ u64::from(concept)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    concepts.into_iter().fold(0xcbf2_9ce4_8422_2325, mix)
}
