//! From certainly not (-3) to certainly so (3): how sure a reader may be that what a word tells took place.
//!
//! The number of a verb or an event noun is the sum of what its own form, its helpers and the words above it in the
//! sentence's tree add; each is a row of the table `factuality.tsv`. The scale is that of event factuality corpora
//! (Saurí and Pustejovsky 2009; Lee et al. 2015), the signatures of verbs follow Karttunen 1971.
//! `train --bin factuality` fits the weights.

use super::ClaimTables;
use super::signals::{Group, Signals};
use super::verbs::Reader;
use super::words::Marks;
use crate::model::{CueClass, Modality};
use crate::syntax::{Rel, Tag};
use crate::text::{Document, TokenKind};

/// The most that is left of what somebody presents as false.
pub(super) const DENIED: f32 = -1.5;
/// The most that is left of what a plain negation says.
pub(super) const NEGATED: f32 = -1.2;
/// How many predicates above a word are read.
const CLIMB: usize = 8;
/// How far before a word its clause is searched for words that make it less sure, whatever the tree says.
const NEAR: usize = 8;

impl Reader<'_> {
    /// How surely what a verb, adjective or event noun tells took place. Costs a few steps up the tree.
    pub(super) fn sureness(&self, word: usize) -> f32 {
        let signals = self.signals(word);
        let weight = |row: &u16| self.words.factuality.values[*row as usize - 1];
        round(signals.rows().iter().map(weight).sum::<f32>().clamp(-3.0, 3.0))
    }

    fn signals(&self, word: usize) -> Signals<'_> {
        let mut signals = Signals::new(&self.words.factuality);
        let word = self.predicate_of(word);
        let first = self.first_of_chain(word);
        let form = self.form(word);
        signals.add(Group::Word, 0);
        signals.add(Group::Word, form);
        signals.add(Group::Role, self.document.tree.rel(first) as usize);
        self.state(word, Group::Own, &mut signals);
        if let Some(sense) = self.words.cue(self.token(word)).filter(|sense| sense.class != CueClass::Other) {
            signals.add(Group::Says, sense.class as usize);
        }
        let acts = self.words.governor(self.token(word)).and_then(|governor| modality_idx(governor.modality));
        if let Some(acts) = acts {
            signals.add(Group::Acts, acts);
        }
        if form < 4 {
            self.noun_signals(word, &mut signals);
        }
        self.link_signals(word, first, &mut signals);
        self.near_signals(word, &mut signals);
        self.signals_above(first, &mut signals);
        signals
    }

    /// The first part of a coordination.
    pub(super) fn first_of_chain(&self, word: usize) -> usize {
        let tree = &self.document.tree;
        let mut first = word;
        for _ in 0..CLIMB {
            match tree.head(first) {
                Some(head) if tree.rel(first) == Rel::Conj => first = head,
                _ => break,
            }
        }
        first
    }

    fn form(&self, word: usize) -> usize {
        let tree = &self.document.tree;
        let helped = usize::from(tree.children(word).any(|child| matches!(tree.rel(child), Rel::Aux | Rel::Cop)));
        match self.tag(word) {
            Tag::Nn | Tag::Nns => 1,
            Tag::Nnp => 2,
            Tag::Jj => 3,
            Tag::Vbd => 4,
            Tag::Vbp | Tag::Vbz => 5,
            Tag::Vb => 6 + helped,
            Tag::Vbg => 8 + helped,
            Tag::Vbn => 10 + helped,
            _ => 12,
        }
    }

    /// Modal verb, negation and condition of a predicate.
    fn state(&self, word: usize, group: Group, signals: &mut Signals<'_>) {
        let tree = &self.document.tree;
        let (mut modal, mut negated) = (None, false);
        for child in tree.children(word) {
            let rel = tree.rel(child);
            if self.tag(child) == Tag::Md {
                let marks = self.marks(child);
                let kinds = [Marks::FUTURE, Marks::WOULD, Marks::POSSIBLE, Marks::CAN, Marks::OBLIGED];
                modal = modal.or(kinds.iter().position(|kind| marks.any(*kind)));
            }
            if child < word && self.has(child, Marks::CONDITION) {
                signals.add(group, 1);
            }
            negated ^= self.negates(child, rel);
        }
        if let Some(modal) = modal {
            signals.add(group, 2 + 2 * modal + usize::from(negated));
        }
        if negated {
            signals.add(group, 0);
        }
    }

    /// True if a dependent negates its predicate: "not", "no one came", "saw no sign".
    fn negates(&self, child: usize, rel: Rel) -> bool {
        let tree = &self.document.tree;
        let is_no =
            |idx: usize| self.has(idx, Marks::NEGATION) && !self.is_pseudo_negation(idx, self.document.tokens.len());
        match rel {
            Rel::Advmod | Rel::Det | Rel::Aux | Rel::Dep | Rel::Cc | Rel::Mark => is_no(child),
            Rel::Nsubj | Rel::NsubjPass | Rel::Obj => {
                let inner = |idx: usize| matches!(tree.rel(idx), Rel::Det | Rel::Amod | Rel::Advmod) && is_no(idx);
                is_no(child) || tree.children(child).any(inner)
            }
            _ => false,
        }
    }

    /// "Nobody came", "neither the mayor nor her deputy came"
    pub(super) fn lacks_subject(&self, word: usize) -> bool {
        let tree = &self.document.tree;
        let subject = tree.children(word).find(|child| tree.rel(*child).is_subject());
        let none =
            |idx: usize| matches!(self.document.lower(idx), "nobody" | "no-one" | "none" | "neither" | "nothing");
        subject.is_some_and(|subject| none(subject) || tree.children(subject).any(none))
    }

    pub(super) fn is_negated(&self, word: usize) -> bool {
        let tree = &self.document.tree;
        tree.children(word).filter(|child| self.negates(*child, tree.rel(*child))).count() % 2 == 1
    }

    fn noun_signals(&self, word: usize, signals: &mut Signals<'_>) {
        let tree = &self.document.tree;
        let (mut bare, mut new) = (true, true);
        for child in tree.children(word) {
            match tree.rel(child) {
                Rel::Det | Rel::Poss => {
                    bare = false;
                    new &= matches!(self.document.lower(child), "a" | "an" | "any");
                    match self.words.factuality.determiners.get(self.token(child).word) {
                        0 => signals.add(Group::Noun, 1),
                        row => signals.push(row),
                    }
                }
                Rel::Acl if self.is_infinitive(child) => signals.add(Group::Noun, 3),
                // "the planned merger", "attempted murder"
                Rel::Amod | Rel::Compound => self.beside(child, signals),
                _ => {}
            }
        }
        if bare {
            signals.add(Group::Noun, 0);
        }
        if self.tag(word) == Tag::Nns {
            signals.add(Group::Noun, 2);
        }
        // "did not sign an agreement": there may be none; "the agreement" would be there all the same.
        if new && tree.head(word).is_some_and(|head| self.is_negated(head)) {
            signals.add(Group::Noun, 5);
        }
    }

    /// The words that link it to what stands above, and hedges beside it.
    fn link_signals(&self, word: usize, first: usize, signals: &mut Signals<'_>) {
        let tree = &self.document.tree;
        for child in tree.children(first).take_while(|child| *child < first) {
            if matches!(tree.rel(child), Rel::Mark | Rel::Case | Rel::Advmod) {
                signals.push(self.words.factuality.prepositions.get(self.token(child).word));
            }
        }
        if tree.children(word).any(|child| self.has(child, Marks::HEDGE)) {
            signals.add(Group::Noun, 4);
        }
    }

    /// The words before it in its clause: where the tree is wrong they tell most of the same.
    fn near_signals(&self, word: usize, signals: &mut Signals<'_>) {
        use TokenKind as T;
        let marks = |idx: usize| {
            matches!(self.token(idx).kind, T::Comma | T::Semicolon | T::Stop | T::Question | T::Exclamation)
        };
        // "no driver saw the sign *that* fell"
        let relative =
            |idx: usize| self.document.tree.rel(idx).is_subject() && (self.tag(idx) == Tag::Wh || self.is(idx, "that"));
        for idx in (word.saturating_sub(NEAR)..word).rev().take_while(|idx| !marks(*idx) && !relative(*idx)) {
            signals.push(self.words.factuality.near.get(self.token(idx).word));
        }
    }

    /// What the words above make of it.
    fn signals_above(&self, first: usize, signals: &mut Signals<'_>) {
        let tree = &self.document.tree;
        let mut above = tree.head(first);
        for step in 0..CLIMB {
            let Some(head) = above else { break };
            let head_first = self.first_of_chain(head);
            let group = if step == 0 { Group::Under } else { Group::Outer };
            if step == 0 || self.is_predicate(head) {
                self.state(head, group, signals);
                if head_first != head {
                    self.state(head_first, group, signals);
                }
            }
            if step == 0 {
                let negated = self.is_negated(head) || head_first != head && self.is_negated(head_first);
                self.governed_signal(first, head, negated, signals);
            }
            above = tree.head(head_first);
        }
    }

    fn governed_signal(&self, word: usize, head: usize, negated: bool, signals: &mut Signals<'_>) {
        let rel = self.document.tree.rel(word);
        let governor = self.words.governor(self.token(head));
        let cue = self.words.cue(self.token(head));
        let unknown = if negated { 8 } else { 7 };
        if self.is_infinitive(word) {
            let governor = governor.or_else(|| self.degree_before(word));
            let known = governor.map(|it| level(if negated { it.sure_negated } else { it.sure }));
            let purpose = match rel {
                _ if negated => 8,
                Rel::Xcomp => 9,
                Rel::Acl => 10,
                Rel::Advcl => 11,
                _ => 7,
            };
            // "rejected a plan to sell": nothing comes of it.
            let above = self.document.tree.head(head).filter(|_| self.tag(head) != Tag::Vb);
            let dropped = rel == Rel::Acl && above.is_some_and(|above| self.has(above, Marks::PREVENT));
            signals.add(Group::To, if dropped { 1 } else { known.unwrap_or(purpose) });
        } else if rel == Rel::Ccomp {
            let known = cue.map(|it| level(if negated { it.sure_negated } else { it.sure }));
            signals.add(Group::That, known.unwrap_or(unknown));
        } else if !matches!(rel, Rel::Relcl | Rel::Acl | Rel::Parataxis | Rel::Conj | Rel::Nsubj | Rel::Appos) {
            self.beside(head, signals);
        }
    }

    /// What a word makes of the noun or participle that belongs to it: "avoided *war*", "threat of *war*".
    fn beside(&self, head: usize, signals: &mut Signals<'_>) {
        let kinds = [Marks::PREVENT, Marks::SOUGHT, Marks::RISKED, Marks::CONSIDERED, Marks::ATTEMPTED, Marks::ACCUSED];
        for (idx, kind) in kinds.into_iter().enumerate() {
            if self.has(head, kind) {
                signals.add(Group::Beside, 12 + idx);
            }
        }
        let governor = self.words.governor(self.token(head)).map(|it| it.sure);
        let known = governor.or(self.words.cue(self.token(head)).map(|it| it.sure));
        if let Some(sure) = known.filter(|_| !self.has(head, Marks::PREVENT)) {
            signals.add(Group::Beside, level(sure));
        }
    }

    pub(super) fn is_infinitive(&self, predicate: usize) -> bool {
        self.document.tree.children(predicate).any(|child| child < predicate && self.tag(child) == Tag::To)
    }
}

fn modality_idx(modality: Modality) -> Option<usize> {
    let all = [Modality::Asserted, Modality::Predicted, Modality::Possible, Modality::Intended, Modality::Obligated];
    all.iter().position(|other| *other == modality)
}

fn level(sure: f32) -> usize {
    [-1.5, -0.4, 0.7, 1.3, 1.9, 2.4].iter().position(|most| sure <= *most).unwrap_or(6)
}

/// Two decimals are more than the scale carries.
pub(super) fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// The rows of `factuality.tsv` that speak of a token, for the trainer.
#[doc(hidden)]
pub fn factuality_rows(document: &Document<'_>, tables: &ClaimTables, token: usize) -> Vec<usize> {
    let reader = Reader { document, words: &tables.words };
    reader.signals(token).rows().iter().map(|row| *row as usize - 1).collect()
}
