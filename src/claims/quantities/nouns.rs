//! The counted noun: the head of the noun phrase after a number, in the singular.

use std::collections::HashMap;

use super::words::{Kind, QuantityWords};
use crate::lexicon::embedded;
use crate::syntax::Tag;
use crate::text::{Document, Shape, TokenKind};

const PLURALS: &str = include_str!("../../lexicon/en/plurals.tsv");

/// How many words of a noun phrase are looked at.
const REACH: usize = 5;

/// A counted noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noun {
    /// The head in the singular.
    pub name: String,
    /// True if the head is a plural.
    pub is_plural: bool,
    /// One past its last token.
    pub last: usize,
}

/// Plurals that no rule makes singular.
#[derive(Debug)]
pub(in crate::claims) struct Plurals(HashMap<&'static str, &'static str>);

impl Plurals {
    /// Loads the embedded table.
    pub(in crate::claims) fn load() -> Plurals {
        Plurals(embedded("plurals.tsv", PLURALS, 2).map(|row| (row.cell(0), row.cell(1))).collect())
    }

    /// The singular of a lower-case plural; `None` for what is not one.
    pub(super) fn singular(&self, word: &str) -> Option<String> {
        if let Some(known) = self.0.get(word) {
            return Some((*known).to_owned());
        }
        let stem = word.strip_suffix('s')?;
        if stem.len() < 2 || stem.ends_with(['s', 'u', 'i', '\'', '’']) {
            return None;
        }
        if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
            return Some(format!("{stem}y"));
        }
        if let Some(stem) = word.strip_suffix("men").filter(|stem| stem.len() > 1) {
            return Some(format!("{stem}man"));
        }
        let hissing = ["sses", "ches", "shes", "xes", "zzes"].iter().any(|tail| word.ends_with(tail));
        Some(if hissing { word[..word.len() - 2].to_owned() } else { stem.to_owned() })
    }

    fn is_plural(&self, word: &str) -> bool {
        self.0.contains_key(word) || (word.ends_with("men") && word.len() > 4) || self.singular(word).is_some()
    }
}

/// The noun that the number before token `from` counts, looked for before `end`. `one` allows a singular.
pub(super) fn counted_noun(
    document: &Document<'_>,
    words: &QuantityWords,
    plurals: &Plurals,
    from: usize,
    end: usize,
    one: bool,
) -> Option<Noun> {
    let mut start = from;
    // "five of the workers", "two more dogs"
    if end > start + 1 && document.lower(start) == "of" {
        let determined = matches!(
            document.lower(start + 1),
            "the" | "these" | "those" | "its" | "his" | "her" | "their" | "our" | "my"
        );
        if !determined {
            return None;
        }
        start += 2;
    }
    let mut head: Option<usize> = None;
    let mut idx = start;
    while idx < end.min(start + REACH) {
        let token = &document.tokens[idx];
        let glue = token.kind == TokenKind::Hyphen;
        let joins = head.is_none() && idx > start && joins_nouns(document, words, idx, end);
        // "two new 737 Max jets"
        let model = token.kind == TokenKind::Number
            && idx > start
            && document.tokens.get(idx + 1).is_some_and(|next| next.is_capitalised() && next.kind == TokenKind::Word);
        if model {
            idx += 1;
            continue;
        }
        if !glue && !joins && (token.kind != TokenKind::Word || ends_phrase(document, words, idx)) {
            break;
        }
        if !glue && !joins {
            let word = document.lower(idx);
            let verb = matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
            if verb && head.is_some() {
                break;
            }
            // "2,483 lightning strikes": no verb can agree with that subject
            let verbal = matches!(token.tag, Tag::Jj | Tag::Rb) || token.tag == Tag::Vbz && (one || idx == start);
            let plural = plurals.is_plural(word) && word.len() > 2 && !verbal;
            let noun = matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp);
            if plural && !one {
                head = Some(idx);
                break;
            }
            if one && plural && token.tag != Tag::Nn {
                break;
            }
            if one && (noun || token.tag == Tag::Other) && !words.is(token.word, Kind::Adjective) {
                head = Some(idx);
                let next_is_noun = document
                    .tokens
                    .get(idx + 1)
                    .is_some_and(|next| next.tag == Tag::Nn && next.kind == TokenKind::Word);
                if !next_is_noun {
                    break;
                }
            }
        }
        idx += 1;
    }
    let head = head?;
    let word = document.lower(head);
    let is_plural = plurals.is_plural(word);
    let single = plurals.singular(word).filter(|_| !one).unwrap_or_else(|| irregular_man(word));
    let name = single;
    Some(Noun { name, is_plural, last: head + 1 })
}

/// "digital and physical sales": a conjunction between two words of one noun phrase.
fn joins_nouns(document: &Document<'_>, words: &QuantityWords, idx: usize, end: usize) -> bool {
    let word = |idx: usize| document.tokens.get(idx).filter(|token| token.kind == TokenKind::Word && idx < end);
    document.lower(idx) == "and"
        && word(idx - 1).zip(word(idx + 1)).is_some_and(|(before, after)| {
            !words.is(after.word, Kind::Stop) && before.is_capitalised() == after.is_capitalised()
        })
}

fn irregular_man(word: &str) -> String {
    match word.strip_suffix("men") {
        Some(stem) if stem.len() > 2 => format!("{stem}man"),
        _ => word.to_owned(),
    }
}

fn ends_phrase(document: &Document<'_>, words: &QuantityWords, idx: usize) -> bool {
    let token = &document.tokens[idx];
    words.is(token.word, Kind::Stop) || token.shape.has(Shape::LINE_START)
}
