//! An article's blocks: headline, byline, lede, paragraphs, boilerplate.

use crate::model::{Block, BlockKind};
use crate::span::Span;

/// Finds the blocks of a clean text, in text order, not overlapping. Linear in its length.
pub fn find_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            blocks.push(Block::new(Span::new(from, from + trimmed.len()), BlockKind::Paragraph));
        }
        start += line.len();
    }
    blocks
}
