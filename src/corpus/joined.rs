//! Actors of several articles: who is the same, by what evidence, and who only has the same name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::Member;
use super::concept::{Concept, ConceptTables};
use super::group::Groups;
use super::party::{country_names, country_of};
use super::words::words;
use crate::actors::plain;
use crate::model::{Actor, ActorKind, Analysis, MentionForm, Place};
use crate::span::Span;
use crate::text::hash_word;

/// An actor of several articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JoinedActor {
    /// Its name, as the gazetteer has it, or the form that most articles use.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-2 code of its country, where an article tells.
    pub country: Option<String>,
    /// Wikidata item, where the gazetteer knows it.
    pub wikidata: Option<String>,
    /// Other spellings of its name, sorted.
    pub spellings: Vec<String>,
    /// What joins the articles' actors: the weakest link.
    pub joined_by: JoinedBy,
    /// Its first name in each article, in order of publication, then by id.
    pub places: Vec<Place>,
}

/// Evidence that actors of two articles are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum JoinedBy {
    /// The same entry of the gazetteer, or of the user's.
    Identifier,
    /// The same full name, and no country or role that speaks against it.
    Name,
    /// Two spellings of a name, and the same country or role.
    Spelling,
}

/// An actor of one article.
#[derive(Debug)]
pub(crate) struct Note {
    name: Box<str>,
    kind: ActorKind,
    country: Option<Box<str>>,
    wikidata: Option<Box<str>>,
    identifier: Option<Concept>,
    folded: Concept,
    spelling: Concept,
    is_full: bool,
    roles: Box<[Concept]>,
    span: Span,
}

/// The named actors of an article.
pub(crate) fn notes(text: &str, analysis: &Analysis, concepts: &ConceptTables) -> Vec<Note> {
    let countries = country_names(analysis);
    analysis.actors.iter().filter_map(|actor| note(text, actor, country_of(actor, &countries), concepts)).collect()
}

fn note(text: &str, actor: &Actor, country: Option<&str>, concepts: &ConceptTables) -> Option<Note> {
    let is_name = |form| matches!(form, MentionForm::Name | MentionForm::Alias);
    let named = actor.mentions.iter().find(|mention| is_name(mention.form) && mention.span.fits(text))?;
    let refs = &actor.refs;
    let identifier = refs.user.as_deref().or(refs.wikidata.as_deref()).or(refs.iso3166.as_deref());
    let folded = fold(&actor.name);
    let n_words = folded.split(' ').count();
    let mut roles: Vec<Concept> = Vec::new();
    for role in actor.roles.iter().filter(|role| role.span.fits(text)) {
        let lower = words(&text[role.span], role.span.start).map(|word| text[word].to_lowercase());
        roles.extend(lower.filter(|word| concepts.weight(word) >= 0.5).map(|word| concepts.concept(&word)));
    }
    Some(Note {
        name: actor.name.as_str().into(),
        kind: actor.kind.clone(),
        country: country.map(Into::into),
        wikidata: refs.wikidata.as_deref().map(Into::into),
        identifier: identifier.map(|id| hash_word(id.as_bytes())),
        spelling: hash_word(skeleton(&folded).as_bytes()),
        folded: hash_word(folded.as_bytes()),
        is_full: n_words > 1 || actor.kind != ActorKind::Person,
        roles: roles.into(),
        span: named.span,
    })
}

/// Lower case, letters without marks, hyphens and full stops as blanks.
pub(crate) fn fold(name: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { plain(c) } else { ' ' };
    let lower = name.chars().map(letter).collect::<String>().to_lowercase();
    lower.split_whitespace().map(|word| word.chars().map(plain).collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// What transliterations of a name have in common: its consonants, alike ones as one ("Pashinian", "Pashinyan").
fn skeleton(folded: &str) -> String {
    let mut out = String::new();
    for word in folded.split(' ') {
        let simple = ["sch:s", "sh:s", "kh:h", "ph:f", "ck:k", "th:t", "dh:d", "gh:g", "zh:s", "ch:c", "ts:s"];
        let alike = simple.iter().filter_map(|pair| pair.split_once(':'));
        let word = alike.fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
        let mut last = ' ';
        for (place, c) in word.chars().enumerate() {
            let c = match c {
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' if place == 0 => 'a',
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | '\'' => continue,
                'q' => 'k',
                'w' => 'v',
                'z' => 's',
                c => c,
            };
            if c != last {
                out.push(c);
            }
            last = c;
        }
        out.push(' ');
    }
    out
}

/// Actors of two or more articles, by name. Linear in the number of notes but for names that many actors share.
pub(crate) fn joined(articles: &[Member]) -> Vec<JoinedActor> {
    let mut order: Vec<u32> = (0..articles.len() as u32).collect();
    order.sort_by_key(|idx| articles[*idx as usize].order());
    let notes: Vec<(u32, &Note)> =
        order.iter().flat_map(|idx| articles[*idx as usize].notes.iter().map(|note| (*idx, note))).collect();
    let (mut groups, mut links) = (Groups::default(), Vec::new());
    link_identifiers(&notes, &mut groups, &mut links);
    link_names(&notes, &mut groups, &mut links);
    let mut weakest: HashMap<u32, JoinedBy> = HashMap::new();
    for (member, by) in links {
        let known = weakest.entry(groups.root(member)).or_insert(by);
        *known = by.max(*known);
    }
    let several = groups.several(notes.len()).filter_map(|group| {
        let members: Vec<(u32, &Note)> = group.iter().map(|idx| notes[*idx as usize]).collect();
        told(&members, articles, *weakest.get(&group[0])?)
    });
    let mut joined: Vec<JoinedActor> = several.collect();
    joined.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| key(a).cmp(&key(b))));
    joined
}

