//! Pronouns: who "he", "she", "it" and "they" are.
//!
//! The source of the quote before is the best single guess for a pronoun that speaks; else the person named
//! nearest before it, subjects of sentences first, mentions outside quotations first, never one of the other
//! gender. Fails on "Ana told Eva that she had won".

use crate::model::{Actor, ActorKind, Gender, Mention, MentionForm, Quote};
use crate::syntax::Tag;
use crate::text::{Document, Shape, TokenKind};

use super::ActorTables;
use super::words::Classes;

/// What a pronoun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    He,
    She,
}

/// A mention on the way through the text.
#[derive(Debug, Clone, Copy)]
struct Seen {
    token: u32,
    actor: u32,
    form: MentionForm,
    sentence: u32,
    quoted: bool,
    subject: bool,
    possessive: bool,
}

/// How far back, in mentions and in sentences, a pronoun reaches.
const REACH: usize = 48;
const SENTENCES: u32 = 6;

/// How the candidates are weighed; set on 120 attributions of American news.
mod weight {
    /// The last source, for a pronoun that speaks and for any other, and what each sentence between costs.
    pub(super) const SOURCE: f32 = 3.0;
    pub(super) const SOURCE_ELSE: f32 = 0.9;
    pub(super) const SOURCE_SENTENCE: f32 = 0.2;
    /// What each sentence between costs a mention.
    pub(super) const SENTENCE: f32 = 0.8;
    pub(super) const SUBJECT: f32 = 1.2;
    pub(super) const SUBJECT_HERE: f32 = 0.1;
    pub(super) const POSSESSIVE: f32 = -0.7;
    pub(super) const PRONOUN: f32 = 0.6;
    pub(super) const QUOTED: f32 = -1.7;
    /// The gender is known and right.
    pub(super) const GENDER: f32 = 0.3;
    /// Each further mention within reach.
    pub(super) const AGAIN: f32 = 0.1;
}

/// Adds pronoun mentions to their actors; mentions stay in text order.
pub(crate) fn resolve(document: &Document<'_>, tables: &ActorTables, quotes: &[Quote], actors: &mut [Actor]) {
    let mut seen = timeline(document, actors);
    let sources = sources(document, quotes);
    let mut walk = Walk { document, tables, actors, seen: Vec::with_capacity(seen.len() + 16), last_source: None };
    let mut next_seen = 0;
    let mut next_source = 0;
    seen.sort_by_key(|one| one.token);
    let mut found: Vec<(u32, Mention)> = Vec::new();
    for token_idx in 0..document.tokens.len() {
        while next_seen < seen.len() && seen[next_seen].token as usize <= token_idx {
            walk.seen.push(seen[next_seen]);
            next_seen += 1;
        }
        while next_source < sources.len() && (sources[next_source].end as usize) <= token_idx {
            walk.note_source(&sources[next_source]);
            next_source += 1;
        }
        let Some(wants) = walk.wants(token_idx) else { continue };
        let speaks = sources[next_source..].iter().take(4).any(|source| source.start as usize == token_idx);
        let Some((actor, confidence)) = walk.best(token_idx, wants, speaks) else { continue };
        let rule = if speaks { "pronoun-source" } else { "pronoun" };
        let span = document.tokens[token_idx].span();
        found.push((actor, Mention::new(span, MentionForm::Pronoun, rule, confidence)));
        let one = walk.seen_at(token_idx, actor, MentionForm::Pronoun);
        walk.seen.push(one);
    }
    for (actor, mention) in found {
        actors[actor as usize].mentions.push(mention);
    }
    for actor in actors.iter_mut() {
        actor.mentions.sort_by_key(|mention| mention.span);
    }
}

fn timeline(document: &Document<'_>, actors: &[Actor]) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (idx, actor) in actors.iter().enumerate() {
        for mention in &actor.mentions {
            let tokens = document.tokens_in(mention.span);
            if tokens.is_empty() || mention.form == MentionForm::Demonym {
                continue;
            }
            let one = describe(document, tokens.end - 1, idx as u32, mention.form);
            seen.push(Seen { subject: is_subject(document, tokens.start, tokens.end), ..one });
        }
    }
    seen
}

fn describe(document: &Document<'_>, token_idx: usize, actor: u32, form: MentionForm) -> Seen {
    let token = &document.tokens[token_idx];
    let next = document.tokens.get(token_idx + 1);
    let clitic =
        next.is_some_and(|next| next.kind == TokenKind::Clitic && document.lower(token_idx + 1).ends_with('s'));
    Seen {
        token: token_idx as u32,
        actor,
        form,
        sentence: token.sentence,
        quoted: token.shape.has(Shape::QUOTED),
        subject: is_subject(document, token_idx, token_idx + 1),
        possessive: clitic || token.tag == Tag::PrpS,
    }
}

/// Before a verb, or with nothing but marks before it in its sentence.
fn is_subject(document: &Document<'_>, start: usize, end: usize) -> bool {
    let verb = |idx: usize| {
        document.tokens.get(idx).is_some_and(|token| matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
    };
    let starts = document.tokens[start].shape.has(Shape::SENTENCE_START);
    verb(end) || starts && !document.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Clitic)
}

