//! Places where words begin, 64 bytes at a time by bit masks.

use super::chars::is_alphanumeric;

/// Bytes read between two calls of the walker.
pub(super) const CHUNK: usize = 2048;

/// Which word starts to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those with a capital, a digit or a character beyond ASCII.
    Capitals,
    /// All.
    All,
}

/// Reads a text chunk by chunk.
#[derive(Debug)]
pub(super) struct Starts<'t> {
    text: &'t str,
    wanted: Wanted,
    place: usize,
    /// 1 if the byte before the chunk belongs to a word.
    carry: u64,
    /// Bits of a character that began in the block before: how many, and whether they are a word's.
    spill: (u32, bool),
}

#[derive(Clone, Copy)]
struct Masks {
    words: u64,
    capitals: u64,
    beyond: bool,
}

impl<'t> Starts<'t> {
    pub(super) fn new(text: &'t str, wanted: Wanted) -> Starts<'t> {
        Starts { text, wanted, place: 0, carry: 0, spill: (0, false) }
    }

    /// Fills `starts` with the starts in the next chunk, as distances from the place returned; `None` at the end.
    #[inline]
    pub(super) fn next_chunk(&mut self, starts: &mut [u16; CHUNK], n_starts: &mut usize) -> Option<usize> {
        let base = self.place;
        if base >= self.text.len() {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut n = 0;
        while self.place < bytes.len() && self.place < base + CHUNK {
            let mut masks = match bytes.get(self.place..self.place + 64).and_then(|block| block.try_into().ok()) {
                Some(block) => masks(block),
                None => {
                    let mut block = [b' '; 64];
                    block[..bytes.len() - self.place].copy_from_slice(&bytes[self.place..]);
                    masks(&block)
                }
            };
            if masks.beyond || self.spill.0 > 0 {
                self.add_beyond_ascii(&mut masks);
            }
            let mut found = masks.words & !((masks.words << 1) | self.carry);
            self.carry = masks.words >> 63;
            if self.wanted == Wanted::Capitals {
                found &= masks.capitals;
            }
            let offset = self.place - base;
            while found != 0 {
                starts[n & (CHUNK - 1)] = (offset + found.trailing_zeros() as usize) as u16;
                n += 1;
                found &= found - 1;
            }
            self.place += 64;
        }
        *n_starts = n;
        Some(base)
    }

    /// Adds the letters and digits beyond ASCII that begin in this block.
    fn add_beyond_ascii(&mut self, masks: &mut Masks) {
        let end = self.text.len().min(self.place + 64);
        let (n_spilt, is_word) = self.spill;
        if is_word {
            masks.words |= (1 << n_spilt) - 1;
        }
        self.spill = (0, false);
        let mut place = self.place + n_spilt as usize;
        while let Some(n) = self.text.as_bytes()[place..end].iter().position(|byte| !byte.is_ascii()) {
            place += n;
            let Some(c) = self.text.get(place..).and_then(|rest| rest.chars().next()) else { return };
            let bit = place - self.place;
            let length = c.len_utf8();
            if is_alphanumeric(c) {
                let bits = ((1u64 << length) - 1) << bit;
                masks.words |= bits;
                masks.capitals |= bits;
            }
            if bit + length > 64 {
                self.spill = ((bit + length - 64) as u32, is_alphanumeric(c));
            }
            place += length;
            if place >= end {
                return;
            }
        }
    }
}

#[inline(always)]
fn masks(block: &[u8; 64]) -> Masks {
    let mut words = [0u8; 64];
    let mut capitals = [0u8; 64];
    let mut all = 0u8;
    for idx in 0..64 {
        let byte = block[idx];
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        words[idx] = u8::from(letter | digit);
        capitals[idx] = u8::from((byte.wrapping_sub(b'A') < 26) | digit);
        all |= byte;
    }
    Masks { words: gather(&words), capitals: gather(&capitals), beyond: all >= 0x80 }
}

/// One bit for each byte, which is 0 or 1.
#[inline(always)]
fn gather(flags: &[u8; 64]) -> u64 {
    let mut bits = 0;
    for idx in 0..8 {
        let mut eight = [0u8; 8];
        eight.copy_from_slice(&flags[idx * 8..idx * 8 + 8]);
        let packed = u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= packed << (idx * 8);
    }
    bits
}
