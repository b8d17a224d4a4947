//! The last touches once speakers are known: first persons, and actors in order of their first mention.

use crate::model::{Actor, ActorId, ActorKind, Mention, MentionForm, Quote};
use crate::text::{Document, Shape};

use super::ActorTables;
use super::words::Classes;

/// "I" and "my" inside a quotation are its speaker.
pub(super) fn first_persons(document: &Document<'_>, tables: &ActorTables, actors: &mut [Actor], quotes: &[Quote]) {
    let mut free_from = 0;
    for quote in quotes {
        let Some(actor) = quote.speaker.and_then(|id| actors.get_mut(id.0 as usize)) else { continue };
        if actor.kind != ActorKind::Person {
            continue;
        }
        for piece in &quote.content {
            for idx in document.tokens_in(*piece) {
                let token = &document.tokens[idx];
                let is_first = tables.words.classes(token.word).any(Classes::I) && token.shape.has(Shape::QUOTED);
                if is_first && idx >= free_from {
                    let confidence = 0.9 * quote.confidence.max(0.5);
                    actor.mentions.push(Mention::new(token.span(), MentionForm::Pronoun, "first-person", confidence));
                    free_from = idx + 1;
                }
            }
        }
    }
}

/// Actors in order of their first mention, those without any left out; ids in quotes and roles follow.
pub(super) fn order(actors: &mut Vec<Actor>, quotes: &mut [Quote]) {
    for actor in actors.iter_mut() {
        actor.mentions.sort_by_key(|mention| mention.span);
    }
    let first = |idx: u32| actors[idx as usize].mentions.first().map_or(usize::MAX, |mention| mention.span.start);
    let mut sorted: Vec<u32> = (0..actors.len() as u32).filter(|idx| first(*idx) < usize::MAX).collect();
    sorted.sort_by_key(|idx| first(*idx));
    let mut new_ids = vec![None; actors.len()];
    for (new, old) in sorted.iter().enumerate() {
        new_ids[*old as usize] = Some(ActorId(new as u32));
    }
    let rename = |id: &mut Option<ActorId>| *id = id.and_then(|old| new_ids.get(old.0 as usize).copied().flatten());
    actors.retain(|actor| !actor.mentions.is_empty());
    for actor in actors.iter_mut() {
        actor.id = new_ids[actor.id.0 as usize].unwrap_or(actor.id);
        for role in &mut actor.roles {
            rename(&mut role.organization);
            rename(&mut role.country);
        }
    }
    actors.sort_by_key(|actor| actor.id);
    for quote in quotes {
        rename(&mut quote.speaker);
        if let Some(addressee) = &mut quote.addressee {
            rename(&mut addressee.actor);
        }
    }
}
