//! How a proposition is presented: as fact, forecast, possibility, plan, duty, or under a condition.

use std::ops::Range;

use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::Marks;
use crate::model::{CueClass, Modality};
use crate::syntax::Tag;

/// What the verb group says about its proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Presented {
    pub(super) modality: Modality,
    /// The same without the words that leave the verb itself a fact: "plans to", "refused to".
    pub(super) own: Modality,
    /// True if a verb denies the action: "failed to".
    pub(super) negative: bool,
}

impl Reader<'_> {
    /// The modality of a proposition. `reported_past`: it stands under "said", where "would" tells of the future.
    pub(super) fn presented(&self, proposition: &Proposition, reported_past: bool) -> Presented {
        let tokens = proposition.tokens.clone();
        let plain = Presented { modality: Modality::Asserted, own: Modality::Asserted, negative: false };
        let Some(verb) = proposition.verb else { return plain };
        let governed = self.governed(verb, tokens.end);
        let own = self.modal_of(verb, reported_past);
        let modality = match (own, governed.modality) {
            (Modality::Asserted, inner) => inner,
            (outer, _) => outer,
        };
        let own = match (own, modality) {
            (Modality::Asserted, Modality::Intended | Modality::Obligated) => Modality::Asserted,
            _ => modality,
        };
        if self.is_conditional(tokens, verb, modality) {
            return Presented {
                modality: Modality::Hypothetical,
                own: Modality::Hypothetical,
                negative: governed.negative,
            };
        }
        Presented { modality, own, negative: governed.negative }
    }

    /// The modal verb of the group.
    fn modal_of(&self, verb: VerbGroup, reported_past: bool) -> Modality {
        let marks = self.marks(verb.first);
        // "He'd just left" is "had".
        let had = verb.head > verb.first
            && self.document.lower(verb.first).ends_with('d')
            && self.document.lower(verb.first).chars().count() == 2
            && matches!(self.tag(verb.head), Tag::Vbn | Tag::Vbd);
        if self.tag(verb.first) != Tag::Md || had {
            return Modality::Asserted;
        }
        if marks.any(Marks::FUTURE) {
            Modality::Predicted
        } else if marks.any(Marks::WOULD) {
            let past = self.has(verb.first + 1, Marks::HAVE) && verb.head > verb.first + 1;
            // "The spokesman would not say why": he did not.
            let talks = self.words.cue(self.token(verb.head)).is_some_and(|cue| cue.class == CueClass::Say);
            let silent = talks && (verb.first..verb.head).any(|idx| self.has(idx, Marks::NEGATION));
            match (reported_past && !past, silent && !past) {
                (_, true) => Modality::Asserted,
                (true, _) => Modality::Predicted,
                _ => Modality::Hypothetical,
            }
        } else if marks.any(Marks::POSSIBLE) {
            Modality::Possible
        } else if marks.any(Marks::OBLIGED) {
            Modality::Obligated
        } else {
            Modality::Asserted
        }
    }

    /// What the words before "to" make of the proposition: "is likely to", "plans to", "failed to".
    fn governed(&self, verb: VerbGroup, end: usize) -> Presented {
        let mut presented = Presented { modality: Modality::Asserted, own: Modality::Asserted, negative: false };
        let mut group = verb;
        // "is expected to try to": each governor in turn, few in number.
        for _ in 0..3 {
            let Some((at, to)) = self.governor_of(group, end) else { break };
            let Some(governor) = self.words.governor(self.token(at)) else { break };
            presented.negative ^= governor.negative;
            if presented.modality == Modality::Asserted {
                presented.modality = governor.modality;
            }
            let next = (to + 1..end.min(to + 3)).find(|idx| self.tag(*idx) == Tag::Vb);
            let Some(next) = next.filter(|_| at == group.head || at == group.head + 1) else { break };
            group = VerbGroup { first: next, head: next };
        }
        presented
    }

    /// "If A, B" and "would B if A" hold under a condition; "even if" does not limit.
    fn is_conditional(&self, tokens: Range<usize>, verb: VerbGroup, modality: Modality) -> bool {
        let mut words = tokens.clone().filter(|idx| self.has(*idx, Marks::CONDITION));
        words.any(|idx| {
            let even = idx > tokens.start && self.is(idx - 1, "even");
            let as_if =
                idx > tokens.start && (self.is(idx - 1, "as") || self.is(idx - 1, "see") || self.is(idx - 1, "know"));
            let leads = idx < verb.first || modality != Modality::Asserted;
            !even && !as_if && leads
        })
    }
}
