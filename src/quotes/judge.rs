//! Judgement: how likely an attempt is right, by itself and beside its rivals.

use super::attempt::{Attempt, shares_content};
use super::features::{Weights, mix};
use super::parts::Label;
use super::units::Units;

/// Least log-odds of an attempt whose order leaves no doubt: "content, source cue."
const CERTAIN_ORDER: f32 = 1.0;

/// Most features of an attempt.
pub const N_ACCEPT: usize = 40;

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
pub(super) fn judge(units: &Units, weights: &Weights, found: &mut [Attempt], idx: usize) {
    let mut features = [0; N_ACCEPT];
    let n = judge_features(units, found, idx, &mut features);
    found[idx].score = weights.judge.score(&features[..n]);
    found[idx].trust = weights.trust.score(&features[..n]);
    if found[idx].by_order {
        found[idx].score = found[idx].score.max(CERTAIN_ORDER);
        found[idx].trust = found[idx].trust.max(CERTAIN_ORDER);
    }
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
