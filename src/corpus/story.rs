//! Stories: articles that share claims, quotations, or the same actors on the same days.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::Member;
use super::concept::Concept;
use super::profile::actor_key;
use super::wording::{shingles, word_hashes};
use crate::model::{Analysis, Date, MentionForm, Value};

/// Articles that tell the same story.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Story {
    /// Ids of its articles, in order of publication, undated ones last, then by id.
    pub articles: Vec<String>,
    /// Day of the first article, where known.
    pub first: Option<Date>,
    /// Names of the actors that most of its articles share, most shared first, five at most.
    pub actors: Vec<String>,
    /// Pairs of articles that share whole passages: who, from whom (the earlier), and how much of the later one (0 to 1).
    pub copies: Vec<Copy>,
    /// Figures with a unit that occur in the story, by day of publication: value, unit, article.
    pub numbers: Vec<StoryNumber>,
}

/// An article that repeats another word for word.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Copy {
    /// The later article.
    pub article: String,
    /// The earlier one.
    pub of: String,
    /// Share of the later article's runs of eight words that stand in the earlier one, 0 to 1.
    pub share: f32,
}

/// A figure of a story.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct StoryNumber {
    /// Day of publication.
    pub published: Option<Date>,
    /// Number or interval.
    pub value: Value,
    /// Its unit.
    pub unit: String,
    /// The article.
    pub article: String,
}

/// An actor of several articles.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JoinedActor {
    /// Its name, as the gazetteer or the first article has it.
    pub name: String,
    /// Wikidata item, where the gazetteer knows it: then this is the evidence that joins the articles' actors.
    pub wikidata: Option<String>,
    /// Ids of the articles, sorted.
    pub articles: Vec<String>,
}

#[derive(Debug)]
struct Notes {
    actors: BTreeSet<Concept>,
    /// Hashes of runs of eight words, a sample of one in four by value.
    passages: Vec<u64>,
    numbers: Vec<(Value, String)>,
}

/// Grows with each article; the groups are a union-find forest.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    parents: Vec<u32>,
    notes: Vec<Notes>,
    names: HashMap<Concept, (String, Option<String>)>,
    by_actor: BTreeMap<Concept, Vec<u32>>,
    by_passage: HashMap<u64, u32>,
}

impl Stories {
    fn root(&self, mut article: u32) -> u32 {
        while let Some(parent) = self.parents.get(article as usize).filter(|parent| **parent != article) {
            article = *parent;
        }
        article
    }

    fn grow(&mut self, article: u32) {
        while self.parents.len() <= article as usize {
            self.parents.push(self.parents.len() as u32);
        }
    }

