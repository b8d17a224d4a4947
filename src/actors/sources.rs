//! Names that only their place as a source gives away: "its spokesman, Radu Belcescu, said".
//!
//! A capitalised run after a noun for somebody, or alone as a source, is that somebody's name. The same name and
//! the last word alone are then found in the whole document. Fails on "a spokesman for the mayor, Acme Records, said".

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Actor, ActorId, ActorKind, Mention, MentionForm, Quote};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::{Document, TokenKind};

use super::ActorTables;
use super::words::Classes;

/// Most words of such a name.
const LONGEST: usize = 5;

/// Adds the actors named by sources that no other stage has found, with all their mentions.
pub(crate) fn name_sources(document: &Document<'_>, tables: &ActorTables, quotes: &[Quote], actors: &mut Vec<Actor>) {
    let mut known: Vec<Span> = actors.iter().flat_map(|actor| &actor.mentions).map(|mention| mention.span).collect();
    known.sort_unstable();
    let reader = Reader { document, tables, known: &known };
    let mut by_name: HashMap<&str, u32> = HashMap::new();
    let mut by_last: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut names: Vec<Range<usize>> = Vec::new();
    for source in quotes.iter().filter_map(|quote| quote.source) {
        let Some((name, kind)) = reader.named(document.tokens_in(source)) else { continue };
        let words = &document.text[document.span_of(name.clone())];
        if by_name.contains_key(words) {
            continue;
        }
        let id = actors.len() as u32;
        actors.push(Actor::new(ActorId(id), words, kind));
        by_name.insert(words, id);
        by_last.entry(document.tokens[name.end - 1].hash).or_default().push(id);
        names.push(name);
    }
    let first_new = actors.len() - names.len();
    for idx in 0..document.tokens.len() {
        let token = &document.tokens[idx];
        let Some(ids) = by_last.get(&token.hash).filter(|_| token.is_capitalised()) else { continue };
        // The latest of a surname's few holders; a full name wins.
        for id in ids.iter().rev().take(4) {
            let actor = &mut actors[*id as usize];
            let name = &names[*id as usize - first_new];
            let start = (idx + 1).saturating_sub(name.len());
            let full = (0..name.len()).all(|n| {
                document.tokens.get(start + n).is_some_and(|t| t.hash == document.tokens[name.start + n].hash)
            });
            let alone = actor.kind == ActorKind::Person && !full && !reader.is_name(idx.wrapping_sub(1));
            let tokens = if full { start..idx + 1 } else { idx..idx + 1 };
            let span = document.span_of(tokens);
            if !(full || alone && idx > name.start) || reader.is_known(span) {
                continue;
            }
            let form = if full { MentionForm::Name } else { MentionForm::Alias };
            actor.mentions.push(Mention::new(span, form, "named-source", 0.8));
            break;
        }
    }
}

struct Reader<'a> {
    document: &'a Document<'a>,
    tables: &'a ActorTables,
    known: &'a [Span],
}

