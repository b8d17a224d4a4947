//! Actors and their mentions.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Position of an actor in [`crate::Analysis::actors`]; stable within one analysis only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub u32);

/// Somebody or something that acts or speaks in an article, with every mention of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Actor {
    /// Position in the analysis' list.
    pub id: ActorId,
    /// Best name: the gazetteer's, or the fullest in the text.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of the country it belongs to.
    pub country: Option<String>,
    /// Identifiers that the gazetteer knows; never guessed.
    pub refs: Refs,
    /// Words that say what somebody is.
    pub roles: Vec<Role>,
    /// Mentions in text order.
    pub mentions: Vec<Mention>,
    /// Grammatical gender, where known (pronouns need it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
}

/// What an actor is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state as a place or as a people's name.
    Country,
    /// A government, ministry, or a capital or building that stands for one.
    Government,
    /// A company, university, association, international body.
    Organization,
    /// A newspaper, agency, broadcaster, platform.
    Media,
    /// Armed forces or an armed group.
    Military,
    /// A political party.
    Party,
    /// A region, mountain, sea, building.
    Location,
    /// A city or town.
    City,
    /// Several people meant together ("Russian officials").
    Group,
    /// A kind that a newer version or a user's table knows.
    #[serde(untagged)]
    Other(String),
}

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// Identifiers of an actor elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Refs {
    /// Wikidata item, "Q" and digits.
    pub wikidata: Option<String>,
    /// Title under which the English Wikipedia has it, perhaps by a redirect; spaces as underscores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikipedia: Option<String>,
    /// ISO 3166 alpha-2 code, where the actor is a country.
    pub iso3166: Option<String>,
    /// The user's own identifier, from the user's table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// Words that say what somebody is ("director of the institute"), with its organisation and country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Role {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// The organisation named in them.
    pub organization: Option<ActorId>,
    /// The country named in them.
    pub country: Option<ActorId>,
}

/// Words that refer to an actor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// How they refer.
    pub form: MentionForm,
    /// The rule that found them.
    pub rule: Cow<'static, str>,
    /// 0 to 1.
    pub confidence: f32,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MentionForm {
    /// The full name.
    Name,
    /// Another form of the name: surname, acronym, variant.
    Alias,
    /// A nationality word.
    Demonym,
    /// A common noun phrase ("the ministry").
    Nominal,
    /// A personal pronoun.
    Pronoun,
    /// A form that a newer version knows.
    #[serde(other)]
    Other,
}

impl Role {
    /// A role of these words, nothing else known.
    pub fn new(span: Span) -> Role {
        Role { span, organization: None, country: None }
    }
}

impl Mention {
    /// A mention found by `rule`.
    pub fn new(span: Span, form: MentionForm, rule: &'static str, confidence: f32) -> Mention {
        Mention { span, form, rule: Cow::Borrowed(rule), confidence }
    }
}

impl Actor {
    /// An actor without mentions.
    pub fn new(id: ActorId, name: impl Into<String>, kind: ActorKind) -> Actor {
        Actor {
            id,
            name: name.into(),
            kind,
            country: None,
            refs: Refs::default(),
            roles: Vec::new(),
            mentions: Vec::new(),
            gender: None,
        }
    }
}
