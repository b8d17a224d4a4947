//! Carried speech: sentences that go on being somebody's without a new cue.
//!
//! Only with evidence in the words: an enumeration that goes on ("Secondly, …"), a question that is answered ("Against
//! whom? Against Oslo."), "And that …", or the modal verb of what was said ("It would also …"). What stands between
//! such sentences goes with them. Posture: rather missing than inventing. It fails on "She said the plan would cost
//! a billion. It would also be the first of its kind", where the reporter takes over.

use std::ops::Range;

use super::build::kind_of;
use crate::model::{BlockKind, Quote, QuoteClass, QuoteId, QuoteKind};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::{Document, Sentence, Shape, TokenKind};

/// Sentences after a quote that are looked at.
const REACH: usize = 12;

/// Sentences without evidence that may stand between two with evidence.
const GAP: usize = 4;

/// Why a sentence is still somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Enumeration,
    Question,
    Conjunction,
    Modal,
}

impl Evidence {
    fn rule(self) -> &'static str {
        match self {
            Evidence::Enumeration => "carried-enumeration",
            Evidence::Question => "carried-question",
            Evidence::Conjunction => "carried-conjunction",
            Evidence::Modal => "carried-modal",
        }
    }
}

/// Adds the carried sentences. `quotes` are in text order, and are again afterwards.
pub fn add_carried(document: &Document<'_>, quotes: &mut Vec<Quote>) {
    let mut added: Vec<Quote> = Vec::new();
    for (idx, quote) in quotes.iter().enumerate() {
        if let Some(after) = can_carry(document, quote) {
            let free = added.last().map_or(0, |last| last.extent().end);
            let rest = &quotes[idx + 1..];
            added.extend(carried(document, quote, rest, after).into_iter().filter(|new| new.extent().start >= free));
        }
    }
    if added.is_empty() {
        return;
    }
    // A thought or attitude inside is part of what is said.
    let mut within = added.iter().map(Quote::extent).peekable();
    quotes.retain(|quote| {
        let extent = quote.extent();
        while within.peek().is_some_and(|span| span.end <= extent.start) {
            within.next();
        }
        within.peek().is_none_or(|span| !span.overlaps(extent))
    });
    quotes.extend(added);
    quotes.sort_by_key(Quote::extent);
}

/// The sentence after a quote that may go on: somebody's speech that is not wholly in quotation marks.
fn can_carry(document: &Document<'_>, quote: &Quote) -> Option<usize> {
    let speech = matches!(quote.class, QuoteClass::Speech | QuoteClass::Writing | QuoteClass::Thought);
    if !speech || quote.negated || quote.carried || quote.source.is_none() || quote.kind == QuoteKind::Direct {
        return None;
    }
    let last = document.tokens_in(quote.extent()).end.checked_sub(1)?;
    let cue = document.tokens_in(quote.cue?).start;
    let sentence = document.tokens[last].sentence;
    let near = document.tokens[cue].sentence + 1 >= sentence;
    near.then_some(sentence as usize + 1)
}

fn carried(document: &Document<'_>, quote: &Quote, rest: &[Quote], first: usize) -> Vec<Quote> {
    let block = document.sentences[first - 1].block;
    if !matches!(document.blocks[block as usize].kind, BlockKind::Paragraph | BlockKind::Lede) {
        return Vec::new();
    }
    let opens = first < 2 || document.sentences[first - 2].block != block;
    let said = document.tokens_in(quote.extent());
    let mut last: Option<usize> = None;
    let mut why: Vec<Option<(Evidence, Span)>> = Vec::new();
    let mut n_evidence = 0;
    for (n, sentence) in document.sentences[first..].iter().take(REACH).enumerate() {
        if sentence.block != block || speaks(document, rest, sentence) {
            break;
        }
        let found = evidence(document, sentence, said.clone(), last.is_some() || n == 0);
        if found.is_some() {
            n_evidence += 1;
            last = Some(n);
        }
        why.push(found);
        if n > last.map_or(0, |last| last + 1) + GAP {
            break;
        }
    }
    let Some(last) = last else { return Vec::new() };
    // A paragraph that begins with the quote and goes on twice is wholly its speaker's.
    let last = if opens && n_evidence >= 2 { why.len() - 1 } else { last };
    let mut next = why.iter().rev().flatten().next().copied();
    let mut found: Vec<Quote> = Vec::new();
    for n in (0..=last).rev() {
        next = why[n].or(next);
        let Some((evidence, words)) = next else { continue };
        let Some(span) = bare(document, document.sentences[first + n].tokens()) else { continue };
        let mut new = Quote::new(QuoteId(0), kind_of(document, &[span]), vec![span], evidence.rule());
        new.class = quote.class;
        new.carried = true;
        new.evidence = vec![words];
        new.confidence = if why[n].is_some() { 0.6 } else { 0.5 };
        found.push(new);
    }
    found.reverse();
    found
}

