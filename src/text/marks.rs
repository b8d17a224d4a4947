//! Quotations: pairs of quotation marks over the tokens.
//!
//! Marks are paired within a block. Where one is missing, the pairing starts afresh at the next mark that can only
//! open, and at the block's end at the latest, so that one wrong mark cannot spoil the rest of an article.

use super::token::{Shape, Token, TokenKind, hash_word};

/// A stretch of tokens between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quotation {
    /// Token of the opening mark, or the first token where the mark is missing.
    pub open: u32,
    /// One past the closing mark, or past the last token where the mark is missing.
    pub close: u32,
    /// First token of the words inside.
    pub first: u32,
    /// One past the last token inside.
    pub last: u32,
    /// True if it goes on from the quotation before it (a mark reopened at the start of a paragraph).
    pub continued: bool,
    /// False if a mark is missing.
    pub balanced: bool,
}

/// What a mark can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `“`, `„`, `«`: opens.
    Open(Family),
    /// `”`, `»`: closes.
    Close(Family),
    /// `"`, `''`, ` `` `: opens or closes; the flag says that blanks around it allow opening only.
    Neutral { opens: bool },
    /// `‘`, or `'` at the start of a word: may open.
    Single,
}

/// Marks that close each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Angle,
}

/// Longest stretch between single marks, or before a mark that closes nothing, that is taken for a quotation, in tokens.
const LONGEST_SINGLE: usize = 120;

/// Words before a cue in "…, the lawyer said", where the closing mark was forgotten.
const LONGEST_SOURCE: usize = 9;

/// Verbs that show where words with a missing mark end.
const SAID: [&[u8]; 12] = [
    b"said",
    b"says",
    b"told",
    b"wrote",
    b"asked",
    b"added",
    b"tweeted",
    b"replied",
    b"explained",
    b"warned",
    b"noted",
    b"argued",
];

/// Pairs the quotation marks of a block's tokens `from..to` and appends the quotations in text order.
///
/// Nested quotations are not listed. An unclosed quotation ends before "…, the lawyer said" or with its block; a mark
/// that closes nothing closes the sentence it stands at the end of. Linear.
pub fn pair_marks(tokens: &[Token], from: usize, to: usize, quotations: &mut Vec<Quotation>) {
    let goes_on = quotations.last().is_some_and(|last| !last.balanced && last.close as usize == from && from > 0);
    let n_before = quotations.len();
    let mut open: Option<usize> = None;
    let mut idx = from;
    while idx < to {
        let step = mark(tokens, idx).map_or(Step::Pass, |mark| step(tokens, open, idx, mark));
        match step {
            Step::Pass => {}
            Step::Open => open = Some(idx),
            Step::Close => quotations.extend(open.take().map(|first| closed(first, idx))),
            Step::Reopen => {
                quotations.extend(open.and_then(|first| unclosed(tokens, first, idx, false)));
                open = Some(idx);
            }
            Step::Stray => {
                let first = quotations.last().map_or(from, |last| (last.close as usize).max(from));
                quotations.extend(unopened(tokens, first, idx));
            }
            Step::Single => {
                if let Some(end) = end_of_single(tokens, idx, to) {
                    quotations.push(closed(idx, end));
                    idx = end;
                }
            }
        }
        idx += 1;
    }
    quotations.extend(open.and_then(|first| unclosed(tokens, first, to, true)));
    if let Some(first) = quotations.get_mut(n_before).filter(|first| goes_on && first.open as usize == from) {
        first.continued = true;
    }
}

enum Step {
    Pass,
    Open,
    Close,
    /// Opens although another is open: the mark that closes that one is missing.
    Reopen,
    /// Closes although none is open.
    Stray,
    Single,
}

fn step(tokens: &[Token], open: Option<usize>, idx: usize, mark_here: Mark) -> Step {
    let family = open.and_then(|first| mark(tokens, first)).map(|mark| match mark {
        Mark::Open(family) | Mark::Close(family) => family,
        _ => Family::Double,
    });
    match (mark_here, family) {
        (Mark::Single, None) => Step::Single,
        (Mark::Single, Some(_)) => Step::Pass,
        (Mark::Open(Family::Double), None) if closes_in_disguise(tokens, idx) => Step::Stray,
        (Mark::Open(_), None) => Step::Open,
        // “Opens” twice: German and Polish texts close with “ after a word.
        (Mark::Open(here), Some(family)) if here == family && closes_by_place(tokens, idx) => Step::Close,
        (Mark::Open(here), Some(family)) if here == family => Step::Reopen,
        (Mark::Close(here), Some(family)) if here == family => Step::Close,
        (Mark::Close(Family::Double), None) if opens_by_place(tokens, idx) => Step::Open,
        (Mark::Close(Family::Double), None) => Step::Stray,
        (Mark::Neutral { opens: true }, None) => Step::Open,
        (Mark::Neutral { opens: false }, None) => Step::Stray,
        (Mark::Neutral { .. }, Some(Family::Double)) => Step::Close,
        _ => Step::Pass,
    }
}

