//! Relations between two short texts: `a || b => relation reason`, published on the days of the field `published`.

use whosaid::Extractor;

use crate::cases;

#[test]
fn relations() {
    let extractor = Extractor::new();
    cases::run("relations", |case| {
        let Some((a, b)) = case.input.split_once(" || ") else { return "no || in the case".to_owned() };
        let mut days = case.field("published").unwrap_or("2025-09-05").split(' ').map(|day| day.parse().ok());
        let first = days.next().flatten();
        let judgement = extractor.compare_texts((a, first), (b, days.next().unwrap_or(first)));
        let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
        let json = serde_json::json!([judgement.relation, judgement.reason]);
        format!("{} {}", word(&json[0]), word(&json[1]))
    });
}
