//! Who: mentions of actors, grouped by actor.
//!
//! Names of the gazetteer come first, then names that no list knows, judged once for the whole document;
//! then every mention gets its actor, capitals their government, and pronouns their person.

mod assemble;
mod cluster;
mod cues;
mod discover;
mod gazetteer;
mod kind;
mod names;
mod runs;
mod scene;
mod words;

use crate::lexicon::{Hit, TermSet, Vocabulary};
use crate::model::{Actor, Article, Quote};
use crate::text::Document;

use cues::CueWeights;
use gazetteer::Gazetteer;
use scene::{Scene, Sighting};
use words::Words;

/// How sure a guess must be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Profile {
    /// The least probability of a name that no list knows.
    pub(crate) least: f32,
}

impl Default for Profile {
    fn default() -> Profile {
        Profile { least: 0.5 }
    }
}

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct ActorTables {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) words: Words,
    pub(crate) weights: CueWeights,
    pub(crate) profile: Profile,
}

impl ActorTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(vocabulary: &mut Vocabulary, terms: &mut TermSet) -> ActorTables {
        ActorTables {
            gazetteer: Gazetteer::embedded(terms),
            words: Words::load(vocabulary, terms),
            weights: CueWeights::load(),
            profile: Profile::default(),
        }
    }
}

/// Finds the actors of a document with their mentions by name, alias, demonym and nominal; pronouns come later.
///
/// Actors come in order of their first mention, each with its mentions in text order; mentions of different
/// actors do not overlap, except that a nominal may hold a name. Nearly linear in the document.
pub fn find_actors(document: &Document<'_>, hits: &[Hit], tables: &ActorTables, _article: &Article) -> Vec<Actor> {
    let scene = Scene::new(document, hits, tables);
    let known = names::known_names(&scene);
    let known = keep_sure(known);
    let found = discover::discover(&scene, &known);
    let mut sightings = merge(known, found);
    let cast = cluster::cluster(&scene, &mut sightings);
    assemble::assemble(&scene, &cast, &sightings)
}

/// Words that mostly mean something else stay only where another form names the same actor.
fn keep_sure(known: Vec<Sighting>) -> Vec<Sighting> {
    let mut sure: Vec<u32> = known.iter().filter(|name| name.prior >= 50).map(|name| name.entry).collect();
    sure.sort_unstable();
    known.into_iter().filter(|name| name.prior >= 50 || sure.binary_search(&name.entry).is_ok()).collect()
}

/// Known and found names in text order; a found name takes the place of known ones inside it.
fn merge(known: Vec<Sighting>, found: Vec<Sighting>) -> Vec<Sighting> {
    let mut merged = Vec::with_capacity(known.len() + found.len());
    let mut found = found.into_iter().peekable();
    let mut free_from = 0;
    for name in known {
        while let Some(piece) = found.next_if(|piece| piece.first < name.last) {
            free_from = piece.last;
            merged.push(piece);
        }
        if name.first >= free_from {
            merged.push(name);
        }
    }
    merged.extend(found);
    merged
}

/// Adds the pronouns that refer to an actor, first person inside quotations included.
pub fn resolve_pronouns(_document: &Document<'_>, _tables: &ActorTables, _quotes: &[Quote], _actors: &mut Vec<Actor>) {}
