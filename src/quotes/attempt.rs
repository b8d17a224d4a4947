//! Attempts: what each candidate cue would make of the words around it, and which attempts stand.

use super::cue::{CueTrait, N_CUE, cue_features};
use super::features::{Weights, mix};
use super::order::{label_before_source, label_signature};
use super::parts::{Label, Labelling, Window};
use super::units::{DASH, Unit, Units};
use crate::text::Document;

/// Log-odds below which a candidate is not looked at any further.
const LEAST_CUE: f32 = -2.0;

/// Of so many units in a row, so many likely cues are looked at: more than any sentence of news has.
const STRETCH: usize = 32;
const MOST_CUES: usize = 7;

/// Least log-odds of an attempt whose order leaves no doubt: "content, source cue."
const CERTAIN_ORDER: f32 = 1.0;

/// Most features of an attempt.
pub const N_ACCEPT: usize = 40;

/// A candidate cue with the labels of the units around it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attempt {
    /// Unit of the cue.
    pub cue: usize,
    /// Log-odds of the cue model.
    pub cue_score: f32,
    /// First unit of the window.
    pub first: usize,
    /// Labels of the window's units.
    pub labels: Vec<Label>,
    /// How the tree leads from the cue to the source's last word, to the content's first and last.
    pub paths: [u32; 3],
    /// Log-odds that the content is right, before rivals are judged.
    pub first_score: f32,
    /// Log-odds that the content is right.
    pub score: f32,
    /// Log-odds that content and source are right.
    pub trust: f32,
    /// True if the order of the parts alone says what the content is.
    pub by_order: bool,
}

impl Attempt {
    /// Label of a unit.
    pub fn label(&self, unit: usize) -> Label {
        unit.checked_sub(self.first).and_then(|idx| self.labels.get(idx)).copied().unwrap_or(Label::Outside)
    }

    /// Units with this label, ascending.
    pub fn units_of(&self, label: Label) -> impl Iterator<Item = usize> + '_ {
        (0..self.labels.len()).filter(move |idx| self.labels[*idx] == label).map(|idx| self.first + idx)
    }

    /// The run of source units nearest to the cue.
    pub fn source(&self) -> Option<std::ops::Range<usize>> {
        let nearest = self.units_of(Label::Source).min_by_key(|unit| (unit.abs_diff(self.cue), *unit))?;
        Some(self.run(nearest, Label::Source))
    }

    /// The run of cue units around the cue.
    pub fn cue_run(&self) -> std::ops::Range<usize> {
        self.run(self.cue, Label::Cue)
    }

    fn run(&self, unit: usize, label: Label) -> std::ops::Range<usize> {
        let (mut first, mut last) = (unit, unit + 1);
        while first > self.first && self.label(first - 1) == label {
            first -= 1;
        }
        while self.label(last) == label {
            last += 1;
        }
        first..last
    }
}

/// Scores every candidate cue of a document and labels the units around the likely ones. In text order.
pub fn attempts(document: &Document<'_>, units: &Units, traits: &[CueTrait], weights: &Weights) -> Vec<Attempt> {
    let mut found = Vec::new();
    let mut window = Window::default();
    let mut labelling = Labelling::default();
    for (at, cue_score) in likely_cues(document, units, traits, weights) {
        let likely = cue_score >= LEAST_CUE;
        window.set(document, units, traits, at);
        let mut labels = vec![Label::Outside; window.len()];
        let mut by_order = is_dash(units, at) && label_signature(document, units, &window, &mut labels);
        if likely && !by_order {
            labelling.find(units, traits, &window, &weights.parts, |_| false);
            labels.clone_from(&labelling.labels);
            by_order =
                !labels.contains(&Label::Content) && label_before_source(document, units, traits, &window, &mut labels);
        }
        if !labels.contains(&Label::Content) {
            continue;
        }
        let mut attempt = Attempt { cue: at, cue_score, first: window.first, labels, by_order, ..Attempt::default() };
        attempt.paths = paths(&window, &attempt);
        found.push(attempt);
    }
    judge_first(units, weights, &mut found);
    for idx in 0..found.len() {
        judge(units, weights, &mut found, idx);
    }
    found
}

