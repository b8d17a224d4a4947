//! What a claim says, in a form that can be compared: concepts, actors, numbers, days, polarity.

use std::borrow::Cow;

use super::concept::{Concept, ConceptTables};
use super::facet::ProfileKind;
use crate::model::{Analysis, Bound, Date, Modality, Polarity, Quantity, TimeExpr, TimeKind, Value};
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
}

/// A number with its interval and unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// True if the words give the very number: "502", not "about 500".
    pub(crate) is_exact: bool,
    pub(crate) unit: Concept,
    pub(crate) is_ordinal: bool,
    pub(crate) span: Span,
}

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
    pub(crate) published: Option<Date>,
    pub(crate) is_negative: bool,
    pub(crate) negation: Option<Span>,
    /// True if the holder presents it as false, or the words deny something.
    pub(crate) is_denied: bool,
    pub(crate) modality: Modality,
    /// Number of terms before the main verb, as far as it can be told.
    pub(crate) subject_len: u16,
    pub(crate) weight: f32,
    /// True if the words have "since".
    pub(crate) has_since: bool,
    /// True if they have "first … since".
    pub(crate) is_first_since: bool,
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

/// What a profile is made from.
pub(crate) struct ProfileSource<'a> {
    pub(crate) text: &'a str,
    pub(crate) analysis: &'a Analysis,
    pub(crate) concepts: &'a ConceptTables,
    /// Span and actor key of each named mention, in text order.
    pub(crate) mentions: Vec<(Span, Concept)>,
    /// Span and country key of each mention, in text order.
    pub(crate) countries: Vec<(Span, Option<Concept>)>,
}

