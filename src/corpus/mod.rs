//! Across articles: the same claim, the same quote, and where sources conflict.
//!
//! A [`Corpus`] takes analyses one by one, in any order, and tells how the claims and quotes of each stand to those
//! of the articles before it. What two claims are to each other depends on these two alone, so the relations found
//! do not depend on the order of arrival. Never a verdict: only who agrees with whom.

mod concept;
mod facet;
mod index;
mod pair;
mod profile;
mod quotation;
mod relate;
mod story;
mod wording;

use std::collections::HashMap;
use std::sync::Arc;

use crate::extractor::{Extractor, Tables};
use crate::model::{Analysis, Article, Date, Place, Relation, RelationKind, RelationOf};
use crate::span::Span;

use index::{EntryIdx, Index};
use profile::{Profile, ProfileSource};
use quotation::QuoteIndex;
use relate::{Judgement, relate};

pub(crate) use concept::ConceptTables;
pub use pair::PairJudgement;
pub use story::{JoinedActor, Story};

/// Fewest words in common that relate two claims of different articles.
const MIN_EVIDENCE: usize = 3;

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
    index: Index,
    quotes: QuoteIndex,
    stories: story::Stories,
}

/// An article of the corpus.
#[derive(Debug)]
struct Member {
    id: String,
    published: Option<Date>,
}

/// A claim of the corpus.
#[derive(Debug)]
struct Entry {
    article: u32,
    profile: Profile,
}

impl Corpus {
    /// An empty corpus that uses the extractor's tables.
    pub fn new(extractor: &Extractor) -> Corpus {
        Corpus {
            tables: Arc::clone(extractor.tables()),
            articles: Vec::new(),
            entries: Vec::new(),
            index: Index::default(),
            quotes: QuoteIndex::default(),
            stories: story::Stories::default(),
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
        let member = Member { id: article.id.clone(), published: article.published };
        self.articles.push(member);
        let text = article.text.as_str();
        let tables = Arc::clone(&self.tables);
        let source = ProfileSource::new(text, analysis, &tables.concepts);
        let profiles = profiles_of(&source);
        let found = self.compare(&profiles);
        let mut relations: Vec<Relation> = Vec::with_capacity(found.len());
        for (mine, other, judgement) in found {
            let entry = &self.entries[other as usize];
            relations.push(self.relation(
                article_idx,
                entry.article,
                profiles[mine].span,
                entry.profile.span,
                judgement,
            ));
            self.stories.join(article_idx, entry.article);
        }
        for profile in profiles {
            if profile.weight >= 1.0 {
                let idx = self.entries.len() as EntryIdx;
                self.index.insert(idx, &profile, &tables.concepts);
                self.entries.push(Entry { article: article_idx, profile });
            }
        }
        for found in self.quotes.add(article_idx, text, &analysis.quotes) {
            let judgement = Judgement {
                relation: found.relation,
                reason: found.reason,
                evidence: Vec::new(),
                confidence: found.confidence,
            };
            let mut relation = self.relation(article_idx, found.other_article, found.mine, found.other, judgement);
            relation.of = RelationOf::Quote;
            relations.push(relation);
            self.stories.join(article_idx, found.other_article);
        }
        self.stories.add(article_idx, text, analysis);
        relations
    }

    /// Groups of articles that tell the same story, those of two or more, in order of their first article.
    pub fn stories(&self) -> Vec<Story> {
        self.stories.list(&self.articles)
    }

    /// Actors that occur in more than one article, with the articles' ids.
    pub fn actors(&self) -> Vec<JoinedActor> {
        self.stories.actors(&self.articles)
    }

    /// The best judgement for each new claim and older article, where it is the best for the older claim too.
    fn compare(&self, profiles: &[Profile]) -> Vec<(usize, EntryIdx, Judgement)> {
        let mut candidates = Vec::new();
        let mut judged: Vec<(usize, EntryIdx, Judgement)> = Vec::new();
        for (mine, profile) in profiles.iter().enumerate().filter(|(_, profile)| profile.weight >= 1.0) {
            self.index.candidates(profile, &self.tables.concepts, &mut candidates);
            for other in &candidates {
                let judgement = relate(profile, &self.entries[*other as usize].profile, &self.tables.concepts);
                if judgement.relation != RelationKind::Unrelated && judgement.evidence.len() >= MIN_EVIDENCE {
                    judged.push((mine, *other, judgement));
                }
            }
        }
        let mut best_for_mine: HashMap<(usize, u32), f32> = HashMap::new();
        let mut best_for_other: HashMap<EntryIdx, f32> = HashMap::new();
        for (mine, other, judgement) in &judged {
            let article = self.entries[*other as usize].article;
            let best = best_for_mine.entry((*mine, article)).or_default();
            *best = best.max(judgement.confidence);
            let best = best_for_other.entry(*other).or_default();
            *best = best.max(judgement.confidence);
        }
        judged.retain(|(mine, other, judgement)| {
            let article = self.entries[*other as usize].article;
            judgement.confidence >= best_for_mine[&(*mine, article)] && judgement.confidence >= best_for_other[other]
        });
        judged
    }

    fn relation(&self, mine: u32, other: u32, my_span: Span, other_span: Span, judgement: Judgement) -> Relation {
        let (x, y) = (&self.articles[mine as usize], &self.articles[other as usize]);
        let swap = (y.published, &y.id) < (x.published, &x.id);
        let (mut a, mut b) = (Place::new(x.id.clone(), my_span), Place::new(y.id.clone(), other_span));
        let mut evidence = judgement.evidence;
        if swap {
            std::mem::swap(&mut a, &mut b);
            evidence.iter_mut().for_each(|shown| std::mem::swap(&mut shown.a, &mut shown.b));
            evidence.sort_by_key(|shown| (shown.a, shown.b));
        }
        let mut relation = Relation::new(a, b, RelationOf::Claim, judgement.relation);
        relation.reason = judgement.reason;
        relation.evidence = evidence;
        relation.confidence = judgement.confidence;
        relation
    }
}

/// Profiles of an article's claims, each followed by its facets. A claim that only points at another ("denied this")
/// says what that one says.
fn profiles_of(source: &ProfileSource<'_>) -> Vec<Profile> {
    let claims = &source.analysis.claims;
    let mut profiles = Vec::with_capacity(claims.len() * 2);
    for claim in claims.iter().filter(|claim| claim.span.fits(source.text)) {
        let meant =
            claim.refers_to.and_then(|id| claims.iter().find(|other| other.id == id && other.span.fits(source.text)));
        let polarity = if meant.is_some() { None } else { Some(claim.polarity) };
        let mut profile = source.profile(meant.map_or(claim.span, |other| other.span), claim.modality, polarity);
        profile.span = claim.span;
        let facets = facet::facets(source, &profile);
        profiles.push(profile);
        profiles.extend(facets);
    }
    profiles
}
