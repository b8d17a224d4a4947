//! Actors that the user brings along, and the parts of the stage that can be switched off.

use serde::{Deserialize, Serialize};

use crate::model::{ActorKind, Gender};

use super::listed::UserList;

/// An actor of the user's own gazetteer.
///
/// Goes before embedded actors of the same name. Serialises, so that lines of JSON can be read by any JSON library;
/// `formats::gazetteer` reads tables and other programs' lists.
///
/// # Examples
///
/// ```
/// use whosaid::actors::UserActor;
/// use whosaid::{Article, Extractor};
/// let club = UserActor::new("Velo Club Arden").with_alias("VCA").with_id("club-17");
/// let extractor = Extractor::builder().actors([club]).build()?;
/// let analysis = extractor.extract(&Article::from_text("The VCA said on Monday that it would ride."));
/// assert_eq!(analysis.actors[0].refs.user.as_deref(), Some("club-17"));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UserActor {
    /// Its name; never empty.
    pub name: String,
    /// What it is.
    #[serde(default = "organization")]
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country.
    #[serde(default)]
    pub country: Option<String>,
    /// The user's identifier: comes back as `refs.user`.
    #[serde(default)]
    pub id: Option<String>,
    /// Wikidata item, "Q" and digits.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Gender, for pronouns.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Other forms of the name. One that begins with `=` must be written just so; others in any case.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Nationality words.
    #[serde(default)]
    pub demonyms: Vec<String>,
}

fn organization() -> ActorKind {
    ActorKind::Organization
}

impl UserActor {
    /// An organisation of this name.
    pub fn new(name: impl Into<String>) -> UserActor {
        UserActor {
            name: name.into(),
            kind: organization(),
            country: None,
            id: None,
            wikidata: None,
            gender: None,
            aliases: Vec::new(),
            demonyms: Vec::new(),
        }
    }

    /// The same of this kind.
    pub fn with_kind(mut self, kind: ActorKind) -> UserActor {
        self.kind = kind;
        self
    }

    /// The same with another form of its name.
    pub fn with_alias(mut self, alias: impl Into<String>) -> UserActor {
        self.aliases.push(alias.into());
        self
    }

    /// The same under the user's identifier.
    pub fn with_id(mut self, id: impl Into<String>) -> UserActor {
        self.id = Some(id.into());
        self
    }

    /// The same, belonging to a country.
    pub fn with_country(mut self, country: impl Into<String>) -> UserActor {
        self.country = Some(country.into());
        self
    }

    /// What is wrong with it, if anything.
    pub(crate) fn fault(&self) -> Option<String> {
        let name = self.name.trim();
        if name.is_empty() {
            return Some("an actor without a name".to_owned());
        }
        if let Some(code) = &self.country {
            if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Some(format!("{name}: expected two capitals as country, found {code:?}"));
            }
        }
        if let Some(item) = &self.wikidata {
            let digits = item.strip_prefix('Q').unwrap_or_default();
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Some(format!("{name}: expected Q and digits as Wikidata item, found {item:?}"));
            }
        }
        None
    }
}

/// A part of the embedded gazetteer that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // each name is the table that it stands for
pub enum GazetteerPart {
    Countries,
    Cities,
    Regions,
    Metonyms,
    Organizations,
    Media,
    People,
}

/// How the stage weighs missing an actor against inventing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Profile {
    /// Rather miss a name that no list knows than invent one.
    Precise,
    /// The best balance of both.
    #[default]
    Thorough,
}

/// What the user asked of the stage.
#[derive(Debug, Clone, Default)]
pub(crate) struct ActorOptions {
    pub(crate) actors: UserList,
    pub(crate) without: Vec<GazetteerPart>,
    pub(crate) profile: Profile,
}
