//! Common nouns for actors: "the Chinese leader", "the ministry", "U.S. officials", "analysts".
//!
//! A singular role with "the" is the person who holds it; an institution noun is the body named before; a plural
//! role is a group when a nationality stands before it or it speaks. Posture: rather missing than inventing.
//! It fails on "the president" in a story about two presidents, where the last one named wins.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::Hit;
use crate::model::MentionForm;
use crate::syntax::Tag;
use crate::text::TokenKind;

use super::cluster::Cast;
use super::gazetteer::NO_ENTRY;
use super::kind::{Class, Kind};
use super::roles::{RoleWords, is_named};
use super::scene::{NO_ACTOR, Scene, Sighting, Style};
use super::words::Classes;

/// A group or body that has no name, only a description.
#[derive(Debug, Default)]
struct Described {
    /// (modifier's actor, noun) -> actor.
    actors: HashMap<(u32, u32), u32>,
}

/// The nominal mentions of a document, in text order, each with its actor.
pub(crate) fn find_nominals(
    scene: &Scene<'_>,
    sightings: &[Sighting],
    roles: &[RoleWords],
    cast: &mut Cast,
) -> Vec<Sighting> {
    let mut described = Described::default();
    let mut roles_by_actor: Vec<u32> = (0..roles.len() as u32).collect();
    roles_by_actor.sort_by_key(|idx| roles[*idx as usize].actor);
    let mut found = Vec::new();
    for hit in scene.roles {
        let head = hit.last as usize - 1;
        let style = scene.styles[scene.token(head).sentence as usize];
        if matches!(style, Style::Skip | Style::Byline) || is_taken(sightings, roles, head) {
            continue;
        }
        let phrase = Phrase::new(scene, sightings, &roles_by_actor, hit);
        if phrase.next_is_name(sightings) || phrase.modifies() {
            continue;
        }
        if let Some(mut nominal) = phrase.resolve(sightings, roles, cast, &mut described) {
            nominal.form = MentionForm::Nominal;
            found.push(nominal);
        }
    }
    found
}

/// True if the noun is part of a name or of a role already read.
fn is_taken(sightings: &[Sighting], roles: &[RoleWords], idx: usize) -> bool {
    let place = sightings.partition_point(|other| (other.last as usize) <= idx);
    if sightings.get(place).is_some_and(|other| (other.first as usize) <= idx) {
        return true;
    }
    let place = roles.partition_point(|role| role.tokens.end <= idx);
    roles[place..].iter().take(2).any(|role| role.tokens.contains(&idx))
}

/// A noun phrase around a role noun.
struct Phrase<'a> {
    scene: &'a Scene<'a>,
    /// Positions of the roles, sorted by actor.
    roles_by_actor: &'a [u32],
    /// Modifiers and noun, without the article.
    tokens: Range<usize>,
    head: usize,
    /// The name that modifies the noun: "Chinese", "China's", "EU".
    modifier: Option<Sighting>,
    the: bool,
    indefinite: bool,
    plural: bool,
    is_person: bool,
    within: Range<usize>,
    speaks: bool,
}

impl<'a> Phrase<'a> {
    fn new(scene: &'a Scene<'a>, sightings: &[Sighting], roles_by_actor: &'a [u32], hit: &Hit) -> Phrase<'a> {
        let head = hit.last as usize - 1;
        let within = scene.document.sentence_of(head).tokens();
        let noun = scene.tables.words.roles[hit.row as usize];
        let mut start = hit.first as usize;
        let mut modifier = None;
        let mut place = sightings.partition_point(|other| (other.last as usize) <= start);
        loop {
            let before = place.checked_sub(1).map(|idx| sightings[idx]);
            let adjacent = before.filter(|other| {
                let end = other.last as usize;
                other.kind != Kind::Person
                    && (end == start
                        || end + 1 == start
                            && scene.token(end).kind == TokenKind::Clitic
                            && scene.document.lower(end).ends_with('s'))
            });
            if let Some(other) = adjacent.filter(|_| modifier.is_none()) {
                modifier = Some(other);
                start = other.first as usize;
                place -= 1;
                continue;
            }
            let Some(prev) = start.checked_sub(1).filter(|idx| within.contains(idx)) else { break };
            if modifier.is_none() && is_modifier(scene, prev) {
                start = prev;
                continue;
            }
            break;
        }
        let before = start.checked_sub(1).filter(|idx| within.contains(idx));
        let is = |word: &str| before.is_some_and(|idx| scene.is(idx, word));
        Phrase {
            scene,
            roles_by_actor,
            tokens: start..head + 1,
            head,
            modifier,
            the: is("the") || is("this") || is("that"),
            indefinite: is("a") || is("an") || is("another") || is("no") || is("any") || is("every"),
            plural: noun.plural,
            is_person: noun.is_person,
            within,
            speaks: noun.speaks,
        }
    }

    fn next_is_name(&self, sightings: &[Sighting]) -> bool {
        let place = sightings.partition_point(|other| (other.first as usize) <= self.head);
        sightings.get(place).is_some_and(|other| other.first as usize == self.head + 1 && other.kind == Kind::Person)
    }

    /// True if the noun only modifies the next one: "military parade", "party conference".
    fn modifies(&self) -> bool {
        let next = self.head + 1;
        self.within.contains(&next)
            && (self.scene.token(next).kind == TokenKind::Hyphen
                || self.scene.token(next).kind == TokenKind::Word
                    && matches!(self.scene.token(next).tag, Tag::Nn | Tag::Nns | Tag::Jj)
                    && !self.scene.classes(next).any(Classes::SPEECH)
                    && !self.scene.classes(next).any(Classes::FUNCTION))
    }

    fn resolve(
        &self,
        sightings: &[Sighting],
        roles: &[RoleWords],
        cast: &mut Cast,
        described: &mut Described,
    ) -> Option<Sighting> {
        if self.is_person && !self.plural {
            if self.indefinite || !(self.the || self.modifier.is_some()) {
                return None;
            }
            let actor = self.holder(sightings, roles, cast)?;
            return Some(self.sighting(Kind::Person, "role-holder", 0.75, actor));
        }
        if !self.is_person && !self.plural {
            return self.body(sightings, cast, described);
        }
        self.group(cast, described)
    }

    fn sighting(&self, kind: Kind, rule: &'static str, confidence: f32, actor: u32) -> Sighting {
        let mut sighting = Sighting::new(self.tokens.clone(), kind, rule, confidence);
        sighting.actor = actor;
        sighting
    }

    /// The code of the country that the modifier names.
    fn country(&self) -> Option<&'a str> {
        let modifier = self.modifier.filter(|name| name.entry != NO_ENTRY)?;
        let entry = self.scene.tables.gazetteer.entry(modifier.entry);
        (!entry.country.is_empty()).then_some(entry.country)
    }

