//! Stories as they are told: who was first, who repeats whom, what one source alone says, how figures moved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::concept::Concept;
use super::group::Groups;
use super::{Entry, Member};
use crate::model::{Date, Place, Value};
use crate::span::Span;

/// Least check-worthiness of a claim that is worth telling as one source's alone.
const WORTH_TELLING: f32 = 0.5;
/// Most such claims of an article.
const MOST_ALONE: usize = 3;

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
    /// Pairs of articles that share whole passages: who, from whom (the earlier), and how much of the later one.
    pub copies: Vec<Copy>,
    /// Claims worth checking that no other article has, three at most of each, by article in the order above.
    pub alone: Vec<Place>,
    /// Figures of related claims, each in order of publication; by unit, then by first place.
    pub timelines: Vec<Timeline>,
}

/// An article that repeats another word for word.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Copy {
    /// The later article; of two of the same day the one whose id sorts last.
    pub article: String,
    /// The earlier one.
    pub of: String,
    /// Share of the later article's runs of eight words that stand in the earlier one, 0 to 1.
    pub share: f32,
}

/// One figure as several articles of a story have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Timeline {
    /// What is counted or measured.
    pub unit: String,
    /// What it was, in order of publication.
    pub points: Vec<TimelinePoint>,
}

/// A figure in an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct TimelinePoint {
    /// Day of publication.
    pub published: Option<Date>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Number or interval.
    pub value: Value,
}

/// A figure of a claim, kept for timelines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) span: Span,
    pub(crate) value: Value,
    pub(crate) unit: Box<str>,
    /// What is said of it: "died", not "were injured".
    pub(crate) what: Concept,
}

/// The stories of a corpus, in order of their first article.
pub(crate) fn stories(articles: &[Member], entries: &[Entry], groups: &Groups, series: &Groups) -> Vec<Story> {
    let mut found: Vec<Story> = Vec::new();
    for mut group in groups.several(articles.len()) {
        group.sort_by_key(|idx| articles[*idx as usize].order());
        let ids = |idx: &u32| articles[*idx as usize].id.clone();
        let tellers = tellers(&group, articles, entries);
        found.push(Story {
            articles: group.iter().map(ids).collect(),
            first: group.iter().find_map(|idx| articles[*idx as usize].published),
            actors: main_actors(&group, articles),
            copies: copies(&group, articles),
            alone: group.iter().flat_map(|idx| alone(&articles[*idx as usize], entries, &tellers)).collect(),
            timelines: timelines(&group, articles, entries, series),
        });
    }
    found.sort_by(|a, b| (a.first.is_none(), a.first, &a.articles).cmp(&(b.first.is_none(), b.first, &b.articles)));
    found
}

fn main_actors(group: &[u32], articles: &[Member]) -> Vec<String> {
    let mut counts: BTreeMap<u32, (usize, &str)> = BTreeMap::new();
    for idx in group {
        for (key, name) in &articles[*idx as usize].actors {
            let known = counts.entry(*key).or_insert((0, name));
            *known = (known.0 + 1, known.1.min(name));
        }
    }
    let mut shared: Vec<(usize, &str)> =
        counts.into_values().filter(|(n, _)| *n > 1 && *n * 2 >= group.len()).collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    shared.into_iter().take(5).map(|(_, name)| name.to_owned()).collect()
}

fn copies(group: &[u32], articles: &[Member]) -> Vec<Copy> {
    let mut copies = Vec::new();
    for (place, later) in group.iter().enumerate() {
        let later = &articles[*later as usize];
        for earlier in &group[..place] {
            let earlier = &articles[*earlier as usize];
            if let Some(share) = later.repeats(earlier) {
                copies.push(Copy { article: later.id.clone(), of: earlier.id.clone(), share });
            }
        }
    }
    copies
}

/// What the claims of a group's articles say, and in how many articles each stands.
fn tellers(group: &[u32], articles: &[Member], entries: &[Entry]) -> HashMap<u64, u32> {
    let mut tellers: HashMap<u64, u32> = HashMap::new();
    for idx in group {
        let (from, to) = articles[*idx as usize].entries;
        let said: BTreeSet<u64> = (from..to).map(|idx| entries[idx as usize].profile.fingerprint()).collect();
        said.into_iter().for_each(|said| *tellers.entry(said).or_default() += 1);
    }
    tellers
}

