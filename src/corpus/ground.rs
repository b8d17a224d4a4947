//! Common ground: what two claims of different articles have to share before how they stand counts.
//!
//! Two texts that somebody put side by side are about the same thing; two claims of a thousand articles mostly are not.
//! Posture: rather miss than invent. It misses "The strike cost 40 million" against "Losses came to 60 million".

use super::concept::ConceptTables;
use super::facet::{ProfileKind, relate_facets};
use super::number::{Number, Numbers, are_comparable, compare_intervals, compare_numbers};
use super::profile::{Profile, Term};
use super::relate::{
    Judgement, Shared, are_about_others, collect_evidence, compare_days_agree, most_likeness, relate_alike,
};
use super::setting::{EVENT_DAYS, Setting};
use crate::model::{Modality, Reason, RelationKind};

/// Days between two articles in which figures and states count as being of the same time.
const SAME_TIME_DAYS: i64 = 7;
/// The same for denials, which come later.
const DENIAL_DAYS: i64 = 30;
/// Least likeness of two claims of different articles that are called the same.
const LIKE_THE_SAME: f32 = 0.75;
/// The same for those that conflict.
const LIKE_CONFLICT: f32 = 0.7;

/// The same for those that a number relates.
const LIKE_BY_NUMBER: f32 = 0.6;
/// Least likeness of two claims in reports of one event that are called the same.
const LIKE_IN_EVENT: f32 = 0.66;
/// The same for those that have a figure in common.
const LIKE_BY_NUMBER_IN_EVENT: f32 = 0.55;
/// Words in common from which on the subject of one may be the object of the other.
const SURE_OF_SUBJECT: usize = 4;
/// Claims less alike than this are unrelated, whatever else holds.
pub(crate) const LEAST_LIKENESS: f32 = LIKE_BY_NUMBER;

/// What the two articles are about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) a: &'a Setting,
    pub(crate) b: &'a Setting,
    /// They tell of one event.
    pub(crate) is_one_event: bool,
}

impl<'a> Ground<'a> {
    /// The same with the sides exchanged.
    pub(crate) fn turned(self) -> Ground<'a> {
        Ground { a: self.b, b: self.a, ..self }
    }

    /// Fewest words, actors and numbers that have to show a relation.
    fn least_evidence(self) -> usize {
        if self.is_one_event { 2 } else { 3 }
    }
}

/// Compares two claims of different articles. Linear in their lengths.
pub(crate) fn relate_across(a: &Profile, b: &Profile, ground: Ground<'_>, concepts: &ConceptTables) -> Judgement {
    if a.kind != b.kind {
        return Judgement::unrelated();
    }
    let judgement = match a.kind {
        ProfileKind::Claim => relate_claims(a, b, ground, concepts),
        _ => relate_facets(a, b, ground, concepts),
    };
    if judgement.evidence.len() >= ground.least_evidence() { judgement } else { Judgement::unrelated() }
}

fn relate_claims(a: &Profile, b: &Profile, ground: Ground<'_>, concepts: &ConceptTables) -> Judgement {
    if is_copy(a, b) {
        let mut judgement = Judgement::new(RelationKind::Same, None, 1.0);
        collect_evidence(a, b, &Shared::of(a, b, concepts), &mut judgement);
        return judgement;
    }
    let is_clear = |profile: &Profile| !profile.is_fragment && !profile.subject_is_unknown;
    let may_be_alike = || ground.is_one_event || most_likeness(a, b) >= LEAST_LIKENESS - 0.001;
    if !is_clear(a) || !is_clear(b) || !may_be_alike() || are_about_others(a, b) {
        return Judgement::unrelated();
    }
    let shared = Shared::of(a, b, concepts);
    let n_equal = if ground.is_one_event { n_equal_numbers(a, b) } else { 0 };
    let judgement = relate_alike(a, b, &shared, likeness_with(a, b, &shared, n_equal));
    let holds = match judgement.relation {
        RelationKind::Unrelated => true,
        RelationKind::Conflict => {
            conflict_holds(a, b, &shared, &judgement, concepts)
                || ground.is_one_event && event_conflict_holds(a, b, &shared, &judgement, concepts)
        }
        _ => {
            agreement_holds(a, b, &shared, &judgement)
                || ground.is_one_event && event_agreement_holds(a, b, &shared, n_equal)
        }
    };
    if holds { judgement } else { Judgement::unrelated() }
}

