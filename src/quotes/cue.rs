//! Which words may introduce somebody's words: candidates from the lexicon, features for the model.

use super::features::mix;
use super::units::{Group, Unit, Units};
use crate::syntax::Rel;
use crate::text::Document;

/// Most features of a candidate.
pub const N_CUE: usize = 48;

/// Share of its uses that introduce a quote, in tenths, from which a neighbour counts as a strong cue.
const STRONG: u8 = 5;

/// What the models know of a row of the cue lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueTrait {
    /// Share of its uses that introduce a quote, in tenths.
    pub tenths: u8,
}

/// A unit near another, or nothing beyond the group's edges.
#[derive(Clone, Copy)]
struct Near {
    word: u32,
    class: u32,
}

fn near(units: &[Unit], group: &Group, at: usize, offset: isize) -> Near {
    let idx = at as isize + offset;
    if idx < group.first as isize || idx >= group.last as isize {
        return Near { word: 3, class: 1 << 20 };
    }
    let unit = &units[idx as usize];
    Near { word: unit.word, class: unit.class }
}

/// Fills `out` with the features of candidate unit `at`; returns how many. Constant time but for a scan of its group.
pub fn cue_features(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    at: usize,
    out: &mut [u32; N_CUE],
) -> usize {
    let all = &units.units;
    let unit = &all[at];
    let group = &units.groups[unit.group as usize];
    let lemma = u32::from(unit.cue);
    let (p1, p2, p3) = (near(all, group, at, -1), near(all, group, at, -2), near(all, group, at, -3));
    let (n1, n2, n3) = (near(all, group, at, 1), near(all, group, at, 2), near(all, group, at, 3));
    let around = surroundings(units, traits, at);
    let mut n = 0;
    let mut add = |template: u32, a: u32, b: u32| {
        out[n] = mix(template, a, b);
        n += 1;
    };
    add(100, lemma, 0);
    add(101, unit.word, 0);
    add(102, unit.word, unit.class);
    add(103, lemma, p1.word);
    add(104, lemma, n1.word);
    add(105, lemma, p1.class);
    add(106, lemma, n1.class);
    add(107, unit.class, p1.word);
    add(108, unit.class, n1.word);
    add(109, unit.class, p2.word);
    add(110, unit.class, n2.word);
    add(111, mix(1, p1.class, unit.class), n1.class);
    add(112, mix(1, p1.class, unit.class), p2.class);
    add(113, mix(1, n1.class, unit.class), n2.class);
    add(114, p1.word, p2.word);
    add(115, n1.word, n2.word);
    add(116, mix(1, p1.class, p2.class), p3.class);
    add(117, mix(1, n1.class, n2.class), n3.class);
    add(118, lemma, around.quoted);
    add(119, unit.class, around.quoted);
    add(120, unit.class, around.strong);
    add(121, lemma, around.strong);
    add(122, lemma, around.that);
    add(123, unit.class, around.place);
    add(124, lemma, mix(1, n1.class, n2.class));
    add(125, lemma, mix(1, p1.class, p2.class));
    add(126, around.strong, around.quoted);
    add(127, mix(1, around.strong, unit.class), around.that);
    add(128, around.block, unit.class);
    let tree = place_in_tree(document, units, traits, at);
    add(129, lemma, tree.arguments);
    add(130, unit.class, tree.arguments);
    add(131, lemma, tree.rel);
    add(132, mix(1, unit.class, tree.rel), tree.arguments);
    add(133, tree.above, unit.class);
    add(134, tree.above, tree.rel);
    add(135, tree.above, lemma);
    let token = unit.top as usize;
    let of = |token: Option<usize>| token.map_or((1, 0), |token| (document.tokens[token].hash, cluster(units, token)));
    let (subject, subject_cluster) = of(document.tree.subject(token));
    let (object, object_cluster) = of(document.tree.child(token, Rel::Obj));
    let around = |at: usize| if at < all.len() { u32::from(all[at].cluster) } else { 0 };
    let own = u32::from(unit.cluster);
    add(136, lemma, subject);
    add(137, subject, tree.rel);
    add(138, subject_cluster, lemma);
    add(139, subject_cluster, mix(1, own, tree.rel));
    add(140, lemma, object);
    add(141, object_cluster, own);
    add(142, own, around(at + 1));
    add(143, own, around(at.wrapping_sub(1)));
    add(144, own, tree.arguments);
    add(145, own, mix(1, n1.class, p1.class));
    n
}

