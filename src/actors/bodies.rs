//! "It" and "they" as sources: the body or the group that they mean.
//!
//! The last speaker if it was a body, or several people; else the subject before. A subject that is a thing or a
//! document takes the pronoun away ("the study", "it found"). Rather none than a wrong one.

use crate::lexicon::Nobody;
use crate::model::{Actor, ActorId, ActorKind, Mention, MentionForm};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::{Document, Shape};

use super::ActorTables;
use super::speaker::Place;

/// What a pronoun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// "it": one body.
    One,
    /// "they", "many of them": several people, or a body.
    Many,
}

/// Sentences that a pronoun reaches back.
const SENTENCES: u32 = 2;

/// What a source wants that is nothing but such a pronoun.
pub(super) fn wanted(document: &Document<'_>, source: Span) -> Option<Wants> {
    let tokens = document.tokens_in(source);
    let last = tokens.end.checked_sub(1)?;
    let alone = tokens.len() == 1;
    match document.lower(last) {
        "it" if alone => Some(Wants::One),
        "they" | "both" if alone => Some(Wants::Many),
        "them" if tokens.len() <= 4 && tokens.len() > 2 => Some(Wants::Many),
        _ => None,
    }
}

/// The actor that the pronoun means; it gets the mention.
pub(super) fn resolve(
    document: &Document<'_>,
    tables: &ActorTables,
    actors: &mut [Actor],
    places: &[Place],
    (source, wants): (Span, Wants),
    last: Option<(ActorId, usize)>,
) -> Option<u32> {
    let at = document.tokens_in(source).start;
    let sentence = document.tokens.get(at)?.sentence;
    let subject = subject_before(document, at);
    let of_subject = subject.and_then(|subject| match actor_at(document, actors, places, subject) {
        Some(actor) if fits(&actors[actor as usize].kind, wants) => Some(Some(actor)),
        Some(_) => None,
        // "The study … . It found": a document; nobody speaks.
        None => (tables.nobody.get(document.tokens[subject].word) != Nobody::Unlisted).then_some(None),
    });
    let of_speaker = last.filter(|(_, place)| {
        let from = document.tokens_in(Span::new(*place, *place + 1)).start;
        document.tokens.get(from).is_some_and(|token| token.sentence + SENTENCES >= sentence)
    });
    let of_speaker = of_speaker.map(|last| last.0.0).filter(|actor| fits(&actors[*actor as usize].kind, wants));
    let actor = match of_subject {
        Some(None) => return None,
        Some(found) => found,
        None => of_speaker,
    };
    let actor = actor?;
    let pronoun = document.tokens_in(source).end - 1;
    let mention = Mention::new(document.tokens[pronoun].span(), MentionForm::Pronoun, "pronoun-body", 0.6);
    actors[actor as usize].mentions.push(mention);
    Some(actor)
}

fn fits(kind: &ActorKind, wants: Wants) -> bool {
    use ActorKind as K;
    match wants {
        Wants::One => matches!(kind, K::Organization | K::Government | K::Media | K::Military | K::Party | K::Country),
        Wants::Many => matches!(kind, K::Group | K::Organization | K::Government | K::Military | K::Party),
    }
}

/// The nearest subject before a token, not inside a quotation: of its own sentence or the two before.
fn subject_before(document: &Document<'_>, at: usize) -> Option<usize> {
    let sentence = document.tokens[at].sentence;
    let mut best: Option<usize> = None;
    let mut seen = sentence;
    for idx in (0..at).rev().take(160) {
        let token = &document.tokens[idx];
        if token.sentence + SENTENCES < sentence || best.is_some() && token.sentence != seen {
            break;
        }
        let pronoun = matches!(token.tag, Tag::Prp | Tag::Wh | Tag::Dt | Tag::Ex);
        if document.tree.rel(idx).is_subject() && !token.shape.has(Shape::QUOTED) && !pronoun {
            // The first subject of the nearest sentence that has one.
            best = Some(idx);
            seen = token.sentence;
        }
    }
    best
}

fn actor_at(document: &Document<'_>, actors: &[Actor], places: &[Place], token: usize) -> Option<u32> {
    let span = document.tokens[token].span();
    let place = places.partition_point(|place| place.0.start <= span.start);
    let near =
        places[..place].iter().rev().take(6).find(|place| place.0.covers(span) && place.2 != MentionForm::Demonym);
    near.map(|place| place.1).filter(|actor| (*actor as usize) < actors.len())
}
