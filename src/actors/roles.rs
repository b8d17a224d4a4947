//! Roles: the words that say what somebody is, before the name or after it.
//!
//! "Chinese Foreign Ministry spokesperson Guo …", "Wu …, director of the Institute of International Studies".

use std::ops::Range;

use crate::model::{Gender, MentionForm};
use crate::text::TokenKind;

use super::cluster::Cast;
use super::kind::{Class, Kind};
use super::scene::{NO_ACTOR, Scene, Sighting};
use super::words::Classes;

/// A role of an actor.
#[derive(Debug, Clone)]
pub(crate) struct RoleWords {
    pub(crate) actor: u32,
    pub(crate) tokens: Range<usize>,
    /// The role noun itself: its last token.
    pub(crate) head: usize,
    pub(crate) organization: u32,
    pub(crate) country: u32,
}

/// The roles of the persons sighted, in text order; sets their gender where a title or a role tells it.
pub(crate) fn find_roles(scene: &Scene<'_>, sightings: &[Sighting], cast: &mut Cast) -> Vec<RoleWords> {
    let mut roles = Vec::new();
    for (idx, sighting) in sightings.iter().enumerate() {
        if sighting.kind != Kind::Person {
            continue;
        }
        let gender = given_gender(scene, sighting);
        let proto = &mut cast.protos[sighting.actor as usize];
        proto.gender = proto.gender.or(gender);
        if let Some(role) = before(scene, sightings, idx) {
            note_gender(scene, cast, &role);
            let title = scene.title_before(role.head + 1).filter(|hit| hit.first as usize == role.tokens.start);
            let is_courtesy = title.is_some_and(|hit| scene.tables.words.titles[hit.row as usize].courtesy);
            if !is_courtesy {
                roles.push(role);
            }
        }
        if let Some(role) = after(scene, sightings, idx) {
            note_gender(scene, cast, &role);
            roles.push(role);
        }
    }
    roles
}

