//! Long quotations that no cue has claimed: nearly always somebody's words all the same.

use super::attempt::{Attempt, is_speech, taken_units};
use super::build::inner_span;
use super::cue::CueTrait;
use super::parts::Label;
use super::units::{Unit, Units};
use crate::model::{Quote, QuoteId, QuoteKind};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::{Document, TokenKind};

/// Share of them whose source is right too, on held-out halves of the training articles.
const SHARE_RIGHT: f32 = 0.15;

/// Adds quotes for quotations outside all chosen attempts.
pub fn add_leftovers(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    chosen: &[Attempt],
    quotes: &mut Vec<Quote>,
) {
    let taken = taken_units(units, chosen.iter());
    let mut before: Option<(u32, usize)> = None;
    for (at, unit) in units.units.iter().enumerate() {
        let group = &units.groups[unit.group as usize];
        if taken[at] || !group.news || !is_speech(units, at) {
            continue;
        }
        let Some(span) = inner_span(document, unit) else { continue };
        // Pieces of one run of quotations with nothing between them are one quote.
        let follows = before.filter(|(last, _)| goes_on(document, units, *last as usize, at));
        let said = || said_before(document, units, quotes, at).map(|quote| (at as u32, quote));
        if let Some((_, quote)) = follows {
            quotes[quote].content.push(span);
        } else if let Some(goes_on) = said() {
            quotes[goes_on.1].content.push(span);
            before = Some(goes_on);
            continue;
        } else {
            let mut quote = Quote::new(QuoteId(0), QuoteKind::Direct, vec![span], "floating");
            quote.confidence = SHARE_RIGHT;
            let signed = signature(document, units, at);
            if signed.is_some() {
                (quote.rule, quote.confidence) = ("signed".into(), 0.9);
            }
            match signed.or_else(|| cue_beside(document, units, traits, chosen, at)) {
                Some((source, cue)) => (quote.source, quote.cue) = (Some(source), Some(cue)),
                None => {
                    quote.source = source_beside(document, units, at).or_else(|| source_before(document, units, at));
                }
            }
            quote.carried = quote.source.is_none();
            quotes.push(quote);
        }
        before = Some((at as u32, quotes.len() - 1));
    }
}

/// The quote before in the same block that a quotation at the start of its sentence continues: "“We waited,” she said.
/// “Nobody came,” which surprised the crew."
fn said_before(document: &Document<'_>, units: &Units, quotes: &[Quote], at: usize) -> Option<usize> {
    let group = &units.groups[units.units[at].group as usize];
    let first = group.first as usize;
    let joins = |unit: usize| document.tokens[units.units[unit].first as usize].tag == Tag::Cc;
    if at != first && !(at == first + 1 && joins(first)) {
        return None;
    }
    let block = document.blocks[group.block as usize].span;
    let here = document.tokens[units.units[at].first as usize].start as usize;
    let before = |quote: &&Quote| quote.extent().start >= block.start && quote.extent().end <= here;
    let last = quotes.iter().enumerate().filter(|(_, quote)| before(quote)).max_by_key(|(_, quote)| quote.extent().end);
    let interrupted = |quote: &Quote| {
        let content = quote.content.first().map(|first| first.end);
        quote.kind == QuoteKind::Direct && quote.cue.is_some_and(|cue| content.is_some_and(|end| end <= cue.start))
    };
    last.filter(|(_, quote)| interrupted(quote)).map(|(idx, _)| idx)
}

fn goes_on(document: &Document<'_>, units: &Units, last: usize, at: usize) -> bool {
    let between = &units.units[last + 1..at];
    let bare = |unit: &Unit| !unit.quoted && !document.tokens[unit.first as usize].is_word();
    let same_block = |a: usize, b: usize| {
        units.groups[units.units[a].group as usize].block == units.groups[units.units[b].group as usize].block
    };
    between.iter().all(bare)
        && between.len() <= 3
        && (same_block(last, at) || units.groups[units.units[at].group as usize].only_quoted)
}

