//! Comparisons: superlatives, records, firsts, "the only one", "more than before".

use std::ops::Range;

use super::ClaimTables;
use super::lexemes::{Class, NumberKind};
use crate::lexicon::{Vocabulary, WordId, WordMap, embedded};
use crate::model::{Comparison, ComparisonKind, TimeExpr};
use crate::syntax::Tag;
use crate::text::{Document, Token, TokenKind};

const COMPARISON_WORDS: &str = include_str!("../lexicon/en/comparison_words.tsv");

/// How far the compared noun, "than" and "since" are looked for.
const REACH: usize = 8;

/// What a word is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Sign {
    #[default]
    None,
    /// "largest"
    Superlative,
    /// "most", "least"
    Most,
    /// "larger"
    Comparative,
    /// "more", "less", "fewer"
    More,
    /// "first"
    First,
    /// "only"
    Only,
    /// "record"
    Record,
    /// "unprecedented", "all-time"
    Unmatched,
    /// Looks like a superlative or comparative and is none: "interest", "rest", "other".
    Plain,
}

/// The words of comparisons.
#[derive(Debug)]
pub(super) struct ComparisonWords(WordMap<Sign>);

impl ComparisonWords {
    /// Loads the embedded table.
    pub(super) fn load(vocabulary: &mut Vocabulary) -> ComparisonWords {
        let mut words = WordMap::new();
        for row in embedded("comparison_words.tsv", COMPARISON_WORDS, 2) {
            words.set(vocabulary.intern(row.cell(0)), sign_named(row.cell(1)));
        }
        ComparisonWords(words)
    }

    fn sign(&self, word: WordId) -> Sign {
        self.0.get(word)
    }
}

fn sign_named(name: &str) -> Sign {
    match name {
        "superlative" => Sign::Superlative,
        "most" => Sign::Most,
        "comparative" => Sign::Comparative,
        "more" => Sign::More,
        "first" => Sign::First,
        "only" => Sign::Only,
        "record" => Sign::Record,
        "unmatched" => Sign::Unmatched,
        "plain" => Sign::Plain,
        _ => Sign::None,
    }
}

/// Finds the comparisons among the tokens of a range (a clause or a sentence), in text order, not overlapping.
///
/// `times` are those of the whole document, in text order; a "since" takes its value from them.
/// Posture: prefer missing; "at least", "first of all", "the rest" and bounds ("more than 20") are none. Linear.
pub fn find_comparisons(
    document: &Document<'_>,
    tables: &ClaimTables,
    times: &[TimeExpr],
    tokens: Range<usize>,
) -> Vec<Comparison> {
    let end = tokens.end.min(document.tokens.len());
    let finder = Finder { document, tables, times, start: tokens.start, end };
    let mut found = Vec::new();
    let mut idx = tokens.start;
    while idx < end {
        match finder.at(idx) {
            Some((comparison, next)) => {
                found.push(comparison);
                idx = next.max(idx + 1);
            }
            None => idx += 1,
        }
    }
    found
}

struct Finder<'a> {
    document: &'a Document<'a>,
    tables: &'a ClaimTables,
    times: &'a [TimeExpr],
    start: usize,
    end: usize,
}

