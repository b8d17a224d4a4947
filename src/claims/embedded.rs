//! Clauses inside a claim that hold more or less surely than the claim itself.
//!
//! "The guard refused to open the gate" makes no gate open; "no driver saw the sign that fell" still says that it fell.
//! Such a clause becomes a claim of its own with the outer one as `parent`, but only where the two differ clearly:
//! a reader who wants the article's main propositions leaves out claims with a parent.

use std::ops::Range;

use super::factuality;
use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::{CueSense, Marks};
use crate::model::{Modality, Polarity};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::TokenKind;

/// How far two values must lie apart for a clause to be a claim of its own.
const APART: f32 = 1.0;
/// How deep clauses stand in each other at most.
const DEPTH: usize = 4;

/// A clause inside a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Embedded {
    pub(super) tokens: Range<usize>,
    pub(super) verb: Option<VerbGroup>,
    pub(super) rule: &'static str,
    pub(super) modality: Modality,
    pub(super) polarity: Polarity,
    pub(super) negations: Vec<Span>,
    pub(super) value: f32,
}

/// What opens a clause at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Opener {
    /// "who", "which", "where", "that" after a noun.
    Relative,
    /// "when", "because", "although".
    Subordinate,
    /// "that" after a verb of this sense.
    Complement(CueSense),
    /// "to" and a verb, after this token.
    Infinitive(usize),
}

impl Reader<'_> {
    /// The clauses inside a claim of this value that differ clearly from what stands around them. Linear in the claim.
    pub(super) fn embedded(&self, claim: &Proposition, value: f32, out: &mut Vec<Embedded>) {
        // Open clauses: where they end, their value.
        let mut open: Vec<(usize, f32)> = Vec::new();
        let tokens = claim.tokens.clone();
        let main = claim.verb.map_or(tokens.start, |verb| verb.first);
        for idx in tokens.start + 1..tokens.end {
            open.retain(|(end, _)| idx < *end);
            let Some(opener) = self.opener(idx, tokens.clone()) else { continue };
            let end = self.end_of_embedded(idx, tokens.clone(), main);
            if open.len() >= DEPTH || end <= idx + 1 {
                continue;
            }
            let around = open.last().map_or(value, |clause| clause.1);
            let Some(clause) = self.read_embedded(opener, idx, end, around) else { continue };
            open.push((end, clause.value));
            if (clause.value - around).abs() >= APART {
                out.push(clause);
            }
        }
    }

    fn opener(&self, idx: usize, tokens: Range<usize>) -> Option<Opener> {
        let tag = self.tag(idx);
        if tag == Tag::To {
            let infinitive = idx + 1 < tokens.end && (self.tag(idx + 1) == Tag::Vb || self.is_adverb(idx + 1));
            let back = tokens.start.max(idx.saturating_sub(4));
            let governor = (back..idx).rev().find(|at| self.words.governor(self.token(*at)).is_some())?;
            return infinitive.then_some(Opener::Infinitive(governor));
        }
        if self.is(idx, "that") && tag != Tag::Dt {
            if let Some(sense) = self.words.cue(self.token(idx - 1)) {
                return Some(Opener::Complement(sense));
            }
            return self.is_nominal(idx - 1).then_some(Opener::Relative);
        }
        if matches!(tag, Tag::Wh | Tag::Wrb) {
            return Some(Opener::Relative);
        }
        let links = Marks::CAUSE.or(Marks::CONCESSION).or(Marks::TEMPORAL);
        (self.has(idx, links) && self.own_subject(idx + 1, tokens.end)).then_some(Opener::Subordinate)
    }

    /// Where a clause ends: at the comma of an insertion, before the main verb, or with the claim.
    fn end_of_embedded(&self, idx: usize, tokens: Range<usize>, main: usize) -> usize {
        let limit = if idx < main { main } else { tokens.end };
        let mut end = idx + 1;
        let mut seen_verb = false;
        while end < limit && end < idx + 60 {
            let kind = self.token(end).kind;
            let closes = matches!(kind, TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon | TokenKind::CloseBracket);
            if closes && seen_verb {
                break;
            }
            seen_verb |= self.is_verb(end);
            end += 1;
        }
        end
    }

    fn read_embedded(&self, opener: Opener, idx: usize, end: usize, around: f32) -> Option<Embedded> {
        let start = if matches!(opener, Opener::Relative | Opener::Infinitive(_)) { idx } else { idx + 1 };
        let tokens = self.trim(start..end);
        let verb = match opener {
            Opener::Infinitive(_) => {
                let head = (idx + 1..end.min(idx + 3)).find(|at| self.tag(*at) == Tag::Vb)?;
                Some(VerbGroup { first: head, head })
            }
            _ => (idx + 1..end).find(|at| self.is_finite(*at)).map(|first| self.verb_group(first, end)),
        };
        verb?;
        let mut negations = Vec::new();
        let proposition = Proposition { tokens: tokens.clone(), verb, rule: "embedded" };
        let presented = self.presented(&proposition, false);
        self.negations(idx + 1..end, verb, &mut negations);
        let negative = (negations.len() % 2 == 1) != presented.negative;
        let mut embedded = Embedded {
            tokens,
            verb,
            rule: "embedded",
            modality: presented.modality,
            polarity: if negative { Polarity::Negative } else { Polarity::Positive },
            negations,
            value: 0.0,
        };
        embedded.value = factuality::of_proposition(embedded.modality, embedded.polarity);
        self.place_embedded(opener, &mut embedded, around);
        Some(embedded)
    }

    /// What the words around a clause make of it.
    fn place_embedded(&self, opener: Opener, embedded: &mut Embedded, around: f32) {
        match opener {
            Opener::Relative => embedded.rule = "embedded-relative",
            Opener::Subordinate => embedded.rule = "embedded-subordinate",
            Opener::Complement(sense) => {
                embedded.rule = "embedded-complement";
                let sure = if around < 0.0 { sense.sure_negated } else { sense.sure };
                embedded.value = factuality::under(embedded.value, sure);
            }
            Opener::Infinitive(governor) => {
                embedded.rule = "embedded-infinitive";
                let Some(governor) = self.words.governor(self.token(governor)) else { return };
                let sure = if around < 0.0 { governor.sure_negated } else { governor.sure };
                let softer = if around.abs() < 2.0 { around.abs() / 2.0 } else { 1.0 };
                embedded.value = factuality::under(embedded.value, sure * softer.max(0.4));
                if embedded.modality == Modality::Asserted {
                    embedded.modality = governor.modality;
                }
                if governor.negative {
                    embedded.polarity = match embedded.polarity {
                        Polarity::Positive => Polarity::Negative,
                        _ => Polarity::Positive,
                    };
                }
            }
        }
    }
}
