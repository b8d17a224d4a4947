//! From sentences to claims: regions with one holder, their propositions, and what each presents.

use std::cell::OnceCell;
use std::ops::Range;

use super::check;
use super::embedded::Embedded;
use super::factuality::{DENIED, NEGATED};
use super::holders::{FRAME, NOBODY, Owners};
use super::propositions::Proposition;
use super::reports::Report;
use super::verbs::{Reader, VerbGroup};
use super::words::{CueSense, Marks};
use super::{ClaimTables, Found, find_comparisons};
use crate::model::{ActorId, Article, Attribution, BlockKind, Claim, ClaimKind, CueClass, Modality, Polarity};
use crate::span::Span;
use crate::text::{Document, Sentence, Shape, TokenKind};

/// Finds the claims of a document in text order.
///
/// Attributed claims are the propositions inside quotes, assertions those of the article's own sentences; headings,
/// bylines, boilerplate, questions, commands and fragments yield none. Linear in the document.
pub fn find_claims(document: &Document<'_>, tables: &ClaimTables, article: &Article, found: Found<'_>) -> Vec<Claim> {
    let reader = Reader { document, words: &tables.words };
    let owners = reader.owners(found.quotes);
    let mut finder = Finder {
        reader,
        tables,
        article,
        found,
        owners,
        claims: Vec::new(),
        propositions: Vec::new(),
        mention_ends: OnceCell::new(),
    };
    for sentence in &document.sentences {
        if finder.holds_claims(sentence) {
            finder.read_sentence(sentence);
        }
    }
    finder.read_phrases();
    finder.finish()
}

/// Who holds the claims of a region: the innermost quote around it, and a report inside that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holding<'r> {
    pub(super) owner: u32,
    pub(super) report: Option<&'r Report>,
}

impl Holding<'_> {
    fn is_article(&self) -> bool {
        self.owner == NOBODY && self.report.is_none()
    }
}

pub(super) struct Finder<'a> {
    pub(super) reader: Reader<'a>,
    pub(super) tables: &'a ClaimTables,
    pub(super) article: &'a Article,
    pub(super) found: Found<'a>,
    pub(super) owners: Owners,
    pub(super) claims: Vec<Claim>,
    pub(super) propositions: Vec<Proposition>,
    /// The actors by the last byte of their mentions, sorted; made when first asked for.
    pub(super) mention_ends: OnceCell<Vec<MentionEnd>>,
}

/// Where a mention ends, whose it is, and where it starts.
pub(super) type MentionEnd = (usize, ActorId, usize);