impl<'a> ProfileSource<'a> {
    /// Prepares an article for [`ProfileSource::profile`].
    pub(crate) fn new(text: &'a str, analysis: &'a Analysis, concepts: &'a ConceptTables) -> ProfileSource<'a> {
        let (mut mentions, mut countries) = (Vec::new(), Vec::new());
        for actor in &analysis.actors {
            let key = actor_key(actor);
            let country = actor.country.as_deref().map(country_key);
            countries.extend(actor.mentions.iter().map(|mention| (mention.span, country)));
            mentions.extend(actor.mentions.iter().map(|mention| (mention.span, key)));
        }
        mentions.sort();
        countries.sort();
        countries.dedup_by_key(|known| known.0);
        ProfileSource { text, analysis, concepts, mentions, countries }
    }

    /// The profile of a piece of the text. Linear in its length and in what was found in it.
    pub(crate) fn profile(&self, span: Span, modality: Modality, polarity: Option<Polarity>) -> Profile {
        let times: Vec<&TimeExpr> = self.analysis.times.iter().filter(|time| span.covers(time.span)).collect();
        let quantities: Vec<&Quantity> = self.analysis.quantities.iter().filter(|q| span.covers(q.span)).collect();
        let mut profile = Profile {
            kind: ProfileKind::Claim,
            span,
            terms: Vec::new(),
            by_concept: Vec::new(),
            numbers: Vec::new(),
            days: days_of(&times),
            published: self.analysis.article.published,
            is_negative: false,
            negation: None,
            is_denied: modality == Modality::Denied,
            modality,
            subject_len: 0,
            weight: 0.0,
            has_since: false,
            is_first_since: false,
        };
        self.read_words(span, &times, &mut profile);
        for quantity in &quantities {
            profile.numbers.push(number_of(quantity, self.text, self.concepts));
        }
        profile.numbers.extend(times.iter().filter_map(|time| duration_of(time, self.concepts)));
        profile.numbers.iter_mut().for_each(|number| self.read_anniversary(number));
        if let Some(polarity) = polarity {
            profile.is_negative = polarity == Polarity::Negative && modality != Modality::Denied;
        }
        profile.index();
        profile
    }

    /// "The 80th anniversary of" and "80 years since" are the same figure.
    fn read_anniversary(&self, number: &mut Number) {
        let after = self.text[number.span.end..].trim_start();
        let jubilee = number.is_ordinal && after.starts_with("anniversary");
        let years =
            number.unit == self.concepts.concept("year") && (after.starts_with("since") || after.starts_with("after"));
        if jubilee || years || self.text[number.span].ends_with("anniversary") {
            (number.is_ordinal, number.unit) = (false, self.concepts.concept("anniversary"));
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
        let place_of = |wanted: &str| (0..spans.len()).find(|idx| word(*idx) == wanted);
        if let Some(since) = place_of("since") {
            profile.has_since = true;
            profile.is_first_since = place_of("first").is_some_and(|first| first < since);
        }
        let mut next_mention = self.mentions.partition_point(|(mention, _)| mention.start < span.start);
        let (mut idx, mut after) = (0, span.start);
        while let Some(at) = spans.get(idx).copied() {
            idx += 1;
            if at.start < after {
                continue;
            }
            while self.mentions.get(next_mention).is_some_and(|(mention, _)| mention.end <= at.start) {
                next_mention += 1;
            }
            let place = profile.terms.len() as u16;
            let mention = self.mentions.get(next_mention).filter(|(mention, _)| mention.contains(at.start));
            if let Some((mention, key)) = mention {
                profile.terms.push(Term { concept: *key, weight: 1.5, span: *mention, place, is_actor: true });
                after = mention.end;
            } else if !times.iter().any(|time| time.span.overlaps(at)) {
                let (this, next, third) = (word(idx - 1), word(idx), word(idx + 1));
                idx += self.read_word([&this, &next, &third], at, place, profile);
            }
        }
    }

    /// Reads a word in view of the two after it; returns how many of those it took too.
    fn read_word(&self, [lower, next, third]: [&str; 3], span: Span, place: u16, profile: &mut Profile) -> usize {
        if is_negation(lower) {
            profile.is_negative = !profile.is_negative;
            profile.negation = Some(span);
            return 0;
        }
        let of_a_claim = is_claim_noun(next) || is_claim_noun(third);
        if is_denial(lower) || (of_a_claim && (lower.starts_with("reject") || lower.starts_with("dismiss"))) {
            profile.is_denied = true;
            profile.negation = Some(span);
            return 0;
        }
        if lower.starts_with("ask") && (next == "whether" || next == "if") {
            profile.modality = Modality::Hypothetical;
        }
        if profile.subject_len == 0 && is_auxiliary(lower) {
            profile.subject_len = place;
        }
        if let Some(concept) = self.concepts.phrase(lower, next) {
            profile.terms.push(Term { concept, weight: 1.0, span, place, is_actor: false });
            return 1;
        }
        let weight = self.concepts.weight(lower);
        let is_digits = lower.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let is_mere_claim = is_claim_noun(lower) && profile.is_denied;
        if weight > 0.0 && !is_digits && !is_mere_claim {
            // A capital inside the sentence is a name that no actor accounts for.
            let is_name = place > 0 && weight >= 1.0 && self.text[span].starts_with(char::is_uppercase);
            profile.terms.push(Term { concept: self.concepts.concept(lower), weight, span, place, is_actor: is_name });
        }
        0
    }
}

/// An actor's key across articles: its identifier where there is one, else its name.
pub(crate) fn actor_key(actor: &crate::model::Actor) -> Concept {
    let country = actor.refs.iso3166.as_deref().or(match actor.kind {
        crate::model::ActorKind::Government | crate::model::ActorKind::Country => actor.country.as_deref(),
        _ => None,
    });
    match (country, actor.refs.wikidata.as_deref()) {
        // A country, its people and its government are one party to a claim.
        (Some(iso), _) => country_key(iso),
        (None, Some(item)) => hash_word(item.as_bytes()),
        (None, None) => hash_word(actor.name.to_lowercase().as_bytes()) ^ 0x00ac_1000,
    }
}

fn country_key(iso: &str) -> Concept {
    hash_word(iso.as_bytes()) ^ 0x0c0a_57a7
}

fn is_negation(lower: &str) -> bool {
    matches!(
        lower,
        "not"
            | "n't"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "failed"
            | "fails"
            | "fail"
            | "refused"
            | "refuses"
            | "declined"
            | "n’t"
    )
}

fn is_denial(lower: &str) -> bool {
    matches!(
        lower,
        "denied"
            | "denies"
            | "deny"
            | "denying"
            | "dismissed"
            | "dismisses"
            | "refuted"
            | "refutes"
            | "disputed"
            | "disputes"
    )
}

fn is_claim_noun(lower: &str) -> bool {
    matches!(
        lower,
        "claim"
            | "claims"
            | "allegation"
            | "allegations"
            | "accusation"
            | "accusations"
            | "notion"
            | "notions"
            | "report"
            | "reports"
            | "suggestion"
            | "suggestions"
    )
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "is" | "are"
            | "was"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "may"
            | "might"
            | "could"
            | "can"
            | "should"
            | "must"
            | "did"
            | "does"
            | "do"
            | "be"
    )
}

/// Words of a text: runs of letters and digits, `n’t` apart. `base` is where the text stands.
fn words(text: &str, base: usize) -> impl Iterator<Item = Span> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let rest = &text[place..];
        let start = place + rest.find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |len| start + len);
        place = end;
        let tail = &text[end..];
        if text[start..end].ends_with('n') && end - start > 1 && (tail.starts_with("'t") || tail.starts_with("’t")) {
            // The next round begins at the n of n't.
            place = end - 1;
            return Some(Span::new(base + start, base + end - 1));
        }
        if &text[start..end] == "n" && (tail.starts_with("'t") || tail.starts_with("’t")) {
            let mark = tail.chars().next().map_or(1, char::len_utf8);
            place = end + mark + 1;
            return Some(Span::new(base + start, base + place));
        }
        Some(Span::new(base + start, base + end))
    })
}

