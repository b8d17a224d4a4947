//! Tokens that are no words: handles, marks, quotation marks, apostrophes, hyphens.

use super::cut::Cutter;
use super::letters::{char_before, is_letter, letters_end};
use super::token::TokenKind;

impl Cutter<'_> {
    /// Cuts the token at a character that is neither letter nor digit; returns the place after it.
    pub(super) fn sign(&mut self, place: usize, c: char, glued: bool) -> usize {
        if (c == '@' || c == '#') && self.peek(place + 1).is_some_and(is_letter) {
            let end = self.run(place + 1, |c| is_letter(c) || c.is_ascii_digit() || c == '_');
            return self.push(place, end, TokenKind::Link, glued);
        }
        self.mark(place, c, glued)
    }

    fn mark(&mut self, place: usize, c: char, glued: bool) -> usize {
        use TokenKind as K;
        let one = place + c.len_utf8();
        let next = self.peek(one);
        let doubled = next == Some(c);
        let (kind, end) = match c {
            '.' if doubled => (K::Ellipsis, self.run(place, |c| c == '.')),
            '…' => (K::Ellipsis, one),
            '.' | '。' => (K::Stop, one),
            '?' => (K::Question, self.run(place, |c| c == '?')),
            '!' => (K::Exclamation, self.run(place, |c| c == '!')),
            ',' => (K::Comma, one),
            ':' => (K::Colon, one),
            ';' => (K::Semicolon, one),
            '/' => (K::Slash, one),
            '(' | '[' | '{' | '【' => (K::OpenBracket, one),
            ')' | ']' | '}' | '】' => (K::CloseBracket, one),
            // A mark that looks the wrong way: “We won.“ She smiled.
            '“' if glued && next.is_none_or(char::is_whitespace) => (K::CloseQuote, one),
            '“' | '„' | '«' | '‹' | '‘' | '‚' => (K::OpenQuote, one),
            '”' | '»' | '›' => (K::CloseQuote, one),
            '"' => (self.neutral_quote(place, one, glued), one),
            '\'' | '`' if doubled => (self.neutral_quote(place, one + 1, glued), one + 1),
            '’' | '\'' | '`' | '´' => return self.apostrophe(place, one, glued),
            '-' if doubled => (K::Dash, self.run(place, |c| c == '-')),
            '-' | '‐' | '‑' => (self.hyphen(one, glued), one),
            '–' | '—' | '―' | '−' => (K::Dash, one),
            '•' | '·' | '▪' | '●' | '■' | '►' | '*' => (K::Bullet, one),
            _ => (K::Symbol, one),
        };
        self.push(place, end, kind, glued)
    }

    /// A neutral mark opens after white space or an opening mark, else it closes.
    ///
    /// Between two blanks, as in tokenised text, it closes what is open on its line.
    fn neutral_quote(&mut self, place: usize, end: usize, glued: bool) -> TokenKind {
        let before = char_before(self.text, place);
        let after = self.peek(end);
        let opens = !glued || before.is_none_or(|c| matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '“' | '/'));
        let spaced_after = after.is_none_or(char::is_whitespace);
        let loose = !glued && spaced_after;
        let closes = if loose {
            self.quote_open || self.text[place..].starts_with("''")
        } else {
            !opens || spaced_after && glued
        };
        self.quote_open = !closes;
        if closes { TokenKind::CloseQuote } else { TokenKind::OpenQuote }
    }

    fn apostrophe(&mut self, place: usize, end: usize, glued: bool) -> usize {
        // A clitic cut off from its word by dirt: "China ’s".
        let tail_end = letters_end(self.text, end, 0);
        if matches!(&self.lower[end..tail_end], "s" | "ll" | "re" | "ve") {
            return self.push(place, tail_end, TokenKind::Clitic, glued);
        }
        let kind =
            if !glued && self.peek(end).is_some_and(is_letter) { TokenKind::OpenQuote } else { TokenKind::Apostrophe };
        self.push(place, end, kind, glued)
    }

    fn hyphen(&self, end: usize, glued: bool) -> TokenKind {
        let joins = glued && self.peek(end).is_some_and(|c| is_letter(c) || c.is_ascii_digit());
        if joins { TokenKind::Hyphen } else { TokenKind::Dash }
    }
}
