//! How good an analysis is: precision, recall and F1 against an annotated one.
//!
//! Small on purpose, so that users can measure on their own texts (`examples/evaluate.rs`).
//! Spans are compared by their visible bytes, white space and edge punctuation aside.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::{Actor, ActorId, Analysis, Claim, ClaimId, MentionForm, Quote, QuoteId};
use crate::span::Span;

/// Counts behind precision, recall and F1.
///
/// # Examples
///
/// ```
/// use whosaid::eval::Tally;
/// let tally = Tally { right: 3.0, found: 4.0, expected: 6.0 };
/// assert_eq!(tally.precision(), 0.75);
/// assert_eq!(tally.recall(), 0.5);
/// assert!((tally.f1() - 0.6).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Found and expected. Fractions come from clusters.
    pub right: f64,
    /// Found.
    pub found: f64,
    /// Expected.
    pub expected: f64,
}

impl Tally {
    /// Share of the found that is right; 0 if nothing was found.
    pub fn precision(self) -> f64 {
        if self.found > 0.0 { self.right / self.found } else { 0.0 }
    }

    /// Share of the expected that was found; 0 if nothing was expected.
    pub fn recall(self) -> f64 {
        if self.expected > 0.0 { self.right / self.expected } else { 0.0 }
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum > 0.0 { 2.0 * self.precision() * self.recall() / sum } else { 0.0 }
    }

    /// Adds the counts of another one.
    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.found += other.found;
        self.expected += other.expected;
    }

    fn count(right: usize, found: usize, expected: usize) -> Tally {
        Tally { right: right as f64, found: found as f64, expected: expected as f64 }
    }
}

/// What a good system may leave out: finding it counts neither for nor against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Optional {
    /// Quotes of the annotated analysis.
    pub quotes: Vec<QuoteId>,
    /// Claims of the annotated analysis.
    pub claims: Vec<ClaimId>,
}

/// The measures over one or more articles.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Scores {
    /// Names, aliases, demonyms and nominals with exactly the right words.
    pub mentions: Tally,
    /// Pronouns under an actor that also has a right name.
    pub pronouns: Tally,
    /// Clusters of mentions, B³ end to end (Bagga and Baldwin 1998): precision and recall are kept apart,
    /// see [`Scores::rows`].
    pub clusters_precision: Tally,
    /// Recall side of the clusters.
    pub clusters_recall: Tally,
    /// Quotes whose content shares half of its bytes (Dice ≥ 0.5).
    pub quotes_detected: Tally,
    /// The same with overlapping source words, or none on both sides.
    pub quotes_attributed: Tally,
    /// The same with the same speaker (an equal name or a shared mention), or none on both sides.
    pub quotes_speaker: Tally,
    /// Claims whose span shares half of its bytes (Dice ≥ 0.5).
    pub claims: Tally,
    /// The same with kind, modality, polarity and claimant right.
    pub claims_full: Tally,
    /// Times with overlapping words and the same value.
    pub times: Tally,
    /// Quantities with overlapping words, the same value and unit.
    pub quantities: Tally,
}

impl Scores {
    /// Compares what was found in an article with what a person marked.
    ///
    /// Cost grows with the product of the lists' lengths, which are those of one article.
    pub fn of(text: &str, expected: &Analysis, optional: &Optional, found: &Analysis) -> Scores {
        let mut scores = Scores::default();
        score_actors(&expected.actors, &found.actors, &mut scores);
        score_quotes(text, expected, optional, found, &mut scores);
        score_claims(text, expected, optional, found, &mut scores);
        let expected_times: Vec<(Span, &str)> = expected.times.iter().map(|t| (t.span, &*t.value)).collect();
        let found_times: Vec<(Span, &str)> = found.times.iter().map(|t| (t.span, &*t.value)).collect();
        scores.times = score_values(&expected_times, &found_times);
        let quantity = |q: &crate::model::Quantity| (q.span, (format!("{:?}", q.value), q.unit.clone()));
        let expected_quantities: Vec<_> = expected.quantities.iter().map(quantity).collect();
        let found_quantities: Vec<_> = found.quantities.iter().map(quantity).collect();
        scores.quantities = score_values(&expected_quantities, &found_quantities);
        scores
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Scores) {
        for (mine, theirs) in self.tallies_mut().into_iter().zip(other.clone().tallies_mut()) {
            mine.add(*theirs);
        }
    }

    fn tallies_mut(&mut self) -> [&mut Tally; 11] {
        [
            &mut self.mentions,
            &mut self.pronouns,
            &mut self.clusters_precision,
            &mut self.clusters_recall,
            &mut self.quotes_detected,
            &mut self.quotes_attributed,
            &mut self.quotes_speaker,
            &mut self.claims,
            &mut self.claims_full,
            &mut self.times,
            &mut self.quantities,
        ]
    }