    /// Puts two articles into one story.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        self.grow(a.max(b));
        let (a, b) = (self.root(a), self.root(b));
        // The smaller number is the root, so that the groups do not depend on who joined whom.
        self.parents[a.max(b) as usize] = a.min(b);
    }

    /// Notes an article's actors, passages and numbers.
    pub(crate) fn add(&mut self, article: u32, text: &str, analysis: &Analysis) {
        self.grow(article);
        let mut actors = BTreeSet::new();
        for actor in &analysis.actors {
            if !actor.mentions.iter().any(|mention| matches!(mention.form, MentionForm::Name | MentionForm::Alias)) {
                continue;
            }
            let key = actor_key(actor);
            if actors.insert(key) {
                self.by_actor.entry(key).or_default().push(article);
            }
            let known = self.names.entry(key).or_insert_with(|| (actor.name.clone(), actor.refs.wikidata.clone()));
            if (actor.name.len(), &actor.name) < (known.0.len(), &known.0) && known.1.is_some() {
                known.0.clone_from(&actor.name);
            }
        }
        let words = word_hashes(text);
        let mut passages: Vec<u64> = shingles(&words, 8).into_iter().filter(|hash| hash % 4 == 0).collect();
        passages.sort_unstable();
        passages.dedup();
        let mut seen: HashMap<u32, usize> = HashMap::new();
        for passage in &passages {
            let first = *self.by_passage.entry(*passage).or_insert(article);
            if first != article {
                *seen.entry(first).or_default() += 1;
            }
        }
        let copied: Vec<u32> = seen.into_iter().filter(|(_, n)| *n >= 4).map(|(first, _)| first).collect();
        copied.into_iter().for_each(|first| self.join(article, first));
        let numbers = analysis.quantities.iter().filter(|q| q.unit.as_deref().is_some_and(|unit| unit != "ordinal"));
        let numbers = numbers.map(|q| (q.value, q.unit.clone().unwrap_or_default())).collect();
        self.notes.push(Notes { actors, passages, numbers });
    }

    /// The groups of two or more.
    pub(crate) fn list(&self, articles: &[Member]) -> Vec<Story> {
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for article in 0..articles.len() as u32 {
            groups.entry(self.root(article)).or_default().push(article);
        }
        let mut stories: Vec<Story> =
            groups.into_values().filter(|group| group.len() > 1).map(|group| self.story(group, articles)).collect();
        stories
            .sort_by(|a, b| (a.first.is_none(), a.first, &a.articles).cmp(&(b.first.is_none(), b.first, &b.articles)));
        stories
    }

    fn story(&self, mut group: Vec<u32>, articles: &[Member]) -> Story {
        let member = |idx: u32| &articles[idx as usize];
        group.sort_by(|a, b| {
            let key = |idx: u32| (member(idx).published.is_none(), member(idx).published, &member(idx).id);
            key(*a).cmp(&key(*b))
        });
        let mut counts: BTreeMap<Concept, usize> = BTreeMap::new();
        for idx in &group {
            for actor in &self.notes[*idx as usize].actors {
                *counts.entry(*actor).or_default() += 1;
            }
        }
        let mut shared: Vec<(usize, &str)> = counts
            .into_iter()
            .filter(|(_, n)| *n > 1 && *n * 2 >= group.len())
            .filter_map(|(key, n)| Some((n, self.names.get(&key)?.0.as_str())))
            .collect();
        shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let mut copies = Vec::new();
        for (later_place, later) in group.iter().enumerate() {
            for earlier in &group[..later_place] {
                let share = self.shared_passages(*later, *earlier);
                if share >= 0.2 {
                    copies.push(Copy { article: member(*later).id.clone(), of: member(*earlier).id.clone(), share });
                }
            }
        }
        let mut numbers = Vec::new();
        for idx in &group {
            for (value, unit) in &self.notes[*idx as usize].numbers {
                let (published, article) = (member(*idx).published, member(*idx).id.clone());
                numbers.push(StoryNumber { published, value: *value, unit: unit.clone(), article });
            }
        }
        numbers.sort_by(|a, b| (&a.unit, a.published, &a.article).cmp(&(&b.unit, b.published, &b.article)));
        Story {
            articles: group.iter().map(|idx| member(*idx).id.clone()).collect(),
            first: group.iter().find_map(|idx| member(*idx).published),
            actors: shared.into_iter().take(5).map(|(_, name)| name.to_owned()).collect(),
            copies,
            numbers,
        }
    }

    fn shared_passages(&self, later: u32, earlier: u32) -> f32 {
        let (mine, other) = (&self.notes[later as usize].passages, &self.notes[earlier as usize].passages);
        let n_shared = mine.iter().filter(|passage| other.binary_search(passage).is_ok()).count();
        if mine.is_empty() { 0.0 } else { n_shared as f32 / mine.len() as f32 }
    }

    /// Actors of two or more articles, by name.
    pub(crate) fn actors(&self, articles: &[Member]) -> Vec<JoinedActor> {
        let several = self.by_actor.iter().filter(|(_, list)| list.len() > 1);
        let mut joined: Vec<JoinedActor> = several
            .filter_map(|(key, list)| {
                let (name, wikidata) = self.names.get(key)?.clone();
                let mut articles: Vec<String> = list.iter().map(|idx| articles[*idx as usize].id.clone()).collect();
                articles.sort();
                Some(JoinedActor { name, wikidata, articles })
            })
            .collect();
        joined.sort_by(|a, b| a.name.cmp(&b.name).then(a.articles.cmp(&b.articles)));
        joined
    }
}
