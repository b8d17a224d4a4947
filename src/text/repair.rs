//! Single repairs of dirty text: entities, mojibake, accents written apart.

use once_cell::sync::Lazy;

use crate::lexicon::embedded;

static ENTITIES: Lazy<Vec<(&'static str, char)>> = Lazy::new(|| {
    let rows = embedded("entities.tsv", include_str!("../lexicon/entities.tsv"), 2);
    let mut entities: Vec<_> = rows.filter_map(|row| Some((row.cell(0), from_hex(row.cell(1))?))).collect();
    entities.sort_unstable();
    entities
});

/// `(mark, letter, letter with mark)`, sorted.
static COMPOSED: Lazy<Vec<(char, char, char)>> = Lazy::new(|| {
    let mut composed = Vec::new();
    for row in embedded("composed.tsv", include_str!("../lexicon/composed.tsv"), 2) {
        let Some(mark) = from_hex(row.cell(0)) else { continue };
        let letters: Vec<char> = row.cell(1).chars().collect();
        composed.extend(letters.chunks_exact(2).map(|pair| (mark, pair[0], pair[1])));
    }
    composed.sort_unstable();
    composed
});

fn from_hex(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// Longest name of an entity, in bytes, with room for numbers.
const LONGEST_NAME: usize = 10;

/// The character that an entity at the start of `text` stands for, and the entity's length.
///
/// Named, decimal, hexadecimal, and those whose ampersand was encoded once more (`&amp;quot;`).
pub(super) fn find_entity(text: &str) -> Option<(char, usize)> {
    let (c, length) = read_entity(&text.as_bytes()[1..])?;
    let length = length + 1;
    if c == '&' {
        if let Some((inner, rest)) = read_entity(&text.as_bytes()[length..]) {
            return Some((inner, length + rest));
        }
    }
    Some((c, length))
}

/// Reads `name;`, `#39;` or `#x27;`.
fn read_entity(bytes: &[u8]) -> Option<(char, usize)> {
    let end = bytes.iter().take(LONGEST_NAME).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(&bytes[..end]).ok()?;
    let c = match name.strip_prefix('#') {
        None => ENTITIES.binary_search_by_key(&name, |entity| entity.0).ok().map(|idx| ENTITIES[idx].1),
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| from_hex(digits)).flatten(),
            None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().and_then(char::from_u32),
            None => None,
        },
    }?;
    (c != '\0').then_some((c, end + 1))
}

/// What bytes 0x80 to 0x9f mean in Windows-1252; five are not assigned and stay as they are.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character that a control from 0x80 to 0x9f was before somebody took Windows-1252 for Latin-1.
pub(super) fn from_windows(c: char) -> char {
    match c {
        '\u{80}'..='\u{9f}' => WINDOWS[c as usize - 0x80],
        _ => c,
    }
}

/// The byte of a character in Windows-1252.
fn to_windows(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => Some(c as u8),
        _ => WINDOWS.iter().position(|known| *known == c).map(|place| place as u8 + 0x80),
    }
}

/// Reads `â€™`, `Ã©` and the like at `place`: UTF-8 that somebody took for Windows-1252.
///
/// Returns the character meant and the length of what stands for it.
pub(super) fn find_mojibake(text: &str, place: usize) -> Option<(char, usize)> {
    let mut chars = text[place..].char_indices();
    let (_, lead) = chars.next()?;
    let n_bytes = match lead {
        'Â' | 'Ã' | 'Ä' | 'Å' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = [lead as u8, 0, 0, 0];
    let mut length = lead.len_utf8();
    for (idx, byte) in bytes.iter_mut().enumerate().take(n_bytes).skip(1) {
        match chars
            .next()
            .and_then(|(_, c)| to_windows(c).map(|byte| (byte, c)))
            .filter(|found| (0x80..0xc0).contains(&found.0))
        {
            Some((found, c)) => {
                *byte = found;
                length += c.len_utf8();
            }
            // The closing mark's last byte has no character and often got lost.
            None if idx == 2 && bytes[..2] == [0xe2, 0x80] => return Some(('”', length)),
            None => return None,
        }
    }
    let meant = std::str::from_utf8(&bytes[..n_bytes]).ok()?.chars().next()?;
    // «IRMÃ», but NoÃ«l: before a quotation mark the letter may be meant.
    let quoted = n_bytes == 2 && matches!(bytes[1], 0xab | 0xbb | 0x91..=0x94);
    let after_small = text[..place].ends_with(|c: char| c.is_ascii_lowercase());
    (!quoted || lead == 'Â' || after_small).then_some((meant, length))
}

/// The Latin letter with its mark.
pub(super) fn compose(letter: char, mark: char) -> Option<char> {
    let place = COMPOSED.binary_search_by_key(&(mark, letter), |row| (row.0, row.1)).ok()?;
    Some(COMPOSED[place].2)
}
