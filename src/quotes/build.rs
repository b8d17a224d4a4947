//! From labels to quotes: spans, kind, class, negation, rule name.

use super::QuoteTables;
use super::attempt::Attempt;
use super::cue::{THAT, hash};
use super::parts::Label;
use super::units::{Unit, Units};
use crate::model::{Addressee, Quote, QuoteId, QuoteKind};
use crate::span::Span;
use crate::syntax::{Rel, Tag};
use crate::text::{Document, Shape, TokenKind};

/// Makes the quote of an attempt; `None` if no words are left of its content.
pub fn build(document: &Document<'_>, units: &Units, tables: &QuoteTables, attempt: &Attempt) -> Option<Quote> {
    let content = pieces(document, units, attempt);
    if content.is_empty() {
        return None;
    }
    let kind = kind_of(document, &content);
    let mut quote = Quote::new(QuoteId(0), kind, content, rule_name(attempt));
    quote.cue = span_of(document, units, attempt.cue_run());
    quote.source = attempt.source().and_then(|run| span_of(document, units, run));
    quote.addressee = addressee(document, units, attempt).map(Addressee::new);
    quote.class = tables.class_of(units.units[attempt.cue].cue);
    let cue = attempt.cue_run();
    let words =
        |accept: fn(&str) -> bool| cue.clone().any(|unit| accept(document.lower(units.units[unit].first as usize)));
    quote.negated = words(|word| matches!(word, "not" | "n't" | "n’t" | "never" | "nor"));
    quote.modal = words(|word| matches!(word, "may" | "might" | "could" | "would" | "should" | "can" | "must"));
    quote.confidence = confidence_of(attempt.trust);
    Some(quote)
}

/// Log-odds of the judgement, and the share of quotes judged so that are right, content and source, on held-out halves
/// of the training articles.
#[doc(hidden)]
pub const SHARES: [(f32, f32); 9] = [
    (-4.0, 0.08),
    (-1.6, 0.22),
    (-0.64, 0.37),
    (0.26, 0.53),
    (1.0, 0.68),
    (1.8, 0.83),
    (2.6, 0.92),
    (3.5, 0.955),
    (4.5, 0.98),
];

