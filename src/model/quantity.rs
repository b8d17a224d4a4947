//! Quantities: a number or an interval, a bound, a unit.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A number in the text with what it counts or measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quantity {
    /// The words, number and unit.
    #[serde(flatten)]
    pub span: Span,
    /// The number, or `[low, high]`.
    pub value: Value,
    /// ISO 4217 code (`EUR per tonne` for a price), `percent`, `percentage point`, `ratio`, `ordinal`, `year of age`,
    /// another unit of measure, or the counted noun in the singular.
    pub unit: Option<String>,
    /// How the words bound the number.
    pub bound: Bound,
    /// Direction of a change ("rose 3 %"), where the words say one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// One number or an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Value {
    /// One number.
    Exact(f64),
    /// Lowest and highest.
    Range([f64; 2]),
}

/// How the words bound a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bound {
    /// "12,000"
    Exactly,
    /// "about 12,000"
    About,
    /// "more than 12,000"
    MoreThan,
    /// "at least 12,000"
    AtLeast,
    /// "fewer than 12,000"
    LessThan,
    /// "up to 12,000"
    AtMost,
    /// A bound that a newer version knows.
    #[serde(other)]
    Other,
}

/// Direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Change {
    /// Rose, grew, up.
    Up,
    /// Fell, shrank, down.
    Down,
    /// A direction that a newer version knows.
    #[serde(other)]
    Other,
}

impl Quantity {
    /// An exact number without a unit.
    pub fn new(span: Span, value: Value) -> Quantity {
        Quantity { span, value, unit: None, bound: Bound::Exactly, change: None }
    }
}
