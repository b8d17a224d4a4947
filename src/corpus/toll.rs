//! Tolls: how many died, were hurt, are missing or had to leave, compared between articles about one event.
//!
//! "Nine people died", "the death toll stands at 31" and "a blast that killed 14" share hardly a word; what they are
//! about stands in the first lines of their articles. Two tolls are compared if these name the same places, things
//! and people, and neither sentence names another place.

use super::concept::Concept;
use super::facet::ProfileKind;
use super::number::{Number, Numbers, compare_intervals};
use super::profile::{Profile, ProfileSource, Term, inside};
use super::relate::Judgement;
use super::words::words;
use crate::model::{BlockKind, Evidence, Modality, Reason, RelationKind};
use crate::span::Span;
use crate::text::hash_word;

/// Bytes of the body whose words tell what an article is about.
const LEAD: usize = 700;
/// Days between articles about one event.
const EVENT_DAYS: i64 = 14;
/// Names that keys are made of.
const N_KEY_NAMES: usize = 16;
/// Fewest names that two articles about one event share; one less if they share as many words as [`MIN_WORDS`].
const MIN_NAMES: usize = 2;
const MIN_WORDS: usize = 4;

/// Words with a capital that name nobody.
const GENERIC: &[&str] = &[
    "agency",
    "army",
    "authorities",
    "chief",
    "city",
    "commissioner",
    "county",
    "department",
    "defence",
    "defense",
    "director",
    "foreign",
    "general",
    "governor",
    "government",
    "health",
    "interior",
    "mayor",
    "minister",
    "ministry",
    "national",
    "office",
    "officials",
    "police",
    "president",
    "press",
    "prime",
    "province",
    "red",
    "cross",
    "reuters",
    "associated",
    "secretary",
    "sir",
    "spokesman",
    "spokeswoman",
    "state",
    "the",
    "united",
    "mrs",
    "justice",
];

/// True for a lower-case word that is a title or a kind of body rather than a name.
pub(crate) fn is_generic(lower: &str) -> bool {
    GENERIC.contains(&lower)
}

/// What an article is about: names and telling words of its first lines, each with the place where it stands first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Setting {
    names: Vec<(Concept, Span)>,
    words: Vec<Concept>,
}

/// A toll.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Toll {
    /// What befell those who are counted.
    predicate: Term,
    /// Names in the sentence itself.
    local: Vec<Concept>,
    setting: Setting,
}

impl Setting {
    /// Reads the headline and the first lines of the body. Linear in their length.
    pub(crate) fn of(source: &ProfileSource<'_>) -> Setting {
        let mut setting = Setting::default();
        let body = source.analysis.article.blocks.iter().filter(|block| block.span.fits(source.text));
        let mut left = LEAD;
        for block in body {
            let is_headline = block.kind == BlockKind::Headline;
            if !matches!(block.kind, BlockKind::Headline | BlockKind::Lede | BlockKind::Paragraph) || left == 0 {
                continue;
            }
            let mut end = block.span.end.min(block.span.start + left);
            while !source.text.is_char_boundary(end) {
                end += 1;
            }
            left -= if is_headline { 0 } else { left.min(end - block.span.start) };
            let span = Span::new(block.span.start, end);
            // Capitals of headlines tell nothing.
            if !is_headline {
                setting.names.extend(names(source, span));
            }
            setting.words.extend(telling_words(source, span));
        }
        setting.names.sort();
        setting.names.dedup_by_key(|name| name.0);
        setting.words.sort_unstable();
        setting.words.dedup();
        setting
    }

    fn has(&self, name: Concept) -> bool {
        self.names.binary_search_by_key(&name, |known| known.0).is_ok()
    }
}

