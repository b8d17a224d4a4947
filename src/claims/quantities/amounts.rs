//! Amounts: a number with its sign, unit, range or counted noun.

use super::nouns::counted_noun;
use super::read::{Amount, Draft, Reader};
use super::units::UnitId;
use crate::claims::lexemes::{Class, NumberKind};
use crate::claims::numerals::{Numeral, glued_scale};
use crate::model::Value;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
    pub(super) fn unit_follows(&self, idx: usize, numeral: &Numeral) -> bool {
        self.unit_words(idx, numeral).is_some()
    }

    /// A unit or currency at a token, a hyphen before it allowed: length in tokens and unit.
    pub(super) fn unit_words(&self, idx: usize, numeral: &Numeral) -> Option<(usize, UnitId)> {
        let units = &self.tables.units;
        let glue = usize::from(self.kind(idx) == TokenKind::Hyphen);
        let place = idx + glue;
        let document = self.document;
        document.tokens.get(place)?;
        let money = units.money.longest(document, place).filter(|_| self.code_is_upper(place));
        let words =
            units.words.longest(document, place).filter(|(length, unit)| !self.is_other_word(place, *length, *unit));
        let short = units.short.longest(document, place).filter(|(length, unit)| {
            numeral.digits && self.short_fits(place) && !self.is_other_word(place, *length, *unit)
        });
        let letter =
            || self.temperature(document.lower(place)).filter(|_| numeral.digits && self.is_lone_capital(place));
        // "450 Nm" of torque, "450 nm" of light
        let torque = || units.glued("newton metres").filter(|_| document.word(place) == "Nm");
        let short = short.map(|(length, unit)| (length, torque().unwrap_or(unit)));
        let short = short.or_else(|| letter().map(|unit| (1, unit)));
        let best = [money, words, short]
            .into_iter()
            .flatten()
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some((best.0 + glue, best.1))
    }

    /// "CAD" and "TRY" are codes, "cad" and "try" words.
    pub(super) fn code_is_upper(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        let is_code = token.kind == TokenKind::Word
            && token.end - token.start == 3
            && !matches!(self.word(idx), "yen" | "won" | "sen" | "rmb");
        !is_code || token.shape.has(Shape::ALL_CAPS)
    }

    /// "10 points" of a list and "Second Street" stay; "5 in 10" is no inch; "one point" is an argument.
    pub(super) fn is_other_word(&self, idx: usize, length: usize, _unit: UnitId) -> bool {
        let word = self.word(idx);
        let is_year_mark = matches!(word, "′" | "″")
            && self.is_glued(idx)
            && self.document.tokens[idx - 1].end - self.document.tokens[idx - 1].start == 4;
        is_year_mark
            || length == 1 && matches!(word, "in" | "stone") && self.kind(idx.saturating_sub(1)) != TokenKind::Hyphen
    }

    /// Single letters stand for units only where they are glued or end a phrase ("12 C").
    pub(super) fn short_fits(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        let length = token.end - token.start;
        length > 1 && self.word(idx) != "pm"
            || (self.word(idx) != "s" && self.word(idx) != "t" && self.word(idx) != "h")
    }

    /// "12 C melting point": a capital that no name follows.
    pub(super) fn is_lone_capital(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        let next = self.document.tokens.get(idx + 1);
        let next_is_name = next.is_some_and(|next| next.is_capitalised() || (next.is_glued() && next.is_word()));
        token.is_capitalised() && token.end - token.start == 1 && !next_is_name
    }

    /// The numeral with its sign and unit.
    pub(super) fn amount(&self, numeral: &Numeral) -> Amount {
        let units = &self.tables.units;
        let (mut first, mut last) = (numeral.first as usize, numeral.last as usize);
        let mut amount = Amount {
            first,
            last,
            value: numeral.value,
            scale: numeral.scale,
            unit: None,
            rate: None,
            numeral: *numeral,
        };
        // "a million", "an estimated" stays outside
        let starts_scaled = !numeral.digits && self.scale_word(first);
        if starts_scaled && matches!(self.before(first), "a" | "an") {
            first -= 1;
        }
        if let Some(decimal) = self.decimal_point(numeral) {
            amount.value = decimal;
            first -= 1;
        }
        let negative = self.negative_start(first);
        if let Some(start) = negative {
            amount.value = -amount.value;
            first = start;
        }
        if let Some((length, unit)) = units.signs.longest(self.document, first).filter(|_| self.sign_fits(first)) {
            amount.unit = Some(unit);
            first -= length;
        }
        if numeral.suffix > 0 {
            self.read_suffix(&mut amount);
        }
        if amount.unit.is_none() {
            if let Some((length, unit)) = self.unit_words(last, numeral) {
                amount.unit = Some(unit);
                last += length;
                // "million pounds" are money, "ten pounds" a weight
                if units.name(unit) == "pound" && numeral.scale >= 1e3 {
                    amount.unit = units.glued("£").or(amount.unit);
                }
            }
        } else if amount.unit.is_some_and(|unit| units.is_money(unit)) {
            // "$31.20 US", "US$5 million dollars"
            if let Some((length, unit)) =
                units.money.longest(self.document, last).filter(|(_, unit)| Some(*unit) == amount.unit)
            {
                let _ = unit;
                last += length;
            } else if matches!(self.word(last), "us" | "u.s.") && self.document.word(last).starts_with('U') {
                last += 1;
            }
        }
        amount.first = first;
        amount.last = last.max(amount.last);
        if amount.unit.is_some_and(|unit| units.is_money(unit) || matches!(units.name(unit), "cent" | "penny")) {
            self.read_rate(&mut amount);
        }
        amount
    }

    /// ".001": the point before the digits.
    pub(super) fn decimal_point(&self, numeral: &Numeral) -> Option<f64> {
        let first = numeral.first as usize;
        let point = first.checked_sub(1)?;
        let leads = self.kind(point) == TokenKind::Stop && self.is_glued(first) && !self.is_glued(point);
        let figures = self.document.lower(first);
        let plain = numeral.digits && !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit());
        (leads && plain).then(|| numeral.value / 10f64.powi(figures.len() as i32))
    }

    pub(super) fn scale_word(&self, idx: usize) -> bool {
        let sense = self.lexemes.sense(self.document.tokens[idx].word);
        matches!(sense.number, NumberKind::Hundred | NumberKind::Scale | NumberKind::Dozen)
    }

    /// "-5", "minus 5", "$-50.8bn": where the sign begins.
    pub(super) fn negative_start(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        if self.word(before) == "minus" {
            return Some(before);
        }
        if self.kind(before) == TokenKind::Hyphen && before > 0 && self.word(before - 1) == "minus" {
            return Some(before - 1);
        }
        let is_dash = matches!(self.document.word(before), "-" | "−" | "–");
        if !is_dash || !self.is_glued(first) {
            return None;
        }
        let opens = before == 0 || !self.is_glued(before) || self.kind(before - 1) == TokenKind::Symbol;
        let after_number = before > 0 && self.kind(before - 1) == TokenKind::Number;
        (opens && !after_number).then_some(before)
    }

    /// Codes before a number are written in capitals.
    pub(super) fn sign_fits(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1) else { return false };
        let token = &self.document.tokens[before];
        token.kind == TokenKind::Symbol || token.is_capitalised()
    }

    /// Letters glued to the digits: "75m", "200lbs", "4.3M".
    pub(super) fn read_suffix(&self, amount: &mut Amount) {
        let token = &self.document.tokens[amount.numeral.first as usize];
        let start = token.start as usize + usize::from(amount.numeral.suffix);
        let Some(suffix) = self.document.lower.get(start..token.end as usize) else { return };
        let is_money = amount.unit.is_some();
        let capital = self.document.text.as_bytes().get(start).is_some_and(u8::is_ascii_uppercase);
        let is_small = suffix.len() > 1 || !capital || matches!(suffix, "w" | "v" | "k" | "m" | "b");
        let is_plural_s = suffix == "s" && !amount.numeral.composed;
        let unit = self.tables.units.glued(suffix).filter(|_| is_small && !is_plural_s);
        let unit = unit.or_else(|| capital.then(|| self.temperature(suffix)).flatten());
        let scale = glued_scale(suffix);
        let end = self.sentence_end(amount.numeral.first as usize);
        let counts = || {
            counted_noun(self.document, &self.tables.words, &self.tables.plurals, amount.last, end, false)
                .is_some_and(|noun| noun.is_plural)
        };
        if scale > 1.0 && (is_money || unit.is_none() || (suffix == "m" && (capital || counts()))) {
            amount.value *= scale;
            amount.scale *= scale;
        } else if !is_money {
            amount.unit = unit;
            // "km/h", "m/s"
            let longer = self.slash_unit(amount.last, suffix).or_else(|| self.power(amount.last, suffix));
            if let Some((length, longer)) = longer {
                amount.unit = Some(longer);
                amount.last += length;
            }
        }
    }

    /// "12C", "54F"
    pub(super) fn temperature(&self, letter: &str) -> Option<UnitId> {
        match letter {
            "c" => self.tables.units.glued("celsius"),
            "f" => self.tables.units.glued("fahrenheit"),
            _ => None,
        }
    }

    /// "32m2", "5km3": the power is a token of its own.
    pub(super) fn power(&self, idx: usize, suffix: &str) -> Option<(usize, UnitId)> {
        let square = match (self.is_glued(idx), self.word(idx)) {
            (true, "2") => true,
            (true, "3") => false,
            _ => return None,
        };
        let name = match (suffix, square) {
            ("m", true) => "m2",
            ("km", true) => "km2",
            ("m", false) => "m3",
            ("km", false) => "km3",
            ("cm", false) => "cm3",
            _ => return None,
        };
        Some((1, self.tables.units.glued(name)?))
    }

    /// "140km/h": the glued form goes on after a slash.
    pub(super) fn slash_unit(&self, idx: usize, suffix: &str) -> Option<(usize, UnitId)> {
        if self.kind(idx) != TokenKind::Slash {
            return None;
        }
        let name = match (suffix, self.word(idx + 1)) {
            ("km", "h" | "hr") => "kmh",
            ("m", "s") => return None,
            _ => return None,
        };
        Some((2, self.tables.units.glued(name)?))
    }

    /// "$5 a share", "62 cents per gallon"
    pub(super) fn read_rate(&self, amount: &mut Amount) {
        let link = self.word(amount.last);
        let noun_at = amount.last + 1;
        let is_time = matches!(self.word(noun_at + 1), "ago" | "earlier" | "before" | "later");
        if !matches!(link, "a" | "an" | "per") || self.kind(noun_at) != TokenKind::Word || is_time {
            return;
        }
        let word = self.word(noun_at);
        let sense = self.lexemes.sense(self.document.tokens[noun_at].word);
        let is_unit = sense.class.any(Class::UNIT) || self.tables.units.words.longest(self.document, noun_at).is_some();
        let counted = matches!(
            word,
            "share"
                | "head"
                | "person"
                | "night"
                | "piece"
                | "unit"
                | "ticket"
                | "bottle"
                | "pack"
                | "seat"
                | "household"
                | "family"
                | "student"
                | "pupil"
                | "child"
                | "capita"
                | "transaction"
                | "vote"
        );
        if link == "per" || is_unit || counted {
            let (length, name) = match self.tables.units.words.longest(self.document, noun_at) {
                Some((length, unit)) => (length, self.tables.units.name(unit).to_owned()),
                None => (1, word.to_owned()),
            };
            amount.rate = Some(name);
            amount.last = noun_at + length;
        }
    }

    /// The amount at a numeral, with its range, its noun, or nothing.
    pub(super) fn amount_at(&self, at: usize) -> Option<Draft> {
        let amount = self.amount(&self.numerals[at]);
        if let Some(draft) = self.range(at, &amount) {
            return draft;
        }
        if self.is_name_part(&amount) {
            return None;
        }
        let value = Value::Exact(amount.value);
        if let Some(unit) = self.unit_name(&amount) {
            return Some(Draft { first: amount.first, last: amount.last, value, unit: Some(unit) });
        }
        self.counted(at, &amount, value)
    }

    pub(super) fn unit_name(&self, amount: &Amount) -> Option<String> {
        let name = self.tables.units.name(amount.unit?);
        Some(match &amount.rate {
            Some(rate) => format!("{name} per {rate}"),
            None => name.to_owned(),
        })
    }
}
