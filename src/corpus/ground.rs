//! Common ground: what two claims of different articles have to share before how they stand counts.
//!
//! Two texts that somebody put side by side are about the same thing; two claims of a thousand articles mostly are not.
//! Posture: rather miss than invent. It misses "The strike cost 40 million" against "Losses came to 60 million".

use super::concept::ConceptTables;
use super::facet::{ProfileKind, relate_facets};
use super::number::{Numbers, compare_numbers};
use super::profile::{Profile, Term};
use super::relate::{
    Judgement, Shared, are_about_others, collect_evidence, compare_days_agree, most_likeness, relate_shared,
};
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
/// Claims less alike than this are unrelated, whatever else holds.
pub(crate) const LEAST_LIKENESS: f32 = LIKE_BY_NUMBER;

/// Compares two claims of different articles. Linear in their lengths.
pub(crate) fn relate_across(a: &Profile, b: &Profile, concepts: &ConceptTables) -> Judgement {
    if a.kind != b.kind {
        return Judgement::unrelated();
    }
    if a.kind != ProfileKind::Claim {
        return relate_facets(a, b, concepts);
    }
    if is_copy(a, b) {
        let mut judgement = Judgement::new(RelationKind::Same, None, 1.0);
        collect_evidence(a, b, &Shared::of(a, b, concepts), &mut judgement);
        return judgement;
    }
    let too_unlike = || most_likeness(a, b) < LEAST_LIKENESS - 0.001;
    if a.is_fragment || b.is_fragment || too_unlike() || are_about_others(a, b) {
        return Judgement::unrelated();
    }
    let shared = Shared::of(a, b, concepts);
    let judgement = relate_shared(a, b, &shared);
    let holds = match judgement.relation {
        RelationKind::Conflict => conflict_holds(a, b, &shared, &judgement, concepts),
        RelationKind::Unrelated => true,
        _ => agreement_holds(a, b, &shared, &judgement),
    };
    if holds { judgement } else { Judgement::unrelated() }
}

/// The same words about the same time say the same, whoever is known in either article.
fn is_copy(a: &Profile, b: &Profile) -> bool {
    let stance = |profile: &Profile| (profile.modality, profile.is_negative, profile.is_denied);
    a.copied_wording().is_some_and(|wording| b.copied_wording() == Some(wording))
        && stance(a) == stance(b)
        && compare_days_agree(a, b)
}

fn conflict_holds(a: &Profile, b: &Profile, shared: &Shared, judgement: &Judgement, concepts: &ConceptTables) -> bool {
    // Only what is held to be so can be contradicted: not what might, should or is meant to be.
    let is_claimed =
        |profile: &Profile| matches!(profile.modality, Modality::Asserted | Modality::Predicted | Modality::Denied);
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
        && !a.subject_is_unknown
        && !b.subject_is_unknown
        && n_shared >= 3
        && more.0 <= usize::from(n_shared > 4)
        && more.1 <= n_shared
        && (judgement.confidence >= LIKE_CONFLICT || (is_number || denies_all) && shared.likeness(a, b) >= 0.62)
        && (shares_subject(a, b, shared) || judgement.reason == Some(Reason::Role))
        && are_of_the_same_time(a, b, days)
        && (!is_number || are_of_one_measure(a, b, shared, concepts))
        && (judgement.reason != Some(Reason::Date) || !a.is_dated_by_event && !b.is_dated_by_event)
        // Words and grammar have to see the same negation: either alone errs too often in long sentences.
        && (judgement.reason != Some(Reason::Polarity) || a.has_negation != b.has_negation)
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
    !a.subject_is_unknown
        && !b.subject_is_unknown
        && n_shared + usize::from(by_number) >= 3
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
