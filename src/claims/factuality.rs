//! From certainly not (-3) to certainly so (3).
//!
//! The scale is that of event factuality corpora (Saurí and Pustejovsky 2009; Lee et al. 2015): how sure a reader may be
//! that what the clause tells took place. The values are means over such judgements, rounded.

use crate::model::{Modality, Polarity};

/// What a hedge leaves of an assertion's value.
pub(super) const HEDGED: f32 = 0.9;

/// The value of a proposition by its modality and polarity, nobody's words around it.
pub(super) fn of_proposition(modality: Modality, polarity: Polarity) -> f32 {
    let negative = polarity == Polarity::Negative;
    match (modality, negative) {
        (Modality::Asserted, false) => 3.0,
        (Modality::Asserted, true) => -2.0,
        (Modality::Denied, _) => -1.5,
        (Modality::Predicted, false) => 2.4,
        (Modality::Predicted, true) => -1.5,
        (Modality::Possible, false) => 1.4,
        (Modality::Possible, true) => -1.0,
        (Modality::Hypothetical, false) => 1.5,
        (Modality::Hypothetical, true) => -1.5,
        (Modality::Intended, false) => 1.4,
        (Modality::Intended, true) => -1.0,
        (Modality::Obligated, false) => 1.7,
        (Modality::Obligated, true) => -0.8,
        (Modality::Other, _) => 0.0,
    }
}

/// The value of a proposition that stands under a word which makes its content hold `sure` (-3 to 3).
pub(super) fn under(value: f32, sure: f32) -> f32 {
    round(value * sure / 3.0)
}

/// Two decimals are more than the scale carries.
pub(super) fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
