//! What characters are in words: quick for ASCII, for curly marks and for Latin letters.

use super::token::{Shape, hash_word};

/// A small ASCII letter.
pub(super) const SMALL: u8 = 1;
/// An ASCII capital.
pub(super) const CAPITAL: u8 = 2;
/// An ASCII digit.
pub(super) const DIGIT: u8 = 4;
/// ASCII white space.
pub(super) const BLANK: u8 = 8;
/// A byte after which letters before it may turn out to be more than a word: an address, an initial, a clitic.
pub(super) const JOINS: u8 = 16;

/// What each byte is.
pub(super) const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'\t'..=b'\r' | b' ' => BLANK,
            b'.' | b'@' | b'_' | b'-' | b':' | b'\'' | b'`' | 0x80.. => JOINS,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

#[inline]
pub(super) fn kind(byte: u8) -> u8 {
    KINDS[usize::from(byte)]
}

/// ASCII letters and digits from a place on.
pub(super) struct Run {
    /// One past the last.
    pub(super) end: usize,
    /// [`hash_word`] of the lower-cased bytes.
    pub(super) hash: u32,
    /// Kinds of the first byte and of the others.
    pub(super) first: u8,
    pub(super) inner: u8,
}

/// Reads ASCII letters and digits and hashes them on the way. `lower` is the text lower-cased byte for byte.
#[inline]
pub(super) fn ascii_run(text: &[u8], lower: &[u8], place: usize) -> Run {
    let mut run = Run { end: place, hash: hash_word(&[]), first: kind(text[place]), inner: 0 };
    for (byte, small) in text[place..].iter().zip(&lower[place..]) {
        let here = kind(*byte);
        if here & (SMALL | CAPITAL | DIGIT) == 0 {
            break;
        }
        run.hash = (run.hash ^ u32::from(*small)).wrapping_mul(0x0100_0193);
        run.inner |= if run.end > place { here } else { 0 };
        run.end += 1;
    }
    run
}

impl Run {
    /// True if nothing that follows could make more of these letters than a word.
    #[inline]
    pub(super) fn is_plain_word(&self, text: &[u8]) -> bool {
        let next = text.get(self.end).copied().unwrap_or(b' ');
        let curly = || text[self.end..].starts_with(&[0xe2, 0x80]) && text.get(self.end + 2) != Some(&0x99);
        (self.first | self.inner) & DIGIT == 0 && (kind(next) & JOINS == 0 || next == 0xe2 && curly())
    }

    /// The shape of the letters, if their kinds are enough to tell.
    #[inline]
    pub(super) fn shape(&self) -> Option<Shape> {
        match (self.first, self.inner) {
            (SMALL, 0 | SMALL) => Some(Shape::default()),
            (CAPITAL, SMALL) => Some(Shape::CAPITAL),
            _ => None,
        }
    }
}

#[inline]
pub(super) fn char_at(text: &str, place: usize) -> char {
    let byte = text.as_bytes()[place];
    if byte < 128 { byte as char } else { text[place..].chars().next().unwrap_or('\u{fffd}') }
}

pub(super) fn char_before(text: &str, place: usize) -> Option<char> {
    text[..place].chars().next_back()
}

#[inline]
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// True for a letter or, beyond ASCII, a digit or a mark on a letter.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

/// End of the letters that begin at `place`; of letters and ASCII digits with `DIGIT`.
pub(super) fn letters_end(text: &str, place: usize, more: u8) -> usize {
    let bytes = text.as_bytes();
    let mut end = place;
    while let Some(byte) = bytes.get(end) {
        if kind(*byte) & (SMALL | CAPITAL | more) != 0 {
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let c = char_at(text, end);
            if !is_letter(c) {
                break;
            }
            end += c.len_utf8();
        }
    }
    end
}

/// What some characters look like by themselves.
pub(super) fn shape_of(word: &str) -> Shape {
    if let [byte] = word.as_bytes() {
        // Nearly always a mark; a letter goes the long way.
        if kind(*byte) & (SMALL | CAPITAL | DIGIT) == 0 {
            return Shape::default();
        }
    }
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

/// Lower-cases without moving a byte: characters whose lower case has another length stay.
pub(super) fn lower_in_place(text: &str) -> String {
    let mut lower = text.as_bytes().to_ascii_lowercase();
    let mut place = 0;
    while let Some(wide) = next_wide(text.as_bytes(), place) {
        place = match (text.as_bytes()[wide], text.as_bytes().get(wide + 1)) {
            // Dashes and curly marks have no case.
            (0xe2, Some(0x80)) => wide + 3,
            (0xc3, Some(second)) => {
                let capital = matches!(second, 0x80..=0x9e) && *second != 0x97;
                lower[wide + 1] = second | if capital { 0x20 } else { 0 };
                wide + 2
            }
            _ => {
                let c = char_at(text, wide);
                let end = wide + c.len_utf8();
                let mut small = c.to_lowercase();
                if let (Some(l), None) = (small.next(), small.next()) {
                    if l.len_utf8() == c.len_utf8() {
                        l.encode_utf8(&mut lower[wide..end]);
                    }
                }
                end
            }
        };
    }
    String::from_utf8(lower).unwrap_or_else(|_| text.to_ascii_lowercase())
}

/// The first byte beyond ASCII at or after a place.
fn next_wide(text: &[u8], mut place: usize) -> Option<usize> {
    while let Some(chunk) = text.get(place..place + 32) {
        if !chunk.is_ascii() {
            break;
        }
        place += 32;
    }
    let rest = text.get(place..)?;
    rest.iter().position(|byte| !byte.is_ascii()).map(|n| place + n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn letters_are_those_of_unicode() {
        for c in all() {
            let wide = c.is_alphanumeric() && !('\u{2000}'..='\u{206f}').contains(&c);
            let expected =
                if c.is_ascii() { c.is_ascii_alphabetic() } else { wide || ('\u{300}'..='\u{36f}').contains(&c) };
            assert_eq!(is_letter(c), expected, "{c:?}");
            assert!(!c.is_ascii() || (kind(c as u8) == BLANK) == c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn lower_case_is_that_of_unicode_where_it_is_as_long() {
        for c in all() {
            let text = format!("A{c}B");
            let small: String = c.to_lowercase().collect();
            let kept = if small.chars().count() == 1 && small.len() == c.len_utf8() { small } else { c.to_string() };
            assert_eq!(lower_in_place(&text), format!("a{kept}b"), "{c:?}");
        }
    }

    #[test]
    fn runs_have_the_hash_and_shape_of_their_letters() {
        for text in ["a", "A", "Aa", "aA", "AB", "oslo", "Oslo", "NATO", "B2", "McKay"] {
            let lower = text.to_ascii_lowercase();
            let run = ascii_run(text.as_bytes(), lower.as_bytes(), 0);
            assert_eq!((run.end, run.hash), (text.len(), hash_word(lower.as_bytes())), "{text}");
            assert!(run.shape().is_none_or(|shape| shape == shape_of(text)), "{text}");
        }
    }
}
