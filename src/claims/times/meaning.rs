//! From the parts of a match to a TIMEX3 value and days, anchored on the day of publication.

use super::pattern::{Parts, Scene, Toward};
use super::point::{PARTS, Point};
use super::tense::{Tense, cue_around, tense_around};
use crate::claims::lexemes::Class;
use crate::model::{Date, TimeKind, days_in_month};
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

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
        "past-unit" => return reader.past_unit(),
        "following" => reader.following(),
        "that-unit" => reader.that_unit(),
        "the-unit" => return reader.the_unit(),
        "year-end" => reader.tensed_year(),
        "ago" => reader.ago(),
        "vague-ago" => Some(PAST),
        "shifted" => return reader.shifted(),
        "ahead" => reader.ahead(),
        "past-ref" => Some(PAST),
        "present-ref" => Some(PRESENT),
        "future-ref" => Some(FUTURE),
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

    fn near_quarter(&self, reach: u32) -> Option<Point> {
        let (point, sentence) = self.focus.quarter?;
        (sentence + reach >= self.sentence()).then_some(point)
    }

    /// "March 3, 2021", "3 March"
    fn date(&self) -> Reading {
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
    fn holiday(&self, this: impl Fn(i32) -> Option<Date>, undated: Point) -> Reading {
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
    fn year_toward(&self) -> Option<i32> {
        let steps = match self.parts.toward? {
            Toward::Last => -1,
            Toward::Next => 1,
            _ => 0,
        };
        let is_year = self.parts.unit == unit::YEAR;
        is_year.then(|| self.focus.published.map(|date| date.year() + steps)).flatten()
    }

    /// A month or season that comes round each year, the one the words mean.
    fn cyclic_year(&self, first_month: u32, n_months: u32) -> Option<i32> {
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
    fn is_deadline(&self) -> bool {
        let is_shifted = self.class_before().any(Class::SHIFT) || self.before() == "-";
        let leads = |word: &str| matches!(word, "by" | "until" | "till" | "through");
        let wide = |n: usize| self.parts.first.checked_sub(n).is_some_and(|idx| leads(self.scene.word(idx)));
        leads(self.before()) || is_shifted && (wide(2) || wide(3))
    }

    /// "March 2021", "last May", "November"
    fn month(&self) -> Option<Point> {
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
    fn month_stands_alone(&self) -> bool {
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
    fn weekday(&self) -> Option<Point> {
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
    fn nearer_weekday(&self, back: i64, past: Date, next: Date) -> Date {
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
    fn weekday_of_week(&self) -> Option<Point> {
        let week = Point::week_of(self.focus.published?).shifted(self.steps()?);
        let (monday, _) = week.days()?;
        Some(Point::Day(monday.plus_days(i64::from(self.parts.weekday) - 1)))
    }

    fn steps(&self) -> Option<i64> {
        self.parts.toward.map(|toward| match toward {
            Toward::Last => -1,
            Toward::This => 0,
            Toward::Next => 1,
            Toward::Latest => 0,
        })
    }

    /// "1987" where the words around say that it is a year
    fn year(&self) -> Option<Point> {
        let year = self.parts.year?;
        let is_bare = self.parts.last == self.parts.first + 1;
        (!is_bare || self.is_year()).then_some(Point::Year(year))
    }

    /// "in 1987", "since 2011", "(1994)", "the 2016 election"; not "Room 1987", "1987 people", "$2000".
    fn is_year(&self) -> bool {
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

    fn decade(&self) -> Option<Point> {
        let decade = self.parts.decade?;
        // "in the twenties" is the decade, "in his twenties" an age.
        let aged = self.class_before().any(Class::POSS);
        (!aged).then_some(Point::Decade(decade / 10))
    }

    fn century(&self) -> Option<Point> {
        (1..=30).contains(&self.parts.ord).then(|| Point::Century(self.parts.ord as i32 - 1))
    }

    /// "the third quarter", "the first quarter of 1990"
    fn quarter(&self) -> Option<Point> {
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
    fn year_quarter(&self) -> Option<Point> {
        let year = self.parts.year?;
        Some(match self.near_quarter(8) {
            Some(Point::Quarter(_, quarter)) => Point::Quarter(Some(year), quarter),
            _ => Point::Year(year),
        })
    }

    fn quarter_spoken_of(&self) -> Option<Point> {
        let ended = || self.focus.published.map(|date| Point::quarter_of(date).shifted(-1));
        self.near_quarter(12).or_else(ended)
    }

    /// "the quarter", "the latest quarter", "this quarter"
    fn latest_quarter(&self) -> Option<Point> {
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
    fn year_ago(&self) -> Option<Point> {
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

    fn half(&self) -> Option<Point> {
        let half = match self.parts.ord {
            0 if self.parts.toward == Some(Toward::Last) => 2,
            half @ 1..=2 => half,
            _ => return None,
        };
        let year = self.parts.year.or_else(|| self.year_toward());
        let year = year.or_else(|| self.cyclic_year(half * 6 - 5, 6));
        Some(Point::Half(year, half))
    }

    fn season(&self) -> Option<Point> {
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
    fn around(&self, unit: u8, date: Date) -> Option<Point> {
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
    fn unanchored(&self, unit: u8) -> Option<Point> {
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
    fn relative(&self) -> Option<Point> {
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

    fn weekend(&self, here: Point) -> Point {
        let is_here = self.focus.published.is_some_and(|date| date.weekday() >= 5);
        if is_here || self.tense() == Tense::Ahead { here } else { here.shifted(-1) }
    }

    /// "the past week" is the length of one, up to now; "the past year" is mostly last year.
    fn past_unit(&self) -> Reading {
        if self.parts.unit == unit::YEAR {
            return self.relative().map_or(Reading::Not, |point| Reading::Time(dated(point)));
        }
        plain(TimeKind::Duration, length(Some(1.0), self.parts.unit))
    }

    /// "the following year", "the next day": after the date spoken of
    fn following(&self) -> Option<Point> {
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
    fn that_unit(&self) -> Option<Point> {
        let (first, _) = self.near_focus().and_then(Point::days)?;
        self.around(self.parts.unit, first)
    }

    /// "the full year", "the fiscal year"
    fn the_unit(&self) -> Reading {
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

    fn tensed_year(&self) -> Option<Point> {
        self.focus.published.map(|date| Point::Year(date.year())).or(Some(Point::Named("XXXX")))
    }

    /// "two years ago", "10 days ago"
    fn ago(&self) -> Option<Point> {
        self.moved(-1.0, self.focus.published)
    }

    /// "two weeks from now"
    fn ahead(&self) -> Option<Point> {
        self.moved(1.0, self.focus.published)
    }

    fn moved(&self, sign: f64, from: Option<Date>) -> Option<Point> {
        let unit = self.parts.unit;
        let Some(from) = from else {
            return Some(if sign < 0.0 { PAST } else { FUTURE });
        };
        let count = self.parts.num.unwrap_or(1.0) * sign;
        if count.abs() > 100_000.0 {
            return Some(if sign < 0.0 { PAST } else { FUTURE });
        }
        let steps = count.trunc() as i64;
        Some(match unit {
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
    fn shifted(&self) -> Reading {
        let focus = self.near_focus().and_then(Point::days).map(|(first, _)| first);
        let from = focus.or(self.focus.published.filter(|_| !self.parts.later));
        let sign = if self.parts.later { 1.0 } else { -1.0 };
        match from.and_then(|from| self.moved(sign, Some(from))) {
            Some(point) => Reading::Time(dated(point)),
            None => self.duration("duration"),
        }
    }

    fn day_from_now(&self, days: i64) -> Option<Point> {
        Some(match self.focus.published {
            Some(published) => Point::Day(published.plus_days(days)),
            None => Point::Named("XXXX-XX-XX"),
        })
    }

    /// "at the moment"
    fn at_present(&self) -> Option<Point> {
        matches!(self.before(), "at" | "for").then_some(PRESENT)
    }

    /// "in future", "future years"; not "my future", "the future of"
    fn bare_future(&self) -> Option<Point> {
        let led = matches!(self.before(), "in" | "for" | "of" | "near");
        led.then_some(FUTURE)
    }

    /// "current" and "recent" before a noun
    fn adjective(&self, meaning: &str) -> Option<Point> {
        let word = self.scene.word(self.parts.first);
        match (meaning, word) {
            ("recent", _) => Some(PAST),
            ("current", "current") => Some(PRESENT),
            _ => None,
        }
    }

    /// "today", "now", "recently"
    fn reference(&self) -> Reading {
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
        let is_shortly_after = self.parts.reference == 7
            && matches!(self.scene.word(self.parts.last), "after" | "before" | "afterward" | "afterwards");
        point.filter(|_| !is_shortly_after).map_or(Reading::Not, |point| Reading::Time(dated(point)))
    }

    fn with_part(&self, date: Option<Date>, part: &str) -> Reading {
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
    fn day(&self) -> Option<Date> {
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
    fn part(&self) -> Reading {
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
    fn modifies(&self) -> bool {
        self.scene.document.tokens.get(self.parts.last).is_some_and(|next| {
            let is_word = next.kind == TokenKind::Word && !self.scene.class(self.parts.last).any(Class::PREP);
            next.kind == TokenKind::Hyphen || is_word && matches!(next.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Other)
        })
    }

    /// "noon", "at midnight", "by early afternoon"
    fn noon(&self) -> Reading {
        let hour = matches!(self.parts.part, 5..=7)
            && matches!(self.scene.word(self.parts.first), "noon" | "midday" | "midnight");
        let shifted = self.class_before().any(Class::SHIFT) && !self.modifies();
        if hour || shifted { self.part() } else { Reading::Not }
    }

    /// "10 p.m.", "at 10:30"
    fn clock(&self, sure: bool) -> Reading {
        let Some((hour, minute)) = self.parts.clock else { return Reading::Not };
        if !sure && self.parts.ampm == 0 {
            let numeral = self.scene.numeral_at(self.parts.first);
            let written = numeral.is_some_and(|numeral| numeral.form == super::Form::Clock && numeral.suffix == 0);
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
        let day = match self.near_focus() {
            Some(Point::Day(date)) => Some(date),
            _ => self.focus.published,
        };
        self.with_part(day, &format!("T{hour:02}:{minute:02}"))
    }

    /// "11:42 Power is back": the time that heads an entry of a live report
    fn heads_entry(&self) -> bool {
        let token = &self.scene.document.tokens[self.parts.first];
        let next = self.scene.document.tokens.get(self.parts.last);
        token.shape.has(Shape::LINE_START)
            && token.end - token.start == 5
            && next.is_some_and(|next| next.kind != TokenKind::Number && !next.is_glued())
    }

    /// "two years", "a week", "half a year"
    fn duration(&self, meaning: &str) -> Reading {
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

    /// "for a week", "within an hour"; not "$5 a year", "a second man", "have a day".
    fn lasts(&self) -> bool {
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

    /// "12 hours a day", "two dollars an hour", "1,400 tonnes of sand a year": how often
    fn is_rate(&self) -> bool {
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

    /// "5 percent of sales a year", "two dollars an hour": the unit of a rate
    fn rated(&self) -> bool {
        let from = self.parts.first.saturating_sub(3);
        let led =
            self.class_before().any(Class::PREP) || matches!(self.before(), "for" | "as" | "take" | "took" | "only");
        !led && (from..self.parts.first)
            .any(|idx| self.scene.kind(idx) == TokenKind::Number || self.scene.class(idx).any(Class::NUMBER))
    }

    /// "for weeks", "in years"
    fn lasts_bare(&self) -> bool {
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
    fn every(&self) -> Reading {
        // "every second cable"
        if self.parts.unit == unit::SECOND && self.scene.kind(self.parts.last) == TokenKind::Word {
            return Reading::Not;
        }
        let count = self.parts.num.or((self.parts.ord > 0).then_some(f64::from(self.parts.ord))).unwrap_or(1.0);
        plain(TimeKind::Set, length(Some(count), self.parts.unit))
    }

    /// "every Sunday", "each July", "Tuesday nights"
    fn every_point(&self) -> Reading {
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
    fn rate(&self) -> Reading {
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

/// A day such as the fourth Thursday of November, coded `1144`: month, weekday (Monday is 1), which one; 5 is the last.
fn floating_day(year: i32, code: u32) -> Option<Date> {
    let (month, weekday, nth) = (code / 100, i64::from(code / 10 % 10), i64::from(code % 10));
    let first = Date::new(year, month, 1)?;
    let to_first = (weekday - 1 - i64::from(first.weekday())).rem_euclid(7);
    let day = first.plus_days(to_first + 7 * (nth - 1));
    Some(if day.month() == month { day } else { day.plus_days(-7) })
}

/// `P2Y`, `PT3H`, `P2Y6M`, `PXW`
fn length(count: Option<f64>, unit: u8) -> String {
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
