//! The parts of an attribution: given a cue, which units near it are its source and content.
//!
//! A linear chain over the units of the cue's group and the quotations beside it. Its weights are learned (a
//! conditional random field, Lafferty et al. 2001) with a label for each unit and features of each edge.

use super::attempt::is_speech;
use super::cue::{CueTrait, THAT};
use super::features::{EDGES, EdgeTable, mix};
use super::part_features::PartFeatures;
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
    pub(super) between: Vec<u32>,
    pub(super) paths: Vec<u32>,
    pub(super) cue_class: u32,
    pub(super) cue_frame: u32,
    pub(super) outline: u32,
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
pub(super) const NO_PATH: u32 = 1 << 20;

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
pub(super) fn strength(traits: &[CueTrait], unit: &Unit) -> u8 {
    usize::from(unit.cue).checked_sub(1).and_then(|row| traits.get(row)).map_or(0, |cue| cue.tenths + 1)
}

/// Strength from which a word is likelier a cue than not.
const STRONG: u8 = 6;

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
    features: PartFeatures,
    /// Sums of weights times [`WORTH`]: the bits below say which of four labels came before, the first one highest.
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
        self.features.fill(units, traits, window);
        self.back.clear();
        self.scores = [NEVER; STATES];
        self.scores[0] = 0;
        for at in window.first..window.last {
            let (features, stride) = self.features.of(at - window.first);
            let edges = table.score(features, stride);
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

    fn step(&mut self, edges: &[i16; EDGES], open: impl Fn(usize) -> bool) {
        const SOURCE: usize = Label::Source as usize;
        // From which states each state is entered; nothing enters the source before its first unit.
        const ENTER: [[usize; 4]; STATES] = [
            [0, 1, 2, 3],
            [0, 1, 2, 3],
            [0, 1, 2, 3],
            [0, 1, 2, 3],
            [4, 5, 6, 7],
            [0, SOURCE + 4, 2, 3],
            [4, 5, 6, 7],
            [4, 5, 6, 7],
        ];
        let mut here = [NEVER; STATES];
        let mut from = [0u8; STATES];
        for to in 0..STATES {
            let priors = ENTER[to];
            let mut best = i32::MIN;
            for label in 0..4 {
                let total = self.scores[priors[label]] + i32::from(edges[label * 4 + to % 4]) * WORTH;
                best = best.max(total | (3 - label as i32));
            }
            here[to] = if to != SOURCE && open(to % 4) { best & -WORTH } else { NEVER };
            from[to] = priors[3 - (best & 3) as usize] as u8;
        }
        self.scores = here;
        self.back.push(from);
    }

    fn best_state(&self, no_source: i32) -> usize {
        let worth = |state: usize| self.scores[state] - if state < 4 { no_source * WORTH } else { 0 };
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
const NEVER: i32 = i32::MIN / 2;

/// What one unit of a weight is worth in scores.
const WORTH: i32 = 4;

/// The cue's unit is labelled as cue; everything else is free.
pub fn allowed(is_cue: bool, label: usize) -> bool {
    !is_cue || label == Label::Cue as usize
}

const _: () = assert!(EDGES == 16);
