//! The features of the units around a cue, for the chain of [`super::parts`].
//!
//! They are mixed column by column, one template for all units of a window: the compiler does four units at a time.

use super::columns::{Columns, Mixer, mixed};
use super::cue::CueTrait;
use super::parts::{NO_PATH, Window, strength};
use super::units::Units;

/// The features of a window's units and of the edges into them. Keeps its memory from window to window.
#[derive(Debug, Default)]
pub struct PartFeatures {
    values: Columns,
    features: Columns,
}

/// Word and class beyond the window.
const NO_WORD: u32 = 3;
const NO_CLASS: u32 = 1 << 20;

impl PartFeatures {
    /// Makes the features of a window's units. Linear in their number.
    pub fn fill(&mut self, units: &Units, traits: &[CueTrait], window: &Window) {
        let all = &units.units[window.first..window.last];
        let cue = &units.units[window.cue];
        let at = |idx: usize| window.first + idx;
        self.values.start(all.len());
        self.features.start(all.len());
        let values = &mut self.values;

        let word = values.push(all.iter().map(|unit| unit.word), NO_WORD);
        let class = values.push(all.iter().map(|unit| unit.class), NO_CLASS);
        let own = values.push(all.iter().map(|unit| u32::from(unit.cluster)), 0);
        let path = values.push(window.paths.iter().copied(), NO_PATH);
        let between = values.push(window.between.iter().copied(), 0);
        let side_of = |idx: usize| u32::from(at(idx) > window.cue) + 2 * u32::from(at(idx) == window.cue);
        let side = values.push((0..all.len()).map(side_of), 0);
        let distance = |idx: usize| bucket(at(idx).abs_diff(window.cue));
        let place = values.push((0..all.len()).map(|idx| distance(idx) << 2 | side_of(idx)), 0);
        let same_group = values.push(all.iter().map(|unit| u32::from(unit.group == cue.group)), 0);
        let group_offset = values.push(all.iter().map(|unit| (unit.group as i32 - cue.group as i32 + 8) as u32), 0);
        let edge_of_group = values.push((0..all.len()).map(|idx| edge_of_group(units, at(idx))), 0);
        let other_cue =
            |(idx, unit)| if at(idx) != window.cue { u32::from(strength(traits, unit)).div_ceil(2) } else { 0 };
        let other_cue = values.push(all.iter().enumerate().map(other_cue), 0);
        let cues = values.push(window.between.iter().map(|between| between >> 9), 0);
        let head_less = |path: &u32| path & !(1 << 15);
        let way = values.push(window.paths.iter().map(head_less), head_less(&NO_PATH));
        let turn_of = |path: &u32, before: &u32| u32::from(head_less(path) == head_less(before));
        let befores = std::iter::once(&NO_PATH).chain(&window.paths);
        let turn = values.push(window.paths.iter().zip(befores).map(|(path, before)| turn_of(path, before)), 0);

        let lemma = u32::from(cue.cue);
        let cue_cluster = u32::from(cue.cluster);
        let force = u32::from(strength(traits, cue)) / 2;
        let (cue_class, cue_frame, outline) = (window.cue_class, window.cue_frame, window.outline);
        let (word1, word_1, path_1) = (word.after(1), word.before(1), path.before(1));
        let (class1, class2, class_1, class_2) = (class.after(1), class.after(2), class.before(1), class.before(2));
        let (way1, way_1) = (way.after(1), way.before(1));

        let mut mixer = Mixer { values: &mut self.values, features: &mut self.features };
        let class_side = mixer.mix(class, side);
        let classes = mixer.mix(class_1, class);
        let class1_side = mixer.mix(class1, side);
        let own_side = mixer.mix(own, side);
        let between_side = mixer.mix(between, side);
        let between_classes = mixer.mix(between, classes);
        let way_turn = mixer.mix(way, turn);
        let way_1_classes = mixer.mix(class, class_1);
        let way_1_classes = mixer.mix(way_1, way_1_classes);
        let force_cues = mixer.mix(force, cues);
        let class_side_offset = mixer.mix(side, group_offset);
        let class_side_offset = mixer.mix(class, class_side_offset);
        let class_class_1_side = mixer.mix(class_1, side);
        let class_class_1_side = mixer.mix(class, class_class_1_side);
        mixer.add(1, place, group_offset);
        mixer.add(2, class, class_1);
        mixer.add(3, word, side);
        mixer.add(4, word_1, side);
        mixer.add(5, word, word_1);
        mixer.add(6, classes, class1_side);
        mixer.add(7, word1, side);
        mixer.add(8, lemma, place);
        mixer.add(9, lemma, class_side);
        mixer.add(10, lemma, mixed(word, side));
        mixer.add(11, cue_class, mixed(place, class));
        mixer.add(12, between, class_side);
        mixer.add(13, between_side, cue_class);
        mixer.add(14, classes, place);
        mixer.add(15, mixed(class_2, class_1), class_side);
        mixer.add(16, mixed(class, class1), mixed(class2, side));
        mixer.add(17, edge_of_group, mixed(class, group_offset));
        mixer.add(18, between_side, lemma);
        mixer.add(19, outline, class_side);
        mixer.add(20, cue_frame, class_side);
        mixer.add(21, mixed(class_1, word), class1_side);
        mixer.add(22, mixed(word_1, class), class1_side);
        mixer.add(23, mixed(outline, edge_of_group), mixed(place, same_group));
        mixer.add(24, between_side, classes);
        mixer.add(25, other_cue, class_side);
        mixer.add(26, mixed(outline, between), mixed(side, class));
        mixer.add(27, cue_class, between_classes);
        mixer.add(28, cue_frame, place);
        mixer.add(29, mixed(word, word1), side);
        mixer.add(30, path, 0);
        mixer.add(31, path, path_1);
        mixer.add(32, way, lemma);
        mixer.add(33, way, mixed(cue_class, turn));
        mixer.add(34, path, class_side);
        mixer.add(35, way, mixed(word, turn));
        mixer.add(36, way, way_1_classes);
        mixer.add(37, way, mixed(way1, turn));
        mixer.add(38, mixed(way, between), side);
        mixer.add(39, force_cues, class_side_offset);
        mixer.add(40, force_cues, way_turn);
        mixer.add(41, mixed(force, between), mixed(outline, side));
        mixer.add(42, own, class_side);
        mixer.add(43, own, own.before(1));
        mixer.add(44, own, own.after(1));
        mixer.add(45, own, way);
        mixer.add(46, lemma, own_side);
        mixer.add(47, cue_cluster, way_turn);
        mixer.add(48, cue_cluster, between_side);
        mixer.add(49, cue_cluster, class_class_1_side);
        mixer.add(50, cue_cluster, own_side);
    }

    /// The features of a unit of the window: every so many-th of a list.
    #[inline]
    pub fn of(&self, idx: usize) -> (&[u32], usize) {
        self.features.row(idx)
    }
}

fn edge_of_group(units: &Units, at: usize) -> u32 {
    let last = units.groups[units.units[at].group as usize].last as usize;
    let first = units.groups[units.units[at].group as usize].first as usize;
    u32::from(at == first) | u32::from(at + 1 == last) << 1 | u32::from(at + 2 == last) << 2
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
