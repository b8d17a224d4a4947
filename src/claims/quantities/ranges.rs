//! Ranges, and levels that look like ranges: "2 to 3 percent", "from 5 to 8 million".

use super::nouns::counted_noun;
use super::read::{Amount, Draft, Reader};
use super::words::Kind;
use crate::claims::numerals::Form;
use crate::model::Value;
use crate::text::TokenKind;

impl Reader<'_> {
    /// "2 to 3 percent", "$30 million to $40 million", "three or four"; `Some(None)` for scores and the like.
    pub(super) fn range(&self, at: usize, low: &Amount) -> Option<Option<Draft>> {
        let next = self.numerals.get(at + 1).filter(|next| matches!(next.form, Form::Cardinal))?;
        let high = self.amount(next);
        let mut link = low.last..high.first;
        // "up to 20 to 30"
        if link.len() == 2 && self.word(link.start + 1) == "-" {
            link.end -= 1;
        }
        // "200- to 300-year-old"
        if link.len() == 2 && matches!(self.kind(link.start), TokenKind::Hyphen | TokenKind::Dash) {
            link.start += 1;
        }
        if link.len() != 1 || self.document.tokens[low.first].sentence != self.document.tokens[high.first].sentence {
            return None;
        }
        let led = self.before(low.first);
        let tight = matches!(self.kind(link.start), TokenKind::Hyphen | TokenKind::Dash);
        let glued = tight && (self.is_glued(link.start) || self.kind(link.start) == TokenKind::Dash);
        let between = led == "between" || (low.first > 1 && self.word(low.first - 2) == "between");
        let from_to = led == "from" && self.changes_before(low.first) && !self.ranges_before(low.first);
        // "rose 8 % to 365", "by $4 million to $9 million": a step and where it led
        let step = low.unit.is_some() && (led == "by" || self.changes_at(low.first));
        let linked = match self.word(link.start) {
            "to" => !from_to && !step,
            "and" => between,
            "or" => low.unit.is_none() && high.numeral.value > low.numeral.value,
            _ => glued,
        };
        if !linked {
            return None;
        }
        let end = self.sentence_end(high.first);
        let unit = self.unit_name(&high).or_else(|| self.unit_name(low));
        if low.unit.is_some() && high.unit.is_some() && low.unit != high.unit {
            return None;
        }
        let mantissa = high.value / high.scale;
        let mut bottom = low.value;
        if low.scale == 1.0 && high.scale > 1.0 && low.value.abs() <= mantissa.abs() {
            bottom *= high.scale;
        }
        // "between 1600 and 1900 the town grew"
        let year = |amount: &Amount| {
            let numeral = &amount.numeral;
            numeral.digits && !numeral.composed && amount.unit.is_none() && (1500.0..2100.0).contains(&numeral.value)
        };
        if between && year(low) && year(&high) {
            return Some(None);
        }
        if let Some((last, unit)) = self.age_unit(high.last).filter(|_| unit.is_none()) {
            let value = Value::Range([bottom, high.value]);
            return Some(Some(Draft { first: low.first, last, value, unit: Some(unit.to_owned()) }));
        }
        let noun = || {
            counted_noun(self.document, &self.tables.words, &self.tables.plurals, high.last, end, false)
                .map(|noun| noun.name)
        };
        let unit = unit.or_else(noun).or_else(|| self.hyphen_noun(high.last));
        if tight && self.word(link.start) != "to" && (unit.is_none() || bottom >= high.value) {
            return Some(None);
        }
        let unit = unit.or_else(|| self.elliptical(at, low).filter(|_| between));
        let unit = unit.or_else(|| self.money_of_talk(&high));
        if unit.is_none() && !low.numeral.composed && !high.numeral.composed && !between {
            return None;
        }
        let value = Value::Range([bottom, high.value]);
        Some(Some(Draft { first: low.first, last: high.last, value, unit }))
    }

    /// A verb of change shortly before "from".
    pub(super) fn changes_before(&self, first: usize) -> bool {
        (first.saturating_sub(7)..first).any(|idx| {
            let word = self.word(idx);
            let turns =
                self.is(idx, Kind::Up) || self.is(idx, Kind::Down) || matches!(word, "went" | "changed" | "moved");
            turns && word != "growth"
        })
    }

    /// A verb of change right before an amount and its bound.
    pub(super) fn changes_at(&self, first: usize) -> bool {
        let bound = self.tables.units.bounds.longest(self.document, first).map_or(0, |(length, _)| length);
        let verb = (first - bound).checked_sub(1);
        verb.is_some_and(|idx| self.is(idx, Kind::Up) || self.is(idx, Kind::Down))
    }

    /// "ranging from", "anywhere from"
    pub(super) fn ranges_before(&self, first: usize) -> bool {
        let from = first.saturating_sub(5);
        (from..first).any(|idx| {
            let word = self.word(idx);
            word.starts_with("rang")
                || word.starts_with("vary")
                || word.starts_with("varie")
                || matches!(word, "anywhere" | "aged" | "ages")
        })
    }
}
