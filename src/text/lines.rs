//! Lines put together into paragraphs, undoing hard wraps.

use crate::span::Span;

/// A paragraph, heading or other stretch of lines that belong together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// From its first to its last visible byte.
    pub(super) span: Span,
}

/// Widths of hard-wrapped lines, in bytes. Narrower ones are lists or verse, wider ones are not wrapped.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 40..=130;

/// Puts the lines of a text together. Every visible byte is in exactly one piece. Linear.
pub(super) fn join_lines(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut run: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let visible = line.trim();
        if visible.is_empty() {
            join_run(text, &run, &mut pieces);
            run.clear();
        } else {
            let from = start + (line.len() - line.trim_start().len());
            run.push(Span::new(from, from + visible.len()));
        }
        start += line.len();
    }
    join_run(text, &run, &mut pieces);
    pieces
}

/// Joins lines without empty lines between them.
fn join_run(text: &str, run: &[Span], pieces: &mut Vec<Piece>) {
    let wrapped = is_hard_wrapped(text, run);
    let width = run.iter().map(|line| line.len()).max().unwrap_or(0);
    for (idx, line) in run.iter().enumerate() {
        let joins = idx > 0 && {
            let before = run[idx - 1];
            let forced = wrapped && before.len() + 1 + first_word(text, *line) > width;
            !begins_item(text, *line) && (forced || goes_on(text, before, *line))
        };
        match pieces.last_mut() {
            Some(piece) if joins => {
                piece.span.end = line.end;
            }
            _ => pieces.push(Piece { span: *line }),
        }
    }
}

/// True if the lines were broken to fit a width: at nearly every break the next word had no room,
/// and half of the broken lines stop in the middle of a sentence.
fn is_hard_wrapped(text: &str, run: &[Span]) -> bool {
    let width = run.iter().map(|line| line.len()).max().unwrap_or(0);
    if run.len() < 3 || !WRAP_WIDTHS.contains(&width) {
        return false;
    }
    let n_breaks = run.len() - 1;
    let breaks = || run.windows(2).map(|pair| (pair[0], pair[1]));
    let n_forced = breaks().filter(|(a, b)| a.len() + 1 + first_word(text, *b) > width).count();
    let n_open = breaks().filter(|(a, _)| end_mark(&text[*a]).is_none()).count();
    n_forced * 10 >= n_breaks * 7 && n_open * 2 >= n_breaks
}

/// A line without an end, then one that begins small: one sentence broken in two.
fn goes_on(text: &str, before: Span, line: Span) -> bool {
    let begins_small = text[line].chars().next().is_some_and(char::is_lowercase);
    let last = text[before].bytes().last();
    let bracketed = text[before].starts_with('(') && last == Some(b')');
    let open = end_mark(&text[before]).is_none() && !matches!(last, Some(b':' | b'|')) && !bracketed;
    let n_words = |span: Span| text[span].split_ascii_whitespace().take(3).count();
    begins_small && open && n_words(before) >= 3 && n_words(line) >= 2
}

fn first_word(text: &str, line: Span) -> usize {
    text[line].bytes().position(|byte| byte == b' ').unwrap_or(line.len())
}

/// `• item`, `- item`, `3. item`, `(a) item`
pub(super) fn begins_item(text: &str, line: Span) -> bool {
    let bytes = text[line].as_bytes();
    let number = bytes.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let after_number = bytes.get(number..).unwrap_or_default();
    match bytes.first() {
        Some(b'-' | b'*' | b'+') => bytes.get(1) == Some(&b' '),
        Some(b'(') => bytes.get(2) == Some(&b')') && bytes[1].is_ascii_alphanumeric(),
        Some(byte) if byte.is_ascii_digit() => {
            after_number.starts_with(b". ") || after_number.starts_with(b") ") || after_number.starts_with(b".\t")
        }
        Some(0xc2 | 0xe2) => {
            let mut chars = text[line].chars();
            let bullet =
                chars.next().is_some_and(|c| matches!(c, '•' | '·' | '▪' | '●' | '■' | '►' | '‣' | '◦' | '✓' | '✔'));
            let dash = text[line].starts_with("– ") || text[line].starts_with("— ");
            bullet || dash
        }
        _ => false,
    }
}

/// The mark that ends a text, closing quotation marks and brackets after it left aside.
pub(super) fn end_mark(text: &str) -> Option<char> {
    let inner = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '“', ' ', '*', '\u{a0}']);
    inner.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？'))
}