impl Finder<'_> {
    pub(super) fn holds_claims(&self, sentence: &Sentence) -> bool {
        use BlockKind as K;
        !matches!(
            self.reader.document.block_of(sentence).kind,
            K::Headline | K::Subheading | K::Byline | K::Dateline | K::Boilerplate
        )
    }

    /// Reads the regions of a sentence: runs of tokens with one owner, joined around an interposed "she warned".
    fn read_sentence(&mut self, sentence: &Sentence) {
        let tokens = sentence.tokens();
        let mut idx = tokens.start;
        while idx < tokens.end {
            let owner = self.owners.of[idx];
            let mut end = idx + 1;
            while end < tokens.end && self.owners.of[end] == owner {
                end += 1;
            }
            if owner == FRAME {
                idx = end;
                continue;
            }
            let region = self.around_frame(idx..end, owner, tokens.end);
            end = region.end;
            self.read_region(region, owner);
            idx = end;
        }
    }

    /// "If the price falls, she warned, the mine will close" is one proposition around its frame.
    fn around_frame(&self, region: Range<usize>, owner: u32, sentence_end: usize) -> Range<usize> {
        let mut resume = region.end;
        while resume < sentence_end && self.owners.of[resume] == FRAME {
            resume += 1;
        }
        let goes_on =
            owner != NOBODY && resume > region.end && resume < sentence_end && self.owners.of[resume] == owner;
        let quoted = self.reader.token(region.start).kind == TokenKind::OpenQuote
            || region.end > 0 && self.reader.token(region.end - 1).kind == TokenKind::CloseQuote
            || self.reader.token(resume.min(sentence_end - 1)).shape.has(Shape::QUOTED);
        if !goes_on || quoted {
            return region;
        }
        let mut end = resume;
        while end < sentence_end && self.owners.of[end] == owner {
            end += 1;
        }
        region.start..end
    }

    fn read_region(&mut self, region: Range<usize>, owner: u32) {
        if region.clone().all(|idx| !self.reader.token(idx).is_word()) {
            return;
        }
        let question = region.clone().any(|idx| self.reader.token(idx).kind == TokenKind::Question)
            || owner == NOBODY && self.sentence_asks(region.end - 1);
        let mut propositions = std::mem::take(&mut self.propositions);
        propositions.clear();
        self.reader.cut_propositions(region.clone(), &mut propositions);
        if let [only] = &mut propositions[..] {
            only.verb = only.verb.or_else(|| self.reader.loose_verb(only.tokens.clone(), owner != NOBODY));
        }
        for proposition in &propositions {
            let asserts = self.reader.asserts(proposition, question) && !self.exhorts(proposition, owner);
            if !asserts || self.only_reports(proposition, owner) {
                continue;
            }
            self.read_proposition(proposition, Holding { owner, report: None }, region.end);
        }
        self.propositions = propositions;
    }

    /// Makes the claims of a proposition; one that reports something yields what is reported.
    fn read_proposition(&mut self, proposition: &Proposition, holding: Holding<'_>, region_end: usize) {
        if let Some(content) = self.reader.content_of_frame(proposition) {
            self.make_claim(&content, holding, region_end);
            return;
        }
        if self.make_denial(proposition, holding.owner) {
            return;
        }
        let reader = self.reader;
        let report = if holding.report.is_none() { reader.report_of(proposition) } else { None };
        let Some(report) = report else {
            self.make_claim(proposition, holding, region_end);
            self.add_apposition(proposition, holding);
            return;
        };
        let inner = Holding { owner: holding.owner, report: Some(&report) };
        if report.infinitive {
            self.make_infinitive(report.content.clone(), inner);
            return;
        }
        let mut propositions = Vec::new();
        reader.cut_propositions(report.content.clone(), &mut propositions);
        for proposition in propositions.iter().filter(|proposition| reader.asserts(proposition, false)) {
            self.make_claim(proposition, inner, region_end);
        }
    }

    fn sentence_asks(&self, idx: usize) -> bool {
        let sentence = self.reader.document.sentence_of(idx);
        sentence.tokens().rev().take(3).any(|idx| self.reader.token(idx).kind == TokenKind::Question)
    }

    /// "We must wait and see" orders, it does not assert; "Whether it works is another matter" leaves open.
    fn exhorts(&self, proposition: &Proposition, owner: u32) -> bool {
        let reader = &self.reader;
        let Some(first) = reader.first_word(proposition.tokens.clone()) else { return true };
        let Some(verb) = proposition.verb else { return false };
        let we = verb.first > 0 && reader.is(verb.first - 1, "we") && reader.has(verb.first, Marks::OBLIGED);
        reader.is(first, "whether") || owner == NOBODY && we
    }

    fn make_claim(&mut self, proposition: &Proposition, holding: Holding<'_>, region_end: usize) {
        let reader = self.reader;
        let mut tokens = proposition.tokens.clone();
        // The article's own sentence takes its full stop.
        if holding.is_article() && tokens.end < region_end && reader.token(tokens.end).kind == TokenKind::Stop {
            tokens.end += 1;
        } else if !holding.is_article()
            && tokens.end > tokens.start + 1
            && reader.token(tokens.end - 1).kind == TokenKind::Stop
            && !reader.token(tokens.end - 1).shape.has(Shape::QUOTED)
        {
            tokens.end -= 1;
        }
        let mut claim = self.new_claim(tokens.clone(), proposition.rule);
        let reported_past = self.attribute(&mut claim, holding);
        let presented = reader.presented(proposition, reported_past);
        claim.modality = presented.modality;
        let predicate = proposition.verb.map_or(tokens.start, |verb| reader.predicate_of(verb.head));
        reader.negations(tokens.clone(), predicate, &mut claim.negations);
        let negative = (claim.negations.len() % 2 == 1) != presented.negative;
        claim.polarity = if negative { Polarity::Negative } else { Polarity::Positive };
        let mut embedded = Vec::new();
        claim.factuality = reader.embedded(proposition, predicate, &mut embedded);
        // "Nobody was hurt", "neither came": the words say it, whatever the sum.
        if negative && claim.modality == Modality::Asserted && reader.lacks_subject(predicate) {
            claim.factuality = claim.factuality.min(NEGATED);
        }
        self.finish_claim(claim, tokens, proposition.verb, holding);
        self.add_embedded(embedded, holding);
    }

    /// Clauses inside a proposition that hold more or less surely than it.
    pub(super) fn add_embedded(&mut self, embedded: Vec<Embedded>, holding: Holding<'_>) {
        for clause in embedded {
            let mut claim = self.new_claim(clause.tokens.clone(), clause.rule);
            self.attribute(&mut claim, holding);
            claim.modality = clause.modality;
            claim.polarity = clause.polarity;
            claim.negations = clause.negations;
            self.fill_claim(&mut claim, clause.tokens, clause.verb);
            claim.factuality = clause.value;
            self.claims.push(claim);
        }
    }

    /// A claim of these words, nothing else known.
    pub(super) fn new_claim(&self, tokens: Range<usize>, rule: &'static str) -> Claim {
        let document = self.reader.document;
        let mut claim = Claim::new(&self.article.id, document.text, document.span_of(tokens), rule);
        claim.confidence = check::confidence_of(rule);
        claim
    }

    /// Sets holder and class; returns whether the cue tells of the past.
    pub(super) fn attribute(&self, claim: &mut Claim, holding: Holding<'_>) -> bool {
        let mut past = false;
        if holding.owner < FRAME {
            claim.attribution = self.reader.attribution(&self.found, &self.owners, holding.owner);
            past = self.reader.reports_past(&self.found.quotes[holding.owner as usize]);
        }
        if let Some(report) = holding.report {
            let mut attribution = Attribution::agentless(report.sense.class);
            attribution.holder = Some(report.holder);
            attribution.actor = self.actor_at(report.holder);
            attribution.holder_kind = self.reader.holder_kind(report.holder);
            attribution.cue = Some(report.cue);
            attribution.negated = report.negated;
            claim.attribution.push(attribution);
            past = report.past;
        }
        if let Some(innermost) = claim.attribution.last() {
            claim.kind = ClaimKind::Attributed;
            claim.claimant = innermost.holder;
        }
        past
    }

    /// The sense of the innermost cue, and whether it is negated.
    pub(super) fn innermost_sense(&self, holding: Holding<'_>) -> Option<(CueSense, bool)> {
        if let Some(report) = holding.report {
            return Some((report.sense, report.negated));
        }
        let quote = self.found.quotes.get(holding.owner as usize)?;
        Some((self.reader.cue_sense(quote), quote.negated))
    }

    /// Everything that depends on the words of the claim and on its holder.
    pub(super) fn finish_claim(
        &mut self,
        mut claim: Claim,
        tokens: Range<usize>,
        verb: Option<VerbGroup>,
        holding: Holding<'_>,
    ) {
        if let Some((sense, negated)) = self.innermost_sense(holding) {
            if sense.class == CueClass::Deny && !negated {
                claim.modality = Modality::Denied;
                claim.polarity = Polarity::Negative;
                // "denied the report that the dam had leaked": what is denied is no clause.
                if verb.is_none_or(|verb| self.reader.heads_clause(verb.head, tokens.clone())) {
                    claim.factuality = claim.factuality.min(DENIED);
                }
            }
            if sense.class == CueClass::Predict && claim.modality == Modality::Asserted {
                claim.modality = Modality::Predicted;
            }
        }
        self.fill_claim(&mut claim, tokens, verb);
        self.claims.push(claim);
    }

    /// Hedges, quantities, times, comparisons, check-worthiness.
    pub(super) fn fill_claim(&self, claim: &mut Claim, tokens: Range<usize>, verb: Option<VerbGroup>) {
        let reader = self.reader;
        reader.hedges(tokens.clone(), &mut claim.hedges);
        claim.hedged = !claim.hedges.is_empty();
        claim.quantities = within(self.found.quantities, claim.span, |quantity| quantity.span).to_vec();
        claim.times = within(self.found.times, claim.span, |time| time.span).to_vec();
        claim.comparisons = find_comparisons(reader.document, self.tables, self.found.times, tokens.clone());
        check::weigh(claim, reader, tokens, verb, &self.tables.weights);
    }

    /// Sorts the claims and sets what points from one to another.
    fn finish(mut self) -> Vec<Claim> {
        self.claims.sort_by_key(|claim| (claim.span.start, std::cmp::Reverse(claim.span.end)));
        self.claims.dedup_by_key(|claim| claim.span);
        for idx in 0..self.claims.len() {
            let (earlier, rest) = self.claims.split_at_mut(idx);
            let claim = &mut rest[0];
            if claim.rule == "reference" {
                claim.refers_to = self.reader.resolve(claim, earlier);
            }
            let around = earlier.iter().rev().take(4).find(|other| other.span.covers(claim.span));
            claim.parent = around.map(|other| other.id);
        }
        self.claims
    }
}

/// The items of a sorted list that lie within a span.
fn within<T>(items: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
    let first = items.partition_point(|item| place(item).start < span.start);
    let last = first + items[first..].partition_point(|item| place(item).end <= span.end);
    &items[first..last]
}
