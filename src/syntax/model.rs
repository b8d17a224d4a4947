//! The file format of the weights, and the sums over them.
//!
//! A weight file is: the four letters `wsSY`; the version (3); the kind (`t` tagger, `p` parser); log2 of
//! the number of dictionary slots; a zero; the number of weight rows (four bytes); a checksum of all that follows
//! (four bytes); the dictionary (four bytes a slot, see [`Model::look_up`]); the marks (two bytes a row); the rows ([`WIDTH`] signed bytes
//! each) and one more row, of zeros; what else the kind needs. Numbers are little-endian.
//!
//! A feature is hashed to 32 bits. Its row is that share of the number of rows, its lowest 16 bits must equal the
//! row's mark: a row belongs to one feature, the most useful of those that fall on it, and the others weigh nothing.
//! A row has one weight for each class (or hidden unit). No weight is larger than ±31, so that four rows add up in signed
//! bytes before they are widened: the loops below become a few vector additions.

use super::word::Word;

/// Weights of a row.
pub const WIDTH: usize = 32;
/// No weight is larger than this, in either direction.
pub const LIMIT: i8 = 31;
/// Bytes before the dictionary.
pub const HEADER: usize = 16;
/// The version of the file format.
pub const VERSION: u8 = 3;

/// Weights and dictionary, borrowed from the bytes of a weight file.
#[derive(Debug, Clone, Copy)]
pub struct Model<'a> {
    dictionary: &'a [u8],
    marks: &'a [u8],
    rows: &'a [u8],
    rest: &'a [u8],
    slot_mask: u32,
    n_rows: u32,
}

impl<'a> Model<'a> {
    /// Reads the header of a weight file of the given kind; `None` if it is not one.
    ///
    /// Takes constant time; [`Model::is_intact`] looks at the checksum.
    pub fn new(bytes: &'a [u8], kind: u8) -> Option<Model<'a>> {
        let (header, body) = bytes.split_first_chunk::<HEADER>()?;
        let [b'w', b's', b'S', b'Y', VERSION, found, slots, 0, n @ .., _, _, _, _] = *header else { return None };
        let n_rows = u32::from_le_bytes(n);
        if found != kind || !(4..=20).contains(&slots) || !(1..=1 << 20).contains(&n_rows) {
            return None;
        }
        let (dictionary, body) = body.split_at_checked(4usize << slots)?;
        let (marks, body) = body.split_at_checked(2 * n_rows as usize)?;
        let (rows, rest) = body.split_at_checked((n_rows as usize + 1) * WIDTH)?;
        Some(Model { dictionary, marks, rows, rest, slot_mask: (1 << slots) - 1, n_rows })
    }

    /// What follows the rows.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// True if the checksum in the header is that of the file's contents. Time is linear in the file.
    pub fn is_intact(bytes: &[u8]) -> bool {
        bytes.split_first_chunk::<HEADER>().is_some_and(|(header, body)| header[12..] == checksum(body).to_le_bytes())
    }

    /// Writes into words what the dictionary says of them.
    ///
    /// An entry is, from the highest bit: 16 bits of the word's hash, its cluster, its class.
    pub fn look_up(&self, words: &mut [Word]) {
        for word in words {
            (word.class, word.cluster) = self.find(word.hash);
        }
    }

    #[inline]
    fn find(&self, hash: u32) -> (u8, u8) {
        let mut slot = hash & self.slot_mask;
        // The trainer leaves a quarter of the slots empty, so that a search ends soon.
        for _ in 0..64 {
            let at = 4 * slot as usize;
            let Some(&[class, cluster, low, high]) = self.dictionary.get(at..at + 4) else { break };
            if class | cluster == 0 {
                break;
            }
            if u16::from_le_bytes([low, high]) == (hash >> 16) as u16 {
                return (class, cluster);
            }
            slot = (slot + 1) & self.slot_mask;
        }
        (0, 0)
    }

    /// The sum of the features' rows, class by class. `keys` come from [`key`]; their number is a multiple of four.
    #[inline]
    pub fn scores(&self, keys: &[u32]) -> [i16; WIDTH] {
        let mut sums = [0i16; WIDTH];
        for four in keys.chunks_exact(4) {
            let (a, b, c, d) =
                (self.weights(four[0]), self.weights(four[1]), self.weights(four[2]), self.weights(four[3]));
            for class in 0..WIDTH {
                let sum = a[class].wrapping_add(b[class]).wrapping_add(c[class]).wrapping_add(d[class]);
                sums[class] += i16::from(sum as i8);
            }
        }
        sums
    }

    /// The row of a feature; the row of zeros where another feature has its place.
    #[inline]
    fn weights(&self, key: u32) -> &[u8; WIDTH] {
        const NONE: &[u8; WIDTH] = &[0; WIDTH];
        let row = row_of(key, self.n_rows);
        let owned = self.marks.get(2 * row..2 * row + 2).is_some_and(|mark| mark == (key as u16).to_le_bytes());
        let at = if owned { row } else { self.n_rows as usize } * WIDTH;
        self.rows.get(at..at + WIDTH).and_then(|row| row.try_into().ok()).unwrap_or(NONE)
    }
}

/// The hash of a feature: of its value and of its number in the template.
#[inline]
pub fn key(feature: u32, value: u32) -> u32 {
    let key = (value ^ feature.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    key ^ key >> 15
}

/// The row of a key among `n_rows`.
#[inline]
pub fn row_of(key: u32, n_rows: u32) -> usize {
    ((u64::from(key) * u64::from(n_rows)) >> 32) as usize
}

/// The checksum of a weight file's contents (FNV-1a).
pub fn checksum(body: &[u8]) -> u32 {
    body.iter().fold(0x811C_9DC5, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