/// True for a dash after a quotation, which may be followed by the name of its speaker.
fn is_dash(units: &Units, at: usize) -> bool {
    units.units[at].cue == DASH && at.checked_sub(1).is_some_and(|before| units.units[before].quoted)
}

/// Candidates that are worth a look with their log-odds, in text order; in dense text only the best of each stretch.
fn likely_cues(document: &Document<'_>, units: &Units, traits: &[CueTrait], weights: &Weights) -> Vec<(usize, f32)> {
    let mut likely: Vec<(usize, f32)> = Vec::new();
    let mut features = [0; N_CUE];
    let mut first = 0;
    for at in candidates(units) {
        let n = cue_features(document, units, traits, at, &mut features);
        let score = weights.cue.score(&features[..n]);
        if score < LEAST_CUE && !is_dash(units, at) {
            continue;
        }
        if likely.get(first).is_some_and(|(other, _)| other / STRETCH != at / STRETCH) {
            first = likely.len();
        }
        likely.push((at, score));
        if likely.len() - first > MOST_CUES {
            let worst = (first..likely.len()).min_by(|a, b| likely[*a].1.total_cmp(&likely[*b].1));
            worst.map(|idx| likely.remove(idx));
        }
    }
    likely
}

/// Scores attempts by themselves and the cues of their rivals.
pub fn judge_first(units: &Units, weights: &Weights, found: &mut [Attempt]) {
    let mut features = [0; N_ACCEPT];
    for idx in 0..found.len() {
        let n = accept_features(units, found, idx, &mut features);
        found[idx].first_score = weights.accept.score(&features[..n]);
    }
}

/// Scores an attempt again whose labels have changed.
pub fn judge_again(units: &Units, weights: &Weights, found: &mut [Attempt], idx: usize) {
    let mut features = [0; N_ACCEPT];
    let n = accept_features(units, found, idx, &mut features);
    found[idx].first_score = weights.accept.score(&features[..n]);
    judge(units, weights, found, idx);
}

/// Scores an attempt in the light of its rivals' scores.
fn judge(units: &Units, weights: &Weights, found: &mut [Attempt], idx: usize) {
    let mut features = [0; N_ACCEPT];
    let n = judge_features(units, found, idx, &mut features);
    found[idx].score = weights.judge.score(&features[..n]);
    found[idx].trust = weights.trust.score(&features[..n]);
    if found[idx].by_order {
        found[idx].score = found[idx].score.max(CERTAIN_ORDER);
        found[idx].trust = found[idx].trust.max(CERTAIN_ORDER);
    }
}

fn paths(window: &Window, attempt: &Attempt) -> [u32; 3] {
    let source = attempt.source().map_or(0, |run| 1 + window.path(run.end - 1));
    let first = attempt.units_of(Label::Content).next().unwrap_or(attempt.cue);
    let last = attempt.units_of(Label::Content).last().unwrap_or(attempt.cue);
    [source, window.path(first), window.path(last)]
}

/// Units that may be the head of a cue, in text order.
pub fn candidates(units: &Units) -> impl Iterator<Item = usize> + '_ {
    let news = |unit: &Unit| units.groups[unit.group as usize].news;
    (0..units.units.len()).filter(move |idx| {
        let unit = &units.units[*idx];
        unit.cue > 0 && news(unit) && (unit.cue > DASH || parts_something(units, *idx))
    })
}

/// A colon or dash is no cue beside another one.
fn parts_something(units: &Units, at: usize) -> bool {
    let is_mark = |unit: Option<&Unit>| unit.is_some_and(|unit| (1..=DASH).contains(&unit.cue));
    at > 0 && !is_mark(units.units.get(at - 1)) && !is_mark(units.units.get(at + 1))
}

