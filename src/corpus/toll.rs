//! Tolls: how many died, were hurt, are missing or had to leave, compared between articles about one event.
//!
//! "Nine people died", "the death toll stands at 31" and "a blast that killed 14" share hardly a word; what they are
//! about stands in the first lines of their articles. Two tolls are compared if these name the same places, things
//! and people, and neither sentence names another place.

use super::concept::Concept;
use super::facet::ProfileKind;
use super::ground::Ground;
use super::number::{Number, Numbers, compare_intervals};
use super::profile::{Profile, ProfileSource, Term, inside};
use super::relate::Judgement;
use super::setting::{EVENT_DAYS, Setting, names};
use super::words::words;
use crate::model::{Evidence, Modality, Reason, RelationKind};
use crate::span::Span;

/// Fewest names that the first lines of both articles share; one will do if they share as many words.
const MIN_NAMES: usize = 2;
const MIN_WORDS: usize = 4;

/// A toll.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toll {
    /// What befell those who are counted.
    predicate: Term,
    /// Names in the sentence itself.
    local: Box<[Concept]>,
}

/// The tolls of a claim, each as a profile of its own.
pub(crate) fn tolls(source: &ProfileSource<'_>, claim: &Profile) -> Vec<Profile> {
    let is_asserted = claim.modality == Modality::Asserted && !claim.is_negative && !claim.is_denied;
    if !is_asserted {
        return Vec::new();
    }
    let mut tolls = Vec::new();
    for number in claim.numbers.iter().filter(|number| !number.is_part && !number.is_ordinal && !number.is_duration) {
        let Some(unit) = counted_beings(source, number) else { continue };
        let Some(predicate) = predicate_of(source, claim, number) else { continue };
        if is_increment(source.text, number.span) {
            continue;
        }
        let mut local: Vec<Concept> = names(source, claim.span).into_iter().map(|name| name.name).collect();
        local.sort_unstable();
        local.dedup();
        let toll = Toll { predicate, local: local.into() };
        let mut profile = Profile {
            kind: ProfileKind::Toll,
            terms: vec![Term { place: 0, ..predicate }],
            numbers: vec![Number { unit, ..*number }],
            toll: Some(Box::new(toll)),
            ..claim.clone()
        };
        profile.index();
        tolls.push(profile);
    }
    tolls
}

/// The unit of a number that counts somebody; people, residents and victims are one, workers another.
fn counted_beings(source: &ProfileSource<'_>, number: &Number) -> Option<Concept> {
    const PEOPLE: [&str; 8] = ["person", "people", "resident", "villager", "inhabitant", "victim", "body", "local"];
    let quantity = inside(&source.analysis.quantities, number.span, |quantity| quantity.span).next()?;
    let is_noun = |unit: &str| unit.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_measure =
        |unit: &str| matches!(unit, "percent" | "ratio" | "ordinal" | "time" | "year" | "month" | "day" | "hour");
    let unit = quantity.unit.as_deref().filter(|unit| is_noun(unit) && !is_measure(unit))?;
    Some(source.concepts.concept(if PEOPLE.contains(&unit) { "person" } else { unit }))
}

/// What is said of those counted: the predicate on the side where the claim has them, no other number between.
pub(crate) fn predicate_of(source: &ProfileSource<'_>, claim: &Profile, number: &Number) -> Option<Term> {
    let is_counted = |term: &&Term| !term.is_actor && source.concepts.counts_up(term.concept);
    let counted: Vec<&Term> = claim.terms.iter().filter(is_counted).collect();
    if let Some(home) = left_home(source, number.span) {
        return Some(home);
    }
    let is_free = |from: usize, to: usize| {
        !claim.numbers.iter().any(|other| other.span.start >= from && other.span.end <= to && other.span != number.span)
    };
    let mut before = counted.iter().rev().filter(|term| term.span.end <= number.span.start);
    let before = before.next().filter(|term| is_free(term.span.end, number.span.start));
    let mut after = counted.iter().filter(|term| term.span.start >= number.span.end);
    let after = after.next().filter(|term| is_free(number.span.end, term.span.start));
    let first_number = claim.numbers.iter().map(|number| number.span.start).min()?;
    let leads = counted.first().is_some_and(|term| term.span.start < first_number);
    let chosen = if leads { before.or(after) } else { after.or(before) };
    chosen.map(|term| **term)
}

