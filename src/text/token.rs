//! Tokens: words, numbers, clitics and marks, with shape and lower-case hash.

use crate::lexicon::WordId;
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
    /// Group of words with the same neighbours; 0 for none.
    pub cluster: u8,
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
#[inline]
pub fn hash_word(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