fn mark(tokens: &[Token], idx: usize) -> Option<Mark> {
    let token = &tokens[idx];
    if !matches!(token.kind, TokenKind::OpenQuote | TokenKind::CloseQuote) {
        return None;
    }
    let is = |marks: &[&str]| marks.iter().any(|mark| hash_word(mark.as_bytes()) == token.hash);
    if is(&["“", "„"]) {
        Some(Mark::Open(Family::Double))
    } else if is(&["”"]) {
        Some(Mark::Close(Family::Double))
    } else if is(&["«", "‹"]) {
        Some(Mark::Open(Family::Angle))
    } else if is(&["»", "›"]) {
        Some(Mark::Close(Family::Angle))
    } else if is(&["\"", "''", "``"]) {
        Some(Mark::Neutral { opens: token.kind == TokenKind::OpenQuote })
    } else {
        Some(Mark::Single)
    }
}

/// A mark that stands where words begin: a blank before it, none after it.
fn opens_by_place(tokens: &[Token], idx: usize) -> bool {
    !tokens[idx].is_glued() && tokens.get(idx + 1).is_some_and(Token::is_glued)
}

/// A mark that stands where words end: none before it, a blank or a mark after it.
fn closes_by_place(tokens: &[Token], idx: usize) -> bool {
    tokens[idx].is_glued() && tokens.get(idx + 1).is_none_or(|next| !next.is_glued() || !next.is_word())
}

/// An opening mark glued to what can only follow a quotation: `dynamics, “said the aide`, `such thoughts “.`
fn closes_in_disguise(tokens: &[Token], idx: usize) -> bool {
    let Some(next) = tokens.get(idx + 1).filter(|next| next.is_glued()) else { return false };
    let after_comma =
        idx > 0 && matches!(tokens[idx - 1].kind, TokenKind::Comma | TokenKind::Question | TokenKind::Exclamation);
    let said = SAID.iter().any(|word| hash_word(word) == next.hash);
    after_comma && said || matches!(next.kind, TokenKind::Stop | TokenKind::Comma)
}

fn closed(open: usize, last: usize) -> Quotation {
    Quotation {
        open: open as u32,
        close: last as u32 + 1,
        first: open as u32 + 1,
        last: last as u32,
        continued: false,
        balanced: true,
    }
}

/// A quotation whose closing mark is missing; none where nothing but a stray mark is left of it.
fn unclosed(tokens: &[Token], open: usize, to: usize, at_end: bool) -> Option<Quotation> {
    let end = end_before_cue(tokens, open + 1, to);
    if end.is_none() && !at_end {
        return None;
    }
    let end = end.unwrap_or(to);
    let whole = Quotation { close: end as u32, last: end as u32, balanced: false, ..closed(open, end) };
    (open + 1 < end).then_some(whole)
}

/// The end of words before ", the lawyer said": one past their last mark.
fn end_before_cue(tokens: &[Token], first: usize, to: usize) -> Option<usize> {
    let said = |token: &Token| SAID.iter().any(|word| hash_word(word) == token.hash);
    let mut mark_at = None;
    for (idx, token) in tokens.iter().enumerate().take(to).skip(first) {
        if matches!(token.kind, TokenKind::Comma | TokenKind::Question | TokenKind::Exclamation) {
            mark_at = Some(idx);
        } else if said(token) && mark_at.is_some_and(|mark| idx - mark <= LONGEST_SOURCE) {
            return mark_at.map(|mark| mark + 1);
        }
    }
    None
}

/// Words before a mark that closes nothing, back to the start of their sentence or to `from`.
fn unopened(tokens: &[Token], from: usize, close: usize) -> Option<Quotation> {
    let before = close.checked_sub(1).filter(|before| *before >= from)?;
    let ends = |kind: TokenKind| {
        matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation)
    };
    // 6" of rain, the 12" single.
    if !ends(tokens[before].kind) {
        return None;
    }
    let stops = |token: &Token| {
        matches!(token.kind, TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Colon)
    };
    let from = from.max(before.saturating_sub(LONGEST_SINGLE));
    let first = (from..before).rev().find(|idx| stops(&tokens[*idx])).map_or(from, |idx| idx + 1);
    let is_sentence = tokens[first].shape.has(Shape::CAPITAL) && before - first >= 2;
    is_sentence.then(|| Quotation { open: first as u32, first: first as u32, balanced: false, ..closed(first, close) })
}

/// The mark that ends a quotation in single marks: not an apostrophe at a word's end ("the workers’ rights").
fn end_of_single(tokens: &[Token], open: usize, to: usize) -> Option<usize> {
    let last = to.min(open + LONGEST_SINGLE);
    let is_end = |idx: usize| {
        let token = &tokens[idx];
        matches!(token.kind, TokenKind::Apostrophe) && token.is_glued() && closes_by_place(tokens, idx)
    };
    let is_mark = |token: &Token| !token.is_word() && token.kind != TokenKind::Apostrophe;
    let mut doubtful = None;
    for idx in open + 1..last {
        if mark(tokens, idx) == Some(Mark::Single) {
            break;
        }
        if !is_end(idx) {
            continue;
        }
        let sure = is_mark(&tokens[idx - 1]) || tokens.get(idx + 1).is_none_or(is_mark);
        if sure {
            return Some(idx);
        }
        // After a plural the mark may be an apostrophe; after any other word it ends the quotation.
        doubtful = doubtful.or(Some(idx));
    }
    doubtful.filter(|end| *end > open + 1)
}
