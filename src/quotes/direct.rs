//! Direct speech beside its speaker: "“We waited,” she said in May. “Nobody came.”"
//!
//! A quotation that ends in a comma, and right after it a subject and its verb: no other word nearby can be the cue.

use super::attempt::Attempt;
use super::cue::CueTrait;
use super::features::Weights;
use super::judge::judge_again;
use super::parts::Label;
use super::units::{OTHER_VERB, Unit, Units};
use crate::syntax::Tag;
use crate::text::Document;
use std::ops::Range;

/// Log-odds of such a quote.
const CERTAIN: f32 = 1.5;

/// Least share of reporting uses, in tenths, of the verb beside a quotation.
const SURE: u8 = 6;

/// Most units of a subject.
const LONGEST_SOURCE: usize = 24;

/// A quotation with the subject and verb that follow it.
struct Said {
    quotation: usize,
    source: Range<usize>,
    cue: usize,
}

/// Mends the attempts whose cue stands beside a quotation, and takes the words that are theirs from all others.
pub fn mend(document: &Document<'_>, units: &Units, traits: &[CueTrait], weights: &Weights, found: &mut Vec<Attempt>) {
    for group_idx in 0..units.groups.len() {
        let group = &units.groups[group_idx];
        if !group.news || group.only_quoted {
            continue;
        }
        let Some(said) = last_said(document, units, traits, group_idx) else { continue };
        let place = found.partition_point(|attempt| attempt.cue < said.cue);
        let near = place.saturating_sub(8)..(place + 9).min(found.len());
        let around =
            |other: &Attempt| other.label(said.quotation) == Label::Content && other.label(said.cue) == Label::Content;
        if found[near].iter().any(around) {
            continue;
        }
        if found.get(place).is_none_or(|attempt| attempt.cue != said.cue) {
            let first = group.first as usize;
            let labels = vec![Label::Outside; group.last as usize - first];
            found.insert(place, Attempt { cue: said.cue, first, labels, by_order: true, ..Attempt::default() });
        }
        let attempt = &mut found[place];
        label(document, units, attempt, &said);
        let later = later_quotations(units, group_idx, &said);
        take(attempt, later.clone());
        (attempt.score, attempt.trust) = (attempt.score.max(CERTAIN), attempt.trust.max(CERTAIN));
        let own: Vec<usize> = later.chain([said.quotation]).collect();
        let near = place.saturating_sub(8)..(place + 9).min(found.len());
        for other in near.filter(|other| *other != place) {
            let lost = own.iter().filter(|unit| drop_label(&mut found[other], **unit)).count();
            if lost > 0 {
                judge_again(units, weights, found, other);
            }
        }
    }
    found.retain(|attempt| attempt.labels.contains(&Label::Content));
}

/// Takes a unit out of a content; false if it was not there.
fn drop_label(attempt: &mut Attempt, unit: usize) -> bool {
    let inside = attempt.label(unit) == Label::Content;
    if inside {
        attempt.labels[unit - attempt.first] = Label::Outside;
    }
    inside
}

fn take(attempt: &mut Attempt, later: impl Iterator<Item = usize>) {
    for unit in later {
        let place = unit - attempt.first;
        if attempt.labels.len() <= place {
            attempt.labels.resize(place + 1, Label::Outside);
        }
        attempt.labels[place] = Label::Content;
    }
}

/// The last quotation of a group that subject and verb follow.
fn last_said(document: &Document<'_>, units: &Units, traits: &[CueTrait], group: usize) -> Option<Said> {
    let group = &units.groups[group];
    (group.first as usize..group.last as usize)
        .rev()
        .filter(|unit| units.units[*unit].quoted)
        .find_map(|quotation| said(document, units, traits, quotation, group.first as usize..group.last as usize))
}

