//! Who said what: content, cue, source, and the actor behind the source.

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Quote};
use crate::text::Document;

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct QuoteTables {}

impl QuoteTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(_vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> QuoteTables {
        QuoteTables {}
    }
}

/// Finds the quotes of a document in text order; speakers are resolved later.
pub fn find_quotes(_document: &Document<'_>, _hits: &[Hit], _tables: &QuoteTables, _actors: &[Actor]) -> Vec<Quote> {
    Vec::new()
}

/// Resolves each quote's source to an actor; makes an actor for a source that is none yet ("analysts").
pub fn resolve_speakers(_document: &Document<'_>, _actors: &mut Vec<Actor>, _quotes: &mut [Quote]) {}
