//! Where one proposition ends and the next begins.
//!
//! A region is a stretch of tokens with one holder inside one sentence. It is cut at semicolons, before coordinated
//! clauses, and around clauses with "because", "although", "while", "where" that assert something of their own.
//! Conditions, temporal clauses and relative clauses with "who" or "which" stay inside.
//! The posture is to cut too little: "X and Y are" after a verb stays whole where nothing shows a second subject.

use std::ops::Range;

use super::verbs::{Reader, VerbGroup};
use super::words::Marks;
use crate::syntax::{Rel, Tag};
use crate::text::{Shape, TokenKind};

/// How far ahead a clause's verb is looked for; keeps the cut linear for texts without stops.
const NEAR: usize = 100;

/// A proposition: its tokens, its verb, and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposition {
    pub(super) tokens: Range<usize>,
    pub(super) verb: Option<VerbGroup>,
    pub(super) rule: &'static str,
}

impl Reader<'_> {
    /// Cuts a region into propositions and appends them in text order. Linear in the region.
    pub(super) fn cut_propositions(&self, region: Range<usize>, out: &mut Vec<Proposition>) {
        let mut start = region.start;
        let mut rule = "clause";
        if let Some(comma) = self.initial_concession(region.clone()) {
            self.push_proposition(start..comma, "concession", out);
            start = comma + 1;
        }
        let mut verb = self.main_verb(start..region.end);
        let mut idx = start;
        while idx < region.end {
            let cut = match verb {
                Some(group) if idx > group.first => self.cut_at(start, group, idx, region.end),
                _ => None,
            };
            if let Some((next, next_rule)) = cut {
                self.push_proposition(start..idx, rule, out);
                (start, rule) = (next, next_rule);
                verb = self.main_verb(start..region.end);
                idx = start.max(idx + 1);
            } else {
                idx += 1;
            }
        }
        self.push_proposition(start..region.end, rule, out);
    }

    /// "While A, B" asserts both: the comma between them.
    fn initial_concession(&self, region: Range<usize>) -> Option<usize> {
        let first = self.first_word(region.clone())?;
        let concession = self.has(first, Marks::CONCESSION)
            || self.is(first, "even") && first + 1 < region.end && self.has(first + 1, Marks::CONCESSION);
        concession.then(|| self.end_of_subordinate(first..region.end)).flatten()
    }

    /// If a new proposition begins at `idx`: the token it begins with and the rule.
    fn cut_at(&self, start: usize, verb: VerbGroup, idx: usize, end: usize) -> Option<(usize, &'static str)> {
        let kind = self.token(idx).kind;
        if kind == TokenKind::Semicolon {
            return Some((idx + 1, "clause"));
        }
        let after_comma = matches!(kind, TokenKind::Comma | TokenKind::Dash);
        let linker = if after_comma { idx + 1 } else { idx };
        if linker >= end {
            return None;
        }
        if self.has(linker, Marks::COORDINATOR) && self.tag(linker) != Tag::Rb {
            return self.coordinated(start, verb, linker, end, after_comma);
        }
        if !after_comma {
            return None;
        }
        let subordinate =
            self.has(linker, Marks::CONCESSION.or(Marks::CAUSE)) || self.is(linker, "where") || self.is(linker, "when");
        if subordinate && self.main_verb(linker + 1..end.min(linker + NEAR)).is_some() {
            let rule = if self.tag(linker) == Tag::Wrb { "relative-clause" } else { "subordinate-clause" };
            return Some((linker + 1, rule));
        }
        if self.has(linker, Marks::RESULT) && self.tag(linker) == Tag::Vbg {
            return Some((linker, "participle"));
        }
        // "…, however, the ministry denies it": a comma splice.
        if self.has(linker, Marks::CONNECTIVE) && linker + 1 < end && self.token(linker + 1).kind == TokenKind::Comma {
            return self.own_subject(linker + 2, end).then_some((linker + 2, "clause"));
        }
        None
    }

    /// "and he left", "and left": a second clause, with or without a subject of its own.
    fn coordinated(
        &self,
        start: usize,
        verb: VerbGroup,
        linker: usize,
        end: usize,
        after_comma: bool,
    ) -> Option<(usize, &'static str)> {
        let mut next = linker + 1;
        if next < end && self.is(next, "that") {
            next += 1; // "that A and that B"
        }
        if next >= end {
            return None;
        }
        if self.own_subject(next, end) {
            let sure = after_comma || next > linker + 1 || self.has(next, Marks::SUBJECT) || verb.head + 1 < linker;
            return sure.then_some((next, "clause"));
        }
        let mut at = next;
        while at < end && self.is_adverb(at) {
            at += 1;
        }
        let finite = at < end && self.is_finite(at);
        let long = linker > verb.head + 1 && end > at + 2 && linker > start + 2;
        // "costs were high and would not fall": a helper joins the only finite verb before it, whatever the tree says.
        let only = || self.tag(at) == Tag::Md && !(verb.head + 1..linker).any(|idx| self.is_finite(idx));
        let joined = || self.joins_clauses(verb, at, end) || only();
        (finite && long && !after_comma && joined()).then_some((next, "verb-phrase"))
    }

    /// True if the tree joins the verb at `at` to the clause's own, not to a verb inside it.
    fn joins_clauses(&self, verb: VerbGroup, at: usize, end: usize) -> bool {
        let tree = &self.document.tree;
        let (main, second) = (self.predicate_of(verb.head), self.predicate_of(self.verb_group(at, end).head));
        let mut first = second;
        for _ in 0..4 {
            if tree.rel(first) != Rel::Conj {
                break;
            }
            first = tree.head(first).unwrap_or(first);
        }
        first != second && first == main
    }

    /// Appends a proposition without the words that only link it, if anything is left.
    pub(super) fn push_proposition(&self, tokens: Range<usize>, rule: &'static str, out: &mut Vec<Proposition>) {
        let tokens = self.trim(tokens);
        if !tokens.is_empty() {
            let verb = self.main_verb(tokens.clone());
            out.push(Proposition { tokens, verb, rule });
        }
    }

    /// "It is clear that the lake will not refill" claims what follows "that".
    pub(super) fn content_of_frame(&self, proposition: &Proposition) -> Option<Proposition> {
        const SURE: [&str; 7] = ["clear", "obvious", "evident", "certain", "true", "undeniable", "plain"];
        let first = self.first_word(proposition.tokens.clone())?;
        let that = first + 3;
        let frame = that + 2 < proposition.tokens.end
            && self.is(first, "it")
            && (self.is(first + 1, "is") || self.is(first + 1, "was"))
            && SURE.contains(&self.document.lower(first + 2))
            && self.is(that, "that");
        let tokens = self.trim(that + 1..proposition.tokens.end);
        let verb = self.main_verb(tokens.clone()).filter(|verb| frame && verb.first > tokens.start)?;
        Some(Proposition { tokens, verb: Some(verb), rule: "clause" })
    }

    /// Leaves out linking words before and marks around.
    pub(super) fn trim(&self, tokens: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (tokens.start, tokens.end);
        while start < end && self.only_links(start, end) {
            start += 1;
        }
        while start < end && self.ends_loosely(end - 1) {
            end -= 1;
        }
        // "… jumped *after* it said": what followed belongs to somebody else.
        while start < end && (self.has(end - 1, Marks::COORDINATOR) || self.is(end - 1, "after")) {
            end -= 1;
        }
        start..end
    }

    fn only_links(&self, idx: usize, end: usize) -> bool {
        let token = self.token(idx);
        let next_is_comma = idx + 1 < end && self.token(idx + 1).kind == TokenKind::Comma;
        let mark = self.is_punctuation(idx) && !matches!(token.kind, TokenKind::OpenQuote | TokenKind::OpenBracket);
        let links = Marks::COORDINATOR.or(Marks::CONCESSION).or(Marks::CAUSE);
        mark || self.has(idx, links)
            || self.has(idx, Marks::CONNECTIVE) && next_is_comma
            || self.is(idx, "that") && idx + 1 < end && !self.is_finite(idx + 1) && self.tag(idx) != Tag::Dt
    }

    fn ends_loosely(&self, idx: usize) -> bool {
        matches!(
            self.token(idx).kind,
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash | TokenKind::OpenQuote
        )
    }

    /// The first word of some tokens, marks and coordinators left aside.
    pub(super) fn first_word(&self, tokens: Range<usize>) -> Option<usize> {
        tokens.into_iter().find(|idx| self.token(*idx).is_word() && !self.has(*idx, Marks::COORDINATOR))
    }

    /// "Her visit, the first in six years": head and apposition, if the apposition (between two commas) compares.
    pub(super) fn apposition(&self, start: usize, comma: usize, end: usize) -> Option<Range<usize>> {
        if comma == start || !self.is_nominal(comma - 1) || end > comma + 20 || end < comma + 3 {
            return None;
        }
        let inside = comma + 1..end;
        let compares = inside
            .clone()
            .take(6)
            .any(|idx| matches!(self.tag(idx), Tag::Jjs | Tag::Rbs) || self.is(idx, "first") || self.is(idx, "only"));
        let opens = matches!(self.tag(comma + 1), Tag::PrpS | Tag::Dt | Tag::Nnp);
        let clause = inside.clone().any(|idx| self.is_finite(idx) || matches!(self.tag(idx), Tag::Wh | Tag::Cc));
        let plain = !inside.clone().any(|idx| self.has(idx, Marks::COORDINATOR)) || end == inside.end;
        if !compares || !opens || clause && !self.is_nominal(end - 1) || !plain {
            return None;
        }
        if inside.clone().any(|idx| self.is_finite(idx)) {
            return None;
        }
        // The noun phrase before the comma: back to a verb, a preposition or a mark.
        let boundary = |idx: &usize| {
            self.is_verb(*idx)
                || self.is_punctuation(*idx) && self.token(*idx).kind != TokenKind::Hyphen
                || matches!(self.tag(*idx), Tag::In | Tag::To | Tag::Cc | Tag::Wh | Tag::Wrb)
        };
        let first = (start..comma).rev().find(boundary).map_or(start, |idx| idx + 1);
        (first < comma).then_some(first..end)
    }

    /// True if a proposition can be true or false: it has a subject and a finite verb, and neither asks nor orders.
    pub(super) fn asserts(&self, proposition: &Proposition, question: bool) -> bool {
        let Some(verb) = proposition.verb else { return proposition.rule == "participle" };
        let Some(first) = self.first_word(proposition.tokens.clone()) else { return false };
        if question || self.has(first, Marks::PREACH) {
            return false;
        }
        if proposition.rule == "clause" {
            let opens = self.token(first).shape.has(Shape::SENTENCE_START);
            let command = opens && verb.first == first && matches!(self.tag(first), Tag::Vb | Tag::Vbp);
            return !command && verb.first > first;
        }
        true
    }
}
