//! Civil dates: year, month, day; ISO 8601 text in and out; arithmetic in days.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// A day of the proleptic Gregorian calendar, year 0 to 9999.
///
/// Serialised as `YYYY-MM-DD`. Impossible days are an error, never rounded.
///
/// # Examples
///
/// ```
/// use whosaid::Date;
/// let date: Date = "2025-09-05".parse()?;
/// assert_eq!(date.weekday(), 4); // Friday, Monday is 0
/// assert_eq!(date.plus_days(-5).to_string(), "2025-08-31");
/// assert!("2025-02-30".parse::<Date>().is_err());
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, or `None` where there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let possible =
            (0..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        possible.then_some(Date { year: year as i16, month: month as u8, day: day as u8 })
    }

    /// Year, 0 to 9999.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u32 {
        u32::from(self.month)
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        u32::from(self.day)
    }

    /// Day of the week: Monday is 0, Sunday 6.
    pub fn weekday(self) -> u32 {
        (self.day_number() + 3).rem_euclid(7) as u32
    }

    /// Days since 1970-01-01. Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms".
    pub fn day_number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The date that many days after 1970-01-01, held within the years 0 to 9999.
    pub fn from_day_number(number: i64) -> Date {
        let number = number.clamp(-719_528, 2_932_896) + 719_468;
        let era = number.div_euclid(146_097);
        let day_of_era = number.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date { year: year as i16, month: month as u8, day: day as u8 }
    }

    /// The date `days` later (earlier if negative).
    pub fn plus_days(self, days: i64) -> Date {
        Date::from_day_number(self.day_number().saturating_add(days))
    }

    /// The date `months` later; a day that the month lacks becomes its last day.
    pub fn plus_months(self, months: i64) -> Date {
        let index =
            (i64::from(self.year) * 12 + i64::from(self.month) - 1).saturating_add(months).clamp(0, 9999 * 12 + 11);
        let (year, month) = ((index / 12) as i32, (index % 12) as u32 + 1);
        let day = self.day().min(days_in_month(year, month));
        Date { year: year as i16, month: month as u8, day: day as u8 }
    }
}

/// Days of a month; 0 for a month outside 1 to 12.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Date, Error> {
        let wrong = || Error::new(ErrorKind::Record, format_args!("expected a date YYYY-MM-DD, found {text:?}"));
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(wrong());
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().map_err(|_| wrong());
        Date::new(number(0..4)? as i32, number(5..7)?, number(8..10)?)
            .ok_or_else(|| Error::new(ErrorKind::Record, format_args!("there is no day {text}")))
    }
}

impl TryFrom<String> for Date {
    type Error = Error;

    fn try_from(text: String) -> Result<Date, Error> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}
