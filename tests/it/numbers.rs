//! Case files of times and quantities; the calendar against a well-kept date library.

use serde_json::Value;
use whosaid::{Article, Date, Extractor};

use crate::cases;

fn analyse(case: &cases::Case) -> Value {
    let mut article = Article::from_text(case.input.as_str());
    article.published = case.field("published").and_then(|text| text.trim().parse().ok());
    serde_json::to_value(Extractor::new().extract(&article)).unwrap_or_default()
}

fn or_dash(lines: Vec<String>) -> String {
    if lines.is_empty() { "-".to_owned() } else { lines.join("\n") }
}

#[test]
fn times() {
    cases::run("times", |case| {
        let analysis = analyse(case);
        let times = analysis["times"].as_array().into_iter().flatten();
        or_dash(
            times
                .map(|time| {
                    let part = |key: &str| time[key].as_str().unwrap_or_default().to_owned();
                    let days = match time["from"].as_str() {
                        Some(from) => format!("{from}..{}", part("to")),
                        None => "-".to_owned(),
                    };
                    format!("{} {} {days}", part("type"), part("value"))
                })
                .collect(),
        )
    });
}

#[test]
fn quantities() {
    cases::run("quantities", |case| {
        let analysis = analyse(case);
        let quantities = analysis["quantities"].as_array().into_iter().flatten();
        or_dash(
            quantities
                .map(|quantity| {
                    let number =
                        |value: &Value| format!("{}", (value.as_f64().unwrap_or(f64::NAN) * 1e4).round() / 1e4);
                    let value = match quantity["value"].as_array() {
                        Some(ends) => ends.iter().map(number).collect::<Vec<_>>().join(".."),
                        None => number(&quantity["value"]),
                    };
                    let unit = quantity["unit"].as_str().unwrap_or("-");
                    format!("{value} {unit} {}", quantity["bound"].as_str().unwrap_or_default())
                })
                .collect(),
        )
    });
}

/// Every day of four centuries, and steps of months, agree with `jiff`.
#[test]
fn calendar_agrees_with_jiff() {
    let mut theirs = jiff::civil::date(1799, 12, 31);
    let mut ours = Date::new(1799, 12, 31).unwrap();
    while theirs.year() < 2201 {
        assert_eq!(ours.to_string(), theirs.to_string());
        assert_eq!(ours.weekday() as i8, theirs.weekday().to_monday_zero_offset());
        assert_eq!(Date::from_day_number(ours.day_number()), ours);
        theirs = theirs.tomorrow().unwrap();
        ours = ours.plus_days(1);
    }
    for months in [-1300, -13, -12, -1, 0, 1, 11, 12, 13, 25, 1300] {
        for day in [(2024, 2, 29), (2025, 1, 31), (1999, 12, 31), (2025, 8, 30)] {
            let ours = Date::new(day.0, day.1, day.2).unwrap().plus_months(months);
            let theirs = jiff::civil::date(day.0 as i16, day.1 as i8, day.2 as i8);
            let theirs = theirs.saturating_add(jiff::Span::new().months(months));
            assert_eq!(ours.to_string(), theirs.to_string());
        }
    }
}

/// The week of a day is ISO 8601's, by what "this week" means on days of three years.
#[test]
fn weeks_agree_with_jiff() {
    let extractor = Extractor::new();
    let mut day = jiff::civil::date(2018, 12, 20);
    while day.year() < 2022 {
        let published: Date = day.to_string().parse().unwrap();
        let analysis = extractor.extract(&Article::from_text("Prices rose this week.").with_published(published));
        let week = day.iso_week_date();
        assert_eq!(analysis.times[0].value, format!("{}-W{:02}", week.year(), week.week()));
        day = day.saturating_add(jiff::Span::new().days(3));
    }
}
