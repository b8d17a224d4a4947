//! What the crate knows: word tables, the gazetteer, and the matcher that finds their terms.

mod nobody;
mod scan;
mod table;
mod term_matcher;
mod terms;
mod vocabulary;

pub use nobody::{Nobody, load_nobody};
pub use scan::{NameCase, NameHit, Names};
pub use table::{Row, embedded, rows};
pub use term_matcher::TermMatcher;
pub use terms::{Hit, TermSet, TermTable, hits_of};
pub use vocabulary::{Abbreviation, Vocabulary, WordId, WordMap};

/// Abbreviations that keep their dot.
const ABBREVIATIONS: &str = include_str!("en/abbreviations.tsv");

/// Words that often open a sentence.
const OPENERS: &str = include_str!("en/openers.tsv");

/// Lists what the text layer needs in a vocabulary: abbreviations and words that open sentences.
pub fn load_abbreviations(vocabulary: &mut Vocabulary) {
    for row in embedded("abbreviations.tsv", ABBREVIATIONS, 2) {
        if let Some(kind) = Abbreviation::from_name(row.cell(1)) {
            vocabulary.add_abbreviation(row.cell(0), kind);
        }
    }
    for row in embedded("openers.tsv", OPENERS, 1) {
        vocabulary.add_opener(row.cell(0));
    }
}