/// "forced 4,000 from their homes", "4,000 people had to leave their homes"
fn left_home(source: &ProfileSource<'_>, number: Span) -> Option<Term> {
    let rest = &source.text[number.end..];
    let at = words(rest, number.end).take(8).find(|at| matches!(&source.text[*at], "homes" | "home" | "houses"))?;
    let between = &source.text[number.end..at.start];
    let is_left = !between.contains(['.', ',', ';'])
        && ["from their", "leave their", "left their", "fled their", "fleeing their", "out of their", "lost their"]
            .iter()
            .any(|words| between.contains(words));
    let concept = source.concepts.concept("evacuate");
    is_left.then_some(Term { concept, weight: 1.0, span: at, place: 0, is_actor: false, contrary: None })
}

/// "another 12", "12 more": not the toll.
fn is_increment(text: &str, number: Span) -> bool {
    let before = text[..number.start].trim_end();
    let after = text[number.end..].trim_start();
    ["nother", "urther", "dditional"].iter().any(|word| before.ends_with(word))
        || ["more ", "other", "additional"].iter().any(|word| after.starts_with(word))
}

/// How two tolls stand to each other; `a` is of the article published first.
pub(crate) fn relate_tolls(a: &Profile, b: &Profile, ground: Ground<'_>) -> Judgement {
    let (Some(x), Some(y)) = (&a.toll, &b.toll) else { return Judgement::unrelated() };
    let (Some(from), Some(to)) = (a.published, b.published) else { return Judgement::unrelated() };
    let gap = (from.day_number() - to.day_number()).abs();
    let same = x.predicate.concept == y.predicate.concept && a.numbers[0].unit == b.numbers[0].unit;
    if !same || gap > EVENT_DAYS || !is_recent(a) || !is_recent(b) {
        return Judgement::unrelated();
    }
    let names: Vec<_> = ground.a.shared_names(ground.b).collect();
    let n_words = ground.a.n_shared_words(ground.b);
    let is_of_one_event = names.len() >= MIN_NAMES && n_words >= 2 || !names.is_empty() && n_words >= MIN_WORDS;
    let is_elsewhere = |toll: &Toll, other: &Setting| toll.local.iter().any(|name| !other.has(*name));
    if !is_of_one_event || is_elsewhere(x, ground.b) || is_elsewhere(y, ground.a) {
        return Judgement::unrelated();
    }
    let (m, n) = (&a.numbers[0], &b.numbers[0]);
    let mut judgement = match compare_intervals(m, n) {
        Numbers::Equal => Judgement::new(RelationKind::Same, None, 0.8),
        Numbers::Compatible => Judgement::new(RelationKind::Compatible, Some(Reason::Number), 0.7),
        // Who is missing or had to leave may be found or return; nobody comes back from the dead.
        _ if gap > 0 && (n.low >= m.low || n.high >= m.high || !is_final(x)) => {
            Judgement::new(RelationKind::Compatible, Some(Reason::Update), 0.75)
        }
        _ => Judgement::new(RelationKind::Conflict, Some(Reason::Number), 0.6),
    };
    judgement.evidence.push(Evidence::new(m.span, n.span, "number"));
    judgement.evidence.push(Evidence::new(x.predicate.span, y.predicate.span, "predicate"));
    judgement.evidence.extend(names.into_iter().map(|(p, q)| Evidence::new(p.span, q.span, "setting")));
    judgement
}

/// Of no other time than its article's: a toll of 1998 is not of this event.
fn is_recent(profile: &Profile) -> bool {
    let (Some((from, to, _)), Some(published)) = (profile.days, profile.published) else { return true };
    let days = (published.day_number() - to.day_number()).max(from.day_number() - published.day_number());
    days <= EVENT_DAYS
}

fn is_final(toll: &Toll) -> bool {
    let is = |word: &str| toll.predicate.concept == super::concept::concept_of_name(word);
    is("die") || is("injure")
}
