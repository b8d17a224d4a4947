//! Counts: numbers without a unit of measure, what they count, and digits that count nothing.

use super::nouns::counted_noun;
use super::read::{Amount, Draft, Reader};
use super::words::Kind;
use crate::claims::lexemes::Class;
use crate::lexicon::WordId;
use crate::model::Value;
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
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
            "no" | "not"
                | "this"
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
        ahead.is_some_and(|idx| self.is(idx, Kind::Casualty)) || self.casualty_verb(amount.first) || self.tally(amount)
    }

    /// "the death toll rose to 31", "put the toll at 19", "the number of people injured has passed 200"
    fn tally(&self, amount: &Amount) -> bool {
        const REACH: usize = 16;
        let bound = self.tables.units.bounds.longest(self.document, amount.first).map_or(0, |(length, _)| length);
        let first = amount.first - bound;
        let reaches = matches!(
            self.before(first),
            "to" | "at"
                | "past"
                | "passed"
                | "of"
                | "reached"
                | "reaches"
                | "hit"
                | "hits"
                | "exceeded"
                | "above"
                | "is"
                | "was"
        );
        let start = self.document.sentence_of(first).tokens().start.max(first.saturating_sub(REACH));
        let counts = |idx: usize| match self.word(idx) {
            "toll" | "tally" => !matches!(self.before(idx), "road" | "bridge" | "tunnel" | "highway"),
            "number" | "count" => (idx..first).any(|later| self.is(later, Kind::Casualty)),
            _ => false,
        };
        reaches && (start..first).any(counts)
    }

    /// "kills at least nine", "police arrested 23"
    pub(super) fn casualty_verb(&self, first: usize) -> bool {
        let bound = self.tables.units.bounds.longest(self.document, first).map_or(0, |(length, _)| length);
        matches!(
            self.before(first - bound),
            "kills"
                | "killed"
                | "killing"
                | "injures"
                | "injured"
                | "injuring"
                | "wounds"
                | "wounded"
                | "wounding"
                | "arrested"
                | "detained"
                | "rescued"
                | "evacuated"
                | "displaced"
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
