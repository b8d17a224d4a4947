//! Shares and vague plurals: "one in five", "a third", "hundreds of".

use super::nouns::counted_noun;
use super::read::{Draft, Reader};
use super::words::Kind;
use crate::claims::numerals::{Form, Numeral};
use crate::model::Value;
use crate::text::TokenKind;

impl Reader<'_> {
    /// "one in five", "two thirds", "three-quarters"
    pub(super) fn share(&self, at: usize) -> Option<Draft> {
        let numeral = &self.numerals[at];
        let last = numeral.last as usize;
        if numeral.form == Form::Cardinal && numeral.scale == 1.0 {
            let skip = if self.kind(last) == TokenKind::Hyphen { 1 } else { 0 };
            if let Some(part) = self.numerals.get(at + 1).filter(|part| part.first as usize == last + skip) {
                let draft = match part.form {
                    Form::Part if self.word(part.first as usize) != "half" => Some(numeral.value / part.value),
                    Form::Ordinal if numeral.value == 1.0 && part.value > 2.0 => Some(1.0 / part.value),
                    _ => None,
                };
                let is_quarter_hour = self.word(part.last as usize) == "hours";
                if let Some(value) = draft.filter(|value| *value < 1.0 && !is_quarter_hour) {
                    return Some(self.ratio(numeral.first as usize, part.last as usize, value));
                }
            }
            if let Some(draft) = self.one_in(at) {
                return Some(draft);
            }
        }
        if numeral.form == Form::Fraction && !self.unit_follows(last, numeral) {
            return Some(self.ratio(numeral.first as usize, last, numeral.value));
        }
        None
    }

    /// "one in five", "9 out of 10", "one day in five"
    pub(super) fn one_in(&self, at: usize) -> Option<Draft> {
        let numeral = &self.numerals[at];
        let whole = self.numerals.get(at + 1)?;
        let between = numeral.last as usize..whole.first as usize;
        let linked = match between.len() {
            1 => self.word(between.start) == "in",
            2 => {
                let first = self.word(between.start);
                let second = self.word(between.start + 1);
                (first == "out" && second == "of")
                    || (first == "in" && second == "every")
                    || (second == "in" && numeral.value == 1.0 && !self.is(between.start, Kind::Stop))
            }
            3 => self.word(between.start) == "of" && self.word(between.start + 1) == "every",
            _ => false,
        };
        let fits = whole.form == Form::Cardinal
            && whole.value > numeral.value
            && whole.value <= 1e9
            && whole.value.fract() == 0.0
            && !(whole.digits && (1900.0..2100.0).contains(&whole.value) && !whole.composed);
        (linked && fits).then(|| self.ratio(numeral.first as usize, whole.last as usize, numeral.value / whole.value))
    }

    pub(super) fn ratio(&self, first: usize, last: usize, value: f64) -> Draft {
        Draft { first, last, value: Value::Exact(value), unit: Some("ratio".to_owned()) }
    }

    /// "half of", "a quarter of", "twice", "a couple of"
    pub(super) fn part(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let next = self.word(last);
        match self.word(first) {
            "half" if matches!(next, "a" | "an") => {
                let (length, unit) = self.unit_words(last + 1, numeral)?;
                let unit = self.tables.units.name(unit).to_owned();
                // Half a tonne is 500 kilograms, which figures in other units are not compared with.
                let rate = matches!(&*unit, "percentage point" | "percent" | "point");
                let last = last + 1 + length;
                rate.then_some(Draft { first, last, value: Value::Exact(0.5), unit: Some(unit) })
            }
            "half" => {
                let led = matches!(
                    self.before(first),
                    "first" | "second" | "other" | "last" | "latter" | "better" | "the" | "and" | "this"
                ) || self.kind(last) == TokenKind::Hyphen;
                let follows =
                    matches!(next, "of" | "the" | "its" | "their" | "his" | "her" | "our" | "all" | "that" | "as")
                        || matches!(self.kind(last), TokenKind::Comma | TokenKind::Stop | TokenKind::CloseBracket);
                let follows = follows || self.before(first) == "by";
                let start = if matches!(self.before(first), "one" | "a") { first - 1 } else { first };
                (!led && follows).then(|| self.ratio(start, last, 0.5))
            }
            "twice" | "thrice" => {
                let as_as = next == "as" && (last + 2..last + 5).any(|idx| self.word(idx) == "as");
                let compared = as_as || matches!(next, "the" | "that" | "its" | "their" | "what" | "more");
                compared.then(|| self.ratio(first, last, numeral.value))
            }
            "couple" => {
                let one_of = matches!(self.before(first), "a" | "the" | "another") && next == "of";
                let noun = counted_noun(
                    self.document,
                    &self.tables.words,
                    &self.tables.plurals,
                    last + 1,
                    self.sentence_end(first),
                    false,
                )?;
                (one_of && self.before(first) == "a").then(|| Draft {
                    first: first - 1,
                    last: last + 1,
                    value: Value::Exact(2.0),
                    unit: Some(noun.name),
                })
            }
            _ => self.ordinal_part(numeral, Some(numeral.value)),
        }
    }

    /// "a third of", "a quarter"; "the third" is a rank.
    pub(super) fn ordinal_part(&self, numeral: &Numeral, denominator: Option<f64>) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let led = self.before(first) == "a" || (self.before(first) == "one" && first > 1);
        let part = denominator.unwrap_or(numeral.value);
        let next = self.word(last);
        let follows = matches!(
            next,
            "of" | "more"
                | "less"
                | "fewer"
                | "higher"
                | "lower"
                | "as"
                | "from"
                | "in"
                | "over"
                | "to"
                | "since"
                | "by"
        ) || matches!(
            self.kind(last),
            TokenKind::Comma | TokenKind::Stop | TokenKind::CloseBracket | TokenKind::CloseQuote
        );
        (led && follows && part > 2.0 && !numeral.digits).then(|| self.ratio(first - 1, last, 1.0 / part))
    }

    /// "hundreds of people", "tens of millions of dollars"
    pub(super) fn vague(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let value = Value::Range([numeral.value, numeral.value * 10.0]);
        let of = usize::from(self.word(last) == "of");
        if let Some((length, unit)) = self.unit_words(last + of, numeral) {
            let name = self.tables.units.name(unit).to_owned();
            return Some(Draft { first, last: last + of + length, value, unit: Some(name) });
        }
        let end = self.sentence_end(first);
        let noun = counted_noun(self.document, &self.tables.words, &self.tables.plurals, last + of, end, false)
            .or_else(|| counted_noun(self.document, &self.tables.words, &self.tables.plurals, last, end, false));
        let unit = match noun {
            Some(noun) => Some(noun.name),
            None if of == 0 => Some("person".to_owned()),
            None => None,
        };
        let is_name = self.before(first) == "the" && self.word(last) != "of";
        (!is_name).then_some(Draft { first, last, value, unit })
    }
}
