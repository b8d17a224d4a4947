//! Bounds and changes beside a quantity: "more than", "rose".

use super::read::{Draft, Reader};
use super::words::Kind;
use crate::model::{Bound, Change, Quantity};
use crate::span::Span;

impl Reader<'_> {
    pub(super) fn finish(&mut self, draft: Draft) {
        let span: Span = self.document.span_of(draft.first..draft.last);
        let mut quantity = Quantity::new(span, draft.value);
        let mut start = draft.first;
        let opens_range = self.before(start) == "between" || self.before(start) == "from";
        if let Some((length, bound)) = self.tables.units.bounds.longest(self.document, start).filter(|_| !opens_range) {
            quantity.bound = bound;
            start -= length;
        }
        if self.word(draft.last) == "or" {
            quantity.bound = match self.word(draft.last + 1) {
                "more" | "older" | "higher" | "greater" | "above" | "over" => Bound::AtLeast,
                "less" | "fewer" | "younger" | "lower" | "under" => Bound::AtMost,
                "so" => Bound::About,
                _ => quantity.bound,
            };
        }
        if self.document.word(draft.last.min(self.document.tokens.len() - 1)) == "+" && self.is_glued(draft.last) {
            quantity.bound = Bound::AtLeast;
        }
        quantity.change = self.change(start, draft.last);
        quantity.unit = draft.unit;
        self.found.push(quantity);
    }

    /// "rose 3 %", "down by 12 points", "a 3 % drop"; "rose to 5 million" is a level.
    pub(super) fn change(&self, first: usize, last: usize) -> Option<Change> {
        let direction = |idx: usize| {
            if self.is(idx, Kind::Up) {
                Some(Change::Up)
            } else if self.is(idx, Kind::Down) {
                Some(Change::Down)
            } else {
                None
            }
        };
        let mut idx = first;
        for _ in 0..3 {
            idx = idx.checked_sub(1)?;
            if self.word(idx) == "to" || self.word(idx) == "from" {
                return None;
            }
            if let Some(change) = direction(idx) {
                return Some(change);
            }
            if !matches!(self.word(idx), "by" | "another" | "a" | "an" | "some" | "about" | "nearly") {
                break;
            }
        }
        direction(last)
    }
}
