//! How two claims stand to each other: actor, predicate and time first, then numbers, polarity, opposites.
//!
//! Posture: rather no relation than a wrong one. It fails on paraphrases that share no concept
//! ("The strike is over", "Crews went back to work").

use super::concept::{ConceptTables, Direction};
use super::number::{Number, Numbers, are_comparable, compare_numbers};
use super::profile::{Profile, Term};
use crate::model::{Evidence, Modality, Reason, RelationKind};

/// What two profiles have in common.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    /// Positions in both lists of terms, by concept.
    pub(crate) pairs: Vec<(u16, u16)>,
    /// Summed weight of the shared terms.
    pub(crate) weight: f32,
    /// Opposed concepts, one on each side, among the terms that are not shared.
    pub(crate) opposed: Option<(u16, u16)>,
    /// A shared predicate holds both ways or not at all: "met", "signed".
    mutual: bool,
    /// A shared predicate holds one way only: "beat", "owes".
    exclusive: bool,
    /// A shared predicate is counted while it goes on: "died", "were arrested".
    counts_up: bool,
    /// Positions of the terms that the other side lacks.
    pub(crate) left_a: Vec<u16>,
    pub(crate) left_b: Vec<u16>,
}

impl Shared {
    pub(crate) fn of(a: &Profile, b: &Profile, concepts: &ConceptTables) -> Shared {
        let mut shared = Shared::default();
        let (mut i, mut j) = (0, 0);
        while i < a.by_concept.len() || j < b.by_concept.len() {
            let x = a.by_concept.get(i).map(|idx| (a.terms[*idx as usize].concept, *idx));
            let y = b.by_concept.get(j).map(|idx| (b.terms[*idx as usize].concept, *idx));
            match (x, y) {
                (Some((c, p)), Some((d, q))) if c == d => {
                    shared.weight += a.terms[p as usize].weight.min(b.terms[q as usize].weight);
                    shared.pairs.push((p, q));
                    (i, j) = (i + 1, j + 1);
                }
                (Some((c, p)), y) if y.is_none_or(|(d, _)| c < d) => {
                    // A concept said twice on one side counts once.
                    if !shared.pairs.iter().any(|(known, _)| a.terms[*known as usize].concept == c) {
                        shared.left_a.push(p);
                    }
                    i += 1;
                }
                (_, Some((d, q))) => {
                    if !shared.pairs.iter().any(|(_, known)| b.terms[*known as usize].concept == d) {
                        shared.left_b.push(q);
                    }
                    j += 1;
                }
                _ => break,
            }
        }
        shared.opposed = shared.left_a.iter().find_map(|p| {
            let term = &a.terms[*p as usize];
            let other = shared.left_b.iter().find(|q| are_opposed(term, &b.terms[**q as usize], concepts))?;
            Some((*p, *other))
        });
        if shared.likeness(a, b) < LEAST_LIKE {
            return shared;
        }
        let has = |kind| shared.pairs.iter().any(|(p, _)| concepts.direction(a.terms[*p as usize].concept) == kind);
        (shared.mutual, shared.exclusive) = (has(Some(Direction::Mutual)), has(Some(Direction::Exclusive)));
        shared.counts_up = shared.pairs.iter().any(|(p, _)| concepts.counts_up(a.terms[*p as usize].concept));
        shared
    }

    /// Dice coefficient by weight, 0 to 1; opposed concepts are about the same thing and count as shared.
    pub(crate) fn likeness(&self, a: &Profile, b: &Profile) -> f32 {
        let opposed = self.opposed.map_or(0.0, |(p, q)| a.terms[p as usize].weight.min(b.terms[q as usize].weight));
        2.0 * (self.weight + opposed) / (a.weight + b.weight).max(0.1)
    }

    /// True if each side has a telling word, no actor's name, that the other lacks (opposed ones aside).
    fn each_adds(&self, a: &Profile, b: &Profile) -> bool {
        let (skip_a, skip_b) = self.opposed.unzip();
        let adds = |profile: &Profile, left: &[u16], skip: Option<u16>| {
            let mut telling = left.iter().filter(|idx| Some(**idx) != skip).map(|idx| profile.terms[*idx as usize]);
            telling.any(|term| term.weight >= 0.6 && !term.is_actor)
        };
        adds(a, &self.left_a, skip_a) && adds(b, &self.left_b, skip_b)
    }

    /// Share of the shorter claim's weight that the other has too.
    fn containment(&self, a: &Profile, b: &Profile) -> f32 {
        self.weight / a.weight.min(b.weight).max(0.1)
    }
}

