//! Who: mentions of actors, grouped by actor.
//!
//! Names of the gazetteer come first, then names that no list knows, judged once for the whole document;
//! then every mention gets its actor, capitals their government, and pronouns their person.

mod assemble;
mod bodies;
mod byline;
mod cluster;
mod cues;
mod discover;
mod gazetteer;
mod joints;
mod kind;
mod listed;
mod metonym;
mod names;
mod nominal;
mod order;
mod pronoun;
mod repair;
mod roles;
mod runs;
mod scene;
mod sources;
mod speaker;
mod user;
mod words;

use crate::lexicon::{Hit, Nobody, TermSet, Vocabulary, WordMap, load_nobody};
use crate::model::{Actor, Article, Quote};
use crate::text::Document;

use cues::CueWeights;
use gazetteer::Gazetteer;
pub(crate) use gazetteer::plain;
use scene::{Scene, Sighting};
use words::Words;

pub(crate) use user::ActorOptions;
pub use user::{GazetteerPart, Profile, UserActor};

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct ActorTables {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) words: Words,
    pub(crate) weights: CueWeights,
    /// Nouns that nobody stands behind.
    pub(crate) nobody: WordMap<Nobody>,
    /// The least probability of a name that no list knows.
    pub(crate) least: f32,
}

impl ActorTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(vocabulary: &mut Vocabulary, terms: &mut TermSet) -> ActorTables {
        ActorTables::with_options(vocabulary, terms, ActorOptions::default())
    }

    /// The same without some parts of the gazetteer: for training.
    #[doc(hidden)]
    pub fn load_without(vocabulary: &mut Vocabulary, terms: &mut TermSet, parts: &[GazetteerPart]) -> ActorTables {
        let without = parts.to_vec();
        ActorTables::with_options(vocabulary, terms, ActorOptions { without, ..ActorOptions::default() })
    }

    /// The same with the user's actors and switches.
    pub(crate) fn with_options(vocabulary: &mut Vocabulary, terms: &mut TermSet, options: ActorOptions) -> ActorTables {
        let least = match options.profile {
            Profile::Precise => 0.8,
            Profile::Thorough => 0.45,
        };
        ActorTables {
            gazetteer: Gazetteer::load(terms, options),
            words: Words::load(vocabulary, terms),
            weights: CueWeights::load(),
            nobody: load_nobody(vocabulary),
            least,
        }
    }
}

/// Finds the actors of a document with their mentions by name, alias, demonym and nominal; pronouns come later.
///
/// Actors come in order of their first mention, each with its mentions in text order; mentions of different
/// actors do not overlap, except that a nominal may hold a name. Nearly linear in the document.
pub fn find_actors(document: &Document<'_>, hits: &[Hit], tables: &ActorTables, _article: &Article) -> Vec<Actor> {
    let scene = Scene::new(document, hits, tables);
    let known = keep_sure(names::leave_foreign_bodies(&scene, names::known_names(&scene)));
    let found = discover::discover(&scene, &known);
    let mut sightings = merge(known, found);
    byline::read_bylines(&scene, &mut sightings);
    byline::drop_credits(&scene, &mut sightings);
    byline::read_dateline(&scene, &mut sightings);
    repair::mend_names(&scene, &mut sightings);
    repair::read_headings(&scene, &mut sightings);
    metonym::settle(&scene, &mut sightings);
    let mut cast = cluster::cluster(&scene, &mut sightings);
    let roles = roles::find_roles(&scene, &sightings, &mut cast);
    let nominals = nominal::find_nominals(&scene, &sightings, &roles, &mut cast);
    sightings.extend(nominals);
    sightings.sort_by_key(|one| (one.first, std::cmp::Reverse(one.last)));
    assemble::assemble(&scene, &cast, &sightings, &roles)
}

/// A distinct unknown name with its places and its cues, for training.
#[doc(hidden)]
#[derive(Debug)]
pub struct CandidateName {
    /// Where it stands.
    pub places: Vec<crate::span::Span>,
    /// One bit a cue, in the order of [`cue_names`].
    pub cues: u128,
}

/// The unknown names of a document, before they are judged: for training.
#[doc(hidden)]
pub fn candidate_names(document: &Document<'_>, hits: &[Hit], tables: &ActorTables) -> Vec<CandidateName> {
    let scene = Scene::new(document, hits, tables);
    let known = keep_sure(names::known_names(&scene));
    let pieces = runs::cut_pieces(&scene, &known);
    let (candidates, which) = discover::candidates(&scene, &known, &pieces);
    let mut names: Vec<CandidateName> =
        candidates.iter().map(|one| CandidateName { places: Vec::new(), cues: one.cues }).collect();
    for (piece, idx) in pieces.iter().zip(which) {
        names[idx as usize].places.push(document.span_of(piece.tokens()));
    }
    names
}

/// The names of the cues, in the order of their bits.
#[doc(hidden)]
pub fn cue_names() -> &'static [&'static str] {
    cues::CUE_NAMES
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
            free_from = name.last;
            merged.push(name);
        }
    }
    merged.extend(found);
    merged
}

/// Adds the names that only a quote's source gives away, and the pronouns that refer to an actor.
///
/// A pronoun that is a quote's source takes the source before it, if that person agrees; see the confidence.
pub fn resolve_pronouns(document: &Document<'_>, tables: &ActorTables, quotes: &[Quote], actors: &mut Vec<Actor>) {
    sources::name_sources(document, tables, quotes, actors);
    pronoun::resolve(document, tables, quotes, actors);
}

/// Resolves each quote's source to an actor; makes an actor for a source that is none yet ("analysts").
///
/// Afterwards the actors are again in order of their first mention, and all ids follow.
pub fn resolve_speakers(document: &Document<'_>, tables: &ActorTables, actors: &mut Vec<Actor>, quotes: &mut [Quote]) {
    speaker::resolve(document, tables, actors, quotes);
}
