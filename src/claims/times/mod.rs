//! Times: words that say when or how long, by the patterns of `time_rules.tsv`.

mod index;
mod meaning;
mod pattern;
mod point;
mod tense;

use super::ClaimTables;
use super::lexemes::{Class, Lexemes};
use super::numerals::find_numerals;
use crate::lexicon::Vocabulary;
use crate::model::{BlockKind, Date, TimeExpr, TimeKind};
use crate::text::{Document, TokenKind};

use index::RuleIndex;
use meaning::{Focus, Meaning, Reading};
use pattern::{Parts, Rule, Scene, load_rules};
use point::Point;

/// The rules of times.
#[derive(Debug)]
pub(super) struct TimeTables {
    rules: Vec<Rule>,
    index: RuleIndex,
}

impl TimeTables {
    /// Loads the embedded rules.
    pub(super) fn load(vocabulary: &mut Vocabulary, lexemes: &Lexemes) -> TimeTables {
        let rules = load_rules(vocabulary);
        let index = RuleIndex::new(&rules, lexemes, vocabulary);
        TimeTables { rules, index }
    }
}

/// Finds the time expressions of a document in text order, not overlapping, anchored on `published`, never on the clock.
///
/// Values are TIMEX3, days are inclusive. Without `published` only absolute values are resolved.
/// One pass over the tokens; patterns are tried only where a number or a time word stands.
pub fn find_times(document: &Document<'_>, tables: &ClaimTables, published: Option<Date>) -> Vec<TimeExpr> {
    let numerals = find_numerals(document, &tables.lexemes);
    let scene = Scene { document, lexemes: &tables.lexemes, numerals: &numerals };
    let mut focus = Focus { published, ..Focus::default() };
    let mut found: Vec<Found> = Vec::new();
    let mut idx = 0;
    while idx < document.tokens.len() {
        if !may_begin(scene, idx) || in_boilerplate(document, idx) {
            idx += 1;
            continue;
        }
        match best_reading(scene, &tables.times, &focus, idx) {
            Some((parts, Reading::Time(meaning))) => {
                idx = parts.last;
                if let Some(point) = meaning.point.filter(|point| point.days().is_some()) {
                    let sentence = document.tokens[parts.first].sentence;
                    focus.point = Some((point, sentence));
                    if meaning.names_quarter {
                        focus.quarter = Some((point, sentence));
                    }
                }
                // "in the nine months", "for the full year": no more of that quarter
                if matches!(meaning.value.as_str(), "P6M" | "P9M") {
                    focus.quarter = None;
                }
                found.push(Found { first: parts.first, last: parts.last, meaning });
            }
            Some((parts, _)) => idx = parts.last,
            None => idx += 1,
        }
    }
    merge_clocks(scene, &mut found);
    let mut before = 0;
    let finish = |found: Found| {
        let last = found.last;
        let expr = found.finish(scene, before);
        before = last;
        expr
    };
    found.into_iter().map(finish).collect()
}

fn in_boilerplate(document: &Document<'_>, idx: usize) -> bool {
    document.block_of(document.sentence_of(idx)).kind == BlockKind::Boilerplate
}

#[derive(Debug)]
struct Found {
    first: usize,
    last: usize,
    meaning: Meaning,
}

impl Found {
    /// The expression with the words before it that belong to it, none of them before token `from`.
    fn finish(self, scene: Scene<'_>, from: usize) -> TimeExpr {
        let first = widen(scene, self.first, self.meaning.kind).max(from.min(self.first));
        let mut expr = TimeExpr::new(scene.document.span_of(first..self.last), self.meaning.kind, self.meaning.value);
        (expr.from, expr.to) = self.meaning.days.unzip();
        expr
    }
}

/// Words at which a pattern can begin.
const BEGINS: Class = Class(!(Class::PREP.0 | Class::WILL.0 | Class::DID.0 | Class::APPROX.0 | Class::SHIFT.0));

fn may_begin(scene: Scene<'_>, idx: usize) -> bool {
    scene.document.tokens[idx].kind == TokenKind::Number || scene.class(idx).any(BEGINS)
}

/// The longest match at a token that has a meaning; of equal ones the first row.
fn best_reading(scene: Scene<'_>, tables: &TimeTables, focus: &Focus, idx: usize) -> Option<(Parts, Reading)> {
    let end = scene.document.sentence_of(idx).tokens().end;
    let mut best: Option<(Parts, Reading)> = None;
    for row in tables.index.rules_at(scene, idx, end).rows() {
        let rule = &tables.rules[row];
        let Some(parts) = rule.read(scene, idx, end) else { continue };
        if best.as_ref().is_some_and(|(found, _)| found.last >= parts.last) {
            continue;
        }
        let reading = meaning::read(rule.meaning, scene, focus, &parts);
        if reading != Reading::Not {
            best = Some((parts, reading));
        }
    }
    best
}

/// Joins a time of day with the date that follows it: "10 p.m. Wednesday", "noon on Thursday".
fn merge_clocks(scene: Scene<'_>, found: &mut Vec<Found>) {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found.drain(..) {
        if let Some(last) = kept.last_mut() {
            let gap = next.first.saturating_sub(last.last);
            let adjacent =
                gap == 0 || (gap == 1 && (scene.word(last.last) == "on" || scene.kind(last.last) == TokenKind::Comma));
            if let (true, TimeKind::Time, TimeKind::Date, Some(Point::Day(date)), Some(at)) =
                (adjacent, last.meaning.kind, next.meaning.kind, next.meaning.point, last.meaning.value.find('T'))
            {
                let value = format!("{date}{}", &last.meaning.value[at..]);
                last.meaning.value = value;
                last.meaning.days = Some((date, date));
                last.last = next.last;
                continue;
            }
        }
        kept.push(next);
    }
    *found = kept;
}

/// The first token with the words before it that belong to it: "early", "the end of", "nearly", "more than".
fn widen(scene: Scene<'_>, first: usize, kind: TimeKind) -> usize {
    let start = scene.document.sentence_of(first).tokens().start;
    let mut at = first;
    while at > start {
        match words_before(scene, at, start, kind, at < first) {
            0 => break,
            n_words => at -= n_words,
        }
    }
    at
}

/// How many words right before `at` belong to the time that begins there.
fn words_before(scene: Scene<'_>, at: usize, start: usize, kind: TimeKind, is_wide: bool) -> usize {
    let word = |back: usize| if at >= start + back { scene.word(at - back) } else { "" };
    let class = scene.class(at - 1);
    let lasts = kind == TimeKind::Duration;
    let bound = (word(1) == "than" && matches!(word(2), "more" | "less" | "fewer"))
        || (word(2) == "at" && matches!(word(1), "least" | "most"));
    let edge = word(1) == "of" && word(3) == "the" && scene.class(at - 2).any(Class::EDGE);
    let mark = scene.kind(at - 1) == TokenKind::Apostrophe && scene.document.tokens[at].is_glued();
    if scene.kind(at - 1) == TokenKind::Hyphen && word(2) == "mid" {
        2
    } else if edge {
        3
    } else if lasts && bound {
        2
    } else {
        let one = mark
            || (class.any(Class::SHIFT) && kind != TimeKind::Set)
            || (lasts && class.any(Class::APPROX))
            || (is_wide && word(1) == "the");
        usize::from(one)
    }
}
