//! Terms of all tables, found in one pass over the text.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::Document;

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
    exact: Vec<(String, TermTable, u32)>,
    folded: Vec<(String, TermTable, u32)>,
}

impl TermSet {
    /// No terms.
    pub fn new() -> TermSet {
        TermSet::default()
    }

    /// Adds a term that must be written just so.
    pub fn add_exact(&mut self, term: &str, table: TermTable, row: u32) {
        self.exact.push((term.to_owned(), table, row));
    }

    /// Adds a term that may be written in any case.
    pub fn add_folded(&mut self, term: &str, table: TermTable, row: u32) {
        self.folded.push((term.to_lowercase(), table, row));
    }

    /// Builds the matcher. Linear in the terms' bytes.
    pub fn build(self) -> TermMatcher {
        TermMatcher { exact: Lane::new(self.exact), folded: Lane::new(self.folded) }
    }
}

/// Finds all terms in a document. Immutable.
#[derive(Debug)]
pub struct TermMatcher {
    exact: Lane,
    folded: Lane,
}

#[derive(Debug)]
struct Lane {
    automaton: Option<AhoCorasick>,
    terms: Vec<(TermTable, u32)>,
}

impl Lane {
    fn new(terms: Vec<(String, TermTable, u32)>) -> Lane {
        let automaton = (!terms.is_empty())
            .then(|| AhoCorasick::builder().match_kind(MatchKind::Standard).build(terms.iter().map(|term| &term.0)))
            .and_then(|built| built.ok());
        Lane { automaton, terms: terms.into_iter().map(|term| (term.1, term.2)).collect() }
    }

    fn scan(&self, document: &Document<'_>, text: &str, hits: &mut Vec<Hit>) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(text) {
            let tokens = &document.tokens;
            let first = tokens.partition_point(|token| (token.start as usize) < found.start());
            let last = tokens.partition_point(|token| (token.end as usize) <= found.end());
            let whole = first < last
                && tokens[first].start as usize == found.start()
                && tokens[last - 1].end as usize == found.end();
            if whole {
                let (table, row) = self.terms[found.pattern().as_usize()];
                hits.push(Hit { first: first as u32, last: last as u32, table, row });
            }
        }
    }
}

impl TermMatcher {
    /// All hits, by table, then in text order; within a table leftmost-longest, not overlapping,
    /// except that several rows may share the same words.
    pub fn scan(&self, document: &Document<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.exact.scan(document, document.text, &mut hits);
        self.folded.scan(document, &document.lower, &mut hits);
        hits.sort_by_key(|hit| (hit.table, hit.first, std::cmp::Reverse(hit.last), hit.row));
        hits.dedup();
        let mut kept: Option<Hit> = None;
        hits.retain(|hit| {
            let free = kept.is_none_or(|k| {
                k.table != hit.table || hit.first >= k.last || (k.first, k.last) == (hit.first, hit.last)
            });
            if free {
                kept = Some(*hit);
            }
            free
        });
        hits
    }
}

/// The hits of one table, in text order.
pub fn hits_of(hits: &[Hit], table: TermTable) -> &[Hit] {
    let first = hits.partition_point(|hit| hit.table < table);
    let last = hits.partition_point(|hit| hit.table <= table);
    &hits[first..last]
}
