//! Relations between two short texts: `a || b => relation reason`.

use whosaid::Extractor;

use crate::cases;

#[test]
fn relations() {
    let extractor = Extractor::new();
    let day = "2025-09-05".parse().ok();
    cases::run("relations", |case| {
        let Some((a, b)) = case.input.split_once(" || ") else { return "no || in the case".to_owned() };
        let judgement = extractor.compare_texts((a, day), (b, day));
        let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
        let json = serde_json::json!([judgement.relation, judgement.reason]);
        format!("{} {}", word(&json[0]), word(&json[1]))
    });
}
