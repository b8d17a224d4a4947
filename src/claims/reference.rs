//! Contents that point back: "denied this claim", "such notions", "that accusation".
//!
//! They mean the nearest earlier claim of this or the sentence before that somebody else holds; without one, the nearest
//! claim that is not the article's plain assertion. Where nothing fits, the reference stays open.

use std::ops::Range;

use super::verbs::Reader;
use super::words::Marks;
use crate::model::{Claim, ClaimId, Modality};

/// How many claims back an anaphor reaches.
const REACH: usize = 6;

impl Reader<'_> {
    /// True if words only point back to a claim.
    pub(super) fn points_back(&self, tokens: Range<usize>) -> bool {
        let mut words = tokens.filter(|idx| self.token(*idx).is_word());
        let (first, last) = (words.next(), words.clone().next_back());
        let n_between = words.count();
        match (first, last) {
            (Some(only), None) => {
                self.has(only, Marks::DEMONSTRATIVE) && !self.is(only, "the") && !self.is(only, "such")
            }
            (Some(first), Some(last)) => {
                n_between <= 3
                    && self.has(first, Marks::DEMONSTRATIVE)
                    && !self.is(first, "it")
                    && self.has(last, Marks::ANAPHOR)
            }
            _ => false,
        }
    }

    /// The earlier claim that an anaphor inside `claim` means.
    pub(super) fn resolve(&self, claim: &Claim, earlier: &[Claim]) -> Option<ClaimId> {
        let sentence = |claim: &Claim| self.document.tokens_in(claim.span).next().map(|idx| self.token(idx).sentence);
        let here = sentence(claim)?;
        let near = |other: &&Claim| sentence(other).is_some_and(|there| there <= here && here - there <= 2);
        let speaker = claim.attribution.last().and_then(|attribution| attribution.actor);
        let other_holder = |other: &&Claim| {
            let holder = other.attribution.last();
            holder.is_some_and(|holder| holder.actor.is_none() || holder.actor != speaker)
        };
        let candidates = || earlier.iter().rev().take(REACH).filter(near).filter(|other| other.refers_to.is_none());
        let close = |other: &&Claim| sentence(other).is_some_and(|there| here - there <= 1);
        let nobodys = |other: &&Claim| other.attribution.is_empty();
        candidates()
            .find(|other| close(other) && (other_holder(other) || nobodys(other)))
            .or_else(|| candidates().find(other_holder))
            .or_else(|| candidates().find(|other| other.attribution.is_empty() && other.modality == Modality::Possible))
            .or_else(|| candidates().find(|other| other.attribution.is_empty()))
            .map(|other| other.id)
    }
}
