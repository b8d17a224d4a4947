//! What is asserted: times, quantities, and the claims that hold them.

mod comparison;
mod lexemes;
mod quantities;
mod times;

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Article, Claim, Quantity, Quote, TimeExpr};
use crate::text::Document;

pub use comparison::find_comparisons;
pub use quantities::find_quantities;
pub use times::find_times;

use lexemes::Lexemes;

/// The tables of this stage.
#[derive(Debug)]
pub struct ClaimTables {
    /// Words of numbers, times, units and comparisons.
    lexemes: Lexemes,
}

impl ClaimTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> ClaimTables {
        ClaimTables { lexemes: Lexemes::load(vocabulary) }
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

/// Finds the claims of a document in text order.
pub fn find_claims(
    _document: &Document<'_>,
    _tables: &ClaimTables,
    _article: &Article,
    _found: Found<'_>,
) -> Vec<Claim> {
    Vec::new()
}
