//! Across articles: the same claim, the same quote, and where sources conflict.
//!
//! A [`Corpus`] takes analyses one by one, in any order, and tells how the claims and quotes of each stand to those
//! of the articles before it. What two claims are to each other depends on these two alone, so the relations found
//! do not depend on the order of arrival. Never a verdict: only who agrees with whom.

mod compare;
mod concept;
mod facet;
mod ground;
mod group;
mod hash;
mod index;
mod joined;
mod number;
mod pair;
mod party;
mod passage;
mod profile;
mod quotation;
mod relate;
mod setting;
mod sketch;
mod story;
mod toll;
mod wording;
mod words;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::extractor::{Extractor, Tables};
use crate::model::{Analysis, Article, Claim, ClaimId, Date, Place, Reason, Relation, RelationOf};
use crate::span::Span;

use concept::Concept;
use group::Groups;
use index::{EntryIdx, Index, day_of, keys_of};
use party::{actor_key, is_name};
use profile::{Profile, ProfileSource};
use quotation::QuoteIndex;
use relate::Judgement;
use setting::{EVENT_DAYS, Setting};
use sketch::Sketch;

pub(crate) use concept::ConceptTables;
pub use joined::{JoinedActor, JoinedBy};
pub use pair::PairJudgement;
pub use story::{Copy, Story, Timeline, TimelinePoint};

/// Least weight of the terms of a claim that is compared.
const MIN_WEIGHT: f32 = 1.0;

/// Claims and quotes of many articles, comparable without comparing all pairs.
///
/// Memory grows linearly with the number of claims; adding an article costs as many look-ups as it has claims,
/// and as many comparisons as there are claims of the same months that share two of its concepts.
///
/// # Examples
///
/// ```
/// use whosaid::{Article, Corpus, Extractor};
/// let extractor = Extractor::new();
/// let mut corpus = Corpus::new(&extractor);
/// for (id, text) in [("a", "The fire killed 15 people in Lund."), ("b", "The fire killed 150 people in Lund.")] {
///     let article = Article::from_text(text).with_id(id).with_published("2025-03-01".parse()?);
///     for relation in corpus.add(&article, &extractor.extract(&article)) {
///         println!("{} {:?} {}", relation.a.id, relation.relation, relation.b.id);
///     }
/// }
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug)]
pub struct Corpus {
    tables: Arc<Tables>,
    articles: Vec<Member>,
    entries: Vec<Entry>,
    /// Of each entry, apart from it: most candidates are rejected by it.
    sketches: Vec<Sketch>,
    index: Index,
    /// Articles by what they are about.
    events: Index,
    quotes: QuoteIndex,
    passages: Index,
    /// Articles that tell one story.
    stories: Groups,
    /// Claims about one figure.
    series: Groups,
}

/// An article of the corpus.
#[derive(Debug)]
struct Member {
    id: String,
    published: Option<Date>,
    /// Key and name of each named actor, sorted.
    actors: Vec<(Concept, Box<str>)>,
    notes: Vec<joined::Note>,
    setting: Setting,
    passages: Box<[u64]>,
    /// First entry, and one past the last.
    entries: (EntryIdx, EntryIdx),
}

/// A claim of the corpus.
#[derive(Debug)]
struct Entry {
    article: u32,
    profile: Profile,
    worth: f32,
    figures: Vec<story::Figure>,
    is_related: bool,
}

/// Days between two articles of one story that nothing between them links.
const STORY_DAYS: i64 = 10;

impl Member {
    /// Order of publication, undated ones last, then by id.
    fn order(&self) -> (bool, Option<Date>, &str) {
        (self.published.is_none(), self.published, &self.id)
    }

    /// Share of this article's passages that stand in an earlier one, where they are enough for a copy.
    fn repeats(&self, earlier: &Member) -> Option<f32> {
        let n_shared = passage::n_shared(&self.passages, &earlier.passages);
        let share = n_shared as f32 / self.passages.len().max(1) as f32;
        (n_shared >= passage::MIN_SHARED && share >= 0.2).then_some(share)
    }

