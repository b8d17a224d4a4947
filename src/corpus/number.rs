//! Numbers of claims: intervals with a unit, and how those of two claims stand to each other.

use super::concept::{Concept, ConceptTables};
use crate::model::{Bound, Quantity, TimeExpr, TimeKind, Value};
use crate::span::Span;

/// Most numbers of a claim that are compared.
const MAX_NUMBERS: usize = 12;

/// A number with its interval and unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// True if the words give the very number: "502", not "about 500".
    pub(crate) is_exact: bool,
    pub(crate) unit: Concept,
    pub(crate) is_ordinal: bool,
    /// True if it counts some of more: "three of the dead".
    pub(crate) is_part: bool,
    /// True for a length of time: "six years".
    pub(crate) is_duration: bool,
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Numbers {
    Equal,
    Compatible,
    Conflict,
    OtherUnit,
}

/// Compares the numbers of the same unit; none where a side has no number.
///
/// Equal ones are paired first, then those that overlap; what is left on both sides of one unit is a conflict.
/// A number that only one side tells ("nine dead" against "nine dead and 40 injured") is none.
pub(crate) fn compare_numbers(a: &[Number], b: &[Number]) -> Option<Numbers> {
    let (a, b) = (&a[..a.len().min(MAX_NUMBERS)], &b[..b.len().min(MAX_NUMBERS)]);
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let mut n_paired = [0, 0, 0];
    for (idx, wanted) in [Numbers::Equal, Numbers::Compatible, Numbers::Conflict].into_iter().enumerate() {
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                if free_a[i] && free_b[j] && are_comparable(x, y) && compare_intervals(x, y) == wanted {
                    (free_a[i], free_b[j]) = (false, false);
                    n_paired[idx] += 1;
                }
            }
        }
    }
    let [equal, compatible, conflicting] = n_paired;
    Some(match () {
        () if conflicting > 0 => Numbers::Conflict,
        () if compatible > 0 => Numbers::Compatible,
        () if equal > 0 => Numbers::Equal,
        () => Numbers::OtherUnit,
    })
}

/// Of one unit, both ordinals or neither, both some of more or neither.
pub(crate) fn are_comparable(x: &Number, y: &Number) -> bool {
    (x.unit == y.unit || x.unit == 0 || y.unit == 0) && x.is_ordinal == y.is_ordinal && x.is_part == y.is_part
}

/// True if `round` is `value` with fewer digits: 41 for 41.2, 4,000 for 4,012, but not 10 for 14.
fn rounds_to(value: f64, round: f64) -> bool {
    const NEAR: f64 = 0.025;
    // Small whole numbers are counted, not rounded.
    const COUNTED: f64 = 100.0;
    if (value - round).abs() > NEAR * round.abs() || value.fract() == 0.0 && value.abs() < COUNTED {
        return false;
    }
    // The coarsest unit that leaves `round` as it is, from a thousandth to a million.
    let unit =
        (-3..=6).rev().map(|power| 10f64.powi(power)).find(|unit| ((round / unit).round() * unit - round).abs() < 1e-9);
    unit.is_some_and(|unit| ((value / unit).round() * unit - round).abs() < 1e-9)
}

pub(crate) fn compare_intervals(x: &Number, y: &Number) -> Numbers {
    let close = |p: f64, q: f64| (p - q).abs() <= 1e-6 * p.abs().max(q.abs()).max(1e-9);
    let middle = |n: &Number| (n.low + n.high) / 2.0;
    if x.is_exact && y.is_exact && close(middle(x), middle(y)) {
        return Numbers::Equal;
    }
    if x.is_exact && y.is_exact && (rounds_to(middle(x), middle(y)) || rounds_to(middle(y), middle(x))) {
        return Numbers::Compatible;
    }
    let slack = |n: &Number| n.high.abs() * 1e-6;
    if x.low <= y.high + slack(y) && y.low <= x.high + slack(x) { Numbers::Compatible } else { Numbers::Conflict }
}

/// A length of time as a number of years, months, weeks or days.
pub(crate) fn duration_of(time: &TimeExpr, concepts: &ConceptTables) -> Option<Number> {
    let value = time.value.strip_prefix('P').filter(|_| time.kind == TimeKind::Duration)?;
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let amount: f64 = value[..digits].parse().ok()?;
    let unit = match &value[digits..] {
        "Y" => "year",
        "M" => "month",
        "W" => "week",
        "D" => "day",
        _ => return None,
    };
    let unit = concepts.concept(unit);
    Some(Number {
        low: amount,
        high: amount,
        is_exact: true,
        unit,
        is_ordinal: false,
        is_part: false,
        is_duration: true,
        span: time.span,
    })
}

/// A quantity as an interval.
pub(crate) fn number_of(quantity: &Quantity, text: &str, concepts: &ConceptTables) -> Number {
    let (mut low, mut high) = match quantity.value {
        Value::Exact(value) => (value, value),
        Value::Range([low, high]) => (low.min(high), low.max(high)),
    };
    let mut unit = quantity.unit.as_deref().unwrap_or("");
    if unit == "percent" {
        (low, high, unit) = (low / 100.0, high / 100.0, "ratio");
    }
    let mut is_exact = low == high;
    match quantity.bound {
        Bound::About => (low, high, is_exact) = (low - low.abs() * 0.15, high + high.abs() * 0.15, false),
        Bound::MoreThan | Bound::AtLeast => (high, is_exact) = (high.max(low * 2.0), false),
        Bound::LessThan | Bound::AtMost => (low, is_exact) = (low.min(high * 0.5), false),
        _ => {}
    }
    let is_fraction = unit == "ratio" && !text[quantity.span].contains('%');
    if is_exact && is_fraction && !text[quantity.span].bytes().any(|byte| byte.is_ascii_digit()) {
        // "a third" in words is a rounded figure.
        (low, high) = (low - 0.02, high + 0.02);
    }
    let is_ordinal = unit == "ordinal";
    let unit = if unit.is_empty() { 0 } else { concepts.concept(&unit.to_lowercase()) };
    let after = text[quantity.span.end..].trim_start();
    let is_part = !is_ordinal
        && unit != concepts.concept("ratio")
        && ["of the ", "of those ", "of them", "of its ", "of his ", "of whom"]
            .iter()
            .any(|part| after.starts_with(part));
    Number { low, high, is_exact, unit, is_ordinal, is_part, is_duration: false, span: quantity.span }
}
