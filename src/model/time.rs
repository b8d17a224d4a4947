//! Time expressions, after TIMEX3 (TimeML), with civil-date ranges.

use serde::{Deserialize, Serialize};

use super::Date;
use crate::span::Span;

/// Words that say when or how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeExpr {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value: `2025-09-03`, `2025-W36`, `P2Y`, `PAST_REF`, `XXXX-09-03` without an anchor.
    pub value: String,
    /// First day, where there is one.
    pub from: Option<Date>,
    /// Last day, included.
    pub to: Option<Date>,
}

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum TimeKind {
    /// A calendar date or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
    /// A type that a newer version knows.
    #[serde(other)]
    Other,
}

impl TimeExpr {
    /// A time expression without a civil-date range.
    pub fn new(span: Span, kind: TimeKind, value: impl Into<String>) -> TimeExpr {
        TimeExpr { span, kind, value: value.into(), from: None, to: None }
    }
}
