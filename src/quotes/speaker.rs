//! The actor behind a source.

use crate::model::{Actor, ActorId, MentionForm, Quote};
use crate::span::Span;
use crate::text::Document;

/// Gives each quote the actor that its source mentions; a carried quote has the speaker of the one before it.
pub fn resolve_speakers(document: &Document<'_>, actors: &mut Vec<Actor>, quotes: &mut [Quote]) {
    let mut places: Vec<(Span, ActorId, MentionForm)> = Vec::new();
    for actor in actors.iter() {
        places.extend(actor.mentions.iter().map(|mention| (mention.span, actor.id, mention.form)));
    }
    places.sort_by_key(|place| (place.0, place.1));
    let mut before = None;
    for quote in quotes.iter_mut() {
        quote.speaker = match quote.source {
            Some(source) => actor_in(document, &places, source),
            None if quote.carried => before,
            None => None,
        };
        if let Some(to) = &mut quote.addressee {
            to.actor = actor_in(document, &places, to.span);
        }
        before = quote.speaker;
    }
}

/// The actor that a source is: the last mention before its first comma or preposition, else the first mention.
fn actor_in(document: &Document<'_>, places: &[(Span, ActorId, MentionForm)], source: Span) -> Option<ActorId> {
    let from = places.partition_point(|place| place.0.end <= source.start);
    let inside: Vec<_> =
        places[from..].iter().take_while(|place| place.0.start < source.end).filter(|p| source.overlaps(p.0)).collect();
    let head = head_of(document, source);
    let at_head = inside.iter().find(|place| place.0.overlaps(head));
    at_head.or(inside.first()).map(|place| place.1)
}

/// The last word before the first comma, preposition or relative of a source.
fn head_of(document: &Document<'_>, source: Span) -> Span {
    use crate::syntax::Tag;
    let mut head = source;
    for (n, idx) in document.tokens_in(source).enumerate() {
        let token = &document.tokens[idx];
        let stop = !token.is_word() && !matches!(token.kind, crate::text::TokenKind::Hyphen);
        if n > 0 && (stop || matches!(token.tag, Tag::In | Tag::To | Tag::Wh)) {
            break;
        }
        head = token.span();
    }
    head
}
