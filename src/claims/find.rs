//! From sentences to claims: regions with one holder, their propositions, and what each presents.

use std::ops::Range;

use super::check;
use super::embedded::Embedded;
use super::factuality;
use super::holders::{ContentKind, FRAME, NOBODY, Owners};
use super::propositions::Proposition;
use super::verbs::{Reader, VerbGroup};
use super::words::Marks;
use super::{ClaimTables, Found, find_comparisons};
use crate::model::{
    Actor, ActorId, Article, Attribution, BlockKind, Claim, ClaimKind, CueClass, HolderKind, Modality, Polarity, Quote,
    QuoteKind,
};
use crate::span::Span;
use crate::syntax::Rel;
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
        embedded: Vec::new(),
        propositions: Vec::new(),
    };
    for sentence in &document.sentences {
        if finder.holds_claims(sentence) {
            finder.read_sentence(sentence);
        }
    }
    finder.read_phrases();
    finder.finish()
}

struct Finder<'a> {
    reader: Reader<'a>,
    tables: &'a ClaimTables,
    article: &'a Article,
    found: Found<'a>,
    owners: Owners,
    claims: Vec<Claim>,
    embedded: Vec<Embedded>,
    propositions: Vec<Proposition>,
}

impl Finder<'_> {
    fn holds_claims(&self, sentence: &Sentence) -> bool {
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
        for proposition in &propositions {
            let asserts = self.reader.asserts(proposition, question) && !self.exhorts(proposition, owner);
            if !asserts || self.only_reports(proposition, owner) {
                continue;
            }
            if !self.make_denial(proposition, owner) {
                self.make_claim(proposition, owner, region.end);
                self.add_apposition(proposition, owner);
            }
        }
        self.propositions = propositions;
    }

    /// "the mayor said, as reported by the Post": what is left of a sentence around a quotation.
    fn only_reports(&self, proposition: &Proposition, owner: u32) -> bool {
        let reader = &self.reader;
        let Some(verb) = proposition.verb.filter(|_| owner == NOBODY) else { return false };
        let says = reader.words.cue(reader.token(verb.head)).is_some_and(|sense| sense.class == CueClass::Say);
        let tokens = &proposition.tokens;
        let quoted = |idx: usize| {
            reader
                .document
                .tokens
                .get(idx)
                .is_some_and(|token| token.shape.has(Shape::QUOTED) || token.kind == TokenKind::OpenQuote)
        };
        let beside = quoted(tokens.end) || quoted(tokens.end + 1) || tokens.start > 1 && quoted(tokens.start - 2);
        let object = reader.document.tree.children(verb.head).any(|child| {
            child > verb.head
                && tokens.contains(&child)
                && matches!(reader.document.tree.rel(child), Rel::Obj | Rel::Ccomp)
        });
        says && beside && !object
    }

    /// "The operator denies this claim": somebody presents an earlier claim as false.
    fn make_denial(&mut self, proposition: &Proposition, owner: u32) -> bool {
        let reader = self.reader;
        let Some(verb) = proposition.verb else { return false };
        let denies = reader.words.cue(reader.token(verb.head)).is_some_and(|sense| sense.class == CueClass::Deny);
        let object = reader.trim(verb.head + 1..proposition.tokens.end);
        let end = object.clone().find(|idx| reader.is_punctuation(*idx)).unwrap_or(object.end);
        let object = object.start..end;
        if !denies || object.is_empty() || !reader.points_back(object.clone()) || verb.first <= proposition.tokens.start
        {
            return false;
        }
        let span = reader.document.span_of(object.clone());
        let mut claim = Claim::new(&self.article.id, reader.document.text, span, "reference");
        claim.confidence = check::confidence_of("reference");
        claim.kind = ClaimKind::Attributed;
        let holder = reader.document.span_of(reader.trim(proposition.tokens.start..verb.first));
        let mut attribution = Attribution::agentless(CueClass::Deny);
        attribution.holder = Some(holder);
        attribution.holder_kind = HolderKind::Named;
        attribution.cue = Some(reader.token(verb.head).span());
        attribution.actor = self.actor_at(holder);
        if owner < FRAME && self.found.quotes[owner as usize].kind == QuoteKind::Direct {
            claim.attribution = reader.attribution(&self.found, &self.owners, owner);
        }
        claim.attribution.push(attribution);
        claim.claimant = Some(holder);
        (claim.modality, claim.polarity, claim.factuality) = (Modality::Denied, Polarity::Negative, -1.5);
        self.fill_claim(&mut claim, object, None);
        self.claims.push(claim);
        true
    }

    /// The actor with a mention at the end of some words.
    fn actor_at(&self, holder: Span) -> Option<ActorId> {
        let named = |actor: &&Actor| {
            actor.mentions.iter().any(|mention| holder.covers(mention.span) && mention.span.end == holder.end)
        };
        self.found.actors.iter().find(named).map(|actor| actor.id)
    }

    /// "Her visit, the first in six years, …": the apposition asserts by itself where it compares.
    fn add_apposition(&mut self, proposition: &Proposition, owner: u32) {
        let reader = self.reader;
        let tokens = proposition.tokens.clone();
        let comma = |idx: &usize| reader.token(*idx).kind == TokenKind::Comma;
        let Some(opening) = tokens.clone().find(comma) else { return };
        let mut from = opening;
        // Few commas come into question: the first four.
        for _ in 0..4 {
            let to = (from + 1..tokens.end).find(comma).unwrap_or(tokens.end);
            if let Some(claimed) = reader.apposition(tokens.start, from, to) {
                let span = reader.document.span_of(claimed.clone());
                let mut claim = Claim::new(&self.article.id, reader.document.text, span, "apposition");
                claim.confidence = check::confidence_of("apposition");
                self.attribute(&mut claim, owner);
                self.fill_claim(&mut claim, claimed, None);
                self.claims.push(claim);
                return;
            }
            if to >= tokens.end {
                return;
            }
            from = to;
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

    fn make_claim(&mut self, proposition: &Proposition, owner: u32, region_end: usize) {
        let reader = self.reader;
        let mut tokens = proposition.tokens.clone();
        // The article's own sentence takes its full stop.
        if owner == NOBODY && tokens.end < region_end && reader.token(tokens.end).kind == TokenKind::Stop {
            tokens.end += 1;
        } else if owner != NOBODY
            && tokens.end > tokens.start + 1
            && reader.token(tokens.end - 1).kind == TokenKind::Stop
            && !reader.token(tokens.end - 1).shape.has(Shape::QUOTED)
        {
            tokens.end -= 1;
        }
        let span = reader.document.span_of(tokens.clone());
        let mut claim = Claim::new(&self.article.id, reader.document.text, span, proposition.rule);
        claim.confidence = check::confidence_of(proposition.rule);
        let reported_past = self.attribute(&mut claim, owner);
        let presented = reader.presented(proposition, reported_past);
        claim.modality = presented.modality;
        let predicate = proposition.verb.map_or(tokens.start, |verb| reader.predicate_of(verb.head));
        reader.negations(tokens.clone(), predicate, &mut claim.negations);
        let negative = (claim.negations.len() % 2 == 1) != presented.negative;
        claim.polarity = if negative { Polarity::Negative } else { Polarity::Positive };
        // The verb itself is a fact where only the action after "to" is planned or denied: "refused", "plans".
        let own_negative = claim.negations.len() % 2 == 1;
        let own = if own_negative { Polarity::Negative } else { Polarity::Positive };
        claim.factuality = factuality::of_proposition(presented.own, own);
        // "gave no reason": the giving is half a fact.
        let object = reader.document.tokens_in(claim.negations.last().copied().unwrap_or(span)).start;
        if own_negative && object > predicate && presented.own == Modality::Asserted && reader.is(object, "no") {
            claim.factuality *= 0.6;
        }
        let value = claim.factuality;
        let share = self.finish_claim(claim, tokens, proposition.verb, owner);
        self.add_embedded(proposition, value, share, owner);
    }

    /// Clauses inside the proposition that hold more or less surely than it.
    fn add_embedded(&mut self, proposition: &Proposition, value: f32, share: f32, owner: u32) {
        let mut embedded = std::mem::take(&mut self.embedded);
        embedded.clear();
        self.reader.embedded(proposition, value, share, &mut embedded);
        for clause in embedded.drain(..) {
            let span = self.reader.document.span_of(clause.tokens.clone());
            let mut claim = Claim::new(&self.article.id, self.reader.document.text, span, clause.rule);
            claim.confidence = check::confidence_of(clause.rule);
            self.attribute(&mut claim, owner);
            claim.modality = clause.modality;
            claim.polarity = clause.polarity;
            claim.negations = clause.negations;
            self.fill_claim(&mut claim, clause.tokens, clause.verb);
            claim.factuality = clause.value;
            self.claims.push(claim);
        }
        self.embedded = embedded;
    }

    /// Sets holder and class; returns whether the cue tells of the past.
    fn attribute(&self, claim: &mut Claim, owner: u32) -> bool {
        if owner >= FRAME {
            return false;
        }
        claim.kind = ClaimKind::Attributed;
        claim.attribution = self.reader.attribution(&self.found, &self.owners, owner);
        claim.claimant = claim.attribution.last().and_then(|attribution| attribution.holder);
        self.reader.reports_past(&self.found.quotes[owner as usize])
    }

    /// Everything that depends on the words of the claim and on its holder; returns what its holder leaves of it.
    fn finish_claim(&mut self, mut claim: Claim, tokens: Range<usize>, verb: Option<VerbGroup>, owner: u32) -> f32 {
        let reader = self.reader;
        let (mut value, mut share) = (claim.factuality, 1.0);
        if owner < FRAME {
            let quote = &self.found.quotes[owner as usize];
            let sense = reader.cue_sense(quote);
            if sense.class == CueClass::Deny && !quote.negated {
                claim.modality = Modality::Denied;
                claim.polarity = Polarity::Negative;
            }
            if sense.class == CueClass::Predict && claim.modality == Modality::Asserted {
                claim.modality = Modality::Predicted;
            }
            share = if quote.negated { sense.sure_negated } else { sense.sure } / 3.0;
            value *= share;
        }
        self.fill_claim(&mut claim, tokens, verb);
        if claim.hedged && claim.modality == Modality::Asserted {
            value *= factuality::HEDGED;
        }
        claim.factuality = factuality::round(value);
        self.claims.push(claim);
        share
    }

    /// Hedges, quantities, times, comparisons, check-worthiness.
    fn fill_claim(&self, claim: &mut Claim, tokens: Range<usize>, verb: Option<VerbGroup>) {
        let reader = self.reader;
        reader.hedges(tokens.clone(), &mut claim.hedges);
        claim.hedged = !claim.hedges.is_empty();
        claim.quantities = within(self.found.quantities, claim.span, |quantity| quantity.span).to_vec();
        claim.times = within(self.found.times, claim.span, |time| time.span).to_vec();
        claim.comparisons = find_comparisons(reader.document, self.tables, self.found.times, tokens.clone());
        check::weigh(claim, reader, tokens, verb, &self.tables.weights);
    }

    /// Contents without a clause: "denied this claim", "the ‘great significance’ of the talks".
    fn read_phrases(&mut self) {
        for (idx, quote) in self.found.quotes.iter().enumerate() {
            let kind = self.reader.content_kind(quote);
            let rule = match kind {
                ContentKind::Clause => continue,
                ContentKind::Anaphor => "reference",
                ContentKind::Infinitive => "infinitive",
                ContentKind::Phrase | ContentKind::Question => continue,
            };
            let tokens = self.reader.trim(self.reader.document.tokens_in(quote.extent()));
            if tokens.is_empty() || !self.holds_claims(self.reader.document.sentence_of(tokens.start)) {
                continue;
            }
            let span = self.reader.document.span_of(tokens.clone());
            let mut claim = Claim::new(&self.article.id, self.reader.document.text, span, rule);
            claim.confidence = check::confidence_of(rule);
            self.attribute(&mut claim, idx as u32);
            if kind == ContentKind::Infinitive && self.raises(quote) {
                continue;
            }
            if kind == ContentKind::Infinitive {
                self.present_infinitive(&mut claim, quote, tokens);
            } else {
                self.finish_claim(claim, tokens, None, idx as u32);
            }
        }
    }

    /// "seems to", "is expected to": nobody's words but the article's.
    fn raises(&self, quote: &Quote) -> bool {
        let cue = quote.cue.map_or(0..0, |cue| self.reader.document.tokens_in(cue));
        cue.filter_map(|idx| self.reader.words.governor(self.reader.token(idx)))
            .last()
            .is_some_and(|governor| governor.raises)
    }

    /// "promised to plant trees": what the cue makes of the action.
    fn present_infinitive(&mut self, claim: &mut Claim, quote: &Quote, tokens: Range<usize>) {
        let reader = self.reader;
        let cue = quote.cue.map_or(0..0, |cue| reader.document.tokens_in(cue));
        let governor = cue.filter_map(|idx| reader.words.governor(reader.token(idx))).last();
        claim.modality = governor.map_or(Modality::Intended, |governor| governor.modality);
        let not = tokens.clone().take(2).any(|idx| reader.has(idx, Marks::NEGATION));
        let negative = governor.is_some_and(|governor| governor.negative) != not;
        claim.polarity = if negative { Polarity::Negative } else { Polarity::Positive };
        let sure = governor.map_or(1.2, |governor| if quote.negated { governor.sure_negated } else { governor.sure });
        claim.factuality = if not { -sure } else { sure };
        self.fill_claim(claim, tokens, None);
        self.claims.push(claim.clone());
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