/// Numbers of one unit that are the same on both sides, or nearly: "around 120", "120".
fn n_equal_numbers(a: &Profile, b: &Profile) -> usize {
    let is_narrow = |number: &Number| number.high <= 1.5 * number.low;
    let agree = |x: &Number, y: &Number| match compare_intervals(x, y) {
        Numbers::Equal => true,
        Numbers::Compatible => is_narrow(x) && is_narrow(y),
        _ => false,
    };
    let has = |x: &Number| b.numbers.iter().any(|y| x.unit != 0 && are_comparable(x, y) && agree(x, y));
    a.numbers.iter().filter(|number| has(number)).count()
}

/// [`Shared::likeness`] with the same numbers counted as words.
fn likeness_with(a: &Profile, b: &Profile, shared: &Shared, n_equal: usize) -> f32 {
    let n_equal = n_equal as f32;
    let weight = a.weight + b.weight;
    (shared.likeness(a, b) * weight + 2.0 * n_equal) / (weight + 2.0 * n_equal).max(0.1)
}

/// The same words about the same time say the same, whoever is known in either article.
fn is_copy(a: &Profile, b: &Profile) -> bool {
    let stance = |profile: &Profile| (profile.modality, profile.is_negative, profile.is_denied);
    a.copied_wording().is_some_and(|wording| b.copied_wording() == Some(wording))
        && stance(a) == stance(b)
        && compare_days_agree(a, b)
}

fn conflict_holds(a: &Profile, b: &Profile, shared: &Shared, judgement: &Judgement, concepts: &ConceptTables) -> bool {
    let is_number = judgement.reason == Some(Reason::Number);
    let n_shared = shared.n_telling(a) + usize::from(shared.opposed.is_some()) + usize::from(is_number);
    let (more_a, more_b) = (n_telling_of(a, &shared.left_a), n_telling_of(b, &shared.left_b));
    let skip = usize::from(shared.opposed.is_some());
    let more = (more_a.min(more_b) - skip.min(more_a.min(more_b)), more_a.max(more_b));
    // "He never ignored a warning" leaves no room for any, however it is described.
    let denies_all = if is_negative(a) { more_a == 0 } else { is_negative(b) && more_b == 0 };
    let days = if judgement.reason == Some(Reason::Denial) { DENIAL_DAYS } else { SAME_TIME_DAYS };
    is_claimed(a)
        && is_claimed(b)
        && n_shared >= 3
        && more.0 <= usize::from(n_shared > 4)
        && more.1 <= n_shared
        && (judgement.confidence >= LIKE_CONFLICT || (is_number || denies_all) && shared.likeness(a, b) >= 0.62)
        && (shares_subject(a, b, shared) || judgement.reason == Some(Reason::Role))
        && are_of_the_same_time(a, b, days)
        && (!is_number || are_of_one_measure(a, b, shared, concepts))
        && (judgement.reason != Some(Reason::Date) || !a.is_dated_by_event && !b.is_dated_by_event)
        && !has_happened_since(a, b, judgement)
        // Words and grammar have to see the same negation: either alone errs too often in long sentences.
        && (judgement.reason != Some(Reason::Polarity) || a.has_negation != b.has_negation)
}

/// Only what is held to be so can be contradicted: not what might, should or is meant to be.
fn is_claimed(profile: &Profile) -> bool {
    matches!(profile.modality, Modality::Asserted | Modality::Predicted | Modality::Denied)
}

/// What somebody refused to do one week may be done the next. `a` is of the article published first.
fn has_happened_since(a: &Profile, b: &Profile, judgement: &Judgement) -> bool {
    let days = a.published.zip(b.published).map_or(0, |(x, y)| y.day_number() - x.day_number());
    judgement.reason == Some(Reason::Polarity) && a.is_negative && days > 1
}

/// In two reports of one event less has to be shared, if nothing else is said.
fn event_conflict_holds(
    a: &Profile,
    b: &Profile,
    shared: &Shared,
    judgement: &Judgement,
    concepts: &ConceptTables,
) -> bool {
    let n_shared = shared.n_telling(a);
    let (more_a, more_b) = (n_telling_of(a, &shared.left_a), n_telling_of(b, &shared.left_b));
    let adds_nothing = match judgement.reason {
        Some(Reason::Number) => more_a.min(more_b) <= n_shared / 3 && more_a.max(more_b) <= n_shared,
        Some(Reason::Polarity | Reason::Denial) => more_a == 0 && more_b == 0,
        _ => false,
    };
    let is_number = judgement.reason == Some(Reason::Number);
    is_claimed(a)
        && is_claimed(b)
        && n_shared >= 2
        && adds_nothing
        && judgement.confidence >= LIKE_BY_NUMBER
        && (shares_subject(a, b, shared) || n_shared >= SURE_OF_SUBJECT)
        && are_of_the_same_time(a, b, if is_number { SAME_TIME_DAYS } else { EVENT_DAYS })
        && (!is_number || are_of_one_measure(a, b, shared, concepts))
        && !has_happened_since(a, b, judgement)
        && (is_number || a.has_negation != b.has_negation || a.is_denied != b.is_denied)
}

