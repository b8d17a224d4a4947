//! Tokens: words, numbers, clitics and marks, with shape and lower-case hash.
//!
//! The cut is the Penn Treebank's with hyphens apart: `Kim|’s`, `do|n’t`, `long|-|term`, `$|5`, `5|%`,
//! `12,000`, `U.S.`, `Mr.`

use crate::lexicon::{Abbreviation, Vocabulary, WordId};
use crate::span::Span;
use crate::syntax::Tag;

/// One token of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// FNV-1a hash of the lower-cased bytes.
    pub hash: u32,
    /// Index of the sentence it belongs to.
    pub sentence: u32,
    /// The word's entry in the vocabulary; [`WordId::UNKNOWN`] for words that no table lists.
    pub word: WordId,
    /// What it looks like.
    pub shape: Shape,
    /// Word, number or which mark.
    pub kind: TokenKind,
    /// Part of speech.
    pub tag: Tag,
}

/// Word, number or which mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum TokenKind {
    /// Letters, perhaps with digits, inner dots or apostrophes.
    Word,
    /// Begins with a digit: `12,000`, `3.5`, `70th`, `1990s`, `10:30`.
    Number,
    /// `’s`, `n’t`, `’ll`, `’re`, `’ve`, `’d`, `’m`.
    Clitic,
    /// Address, mail address, `@handle`, `#tag`.
    Link,
    /// `.`
    Stop,
    /// `?`
    Question,
    /// `!`
    Exclamation,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `…` or `...`
    Ellipsis,
    /// A dash between words: `–`, `—`, `--`, ` - `.
    Dash,
    /// A hyphen inside a word.
    Hyphen,
    /// `/`
    Slash,
    /// A mark that opens a quotation: `“`, `„`, `«`, or a neutral mark in opening position.
    OpenQuote,
    /// A mark that closes a quotation.
    CloseQuote,
    /// A single apostrophe-like mark that is neither clitic nor certainly a quotation mark.
    Apostrophe,
    /// `(`, `[`, `{`, `【`
    OpenBracket,
    /// `)`, `]`, `}`, `】`
    CloseBracket,
    /// Bullets at the start of a line.
    Bullet,
    /// `$`, `€`, `£`, `%` and other signs.
    Symbol,
}

/// What a token looks like: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Shape(pub u16);

#[allow(missing_docs)] // one flag each, explained by its name and comment
impl Shape {
    /// First letter is upper case.
    pub const CAPITAL: Shape = Shape(1);
    /// At least two letters, all upper case.
    pub const ALL_CAPS: Shape = Shape(2);
    /// An upper-case letter after a lower-case one.
    pub const MIXED: Shape = Shape(4);
    /// Has a digit.
    pub const DIGIT: Shape = Shape(8);
    /// No white space before it.
    pub const GLUED: Shape = Shape(16);
    /// Ends with its own dot (abbreviation, initial).
    pub const DOTTED: Shape = Shape(32);
    /// First token of its line.
    pub const LINE_START: Shape = Shape(64);
    /// Has a character beyond ASCII.
    pub const FOREIGN: Shape = Shape(128);
    /// First word of its sentence (marks before it left aside).
    pub const SENTENCE_START: Shape = Shape(256);
    /// Stands inside a quotation.
    pub const QUOTED: Shape = Shape(512);
    /// A single upper-case letter with or without dot.
    pub const INITIAL: Shape = Shape(1024);

    /// True if all flags of `other` are set.
    pub fn has(self, other: Shape) -> bool {
        self.0 & other.0 == other.0
    }

    /// Sets the flags of `other`.
    pub fn set(&mut self, other: Shape) {
        self.0 |= other.0;
    }
}

impl Token {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// True for words, numbers and clitics.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic | TokenKind::Link)
    }

    /// True if the first letter is upper case.
    pub fn is_capitalised(&self) -> bool {
        self.shape.has(Shape::CAPITAL)
    }

    /// True if it follows the token before it without white space.
    pub fn is_glued(&self) -> bool {
        self.shape.has(Shape::GLUED)
    }
}

/// FNV-1a hash of bytes, 32 bits.
pub fn hash_word(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

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
    let mut place = 0;
    let mut glued = false;
    while place < text.len() {
        let c = char_at(text, place);
        if c.is_whitespace() || is_invisible(c) {
            if c == '\n' {
                cutter.line_start = true;
                cutter.quote_open = false;
            }
            glued &= is_invisible(c);
            place += c.len_utf8();
            continue;
        }
        place = cutter.next(place, c, glued);
        glued = true;
    }
    cutter.tokens
}

fn char_at(text: &str, place: usize) -> char {
    let byte = text.as_bytes()[place];
    if byte < 128 { byte as char } else { text[place..].chars().next().unwrap_or('\u{fffd}') }
}