/// Fills `out` with the features of an attempt among all; returns how many.
pub fn accept_features(units: &Units, found: &[Attempt], idx: usize, out: &mut [u32; N_ACCEPT]) -> usize {
    let attempt = &found[idx];
    let all = &units.units;
    let cue = &all[attempt.cue];
    let lemma = u32::from(cue.cue);
    let level = |score: f32| (score.clamp(-4.0, 5.0) * 2.0).round() as i32 as u32;
    let p = level(attempt.cue_score);
    let outline = outline(units, attempt);
    let content_first = attempt.units_of(Label::Content).next().unwrap_or(attempt.cue);
    let content_last = attempt.units_of(Label::Content).last().unwrap_or(attempt.cue);
    let n_content = attempt.units_of(Label::Content).count();
    let quoted = attempt.units_of(Label::Content).filter(|unit| all[*unit].quoted).count();
    let length = match n_content {
        0..=3 => n_content as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    };
    let source = attempt.source();
    let source_class = source.as_ref().map_or(0, |run| all[run.end - 1].class);
    let source_word = source.as_ref().map_or(0, |run| if run.len() == 1 { all[run.start].word } else { 1 });
    let rivals = rivals(found, idx, |rival| rival.cue_score);
    let after = all.get(content_last + 1).map_or(0, |unit| unit.class);
    let cue_length = attempt.cue_run().len().min(4) as u32;
    let quoted = quoted.min(2) as u32 * 2 + u32::from(quoted == n_content);
    let mut n = 0;
    let mut add = |template: u32, a: u32, b: u32| {
        out[n] = mix(template, a, b);
        n += 1;
    };
    add(200, p, 0);
    add(201, p, outline);
    add(202, lemma, outline);
    add(203, outline, length);
    add(204, lemma, length);
    add(205, all[content_first].word, lemma);
    add(206, all[content_first].class, outline);
    add(207, all[content_first].class, lemma);
    add(208, after, all[content_last].class);
    add(209, source_class, outline);
    add(210, source_word, lemma);
    add(211, quoted, outline);
    add(212, quoted, length);
    add(213, p, rivals.inside);
    add(214, p, rivals.around);
    add(215, lemma, rivals.inside);
    add(216, mix(1, rivals.inside, rivals.around), rivals.overlap);
    add(217, rivals.overlap, p);
    add(218, p, quoted);
    add(219, cue_length, mix(1, cue.class, outline));
    add(220, p, length);
    add(221, cue.class, outline);
    add(222, cue.class, all[content_first].class);
    add(223, rivals.inside, outline);
    let [source_path, first_path, last_path] = attempt.paths;
    add(224, source_path, outline);
    add(225, first_path, last_path);
    add(226, first_path, lemma);
    add(227, first_path, mix(1, cue.class, p));
    add(228, last_path, after);
    add(229, source_path, lemma);
    add(230, source_path, first_path);
    add(231, units.dependents[cue.top as usize] & 0xff, first_path);
    n
}

