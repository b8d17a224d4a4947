//! Passages: runs of eight words, to see who repeats whom.

use super::concept::Concept;
use super::words::words;
use crate::model::{Analysis, BlockKind};
use crate::text::hash_word;

/// Words of a run.
const RUN: usize = 8;
/// One run of this many is kept, by the value of its hash, so that two articles choose alike (Broder 1997).
const SAMPLE: u64 = 8;
/// Fewest kept runs that two articles share of which one repeats the other: some forty words.
pub(crate) const MIN_SHARED: usize = 5;

/// Hashes of an article's runs of words, furniture of the page left out; sorted, each once.
pub(crate) fn passages(text: &str, analysis: &Analysis) -> Box<[u64]> {
    let mut found = Vec::new();
    let blocks = analysis.article.blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate);
    for block in blocks.filter(|block| block.span.fits(text)) {
        let hash = |span: crate::Span| hash_word(text[span].to_lowercase().as_bytes());
        let hashes: Vec<Concept> = words(&text[block.span], block.span.start).map(hash).collect();
        let runs = hashes.windows(RUN).map(|run| {
            let mix = |hash: u64, word: &u32| (hash ^ u64::from(*word)).wrapping_mul(0x0100_0000_01b3);
            run.iter().fold(0xcbf2_9ce4_8422_2325, mix)
        });
        found.extend(runs.filter(|hash| (hash >> 32) % SAMPLE == 0));
    }
    found.sort_unstable();
    found.dedup();
    found.into()
}

/// Number of runs that both have.
pub(crate) fn n_shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|run| b.binary_search(run).is_ok()).count()
}
