//! Two short texts against each other.

use serde::Serialize;

use super::profile::{Profile, ProfileSource};
use super::relate::{Shared, relate};
use super::wording::{N_MEASURES, measures};
use crate::extractor::Extractor;
use crate::model::{Article, Date, Modality, Reason, RelationKind};
use crate::span::Span;

/// Weights of [`measures`], fitted on news paraphrases by `train/fit_pairs.py`.
const WEIGHTS: [f32; N_MEASURES] =
    [-4.24, 0.06, 2.10, 4.50, -3.43, 4.07, 1.48, -1.08, -0.12, 0.47, -1.26, -1.33, -0.12, -0.42];

/// Least likeness at which two texts of seven or eight terms conflict whose wording is alike.
const PLAIN_CONFLICT: f32 = 0.85;

/// How two texts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PairJudgement {
    /// How they stand.
    pub relation: RelationKind,
    /// Why, where there is one reason.
    pub reason: Option<Reason>,
    /// How likely they say the same, 0 to 1.
    pub same: f32,
    /// The measures that `same` is fitted on, each 0 to 1: constant, shared content, the same within the longer text,
    /// words, pairs of words, common subsequence, length ratio, figures that one lacks, figures that both lack,
    /// actors that one lacks, polarity, length, conflict or no relation by the rules.
    #[serde(skip)]
    pub measures: [f32; N_MEASURES],
}

impl Extractor {
    /// Compares two short texts, each taken as one claim, with their days of publication.
    pub fn compare_texts(&self, a: (&str, Option<Date>), b: (&str, Option<Date>)) -> PairJudgement {
        let (article_a, article_b) = (short_article(a), short_article(b));
        let (analysis_a, analysis_b) = (self.extract(&article_a), self.extract(&article_b));
        let concepts = &self.tables().concepts;
        let source_a = ProfileSource::new(&article_a.text, &analysis_a, concepts);
        let source_b = ProfileSource::new(&article_b.text, &analysis_b, concepts);
        let (profile_a, profile_b) = (whole_profile(&source_a), whole_profile(&source_b));
        let shared = Shared::of(&profile_a, &profile_b, concepts);
        let content_a = content_profile(&source_a).unwrap_or_else(|| profile_a.clone());
        let content_b = content_profile(&source_b).unwrap_or_else(|| profile_b.clone());
        let judgement = relate(&content_a, &content_b, concepts);
        let values = measures((a.0, &profile_a), (b.0, &profile_b), &shared, judgement.relation);
        let score: f32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        // A short text is one claim, where the rules know best; a long one is judged by its wording.
        let length = |profile: &Profile| profile.terms.len() + profile.numbers.len();
        let n_terms = length(&profile_a).max(length(&profile_b));
        let is_short = n_terms <= 6;
        let is_plain = n_terms <= 8 && judgement.confidence >= PLAIN_CONFLICT;
        let (relation, same) = match judgement.relation {
            RelationKind::Conflict if is_short || is_plain || likely < 0.5 => (RelationKind::Conflict, likely.min(0.3)),
            RelationKind::Unrelated if is_short => (RelationKind::Unrelated, likely.min(0.45)),
            related if is_short => (related, likely.max(0.55)),
            _ if likely < 0.5 => (RelationKind::Unrelated, likely),
            RelationKind::Unrelated | RelationKind::Conflict => (RelationKind::Same, likely),
            related => (related, likely),
        };
        let reason = judgement.reason.filter(|_| relation == judgement.relation);
        PairJudgement { relation, reason, same, measures: values }
    }
}

fn short_article((text, published): (&str, Option<Date>)) -> Article {
    let article = Article::from_text(text);
    match published {
        Some(day) => article.with_published(day),
        None => article,
    }
}

/// The whole text as one claim: the modality is that of its longest claim; a question claims nothing.
fn whole_profile(source: &ProfileSource<'_>) -> Profile {
    let claims = &source.analysis.claims;
    let longest = claims.iter().max_by_key(|claim| (claim.span.len(), std::cmp::Reverse(claim.span.start)));
    let modality = match longest {
        _ if source.text.trim_end().ends_with('?') => Modality::Hypothetical,
        Some(claim) => claim.modality,
        None => Modality::Asserted,
    };
    source.profile(Span::new(0, source.text.len()), modality, None)
}

/// What a text says that only tells what somebody says: "The operator denies that the plant leaked."
fn content_profile(source: &ProfileSource<'_>) -> Option<Profile> {
    let mut claims = source.analysis.claims.iter().filter(|claim| claim.parent.is_none());
    let (claim, None) = (claims.next()?, claims.next()) else { return None };
    claim.attribution.first()?.holder?;
    Some(source.claim_profile(claim, claim))
}
