//! Days, weekdays and months: which one the words mean.

use super::{Reader, Reading, dated, unit};
use crate::claims::lexemes::Class;
use crate::claims::times::pattern::Toward;
use crate::claims::times::point::Point;
use crate::claims::times::tense::{Tense, cue_around};
use crate::model::{Date, days_in_month};
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

impl Reader<'_> {
    /// "March 3, 2021", "3 March"
    pub(super) fn date(&self) -> Reading {
        let parts = self.parts;
        let longest = if parts.month == 2 { 29 } else { days_in_month(2024, parts.month) };
        if parts.impossible || parts.day > longest {
            return Reading::Never;
        }
        let year = parts.year.or_else(|| self.year_toward());
        if let Some(year) = year {
            return match Date::new(year, parts.month, parts.day) {
                Some(date) => Reading::Time(dated(Point::Day(date))),
                None => Reading::Never,
            };
        }
        let Some(published) = self.focus.published else {
            return Reading::Time(dated(Point::MonthDay(parts.month, parts.day)));
        };
        let tense = self.tense();
        let year = published.year();
        let mut best: Option<(i64, Date)> = None;
        for candidate in (year - 4..=year + 4).filter_map(|year| Date::new(year, parts.month, parts.day)) {
            let gap = candidate.day_number() - published.day_number();
            let cost = match tense {
                Tense::Ahead if gap < 0 => 3 * -gap,
                Tense::Back if gap > 0 => 3 * gap + 60,
                Tense::Unknown if gap > 0 => gap + 30,
                _ => gap.abs(),
            };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, candidate));
            }
        }
        best.map_or(Reading::Never, |(_, date)| Reading::Time(dated(Point::Day(date))))
    }

    /// "by Christmas", "last Halloween"; not "Christmas cards"
    pub(super) fn holiday(&self, this: impl Fn(i32) -> Option<Date>, undated: Point) -> Reading {
        let (scene, first, last) = (self.scene, self.parts.first, self.parts.last);
        let led = self.parts.toward.is_some() || self.class_before().any(Class::PREP) || self.before() == "of";
        let next = scene.document.tokens.get(last);
        let ended = next.is_none_or(|next| {
            next.kind != TokenKind::Word
                || scene.class(last).any(Class::PREP.or(Class::WILL).or(Class::DID))
                || !matches!(next.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Jj | Tag::Other)
        });
        let named = (first..last).any(|idx| scene.document.tokens[idx].is_capitalised());
        if !named || !ended || !(led || last - first > 1) {
            return Reading::Not;
        }
        let Some(published) = self.focus.published else {
            return Reading::Time(dated(undated));
        };
        let year = published.year();
        let past = [year, year - 1].into_iter().filter_map(&this).find(|date| *date <= published);
        let next = [year, year + 1].into_iter().filter_map(&this).find(|date| *date >= published);
        let date = match self.parts.toward {
            Some(Toward::Last) => past,
            Some(Toward::Next | Toward::This) => next,
            _ if self.is_deadline() || self.before() == "before" || self.tense() == Tense::Ahead => next,
            _ => past,
        };
        date.map_or(Reading::Not, |date| Reading::Time(dated(Point::Day(date))))
    }

    /// The year of "this year", "last year" beside a month or day.
    pub(super) fn year_toward(&self) -> Option<i32> {
        let steps = match self.parts.toward? {
            Toward::Last => -1,
            Toward::Next => 1,
            _ => 0,
        };
        let is_year = self.parts.unit == unit::YEAR;
        is_year.then(|| self.focus.published.map(|date| date.year() + steps)).flatten()
    }

    /// A month or season that comes round each year, the one the words mean.
    pub(super) fn cyclic_year(&self, first_month: u32, n_months: u32) -> Option<i32> {
        let published = self.focus.published?;
        let here = published.year() * 12 + published.month() as i32 - 1;
        let start = |year: i32| year * 12 + first_month as i32 - 1;
        let year = published.year();
        let inside = |year: i32| start(year) <= here && here < start(year) + n_months as i32;
        let current = [year - 1, year].into_iter().find(|year| inside(*year));
        let past = if start(year) <= here { year } else { year - 1 };
        let next = if start(year) >= here { year } else { year + 1 };
        Some(match self.parts.toward {
            Some(Toward::Last) => match current {
                Some(current) => current - 1,
                None => past,
            },
            Some(Toward::Next) if current.is_some() => year + 1,
            Some(Toward::Next) => next,
            Some(Toward::This) => current.unwrap_or(if self.tense() == Tense::Ahead { next } else { year }),
            _ => match (current, self.tense()) {
                (Some(current), _) => current,
                (None, Tense::Ahead) => next,
                (None, _) if self.is_deadline() && start(next) - here < here - start(past) => next,
                (None, Tense::Back) => past,
                (None, Tense::Unknown) if start(next) - here <= 2 => next,
                (None, Tense::Unknown) => past,
            },
        })
    }

    /// "through January", "until mid-November"
    pub(super) fn is_deadline(&self) -> bool {
        let is_shifted = self.class_before().any(Class::SHIFT) || self.before() == "-";
        let leads = |word: &str| matches!(word, "by" | "until" | "till" | "through");
        let wide = |n: usize| self.parts.first.checked_sub(n).is_some_and(|idx| leads(self.scene.word(idx)));
        leads(self.before()) || is_shifted && (wide(2) || wide(3))
    }

    /// "March 2021", "last May", "November"
    pub(super) fn month(&self) -> Option<Point> {
        let month = self.parts.month;
        if let Some(year) = self.parts.year.or_else(|| self.year_toward()) {
            return Some(Point::Month(Some(year), month));
        }
        if self.parts.unit == unit::YEAR {
            return Some(Point::Month(None, month));
        }
        let is_bare = self.parts.last == self.parts.first + 1;
        (!is_bare || self.month_stands_alone()).then(|| Point::Month(self.cyclic_year(month, 1), month))
    }

    /// "in May", "early March"; not "April Novak", "the March family", "May Day".
    pub(super) fn month_stands_alone(&self) -> bool {
        let scene = self.scene;
        let next = self.parts.last;
        let before = self.class_before();
        let word = scene.word(self.parts.first);
        let full = !matches!(word.trim_end_matches('.'), "jan" | "jun" | "jul" | "mar" | "dec" | "sun");
        let name_after = scene.document.tokens.get(next).is_some_and(|token| {
            token.is_capitalised() && token.kind == TokenKind::Word && !scene.class(next).any(Class::WEEKDAY)
        });
        let led = before.any(Class::PREP.or(Class::SHIFT).or(Class::THE).or(Class::POSS))
            || matches!(self.before(), "of" | "every" | "each" | "and" | "or" | "-" | "(");
        let weak = matches!(word, "may" | "march" | "april" | "june" | "august") || !full;
        let starts = scene.document.tokens[self.parts.first].shape.has(Shape::SENTENCE_START);
        if weak || starts { led && !name_after } else { !name_after || led }
    }

    /// "Thursday", "last Friday"
    pub(super) fn weekday(&self) -> Option<Point> {
        let Some(published) = self.focus.published else {
            return Some(Point::Weekday(self.parts.weekday));
        };
        let here = i64::from(published.weekday());
        let back = (here - i64::from(self.parts.weekday) + 1).rem_euclid(7);
        let ahead = (7 - back) % 7;
        let past = published.plus_days(-back);
        let next = published.plus_days(ahead);
        let strictly = |days: i64| if days == 0 { 7 } else { days };
        if self.parts.following {
            if let Some(Point::Day(focus)) = self.near_focus() {
                let gap = (i64::from(self.parts.weekday) - 1 - i64::from(focus.weekday())).rem_euclid(7);
                return Some(Point::Day(focus.plus_days(strictly(gap))));
            }
        }
        Some(Point::Day(match self.parts.toward {
            Some(Toward::Last) => published.plus_days(-strictly(back)),
            Some(Toward::Next) => published.plus_days(strictly(ahead)),
            Some(Toward::This) if self.tense() != Tense::Back => next,
            _ => self.nearer_weekday(back, past, next),
        }))
    }

    /// The last or the next such day. What is a day away is called by its name, what is six days away hardly ever:
    /// there only a verb close by turns the look.
    pub(super) fn nearer_weekday(&self, back: i64, past: Date, next: Date) -> Date {
        const CLOSE: usize = 4;
        let (tense, distance) = cue_around(self.scene, self.parts.first, self.parts.last);
        let tense = if distance <= CLOSE { tense } else { Tense::Unknown };
        let looks_ahead = match (back, tense) {
            (6, _) => tense != Tense::Back,
            (1, _) => tense == Tense::Ahead,
            _ => self.tense() == Tense::Ahead,
        };
        if looks_ahead { next } else { past }
    }

    /// "Tuesday of last week"
    pub(super) fn weekday_of_week(&self) -> Option<Point> {
        let week = Point::week_of(self.focus.published?).shifted(self.steps()?);
        let (monday, _) = week.days()?;
        Some(Point::Day(monday.plus_days(i64::from(self.parts.weekday) - 1)))
    }
}

/// A day such as the fourth Thursday of November, coded `1144`: month, weekday (Monday is 1), which one; 5 is the last.
pub(super) fn floating_day(year: i32, code: u32) -> Option<Date> {
    let (month, weekday, nth) = (code / 100, i64::from(code / 10 % 10), i64::from(code % 10));
    let first = Date::new(year, month, 1)?;
    let to_first = (weekday - 1 - i64::from(first.weekday())).rem_euclid(7);
    let day = first.plus_days(to_first + 7 * (nth - 1));
    Some(if day.month() == month { day } else { day.plus_days(-7) })
}
