//! Shares, ranks, ages and vague plurals: "one in five", "80th", "22-year-old", "hundreds of".

use super::nouns::counted_noun;
use super::read::{Draft, Reader};
use super::words::Kind;
use crate::claims::lexemes::Class;
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

    /// "80th", "seventieth"; small ranks in words ("first", "third") say an order, not a quantity.
    pub(super) fn ordinal(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let next_is_name = self.document.tokens.get(last).is_some_and(|next| {
            next.is_capitalised()
                && next.kind == TokenKind::Word
                && !matches!(self.word(last), "anniversary" | "congress")
        });
        let hyphenated = self.kind(last) == TokenKind::Hyphen;
        let written = numeral.digits || numeral.value >= 10.0;
        (written && !next_is_name && !hyphenated && self.kind(last) != TokenKind::Slash).then(|| Draft {
            first,
            last,
            value: Value::Exact(numeral.value),
            unit: Some("ordinal".to_owned()),
        })
    }

    /// "22-year-old", "five years old", ", 66,"
    pub(super) fn age(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let hyphen = |idx: usize| usize::from(self.kind(idx) == TokenKind::Hyphen);
        let unit_at = last + hyphen(last);
        let unit = self.document.tokens.get(unit_at).map(|token| self.lexemes.sense(token.word)).unwrap_or_default();
        if unit.class.any(Class::UNIT.or(Class::UNITS)) && (4..=9).contains(&unit.code) {
            let old_at = unit_at + 1 + hyphen(unit_at + 1);
            let is_old = matches!(self.word(old_at), "old" | "olds");
            let of_age = self.word(unit_at + 1) == "of" && self.word(unit_at + 2) == "age";
            if is_old || of_age {
                let end = if is_old { old_at + 1 } else { unit_at + 3 };
                let name = ["day", "week", "fortnight", "month", "quarter", "year"][usize::from(unit.code) - 4];
                return Some(Draft {
                    first,
                    last: end,
                    value: Value::Exact(numeral.value),
                    unit: Some(name.to_owned()),
                });
            }
        }
        // "She is 34", "he turned 40"
        let told =
            matches!(self.before(first), "is" | "was" | "be" | "turned" | "turns" | "'s" | "’s" | "just" | "now")
                && (first.saturating_sub(3)..first).any(|idx| matches!(self.word(idx), "he" | "she"));
        let bare = self.kind(last) != TokenKind::Word
            && self.kind(last) != TokenKind::Hyphen
            && self.kind(last) != TokenKind::Symbol
            || matches!(self.word(last), "when" | "and" | "by" | "in" | "on" | "at" | "this" | "but" | "now");
        let human =
            numeral.digits && !numeral.composed && numeral.suffix == 0 && (1.0..=120.0).contains(&numeral.value);
        let named = first >= 2
            && self.kind(first - 1) == TokenKind::Comma
            && self.document.tokens[first - 2].is_capitalised()
            && self.document.tokens[first - 2].kind == TokenKind::Word
            && self.lexemes.sense(self.document.tokens[first - 2].word).class.0 & Class::MONTH.0 == 0
            && matches!(self.kind(last), TokenKind::Comma | TokenKind::Stop | TokenKind::CloseBracket);
        let aged = matches!(self.before(first), "aged" | "age") && !self.unit_follows(last, numeral);
        let of_age = self.before(first) == "of" && first >= 2 && self.word(first - 2) == "age";
        (human
            && (named
                || aged
                || of_age
                || (told && bare && numeral.value >= 10.0)
                || (bare && self.people_over(first))))
        .then(|| Draft { first, last, value: Value::Exact(numeral.value), unit: Some("year".to_owned()) })
    }

    /// "people over 65", "adults under 35"
    pub(super) fn people_over(&self, first: usize) -> bool {
        matches!(self.before(first), "over" | "under" | "above" | "below")
            && first >= 2
            && matches!(
                self.word(first - 2),
                "people"
                    | "adults"
                    | "men"
                    | "women"
                    | "children"
                    | "those"
                    | "anyone"
                    | "everyone"
                    | "patients"
                    | "households"
            )
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
