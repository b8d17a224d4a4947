//! Transcripts: "Q: … A: …", "Berg: … Lind: …". Each turn is its label's words as they were said.
//!
//! A text has turns where at least two labels alternate over four paragraphs, one of them more than once.
//! It fails on a single question with its answer, which may be anything with a colon.

use std::ops::Range;

use crate::model::{BlockKind, Quote, QuoteClass, QuoteId, QuoteKind};
use crate::span::Span;
use crate::text::{Document, TokenKind, hash_word};

/// Most tokens of a label.
const LONGEST: usize = 4;

/// Fewest turns of a transcript, and fewest words of a turn on average.
const FEWEST: usize = 4;
const WORDS: usize = 4;

/// A paragraph that begins with a label.
struct Turn {
    label: Range<usize>,
    words: Range<usize>,
    block: u32,
}

/// Adds a quote for each turn, in place of what was found in it of the speaker's own. Keeps the order. Linear.
pub fn add_turns(document: &Document<'_>, quotes: &mut Vec<Quote>) {
    let turns = turns(document);
    if turns.is_empty() {
        return;
    }
    let added: Vec<Quote> = turns.iter().map(|turn| quote(document, turn)).collect();
    let mut within = added.iter().map(Quote::extent).peekable();
    quotes.retain(|quote| {
        let extent = quote.extent();
        while within.peek().is_some_and(|span| span.end <= extent.start) {
            within.next();
        }
        let inside = within.peek().is_some_and(|span| span.overlaps(extent));
        !inside || is_of_others(document, quote)
    });
    quotes.extend(added);
    quotes.sort_by_key(Quote::extent);
}

/// True for what a speaker reports of others: "my colleague says …".
fn is_of_others(document: &Document<'_>, quote: &Quote) -> bool {
    let Some((source, cue)) = quote.source.zip(quote.cue) else { return false };
    let own = matches!(&document.lower[source.as_range()], "i" | "we" | "you" | "it" | "he" | "she");
    let mark = document.lower[cue.as_range()].starts_with(':');
    !own && !mark && matches!(quote.class, QuoteClass::Speech | QuoteClass::Writing)
}

fn quote(document: &Document<'_>, turn: &Turn) -> Quote {
    let content = document.span_of(turn.words.clone());
    let mut quote = Quote::new(QuoteId(0), QuoteKind::Direct, vec![content], "turn");
    quote.source = Some(document.span_of(turn.label.clone()));
    quote.cue = Some(document.tokens[turn.label.end].span());
    quote.confidence = 0.8;
    quote
}

fn turns(document: &Document<'_>) -> Vec<Turn> {
    let mut found: Vec<Turn> = Vec::new();
    let mut last_block = None;
    for sentence in &document.sentences {
        if last_block == Some(sentence.block) {
            continue;
        }
        last_block = Some(sentence.block);
        let block = &document.blocks[sentence.block as usize];
        if matches!(block.kind, BlockKind::Boilerplate | BlockKind::Byline) {
            continue;
        }
        found.extend(turn(document, block.span, sentence.block));
    }
    // Turns stand together, and labels come again.
    let key = |turn: &Turn| document.tokens[turn.label.end - 1].hash;
    let mut keys: Vec<u32> = found.iter().map(key).collect();
    keys.sort_unstable();
    let comes_again =
        |turn: &Turn| keys.partition_point(|k| *k <= key(turn)) - keys.partition_point(|k| *k < key(turn)) > 1;
    let near = |idx: usize| {
        let follows = |a: &Turn, b: &Turn| b.block - a.block == 1 && key(a) != key(b);
        idx > 0 && follows(&found[idx - 1], &found[idx])
            || found.get(idx + 1).is_some_and(|next| follows(&found[idx], next))
    };
    let keep: Vec<bool> = (0..found.len()).map(near).collect();
    let n = keep.iter().filter(|keep| **keep).count();
    let again = found.iter().zip(&keep).filter(|(turn, keep)| **keep && comes_again(turn)).count();
    let words: usize = found.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(turn, _)| turn.words.len()).sum();
    if n < FEWEST || again < 2 || words < WORDS * n {
        return Vec::new();
    }
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next() == Some(true));
    found
}

fn turn(document: &Document<'_>, block: Span, number: u32) -> Option<Turn> {
    let tokens = document.tokens_in(block);
    let colon = tokens.clone().take(LONGEST + 1).find(|idx| document.tokens[*idx].kind == TokenKind::Colon)?;
    let label = tokens.start..colon;
    let large = |idx: usize| {
        let token = &document.tokens[idx];
        token.is_capitalised() && token.kind == TokenKind::Word
            || matches!(token.kind, TokenKind::Stop | TokenKind::Hyphen)
    };
    let dotted = label.end > label.start && document.tokens[label.end - 1].kind == TokenKind::Stop;
    let label = label.start..label.end - usize::from(dotted);
    let article = document.tokens.get(label.start).is_some_and(|token| {
        ["the", "this", "what", "how", "why", "still"].iter().any(|word| hash_word(word.as_bytes()) == token.hash)
    });
    let words = colon + 1..tokens.end;
    let quoted = document.tokens.get(colon + 1).is_some_and(|token| token.kind == TokenKind::OpenQuote);
    let fits = !label.is_empty() && label.clone().all(large) && !article && !quoted && !dotted;
    (fits && words.clone().any(|idx| document.tokens[idx].is_word())).then_some(Turn { label, words, block: number })
}
