//! Capitals and buildings that stand for a government: decided by the words beside them.
//!
//! Measured on news with places marked as literal or not: after "in", "at", "near" 79 of 100 capitals are the
//! city, before a verb 88 of 100 the government, with a possessive 67 of 100 the government and none the city.
//! "Moscow" in "a Moscow court" stays the city; "Paris said" in a story about a party of that name is wrong.

use std::collections::HashMap;

use crate::model::{Actor, ActorId, ActorKind, MentionForm};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::TokenKind;

use super::ActorTables;
use super::gazetteer::NO_ENTRY;
use super::kind::Kind;
use super::scene::{Scene, Sighting, Style};
use super::words::Classes;

/// Turns the capitals that act into their governments.
pub(crate) fn settle(scene: &Scene<'_>, sightings: &mut [Sighting]) {
    for idx in 0..sightings.len() {
        let sighting = sightings[idx];
        if sighting.entry == NO_ENTRY || sighting.kind != Kind::City {
            continue;
        }
        let government = scene.tables.gazetteer.entry(sighting.entry).government;
        if government == NO_ENTRY {
            continue;
        }
        let with_other =
            idx > 0 && joined(scene, &sightings[idx - 1], &sighting) && sightings[idx - 1].kind == Kind::Government;
        let Some((rule, confidence)) = cue(scene, &sighting, with_other) else { continue };
        let sighting = &mut sightings[idx];
        sighting.kind = Kind::Government;
        sighting.entry = government;
        sighting.form = crate::model::MentionForm::Alias;
        sighting.rule = rule;
        sighting.confidence = confidence;
    }
}

/// "Moscow and Pyongyang", "Beijing, Moscow".
fn joined(scene: &Scene<'_>, one: &Sighting, other: &Sighting) -> bool {
    let gap = one.last as usize..other.first as usize;
    gap.len() == 1 && (scene.is(gap.start, "and") || scene.token(gap.start).kind == TokenKind::Comma)
        || gap.len() == 1 && matches!(scene.token(gap.start).kind, TokenKind::Dash | TokenKind::Hyphen)
}

/// The cue that the capital acts, with its share of right decisions.
fn cue(scene: &Scene<'_>, sighting: &Sighting, with_other: bool) -> Option<(&'static str, f32)> {
    let within = scene.document.sentence_of(sighting.first as usize).tokens();
    let (start, end) = (sighting.first as usize, sighting.last as usize);
    let before = start.checked_sub(1).filter(|idx| within.contains(idx));
    let prev = before.map_or(Classes::default(), |idx| scene.classes(idx));
    let place_words = Classes(Classes::LOCATIVE.0 | Classes::AT.0 | Classes::TOWARD.0);
    if prev.any(place_words) || before.is_some_and(|idx| PLACE_CUES.iter().any(|word| scene.is(idx, word))) {
        return None;
    }
    if with_other {
        return Some(("metonym-joined", 0.75));
    }
    if !within.contains(&end) {
        return None;
    }
    let next = scene.token(end);
    let title = scene.styles[next.sentence as usize] == Style::Title;
    match next.kind {
        TokenKind::Clitic
            if scene.document.lower(end).ends_with('s') && before.is_none_or(|idx| !scene.is(idx, "of")) =>
        {
            // "Beijing's streets" is the city; "Beijing's strategic influence" the government.
            let noun = scene.classes_in(end + 1, &within);
            (!noun.any(Classes::PLACE_NOUN)).then_some(("metonym-possessive", 0.8))
        }
        TokenKind::Word if !next.is_capitalised() => {
            let classes = scene.classes(end);
            let is_verb = matches!(next.tag, Tag::Vbd | Tag::Vbz | Tag::Md) || classes.any(Classes::SPEECH);
            if is_verb && (!prev.any(Classes::WITH) || before.is_some_and(|idx| scene.is(idx, "and"))) {
                return Some(("metonym-verb", 0.88));
            }
            if matches!(next.tag, Tag::Vbg) && before.is_some_and(|idx| scene.is(idx, "that")) {
                return Some(("metonym-verb", 0.8));
            }
            if before.is_some_and(|idx| scene.is(idx, "between") || scene.is(idx, "against") || scene.is(idx, "with")) {
                return Some(("metonym-against", 0.7));
            }
            None
        }
        TokenKind::Hyphen => {
            let led = ["led", "backed", "controlled", "appointed", "sponsored", "friendly", "allied"];
            led.iter().any(|word| scene.is(end + 1, word)).then_some(("metonym-led", 0.9))
        }
        _ if before.is_some_and(|idx| scene.is(idx, "against") || scene.is(idx, "between")) && !title => {
            Some(("metonym-against", 0.7))
        }
        _ => None,
    }
}

const PLACE_CUES: &[&str] = &["visit", "visits", "visited", "visiting", "central", "downtown", "outside", "of"];

/// The government that a speaking capital stands for; the mention goes over to it. Any other actor stays.
///
/// `known` keeps what was found for each capital.
pub(crate) fn government_of(
    tables: &ActorTables,
    actors: &mut Vec<Actor>,
    known: &mut HashMap<u32, Option<u32>>,
    (actor, source): (u32, Span),
) -> u32 {
    if actors[actor as usize].kind != ActorKind::City {
        return actor;
    }
    let found = match known.get(&actor) {
        Some(found) => *found,
        None => {
            let found = find_government(tables, actors, actor);
            known.insert(actor, found);
            found
        }
    };
    let Some(government) = found else { return actor };
    let (mut moved, stays): (Vec<_>, Vec<_>) =
        actors[actor as usize].mentions.drain(..).partition(|mention| source.covers(mention.span));
    for mention in &mut moved {
        (mention.form, mention.rule) = (MentionForm::Alias, "metonym-source".into());
    }
    actors[actor as usize].mentions = stays;
    actors[government as usize].mentions.extend(moved);
    government
}

fn find_government(tables: &ActorTables, actors: &mut Vec<Actor>, capital: u32) -> Option<u32> {
    let gazetteer = &tables.gazetteer;
    let name = &actors[capital as usize].name;
    let city = gazetteer
        .embedded
        .iter()
        .find(|entry| entry.kind == Kind::City && entry.government != NO_ENTRY && entry.name == name.as_str())?;
    let entry = gazetteer.entry(city.government);
    let there = actors.iter().position(|actor| actor.kind == ActorKind::Government && actor.name == entry.name);
    Some(there.unwrap_or_else(|| {
        let mut government = Actor::new(ActorId(actors.len() as u32), entry.name, ActorKind::Government);
        government.country = (!entry.country.is_empty()).then(|| entry.country.to_string());
        government.refs.wikidata = (!entry.wikidata.is_empty()).then(|| entry.wikidata.to_string());
        actors.push(government);
        actors.len() - 1
    }) as u32)
}
