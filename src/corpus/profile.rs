//! What a claim says, in a form that can be compared: concepts, actors, numbers, days, polarity.

use std::borrow::Cow;

use super::concept::{Concept, ConceptTables};
use super::facet::ProfileKind;
use super::number::{Number, duration_of, number_of};
use super::party::{actor_key, country_key, country_names, country_of, head_word, is_name};
use super::story::Figure;
use super::toll::{Toll, predicate_of};
use super::words::{Role, contrary, is_auxiliary, is_claim_noun, is_pronoun, opens_fragment, role, words};
use crate::model::{
    Analysis, Claim, ComparisonKind, Date, MentionForm, Modality, Polarity, Quantity, TimeExpr, TimeKind,
};
use crate::span::Span;
use crate::text::hash_word;

/// One content word or actor of a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Term {
    /// What it means.
    pub(crate) concept: Concept,
    /// How much it tells.
    pub(crate) weight: f32,
    /// Where it stands.
    pub(crate) span: Span,
    /// Its place among the terms, from 0.
    pub(crate) place: u16,
    /// True for the name of an actor.
    pub(crate) is_actor: bool,
    /// What it is the contrary of: "armed" for "unarmed".
    pub(crate) contrary: Option<Concept>,
}

impl Term {
    /// True if it tells something by itself: an actor, or any but the commonest words.
    pub(crate) fn is_telling(&self) -> bool {
        self.is_actor || self.weight >= TELLING
    }
}

/// Least weight of a word that tells something by itself.
pub(crate) const TELLING: f32 = 0.9;

/// Most terms of a profile; what a longer claim says after them is not compared.
const MAX_TERMS: usize = 200;

/// What a claim says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Profile {
    pub(crate) kind: ProfileKind,
    pub(crate) span: Span,
    /// Content words and actors, in text order.
    pub(crate) terms: Vec<Term>,
    /// Positions in `terms`, by concept.
    pub(crate) by_concept: Vec<u16>,
    pub(crate) numbers: Vec<Number>,
    /// First and last day that the claim names, and the words.
    pub(crate) days: Option<(Date, Date, Span)>,
    /// Hash of those words: "Thursday" in two weeks is two days.
    pub(crate) day_words: u32,
    pub(crate) published: Option<Date>,
    pub(crate) is_negative: bool,
    pub(crate) negation: Option<Span>,
    /// True if the words have an odd number of negations.
    pub(crate) has_negation: bool,
    /// True if the holder presents it as false, or the words deny something.
    pub(crate) is_denied: bool,
    pub(crate) modality: Modality,
    /// Number of terms before the main verb, as far as it can be told.
    pub(crate) subject_len: u16,
    pub(crate) weight: f32,
    /// True if the words have "since".
    pub(crate) has_since: bool,
    /// True if the words are no sentence: "to win the vote", "who left early".
    pub(crate) is_fragment: bool,
    /// True if the claim starts with a pronoun of which nobody knows whom it means.
    pub(crate) subject_is_unknown: bool,
    /// True if they have "first … since".
    pub(crate) is_first_since: bool,
    /// True if a day is told by another event: "in January, a month before".
    pub(crate) is_dated_by_event: bool,
    /// Hash of its words, and their number.
    pub(crate) wording: (u64, u16),
    /// What is counted where, for a toll.
    pub(crate) toll: Option<Box<Toll>>,
}

impl Profile {
    /// Sorts the terms' positions by concept and sums their weight.
    pub(crate) fn index(&mut self) {
        let terms = &self.terms;
        self.by_concept = (0..terms.len() as u16).collect();
        self.by_concept.sort_by_key(|idx| (terms[*idx as usize].concept, *idx));
        self.weight = terms.iter().map(|term| term.weight).sum();
    }
}

