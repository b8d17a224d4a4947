//! Terms of all tables, and where they stand in a document.

use super::scan::fold_text;
use super::term_matcher::TermMatcher;

/// Which table a term comes from: decides who reads its hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum TermTable {
    /// Names of the gazetteer and of the user: `row` numbers the name.
    Name,
    Title,
    Role,
    Cue,
    Hedge,
    Time,
    Unit,
    Boilerplate,
}

/// A term of a table found in the text: whole tokens, leftmost-longest within its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Its table.
    pub table: TermTable,
    /// What its table calls it.
    pub row: u32,
}

/// Builds a [`TermMatcher`].
#[derive(Debug, Default)]
pub struct TermSet {
    terms: Vec<Term>,
}

/// A term as listed.
#[derive(Debug)]
pub(super) struct Term {
    /// As written, or folded.
    pub(super) text: Box<str>,
    /// True if it must be written just so.
    pub(super) exact: bool,
    pub(super) table: TermTable,
    pub(super) row: u32,
}

impl TermSet {
    /// No terms.
    pub fn new() -> TermSet {
        TermSet::default()
    }

    /// Adds a term that must be written just so.
    pub fn add_exact(&mut self, term: &str, table: TermTable, row: u32) {
        self.terms.push(Term { text: term.into(), exact: true, table, row });
    }

    /// Adds a term that may be written in any case.
    pub fn add_folded(&mut self, term: &str, table: TermTable, row: u32) {
        self.terms.push(Term { text: fold_text(term).into(), exact: false, table, row });
    }

    /// Builds the matcher. Time is that of sorting the terms' words.
    pub fn build(self) -> TermMatcher {
        TermMatcher::new(self.terms)
    }
}

/// The hits of one table, in text order.
pub fn hits_of(hits: &[Hit], table: TermTable) -> &[Hit] {
    let first = hits.partition_point(|hit| hit.table < table);
    let last = hits.partition_point(|hit| hit.table <= table);
    &hits[first..last]
}
