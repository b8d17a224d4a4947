//! What the crate knows: word tables, the gazetteer, and the matcher that finds their terms.

mod table;
mod terms;
mod vocabulary;

pub use table::{Row, embedded, rows};
pub use terms::{Hit, TermMatcher, TermSet, TermTable, hits_of};
pub use vocabulary::{Vocabulary, WordId, WordMap};

/// Abbreviations that keep their dot.
const ABBREVIATIONS: &str = include_str!("en/abbreviations.tsv");

/// Lists the abbreviations of the embedded table in a vocabulary.
pub fn load_abbreviations(vocabulary: &mut Vocabulary) {
    for row in embedded("abbreviations.tsv", ABBREVIATIONS, 2) {
        vocabulary.add_abbreviation(row.cell(0));
    }
}
