//! Sentence boundaries over the tokens of a block.

use super::token::{Shape, Token, TokenKind};

/// Cuts the tokens `from..to` into sentences; calls `emit` with each range, in order, covering all.
pub fn cut_sentences(text: &str, tokens: &[Token], from: usize, to: usize, mut emit: impl FnMut(usize, usize)) {
    let mut start = from;
    let mut idx = from;
    while idx < to {
        if !ends_sentence(&tokens[idx]) {
            idx += 1;
            continue;
        }
        let mut end = idx + 1;
        while end < to && closes(&tokens[end]) {
            end += 1;
        }
        if end >= to || starts_sentence(text, &tokens[idx], &tokens[end]) {
            emit(start, end);
            start = end;
        }
        idx = end;
    }
    if start < to {
        emit(start, to);
    }
}

fn ends_sentence(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis)
}

fn closes(token: &Token) -> bool {
    matches!(token.kind, TokenKind::CloseQuote | TokenKind::CloseBracket | TokenKind::Apostrophe)
        || ends_sentence(token) && token.is_glued()
}

fn starts_sentence(text: &str, end: &Token, next: &Token) -> bool {
    let capital = next.is_capitalised() || next.shape.has(Shape::DIGIT);
    let opens = matches!(next.kind, TokenKind::OpenQuote | TokenKind::OpenBracket | TokenKind::Bullet);
    let lower = text[next.span()].chars().next().is_some_and(char::is_lowercase);
    match end.kind {
        TokenKind::Ellipsis => capital,
        _ => capital || opens || (!lower && next.is_word()),
    }
}