/// Subject and verb right after a quotation that ends in a comma or a question mark.
fn said(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    quotation: usize,
    group: Range<usize>,
) -> Option<Said> {
    const COMMA: u32 = 1;
    const QUESTION: u32 = 3;
    let all = &units.units;
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let class = all[quotation].class;
    let (length, capital, ends) = (class & 7, class & 8 != 0, class >> 4 & 7);
    let (next, end) = (quotation + 1, group.end);
    if !matches!(ends, COMMA | QUESTION) || next + 1 >= end || all[next].quoted || !token(next).is_word() {
        return None;
    }
    // Within a sentence it is a sentence of its own only after a mark: “He likes “The Prison,” she said.”
    let first = quotation == group.start;
    let apart = first || capital && (all[quotation - 1].quoted || is_mark(document, &all[quotation - 1]));
    let begins = ends == QUESTION && token(next).is_capitalised() && token(next).tag != Tag::Nnp;
    let any_verb = first && capital && length >= 3 && !begins;
    if !apart || length < 2 && !capital || token(next).tag == Tag::Wh {
        return None;
    }
    let is_cue = |unit: usize| {
        let row = usize::from(all[unit].cue).checked_sub(1).and_then(|row| traits.get(row));
        let sure = all[unit].cue > OTHER_VERB && row.is_some_and(|row| row.tenths >= SURE);
        let finite = matches!(token(unit).tag, Tag::Vbd | Tag::Vbz | Tag::Vbp);
        finite && !all[unit].quoted && (sure || any_verb && all[unit].cue > 2)
    };
    let start = all[next].first as usize;
    let unit_of = |token: usize| all.partition_point(|unit| (unit.last as usize) <= token);
    // “…,” said the envoy
    if is_cue(next) {
        let subject = document.tree.subject(start).filter(|subject| *subject > start)?;
        let words = document.tree.subtree(subject);
        let last = unit_of(words.end.checked_sub(1)?) + 1;
        let mut source = unit_of(words.start)..last;
        source.end = source.clone().find(|unit| all[*unit].quoted).unwrap_or(last);
        let fits = source.start == next + 1 && source.end <= end && source.len() <= LONGEST_SOURCE;
        return fits.then_some(Said { quotation, source, cue: next });
    }
    // “…,” the envoy said
    let cue = (next + 1..end.min(next + LONGEST_SOURCE)).filter(|unit| is_cue(*unit)).find(|cue| {
        let subject = document.tree.subject(all[*cue].first as usize);
        subject.is_some_and(|subject| {
            let words = document.tree.subtree(subject);
            words.start == start && subject < all[*cue].first as usize
        })
    })?;
    let subject = document.tree.subject(all[cue].first as usize)?;
    let source = next..unit_of(document.tree.subtree(subject).end.min(all[cue].first as usize).checked_sub(1)?) + 1;
    let plain = source.clone().all(|unit| !all[unit].quoted);
    (plain && source.end <= cue).then_some(Said { quotation, source, cue })
}

/// Labels the quotation, its speaker and the words after them.
fn label(document: &Document<'_>, units: &Units, attempt: &mut Attempt, said: &Said) {
    let all = &units.units;
    let group = all[said.quotation].group;
    if said.quotation < attempt.first {
        return;
    }
    let place = |unit: usize| unit - attempt.first;
    let (cue, quotation) = (place(said.cue), place(said.quotation));
    let end = (said.cue..attempt.first + attempt.labels.len()).find(|unit| all[*unit].group != group);
    let end = place(end.unwrap_or(attempt.first + attempt.labels.len()));
    attempt.labels[quotation] = Label::Content;
    attempt.labels[cue] = Label::Cue;
    // Nothing between the quotation and its verb is content, and the subject stands there.
    let named = said.source.clone().any(|unit| attempt.label(unit) == Label::Source);
    let first = attempt.first;
    for (idx, label) in attempt.labels.iter_mut().enumerate() {
        let unit = first + idx;
        let beside = said.source.contains(&unit) || unit > said.quotation && unit < said.cue;
        if beside && *label == Label::Content || !named && *label == Label::Source {
            *label = Label::Outside;
        }
        if !named && said.source.contains(&unit) {
            *label = Label::Source;
        }
    }
    // Words before a quotation that begins a sentence of its own are not in it.
    if all[said.quotation].class & 8 != 0 {
        let before = (attempt.first..said.quotation).rev().take_while(|unit| all[*unit].group == group);
        for unit in before.take_while(|unit| !all[*unit].quoted) {
            drop_label(attempt, unit);
        }
    }
    cut_tail(document, units, attempt, cue + 1..end);
}

/// “…,” he said after the vote had been counted: words after the verb are content only as a quotation after a comma.
fn cut_tail(document: &Document<'_>, units: &Units, attempt: &mut Attempt, tail: Range<usize>) {
    let all = &units.units;
    let first = attempt.first;
    for place in tail {
        let unit = &all[first + place];
        let goes_on = unit.quoted && unit.class & 7 >= 2 && is_mark(document, &all[first + place - 1]);
        if attempt.labels[place] == Label::Content && !goes_on {
            attempt.labels[place] = Label::Outside;
        }
    }
}