/// The most that [`Shared::likeness`] can be, without what it takes to know: an opposite may add a term of each.
pub(crate) fn most_likeness(a: &Profile, b: &Profile) -> f32 {
    let term = |profile: &Profile, place: usize| profile.by_concept.get(place).map(|idx| profile.terms[*idx as usize]);
    let (mut i, mut j, mut weight, mut left_a, mut left_b) = (0, 0, 0.0, 0.0f32, 0.0f32);
    while let (Some(x), Some(y)) = (term(a, i), term(b, j)) {
        let (is_first, is_second) = (x.concept <= y.concept, y.concept <= x.concept);
        if is_first && is_second {
            weight += x.weight.min(y.weight);
        } else if is_first {
            left_a = left_a.max(x.weight);
        } else {
            left_b = left_b.max(y.weight);
        }
        (i, j) = (i + usize::from(is_first), j + usize::from(is_second));
    }
    while let Some(x) = term(a, i) {
        (left_a, i) = (left_a.max(x.weight), i + 1);
    }
    while let Some(y) = term(b, j) {
        (left_b, j) = (left_b.max(y.weight), j + 1);
    }
    2.0 * (weight + left_a.min(left_b)) / (a.weight + b.weight).max(0.1)
}

/// Opposites by the table, or one is the contrary of the other: "unarmed", "armed".
fn are_opposed(x: &Term, y: &Term, concepts: &ConceptTables) -> bool {
    concepts.are_opposed(x.concept, y.concept) || x.contrary == Some(y.concept) || y.contrary == Some(x.concept)
}

/// The verdict on two claims.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judgement {
    pub(crate) relation: RelationKind,
    pub(crate) reason: Option<Reason>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) confidence: f32,
}

impl Judgement {
    pub(crate) fn new(relation: RelationKind, reason: Option<Reason>, confidence: f32) -> Judgement {
        Judgement { relation, reason, evidence: Vec::new(), confidence: confidence.clamp(0.0, 1.0) }
    }

    pub(crate) fn unrelated() -> Judgement {
        Judgement::new(RelationKind::Unrelated, None, 0.5)
    }
}

/// Two claims less alike are unrelated, whatever they are about.
const LEAST_LIKE: f32 = 0.4;
/// Least likeness of two claims that are called the same.
const SAME: f32 = 0.62;
/// The same where each side has a word that the other lacks.
const SAME_DESPITE_MORE: f32 = 0.76;
/// Least likeness of two claims that are called conflicting.
const ABOUT_THE_SAME: f32 = 0.55;

/// Compares two texts that stand side by side. Linear in their lengths.
pub(crate) fn relate(a: &Profile, b: &Profile, concepts: &ConceptTables) -> Judgement {
    relate_shared(a, b, &Shared::of(a, b, concepts))
}

/// Compares two claims in view of what they share.
pub(crate) fn relate_shared(a: &Profile, b: &Profile, shared: &Shared) -> Judgement {
    relate_alike(a, b, shared, shared.likeness(a, b))
}

/// The same where it is known how much they are alike.
pub(crate) fn relate_alike(a: &Profile, b: &Profile, shared: &Shared, likeness: f32) -> Judgement {
    if likeness < LEAST_LIKE || shared.pairs.is_empty() {
        return Judgement::unrelated();
    }
    let mut judgement = judge(a, b, shared, likeness);
    if judgement.relation != RelationKind::Unrelated {
        collect_evidence(a, b, shared, &mut judgement);
    }
    judgement
}