/// Words with a capital that are not the first of their sentence, nor titles, days or months.
fn names(source: &ProfileSource<'_>, span: Span) -> Vec<(Concept, Span)> {
    let sentences = &source.analysis.article.sentences;
    let is_time = |at: Span| source.analysis.times.iter().any(|time| time.span.overlaps(at));
    let mut found = Vec::new();
    for at in words(&source.text[span], span.start) {
        let word = &source.text[at];
        let is_capital = word.starts_with(char::is_uppercase) && word.len() > 2;
        if !is_capital || sentences.binary_search_by_key(&at.start, |sentence| sentence.start).is_ok() {
            continue;
        }
        let lower = word.to_lowercase();
        if !is_generic(&lower) && !is_time(at) {
            found.push((hash_word(lower.as_bytes()), at));
        }
    }
    found
}

fn telling_words(source: &ProfileSource<'_>, span: Span) -> Vec<Concept> {
    let lower = |at: Span| source.text[at].to_lowercase();
    let spoken = words(&source.text[span], span.start).map(lower);
    let telling = spoken.filter(|word| word.len() > 3 && source.concepts.weight(word) >= 1.0);
    telling.map(|word| source.concepts.concept(&word)).collect()
}

/// The tolls of a claim, each as a profile of its own.
pub(crate) fn tolls(source: &ProfileSource<'_>, claim: &Profile, setting: &Setting) -> Vec<Profile> {
    let is_asserted = claim.modality == Modality::Asserted && !claim.is_negative && !claim.is_denied;
    if !is_asserted || setting.names.is_empty() {
        return Vec::new();
    }
    let mut tolls = Vec::new();
    for number in claim.numbers.iter().filter(|number| !number.is_part && !number.is_ordinal && !number.is_duration) {
        let Some(unit) = counted_beings(source, number) else { continue };
        let Some(predicate) = predicate_of(source, claim, number) else { continue };
        if is_increment(source.text, number.span) {
            continue;
        }
        let mut local: Vec<Concept> = names(source, claim.span).into_iter().map(|name| name.0).collect();
        local.sort_unstable();
        local.dedup();
        let toll = Toll { predicate, local, setting: setting.clone() };
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

/// Keys of a toll: its predicate with each of the first names of its setting.
pub(crate) fn keys_of(toll: &Toll, family: Concept, keys: &mut Vec<u64>) {
    // The smallest hashes, so that two articles choose alike.
    let names = toll.setting.names.iter().take(N_KEY_NAMES);
    keys.extend(names.map(|name| u64::from(family ^ 0x7011_0000) << 32 | u64::from(name.0)));
}

/// How two tolls stand to each other; `a` is of the article published first.
pub(crate) fn relate_tolls(a: &Profile, b: &Profile) -> Judgement {
    let (Some(x), Some(y)) = (&a.toll, &b.toll) else { return Judgement::unrelated() };
    let (Some(from), Some(to)) = (a.published, b.published) else { return Judgement::unrelated() };
    let gap = (from.day_number() - to.day_number()).abs();
    let same = x.predicate.concept == y.predicate.concept && a.numbers[0].unit == b.numbers[0].unit;
    if !same || gap > EVENT_DAYS || !is_recent(a) || !is_recent(b) {
        return Judgement::unrelated();
    }
    let names: Vec<(Span, Span)> = shared_names(&x.setting, &y.setting);
    let n_words = x.setting.words.iter().filter(|word| y.setting.words.binary_search(word).is_ok()).count();
    let is_elsewhere = |toll: &Toll, other: &Toll| toll.local.iter().any(|name| !other.setting.has(*name));
    if names.is_empty()
        || names.len() < MIN_NAMES && n_words < MIN_WORDS
        || n_words < 2
        || is_elsewhere(x, y)
        || is_elsewhere(y, x)
    {
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
    judgement.evidence.extend(names.into_iter().map(|(p, q)| Evidence::new(p, q, "setting")));
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

fn shared_names(x: &Setting, y: &Setting) -> Vec<(Span, Span)> {
    let found = |name: &(Concept, Span)| {
        let place = y.names.binary_search_by_key(&name.0, |known| known.0).ok()?;
        Some((name.1, y.names[place].1))
    };
    x.names.iter().filter_map(found).collect()
}
