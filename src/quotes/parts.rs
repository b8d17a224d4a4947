//! The parts of an attribution: given a cue, which units near it are its source and content.
//!
//! A linear chain over the units of the cue's group and the quotations beside it. Its weights are learned (a
//! conditional random field, Lafferty et al. 2001) with a label for each unit and features of each edge.

use super::attempt::is_speech;
use super::cue::{CueTrait, THAT};
use super::features::{EDGES, EdgeTable, mix};
use super::units::{Unit, Units};
use crate::syntax::{Node, Tag};
use crate::text::{Document, TokenKind};

/// What a unit is to a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Label {
    /// Nothing.
    Outside = 0,
    /// Part of the source.
    Source = 1,
    /// Part of the content.
    Content = 2,
    /// Part of the cue.
    Cue = 3,
}

/// All labels by number.
pub const LABELS: [Label; 4] = [Label::Outside, Label::Source, Label::Content, Label::Cue];

/// Most features of a unit.
pub const N_PART: usize = 56;

/// Units on each side of the cue that are looked at within its group.
const REACH: usize = 60;

/// Groups of nothing but quotations that are looked at before and after.
const GROUPS_BEFORE: usize = 2;
const GROUPS_AFTER: usize = 5;

/// The units near a cue, with what lies between each of them and the cue.
#[derive(Debug, Default)]
pub struct Window {
    /// First unit.
    pub first: usize,
    /// One past the last unit.
    pub last: usize,
    /// The cue's unit.
    pub cue: usize,
    between: Vec<u32>,
    paths: Vec<u32>,
    cue_class: u32,
    cue_frame: u32,
    outline: u32,
}

impl Window {
    /// Moves the window to the cue at unit `at`. Constant time.
    pub fn set(&mut self, document: &Document<'_>, units: &Units, traits: &[CueTrait], at: usize) {
        let group_idx = units.units[at].group as usize;
        let group = &units.groups[group_idx];
        self.cue = at;
        self.first = (group.first as usize).max(at.saturating_sub(REACH));
        self.last = (group.last as usize).min(at + REACH + 1);
        if self.first == group.first as usize {
            for before in units.groups[..group_idx].iter().rev().take(GROUPS_BEFORE) {
                if !(before.only_quoted && before.news) || before.last - before.first > 4 {
                    break;
                }
                self.first = before.first as usize;
            }
        }
        if self.last == group.last as usize {
            for after in units.groups[group_idx + 1..].iter().take(GROUPS_AFTER) {
                if !(after.only_quoted && after.news) || after.last - after.first > 4 {
                    break;
                }
                self.last = after.last as usize;
            }
        }
        self.look_between(document, units, traits);
        self.look_along_tree(document, units);
    }

    /// For each unit, how the tree leads from the cue to it: steps up from the cue, the relation by which the cue
    /// hangs on the common ancestor, the one by which the unit does, and whether the unit heads that part.
    fn look_along_tree(&mut self, document: &Document<'_>, units: &Units) {
        let nodes = document.tree.nodes();
        let mut ancestors = [0usize; STEPS_UP];
        ancestors[0] = units.units[self.cue].top as usize;
        let mut n = 1;
        while n < STEPS_UP {
            let head = nodes[ancestors[n - 1]].head as usize;
            if head == ancestors[n - 1] {
                break;
            }
            ancestors[n] = head;
            n += 1;
        }
        let ancestors = &ancestors[..n];
        self.paths.clear();
        self.paths
            .extend(units.units[self.first..self.last].iter().map(|unit| path(nodes, ancestors, unit.top as usize)));
    }

    /// How the tree leads from the cue to a unit.
    pub fn path(&self, unit: usize) -> u32 {
        unit.checked_sub(self.first).and_then(|idx| self.paths.get(idx)).copied().unwrap_or(NO_PATH)
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.last - self.first
    }

    /// True if it has no units.
    pub fn is_empty(&self) -> bool {
        self.first >= self.last
    }

