//! Quantities: numbers with what they count or measure.

use super::ClaimTables;
use crate::model::{Quantity, TimeExpr};
use crate::text::Document;

/// Finds the quantities of a document in text order; the words of `times` are none.
pub fn find_quantities(_document: &Document<'_>, _tables: &ClaimTables, _times: &[TimeExpr]) -> Vec<Quantity> {
    Vec::new()
}
