//! The integration tests, one binary: case files, properties, hostile input, tables.

mod cases;

mod claims;
mod names;
mod sentences;
mod structure;
