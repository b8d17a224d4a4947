//! The article as given, and its structure as found.

use serde::{Deserialize, Serialize};

use super::Date;
use crate::span::Span;

/// One input record: an article's text with what is known about it.
///
/// Only `text` decides positions; the rest is context. `published` anchors relative times.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Article {
    /// The caller's name for the article; empty where a record has none.
    #[serde(default)]
    pub id: String,
    /// The whole text; every span of the result is a byte range of it.
    pub text: String,
    /// Title, where it does not stand in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Author line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// BCP 47 language tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Article {
    /// An article of this text, nothing else known.
    pub fn from_text(text: impl Into<String>) -> Article {
        Article { text: text.into(), ..Article::default() }
    }

    /// The same article under this id.
    pub fn with_id(mut self, id: impl Into<String>) -> Article {
        self.id = id.into();
        self
    }

    /// The same article published on this day.
    pub fn with_published(mut self, published: Date) -> Article {
        self.published = Some(published);
        self
    }
}

impl From<&str> for Article {
    fn from(text: &str) -> Article {
        Article::from_text(text)
    }
}

/// What was found about the article itself: its metadata as given, its blocks and sentences.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ArticleInfo {
    /// Title as given.
    pub title: Option<String>,
    /// Day of publication as given.
    pub published: Option<Date>,
    /// Author line as given, or found in the text.
    pub byline: Option<String>,
    /// Outlet as given.
    pub source: Option<String>,
    /// Address as given.
    pub url: Option<String>,
    /// Language tag as given.
    pub language: Option<String>,
    /// Blocks in text order, not overlapping; together they cover every visible character.
    pub blocks: Vec<Block>,
    /// Sentences in text order, not overlapping, boilerplate included.
    pub sentences: Vec<Span>,
}

/// One part of an article: usually a line or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Block {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The article's headline (also when it is repeated).
    Headline,
    /// Who wrote it.
    Byline,
    /// Place and date before the first words of a wire story.
    Dateline,
    /// The first paragraph.
    Lede,
    /// Any other paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Subheading,
    /// Words under or about a picture.
    Caption,
    /// An item of a list.
    List,
    /// Navigation, comment counters, disclaimers, share widgets, theme texts: no news.
    Boilerplate,
    /// A kind that a newer version knows.
    #[serde(other)]
    Other,
}

impl Block {
    /// A block of this kind.
    pub fn new(span: Span, kind: BlockKind) -> Block {
        Block { span, kind }
    }
}
