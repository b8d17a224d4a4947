//! Feature hashes: how the learned tables are addressed.

/// Mixes a template's number and two values into 32 bits.
#[inline]
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut h = template.wrapping_mul(0x9E37_79B1) ^ a.wrapping_mul(0x85EB_CA77);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D) ^ b.wrapping_mul(0xC2B2_AE3D);
    h = (h ^ (h >> 13)).wrapping_mul(0x297A_2D39);
    h ^ (h >> 16)
}

/// Number of edges between two labels of [`crate::quotes::parts::Label`].
pub const EDGES: usize = 16;

/// A quantised table of one weight a feature.
#[derive(Debug, Clone, Default)]
pub struct ScalarTable {
    /// Weights in units of `scale`; the length is a power of two or zero.
    pub rows: Vec<i8>,
    /// What one unit is worth.
    pub scale: f32,
}

impl ScalarTable {
    /// Sum of the weights of some features; 0 for an empty table.
    pub fn score(&self, features: &[u32]) -> f32 {
        let Some(mask) = self.rows.len().checked_sub(1) else { return 0.0 };
        let sum: i32 = features.iter().map(|feature| i32::from(self.rows[*feature as usize & mask])).sum();
        sum as f32 * self.scale
    }
}

/// A quantised table of one weight for each edge and feature; features that it lacks weigh nothing.
///
/// A feature's high bits choose a bucket of [`BUCKET`] rows, its low bits are the tag that finds its row there. In the
/// file a row is a tag, the number of a step, and sixteen weights of four bits in units of that step.
#[derive(Debug, Clone, Default)]
pub struct EdgeTable {
    /// Weights in units of `scale`.
    pub rows: Vec<[i8; EDGES]>,
    /// Of each row its tag, and in the lowest bits the number of its step.
    pub tags: Vec<u16>,
    /// What one unit is worth.
    pub scale: f32,
}

/// Rows that share the high bits of their features.
pub const BUCKET: usize = 4;

/// Units of a row's steps, by number.
pub const STEPS: [i8; 8] = [1, 2, 3, 4, 6, 8, 11, 15];

const STEP_BITS: u32 = 3;

impl EdgeTable {
    /// Where the bucket of a feature starts in a table of `n_rows` rows, and its tag.
    #[inline]
    pub fn place(feature: u32, n_rows: usize) -> (usize, u16) {
        let bucket = (u64::from(feature) * (n_rows / BUCKET) as u64) >> 32;
        (bucket as usize * BUCKET, (feature << STEP_BITS) as u16)
    }

    /// The row of a feature.
    #[inline]
    pub fn find(&self, feature: u32) -> Option<usize> {
        let (first, tag) = EdgeTable::place(feature, self.tags.len());
        let bucket = self.tags.get(first..first + BUCKET)?;
        bucket.iter().position(|other| (other ^ tag) >> STEP_BITS == 0).map(|idx| first + idx)
    }

    /// Sums of the weights of some features, edge by edge.
    #[inline]
    pub fn score(&self, features: &[u32]) -> [i32; EDGES] {
        let mut sums = [0i16; EDGES];
        for row in features.iter().filter_map(|feature| self.find(*feature)) {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[row]) {
                *sum += i16::from(*weight);
            }
        }
        sums.map(i32::from)
    }

    /// The bytes of a row in the file.
    fn packed(&self, row: usize) -> [u8; ROW_BYTES] {
        let mut bytes = [0; ROW_BYTES];
        bytes[..2].copy_from_slice(&self.tags[row].to_le_bytes());
        let step = step_of(self.tags[row]);
        for (byte, pair) in bytes[2..].iter_mut().zip(self.rows[row].chunks_exact(2)) {
            *byte = ((pair[0] / step) & 15) as u8 | (((pair[1] / step) & 15) as u8) << 4;
        }
        bytes
    }

    fn unpacked(bytes: &[u8]) -> (u16, [i8; EDGES]) {
        let tag = u16::from_le_bytes([bytes[0], bytes[1]]);
        let step = step_of(tag);
        let mut row = [0; EDGES];
        for (pair, byte) in row.chunks_exact_mut(2).zip(&bytes[2..]) {
            pair[0] = ((*byte << 4) as i8 >> 4) * step;
            pair[1] = (*byte as i8 >> 4) * step;
        }
        (tag, row)
    }
}

/// Bytes of a row in the file: tag and step, then half a byte a weight.
const ROW_BYTES: usize = 2 + EDGES / 2;

fn step_of(tag: u16) -> i8 {
    STEPS[usize::from(tag & ((1 << STEP_BITS) - 1))]
}

/// The learned tables: is it a cue, which words are its parts, is the whole right.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Log-odds that a candidate is a cue.
    pub cue: ScalarTable,
    /// Labels of the units around a cue.
    pub parts: EdgeTable,
    /// Log-odds that the quote as found is right, before its rivals are known.
    pub accept: ScalarTable,
    /// The same once its rivals are judged.
    pub judge: ScalarTable,
    /// Log-odds that content and source are right.
    pub trust: ScalarTable,
}

const MAGIC: &[u8; 4] = b"wsq3";

impl Weights {
    /// Writes the tables: magic, then for each its scale (`f32`), its length in rows (`u32`), its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let mut put = |scale: f32, n_rows: usize, cells: &mut dyn Iterator<Item = i8>| {
            bytes.extend(scale.to_le_bytes());
            bytes.extend((n_rows as u32).to_le_bytes());
            bytes.extend(cells.map(|cell| cell as u8));
        };
        put(self.cue.scale, self.cue.rows.len(), &mut self.cue.rows.iter().copied());
        let cells = (0..self.parts.rows.len()).flat_map(|row| self.parts.packed(row)).map(|byte| byte as i8);
        put(self.parts.scale, self.parts.rows.len(), &mut { cells });
        for table in [&self.accept, &self.judge, &self.trust] {
            put(table.scale, table.rows.len(), &mut table.rows.iter().copied());
        }
        bytes
    }

    /// Reads what [`Weights::to_bytes`] wrote; `None` if it is anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Weights> {
        let rest = &mut bytes.strip_prefix(MAGIC.as_slice())?;
        let (scale, cells) = take_table(rest, 1)?;
        let cue = ScalarTable { rows: cells.iter().map(|cell| *cell as i8).collect(), scale };
        let (scale, cells) = take_table(rest, ROW_BYTES)?;
        let (tags, rows) = cells.chunks_exact(ROW_BYTES).map(EdgeTable::unpacked).unzip();
        let parts = EdgeTable { rows, tags, scale };
        let mut scalar = || {
            let (scale, cells) = take_table(rest, 1)?;
            Some(ScalarTable { rows: cells.iter().map(|cell| *cell as i8).collect(), scale })
        };
        let (accept, judge, trust) = (scalar()?, scalar()?, scalar()?);
        rest.is_empty().then_some(Weights { cue, parts, accept, judge, trust })
    }
}

fn take_table<'b>(rest: &mut &'b [u8], width: usize) -> Option<(f32, &'b [u8])> {
    let (head, tail) = rest.split_at_checked(8)?;
    let scale = f32::from_le_bytes(head[..4].try_into().ok()?);
    let n_rows = u32::from_le_bytes(head[4..].try_into().ok()?) as usize;
    let (cells, tail) = tail.split_at_checked(n_rows.checked_mul(width)?)?;
    *rest = tail;
    (width > 1 || n_rows == 0 || n_rows.is_power_of_two()).then_some((scale, cells))
}
