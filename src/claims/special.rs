//! Claims that are no clause of their own: denials of earlier claims, actions after "to", appositions that compare.

use std::ops::Range;

use super::factuality::DENIED;
use super::find::{Finder, Holding, MentionEnd};
use super::holders::{ContentKind, FRAME, NOBODY};
use super::propositions::Proposition;
use super::verbs::VerbGroup;
use super::words::Marks;
use crate::model::{ActorId, Attribution, ClaimKind, CueClass, HolderKind, Modality, Polarity, QuoteKind};
use crate::span::Span;
use crate::syntax::{Rel, Tag};
use crate::text::{Shape, TokenKind};

impl Finder<'_> {
    /// Contents without a clause: "denied this claim", "promised to plant trees".
    pub(super) fn read_phrases(&mut self) {
        for (idx, quote) in self.found.quotes.iter().enumerate() {
            let kind = self.reader.content_kind(quote);
            if !matches!(kind, ContentKind::Anaphor | ContentKind::Infinitive) || !self.reader.is_trusted(quote) {
                continue;
            }
            let tokens = self.reader.document.tokens_in(quote.extent());
            // The "that" of "disputed that account" links nothing.
            let tokens = if kind == ContentKind::Anaphor { tokens } else { self.reader.trim(tokens) };
            if tokens.is_empty() || !self.holds_claims(self.reader.document.sentence_of(tokens.start)) {
                continue;
            }
            let holding = Holding { owner: idx as u32, report: None };
            if kind == ContentKind::Infinitive {
                self.make_infinitive(tokens, holding);
                continue;
            }
            let mut claim = self.new_claim(tokens.clone(), "reference");
            self.attribute(&mut claim, holding);
            self.finish_claim(claim, tokens, None, holding);
        }
    }

    /// "promised to plant trees": what the cue makes of the action.
    pub(super) fn make_infinitive(&mut self, tokens: Range<usize>, holding: Holding<'_>) {
        let reader = self.reader;
        let stop = tokens.len() > 1 && reader.token(tokens.end - 1).kind == TokenKind::Stop;
        let tokens = tokens.start..tokens.end - usize::from(stop);
        let quote = self.found.quotes.get(holding.owner as usize);
        let cue = holding.report.map(|report| report.cue).or(quote.and_then(|quote| quote.cue));
        let cue = cue.map_or(0..0, |cue| reader.document.tokens_in(cue));
        let governor = cue.filter_map(|idx| reader.words.governor(reader.token(idx))).next_back();
        // "seems to", "is expected to": nobody's words but the article's.
        if governor.is_some_and(|governor| governor.raises) {
            return;
        }
        let mut claim = self.new_claim(tokens.clone(), "infinitive");
        self.attribute(&mut claim, holding);
        claim.modality = governor.map_or(Modality::Intended, |governor| governor.modality);
        let not = tokens.clone().take(2).any(|idx| reader.has(idx, Marks::NEGATION));
        let negative = governor.is_some_and(|governor| governor.negative) != not;
        claim.polarity = if negative { Polarity::Negative } else { Polarity::Positive };
        let verb = tokens.clone().take(5).find(|idx| reader.tag(*idx) == Tag::Vb).unwrap_or(tokens.start + 1);
        let group = VerbGroup { first: verb, head: verb };
        let proposition = Proposition { tokens: tokens.clone(), verb: Some(group), rule: "infinitive" };
        let mut embedded = Vec::new();
        claim.factuality = reader.embedded(&proposition, verb, &mut embedded);
        self.fill_claim(&mut claim, tokens, None);
        self.claims.push(claim);
        self.add_embedded(embedded, holding);
    }

    /// "the mayor said, as reported by the Post": what is left of a sentence around a quotation.
    pub(super) fn only_reports(&self, proposition: &Proposition, owner: u32) -> bool {
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
        let reported = |idx: usize| self.owners.of.get(idx).is_some_and(|owner| *owner != NOBODY);
        let beside = reported(tokens.end)
            || quoted(tokens.end)
            || quoted(tokens.end + 1)
            || tokens.start > 1 && quoted(tokens.start - 2);
        let object = reader.document.tree.children(verb.head).any(|child| {
            child > verb.head
                && tokens.contains(&child)
                && matches!(reader.document.tree.rel(child), Rel::Obj | Rel::Ccomp)
        });
        says && beside && !object || self.advises_against(verb.head)
    }

    /// "She cautioned against a quick sale" says what somebody wants left undone, nothing that could be false.
    fn advises_against(&self, verb: usize) -> bool {
        use CueClass as C;
        let reader = &self.reader;
        let sense = reader.words.cue(reader.token(verb));
        let talks = sense.is_some_and(|sense| matches!(sense.class, C::Say | C::Warn | C::Suggest | C::Claim));
        talks && verb + 1 < reader.document.tokens.len() && reader.is(verb + 1, "against")
    }

    /// "The operator denies this claim": somebody presents an earlier claim as false.
    pub(super) fn make_denial(&mut self, proposition: &Proposition, owner: u32) -> bool {
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
        let mut claim = self.new_claim(object.clone(), "reference");
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
        (claim.modality, claim.polarity, claim.factuality) = (Modality::Denied, Polarity::Negative, DENIED);
        self.fill_claim(&mut claim, object, None);
        self.claims.push(claim);
        true
    }

    /// The actor with a mention at the end of some words.
    pub(super) fn actor_at(&self, holder: Span) -> Option<ActorId> {
        let ends = self.mention_ends.get_or_init(|| {
            let mut ends: Vec<MentionEnd> = Vec::new();
            for actor in self.found.actors {
                ends.extend(actor.mentions.iter().map(|mention| (mention.span.end, actor.id, mention.span.start)));
            }
            ends.sort_unstable();
            ends
        });
        let from = ends.partition_point(|end| end.0 < holder.end);
        let mut here = ends[from..].iter().take_while(|end| end.0 == holder.end);
        here.find(|end| end.2 >= holder.start).map(|end| end.1)
    }

    /// "Her visit, the first in six years, …": the apposition asserts by itself where it compares.
    pub(super) fn add_apposition(&mut self, proposition: &Proposition, holding: Holding<'_>) {
        let reader = self.reader;
        let tokens = proposition.tokens.clone();
        let comma = |idx: &usize| reader.token(*idx).kind == TokenKind::Comma;
        let Some(opening) = tokens.clone().find(comma) else { return };
        let mut from = opening;
        // Few commas come into question: the first four.
        for _ in 0..4 {
            let to = (from + 1..tokens.end).find(comma).unwrap_or(tokens.end);
            // "fell in August from 6 percent in July, its lowest level": the level is not July's.
            let place = reader.token(from.saturating_sub(1)).span();
            let figure = covers(self.found.times, place, |time| time.span)
                || covers(self.found.quantities, place, |quantity| quantity.span);
            if let Some(claimed) = reader.apposition(tokens.start, from, to).filter(|_| !figure) {
                let mut claim = self.new_claim(claimed.clone(), "apposition");
                self.attribute(&mut claim, holding);
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
}

/// True if one of some items in text order holds a place; looks at those that begin last before it.
fn covers<T>(items: &[T], place: Span, span: impl Fn(&T) -> Span) -> bool {
    let last = items.partition_point(|item| span(item).start <= place.start);
    items[last.saturating_sub(3)..last].iter().any(|item| span(item).covers(place))
}