fn char_before(text: &str, place: usize) -> Option<char> {
    text[..place].chars().next_back()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else if ('\u{2000}'..='\u{206f}').contains(&c) {
        false
    } else {
        c.is_alphanumeric() || is_combining(c)
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

/// Longest name before the `@` of a mail address or the suffix of a host, in bytes: each word of `a-b-c…` looks ahead.
const LONGEST_NAME: usize = 64;

/// One more than the longest suffix of a host that is known, in bytes.
const LONGEST_SUFFIX: usize = 5;

struct Cutter<'a> {
    text: &'a str,
    lower: &'a str,
    vocabulary: &'a Vocabulary,
    tokens: Vec<Token>,
    line_start: bool,
    quote_open: bool,
}

impl Cutter<'_> {
    /// Cuts one or more tokens at `place`; returns the place after them.
    fn next(&mut self, place: usize, c: char, glued: bool) -> usize {
        if c.is_ascii_digit() {
            return self.number(place, glued);
        }
        if is_letter(c) {
            return self.word(place, glued);
        }
        if (c == '@' || c == '#') && self.text[place + 1..].chars().next().is_some_and(is_letter) {
            let end = self.run(place + 1, |c| is_letter(c) || c.is_ascii_digit() || c == '_');
            return self.push(place, end, TokenKind::Link, glued);
        }
        self.mark(place, c, glued)
    }

    fn run(&self, from: usize, accept: impl Fn(char) -> bool) -> usize {
        from + self.text[from..].find(|c: char| !accept(c)).unwrap_or(self.text.len() - from)
    }

    fn peek(&self, place: usize) -> Option<char> {
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
        end = self.run(end, is_letter);
        self.push(place, end, TokenKind::Number, glued)
    }

    fn word(&mut self, place: usize, glued: bool) -> usize {
        if let Some(end) = self.link(place) {
            return self.push(place, end, TokenKind::Link, glued);
        }
        if let Some(end) = self.dotted(place) {
            return self.push(place, end, TokenKind::Word, glued);
        }
        if let Some(end) = self.currency_code(place) {
            return self.push(place, end, TokenKind::Word, glued);
        }
        let mut end = self.run(place, |c| is_letter(c) || c.is_ascii_digit());
        // An apostrophe between letters: a clitic ends the word, anything else is part of it (O’Brien).
        while let Some(mark) = self.peek(end).filter(|c| is_apostrophe(*c)) {
            let after = end + mark.len_utf8();
            let tail_end = self.run(after, is_letter);
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
            end = self.run(tail_end, |c| is_letter(c) || c.is_ascii_digit());
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
        let first = self.run(place, is_letter);
        if self.peek(first) != Some('.') {
            return None;
        }
        let short = |a: usize, b: usize| self.text[a..b].chars().count() == 1;
        let mut end = first + 1;
        if short(place, first) || self.lower[place..first].eq("ph") {
            let mut n_parts = 1;
            loop {
                let next = self.run(end, is_letter);
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

    fn link(&self, place: usize) -> Option<usize> {
        let rest = &self.lower.as_bytes()[place..];
        let is_link = rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.");
        if is_link {
            let end = self.run(place, |c| {
                !c.is_whitespace() && !matches!(c, '"' | '”' | '“' | '’' | ')' | ']' | '<' | '>' | ',')
            });
            return Some(self.text[..end].trim_end_matches(['.', '!', '?', ';', ':']).len());
        }
        let head = self.text.as_bytes()[place..].iter().take(LONGEST_NAME);
        let first = place + head.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
        match self.peek(first) {
            Some('@') => {
                let end = self.run(first + 1, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
                Some(self.text[..end].trim_end_matches('.').len()).filter(|end| *end > first + 1)
            }
            Some('.') => {
                let tail = self.text.as_bytes()[first + 1..].iter().take(LONGEST_SUFFIX);
                let suffix_end = first + 1 + tail.take_while(|b| b.is_ascii_alphanumeric()).count();
                let suffix = &self.text[first + 1..suffix_end];
                let known = matches!(suffix, "com" | "org" | "net" | "gov" | "edu" | "co" | "info" | "io" | "tv");
                known.then(|| {
                    let end = self.run(suffix_end, |c| {
                        c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '?' | '=' | '&' | '%')
                    });
                    self.text[..end].trim_end_matches(['.', '?']).len()
                })
            }
            _ => None,
        }
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
        let tail_end = self.run(end, is_letter);
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

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, glued: bool) -> usize {
        let lower = &self.lower[start..end];
        let hash = hash_word(lower.as_bytes());
        let mut shape = shape_of(&self.text[start..end]);
        if glued && !self.line_start {
            shape.set(Shape::GLUED);
        }
        if self.line_start {
            shape.set(Shape::LINE_START);
        }
        self.line_start = false;
        let word = self.vocabulary.find(hash, lower);
        let token =
            Token { start: start as u32, end: end as u32, hash, sentence: 0, word, shape, kind, tag: Tag::Other };
        self.tokens.push(token);
        end
    }
}

fn shape_of(word: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut n_upper, mut n_lower, mut first) = (0, 0, true);
    for c in word.chars() {
        if c.is_uppercase() {
            if first {
                shape.set(Shape::CAPITAL);
            }
            if n_lower > 0 {
                shape.set(Shape::MIXED);
            }
            n_upper += 1;
        } else if c.is_lowercase() {
            n_lower += 1;
        } else if c.is_ascii_digit() {
            shape.set(Shape::DIGIT);
        }
        if !c.is_ascii() {
            shape.set(Shape::FOREIGN);
        }
        first = false;
    }
    if n_upper >= 2 && n_lower == 0 {
        shape.set(Shape::ALL_CAPS);
    }
    if n_upper == 1 && n_lower == 0 && word.len() <= 3 {
        shape.set(Shape::INITIAL);
    }
    if word.len() > 1 && word.ends_with('.') {
        shape.set(Shape::DOTTED);
    }
    shape
}