    /// Published within some days of each other, with two actors in common or several relations.
    fn tells_with(&self, other: &Member, n_relations: usize) -> bool {
        let gap = self.published.zip(other.published).map(|(x, y)| (x.day_number() - y.day_number()).abs());
        let is_shared =
            |actor: &&(Concept, Box<str>)| other.actors.binary_search_by_key(&actor.0, |known| known.0).is_ok();
        gap.is_none_or(|days| days <= STORY_DAYS)
            && (n_relations >= 2 || self.actors.iter().filter(is_shared).take(2).count() == 2)
    }
}

impl Corpus {
    /// An empty corpus that uses the extractor's tables.
    pub fn new(extractor: &Extractor) -> Corpus {
        Corpus {
            tables: Arc::clone(extractor.tables()),
            articles: Vec::new(),
            entries: Vec::new(),
            sketches: Vec::new(),
            index: Index::default(),
            events: Index::with_period(EVENT_DAYS),
            quotes: QuoteIndex::default(),
            passages: Index::default(),
            stories: Groups::default(),
            series: Groups::default(),
        }
    }

    /// Number of articles added.
    pub fn n_articles(&self) -> usize {
        self.articles.len()
    }

    /// Number of claims held.
    pub fn n_claims(&self) -> usize {
        self.entries.len()
    }

    /// Adds an article and returns how its claims and quotes stand to those of the articles before it,
    /// unrelated ones left out, in text order of the new article, then of the older ones.
    ///
    /// In each relation `a` is the article published first (then the one whose id sorts first).
    /// `analysis` must come from this `article`; spans that do not fit its text are passed over.
    pub fn add(&mut self, article: &Article, analysis: &Analysis) -> Vec<Relation> {
        let article_idx = self.articles.len() as u32;
        let tables = Arc::clone(&self.tables);
        let source = ProfileSource::new(&article.text, analysis, &tables.concepts);
        self.articles.push(self.member(article, &source));
        let profiles = profiles_of(&source);
        let same_event = self.of_one_event(article_idx);
        let found = self.compare(article_idx, &profiles, &same_event);
        let mut n_relations: HashMap<u32, usize> = HashMap::new();
        let mut relations: Vec<Relation> = Vec::with_capacity(found.len());
        let entry_of = self.keep(article_idx, &source, profiles);
        let is_before =
            |other: u32| self.articles[article_idx as usize].order() < self.articles[other as usize].order();
        let quotes = self.quotes.add(article_idx, &source, is_before);
        for (mine, other, judgement) in found {
            let mine = entry_of[mine];
            for idx in [mine, other] {
                self.entries[idx as usize].is_related = true;
            }
            let by_number = judgement.evidence.iter().any(|shown| shown.what == "number");
            if by_number || judgement.reason == Some(Reason::Update) {
                self.series.join(mine, other);
            }
            let (my_span, entry) = (self.entries[mine as usize].profile.span, &self.entries[other as usize]);
            *n_relations.entry(entry.article).or_default() += 1;
            // What stands in a quotation that is the same anyway is told once.
            if !quotes.iter().any(|quote| quote.covers(my_span, entry.article, entry.profile.span)) {
                relations.push(self.relation((article_idx, my_span), (entry.article, entry.profile.span), judgement));
            }
        }
        for found in quotes {
            let (mine, other) = ((article_idx, found.mine), (found.other_article, found.other));
            let mut relation = self.relation(mine, other, found.judgement);
            relation.of = RelationOf::Quote;
            relations.push(relation);
            *n_relations.entry(found.other_article).or_default() += 1;
        }
        self.tell(article_idx, &n_relations, &same_event);
        relations
    }

    /// Groups of articles that tell the same story, those of two or more, in order of their first article.
    pub fn stories(&self) -> Vec<Story> {
        story::stories(&self.articles, &self.entries, &self.stories, &self.series)
    }

    /// Actors that occur in more than one article, with the evidence that joins them, by name.
    pub fn actors(&self) -> Vec<JoinedActor> {
        joined::joined(&self.articles)
    }

