//! What is asserted: times, quantities, and the claims that hold them.

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Article, Claim, Date, Quantity, Quote, TimeExpr};
use crate::text::Document;

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct ClaimTables {}

impl ClaimTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(_vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> ClaimTables {
        ClaimTables {}
    }
}

/// Finds the time expressions of a document in text order, anchored on `published`, never on the clock.
pub fn find_times(_document: &Document<'_>, _tables: &ClaimTables, _published: Option<Date>) -> Vec<TimeExpr> {
    Vec::new()
}

/// Finds the quantities of a document in text order; the words of `times` are none.
pub fn find_quantities(_document: &Document<'_>, _tables: &ClaimTables, _times: &[TimeExpr]) -> Vec<Quantity> {
    Vec::new()
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
