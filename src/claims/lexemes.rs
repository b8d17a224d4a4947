//! What words mean to numbers, times and comparisons: one small sense for each word of the vocabulary.

use crate::lexicon::{Vocabulary, WordId, WordMap, embedded};

const NUMBER_WORDS: &str = include_str!("../lexicon/en/number_words.tsv");
const TIME_WORDS: &str = include_str!("../lexicon/en/time_words.tsv");

/// What a word can be: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(pub u64);

/// Names of the classes in the tables, in the order of their bits.
const CLASS_NAMES: [&str; 32] = [
    "month",
    "weekday",
    "weekdays",
    "unit",
    "units",
    "season",
    "part",
    "ref",
    "last",
    "next",
    "following",
    "this",
    "current",
    "latest",
    "recent",
    "the",
    "a",
    "that",
    "poss",
    "every",
    "shift",
    "edge",
    "approx",
    "vague",
    "ago",
    "earlier",
    "later",
    "ampm",
    "zone",
    "decade",
    "rate",
    "prep",
];

#[allow(missing_docs)] // the names of the table
impl Class {
    pub(super) const MONTH: Class = Class(1);
    pub(super) const WEEKDAY: Class = Class(1 << 1);
    pub(super) const UNIT: Class = Class(1 << 3);
    pub(super) const UNITS: Class = Class(1 << 4);
    pub(super) const SEASON: Class = Class(1 << 5);
    pub(super) const PART: Class = Class(1 << 6);
    pub(super) const REF: Class = Class(1 << 7);
    pub(super) const THE: Class = Class(1 << 15);
    pub(super) const A: Class = Class(1 << 16);
    pub(super) const POSS: Class = Class(1 << 18);
    pub(super) const SHIFT: Class = Class(1 << 20);
    pub(super) const APPROX: Class = Class(1 << 22);
    pub(super) const AMPM: Class = Class(1 << 27);
    pub(super) const DECADE: Class = Class(1 << 29);
    pub(super) const PREP: Class = Class(1 << 31);
    pub(super) const WEEKDAYS: Class = Class(1 << 2);
    pub(super) const LAST: Class = Class(1 << 8);
    pub(super) const NEXT: Class = Class(1 << 9);
    pub(super) const FOLLOWING: Class = Class(1 << 10);
    pub(super) const THIS: Class = Class(1 << 11);
    pub(super) const CURRENT: Class = Class(1 << 12);
    pub(super) const LATEST: Class = Class(1 << 13);
    pub(super) const VAGUE: Class = Class(1 << 23);
    pub(super) const RATE: Class = Class(1 << 30);
    pub(super) const EDGE: Class = Class(1 << 21);
    /// A verb or adjective that looks ahead.
    pub(super) const WILL: Class = Class(1 << 32);
    /// A verb in the past.
    pub(super) const DID: Class = Class(1 << 33);
    /// A number word or a part of one.
    pub(super) const NUMBER: Class = Class(1 << 34);

    /// Begins a time expression and says nothing else: "fiscal", "right".
    pub(super) const LEAD: Class = Class(1 << 35);

    /// True if any flag of `other` is set.
    pub(super) fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of flags.
    pub(super) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// The class of that name in the tables.
    pub(super) fn named(name: &str) -> Option<Class> {
        match name {
            "will" => Some(Class::WILL),
            "lead" => Some(Class::LEAD),
            "did" => Some(Class::DID),
            _ => CLASS_NAMES.iter().position(|known| *known == name).map(|bit| Class(1 << bit)),
        }
    }
}

/// What a word is to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberKind {
    /// Nothing.
    #[default]
    None,
    /// "three"
    Unit,
    /// "thirteen"
    Teen,
    /// "thirty"
    Tens,
    /// "hundred"
    Hundred,
    /// "million", "crore"
    Scale,
    /// "millions"
    Scales,
    /// "dozen"
    Dozen,
    /// "third" (also a fraction)
    Ordinal,
    /// "half", "thirds"
    Fraction,
    /// "couple"
    Couple,
    /// "twice"
    Times,
}

/// What a word means to this stage.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sense {
    /// Its classes.
    pub class: Class,
    /// Number of the month, weekday, unit, season, part of the day or reference.
    pub code: u8,
    /// What it is to a number.
    pub number: NumberKind,
    /// Value of the number word; of a fraction its denominator.
    pub value: f64,
}

/// The word tables of times, quantities and comparisons.
#[derive(Debug)]
pub(super) struct Lexemes {
    senses: WordMap<Sense>,
}

impl Lexemes {
    /// Loads the embedded tables.
    pub(super) fn load(vocabulary: &mut Vocabulary) -> Lexemes {
        let mut lexemes = Lexemes { senses: WordMap::new() };
        for row in embedded("number_words.tsv", NUMBER_WORDS, 3) {
            lexemes.change(vocabulary, row.cell(0), |sense| {
                sense.class = sense.class.or(Class::NUMBER);
                sense.number = number_kind(row.cell(1));
                sense.value = row.cell(2).parse().unwrap_or_default();
            });
        }
        for row in embedded("time_words.tsv", TIME_WORDS, 3) {
            lexemes.change(vocabulary, row.cell(0), |sense| {
                sense.class = sense.class.or(Class::named(row.cell(1)).unwrap_or_default());
                sense.code = sense.code.max(row.cell(2).parse().unwrap_or_default());
            });
        }
        lexemes
    }

    fn change(&mut self, vocabulary: &mut Vocabulary, word: &str, change: impl FnOnce(&mut Sense)) {
        let id = vocabulary.intern(word);
        let mut sense = self.senses.get(id);
        change(&mut sense);
        self.senses.set(id, sense);
    }

    /// What a word means. Constant time.
    pub(super) fn sense(&self, word: WordId) -> Sense {
        self.senses.get(word)
    }
}

fn number_kind(name: &str) -> NumberKind {
    match name {
        "unit" => NumberKind::Unit,
        "teen" => NumberKind::Teen,
        "tens" => NumberKind::Tens,
        "hundred" => NumberKind::Hundred,
        "scale" => NumberKind::Scale,
        "scales" => NumberKind::Scales,
        "dozen" => NumberKind::Dozen,
        "ordinal" => NumberKind::Ordinal,
        "fraction" => NumberKind::Fraction,
        "couple" => NumberKind::Couple,
        "times" => NumberKind::Times,
        _ => NumberKind::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        for row in embedded("number_words.tsv", NUMBER_WORDS, 3) {
            assert_ne!(number_kind(row.cell(1)), NumberKind::None, "{}", row.error("unknown kind"));
            assert!(row.cell(2).parse::<f64>().is_ok(), "{}", row.error("no number"));
        }
        for row in embedded("time_words.tsv", TIME_WORDS, 3) {
            assert!(Class::named(row.cell(1)).is_some(), "{}", row.error("unknown class"));
            assert!(row.cell(2).parse::<u8>().is_ok(), "{}", row.error("no code"));
        }
    }
}