impl Profile {
    /// The hash of its words where they are enough to be a copy: more of them if nobody knows of whom it speaks.
    pub(crate) fn copied_wording(&self) -> Option<u64> {
        const COPY: u16 = 6;
        const UNCLEAR_COPY: u16 = 10;
        let enough = if self.subject_is_unknown { UNCLEAR_COPY } else { COPY };
        (self.kind == ProfileKind::Claim && self.wording.1 >= enough).then_some(self.wording.0)
    }

    /// A hash of what is said, the same for the same concepts in any order.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.by_concept.iter().fold(0xcbf2_9ce4_8422_2325, |hash, idx| {
            (hash ^ u64::from(self.terms[*idx as usize].concept)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// "Third", "fourteen": a number, not a word.
    fn is_number_word(&self, at: Span) -> bool {
        self.numbers.iter().any(|number| number.span.overlaps(at))
    }
}

/// Words that refer to an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Referring {
    span: Span,
    key: Concept,
    /// The actor has a name somewhere in the article; else "it" stands for a common noun.
    is_named: bool,
    /// A gazetteer knows the actor.
    is_known: bool,
}

impl Referring {
    fn term(self, place: u16) -> Term {
        let weight = if self.is_named { 1.5 } else { 1.0 };
        Term { concept: self.key, weight, span: self.span, place, is_actor: self.is_named, contrary: None }
    }
}

/// What a profile is made from.
pub(crate) struct ProfileSource<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) concepts: &'a ConceptTables,
    /// Words that refer to an actor, in text order.
    mentions: Vec<Referring>,
    /// Span and country key of each mention, in text order.
    pub(crate) countries: Vec<(Span, Option<Concept>)>,
    /// "the first strike", where no day since when is told, in text order.
    firsts: Vec<Span>,
}

