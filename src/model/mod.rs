//! The wire types: plain data that serialises to the JSON of `docs/model.md` and back.

mod actor;
mod article;
mod claim;
mod date;
mod quantity;
mod quote;
mod relation;
mod time;

use std::borrow::Cow;
use std::ops::Index;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::span::Span;

pub use actor::{Actor, ActorId, ActorKind, Gender, Mention, MentionForm, Refs, Role};
pub use article::{Article, ArticleInfo, Block, BlockKind};
pub use claim::{
    Attribution, Claim, ClaimId, ClaimKind, Comparison, ComparisonKind, CueClass, HolderKind, Modality, Polarity,
    Signal,
};
pub use date::{Date, days_in_month};
pub use quantity::{Bound, Change, Quantity, Value};
pub use quote::{Addressee, Quote, QuoteClass, QuoteId, QuoteKind};
pub use relation::{Evidence, Place, Reason, Relation, RelationKind, RelationOf};
pub use time::{TimeExpr, TimeKind};

/// Name and version of the JSON that an [`Analysis`] serialises to.
pub const SCHEMA: &str = "whosaid/1";

/// Everything found in one article.
///
/// Spans are bytes of the article's text as it was given. Ids are positions in the lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// [`SCHEMA`].
    pub schema: Cow<'static, str>,
    /// The article's id as given.
    pub id: String,
    /// The article's metadata and structure.
    pub article: ArticleInfo,
    /// Actors in order of their first mention.
    pub actors: Vec<Actor>,
    /// Quotes in text order.
    pub quotes: Vec<Quote>,
    /// Claims in text order.
    pub claims: Vec<Claim>,
    /// All time expressions in text order.
    pub times: Vec<TimeExpr>,
    /// All quantities in text order.
    pub quantities: Vec<Quantity>,
}

impl Analysis {
    /// An analysis in which nothing was found.
    pub fn new(id: impl Into<String>) -> Analysis {
        Analysis {
            schema: Cow::Borrowed(SCHEMA),
            id: id.into(),
            article: ArticleInfo::default(),
            actors: Vec::new(),
            quotes: Vec::new(),
            claims: Vec::new(),
            times: Vec::new(),
            quantities: Vec::new(),
        }
    }

    /// Checks an analysis that was read back: schema, ids, and every span against `text`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Schema`] with the first thing that does not fit. Linear in the analysis.
    pub fn check(&self, text: &str) -> Result<()> {
        let wrong = |what: String| Err(Error::new(ErrorKind::Schema, format_args!("{}: {what}", self.id)));
        if self.schema != SCHEMA {
            return wrong(format!("expected schema {SCHEMA}, found {}", self.schema));
        }
        let n_actors = self.actors.len() as u32;
        for (idx, actor) in self.actors.iter().enumerate() {
            if actor.id.0 as usize != idx {
                return wrong(format!("actor {idx} has id {}", actor.id.0));
            }
        }
        let mut fault = None;
        self.visit_spans(|what, span| {
            if !span.fits(text) && fault.is_none() {
                fault = Some(format!("{what} {span:?} does not fit the text of {} bytes", text.len()));
            }
        });
        if let Some(fault) = fault {
            return wrong(fault);
        }
        let known = |id: &Option<ActorId>| id.is_none_or(|id| id.0 < n_actors);
        for quote in &self.quotes {
            if quote.content.is_empty() {
                return wrong(format!("quote {} has no content", quote.id.0));
            }
            if !known(&quote.speaker) || !known(&quote.addressee.and_then(|to| to.actor)) {
                return wrong(format!("quote {} names an unknown actor", quote.id.0));
            }
        }
        for claim in &self.claims {
            let quotes_known =
                claim.attribution.iter().all(|a| a.quote.is_none_or(|id| (id.0 as usize) < self.quotes.len()));
            if !claim.attribution.iter().all(|a| known(&a.actor)) || !quotes_known {
                return wrong(format!("claim {} names an unknown actor or quote", claim.id));
            }
        }
        Ok(())
    }

