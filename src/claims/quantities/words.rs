//! Words beside numbers: changes, victims, labels of numbered things, words that end a noun phrase.

use crate::lexicon::{Vocabulary, WordId, WordMap, embedded};

const QUANTITY_WORDS: &str = include_str!("../../lexicon/en/quantity_words.tsv");

/// What a word is beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "rose", "higher"
    Up = 1,
    /// "fell", "lower"
    Down = 2,
    /// "killed", "injured"
    Casualty = 4,
    /// "section", "room"
    Label = 8,
    /// "a", "an", "one"
    Article = 16,
    /// Ends a noun phrase.
    Stop = 32,
    /// "new", "other"
    Adjective = 64,
}

/// The words of the table.
#[derive(Debug)]
pub(in crate::claims) struct QuantityWords(WordMap<u8>);

impl QuantityWords {
    /// Loads the embedded table.
    pub(in crate::claims) fn load(vocabulary: &mut Vocabulary) -> QuantityWords {
        let mut words = WordMap::new();
        for row in embedded("quantity_words.tsv", QUANTITY_WORDS, 2) {
            let id = vocabulary.intern(row.cell(0));
            words.set(id, words.get(id) | kind_named(row.cell(1)).map_or(0, |kind| kind as u8));
        }
        QuantityWords(words)
    }

    /// True if the word is of that kind.
    pub(super) fn is(&self, word: WordId, kind: Kind) -> bool {
        self.0.get(word) & kind as u8 != 0
    }
}

fn kind_named(name: &str) -> Option<Kind> {
    Some(match name {
        "up" => Kind::Up,
        "down" => Kind::Down,
        "casualty" => Kind::Casualty,
        "label" => Kind::Label,
        "article" => Kind::Article,
        "stop" => Kind::Stop,
        "adjective" => Kind::Adjective,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        for row in embedded("quantity_words.tsv", QUANTITY_WORDS, 2) {
            assert!(kind_named(row.cell(1)).is_some(), "{}", row.error("unknown class"));
        }
    }
}
