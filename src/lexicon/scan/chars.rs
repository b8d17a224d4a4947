//! Letters and digits, one character or eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Same as [`char::is_alphanumeric`], but quick for Latin letters and for curly quotes and dashes.
#[inline]
pub(super) fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' => true,
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The lower case of a character where it is one character of the same length, else the character.
#[inline]
pub(super) fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

/// A text folded character by character: as many bytes, at the same places.
pub(crate) fn fold_text(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold).collect() }
}

/// The high bit of each byte that is an ASCII letter or digit.
#[inline(always)]
pub(super) fn alphanumeric_bytes(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let small = low | (ONES * 0x20);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (letter | digit) & !eight & HIGH
}

/// ASCII capitals made small, all other bytes left as they are.
#[inline(always)]
pub(super) fn fold_bytes(eight: u64) -> u64 {
    let low = eight & !HIGH;
    let capital = at_least(low, b'A') & !at_least(low, b'Z' + 1) & !eight & HIGH;
    eight | (capital >> 2)
}

/// The high bit of each byte, all below 128, that is at least `limit`.
#[inline(always)]
fn at_least(bytes: u64, limit: u8) -> u64 {
    bytes + ONES * (0x80 - u64::from(limit))
}

/// Eight bytes from `place`, zeros after the end.
#[inline(always)]
pub(super) fn eight_at(text: &[u8], place: usize) -> u64 {
    match text.get(place..place + 8).and_then(|bytes| bytes.try_into().ok()) {
        Some(bytes) => u64::from_le_bytes(bytes),
        None => last_bytes(text.get(place..).unwrap_or_default()),
    }
}

#[cold]
fn last_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte))
}

/// End of the run of letters and digits that begins at `place`.
#[inline(always)]
pub(super) fn word_end(text: &str, place: usize) -> usize {
    let mut end = place;
    loop {
        let eight = eight_at(text.as_bytes(), end);
        let n = ((!alphanumeric_bytes(eight) & HIGH).trailing_zeros() / 8) as usize;
        end += n;
        if n < 8 {
            if n * 8 < 64 && (eight >> (n * 8)) & 0x80 != 0 {
                return word_end_beyond_ascii(text, end);
            }
            return end;
        }
    }
}

#[cold]
fn word_end_beyond_ascii(text: &str, place: usize) -> usize {
    let rest = &text[place..];
    place + rest.find(|c| !is_alphanumeric(c)).unwrap_or(rest.len())
}

/// Start of the next letter or digit at or after `place`.
#[inline]
pub(super) fn word_start(text: &str, place: usize) -> Option<usize> {
    match text.as_bytes().get(place + 1) {
        // One mark, then an ASCII letter: nearly always so.
        Some(byte) if text.as_bytes()[place].is_ascii_whitespace() && byte.is_ascii_alphanumeric() => Some(place + 1),
        _ => text[place..].find(is_alphanumeric).map(|n| place + n),
    }
}

/// True if a match may begin or end here: no word goes on over this place.
pub(super) fn is_boundary(text: &str, place: usize) -> bool {
    let before = text[..place].chars().next_back();
    let after = text[place..].chars().next();
    !(before.is_some_and(is_alphanumeric) && after.is_some_and(is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_std_for_every_character() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn agrees_bytewise_for_every_byte() {
        for byte in 0..=255u8 {
            let eight = u64::from_le_bytes([b' ', byte, b'Z', byte, 0xe9, byte, b'9', byte]);
            let flag = |n: u32| (alphanumeric_bytes(eight) >> (n * 8 + 7)) & 1 == 1;
            assert_eq!([flag(1), flag(3), flag(5), flag(7)], [byte.is_ascii_alphanumeric(); 4], "{byte}");
            let folded = fold_bytes(eight).to_le_bytes();
            assert_eq!(folded[1], byte.to_ascii_lowercase());
        }
    }
}
