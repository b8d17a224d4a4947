//! What words mean to numbers, times and comparisons: one small sense for each word of the vocabulary.

use crate::lexicon::Vocabulary;

/// The word tables of times, quantities and comparisons.
#[derive(Debug)]
pub(super) struct Lexemes {}

impl Lexemes {
    /// Loads the embedded tables.
    pub(super) fn load(_vocabulary: &mut Vocabulary) -> Lexemes {
        Lexemes {}
    }
}
