//! Comparisons: superlatives, records, firsts, "the only one", "more than".

use std::ops::Range;

use super::ClaimTables;
use crate::model::{Comparison, TimeExpr};
use crate::text::Document;

/// Finds the comparisons among the tokens of a range (a clause or a sentence), in text order.
///
/// `times` are those of the whole document, in text order; a "since" takes its value from them.
pub fn find_comparisons(
    _document: &Document<'_>,
    _tables: &ClaimTables,
    _times: &[TimeExpr],
    _tokens: Range<usize>,
) -> Vec<Comparison> {
    Vec::new()
}