fn judge(a: &Profile, b: &Profile, shared: &Shared, likeness: f32) -> Judgement {
    use RelationKind as R;
    if are_about_others(a, b) {
        return Judgement::unrelated();
    }
    let numbers = compare_numbers(&a.numbers, &b.numbers);
    let time = compare_days(a, b);
    if likeness < ABOUT_THE_SAME && numbers.is_none() && shared.containment(a, b) < 0.8 {
        return Judgement::unrelated();
    }
    if roles_are_swapped(a, b, shared) {
        let one_excludes_other = shared.exclusive || a.negation.is_some() != b.negation.is_some();
        return if one_excludes_other && likeness > 0.8 {
            Judgement::new(R::Conflict, Some(Reason::Role), likeness)
        } else if shared.mutual {
            Judgement::new(R::Same, None, likeness)
        } else {
            Judgement::unrelated()
        };
    }
    match time {
        Days::Disjoint
            if a.day_words != b.day_words
                && shared.opposed.is_none()
                && numbers.is_none()
                && likeness > 0.85
                && a.is_negative == b.is_negative =>
        {
            return Judgement::new(R::Conflict, Some(Reason::Date), likeness * 0.8);
        }
        Days::Disjoint | Days::FarApart => return Judgement::unrelated(),
        Days::Agree | Days::Unknown => {}
    }
    if a.is_denied != b.is_denied {
        // Who denies that it was so says what one says who holds that it was not.
        let other = if a.is_denied { b } else { a };
        if other.is_negative && other.has_negation {
            return Judgement::new(R::Same, None, likeness * 0.9);
        }
        return Judgement::new(R::Conflict, Some(Reason::Denial), likeness);
    }
    if a.is_negative != b.is_negative {
        // "The first visit since 2019" says that there was none from then on.
        if (a.is_first_since && b.has_since || b.is_first_since && a.has_since) && likeness >= 0.5 {
            return Judgement::new(R::Same, None, likeness * 0.8);
        }
        // "failed" against "did not succeed": an opposite under a negation is the same again.
        return if shared.opposed.is_some() {
            Judgement::new(R::Same, None, likeness * 0.7)
        } else if likeness >= ABOUT_THE_SAME {
            Judgement::new(R::Conflict, Some(Reason::Polarity), likeness)
        } else {
            Judgement::unrelated()
        };
    }
    let each_adds = shared.each_adds(a, b);
    if shared.opposed.is_some() && likeness >= 0.6 && !each_adds {
        return Judgement::new(R::Conflict, Some(Reason::Antonym), likeness * 0.9);
    }
    if shared.opposed.is_some() {
        return Judgement::unrelated();
    }
    match numbers {
        Some(Numbers::Conflict) if likeness >= ABOUT_THE_SAME => {
            if is_update(a, b, shared) {
                return Judgement::new(R::Compatible, Some(Reason::Update), likeness);
            }
            return Judgement::new(R::Conflict, Some(Reason::Number), likeness);
        }
        Some(Numbers::Conflict | Numbers::OtherUnit) => return Judgement::unrelated(),
        Some(Numbers::Compatible) if likeness >= 0.5 => {
            return Judgement::new(R::Compatible, Some(Reason::Number), likeness);
        }
        _ => {}
    }
    let floor = if each_adds { SAME_DESPITE_MORE } else { SAME };
    let same_figure = numbers == Some(Numbers::Equal) && likeness >= 0.5;
    if !same_figure && likeness < floor && (each_adds || shared.containment(a, b) < 0.85) {
        return Judgement::unrelated();
    }
    let likeness = if same_figure { likeness.max(0.6) } else { likeness };
    match foresight(a, b) {
        Foresight::None => Judgement::new(R::Same, None, likeness),
        Foresight::Fulfilled => Judgement::new(R::Confirms, None, likeness),
        // What was foretold after it had happened is another time of the same.
        Foresight::Late => Judgement::unrelated(),
    }
}

enum Foresight {
    None,
    Fulfilled,
    Late,
}

/// One foretells what the other says to have happened.
fn foresight(a: &Profile, b: &Profile) -> Foresight {
    let foresees = |profile: &Profile| matches!(profile.modality, Modality::Predicted | Modality::Intended);
    let holds = |profile: &Profile| profile.modality == Modality::Asserted;
    let (before, after) = match (foresees(a) && holds(b), holds(a) && foresees(b)) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return Foresight::None,
    };
    match (before.published, after.published) {
        (Some(told), Some(happened)) if told > happened => Foresight::Late,
        _ => Foresight::Fulfilled,
    }
}

/// A count that only grows, published later and higher: a toll brought up to date.
fn is_update(a: &Profile, b: &Profile, shared: &Shared) -> bool {
    let (Some(x), Some(y)) = (a.published, b.published) else { return false };
    let (earlier, later) = match x.cmp(&y) {
        std::cmp::Ordering::Less => (a, b),
        std::cmp::Ordering::Greater => (b, a),
        std::cmp::Ordering::Equal => return false,
    };
    let grows = |before: &Number| {
        let mut same_unit = later.numbers.iter().filter(|after| after.unit == before.unit).peekable();
        same_unit.peek().is_none() || same_unit.any(|after| after.high >= before.low)
    };
    shared.counts_up && earlier.numbers.iter().all(grows)
}

fn only_one_is(a: &Profile, b: &Profile, modality: Modality) -> bool {
    (a.modality == modality) != (b.modality == modality)
}

