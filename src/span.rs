//! Byte spans: the one coordinate system of every result.

use std::fmt;
use std::ops::{Index, Range};

use serde::{Deserialize, Serialize};

/// A piece of an article's text: bytes `start..end`, both on character boundaries.
///
/// Half-open: `end` is one past the last byte. Reading one back from JSON fails when
/// `start > end`; whether it fits a text is checked by [`crate::Analysis::check`].
///
/// # Examples
///
/// ```
/// use whosaid::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(&"Ana Novak said"[span], "Novak");
/// assert!(span.overlaps(Span::new(8, 12)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "RawSpan")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

#[derive(Deserialize)]
struct RawSpan {
    start: usize,
    end: usize,
}

impl TryFrom<RawSpan> for Span {
    type Error = String;

    fn try_from(raw: RawSpan) -> Result<Span, String> {
        if raw.start > raw.end {
            return Err(format!("span starts at {} after its end {}", raw.start, raw.end));
        }
        Ok(Span { start: raw.start, end: raw.end })
    }
}

impl Span {
    /// The span of bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True if the span has no bytes.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// True if the two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if every byte of `other` is a byte of this span.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the byte at `place` belongs to the span.
    pub fn contains(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    /// The shortest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes as a range.
    pub fn as_range(self) -> Range<usize> {
        self.start..self.end
    }

    /// True if the span lies in `text` with both ends on character boundaries.
    pub fn fits(self, text: &str) -> bool {
        self.start <= self.end && text.is_char_boundary(self.start) && text.is_char_boundary(self.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span.start..span.end]
    }
}