    fn member(&self, article: &Article, source: &ProfileSource<'_>) -> Member {
        let analysis = source.analysis;
        let is_named = |actor: &&crate::Actor| actor.mentions.iter().any(|mention| is_name(mention.form));
        let named = analysis.actors.iter().filter(is_named);
        let mut actors: Vec<(Concept, Box<str>)> =
            named.map(|actor| (actor_key(actor), actor.name.as_str().into())).collect();
        actors.sort();
        actors.dedup_by_key(|actor| actor.0);
        let first = self.entries.len() as EntryIdx;
        Member {
            id: article.id.clone(),
            published: article.published,
            actors,
            notes: joined::notes(source.text, analysis, source.concepts),
            setting: Setting::of(source),
            passages: passage::passages(source.text, analysis),
            entries: (first, first),
        }
    }

    /// Lists the claims that tell enough; returns the entry of each profile.
    fn keep(&mut self, article: u32, source: &ProfileSource<'_>, profiles: Vec<Profiled>) -> Vec<EntryIdx> {
        let mut entry_of = Vec::with_capacity(profiles.len());
        for Profiled { profile, worth } in profiles {
            let idx = self.entries.len() as EntryIdx;
            entry_of.push(idx);
            if profile.weight >= MIN_WEIGHT {
                let keys = keys_of(&profile, &self.articles[article as usize].setting, source.concepts);
                self.index.insert(idx, &keys, day_of(&profile));
                self.sketches.push(Sketch::of(&profile, source.concepts));
                let figures = source.figures(&profile);
                self.entries.push(Entry { article, profile, worth, figures, is_related: false });
            }
        }
        self.articles[article as usize].entries.1 = self.entries.len() as EntryIdx;
        entry_of
    }

    /// Puts an article into the stories that it tells with others.
    fn tell(&mut self, article: u32, n_relations: &HashMap<u32, usize>, same_event: &[u32]) {
        let member = &self.articles[article as usize];
        let mut candidates = Vec::new();
        self.passages.candidates(&member.passages, member.published, &mut candidates);
        let is_copy = |other: &u32| {
            let other = &self.articles[*other as usize];
            member.repeats(other).is_some() || other.repeats(member).is_some()
        };
        let mut others: BTreeSet<u32> = candidates.into_iter().filter(is_copy).collect();
        let told = n_relations.iter().filter(|(other, n)| member.tells_with(&self.articles[**other as usize], **n));
        others.extend(told.map(|(other, _)| *other));
        let is_story = |other: &&u32| member.setting.is_of_one_story(&self.articles[**other as usize].setting);
        others.extend(same_event.iter().filter(is_story));
        for other in others {
            self.stories.join(article, other);
        }
        self.passages.insert(article, &member.passages, member.published);
        self.events.insert(article, &member.setting.keys(), member.published);
    }

    fn relation(&self, mine: (u32, Span), other: (u32, Span), judgement: Judgement) -> Relation {
        let (x, y) = (&self.articles[mine.0 as usize], &self.articles[other.0 as usize]);
        let (mut a, mut b) = (Place::new(x.id.clone(), mine.1), Place::new(y.id.clone(), other.1));
        if x.order() >= y.order() {
            std::mem::swap(&mut a, &mut b);
        }
        let mut relation = Relation::new(a, b, RelationOf::Claim, judgement.relation);
        relation.reason = judgement.reason;
        relation.evidence = judgement.evidence;
        relation.confidence = judgement.confidence;
        relation
    }
}

/// A profile with the check-worthiness of its claim.
struct Profiled {
    profile: Profile,
    worth: f32,
}

/// Profiles of an article's claims, each followed by its facets. A claim that only points at another ("denied this")
/// says what that one says.
fn profiles_of(source: &ProfileSource<'_>) -> Vec<Profiled> {
    let claims = &source.analysis.claims;
    let mut profiles = Vec::with_capacity(claims.len() * 2);
    let by_id: HashMap<ClaimId, &Claim> =
        claims.iter().filter(|claim| claim.span.fits(source.text)).map(|claim| (claim.id, claim)).collect();
    for claim in claims.iter().filter(|claim| claim.span.fits(source.text)) {
        let meant = claim.refers_to.and_then(|id| by_id.get(&id)).copied();
        let profile = source.claim_profile(claim, meant.unwrap_or(claim));
        let facets = facet::facets(source, &profile);
        profiles.push(Profiled { profile, worth: claim.check_worthiness });
        profiles.extend(facets.into_iter().map(|profile| Profiled { profile, worth: 0.0 }));
    }
    profiles
}
