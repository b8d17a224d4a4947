//! Small copyable forms of what the model spells out.

use crate::model::ActorKind;

/// What a name may stand for; [`ActorKind`] without text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Person,
    Country,
    Government,
    Organization,
    Media,
    Military,
    Party,
    Location,
    City,
    Group,
    /// A kind of the user's own: position in the gazetteer's list.
    Own(u16),
}

/// What a corpus would call it: the choice that discovery makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Person,
    Organization,
    Place,
    Group,
}

impl Kind {
    pub(crate) fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "person" => Kind::Person,
            "country" => Kind::Country,
            "government" => Kind::Government,
            "organization" | "organisation" | "company" => Kind::Organization,
            "media" => Kind::Media,
            "military" => Kind::Military,
            "party" => Kind::Party,
            "location" | "region" => Kind::Location,
            "city" => Kind::City,
            "group" => Kind::Group,
            _ => return None,
        })
    }

    /// The kind of the model's kind; a user's own kind is an organisation until it has a number.
    pub(crate) fn of_model(kind: &ActorKind) -> Kind {
        match kind {
            ActorKind::Person => Kind::Person,
            ActorKind::Country => Kind::Country,
            ActorKind::Government => Kind::Government,
            ActorKind::Media => Kind::Media,
            ActorKind::Military => Kind::Military,
            ActorKind::Party => Kind::Party,
            ActorKind::Location => Kind::Location,
            ActorKind::City => Kind::City,
            ActorKind::Group => Kind::Group,
            ActorKind::Organization | ActorKind::Other(_) => Kind::Organization,
        }
    }

    pub(crate) fn class(self) -> Class {
        match self {
            Kind::Person => Class::Person,
            Kind::Country | Kind::City | Kind::Location => Class::Place,
            Kind::Group => Class::Group,
            _ => Class::Organization,
        }
    }

    pub(crate) fn to_model(self, own: &[String]) -> ActorKind {
        match self {
            Kind::Person => ActorKind::Person,
            Kind::Country => ActorKind::Country,
            Kind::Government => ActorKind::Government,
            Kind::Organization => ActorKind::Organization,
            Kind::Media => ActorKind::Media,
            Kind::Military => ActorKind::Military,
            Kind::Party => ActorKind::Party,
            Kind::Location => ActorKind::Location,
            Kind::City => ActorKind::City,
            Kind::Group => ActorKind::Group,
            Kind::Own(idx) => ActorKind::Other(own.get(usize::from(idx)).cloned().unwrap_or_default()),
        }
    }
}