fn key(actor: &JoinedActor) -> Option<(&str, Span)> {
    actor.places.first().map(|place| (place.id.as_str(), place.span))
}

fn link_identifiers(notes: &[(u32, &Note)], groups: &mut Groups, links: &mut Vec<(u32, JoinedBy)>) {
    let mut first: HashMap<Concept, u32> = HashMap::new();
    for (idx, (_, note)) in notes.iter().enumerate() {
        let Some(identifier) = note.identifier else { continue };
        let known = *first.entry(identifier).or_insert(idx as u32);
        if known != idx as u32 {
            groups.join(known, idx as u32);
            links.push((known, JoinedBy::Identifier));
        }
    }
}

/// Joins each full name with the first group of the same spelling that nothing speaks against.
fn link_names(notes: &[(u32, &Note)], groups: &mut Groups, links: &mut Vec<(u32, JoinedBy)>) {
    let mut leaders: HashMap<Concept, Vec<Leader<'_>>> = HashMap::new();
    for (idx, (article, note)) in notes.iter().enumerate().filter(|(_, (_, note))| note.is_full) {
        let leaders = leaders.entry(note.spelling).or_default();
        let fits = leaders.iter_mut().find_map(|leader| Some((leader.link(*article, note)?, leader)));
        match fits {
            Some((by, leader)) => {
                if groups.root(leader.idx) != groups.root(idx as u32) {
                    groups.join(leader.idx, idx as u32);
                    links.push((leader.idx, by));
                }
                leader.take(*article, note);
            }
            None => leaders.push(Leader::new(idx as u32, *article, note)),
        }
    }
}

/// The first actor of a group, with what its other members add.
struct Leader<'a> {
    idx: u32,
    note: &'a Note,
    countries: BTreeSet<&'a str>,
    roles: BTreeSet<Concept>,
    identifier: Option<Concept>,
    last_article: u32,
}

impl<'a> Leader<'a> {
    fn new(idx: u32, article: u32, note: &'a Note) -> Leader<'a> {
        let (countries, roles) = (BTreeSet::new(), BTreeSet::new());
        let mut leader = Leader { idx, note, countries, roles, identifier: None, last_article: article };
        leader.take(article, note);
        leader
    }

    fn take(&mut self, article: u32, note: &'a Note) {
        self.countries.extend(note.country.as_deref());
        self.roles.extend(note.roles.iter().copied());
        self.identifier = self.identifier.or(note.identifier);
        self.last_article = article;
    }

    /// What makes them the same, or none where something speaks against it.
    fn link(&self, article: u32, note: &Note) -> Option<JoinedBy> {
        let same_name = self.note.folded == note.folded;
        let apart = self.identifier.zip(note.identifier).is_some_and(|(x, y)| x != y)
            || !kinds_agree(&self.note.kind, &note.kind)
            || article == self.last_article && !same_name;
        let country = note.country.as_deref();
        let country_known = country.is_some() && !self.countries.is_empty();
        let same_country = country.is_some_and(|country| self.countries.contains(country));
        let roles_known = !note.roles.is_empty() && !self.roles.is_empty();
        let same_role = note.roles.iter().any(|role| self.roles.contains(role));
        if apart || country_known && !same_country || roles_known && !same_role && !same_country {
            None
        } else if same_name {
            Some(JoinedBy::Name)
        } else {
            (same_country || same_role).then_some(JoinedBy::Spelling)
        }
    }
}

fn kinds_agree(x: &ActorKind, y: &ActorKind) -> bool {
    let is_body = |kind: &ActorKind| {
        matches!(kind, ActorKind::Organization | ActorKind::Media | ActorKind::Government | ActorKind::Party)
    };
    x == y || is_body(x) && is_body(y)
}

fn told(members: &[(u32, &Note)], articles: &[Member], joined_by: JoinedBy) -> Option<JoinedActor> {
    let (mut names, mut places): (BTreeMap<&str, usize>, Vec<(u32, Place)>) = (BTreeMap::new(), Vec::new());
    for (article, note) in members {
        *names.entry(&note.name).or_default() += 1;
        if places.last().is_none_or(|(last, _)| last != article) {
            places.push((*article, Place::new(articles[*article as usize].id.clone(), note.span)));
        }
    }
    if places.len() < 2 {
        return None;
    }
    let name = names.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(name, _)| (*name).to_owned())?;
    let spellings = names.into_keys().filter(|other| *other != name).map(str::to_owned).collect();
    let of = |get: fn(&Note) -> Option<&str>| members.iter().find_map(|(_, note)| get(note)).map(str::to_owned);
    Some(JoinedActor {
        kind: members[0].1.kind.clone(),
        country: of(|note| note.country.as_deref()),
        wikidata: of(|note| note.wikidata.as_deref()),
        name,
        spellings,
        joined_by,
        places: places.into_iter().map(|(_, place)| place).collect(),
    })
}
