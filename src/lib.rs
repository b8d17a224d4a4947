//! Who said what, and what they claim, in the news.
//!
//! This crate reads English news articles and yields actors, quotes and claims, each with byte offsets, the rule that
//! found it, and a confidence. It works by tables, rules and small tables of learned numbers: no model to download,
//! no network, deterministic, linear in the text, and total: extraction neither fails nor panics.
//!
//! # Example
//!
//! ```
//! use whosaid::{Article, Extractor};
//!
//! let text = "“It was time,” minister Ana Novak said. She denied that the talks had failed.";
//! let analysis = Extractor::new().extract(&Article::from_text(text));
//!
//! let quote = &analysis.quotes[0];
//! assert_eq!(&text[quote.content[0]], "It was time,");
//! assert_eq!(quote.speaker.map(|id| analysis[id].name.as_str()), Some("Ana Novak"));
//! for claim in &analysis.claims {
//!     println!("{:?} {:?}: {}", claim.modality, claim.polarity, &text[claim.span]);
//! }
//! ```
//!
//! # Overview
//!
//! * [`Article`] goes in: a text, and what is known about it. Its day of publication anchors relative times.
//! * [`Extractor`] does the work. Built once, with [`Extractor::builder`] where you bring your own actors or options;
//!   shared between threads; cheap to clone.
//! * [`Analysis`] comes out: [`Actor`]s with all their mentions, [`Quote`]s with source, cue and content, [`Claim`]s with
//!   holder, modality, polarity, numbers and times. It serialises to a versioned JSON ([`SCHEMA`]) and is checked with
//!   [`Analysis::check`] when read back.
//! * [`Span`] is the one coordinate system: bytes of the text as you gave it. `&text[span]` is the words.
//! * [`Corpus`] compares many articles: each [`Relation`] says who agrees with whom, who conflicts, and why.
//! * [`formats`] reads other programs' lists of names; [`eval`] measures results against annotated ones.
//!
//! Each stage is a function of its own ([`text`], [`actors`], [`quotes`], [`claims`]) for those who need only one.
//!
//! # Manual
//!
//! [Guide](docs::_guide), [the JSON](docs::_model), [actors](docs::_actors), [your own names](docs::_gazetteer),
//! [quotes](docs::_quotes), [claims](docs::_claims), [check-worthiness](docs::_check_worthiness),
//! [times and quantities](docs::_times_quantities), [across articles](docs::_corpus),
//! [performance](docs::_performance), [data and licences](docs::_data), [architecture](docs::_architecture).
//!
//! # What it does not do
//!
//! It does not say what is true, it does not read other languages, and it does not understand: irony is taken at its
//! word, pronouns go by grammar, and agreement between articles needs a concept in common. The README has a sentence
//! for each of the known shortfalls and the measured accuracy.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(missing_debug_implementations)]

pub mod actors;
pub mod claims;
pub mod corpus;
pub mod docs;
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

/// The README's snippets, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
