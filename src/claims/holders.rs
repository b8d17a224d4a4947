//! Who holds the claims of a stretch of text: one holder for each quote around it, outermost first.
//!
//! The words of source and cue belong to nobody's proposition; the words of a content belong to the innermost quote
//! around them.

use std::ops::Range;

use super::verbs::Reader;
use super::words::{CueSense, Marks};
use crate::model::{ActorKind, Attribution, CueClass, HolderKind, Quote, QuoteKind};
use crate::span::Span;
use crate::syntax::Tag;
use crate::text::TokenKind;

use super::Found;

/// No quote.
pub(super) const NOBODY: u32 = u32::MAX;
/// Part of a source, of a cue, or between them and the content.
pub(super) const FRAME: u32 = u32::MAX - 1;

/// For each token, the index of the innermost quote whose content it stands in, [`NOBODY`] or [`FRAME`].
#[derive(Debug, Default)]
pub(super) struct Owners {
    pub(super) of: Vec<u32>,
    /// For each quote, the quote around it.
    pub(super) around: Vec<Option<u32>>,
}

/// What kind of content a quote has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContentKind {
    /// A clause that can be true or false.
    Clause,
    /// Words that point back to a claim: "this claim".
    Anaphor,
    /// "to build a wall".
    Infinitive,
    /// "whether it works": asserts nothing.
    Question,
    /// Any other phrase.
    Phrase,
}

