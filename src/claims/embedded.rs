//! Clauses inside a claim that hold more or less surely than the claim itself.
//!
//! "The guard refused to open the gate" makes no gate open; "no driver saw the sign that fell" still says that it fell.
//! Such a clause becomes a claim of its own with the outer one as `parent`, but only where the two differ clearly:
//! a reader who wants the article's main propositions leaves out claims with a parent.

use std::ops::Range;

use super::factuality;
use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::{CueSense, Governor, Marks};
use crate::model::{Modality, Polarity};
use crate::span::Span;
use crate::syntax::{Rel, Tag};

/// How far two values must lie apart for a clause to be a claim of its own.
const APART: f32 = 1.0;
/// How deep clauses stand in each other at most.
const DEPTH: usize = 8;
/// How many predicates of a claim are read at most.
const MOST: usize = 24;
/// How surely a clause holds that only comes along.
const INNER: f32 = 0.85;
/// Steps up the tree from a clause to the predicate above it.
const CLIMB: usize = 16;
/// How surely the purpose of an action is reached ("came to talk").
const PURPOSE: f32 = 1.7;

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
    /// The value of what stands around.
    pub(super) around: f32,
}

impl Reader<'_> {
    /// The clauses inside a claim of this value that differ clearly from what stands around them.
    ///
    /// `share` is what the holder's word leaves of every value: 1 where nobody stands between article and claim.
    pub(super) fn embedded(&self, claim: &Proposition, value: f32, share: f32, out: &mut Vec<Embedded>) {
        let Some(verb) = claim.verb else { return };
        let main = self.predicate_of(verb.head);
        // Predicates read so far with their values; those of a claim are few.
        let mut known = vec![(main, value)];
        for idx in claim.tokens.clone() {
            if idx != main && known.len() < MOST && self.is_predicate(idx) {
                self.read_embedded(idx, claim, &mut known, 0, out);
            }
        }
        out.retain_mut(|clause| {
            clause.value = factuality::round(clause.value * share);
            (clause.value - clause.around * share).abs() >= APART
        });
    }

    /// Reads the clause of a predicate, its governors first; returns its value.
    fn read_embedded(
        &self,
        predicate: usize,
        claim: &Proposition,
        known: &mut Vec<(usize, f32)>,
        depth: usize,
        out: &mut Vec<Embedded>,
    ) -> f32 {
        let outside = known[0].1;
        if let Some((_, value)) = known.iter().find(|(at, _)| *at == predicate) {
            return *value;
        }
        if depth > DEPTH || !claim.tokens.contains(&predicate) {
            return outside;
        }
        let around = match self.governing_predicate(predicate) {
            Some(governor) => self.read_embedded(governor, claim, known, depth + 1, out),
            None => outside,
        };
        let Some(clause) = self.clause_of(predicate, claim, around) else { return around };
        let value = clause.value;
        known.push((predicate, value));
        out.push(clause);
        value
    }

    fn governing_predicate(&self, predicate: usize) -> Option<usize> {
        let mut at = self.document.tree.head(predicate)?;
        for _ in 0..CLIMB {
            if self.is_predicate(at) {
                return Some(at);
            }
            at = self.document.tree.head(at)?;
        }
        None
    }

    /// A clause by itself, then what the words around make of it.
    fn clause_of(&self, predicate: usize, claim: &Proposition, around: f32) -> Option<Embedded> {
        let tree = &self.document.tree;
        let subtree = tree.subtree(predicate);
        let tokens = self.trim(subtree.start.max(claim.tokens.start)..subtree.end.min(claim.tokens.end));
        if tokens.len() < 2 && tree.rel(predicate) != Rel::Conj {
            return None;
        }
        let helper = tree.children(predicate).find(|child| matches!(tree.rel(*child), Rel::Aux | Rel::Cop));
        let helper = helper.filter(|helper| tokens.contains(helper));
        let verb = VerbGroup { first: helper.unwrap_or(predicate).min(predicate), head: predicate };
        let own_verb = self.is_finite(verb.first);
        let mut negations = Vec::new();
        self.negations(tokens.clone(), predicate, &mut negations);
        let proposition = Proposition { tokens: tokens.clone(), verb: Some(verb), rule: "embedded" };
        let presented = self.presented(&proposition, false);
        let prevented = self.is_prevented(predicate);
        let own = if (negations.len() % 2 == 1) != prevented { Polarity::Negative } else { Polarity::Positive };
        let mut value = factuality::of_proposition(presented.own, own);
        let mut modality = presented.modality;
        let mut polarity = if presented.negative { flip(own) } else { own };
        let mut joined = predicate;
        while tree.rel(joined) == Rel::Conj && joined != tree.head(joined).unwrap_or(joined) {
            joined = tree.head(joined).unwrap_or(joined);
        }
        let rel = tree.rel(joined);
        let rule = match rel {
            Rel::Conj | Rel::Root => "embedded-clause",
            Rel::Ccomp | Rel::Xcomp => "embedded-complement",
            Rel::Relcl | Rel::Acl => "embedded-relative",
            _ => "embedded-subordinate",
        };
        // "did not confirm or deny": the second verb shares what stands before the first.
        if joined != predicate && !own_verb && negations.is_empty() {
            return Some(Embedded {
                tokens,
                verb: Some(verb),
                rule,
                modality,
                polarity,
                negations,
                value: around,
                around,
            });
        }
        let governor = tree.head(joined).unwrap_or(joined);
        match rel {
            Rel::Ccomp => {
                let sense = self.words.cue(self.token(governor));
                let sense =
                    sense.unwrap_or(CueSense { class: crate::model::CueClass::Other, sure: 2.2, sure_negated: 0.0 });
                value = factuality::under(value, if around < 0.0 { sense.sure_negated } else { sense.sure });
                if around > 0.0 && around < 2.0 {
                    value *= 0.6;
                }
            }
            Rel::Xcomp | Rel::Acl | Rel::Advcl if !own_verb && self.is_infinitive(joined) => {
                let sense = self.words.governor(self.token(governor)).or_else(|| self.degree_before(joined));
                match sense {
                    // "seems to", "is expected to": the clause says it of itself.
                    Some(sense) if rel == Rel::Xcomp && sense.raises => value = around,
                    Some(sense) => {
                        let sure = if around < 0.0 { sense.sure_negated } else { sense.sure };
                        value = factuality::under(value, sure);
                        if modality == Modality::Asserted {
                            modality = sense.modality;
                        }
                        if sense.negative {
                            polarity = flip(polarity);
                        }
                    }
                    None => value = factuality::under(value, if rel == Rel::Xcomp { 2.2 } else { PURPOSE }),
                }
                if around > 0.0 && around < 2.0 {
                    value *= 0.6;
                }
            }
            _ if prevented => {}
            Rel::Xcomp => value = factuality::under(around, 3.0) * if negations.is_empty() { 1.0 } else { -1.0 },
            Rel::Advcl if self.is_condition(joined) => {
                value = value.clamp(-1.0, 1.0);
                modality = Modality::Hypothetical;
            }
            // "providing support": the participle shares what is said of its clause.
            Rel::Advcl if !own_verb && negations.is_empty() => value = around.min(value),
            Rel::Advcl | Rel::Relcl | Rel::Acl | Rel::Conj | Rel::Parataxis => value *= INNER,
            _ => {}
        }
        Some(Embedded {
            tokens,
            verb: Some(verb),
            rule,
            modality,
            polarity,
            negations,
            value: factuality::round(value),
            around,
        })
    }

    /// "without asking", "instead of waiting", "kept the crowd from moving": it did not happen.
    fn is_prevented(&self, predicate: usize) -> bool {
        let tree = &self.document.tree;
        if self.tag(predicate) != Tag::Vbg {
            return false;
        }
        let link = tree
            .children(predicate)
            .find(|child| *child < predicate && matches!(tree.rel(*child), Rel::Mark | Rel::Case));
        let Some(link) = link else { return false };
        let instead = link > 0 && (self.is(link - 1, "instead") || self.is(link - 1, "rather"));
        let stops = || tree.head(predicate).is_some_and(|head| self.has(head, Marks::PREVENT));
        self.is(link, "without") || instead || self.is(link, "from") && stops()
    }

    fn is_infinitive(&self, predicate: usize) -> bool {
        self.document.tree.children(predicate).any(|child| child < predicate && self.tag(child) == Tag::To)
    }

    /// "too late to vote", "had yet to vote": the word that decides stands apart from the head.
    fn degree_before(&self, predicate: usize) -> Option<Governor> {
        let to = (predicate.saturating_sub(3)..predicate).rev().find(|at| self.tag(*at) == Tag::To)?;
        let before = (to.saturating_sub(2)..to).rev().filter(|at| self.is_adverb(*at));
        before.into_iter().find_map(|at| self.words.governor(self.token(at)))
    }

    fn is_condition(&self, predicate: usize) -> bool {
        self.document.tree.children(predicate).any(|child| child < predicate && self.has(child, Marks::CONDITION))
    }
}

fn flip(polarity: Polarity) -> Polarity {
    if polarity == Polarity::Positive { Polarity::Negative } else { Polarity::Positive }
}
