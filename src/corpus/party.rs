//! Who is party to a claim: keys of actors that hold across articles, and their countries.

use super::concept::Concept;
use super::joined::fold;
use super::profile::inside;
use crate::model::{Actor, ActorKind, Analysis, MentionForm};
use crate::span::Span;
use crate::text::hash_word;

/// An actor's key across articles: its identifier where there is one, else its name.
pub(crate) fn actor_key(actor: &Actor) -> Concept {
    let country = actor.refs.iso3166.as_deref().or(match actor.kind {
        ActorKind::Government | ActorKind::Country => actor.country.as_deref(),
        _ => None,
    });
    match (country, actor.refs.wikidata.as_deref()) {
        // A country, its people and its government are one party to a claim.
        (Some(iso), _) => country_key(iso),
        (None, Some(item)) => hash_word(item.as_bytes()),
        (None, None) => name_key(&actor.name),
    }
}

/// The key of somebody of whom only the name is known.
pub(crate) fn name_key(name: &str) -> Concept {
    hash_word(fold(name).as_bytes()) ^ 0x00ac_1000
}

/// Names and demonyms of countries with their codes, in text order.
pub(crate) fn country_names(analysis: &Analysis) -> Vec<(Span, &str)> {
    let countries = analysis.actors.iter().filter(|actor| actor.kind == ActorKind::Country);
    let named = countries.filter_map(|actor| Some((actor, actor.country.as_deref()?)));
    let mut names: Vec<(Span, &str)> =
        named.flat_map(|(actor, code)| actor.mentions.iter().map(move |mention| (mention.span, code))).collect();
    names.sort();
    names
}

/// An actor's country: its own, or the one in the words that say what it is ("the Croatian president").
pub(crate) fn country_of<'a>(actor: &'a Actor, names: &[(Span, &'a str)]) -> Option<&'a str> {
    let in_role = |span: Span| inside(names, span, |name| name.0).next().map(|name| name.1);
    actor.country.as_deref().or_else(|| actor.roles.iter().find_map(|role| in_role(role.span)))
}

/// The key of a country by its code.
pub(crate) fn country_key(iso: &str) -> Concept {
    hash_word(iso.as_bytes()) ^ 0x0c0a_57a7
}

/// True for a form that names somebody.
pub(crate) fn is_name(form: MentionForm) -> bool {
    matches!(form, MentionForm::Name | MentionForm::Alias | MentionForm::Demonym)
}

/// The last word of a name.
pub(crate) fn head_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
