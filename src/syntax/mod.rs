//! Word classes and sentence structure.

mod tag;

pub use tag::Tag;
