//! One actor for all mentions of the same one: by entry, by the same words, by parts of a name, by initials.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Gender, MentionForm};
use crate::text::{Shape, TokenKind};

use super::cues::is_acronym_of;
use super::gazetteer::{EntryId, NO_ENTRY};
use super::kind::{Class, Kind};
use super::scene::{NO_ACTOR, Scene, Sighting};
use super::words::Classes;

/// An actor in the making.
#[derive(Debug, Clone)]
pub(crate) struct Proto {
    pub(crate) kind: Kind,
    pub(crate) entry: EntryId,
    /// The fullest words that name it.
    pub(crate) name: Range<usize>,
    pub(crate) gender: Option<Gender>,
    /// ISO 3166 alpha-2, where no entry says it.
    pub(crate) country: String,
}

/// Actors in the making with what finds them.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    pub(crate) protos: Vec<Proto>,
    by_entry: HashMap<EntryId, u32>,
    by_key: HashMap<(u64, Side), u32>,
    /// Last and first words of names -> their actors, in order of appearance.
    by_part: HashMap<(u32, Side), Vec<u32>>,
}

/// Names of people and of other actors do not mix; neither do last and first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Person,
    PersonFirst,
    Place,
    Other,
}

fn side_of(kind: Kind) -> Side {
    match kind.class() {
        Class::Person => Side::Person,
        Class::Place => Side::Place,
        _ => Side::Other,
    }
}

/// Gives every sighting its actor.
pub(crate) fn cluster(scene: &Scene<'_>, sightings: &mut [Sighting]) -> Cast {
    let mut cast = Cast::default();
    for sighting in sightings.iter_mut().filter(|one| one.entry != NO_ENTRY && one.n_tokens() == 1) {
        // "Mrs. Berg" is not the Mr Berg whom the gazetteer knows by this surname.
        let known = scene.tables.gazetteer.entry(sighting.entry).gender;
        if let (Some(said), Some(known)) = (title_gender(scene, sighting.first as usize), known) {
            if said != known {
                sighting.entry = NO_ENTRY;
            }
        }
    }
    let is_full = |one: &Sighting| one.n_tokens() > 1 || one.entry != NO_ENTRY || one.kind.class() != Class::Person;
    // Full names first, wherever they stand; then the parts of names.
    let is_surname = |one: &Sighting| one.rule == "surname";
    for sighting in sightings.iter_mut().filter(|one| is_full(one) && one.n_tokens() > 1 && !is_surname(one)) {
        sighting.actor = cast.full(scene, sighting);
    }
    for sighting in sightings.iter_mut().filter(|one| one.actor == NO_ACTOR) {
        sighting.actor = cast.short(scene, sighting);
        let name = cast.protos[sighting.actor as usize].name.clone();
        if sighting.form == MentionForm::Name && name.len() > 1 && sighting.entry == NO_ENTRY {
            sighting.form = MentionForm::Alias;
        }
    }
    cast
}

impl Cast {
    pub(crate) fn add(&mut self, kind: Kind, entry: EntryId, name: Range<usize>) -> u32 {
        self.protos.push(Proto { kind, entry, name, gender: None, country: String::new() });
        let actor = self.protos.len() as u32 - 1;
        if entry != NO_ENTRY {
            self.by_entry.insert(entry, actor);
        }
        actor
    }

    pub(crate) fn of_entry(&self, entry: EntryId) -> Option<u32> {
        self.by_entry.get(&entry).copied()
    }

    fn full(&mut self, scene: &Scene<'_>, sighting: &Sighting) -> u32 {
        let side = side_of(sighting.kind);
        let key = (scene.key(sighting.tokens()), side);
        let found = self
            .by_entry
            .get(&sighting.entry)
            .filter(|_| sighting.entry != NO_ENTRY)
            .or_else(|| self.by_key.get(&key))
            .copied();
        let actor = found
            .or_else(|| {
                (side == Side::Person && sighting.entry == NO_ENTRY)
                    .then(|| self.same_person(scene, sighting.tokens()))
                    .flatten()
            })
            .unwrap_or_else(|| self.add(sighting.kind, sighting.entry, sighting.tokens()));
        self.by_key.entry(key).or_insert(actor);
        let proto = &mut self.protos[actor as usize];
        if proto.entry == NO_ENTRY && sighting.entry != NO_ENTRY {
            proto.entry = sighting.entry;
            self.by_entry.insert(sighting.entry, actor);
        }
        if side == Side::Person && proto.name.len() < sighting.n_tokens() {
            proto.name = sighting.tokens();
        }
        self.note_parts(scene, sighting, actor);
        actor
    }

    fn note_parts(&mut self, scene: &Scene<'_>, sighting: &Sighting, actor: u32) {
        let side = side_of(sighting.kind);
        let tokens = sighting.tokens();
        if side == Side::Place || sighting.form == MentionForm::Demonym {
            return;
        }
        let first_side = if side == Side::Person { Side::PersonFirst } else { Side::Other };
        for (idx, side) in [(tokens.end - 1, side), (tokens.start, first_side)] {
            let actors = self.by_part.entry((scene.token(idx).hash, side)).or_default();
            if actors.last() != Some(&actor) && !actors.contains(&actor) && actors.len() < 16 {
                actors.push(actor);
            }
        }
    }