fn is_mark(document: &Document<'_>, unit: &Unit) -> bool {
    !unit.quoted && !document.tokens[unit.first as usize].is_word()
}

/// Quotations that follow in the same block with nothing between them but the sentence of the cue.
fn later_quotations<'u>(units: &'u Units, group_idx: usize, said: &Said) -> impl Iterator<Item = usize> + Clone + 'u {
    const STOP: u32 = 2;
    const MOST: usize = 6;
    let all = &units.units;
    let group = &units.groups[group_idx];
    let whole = move |unit: &usize| all[*unit].quoted && all[*unit].class & 8 != 0 && all[*unit].class & 7 >= 1;
    // … said on “The Morning.” “Nobody came.”, and a full stop left out: … she said “Nobody came.”
    let beside = said.cue.max(said.source.end.saturating_sub(1));
    let after_title = (said.cue + 1..group.last as usize).filter(move |unit| {
        let before = &all[*unit - 1];
        whole(unit) && (before.quoted && before.class >> 4 & 7 == STOP || *unit == beside + 1)
    });
    let rest = units.groups[group_idx + 1..].iter().take(MOST);
    let rest = rest.take_while(move |next| next.only_quoted && next.block == group.block);
    after_title.chain(rest.flat_map(|next| next.first as usize..next.last as usize).filter(whole))
}

/// Adds what a quotation that ends in a full stop leaves to a sentence of its own: “The road is closed.” Berg said.
pub fn add_after_stop(document: &Document<'_>, units: &Units, traits: &[CueTrait], found: &mut Vec<Attempt>) {
    const LONGEST: usize = 10;
    for (before, group) in units.groups.iter().zip(units.groups.iter().skip(1)) {
        let (first, last) = (group.first as usize, group.last as usize);
        let short = group.news && !group.only_quoted && last - first <= LONGEST;
        if !(short && before.only_quoted && before.news && before.block == group.block) {
            continue;
        }
        let Some((source, cue)) = only_said(document, units, traits, first..last) else { continue };
        let place = found.partition_point(|attempt| attempt.cue < cue);
        if found.get(place).is_some_and(|attempt| attempt.cue == cue) {
            found.remove(place);
        }
        let start = before.first as usize;
        let mut labels = vec![Label::Outside; last - start];
        for unit in start..first {
            if units.units[unit].quoted {
                labels[unit - start] = Label::Content;
            }
        }
        labels[source.start - start..source.end - start].fill(Label::Source);
        labels[cue - start] = Label::Cue;
        let near = place.saturating_sub(4)..(place + 4).min(found.len());
        for other in &mut found[near] {
            (start..first).for_each(|unit| {
                drop_label(other, unit);
            });
        }
        let certain = Attempt { cue, first: start, labels, by_order: true, ..Attempt::default() };
        found.insert(place, Attempt { score: CERTAIN, trust: CERTAIN, ..certain });
    }
    found.retain(|attempt| attempt.labels.contains(&Label::Content));
}

/// Subject and verb of a sentence of nothing else but when and where.
fn only_said(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    group: Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let all = &units.units;
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let sure = |unit: &usize| {
        let row = usize::from(all[*unit].cue).checked_sub(1).and_then(|row| traits.get(row));
        let finite = matches!(token(*unit).tag, Tag::Vbd | Tag::Vbz | Tag::Vbp);
        !all[*unit].quoted && finite && row.is_some_and(|row| row.tenths >= SURE) && all[*unit].cue > OTHER_VERB
    };
    let cue = group.clone().find(sure).filter(|cue| *cue > group.start)?;
    let in_name = |unit: usize| {
        let tag = token(unit).tag;
        !all[unit].quoted && (tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Dt | Tag::Prp | Tag::PrpS))
    };
    let of_time = |unit: usize| {
        let word = token(unit).is_word();
        !all[unit].quoted && (!word || matches!(token(unit).tag, Tag::Nnp | Tag::In | Tag::Cd | Tag::Dt | Tag::Rb))
    };
    let fits = (group.start..cue).all(in_name) && (cue + 1..group.end).all(of_time);
    fits.then_some((group.start..cue, cue))
}