impl<'a> ProfileSource<'a> {
    /// Prepares an article for [`ProfileSource::profile`].
    pub(crate) fn new(text: &'a str, analysis: &'a Analysis, concepts: &'a ConceptTables) -> ProfileSource<'a> {
        let (mut mentions, mut countries) = (Vec::new(), Vec::new());
        let places = country_names(analysis);
        for actor in &analysis.actors {
            let country = country_of(actor, &places).map(country_key);
            countries.extend(actor.mentions.iter().map(|mention| (mention.span, country)));
            // Who is only ever "the bank" is a word like any other, but "it" may stand for that word.
            let is_named = actor.mentions.iter().any(|mention| is_name(mention.form)) || actor.country.is_some();
            let is_known = actor.refs.wikidata.is_some() || actor.refs.iso3166.is_some();
            let key = if is_named { actor_key(actor) } else { concepts.concept(head_word(&actor.name)) };
            let telling = actor.mentions.iter().filter(|mention| is_named || mention.form == MentionForm::Pronoun);
            mentions.extend(telling.map(|mention| Referring { span: mention.span, key, is_named, is_known }));
        }
        mentions.sort();
        countries.sort();
        countries.dedup_by_key(|known| known.0);
        let comparisons = analysis.claims.iter().flat_map(|claim| &claim.comparisons);
        let firsts = comparisons.filter(|found| found.kind == ComparisonKind::First && found.since.is_none());
        let mut firsts: Vec<Span> = firsts.map(|found| found.span).collect();
        firsts.sort();
        ProfileSource { text, analysis, concepts, mentions, countries, firsts }
    }

    /// Whether what stands there names somebody: `Some(true)` if a gazetteer knows whom.
    pub(crate) fn naming(&self, at: Span) -> Option<bool> {
        let next = self.mentions.partition_point(|mention| mention.span.end <= at.start);
        let mention = self.mentions.get(next).filter(|mention| mention.is_named && mention.span.covers(at))?;
        Some(mention.is_known)
    }

    /// The profile of a claim that says what `meant` says: itself, or the one that it points at ("denied this").
    pub(crate) fn claim_profile(&self, claim: &Claim, meant: &Claim) -> Profile {
        let polarity = if meant.id == claim.id { Some(claim.polarity) } else { None };
        let mut profile = self.profile(meant.span, claim.modality, polarity);
        let names_nobody = profile.terms.first().is_none_or(|term| !term.is_actor);
        let first = words(&self.text[meant.span], 0).next().map_or("", |word| &self.text[meant.span][word]);
        let first = first.to_lowercase();
        let starts_with_pronoun = is_pronoun(&first);
        profile.is_fragment = meant.span.start == claim.span.start && opens_fragment(&first);
        profile.subject_is_unknown = starts_with_pronoun && names_nobody;
        // "The bank insisted that it knew nothing": the holder speaks of itself.
        if names_nobody && starts_with_pronoun {
            let holder = claim.attribution.last().and_then(|attribution| attribution.holder);
            let mention = holder.and_then(|holder| inside(&self.mentions, holder, |mention| mention.span).next());
            if let Some(mention) = mention {
                profile.terms.iter_mut().for_each(|term| term.place += 1);
                profile.terms.insert(0, mention.term(0));
                profile.subject_len = profile.subject_len.max(1);
                profile.subject_is_unknown = !mention.is_named;
                profile.index();
            }
        }
        profile.span = claim.span;
        profile
    }

    /// The figures with a unit in a claim, each with what is said of it: the nearest telling word.
    pub(crate) fn figures(&self, profile: &Profile) -> Vec<Figure> {
        let spans: Vec<Span> = match profile.kind {
            ProfileKind::Claim => vec![profile.span],
            _ => profile.numbers.iter().map(|number| number.span).collect(),
        };
        let found =
            spans.into_iter().flat_map(|span| inside(&self.analysis.quantities, span, |quantity| quantity.span));
        let says = |term: &&Term| term.is_telling() && !term.is_actor;
        let figure = |quantity: &Quantity| {
            let unit = quantity.unit.as_deref().filter(|unit| *unit != "ordinal")?;
            let place = profile.terms.partition_point(|term| term.span.start < quantity.span.start);
            let (before, after) = profile.terms.split_at(place);
            let near = [after.iter().find(says), before.iter().rev().find(says)].into_iter().flatten();
            let gap = |term: &&Term| {
                let span = term.span;
                span.start.saturating_sub(quantity.span.end).max(quantity.span.start.saturating_sub(span.end))
            };
            let counted = profile.numbers.iter().find(|number| number.span == quantity.span);
            let counted = counted.and_then(|number| predicate_of(self, profile, number));
            let what = counted.or(near.min_by_key(gap).copied()).map_or(0, |term| term.concept);
            Some(Figure { span: quantity.span, value: quantity.value, unit: unit.into(), what })
        };
        found.filter_map(figure).collect()
    }

    /// The profile of a piece of the text. Linear in its length and in what was found in it.
    pub(crate) fn profile(&self, span: Span, modality: Modality, polarity: Option<Polarity>) -> Profile {
        let times: Vec<&TimeExpr> = inside(&self.analysis.times, span, |time| time.span).collect();
        let quantities = inside(&self.analysis.quantities, span, |quantity| quantity.span);
        let days = days_of(self.text, &times);
        let mut profile = Profile {
            kind: ProfileKind::Claim,
            span,
            terms: Vec::new(),
            by_concept: Vec::new(),
            numbers: Vec::new(),
            days,
            day_words: days.map_or(0, |(.., words)| hash_word(self.text[words].to_lowercase().as_bytes())),
            published: self.analysis.article.published,
            is_negative: false,
            negation: None,
            has_negation: false,
            is_denied: modality == Modality::Denied,
            modality,
            subject_len: 0,
            weight: 0.0,
            has_since: false,
            is_first_since: false,
            is_fragment: false,
            subject_is_unknown: false,
            is_dated_by_event: false,
            wording: (0, 0),
            toll: None,
        };
        profile.numbers.extend(quantities.map(|quantity| number_of(quantity, self.text, self.concepts)));
        self.read_words(span, &times, &mut profile);
        profile.numbers.extend(times.iter().filter_map(|time| duration_of(time, self.concepts)));
        profile.numbers.iter_mut().for_each(|number| self.read_anniversary(number));
        profile.numbers.extend(self.first_of_its_kind(span, &profile));
        profile.has_negation = profile.is_negative;
        if let Some(polarity) = polarity {
            profile.is_negative = polarity == Polarity::Negative && modality != Modality::Denied;
        }
        profile.index();
        profile
    }

    /// "The first strike" is number one of a row, unless it is the first since a day or in some years.
    fn first_of_its_kind(&self, span: Span, profile: &Profile) -> Option<Number> {
        let has_duration = profile.numbers.iter().any(|number| number.unit == self.concepts.concept("year"));
        if profile.has_since || has_duration || profile.numbers.iter().any(|number| number.is_ordinal) {
            return None;
        }
        let span = *inside(&self.firsts, span, |first| *first).next()?;
        let unit = self.concepts.concept("ordinal");
        Some(Number {
            low: 1.0,
            high: 1.0,
            is_exact: true,
            unit,
            is_ordinal: true,
            is_part: false,
            is_duration: false,
            span,
        })
    }

    /// "The 80th anniversary of" and "80 years since" are the same figure.
    fn read_anniversary(&self, number: &mut Number) {
        let after = self.text[number.span.end..].trim_start();
        let jubilee = number.is_ordinal && after.starts_with("anniversary");
        let years =
            number.unit == self.concepts.concept("year") && (after.starts_with("since") || after.starts_with("after"));
        if jubilee || years || self.text[number.span].ends_with("anniversary") {
            (number.is_ordinal, number.is_duration) = (false, false);
            number.unit = self.concepts.concept("anniversary");
        }
    }

    fn read_words(&self, span: Span, times: &[&TimeExpr], profile: &mut Profile) {
        let spans: Vec<Span> = words(&self.text[span], span.start).collect();
        let lower = self.text[span].to_lowercase();
        // Lower-casing may move bytes in rare scripts; then each word is lower-cased by itself.
        let same_place = lower.len() == span.len();
        let word = |idx: usize| -> Cow<'_, str> {
            let Some(at) = spans.get(idx) else { return Cow::Borrowed("") };
            let place = Span::new(at.start - span.start, at.end - span.start);
            if same_place && place.fits(&lower) {
                Cow::Borrowed(&lower[place])
            } else {
                Cow::Owned(self.text[*at].to_lowercase())
            }
        };
        let mix = |hash: u64, idx| (hash ^ u64::from(hash_word(word(idx).as_bytes()))).wrapping_mul(0x0100_0000_01b3);
        profile.wording = ((0..spans.len()).fold(0xcbf2_9ce4_8422_2325, mix), spans.len().min(u16::MAX.into()) as u16);
        let place_of = |wanted: &str| (0..spans.len()).find(|idx| word(*idx) == wanted);
        profile.is_dated_by_event = profile.days.is_some()
            && ["before", "after", "later", "earlier"].iter().any(|word| place_of(word).is_some());
        if let Some(since) = place_of("since") {
            profile.has_since = true;
            profile.is_first_since = place_of("first").is_some_and(|first| first < since);
        }
        let mut next_mention = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let (mut idx, mut after) = (0, span.start);
        let is_time = |at: Span| times.iter().any(|time| time.span.overlaps(at));
        while let Some(at) = spans.get(idx).copied() {
            idx += 1;
            if at.start < after {
                continue;
            }
            while self.mentions.get(next_mention).is_some_and(|mention| mention.span.end <= at.start) {
                next_mention += 1;
            }
            let place = profile.terms.len() as u16;
            let mention = self.mentions.get(next_mention).filter(|mention| mention.span.contains(at.start));
            if let Some(mention) = mention {
                profile.terms.push(mention.term(place));
                after = mention.span.end;
            } else if let Some(end) = self.relative_clause(at, span.end) {
                after = end;
            } else if !is_time(at) && !profile.is_number_word(at) {
                let before = if idx > 1 { word(idx - 2) } else { Cow::Borrowed("") };
                let (this, next, third) = (word(idx - 1), word(idx), word(idx + 1));
                idx += self.read_word([&before, &this, &next, &third], at, place, profile);
            }
            if profile.terms.len() >= MAX_TERMS {
                break;
            }
        }
    }

