//! The one error type: opaque, with a kind, a message that names the place, and a source.

use std::fmt;

/// What went wrong, coarsely; match on this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A table row (embedded or the user's) is malformed.
    Table,
    /// An input record is malformed: not JSON, no text, an impossible date.
    Record,
    /// An analysis read back does not fit its text or its schema.
    Schema,
    /// An option has a value outside its range.
    Option,
    /// A file in somebody else's format cannot be read.
    Format,
}

/// The error of every fallible function here.
///
/// Its message names the place (`actors.tsv:12`), what was expected and what was found.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: Box<str>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// Result with [`struct@Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of this kind; `message` names the place.
    pub fn new(kind: ErrorKind, message: impl fmt::Display) -> Error {
        Error { kind, message: message.to_string().into(), source: None }
    }

    /// The same with the error below it.
    pub fn with_source(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Error {
        self.source = Some(Box::new(source));
        self
    }

    /// What went wrong, coarsely.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}
