//! Where contents end: two borders that single words draw, whatever the chain made of them.

use super::attempt::Attempt;
use super::cue::{CueTrait, hash};
use super::parts::Label;
use super::units::{Group, Units};
use crate::syntax::{Rel, Tag};
use crate::text::{Document, TokenKind};

const HOWEVER: u32 = hash(b"however");
const CONDITION: u32 = hash(b"condition");
const ON: u32 = hash(b"on");

/// Mends the contents of all attempts, and adds those whose order leaves no doubt.
pub fn mend(document: &Document<'_>, units: &Units, traits: &[CueTrait], found: &mut Vec<Attempt>) {
    add_before_source(document, units, traits, found);
    for attempt in found {
        end_at_however(document, units, attempt);
        end_at_main_verb(document, units, attempt);
        start_at_quotation(document, units, attempt);
        end_at_next_cue(document, units, traits, attempt);
        end_at_other_speaker(document, units, traits, attempt);
        take_before_condition(document, units, attempt);
        free_adverb(document, units, attempt);
    }
}

/// "Both leaders reportedly met": who stands before an adverb that reports is part of what is reported.
fn free_adverb(document: &Document<'_>, units: &Units, attempt: &mut Attempt) {
    if document.tokens[units.units[attempt.cue].first as usize].tag != Tag::Rb {
        return;
    }
    let Some(source) = attempt.source().filter(|source| source.end == attempt.cue) else { return };
    let run = source.start - attempt.first..source.end - attempt.first;
    attempt.labels[run].fill(Label::Content);
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

/// "The claim that the lake is clean surprised biologists": the verb of the cue's own clause ends the content.
fn end_at_main_verb(document: &Document<'_>, units: &Units, attempt: &mut Attempt) {
    let all = &units.units;
    let noun = all[attempt.cue].first as usize;
    if !document.tokens[noun].tag.is_noun() || !document.tree.rel(noun).is_subject() {
        return;
    }
    let Some(verb) = document.tree.head(noun).filter(|verb| *verb > noun) else { return };
    // Its auxiliaries stand before it.
    let start = document.tree.children(verb).find(|child| {
        *child > noun && *child < verb && matches!(document.tree.rel(*child), Rel::Aux | Rel::Cop | Rel::Advmod)
    });
    let start = start.unwrap_or(verb);
    let inside: Vec<usize> =
        attempt.units_of(Label::Content).filter(|unit| !all[*unit].quoted && *unit > attempt.cue).collect();
    let before = inside.iter().any(|unit| {
        let first = all[*unit].first as usize;
        first < start && document.tokens[first].tag.is_finite()
    });
    let cut = inside.iter().find(|unit| all[**unit].first as usize == start);
    if let Some(cut) = cut.filter(|_| before) {
        attempt.labels[cut - attempt.first..].fill(Label::Outside);
    }
}

/// "The firm says the river is safe, while residents say it smells": the other side begins at the comma.
/// So it does at "but" where nobody was named before: "They seem close, but observers believe …".
fn end_at_other_speaker(document: &Document<'_>, units: &Units, traits: &[CueTrait], attempt: &mut Attempt) {
    const SURE: u8 = 8;
    const LIKELY: u8 = 4;
    const NEAR: usize = 8;
    let all = &units.units;
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let unsourced = attempt.source().is_none();
    let least = if unsourced { LIKELY } else { SURE };
    let sure = |unit: usize| {
        let row = usize::from(all[unit].cue).checked_sub(1).and_then(|row| traits.get(row));
        !all[unit].quoted
            && all[unit].cue > 3
            && row.is_some_and(|row| row.tenths >= least)
            && token(unit).tag.is_finite()
    };
    let contrast = attempt.units_of(Label::Content).find(|unit| {
        let begins = match document.lower(all[*unit].first as usize) {
            "while" | "whereas" => *unit > attempt.cue + 2,
            "but" => *unit > attempt.cue && unsourced,
            _ => false,
        };
        begins
            && token(*unit - 1).kind == TokenKind::Comma
            && (*unit + 2..(*unit + NEAR).min(all.len())).any(|cue| sure(cue) && attempt.label(cue) == Label::Content)
    });
    if let Some(contrast) = contrast {
        let from = contrast - 1 - attempt.first;
        attempt.labels[from..].fill(Label::Outside);
    }
}

/// "The timing pleased pollster Ada Lund: “Most voters …”", "quoted the president as saying “Need to …”": what stands
/// before the colon or "saying" is no content.
fn start_at_quotation(document: &Document<'_>, units: &Units, attempt: &mut Attempt) {
    const SENTENCE: u32 = 3;
    let all = &units.units;
    let kind = |unit: usize| document.tokens[all[unit].first as usize].kind;
    let quotation = attempt.units_of(Label::Content).find(|unit| all[*unit].quoted && all[*unit].class & 7 >= SENTENCE);
    let Some(quotation) = quotation.filter(|quotation| *quotation > attempt.cue + 2) else { return };
    let mark = quotation - 1;
    let parted = !all[mark].quoted && matches!(kind(mark), TokenKind::Comma | TokenKind::Colon);
    let before = if parted { mark - 1 } else { mark };
    let says = !all[before].quoted && SAYING.contains(&all[before].word);
    let name = document.tokens[all[before].first as usize].tag == Tag::Nnp;
    let colon = parted && kind(mark) == TokenKind::Colon && all[quotation].class & 8 != 0 && name;
    if !(says || colon) || attempt.label(before) != Label::Content {
        return;
    }
    let mut unit = mark;
    while unit > attempt.cue && !all[unit].quoted && (attempt.label(unit) == Label::Content || unit == mark) {
        attempt.labels[unit - attempt.first] = Label::Outside;
        unit -= 1;
    }
}

const SAYING: [u32; 4] = [hash(b"saying"), hash(b"telling"), hash(b"writing"), hash(b"adding")];

/// "The club said the hall was full and added that …": a second verb of the same subject holds what follows it.
fn end_at_next_cue(document: &Document<'_>, units: &Units, traits: &[CueTrait], attempt: &mut Attempt) {
    let all = &units.units;
    let cue = all[attempt.cue].first as usize;
    let row = |unit: usize| usize::from(all[unit].cue).checked_sub(1).and_then(|row| traits.get(row));
    let next = attempt.units_of(Label::Content).find(|unit| {
        let token = all[*unit].first as usize;
        *unit > attempt.cue + 2
            && !all[*unit].quoted
            && all[*unit].cue > 3
            && row(*unit).is_some_and(|row| row.tenths >= SURE)
            && document.tree.rel(token) == Rel::Conj
            && document.tree.head(token) == Some(cue)
            && document.tokens[token].tag == document.tokens[cue].tag
    });
    let Some(next) = next else { return };
    let joined = |unit: &usize| {
        !all[*unit].quoted
            && (document.tokens[all[*unit].first as usize].tag == Tag::Cc
                || !document.tokens[all[*unit].first as usize].is_word())
    };
    let start = (attempt.cue + 1..next).rev().take(4).filter(joined).min();
    if let Some(start) = start.filter(|start| *start > attempt.cue + 1) {
        attempt.labels[start - attempt.first..].fill(Label::Outside);
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
    (attempt.score, attempt.trust) = (attempt.score.max(CERTAIN), attempt.trust.max(CERTAIN));
    attempt.trust = attempt.trust.max(CERTAIN);
}

/// Log-odds of a content whose place leaves no doubt.
const CERTAIN: f32 = 1.5;

/// Least share of reporting uses, in tenths, of a cue that ends a sentence after its content.
const LIKELY: u8 = 4;

/// The same for one that more words follow.
const SURE: u8 = 8;

/// "Prices rose 3 percent, the agency reported.": the cue ends the sentence, and a clause stands before its subject.
fn add_before_source(document: &Document<'_>, units: &Units, traits: &[CueTrait], found: &mut Vec<Attempt>) {
    let mut added = Vec::new();
    for group in units.groups.iter().filter(|group| group.news && !group.only_quoted) {
        let Some((cue, comma)) = final_cue(document, units, traits, group) else { continue };
        let first = group.first as usize;
        let place = found.partition_point(|attempt| attempt.cue < cue);
        if let Some(there) = found.get_mut(place).filter(|attempt| attempt.cue == cue) {
            let whole = (first..comma).all(|unit| there.label(unit) == Label::Content);
            if whole {
                (there.score, there.trust) = (there.score.max(CERTAIN), there.trust.max(CERTAIN));
            }
            continue;
        }
        let mut labels = vec![Label::Outside; (group.last - group.first) as usize];
        labels[..comma - first].fill(Label::Content);
        labels[comma + 1 - first..cue - first].fill(Label::Source);
        labels[cue - first] = Label::Cue;
        added.push(Attempt {
            cue,
            cue_score: 0.0,
            first,
            labels,
            score: CERTAIN,
            trust: CERTAIN,
            by_order: true,
            ..Attempt::default()
        });
    }
    found.extend(added);
    found.sort_by_key(|attempt| attempt.cue);
}

/// A cue after its content, and the comma before its subject, if a clause of its own stands before that.
fn final_cue(document: &Document<'_>, units: &Units, traits: &[CueTrait], group: &Group) -> Option<(usize, usize)> {
    let all = &units.units;
    let (first, last) = (group.first as usize, group.last as usize);
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let small = |unit: usize| {
        let tag = token(unit).tag;
        !token(unit).is_word() || matches!(tag, Tag::In | Tag::Dt | Tag::Cd | Tag::Nnp | Tag::Rb)
    };
    let ended = (first + 3..last).rev().take(5).find(|unit| !small(*unit) || all[*unit].cue > 3);
    let ended = ended.and_then(|cue| Some((cue, comma_before(document, units, traits, group, cue, LIKELY)?)));
    // "…, the bank said, citing high prices", "…, the bank said in its yearly report"
    let last_verb = (first..last).rev().find(|unit| token(*unit).tag.is_finite());
    let parted =
        |unit: &usize| last_verb == Some(*unit) || *unit + 1 < last && token(*unit + 1).kind == TokenKind::Comma;
    ended.or_else(|| {
        let cues = (first + 3..last).filter(|unit| all[*unit].cue > 3).filter(parted);
        cues.take(4).find_map(|cue| Some((cue, comma_before(document, units, traits, group, cue, SURE)?)))
    })
}

/// The comma before the subject of a verb that reports in at least so many tenths of its uses.
fn comma_before(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    group: &Group,
    cue: usize,
    least: u8,
) -> Option<usize> {
    const LONGEST_SOURCE: usize = 12;
    let all = &units.units;
    let first = group.first as usize;
    let token = |unit: usize| &document.tokens[all[unit].first as usize];
    let row = usize::from(all[cue].cue).checked_sub(1).and_then(|row| traits.get(row))?;
    let is_verb = matches!(token(cue).tag, Tag::Vbd | Tag::Vbz | Tag::Vbp);
    if all[cue].cue <= 3 || row.tenths < least || !is_verb || all[first].quoted {
        return None;
    }
    // The subject's words stand between the comma and the cue.
    let subject = document.tree.subject(all[cue].first as usize)?;
    let start = document.tree.subtree(subject).start;
    let source = (first..cue).rev().find(|unit| all[*unit].first as usize <= start)?;
    let comma = source.checked_sub(1).filter(|comma| *comma >= first + 2)?;
    let length = cue - source;
    let plain = (source..cue).all(|unit| !all[unit].quoted && !token(unit).tag.is_finite());
    let no_clause = !matches!(token(source).tag, Tag::Wh | Tag::Cc | Tag::Wrb);
    let clause = !matches!(token(first).tag, Tag::In | Tag::Wrb | Tag::Wh | Tag::Vbg | Tag::Vbn | Tag::To | Tag::Cc);
    let finite = (first..comma).any(|unit| token(unit).tag.is_finite());
    let ends = token(comma).kind == TokenKind::Comma;
    (ends && plain && no_clause && clause && finite && (1..=LONGEST_SOURCE).contains(&length)).then_some(comma)
}