fn confidence_of(trust: f32) -> f32 {
    let next = SHARES.iter().position(|step| trust <= step.0).unwrap_or(SHARES.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (SHARES[next - 1], SHARES[next]);
    (y0 + (trust - x0) / (x1 - x0) * (y1 - y0)).clamp(y0, y1)
}

/// Verbs whose object is the one who is told.
const TELL: [u32; 15] = [
    hash(b"told"),
    hash(b"tell"),
    hash(b"tells"),
    hash(b"telling"),
    hash(b"asked"),
    hash(b"asks"),
    hash(b"asking"),
    hash(b"informed"),
    hash(b"informs"),
    hash(b"reminded"),
    hash(b"reminds"),
    hash(b"assured"),
    hash(b"assures"),
    hash(b"reassured"),
    hash(b"advised"),
];

/// Who was told: the object right after "told", up to the content. Longer ones than a dozen tokens are left out.
fn addressee(document: &Document<'_>, units: &Units, attempt: &Attempt) -> Option<Span> {
    const LONGEST: usize = 12;
    if !TELL.contains(&units.units[attempt.cue].word) {
        return None;
    }
    let first = attempt.cue_run().end;
    let mut last = first;
    while last < first + LONGEST && attempt.first + attempt.labels.len() > last {
        let unit = &units.units[last];
        let token = &document.tokens[unit.first as usize];
        let stops = unit.quoted || !token.is_word() && token.kind != TokenKind::Hyphen;
        let preposition = last > first && matches!(token.tag, Tag::In | Tag::To | Tag::Wh);
        if stops || preposition || attempt.label(last) != Label::Outside {
            break;
        }
        last += 1;
    }
    let object = document.tree.child(units.units[attempt.cue].first as usize, Rel::Obj)?;
    let words = first..last;
    let inside = words.clone().any(|unit| units.units[unit].first as usize == object);
    if inside { span_of(document, units, words) } else { None }
}

fn span_of(document: &Document<'_>, units: &Units, run: std::ops::Range<usize>) -> Option<Span> {
    let first = units.units.get(run.start)?;
    let last = units.units.get(run.end.checked_sub(1)?)?;
    let tokens = trim(document, first.first as usize, last.last as usize);
    (!tokens.is_empty()).then(|| document.span_of(tokens))
}

/// Drops marks at both ends, except closing brackets and signs.
fn trim(document: &Document<'_>, mut first: usize, mut last: usize) -> std::ops::Range<usize> {
    let loose = |idx: usize| {
        use TokenKind as K;
        let kind = document.tokens[idx].kind;
        matches!(kind, K::Comma | K::Colon | K::Stop | K::Semicolon | K::Ellipsis | K::Slash | K::Bullet)
    };
    if last - first == 1 {
        return first..last;
    }
    while first < last && loose(first) {
        first += 1;
    }
    while first < last && loose(last - 1) {
        last -= 1;
    }
    first..last
}

/// The contiguous pieces of the content; marks around a wholly quoted piece are left outside.
fn pieces(document: &Document<'_>, units: &Units, attempt: &Attempt) -> Vec<Span> {
    let mut found = Vec::new();
    let mut run: Option<std::ops::Range<usize>> = None;
    let chosen: Vec<usize> = attempt.units_of(Label::Content).collect();
    for unit in chosen {
        let whole = |at: usize| units.units[at].quoted && units.units[at].last - units.units[at].first > 6;
        let goes_on = run.as_ref().is_some_and(|run| {
            let same_group = units.units[run.end - 1].group == units.units[unit].group;
            run.end == unit && (same_group || !(whole(unit) || whole(run.end - 1)))
        });
        match run.as_mut().filter(|_| goes_on) {
            Some(run) => run.end = unit + 1,
            None => {
                found.extend(run.take().and_then(|run| piece(document, units, run)));
                run = Some(unit..unit + 1);
            }
        }
    }
    found.extend(run.and_then(|run| piece(document, units, run)));
    found
}

fn piece(document: &Document<'_>, units: &Units, run: std::ops::Range<usize>) -> Option<Span> {
    let run_units: &[Unit] = &units.units[run];
    let is_mark = |unit: &Unit| !unit.quoted && !document.tokens[unit.first as usize].is_word();
    let (mut first, mut last) = (0, run_units.len());
    while first < last && is_mark(&run_units[first]) {
        first += 1;
    }
    while first < last && is_mark(&run_units[last - 1]) {
        last -= 1;
    }
    // "that" introduces the content, it is no part of what was said.
    if last - first > 2
        && run_units[first].word == THAT
        && document.tokens[run_units[first].first as usize].tag == Tag::In
    {
        first += 1;
    }
    if first == last {
        return None;
    }
    let (open, close) = (run_units[first], run_units[last - 1]);
    if first + 1 == last && open.quoted {
        return inner_span(document, &open);
    }
    Some(document.span_of(open.first as usize..close.last as usize))
}

/// The words of a quotation unit without its marks.
pub fn inner_span(document: &Document<'_>, unit: &Unit) -> Option<Span> {
    let idx = document.quotations.partition_point(|quotation| quotation.close <= unit.first);
    let inner = document.quotations.get(idx)?;
    let (from, to) = (inner.first.max(unit.first), inner.last.min(unit.last));
    (from < to).then(|| document.span_of(from as usize..to as usize))
}

/// How much of a content stands in quotation marks.
pub fn kind_of(document: &Document<'_>, content: &[Span]) -> QuoteKind {
    let (mut quoted, mut all) = (0, 0);
    for piece in content {
        for token in &document.tokens[document.tokens_in(*piece)] {
            if token.is_word() {
                all += token.end - token.start;
                quoted += if token.shape.has(Shape::QUOTED) { token.end - token.start } else { 0 };
            }
        }
    }
    match quoted {
        0 => QuoteKind::Indirect,
        _ if quoted * 100 >= all * 98 => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// The order of the parts.
fn rule_name(attempt: &Attempt) -> &'static str {
    let mut order: Vec<Label> = Vec::new();
    let source = attempt.source().unwrap_or(0..0);
    let cue = attempt.cue_run();
    for (idx, label) in attempt.labels.iter().enumerate() {
        let unit = attempt.first + idx;
        let counts = match label {
            Label::Outside => false,
            Label::Source => source.contains(&unit),
            Label::Cue => cue.contains(&unit),
            Label::Content => true,
        };
        if counts && order.last() != Some(label) {
            order.push(*label);
        }
    }
    use Label::{Content as C, Cue as V, Source as S};
    match order.as_slice() {
        [S, V, C] => "source-cue-content",
        [V, S, C] => "cue-source-content",
        [C, S, V] => "content-source-cue",
        [C, V, S] => "content-cue-source",
        [C, S, V, C] => "content-source-cue-content",
        [C, V, S, C] => "content-cue-source-content",
        [V, C] => "cue-content",
        [C, V] => "content-cue",
        [C, V, C] => "content-cue-content",
        [V, C, S] => "cue-content-source",
        [S, C, V] => "source-content-cue",
        _ => "other-order",
    }
}
