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
    /// For each bucket the tags of its rows, sixteen bits for each.
    tags: Vec<u64>,
    rows: Vec<Row>,
    /// Of each row the number of its step.
    steps: Vec<u8>,
    /// What one unit is worth.
    pub scale: f32,
}

/// Rows that share the high bits of their features.
pub const BUCKET: usize = 4;

/// Sixteen weights, two to a number, the second in the high byte: each weight plus [`BIAS`].
///
/// The sum of such numbers and the sum of their high bytes tell the sums of both: two additions for sixteen weights.
type Row = [u16; EDGES / 2];

/// What is added to a weight so that it is a byte without a sign.
const BIAS: u16 = 128;

/// Units of a row's steps, by number.
pub const STEPS: [i8; 8] = [1, 2, 3, 4, 6, 8, 11, 15];

const STEP_BITS: u32 = 3;
const TAG_BITS: u32 = 16 - STEP_BITS;

/// The lowest bit of each of four numbers of sixteen bits.
const FOUR: u64 = 0x0001_0001_0001_0001;

/// Most features that are looked up at once.
const MOST: usize = 64;

impl EdgeTable {
    /// A table of rows: their tags, their weights in units of `scale`. Whole buckets of them.
    pub fn new(tags: &[u16], rows: &[[i8; EDGES]], scale: f32) -> EdgeTable {
        let byte = |weight: i8| (i16::from(weight) + BIAS as i16) as u16;
        let row = |row: &[i8; EDGES]| std::array::from_fn(|idx| byte(row[2 * idx]) | byte(row[2 * idx + 1]) << 8);
        let four = |tags: &[u16]| tags.iter().rev().fold(0, |all, tag| all << 16 | u64::from(tag >> STEP_BITS));
        EdgeTable {
            tags: tags.chunks_exact(BUCKET).map(four).collect(),
            rows: rows.iter().map(row).collect(),
            steps: tags.iter().map(|tag| (tag & ((1 << STEP_BITS) - 1)) as u8).collect(),
            scale,
        }
    }

    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        self.tags.len() * BUCKET
    }

    /// Where the bucket of a feature starts in a table of `n_rows` rows, and its tag.
    #[inline]
    pub fn place(feature: u32, n_rows: usize) -> (usize, u16) {
        let bucket = (u64::from(feature) * (n_rows / BUCKET) as u64) >> 32;
        (bucket as usize * BUCKET, (feature << STEP_BITS) as u16)
    }

    /// The row of a feature.
    pub fn find(&self, feature: u32) -> Option<usize> {
        let (first, _) = EdgeTable::place(feature, self.n_rows());
        let place = place_of(*self.tags.get(first / BUCKET)?, feature);
        (place < BUCKET).then_some(first + place)
    }

    /// Sums of the weights of some features, 64 at most, edge by edge: every `stride`th of a list.
    pub fn score(&self, features: &[u32], stride: usize) -> [i16; EDGES] {
        let mut found = [0; MOST];
        let n_found = self.find_all(features, stride, &mut found).min(MOST);
        let (sums, highs) = self.add_rows(&found[..n_found]);
        let bias = BIAS.wrapping_mul(n_found as u16);
        let mut edges = [0; EDGES];
        for idx in 0..EDGES / 2 {
            edges[2 * idx] = sums[idx].wrapping_sub(highs[idx] << 8).wrapping_sub(bias) as i16;
            edges[2 * idx + 1] = highs[idx].wrapping_sub(bias) as i16;
        }
        edges
    }

    /// Lists the rows of features; returns how many. Without branches: what is not found is written over.
    #[inline(never)]
    fn find_all(&self, features: &[u32], stride: usize, found: &mut [u32; MOST]) -> usize {
        let n_buckets = self.tags.len() as u64;
        let (mut n_found, mut at) = (0, 0);
        while let Some(feature) = features.get(at) {
            at += stride;
            let bucket = (u64::from(*feature) * n_buckets) >> 32;
            let Some(tags) = self.tags.get(bucket as usize) else { break };
            let place = place_of(*tags, *feature);
            found[n_found % MOST] = bucket as u32 * BUCKET as u32 + place as u32;
            n_found += usize::from(place < BUCKET);
        }
        n_found
    }

    /// Sums of rows, and sums of their high bytes.
    ///
    /// Not inlined: among other code the compiler makes no vector instructions of the loop.
    #[inline(never)]
    fn add_rows(&self, rows: &[u32]) -> (Row, Row) {
        let (mut sums, mut highs) = (Row::default(), Row::default());
        for row in rows {
            let row = &self.rows[*row as usize];
            for idx in 0..EDGES / 2 {
                sums[idx] = sums[idx].wrapping_add(row[idx]);
                highs[idx] = highs[idx].wrapping_add(row[idx] >> 8);
            }
        }
        (sums, highs)
    }

    /// The bytes of a row in the file.
    fn packed(&self, row: usize) -> [u8; ROW_BYTES] {
        let mut bytes = [0; ROW_BYTES];
        let step = self.steps[row];
        let tag = (self.tags[row / BUCKET] >> (16 * (row % BUCKET)) << STEP_BITS) as u16 | u16::from(step);
        bytes[..2].copy_from_slice(&tag.to_le_bytes());
        for (byte, pair) in bytes[2..].iter_mut().zip(self.rows[row]) {
            let half = |weight: u16| (((weight as i16 - BIAS as i16) / i16::from(step_of(tag))) & 15) as u8;
            *byte = half(pair & 255) | half(pair >> 8) << 4;
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

/// The place of the first of four tags that is a feature's, [`BUCKET`] if none is: all four are compared at once.
#[inline]
fn place_of(tags: u64, feature: u32) -> usize {
    let tag = u64::from(feature & ((1 << TAG_BITS) - 1));
    let differ = tags ^ (tag * FOUR);
    // A number that is zero leaves the bit above the tags, any other takes it.
    let zeros = ((FOUR << TAG_BITS) - differ) & FOUR << TAG_BITS;
    zeros.trailing_zeros() as usize / 16
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
        let cells = (0..self.parts.n_rows()).flat_map(|row| self.parts.packed(row)).map(|byte| byte as i8);
        put(self.parts.scale, self.parts.n_rows(), &mut { cells });
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
        let (tags, rows): (Vec<_>, Vec<_>) = cells.chunks_exact(ROW_BYTES).map(EdgeTable::unpacked).unzip();
        let parts = EdgeTable::new(&tags, &rows, scale);
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
