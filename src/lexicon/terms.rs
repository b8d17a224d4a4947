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
    /// The terms as written, or folded, one after the other.
    text: String,
    terms: Vec<Term>,
}

/// A term as listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// Where it ends in the set's text; it begins where the term before ends.
    end: usize,
    pub(super) row: u32,
    pub(super) table: TermTable,
    /// True if it must be written just so.
    pub(super) exact: bool,
}

impl TermSet {
    /// No terms.
    pub fn new() -> TermSet {
        TermSet::default()
    }

    /// Adds a term that must be written just so.
    pub fn add_exact(&mut self, term: &str, table: TermTable, row: u32) {
        self.add(term, Term { end: 0, row, table, exact: true });
    }

    /// Adds a term that may be written in any case.
    pub fn add_folded(&mut self, term: &str, table: TermTable, row: u32) {
        self.add(&fold_text(term), Term { end: 0, row, table, exact: false });
    }

    fn add(&mut self, text: &str, term: Term) {
        self.text.push_str(text);
        self.terms.push(Term { end: self.text.len(), ..term });
    }

    /// The terms in the order in which they were added.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// How a term is written.
    #[inline]
    pub(super) fn text_of(&self, idx: u32) -> &str {
        let idx = idx as usize;
        let start = idx.checked_sub(1).map_or(0, |before| self.terms[before].end);
        &self.text[start..self.terms[idx].end]
    }

    /// Builds the matcher. Linear in the terms' words.
    pub fn build(self) -> TermMatcher {
        TermMatcher::new(self)
    }
}

/// The hits of one table, in text order.
pub fn hits_of(hits: &[Hit], table: TermTable) -> &[Hit] {
    let first = hits.partition_point(|hit| hit.table < table);
    let last = hits.partition_point(|hit| hit.table <= table);
    &hits[first..last]
}
