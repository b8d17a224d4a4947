//! Does a clause look ahead or back?

use super::pattern::Scene;
use crate::claims::lexemes::Class;
use crate::syntax::Tag;
use crate::text::Shape;

/// Where the verbs around a time look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// "will", "due", "set to"
    Ahead,
    /// "said", "was", "resigned"
    Back,
    /// No verb tells.
    Unknown,
}

/// How far verbs are looked for.
const REACH: usize = 24;

/// The tense of the verb nearest before the tokens `first..last` in their sentence, else of the nearest after them.
pub(super) fn tense_around(scene: Scene<'_>, first: usize, last: usize) -> Tense {
    let sentence = scene.document.sentence_of(first).tokens();
    let from = sentence.start.max(first.saturating_sub(REACH));
    for idx in (from..first).rev() {
        if let Some(tense) = tense_of(scene, idx) {
            return tense;
        }
    }
    let to = sentence.end.min(last + REACH);
    (last..to).find_map(|idx| tense_of(scene, idx)).unwrap_or(Tense::Unknown)
}

/// Verbs whose infinitive lies ahead: "agreed to meet".
fn plans(word: &str) -> bool {
    matches!(
        word,
        "agreed"
            | "agree"
            | "agrees"
            | "vowed"
            | "vows"
            | "promised"
            | "promises"
            | "intends"
            | "intended"
            | "wants"
            | "asked"
            | "ordered"
            | "scheduled"
            | "set"
            | "due"
            | "going"
            | "expected"
            | "planned"
            | "ready"
            | "about"
            | "hopes"
            | "hoped"
            | "is"
            | "are"
            | "has"
            | "have"
            | "needs"
    )
}

fn tense_of(scene: Scene<'_>, idx: usize) -> Option<Tense> {
    let token = &scene.document.tokens[idx];
    if !token.is_word() {
        return None;
    }
    let class = scene.class(idx);
    if class.any(Class::WILL) {
        // "May" with a capital is the month, "a will" a paper.
        let is_name = token.is_capitalised() && !token.shape.has(Shape::SENTENCE_START);
        return (!is_name && token.tag != Tag::Nn).then_some(Tense::Ahead);
    }
    let has_be = || (idx.saturating_sub(2)..idx).any(|before| scene.word(before) == "be");
    if class.any(Class::DID) {
        return (!has_be()).then_some(Tense::Back);
    }
    let word = scene.word(idx);
    if word == "set" && matches!(scene.word(idx + 1), "to" | "for") {
        return Some(Tense::Ahead);
    }
    if word == "be" {
        return Some(Tense::Ahead);
    }
    match token.tag {
        Tag::Vbd => Some(Tense::Back),
        Tag::Vb if idx > 1 && scene.word(idx - 1) == "to" => plans(scene.word(idx - 2)).then_some(Tense::Ahead),
        Tag::Vbn | Tag::Other if word.len() > 4 && word.ends_with("ed") && !token.is_capitalised() => {
            (!has_be()).then_some(Tense::Back)
        }
        _ => None,
    }
}
