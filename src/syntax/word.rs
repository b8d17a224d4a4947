//! What the tagger and the parser look at in a word: a hash of its folded letters, its ends, its shape.
//!
//! Computed once per token, without building a string.

/// The features of one token's letters. Sixteen bytes, plain numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Word {
    /// Hash of the lower-cased letters; curly apostrophes count as straight ones.
    pub hash: u32,
    /// The first four bytes, lower-cased, the first one lowest.
    pub head: u32,
    /// The last four bytes, lower-cased, the last one highest.
    pub tail: u32,
    /// Which kinds of letter it is made of, and its length; see the constants.
    pub shape: u8,
    /// Bytes, at most 255.
    pub len: u8,
    /// What the tagger's dictionary says of it: its only tag plus one, or a set of tags; 0 for words that it lacks.
    pub class: u8,
    /// Its group of words with the same neighbours; 0 for none.
    pub cluster: u8,
}

/// First letter is a capital.
pub const CAPITAL: u8 = 1;
/// Has a capital after the first byte.
pub const INNER_CAPITAL: u8 = 2;
/// Has a small letter.
pub const SMALL: u8 = 4;
/// Has a digit.
pub const DIGIT: u8 = 8;
/// Has a full stop.
pub const STOP: u8 = 16;
/// Has another sign.
pub const SIGN: u8 = 32;

/// Folds ASCII capitals (and the capitals of Latin-1 in UTF-8) in each of four bytes.
const FOLD: u32 = 0x2020_2020;
const FOLD8: u64 = 0x2020_2020_2020_2020;
const HIGH8: u64 = 0x8080_8080_8080_8080;

impl Word {
    /// Looks at the letters of a token. An empty text gives the default.
    #[inline]
    pub fn new(text: &str) -> Word {
        let bytes = text.as_bytes();
        let (first, last) = ends(bytes);
        if (first | last) & HIGH8 != 0 || (bytes.len() > 16 && !text.is_ascii()) {
            return fold_apostrophe(text);
        }
        look(bytes, first, last)
    }
}

/// Rewrites curly apostrophes, then looks. Only for tokens with letters outside ASCII.
#[cold]
fn fold_apostrophe(text: &str) -> Word {
    let mut buffer = [0u8; 48];
    let mut len = 0;
    for letter in text.chars() {
        let letter = if matches!(letter, '’' | '‘' | 'ʼ') { '\'' } else { letter };
        if len + 4 > buffer.len() {
            break;
        }
        len += letter.encode_utf8(&mut buffer[len..]).len();
    }
    let bytes = &buffer[..len];
    let (first, last) = ends(bytes);
    look(bytes, first, last)
}

/// The first and the last eight bytes, overlapping in short words, zero-filled in words under four.
#[inline]
fn ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        let word = u64::from(first) | u64::from(last) << 32;
        (word, word)
    } else {
        let mut word = 0u64;
        for (place, &byte) in bytes.iter().enumerate().take(3) {
            word |= u64::from(byte) << (8 * place);
        }
        (word, word << (64 - 8 * bytes.len().clamp(1, 3)))
    }
}

#[inline]
fn look(bytes: &[u8], first: u64, last: u64) -> Word {
    let len = bytes.len();
    let mut hash = (first | FOLD8).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    hash = (hash.rotate_left(29) ^ (last | FOLD8) ^ len as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    if len > 16 {
        for chunk in bytes[8..len - 8].chunks(8) {
            for &byte in chunk {
                hash = (hash.rotate_left(9) ^ u64::from(byte | 0x20)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
            }
        }
    }
    let mut shape = 0;
    for &byte in bytes {
        shape |= KINDS[usize::from(byte)];
    }
    let capital =
        bytes.first().is_some_and(|&byte| byte.is_ascii_uppercase() || (byte == 0xC3 && len > 1 && bytes[1] < 0x9F));
    if capital {
        // The first letter's own bit is taken out unless another capital follows.
        let inner = bytes[1..].iter().any(u8::is_ascii_uppercase);
        shape = (shape & !INNER_CAPITAL) | CAPITAL | if inner { INNER_CAPITAL } else { 0 };
    }
    Word {
        hash: (hash >> 32) as u32,
        head: first as u32 | FOLD,
        tail: (last >> 32) as u32 | FOLD,
        shape,
        len: len.min(255) as u8,
        class: 0,
        cluster: 0,
    }
}

/// The shape bit of every byte.
const KINDS: [u8; 256] = {
    let mut kinds = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | 0x80.. => SMALL,
            b'A'..=b'Z' => INNER_CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'.' => STOP,
            _ => SIGN,
        };
        byte += 1;
    }
    kinds
};