    /// The person who holds the role: named before, by role words or by office.
    fn holder(&self, sightings: &[Sighting], roles: &[RoleWords], cast: &Cast) -> Option<u32> {
        let place = sightings.partition_point(|other| (other.first as usize) < self.tokens.start);
        let noun = self.scene.token(self.head).hash;
        let mut seen: Vec<u32> = Vec::new();
        for other in sightings[..place].iter().rev().take(60) {
            if other.kind != Kind::Person || seen.contains(&other.actor) {
                continue;
            }
            seen.push(other.actor);
            if self.holds(other.actor, noun, roles, cast) {
                return Some(other.actor);
            }
        }
        None
    }

    fn holds(&self, actor: u32, noun: u32, roles: &[RoleWords], cast: &Cast) -> bool {
        let proto = &cast.protos[actor as usize];
        let entry = (proto.entry != NO_ENTRY).then(|| self.scene.tables.gazetteer.entry(proto.entry));
        let country_agrees = |of_role: Option<&str>| match (self.country(), of_role) {
            (Some(wanted), Some(found)) => wanted == found,
            (Some(_), None) => false,
            (None, _) => self.modifier.is_none(),
        };
        // An actor has few roles in an article; the first ones are enough, and time stays linear.
        let from = self.roles_by_actor.partition_point(|idx| roles[*idx as usize].actor < actor);
        let own = self.roles_by_actor[from..].iter().map(|idx| &roles[*idx as usize]);
        let by_role = own.take_while(|role| role.actor == actor).take(12).any(|role| {
            let of_role = (role.country != NO_ACTOR).then(|| country_of(self.scene, cast, role.country)).flatten();
            self.scene.token(role.head).hash == noun && country_agrees(of_role.or(entry.map(|entry| entry.country)))
        });
        by_role || entry.is_some_and(|entry| country_agrees(Some(entry.country)) && self.is_office(entry.offices))
    }

    /// True if the noun is the office or a looser word for it.
    fn is_office(&self, offices: &str) -> bool {
        let word = self.scene.document.lower(self.head);
        let loose = matches!(word, "leader" | "ruler" | "dictator" | "strongman");
        offices.split(';').any(|office| {
            let name = office.split('|').next().unwrap_or("");
            let supreme =
                ["president", "leader", "prime minister", "chancellor", "king", "general secretary", "chairman"];
            name.ends_with(word) || loose && supreme.iter().any(|head| name.ends_with(head))
        })
    }

