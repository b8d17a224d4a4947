//! Which attempts stand.

use super::attempt::{Attempt, is_speech, paths, shares_content, taken_units};
use super::cue::CueTrait;
use super::features::Weights;
use super::judge::judge_again;
use super::parts::{Label, Labelling, Window};
use super::units::Units;
use crate::text::Document;

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
