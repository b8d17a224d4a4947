//! Speakers: the actor behind a quote's source.
//!
//! The words of a source are read for their head: the person named in it, the pronoun, else the body that is not
//! a mere modifier. "Analysts", "a police officer": a source that is no actor yet becomes one.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::Nobody;
use crate::model::{Actor, ActorId, ActorKind, Mention, MentionForm, Quote};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::{Document, Shape, TokenKind};

use super::order::{first_persons, order};
use super::sources::{PERSONS, is_human};
use super::words::Classes;
use super::{ActorTables, bodies, metonym};

/// Sets the speakers of the quotes, adds the actors that only speak, and puts all actors in order of first mention.
pub(crate) fn resolve(document: &Document<'_>, tables: &ActorTables, actors: &mut Vec<Actor>, quotes: &mut [Quote]) {
    let mut places: Vec<Place> = Vec::new();
    for (idx, actor) in actors.iter().enumerate() {
        places.extend(actor.mentions.iter().map(|mention| (mention.span, idx as u32, mention.form)));
    }
    places.sort_by_key(|place| (place.0.start, std::cmp::Reverse(place.0.end)));
    let mut by_words: HashMap<String, u32> = HashMap::new();
    let mut governments: HashMap<u32, Option<u32>> = HashMap::new();
    let mut last: Option<(ActorId, usize)> = None;
    for quote in quotes.iter_mut() {
        if let Some(to) = &mut quote.addressee {
            to.actor = Source { document, tables, places: &places, span: to.span }.actor(actors).map(ActorId);
        }
        if quote.source.is_some() && quote.source == quote.addressee.map(|to| to.span) {
            continue;
        }
        let Some(source) = quote.source else {
            if quote.carried {
                quote.speaker = last.map(|last| last.0);
            }
            continue;
        };
        let reader = Source { document, tables, places: &places, span: source };
        let actor = match reader.actor(actors) {
            Some(actor) => Some(metonym::government_of(tables, actors, &mut governments, (actor, source))),
            None if reader.is_relative() => reader.antecedent(actors),
            None => match bodies::wanted(document, source) {
                Some(wants) => bodies::resolve(document, tables, actors, &places, (source, wants), last),
                None => reader.make(actors, &mut by_words),
            },
        };
        quote.speaker = actor.map(ActorId);
        last = quote.speaker.map(|speaker| (speaker, source.start)).or(last);
    }
    first_persons(document, tables, actors, quotes);
    order(actors, quotes);
}

/// A mention: where, whose, in which form.
pub(super) type Place = (Span, u32, MentionForm);

/// Words that count or part others: "some of the traders", "a majority of voters".
const PARTS: [&str; 16] = [
    "percent",
    "number",
    "majority",
    "minority",
    "handful",
    "half",
    "third",
    "quarter",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "lot",
    "couple",
    "group",
    "pair",
];

/// Participles between a document and its author.
const MADE: [&str; 10] =
    ["released", "published", "issued", "written", "made", "signed", "compiled", "conducted", "prepared", "filed"];

/// True for nouns whose ending says that they mean no people: "stances", "contortions", "retirements".
fn is_abstract(noun: &str) -> bool {
    const ENDINGS: [&str; 9] = ["tions", "sions", "ments", "nesses", "ings", "ities", "ances", "ences", "ships"];
    noun.len() > 6 && !matches!(noun, "businesses" | "witnesses") && ENDINGS.iter().any(|ending| noun.ends_with(ending))
}

struct Source<'a> {
    document: &'a Document<'a>,
    tables: &'a ActorTables,
    places: &'a [Place],
    span: Span,
}

