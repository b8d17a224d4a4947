//! Facets: what a long claim says beside its main point, compared on its own.
//!
//! "… on the sidelines of events commemorating the 80th anniversary of the end of the war" carries a second claim:
//! a figure with the words around it. And whoever denies an alliance of three leaders denies one of their countries:
//! a negated predicate with the countries of the actors.

use super::concept::{Concept, ConceptTables};
use super::ground::Ground;
use super::number::{Number, Numbers, compare_intervals};
use super::profile::{Profile, ProfileSource, Term};
use super::relate::{Judgement, Shared, collect_evidence, compare_days_agree};
use super::toll::{relate_tolls, tolls};
use crate::model::RelationKind;

/// What a profile stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProfileKind {
    /// A whole claim.
    Claim,
    /// A figure with the words around it.
    Figure,
    /// A negated or denied predicate with the countries of its actors.
    Denial,
    /// How many died, were hurt, are missing.
    Toll,
}

/// Terms on each side of a figure that belong to its facet.
const REACH: usize = 7;
/// Fewest terms of a claim that has facets: a shorter one is its own.
const MIN_TERMS: usize = 6;
/// Least weight that two facets of the same figure share.
const SHARED_FIGURE: f32 = 3.0;
/// The same for small numbers and lengths of time, of which there are many.
const SHARED_COMMON_FIGURE: f32 = 4.0;
/// Numbers below are common.
const COMMON: f64 = 20.0;

/// The facets of a claim's profile.
pub(crate) fn facets(source: &ProfileSource<'_>, claim: &Profile) -> Vec<Profile> {
    let mut facets = tolls(source, claim);
    if claim.terms.len() >= MIN_TERMS {
        for number in claim.numbers.iter().filter(|number| number.is_exact && number.low > 3.0) {
            facets.push(figure_facet(source, claim, *number));
        }
    }
    if claim.is_negative || claim.is_denied {
        facets.push(denial_facet(source, claim));
    }
    facets
}

fn figure_facet(source: &ProfileSource<'_>, claim: &Profile, number: Number) -> Profile {
    let place = claim.terms.partition_point(|term| term.span.start < number.span.start);
    let window = place.saturating_sub(REACH)..(place + REACH).min(claim.terms.len());
    let mut terms = claim.terms[window].to_vec();
    if number.is_duration {
        // "Her first visit to Norway in six years", "a six-year gap since the Croatian leader met the Norwegian one".
        let mut countries = terms.clone();
        source.as_countries(&mut countries);
        countries.retain(|country| !terms.iter().any(|term| term.concept == country.concept));
        terms.extend(countries);
    }
    with_terms(claim, ProfileKind::Figure, terms, vec![number])
}

fn denial_facet(source: &ProfileSource<'_>, claim: &Profile) -> Profile {
    // What is denied stands near the negation; a claim that another one denies is denied as a whole.
    let mut terms = match claim.negation {
        Some(negation) => {
            let place = claim.terms.partition_point(|term| term.span.start < negation.start);
            claim.terms[place.saturating_sub(REACH)..(place + REACH).min(claim.terms.len())].to_vec()
        }
        None => claim.terms.clone(),
    };
    source.as_countries(&mut terms);
    with_terms(claim, ProfileKind::Denial, terms, Vec::new())
}

fn with_terms(claim: &Profile, kind: ProfileKind, mut terms: Vec<Term>, numbers: Vec<Number>) -> Profile {
    for (place, term) in terms.iter_mut().enumerate() {
        term.place = place as u16;
    }
    let mut facet = Profile { kind, terms, numbers, ..claim.clone() };
    facet.index();
    facet
}

/// Compares two facets of the same kind.
pub(crate) fn relate_facets(a: &Profile, b: &Profile, ground: Ground<'_>, concepts: &ConceptTables) -> Judgement {
    if a.kind == ProfileKind::Toll {
        return relate_tolls(a, b, ground);
    }
    if !compare_days_agree(a, b) || a.kind == ProfileKind::Figure && !is_same_number(a, b) {
        return Judgement::unrelated();
    }
    let shared = Shared::of(a, b, concepts);
    let confidence = match a.kind {
        ProfileKind::Figure => same_figure(a, b, &shared),
        ProfileKind::Denial => same_denial(a, b, &shared),
        ProfileKind::Claim | ProfileKind::Toll => None,
    };
    let Some(confidence) = confidence else { return Judgement::unrelated() };
    let mut judgement = Judgement::new(RelationKind::Same, None, confidence);
    collect_evidence(a, b, &shared, &mut judgement);
    judgement
}

fn is_same_number(a: &Profile, b: &Profile) -> bool {
    let (Some(x), Some(y)) = (a.numbers.first(), b.numbers.first()) else { return false };
    x.unit == y.unit && x.is_ordinal == y.is_ordinal && compare_intervals(x, y) == Numbers::Equal
}

/// The figures are known to be the same.
fn same_figure(a: &Profile, b: &Profile, shared: &Shared) -> Option<f32> {
    let polarity = a.is_negative == b.is_negative && a.is_denied == b.is_denied;
    let is_common = a.numbers.iter().any(|number| number.is_duration || number.low < COMMON);
    let least = if is_common { SHARED_COMMON_FIGURE } else { SHARED_FIGURE };
    let enough = shared.weight >= least && shared.pairs.len() >= 3;
    (polarity && enough).then(|| (shared.weight / 8.0 + 0.25).min(0.8))
}

/// The same predicate is denied of three of the same countries, or of two in much the same words.
fn same_denial(a: &Profile, b: &Profile, shared: &Shared) -> Option<f32> {
    let is_actor = |(p, q): &&(u16, u16)| a.terms[*p as usize].is_actor && b.terms[*q as usize].is_actor;
    let mut actors: Vec<Concept> =
        shared.pairs.iter().filter(is_actor).map(|(p, _)| a.terms[*p as usize].concept).collect();
    actors.sort_unstable();
    actors.dedup();
    let predicates = shared.pairs.iter().filter(|pair| !is_actor(pair));
    let telling = predicates.filter(|(p, _)| a.terms[*p as usize].weight >= 0.9).count();
    let likeness = shared.likeness(a, b);
    // "They are no allies" is short; whoever denies talk of an alliance does it with more words.
    let contained = shared.weight / a.weight.min(b.weight).max(0.1);
    let alike = actors.len() >= 3 && contained >= 0.7 || actors.len() == 2 && likeness >= 0.6;
    let confidence = 0.35 + 0.1 * (telling + actors.len()).min(4) as f32;
    (telling >= 1 && alike && !a.is_fragment && !b.is_fragment).then_some(confidence)
}

impl ProfileSource<'_> {
    /// Puts the countries of actors in their place, where they are known; each once.
    fn as_countries(&self, terms: &mut Vec<Term>) {
        let country_of = |term: &Term| {
            let idx = self.countries.binary_search_by_key(&term.span, |known| known.0).ok()?;
            self.countries[idx].1
        };
        let mut seen: Vec<Concept> = Vec::new();
        terms.retain_mut(|term| {
            term.concept = country_of(term).unwrap_or(term.concept);
            let is_new = !seen.contains(&term.concept);
            seen.extend(is_new.then_some(term.concept));
            is_new
        });
    }
}
