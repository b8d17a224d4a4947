//! Times: words that say when or how long.

use super::ClaimTables;
use crate::model::{Date, TimeExpr};
use crate::text::Document;

/// Finds the time expressions of a document in text order, anchored on `published`, never on the clock.
pub fn find_times(_document: &Document<'_>, _tables: &ClaimTables, _published: Option<Date>) -> Vec<TimeExpr> {
    Vec::new()
}