/// True if somebody else begins to speak in a sentence.
fn speaks(document: &Document<'_>, rest: &[Quote], sentence: &Sentence) -> bool {
    let span = document.sentence_span(sentence);
    let near = rest.iter().take(REACH).filter(|quote| {
        let at = quote.cue.or(quote.source).unwrap_or(quote.extent());
        span.overlaps(at)
    });
    near.into_iter().any(|quote| matches!(quote.class, QuoteClass::Speech | QuoteClass::Writing))
}

/// The words of a sentence without its final stop and its outer marks.
fn bare(document: &Document<'_>, tokens: Range<usize>) -> Option<Span> {
    let mark = |idx: &usize| matches!(document.tokens[*idx].kind, TokenKind::Stop | TokenKind::Bullet);
    let last = tokens.clone().rev().find(|idx| !mark(idx))?;
    let words = tokens.start..last + 1;
    words.clone().any(|idx| document.tokens[idx].is_word()).then(|| document.span_of(words))
}

/// What in a sentence shows that `said` goes on in it. `follows` if it stands right after the quote or a carried one.
fn evidence(
    document: &Document<'_>,
    sentence: &Sentence,
    said: Range<usize>,
    follows: bool,
) -> Option<(Evidence, Span)> {
    let tokens = sentence.tokens();
    let start = tokens.clone().find(|idx| document.tokens[*idx].is_word())?;
    let word = |idx: usize| if idx < tokens.end { document.lower(idx) } else { "" };
    let at = |evidence: Evidence, idx: usize| Some((evidence, document.tokens[idx].span()));
    if follows
        && matches!(word(start), "and" | "but")
        && word(start + 1) == "that"
        && !document.tokens.get(start + 2).is_none_or(|next| next.tag.is_verb())
    {
        return at(Evidence::Conjunction, start + 1);
    }
    let comma = document.tokens.get(start + 1).is_some_and(|token| token.kind == TokenKind::Comma);
    let counted = comma && matches!(word(start), "first" | "firstly" | "second" | "secondly" | "third" | "thirdly");
    if counted && counts(document, said.clone()) {
        return at(Evidence::Enumeration, start);
    }
    let is_question = tokens.clone().rev().any(|idx| document.tokens[idx].kind == TokenKind::Question);
    let verbless = !tokens.clone().any(|idx| document.tokens[idx].tag.is_finite());
    let quoted = document.tokens[start].shape.has(Shape::QUOTED);
    if follows && is_question && verbless && tokens.len() <= 8 && !quoted {
        return at(Evidence::Question, tokens.end - 1);
    }
    modal(document, tokens, said).filter(|_| follows).map(|idx| (Evidence::Modal, document.tokens[idx].span()))
}

/// True if words begin to count: "first", "two reasons".
fn counts(document: &Document<'_>, said: Range<usize>) -> bool {
    let nouns = ["reasons", "points", "conditions", "demands", "factors", "steps", "questions", "things", "goals"];
    let number = |idx: usize| {
        document.tokens[idx].tag == Tag::Cd
            && document.tokens.get(idx + 1).is_some_and(|_| {
                (idx + 1..(idx + 4).min(document.tokens.len())).any(|next| nouns.contains(&document.lower(next)))
            })
    };
    let ordinal = |idx: usize| {
        let adverb = document.tokens.get(idx + 1).is_some_and(|next| !next.tag.is_noun() && !next.tag.is_adjective());
        matches!(document.lower(idx), "first" | "firstly") && adverb && document.tokens[idx].tag.is_adverb()
    };
    said.into_iter().any(|idx| number(idx) || ordinal(idx))
}

/// The modal verb of a sentence that begins with a pronoun and takes up the modal of what was said, with "also".
fn modal(document: &Document<'_>, tokens: Range<usize>, said: Range<usize>) -> Option<usize> {
    let first = tokens.start;
    if !matches!(document.lower(first), "it" | "this" | "that" | "they" | "he" | "she") {
        return None;
    }
    let modal = (first + 1..tokens.end).take(2).find(|idx| document.tokens[*idx].tag == Tag::Md)?;
    let adds = (modal + 1..tokens.end).take(2).any(|idx| document.lower(idx) == "also");
    let same = said.into_iter().any(|idx| document.tokens[idx].hash == document.tokens[modal].hash);
    let would = matches!(document.lower(modal), "would" | "could" | "might" | "should");
    (adds && same && would).then_some(modal)
}
