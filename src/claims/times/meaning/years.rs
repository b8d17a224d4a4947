//! Years, decades, centuries.

use super::Reader;
use crate::claims::lexemes::Class;
use crate::claims::times::point::Point;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
    /// "1987" where the words around say that it is a year
    pub(super) fn year(&self) -> Option<Point> {
        let year = self.parts.year?;
        let is_bare = self.parts.last == self.parts.first + 1;
        (!is_bare || self.is_year()).then_some(Point::Year(year))
    }

    /// "in 1987", "since 2011", "(1994)", "the 2016 election"; not "Room 1987", "1987 people", "$2000".
    pub(super) fn is_year(&self) -> bool {
        let (scene, first, last) = (self.scene, self.parts.first, self.parts.last);
        let token = &scene.document.tokens[first];
        let mark_before = if first > 0 { scene.kind(first - 1) } else { TokenKind::Stop };
        let glued_back = token.is_glued() && first > 0;
        let next_kind = scene.kind(last);
        let glued_next = scene.document.tokens.get(last).is_some_and(|next| next.is_glued());
        if mark_before == TokenKind::Symbol || next_kind == TokenKind::Symbol {
            return false;
        }
        let range = next_kind == TokenKind::Hyphen || next_kind == TokenKind::Dash;
        let year = self.parts.year.unwrap_or(0);
        let likely = (1900..2040).contains(&year);
        if glued_next && next_kind == TokenKind::Hyphen && scene.numeral_at(last + 1).is_none() && !likely {
            return false;
        }
        let before = self.before();
        let counted =
            scene.document.tokens.get(last).is_some_and(|next| {
                let word = scene.word(last);
                next.kind == TokenKind::Word
                    && !next.is_capitalised()
                    && word.ends_with('s')
                    && word.len() > 3
                    && !matches!(word, "was" | "has" | "this" | "as" | "is" | "its" | "versus")
            }) || matches!(scene.word(last), "people" | "percent" | "men" | "women" | "children" | "per" | "km" | "m")
                || scene.class(last).any(Class::NUMBER);
        let prep = matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "before"
                | "after"
                | "during"
                | "of"
                | "through"
                | "throughout"
                | "early"
                | "late"
                | "mid"
                | "fiscal"
                | "for"
                | "to"
                | "between"
                | "around"
                | "circa"
                | "and"
                | "or"
                | "ended"
                | "ending"
                | "year"
                | "than"
        );
        if prep {
            return if matches!(before, "in" | "since" | "during" | "early" | "late" | "until" | "fiscal" | "year") {
                year >= 1000 && !(counted && year % 100 == 0)
            } else if matches!(before, "and" | "or" | "to" | "than" | "from" | "for" | "of" | "between") {
                likely && !counted
            } else {
                likely || !counted
            };
        }
        if !likely
            || glued_back
                && !matches!(
                    mark_before,
                    TokenKind::OpenBracket
                        | TokenKind::Hyphen
                        | TokenKind::Dash
                        | TokenKind::Apostrophe
                        | TokenKind::OpenQuote
                )
        {
            return false;
        }
        let determined =
            self.class_before().any(Class::THE.or(Class::POSS).or(Class::A)) || before == "'s" || before == "’s";
        let function_word = Class::THE.or(Class::POSS).or(Class::PREP).or(Class::A).or(Class::SHIFT);
        let name_before =
            first > 0 && scene.document.tokens[first - 1].is_capitalised() && !self.class_before().any(function_word);
        let opens = token.shape.has(Shape::SENTENCE_START);
        let bracketed = mark_before == TokenKind::OpenBracket || mark_before == TokenKind::Comma;
        let noun_next = next_kind == TokenKind::Word && !counted;
        determined && next_kind == TokenKind::Word
            || (bracketed
                || range && !name_before
                || mark_before == TokenKind::Hyphen
                || mark_before == TokenKind::Dash)
                && !counted
            || opens && noun_next
            || glued_back && token.is_glued() && !name_before
            || !name_before && noun_next && matches!(mark_before, TokenKind::Word)
    }

    pub(super) fn decade(&self) -> Option<Point> {
        let decade = self.parts.decade?;
        // "in the twenties" is the decade, "in his twenties" an age.
        let aged = self.class_before().any(Class::POSS);
        (!aged).then_some(Point::Decade(decade / 10))
    }

    pub(super) fn century(&self) -> Option<Point> {
        (1..=30).contains(&self.parts.ord).then(|| Point::Century(self.parts.ord as i32 - 1))
    }
}