    fn look_between(&mut self, document: &Document<'_>, units: &Units, traits: &[CueTrait]) {
        let all = &units.units;
        self.between.clear();
        self.between.resize(self.len(), 0);
        let mut state = Between::default();
        for idx in (self.first..self.cue).rev() {
            self.between[idx - self.first] = state.value();
            state.pass(document, traits, &all[idx]);
        }
        let quoted_before = state.quotations.min(2);
        let mut state = Between::default();
        for (idx, unit) in all.iter().enumerate().take(self.last).skip(self.cue + 1) {
            self.between[idx - self.first] = state.value();
            state.pass(document, traits, unit);
        }
        self.outline = quoted_before * 4 + state.quotations.min(2);
        let cue = &all[self.cue];
        let near = |offset: isize| {
            let idx = self.cue as isize + offset;
            let inside = idx >= self.first as isize && idx < self.last as isize;
            if inside { all[idx as usize].class } else { 1 << 20 }
        };
        let before = if self.cue > self.first { all[self.cue - 1].word } else { 0 };
        let is_be = BE.contains(&before) || self.cue > self.first + 1 && BE.contains(&all[self.cue - 2].word);
        self.cue_class = cue.class | u32::from(is_be) << 14;
        self.cue_frame = mix(9, near(-1), near(1));
    }
}

/// Steps up from the cue that a common ancestor may be away.
const STEPS_UP: usize = 5;

/// No way through the tree.
const NO_PATH: u32 = 1 << 20;

fn path(nodes: &[Node], ancestors: &[usize], token: usize) -> u32 {
    const CLIMB: usize = 14;
    let inside = |ancestor: &usize| {
        let node = &nodes[*ancestor];
        (node.first as usize..node.last as usize).contains(&token) || *ancestor == token
    };
    let Some(steps) = ancestors.iter().position(inside) else { return NO_PATH };
    let common = ancestors[steps];
    let cue_side = if steps == 0 { 0 } else { 1 + nodes[ancestors[steps - 1]].rel as u32 };
    let (mut child, mut depth) = (token, 0);
    while child != common && depth < CLIMB {
        let head = nodes[child].head as usize;
        if head == common || head == child {
            break;
        }
        child = head;
        depth += 1;
    }
    let unit_side = if child == common { 0 } else { 1 + nodes[child].rel as u32 };
    steps as u32 | cue_side << 3 | unit_side << 9 | u32::from(depth == 0) << 15
}

/// Hashes of the forms of "be", which make a participle passive.
const BE: [u32; 8] = [
    super::cue::hash(b"be"),
    super::cue::hash(b"is"),
    super::cue::hash(b"are"),
    super::cue::hash(b"was"),
    super::cue::hash(b"were"),
    super::cue::hash(b"been"),
    super::cue::hash(b"being"),
    super::cue::hash(b"'s"),
];

/// What lies between a unit and the cue.
#[derive(Default)]
struct Between {
    commas: u32,
    verbs: u32,
    quotations: u32,
    that: u32,
    stops: u32,
    cues: u32,
}

impl Between {
    fn value(&self) -> u32 {
        self.commas.min(3)
            | self.verbs.min(3) << 2
            | self.quotations.min(2) << 4
            | self.that.min(1) << 6
            | self.stops.min(2) << 7
            | self.cues.min(2) << 9
    }

    fn pass(&mut self, document: &Document<'_>, traits: &[CueTrait], unit: &Unit) {
        self.cues += u32::from(strength(traits, unit) >= STRONG);
        if unit.quoted {
            self.quotations += 1;
            return;
        }
        let token = &document.tokens[unit.first as usize];
        match token.kind {
            TokenKind::Comma | TokenKind::Dash | TokenKind::Semicolon => self.commas += 1,
            TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Colon => self.stops += 1,
            _ => {}
        }
        if matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md) {
            self.verbs += 1;
        }
        if unit.word == THAT {
            self.that += 1;
        }
    }
}

/// How often a unit's word introduces a quote: tenths plus one, 0 for words beyond the lexicon.
fn strength(traits: &[CueTrait], unit: &Unit) -> u8 {
    usize::from(unit.cue).checked_sub(1).and_then(|row| traits.get(row)).map_or(0, |cue| cue.tenths + 1)
}

/// Strength from which a word is likelier a cue than not.
const STRONG: u8 = 6;

#[derive(Clone, Copy)]
struct Near {
    word: u32,
    class: u32,
}

