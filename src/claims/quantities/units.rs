//! Units and currencies, and the phrases that name them.

use std::collections::HashMap;

use crate::lexicon::{Vocabulary, WordId, WordMap, embedded};
use crate::model::Bound;
use crate::text::Document;

const UNITS: &str = include_str!("../../lexicon/en/units.tsv");
const CURRENCIES: &str = include_str!("../../lexicon/en/currencies.tsv");
const BOUNDS: &str = include_str!("../../lexicon/en/bounds.tsv");

/// Number of a unit of measure or currency in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct UnitId(pub u16);

/// Phrases of words, each with a value; found longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases<V> {
    heads: WordMap<u16>,
    lists: Vec<Vec<(Vec<WordId>, V)>>,
    backwards: bool,
}

impl<V: Copy> Phrases<V> {
    fn new(backwards: bool) -> Phrases<V> {
        Phrases { heads: WordMap::new(), lists: vec![Vec::new()], backwards }
    }

    fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: V) {
        let mut words: Vec<WordId> = split_marks(phrase).iter().map(|word| vocabulary.intern(word)).collect();
        if self.backwards {
            words.reverse();
        }
        let Some(first) = words.first().copied() else { return };
        let mut list = self.heads.get(first);
        if list == 0 {
            list = self.lists.len() as u16;
            self.heads.set(first, list);
            self.lists.push(Vec::new());
        }
        let list = &mut self.lists[list as usize];
        list.push((words, value));
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// The longest phrase that begins at a token (ends before it, for a backward table): its length and value.
    pub(super) fn longest(&self, document: &Document<'_>, idx: usize) -> Option<(usize, V)> {
        let at = |n: usize| {
            let place = if self.backwards { idx.checked_sub(n + 1)? } else { idx + n };
            document.tokens.get(place).map(|token| token.word)
        };
        let first = at(0).filter(|word| *word != WordId::UNKNOWN)?;
        let list = &self.lists[self.heads.get(first) as usize];
        let (words, value) =
            list.iter().find(|(words, _)| words.iter().enumerate().all(|(n, word)| at(n) == Some(*word)))?;
        Some((words.len(), *value))
    }
}

/// Cuts a table's phrase as the tokens are cut: `us$` is `us` and `$`.
fn split_marks(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in phrase.split(' ') {
        let mut run = String::new();
        for c in word.chars() {
            let is_mark = !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’');
            if is_mark && !run.is_empty() {
                words.push(std::mem::take(&mut run));
            }
            run.push(c);
            if is_mark {
                words.push(std::mem::take(&mut run));
            }
        }
        if !run.is_empty() {
            words.push(run);
        }
    }
    words
}

/// Units, currencies and bounds.
#[derive(Debug)]
pub(in crate::claims) struct UnitTables {
    names: Vec<&'static str>,
    n_measures: u16,
    /// Unit words after a number.
    pub(super) words: Phrases<UnitId>,
    /// Short unit forms, only after digits.
    pub(super) short: Phrases<UnitId>,
    /// Currency words after a number.
    pub(super) money: Phrases<UnitId>,
    /// Currency signs and codes before a number.
    pub(super) signs: Phrases<UnitId>,
    /// Bounds before a number.
    pub(super) bounds: Phrases<Bound>,
    /// Unit forms glued to digits.
    glued: HashMap<&'static str, UnitId>,
}

impl UnitTables {
    /// Loads the embedded tables.
    pub(in crate::claims) fn load(vocabulary: &mut Vocabulary) -> UnitTables {
        let mut tables = UnitTables {
            names: Vec::new(),
            n_measures: 0,
            words: Phrases::new(false),
            short: Phrases::new(false),
            money: Phrases::new(false),
            signs: Phrases::new(true),
            bounds: Phrases::new(true),
            glued: HashMap::new(),
        };
        for row in embedded("units.tsv", UNITS, 3) {
            let id = UnitId(tables.names.len() as u16);
            tables.names.push(row.cell(0));
            for form in row.list(1, ',') {
                tables.words.add(vocabulary, form, id);
                tables.glued.insert(form, id);
            }
            for form in row.list(2, ',') {
                tables.short.add(vocabulary, form, id);
                tables.glued.insert(form, id);
            }
        }
        tables.n_measures = tables.names.len() as u16;
        for row in embedded("currencies.tsv", CURRENCIES, 3) {
            let id = UnitId(tables.names.len() as u16);
            tables.names.push(row.cell(0));
            row.list(1, ',').for_each(|form| tables.signs.add(vocabulary, form, id));
            for form in row.list(2, ',') {
                tables.money.add(vocabulary, form, id);
                if !form.contains(' ') {
                    tables.glued.insert(form, id);
                }
            }
        }
        for row in embedded("bounds.tsv", BOUNDS, 2) {
            tables.bounds.add(vocabulary, row.cell(0), bound_named(row.cell(1)));
        }
        tables
    }

    /// Name of a unit: the measure's name or the ISO code.
    pub(super) fn name(&self, unit: UnitId) -> &'static str {
        self.names[unit.0 as usize]
    }

    /// True for currencies.
    pub(super) fn is_money(&self, unit: UnitId) -> bool {
        unit.0 >= self.n_measures
    }

    /// The unit of letters glued to digits.
    pub(super) fn glued(&self, suffix: &str) -> Option<UnitId> {
        self.glued.get(suffix).copied()
    }
}

fn bound_named(name: &str) -> Bound {
    match name {
        "more_than" => Bound::MoreThan,
        "at_least" => Bound::AtLeast,
        "less_than" => Bound::LessThan,
        "at_most" => Bound::AtMost,
        "about" => Bound::About,
        _ => Bound::Exactly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        for row in embedded("units.tsv", UNITS, 3) {
            assert!(!row.cell(0).is_empty());
        }
        for row in embedded("currencies.tsv", CURRENCIES, 3) {
            let code = row.cell(0);
            assert!(code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()), "{}", row.error("no code"));
        }
        for row in embedded("bounds.tsv", BOUNDS, 2) {
            let is_known = row.cell(1) == "exactly" || bound_named(row.cell(1)) != Bound::Exactly;
            assert!(is_known, "{}", row.error("unknown bound"));
        }
        assert_eq!(split_marks("us$"), ["us", "$"]);
    }
}
