//! What a negation or a hedge covers.
//!
//! A negation reaches from its cue to the end of its clause, not of the sentence: behind "that", "who", "because", "to"
//! it says nothing about the clause before. "Not only", "no doubt", "no less than" negate nothing. An even number of
//! negations is positive.

use std::ops::Range;

use super::verbs::{Reader, VerbGroup};
use super::words::Marks;
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::TokenKind;

impl Reader<'_> {
    /// Appends the words that negate the proposition.
    pub(super) fn negations(&self, tokens: Range<usize>, verb: Option<VerbGroup>, out: &mut Vec<Span>) {
        let after = verb.map_or(tokens.start, |verb| verb.head + 1);
        let from = self.skip_initial_subordinate(tokens.clone());
        let mut inner = 0_u32;
        for idx in from..tokens.end {
            let leaves = idx >= after && idx > from && self.leaves_clause(idx);
            if leaves {
                break;
            }
            if idx < after && self.opens_inner_clause(idx, from) {
                inner += 1;
            }
            let negates = self.has(idx, Marks::NEGATION) && !self.is_pseudo_negation(idx, tokens.end);
            if inner == 0 && negates {
                out.push(self.token(idx).span());
            }
            if inner > 0 && verb.is_some_and(|verb| idx + 1 == verb.first) {
                inner = 0;
            }
        }
    }

    /// True for a word behind which a clause of its own stands: "that", "who", "because", "to" and a verb.
    fn leaves_clause(&self, idx: usize) -> bool {
        let links = Marks::CONCESSION.or(Marks::CAUSE).or(Marks::CONDITION).or(Marks::TEMPORAL);
        let clause = matches!(self.tag(idx), Tag::Wh | Tag::Wrb) || self.has(idx, links);
        let that = self.is(idx, "that") && self.tag(idx) != Tag::Dt;
        let infinitive = self.tag(idx) == Tag::To && !self.is(idx - 1, "have") && !self.is(idx - 1, "going");
        clause || that || infinitive || matches!(self.token(idx).kind, TokenKind::Semicolon | TokenKind::OpenBracket)
    }

    fn opens_inner_clause(&self, idx: usize, from: usize) -> bool {
        idx > from && (self.tag(idx) == Tag::Wh || self.is(idx, "that") && self.is_nominal(idx - 1))
    }

    /// "not only", "no doubt", "no less than", "No. 2", "whether or not".
    fn is_pseudo_negation(&self, idx: usize, end: usize) -> bool {
        let next = |word: &str| idx + 1 < end && self.is(idx + 1, word);
        let before = |word: &str| idx > 0 && self.is(idx - 1, word);
        let only =
            next("only") || next("just") || next("least") || next("merely") || next("simply") || next("necessarily");
        let degree = next("doubt")
            || next("less")
            || next("fewer")
            || next("matter")
            || next("wonder")
            || next("sooner")
            || next("question");
        let number = self.is(idx, "no") && idx + 1 < end && self.tag(idx + 1) == Tag::Cd;
        only || degree
            || number
            || before("or")
            || before("if")
            || before("why")
            || self.token(idx).shape.has(crate::text::Shape::DOTTED)
    }

    /// Appends the words that hedge the proposition.
    pub(super) fn hedges(&self, tokens: Range<usize>, out: &mut Vec<Span>) {
        for idx in tokens {
            if self.has(idx, Marks::HEDGE) && !self.is_name(idx) {
                out.push(self.token(idx).span());
            }
        }
    }

    /// "May" the month and the prime minister are no hedge.
    fn is_name(&self, idx: usize) -> bool {
        matches!(self.tag(idx), Tag::Nnp | Tag::Cd)
    }
}
