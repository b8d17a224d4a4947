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
    cue_around(scene, first, last).0
}

/// The same, and how many tokens away the verb stands.
pub(super) fn cue_around(scene: Scene<'_>, first: usize, last: usize) -> (Tense, usize) {
    let sentence = scene.document.sentence_of(first).tokens();
    if let Some(tense) = tense_beside(scene, first, last, sentence.end) {
        return (tense, 0);
    }
    let from = sentence.start.max(first.saturating_sub(REACH));
    for idx in (from..first).rev() {
        if let Some(tense) = tense_of(scene, idx) {
            return (tense, first - idx);
        }
    }
    let to = sentence.end.min(last + REACH);
    let after = (last..to).find_map(|idx| tense_of(scene, idx).map(|tense| (tense, idx + 1 - last)));
    after.unwrap_or((Tense::Unknown, REACH))
}

/// What the words right beside the tokens say: "since March", "the deadline is Friday", "on Monday told".
fn tense_beside(scene: Scene<'_>, first: usize, last: usize, end: usize) -> Option<Tense> {
    let back = |n: usize| first.checked_sub(n).map_or("", |idx| scene.word(idx));
    if back(1) == "since" {
        return Some(Tense::Back);
    }
    let verb = if matches!(back(1), "on" | "at" | "in") { back(2) } else { back(1) };
    if matches!(verb, "is" | "are") {
        return Some(Tense::Ahead);
    }
    let is_owner = matches!(scene.word(last), "'s" | "’s");
    let named = if is_owner { scene.word(last + 1) } else { verb };
    if is_outcome(named) {
        return Some(Tense::Back);
    }
    let next = scene.document.tokens.get(last).filter(|next| next.is_word() && last < end)?;
    let class = scene.class(last);
    if next.tag == Tag::Vbd || class.any(Class::DID) {
        return Some(Tense::Back);
    }
    let is_modal = class.any(Class::WILL) && next.tag == Tag::Md;
    is_modal.then_some(Tense::Ahead)
}

/// What has happened when it is named: "Wednesday's ruling", "the attack on Sunday".
fn is_outcome(word: &str) -> bool {
    matches!(
        word,
        "ruling"
            | "decision"
            | "attack"
            | "attacks"
            | "bombing"
            | "shooting"
            | "explosion"
            | "blast"
            | "crash"
            | "announcement"
            | "statement"
            | "killing"
            | "killings"
            | "verdict"
            | "remarks"
            | "comments"
            | "defeat"
            | "victory"
            | "loss"
            | "arrest"
            | "arrests"
            | "collapse"
            | "earthquake"
            | "incident"
    )
}

/// Present forms of verbs that a calendar puts ahead: "the board meets Monday".
fn is_appointed(word: &str) -> bool {
    matches!(
        word,
        "meet"
            | "meets"
            | "ends"
            | "closes"
            | "resumes"
            | "resume"
            | "votes"
            | "vote"
            | "faces"
            | "hosts"
            | "leaves"
            | "leave"
            | "arrives"
            | "arrive"
            | "returns"
            | "return"
            | "departs"
            | "convenes"
            | "kicks"
            | "begin"
            | "travels"
            | "flies"
    )
}

/// "is moving out in April", "are meeting on Friday"
fn is_arranged(word: &str) -> bool {
    matches!(
        word,
        "moving"
            | "leaving"
            | "coming"
            | "arriving"
            | "returning"
            | "meeting"
            | "holding"
            | "opening"
            | "closing"
            | "starting"
            | "beginning"
            | "launching"
            | "retiring"
            | "hosting"
            | "visiting"
            | "travelling"
            | "traveling"
            | "flying"
            | "stepping"
            | "releasing"
            | "voting"
            | "marrying"
            | "heading"
    )
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
    let before = |n: usize| idx.checked_sub(n).map_or("", |idx| scene.word(idx));
    let word = scene.word(idx);
    // "had been due to expire Friday"
    if matches!(word, "due" | "scheduled" | "expected" | "slated") && (before(1) == "been" || before(2) == "been") {
        return Some(Tense::Back);
    }
    if class.any(Class::WILL) {
        // "May" with a capital is the month, "a will" a paper.
        let is_name = token.is_capitalised() && !token.shape.has(Shape::SENTENCE_START);
        return (!is_name && token.tag != Tag::Nn).then_some(Tense::Ahead);
    }
    let has_be = || (idx.saturating_sub(2)..idx).any(|before| scene.word(before) == "be");
    if class.any(Class::DID) {
        return (!has_be()).then_some(Tense::Back);
    }
    if matches!(word, "postponed" | "adjourned" | "rescheduled") {
        return Some(Tense::Ahead);
    }
    // "according to a statement Monday"
    if matches!(word, "according" | "statement" | "interview" | "briefing") && !token.is_capitalised() {
        return Some(Tense::Back);
    }
    if word == "set" && matches!(scene.word(idx + 1), "to" | "for") {
        return Some(Tense::Ahead);
    }
    if word == "be" {
        return Some(Tense::Ahead);
    }
    match token.tag {
        Tag::Vbd => Some(Tense::Back),
        Tag::Vbz | Tag::Vbp if is_appointed(word) => Some(Tense::Ahead),
        Tag::Vb if before(1) != "to" && is_appointed(word) => Some(Tense::Ahead),
        Tag::Vbg if is_arranged(word) => {
            let is_now = matches!(before(1), "is" | "are" | "am" | "’re" | "'re");
            is_now.then_some(Tense::Ahead)
        }
        // "had been due to expire Friday"
        Tag::Vb if before(1) == "to" && before(3) == "been" => Some(Tense::Back),
        Tag::Vb if before(1) == "to" => plans(before(2)).then_some(Tense::Ahead),
        Tag::Vbn | Tag::Other if word.len() > 4 && word.ends_with("ed") && !token.is_capitalised() => {
            (!has_be()).then_some(Tense::Back)
        }
        _ => None,
    }
}
