//! Cutting a text into tokens.
//!
//! The cut is the Penn Treebank's with hyphens apart: `Kim|’s`, `do|n’t`, `long|-|term`, `$|5`, `5|%`,
//! `12,000`, `U.S.`, `Mr.` Nearly all tokens are ASCII letters with a blank after them; they take a short way.

use super::address::link_end;
use super::letters::{
    BLANK, CAPITAL, DIGIT, SMALL, ascii_run, char_at, char_before, is_apostrophe, is_invisible, is_letter, kind,
    letters_end, shape_of,
};
use super::token::{Shape, Token, TokenKind, hash_word};
use crate::lexicon::{Abbreviation, Vocabulary};
use crate::syntax::Tag;

/// Cuts a text into tokens, in text order. `lower` is the text lower-cased byte for byte.
///
/// Linear in the text's length. Sentence, tag and quotation flags are set by later steps.
pub fn tokenize(text: &str, lower: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut cutter = Cutter {
        text,
        lower,
        vocabulary,
        tokens: Vec::with_capacity(text.len() / 5 + 8),
        line_start: true,
        quote_open: false,
    };
    let bytes = text.as_bytes();
    let mut place = 0;
    let mut glued = false;
    while place < bytes.len() {
        let here = kind(bytes[place]);
        if here & (SMALL | CAPITAL) != 0 {
            place = cutter.word(place, glued);
        } else if here & BLANK != 0 {
            if bytes[place] == b'\n' {
                cutter.line_start = true;
                cutter.quote_open = false;
            }
            glued = false;
            place += 1;
            continue;
        } else if here & DIGIT != 0 {
            place = cutter.number(place, glued);
        } else {
            let c = char_at(text, place);
            if is_invisible(c) || !c.is_ascii() && c.is_whitespace() {
                glued &= is_invisible(c);
                place += c.len_utf8();
                continue;
            }
            place = if is_letter(c) { cutter.word(place, glued) } else { cutter.sign(place, c, glued) };
        }
        glued = true;
    }
    cutter.tokens
}

pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) lower: &'a str,
    vocabulary: &'a Vocabulary,
    tokens: Vec<Token>,
    line_start: bool,
    /// A neutral quotation mark is open on this line.
    pub(super) quote_open: bool,
}