/// Fills `out` with the features of unit `at` of a window and the edge into it; returns how many.
pub fn part_features(units: &Units, traits: &[CueTrait], window: &Window, at: usize, out: &mut [u32; N_PART]) -> usize {
    let all = &units.units;
    let near = |offset: isize| {
        let idx = at as isize + offset;
        if idx < window.first as isize || idx >= window.last as isize {
            return Near { word: 3, class: 1 << 20 };
        }
        let unit = &all[idx as usize];
        Near { word: unit.word, class: unit.class }
    };
    let unit = &all[at];
    let cue = &all[window.cue];
    let lemma = u32::from(cue.cue);
    let after = at > window.cue;
    let side = u32::from(after) + 2 * u32::from(at == window.cue);
    let distance = bucket(at.abs_diff(window.cue));
    let place = distance << 2 | side;
    let (t, p1, p2, n1, n2) = (near(0), near(-1), near(-2), near(1), near(2));
    let between = window.between[at - window.first];
    let same_group = unit.group == cue.group;
    let group_offset = (unit.group as i32 - cue.group as i32 + 8) as u32;
    let group = &units.groups[unit.group as usize];
    let edge_of_group = u32::from(at == group.first as usize)
        | u32::from(at + 1 == group.last as usize) << 1
        | u32::from(at + 2 == group.last as usize) << 2;
    let other_cue = if at != window.cue { u32::from(strength(traits, unit)).div_ceil(2) } else { 0 };
    let force = u32::from(strength(traits, cue)) / 2;
    let mut n = 0;
    let mut add = |template: u32, a: u32, b: u32| {
        out[n] = mix(template, a, b);
        n += 1;
    };
    add(1, place, group_offset);
    add(2, t.class, p1.class);
    add(3, t.word, side);
    add(4, p1.word, side);
    add(5, t.word, p1.word);
    add(6, mix(1, p1.class, t.class), mix(1, n1.class, side));
    add(7, n1.word, side);
    add(8, lemma, place);
    add(9, lemma, mix(1, t.class, side));
    add(10, lemma, mix(1, t.word, side));
    add(11, window.cue_class, mix(1, place, t.class));
    add(12, between, mix(1, t.class, side));
    add(13, mix(1, between, side), window.cue_class);
    add(14, mix(1, p1.class, t.class), place);
    add(15, mix(1, p2.class, p1.class), mix(1, t.class, side));
    add(16, mix(1, t.class, n1.class), mix(1, n2.class, side));
    add(17, edge_of_group, mix(1, t.class, group_offset));
    add(18, mix(1, between, side), lemma);
    add(19, window.outline, mix(1, t.class, side));
    add(20, window.cue_frame, mix(1, t.class, side));
    add(21, mix(1, p1.class, t.word), mix(1, n1.class, side));
    add(22, mix(1, p1.word, t.class), mix(1, n1.class, side));
    add(23, mix(1, window.outline, edge_of_group), mix(1, place, u32::from(same_group)));
    add(24, mix(1, between, side), mix(1, p1.class, t.class));
    add(25, other_cue, mix(1, t.class, side));
    add(26, mix(1, window.outline, between), mix(1, side, t.class));
    add(27, window.cue_class, mix(1, between, mix(1, p1.class, t.class)));
    add(28, window.cue_frame, place);
    add(29, mix(1, t.word, n1.word), side);
    let (path, path_before, path_after) = (window.path(at), window.path(at.wrapping_sub(1)), window.path(at + 1));
    let head_less = |path: u32| path & !(1 << 15);
    let cues = between >> 9;
    let turn = u32::from(head_less(path) == head_less(path_before));
    add(30, path, 0);
    add(31, path, path_before);
    add(32, head_less(path), lemma);
    add(33, head_less(path), mix(1, window.cue_class, turn));
    add(34, path, mix(1, t.class, side));
    add(35, head_less(path), mix(1, t.word, turn));
    add(36, head_less(path), mix(1, head_less(path_before), mix(1, t.class, p1.class)));
    add(37, head_less(path), mix(1, head_less(path_after), turn));
    add(38, mix(1, head_less(path), between), side);
    add(39, mix(1, force, cues), mix(1, t.class, mix(1, side, group_offset)));
    add(40, mix(1, force, cues), mix(1, head_less(path), turn));
    add(41, mix(1, force, between), mix(1, window.outline, side));
    let cluster = |offset: isize| {
        let idx = at as isize + offset;
        let inside = idx >= window.first as isize && idx < window.last as isize;
        if inside { u32::from(all[idx as usize].cluster) } else { 0 }
    };
    let (own, cue_cluster) = (cluster(0), u32::from(cue.cluster));
    add(42, own, mix(1, t.class, side));
    add(43, own, cluster(-1));
    add(44, own, cluster(1));
    add(45, own, head_less(path));
    add(46, lemma, mix(1, own, side));
    add(47, cue_cluster, mix(1, head_less(path), turn));
    add(48, cue_cluster, mix(1, between, side));
    add(49, cue_cluster, mix(1, t.class, mix(1, p1.class, side)));
    add(50, cue_cluster, mix(1, own, side));
    n
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32,
        6..=8 => 6,
        9..=13 => 7,
        14..=24 => 8,
        _ => 9,
    }
}