    /// The same person under a longer or shorter full name: same last and same first word or initial.
    fn same_person(&self, scene: &Scene<'_>, tokens: Range<usize>) -> Option<u32> {
        let last = scene.token(tokens.end - 1).hash;
        let actors = self.by_part.get(&(last, Side::Person))?;
        actors.iter().copied().find(|actor| {
            let other = self.protos[*actor as usize].name.clone();
            other.len() > 1 && (first_agrees(scene, tokens.start, other.start) || ends_alike(scene, &tokens, &other))
        })
    }

    fn short(&mut self, scene: &Scene<'_>, sighting: &Sighting) -> u32 {
        let side = side_of(sighting.kind);
        let token = sighting.last as usize - 1;
        let hash = scene.token(token).hash;
        if side == Side::Person {
            if let Some(actor) = self.person_of(scene, sighting, hash) {
                return actor;
            }
        }
        if sighting.entry == NO_ENTRY && side != Side::Person {
            if let Some(actor) = self.body_of(scene, token, hash, sighting) {
                return actor;
            }
        }
        self.full(scene, sighting)
    }

    /// The person whose surname, or else first name, this word is: the one named last before it.
    fn person_of(&self, scene: &Scene<'_>, sighting: &Sighting, hash: u32) -> Option<u32> {
        let surnames = self.by_part.get(&(hash, Side::Person)).map_or(&[][..], Vec::as_slice);
        let firsts = self.by_part.get(&(hash, Side::PersonFirst)).map_or(&[][..], Vec::as_slice);
        let of_entry = self.by_entry.get(&sighting.entry).copied().filter(|_| sighting.entry != NO_ENTRY);
        if let Some(actor) = of_entry {
            return Some(actor);
        }
        let is_family_first = scene.classes(sighting.first as usize).any(Classes::SURNAME);
        let order: [&[u32]; 2] = if is_family_first { [firsts, surnames] } else { [surnames, firsts] };
        let said = title_gender(scene, sighting.first as usize);
        order.into_iter().find_map(|actors| match said {
            Some(said) => {
                let gender = |actor: &u32| self.gender(scene, *actor);
                let certain: Vec<u32> = actors.iter().copied().filter(|actor| gender(actor) == Some(said)).collect();
                let possible = actors.iter().copied().filter(|actor| gender(actor).is_none());
                self.nearest(&certain, sighting.first as usize)
                    .or_else(|| self.nearest(&possible.collect::<Vec<u32>>(), sighting.first as usize))
            }
            None => self.nearest(actors, sighting.first as usize),
        })
    }

    fn gender(&self, scene: &Scene<'_>, actor: u32) -> Option<Gender> {
        let proto = &self.protos[actor as usize];
        let known = (proto.entry != NO_ENTRY).then(|| scene.tables.gazetteer.entry(proto.entry).gender).flatten();
        known.or(proto.gender)
    }

    /// The actor whose full name stands nearest before a place, else the first after it.
    fn nearest(&self, actors: &[u32], place: usize) -> Option<u32> {
        let starts = |actor: &&u32| self.protos[**actor as usize].name.start;
        let before = actors.iter().filter(|actor| starts(actor) < place).max_by_key(starts);
        before.or_else(|| actors.iter().min_by_key(starts)).copied()
    }

    /// The body that a short form or an acronym stands for.
    fn body_of(&self, scene: &Scene<'_>, token: usize, hash: u32, sighting: &Sighting) -> Option<u32> {
        if scene.token(token).shape.has(Shape::ALL_CAPS) {
            let full = |proto: &Proto| {
                proto.kind.class() == Class::Organization
                    && proto.name.len() > 1
                    && is_acronym_of(scene, token, proto.name.clone())
            };
            if let Some(actor) = self.protos.iter().take(256).position(full) {
                return Some(actor as u32);
            }
        }
        if sighting.kind.class() != Class::Organization {
            return None;
        }
        self.by_part.get(&(hash, Side::Other)).and_then(|actors| self.nearest(actors, token))
    }
}

/// What the courtesy title before a name says.
fn title_gender(scene: &Scene<'_>, first: usize) -> Option<Gender> {
    match scene.document.lower(first.checked_sub(1)?) {
        "mr." | "mr" | "sir" | "lord" | "king" | "prince" => Some(Gender::Male),
        "mrs." | "mrs" | "ms." | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" => Some(Gender::Female),
        _ => None,
    }
}

/// One name is the end of the other: "Arho Havren", "Sari Arho Havren".
fn ends_alike(scene: &Scene<'_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let n = one.len().min(other.len());
    n >= 2 && one.len() != other.len() && scene.key(one.end - n..one.end) == scene.key(other.end - n..other.end)
}

fn first_agrees(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    let (a, b) = (scene.token(one), scene.token(other));
    if a.hash == b.hash {
        return true;
    }
    let initial = |idx: usize| scene.token(idx).shape.has(Shape::INITIAL);
    let letter = |idx: usize| scene.document.lower(idx).chars().next();
    a.kind == TokenKind::Word && (initial(one) || initial(other)) && letter(one) == letter(other)
}
