//! From dirty web text to clean text, with the way back to the bytes as given.
//!
//! Clean text has no entities, mojibake, zero-width characters, stray controls or decomposed Latin
//! accents, blanks for all kinds of spaces, and single line feeds for line ends. Text that has none
//! of these is borrowed, not copied.

use std::borrow::Cow;

use super::repair::{compose, find_entity, find_mojibake, from_windows};
use crate::span::Span;

/// Clean text and the map back to the text as given.
#[derive(Debug, Clone)]
pub struct CleanText<'t> {
    /// The clean text.
    pub text: Cow<'t, str>,
    /// Where the two differ, in text order; empty if nothing changed.
    edits: Vec<Edit>,
}

/// Bytes of the given text and what stands for them in the clean text, which may be nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    clean: Span,
    given: Span,
}

impl CleanText<'_> {
    /// The bytes of the given text that a span of the clean text came from.
    ///
    /// Whole entities, whole characters with their marks; what was dropped at either end stays outside.
    /// Logarithmic in the number of changes.
    pub fn to_given(&self, span: Span) -> Span {
        if self.edits.is_empty() {
            return span;
        }
        let start = self.given_start(span.start);
        Span::new(start, self.given_end(span.end).max(start))
    }

    fn given_start(&self, place: usize) -> usize {
        let idx = self.edits.partition_point(|edit| edit.clean.start <= place);
        match idx.checked_sub(1).map(|i| self.edits[i]) {
            None => place,
            Some(edit) if place < edit.clean.end => edit.given.start,
            Some(edit) => edit.given.end + (place - edit.clean.end),
        }
    }

    fn given_end(&self, place: usize) -> usize {
        let idx = self.edits.partition_point(|edit| edit.clean.start < place);
        match idx.checked_sub(1).map(|i| self.edits[i]) {
            None => place,
            Some(edit) if place <= edit.clean.end => edit.given.end,
            Some(edit) => edit.given.end + (place - edit.clean.end),
        }
    }
}

/// Cleans a text. Linear in its length; a text with nothing to clean costs one fast pass.
///
/// # Examples
///
/// ```
/// use whosaid::{Span, text::clean};
/// let given = "AT&amp;T said\u{a0}no.";
/// let clean = clean(given);
/// assert_eq!(clean.text, "AT&T said no.");
/// assert_eq!(&given[clean.to_given(Span::new(0, 4))], "AT&amp;T");
/// ```
pub fn clean(text: &str) -> CleanText<'_> {
    let mut cleaner = Cleaner { text, out: String::new(), edits: Vec::new(), copied: 0 };
    let bytes = text.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        if is_plain_chunk(bytes, place) {
            place += CHUNK;
        } else if is_plain(bytes[place]) {
            place += 1;
        } else {
            place = cleaner.step(place);
        }
        // A chunk may end inside a character only if it is plain, so that it cannot.
    }
    if cleaner.edits.is_empty() {
        return CleanText { text: Cow::Borrowed(text), edits: Vec::new() };
    }
    cleaner.out.push_str(&text[cleaner.copied..]);
    CleanText { text: Cow::Owned(cleaner.out), edits: cleaner.edits }
}

const CHUNK: usize = 32;

/// ASCII that stays as it is.
fn is_plain(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte) && byte != b'&' || byte == b'\n' || byte == b'\t'
}

/// True if the next bytes are all plain; written so that the compiler can use vectors.
fn is_plain_chunk(bytes: &[u8], place: usize) -> bool {
    let Some(chunk) = bytes.get(place..place + CHUNK) else { return false };
    let odd = chunk.iter().fold(0u8, |odd, byte| odd | u8::from(!is_plain(*byte)));
    odd == 0
}

struct Cleaner<'t> {
    text: &'t str,
    out: String,
    edits: Vec<Edit>,
    /// Given bytes before this are in `out`.
    copied: usize,
}

