//! Two short texts against each other.

use serde::Serialize;

use super::profile::{Profile, ProfileSource};
use super::relate::{Shared, relate};
use super::wording::{N_MEASURES, measures};
use crate::extractor::Extractor;
use crate::model::{Analysis, Article, Date, Modality, Reason, RelationKind};
use crate::span::Span;

/// Weights of [`measures`], fitted on news paraphrases by `train/fit_pairs.py`.
const WEIGHTS: [f32; N_MEASURES] =
    [-4.52, 0.23, 2.40, 4.42, -3.31, 4.01, 1.38, -1.06, -0.17, 0.0, -1.32, -1.33, -0.02, -0.15];

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
        let profile_a = whole_profile(&ProfileSource::new(&article_a.text, &analysis_a, concepts), &analysis_a);
        let profile_b = whole_profile(&ProfileSource::new(&article_b.text, &analysis_b, concepts), &analysis_b);
        let shared = Shared::of(&profile_a, &profile_b, concepts);
        let judgement = relate(&profile_a, &profile_b, concepts);
        let values = measures((a.0, &profile_a), (b.0, &profile_b), &shared, judgement.relation);
        let score: f32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        // A short text is one claim, where the rules know best; a long one is judged by its wording.
        let is_short = profile_a.terms.len().max(profile_b.terms.len()) <= 5;
        let (relation, same) = match judgement.relation {
            RelationKind::Conflict if is_short || likely < 0.5 => (RelationKind::Conflict, likely.min(0.3)),
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

/// The whole text as one claim: the modality is that of its longest claim.
fn whole_profile(source: &ProfileSource<'_>, analysis: &Analysis) -> Profile {
    let longest = analysis.claims.iter().max_by_key(|claim| (claim.span.len(), std::cmp::Reverse(claim.span.start)));
    let modality = longest.map_or(Modality::Asserted, |claim| claim.modality);
    source.profile(Span::new(0, source.text.len()), modality, None)
}