/// Fills `out` with what the second judgement sees of an attempt; returns how many.
pub fn judge_features(units: &Units, found: &[Attempt], idx: usize, out: &mut [u32; N_ACCEPT]) -> usize {
    let attempt = &found[idx];
    let all = &units.units;
    let cue = &all[attempt.cue];
    let lemma = u32::from(cue.cue);
    let level = |score: f32| (score.clamp(-4.0, 5.0) * 2.0).round() as i32 as u32;
    let fine = |score: f32| (score.clamp(-4.0, 5.0) * 4.0).round() as i32 as u32;
    let p = level(attempt.first_score);
    let rivals = rivals(found, idx, |rival| rival.first_score);
    let outline = outline(units, attempt);
    let content = attempt.units_of(Label::Content).next().unwrap_or(attempt.cue);
    let source = attempt.source();
    let source_class = source.as_ref().map_or(0, |run| all[run.end - 1].class);
    let source_word = source.as_ref().map_or(0, |run| all[run.end - 1].word);
    let source_start = source.as_ref().map_or(0, |run| mix(1, all[run.start].class, run.len().min(6) as u32));
    let before_source = source.as_ref().and_then(|run| run.start.checked_sub(1)).map_or(0, |at| all[at].class);
    let after_source = source.as_ref().and_then(|run| all.get(run.end)).map_or(0, |unit| unit.class);
    let gap = source
        .as_ref()
        .map_or(99, |run| if run.end <= attempt.cue { attempt.cue - run.end } else { 40 + run.start - attempt.cue });
    let gap = gap.min(60) as u32;
    let [source_path, first_path, _] = attempt.paths;
    let quoted = attempt.units_of(Label::Content).filter(|unit| all[*unit].quoted).count().min(2) as u32;
    let mut n = 0;
    let mut add = |template: u32, a: u32, b: u32| {
        out[n] = mix(template, a, b);
        n += 1;
    };
    add(300, fine(attempt.first_score), 0);
    add(301, p, rivals.inside);
    add(302, p, rivals.around);
    add(303, p, rivals.overlap);
    add(304, rivals.inside, mix(1, rivals.around, rivals.overlap));
    add(305, p, outline);
    add(306, p, lemma);
    add(307, rivals.inside, lemma);
    add(308, rivals.around, lemma);
    add(309, rivals.inside, first_path);
    add(310, source_path, mix(1, p, quoted));
    add(311, source_class, mix(1, p, quoted));
    add(312, source_word, 0);
    add(313, source_word, lemma);
    add(314, source_start, source_class);
    add(315, before_source, source_start);
    add(316, after_source, source_class);
    add(317, gap, quoted);
    add(318, gap, source_path);
    add(319, level(attempt.cue_score), rivals.inside);
    add(320, level(attempt.cue_score), p);
    add(321, all[content].class, mix(1, lemma, quoted));
    add(322, cue.class, source_path);
    add(323, source_path, before_source);
    n
}

/// The order of the parts, as a number: content, source, cue, content …
pub fn outline(units: &Units, attempt: &Attempt) -> u32 {
    let mut last = Label::Outside;
    let mut code = 0u32;
    for (idx, label) in attempt.labels.iter().enumerate() {
        let unit = &units.units[attempt.first + idx];
        let mark = !unit.quoted && *label == Label::Outside;
        if *label != last && !mark {
            code = (code << 2 | *label as u32) & 0xfff;
            last = *label;
        }
    }
    code
}

struct Rivals {
    /// Best score of an attempt that has this one's cue in its content.
    inside: u32,
    /// Best score of an attempt whose cue lies in this one's content.
    around: u32,
    /// Best score of an attempt that shares content otherwise.
    overlap: u32,
}

fn rivals(found: &[Attempt], idx: usize, worth: impl Fn(&Attempt) -> f32) -> Rivals {
    let me = &found[idx];
    let level = |best: f32| if best < -5.0 { 0 } else { 1 + (best.clamp(-3.0, 3.0) + 3.0) as u32 };
    let (mut inside, mut around, mut overlap) = (-9.0f32, -9.0f32, -9.0f32);
    let near = found[..idx].iter().rev().take(6).chain(found[idx + 1..].iter().take(6));
    for rival in near {
        if rival.label(me.cue) == Label::Content {
            inside = inside.max(worth(rival));
        } else if me.label(rival.cue) == Label::Content {
            around = around.max(worth(rival));
        } else if shares_content(me, rival) {
            overlap = overlap.max(worth(rival));
        }
    }
    Rivals { inside: level(inside), around: level(around), overlap: level(overlap) }
}

fn shares_content(a: &Attempt, b: &Attempt) -> bool {
    let first = a.first.max(b.first);
    let last = (a.first + a.labels.len()).min(b.first + b.labels.len());
    (first..last).any(|unit| a.label(unit) == Label::Content && b.label(unit) == Label::Content)
}

/// What choosing needs to look attempts over again.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'s> {
    /// The document.
    pub document: &'s Document<'s>,
    /// Its units.
    pub units: &'s Units,
    /// What is known of the cue lexicon's rows.
    pub traits: &'s [CueTrait],
    /// The learned tables.
    pub weights: &'s Weights,
}

