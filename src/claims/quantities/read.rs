//! Reads the words beside each numeral: sign, unit, counted noun, range, bound, change.

use super::QuantityTables;
use super::units::UnitId;
use super::words::Kind;
use crate::claims::ClaimTables;
use crate::claims::lexemes::Lexemes;
use crate::claims::numerals::{Form, Numeral};
use crate::model::{BlockKind, Quantity, TimeExpr, TimeKind, Value};
use crate::text::{Document, TokenKind};

/// A number with the unit beside it.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// First token, sign included.
    pub(super) first: usize,
    /// One past the last token, unit included.
    pub(super) last: usize,
    pub(super) value: f64,
    pub(super) scale: f64,
    pub(super) unit: Option<UnitId>,
    /// "per share"
    pub(super) rate: Option<String>,
    pub(super) numeral: Numeral,
}

/// A quantity as it is put together.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) value: Value,
    pub(super) unit: Option<String>,
}

pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) tables: &'a QuantityTables,
    pub(super) lexemes: &'a Lexemes,
    pub(super) numerals: &'a [Numeral],
    pub(super) times: &'a [TimeExpr],
    /// First time that may still overlap.
    pub(super) next_time: usize,
    pub(super) found: Vec<Quantity>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        tables: &'a ClaimTables,
        numerals: &'a [Numeral],
        times: &'a [TimeExpr],
    ) -> Reader<'a> {
        let found = Vec::new();
        Reader { document, tables: &tables.quantities, lexemes: &tables.lexemes, numerals, times, next_time: 0, found }
    }

    pub(super) fn read_all(mut self) -> Vec<Quantity> {
        let mut at = 0;
        while at < self.numerals.len() {
            let numeral = &self.numerals[at];
            let left_out = self.in_time(numeral) || self.in_boilerplate(numeral);
            let draft = if left_out { None } else { self.read_one(at) };
            let Some(draft) = draft else {
                at += 1;
                continue;
            };
            let end = draft.last as u32;
            self.finish(draft);
            at += 1;
            while self.numerals.get(at).is_some_and(|next| next.first < end) {
                at += 1;
            }
        }
        self.found
    }

    pub(super) fn in_boilerplate(&self, numeral: &Numeral) -> bool {
        let sentence = self.document.sentence_of(numeral.first as usize);
        self.document.block_of(sentence).kind == BlockKind::Boilerplate
    }

    /// True if a time takes the numeral's words.
    pub(super) fn in_time(&mut self, numeral: &Numeral) -> bool {
        let span = self.document.span_of(numeral.tokens());
        while self.times.get(self.next_time).is_some_and(|time| time.span.end <= span.start) {
            self.next_time += 1;
        }
        let Some(time) = self.times.get(self.next_time).filter(|time| time.span.overlaps(span)) else {
            return false;
        };
        !(time.kind == TimeKind::Duration && time.value.starts_with("PT") && time.value.ends_with('S'))
    }

    pub(super) fn read_one(&self, at: usize) -> Option<Draft> {
        let numeral = &self.numerals[at];
        match numeral.form {
            Form::Clock => None,
            Form::Decade => self.age_decade(numeral),
            Form::Part => self.part(numeral),
            Form::Ordinal => self.ordinal_part(numeral, None).or_else(|| self.ordinal(numeral)),
            Form::Vague => self.vague(numeral),
            Form::Cardinal | Form::Fraction => {
                self.share(at).or_else(|| self.age(numeral)).or_else(|| self.amount_at(at))
            }
        }
    }

    pub(super) fn word(&self, idx: usize) -> &'a str {
        if idx < self.document.tokens.len() { self.document.lower(idx) } else { "" }
    }

    pub(super) fn before(&self, idx: usize) -> &'a str {
        idx.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn kind(&self, idx: usize) -> TokenKind {
        self.document.tokens.get(idx).map_or(TokenKind::Stop, |token| token.kind)
    }

    pub(super) fn is_glued(&self, idx: usize) -> bool {
        self.document.tokens.get(idx).is_some_and(|token| token.is_glued())
    }

    pub(super) fn is(&self, idx: usize, kind: Kind) -> bool {
        self.document.tokens.get(idx).is_some_and(|token| self.tables.words.is(token.word, kind))
    }

    pub(super) fn sentence_end(&self, idx: usize) -> usize {
        self.document.sentence_of(idx).tokens().end
    }
}
