//! What is asserted: times, quantities, and the claims that hold them.

mod check;
mod comparison;
mod embedded;
mod factuality;
mod find;
mod holders;
mod lexemes;
mod modality;
mod numerals;
mod propositions;
mod quantities;
mod reference;
mod reports;
mod scope;
mod signals;
mod special;
mod times;
mod verbs;
mod words;

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Quantity, Quote, TimeExpr};

pub use check::CheckWeights;
pub use comparison::find_comparisons;
#[doc(hidden)]
pub use factuality::factuality_rows;
pub use find::find_claims;
pub use quantities::find_quantities;
pub use times::find_times;

use comparison::ComparisonWords;
use lexemes::Lexemes;
use quantities::QuantityTables;
use times::TimeTables;
use words::ClaimWords;

/// The tables of this stage.
#[derive(Debug)]
pub struct ClaimTables {
    /// Words of numbers, times, units and comparisons.
    lexemes: Lexemes,
    /// Words of comparisons.
    comparisons: ComparisonWords,
    /// Rules of times.
    times: TimeTables,
    /// Units, currencies, bounds and nouns of quantities.
    quantities: QuantityTables,
    /// Words that decide modality, polarity and hedging.
    words: ClaimWords,
    /// Weights of the check-worthiness signals.
    pub weights: CheckWeights,
}

impl ClaimTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> ClaimTables {
        let lexemes = Lexemes::load(vocabulary);
        ClaimTables {
            comparisons: ComparisonWords::load(vocabulary),
            times: TimeTables::load(vocabulary, &lexemes),
            quantities: QuantityTables::load(vocabulary),
            words: ClaimWords::load(vocabulary),
            weights: CheckWeights::embedded(),
            lexemes,
        }
    }
}

/// What [`find_claims`] reads besides the document.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Found<'a> {
    /// Hits of the tables' terms.
    pub hits: &'a [Hit],
    /// Actors.
    pub actors: &'a [Actor],
    /// Quotes, speakers resolved.
    pub quotes: &'a [Quote],
    /// Time expressions.
    pub times: &'a [TimeExpr],
    /// Quantities.
    pub quantities: &'a [Quantity],
}

impl<'a> Found<'a> {
    /// What earlier stages found.
    pub fn new(
        hits: &'a [Hit],
        actors: &'a [Actor],
        quotes: &'a [Quote],
        times: &'a [TimeExpr],
        quantities: &'a [Quantity],
    ) -> Found<'a> {
        Found { hits, actors, quotes, times, quantities }
    }
}
