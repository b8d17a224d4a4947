//! From the parts of a match to a TIMEX3 value and days, anchored on the day of publication.

mod calendar;
mod hours;
mod lengths;
mod periods;
mod years;

use crate::claims::lexemes::Class;
use crate::claims::times::pattern::{Parts, Scene, Toward};
use crate::claims::times::point::Point;
use crate::claims::times::tense::{Tense, tense_around};
use crate::model::{Date, TimeKind};
use calendar::floating_day;

/// What an expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: String,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// The point of a date, for the expressions that lean on it.
    pub point: Option<Point>,
    /// True for a quarter that the words name, not one that leans on another.
    pub names_quarter: bool,
}

/// How a match is read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// A time.
    Time(Meaning),
    /// Not this rule; another may fit.
    Not,
    /// No time at all, and no part of it is one ("Feb. 30").
    Never,
}

/// What the text before an expression has named.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Focus {
    /// Day of publication.
    pub published: Option<Date>,
    /// The last date named and its sentence.
    pub point: Option<(Point, u32)>,
    /// The last quarter named and its sentence.
    pub quarter: Option<(Point, u32)>,
}

const PAST: Point = Point::Named("PAST_REF");
const PRESENT: Point = Point::Named("PRESENT_REF");
const FUTURE: Point = Point::Named("FUTURE_REF");

/// Codes of the units in `time_words.tsv`.
mod unit {
    pub const SECOND: u8 = 1;
    pub const HOUR: u8 = 3;
    pub const DAY: u8 = 4;
    pub const WEEK: u8 = 5;
    pub const FORTNIGHT: u8 = 6;
    pub const MONTH: u8 = 7;
    pub const QUARTER: u8 = 8;
    pub const YEAR: u8 = 9;
    pub const DECADE: u8 = 10;
    pub const CENTURY: u8 = 11;
    pub const MILLENNIUM: u8 = 12;
    pub const WEEKEND: u8 = 13;
}

/// Reads a match of a rule with this meaning.
pub(super) fn read(meaning: &str, scene: Scene<'_>, focus: &Focus, parts: &Parts) -> Reading {
    let reader = Reader { scene, focus, parts };
    if let Some(date) = meaning.strip_prefix("holiday-").and_then(|digits| digits.parse::<u32>().ok()) {
        return reader.holiday(|year| Date::new(year, date / 100, date % 100), Point::MonthDay(date / 100, date % 100));
    }
    if let Some(code) = meaning.strip_prefix("floating-").and_then(|digits| digits.parse::<u32>().ok()) {
        return reader.holiday(|year| floating_day(year, code), Point::Named("XXXX-XX-XX"));
    }
    let point = match meaning {
        "date" => return reader.date(),
        "month" => reader.month(),
        "weekday" => reader.weekday(),
        "weekday-of-week" => reader.weekday_of_week(),
        "year" => reader.year(),
        "decade" => reader.decade(),
        "century" => reader.century(),
        "quarter" => reader.quarter(),
        "year-quarter" => reader.year_quarter(),
        "latest-quarter" => reader.latest_quarter(),
        "year-ago" => reader.year_ago(),
        "half" => reader.half(),
        "season" => reader.season(),
        "bare-season" => reader.season().filter(|_| matches!(reader.before(), "in" | "by" | "since" | "until")),
        "relative" => reader.relative(),
        "before-last" => reader.relative().map(|point| point.shifted(-1)),
        "past-unit" => return reader.past_unit(),
        "following" => reader.following(),
        "that-unit" => reader.that_unit(),
        "the-unit" => return reader.the_unit(),
        "year-end" => reader.tensed_year(),
        "ago" => reader.ago(),
        "half-ago" => reader.moved(-0.5, focus.published),
        "vague-ago" => Some(PAST),
        "shifted" => return reader.shifted(),
        "ahead" => reader.ahead(),
        "past-ref" => Some(PAST),
        "present-ref" => Some(PRESENT),
        "future-ref" => reader.future(),
        "bare-future" => reader.bare_future(),
        "at-present" => reader.at_present(),
        "current" | "recent" => reader.adjective(meaning),
        "ref" => return reader.reference(),
        "before-yesterday" => reader.day_from_now(-2),
        "after-tomorrow" => reader.day_from_now(2),
        "duration" | "duration-a" | "duration-half" | "duration-and-half" | "duration-bare" => {
            return reader.duration(meaning);
        }
        "part" => return reader.part(),
        "noon" => return reader.noon(),
        "clock" | "clock-plain" => return reader.clock(meaning == "clock"),
        "every" => return reader.every(),
        "every-point" => return reader.every_point(),
        "rate" => return reader.rate(),
        "weekends" => return plain(TimeKind::Set, "XXXX-WXX-WE".to_owned()),
        _ => None,
    };
    let names_quarter = meaning == "quarter";
    point.map_or(Reading::Not, |point| Reading::Time(Meaning { names_quarter, ..dated(point) }))
}

/// A date of that point.
pub(super) fn dated(point: Point) -> Meaning {
    Meaning { kind: TimeKind::Date, value: point.value(), days: point.days(), point: Some(point), names_quarter: false }
}

fn plain(kind: TimeKind, value: String) -> Reading {
    Reading::Time(Meaning { kind, value, days: None, point: None, names_quarter: false })
}

struct Reader<'a> {
    scene: Scene<'a>,
    focus: &'a Focus,
    parts: &'a Parts,
}

impl Reader<'_> {
    fn tense(&self) -> Tense {
        tense_around(self.scene, self.parts.first, self.parts.last)
    }

    fn sentence(&self) -> u32 {
        self.scene.document.tokens[self.parts.first].sentence
    }

    fn before(&self) -> &str {
        if self.parts.first == 0 { "" } else { self.scene.word(self.parts.first - 1) }
    }

    fn class_before(&self) -> Class {
        if self.parts.first == 0 { Class::default() } else { self.scene.class(self.parts.first - 1) }
    }

    /// The focus, if it was named in this sentence or the one before.
    fn near_focus(&self) -> Option<Point> {
        let (point, sentence) = self.focus.point?;
        (sentence + 1 >= self.sentence()).then_some(point)
    }

    /// The day last named, if that is no more than four sentences back: what the hours of a story belong to.
    fn story_day(&self) -> Option<Date> {
        match self.focus.point? {
            (Point::Day(date), sentence) if sentence + 4 >= self.sentence() => Some(date),
            _ => None,
        }
    }

    fn near_quarter(&self, reach: u32) -> Option<Point> {
        let (point, sentence) = self.focus.quarter?;
        (sentence + reach >= self.sentence()).then_some(point)
    }

    fn steps(&self) -> Option<i64> {
        self.parts.toward.map(|toward| match toward {
            Toward::Last => -1,
            Toward::This => 0,
            Toward::Next => 1,
            Toward::Latest => 0,
        })
    }
}
