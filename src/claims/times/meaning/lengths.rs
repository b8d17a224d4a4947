//! Lengths of time and repeated times: "two years", "every Sunday", "12 hours a day".

use super::{Reader, Reading, plain, unit};
use crate::claims::lexemes::Class;
use crate::claims::times::point::{PARTS, Point};
use crate::model::TimeKind;
use crate::syntax::Tag;
use crate::text::TokenKind;

impl Reader<'_> {
    /// "two years", "a week", "half a year"
    pub(super) fn duration(&self, meaning: &str) -> Reading {
        let parts = self.parts;
        if parts.unit == 0 || parts.unit == unit::WEEKEND {
            return Reading::Not;
        }
        let next = self.scene.word(parts.last);
        let after_hyphen = self.scene.kind(parts.last) == TokenKind::Hyphen;
        // "a 22-year-old" is an age and a quantity.
        let of_age = next == "of" && self.scene.word(parts.last + 1) == "age";
        if next == "old" || of_age || (after_hyphen && matches!(self.scene.word(parts.last + 1), "old" | "olds")) {
            return Reading::Never;
        }
        // "one day in five" is a share.
        let share =
            next == "in" && self.scene.numeral_at(parts.last + 1).is_some() && parts.num.is_none_or(|num| num == 1.0);
        if share {
            return Reading::Not;
        }
        // So is "three-quarters of its food".
        if parts.unit == unit::QUARTER && parts.num == Some(3.0) && next == "of" {
            return Reading::Not;
        }
        let unit = parts.unit;
        match meaning {
            "duration-a" if self.is_rate() => return plain(TimeKind::Set, length(Some(1.0), unit)),
            "duration-a" if !self.lasts() => return Reading::Not,
            "duration-bare" if !self.lasts_bare() => return Reading::Not,
            _ => {}
        }
        let count = match meaning {
            "duration-half" => Some(0.5),
            "duration-and-half" => Some(1.5),
            "duration-bare" => None,
            _ if parts.vague => None,
            _ => Some(parts.num.unwrap_or(1.0)),
        };
        // "second" after a number is an ordinal's noun in "one second", a rank in "the two second places".
        plain(TimeKind::Duration, length(count, unit))
    }

    /// "12 hours a day", "two dollars an hour", "1,400 tonnes of sand a year": how often
    pub(super) fn is_rate(&self) -> bool {
        let (scene, first) = (self.scene, self.parts.first);
        let article = matches!(scene.word(first), "a" | "an");
        let next = scene.word(self.parts.last);
        if !article || self.parts.unit == unit::SECOND || matches!(next, "after" | "before" | "ago" | "later") {
            return false;
        }
        let start = scene.document.sentence_of(first).tokens().start.max(first.saturating_sub(6));
        let speed = matches!(self.before(), "mile" | "miles" | "kilometres" | "kilometers" | "km" | "knots");
        let Some(before) = scene.document.tokens.get(first.wrapping_sub(1)) else { return false };
        let verbal = matches!(before.tag, Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbg | Tag::Md);
        let counted = Class::PREP.or(Class::THE).or(Class::POSS);
        if speed || (verbal && before.kind == TokenKind::Word) || self.class_before().any(counted) {
            return false;
        }
        for idx in (start..first).rev() {
            if scene.kind(idx) == TokenKind::Number || scene.class(idx).any(Class::NUMBER) {
                return true;
            }
            let joins = matches!(scene.kind(idx), TokenKind::Symbol | TokenKind::Hyphen)
                || scene.kind(idx) == TokenKind::Word
                    && (scene.word(idx) == "of" || !scene.class(idx).any(counted.or(Class::DID).or(Class::WILL)));
            if !joins {
                return false;
            }
        }
        false
    }

    /// "for a week", "within an hour"; not "$5 a year", "a second man", "have a day".
    pub(super) fn lasts(&self) -> bool {
        let article = self.scene.word(self.parts.first);
        if matches!(self.scene.word(self.parts.last), "after" | "before") {
            return true;
        }
        let after_number = self.parts.first > 0
            && (self.scene.kind(self.parts.first - 1) == TokenKind::Number
                || self.scene.kind(self.parts.first - 1) == TokenKind::Symbol
                || self.class_before().any(Class::NUMBER)
                || matches!(self.before(), "percent" | "times" | "once" | "twice"));
        if article != "one" && (after_number || self.rated()) {
            return false;
        }
        if self.parts.unit == unit::SECOND || self.parts.unit == unit::QUARTER {
            return false;
        }
        let next = self.scene.document.tokens.get(self.parts.last);
        let ended = next.is_none_or(|token| token.kind != TokenKind::Word || !token.is_capitalised());
        ended || self.class_before().any(Class::PREP)
    }

    /// "5 percent of sales a year", "two dollars an hour": the unit of a rate
    pub(super) fn rated(&self) -> bool {
        let from = self.parts.first.saturating_sub(3);
        let led =
            self.class_before().any(Class::PREP) || matches!(self.before(), "for" | "as" | "take" | "took" | "only");
        !led && (from..self.parts.first)
            .any(|idx| self.scene.kind(idx) == TokenKind::Number || self.scene.class(idx).any(Class::NUMBER))
    }

    /// "for weeks", "in years"
    pub(super) fn lasts_bare(&self) -> bool {
        let unit = self.parts.unit;
        let led = matches!(
            self.before(),
            "for"
                | "in"
                | "after"
                | "within"
                | "over"
                | "of"
                | "through"
                | "took"
                | "take"
                | "takes"
                | "spent"
                | "last"
                | "lasted"
                | "two"
                | "or"
                | "the"
        );
        led && unit != unit::SECOND && unit != unit::QUARTER
    }

    /// "every year", "every two weeks"
    pub(super) fn every(&self) -> Reading {
        // "every second cable"
        if self.parts.unit == unit::SECOND && self.scene.kind(self.parts.last) == TokenKind::Word {
            return Reading::Not;
        }
        let count = self.parts.num.or((self.parts.ord > 0).then_some(f64::from(self.parts.ord))).unwrap_or(1.0);
        plain(TimeKind::Set, length(Some(count), self.parts.unit))
    }

    /// "every Sunday", "each July", "Tuesday nights"
    pub(super) fn every_point(&self) -> Reading {
        let parts = self.parts;
        let value = if parts.weekday > 0 {
            let part = if parts.part > 0 { PARTS[usize::from(parts.part.clamp(1, 9)) - 1] } else { "" };
            format!("XXXX-WXX-{}{part}", parts.weekday)
        } else if parts.month > 0 {
            Point::Month(None, parts.month).value()
        } else if parts.season > 0 {
            Point::Season(None, parts.season).value()
        } else {
            format!("XXXX-XX-XX{}", PARTS[usize::from(parts.part.clamp(1, 9)) - 1])
        };
        plain(TimeKind::Set, value)
    }

    /// "daily", "annually"
    pub(super) fn rate(&self) -> Reading {
        // "the daily press", "monthly sales" say what kind, not when.
        let scene = self.scene;
        let next = scene.kind(self.parts.last);
        let is_adverb = next != TokenKind::Word
            || scene.class(self.parts.last).any(Class::PREP)
            || scene.word(self.parts.last) == "as";
        if !is_adverb || next == TokenKind::Hyphen || self.class_before().any(Class::THE) {
            return Reading::Not;
        }
        let value = match self.parts.rate {
            unit::HOUR => "PT1H",
            unit::DAY => "P1D",
            unit::WEEK => "P1W",
            unit::FORTNIGHT => "P2W",
            unit::MONTH => "P1M",
            unit::QUARTER => "P3M",
            _ => "P1Y",
        };
        plain(TimeKind::Set, value.to_owned())
    }
}

