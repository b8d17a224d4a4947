//! Who can be a source: not a parade, not the empty "it", not the one who was told.
//!
//! Posture: a quotation keeps its place without the source; other words whose holder would be a thing are no quote.
//! It fails where a thing stands for people: "the bridge says it is closed", of its operators.

use super::attempt::Attempt;
use super::cue::hash;
use super::parts::Label;
use super::units::{OTHER_VERB, Units};
use crate::lexicon::{Nobody, WordMap};
use crate::model::{Addressee, Quote, QuoteKind};
use crate::span::Span;
use crate::syntax::{Rel, Tag};
use crate::text::{Document, Shape, TokenKind};

/// Takes things out of the sources: attempts with words in quotation marks go on without a source, others go.
pub fn drop_things(document: &Document<'_>, units: &Units, nobody: &WordMap<Nobody>, found: &mut Vec<Attempt>) {
    found.retain_mut(|attempt| {
        let quoted = attempt.units_of(Label::Content).any(|unit| units.units[unit].quoted);
        // Any verb beside a quotation may be a cue, but of that quotation alone, and of no title.
        let spoken = |unit: usize| units.units[unit].quoted && !units.units[unit].title;
        if units.units[attempt.cue].cue == OTHER_VERB && !attempt.units_of(Label::Content).any(spoken) {
            return false;
        }
        let Some(source) = attempt.source() else { return true };
        let (first, last) = (units.units[source.start].first as usize, units.units[source.end - 1].last as usize);
        let Some(head) = head(document, first..last) else { return true };
        // “Nobody came,” which surprised the crew.
        let after = source.start.checked_sub(1).filter(|before| units.units[*before].quoted);
        if after.is_some_and(|before| attempt.label(before) == Label::Content) && document.lower(head) == "which" {
            return false;
        }
        let of_thing = noun_above(document, first).is_some_and(|noun| is_thing(document, nobody, noun));
        if !of_thing && !is_thing(document, nobody, head) || quoted && document.tokens[head].tag == Tag::Wh {
            return true;
        }
        for label in attempt.labels.iter_mut().filter(|label| **label == Label::Source) {
            *label = Label::Outside;
        }
        quoted
    });
}

/// The noun whose head stands outside the words: the subject, else the head of their first noun phrase.
pub fn head(document: &Document<'_>, tokens: std::ops::Range<usize>) -> Option<usize> {
    let outside = |idx: &usize| document.tree.head(*idx).is_none_or(|head| !tokens.contains(&head));
    let may_be = |idx: &usize| {
        let tag = document.tokens[*idx].tag;
        tag.is_noun() || matches!(tag, Tag::Prp | Tag::Wh | Tag::Dt | Tag::Cd | Tag::Jj)
    };
    let mut heads = tokens.clone().filter(outside).filter(may_be);
    let first = heads.clone().next();
    heads.find(|idx| document.tree.rel(*idx).is_subject()).or(first)
}

/// The noun of which somebody is a part: "appearance" before "Vega" in "the appearance of Rojas, Choque and Vega has …".
fn noun_above(document: &Document<'_>, first: usize) -> Option<usize> {
    const MOST_NAMES: usize = 12;
    let is_list = |idx: &usize| {
        let token = &document.tokens[*idx];
        token.is_capitalised() || token.kind == TokenKind::Comma || document.lower(*idx) == "and"
    };
    let reach = (first.saturating_sub(MOST_NAMES)..first).rev();
    let of = reach.into_iter().find(|idx| !is_list(idx)).filter(|idx| document.lower(*idx) == "of")?;
    of.checked_sub(1).filter(|noun| document.tokens[*noun].tag.is_noun())
}

/// True for events and things, and for "which" and "that" after one.
fn is_thing(document: &Document<'_>, nobody: &WordMap<Nobody>, idx: usize) -> bool {
    let token = &document.tokens[idx];
    if token.tag == Tag::Wh && matches!(document.lower(idx), "which" | "that") {
        let clause = document.tree.clause_head(idx).filter(|clause| document.tree.rel(*clause) == Rel::Relcl);
        let noun = clause.and_then(|clause| document.tree.head(clause));
        return noun.is_some_and(|noun| document.tokens[noun].tag != Tag::Wh && is_thing(document, nobody, noun));
    }
    let common = matches!(token.tag, Tag::Nn | Tag::Nns) && token.kind == TokenKind::Word;
    let small = !token.is_capitalised() || token.shape.has(Shape::SENTENCE_START) && token.tag == Tag::Nns;
    let possessive = document.tokens.get(idx + 1).is_some_and(|next| next.kind == TokenKind::Clitic);
    common && small && !possessive && nobody.get(token.word) == Nobody::Thing
}