    /// Name, precision, recall and F1 of each measure, in a fixed order.
    pub fn rows(&self) -> Vec<(&'static str, f64, f64, f64)> {
        let row = |name, tally: Tally| (name, tally.precision(), tally.recall(), tally.f1());
        let (precision, recall) = (self.clusters_precision.precision(), self.clusters_recall.precision());
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        vec![
            row("actors/mentions", self.mentions),
            row("actors/pronouns", self.pronouns),
            ("actors/clusters_b3", precision, recall, f1),
            row("quotes/detected", self.quotes_detected),
            row("quotes/attributed", self.quotes_attributed),
            row("quotes/speaker", self.quotes_speaker),
            row("claims/span", self.claims),
            row("claims/full_tuple", self.claims_full),
            row("times/value", self.times),
            row("quantities/value_unit", self.quantities),
        ]
    }
}

/// Dice coefficient of two lists of spans over the visible bytes of a text: 0 to 1.
pub fn dice(text: &str, a: &[Span], b: &[Span]) -> f64 {
    let shared: usize = a.iter().flat_map(|x| b.iter().map(move |y| visible(text, overlap(*x, *y)))).sum();
    let total: usize = a.iter().chain(b).map(|span| visible(text, *span)).sum();
    if total > 0 { 2.0 * shared as f64 / total as f64 } else { 0.0 }
}

fn overlap(a: Span, b: Span) -> Span {
    let start = a.start.max(b.start);
    Span::new(start, a.end.min(b.end).max(start))
}

fn visible(text: &str, span: Span) -> usize {
    text.as_bytes()[span.as_range()].iter().filter(|byte| byte.is_ascii_alphanumeric() || **byte >= 128).count()
}

/// One-to-one pairs `(expected, found)`, best first, of at least this likeness.
fn align(n_expected: usize, n_found: usize, floor: f64, likeness: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for i in 0..n_expected {
        candidates.extend((0..n_found).map(|j| (likeness(i, j), i, j)).filter(|candidate| candidate.0 >= floor));
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_expected, mut taken_found) = (vec![false; n_expected], vec![false; n_found]);
    candidates
        .into_iter()
        .filter(|(_, i, j)| {
            let free = !taken_expected[*i] && !taken_found[*j];
            if free {
                (taken_expected[*i], taken_found[*j]) = (true, true);
            }
            free
        })
        .map(|(_, i, j)| (i, j))
        .collect()
}

fn mention_places(actors: &[Actor], wanted: impl Fn(MentionForm) -> bool) -> HashMap<Span, ActorId> {
    let all = actors.iter().flat_map(|actor| actor.mentions.iter().map(move |mention| (mention, actor.id)));
    all.filter(|(mention, _)| wanted(mention.form)).map(|(mention, id)| (mention.span, id)).collect()
}

fn score_actors(expected: &[Actor], found: &[Actor], scores: &mut Scores) {
    let named = |form| form != MentionForm::Pronoun;
    let (expected_named, found_named) = (mention_places(expected, named), mention_places(found, named));
    let right = found_named.keys().filter(|span| expected_named.contains_key(span)).count();
    scores.mentions = Tally::count(right, found_named.len(), expected_named.len());

    // Two actors are the same where most of their named mentions agree.
    let mut shared: HashMap<(ActorId, ActorId), usize> = HashMap::new();
    for (span, id) in &found_named {
        if let Some(other) = expected_named.get(span) {
            *shared.entry((*other, *id)).or_default() += 1;
        }
    }
    let pronoun = |form| form == MentionForm::Pronoun;
    let (expected_pronouns, found_pronouns) = (mention_places(expected, pronoun), mention_places(found, pronoun));
    let right = found_pronouns
        .iter()
        .filter(|(span, id)| expected_pronouns.get(span).is_some_and(|other| shared.contains_key(&(*other, **id))));
    scores.pronouns = Tally::count(right.count(), found_pronouns.len(), expected_pronouns.len());

    let all = |_| true;
    let (expected_all, found_all) = (mention_places(expected, all), mention_places(found, all));
    scores.clusters_precision = b_cubed(&found_all, &expected_all);
    scores.clusters_recall = b_cubed(&expected_all, &found_all);
}

/// Mean over the mentions of `a` of the share of their cluster that is in the same cluster of `b`.
fn b_cubed(a: &HashMap<Span, ActorId>, b: &HashMap<Span, ActorId>) -> Tally {
    let mut clusters: HashMap<ActorId, Vec<Option<ActorId>>> = HashMap::new();
    for (span, id) in a {
        clusters.entry(*id).or_default().push(b.get(span).copied());
    }
    let mut right = 0.0;
    for others in clusters.values() {
        for other in others.iter().flatten() {
            right += others.iter().flatten().filter(|o| *o == other).count() as f64 / others.len() as f64;
        }
    }
    Tally { right, found: a.len() as f64, expected: a.len() as f64 }
}

fn source_agrees(expected: &Quote, found: &Quote) -> bool {
    match (expected.source, found.source) {
        (Some(a), Some(b)) => a.overlaps(b),
        (None, None) => true,
        // A carried quote may or may not repeat the words that it inherits.
        _ => expected.carried && found.carried,
    }
}