/// Claims of an article that no other of the group has, worth checking.
fn alone(article: &Member, entries: &[Entry], tellers: &HashMap<u64, u32>) -> Vec<Place> {
    let mine = &entries[article.entries.0 as usize..article.entries.1 as usize];
    let is_told_elsewhere =
        |entry: &Entry| entry.is_related || tellers.get(&entry.profile.fingerprint()).is_some_and(|n| *n > 1);
    let told: Vec<Span> =
        mine.iter().filter(|entry| is_told_elsewhere(entry)).map(|entry| entry.profile.span).collect();
    let mut single: Vec<&Entry> = mine.iter().filter(|entry| entry.worth >= WORTH_TELLING).collect();
    single.retain(|entry| !told.iter().any(|span| span.overlaps(entry.profile.span)));
    single.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.profile.span.cmp(&b.profile.span)));
    // A claim inside another is told with it.
    let mut chosen: Vec<Span> = Vec::new();
    for entry in single {
        if chosen.len() < MOST_ALONE && !chosen.iter().any(|span| span.overlaps(entry.profile.span)) {
            chosen.push(entry.profile.span);
        }
    }
    chosen.sort();
    chosen.into_iter().map(|span| Place::new(article.id.clone(), span)).collect()
}

/// An article and a figure in it.
type Told<'a> = (u32, &'a Figure);

fn timelines(group: &[u32], articles: &[Member], entries: &[Entry], series: &Groups) -> Vec<Timeline> {
    let mut points: BTreeMap<(u32, &str, Concept), Vec<Told<'_>>> = BTreeMap::new();
    for article in group {
        let (from, to) = articles[*article as usize].entries;
        for idx in from..to {
            for figure in &entries[idx as usize].figures {
                points.entry((series.root(idx), &figure.unit, figure.what)).or_default().push((*article, figure));
            }
        }
    }
    let mut timelines: Vec<Timeline> = Vec::new();
    for ((_, unit, _), mut figures) in points {
        figures.dedup_by_key(|(article, figure)| (*article, figure.span));
        if figures.iter().all(|(article, _)| *article == figures[0].0) {
            continue;
        }
        let point = |(article, figure): Told<'_>| {
            let member = &articles[article as usize];
            let place = Place::new(member.id.clone(), figure.span);
            TimelinePoint { published: member.published, place, value: figure.value }
        };
        timelines.push(Timeline { unit: unit.to_owned(), points: figures.into_iter().map(point).collect() });
    }
    drop_told_twice(&mut timelines);
    let first = |line: &Timeline| line.points.first().map(|point| (point.place.id.clone(), point.place.span));
    timelines.sort_by(|a, b| a.unit.cmp(&b.unit).then_with(|| first(a).cmp(&first(b))));
    timelines
}

/// Drops the lines of which another has every point: a claim and its toll tell the same figure.
fn drop_told_twice(timelines: &mut Vec<Timeline>) {
    let key = |point: &TimelinePoint| (point.place.id.clone(), point.place.span);
    let mut with_point: HashMap<(String, Span), Vec<usize>> = HashMap::new();
    for (idx, line) in timelines.iter().enumerate() {
        line.points.iter().for_each(|point| with_point.entry(key(point)).or_default().push(idx));
    }
    let is_told = |idx: usize| {
        let (line, mut points) = (&timelines[idx], timelines[idx].points.iter().map(key));
        let Some(first) = points.next() else { return true };
        let mut others: Vec<usize> = with_point[&first].iter().copied().filter(|other| *other != idx).collect();
        points.for_each(|point| others.retain(|other| with_point[&point].contains(other)));
        others.iter().any(|other| timelines[*other].points.len() > line.points.len() || *other < idx)
    };
    let told: Vec<bool> = (0..timelines.len()).map(is_told).collect();
    let mut told = told.into_iter();
    timelines.retain(|_| !told.next().unwrap_or(false));
}
