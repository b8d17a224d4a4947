//! Clauses and events inside a claim that hold more or less surely than the claim itself.
//!
//! "The guard refused to open the gate" makes no gate open; "no one claimed the attack" still says that it took place.
//! Such a clause or noun becomes a claim of its own with the outer one as `parent`, but only where the two differ
//! clearly: a reader who wants the article's main propositions leaves out claims with a parent.

use std::ops::Range;

use super::factuality::round;
use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::{Governor, Marks};
use crate::model::{Modality, Polarity};
use crate::span::Span;
use crate::syntax::{Rel, Tag};

/// How far two values must lie apart for a clause to be a claim of its own.
const APART: f32 = 1.0;
/// The same for an event that is a noun.
const EVENT_APART: f32 = 1.2;
/// The same for such an event inside an embedded clause: only what turns round is worth a third level.
const NESTED_APART: f32 = 3.0;
/// The least number of words of a clause without a finite verb.
const LEAST: usize = 4;
/// How many predicates of a claim are read at most.
const MOST: usize = 32;

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

/// How surely a clause holds: itself and what stays in it.
struct Mean {
    first: f32,
    sum: f32,
    n: f32,
}

impl Mean {
    fn of(first: f32) -> Mean {
        Mean { first, sum: first, n: 1.0 }
    }

    fn add(&mut self, value: f32) {
        self.sum += value;
        self.n += 1.0;
    }

    fn value(&self) -> f32 {
        round(self.sum / self.n)
    }
}