/// Tokens of the quotes' sources, in text order.
fn sources(document: &Document<'_>, quotes: &[Quote]) -> Vec<std::ops::Range<u32>> {
    let mut sources: Vec<_> = quotes
        .iter()
        .filter_map(|quote| quote.source)
        .map(|span| document.tokens_in(span))
        .map(|tokens| tokens.start as u32..tokens.end as u32)
        .collect();
    sources.sort_by_key(|tokens| (tokens.start, tokens.end));
    sources
}

struct Walk<'a> {
    document: &'a Document<'a>,
    tables: &'a ActorTables,
    actors: &'a [Actor],
    seen: Vec<Seen>,
    /// The person who was the last source, and in which sentence.
    last_source: Option<(u32, u32)>,
}

impl Walk<'_> {
    fn wants(&self, idx: usize) -> Option<Wants> {
        let token = &self.document.tokens[idx];
        if token.kind != TokenKind::Word {
            return None;
        }
        let classes = self.tables.words.classes(token.word);
        if classes.any(Classes::HE) {
            Some(Wants::He)
        } else if classes.any(Classes::SHE) {
            Some(Wants::She)
        } else {
            None
        }
    }

    fn seen_at(&self, idx: usize, actor: u32, form: MentionForm) -> Seen {
        describe(self.document, idx, actor, form)
    }

    /// The person at the head of a source is the last source from here on: not "Bush" in "Bush’s aide Ana Novak".
    fn note_source(&mut self, tokens: &std::ops::Range<u32>) {
        let head = |one: &&Seen| {
            let next = one.token as usize + 1;
            let modifies = tokens.contains(&(next as u32))
                && self.document.tokens.get(next).is_some_and(|token| {
                    token.kind == TokenKind::Clitic
                        || token.kind == TokenKind::Word
                            && !self.tables.words.classes(token.word).any(Classes::FUNCTION)
                });
            tokens.contains(&one.token) && self.is_person(one.actor) && !modifies
        };
        let first = self.seen.iter().rev().take(16).rfind(head).copied();
        if let Some(one) = first {
            self.last_source = Some((one.actor, one.sentence));
        }
    }

    fn is_person(&self, actor: u32) -> bool {
        self.actors[actor as usize].kind == ActorKind::Person
    }

    fn agrees(&self, actor: u32, wants: Wants) -> bool {
        let actor = &self.actors[actor as usize];
        match wants {
            Wants::He => actor.kind == ActorKind::Person && actor.gender != Some(Gender::Female),
            Wants::She => actor.kind == ActorKind::Person && actor.gender != Some(Gender::Male),
        }
    }

    /// The best candidate before a pronoun and how sure it is.
    fn best(&self, idx: usize, wants: Wants, speaks: bool) -> Option<(u32, f32)> {
        let token = &self.document.tokens[idx];
        let quoted = token.shape.has(Shape::QUOTED);
        let mut scores: Vec<(u32, f32)> = Vec::with_capacity(8);
        for one in self.seen.iter().rev().take(REACH) {
            let distance = token.sentence.saturating_sub(one.sentence);
            if distance > SENTENCES {
                break;
            }
            if one.token as usize >= idx || !self.agrees(one.actor, wants) {
                continue;
            }
            let score = self.score(one, distance, quoted, idx, wants, speaks);
            match scores.iter_mut().find(|known| known.0 == one.actor) {
                Some(known) => known.1 = known.1.max(score) + weight::AGAIN,
                None => scores.push((one.actor, score)),
            }
        }
        if let Some((actor, sentence)) = self.last_source {
            let distance = token.sentence.saturating_sub(sentence);
            if self.agrees(actor, wants) && distance <= SENTENCES + 2 {
                let bonus = if speaks { weight::SOURCE } else { weight::SOURCE_ELSE }
                    - weight::SOURCE_SENTENCE * distance as f32;
                match scores.iter_mut().find(|known| known.0 == actor) {
                    Some(known) => known.1 += bonus,
                    None => scores.push((actor, bonus - 1.0)),
                }
            }
        }
        let best = scores.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let second = scores.iter().filter(|other| other.0 != best.0).map(|other| other.1).fold(-2.0_f32, f32::max);
        let margin = best.1 - second;
        Some((best.0, (0.5 + 0.12 * margin).clamp(0.4, 0.9)))
    }

    fn score(&self, one: &Seen, distance: u32, quoted: bool, idx: usize, wants: Wants, speaks: bool) -> f32 {
        let mut score = 2.0 - weight::SENTENCE * distance as f32;
        if one.subject {
            score += weight::SUBJECT;
            if distance == 0 {
                score += weight::SUBJECT_HERE;
            }
        }
        if one.possessive {
            score += weight::POSSESSIVE;
        }
        if one.form == MentionForm::Pronoun {
            score += weight::PRONOUN;
        }
        if one.quoted && !quoted {
            score += weight::QUOTED;
        }
        if quoted && self.last_source.is_some_and(|source| source.0 == one.actor) {
            // Who speaks of "he" in a quotation means somebody else.
            score -= 0.8;
        }
        let known = self.actors[one.actor as usize].gender;
        let right = matches!((wants, known), (Wants::He, Some(Gender::Male)) | (Wants::She, Some(Gender::Female)));
        if right {
            score += weight::GENDER;
        }
        if speaks && distance == 0 && !one.subject {
            score -= 0.3;
        }
        score - (idx as f32 - one.token as f32).min(60.0) / 80.0
    }
}
