//! Ranks: "80th", "a second factory".

use super::read::{Draft, Reader};
use super::words::Kind;
use crate::claims::lexemes::Class;
use crate::claims::numerals::Numeral;
use crate::model::Value;
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
    /// "80th", "seventieth"; a small rank in words where it numbers a noun: "a second factory".
    pub(super) fn ordinal(&self, numeral: &Numeral) -> Option<Draft> {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let next_is_name = self.document.tokens.get(last).is_some_and(|next| {
            next.is_capitalised()
                && next.kind == TokenKind::Word
                && !matches!(self.word(last), "anniversary" | "congress")
        });
        let hyphenated = self.kind(last) == TokenKind::Hyphen;
        let written = numeral.digits || numeral.value >= 10.0 || self.numbers_noun(numeral);
        (written && !next_is_name && !hyphenated && self.kind(last) != TokenKind::Slash).then(|| Draft {
            first,
            last,
            value: Value::Exact(numeral.value),
            unit: Some("ordinal".to_owned()),
        })
    }

    /// "their third term", "the first leg"; not "at first", "the second of them", "the first time", "Second Street".
    fn numbers_noun(&self, numeral: &Numeral) -> bool {
        let (first, last) = (numeral.first as usize, numeral.last as usize);
        let is_name = self.document.tokens[first].is_capitalised()
            && !self.document.tokens[first].shape.has(Shape::SENTENCE_START);
        let sense = first.checked_sub(1).map(|before| self.lexemes.sense(self.document.tokens[before].word).class);
        let led = sense.is_some_and(|class| class.any(Class::THE.or(Class::POSS).or(Class::A)))
            || matches!(self.before(first), "'s" | "’s" | "this" | "that" | "for");
        let noun = |idx: usize| {
            self.document.tokens.get(idx).filter(|token| {
                token.kind == TokenKind::Word && matches!(token.tag, Tag::Nn | Tag::Nnp | Tag::Jj | Tag::Other)
            })
        };
        if is_name || !led || noun(last).is_none() || self.is(last, Kind::Stop) {
            return false;
        }
        let (word, next) = (self.word(last), self.word(last + 1));
        if matches!(word, "time" | "place" | "thing" | "person" | "one" | "half" | "language" | "best" | "hand") {
            return word == "one" && numeral.value > 1.0;
        }
        numeral.value > 1.0 || is_series(word) || is_series(next)
    }
}

/// Nouns whose first is followed by a second.
fn is_series(word: &str) -> bool {
    matches!(
        word,
        "summit"
            | "leg"
            | "round"
            | "term"
            | "phase"
            | "stage"
            | "edition"
            | "anniversary"
            | "meeting"
            | "semi"
            | "semifinal"
            | "quarterfinal"
            | "ballot"
            | "dose"
            | "trial"
            | "hearing"
            | "debate"
            | "reading"
            | "marriage"
            | "child"
            | "series"
            | "volume"
            | "chapter"
    )
}
