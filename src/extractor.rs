//! The one noun with the one verb: an immutable extractor that knows the order of the stages.

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::actors::{self, ActorTables};
use crate::claims::{self, ClaimTables, Found};
use crate::corpus::ConceptTables;
use crate::lexicon::{TermMatcher, TermSet, Vocabulary, load_abbreviations};
use crate::model::{Analysis, Article, ArticleInfo};
use crate::quotes::{self, QuoteTables};
use crate::span::Span;
use crate::text::{self, Document};

/// Reads articles. Immutable, cheap to clone, shared by reference between threads.
///
/// # Examples
///
/// ```
/// use whosaid::{Article, Extractor};
/// let extractor = Extractor::new();
/// let analysis = extractor.extract(&Article::from_text("“It was time,” Ana Novak said."));
/// assert_eq!(analysis.schema, whosaid::SCHEMA);
/// ```
#[derive(Debug, Clone)]
pub struct Extractor {
    tables: Arc<Tables>,
}

/// Everything that is read-only: loaded once, shared by all clones.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) matcher: TermMatcher,
    pub(crate) actors: ActorTables,
    pub(crate) quotes: QuoteTables,
    pub(crate) claims: ClaimTables,
    pub(crate) concepts: ConceptTables,
}

impl Tables {
    fn embedded() -> Tables {
        let mut vocabulary = Vocabulary::new();
        let mut terms = TermSet::new();
        load_abbreviations(&mut vocabulary);
        let actors = ActorTables::load(&mut vocabulary, &mut terms);
        let quotes = QuoteTables::load(&mut vocabulary, &mut terms);
        let claims = ClaimTables::load(&mut vocabulary, &mut terms);
        Tables { vocabulary, matcher: terms.build(), actors, quotes, claims, concepts: ConceptTables::load() }
    }
}

static EMBEDDED: Lazy<Arc<Tables>> = Lazy::new(|| Arc::new(Tables::embedded()));

impl Default for Extractor {
    fn default() -> Extractor {
        Extractor::new()
    }
}

impl Extractor {
    /// An extractor with the embedded English tables. The first call loads them, later ones share them.
    pub fn new() -> Extractor {
        Extractor { tables: Arc::clone(&EMBEDDED) }
    }

    pub(crate) fn tables(&self) -> &Arc<Tables> {
        &self.tables
    }

    /// Reads an article: total for any text, linear in its length, deterministic.
    pub fn extract(&self, article: &Article) -> Analysis {
        let tables = &*self.tables;
        let clean = text::clean(&article.text);
        let document = Document::new(&clean.text, &tables.vocabulary);
        let hits = tables.matcher.scan(&document);
        let times = claims::find_times(&document, &tables.claims, article.published);
        let quantities = claims::find_quantities(&document, &tables.claims, &times);
        let mut actors = actors::find_actors(&document, &hits, &tables.actors, article);
        let mut quotes = quotes::find_quotes(&document, &hits, &tables.quotes, &actors);
        actors::resolve_pronouns(&document, &tables.actors, &quotes, &mut actors);
        actors::resolve_speakers(&document, &tables.actors, &mut actors, &mut quotes);
        let found = Found::new(&hits, &actors, &quotes, &times, &quantities);
        let claims = claims::find_claims(&document, &tables.claims, article, found);
        let mut analysis = Analysis::new(&article.id);
        analysis.article = describe(article, &document);
        analysis.actors = actors;
        analysis.quotes = quotes;
        analysis.claims = claims;
        analysis.times = times;
        analysis.quantities = quantities;
        analysis.map_spans(|span| clean.to_given(span));
        analysis
    }
}

fn describe(article: &Article, document: &Document<'_>) -> ArticleInfo {
    let sentences: Vec<Span> = document.sentences.iter().map(|sentence| document.sentence_span(sentence)).collect();
    ArticleInfo {
        title: article.title.clone(),
        published: article.published,
        byline: article.byline.clone(),
        source: article.source.clone(),
        url: article.url.clone(),
        language: article.language.clone(),
        blocks: document.blocks.clone(),
        sentences,
    }
}
