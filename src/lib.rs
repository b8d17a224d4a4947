//! Who said what, and what they claim, in the news.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(missing_debug_implementations)]

pub mod actors;
pub mod claims;
pub mod corpus;
pub mod error;
pub mod eval;
mod extractor;
pub mod formats;
pub mod lexicon;
pub mod model;
pub mod quotes;
pub mod span;
pub mod syntax;
pub mod text;

pub use corpus::Corpus;
pub use error::{Error, ErrorKind, Result};
pub use extractor::{Extractor, ExtractorBuilder};
pub use model::{Actor, Analysis, Article, Claim, Date, Quote, Relation, SCHEMA};
pub use span::Span;
