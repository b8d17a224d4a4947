//! Parts of the day, clock times and words such as "today" and "recently".

use super::{FUTURE, Meaning, PAST, PRESENT, Reader, Reading, dated, plain};
use crate::claims::lexemes::Class;
use crate::claims::numerals::Form;
use crate::claims::times::pattern::Toward;
use crate::claims::times::point::{PARTS, Point};
use crate::claims::times::tense::Tense;
use crate::model::{Date, TimeKind};
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
    pub(super) fn day_from_now(&self, days: i64) -> Option<Point> {
        Some(match self.focus.published {
            Some(published) => Point::Day(published.plus_days(days)),
            None => Point::Named("XXXX-XX-XX"),
        })
    }

    /// "at the moment"
    pub(super) fn at_present(&self) -> Option<Point> {
        matches!(self.before(), "at" | "for").then_some(PRESENT)
    }

    /// "in the future", "the coming weeks"; "the future of the school" is none
    pub(super) fn future(&self) -> Option<Point> {
        let is_bare = self.parts.last == self.parts.first + 2 && self.scene.word(self.parts.last - 1) == "future";
        let led = self.class_before().any(Class::PREP) && self.scene.word(self.parts.last) != "of";
        (!is_bare || led).then_some(FUTURE)
    }

    /// "in future", "future years"; not "my future", "the future of"
    pub(super) fn bare_future(&self) -> Option<Point> {
        let led = matches!(self.before(), "in" | "for" | "of" | "near");
        led.then_some(FUTURE)
    }

    /// "current" and "recent" before a noun
    pub(super) fn adjective(&self, meaning: &str) -> Option<Point> {
        let word = self.scene.word(self.parts.first);
        match (meaning, word) {
            ("recent", word) if word != "recent" => Some(PAST),
            ("current", "current") => Some(PRESENT),
            _ => None,
        }
    }

    /// "today", "now", "recently"
    pub(super) fn reference(&self) -> Reading {
        let point = match self.parts.reference {
            1 => self.day_from_now(0),
            2 => self.day_from_now(-1),
            3 => self.day_from_now(1),
            4 => return self.with_part(self.focus.published, "TNI"),
            5 => Some(PRESENT),
            6 => Some(PAST),
            7 => Some(FUTURE),
            8 => {
                let nights = if self.tense() == Tense::Ahead { 0 } else { -1 };
                return self.with_part(self.focus.published.map(|date| date.plus_days(nights)), "TNI");
            }
            _ => None,
        };
        let compares = self.scene.word(self.parts.last) == "as" && self.before() == "as";
        let is_shortly_after = self.parts.reference == 7
            && matches!(self.scene.word(self.parts.last), "after" | "before" | "afterward" | "afterwards");
        point.filter(|_| !is_shortly_after && !compares).map_or(Reading::Not, |point| Reading::Time(dated(point)))
    }

    pub(super) fn with_part(&self, date: Option<Date>, part: &str) -> Reading {
        let day = date.map_or_else(|| "XXXX-XX-XX".to_owned(), |date| date.to_string());
        let value = format!("{day}{part}");
        Reading::Time(Meaning {
            kind: TimeKind::Time,
            value,
            days: date.map(|date| (date, date)),
            point: date.map(Point::Day),
            names_quarter: false,
        })
    }

    /// The day that the parts name: a weekday, a date, "yesterday", else the day of publication.
    pub(super) fn day(&self) -> Option<Date> {
        if self.parts.weekday > 0 {
            return match self.weekday()? {
                Point::Day(date) => Some(date),
                _ => None,
            };
        }
        if self.parts.month > 0 {
            return match self.date() {
                Reading::Time(Meaning { point: Some(Point::Day(date)), .. }) => Some(date),
                _ => None,
            };
        }
        let days = match self.parts.reference {
            2 => -1,
            3 => 1,
            _ => 0,
        };
        self.focus.published.map(|date| date.plus_days(days))
    }

    /// "Thursday night", "this morning", "last night"
    pub(super) fn part(&self) -> Reading {
        let part = PARTS[usize::from(self.parts.part.clamp(1, 9)) - 1];
        let is_bare = self.parts.weekday == 0 && self.parts.month == 0 && self.parts.reference == 0;
        let is_last = self.parts.toward == Some(Toward::Last);
        if is_bare && is_last {
            let night = self.parts.part == 4 || self.parts.part == 3;
            return if night {
                self.with_part(self.focus.published.map(|date| date.plus_days(-1)), part)
            } else {
                Reading::Not
            };
        }
        if self.parts.weekday > 0 && self.focus.published.is_none() {
            return plain(TimeKind::Time, format!("XXXX-WXX-{}{part}", self.parts.weekday));
        }
        self.with_part(self.day(), part)
    }

    /// True if the words say what kind of thing the next word is: "early morning flights".
    pub(super) fn modifies(&self) -> bool {
        self.scene.document.tokens.get(self.parts.last).is_some_and(|next| {
            let is_word = next.kind == TokenKind::Word && !self.scene.class(self.parts.last).any(Class::PREP);
            next.kind == TokenKind::Hyphen || is_word && matches!(next.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Other)
        })
    }

    /// "noon", "at midnight", "by early afternoon"
    pub(super) fn noon(&self) -> Reading {
        let hour = matches!(self.parts.part, 5..=7)
            && matches!(self.scene.word(self.parts.first), "noon" | "midday" | "midnight");
        let shifted = self.class_before().any(Class::SHIFT) && !self.modifies();
        if hour || shifted { self.part() } else { Reading::Not }
    }

    /// "10 p.m.", "at 10:30"
    pub(super) fn clock(&self, sure: bool) -> Reading {
        let Some((hour, minute)) = self.parts.clock else { return Reading::Not };
        if !sure && self.parts.ampm == 0 {
            let numeral = self.scene.numeral_at(self.parts.first);
            let written = numeral.is_some_and(|numeral| numeral.form == Form::Clock && numeral.suffix == 0);
            let led = matches!(
                self.before(),
                "at" | "by" | "until" | "around" | "about" | "before" | "after" | "from" | "since"
            );
            if !written || !(led || self.heads_entry()) {
                return Reading::Not;
            }
        }
        let hour = match self.parts.ampm {
            1 if hour == 12 => 0,
            2 if hour < 12 => hour + 12,
            _ => hour,
        };
        if hour > 24 {
            return Reading::Never;
        }
        let time = format!("T{hour:02}:{minute:02}");
        // The entries of a live report stand under the day of publication; so do the small hours, unless the sentence
        // or the one before names their day: "sandbags ran out overnight … at 3 a.m.".
        let small_hours = self.parts.ampm == 1 && hour < 6;
        let day = match self.near_focus() {
            _ if self.heads_entry() => None,
            Some(Point::Day(date)) => Some(date),
            _ if small_hours => None,
            _ => self.story_day(),
        };
        self.with_part(day.or(self.focus.published), &time)
    }

    /// "11:42 Power is back": the time that heads an entry of a live report
    pub(super) fn heads_entry(&self) -> bool {
        let token = &self.scene.document.tokens[self.parts.first];
        let next = self.scene.document.tokens.get(self.parts.last);
        token.shape.has(Shape::LINE_START)
            && token.end - token.start == 5
            && next.is_some_and(|next| next.kind != TokenKind::Number && !next.is_glued())
    }
}
