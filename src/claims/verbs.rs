//! The verb group of a clause: where its finite verb stands and which word carries its meaning.

use std::ops::Range;

use super::words::{ClaimWords, Marks};
use crate::syntax::{Rel, Tag};
use crate::text::{Document, Token, TokenKind};

/// How far ahead the end of a subordinate clause is looked for.
const NEAR: usize = 100;
/// How many clauses a verb may stand below the main one.
const CLIMB: usize = 4;

/// The verb group of a clause: tokens `first..last`, `head` the word that carries the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerbGroup {
    /// The finite verb, often an auxiliary.
    pub(super) first: usize,
    /// The last verb of the group.
    pub(super) head: usize,
}

/// A document with the tables of this stage: what every step here reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) words: &'a ClaimWords,
}

impl<'a> Reader<'a> {
    pub(super) fn token(&self, idx: usize) -> &'a Token {
        &self.document.tokens[idx]
    }

    pub(super) fn tag(&self, idx: usize) -> Tag {
        self.token(idx).tag
    }

    pub(super) fn marks(&self, idx: usize) -> Marks {
        self.words.marks(self.token(idx))
    }

    pub(super) fn has(&self, idx: usize, marks: Marks) -> bool {
        self.marks(idx).any(marks)
    }

    pub(super) fn is(&self, idx: usize, word: &str) -> bool {
        self.document.lower(idx) == word
    }

    /// True for a verb that can head a clause of its own: past, present or modal.
    ///
    /// A participle with a subject and no helper is a past tense in disguise: "both leaders conducted talks".
    pub(super) fn is_finite(&self, idx: usize) -> bool {
        match self.tag(idx) {
            Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md => true,
            Tag::Vbn => {
                let tree = &self.document.tree;
                let clause = tree.rel(idx).is_clause() && tree.rel(idx) != Rel::Acl || tree.rel(idx) == Rel::Conj;
                let helped = tree.children(idx).any(|child| tree.rel(child) == Rel::Aux);
                clause && !helped && tree.children(idx).any(|child| child < idx && tree.rel(child) == Rel::Nsubj)
            }
            // "Officials strongly deny it": a base form with a subject and no helper, at the head of the sentence.
            Tag::Vb if self.document.tree.rel(idx) == Rel::Root && !self.token(idx).is_capitalised() => {
                let tree = &self.document.tree;
                let helps = |child: usize| tree.rel(child) == Rel::Aux || matches!(self.tag(child), Tag::To | Tag::Md);
                !tree.children(idx).any(helps)
                    && tree.children(idx).any(|child| child < idx && tree.rel(child) == Rel::Nsubj)
            }
            _ => false,
        }
    }

    /// True for any verb form.
    pub(super) fn is_verb(&self, idx: usize) -> bool {
        matches!(self.tag(idx), Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// True for a noun, pronoun or number: the end of a noun phrase.
    pub(super) fn is_nominal(&self, idx: usize) -> bool {
        matches!(self.tag(idx), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Prp | Tag::Cd | Tag::Ex)
    }

    pub(super) fn is_punctuation(&self, idx: usize) -> bool {
        !self.token(idx).is_word() && self.token(idx).kind != TokenKind::Symbol
    }

    /// The first finite verb that belongs to the clause itself, not to a relative clause of its subject.
    pub(super) fn main_verb(&self, tokens: Range<usize>) -> Option<VerbGroup> {
        let after = self.skip_initial_subordinate(tokens.clone());
        let found = self.verb_from(after..tokens.end)?;
        Some(self.verb_above(found, &tokens).unwrap_or(found))
    }

    /// The verb of the clause that holds the one found: "At noon, when it rained, the crowd *left*".
    ///
    /// The tree says which of two finite verbs stands above the other.
    fn verb_above(&self, found: VerbGroup, tokens: &Range<usize>) -> Option<VerbGroup> {
        let tree = &self.document.tree;
        let predicate = self.predicate_of(found.head);
        let mut above = predicate;
        for _ in 0..CLIMB {
            let Some(head) = tree.head(above).filter(|head| tokens.contains(head)) else { break };
            if !matches!(tree.rel(above), Rel::Advcl | Rel::Relcl | Rel::Acl) || !self.is_predicate(head) {
                break;
            }
            above = head;
        }
        if above == predicate {
            return None;
        }
        let helper = tree
            .children(above)
            .find(|child| self.is_finite(*child) && *child < above && tree.rel(*child) != Rel::Advcl);
        let first = helper.filter(|helper| matches!(tree.rel(*helper), Rel::Aux | Rel::Cop));
        let first = first.or(Some(above).filter(|above| self.is_finite(*above)))?;
        Some(self.verb_group(first, tokens.end))
    }

    /// A verb right after a noun that its tag does not show, where a clause has no other one: "the rate rose to 7".
    ///
    /// Under a reporting word any form in "-ed" will do ("said the pipe leaked"), in a whole sentence any participle
    /// after a noun ("the bombs, hidden in a van, exploded") and any noun in "-s" with an object ("the visit marks a
    /// turn").
    pub(super) fn loose_verb(&self, tokens: Range<usize>, reported: bool) -> Option<VerbGroup> {
        let loose = |idx: &usize| {
            let idx = *idx;
            let past = matches!(self.tag(idx), Tag::Vbn | Tag::Vbd) || self.document.lower(idx).ends_with("ed");
            let moves = self.has(idx, Marks::CHANGE)
                && idx + 1 < tokens.end
                && matches!(self.tag(idx + 1), Tag::In | Tag::To | Tag::Cd | Tag::Rb | Tag::Rbr);
            idx > tokens.start && self.is_nominal(idx - 1) && (moves || reported && past)
        };
        let ended = tokens.end > tokens.start && self.token(tokens.end - 1).kind == TokenKind::Stop;
        let sentence = || {
            let mut places = tokens.clone().skip(1).filter(|_| ended && !reported);
            places.find(|idx| self.may_be_finite(*idx, &tokens))
        };
        tokens.clone().find(loose).or_else(sentence).map(|idx| VerbGroup { first: idx, head: idx })
    }

    fn may_be_finite(&self, idx: usize, tokens: &Range<usize>) -> bool {
        let before = (tokens.start..idx).rev().find(|at| !self.is_adverb(*at)).unwrap_or(tokens.start);
        let next_is = |tags: &[Tag]| idx + 1 < tokens.end && tags.contains(&self.tag(idx + 1));
        let subject = self.is_nominal(before);
        match self.tag(idx) {
            Tag::Vbn => {
                let after_comma = self.token(before).kind == TokenKind::Comma;
                (subject || after_comma) && !self.is_by_phrase(idx, tokens.end)
            }
            Tag::Nns => {
                let object = || self.document.tree.child(idx, Rel::Obj).is_some_and(|object| object > idx);
                let singular = matches!(self.tag(before), Tag::Nn | Tag::Nnp)
                    || self.tag(before) == Tag::Jj && object() && self.document.tree.rel(idx) == Rel::Root;
                // "the visit, her first in six years, marks a turn"
                let after_comma = self.token(before).kind == TokenKind::Comma;
                // "The country exports more timber", "Each right entitles shareholders": no third noun follows.
                let opens =
                    next_is(&[Tag::Jjr, Tag::Rbr, Tag::Nns, Tag::Nnp]) && self.document.lower(idx).ends_with('s');
                let object = || opens || next_is(&[Tag::Dt, Tag::PrpS, Tag::Prp]) || object();
                before + 1 == idx && (singular || after_comma) && object()
            }
            _ => false,
        }
    }

    /// "the bridge built by prisoners": a passive participle, no past tense.
    fn is_by_phrase(&self, idx: usize, end: usize) -> bool {
        // "refused requests by the mayors" has an object of its own.
        let active = idx + 1 < end && self.is_nominal(idx + 1) && self.tag(idx + 1) != Tag::Cd;
        !active
            && (idx + 1..end.min(idx + 4)).any(|at| self.is(at, "by") && !(at + 1 < end && self.tag(at + 1) == Tag::Cd))
    }

    fn verb_from(&self, tokens: Range<usize>) -> Option<VerbGroup> {
        let mut pending = 0;
        let mut idx = tokens.start;
        while idx < tokens.end {
            if self.opens_relative(idx, tokens.start) {
                pending += 1;
            } else if self.is_finite(idx) && !self.opens_loosely(idx, tokens.start) {
                let group = self.verb_group(idx, tokens.end);
                if pending == 0 {
                    return Some(group);
                }
                pending -= 1;
                idx = group.head;
            }
            idx += 1;
        }
        None
    }

    /// "Dressed in black, she left": a participle before the subject.
    fn opens_loosely(&self, idx: usize, start: usize) -> bool {
        let tree = &self.document.tree;
        idx == start && matches!(self.tag(idx), Tag::Vbd | Tag::Vbn) && matches!(tree.rel(idx), Rel::Advcl | Rel::Acl)
    }

    /// True if a word opens a clause inside the subject: "the man who", "those that", "what he said".
    fn opens_relative(&self, idx: usize, start: usize) -> bool {
        let relative = self.tag(idx) == Tag::Wh || self.tag(idx) == Tag::Wrb;
        relative || self.is(idx, "whether") || (self.is(idx, "that") && idx > start && self.is_nominal(idx - 1))
    }

    /// "When insurers raised their rates, traffic doubled": the place after the comma.
    pub(super) fn skip_initial_subordinate(&self, tokens: Range<usize>) -> usize {
        let start = tokens.start;
        let opens = Marks::CONDITION.or(Marks::CONCESSION).or(Marks::CAUSE).or(Marks::TEMPORAL);
        let first = tokens.clone().find(|idx| self.token(*idx).is_word() && !self.has(*idx, Marks::COORDINATOR));
        let Some(first) = first.filter(|first| self.has(*first, opens)) else { return start };
        self.end_of_subordinate(first..tokens.end).map_or(start, |comma| comma + 1)
    }

    /// The comma that ends a subordinate clause with a finite verb, if a clause with its own subject stands after it.
    pub(super) fn end_of_subordinate(&self, tokens: Range<usize>) -> Option<usize> {
        let mut seen = false;
        let mut commas = [None; 4];
        for idx in tokens.start..tokens.end.min(tokens.start + NEAR) {
            let finite = self.is_finite(idx);
            if finite && commas[0].is_some() {
                let fits = |comma: &Option<usize>| comma.is_some_and(|comma| self.own_subject(comma + 1, tokens.end));
                return commas.iter().rev().find(|comma| fits(comma)).copied().flatten().or(commas[0]);
            }
            seen |= finite;
            if self.token(idx).kind == TokenKind::Comma && seen {
                match commas.iter().position(Option::is_none) {
                    Some(free) => commas[free] = Some(idx),
                    None => commas[3] = Some(idx),
                }
            }
        }
        None
    }

    /// The group of verbs that begins at a finite verb.
    pub(super) fn verb_group(&self, first: usize, end: usize) -> VerbGroup {
        let auxiliary = Marks::BE.or(Marks::HAVE).or(Marks::DO).or(Marks::GET);
        let mut head = first;
        let mut idx = first + 1;
        let mut adverbs = 0;
        while idx < end {
            let helps = self.has(head, auxiliary) || self.tag(head) == Tag::Md;
            if !helps {
                break;
            }
            if self.is_verb(idx) {
                head = idx;
                adverbs = 0;
            } else if adverbs < 3 && self.is_adverb(idx) {
                adverbs += 1;
            } else {
                break;
            }
            idx += 1;
        }
        VerbGroup { first, head }
    }

    pub(super) fn is_adverb(&self, idx: usize) -> bool {
        matches!(self.tag(idx), Tag::Rb | Tag::Rbr | Tag::Rbs) || self.has(idx, Marks::NEGATION)
    }

    /// True if a subject and its finite verb follow, with nothing but the subject's words between.
    pub(super) fn own_subject(&self, start: usize, end: usize) -> bool {
        let mut nominal = false;
        for idx in start..end.min(start + 12) {
            if self.is_finite(idx) {
                return nominal;
            }
            nominal |= self.is_nominal(idx) || self.has(idx, Marks::SUBJECT);
            let inside = !self.is_punctuation(idx) || self.token(idx).kind == TokenKind::Hyphen;
            let stops = matches!(self.tag(idx), Tag::To | Tag::Wh | Tag::Wrb | Tag::Vb | Tag::Vbg)
                || self.has(idx, Marks::COORDINATOR) && idx > start;
            if !inside || stops {
                return false;
            }
        }
        false
    }

    /// The word that governs an infinitive after it within the clause, and the place of "to".
    ///
    /// "is likely to vote": likely; "wants the troops to leave": wants; "going to": going.
    pub(super) fn governor_of(&self, group: VerbGroup, end: usize) -> Option<(usize, usize)> {
        let tree = &self.document.tree;
        let end = end.min(group.head + 10);
        for idx in group.head + 1..end.saturating_sub(1) {
            if self.is_finite(idx) || self.token(idx).kind == TokenKind::Comma {
                return None;
            }
            if self.tag(idx) != Tag::To || !self.starts_infinitive(idx + 1, end) {
                continue;
            }
            let infinitive = (idx + 1..end).find(|at| self.tag(*at) == Tag::Vb)?;
            let adjacent = (group.head..idx).rev().find(|at| !self.is_adverb(*at)).filter(|at| !self.is_nominal(*at));
            let governs = |at: &usize| (group.head..idx).contains(at) && self.words.governor(self.token(*at)).is_some();
            let linked = tree.head(infinitive).filter(|at| !self.is_nominal(*at));
            return linked.into_iter().chain(adjacent).find(governs).map(|at| (at, idx));
        }
        None
    }

    fn starts_infinitive(&self, idx: usize, end: usize) -> bool {
        self.tag(idx) == Tag::Vb || self.is_adverb(idx) && idx + 1 < end && self.tag(idx + 1) == Tag::Vb
    }
}