    /// The body that an institution noun means: one named before with that noun in its name, else by its country.
    fn body(&self, sightings: &[Sighting], cast: &mut Cast, described: &mut Described) -> Option<Sighting> {
        let place = sightings.partition_point(|other| (other.first as usize) < self.tokens.start);
        let noun = self.scene.token(self.head).hash;
        let word = self.scene.document.lower(self.head);
        if let (Some(modifier), Some(code)) = (self.modifier, self.country()) {
            let gazetteer = &self.scene.tables.gazetteer;
            if matches!(word, "government" | "authorities" | "leadership" | "administration" | "regime") {
                let entry = gazetteer.countries.get(code).map(|pair| pair.1)?;
                let actor =
                    cast.of_entry(entry).unwrap_or_else(|| cast.add(Kind::Government, entry, self.tokens.clone()));
                return Some(self.sighting(Kind::Government, "nationality-body", 0.85, actor));
            }
            let kind = self.body_kind(word);
            let actor = described.actor(cast, modifier.actor, self.phrase_hash(), kind, self.tokens.clone(), code);
            return Some(self.sighting(kind, "nationality-body", 0.75, actor));
        }
        if !self.the {
            return None;
        }
        let matching = |other: &&Sighting| {
            if !is_named(other) || other.kind.class() != Class::Organization {
                return false;
            }
            let named = other.tokens().any(|idx| self.scene.token(idx).hash == noun)
                || cast.protos[other.actor as usize].name.clone().any(|idx| self.scene.token(idx).hash == noun);
            named
                || matches!(
                    word,
                    "company"
                        | "firm"
                        | "group"
                        | "organization"
                        | "newspaper"
                        | "daily"
                        | "agency"
                        | "broadcaster"
                        | "party"
                        | "bank"
                ) && kind_fits(word, other.kind)
        };
        let near = sightings[..place].iter().rev().take(40).find(matching)?;
        Some(self.sighting(near.kind, "body-noun", 0.65, near.actor))
    }

    fn body_kind(&self, word: &str) -> Kind {
        match word {
            "army" | "navy" | "military" | "air force" | "forces" | "troops" | "coast guard" => Kind::Military,
            "newspaper" | "daily" | "magazine" | "broadcaster" | "media" | "weekly" | "television" => Kind::Media,
            "party" => Kind::Party,
            "company" | "firm" | "bank" | "airline" | "university" | "manufacturer" => Kind::Organization,
            "police" | "delegation" | "community" | "team" | "crew" | "family" | "public" => Kind::Group,
            _ => Kind::Government,
        }
    }

    /// Hash of the small words of the phrase: "foreign ministry" is not "defence ministry".
    fn phrase_hash(&self) -> u32 {
        let from = self.modifier.map_or(self.tokens.start, |name| name.last as usize);
        (from.max(self.tokens.start)..self.tokens.end)
            .filter(|idx| self.scene.token(*idx).kind == TokenKind::Word)
            .fold(17, |hash, idx| hash ^ self.scene.token(idx).hash.rotate_left(3))
    }

    /// Several people: with a nationality or another name before, or where they speak.
    fn group(&self, cast: &mut Cast, described: &mut Described) -> Option<Sighting> {
        let speaking = self.speaks && self.is_beside_speech();
        if self.modifier.is_none() && !speaking {
            return None;
        }
        let country = self.country().unwrap_or("");
        let modifier = self.modifier.map_or(NO_ACTOR, |name| name.actor);
        let actor = described.actor(cast, modifier, self.phrase_hash(), Kind::Group, self.tokens.clone(), country);
        let (rule, confidence) =
            if self.modifier.is_some() { ("nationality-role", 0.85) } else { ("speaking-role", 0.7) };
        Some(self.sighting(Kind::Group, rule, confidence, actor))
    }

    fn is_beside_speech(&self) -> bool {
        let after = |n: usize| self.scene.classes_in(self.head + n, &self.within);
        let before =
            self.tokens.start.checked_sub(1).map_or(Classes::default(), |idx| self.scene.classes_in(idx, &self.within));
        let according = self.tokens.start.checked_sub(2).is_some_and(|idx| self.scene.is(idx, "according"))
            || self.tokens.start.checked_sub(3).is_some_and(|idx| self.scene.is(idx, "according"));
        after(1).any(Classes::SPEECH) || after(2).any(Classes::SPEECH) || before.any(Classes::SPEECH) || according
    }
}

fn kind_fits(word: &str, kind: Kind) -> bool {
    match word {
        "newspaper" | "daily" | "broadcaster" => kind == Kind::Media,
        "party" => kind == Kind::Party,
        "agency" => matches!(kind, Kind::Media | Kind::Government | Kind::Organization),
        "group" => matches!(kind, Kind::Military | Kind::Organization),
        _ => kind == Kind::Organization,
    }
}

fn country_of<'a>(scene: &Scene<'a>, cast: &Cast, actor: u32) -> Option<&'a str> {
    let entry = cast.protos[actor as usize].entry;
    (entry != NO_ENTRY).then(|| scene.tables.gazetteer.entry(entry).country)
}

/// A small word that modifies the noun: adjectives and nouns, no verbs, no grammar.
fn is_modifier(scene: &Scene<'_>, idx: usize) -> bool {
    let token = scene.token(idx);
    let classes = scene.classes(idx);
    token.kind == TokenKind::Word
        && !token.is_capitalised()
        && !classes.any(Classes::FUNCTION)
        && !classes.any(Classes::AUX)
        && !classes.any(Classes::SPEECH)
        && matches!(token.tag, Tag::Jj | Tag::Nn | Tag::Jjs | Tag::Jjr)
}

impl Described {
    fn actor(
        &mut self,
        cast: &mut Cast,
        modifier: u32,
        noun: u32,
        kind: Kind,
        tokens: Range<usize>,
        country: &str,
    ) -> u32 {
        *self.actors.entry((modifier, noun)).or_insert_with(|| {
            let actor = cast.add(kind, NO_ENTRY, tokens);
            country.clone_into(&mut cast.protos[actor as usize].country);
            actor
        })
    }
}
