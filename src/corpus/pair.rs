//! Two short texts against each other.

use serde::Serialize;

use super::profile::{Profile, ProfileSource};
use super::relate::{Shared, relate};
use super::wording::{N_MEASURES, measures};
use crate::extractor::Extractor;
use crate::model::{Analysis, Article, Date, Modality, Reason, RelationKind};
use crate::span::Span;

/// Weights of [`measures`], fitted on news paraphrases by `train/fit_pairs.py`.
const WEIGHTS: [f32; N_MEASURES] = [-4.82, 1.17, 1.90, 4.10, -3.27, 4.09, 1.31, -1.06, -0.12, -0.5, -1.30, -1.12];

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
    /// actors that one lacks, polarity, length.
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
        let values = measures(a.0, b.0, &profile_a, &profile_b, &shared);
        let score: f32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        let likely = 1.0 / (1.0 + (-score).exp());
        let judgement = relate(&profile_a, &profile_b, concepts);
        let is_short = profile_a.terms.len().max(profile_b.terms.len()) <= 8;
        let (relation, same) = match judgement.relation {
            RelationKind::Conflict => (RelationKind::Conflict, likely.min(0.3)),
            RelationKind::Unrelated if is_short => (RelationKind::Unrelated, likely.min(0.45)),
            RelationKind::Unrelated if likely < 0.5 => (RelationKind::Unrelated, likely),
            RelationKind::Unrelated => (RelationKind::Same, likely),
            related if is_short => (related, likely.max(0.55)),
            _ if likely < 0.5 => (RelationKind::Unrelated, likely),
            related => (related, likely),
        };
        PairJudgement { relation, reason: judgement.reason, same, measures: values }
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
