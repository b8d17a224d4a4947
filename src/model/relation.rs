//! Relations between claims, and between quotes, of different articles.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A place in one of several articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// The article's id.
    pub id: String,
    /// Where in its text.
    #[serde(flatten)]
    pub span: Span,
}

/// How two claims, or two quotes, of different articles stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Relation {
    /// One side.
    pub a: Place,
    /// The other side.
    pub b: Place,
    /// Claims or quotes.
    pub of: RelationOf,
    /// How they stand.
    pub relation: RelationKind,
    /// Why, where there is one reason.
    pub reason: Option<Reason>,
    /// The words on both sides that show it.
    pub evidence: Vec<Evidence>,
    /// 0 to 1.
    pub confidence: f32,
}

/// What is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RelationOf {
    /// Two claims.
    Claim,
    /// Two quotes.
    Quote,
    /// Something that a newer version knows.
    #[serde(other)]
    Other,
}

/// How two claims or quotes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RelationKind {
    /// The same truth conditions, however worded.
    Same,
    /// Both can hold: rounding, bounds.
    Compatible,
    /// Predicted in one, asserted in the other.
    Confirms,
    /// Both cannot hold.
    Conflict,
    /// Nothing in common that counts.
    Unrelated,
    /// A relation that a newer version knows.
    #[serde(other)]
    Other,
}

/// Why two claims stand so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)] // each name is the word that it stands for
pub enum Reason {
    Number,
    Denial,
    Polarity,
    Date,
    Antonym,
    Role,
    Wording,
    Update,
    #[serde(other)]
    Other,
}

/// Words on both sides that show a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// In the first article.
    pub a: Span,
    /// In the second article.
    pub b: Span,
    /// What they show: `actor`, `number`, `date`, `predicate`, `denial`, `words` …
    pub what: Cow<'static, str>,
}

impl Place {
    /// A place in the article of that id.
    pub fn new(id: impl Into<String>, span: Span) -> Place {
        Place { id: id.into(), span }
    }
}

impl Evidence {
    /// Words on both sides.
    pub fn new(a: Span, b: Span, what: &'static str) -> Evidence {
        Evidence { a, b, what: Cow::Borrowed(what) }
    }
}

impl Relation {
    /// A relation without evidence yet.
    pub fn new(a: Place, b: Place, of: RelationOf, relation: RelationKind) -> Relation {
        Relation { a, b, of, relation, reason: None, evidence: Vec::new(), confidence: 0.5 }
    }
}