impl Finder<'_> {
    fn token(&self, idx: usize) -> Option<&Token> {
        (idx < self.end).then(|| &self.document.tokens[idx])
    }

    fn word(&self, idx: usize) -> &str {
        if idx < self.end { self.document.lower(idx) } else { "" }
    }

    fn before(&self, idx: usize) -> &str {
        if idx > self.start { self.document.lower(idx - 1) } else { "" }
    }

    /// What the word at `idx` is: by the table, else by tag and ending.
    fn sign(&self, idx: usize) -> Sign {
        let token = &self.document.tokens[idx];
        if token.kind != TokenKind::Word {
            return Sign::None;
        }
        let listed = self.tables.comparisons.sign(token.word);
        if listed != Sign::None {
            return listed;
        }
        let word = self.document.lower(idx);
        match token.tag {
            Tag::Jjs | Tag::Rbs if word.ends_with("est") && !token.is_capitalised() => Sign::Superlative,
            Tag::Jjr | Tag::Rbr if word.ends_with("er") && !token.is_capitalised() => Sign::Comparative,
            _ => Sign::None,
        }
    }

    fn at(&self, idx: usize) -> Option<(Comparison, usize)> {
        match self.sign(idx) {
            Sign::None | Sign::Plain => None,
            Sign::Superlative => self.superlative(idx, ComparisonKind::Superlative),
            Sign::Most => self.most(idx),
            Sign::Comparative | Sign::More => self.comparative(idx),
            Sign::First => self.first(idx),
            Sign::Only => self.only(idx),
            Sign::Record => self.record(idx),
            Sign::Unmatched => Some(self.build(ComparisonKind::Record, self.lead(idx), self.noun_end(idx + 1))),
        }
    }

    /// A determiner that a superlative or first needs: "the", "its", "'s", "Europe's".
    fn is_determined(&self, idx: usize) -> bool {
        if idx <= self.start {
            return false;
        }
        let before = &self.document.tokens[idx - 1];
        let class = self.tables.lexemes.sense(before.word).class;
        class.any(Class::THE.or(Class::POSS)) || (before.kind == TokenKind::Clitic && self.before(idx) != "n't")
    }

    /// Where the comparison begins: its "the", else itself.
    fn lead(&self, idx: usize) -> usize {
        if matches!(self.before(idx), "the" | "a" | "an") { idx - 1 } else { idx }
    }

    /// One past the noun phrase that begins at `from`.
    fn noun_end(&self, from: usize) -> usize {
        let mut last = from;
        let mut idx = from;
        while idx < self.end.min(from + 4) {
            let token = &self.document.tokens[idx];
            let goes_on = match token.kind {
                TokenKind::Hyphen => true,
                TokenKind::Word => match token.tag {
                    Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Jj | Tag::Cd => true,
                    Tag::Other => idx == from,
                    _ => false,
                },
                _ => false,
            };
            if !goes_on {
                break;
            }
            idx += 1;
            last = idx;
        }
        last
    }

    /// "since 2019" within reach of a comparison: the time's TIMEX3 value and one past its last token.
    fn since(&self, from: usize) -> Option<(String, usize)> {
        let to = self.end.min(from + REACH);
        let since = (from..to).find(|idx| self.word(*idx) == "since")?;
        let place = self.document.tokens.get(since + 1)?.start as usize;
        let at = self.times.partition_point(|time| time.span.end <= place);
        let time = self.times.get(at).filter(|time| time.span.start <= place + 4)?;
        let last = self.document.tokens_in(time.span).end.min(self.end);
        Some((time.value.clone(), last.max(since + 1)))
    }

    fn build(&self, kind: ComparisonKind, first: usize, last: usize) -> (Comparison, usize) {
        let since = self.since(last);
        let last = since.as_ref().map_or(last, |(_, last)| *last).max(first + 1);
        let mut comparison = Comparison::new(self.document.span_of(first..last), kind);
        comparison.since = since.map(|(value, _)| value);
        (comparison, last)
    }

    /// "the largest port", "Europe's longest"; not "at best", "one of the latest".
    fn superlative(&self, idx: usize, kind: ComparisonKind) -> Option<(Comparison, usize)> {
        let ranked = self.before(idx) == "-" && idx >= self.start + 2;
        let first = if ranked { idx - 2 } else { idx };
        let determined =
            self.is_determined(first) || matches!(self.before(first), "among" | "were" | "was" | "is" | "are");
        let adverbial = matches!(self.before(first), "at" | "do" | "did" | "try" | "tried");
        (determined && !adverbial).then(|| self.build(kind, self.lead(first), self.noun_end(idx + 1)))
    }

    /// "the most punctual", "her most this season"; not "most people", "at most".
    fn most(&self, idx: usize) -> Option<(Comparison, usize)> {
        let next = self.token(idx + 1)?;
        let graded = matches!(next.tag, Tag::Jj | Tag::Rb | Tag::Vbn | Tag::Other) && next.kind == TokenKind::Word;
        let held = self.is_determined(idx) || (matches!(self.before(idx), "among") && graded);
        let of_part = matches!(self.word(idx + 1), "of" | "recent" | "recently");
        (held && !of_part).then(|| self.build(ComparisonKind::Superlative, self.lead(idx), self.noun_end(idx + 1)))
    }

    /// "higher than in May", "70 percent less than"; not the bound of "more than 20".
    fn comparative(&self, idx: usize) -> Option<(Comparison, usize)> {
        let to = self.end.min(idx + 1 + 5);
        let than = (idx + 1..to).find(|at| self.word(*at) == "than")?;
        let crossed = (idx + 1..than)
            .any(|at| !self.document.tokens[at].is_word() && self.document.tokens[at].kind != TokenKind::Hyphen);
        let next = self.token(than + 1)?;
        let is_bound = than == idx + 1
            && (next.kind == TokenKind::Number
                || next.kind == TokenKind::Symbol
                || !matches!(self.tables.lexemes.sense(next.word).number, NumberKind::None | NumberKind::Times)
                || matches!(self.word(than + 1), "a" | "an" | "just" | "merely" | "ever"));
        let is_rather = self.word(idx) == "rather" || self.word(idx) == "other";
        if crossed || is_bound || is_rather {
            return None;
        }
        Some(self.build(ComparisonKind::Comparative, idx, than + 1))
    }

    /// "the first visit since 2019", "for the first time"; not "first of all", "the first lady".
    fn first(&self, idx: usize) -> Option<(Comparison, usize)> {
        let next = self.word(idx + 1);
        let is_name =
            self.document.tokens[idx].is_capitalised() && self.token(idx + 1).is_some_and(Token::is_capitalised);
        let no_order = matches!(
            next,
            "of" | "lady"
                | "name"
                | "half"
                | "quarter"
                | "round"
                | "set"
                | "day"
                | "thing"
                | "things"
                | "place"
                | "aid"
                | "degree"
                | "minister"
                | "term"
                | "person"
                | "few"
                | ","
                | "and"
                | "-"
        );
        let in_time = self.in_time(idx) && next != "time";
        let since = self.since(idx + 1).is_some();
        let held = self.is_determined(idx);
        (held && !is_name && !in_time && (!no_order || since))
            .then(|| self.build(ComparisonKind::First, self.lead(idx), self.noun_end(idx + 1)))
    }

    fn in_time(&self, idx: usize) -> bool {
        let span = self.document.tokens[idx].span();
        let at = self.times.partition_point(|time| time.span.end <= span.start);
        self.times.get(at).is_some_and(|time| time.span.overlaps(span))
    }

    /// "the only bridge", "one of only three"; "only 20" is a bound.
    fn only(&self, idx: usize) -> Option<(Comparison, usize)> {
        let one_of = self.before(idx) == "of" && idx >= self.start + 2 && self.word(idx - 2) == "one";
        if one_of {
            return Some(self.build(ComparisonKind::Only, idx - 2, self.noun_end(idx + 2).max(idx + 2)));
        }
        let determined =
            self.is_determined(idx) && self.token(idx + 1).is_some_and(|next| next.kind == TokenKind::Word);
        determined.then(|| self.build(ComparisonKind::Only, self.lead(idx), self.noun_end(idx + 1)))
    }

    /// "a record", "record profits", "highest on record"; not "on the record", "a criminal record", "to record".
    fn record(&self, idx: usize) -> Option<(Comparison, usize)> {
        let token = &self.document.tokens[idx];
        if matches!(token.tag, Tag::Vb | Tag::Vbp) || token.is_capitalised() {
            return None;
        }
        let next = self.word(idx + 1);
        let level = matches!(
            next,
            "high"
                | "low"
                | "highs"
                | "lows"
                | "-"
                | "number"
                | "numbers"
                | "level"
                | "levels"
                | "profit"
                | "profits"
                | "year"
                | "sales"
                | "turnout"
                | "temperatures"
                | "heat"
                | "rainfall"
                | "pace"
                | "time"
                | "crowd"
                | "sum"
                | "amount"
                | "price"
                | "prices"
                | "fine"
                | "deficit"
                | "surplus"
        );
        let set = matches!(self.before(idx), "a" | "new" | "world" | "national" | "all-time")
            && (self.start..idx).rev().take(5).any(|at| {
                matches!(
                    self.word(at),
                    "set" | "sets" | "setting" | "broke" | "broken" | "breaks" | "breaking" | "beat" | "hit"
                )
            });
        let so_far = self.before(idx) == "on" && self.token(idx + 1).is_none_or(|next| next.kind != TokenKind::Word);
        let first = if so_far { idx - 1 } else { self.lead(idx) };
        (level || set || so_far)
            .then(|| self.build(ComparisonKind::Record, first, if level { self.noun_end(idx + 1) } else { idx + 1 }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables() {
        for row in embedded("comparison_words.tsv", COMPARISON_WORDS, 2) {
            assert_ne!(sign_named(row.cell(1)), Sign::None, "{}", row.error("unknown class"));
        }
    }
}
