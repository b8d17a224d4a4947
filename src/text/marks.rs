//! Quotations: pairs of quotation marks over the tokens.

use super::token::{Token, TokenKind};

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

/// Pairs the quotation marks of a block's tokens `from..to` and appends the quotations in text order.
///
/// An unclosed mark ends with its block. Linear.
pub fn pair_marks(tokens: &[Token], from: usize, to: usize, quotations: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    for idx in from..to {
        match (tokens[idx].kind, open) {
            (TokenKind::OpenQuote, None) => open = Some(idx),
            (TokenKind::CloseQuote, Some(first)) => {
                quotations.push(quotation(first, idx, true));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(first) = open {
        quotations.push(quotation(first, to, false));
    }
}

fn quotation(open: usize, last: usize, balanced: bool) -> Quotation {
    Quotation {
        open: open as u32,
        close: (last + usize::from(balanced)) as u32,
        first: open as u32 + 1,
        last: last as u32,
        continued: false,
        balanced,
    }
}
