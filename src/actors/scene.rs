//! A document as this stage sees it: classes of its words, titles, roles, and what is written small somewhere.

use std::ops::Range;

use crate::lexicon::{Hit, TermTable, hits_of};
use crate::model::BlockKind;
use crate::text::{Document, Shape, Token, TokenKind};

use super::ActorTables;
use super::gazetteer::{EntryId, NO_ENTRY};
use super::kind::Kind;
use super::words::Classes;
use crate::model::MentionForm;

/// Words that may refer to an actor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) kind: Kind,
    pub(crate) form: MentionForm,
    pub(crate) rule: &'static str,
    pub(crate) confidence: f32,
    pub(crate) entry: EntryId,
    /// Share of the sightings of these words that mean the entry, in percent.
    pub(crate) prior: u8,
    /// Position of its actor, once it has one.
    pub(crate) actor: u32,
}

/// Not yet with an actor.
pub(crate) const NO_ACTOR: u32 = u32::MAX;

impl Sighting {
    pub(crate) fn new(tokens: Range<usize>, kind: Kind, rule: &'static str, confidence: f32) -> Sighting {
        Sighting {
            first: tokens.start as u32,
            last: tokens.end as u32,
            kind,
            form: MentionForm::Name,
            rule,
            confidence,
            entry: NO_ENTRY,
            prior: 100,
            actor: NO_ACTOR,
        }
    }

    pub(crate) fn tokens(&self) -> Range<usize> {
        self.first as usize..self.last as usize
    }

    pub(crate) fn n_tokens(&self) -> usize {
        self.tokens().len()
    }
}

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Capitals mean names.
    Plain,
    /// A heading: most words are capitalised, capitals mean little.
    Title,
    /// No news: navigation and the like.
    Skip,
    /// Who wrote it.
    Byline,
}

/// A document with what this stage looks up often.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) tables: &'a ActorTables,
    pub(crate) names: &'a [Hit],
    pub(crate) titles: &'a [Hit],
    pub(crate) roles: &'a [Hit],
    pub(crate) styles: Vec<Style>,
    small: Vec<u32>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(document: &'a Document<'a>, hits: &'a [Hit], tables: &'a ActorTables) -> Scene<'a> {
        let mut small: Vec<u32> = document
            .tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word && !token.is_capitalised())
            .map(|token| token.hash)
            .collect();
        small.sort_unstable();
        small.dedup();
        let mut scene = Scene {
            document,
            tables,
            names: hits_of(hits, TermTable::Name),
            titles: hits_of(hits, TermTable::Title),
            roles: hits_of(hits, TermTable::Role),
            styles: Vec::new(),
            small,
        };
        scene.styles = document.sentences.iter().map(|sentence| scene.style_of(sentence)).collect();
        scene
    }

    fn style_of(&self, sentence: &crate::text::Sentence) -> Style {
        match self.document.block_of(sentence).kind {
            BlockKind::Boilerplate => return Style::Skip,
            BlockKind::Byline => return Style::Byline,
            _ => {}
        }
        let (mut n_big, mut n_small) = (0, 0);
        for idx in sentence.tokens() {
            let token = self.token(idx);
            if token.kind != TokenKind::Word || self.classes(idx).any(Classes::FUNCTION) || token.end - token.start < 4
            {
                continue;
            }
            if token.is_capitalised() {
                n_big += 1;
            } else {
                n_small += 1;
            }
        }
        // A sentence with a full stop is none of a heading, however many names it has.
        let stops = sentence.tokens().next_back().is_some_and(|idx| self.token(idx).kind == TokenKind::Stop);
        if n_big >= 4 && n_big >= 4 * n_small && !stops { Style::Title } else { Style::Plain }
    }

    pub(crate) fn token(&self, idx: usize) -> &Token {
        &self.document.tokens[idx]
    }

    pub(crate) fn classes(&self, idx: usize) -> Classes {
        self.tables.words.classes(self.document.tokens[idx].word)
    }

    /// Classes of the token, none beyond the text or beyond `within`.
    pub(crate) fn classes_in(&self, idx: usize, within: &Range<usize>) -> Classes {
        if within.contains(&idx) { self.classes(idx) } else { Classes::default() }
    }

    pub(crate) fn is(&self, idx: usize, word: &str) -> bool {
        idx < self.document.tokens.len() && self.document.lower(idx) == word
    }

    /// True if the word is also written small somewhere in the document.
    pub(crate) fn is_small_elsewhere(&self, idx: usize) -> bool {
        self.small.binary_search(&self.token(idx).hash).is_ok()
    }

    pub(crate) fn is_sentence_start(&self, idx: usize) -> bool {
        self.token(idx).shape.has(Shape::SENTENCE_START)
    }

    /// The title that begins at a token.
    pub(crate) fn title_at(&self, idx: usize) -> Option<&Hit> {
        hit_at(self.titles, idx)
    }

    /// The role noun that begins at a token.
    pub(crate) fn role_at(&self, idx: usize) -> Option<&Hit> {
        hit_at(self.roles, idx)
    }

    /// The role of a person that begins at a token; institutions ("department") are no roles.
    pub(crate) fn person_role_at(&self, idx: usize) -> Option<&Hit> {
        self.role_at(idx).filter(|hit| self.tables.words.roles[hit.row as usize].is_person)
    }

    /// The title that ends before a token.
    pub(crate) fn title_before(&self, idx: usize) -> Option<&Hit> {
        hit_before(self.titles, idx)
    }

    /// The role of a person that ends before a token.
    pub(crate) fn role_before(&self, idx: usize) -> Option<&Hit> {
        hit_before(self.roles, idx).filter(|hit| self.tables.words.roles[hit.row as usize].is_person)
    }

    /// Hash of the words of some tokens, hyphens left aside: the same name has the same key.
    pub(crate) fn key(&self, tokens: Range<usize>) -> u64 {
        tokens.filter(|idx| self.token(*idx).is_word()).fold(0xcbf2_9ce4_8422_2325, |key: u64, idx| {
            (key ^ u64::from(self.token(idx).hash)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        })
    }
}

fn hit_at(hits: &[Hit], idx: usize) -> Option<&Hit> {
    let place = hits.partition_point(|hit| (hit.first as usize) < idx);
    hits.get(place).filter(|hit| hit.first as usize == idx)
}

pub(crate) fn hit_before(hits: &[Hit], idx: usize) -> Option<&Hit> {
    let place = hits.partition_point(|hit| (hit.first as usize) < idx);
    hits[..place].last().filter(|hit| hit.last as usize == idx)
}