    /// Calls `visit` with a word for the kind of place and each span of the analysis.
    pub fn visit_spans(&self, mut visit: impl FnMut(&'static str, Span)) {
        let mut copy = |what: &'static str, span: &Span| visit(what, *span);
        for block in &self.article.blocks {
            copy("block", &block.span);
        }
        for sentence in &self.article.sentences {
            copy("sentence", sentence);
        }
        for actor in &self.actors {
            actor.roles.iter().for_each(|role| copy("role", &role.span));
            actor.mentions.iter().for_each(|mention| copy("mention", &mention.span));
        }
        for quote in &self.quotes {
            quote.content.iter().for_each(|piece| copy("content", piece));
            quote.cue.iter().for_each(|cue| copy("cue", cue));
            quote.source.iter().for_each(|source| copy("source", source));
            quote.addressee.iter().for_each(|to| copy("addressee", &to.span));
            quote.evidence.iter().for_each(|piece| copy("evidence", piece));
        }
        for claim in &self.claims {
            copy("claim", &claim.span);
            for attribution in &claim.attribution {
                attribution.holder.iter().for_each(|holder| copy("holder", holder));
                attribution.cue.iter().for_each(|cue| copy("cue", cue));
            }
            claim.claimant.iter().for_each(|holder| copy("claimant", holder));
            claim.hedges.iter().for_each(|hedge| copy("hedge", hedge));
            claim.negations.iter().for_each(|negation| copy("negation", negation));
            claim.quantities.iter().for_each(|quantity| copy("quantity", &quantity.span));
            claim.times.iter().for_each(|time| copy("time", &time.span));
            claim.comparisons.iter().for_each(|comparison| copy("comparison", &comparison.span));
        }
        self.times.iter().for_each(|time| copy("time", &time.span));
        self.quantities.iter().for_each(|quantity| copy("quantity", &quantity.span));
    }

    /// Replaces each span by what `map` makes of it (for texts that were cleaned before reading).
    pub(crate) fn map_spans(&mut self, mut map: impl FnMut(Span) -> Span) {
        let mut change = |span: &mut Span| *span = map(*span);
        self.article.blocks.iter_mut().for_each(|block| change(&mut block.span));
        self.article.sentences.iter_mut().for_each(&mut change);
        for actor in &mut self.actors {
            actor.roles.iter_mut().for_each(|role| change(&mut role.span));
            actor.mentions.iter_mut().for_each(|mention| change(&mut mention.span));
        }
        for quote in &mut self.quotes {
            quote.content.iter_mut().for_each(&mut change);
            quote.cue.iter_mut().for_each(&mut change);
            quote.source.iter_mut().for_each(&mut change);
            quote.addressee.iter_mut().for_each(|to| change(&mut to.span));
            quote.evidence.iter_mut().for_each(&mut change);
        }
        for claim in &mut self.claims {
            change(&mut claim.span);
            for attribution in &mut claim.attribution {
                attribution.holder.iter_mut().for_each(&mut change);
                attribution.cue.iter_mut().for_each(&mut change);
            }
            claim.claimant.iter_mut().for_each(&mut change);
            claim.hedges.iter_mut().for_each(&mut change);
            claim.negations.iter_mut().for_each(&mut change);
            claim.quantities.iter_mut().for_each(|quantity| change(&mut quantity.span));
            claim.times.iter_mut().for_each(|time| change(&mut time.span));
            claim.comparisons.iter_mut().for_each(|comparison| change(&mut comparison.span));
        }
        self.times.iter_mut().for_each(|time| change(&mut time.span));
        self.quantities.iter_mut().for_each(|quantity| change(&mut quantity.span));
    }
}

impl Index<ActorId> for Analysis {
    type Output = Actor;

    fn index(&self, id: ActorId) -> &Actor {
        &self.actors[id.0 as usize]
    }
}

impl Index<QuoteId> for Analysis {
    type Output = Quote;

    fn index(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.0 as usize]
    }
}