/// Somebody without a name is called one thing here and another there: a mention in common counts too.
fn same_actor(expected: &Actor, found: &Actor) -> bool {
    let named = |actor: &Actor| -> Vec<Span> {
        actor
            .mentions
            .iter()
            .filter(|mention| mention.form != MentionForm::Pronoun)
            .map(|mention| mention.span)
            .collect()
    };
    let (mine, theirs) = (named(expected), named(found));
    expected.name.eq_ignore_ascii_case(&found.name)
        || mine.iter().any(|span| theirs.iter().any(|other| span.overlaps(*other)))
}

fn score_quotes(text: &str, expected: &Analysis, optional: &Optional, found: &Analysis, scores: &mut Scores) {
    let pairs = align(expected.quotes.len(), found.quotes.len(), 0.5, |i, j| {
        dice(text, &expected.quotes[i].content, &found.quotes[j].content)
    });
    let is_optional = |i: usize| optional.quotes.contains(&expected.quotes[i].id);
    let n_expected = (0..expected.quotes.len()).filter(|i| !is_optional(*i)).count();
    let n_found = found.quotes.len() - pairs.iter().filter(|(i, _)| is_optional(*i)).count();
    let (mut detected, mut attributed, mut speaker) = (0, 0, 0);
    for (i, j) in pairs.into_iter().filter(|(i, _)| !is_optional(*i)) {
        let (mine, theirs) = (&expected.quotes[i], &found.quotes[j]);
        detected += 1;
        attributed += usize::from(source_agrees(mine, theirs));
        speaker += usize::from(match (mine.speaker, theirs.speaker) {
            (Some(a), Some(b)) => same_actor(&expected[a], &found[b]),
            (a, b) => a.is_none() && b.is_none(),
        });
    }
    scores.quotes_detected = Tally::count(detected, n_found, n_expected);
    scores.quotes_attributed = Tally::count(attributed, n_found, n_expected);
    scores.quotes_speaker = Tally::count(speaker, n_found, n_expected);
}

fn claimant_agrees(expected: &Claim, found: &Claim) -> bool {
    match (expected.claimant, found.claimant) {
        (Some(a), Some(b)) => a.overlaps(b),
        (None, None) => true,
        _ => {
            expected.attribution.last().is_some_and(|a| a.carried)
                && found.attribution.last().is_some_and(|a| a.carried)
        }
    }
}

/// The found claims by tenth of confidence, 0 to 0.1 first: `right` are those whose span shares half of its bytes with
/// an expected one (Dice ≥ 0.5), one to one. Claims that may be left out count neither for nor against.
pub fn claims_by_confidence(text: &str, expected: &Analysis, optional: &Optional, found: &Analysis) -> [Tally; 10] {
    let mut tenths = [Tally::default(); 10];
    let mut matched = vec![None; found.claims.len()];
    for (i, j) in align_claims(text, expected, found) {
        matched[j] = Some(!optional.claims.contains(&expected.claims[i].id));
    }
    for (claim, matched) in found.claims.iter().zip(matched) {
        let tenth = &mut tenths[((claim.confidence * 10.0) as usize).min(9)];
        match matched {
            Some(true) => tenth.add(Tally { right: 1.0, found: 1.0, expected: 1.0 }),
            Some(false) => {}
            None => tenth.add(Tally { right: 0.0, found: 1.0, expected: 0.0 }),
        }
    }
    tenths
}

fn align_claims(text: &str, expected: &Analysis, found: &Analysis) -> Vec<(usize, usize)> {
    align(expected.claims.len(), found.claims.len(), 0.5, |i, j| {
        dice(text, &[expected.claims[i].span], &[found.claims[j].span])
    })
}

fn score_claims(text: &str, expected: &Analysis, optional: &Optional, found: &Analysis, scores: &mut Scores) {
    let pairs = align_claims(text, expected, found);
    let is_optional = |i: usize| optional.claims.contains(&expected.claims[i].id);
    let n_expected = (0..expected.claims.len()).filter(|i| !is_optional(*i)).count();
    let n_found = found.claims.len() - pairs.iter().filter(|(i, _)| is_optional(*i)).count();
    let (mut spans, mut full) = (0, 0);
    for (i, j) in pairs.into_iter().filter(|(i, _)| !is_optional(*i)) {
        let (mine, theirs) = (&expected.claims[i], &found.claims[j]);
        spans += 1;
        let agrees = mine.kind == theirs.kind && mine.modality == theirs.modality && mine.polarity == theirs.polarity;
        full += usize::from(agrees && claimant_agrees(mine, theirs));
    }
    scores.claims = Tally::count(spans, n_found, n_expected);
    scores.claims_full = Tally::count(full, n_found, n_expected);
}

fn score_values<V: PartialEq>(expected: &[(Span, V)], found: &[(Span, V)]) -> Tally {
    let pairs = align(expected.len(), found.len(), f64::MIN_POSITIVE, |i, j| {
        let (a, b) = (expected[i].0, found[j].0);
        2.0 * overlap(a, b).len() as f64 / (a.len() + b.len()).max(1) as f64
    });
    let right = pairs.iter().filter(|(i, j)| expected[*i].1 == found[*j].1).count();
    Tally::count(right, found.len(), expected.len())
}