impl Reader<'_> {
    /// Gives every token its owner. Linear in tokens and in the quotes' lengths, nesting bounded.
    pub(super) fn owners(&self, quotes: &[Quote]) -> Owners {
        let n = self.document.tokens.len();
        let mut owners = Owners { of: vec![NOBODY; n], around: vec![None; quotes.len()] };
        // Longest first, so that inner quotes overwrite outer ones.
        let mut order: Vec<usize> = (0..quotes.len()).collect();
        order.sort_by_key(|idx| (std::cmp::Reverse(quotes[*idx].extent().len()), *idx));
        for idx in order {
            let quote = &quotes[idx];
            let anchor =
                quote.cue.or(quote.source).unwrap_or(quote.content.first().copied().unwrap_or(Span::new(0, 0)));
            let at = self.document.tokens_in(anchor).start;
            owners.around[idx] = owners.of.get(at).copied().filter(|owner| *owner < FRAME && *owner != idx as u32);
            let kind = self.content_kind(quote);
            // "The mayor promised to plant trees" is the mayor's; "the guard refused to leave" is the article's.
            let promises = kind == ContentKind::Infinitive && self.cue_sense(quote).class == CueClass::Promise;
            let unclaimed = matches!(kind, ContentKind::Infinitive | ContentKind::Phrase) && !promises;
            let leaves_frame = unclaimed || !self.is_trusted(quote);
            if leaves_frame || kind == ContentKind::Question && quote.negated {
                continue;
            }
            if kind == ContentKind::Question {
                let tokens = self.document.tokens_in(quote.extent());
                owners.of[tokens].fill(FRAME);
            }
            for piece in quote.content.iter().filter(|_| kind != ContentKind::Question) {
                let tokens = self.document.tokens_in(*piece);
                owners.of[tokens].fill(idx as u32);
            }
            for frame in self.frame(quote) {
                owners.of[frame].fill(FRAME);
            }
        }
        owners
    }

    /// Source, cue and what joins them to the content, as far as they share a sentence.
    fn frame(&self, quote: &Quote) -> [Range<usize>; 2] {
        let (source, cue) = (quote.source, quote.cue);
        let Some(core) = source.into_iter().chain(cue).reduce(|whole, part| whole.join(part)) else {
            return [0..0, 0..0];
        };
        let mut tokens = self.document.tokens_in(core);
        if let (Some(source), Some(cue)) = (source, cue) {
            let (source, cue) = (self.document.tokens_in(source), self.document.tokens_in(cue));
            if source.end < cue.start && self.tag(cue.start) == Tag::Vbg && self.has_clause(source.end..cue.start) {
                tokens.start = cue.start; // "She left the hall, saying …": the leaving is the article's.
            } else if let Some(joint) = self.second_verb_phrase(source.end..cue.start) {
                tokens.start = joint;
            }
        }
        let sentence = |idx: usize| self.token(idx).sentence;
        if tokens.is_empty() {
            return [0..0, 0..0];
        }
        // The gap up to the content after the cue: "that", "in an interview on Tuesday that".
        let after =
            quote.content.iter().map(|piece| self.document.tokens_in(*piece).start).find(|start| *start >= tokens.end);
        let before =
            quote.content.iter().map(|piece| self.document.tokens_in(*piece).end).rfind(|end| *end <= tokens.start);
        let gap_after = match after {
            Some(start) if start < self.document.tokens.len() && sentence(start) == sentence(tokens.end - 1) => {
                tokens.end..start
            }
            _ => 0..0,
        };
        if let Some(end) = before.filter(|end| *end > 0 && sentence(*end - 1) == sentence(tokens.start)) {
            tokens.start = end;
        }
        [tokens, gap_after]
    }

    fn has_clause(&self, between: Range<usize>) -> bool {
        let first = between.clone().find(|idx| self.is_word(*idx));
        first.is_some_and(|first| !matches!(self.tag(first), Tag::Wh | Tag::Wrb))
            && between.into_iter().any(|idx| self.is_finite(idx))
    }

    /// "He visited Paris and said": the token where the second verb phrase begins.
    fn second_verb_phrase(&self, between: Range<usize>) -> Option<usize> {
        let first = between.clone().find(|idx| self.is_word(*idx))?;
        if matches!(self.tag(first), Tag::Wh | Tag::Wrb) {
            return None;
        }
        let verb = between.clone().find(|idx| self.is_finite(*idx))?;
        (verb + 1..between.end).rfind(|idx| self.has(*idx, Marks::COORDINATOR))
    }

    fn is_word(&self, idx: usize) -> bool {
        self.token(idx).is_word()
    }

    /// False for reports that are too unsure to take words away from the article's own voice.
    pub(super) fn is_trusted(&self, quote: &Quote) -> bool {
        let Some(cue) = quote.cue.filter(|_| quote.kind == QuoteKind::Indirect) else { return true };
        let mut tokens = self.document.tokens_in(cue);
        let known = tokens.any(|idx| {
            self.words.cue(self.token(idx)).is_some()
                || self.is(idx, "according")
                || self.token(idx).kind == TokenKind::Colon
        });
        known || quote.confidence >= 0.4
    }

    /// What kind of content a quote has.
    pub(super) fn content_kind(&self, quote: &Quote) -> ContentKind {
        let tokens = self.document.tokens_in(quote.extent());
        let first = tokens.clone().find(|idx| self.is_word(*idx));
        if quote.source.is_none() && self.is_raised_content(quote) {
            return ContentKind::Phrase;
        }
        if first.is_some_and(|first| self.is(first, "to")) {
            return ContentKind::Infinitive;
        }
        let comma = || tokens.clone().any(|idx| self.token(idx).kind == TokenKind::Comma);
        let asks = |first: usize| {
            self.is(first, "whether") || self.tag(first) == Tag::Wrb && (!self.is(first, "when") || !comma())
        };
        let plain_if = |first: usize| self.is(first, "if") && !comma();
        if first.is_some_and(|first| asks(first) || plain_if(first)) && quote.kind == QuoteKind::Indirect {
            return ContentKind::Question;
        }
        let near = tokens.start..tokens.end.min(tokens.start + 60);
        let says = self.cue_sense(quote).class != CueClass::Promise;
        let verb = self.main_verb(near.clone()).or_else(|| says.then(|| self.loose_verb(near, true)).flatten());
        let whole = quote.kind == QuoteKind::Direct || quote.content.len() > 1;
        if verb.is_some_and(|verb| whole || first.is_some_and(|first| verb.first > first)) {
            return ContentKind::Clause;
        }
        if self.points_back(tokens) { ContentKind::Anaphor } else { ContentKind::Phrase }
    }

    /// "The talks | are expected | to begin": what the article says of the talks, no content of anybody.
    fn is_raised_content(&self, quote: &Quote) -> bool {
        let cue = quote.cue.map_or(0..0, |cue| self.document.tokens_in(cue));
        let raises = |idx: usize| self.words.governor(self.token(idx)).is_some_and(|governor| governor.raises);
        let to = cue.end < self.document.tokens.len() && self.tag(cue.end) == Tag::To;
        to && quote.content.len() > 1 && cue.into_iter().any(raises)
    }

    /// The holders of the claims in a quote, outermost first.
    pub(super) fn attribution(&self, found: &Found<'_>, owners: &Owners, quote_idx: u32) -> Vec<Attribution> {
        let mut chain = Vec::new();
        let mut next = Some(quote_idx);
        while let (Some(idx), true) = (next, chain.len() < 4) {
            let quote = &found.quotes[idx as usize];
            chain.push(self.attribution_of(found, quote));
            next = owners.around[idx as usize];
        }
        chain.reverse();
        chain
    }

    fn attribution_of(&self, found: &Found<'_>, quote: &Quote) -> Attribution {
        let mut attribution = Attribution::agentless(self.cue_sense(quote).class);
        // "It is estimated": the pronoun names nobody.
        let source =
            quote.source.filter(|source| !self.document.lower[source.as_range()].eq("it") || quote.speaker.is_some());
        attribution.holder = source.map(|source| self.without_apposition(source));
        attribution.actor = quote.speaker;
        attribution.cue = quote.cue;
        attribution.negated = quote.negated;
        attribution.quote = Some(quote.id);
        attribution.carried = quote.carried;
        attribution.holder_kind = match (quote.carried, source, quote.speaker) {
            (true, ..) => HolderKind::Carried,
            (_, None, None) => HolderKind::Agentless,
            (_, _, Some(actor)) => match found.actors.get(actor.0 as usize) {
                Some(actor) if actor.kind == ActorKind::Group => HolderKind::Unnamed,
                _ => HolderKind::Named,
            },
            (_, Some(source), None) => self.holder_kind(source),
        };
        attribution
    }

    /// Named or unnamed, by the words alone.
    pub(super) fn holder_kind(&self, holder: Span) -> HolderKind {
        let named = self.document.tokens_in(holder).any(|idx| matches!(self.tag(idx), Tag::Nnp | Tag::Prp));
        if named { HolderKind::Named } else { HolderKind::Unnamed }
    }

    /// "Ana Berg, director of the port" names its holder before the comma.
    fn without_apposition(&self, source: Span) -> Span {
        let tokens = self.document.tokens_in(source);
        let comma = tokens.clone().find(|idx| self.token(*idx).kind == TokenKind::Comma);
        match comma.filter(|comma| *comma > tokens.start && self.tag(comma - 1) == Tag::Nnp) {
            Some(comma) if !self.is_list(comma, tokens.end) => self.document.span_of(tokens.start..comma),
            _ => source,
        }
    }

    /// "Paris, Rome and Oslo": the comma joins names.
    fn is_list(&self, comma: usize, end: usize) -> bool {
        (comma..end).any(|idx| self.has(idx, Marks::COORDINATOR) && idx + 1 < end && self.tag(idx + 1) == Tag::Nnp)
    }

    /// The sense of a quote's cue; "say" where the table knows none of its words.
    pub(super) fn cue_sense(&self, quote: &Quote) -> CueSense {
        let cue = quote.cue.map_or(0..0, |cue| self.document.tokens_in(cue));
        let mut senses = cue.filter_map(|idx| self.words.cue(self.token(idx)));
        senses.next_back().unwrap_or(CueSense { class: CueClass::Say, sure: 2.5, sure_negated: -0.5 })
    }

    /// True if the cue tells of the past: "said", "had warned".
    pub(super) fn reports_past(&self, quote: &Quote) -> bool {
        let cue = quote.cue.map_or(0..0, |cue| self.document.tokens_in(cue));
        // "He said …, *adding* that …" stands under "said".
        let leans = |idx: usize| {
            let mut above = (self.tag(idx) == Tag::Vbg).then_some(idx);
            for _ in 0..4 {
                above = above.and_then(|at| self.document.tree.head(at));
                if above.is_some_and(|at| self.tag(at) == Tag::Vbd) {
                    return true;
                }
            }
            false
        };
        cue.into_iter().any(|idx| self.tag(idx) == Tag::Vbd || leans(idx))
    }
}
