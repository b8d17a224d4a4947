//! Claims: kind, holder, modality, polarity, content, one a line.

use whosaid::model::{Claim, ClaimKind, Modality, Polarity};
use whosaid::{Article, Extractor};

use crate::cases;

#[test]
fn claims() {
    let extractor = Extractor::new();
    cases::run("claims", |case| {
        let article = Article::from_text(&case.input);
        let analysis = extractor.extract(&article);
        let whole = analysis.claims.iter().filter(|claim| !claim.rule.starts_with("embedded"));
        let lines: Vec<String> = whole.map(|claim| line(&article.text, claim)).collect();
        lines.join("\n")
    });
}

/// Rules, how surely their claims hold, contents; embedded claims too.
#[test]
fn rules() {
    let extractor = Extractor::new();
    cases::run("rules", |case| {
        let article = Article::from_text(&case.input);
        let analysis = extractor.extract(&article);
        let line = |claim: &Claim| {
            let content = article.text[claim.span].trim_end_matches('.');
            format!("{} | {} | {content}", claim.rule, band(claim.factuality))
        };
        analysis.claims.iter().map(line).collect::<Vec<_>>().join("\n")
    });
}

fn band(factuality: f32) -> &'static str {
    match factuality {
        value if value >= 1.8 => "holds",
        value if value <= -0.5 => "does not",
        _ => "open",
    }
}

fn line(text: &str, claim: &Claim) -> String {
    let kind = if claim.kind == ClaimKind::Attributed { "attributed" } else { "assertion" };
    let holder = claim.claimant.map_or("-", |holder| &text[holder]);
    let polarity = if claim.polarity == Polarity::Negative { "negative" } else { "positive" };
    let content = text[claim.span].trim_end_matches('.').replace('\n', " ");
    format!("{kind} | {holder} | {} | {polarity} | {content}", modality(claim.modality))
}

fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "asserted",
        Modality::Denied => "denied",
        Modality::Predicted => "predicted",
        Modality::Possible => "possible",
        Modality::Hypothetical => "hypothetical",
        Modality::Intended => "intended",
        Modality::Obligated => "obligated",
        _ => "other",
    }
}
