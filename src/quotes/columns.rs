//! Columns of numbers, one number a unit, and mixing them: the compiler does four units at a time.

use super::features::mix;

/// Units before and behind a window that its columns speak of.
const MARGIN: usize = 2;

/// Columns of numbers, one number a unit.
#[derive(Debug, Default)]
pub struct Columns {
    cells: Vec<u32>,
    /// One past the last cell in use.
    end: usize,
    /// Numbers of a column: one a unit, and a few more so that they are whole fours.
    len: usize,
}

/// A column, perhaps moved against the units: where its first number stands.
#[derive(Debug, Clone, Copy)]
pub struct Column(usize);

impl Column {
    /// The column of the units that stand `n` before, up to [`MARGIN`].
    pub fn before(self, n: usize) -> Column {
        Column(self.0 - n)
    }

    /// The column of the units that stand `n` behind, up to [`MARGIN`].
    pub fn after(self, n: usize) -> Column {
        Column(self.0 + n)
    }
}

/// The same number for all units, or one for each.
#[derive(Debug, Clone, Copy)]
pub enum Operand {
    /// The same number.
    Same(u32),
    /// One for each.
    Each(Column),
}

impl From<u32> for Operand {
    fn from(value: u32) -> Operand {
        Operand::Same(value)
    }
}

impl From<Column> for Operand {
    fn from(column: Column) -> Operand {
        Operand::Each(column)
    }
}

/// What goes into a feature: an operand, or two that are mixed first.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    /// An operand.
    Plain(Operand),
    /// Two that are mixed first, see [`mixed`].
    Mixed(Operand, Operand),
}

impl From<u32> for Value {
    fn from(value: u32) -> Value {
        Value::Plain(value.into())
    }
}

impl From<Column> for Value {
    fn from(column: Column) -> Value {
        Value::Plain(column.into())
    }
}

/// Two operands to be mixed.
pub fn mixed(a: impl Into<Operand>, b: impl Into<Operand>) -> Value {
    Value::Mixed(a.into(), b.into())
}

/// The template of values that are mixed into features of others.
const INNER: u32 = 1;

impl Columns {
    /// Forgets all columns; the next ones are for so many units.
    pub fn start(&mut self, n_units: usize) {
        self.end = 0;
        self.len = n_units.next_multiple_of(4);
    }

    /// Adds a column of values, one a unit; what lies beyond them has the value `beyond`.
    pub fn push(&mut self, values: impl Iterator<Item = u32>, beyond: u32) -> Column {
        let start = self.end + MARGIN;
        let cells = self.take(self.len + 2 * MARGIN);
        cells.fill(beyond);
        for (cell, value) in cells[MARGIN..].iter_mut().zip(values) {
            *cell = value;
        }
        Column(start)
    }

    /// The numbers of a unit, column by column, where columns were added by [`Mixer::add`] only: every so many-th of
    /// a list.
    #[inline]
    pub fn row(&self, idx: usize) -> (&[u32], usize) {
        (&self.cells[idx..self.end], self.len.max(1))
    }

    #[cold]
    fn grow(&mut self) {
        self.cells.resize(2 * self.end, 0);
    }

    /// Some more cells, whatever stands in them.
    fn take(&mut self, n_cells: usize) -> &mut [u32] {
        let start = self.end;
        self.end += n_cells;
        if self.cells.len() < self.end {
            self.grow();
        }
        &mut self.cells[start..self.end]
    }
}

/// Mixes columns of values into columns of features.
#[derive(Debug)]
pub struct Mixer<'w> {
    /// Where values come from and mixed values go.
    pub values: &'w mut Columns,
    /// Where features go.
    pub features: &'w mut Columns,
}

impl Mixer<'_> {
    /// Mixes two operands into a column that features can be mixed from.
    #[inline(always)]
    pub fn mix(&mut self, a: impl Into<Operand>, b: impl Into<Operand>) -> Column {
        let start = self.values.end;
        self.values.take(self.values.len);
        let (before, out) = self.values.cells[..self.values.end].split_at_mut(start);
        mix_operands(INNER, a.into(), b.into(), before, out);
        Column(start)
    }

    /// Adds a feature.
    #[inline(always)]
    pub fn add(&mut self, template: u32, a: impl Into<Value>, b: impl Into<Value>) {
        let n_values = self.values.end;
        let (a, b) = (self.operand(a.into()), self.operand(b.into()));
        let out = self.features.take(self.values.len);
        mix_operands(template, a, b, &self.values.cells, out);
        self.values.end = n_values;
    }

    #[inline(always)]
    fn operand(&mut self, value: Value) -> Operand {
        match value {
            Value::Plain(operand) => operand,
            Value::Mixed(a, b) => Operand::Each(self.mix(a, b)),
        }
    }
}

#[inline(always)]
fn mix_operands(template: u32, a: Operand, b: Operand, cells: &[u32], out: &mut [u32]) {
    let len = out.len();
    let column = |column: Column| &cells[column.0..column.0 + len];
    match (a, b) {
        (Operand::Each(a), Operand::Each(b)) => mix_columns(template, column(a), column(b), out),
        (Operand::Same(a), Operand::Each(b)) => mix_first(template, a, column(b), out),
        (Operand::Each(a), Operand::Same(b)) => mix_second(template, column(a), b, out),
        (Operand::Same(a), Operand::Same(b)) => out.fill(mix(template, a, b)),
    }
}

// Not inlined: among other code the compiler makes no vector instructions of the loops.

#[inline(never)]
fn mix_columns(template: u32, a: &[u32], b: &[u32], out: &mut [u32]) {
    for ((out, a), b) in out.chunks_exact_mut(4).zip(a.chunks_exact(4)).zip(b.chunks_exact(4)) {
        for idx in 0..4 {
            out[idx] = mix(template, a[idx], b[idx]);
        }
    }
}

#[inline(never)]
fn mix_first(template: u32, a: u32, b: &[u32], out: &mut [u32]) {
    for (out, b) in out.chunks_exact_mut(4).zip(b.chunks_exact(4)) {
        for idx in 0..4 {
            out[idx] = mix(template, a, b[idx]);
        }
    }
}

#[inline(never)]
fn mix_second(template: u32, a: &[u32], b: u32, out: &mut [u32]) {
    for (out, a) in out.chunks_exact_mut(4).zip(a.chunks_exact(4)) {
        for idx in 0..4 {
            out[idx] = mix(template, a[idx], b);
        }
    }
}