impl Reader<'_> {
    /// Appends the clauses and events inside a claim that hold clearly more or less surely than what stands around
    /// them; returns how surely the claim holds: the mean of its main verb and of the clauses that stay in it.
    pub(super) fn embedded(&self, claim: &Proposition, main: usize, out: &mut Vec<Embedded>) -> f32 {
        let told = main;
        let main = self.top_of(claim.tokens.clone()).unwrap_or(main);
        // Told by the main verb itself; looked up once, so that all time stays linear.
        let told_by_main = [Some(main), self.existing(main), self.raised_by(main)];
        let acts =
            |idx: &usize| !told_by_main.contains(&Some(*idx)) && (self.is_predicate(*idx) || self.is_event(*idx));
        let mut places: Vec<(usize, Range<usize>)> = Vec::new();
        for idx in claim.tokens.clone().filter(acts).take(MOST) {
            let subtree = self.document.tree.subtree(idx);
            let tokens = subtree.start.max(claim.tokens.start)..subtree.end.min(claim.tokens.end);
            let tokens = self.without_preposition(idx, self.trim(tokens));
            if tokens.contains(&idx) && tokens != claim.tokens {
                places.push((idx, tokens));
            }
        }
        // The widest first, so that each is compared with what stands around it.
        places.sort_by_key(|(idx, tokens)| (std::cmp::Reverse(tokens.len()), *idx));
        let first = out.len();
        let mut means = vec![Mean::of(self.clause_sureness(main))];
        for (predicate, tokens) in places {
            let covers = |other: &Embedded| other.tokens.start <= tokens.start && tokens.end <= other.tokens.end;
            let around = out[first..].iter().rposition(covers);
            if around.is_some_and(|around| out[first + around].tokens == tokens) {
                continue;
            }
            let event = !self.is_predicate(predicate);
            let outer = &mut means[around.map_or(0, |around| around + 1)];
            let apart = match (event, around) {
                (false, _) => APART,
                (true, None) => EVENT_APART,
                (true, Some(_)) => NESTED_APART,
            };
            let own = self.sureness(predicate);
            // The claim itself under another verb, where tree and clause disagree, is none.
            let whole = told != main && tokens.contains(&told) && !self.stands_alone(predicate)
                || tokens.len() + 3 > claim.tokens.len() && tokens.contains(&main);
            let alone = !whole && self.may_assert(predicate, tokens.clone());
            if alone && (own - outer.first).abs() >= apart {
                out.push(self.clause_of(predicate, tokens, event, own));
                means.push(Mean::of(own));
            } else if !event && (alone || whole) {
                outer.add(own);
            }
        }
        for (embedded, mean) in out[first..].iter_mut().zip(&means[1..]) {
            embedded.value = mean.value();
        }
        means[0].value()
    }

    /// True for a clause with a subject that modifies no noun.
    fn stands_alone(&self, predicate: usize) -> bool {
        let tree = &self.document.tree;
        !matches!(tree.rel(self.first_of_chain(predicate)), Rel::Relcl | Rel::Acl)
            && tree.children(predicate).any(|child| tree.rel(child).is_subject() && child < predicate)
    }

    /// The predicate of a claim that stands above the others.
    fn top_of(&self, tokens: Range<usize>) -> Option<usize> {
        let inside = |head: usize| tokens.contains(&head);
        tokens.clone().find(|idx| self.is_predicate(*idx) && !self.document.tree.head(*idx).is_some_and(inside))
    }

    /// False for what says nothing by itself: "than she was", "to prove it", "a cause".
    fn may_assert(&self, predicate: usize, tokens: Range<usize>) -> bool {
        let tree = &self.document.tree;
        if !self.is_predicate(predicate) {
            return true;
        }
        let first = tokens.start;
        let compares = (self.is(first, "than") || self.is(first, "as")) && tree.rel(predicate) == Rel::Advcl;
        let has_verb = self.is_verb(predicate) || tree.child(predicate, Rel::Cop).is_some();
        let short = tokens.len() < LEAST && !tokens.clone().any(|idx| self.is_finite(idx));
        has_verb && !compares && !short
    }

    /// How surely a clause holds whose predicate this is: "there was no agreement" says that none was reached, "seemed
    /// to leave" how surely somebody left.
    fn clause_sureness(&self, predicate: usize) -> f32 {
        let own = self.sureness(predicate);
        let told = self.raised_by(predicate).or_else(|| self.existing(predicate));
        told.map_or(own, |told| own.min(self.sureness(told)))
    }

    /// "There was no *agreement*": what the clause says to exist.
    fn existing(&self, predicate: usize) -> Option<usize> {
        let tree = &self.document.tree;
        let there = tree.children(predicate).find(|child| self.tag(*child) == Tag::Ex)?;
        tree.children(predicate).find(|child| *child > there && matches!(tree.rel(*child), Rel::Nsubj | Rel::Obj))
    }

    /// "The bridge is expected to *open*": the action that a clause with such a word is about.
    fn raised_by(&self, predicate: usize) -> Option<usize> {
        let tree = &self.document.tree;
        let raises = self.words.governor(self.token(predicate)).is_some_and(|governor| governor.raises);
        let raised = |child: &usize| tree.rel(*child) == Rel::Xcomp && self.is_infinitive(*child);
        raises.then(|| tree.children(predicate).find(raised)).flatten()
    }

    /// "after the attack": the attack.
    fn without_preposition(&self, predicate: usize, tokens: Range<usize>) -> Range<usize> {
        let case = |idx: usize| idx < predicate && self.document.tree.rel(idx) == Rel::Case;
        let n_left = tokens.clone().take_while(|idx| case(*idx)).count();
        tokens.start + n_left..tokens.end
    }

    /// True for a noun that tells of something that happens: "attack", "merger".
    fn is_event(&self, idx: usize) -> bool {
        let new = |child: usize| matches!(self.document.lower(child), "a" | "an" | "any");
        matches!(self.tag(idx), Tag::Nn | Tag::Nns)
            && self.has(idx, Marks::EVENT)
            && !self.is_negated(idx)
            && !self.document.tree.children(idx).any(new)
    }

    fn clause_of(&self, predicate: usize, tokens: Range<usize>, event: bool, value: f32) -> Embedded {
        let tree = &self.document.tree;
        let helper = tree.children(predicate).find(|child| matches!(tree.rel(*child), Rel::Aux | Rel::Cop));
        let helper = helper.filter(|helper| tokens.contains(helper));
        let verb = VerbGroup { first: helper.unwrap_or(predicate).min(predicate), head: predicate };
        let proposition = Proposition { tokens: tokens.clone(), verb: Some(verb), rule: "embedded" };
        let mut negations = Vec::new();
        self.negations(tokens.clone(), predicate, &mut negations);
        let joined = self.first_of_chain(predicate);
        let rel = tree.rel(joined);
        let rule = match rel {
            _ if event => "embedded-event",
            Rel::Ccomp | Rel::Xcomp => "embedded-complement",
            Rel::Relcl | Rel::Acl => "embedded-relative",
            Rel::Conj | Rel::Root => "embedded-clause",
            _ => "embedded-subordinate",
        };
        let presented = self.presented(&proposition, false);
        let governor = tree.head(joined).and_then(|head| self.words.governor(self.token(head)));
        let governor = governor.or_else(|| self.degree_before(joined)).filter(|_| self.is_infinitive(joined));
        let modality = match presented.modality {
            Modality::Asserted if rel == Rel::Advcl && self.is_condition(joined) => Modality::Hypothetical,
            Modality::Asserted if self.asks(joined) => Modality::Possible,
            Modality::Asserted if !event => governor.map_or(Modality::Asserted, |governor| governor.modality),
            modality => modality,
        };
        // What more likely did not take place is negative, whatever word says so: "refused to open the gate".
        let polarity = if value < 0.0 { Polarity::Negative } else { Polarity::Positive };
        Embedded { tokens, verb: (!event).then_some(verb), rule, modality, polarity, negations, value }
    }

    /// "whether the gate was open"
    fn asks(&self, predicate: usize) -> bool {
        self.document.tree.children(predicate).any(|child| child < predicate && self.is(child, "whether"))
    }

    /// "too late to vote", "had yet to vote": the word that decides stands apart from the head.
    pub(super) fn degree_before(&self, predicate: usize) -> Option<Governor> {
        let to = (predicate.saturating_sub(3)..predicate).rev().find(|at| self.tag(*at) == Tag::To)?;
        let before = (to.saturating_sub(2)..to).rev().filter(|at| self.is_adverb(*at));
        before.into_iter().find_map(|at| self.words.governor(self.token(at)))
    }

    fn is_condition(&self, predicate: usize) -> bool {
        self.document.tree.children(predicate).any(|child| child < predicate && self.has(child, Marks::CONDITION))
    }
}
