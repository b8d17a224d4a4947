//! Points of the calendar: their TIMEX3 values and their days.

use crate::model::{Date, days_in_month};

/// A stretch of the calendar that a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// "3 March 2021"
    Day(Date),
    /// "March 3" without a year
    MonthDay(u32, u32),
    /// A weekday (Monday is 1) of no known week
    Weekday(u32),
    /// ISO year and week
    Week(i32, u32),
    /// Saturday and Sunday of an ISO week
    Weekend(i32, u32),
    /// A month, perhaps of no known year
    Month(Option<i32>, u32),
    /// A quarter, 1 to 4
    Quarter(Option<i32>, u32),
    /// A half year, 1 or 2
    Half(Option<i32>, u32),
    /// Spring is 1, winter (which ends in the next year) 4
    Season(Option<i32>, u32),
    /// A year
    Year(i32),
    /// The decade that begins with ten times this year
    Decade(i32),
    /// The century that begins with a hundred times this year
    Century(i32),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`, `XXXX-XX-XX`
    Named(&'static str),
}

/// Value codes of the seasons.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// Value codes of the parts of the day, by the codes of the table.
pub(super) const PARTS: [&str; 9] = ["TMO", "TAF", "TEV", "TNI", "T12:00", "T12:00", "T24:00", "TMO", "TEV"];

impl Point {
    /// The week of a day.
    pub(super) fn week_of(date: Date) -> Point {
        let (year, week) = iso_week(date);
        Point::Week(year, week)
    }

    /// The quarter of a day.
    pub(super) fn quarter_of(date: Date) -> Point {
        Point::Quarter(Some(date.year()), (date.month() - 1) / 3 + 1)
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let year = |year: Option<i32>| year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        match self {
            Point::Day(date) => date.to_string(),
            Point::MonthDay(month, day) => format!("XXXX-{month:02}-{day:02}"),
            Point::Weekday(day) => format!("XXXX-WXX-{day}"),
            Point::Week(year, week) => format!("{year:04}-W{week:02}"),
            Point::Weekend(year, week) => format!("{year:04}-W{week:02}-WE"),
            Point::Month(y, month) => format!("{}-{month:02}", year(y)),
            Point::Quarter(y, quarter) => format!("{}-Q{quarter}", year(y)),
            Point::Half(y, half) => format!("{}-H{half}", year(y)),
            Point::Season(y, season) => format!("{}-{}", year(y), SEASONS[season as usize - 1]),
            Point::Year(year) => format!("{year:04}"),
            Point::Decade(decade) => format!("{decade:03}"),
            Point::Century(century) => format!("{century:02}"),
            Point::Named(name) => name.to_owned(),
        }
    }

    /// First and last day, where they are known.
    pub(super) fn days(self) -> Option<(Date, Date)> {
        match self {
            Point::Day(date) => Some((date, date)),
            Point::Week(year, week) => {
                let monday = monday_of(year, week)?;
                Some((monday, monday.plus_days(6)))
            }
            Point::Weekend(year, week) => {
                let monday = monday_of(year, week)?;
                Some((monday.plus_days(5), monday.plus_days(6)))
            }
            Point::Month(year, month) => months(year?, month, 1),
            Point::Quarter(year, quarter) => months(year?, quarter * 3 - 2, 3),
            Point::Half(year, half) => months(year?, half * 6 - 5, 6),
            Point::Season(year, season) => months(year?, season * 3, 3),
            Point::Year(year) => months(year, 1, 12),
            Point::Decade(decade) => months(decade * 10, 1, 120),
            Point::Century(century) => months(century * 100, 1, 1200),
            Point::MonthDay(..) | Point::Weekday(_) | Point::Named(_) => None,
        }
    }

    /// The stretch of the same kind `steps` later: the next week, the last year.
    pub(super) fn shifted(self, steps: i64) -> Point {
        let counted = |year: i32, place: u32, per_year: i64| {
            let index = i64::from(year) * per_year + i64::from(place) - 1 + steps;
            (Some(index.div_euclid(per_year) as i32), index.rem_euclid(per_year) as u32 + 1)
        };
        match self {
            Point::Day(date) => Point::Day(date.plus_days(steps)),
            Point::Week(year, week) => shift_week(year, week, steps).map_or(self, Point::week_of),
            Point::Weekend(year, week) => match shift_week(year, week, steps).map(iso_week) {
                Some((year, week)) => Point::Weekend(year, week),
                None => self,
            },
            Point::Month(Some(year), month) => {
                let (year, month) = counted(year, month, 12);
                Point::Month(year, month)
            }
            Point::Quarter(Some(year), quarter) => {
                let (year, quarter) = counted(year, quarter, 4);
                Point::Quarter(year, quarter)
            }
            Point::Half(Some(year), half) => {
                let (year, half) = counted(year, half, 2);
                Point::Half(year, half)
            }
            Point::Season(Some(year), season) => Point::Season(Some(year + steps as i32), season),
            Point::Year(year) => Point::Year(year + steps as i32),
            Point::Decade(decade) => Point::Decade(decade + steps as i32),
            Point::Century(century) => Point::Century(century + steps as i32),
            other => other,
        }
    }
}

fn shift_week(year: i32, week: u32, steps: i64) -> Option<Date> {
    monday_of(year, week).map(|monday| monday.plus_days(steps.clamp(-500_000, 500_000) * 7))
}

fn months(year: i32, month: u32, n_months: i64) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1)?;
    let last = first.plus_months(n_months - 1);
    let last = Date::new(last.year(), last.month(), days_in_month(last.year(), last.month()))?;
    Some((first, last))
}

/// ISO 8601 year and week of a day.
pub(super) fn iso_week(date: Date) -> (i32, u32) {
    let thursday = date.plus_days(3 - i64::from(date.weekday()));
    let new_year = Date::new(thursday.year(), 1, 1).map_or(0, Date::day_number);
    (thursday.year(), ((thursday.day_number() - new_year) / 7) as u32 + 1)
}

/// The Monday of an ISO 8601 week.
fn monday_of(year: i32, week: u32) -> Option<Date> {
    let fourth = Date::new(year, 1, 4)?;
    Some(fourth.plus_days(i64::from(week) * 7 - 7 - i64::from(fourth.weekday())))
}
