//! The integration tests, one binary: case files, properties, hostile input, tables.

mod cases;

mod actors;
mod api;
mod claims;
mod clean;
mod corpus;
mod formats;
mod gold;
mod hostile;
mod names;
mod numbers;
mod properties;
mod quotes;
mod relations;
mod schema;
mod sentences;
mod structure;
mod tables;