fn event_agreement_holds(a: &Profile, b: &Profile, shared: &Shared, n_equal: usize) -> bool {
    let n_shared = shared.n_telling(a);
    let (more_a, more_b) = (n_telling_of(a, &shared.left_a), n_telling_of(b, &shared.left_b));
    let floor = if n_equal > 0 { LIKE_BY_NUMBER_IN_EVENT } else { LIKE_IN_EVENT };
    // Two words will do for a clause of which nothing is left.
    let is_all = more_a == 0 && more_b == 0 && a.wording.1.min(b.wording.1) >= 4;
    let is_enough = if n_equal > 0 { n_shared >= 1 } else { n_shared >= 2 && (shared.pairs.len() >= 3 || is_all) };
    is_enough
        && more_a.min(more_b) <= n_equal.max(n_shared / 3)
        && likeness_with(a, b, shared, n_equal) >= floor
        && (shares_subject(a, b, shared) || n_shared >= SURE_OF_SUBJECT)
}

/// Each poll has its own margin of error; three shares are not two others.
fn are_of_one_measure(a: &Profile, b: &Profile, shared: &Shared, concepts: &ConceptTables) -> bool {
    let margin = concepts.concept("margin");
    let ratio = concepts.concept("ratio");
    let n_shares = |profile: &Profile| profile.numbers.iter().filter(|number| number.unit == ratio).count();
    !shared.pairs.iter().any(|(p, _)| a.terms[*p as usize].concept == margin) && n_shares(a) == n_shares(b)
}

fn is_negative(profile: &Profile) -> bool {
    profile.is_negative || profile.is_denied
}

fn agreement_holds(a: &Profile, b: &Profile, shared: &Shared, judgement: &Judgement) -> bool {
    let n_shared = shared.n_telling(a);
    let (more_a, more_b) = (n_telling_of(a, &shared.left_a), n_telling_of(b, &shared.left_b));
    let by_number = matches!(judgement.reason, Some(Reason::Number | Reason::Update));
    let likeness = shared.likeness(a, b);
    let agree_in_number = || compare_numbers(&a.numbers, &b.numbers) == Some(Numbers::Equal);
    let floor = if by_number || agree_in_number() { LIKE_BY_NUMBER } else { LIKE_THE_SAME };
    n_shared + usize::from(by_number) >= 3
        && more_a.min(more_b) <= n_shared / 3
        && likeness >= floor
        && (!by_number || shares_subject(a, b, shared))
}

/// Neither claim starts with an actor or a telling word that the other lacks, nor each with another actor.
fn shares_subject(a: &Profile, b: &Profile, shared: &Shared) -> bool {
    let starts_alone = |profile: &Profile, left: &[u16]| {
        let first = profile.terms.iter().position(Term::is_telling);
        first.is_some_and(|first| left.contains(&(first as u16)))
    };
    let others_act = match (a.terms.first(), b.terms.first()) {
        (Some(x), Some(y)) => x.is_actor && y.is_actor && x.concept != y.concept,
        _ => false,
    };
    !others_act && !starts_alone(a, &shared.left_a) && !starts_alone(b, &shared.left_b)
}

/// Both name the days they are of, or were published within some days.
fn are_of_the_same_time(a: &Profile, b: &Profile, days: i64) -> bool {
    if a.days.is_some() && b.days.is_some() {
        return true;
    }
    match (a.published, b.published) {
        (Some(x), Some(y)) => (x.day_number() - y.day_number()).abs() <= days,
        _ => true,
    }
}

fn n_telling_of(profile: &Profile, left: &[u16]) -> usize {
    left.iter().filter(|idx| profile.terms[**idx as usize].is_telling()).count()
}

impl Shared {
    /// Number of shared actors and telling words, each counted once.
    pub(crate) fn n_telling(&self, a: &Profile) -> usize {
        let telling = self.pairs.iter().map(|(p, _)| &a.terms[*p as usize]).filter(|term| term.is_telling());
        let mut concepts: Vec<u32> = telling.map(|term| term.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts.len()
    }
}