/// Chooses the attempts that stand, the most likely first, without nesting or shared content. In text order.
///
/// An attempt whose content another has taken is labelled again without it. Attempts below `least` are taken only
/// for a long quotation that would be left over.
pub fn choose(scene: Scene<'_>, mut found: Vec<Attempt>, least: f32) -> Vec<Attempt> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|a, b| found[*b].trust.total_cmp(&found[*a].trust).then(a.cmp(b)));
    order.sort_by_key(|idx| found[*idx].score < least);
    let n_likely = order.partition_point(|idx| found[*idx].score >= least);
    let mut kept: Vec<usize> = Vec::new();
    for idx in &order[..n_likely] {
        consider(scene, &mut found, &mut kept, *idx, least);
    }
    let mut taken = taken_units(scene.units, kept.iter().map(|idx| &found[*idx]));
    for idx in &order[n_likely..] {
        let left_over = |attempt: &Attempt| {
            attempt.units_of(Label::Content).any(|unit| !taken[unit] && is_speech(scene.units, unit))
        };
        if !left_over(&found[*idx]) || !consider(scene, &mut found, &mut kept, *idx, f32::MIN) {
            continue;
        }
        if left_over(&found[*idx]) {
            found[*idx].units_of(Label::Content).for_each(|unit| taken[unit] = true);
        } else {
            kept.retain(|other| other != idx);
        }
    }
    let mut keep = vec![false; found.len()];
    kept.iter().for_each(|idx| keep[*idx] = true);
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next() == Some(true));
    found
}

/// Keeps an attempt if it does not clash with those kept, perhaps with other labels; true if it was kept.
fn consider(scene: Scene<'_>, found: &mut [Attempt], kept: &mut Vec<usize>, idx: usize, least: f32) -> bool {
    let at = kept.partition_point(|other| *other < idx);
    let near = &kept[at.saturating_sub(8)..(at + 8).min(kept.len())];
    if near.iter().any(|other| found[*other].label(found[idx].cue) == Label::Content) {
        return false;
    }
    let clash = near.iter().any(|other| {
        found[idx].label(found[*other].cue) == Label::Content || shares_content(&found[idx], &found[*other])
    });
    if clash {
        let mut window = Window::default();
        let mut labelling = Labelling::default();
        window.set(scene.document, scene.units, scene.traits, found[idx].cue);
        let taken = |unit: usize| {
            near.iter().any(|other| found[*other].label(unit) == Label::Content || found[*other].cue == unit)
        };
        labelling.find(scene.units, scene.traits, &window, &scene.weights.parts, taken);
        if !labelling.labels.contains(&Label::Content) {
            return false;
        }
        found[idx].labels = labelling.labels;
        found[idx].paths = paths(&window, &found[idx]);
        judge_again(scene.units, scene.weights, found, idx);
        if found[idx].score < least {
            return false;
        }
    }
    kept.insert(at, idx);
    true
}

/// For each unit, true if it is content or source of some attempt.
pub fn taken_units<'a>(units: &Units, chosen: impl Iterator<Item = &'a Attempt>) -> Vec<bool> {
    let mut taken = vec![false; units.units.len()];
    for attempt in chosen {
        for (idx, label) in attempt.labels.iter().enumerate() {
            taken[attempt.first + idx] |= matches!(label, Label::Content | Label::Source);
        }
    }
    taken
}

/// Length class of a quotation from which it is speech wherever it stands: ten words and more, 98.7 % in PolNeAR.
const LONG: u32 = 4;

/// Length class from which a whole sentence between marks is speech: three words.
const SENTENCE: u32 = 2;

/// True for a quotation that is somebody's words wherever it stands.
pub fn is_speech(units: &Units, at: usize) -> bool {
    let unit = &units.units[at];
    if !unit.quoted || unit.title {
        return false;
    }
    let length = unit.class & 7;
    let ends = unit.class >> 4 & 7;
    let capital = unit.class & 8 != 0;
    let alone = units.groups[unit.group as usize].only_quoted;
    length >= LONG || capital && ends > 0 && length >= SENTENCE && (alone || length > SENTENCE)
}
