//! Where contents end: two borders that single words draw, whatever the chain made of them.

use super::attempt::Attempt;
use super::cue::hash;
use super::parts::Label;
use super::units::Units;
use crate::syntax::Tag;
use crate::text::{Document, TokenKind};

const HOWEVER: u32 = hash(b"however");
const CONDITION: u32 = hash(b"condition");
const ON: u32 = hash(b"on");

/// Mends the contents of all attempts.
pub fn mend(document: &Document<'_>, units: &Units, found: &mut [Attempt]) {
    for attempt in found {
        end_at_however(document, units, attempt);
        take_before_condition(document, units, attempt);
    }
}

/// "Officials say the port is open, however, unions deny this": another clause begins at the comma.
fn end_at_however(document: &Document<'_>, units: &Units, attempt: &mut Attempt) {
    let all = &units.units;
    let kind = |unit: usize| all.get(unit).map(|unit| document.tokens[unit.first as usize].kind);
    let is_end = |unit: usize| matches!(kind(unit), Some(TokenKind::Comma | TokenKind::Semicolon));
    let however = attempt.units_of(Label::Content).find(|unit| {
        let inside = *unit > attempt.cue && !all[*unit].quoted && all[*unit].word == HOWEVER;
        inside && is_end(unit - 1) && kind(unit + 1) == Some(TokenKind::Comma)
    });
    let Some(however) = however else { return };
    let finite = |unit: usize| document.tokens[all[unit].first as usize].tag.is_finite();
    let before = attempt.units_of(Label::Content).any(|unit| unit < however && finite(unit));
    let after = attempt.units_of(Label::Content).any(|unit| unit > however && finite(unit));
    if before && after {
        let from = however - 1 - attempt.first;
        attempt.labels[from..].fill(Label::Outside);
    }
}

/// "…, an officer said on condition of anonymity because …": the content stands before the source.
fn take_before_condition(document: &Document<'_>, units: &Units, attempt: &mut Attempt) {
    let all = &units.units;
    let word = |unit: usize| all.get(unit).map_or(0, |unit| unit.word);
    let is_condition = (attempt.cue..attempt.cue + 3).any(|unit| word(unit) == ON && word(unit + 1) == CONDITION);
    let Some(source) = attempt.source().filter(|source| is_condition && source.end <= attempt.cue) else { return };
    let group = &units.groups[all[attempt.cue].group as usize];
    let start = (group.first as usize).max(attempt.first);
    let Some(comma) = source.start.checked_sub(1).filter(|comma| *comma > start) else { return };
    let ends = all[comma].quoted || document.tokens[all[comma].first as usize].kind == TokenKind::Comma;
    let has_verb = (start..comma).any(|unit| {
        let tag = document.tokens[all[unit].first as usize].tag;
        all[unit].quoted || matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    });
    if !(ends && has_verb) {
        return;
    }
    let last = if all[comma].quoted { comma + 1 } else { comma };
    let cue = attempt.cue - attempt.first;
    for label in &mut attempt.labels {
        if *label == Label::Content || *label == Label::Cue {
            *label = Label::Outside;
        }
    }
    attempt.labels[cue] = Label::Cue;
    attempt.labels[start - attempt.first..last - attempt.first].fill(Label::Content);
    attempt.score = attempt.score.max(CERTAIN);
    attempt.trust = attempt.trust.max(CERTAIN);
}

/// Log-odds of a content whose place leaves no doubt.
const CERTAIN: f32 = 1.5;