fn given_gender(scene: &Scene<'_>, sighting: &Sighting) -> Option<Gender> {
    if sighting.n_tokens() < 2 {
        return None;
    }
    let classes = scene.classes(sighting.first as usize);
    match (classes.any(Classes::GIVEN_MALE), classes.any(Classes::GIVEN_FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

fn note_gender(scene: &Scene<'_>, cast: &mut Cast, role: &RoleWords) {
    let words = &scene.tables.words;
    let of_title = scene.title_before(role.head + 1).and_then(|hit| words.titles[hit.row as usize].gender);
    let of_role = scene.role_before(role.head + 1).and_then(|hit| words.roles[hit.row as usize].gender);
    let proto = &mut cast.protos[role.actor as usize];
    if let Some(gender) = of_title.or(of_role) {
        // "chairman" says less than a first name.
        proto.gender = proto.gender.or(Some(gender));
    }
}

/// The title or role that ends before the name, with the names and small words that belong to it.
fn before(scene: &Scene<'_>, sightings: &[Sighting], idx: usize) -> Option<RoleWords> {
    let sighting = &sightings[idx];
    let within = scene.document.sentence_of(sighting.first as usize).tokens();
    let mut start = sighting.first as usize;
    let mut comma = false;
    if start > within.start && scene.token(start - 1).kind == TokenKind::Comma {
        // "the health minister, Anna Berg,"
        start -= 1;
        comma = true;
    }
    let hit = scene
        .role_before(start)
        .or(scene.title_before(start).filter(|hit| !comma || hit.last as usize - hit.first as usize > 1))?;
    let head = start - 1;
    let mut first = hit.first as usize;
    if first < within.start {
        return None;
    }
    if comma && scene.tables.words.roles.get(hit.row as usize).is_some_and(|role| role.plural) {
        return None;
    }
    let mut role =
        RoleWords { actor: sighting.actor, tokens: first..head + 1, head, organization: NO_ACTOR, country: NO_ACTOR };
    let mut earlier = sightings[..idx].iter().rev().peekable();
    loop {
        while earlier.peek().is_some_and(|other| other.last as usize > first) {
            earlier.next();
        }
        if let Some(other) =
            earlier.next_if(|other| belongs(scene, other.last as usize, first) && other.kind != Kind::Person)
        {
            role.note(other);
            first = other.first as usize;
            continue;
        }
        let Some(prev) = first.checked_sub(1).filter(|prev| within.contains(prev)) else { break };
        let nested = scene.role_before(first).or(scene.title_before(first));
        if let Some(hit) = nested.filter(|hit| hit.first as usize >= within.start) {
            if first == role.head && scene.document.lower(role.head).ends_with('.') {
                // "lead author Dr. Berg": the doctor is no part of the role.
                (role.head, role.tokens.end) = (first - 1, first);
            }
            first = hit.first as usize;
        } else if let Some(start) = with_vice(scene, first).filter(|start| *start >= within.start) {
            first = start;
        } else if is_role_word(scene, prev) {
            first = prev;
        } else {
            break;
        }
    }
    role.tokens.start = first;
    Some(role)
}

/// Where "vice-president" begins, if "president" is at `first`.
fn with_vice(scene: &Scene<'_>, first: usize) -> Option<usize> {
    let start = first.checked_sub(2)?;
    let prefix = ["vice", "deputy", "ex", "co"].iter().any(|word| scene.is(start, word));
    (prefix && scene.token(first - 1).kind == TokenKind::Hyphen).then_some(start)
}

impl RoleWords {
    fn note(&mut self, other: &Sighting) {
        match other.kind.class() {
            Class::Organization => self.organization = other.actor,
            Class::Place if self.country == NO_ACTOR => self.country = other.actor,
            _ => {}
        }
    }
}

/// True if a name that ends at `end` belongs to a role that begins at `first`: right before it, or with a possessive.
fn belongs(scene: &Scene<'_>, end: usize, first: usize) -> bool {
    end == first
        || end + 1 == first && scene.token(end).kind == TokenKind::Clitic && scene.document.lower(end).ends_with('s')
}

/// A small adjective or noun inside a role: "former", "deputy", "foreign", "presidential".
fn is_role_word(scene: &Scene<'_>, idx: usize) -> bool {
    let token = scene.token(idx);
    let classes = scene.classes(idx);
    if token.kind != TokenKind::Word
        || classes.any(Classes::FUNCTION)
        || classes.any(Classes::AUX)
        || classes.any(Classes::SPEECH)
    {
        return false;
    }
    let word = scene.document.lower(idx);
    ROLE_WORDS.contains(&word)
        || ["al", "ial", "ic", "ior", "ary", "ive"].iter().any(|ending| word.len() > 5 && word.ends_with(ending))
}

const ROLE_WORDS: &[&str] = &[
    "former",
    "ex",
    "deputy",
    "vice",
    "acting",
    "foreign",
    "interior",
    "defense",
    "defence",
    "prime",
    "chief",
    "top",
    "chinese",
    "finance",
    "trade",
    "justice",
    "opposition",
    "party",
    "government",
    "state",
    "army",
    "police",
    "union",
    "company",
    "ministry",
    "spokes",
    "supreme",
    "health",
    "energy",
    "education",
    "climate",
    "security",
    "policy",
    "bank",
    "affairs",
    "current",
    "longtime",
    "veteran",
    "late",
    "outgoing",
    "incoming",
    "newly",
    "elected",
    "rebel",
    "military",
    "research",
    "law",
    "court",
    "city",
    "county",
];

/// A role after the name: ", director of the I at U in C," up to the next comma or verb; or "of U" after a titled name.
fn after(scene: &Scene<'_>, sightings: &[Sighting], idx: usize) -> Option<RoleWords> {
    let sighting = &sightings[idx];
    let within = scene.document.sentence_of(sighting.first as usize).tokens();
    let comma = sighting.last as usize;
    if !within.contains(&comma) || scene.token(comma).kind != TokenKind::Comma {
        return None;
    }
    let start = (comma + 1..within.end).find(|place| !is_opener(scene, *place))?;
    let head = (start..(start + 6).min(within.end))
        .take_while(|place| inside_role(scene, sightings, *place))
        .find_map(|place| scene.role_at(place).or(scene.title_at(place)).map(|hit| hit.last as usize - 1))?;
    let mut end = head + 1;
    while end < within.end && carries_on(scene, end) {
        end += 1;
    }
    // ", Iranian President X and" is the next of a list.
    let next = sightings[idx + 1..].iter().take_while(|other| (other.first as usize) <= end);
    if next.clone().any(|other| other.kind == Kind::Person && other.last as usize > head) {
        return None;
    }
    let mut role =
        RoleWords { actor: sighting.actor, tokens: start..end, head, organization: NO_ACTOR, country: NO_ACTOR };
    for other in sightings[idx + 1..].iter().take_while(|other| (other.first as usize) < end) {
        if other.last as usize <= end {
            role.note(other);
        }
    }
    Some(role)
}

fn is_opener(scene: &Scene<'_>, idx: usize) -> bool {
    ["a", "an", "the", "who", "is", "was"].iter().any(|word| scene.is(idx, word))
}

/// Words that may stand before the role noun: adjectives, names, possessives.
fn inside_role(scene: &Scene<'_>, sightings: &[Sighting], idx: usize) -> bool {
    let token = scene.token(idx);
    let place = sightings.partition_point(|other| (other.first as usize) < idx);
    let is_person = sightings.get(place).is_some_and(|other| other.first as usize == idx && other.kind == Kind::Person);
    !is_person
        && (token.kind == TokenKind::Clitic
            || token.kind == TokenKind::Hyphen
            || token.kind == TokenKind::Word
                && !scene.classes(idx).any(Classes::SPEECH)
                && !scene.classes(idx).any(Classes::AUX)
                && (!scene.classes(idx).any(Classes::FUNCTION) || is_opener(scene, idx)))
}

/// Words that go on with a role: names, "of", "at", "in", "for", "the", "and" before a capital.
fn carries_on(scene: &Scene<'_>, idx: usize) -> bool {
    let token = scene.token(idx);
    let tail = ["of", "at", "in", "for", "the", "with", "on", "to"].iter().any(|word| scene.is(idx, word));
    match token.kind {
        TokenKind::Hyphen | TokenKind::Clitic => true,
        TokenKind::Word if tail || token.is_capitalised() => true,
        TokenKind::Word => {
            let classes = scene.classes(idx);
            !classes.any(Classes::FUNCTION) && !classes.any(Classes::SPEECH) && !classes.any(Classes::AUX)
        }
        _ => false,
    }
}

/// True for a mention that may hold or need a role.
pub(crate) fn is_named(sighting: &Sighting) -> bool {
    matches!(sighting.form, MentionForm::Name | MentionForm::Alias)
}
