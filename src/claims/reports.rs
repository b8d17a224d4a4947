//! Reports that stand inside a proposition: "the Post wrote that *the mayor said* …", "the mayor promised to …".
//!
//! The quotes of an earlier stage are found first; this finds the attributions inside their contents, and those of the
//! article that the verb's own sense makes plain.

use std::ops::Range;

use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::{CueSense, Marks};
use crate::model::CueClass;
use crate::span::Span;
use crate::syntax::{Rel, Tag};

/// A report inside a proposition.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Report {
    pub(super) holder: Span,
    pub(super) cue: Span,
    pub(super) sense: CueSense,
    pub(super) negated: bool,
    /// True for "said", "had warned": "would" then tells of the future.
    pub(super) past: bool,
    /// The words reported.
    pub(super) content: Range<usize>,
    /// "to plant trees", no clause with a subject.
    pub(super) infinitive: bool,
}

impl Reader<'_> {
    /// The report that a proposition consists of, if its main verb reports something.
    pub(super) fn report_of(&self, proposition: &Proposition) -> Option<Report> {
        let verb = proposition.verb?;
        let sense = self.words.cue(self.token(verb.head))?;
        let content = self.reported_clause(proposition, verb, sense.class)?;
        let holder = self.trim(proposition.tokens.start..verb.first);
        let holder = self.subject_within(holder, verb)?;
        let group = verb.first..verb.head;
        Some(Report {
            holder: self.document.span_of(holder),
            cue: self.token(verb.head).span(),
            sense,
            negated: group.clone().any(|idx| self.has(idx, Marks::NEGATION)),
            past: self.tag(verb.first) == Tag::Vbd,
            infinitive: self.tag(content.start) == Tag::To,
            content,
        })
    }

    fn reported_clause(&self, proposition: &Proposition, verb: VerbGroup, class: CueClass) -> Option<Range<usize>> {
        use CueClass as C;
        let tree = &self.document.tree;
        let end = proposition.tokens.end;
        let after = |child: &usize| *child > verb.head && *child < end;
        let reports =
            matches!(class, C::Say | C::Claim | C::Deny | C::Warn | C::Predict | C::Estimate | C::Believe | C::Suggest);
        let clause = tree.children(verb.head).filter(after).find(|child| tree.rel(*child) == Rel::Ccomp);
        // "Tests have shown that the air is clean": only with "that", "showed ships at anchor" shows no clause.
        let linked = |clause: &usize| tree.children(*clause).any(|child| child < *clause && self.is(child, "that"));
        let negated = (verb.first..verb.head).any(|idx| self.has(idx, Marks::NEGATION));
        let found = matches!(class, C::Confirm | C::Perceive) && !negated;
        if let Some(clause) = clause.filter(|clause| reports || found && linked(clause)) {
            let start = self.trim(tree.subtree(clause).start.max(verb.head + 1)..end);
            let first = start.start;
            // Nothing but marks may be left.
            if start.is_empty() {
                return None;
            }
            let asks =
                matches!(self.tag(first), Tag::Wh | Tag::Wrb) || self.is(first, "whether") || self.is(first, "if");
            let finite = self.main_verb(start.clone()).is_some_and(|inner| inner.first > first);
            return (finite && !asks && first <= verb.head + 12).then_some(start);
        }
        // "promised to plant trees"
        let to = verb.head + 1;
        let promise = class == C::Promise && to + 1 < end && self.tag(to) == Tag::To && self.tag(to + 1) == Tag::Vb;
        promise.then(|| to..self.trim(to..end).end)
    }

    /// The words of the subject, without what stands before it.
    fn subject_within(&self, before: Range<usize>, verb: VerbGroup) -> Option<Range<usize>> {
        let tree = &self.document.tree;
        let subject = tree.children(verb.head).filter(|child| tree.rel(*child).is_subject()).last()?;
        let subtree = tree.subtree(subject);
        let range = subtree.start.max(before.start)..subtree.end.min(before.end);
        let personal = range.len() == 1
            && (self.has(range.start, Marks::FIRST_SINGULAR.or(Marks::SECOND)) || self.is(range.start, "it"));
        (!range.is_empty() && !personal).then_some(range)
    }
}
