//! Quotes: content, cue, source, speaker.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::ActorId;
use crate::span::Span;

/// Position of a quote in [`crate::Analysis::quotes`]; stable within one analysis only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuoteId(pub u32);

/// Words or thoughts that the article gives to somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// Position in the analysis' list.
    pub id: QuoteId,
    /// In quotation marks, outside, or both.
    pub kind: QuoteKind,
    /// What was said: one span for each contiguous piece, in text order, never empty.
    /// Enclosing quotation marks stay outside.
    pub content: Vec<Span>,
    /// The reporting word or phrase.
    pub cue: Option<Span>,
    /// Words that name the source where the quote stands.
    pub source: Option<Span>,
    /// The actor that the source resolves to.
    pub speaker: Option<ActorId>,
    /// Who was told, where the text says so.
    pub addressee: Option<Addressee>,
    /// True if the source comes from an earlier sentence.
    pub carried: bool,
    /// Speech, writing, thought or attitude.
    pub class: QuoteClass,
    /// True if the cue is negated ("did not say").
    pub negated: bool,
    /// True if the cue is modal ("may say", "would argue").
    pub modal: bool,
    /// The words that the decision rests on, beyond cue and source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Span>,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// 0 to 1: the share of such quotes that are right (content and source) on the training corpus.
    pub confidence: f32,
}

/// Somebody who was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Addressee {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// The actor they refer to.
    pub actor: Option<ActorId>,
}

/// How much of the content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
    /// A kind that a newer version knows.
    #[serde(other)]
    Other,
}

/// What the source did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuoteClass {
    /// Spoke.
    Speech,
    /// Wrote, posted, reported in writing.
    Writing,
    /// Thought, believed, knew.
    Thought,
    /// Wanted, supported, opposed, feared; or shows, seems (evidence).
    Attitude,
    /// A class that a newer version knows.
    #[serde(other)]
    Other,
}

impl Addressee {
    /// Somebody named by these words.
    pub fn new(span: Span) -> Addressee {
        Addressee { span, actor: None }
    }
}

impl Quote {
    /// A quote of this content; everything else unknown.
    pub fn new(id: QuoteId, kind: QuoteKind, content: Vec<Span>, rule: &'static str) -> Quote {
        Quote {
            id,
            kind,
            content,
            cue: None,
            source: None,
            speaker: None,
            addressee: None,
            carried: false,
            class: QuoteClass::Speech,
            negated: false,
            modal: false,
            evidence: Vec::new(),
            rule: Cow::Borrowed(rule),
            confidence: 0.5,
        }
    }

    /// From the first byte of the content to its last.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or(Span::new(0, 0));
        self.content.iter().fold(first, |whole, piece| whole.join(*piece))
    }
}