/// `P2Y`, `PT3H`, `P2Y6M`, `PXW`
pub(super) fn length(count: Option<f64>, unit: u8) -> String {
    let number = |value: f64| {
        let rounded = (value * 100.0).round() / 100.0;
        format!("{rounded}")
    };
    let plain = |letter: &str, prefix: &str, factor: f64| match count {
        None => format!("{prefix}X{letter}"),
        Some(count) => format!("{prefix}{}{letter}", number(count * factor)),
    };
    let halved = count.is_some_and(|count| count.fract() == 0.5);
    let whole = count.unwrap_or(0.0).trunc();
    match unit {
        unit::SECOND => plain("S", "PT", 1.0),
        2 if halved => {
            if whole > 0.0 {
                format!("PT{whole}M30S")
            } else {
                "PT30S".to_owned()
            }
        }
        2 => plain("M", "PT", 1.0),
        unit::HOUR if halved => {
            if whole > 0.0 {
                format!("PT{whole}H30M")
            } else {
                "PT30M".to_owned()
            }
        }
        unit::HOUR => plain("H", "PT", 1.0),
        unit::DAY => plain("D", "P", 1.0),
        unit::WEEK => plain("W", "P", 1.0),
        unit::FORTNIGHT => plain("W", "P", 2.0),
        unit::MONTH => plain("M", "P", 1.0),
        unit::QUARTER => plain(if count.is_some() { "M" } else { "Q" }, "P", 3.0),
        unit::YEAR if halved => {
            if whole > 0.0 {
                format!("P{whole}Y6M")
            } else {
                "P6M".to_owned()
            }
        }
        unit::YEAR => plain("Y", "P", 1.0),
        unit::DECADE if count.is_none() => "PXE".to_owned(),
        unit::DECADE => plain("Y", "P", 10.0),
        unit::CENTURY if count.is_none() => "PXC".to_owned(),
        unit::CENTURY => plain("Y", "P", 100.0),
        unit::MILLENNIUM => plain("Y", "P", 1000.0),
        _ => plain("X", "P", 1.0),
    }
}
