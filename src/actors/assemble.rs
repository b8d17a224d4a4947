//! From sightings to the model's actors.

use crate::model::{Actor, ActorId, Mention};

use super::cluster::Cast;
use super::gazetteer::NO_ENTRY;
use super::kind::Kind;
use super::scene::{NO_ACTOR, Scene, Sighting};

/// The actors in order of their first mention, with their mentions in text order.
pub(crate) fn assemble(scene: &Scene<'_>, cast: &Cast, sightings: &[Sighting]) -> Vec<Actor> {
    let mut places = vec![NO_ACTOR; cast.protos.len()];
    let mut actors: Vec<Actor> = Vec::new();
    for sighting in sightings {
        let place = &mut places[sighting.actor as usize];
        if *place == NO_ACTOR {
            *place = actors.len() as u32;
            actors.push(actor_of(scene, cast, sighting.actor, *place));
        }
        let mut mention =
            Mention::new(scene.document.span_of(sighting.tokens()), sighting.form, sighting.rule, sighting.confidence);
        mention.confidence = mention.confidence.clamp(0.0, 0.99);
        actors[*place as usize].mentions.push(mention);
    }
    actors
}

fn actor_of(scene: &Scene<'_>, cast: &Cast, proto: u32, id: u32) -> Actor {
    let proto = &cast.protos[proto as usize];
    let gazetteer = &scene.tables.gazetteer;
    let text = &scene.document.text[scene.document.span_of(proto.name.clone())];
    if proto.entry == NO_ENTRY {
        let mut actor = Actor::new(ActorId(id), text, proto.kind.to_model(&gazetteer.own_kinds));
        actor.gender = proto.gender;
        return actor;
    }
    let entry = gazetteer.entry(proto.entry);
    let mut actor = Actor::new(ActorId(id), &*entry.name, proto.kind.to_model(&gazetteer.own_kinds));
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    actor.country = given(&entry.country);
    actor.refs.wikidata = given(&entry.wikidata);
    if entry.kind == Kind::Country {
        actor.refs.iso3166 = given(&entry.country);
    }
    actor.refs.user = entry.user.as_deref().map(str::to_owned);
    actor.gender = entry.gender.or(proto.gender);
    actor
}
