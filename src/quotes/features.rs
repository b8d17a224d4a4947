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

/// A quantised table of one weight for each edge and feature.
#[derive(Debug, Clone, Default)]
pub struct EdgeTable {
    /// Weights in units of `scale`; the length is a power of two or zero.
    pub rows: Vec<[i8; EDGES]>,
    /// What one unit is worth.
    pub scale: f32,
}

impl EdgeTable {
    /// Sums of the weights of some features, edge by edge.
    pub fn score(&self, features: &[u32]) -> [i32; EDGES] {
        let mut sums = [0i32; EDGES];
        let Some(mask) = self.rows.len().checked_sub(1) else { return sums };
        for feature in features {
            let row = &self.rows[*feature as usize & mask];
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
        sums
    }
}

/// The learned tables: is it a cue, which words are its parts, is the whole right.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Log-odds that a candidate is a cue.
    pub cue: ScalarTable,
    /// Labels of the units around a cue.
    pub parts: EdgeTable,
    /// Log-odds that the quote as found is right.
    pub accept: ScalarTable,
}

const MAGIC: &[u8; 4] = b"wsq1";

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
        put(self.parts.scale, self.parts.rows.len(), &mut self.parts.rows.iter().flatten().copied());
        put(self.accept.scale, self.accept.rows.len(), &mut self.accept.rows.iter().copied());
        bytes
    }

    /// Reads what [`Weights::to_bytes`] wrote; `None` if it is anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Weights> {
        let rest = &mut bytes.strip_prefix(MAGIC.as_slice())?;
        let (scale, cells) = take_table(rest, 1)?;
        let cue = ScalarTable { rows: cells.iter().map(|cell| *cell as i8).collect(), scale };
        let (scale, cells) = take_table(rest, EDGES)?;
        let edge = |cells: &[u8]| {
            let mut row = [0; EDGES];
            row.iter_mut().zip(cells).for_each(|(weight, cell)| *weight = *cell as i8);
            row
        };
        let parts = EdgeTable { rows: cells.chunks_exact(EDGES).map(edge).collect(), scale };
        let (scale, cells) = take_table(rest, 1)?;
        let accept = ScalarTable { rows: cells.iter().map(|cell| *cell as i8).collect(), scale };
        rest.is_empty().then_some(Weights { cue, parts, accept })
    }
}

fn take_table<'b>(rest: &mut &'b [u8], width: usize) -> Option<(f32, &'b [u8])> {
    let (head, tail) = rest.split_at_checked(8)?;
    let scale = f32::from_le_bytes(head[..4].try_into().ok()?);
    let n_rows = u32::from_le_bytes(head[4..].try_into().ok()?) as usize;
    let (cells, tail) = tail.split_at_checked(n_rows.checked_mul(width)?)?;
    *rest = tail;
    (n_rows == 0 || n_rows.is_power_of_two()).then_some((scale, cells))
}
