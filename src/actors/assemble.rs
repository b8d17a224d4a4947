//! From sightings to the model's actors.

use crate::model::{Actor, ActorId, Mention, Role};

use super::cluster::Cast;
use super::gazetteer::NO_ENTRY;
use super::kind::Kind;
use super::roles::RoleWords;
use super::scene::{NO_ACTOR, Scene, Sighting};

/// The actors in order of their first mention, with their mentions in text order.
pub(crate) fn assemble(scene: &Scene<'_>, cast: &Cast, sightings: &[Sighting], roles: &[RoleWords]) -> Vec<Actor> {
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
    let id_of = |actor: u32| {
        let place = places.get(actor as usize).copied().unwrap_or(NO_ACTOR);
        (place != NO_ACTOR).then_some(ActorId(place))
    };
    for words in roles {
        let Some(id) = id_of(words.actor) else { continue };
        let mut role = Role::new(scene.document.span_of(words.tokens.clone()));
        role.organization = id_of(words.organization);
        role.country = id_of(words.country);
        actors[id.0 as usize].roles.push(role);
    }
    actors
}

fn actor_of(scene: &Scene<'_>, cast: &Cast, proto: u32, id: u32) -> Actor {
    let proto = &cast.protos[proto as usize];
    let gazetteer = &scene.tables.gazetteer;
    let text = &scene.document.text[scene.document.span_of(proto.name.clone())];
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    if proto.entry == NO_ENTRY {
        let mut actor = Actor::new(ActorId(id), text, proto.kind.to_model(gazetteer.own_kinds()));
        actor.gender = proto.gender;
        actor.country = given(&proto.country);
        return actor;
    }
    let entry = gazetteer.entry(proto.entry);
    let mut actor = Actor::new(ActorId(id), entry.name, proto.kind.to_model(gazetteer.own_kinds()));
    actor.country = given(entry.country);
    actor.refs.wikidata = given(entry.wikidata);
    // Names are the common English ones, which Wikipedia's titles or redirects are too; only certain entries link.
    if actor.refs.wikidata.is_some() && entry.user.is_none() && entry.priority == 0 {
        actor.refs.wikipedia = Some(entry.name.replace(' ', "_"));
    }
    if entry.kind == Kind::Country {
        actor.refs.iso3166 = given(entry.country);
    }
    actor.refs.user = entry.user.map(str::to_owned);
    actor.gender = entry.gender.or(proto.gender);
    actor
}
