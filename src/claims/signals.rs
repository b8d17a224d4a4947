//! The table of signals that [`super::factuality`] adds up: its groups, its names, its weights.

use crate::lexicon::{Vocabulary, WordMap, embedded};

const WEIGHTS: &str = include_str!("../lexicon/en/factuality.tsv");

/// How many signals a word has at most.
const MOST: usize = 64;

/// What a signal is about; the table's first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// The word's form.
    Word,
    /// Its relation to the word above.
    Role,
    /// Its helpers and negations, then those of the predicate above, then those further up.
    Own,
    Under,
    Outer,
    /// What it reports, or makes of an action, itself.
    Says,
    Acts,
    /// How surely an action follows after "to", a clause after "that", a noun or participle beside the word above.
    To,
    That,
    Beside,
    /// Determiners, prepositions and words near by are words of the table; these are those that it does not name.
    Noun,
}

const GROUPS: [(Group, &str, &[&str]); 11] = [
    (Group::Word, "word", &FORMS),
    (Group::Role, "role", &ROLES),
    (Group::Own, "own", &STATES),
    (Group::Under, "under", &STATES),
    (Group::Outer, "outer", &STATES),
    (Group::Says, "says", &CLASSES),
    (Group::Acts, "acts", &MODALITIES),
    (Group::To, "to", &LEVELS),
    (Group::That, "that", &LEVELS),
    (Group::Beside, "beside", &LEVELS),
    (Group::Noun, "noun", &["bare", "possessor", "plural", "with-to", "hedged", "new-under-not"]),
];

const FORMS: [&str; 13] = [
    "any",
    "noun",
    "name",
    "adjective",
    "past",
    "present",
    "base",
    "base-helped",
    "ing",
    "ing-helped",
    "participle",
    "participle-helped",
    "other",
];
const ROLES: [&str; 25] = [
    "dep",
    "root",
    "nsubj",
    "nsubjpass",
    "obj",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "relcl",
    "appos",
    "conj",
    "cc",
    "mark",
    "case",
    "aux",
    "cop",
    "det",
    "amod",
    "compound",
    "poss",
    "nmod",
    "obl",
    "advmod",
    "parataxis",
];
const STATES: [&str; 12] =
    ["not", "if", "will", "will-not", "would", "would-not", "may", "may-not", "can", "can-not", "must", "must-not"];
const CLASSES: [&str; 11] =
    ["say", "claim", "confirm", "deny", "believe", "estimate", "predict", "promise", "warn", "suggest", "perceive"];
const MODALITIES: [&str; 5] = ["asserted", "predicted", "possible", "intended", "obligated"];
/// How surely something holds after a word of the tables; then words that they do not know.
const LEVELS: [&str; 18] = [
    "never",
    "hardly",
    "open",
    "weak",
    "rather",
    "likely",
    "sure",
    "unknown",
    "unknown-not",
    "unknown-complement",
    "unknown-noun",
    "unknown-purpose",
    "prevented",
    "sought",
    "risked",
    "considered",
    "attempted",
    "accused",
];

/// The weights, by signal.
#[derive(Debug)]
pub(super) struct Weights {
    /// For each group and place in its list, the row of the table and one.
    fixed: [[u16; 32]; GROUPS.len()],
    pub(super) determiners: WordMap<u16>,
    pub(super) prepositions: WordMap<u16>,
    pub(super) near: WordMap<u16>,
    pub(super) values: Vec<f32>,
}

impl Weights {
    /// Loads the embedded table.
    pub(super) fn load(vocabulary: &mut Vocabulary) -> Weights {
        let mut weights = Weights {
            fixed: [[0; 32]; GROUPS.len()],
            determiners: WordMap::new(),
            prepositions: WordMap::new(),
            near: WordMap::new(),
            values: Vec::new(),
        };
        for row in embedded("factuality.tsv", WEIGHTS, 3) {
            weights.values.push(row.cell(2).parse().unwrap_or(0.0));
            let number = weights.values.len() as u16;
            match row.cell(0) {
                "determiner" => weights.determiners.set(vocabulary.intern(row.cell(1)), number),
                "preposition" => weights.prepositions.set(vocabulary.intern(row.cell(1)), number),
                "near" => weights.near.set(vocabulary.intern(row.cell(1)), number),
                name => {
                    if let Some((group, idx)) = signal_named(name, row.cell(1)) {
                        weights.fixed[group][idx] = number;
                    }
                }
            }
        }
        weights
    }
}

fn signal_named(group: &str, name: &str) -> Option<(usize, usize)> {
    let at = GROUPS.iter().position(|row| row.1 == group)?;
    let idx = GROUPS[at].2.iter().position(|other| *other == name)?;
    Some((at, idx))
}

/// The signals of a word: rows of the table, each once.
pub(super) struct Signals<'w> {
    weights: &'w Weights,
    rows: [u16; MOST],
    n_rows: usize,
}

impl Signals<'_> {
    pub(super) fn new(weights: &Weights) -> Signals<'_> {
        Signals { weights, rows: [0; MOST], n_rows: 0 }
    }

    pub(super) fn push(&mut self, number: u16) {
        let seen = self.rows[..self.n_rows].contains(&number);
        if number > 0 && !seen && self.n_rows < MOST {
            self.rows[self.n_rows] = number;
            self.n_rows += 1;
        }
    }

    pub(super) fn add(&mut self, group: Group, idx: usize) {
        self.push(self.weights.fixed[group as usize][idx]);
    }

    pub(super) fn rows(&self) -> &[u16] {
        &self.rows[..self.n_rows]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CueClass;
    use crate::syntax::Rel;

    #[test]
    fn every_row_is_a_signal() {
        for row in embedded("factuality.tsv", WEIGHTS, 3) {
            let words = matches!(row.cell(0), "determiner" | "preposition" | "near");
            assert!(words || signal_named(row.cell(0), row.cell(1)).is_some(), "{}:{}", row.cell(0), row.cell(1));
            assert!(row.cell(2).parse::<f32>().is_ok_and(f32::is_finite), "{}:{}", row.cell(0), row.cell(1));
        }
        let signals = GROUPS.iter().map(|group| group.2.len()).sum::<usize>();
        assert!(GROUPS.iter().all(|group| group.2.len() <= 32) && signals < u16::MAX as usize);
        assert!(ROLES[Rel::Parataxis as usize] == "parataxis" && CLASSES[CueClass::Perceive as usize] == "perceive");
        assert!(GROUPS.iter().enumerate().all(|(idx, group)| group.0 as usize == idx));
    }
}