fn days_of(times: &[&TimeExpr]) -> Option<(Date, Date, Span)> {
    let dated = times.iter().filter(|time| time.kind != TimeKind::Duration && time.kind != TimeKind::Set);
    let ranges = dated.filter_map(|time| Some((time.from?, time.to?, time.span)));
    ranges.min_by_key(|(from, to, span)| (to.day_number() - from.day_number(), span.start))
}

fn duration_of(time: &TimeExpr, concepts: &ConceptTables) -> Option<Number> {
    let value = time.value.strip_prefix('P').filter(|_| time.kind == TimeKind::Duration)?;
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let amount: f64 = value[..digits].parse().ok()?;
    let unit = match &value[digits..] {
        "Y" => "year",
        "M" => "month",
        "W" => "week",
        "D" => "day",
        _ => return None,
    };
    let unit = concepts.concept(unit);
    Some(Number { low: amount, high: amount, is_exact: true, unit, is_ordinal: false, span: time.span })
}

fn number_of(quantity: &Quantity, text: &str, concepts: &ConceptTables) -> Number {
    let (mut low, mut high) = match quantity.value {
        Value::Exact(value) => (value, value),
        Value::Range([low, high]) => (low, high),
    };
    let mut unit = quantity.unit.as_deref().unwrap_or("");
    if unit == "percent" {
        (low, high, unit) = (low / 100.0, high / 100.0, "ratio");
    }
    let mut is_exact = low == high;
    match quantity.bound {
        Bound::About => (low, high, is_exact) = (low - low.abs() * 0.15, high + high.abs() * 0.15, false),
        Bound::MoreThan | Bound::AtLeast => (high, is_exact) = (high.max(low * 2.0), false),
        Bound::LessThan | Bound::AtMost => (low, is_exact) = (low.min(high * 0.5), false),
        _ => {}
    }
    let is_fraction = unit == "ratio" && !text[quantity.span].contains('%');
    if is_exact && is_fraction && !text[quantity.span].bytes().any(|byte| byte.is_ascii_digit()) {
        // "a third" in words is a rounded figure.
        (low, high) = (low - 0.02, high + 0.02);
    }
    let is_ordinal = unit == "ordinal";
    let unit = if unit.is_empty() { 0 } else { concepts.concept(&unit.to_lowercase()) };
    Number { low, high, is_exact, unit, is_ordinal, span: quantity.span }
}