    /// The end of ", which operates the dam," where it begins with the word at `at`: said by the way.
    fn relative_clause(&self, at: Span, end: usize) -> Option<usize> {
        let is_aside = matches!(&self.text[at], "which" | "who" | "whose") && self.text[..at.start].ends_with(", ");
        let comma = is_aside.then(|| self.text[at.end..end].find(','))??;
        Some(at.end + comma)
    }

    /// Reads a word in view of the one before it and the two after it; returns how many of those it took too.
    fn read_word(
        &self,
        [before, lower, next, third]: [&str; 4],
        span: Span,
        place: u16,
        profile: &mut Profile,
    ) -> usize {
        match role(before, lower, next, third) {
            Role::Negation => {
                profile.is_negative = !profile.is_negative;
                profile.negation = Some(span);
                return 0;
            }
            Role::Denial => {
                profile.is_denied = true;
                profile.negation = Some(span);
                if next == "that" || third == "that" {
                    // Who denies is not part of what is denied.
                    profile.terms.clear();
                    profile.subject_len = 0;
                }
                return 0;
            }
            Role::Foresight(is_plan) => {
                if profile.modality == Modality::Asserted {
                    profile.modality = if is_plan { Modality::Intended } else { Modality::Predicted };
                }
                return 0;
            }
            Role::Question => profile.modality = Modality::Hypothetical,
            Role::Content => {}
        }
        if profile.subject_len == 0 && is_auxiliary(lower) {
            profile.subject_len = place;
        }
        if let Some(concept) = self.concepts.phrase(lower, next) {
            profile.terms.push(Term { concept, weight: 1.0, span, place, is_actor: false, contrary: None });
            return 1;
        }
        let weight = self.concepts.weight(lower);
        let is_digits = lower.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let is_mere_claim = is_claim_noun(lower) && profile.is_denied;
        if weight > 0.0 && !is_digits && !is_mere_claim {
            // A capital inside the sentence is a name that no actor accounts for.
            let is_actor = place > 0 && weight >= 1.0 && self.text[span].starts_with(char::is_uppercase);
            let contrary = contrary(lower).map(|rest| self.concepts.concept(rest));
            let concept = self.concepts.concept(lower);
            profile.terms.push(Term { concept, weight, span, place, is_actor, contrary });
        }
        0
    }
}

/// What stands in a span, of a list in text order.
pub(crate) fn inside<T>(list: &[T], span: Span, place: impl Fn(&T) -> Span + Copy) -> impl Iterator<Item = &T> {
    let from = list.partition_point(|item| place(item).start < span.start);
    list[from..]
        .iter()
        .take_while(move |item| place(item).start < span.end)
        .filter(move |item| span.covers(place(item)))
}

/// The narrowest time that a claim names; not since when something is the highest, the first or the case.
fn days_of(text: &str, times: &[&TimeExpr]) -> Option<(Date, Date, Span)> {
    let is_since = |time: &TimeExpr| {
        text[..time.span.start].trim_end().ends_with("since") || text[time.span].to_lowercase().starts_with("since")
    };
    let dated =
        times.iter().filter(|time| time.kind != TimeKind::Duration && time.kind != TimeKind::Set && !is_since(time));
    let ranges = dated.filter_map(|time| Some((time.from?, time.to?, time.span)));
    ranges.min_by_key(|(from, to, span)| (to.day_number() - from.day_number(), span.start))
}