/// Verbs whose passive subject is the one who is told.
const TOLD: [u32; 4] = [hash(b"told"), hash(b"informed"), hash(b"reminded"), hash(b"advised")];

/// Mends the source of a passive: "it is said" has none, in "they were told" it is the addressee.
pub fn read_passive(document: &Document<'_>, quote: &mut Quote) {
    if let Some(told) = told_piece(document, quote) {
        quote.content.remove(0);
        quote.source = Some(told);
        quote.addressee = Some(Addressee::new(told));
    }
    let (Some(source), Some(cue)) = (quote.source, quote.cue) else { return };
    let (source_tokens, cue_tokens) = (document.tokens_in(source), document.tokens_in(cue));
    if source_tokens.end > cue_tokens.start || source_tokens.is_empty() {
        return;
    }
    let is_be = |idx: usize| {
        matches!(document.lower(idx), "is" | "was" | "are" | "were" | "be" | "been" | "being" | "'s" | "’s")
    };
    let head = cue_tokens.clone().rev().find(|idx| {
        let tag = document.tokens[*idx].tag;
        tag == Tag::Vbn || tag == Tag::Vbd || tag.is_adjective()
    });
    let Some(head) = head else { return };
    // "was not immediately clear": the form of "be" stands right before, adverbs left aside.
    let before = (source_tokens.end..head).rev().find(|idx| !document.tokens[*idx].tag.is_adverb());
    if !before.is_some_and(is_be) {
        return;
    }
    let is_it = source_tokens.len() == 1 && document.lower(source_tokens.start) == "it";
    if is_it {
        quote.source = None;
    } else if TOLD.contains(&document.tokens[head].hash) {
        // They hold what they heard: source of the knowledge, but not the speaker.
        quote.addressee = Some(Addressee::new(source));
    }
}

/// Verbs whose object before "that" is the one who is told.
const TELLS: [u32; 12] = [
    hash(b"tell"),
    hash(b"tells"),
    hash(b"telling"),
    hash(b"told"),
    hash(b"warn"),
    hash(b"warned"),
    hash(b"warns"),
    hash(b"warning"),
    hash(b"assured"),
    hash(b"reminded"),
    hash(b"informed"),
    hash(b"convinced"),
];

/// Takes what opens a content outside: "the crew that" of "warned the crew that the valve …", and a "that" left over.
pub fn trim_opening(document: &Document<'_>, quote: &mut Quote) {
    const LONGEST: usize = 6;
    let (Some(cue), Some(first)) = (quote.cue, quote.content.first().copied()) else { return };
    let (cue, words) = (document.tokens_in(cue), document.tokens_in(first));
    if first.start < quote.cue.map_or(0, |cue| cue.end) || words.len() < 4 {
        return;
    }
    let that = words.clone().take(LONGEST).find(|idx| document.lower(*idx) == "that");
    let Some(that) = that.filter(|that| opens_clause(document, *that, words.end)) else { return };
    let tells = cue.clone().any(|idx| TELLS.contains(&document.tokens[idx].hash));
    let object = words.start..that;
    let is_object = tells
        && object.clone().all(|idx| {
            let token = &document.tokens[idx];
            !token.tag.is_verb() && (token.is_word() || token.kind == TokenKind::Hyphen)
        });
    if object.is_empty() || is_object && quote.addressee.is_none() {
        if !object.is_empty() {
            quote.addressee = Some(Addressee::new(document.span_of(object)));
        }
        quote.content[0] = document.span_of(that + 1..words.end);
    }
}

