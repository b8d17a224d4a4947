//! What a negation or a hedge covers.
//!
//! A negation belongs to one predicate, the nearest above it in the sentence's tree: in "he did not say that the ship was
//! lost" to "say", in "no town sent help" to "sent". "Not only", "no doubt", "no less than" negate nothing. An even number
//! of negations is positive.

use std::ops::Range;

use super::verbs::Reader;
use super::words::Marks;
use crate::span::Span;
use crate::syntax::{Rel, Tag};
use crate::text::Shape;

/// Steps up the tree that a negation may lie from its predicate.
const CLIMB: usize = 6;

impl Reader<'_> {
    /// The word that a clause is about: its verb, or the noun or adjective after "be".
    pub(super) fn predicate_of(&self, verb_head: usize) -> usize {
        let tree = &self.document.tree;
        match tree.rel(verb_head) {
            Rel::Aux | Rel::Cop => tree.head(verb_head).unwrap_or(verb_head),
            _ => verb_head,
        }
    }

    /// True for a word that a clause is about, by its place in the tree.
    pub(super) fn is_predicate(&self, idx: usize) -> bool {
        let rel = self.document.tree.rel(idx);
        let joined = rel == Rel::Conj && (self.is_verb(idx) || self.document.tree.child(idx, Rel::Cop).is_some());
        // "That he left is certain": a clause as a subject.
        let subject = rel.is_subject() && self.is_verb(idx) && self.document.tree.child(idx, Rel::Mark).is_some();
        rel.is_clause() || joined || subject
    }

    /// False for the verb of a clause inside a noun phrase: "the report that the dam had *leaked*".
    pub(super) fn heads_clause(&self, verb_head: usize, tokens: std::ops::Range<usize>) -> bool {
        let predicate = self.predicate_of(verb_head);
        let inner = matches!(self.document.tree.rel(predicate), Rel::Acl | Rel::Relcl | Rel::Ccomp);
        !inner || !self.document.tree.head(predicate).is_some_and(|head| tokens.contains(&head))
    }

    /// The predicate that a negating word belongs to; `None` where it only negates a phrase.
    fn negated_predicate(&self, negation: usize) -> Option<usize> {
        let tree = &self.document.tree;
        let mut at = negation;
        for step in 0..CLIMB {
            if step > 0 && self.is_predicate(at) {
                return Some(at);
            }
            let through = match tree.rel(at) {
                Rel::Nmod | Rel::Poss | Rel::Appos => false,
                Rel::Obl => step == 0 || self.is(negation, "no") && self.is(at, "time"),
                _ => true,
            };
            if !through {
                return None;
            }
            at = tree.head(at)?;
        }
        None
    }

    /// Appends the words that negate a predicate among some tokens.
    pub(super) fn negations(&self, tokens: Range<usize>, predicate: usize, out: &mut Vec<Span>) {
        for idx in tokens.clone() {
            let negates = self.has(idx, Marks::NEGATION) && !self.is_pseudo_negation(idx, tokens.end);
            if negates && self.negated_predicate(idx) == Some(predicate) {
                out.push(self.token(idx).span());
            }
        }
    }

    /// "not only", "no doubt", "no less than", "No. 2", "whether or not".
    pub(super) fn is_pseudo_negation(&self, idx: usize, end: usize) -> bool {
        const LIMITS: [&str; 6] = ["only", "just", "least", "merely", "simply", "necessarily"];
        const DEGREES: [&str; 7] = ["doubt", "less", "fewer", "matter", "wonder", "sooner", "question"];
        let next = |words: &[&str]| idx + 1 < end && words.contains(&self.document.lower(idx + 1));
        let before = |word: &str| idx > 0 && self.is(idx - 1, word);
        let number = self.is(idx, "no") && idx + 1 < end && self.tag(idx + 1) == Tag::Cd;
        let asks = before("or") || before("if") || before("why");
        // "neither the mayor nor her deputy" denies once.
        let paired = self.is(idx, "nor") && (idx.saturating_sub(8)..idx).any(|at| self.is(at, "neither"));
        paired || next(&LIMITS) || next(&DEGREES) || number || asks || self.token(idx).shape.has(Shape::DOTTED)
    }

    /// Appends the words that hedge the proposition.
    pub(super) fn hedges(&self, tokens: Range<usize>, out: &mut Vec<Span>) {
        for idx in tokens {
            // "May" the month and the prime minister are no hedge.
            let name = matches!(self.tag(idx), Tag::Nnp | Tag::Cd);
            if self.has(idx, Marks::HEDGE) && !name {
                out.push(self.token(idx).span());
            }
        }
    }
}
