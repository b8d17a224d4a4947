//! Stretches that lean on today or on a date spoken of: quarters, seasons, "last week", "two years ago".

use super::lengths::length;
use super::{FUTURE, PAST, Reader, Reading, dated, plain, unit};
use crate::claims::lexemes::Class;
use crate::claims::times::pattern::Toward;
use crate::claims::times::point::Point;
use crate::claims::times::tense::Tense;
use crate::model::{Date, TimeKind};
use crate::text::TokenKind;

impl Reader<'_> {
    /// "the third quarter", "the first quarter of 1990"
    pub(super) fn quarter(&self) -> Option<Point> {
        let quarter = self.parts.ord;
        if !(1..=4).contains(&quarter) {
            return None;
        }
        if let Some(year) = self.parts.year.or_else(|| self.year_toward()) {
            return Some(Point::Quarter(Some(year), quarter));
        }
        // A quarter is reported on long after it ended: only one that begins soon lies ahead.
        let year = self.focus.published.map(|published| {
            let here = published.month().div_ceil(3);
            let is_next = quarter == here % 4 + 1 && self.tense() == Tense::Ahead;
            published.year() - i32::from(quarter > here && !is_next) + i32::from(quarter < here && is_next)
        });
        Some(Point::Quarter(year, quarter))
    }

    /// "the 1988 quarter": the quarter spoken of, in that year
    pub(super) fn year_quarter(&self) -> Option<Point> {
        let year = self.parts.year?;
        Some(match self.near_quarter(8) {
            Some(Point::Quarter(_, quarter)) => Point::Quarter(Some(year), quarter),
            _ => Point::Year(year),
        })
    }

    pub(super) fn quarter_spoken_of(&self) -> Option<Point> {
        let ended = || self.focus.published.map(|date| Point::quarter_of(date).shifted(-1));
        self.near_quarter(12).or_else(ended)
    }

    /// "the quarter", "the latest quarter", "this quarter"
    pub(super) fn latest_quarter(&self) -> Option<Point> {
        let is_period = self.scene.word(self.parts.last - 1) == "period";
        if is_period && self.near_quarter(12).is_none() {
            return None;
        }
        let now = || self.focus.published.map(Point::quarter_of);
        match self.parts.toward {
            Some(Toward::This) => now(),
            Some(Toward::Next) => now().map(|quarter| quarter.shifted(1)),
            Some(Toward::Last) => now().map(|quarter| quarter.shifted(-1)),
            Some(Toward::Latest) | None => self.quarter_spoken_of(),
        }
    }

    /// "a year earlier", "year-ago quarter": a year before the quarter or date spoken of
    pub(super) fn year_ago(&self) -> Option<Point> {
        let names_quarter = self.parts.unit == unit::QUARTER;
        let quarter = if names_quarter { self.quarter_spoken_of() } else { self.near_quarter(6) };
        if self.parts.ord > 0 {
            return self.quarter().map(|quarter| quarter.shifted(-4));
        }
        if let Some(quarter) = quarter {
            return Some(quarter.shifted(-4));
        }
        let is_earlier = self.scene.word(self.parts.last - 1) == "earlier";
        let year = match self.near_focus() {
            Some(point) if is_earlier => point.days().map(|(first, _)| first.year()),
            _ => None,
        };
        year.or(self.focus.published.map(Date::year)).map(|year| Point::Year(year - 1))
    }

    pub(super) fn half(&self) -> Option<Point> {
        let half = match self.parts.ord {
            0 if self.parts.toward == Some(Toward::Last) => 2,
            half @ 1..=2 => half,
            _ => return None,
        };
        let year = self.parts.year.or_else(|| self.year_toward());
        let year = year.or_else(|| self.cyclic_year(half * 6 - 5, 6));
        Some(Point::Half(year, half))
    }

    pub(super) fn season(&self) -> Option<Point> {
        let season = self.parts.season;
        let year = self.parts.year.or_else(|| self.year_toward());
        if year.is_none() && self.parts.toward.is_none() && matches!(self.scene.word(self.parts.last - 1), "fall") {
            // "the fall of the government"
            if self.scene.word(self.parts.last) == "of" || self.scene.word(self.parts.last) == "in" {
                return None;
            }
        }
        Some(Point::Season(year.or_else(|| self.cyclic_year(season * 3, 3)), season))
    }

    /// The stretch of a unit that holds a day.
    pub(super) fn around(&self, unit: u8, date: Date) -> Option<Point> {
        Some(match unit {
            unit::DAY => Point::Day(date),
            unit::WEEK => Point::week_of(date),
            unit::WEEKEND => match Point::week_of(date) {
                Point::Week(year, week) => Point::Weekend(year, week),
                other => other,
            },
            unit::MONTH => Point::Month(Some(date.year()), date.month()),
            unit::QUARTER => Point::quarter_of(date),
            unit::YEAR => Point::Year(date.year()),
            unit::DECADE => Point::Decade(date.year() / 10),
            unit::CENTURY => Point::Century(date.year() / 100),
            _ => return None,
        })
    }

    /// What a relative unit is where nothing anchors it.
    pub(super) fn unanchored(&self, unit: u8) -> Option<Point> {
        Some(Point::Named(match unit {
            unit::DAY => "XXXX-XX-XX",
            unit::WEEK => "XXXX-WXX",
            unit::WEEKEND => "XXXX-WXX-WE",
            unit::MONTH => "XXXX-XX",
            unit::QUARTER => "XXXX-QX",
            unit::YEAR => "XXXX",
            _ => return None,
        }))
    }

    /// "last week", "this year", "the next decade"
    pub(super) fn relative(&self) -> Option<Point> {
        let unit = self.parts.unit;
        let Some(published) = self.focus.published else {
            return self.unanchored(unit);
        };
        // "the past year" and "the last week" reach back from today; the calendar year names them well enough.
        let here = self.around(unit, published)?;
        if unit == unit::DAY {
            return match self.parts.toward {
                None => self.near_focus().filter(|point| matches!(point, Point::Day(_))).or(Some(here)),
                _ => None,
            };
        }
        let steps = self.steps().unwrap_or(0);
        if unit == unit::WEEKEND && self.parts.toward.is_none() {
            return Some(self.weekend(here));
        }
        let last_weekend_is_over = unit == unit::WEEKEND && published.weekday() == 6;
        Some(here.shifted(if last_weekend_is_over && steps == -1 { -1 } else { steps }))
    }

    pub(super) fn weekend(&self, here: Point) -> Point {
        let is_here = self.focus.published.is_some_and(|date| date.weekday() >= 5);
        if is_here || self.tense() == Tense::Ahead { here } else { here.shifted(-1) }
    }

    /// "the past week" is the length of one, up to now; "the past year" is mostly last year.
    pub(super) fn past_unit(&self) -> Reading {
        if self.parts.unit == unit::YEAR {
            return self.relative().map_or(Reading::Not, |point| Reading::Time(dated(point)));
        }
        plain(TimeKind::Duration, length(Some(1.0), self.parts.unit))
    }

    /// "the following year", "the next day": after the date spoken of
    pub(super) fn following(&self) -> Option<Point> {
        let focus = self.near_focus().and_then(Point::days);
        let Some((_, last)) = focus.or(self.focus.published.map(|date| (date, date))) else {
            return self.unanchored(self.parts.unit);
        };
        let is_next = self.parts.toward == Some(Toward::Next);
        if is_next && self.parts.unit != unit::DAY {
            return self.relative();
        }
        self.around(self.parts.unit, last).map(|point| point.shifted(1))
    }

    /// "that year", "the same day"
    pub(super) fn that_unit(&self) -> Option<Point> {
        let (first, _) = self.near_focus().and_then(Point::days)?;
        self.around(self.parts.unit, first)
    }

    /// "the full year", "the fiscal year"
    pub(super) fn the_unit(&self) -> Reading {
        let is_bare = self.parts.last == self.parts.first + 2;
        let next_is_hyphen = self.scene.kind(self.parts.last) == TokenKind::Hyphen;
        if self.parts.unit < unit::DAY || next_is_hyphen || (is_bare && self.parts.unit == unit::DAY) {
            return Reading::Not;
        }
        // "the year ended March 31", "in the year to June"
        let next = self.scene.word(self.parts.last);
        let is_to_month = next == "to" && self.scene.class(self.parts.last + 1).any(Class::MONTH);
        let is_span = self.parts.unit == unit::YEAR && (matches!(next, "ended" | "ending") || is_to_month);
        if is_span {
            return plain(TimeKind::Duration, length(Some(1.0), unit::YEAR));
        }
        match self.tensed_year().filter(|_| self.parts.unit == unit::YEAR) {
            Some(year) => Reading::Time(dated(year)),
            None => self.duration("duration-a"),
        }
    }

    pub(super) fn tensed_year(&self) -> Option<Point> {
        self.focus.published.map(|date| Point::Year(date.year())).or(Some(Point::Named("XXXX")))
    }

    /// "two years ago", "10 days ago"
    pub(super) fn ago(&self) -> Option<Point> {
        self.moved(-1.0, self.focus.published)
    }

    /// "two weeks from now"
    pub(super) fn ahead(&self) -> Option<Point> {
        self.moved(1.0, self.focus.published)
    }

    pub(super) fn moved(&self, sign: f64, from: Option<Date>) -> Option<Point> {
        let unit = self.parts.unit;
        let Some(from) = from else {
            return Some(if sign < 0.0 { PAST } else { FUTURE });
        };
        let count = self.parts.num.unwrap_or(1.0) * sign;
        if count.abs() > 100_000.0 {
            return Some(if sign < 0.0 { PAST } else { FUTURE });
        }
        let steps = count.trunc() as i64;
        // "half a century ago" is a year, not a century.
        let years = match unit {
            unit::DECADE => count * 10.0,
            unit::CENTURY => count * 100.0,
            _ => 0.0,
        };
        Some(match unit {
            _ if years != 0.0 && count.fract() != 0.0 => Point::Year(from.year() + years as i32),
            unit::SECOND..=unit::HOUR => Point::Day(from),
            unit::DAY => Point::Day(from.plus_days(steps)),
            unit::WEEK => Point::week_of(from.plus_days((count * 7.0) as i64)),
            unit::FORTNIGHT => Point::week_of(from.plus_days((count * 14.0) as i64)),
            unit::MONTH => {
                let month = from.plus_months(steps);
                Point::Month(Some(month.year()), month.month())
            }
            unit::QUARTER => Point::quarter_of(from).shifted(steps),
            unit::YEAR => {
                let month = from.plus_months((count * 12.0) as i64);
                Point::Year(month.year())
            }
            unit::DECADE => Point::Decade(from.year() / 10).shifted(steps),
            unit::CENTURY => Point::Century(from.year() / 100).shifted(steps),
            _ => return None,
        })
    }

    /// "a day earlier", "two weeks later": from the date spoken of, else a length of time
    pub(super) fn shifted(&self) -> Reading {
        let focus = self.near_focus().and_then(Point::days).map(|(first, _)| first);
        let from = focus.or(self.focus.published.filter(|_| !self.parts.later));
        let sign = if self.parts.later { 1.0 } else { -1.0 };
        match from.and_then(|from| self.moved(sign, Some(from))) {
            Some(point) => Reading::Time(dated(point)),
            None => self.duration("duration"),
        }
    }
}