impl Source<'_> {
    /// The actor that the head of the source mentions.
    fn actor(&self, actors: &[Actor]) -> Option<u32> {
        let from = self.places.partition_point(|place| place.0.start < self.span.start);
        let inside = self.places[from..].iter().take_while(|place| place.0.start < self.span.end);
        let inside = inside.filter(|place| self.span.covers(place.0) && !self.modifies(place.0));
        let mut first_body = None;
        for (span, actor, form) in inside {
            let kind = &actors[*actor as usize].kind;
            if *kind == ActorKind::Person && (!self.behind_head(*span, kind) || self.follows_name(*span)) {
                return Some(*actor);
            }
            if *form == MentionForm::Nominal && !self.behind_head(*span, kind) {
                return Some(*actor);
            }
            if first_body.is_none() && *form != MentionForm::Demonym && !self.behind_head(*span, kind) {
                first_body = Some(*actor);
            }
        }
        first_body.or_else(|| self.author()).or_else(|| self.person_before_no_role(actors))
    }

    /// True for "who" and "which" alone.
    fn is_relative(&self) -> bool {
        let tokens = self.document.tokens_in(self.span);
        tokens.len() == 1 && matches!(self.document.lower(tokens.start), "who" | "which" | "that")
    }

    /// The actor before "who": its mention ends right there, a comma or an apposition between.
    fn antecedent(&self, actors: &[Actor]) -> Option<u32> {
        const REACH: usize = 12;
        let at = self.document.tokens_in(self.span).start;
        let clause = self.document.tree.clause_head(at)?;
        let noun = self.document.tree.head(clause).filter(|noun| *noun < at && at - *noun <= REACH);
        let until = self.places.partition_point(|place| place.0.start < self.span.start);
        let near = self.places[..until].iter().rev().take(8);
        let mention = |token: usize| {
            let span = self.document.tokens.get(token).map(|token| token.span());
            near.clone().find(|place| span.is_some_and(|span| place.0.covers(span)) && place.2 != MentionForm::Demonym)
        };
        let before = (at.saturating_sub(2)..at).rev().find(|idx| self.document.tokens[*idx].is_word());
        let found = noun.and_then(mention).or_else(|| before.and_then(mention))?;
        let owned = self.document.tokens.get(self.document.tokens_in(found.0).end);
        let owns = owned.is_some_and(|next| next.kind == TokenKind::Clitic);
        (!owns && (found.1 as usize) < actors.len()).then_some(found.1)
    }

    /// Who made the document that the source is: "a poll by X", "X’s letter", "her statement".
    fn author(&self) -> Option<u32> {
        let tokens = self.document.tokens_in(self.span);
        let first = tokens.clone().take_while(|idx| {
            let tag = self.document.tokens[*idx].tag;
            *idx == tokens.start || !(tag.is_finite() || matches!(tag, Tag::In | Tag::Wh))
        });
        let noun = first.into_iter().find(|idx| {
            let token = &self.document.tokens[*idx];
            let ends = self.document.tokens.get(idx + 1).is_none_or(|next| !next.tag.is_noun());
            ends && matches!(token.tag, Tag::Nn | Tag::Nns) && self.tables.nobody.get(token.word) == Nobody::Document
        })?;
        let by = (noun + 1..tokens.end).take(6).find(|idx| matches!(self.document.lower(*idx), "by" | "from"));
        let by = by.filter(|by| {
            (noun + 1..*by)
                .all(|idx| MADE.contains(&self.document.lower(idx)) || !self.document.tokens[idx].tag.is_verb())
        });
        let from = self.places.partition_point(|place| place.0.start < self.span.start);
        let mut inside = self.places[from..].iter().take_while(|place| place.0.start < self.span.end);
        let found = inside.find(|place| {
            let words = self.document.tokens_in(place.0);
            let owns = words.end <= noun && self.owns(place.0);
            let made = by.is_some_and(|by| words.start > by && words.start <= by + 8);
            (owns || made) && !matches!(place.2, MentionForm::Demonym)
        })?;
        Some(found.1)
    }

    /// The first person named, where nobody else's role follows: dirt after a name makes it look like a modifier.
    fn person_before_no_role(&self, actors: &[Actor]) -> Option<u32> {
        let from = self.places.partition_point(|place| place.0.start < self.span.start);
        let mut inside = self.places[from..].iter().take_while(|place| place.0.start < self.span.end);
        let (span, actor, _) = inside.find(|place| {
            actors[place.1 as usize].kind == ActorKind::Person
                && self.span.covers(place.0)
                && !self.behind_head(place.0, &ActorKind::Person)
                && !self.owns(place.0)
        })?;
        let classes = |idx: usize| self.tables.words.classes(self.document.tokens[idx].word);
        let after = self.document.tokens_in(Span::new(span.end, self.span.end));
        let mut phrase = after.take_while(|idx| !classes(*idx).any(Classes::FUNCTION));
        let has_role = phrase.any(|idx| classes(idx).any(Classes::ROLE) || classes(idx).any(Classes::MEMBER));
        (!has_role).then_some(*actor)
    }

    /// True for "her" in "her centre" and "Ana Novak" in "Ana Novak’s centre".
    fn owns(&self, span: Span) -> bool {
        let tokens = self.document.tokens_in(span);
        let inside = |idx: usize| self.document.tokens.get(idx).filter(|token| (token.start as usize) < self.span.end);
        let clitic = inside(tokens.end).is_some_and(|next| next.kind == TokenKind::Clitic);
        let pronoun = self.document.tokens.get(tokens.start).is_some_and(|token| token.tag == Tag::PrpS);
        clitic && inside(tokens.end + 1).is_some() || pronoun && inside(tokens.end).is_some()
    }

    /// True if the words only modify what follows: "Trump’s spokesman", "Chinese officials", "White House aides".
    fn modifies(&self, span: Span) -> bool {
        let end = self.document.tokens_in(span).end;
        let Some(next) = self.document.tokens.get(end).filter(|next| (next.start as usize) < self.span.end) else {
            return false;
        };
        match next.kind {
            // "Ana Novak’s", and nothing after it: the source of "his call", not a modifier.
            TokenKind::Clitic => (next.end as usize) < self.span.end,
            TokenKind::Hyphen => true,
            TokenKind::Word => !self.tables.words.classes(next.word).any(Classes::FUNCTION),
            _ => false,
        }
    }

    /// True if the noun that heads the source stands before these words, with "of", "for", "by" between:
    /// "a spokesman for X", "analysts polled by X".
    fn behind_head(&self, span: Span, kind: &ActorKind) -> bool {
        let tokens = self.document.tokens_in(self.span);
        let place = self.document.tokens_in(span).start;
        let (mut has_head, mut behind) = (false, false);
        let last_part = (tokens.start..place).rev().find(|idx| self.document.tokens[*idx].kind == TokenKind::Comma);
        let open = (place..tokens.end).any(|idx| self.document.lower(idx) == "and");
        let named = matches!(kind, ActorKind::Person | ActorKind::Organization | ActorKind::Media);
        let many = (tokens.start..place)
            .take_while(|idx| self.document.tokens[*idx].tag != Tag::In)
            .any(|idx| self.document.tokens[idx].tag == Tag::Nns);
        let last_part =
            last_part.filter(|comma| named && !many && !open && (comma + 1..place).all(|idx| !self.is_function(idx)));
        for idx in tokens.start..place {
            let token = &self.document.tokens[idx];
            let classes = self.tables.words.classes(token.word);
            if token.kind == TokenKind::Comma {
                // "a spokesman for the union, Ana Novak": the apposition names the spokesman.
                if last_part.is_some_and(|last| last == idx) {
                    return false;
                }
                has_head = false;
            } else if has_head
                && token.kind == TokenKind::Word
                && (classes.any(Classes::FUNCTION) || matches!(token.tag, Tag::Vbn | Tag::Vbg))
                && !self.is_article(idx)
                && !matches!(self.document.lower(idx), "named" | "called")
            {
                behind = true;
            } else if self.heads(idx) {
                has_head = true;
            }
        }
        behind
    }

    /// A small noun, or one that is large only because it begins a sentence: "Residents on X", not "Chief of Staff X".
    fn heads(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        let classes = self.tables.words.classes(token.word);
        let somebody = classes.any(Classes::ROLE) || classes.any(Classes::MEMBER);
        let begins = token.shape.has(Shape::SENTENCE_START) && token.tag == Tag::Nns;
        if PARTS.contains(&self.document.lower(idx)) {
            return false;
        }
        if token.is_capitalised() { somebody && begins } else { somebody || matches!(token.tag, Tag::Nn | Tag::Nns) }
    }

    /// True if a name of another stands right before: "the mayor of Kuressaare Mart Tamberg".
    fn follows_name(&self, span: Span) -> bool {
        let from = self.places.partition_point(|place| place.0.start < self.span.start);
        let before = self.places[from..].iter().take_while(|place| place.0.start < span.start);
        before.into_iter().any(|place| {
            let end = self.document.tokens_in(place.0).end;
            end == self.document.tokens_in(span).start && place.2 != MentionForm::Pronoun
        })
    }

    fn is_function(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        token.kind == TokenKind::Word
            && !self.is_article(idx)
            && self.tables.words.classes(token.word).any(Classes::FUNCTION)
    }

    fn is_article(&self, idx: usize) -> bool {
        matches!(self.document.lower(idx), "the" | "a" | "an" | "and")
    }

    /// A new actor of the source's own words; the same words are the same actor.
    fn make(&self, actors: &mut Vec<Actor>, by_words: &mut HashMap<String, u32>) -> Option<u32> {
        let tokens = self.document.tokens_in(self.span);
        let start = tokens.clone().find(|idx| {
            let token = &self.document.tokens[*idx];
            let classes = self.tables.words.classes(token.word);
            token.is_word()
                && (!classes.any(Classes::FUNCTION)
                    || token.is_capitalised() && !token.shape.has(Shape::SENTENCE_START))
                && token.tag != Tag::PrpS
                && !matches!(self.document.lower(*idx), "the" | "a" | "an")
        })?;
        if self.document.tokens[start].tag == Tag::Wh || self.document.tokens[tokens.start].tag == Tag::Wh {
            return None;
        }
        // "Q" and "A" of an interview.
        if tokens.len() == 1 && self.document.lower(start).len() < 2 {
            return None;
        }
        let pronoun = |idx: usize| {
            let classes = self.tables.words.classes(self.document.tokens[idx].word);
            [Classes::HE, Classes::SHE, Classes::THEY, Classes::I, Classes::WE].iter().any(|class| classes.any(*class))
        };
        if pronoun(start) {
            return None;
        }
        let person = self.name_end(start, tokens.end);
        let (name, form, kind) = match person {
            Some(end) => (start..end, MentionForm::Name, ActorKind::Person),
            None => {
                let phrase = self.quoted_name(tokens.clone()).unwrap_or_else(|| self.noun_phrase(start..tokens.end));
                (phrase, MentionForm::Nominal, self.kind(start..tokens.end)?)
            }
        };
        let words = self.document.span_of(name);
        let key = self.document.lower[words.as_range()].to_owned();
        let known = by_words.get(&key).copied();
        let actor = known.unwrap_or_else(|| {
            let id = actors.len() as u32;
            actors.push(Actor::new(ActorId(id), &self.document.text[words], kind));
            by_words.insert(key, id);
            id
        });
        let mention = Mention::new(words, form, "source", 0.7);
        let mentions = &mut actors[actor as usize].mentions;
        // Sources come in text order: the same words can only be among the last.
        if mentions.iter().rev().take(16).all(|other| other.span != words) {
            mentions.push(mention);
        }
        Some(actor)
    }

    /// The end of capitalised words that begin a source and are no role: a person that no rule took for one.
    fn name_end(&self, start: usize, end: usize) -> Option<usize> {
        let known = Classes(Classes::ROLE.0 | Classes::FUNCTION.0 | Classes::MEMBER.0 | Classes::ORG_HEAD.0);
        let is_name = |idx: usize| {
            let token = &self.document.tokens[idx];
            let word = token.kind == TokenKind::Word && token.is_capitalised() && token.tag == Tag::Nnp;
            word && !self.tables.words.classes(token.word).any(known) || token.kind == TokenKind::Hyphen
        };
        let stop = (start..end).find(|idx| !is_name(*idx)).unwrap_or(end);
        let closed = stop == end || !self.document.tokens[stop].is_word();
        (closed && stop > start).then_some(stop)
    }

    /// The name of a role's holder that is written in quotation marks: "a reader “Blue Heron” wrote".
    fn quoted_name(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let open = tokens.clone().find(|idx| self.document.tokens[*idx].kind == TokenKind::OpenQuote)?;
        let close = (open..tokens.end).find(|idx| self.document.tokens[*idx].kind == TokenKind::CloseQuote)?;
        let before = self.document.tokens.get(open.checked_sub(1)?)?;
        let named = (open + 1..close).all(|idx| self.document.tokens[idx].is_capitalised());
        let is_role = self.tables.words.classes(before.word).any(Classes::ROLE);
        (named && is_role && close > open + 1).then_some(open + 1..close)
    }

    /// The words up to what only says where or of what: "critics of the plan" stay "critics".
    fn noun_phrase(&self, tokens: Range<usize>) -> Range<usize> {
        let stop = tokens.clone().skip(1).find(|idx| {
            let token = &self.document.tokens[*idx];
            // "the tall, silent diplomat"
            let adjective = self.document.tokens[*idx - 1].tag.is_adjective();
            let ends = matches!(token.kind, TokenKind::OpenBracket | TokenKind::Dash)
                || token.kind == TokenKind::Comma && !adjective
                || self.tables.words.classes(token.word).any(Classes::CALENDAR) && token.is_capitalised();
            let participle = matches!(token.tag, Tag::Vbn | Tag::Vbg)
                && matches!(self.document.tokens[*idx - 1].tag, Tag::Nn | Tag::Nns);
            ends || participle || matches!(token.tag, Tag::In | Tag::Wh | Tag::Wrb) && self.document.lower(*idx) != "of"
        });
        let end = stop.unwrap_or(tokens.end);
        let clitic = end > tokens.start + 1 && self.document.tokens[end - 1].kind == TokenKind::Clitic;
        tokens.start..end - usize::from(clitic)
    }

    /// True if the role noun at a token means one person: "spokesman", also where it may end a body's name.
    fn is_person(&self, idx: usize) -> bool {
        let noun = self.document.lower(idx);
        noun.starts_with("spokes") || is_human(noun) || PERSONS.contains(&noun)
    }

    /// What the head noun says: one person, several, or a body; none where it is a thing ("the parade", "the report").
    fn kind(&self, tokens: Range<usize>) -> Option<ActorKind> {
        let mut kind = None;
        for idx in tokens {
            let token = &self.document.tokens[idx];
            let classes = self.tables.words.classes(token.word);
            if classes.any(Classes::FUNCTION) && token.kind == TokenKind::Word {
                break;
            }
            let is_name = token.is_capitalised() && token.tag == Tag::Nnp;
            let participle = matches!(token.tag, Tag::Vbn | Tag::Vbg) && idx > 0;
            let after_noun = participle && matches!(self.document.tokens[idx - 1].tag, Tag::Nn | Tag::Nns);
            if kind.is_some() && (token.kind == TokenKind::Comma || after_noun) {
                break;
            }
            if classes.any(Classes::ROLE) || classes.any(Classes::MEMBER) {
                let plural = self.document.lower(idx).ends_with('s')
                    || matches!(self.document.lower(idx), "men" | "women" | "people" | "police");
                let body = (classes.any(Classes::ORG_HEAD) || classes.any(Classes::ORG_NOUN)) && !self.is_person(idx);
                kind = match (plural, body) {
                    (true, _) => Some(ActorKind::Group),
                    (false, true) => Some(ActorKind::Organization),
                    (false, false) => Some(ActorKind::Person),
                };
            } else if classes.any(Classes::ORG_HEAD) || classes.any(Classes::ORG_NOUN) {
                kind = Some(ActorKind::Organization);
            } else if matches!(self.document.lower(idx), "some" | "many" | "others" | "those" | "several" | "most")
                || is_name
            {
                kind = kind.or(Some(ActorKind::Group));
            } else if matches!(token.tag, Tag::Nn | Tag::Nns) && !is_name {
                // The head comes last: "the parade organiser" is somebody, "the party congress" a body or nothing.
                let somebody =
                    self.tables.nobody.get(token.word) == Nobody::Unlisted && !is_abstract(self.document.lower(idx));
                kind = match token.tag {
                    Tag::Nns if somebody => Some(ActorKind::Group),
                    _ if is_human(self.document.lower(idx)) => Some(ActorKind::Person),
                    _ => None,
                };
            }
        }
        kind
    }
}
