//! The one noun with the one verb: an immutable extractor that knows the order of the stages.

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::actors::{self, ActorOptions, ActorTables, GazetteerPart, Profile, UserActor};
use crate::claims::{self, CheckWeights, ClaimTables, Found};
use crate::corpus::ConceptTables;
use crate::error::{Error, ErrorKind, Result};
use crate::formats::gazetteer;
use crate::lexicon::{TermMatcher, TermSet, Vocabulary, load_abbreviations};
use crate::model::{Actor, Analysis, Article, ArticleInfo, Quote, QuoteId};
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
    min_confidence: f32,
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
    fn load(options: ActorOptions) -> Tables {
        let mut vocabulary = Vocabulary::new();
        let mut terms = TermSet::new();
        load_abbreviations(&mut vocabulary);
        let actors = ActorTables::with_options(&mut vocabulary, &mut terms, options);
        let quotes = QuoteTables::load(&mut vocabulary, &mut terms);
        let claims = ClaimTables::load(&mut vocabulary, &mut terms);
        Tables { vocabulary, matcher: terms.build(), actors, quotes, claims, concepts: ConceptTables::load() }
    }
}

static EMBEDDED: Lazy<Arc<Tables>> = Lazy::new(|| Arc::new(Tables::load(ActorOptions::default())));

impl Default for Extractor {
    fn default() -> Extractor {
        Extractor::new()
    }
}

impl Extractor {
    /// An extractor with the embedded English tables. The first call loads them, later ones share them.
    pub fn new() -> Extractor {
        Extractor { tables: Arc::clone(&EMBEDDED), min_confidence: 0.0 }
    }

    /// Takes out what is below the least confidence. An actor whose mentions all go stays, so that ids hold.
    fn drop_doubtful(&self, actors: &mut [Actor], quotes: &mut Vec<Quote>) {
        let least = self.min_confidence;
        if least > 0.0 {
            actors.iter_mut().for_each(|actor| actor.mentions.retain(|mention| mention.confidence >= least));
            quotes.retain(|quote| quote.confidence >= least);
            quotes.iter_mut().enumerate().for_each(|(idx, quote)| quote.id = QuoteId(idx as u32));
        }
    }

    /// A builder for an extractor with the user's tables and options.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
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
        self.drop_doubtful(&mut actors, &mut quotes);
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

/// Collects the user's tables and options; [`ExtractorBuilder::build`] reports what is wrong with them.
///
/// # Examples
///
/// ```
/// use whosaid::Extractor;
/// use whosaid::actors::Profile;
/// let table = "Anna Lindqvist\tperson\tSE\tp1\tA. Lindqvist\n";
/// let extractor = Extractor::builder().actors_tsv("people.tsv", table).profile(Profile::Precise).build()?;
/// # let _ = extractor;
/// let wrong = Extractor::builder().actors_tsv("people.tsv", "Anna Lindqvist\tperson\tSweden\n").build();
/// assert!(wrong.unwrap_err().to_string().starts_with("people.tsv:1: "));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ExtractorBuilder {
    options: ActorOptions,
    min_confidence: Option<f32>,
    check_weights: Option<CheckWeights>,
    faults: Vec<String>,
}

impl ExtractorBuilder {
    /// Adds actors; they go before embedded ones of the same name.
    pub fn actors(mut self, actors: impl IntoIterator<Item = UserActor>) -> ExtractorBuilder {
        for actor in actors {
            match actor.fault() {
                Some(fault) => self.faults.push(fault),
                None => self.options.actors.push(&actor),
            }
        }
        self
    }

    /// Adds the actors of a tab-separated table in the form of [`gazetteer::read_tsv`]; `name` stands in messages.
    pub fn actors_tsv(mut self, name: &str, table: &str) -> ExtractorBuilder {
        if let Err(error) = gazetteer::each_of_tsv(name, table, |actor| self.options.actors.push(&actor)) {
            self.faults.push(error.to_string());
        }
        self
    }

    /// Leaves out a part of the embedded gazetteer.
    pub fn without(mut self, part: GazetteerPart) -> ExtractorBuilder {
        self.options.without.push(part);
        self
    }

    /// Chooses between missing and inventing actors.
    pub fn profile(mut self, profile: Profile) -> ExtractorBuilder {
        self.options.profile = profile;
        self
    }

    /// Leaves out mentions and quotes below this confidence, 0 to 1. Claims stay.
    pub fn min_confidence(mut self, least: f32) -> ExtractorBuilder {
        self.min_confidence = Some(least);
        self
    }

    /// Other weights for the signals of check-worthiness.
    pub fn check_weights(mut self, weights: CheckWeights) -> ExtractorBuilder {
        self.check_weights = Some(weights);
        self
    }

    /// Builds the extractor. Takes some tens of milliseconds, and about a second for each million names.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`] or [`ErrorKind::Option`] with everything that is wrong, one a line.
    pub fn build(self) -> Result<Extractor> {
        let ExtractorBuilder { options, min_confidence, check_weights, mut faults } = self;
        let mut kind = ErrorKind::Table;
        if let Some(least) = min_confidence.filter(|least| !(0.0..=1.0).contains(least)) {
            if faults.is_empty() {
                kind = ErrorKind::Option;
            }
            faults.push(format!("min_confidence: expected 0 to 1, found {least}"));
        }
        if !faults.is_empty() {
            return Err(Error::new(kind, faults.join("\n")));
        }
        let mut tables = Tables::load(options);
        if let Some(weights) = check_weights {
            tables.claims.weights = weights;
        }
        Ok(Extractor { tables: Arc::new(tables), min_confidence: min_confidence.unwrap_or(0.0) })
    }
}
