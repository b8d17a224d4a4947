//! Quantities: numbers with what they count or measure.

mod ages;
mod amounts;
mod bounds;
mod counts;
mod nouns;
mod ranges;
mod ranks;
mod read;
mod shares;
mod units;
mod words;

use super::ClaimTables;
use super::numerals::find_numerals;
use crate::lexicon::Vocabulary;
use crate::model::{Quantity, TimeExpr};
use crate::text::Document;

use nouns::Plurals;
use read::Reader;
use units::UnitTables;
use words::QuantityWords;

/// The tables of quantities.
#[derive(Debug)]
pub(super) struct QuantityTables {
    units: UnitTables,
    words: QuantityWords,
    plurals: Plurals,
}

impl QuantityTables {
    /// Loads the embedded tables.
    pub(super) fn load(vocabulary: &mut Vocabulary) -> QuantityTables {
        QuantityTables {
            units: UnitTables::load(vocabulary),
            words: QuantityWords::load(vocabulary),
            plurals: Plurals::load(),
        }
    }
}

/// Finds the quantities of a document in text order, not overlapping; the words of `times` are none.
///
/// One pass over the tokens; the words beside a number are read only where a number stands.
/// Posture: a number that counts nothing named ("Room 12", a score, a version) is left out rather than guessed at.
pub fn find_quantities(document: &Document<'_>, tables: &ClaimTables, times: &[TimeExpr]) -> Vec<Quantity> {
    let numerals = find_numerals(document, &tables.lexemes);
    Reader::new(document, tables, &numerals, times).read_all()
}
