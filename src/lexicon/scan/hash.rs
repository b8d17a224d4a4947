//! Hashes of words and of phrases, the same on every machine.

use super::chars::{eight_at, fold, fold_bytes};

const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a phrase's hash is multiplied by for each further item. Odd, so that nothing is lost.
pub(super) const STEP: u64 = 0xd134_2543_de82_ef95;

/// Hash of a name without its tail mark, made a hash with it.
pub(super) const TAIL: u64 = 0xa076_1d64_78bd_642f;

#[inline(always)]
fn mix(hash: u64, eight: u64) -> u64 {
    let product = (hash ^ eight).wrapping_mul(MIX);
    product ^ (product >> 32)
}

/// Keeps the low bytes of eight.
#[inline(always)]
fn keep(eight: u64, n: usize) -> u64 {
    if n >= 8 { eight } else { eight & ((1 << (n * 8)) - 1) }
}

/// Hash of the bytes `start..end` of a text, folded as they are read if `FOLD`.
#[inline(always)]
pub(super) fn hash_item<const FOLD: bool>(text: &str, start: usize, end: usize) -> u64 {
    let bytes = text.as_bytes();
    let length = end - start;
    let eight = keep(eight_at(bytes, start), length);
    if length <= 8 && (!FOLD || eight & 0x8080_8080_8080_8080 == 0) {
        let eight = if FOLD { fold_bytes(eight) } else { eight };
        return mix(length as u64, eight);
    }
    hash_long::<FOLD>(text, start, end)
}

fn hash_long<const FOLD: bool>(text: &str, start: usize, end: usize) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = (end - start) as u64;
    if FOLD && !bytes[start..end].is_ascii() {
        return hash_folded(hash, &text[start..end]);
    }
    let mut place = start;
    while place < end {
        let eight = keep(eight_at(bytes, place), end - place);
        hash = mix(hash, if FOLD { fold_bytes(eight) } else { eight });
        place += 8;
    }
    hash
}

#[cold]
fn hash_folded(mut hash: u64, item: &str) -> u64 {
    let (mut eight, mut n) = (0u64, 0);
    for c in item.chars() {
        let mut buffer = [0; 4];
        for byte in fold(c).encode_utf8(&mut buffer).bytes() {
            eight |= u64::from(byte) << (n * 8);
            n += 1;
            if n == 8 {
                hash = mix(hash, eight);
                (eight, n) = (0, 0);
            }
        }
    }
    if n > 0 { mix(hash, eight) } else { hash }
}

/// True if `name`, already folded if `FOLD`, stands at `place`.
#[inline(always)]
pub(super) fn stands_at<const FOLD: bool>(text: &str, place: usize, name: &str) -> bool {
    let Some(bytes) = text.as_bytes().get(place..place + name.len()) else { return false };
    if !FOLD {
        return bytes == name.as_bytes();
    }
    if bytes.eq_ignore_ascii_case(name.as_bytes()) {
        return true;
    }
    let Some(written) = text.get(place..place + name.len()) else { return false };
    written.chars().map(fold).eq(name.chars())
}
