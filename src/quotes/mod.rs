//! Who said what: content, cue, source, and the actor behind the source.
//!
//! Quotations are folded into units; each candidate cue labels the units around it as source and content; the
//! attempts that are likely right and do not clash become quotes. Weights are learned, the words are a table.

#[doc(hidden)]
pub mod attempt;
mod borders;
#[doc(hidden)]
pub mod build;
mod carry;
mod choose;
mod columns;
#[doc(hidden)]
pub mod cue;
mod direct;
#[doc(hidden)]
pub mod features;
mod holder;
#[doc(hidden)]
pub mod judge;
mod leftover;
mod openers;
mod order;
#[doc(hidden)]
pub mod part_features;
#[doc(hidden)]
pub mod parts;
mod transcript;
#[doc(hidden)]
pub mod units;

use crate::lexicon::{Hit, Nobody, TermSet, Vocabulary, WordMap, embedded, load_nobody};
use crate::model::{Actor, Quote, QuoteClass, QuoteId};
use crate::syntax::{Rel, Tag};
use crate::text::{Document, TokenKind};

use cue::CueTrait;
use features::Weights;
use units::Units;

const CUES: &str = include_str!("../lexicon/en/cues.tsv");
static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Log-odds of right content from which an attempt is a quote.
const LEAST: f32 = 0.0;

/// The tables of this stage.
#[derive(Debug, Default)]
pub struct QuoteTables {
    rows: WordMap<u16>,
    classes: Vec<QuoteClass>,
    /// What the models know of each row.
    #[doc(hidden)]
    pub traits: Vec<CueTrait>,
    /// Nouns that nobody stands behind.
    #[doc(hidden)]
    pub nobody: WordMap<Nobody>,
    weights: Weights,
}

impl QuoteTables {
    /// Loads the embedded tables; their terms go into `terms`, their words into `vocabulary`.
    pub fn load(vocabulary: &mut Vocabulary, _terms: &mut TermSet) -> QuoteTables {
        let weights = Weights::from_bytes(WEIGHTS).unwrap_or_default();
        let mut tables = QuoteTables { weights, nobody: load_nobody(vocabulary), ..QuoteTables::default() };
        // Row 1 is the colon, row 2 the dash: marks that can stand for a cue; row 3 any other verb.
        tables.add_row(QuoteClass::Speech, 1);
        tables.add_row(QuoteClass::Speech, 1);
        tables.add_row(QuoteClass::Speech, 1);
        for row in embedded("cues.tsv", CUES, 4) {
            let class = match row.cell(2) {
                "writing" => QuoteClass::Writing,
                "thought" => QuoteClass::Thought,
                "attitude" => QuoteClass::Attitude,
                _ => QuoteClass::Speech,
            };
            let share: f32 = row.cell(3).parse().unwrap_or(0.0);
            let number = tables.add_row(class, (share * 10.0) as u8);
            for form in row.list(1, ',') {
                let word = vocabulary.intern(form);
                tables.rows.set(word, number);
            }
        }
        tables
    }

    fn add_row(&mut self, class: QuoteClass, tenths: u8) -> u16 {
        self.classes.push(class);
        self.traits.push(CueTrait { tenths });
        self.classes.len() as u16
    }

    /// Row of a token plus one in the cue lexicon, or 0.
    #[doc(hidden)]
    pub fn cue_of(&self, document: &Document<'_>, token_idx: usize) -> u16 {
        let token = &document.tokens[token_idx];
        match token.kind {
            // A noun before its noun reports nothing: "think tank", "poll numbers".
            TokenKind::Word if is_compound(document, token_idx) => 0,
            TokenKind::Word => self.rows.get(token.word),
            TokenKind::Colon => 1,
            TokenKind::Dash => 2,
            _ => 0,
        }
    }

    fn class_of(&self, row: u16) -> QuoteClass {
        usize::from(row).checked_sub(1).and_then(|idx| self.classes.get(idx)).copied().unwrap_or(QuoteClass::Speech)
    }
}

/// True for a noun that belongs to the noun after it.
fn is_compound(document: &Document<'_>, idx: usize) -> bool {
    let next = document.tokens.get(idx + 1);
    let noun = |tag: Tag| matches!(tag, Tag::Nn | Tag::Nns);
    document.tree.rel(idx) == Rel::Compound
        && document.tree.head(idx) == Some(idx + 1)
        && matches!(document.tokens[idx].tag, Tag::Nn | Tag::Vb)
        && next.is_some_and(|next| noun(next.tag) && next.kind == TokenKind::Word)
}

/// Finds the quotes of a document in text order; speakers are resolved later.
pub fn find_quotes(document: &Document<'_>, _hits: &[Hit], tables: &QuoteTables, _actors: &[Actor]) -> Vec<Quote> {
    find_quotes_with(document, tables, &tables.weights)
}

/// The same with other weights: for training.
#[doc(hidden)]
pub fn find_quotes_with(document: &Document<'_>, tables: &QuoteTables, weights: &Weights) -> Vec<Quote> {
    let units = Units::new(document, |idx| tables.cue_of(document, idx));
    let scene = choose::Scene { document, units: &units, traits: &tables.traits, weights };
    let mut found = attempt::attempts(document, &units, &tables.traits, weights);
    openers::add(document, &units, &tables.traits, &mut found);
    borders::mend(document, &units, &tables.traits, &mut found);
    direct::mend(document, &units, &tables.traits, weights, &mut found);
    direct::add_after_stop(document, &units, &tables.traits, &mut found);
    holder::drop_things(document, &units, &tables.nobody, &mut found);
    let chosen = choose::choose(scene, found, LEAST);
    let mut quotes: Vec<Quote> =
        chosen.iter().filter_map(|attempt| build::build(document, &units, tables, attempt)).collect();
    for quote in &mut quotes {
        holder::read_passive(document, quote);
        holder::read_colon(document, quote);
        holder::trim_opening(document, quote);
        holder::inherit_source(document, quote);
    }
    leftover::add_leftovers(document, &units, &tables.traits, &chosen, &mut quotes);
    quotes.sort_by_key(|quote| quote.extent());
    carry::add_carried(document, &mut quotes);
    transcript::add_turns(document, &mut quotes);
    for (idx, quote) in quotes.iter_mut().enumerate() {
        quote.id = QuoteId(idx as u32);
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_weights_are_intact() {
        let weights = Weights::from_bytes(WEIGHTS).unwrap();
        assert_eq!(weights.to_bytes(), WEIGHTS);
        assert!(!weights.cue.rows.is_empty() && weights.parts.n_rows() > 0 && !weights.accept.rows.is_empty());
    }
}