fn cluster(units: &Units, token: usize) -> u32 {
    let at = units.units.partition_point(|unit| (unit.last as usize) <= token);
    units.units.get(at).map_or(0, |unit| u32::from(unit.cluster))
}

struct PlaceInTree {
    /// Relation to the head.
    rel: u32,
    /// Which arguments it has.
    arguments: u32,
    /// The nearest strong cue above it, by steps and the relation that leads there.
    above: u32,
}

fn place_in_tree(document: &Document<'_>, units: &Units, traits: &[CueTrait], at: usize) -> PlaceInTree {
    const ARGUMENTS: [Rel; 9] =
        [Rel::Nsubj, Rel::NsubjPass, Rel::Obj, Rel::Ccomp, Rel::Xcomp, Rel::Advcl, Rel::Obl, Rel::Aux, Rel::Mark];
    let nodes = document.tree.nodes();
    let mut token = units.units[at].top as usize;
    let set = units.dependents[token];
    let arguments = ARGUMENTS.iter().enumerate().map(|(bit, rel)| (set >> *rel as u32 & 1) << bit).sum();
    let rel = nodes[token].rel as u32;
    let mut above = 0;
    for steps in 1..5 {
        let head = nodes[token].head as usize;
        if head == token {
            break;
        }
        let unit = units.units.partition_point(|unit| (unit.last as usize) <= head);
        let cue = units.units.get(unit).map_or(0, |unit| usize::from(unit.cue));
        let strong = cue > 0 && traits.get(cue - 1).is_some_and(|cue| cue.tenths >= STRONG);
        if strong {
            above = steps | (nodes[token].rel as u32 + 1) << 3;
            break;
        }
        token = head;
    }
    PlaceInTree { rel, arguments, above }
}

struct Surroundings {
    /// Quotations before and after in the group, and how near.
    quoted: u32,
    /// Strong cues before and after in the group.
    strong: u32,
    /// How soon a complementiser follows.
    that: u32,
    /// First, second … word of the group; how many follow.
    place: u32,
    /// First block of the article or not.
    block: u32,
}

fn surroundings(units: &Units, traits: &[CueTrait], at: usize) -> Surroundings {
    let group = &units.groups[units.units[at].group as usize];
    let strong =
        |unit: &Unit| unit.cue > 0 && traits.get(usize::from(unit.cue) - 1).is_some_and(|cue| cue.tenths >= STRONG);
    let bucket = |distance: usize| match distance {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=8 => 3,
        _ => 4,
    };
    let first = (group.first as usize).max(at.saturating_sub(40));
    let last = (group.last as usize).min(at + 41);
    let (mut q_before, mut s_before, mut q_after, mut s_after, mut that) = (5, 5, 5, 5, 5);
    for idx in first..at {
        let unit = &units.units[idx];
        if unit.quoted {
            q_before = bucket(at - idx);
        } else if strong(unit) {
            s_before = bucket(at - idx);
        }
    }
    for idx in (at + 1..last).rev() {
        let unit = &units.units[idx];
        if unit.quoted {
            q_after = bucket(idx - at);
        } else if strong(unit) {
            s_after = bucket(idx - at);
        } else if unit.word == THAT {
            that = bucket(idx - at);
        }
    }
    let before = units.units[at].group.checked_sub(1).is_some_and(|idx| units.groups[idx as usize].only_quoted);
    let after = units.groups.get(units.units[at].group as usize + 1).is_some_and(|next| next.only_quoted);
    Surroundings {
        quoted: q_before * 6 + q_after + 100 * u32::from(before) + 200 * u32::from(after),
        strong: s_before * 6 + s_after,
        that,
        place: bucket(at - group.first as usize) * 6 + bucket(group.last as usize - 1 - at),
        block: group.block.min(1),
    }
}

/// Hash of "that".
pub const THAT: u32 = hash(b"that");

/// [`crate::text::hash_word`] at compile time.
pub const fn hash(word: &[u8]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let mut idx = 0;
    while idx < word.len() {
        hash = (hash ^ word[idx] as u32).wrapping_mul(0x0100_0193);
        idx += 1;
    }
    hash
}