/// The claims differ in their actors, or one only supposes what it says.
pub(crate) fn are_about_others(a: &Profile, b: &Profile) -> bool {
    // Who denies is somebody else than who says.
    let holders_differ = a.is_denied != b.is_denied;
    !holders_differ && actors_disagree(a, b) || only_one_is(a, b, Modality::Hypothetical)
}

/// Both claims name actors and each names one that the other lacks in its subject.
fn actors_disagree(a: &Profile, b: &Profile) -> bool {
    let first = |profile: &Profile| profile.terms.iter().find(|term| term.is_actor).copied();
    let has = |profile: &Profile, term: Term| profile.terms.iter().any(|other| other.concept == term.concept);
    match (first(a), first(b)) {
        (Some(x), Some(y)) if x.concept != y.concept => {
            let both_missing = !has(b, x) && !has(a, y);
            let subjects = x.place == 0 && y.place == 0 && (!has(b, x) || !has(a, y));
            both_missing || subjects && a.terms.len().min(b.terms.len()) <= 5
        }
        _ => {
            let n_only = |mine: &Profile, other: &Profile| {
                mine.terms.iter().filter(|term| term.is_actor && !has(other, **term)).count()
            };
            let tolerated = usize::from(a.terms.len().min(b.terms.len()) > 6);
            n_only(a, b) > tolerated && n_only(b, a) > tolerated
        }
    }
}

/// The same two actors stand in opposite order around the same predicate, without a passive on one side.
fn roles_are_swapped(a: &Profile, b: &Profile, shared: &Shared) -> bool {
    let is_actor = |(p, q): &(u16, u16)| a.terms[*p as usize].is_actor || b.terms[*q as usize].is_actor;
    let actors: Vec<(u16, u16)> = shared.pairs.iter().copied().filter(|pair| is_actor(pair)).collect();
    let first = |pair: &&(u16, u16)| pair.0 == 0 && pair.1 > 0;
    let second = |pair: &&(u16, u16)| pair.0 > 0 && pair.1 == 0;
    actors.iter().any(|pair| first(&pair)) && actors.iter().any(|pair| second(&pair)) && a.subject_len == b.subject_len
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Days {
    Agree,
    Disjoint,
    FarApart,
    Unknown,
}

/// Days that may lie between two claims of the same event where one has no day of its own.
const NEAR_DAYS: i64 = 45;

/// Claims without days of their own are about the time around publication.
fn compare_days(a: &Profile, b: &Profile) -> Days {
    let of = |profile: &Profile| {
        let named = profile.days.map(|(from, to, _)| (from, to));
        named.or(profile.published.map(|day| (day, day)))
    };
    let (Some(x), Some(y)) = (of(a), of(b)) else { return Days::Unknown };
    let gap = (x.0.day_number() - y.1.day_number()).max(y.0.day_number() - x.1.day_number());
    match a.days.is_some() && b.days.is_some() {
        true if gap <= 0 => Days::Agree,
        true => Days::Disjoint,
        false if gap <= NEAR_DAYS => Days::Unknown,
        false => Days::FarApart,
    }
}

/// True unless the two are of different times.
pub(crate) fn compare_days_agree(a: &Profile, b: &Profile) -> bool {
    matches!(compare_days(a, b), Days::Agree | Days::Unknown)
}

pub(crate) fn collect_evidence(a: &Profile, b: &Profile, shared: &Shared, judgement: &mut Judgement) {
    let span = |profile: &Profile, idx: u16| profile.terms[idx as usize].span;
    for (p, q) in &shared.pairs {
        let what = if a.terms[*p as usize].is_actor { "actor" } else { "predicate" };
        judgement.evidence.push(Evidence::new(span(a, *p), span(b, *q), what));
    }
    judgement.evidence.sort_by_key(|evidence| evidence.a);
    if let Some((p, q)) = shared.opposed {
        judgement.evidence.push(Evidence::new(span(a, p), span(b, q), "opposite"));
    }
    for x in &a.numbers {
        for y in b.numbers.iter().filter(|y| are_comparable(x, y)) {
            judgement.evidence.push(Evidence::new(x.span, y.span, "number"));
        }
    }
    if let (Some(x), Some(y)) = (a.days, b.days) {
        judgement.evidence.push(Evidence::new(x.2, y.2, "date"));
    }
    if let Some(reason @ (Reason::Denial | Reason::Polarity)) = judgement.reason {
        let what = if reason == Reason::Denial { "denial" } else { "negation" };
        let (x, y) = (a.negation.unwrap_or(a.span), b.negation.unwrap_or(b.span));
        judgement.evidence.push(Evidence::new(x, y, what));
    }
}
