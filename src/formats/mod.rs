//! Other people's formats: gazetteers in, linked data out ([`jsonld`]).
//!
//! Each reader of a gazetteer takes a file's name, for messages, and its text, and returns [`UserActor`](crate::actors::UserActor)s
//! for [`ExtractorBuilder::actors`](crate::ExtractorBuilder::actors). None opens a file. All are strict: an error
//! lists what cannot be read, one a line, with file, line and reason.

pub mod gate;
pub mod gazetteer;
pub mod jsonld;
pub mod petrarch;
pub mod records;
pub mod spacy;
pub mod wikidata;

mod json;
mod reading;
