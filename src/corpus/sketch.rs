//! Sketches: a few bytes of each claim that tell, without reading it, that two claims cannot be related.
//!
//! Candidates are many and lie far apart in memory; most of them differ in their actors or in words that one side lacks.

use super::concept::{Concept, ConceptTables};
use super::facet::ProfileKind;
use super::ground::LEAST_LIKENESS;
use super::profile::{Profile, TELLING, Term};

/// What of a claim is asked before the claim itself. Opposed concepts count as one in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sketch {
    kind: ProfileKind,
    is_denied: bool,
    /// True if it has a word whose contrary is another word: "unarmed".
    has_contrary: bool,
    /// Hash of its words, 0 where they are few.
    wording: u64,
    /// Summed weight of its terms.
    weight: f32,
    /// Number of different telling concepts.
    n_telling: u16,
    /// A bit for each telling term.
    telling: u64,
    /// A bit for each term.
    terms: u64,
    /// The bit of the first actor; 0 where there is none.
    first_actor: u64,
}

/// One of 64 bits for a concept.
fn bit(concept: Concept) -> u64 {
    1 << (concept.wrapping_mul(0x9e37_79b1) >> 26)
}

impl Sketch {
    pub(crate) fn of(profile: &Profile, concepts: &ConceptTables) -> Sketch {
        let bit_of = |term: &Term| bit(concepts.family(term.concept));
        let telling = || profile.by_concept.iter().map(|idx| &profile.terms[*idx as usize]).filter(|t| t.is_telling());
        let (mut n_telling, mut last) = (0, None);
        for term in telling() {
            n_telling += u16::from(last != Some(term.concept));
            last = Some(term.concept);
        }
        Sketch {
            kind: profile.kind,
            is_denied: profile.is_denied,
            has_contrary: profile.terms.iter().any(|term| term.contrary.is_some()),
            wording: profile.copied_wording().unwrap_or(0),
            weight: profile.weight,
            n_telling,
            telling: telling().fold(0, |bits, term| bits | bit_of(term)),
            terms: profile.terms.iter().fold(0, |bits, term| bits | bit_of(term)),
            first_actor: profile.terms.iter().find(|term| term.is_actor).map_or(0, bit_of),
        }
    }

    /// False only if two claims of reports of one event are certainly unrelated.
    pub(crate) fn may_relate_in_event(&self, other: &Sketch) -> bool {
        self.kind == other.kind && self.telling & other.terms != 0
    }

    /// False only if the two claims of different events are certainly unrelated.
    pub(crate) fn may_relate(&self, other: &Sketch) -> bool {
        if self.kind != other.kind || self.kind != ProfileKind::Claim {
            return self.kind == other.kind;
        }
        if self.wording == other.wording && self.wording != 0 {
            return true;
        }
        // Each names an actor first that the other lacks.
        let actors_differ = self.first_actor & !other.terms != 0 && other.first_actor & !self.terms != 0;
        if actors_differ && self.is_denied == other.is_denied {
            return false;
        }
        let (mine, theirs) = ((self.telling & !other.terms).count_ones(), (other.telling & !self.terms).count_ones());
        let n_shared = (u32::from(self.n_telling) - mine).max(u32::from(other.n_telling) - theirs);
        // Where they agree, one side lacks at most a third of what they share; where not, an opposite and one more.
        if mine.min(theirs) > (n_shared / 3).max(2) {
            return false;
        }
        let opposed = u32::from(self.has_contrary || other.has_contrary);
        let shared = |sketch: &Sketch, n_only: u32| sketch.weight - TELLING * n_only.saturating_sub(opposed) as f32;
        let most = shared(self, mine).min(shared(other, theirs));
        2.0 * most >= LEAST_LIKENESS * (self.weight + other.weight) - 0.01
    }
}

/// True unless a claim is too unclear to be related to any but its copy: no sentence, or of nobody knows whom.
pub(crate) fn is_clear(profile: &Profile) -> bool {
    profile.kind != ProfileKind::Claim || !(profile.is_fragment || profile.subject_is_unknown)
}