impl Cutter<'_> {
    pub(super) fn run(&self, from: usize, accept: impl Fn(char) -> bool) -> usize {
        from + self.text[from..].find(|c: char| !accept(c)).unwrap_or(self.text.len() - from)
    }

    pub(super) fn peek(&self, place: usize) -> Option<char> {
        (place < self.text.len()).then(|| char_at(self.text, place))
    }

    fn number(&mut self, place: usize, glued: bool) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = place;
        while end < bytes.len() {
            let inner = matches!(bytes[end], b',' | b'.' | b':')
                && end > place
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !inner {
                break;
            }
            end += 1;
        }
        end = letters_end(self.text, end, 0);
        self.push(place, end, TokenKind::Number, glued)
    }

    fn word(&mut self, place: usize, glued: bool) -> usize {
        let run = ascii_run(self.text.as_bytes(), self.lower.as_bytes(), place);
        if run.is_plain_word(self.text.as_bytes()) && run.end > place {
            let shape = run.shape().unwrap_or_else(|| shape_of(&self.text[place..run.end]));
            return self.push_known(place, run.end, TokenKind::Word, glued, run.hash, shape);
        }
        if let Some(end) = link_end(self.text, self.lower, place) {
            return self.push(place, end, TokenKind::Link, glued);
        }
        if let Some(end) = self.dotted(place).or_else(|| self.currency_code(place)) {
            return self.push(place, end, TokenKind::Word, glued);
        }
        self.word_with_clitic(place, glued)
    }

    /// A word and the clitic after it; any other apostrophe between letters is part of the word: `O’Brien`.
    fn word_with_clitic(&mut self, place: usize, glued: bool) -> usize {
        let mut end = letters_end(self.text, place, DIGIT);
        while let Some(mark) = self.peek(end).filter(|c| is_apostrophe(*c)) {
            let after = end + mark.len_utf8();
            let tail_end = letters_end(self.text, after, 0);
            if tail_end == after {
                break;
            }
            let tail = &self.lower[after..tail_end];
            if tail == "t" && self.lower[place..end].ends_with('n') && end - place > 1 {
                let middle = self.push(place, end - 1, TokenKind::Word, glued);
                return self.push(middle, tail_end, TokenKind::Clitic, true);
            }
            if matches!(tail, "s" | "ll" | "re" | "ve" | "d" | "m") {
                self.push(place, end, TokenKind::Word, glued);
                return self.push(end, tail_end, TokenKind::Clitic, true);
            }
            end = letters_end(self.text, tail_end, DIGIT);
        }
        self.push(place, end, TokenKind::Word, glued)
    }

    /// A currency code glued to its number: `USD10m`, `RM23.50`, `Rs200`, and the `US` of `$US5m`.
    fn currency_code(&self, place: usize) -> Option<usize> {
        let end = place + self.text.as_bytes()[place..].iter().take(4).take_while(|b| b.is_ascii_alphabetic()).count();
        if !self.text.as_bytes().get(end).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let after_sign = char_before(self.text, place) == Some('$');
        let listed = match &self.text[place..end] {
            "USD" | "EUR" | "GBP" | "CHF" | "JPY" | "CNY" | "RMB" | "INR" | "AUD" | "CAD" | "HKD" | "SGD" | "RM"
            | "Rs" | "Rp" => true,
            "US" | "A" | "C" | "HK" | "NZ" | "S" | "NT" | "R" => after_sign,
            _ => false,
        };
        listed.then_some(end)
    }

    /// `U.S.`, `a.m.`, `Ph.D.`, `J.`, and abbreviations of the table with their dot.
    fn dotted(&self, place: usize) -> Option<usize> {
        let first = letters_end(self.text, place, 0);
        if self.peek(first) != Some('.') {
            return None;
        }
        let short = |a: usize, b: usize| self.text[a..b].chars().count() == 1;
        let mut end = first + 1;
        if short(place, first) || self.lower[place..first].eq("ph") {
            let mut n_parts = 1;
            loop {
                let next = letters_end(self.text, end, 0);
                if next > end && short(end, next) && self.peek(next) == Some('.') {
                    end = next + 1;
                    n_parts += 1;
                } else {
                    break;
                }
            }
            if n_parts > 1 {
                return Some(end);
            }
            // A single capital with its dot is an initial; a single small letter ends a sentence.
            let upper = char_at(self.text, place).is_uppercase();
            let pronoun = &self.text[place..first] == "I";
            if upper {
                return (!pronoun).then_some(end);
            }
        }
        let word = &self.lower[place..first];
        let kind = self.vocabulary.abbreviation(self.vocabulary.find(hash_word(word.as_bytes()), word))?;
        self.keeps_dot(kind, place, end).then_some(end)
    }

    /// True if an abbreviation of this kind may keep its dot here: `No. 7`, but “he said no.”
    fn keeps_dot(&self, kind: Abbreviation, place: usize, end: usize) -> bool {
        let upper = self.text.as_bytes()[place].is_ascii_uppercase();
        let next = self.text[end..].trim_start_matches([' ', '\u{a0}']).as_bytes().first();
        let before_digit = next.is_some_and(u8::is_ascii_digit);
        match kind {
            Abbreviation::Number => before_digit,
            Abbreviation::Day => upper && (before_digit || next == Some(&b',')),
            Abbreviation::Month => upper,
            Abbreviation::Title => upper || matches!(&self.lower[place..end], "mr." | "mrs." | "ms." | "dr."),
            Abbreviation::Inner => !upper || !self.text[place..end - 1].bytes().all(|byte| byte.is_ascii_uppercase()),
            _ => true,
        }
    }

    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind, glued: bool) -> usize {
        let hash = hash_word(&self.lower.as_bytes()[start..end]);
        self.push_known(start, end, kind, glued, hash, shape_of(&self.text[start..end]))
    }

    #[inline]
    fn push_known(
        &mut self,
        start: usize,
        end: usize,
        kind: TokenKind,
        glued: bool,
        hash: u32,
        mut shape: Shape,
    ) -> usize {
        if self.line_start {
            shape.set(Shape::LINE_START);
        } else if glued {
            shape.set(Shape::GLUED);
        }
        self.line_start = false;
        let word = self.vocabulary.find(hash, &self.lower[start..end]);
        let token = Token {
            start: start as u32,
            end: end as u32,
            hash,
            sentence: 0,
            word,
            shape,
            kind,
            tag: Tag::Other,
            cluster: 0,
        };
        self.tokens.push(token);
        end
    }
}