/// "“…” — Ines Falk, warden of the marsh": the dash is the cue, what follows to the end of the block the source.
fn signature(document: &Document<'_>, units: &Units, at: usize) -> Option<(Span, Span)> {
    const LONGEST: usize = 16;
    let block = units.groups[units.units[at].group as usize].block;
    let same = |unit: &Unit| units.groups[unit.group as usize].block == block;
    let mut rest = units.units[at + 1..].iter().take_while(|unit| same(unit));
    let dash = rest.next().filter(|unit| !unit.quoted)?;
    let kind = document.tokens[dash.first as usize].kind;
    let words: Vec<&Unit> = rest.take(LONGEST + 1).collect();
    let first = words.first()?;
    let named = document.tokens[first.first as usize].is_capitalised();
    let verb = words.iter().any(|unit| unit.quoted || document.tokens[unit.first as usize].tag.is_finite());
    let is_dash = matches!(kind, TokenKind::Dash | TokenKind::Hyphen);
    let fits = is_dash && named && !verb && words.len() <= LONGEST;
    let last = words.iter().rev().find(|unit| document.tokens[unit.first as usize].kind != TokenKind::Stop)?;
    let source = document.span_of(first.first as usize..last.last as usize);
    fits.then_some((source, document.tokens[dash.first as usize].span()))
}

/// A sure cue in the quotation's own sentence that no quote has taken, and its subject: "Wi, the envoy, said, as
/// the agency reported, “…”".
fn cue_beside(
    document: &Document<'_>,
    units: &Units,
    traits: &[CueTrait],
    chosen: &[Attempt],
    at: usize,
) -> Option<(Span, Span)> {
    const SURE: u8 = 8;
    let group = &units.groups[units.units[at].group as usize];
    let near = (group.first as usize).max(at.saturating_sub(40))..at;
    let sure = |unit: &Unit| {
        usize::from(unit.cue).checked_sub(1).and_then(|row| traits.get(row)).is_some_and(|row| row.tenths >= SURE)
    };
    let free = |idx: usize| chosen.iter().rev().take(8).all(|attempt| attempt.label(idx) == Label::Outside);
    let mut found = near.filter_map(|idx| {
        let unit = &units.units[idx];
        let verb = unit.first as usize;
        let token = &document.tokens[verb];
        let finite = matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) && !unit.quoted && sure(unit) && free(idx);
        let subject = document.tree.subject(verb).filter(|subject| finite && *subject < verb)?;
        let words = document.tree.subtree(subject);
        Some((document.span_of(words.start..words.end.min(verb)), token.span()))
    });
    found.next_back()
}

/// The subject nearest to a quotation in its own sentence, outside all quotations.
fn source_beside(document: &Document<'_>, units: &Units, at: usize) -> Option<Span> {
    const REACH: usize = 30;
    const LONGEST: usize = 12;
    let group = &units.groups[units.units[at].group as usize];
    let (first, last) = (group.first as usize, group.last as usize);
    let near = first.max(at.saturating_sub(REACH))..last.min(at + REACH);
    let subject = near.filter(|idx| {
        let unit = &units.units[*idx];
        !unit.quoted && document.tree.rel(unit.first as usize).is_subject()
    });
    let unit = &units.units[subject.min_by_key(|idx| idx.abs_diff(at))?];
    let words = document.tree.subtree(unit.first as usize);
    let span = document.span_of(words.clone());
    let quotation = &units.units[at];
    let apart = words.end <= quotation.first as usize || words.start >= quotation.last as usize;
    (words.len() <= LONGEST && apart).then_some(span).or(Some(document.tokens[unit.first as usize].span()))
}

/// "Jonas Brandt shook his head. “…”": the subject of the sentence before, in the same block.
fn source_before(document: &Document<'_>, units: &Units, at: usize) -> Option<Span> {
    let group_idx = units.units[at].group as usize;
    let group = &units.groups[group_idx];
    let before = units.groups.get(group_idx.checked_sub(1)?)?;
    if !group.only_quoted || before.block != group.block || before.only_quoted || !before.news {
        return None;
    }
    let sentence = &units.units[before.first as usize..before.last as usize];
    let token = |unit: &Unit| &document.tokens[unit.first as usize];
    let pronoun = sentence.first().filter(|first| token(first).tag == Tag::Prp);
    if let Some(first) = pronoun {
        let word = document.lower(first.first as usize);
        return matches!(word, "he" | "she" | "they").then(|| token(first).span());
    }
    let name = sentence.iter().take_while(|unit| !unit.quoted && token(unit).tag == Tag::Nnp).count();
    let verb = sentence.get(name).is_some_and(|next| {
        !next.quoted && matches!(token(next).tag, Tag::Vbd | Tag::Vbz) && token(next).kind == TokenKind::Word
    });
    (name > 0 && verb).then(|| Span::new(token(&sentence[0]).start as usize, token(&sentence[name - 1]).end as usize))
}
