//! Amounts: a number with its sign, unit, range or counted noun.

use super::nouns::counted_noun;
use super::read::{Amount, Draft, Reader};
use super::units::UnitId;
use super::words::Kind;
use crate::claims::lexemes::{Class, NumberKind};
use crate::claims::numerals::{Form, Numeral, glued_scale};
use crate::lexicon::WordId;
use crate::model::Value;
use crate::syntax::Tag;
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

    /// "2 to 3 percent", "$30 million to $40 million", "three or four"; `Some(None)` for scores and the like.
    pub(super) fn range(&self, at: usize, low: &Amount) -> Option<Option<Draft>> {
        let next = self.numerals.get(at + 1).filter(|next| matches!(next.form, Form::Cardinal))?;
        let high = self.amount(next);
        let mut link = low.last..high.first;
        // "up to 20 to 30"
        if link.len() == 2 && self.word(link.start + 1) == "-" {
            link.end -= 1;
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

    /// Digits that belong to a name, a label, a score, a phone number: "Boeing 737", "Section 12", "F-16".
    pub(super) fn is_name_part(&self, amount: &Amount) -> bool {
        let numeral = &amount.numeral;
        if !numeral.digits || amount.first == 0 {
            return false;
        }
        let first = amount.first;
        let before = &self.document.tokens[first - 1];
        let glued = self.is_glued(first);
        let slash_after = self.kind(amount.last) == TokenKind::Slash
            && self.is_glued(amount.last)
            && self.kind(amount.last + 1) == TokenKind::Number;
        if slash_after || (glued && matches!(before.kind, TokenKind::Slash | TokenKind::Number)) {
            return true;
        }
        if glued && before.kind == TokenKind::Hyphen {
            return amount.unit.is_none()
                || first < 2
                || self.kind(first - 2) != TokenKind::Word
                || self.document.tokens[first - 2].is_capitalised();
        }
        if amount.unit.is_some() {
            return false;
        }
        let digit_hyphen =
            self.kind(amount.last) == TokenKind::Hyphen && self.kind(amount.last + 1) == TokenKind::Number;
        let is_label = self.is(first - 1, Kind::Label) || matches!(self.word(first - 1), "#" | "№");
        let starts = before.shape.has(Shape::SENTENCE_START);
        let is_name = before.kind == TokenKind::Word
            && before.is_capitalised()
            && (!starts || before.word == WordId::UNKNOWN && !numeral.composed);
        digit_hyphen || is_label || (is_name && !numeral.composed && !self.is(first - 1, Kind::Stop))
    }

    /// The noun of "15-member council".
    pub(super) fn hyphen_noun(&self, last: usize) -> Option<String> {
        let word_at = last + 1;
        let joined = self.kind(last) == TokenKind::Hyphen && self.kind(word_at) == TokenKind::Word;
        let word = self.word(word_at);
        let is_noun = joined
            && !matches!(
                word,
                "time"
                    | "way"
                    | "sided"
                    | "off"
                    | "on"
                    | "one"
                    | "to"
                    | "by"
                    | "and"
                    | "or"
                    | "old"
                    | "upmanship"
                    | "plus"
                    | "some"
                    | "up"
                    | "down"
                    | "in"
                    | "handed"
                    | "thirds"
                    | "fold"
            )
            && !word.ends_with("ed")
            && !self.document.tokens[word_at].is_capitalised();
        is_noun.then(|| self.tables.plurals.singular(word).unwrap_or_else(|| word.to_owned()))
    }

    /// A number without a unit of measure: what does it count?
    pub(super) fn counted(&self, at: usize, amount: &Amount, value: Value) -> Option<Draft> {
        let numeral = &amount.numeral;
        let last = amount.last;
        let end = self.sentence_end(numeral.first as usize);
        let (tables, document) = (self.tables, self.document);
        let draft = |unit: Option<String>| Some(Draft { first: amount.first, last, value, unit });
        let is_one = numeral.value == 1.0;
        let plain_year = numeral.digits
            && !numeral.composed
            && (1900.0..2040.0).contains(&numeral.value)
            && numeral.value % 100.0 != 0.0;
        let bounded = tables.units.bounds.longest(document, amount.first);
        if plain_year && bounded.is_none() {
            return None;
        }
        if let Some(times) = self.times_factor(amount) {
            return Some(times);
        }
        if is_one && !self.one_counts(amount) {
            return None;
        }
        if let Some(noun) = self.hyphen_noun(last) {
            return draft(Some(noun));
        }
        let vague_before =
            matches!(self.before(amount.first), "several" | "few" | "many") && self.scale_word(numeral.first as usize);
        let noun = counted_noun(document, &tables.words, &tables.plurals, last, end, is_one);
        if let Some(noun) = noun.filter(|noun| noun.is_plural || is_one) {
            let value = if vague_before { Value::Range([amount.value * 2.0, amount.value * 10.0]) } else { value };
            return Some(Draft { first: amount.first, last, value, unit: Some(noun.name) });
        }
        if self.casualties(amount) {
            return draft(Some("person".to_owned()));
        }
        if let Some(unit) = self.elliptical(at, amount) {
            return draft(Some(unit));
        }
        let before = self.before(amount.first);
        let led = bounded.is_some()
            || matches!(before, "to" | "from" | "by" | "at" | "of" | "than" | "reached" | "totaled" | "totalled");
        let worth = numeral.composed || (numeral.digits && numeral.value >= 1000.0);
        (numeral.digits && worth && led).then_some(Draft { first: amount.first, last, value, unit: None })
    }

    /// "three times as many", "6.5 times earnings"
    pub(super) fn times_factor(&self, amount: &Amount) -> Option<Draft> {
        let last = amount.last;
        if self.word(last) != "times" {
            return None;
        }
        let next = self.word(last + 1);
        let compared = matches!(
            next,
            "as" | "the"
                | "more"
                | "higher"
                | "larger"
                | "bigger"
                | "greater"
                | "its"
                | "their"
                | "that"
                | "what"
                | "faster"
                | "longer"
                | "smaller"
                | "lower"
                | "less"
                | "his"
                | "her"
                | "earnings"
                | "book"
        );
        let unit = if compared { "ratio" } else { "time" };
        Some(Draft {
            first: amount.first,
            last: last + 1,
            value: Value::Exact(amount.value),
            unit: Some(unit.to_owned()),
        })
    }

    /// "one berth"; not "no one", "one of them", "one can say".
    pub(super) fn one_counts(&self, amount: &Amount) -> bool {
        let led = matches!(
            self.before(amount.first),
            "no" | "this"
                | "that"
                | "any"
                | "every"
                | "each"
                | "the"
                | "which"
                | "another"
                | "some"
                | "a"
                | "first"
                | "only"
        );
        let next = amount.last;
        let noun = self.document.tokens.get(next);
        let stops = noun.is_none_or(|token| token.kind != TokenKind::Word) && self.kind(next) != TokenKind::Hyphen;
        let verbal = noun.is_some_and(|token| matches!(token.tag, Tag::Vbz | Tag::Vbd | Tag::Md | Tag::Vb | Tag::Rb));
        let another =
            matches!(self.word(next), "another" | "day" | "thing" | "way" | "time" | "point" | "hand" | "side");
        (amount.numeral.digits || !led)
            && !stops
            && !verbal
            && !self.is(next, Kind::Stop)
            && !(another && !amount.numeral.digits && self.word(next) != "hand")
    }

    /// "Eleven dead", "52 were injured", "killing nine"
    pub(super) fn casualties(&self, amount: &Amount) -> bool {
        let last = amount.last;
        let ahead = (last..last + 3).find(|idx| {
            !matches!(
                self.word(*idx),
                "were" | "are" | "was" | "is" | "have" | "had" | "been" | "others" | "more" | "remain" | "remained"
            )
        });
        ahead.is_some_and(|idx| self.is(idx, Kind::Casualty))
            || self.casualty_verb(amount.first)
            || matches!(
                self.before(amount.first),
                "killing" | "injuring" | "wounding" | "killed" | "injured" | "wounded"
            )
    }

    /// "kills at least nine"
    pub(super) fn casualty_verb(&self, first: usize) -> bool {
        let bound = self.tables.units.bounds.longest(self.document, first).map_or(0, |(length, _)| length);
        matches!(
            self.before(first - bound),
            "kills" | "killed" | "killing" | "injures" | "injured" | "injuring" | "wounds" | "wounded"
        )
    }

    /// "cut 70 jobs in Graz and 20 in Linz": the unit of the quantity before, in the same sentence.
    pub(super) fn elliptical(&self, at: usize, amount: &Amount) -> Option<String> {
        let numeral = &amount.numeral;
        // "from 5 million to 8 million euros"
        if let Some(next) = self.numerals.get(at + 1).map(|next| self.amount(next)) {
            let of_the =
                next.first == amount.last + 2 && self.word(amount.last) == "of" && self.word(amount.last + 1) == "the";
            let linked = of_the
                || (next.first == amount.last + 1 && matches!(self.word(amount.last), "to" | "or" | "and" | "from"));
            if linked && next.unit.is_some() {
                return self.unit_name(&next);
            }
            if linked && self.before(amount.first) == "from" && self.word(amount.last) == "to" {
                let end = self.sentence_end(next.first);
                let noun = counted_noun(self.document, &self.tables.words, &self.tables.plurals, next.last, end, false);
                if let Some(noun) = noun {
                    return Some(noun.name);
                }
            }
        }
        if let Some(money) = self.money_of_talk(amount) {
            return Some(money);
        }
        let before = self.found.last()?;
        let sentence = self.document.sentence_span(self.document.sentence_of(amount.first));
        let same_sentence = sentence.covers(before.span);
        let unit = before.unit.as_ref().filter(|unit| !matches!(unit.as_str(), "ordinal" | "ratio"))?;
        let led = matches!(
            self.before(amount.first),
            "and" | "," | "to" | "from" | "of" | "than" | "while" | "but" | "or" | "by" | "another"
        ) || self.tables.units.bounds.longest(self.document, amount.first).is_some();
        let next = self.kind(amount.last);
        let open = !matches!(next, TokenKind::Word | TokenKind::Hyphen)
            || self.is(amount.last, Kind::Stop)
            || self.lexemes.sense(self.document.tokens[amount.last].word).class.any(Class::PREP.or(Class::LAST));
        let fits = numeral.digits || numeral.value > 1.0;
        (same_sentence && led && open && fits && next != TokenKind::Hyphen).then(|| unit.clone())
    }

    /// "from 640 million a year earlier": millions of the currency last named, not far before.
    pub(super) fn money_of_talk(&self, amount: &Amount) -> Option<String> {
        const FAR: usize = 600;
        let place = self.document.tokens[amount.first].start as usize;
        let near = self.found.iter().rev().take_while(|quantity| quantity.span.end + FAR > place);
        let last = near.take(8).find(|quantity| {
            quantity.unit.as_ref().is_some_and(|unit| unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()))
        })?;
        (amount.scale >= 1e6).then(|| last.unit.clone()).flatten()
    }
}
