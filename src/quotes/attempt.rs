//! Attempts: what each candidate cue would make of the words around it.

use super::cue::{CueTrait, N_CUE, cue_features};
use super::features::Weights;
use super::judge::{judge, judge_first};
use super::order::{label_before_source, label_signature};
use super::parts::{Label, Labelling, Window};
use super::units::{DASH, Unit, Units};
use crate::text::Document;

/// Log-odds below which a candidate is not looked at any further.
const LEAST_CUE: f32 = -2.0;

/// Of so many units in a row, so many likely cues are looked at: more than any sentence of news has.
const STRETCH: usize = 32;
const MOST_CUES: usize = 7;

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

/// How the tree leads from the cue to the source and to both ends of the content.
pub(super) fn paths(window: &Window, attempt: &Attempt) -> [u32; 3] {
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

/// True if both take some unit as content.
pub(super) fn shares_content(a: &Attempt, b: &Attempt) -> bool {
    let first = a.first.max(b.first);
    let last = (a.first + a.labels.len()).min(b.first + b.labels.len());
    (first..last).any(|unit| a.label(unit) == Label::Content && b.label(unit) == Label::Content)
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
