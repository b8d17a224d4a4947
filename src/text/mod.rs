//! From raw text to tokens: clean, structure, tokens, sentences, quotations.

mod address;
mod boilerplate;
mod clean;
mod cut;
mod dateline;
mod letters;
mod lines;
mod marks;
mod repair;
mod sentence;
mod sign;
mod structure;
mod token;

use std::ops::Range;

use crate::lexicon::Vocabulary;
use crate::model::{Block, BlockKind};
use crate::span::Span;

use crate::syntax::{self, Tree};
use dateline::byline_name;
use letters::lower_in_place;

pub use clean::{CleanText, clean};
pub use cut::tokenize;
pub use marks::Quotation;
pub use sentence::cut_sentences;
pub use structure::find_blocks;
pub use token::{Shape, Token, TokenKind, hash_word};

/// A sentence: its tokens and the block it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Index of its block.
    pub block: u32,
}

impl Sentence {
    /// Its token indices.
    pub fn tokens(&self) -> Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// A clean text cut into blocks, sentences and tokens, with its quotations paired.
///
/// Everything later works on this. Token, sentence and block indices are positions in the lists.
#[derive(Debug)]
pub struct Document<'t> {
    /// The clean text.
    pub text: &'t str,
    /// The same lower-cased, byte for byte at the same places.
    pub lower: String,
    /// Blocks in text order.
    pub blocks: Vec<Block>,
    /// Sentences in text order; they cover all tokens.
    pub sentences: Vec<Sentence>,
    /// Tokens in text order.
    pub tokens: Vec<Token>,
    /// Quotations in text order, not overlapping (nested ones are not listed).
    pub quotations: Vec<Quotation>,
    /// The sentences' dependency trees.
    pub tree: Tree,
    /// Place, date and agency before the lede, dash included: `OSLO, March 3 (Fjord News) —`.
    pub dateline: Option<Span>,
    /// The author's name in the first byline.
    pub byline: Option<Span>,
}

impl<'t> Document<'t> {
    /// Reads a clean text. Linear in its length.
    pub fn new(text: &'t str, vocabulary: &Vocabulary) -> Document<'t> {
        let lower = lower_in_place(text);
        let mut tokens = tokenize(text, &lower, vocabulary);
        let blocks = find_blocks(text);
        let mut sentences = Vec::with_capacity(tokens.len() / 16 + 1);
        let mut quotations = Vec::new();
        let mut from = 0;
        for (block_idx, block) in blocks.iter().enumerate() {
            let to = from + tokens[from..].partition_point(|token| (token.start as usize) < block.span.end);
            cut_sentences(text, &tokens, vocabulary, from, to, |first, last| {
                sentences.push(Sentence { first: first as u32, last: last as u32, block: block_idx as u32 });
            });
            if block.kind != BlockKind::Boilerplate {
                marks::pair_marks(&tokens, from, to, &mut quotations);
            }
            from = to;
        }
        for quotation in &quotations {
            for token in &mut tokens[quotation.first as usize..quotation.last as usize] {
                token.shape.set(Shape::QUOTED);
            }
        }
        for (sentence_idx, sentence) in sentences.iter().enumerate() {
            let range = sentence.tokens();
            for token in &mut tokens[range.clone()] {
                token.sentence = sentence_idx as u32;
            }
            if let Some(token) = tokens[range].iter_mut().find(|token| token.is_word()) {
                token.shape.set(Shape::SENTENCE_START);
            }
        }
        let tree = syntax::read_sentences(text, &sentences, &mut tokens);
        let dateline = blocks.iter().find(|block| block.kind == BlockKind::Dateline).map(|block| block.span);
        let byline = find_byline(text, &blocks);
        Document { text, lower, blocks, sentences, tokens, quotations, tree, dateline, byline }
    }

    /// The words of a token as written.
    pub fn word(&self, token_idx: usize) -> &'t str {
        &self.text[self.tokens[token_idx].span()]
    }

    /// The words of a token, lower-cased. Apostrophes stay as written.
    pub fn lower(&self, token_idx: usize) -> &str {
        &self.lower.as_str()[self.tokens[token_idx].span()]
    }

    /// Bytes from the first to the last of some tokens; empty for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::new(0, 0),
        }
    }

    /// Tokens that share a byte with a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| (token.end as usize) <= span.start);
        let last = self.tokens.partition_point(|token| (token.start as usize) < span.end);
        first..last.max(first)
    }

    /// The sentence that a token belongs to.
    pub fn sentence_of(&self, token_idx: usize) -> &Sentence {
        &self.sentences[self.tokens[token_idx].sentence as usize]
    }

    /// Where a sentence stands.
    pub fn sentence_span(&self, sentence: &Sentence) -> Span {
        self.span_of(sentence.tokens())
    }

    /// The block that a sentence stands in.
    pub fn block_of(&self, sentence: &Sentence) -> &Block {
        &self.blocks[sentence.block as usize]
    }

    /// True if the sentence is part of the news: not navigation, byline or the like.
    pub fn is_news(&self, sentence: &Sentence) -> bool {
        !matches!(self.block_of(sentence).kind, BlockKind::Boilerplate | BlockKind::Byline)
    }
}

/// The name in the first block that is a byline and has one.
fn find_byline(text: &str, blocks: &[Block]) -> Option<Span> {
    blocks.iter().filter(|block| block.kind == BlockKind::Byline).find_map(|block| {
        let name = byline_name(&text[block.span])?;
        Some(Span::new(block.span.start + name.start, block.span.start + name.end))
    })
}
