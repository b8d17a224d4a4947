//! The integration tests, one binary: case files, properties, hostile input, tables.

mod cases;

mod claims;
mod clean;
mod hostile;
mod names;
mod numbers;
mod properties;
mod quotes;
mod relations;
mod sentences;
mod structure;