/// Log-odds by which no source must beat the best source: many sources share what is left to them.
const NO_SOURCE: f32 = 3.0;

/// The same where the content is a long quotation: 99 of 100 have a source.
const NO_SOURCE_OF_SPEECH: f32 = 6.0;

/// States of the search: a label, before or after the first unit of the source.
const STATES: usize = 8;

/// The labels of a window's units.
#[derive(Debug, Default)]
pub struct Labelling {
    /// One label a unit.
    pub labels: Vec<Label>,
    scores: [i32; STATES],
    back: Vec<[u8; STATES]>,
}

impl Labelling {
    /// Finds the best labels of a window (Viterbi) with at most one run of source units. Linear in the window.
    ///
    /// Units for which `taken` holds are not content.
    pub fn find(
        &mut self,
        units: &Units,
        traits: &[CueTrait],
        window: &Window,
        table: &EdgeTable,
        taken: impl Fn(usize) -> bool,
    ) {
        let mut features = [0; N_PART];
        self.back.clear();
        self.scores = [NEVER; STATES];
        self.scores[0] = 0;
        for at in window.first..window.last {
            let n = part_features(units, traits, window, at, &mut features);
            let edges = table.score(&features[..n]);
            let is_taken = taken(at) || at > window.first && at < window.cue && is_over(units, at - 1);
            let unit = &units.units[at];
            let is_sentence = unit.quoted && !unit.title && unit.class & 7 >= LONG;
            let open = |to: usize| {
                allowed(at == window.cue, to)
                    && !(is_taken && to == Label::Content as usize)
                    && !(is_sentence && to == Label::Source as usize)
            };
            self.step(&edges, open);
        }
        let unit = 1.0 / table.scale.max(1e-6);
        let state = self.best_state((NO_SOURCE * unit) as i32);
        self.trace(state);
        let speech = |(idx, label): (usize, &Label)| *label == Label::Content && is_speech(units, window.first + idx);
        if state < 4 && self.labels.iter().enumerate().any(speech) {
            self.trace(self.best_state((NO_SOURCE_OF_SPEECH * unit) as i32));
        }
    }

    fn step(&mut self, edges: &[i32; EDGES], open: impl Fn(usize) -> bool) {
        const SOURCE: usize = Label::Source as usize;
        let mut here = [NEVER; STATES];
        let mut from = [0u8; STATES];
        for to in (0..4).filter(|to| open(*to)) {
            for prior in 0..4 {
                let edge = edges[prior * 4 + to];
                let mut offer = |prior_state: usize, state: usize| {
                    let total = self.scores[prior_state].saturating_add(edge);
                    if total > here[state] {
                        here[state] = total;
                        from[state] = prior_state as u8;
                    }
                };
                if to != SOURCE {
                    offer(prior, to);
                    offer(prior + 4, to + 4);
                } else if prior == SOURCE {
                    offer(prior + 4, to + 4);
                } else {
                    offer(prior, to + 4);
                }
            }
        }
        self.scores = here;
        self.back.push(from);
    }

    fn best_state(&self, no_source: i32) -> usize {
        let worth = |state: usize| self.scores[state].saturating_sub(if state < 4 { no_source } else { 0 });
        (0..STATES).max_by_key(|state| (worth(*state), STATES - *state)).unwrap_or(0)
    }

    fn trace(&mut self, mut state: usize) {
        let n = self.back.len();
        self.labels.clear();
        self.labels.resize(n, Label::Outside);
        for idx in (0..n).rev() {
            self.labels[idx] = LABELS[state % 4];
            state = self.back[idx][state] as usize;
        }
    }
}

/// Length class of quotations that are too long for a name: five words.
const LONG: u32 = 3;

/// True for a quotation after which only source and cue come: "“The wells are dry,” farmer Ana Costa said."
fn is_over(units: &Units, at: usize) -> bool {
    const SENTENCE: u32 = 2;
    const COMMA: u32 = 1;
    let unit = &units.units[at];
    let next_is_word = units.units.get(at + 1).is_some_and(|next| !next.quoted && next.cue == 0);
    unit.quoted && unit.class & 7 >= SENTENCE && unit.class & 8 != 0 && unit.class >> 4 & 7 == COMMA && next_is_word
}

/// Score of what cannot be.
pub const NEVER: i32 = i32::MIN / 2;

/// The cue's unit is labelled as cue; everything else is free.
pub fn allowed(is_cue: bool, label: usize) -> bool {
    !is_cue || label == Label::Cue as usize
}

const _: () = assert!(EDGES == 16);
