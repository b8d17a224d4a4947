//! The same quotation in several articles: cut differently, reworded, or word for word.

use std::collections::HashMap;

use super::wording::{common_subsequence, shingles, word_hashes};
use crate::model::{Quote, QuoteKind, Reason, RelationKind};
use crate::span::Span;

/// Fewest words of a quotation that is compared.
const MIN_WORDS: usize = 5;

/// A quotation of an earlier article.
#[derive(Debug)]
struct Known {
    article: u32,
    span: Span,
    words: Box<[u32]>,
}

/// A quotation found again.
#[derive(Debug)]
pub(crate) struct QuoteMatch {
    pub(crate) mine: Span,
    pub(crate) other: Span,
    pub(crate) other_article: u32,
    pub(crate) relation: RelationKind,
    pub(crate) reason: Option<Reason>,
    pub(crate) confidence: f32,
}

/// Quotations by their runs of three words.
#[derive(Debug, Default)]
pub(crate) struct QuoteIndex {
    known: Vec<Known>,
    postings: HashMap<u64, Vec<u32>>,
}

impl QuoteIndex {
    /// Compares an article's direct quotations with the known ones, then keeps them.
    pub(crate) fn add(&mut self, article: u32, text: &str, quotes: &[Quote]) -> Vec<QuoteMatch> {
        let mut matches = Vec::new();
        let mut fresh = Vec::new();
        for quote in quotes.iter().filter(|quote| quote.kind == QuoteKind::Direct) {
            let words: Vec<u32> = quote
                .content
                .iter()
                .filter(|piece| piece.fits(text))
                .flat_map(|piece| word_hashes(&text[*piece]))
                .collect();
            if words.len() < MIN_WORDS {
                continue;
            }
            let known = Known { article, span: quote.extent(), words: words.into() };
            self.compare(&known, &mut matches);
            fresh.push(known);
        }
        for known in fresh {
            let idx = self.known.len() as u32;
            for key in keys(&known.words) {
                self.postings.entry(key).or_default().push(idx);
            }
            self.known.push(known);
        }
        matches
    }

    fn compare(&self, quote: &Known, matches: &mut Vec<QuoteMatch>) {
        let mut candidates: Vec<u32> =
            keys(&quote.words).iter().filter_map(|key| self.postings.get(key)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        for idx in candidates {
            let other = &self.known[idx as usize];
            let common = common_subsequence(&quote.words, &other.words);
            let shorter = quote.words.len().min(other.words.len()).min(200);
            let share = common as f32 / shorter as f32;
            if share < 0.7 || common < MIN_WORDS - 1 {
                continue;
            }
            // A quotation cut shorter has all its words; one that lost or gained words was altered or translated anew.
            let altered = common < shorter;
            matches.push(QuoteMatch {
                mine: quote.span,
                other: other.span,
                other_article: other.article,
                relation: if altered { RelationKind::Compatible } else { RelationKind::Same },
                reason: altered.then_some(Reason::Wording),
                confidence: share,
            });
        }
    }
}

fn keys(words: &[u32]) -> Vec<u64> {
    let mut keys = shingles(words, 3);
    keys.sort_unstable();
    keys.dedup();
    keys
}
