//! Who: mentions of actors, grouped by actor.

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Article, Quote};
use crate::text::Document;

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct ActorTables {}

impl ActorTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(_vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> ActorTables {
        ActorTables {}
    }
}

/// Finds the actors of a document with their mentions by name, alias, demonym and nominal; pronouns come later.
pub fn find_actors(_document: &Document<'_>, _hits: &[Hit], _tables: &ActorTables, _article: &Article) -> Vec<Actor> {
    Vec::new()
}

/// Adds the pronouns that refer to an actor, first person inside quotations included.
pub fn resolve_pronouns(_document: &Document<'_>, _tables: &ActorTables, _quotes: &[Quote], _actors: &mut Vec<Actor>) {}
