//! The file format of the weights, and the sums over them.
//!
//! A weight file is: the four letters `wsSY`; the version (4); the kind (`t` tagger, `p` parser); log2 of
//! the number of dictionary slots; a zero; a checksum of all that follows (four bytes); the dictionary (four bytes a
//! slot, see [`Model::look_up`]); the marks (two bytes a row, [`ROWS`] of them); the rows ([`WIDTH`] signed bytes
//! each); what else the kind needs. Numbers are little-endian.
//!
//! A feature is hashed to 32 bits. The highest choose its row, the lowest 16 must equal the row's mark: a row belongs
//! to one feature, the most useful of those that fall on it, and the others weigh nothing. Row 0 belongs to nobody
//! and is all zeros. A row has one weight for each class (or hidden unit). No weight is larger than ±31, so that
//! four rows add up in signed bytes before they are widened: the loops below become a few vector additions.

use super::word::Word;

/// Rows of a table.
pub const ROWS: usize = 1 << 14;
/// Weights of a row.
pub const WIDTH: usize = 32;
/// No weight is larger than this, in either direction.
pub const LIMIT: i8 = 31;
/// Bytes before the dictionary.
pub const HEADER: usize = 12;
/// The version of the file format.
pub const VERSION: u8 = 4;

/// Weights and dictionary, decoded from the bytes of a weight file.
#[derive(Debug, Clone)]
pub struct Model {
    slots: Box<[u32]>,
    marks: Box<[u16; ROWS]>,
    rows: Box<[Row; ROWS]>,
    rest: Box<[i16]>,
}

/// The weights of a row: signed, but kept as they come. Aligned, so that a row is fetched from memory at once.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
struct Row([u8; WIDTH]);

impl Model {
    /// Reads a weight file of the given kind; `None` if it is not one.
    ///
    /// Copies the file once, to have its numbers aligned; [`Model::is_intact`] looks at the checksum.
    pub fn new(bytes: &[u8], kind: u8) -> Option<Model> {
        let (header, body) = bytes.split_first_chunk::<HEADER>()?;
        let [b'w', b's', b'S', b'Y', VERSION, found, slots, 0, ..] = *header else { return None };
        if found != kind || !(4..=20).contains(&slots) {
            return None;
        }
        let (slots, body) = body.split_at_checked(4usize << slots)?;
        let (marks, body) = body.split_at_checked(2 * ROWS)?;
        let (rows, rest) = body.split_at_checked(ROWS * WIDTH)?;
        let short = |pair: &[u8]| u16::from_le_bytes([pair[0], pair[1]]);
        Some(Model {
            slots: slots.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect(),
            marks: marks.chunks_exact(2).map(short).collect::<Box<[u16]>>().try_into().ok()?,
            rows: rows
                .chunks_exact(WIDTH)
                .map(|row| Row(row.try_into().unwrap_or([0; WIDTH])))
                .collect::<Box<[Row]>>()
                .try_into()
                .ok()?,
            rest: rest.chunks_exact(2).map(|pair| short(pair) as i16).collect(),
        })
    }

    /// What follows the rows.
    pub fn rest(&self) -> &[i16] {
        &self.rest
    }

    /// True if the checksum in the header is that of the file's contents. Time is linear in the file.
    pub fn is_intact(bytes: &[u8]) -> bool {
        bytes.split_first_chunk::<HEADER>().is_some_and(|(header, body)| header[8..] == checksum(body).to_le_bytes())
    }

    /// Writes into words what the dictionary says of them.
    ///
    /// An entry is, from the highest bit: 16 bits of the word's hash, its cluster, its class.
    pub fn look_up(&self, words: &mut [Word]) {
        for word in words {
            (word.class, word.cluster) = self.find(word.hash);
        }
    }

    /// Class and cluster of a hash; 0 for what the dictionary lacks.
    #[inline]
    pub fn find(&self, hash: u32) -> (u8, u8) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        // The trainer leaves a quarter of the slots empty, so that a search ends soon.
        for _ in 0..64 {
            let entry = self.slots[slot];
            if entry as u16 == 0 {
                break;
            }
            if (entry ^ hash) >> 16 == 0 {
                return (entry as u8, (entry >> 8) as u8);
            }
            slot = (slot + 1) & mask;
        }
        (0, 0)
    }

    /// The sum of the features' rows, class by class. `keys` come from [`key`]; their number is a multiple of four.
    ///
    /// A feature that does not own its row counts as row 0, which is all zeros: no branch, and four rows at a time.
    ///
    /// Not inlined: among other code the compiler makes no vector instructions of the loops.
    #[inline(never)]
    pub fn scores<const N: usize>(&self, keys: &[u32; N]) -> [i16; WIDTH] {
        const { assert!(N % 4 == 0) };
        let (marks, rows) = (&*self.marks, &*self.rows);
        let row = |key: u32| {
            let row = row_of(key) % ROWS;
            let owned = usize::from(marks[row] == key as u16);
            &rows[(row & owned.wrapping_neg()) % ROWS].0
        };
        let mut sums = [0i16; WIDTH];
        for four in keys.chunks_exact(4) {
            let (a, b, c, d) = (row(four[0]), row(four[1]), row(four[2]), row(four[3]));
            let mut part = [0u8; WIDTH];
            for unit in 0..WIDTH {
                part[unit] = a[unit].wrapping_add(b[unit]).wrapping_add(c[unit].wrapping_add(d[unit]));
            }
            for unit in 0..WIDTH {
                sums[unit] += i16::from(part[unit] as i8);
            }
        }
        sums
    }
}

/// The hash of a feature: of its value and of its number in the template.
#[inline]
pub fn key(feature: u32, value: u32) -> u32 {
    let key = (value ^ feature.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    key ^ key >> 15
}

/// The row of a key.
#[inline]
pub fn row_of(key: u32) -> usize {
    key as usize >> 18
}

/// The checksum of a weight file's contents (FNV-1a).
pub fn checksum(body: &[u8]) -> u32 {
    body.iter().fold(0x811C_9DC5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
