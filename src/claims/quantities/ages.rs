//! Ages: "22-year-old", "aged 40", ", 66,", "in his 50s".

use super::read::{Draft, Reader};
use crate::claims::lexemes::Class;
use crate::claims::numerals::Numeral;
use crate::model::Value;
use crate::syntax::Tag;
use crate::text::TokenKind;

/// The unit of ages; a length of time is a time, not a quantity.
const YEARS: &str = "year of age";

impl Reader<'_> {
    /// "22-year-old", "five years old", ", 66,"
    pub(super) fn age(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        if let Some((end, unit)) = self.age_unit(last) {
            return Some(Draft { first, last: end, value: Value::Exact(numeral.value), unit: Some(unit.to_owned()) });
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
                || ((bare || self.is_verb(last)) && self.people_over(first))))
        .then(|| Draft { first, last, value: Value::Exact(numeral.value), unit: Some(YEARS.to_owned()) })
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

    fn is_verb(&self, idx: usize) -> bool {
        let tag = self.document.tokens.get(idx).map(|token| token.tag);
        matches!(tag, Some(Tag::Vb | Tag::Vbp | Tag::Vbd | Tag::Md))
    }

    /// The unit of an age after the number that ends before token `last`, and one past its last token.
    pub(super) fn age_unit(&self, last: usize) -> Option<(usize, &'static str)> {
        let hyphen = |idx: usize| usize::from(self.kind(idx) == TokenKind::Hyphen);
        let unit_at = last + hyphen(last);
        let unit = self.document.tokens.get(unit_at).map(|token| self.lexemes.sense(token.word))?;
        if !unit.class.any(Class::UNIT.or(Class::UNITS)) {
            return None;
        }
        let name = match unit.code {
            4 => "day of age",
            5 => "week of age",
            7 => "month of age",
            9 => YEARS,
            _ => return None,
        };
        let old_at = unit_at + 1 + hyphen(unit_at + 1);
        let is_old = matches!(self.word(old_at), "old" | "olds");
        let of_age = self.word(unit_at + 1) == "of" && self.word(unit_at + 2) == "age";
        if is_old { Some((old_at + 1, name)) } else { of_age.then_some((unit_at + 3, name)) }
    }

    /// "in his 50s", "in her early thirties"
    pub(super) fn age_decade(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let mut lead = first.checked_sub(1)?;
        if matches!(self.word(lead), "early" | "late" | "mid") || self.kind(lead) == TokenKind::Hyphen {
            lead = lead.checked_sub(1 + usize::from(self.kind(lead) == TokenKind::Hyphen))?;
        }
        let low = numeral.value.rem_euclid(100.0);
        let owned = matches!(self.word(lead), "his" | "her" | "their" | "my" | "your" | "our");
        let fits = owned && self.before(lead) == "in" && low >= 10.0;
        fits.then(|| Draft { first, last, value: Value::Range([low, low + 9.0]), unit: Some(YEARS.to_owned()) })
    }
}