/// True for "that" before a subject and its verb.
fn opens_clause(document: &Document<'_>, that: usize, end: usize) -> bool {
    let next = document.tokens[..end].get(that + 1).filter(|next| !next.shape.has(Shape::QUOTED));
    let subject = next.is_some_and(|next| {
        matches!(next.tag, Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Nnp | Tag::Nns | Tag::Ex | Tag::Cd | Tag::Jj)
    });
    subject && (that + 1..end).take(30).any(|idx| document.tokens[idx].tag.is_finite())
}

/// "The club posted on its site: “…”": the colon's source is the subject of the clause before it, its verb the cue.
pub fn read_colon(document: &Document<'_>, quote: &mut Quote) {
    let Some(cue) = quote.cue.filter(|_| quote.source.is_none()) else { return };
    let colon = document.tokens_in(cue).start;
    if document.tokens.get(colon).is_none_or(|token| token.kind != TokenKind::Colon) {
        return;
    }
    let sentence = document.sentence_of(colon).tokens();
    let root = (sentence.start..colon).find(|idx| document.tree.rel(*idx) == Rel::Root);
    let Some(root) = root.filter(|root| document.tokens[*root].tag.is_finite()) else { return };
    let subject = document.tree.child(root, Rel::Nsubj).filter(|subject| *subject < root);
    let Some(subject) = subject.filter(|subject| document.tokens[*subject].tag != Tag::Ex) else { return };
    let words = document.tree.subtree(subject);
    quote.source = Some(document.span_of(words.start..words.end.min(root)));
    quote.cue = Some(document.tokens[root].span());
}

/// Verbs whose subject holds nothing.
const SEEM: [u32; 4] = [hash(b"seemed"), hash(b"appeared"), hash(b"became"), hash(b"asked")];

/// "She closed the hall, shouting “Go home!”", "he smiled and boomed: “…”": the source of words in quotation marks whose
/// verb has no subject of its own is the subject of the clause around it.
pub fn inherit_source(document: &Document<'_>, quote: &mut Quote) {
    const CLIMB: usize = 3;
    let Some(cue) = quote.cue.filter(|_| quote.source.is_none()) else { return };
    let follows = quote.content.first().is_some_and(|first| first.start >= cue.end);
    let cue = document.tokens_in(cue);
    let verb = cue.clone().find(|idx| document.tokens[*idx].tag.is_verb());
    let Some(mut verb) = verb.filter(|_| follows) else { return };
    // Words outside quotation marks may have nobody behind them.
    let joined = match document.tokens[verb].tag {
        Tag::Vbg => matches!(document.tree.rel(verb), Rel::Advcl | Rel::Conj),
        Tag::Vbd => document.tree.rel(verb) == Rel::Conj && !SEEM.contains(&document.tokens[verb].hash),
        _ => false,
    };
    if quote.kind != QuoteKind::Direct && !joined {
        return;
    }
    for _ in 0..=CLIMB {
        let subject = document.tree.subject(verb).filter(|subject| *subject < cue.start);
        if let Some(subject) = subject {
            let words = document.tree.subtree(subject);
            let end = words.end.min(verb).min(cue.start);
            let tag = document.tokens[subject].tag;
            let active = document.tree.rel(subject) == Rel::Nsubj && (tag.is_noun() || tag == Tag::Prp);
            if active && words.start < end && !document.tokens[words.start].shape.has(Shape::QUOTED) {
                quote.source = Some(document.span_of(words.start..end));
            }
            return;
        }
        let joined = matches!(document.tree.rel(verb), Rel::Conj | Rel::Advcl | Rel::Xcomp);
        let head = document.tree.head(verb).filter(|head| joined && document.tokens[*head].tag.is_verb());
        let Some(head) = head else { return };
        verb = head;
    }
}

/// The first piece of a content that is nothing but the subject of "were told".
fn told_piece(document: &Document<'_>, quote: &Quote) -> Option<Span> {
    let (first, cue) = (*quote.content.first()?, quote.cue?);
    let verb = document.tokens_in(cue).rev().find(|idx| TOLD.contains(&document.tokens[*idx].hash))?;
    let subject = document.tree.child(verb, Rel::NsubjPass)?;
    let is_piece = quote.source.is_none() && quote.content.len() > 1 && first.end <= cue.start;
    let whole = document.tree.subtree(subject);
    (is_piece && document.tokens_in(first) == whole).then_some(first)
}