impl Cleaner<'_> {
    /// Looks at the character at `place`; returns the place after what it dealt with.
    fn step(&mut self, place: usize) -> usize {
        let bytes = self.text.as_bytes();
        let next = |n: usize| bytes.get(place + n).copied().unwrap_or(0);
        match bytes[place] {
            b'&' => match find_entity(&self.text[place..]) {
                Some((c, length)) => self.put(place, place + length, c),
                None => place + 1,
            },
            b'\r' => self.replace(place, place + 1 + usize::from(next(1) == b'\n'), "\n"),
            0x0b | 0x0c => self.replace(place, place + 1, " "),
            byte if byte < 0x80 => self.replace(place, place + 1, ""),
            // Curly marks and dashes are the most frequent of all and need nothing.
            0xe2 if next(1) == 0x80 && matches!(next(2), 0x90..=0xa7) => place + 3,
            _ => self.wide(place),
        }
    }

    /// A character beyond ASCII.
    fn wide(&mut self, place: usize) -> usize {
        let Some(c) = self.text[place..].chars().next() else { return place + 1 };
        let end = place + c.len_utf8();
        match c {
            '\u{300}'..='\u{36f}' => self.join_mark(place, c),
            'Â'..='ô' => match find_mojibake(self.text, place) {
                Some((c, length)) => self.put(place, place + length, c),
                None => end,
            },
            '\u{80}'..='\u{9f}'
            | '\u{a0}'
            | '\u{ad}'
            | '\u{2000}'..='\u{206f}'
            | '\u{3000}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' => self.put(place, end, c),
            _ => end,
        }
    }

    /// Writes a character that may itself need cleaning.
    fn put(&mut self, from: usize, to: usize, c: char) -> usize {
        let c = from_windows(c);
        let mut buffer = [0; 4];
        let clean = match c {
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
            '\u{2028}' | '\u{2029}' | '\r' => "\n",
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' => "",
            c if c.is_control() && c != '\n' && c != '\t' => "",
            c => &*c.encode_utf8(&mut buffer),
        };
        if clean == &self.text[from..to] {
            return to;
        }
        if let ('\u{300}'..='\u{36f}', true) = (c, self.compose_with(from, to, c)) {
            return to;
        }
        self.replace(from, to, clean)
    }

    fn replace(&mut self, from: usize, to: usize, clean: &str) -> usize {
        self.out.push_str(&self.text[self.copied..from]);
        let start = self.out.len();
        self.out.push_str(clean);
        self.edits.push(Edit { clean: Span::new(start, self.out.len()), given: Span::new(from, to) });
        self.copied = to;
        to
    }

    fn join_mark(&mut self, place: usize, mark: char) -> usize {
        let end = place + mark.len_utf8();
        self.compose_with(place, end, mark);
        end
    }

    /// Puts a combining mark on the character before it; false if there is no such letter.
    fn compose_with(&mut self, from: usize, to: usize, mark: char) -> bool {
        let before = if self.copied < from { &self.text[self.copied..from] } else { &self.out };
        let Some(base) = before.chars().next_back() else { return false };
        let Some(composed) = compose(base, mark) else { return false };
        self.out.push_str(&self.text[self.copied..from]);
        let was_copied = self.copied < from;
        self.copied = to;
        self.out.pop();
        let start = self.out.len();
        self.out.push(composed);
        let clean = Span::new(start, self.out.len());
        // Dropped characters between letter and mark belong to the same place.
        let mut given_start = from;
        if was_copied {
            given_start -= base.len_utf8();
        } else {
            while let Some(edit) = self.edits.last().filter(|edit| edit.clean.end > start || edit.clean.start > start) {
                given_start = edit.given.start;
                let whole = edit.clean.start <= start && !edit.clean.is_empty();
                self.edits.pop();
                if whole {
                    self.edits.push(Edit { clean, given: Span::new(given_start, to) });
                    return true;
                }
            }
            given_start -= base.len_utf8();
        }
        self.edits.push(Edit { clean, given: Span::new(given_start, to) });
        true
    }
}