impl Reader<'_> {
    fn is_known(&self, span: Span) -> bool {
        let place = self.known.partition_point(|other| other.start < span.end);
        self.known[..place].iter().rev().take(4).any(|other| other.overlaps(span))
    }

    fn classes(&self, idx: usize) -> Classes {
        self.document.tokens.get(idx).map_or(Classes::default(), |token| self.tables.words.classes(token.word))
    }

    fn is_name(&self, idx: usize) -> bool {
        let Some(token) = self.document.tokens.get(idx) else { return false };
        let other = Classes(Classes::ROLE.0 | Classes::FUNCTION.0 | Classes::TITLE.0 | Classes::CALENDAR.0);
        token.kind == TokenKind::Word
            && token.is_capitalised()
            && token.tag == Tag::Nnp
            && !self.classes(idx).any(other)
    }

    fn is_large(&self, idx: usize) -> bool {
        let token = &self.document.tokens[idx];
        let other = Classes(Classes::ROLE.0 | Classes::FUNCTION.0 | Classes::TITLE.0 | Classes::CALENDAR.0);
        token.is_word() && token.is_capitalised() && !self.classes(idx).any(other)
    }

    /// The first part of a source that is a name nobody knows, after a noun for somebody, and what it names.
    fn named(&self, source: Range<usize>) -> Option<(Range<usize>, ActorKind)> {
        let mut part = source.start;
        let mut noun = None;
        while part < source.end {
            let end = (part..source.end).find(|idx| self.document.tokens[*idx].kind == TokenKind::Comma);
            let end = end.unwrap_or(source.end);
            let mut first = (part..end).rev().take_while(|idx| self.is_name(*idx)).last().unwrap_or(end);
            if first > part && noun.is_some() && (part..end).all(|idx| self.is_large(idx)) {
                // The tagger takes rare names for other words.
                first = part;
            }
            let before = (part..first).rev().find(|idx| self.is_noun(*idx)).filter(|idx| idx + 1 == first);
            // "a student from Fresno, Calif.", "her husband, Bill": too little to go by.
            let after_name = part > source.start + 1 && self.document.tokens[part - 2].is_capitalised();
            let length = end - first;
            let alone = first == part && length >= 2 && !(after_name && length < 3);
            let holder = before.or(noun.filter(|_| alone));
            if let Some(holder) = holder.filter(|_| (1..=LONGEST).contains(&length)) {
                let span = self.document.span_of(first..end);
                return (!self.is_known(span)).then(|| (first..end, self.kind(holder, first..end)));
            }
            noun = self.head(part..end);
            part = end + 1;
        }
        None
    }

    fn is_noun(&self, idx: usize) -> bool {
        let somebody = Classes(Classes::ROLE.0 | Classes::MEMBER.0 | Classes::ORG_HEAD.0 | Classes::ORG_NOUN.0);
        let token = &self.document.tokens[idx];
        !token.is_capitalised()
            && (self.classes(idx).any(somebody) || token.tag == Tag::Nn && is_human(self.document.lower(idx)))
    }

    /// The noun for somebody that heads the first noun phrase: before "of", "for" and the like.
    fn head(&self, tokens: Range<usize>) -> Option<usize> {
        let stop = tokens.clone().skip(1).find(|idx| {
            let token = &self.document.tokens[*idx];
            matches!(token.tag, Tag::In | Tag::To | Tag::Wh) || token.tag.is_verb()
        });
        (tokens.start..stop.unwrap_or(tokens.end)).rev().find(|idx| self.is_noun(*idx))
    }

    /// A body's noun names a body; so does one of business that may be a firm, unless a first name follows.
    fn kind(&self, holder: usize, name: Range<usize>) -> ActorKind {
        let classes = self.classes(holder);
        let noun = self.document.lower(holder);
        let given = self.classes(name.start).any(Classes::GIVEN) && name.len() > 1;
        let of_firm = Classes(Classes::ORG_HEAD.0 | Classes::COMPANY.0);
        let like_firm = name.clone().any(|idx| self.classes(idx).any(of_firm));
        if noun == "party" {
            return ActorKind::Party;
        }
        if matches!(noun, "newspaper" | "daily" | "weekly" | "magazine" | "broadcaster" | "channel" | "station") {
            return ActorKind::Media;
        }
        let body = !classes.any(Classes::MEMBER)
            && (classes.any(Classes::ORG_HEAD) || classes.any(Classes::ORG_NOUN))
            && !noun.starts_with("spokes")
            && !is_human(noun)
            && !PERSONS.contains(&noun);
        if !given && (like_firm || body || FIRMS.contains(&noun)) { ActorKind::Organization } else { ActorKind::Person }
    }
}

/// Roles that a firm may hold as well as a person.
const FIRMS: [&str; 15] = [
    "operator",
    "owner",
    "maker",
    "producer",
    "supplier",
    "provider",
    "publisher",
    "retailer",
    "developer",
    "manufacturer",
    "rival",
    "contractor",
    "insurer",
    "lender",
    "builder",
];

/// Heads of organisations' names that are persons when written small.
pub(super) const PERSONS: [&str; 9] =
    ["boss", "candidate", "captain", "chairman", "chief", "coach", "leader", "reporter", "correspondent"];

/// True for nouns whose ending says that they mean a person.
pub(super) fn is_human(noun: &str) -> bool {
    const ENDINGS: [&str; 8] = ["ist", "woman", "person", "ician", "ologist", "eer", "ographer", "keeper"];
    ENDINGS.iter().any(|ending| noun.len() > ending.len() + 1 && noun.ends_with(ending))
        || noun.len() > 4 && noun.ends_with("man") && !matches!(noun, "german" | "roman" | "human")
}
