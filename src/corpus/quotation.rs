//! The same quotation in several articles: word for word, cut differently, altered, or translated anew.

use super::concept::{Concept, ConceptTables};
use super::index::{EntryIdx, Index};
use super::party::actor_key;
use super::profile::{Profile, ProfileSource};
use super::relate::{Judgement, Shared};
use super::words::{Role, role, words};
use crate::model::{Date, Evidence, Modality, Quote, QuoteKind, Reason, RelationKind};
use crate::span::Span;
use crate::text::hash_word;

/// Fewest words of a quotation that is compared.
const MIN_WORDS: usize = 5;
/// Words of a quotation that are compared: the first ones.
const MAX_WORDS: usize = 200;
/// Fewest telling words in common that show the same quotation whoever says it.
const MIN_TELLING: usize = 4;
/// Most words of a change that is looked at for a "not" or a figure; a longer one is another sentence.
const MAX_CHANGE: usize = 4;
/// Days within which one speaker's words may be two translations of the same.
const SAME_OCCASION_DAYS: i64 = 7;
/// Least likeness of two translations of the same words.
const LIKE_TRANSLATIONS: f32 = 0.6;

/// A word of a quotation.
#[derive(Debug, Clone, Copy)]
struct Word {
    hash: u32,
    start: u32,
    end: u32,
    is_telling: bool,
    is_negation: bool,
    is_number: bool,
}

/// A quotation of an earlier article.
#[derive(Debug)]
struct Known {
    article: u32,
    span: Span,
    words: Box<[Word]>,
    speaker: Option<Concept>,
    published: Option<Date>,
    profile: Profile,
}

/// A quotation found again.
#[derive(Debug)]
pub(crate) struct QuoteMatch {
    pub(crate) mine: Span,
    pub(crate) other: Span,
    pub(crate) other_article: u32,
    pub(crate) judgement: Judgement,
}

impl QuoteMatch {
    /// True if two claims stand in the two quotations.
    pub(crate) fn covers(&self, mine: Span, other_article: u32, other: Span) -> bool {
        self.other_article == other_article && self.mine.overlaps(mine) && self.other.overlaps(other)
    }
}

/// Quotations by runs of three words, and by speaker and concepts, in periods as claims are.
#[derive(Debug, Default)]
pub(crate) struct QuoteIndex {
    known: Vec<Known>,
    index: Index,
}

impl QuoteIndex {
    /// Compares an article's quotations with the known ones, then keeps them.
    ///
    /// `is_before` tells whether this article was published before another.
    pub(crate) fn add(
        &mut self,
        article: u32,
        source: &ProfileSource<'_>,
        is_before: impl Fn(u32) -> bool,
    ) -> Vec<QuoteMatch> {
        let (mut matches, mut candidates) = (Vec::new(), Vec::new());
        let mut fresh = Vec::new();
        for quote in &source.analysis.quotes {
            let Some(known) = read(article, source, quote) else { continue };
            let keys = keys(&known);
            self.index.candidates(&keys, known.published, &mut candidates);
            for idx in &candidates {
                let other = &self.known[*idx as usize];
                let (a, b) = if is_before(other.article) { (&known, other) } else { (other, &known) };
                if let Some(judgement) = compare(a, b, source.concepts) {
                    let (mine, other_span) = (known.span, other.span);
                    matches.push(QuoteMatch { mine, other: other_span, other_article: other.article, judgement });
                }
            }
            fresh.push((keys, known));
        }
        for (keys, known) in fresh {
            self.index.insert(self.known.len() as EntryIdx, &keys, known.published);
            self.known.push(known);
        }
        matches
    }
}

/// The words between the marks, where there are enough of them.
fn read(article: u32, source: &ProfileSource<'_>, quote: &Quote) -> Option<Known> {
    let mut found = Vec::new();
    for piece in quote.content.iter().filter(|piece| piece.fits(source.text)) {
        let pieces = match quote.kind {
            QuoteKind::Direct => vec![*piece],
            QuoteKind::Mixed => between_marks(source.text, *piece),
            _ => Vec::new(),
        };
        found.extend(pieces.iter().flat_map(|piece| words_of(source, *piece)));
    }
    found.truncate(MAX_WORDS);
    if found.len() < MIN_WORDS {
        return None;
    }
    let speaker = quote.speaker.and_then(|id| source.analysis.actors.get(id.0 as usize)).map(actor_key);
    let extent = quote.extent();
    Some(Known {
        article,
        span: extent,
        words: found.into(),
        speaker,
        published: source.analysis.article.published,
        profile: source.profile(extent, Modality::Asserted, None),
    })
}

fn words_of<'a>(source: &'a ProfileSource<'_>, piece: Span) -> impl Iterator<Item = Word> + 'a {
    words(&source.text[piece], piece.start).map(move |span| {
        let lower = source.text[span].to_lowercase().replace('’', "'");
        Word {
            hash: hash_word(lower.as_bytes()),
            start: span.start as u32,
            end: span.end as u32,
            is_telling: source.concepts.weight(&lower) >= 0.9,
            is_negation: role("", &lower, "", "") == Role::Negation,
            is_number: lower.bytes().any(|byte| byte.is_ascii_digit()),
        }
    })
}

/// The quoted words of mixed content.
fn between_marks(text: &str, content: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut open = None;
    for (idx, c) in text[content].char_indices() {
        let at = content.start + idx;
        match (c, open) {
            ('“', None) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”', Some(start)) | ('"', Some(start)) => {
                pieces.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    pieces.extend(open.map(|start| Span::new(start, content.end)));
    pieces
}

/// Runs of three words with two that tell something; pairs of concepts of the same speaker.
fn keys(quote: &Known) -> Vec<u64> {
    let mut keys = Vec::new();
    for run in quote.words.windows(3).filter(|run| run.iter().filter(|word| word.is_telling).count() >= 2) {
        keys.push(run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, word| mix(h, word.hash)));
    }
    if let Some(speaker) = quote.speaker {
        let mut concepts: Vec<Concept> =
            quote.profile.terms.iter().filter(|term| term.weight >= 0.9).map(|term| term.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts.truncate(6);
        for (idx, x) in concepts.iter().enumerate() {
            keys.extend(concepts[idx + 1..].iter().map(|y| mix(mix(mix(1, speaker), *x), *y)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn mix(hash: u64, word: u32) -> u64 {
    (hash ^ u64::from(word)).wrapping_mul(0x0100_0000_01b3)
}

fn compare(a: &Known, b: &Known, concepts: &ConceptTables) -> Option<Judgement> {
    let speakers_differ = a.speaker.zip(b.speaker).is_some_and(|(x, y)| x != y);
    let same_speaker = a.speaker.is_some() && a.speaker == b.speaker;
    let pairs = align(&a.words, &b.words);
    let shorter = a.words.len().min(b.words.len());
    let telling = pairs.iter().filter(|(p, _)| a.words[*p].is_telling).count();
    let changes = changes(&pairs);
    let is_whole = pairs.len() == shorter && changes.is_empty();
    let enough = telling >= MIN_TELLING || same_speaker && telling >= 2 && is_whole;
    if enough && (pairs.len() * 10 >= shorter * 7 || pairs.len() >= 12) {
        let share = pairs.len() as f32 / shorter as f32;
        let (relation, reason) = verdict(a, b, &changes, speakers_differ);
        let confidence = if speakers_differ { share * 0.7 } else { 0.4 + share * 0.6 };
        let mut judgement = Judgement::new(relation, reason, confidence);
        judgement.evidence = if changes.is_empty() { vec![common(a, b, &pairs)] } else { shown(a, b, &changes) };
        return Some(judgement);
    }
    if same_speaker { reworded(a, b, concepts) } else { None }
}

/// The same speaker says much the same in other words within some days: translated or reported anew.
fn reworded(a: &Known, b: &Known, concepts: &ConceptTables) -> Option<Judgement> {
    let days = a.published.zip(b.published).map(|(x, y)| (x.day_number() - y.day_number()).abs());
    if days.is_some_and(|days| days > SAME_OCCASION_DAYS) || a.profile.is_negative != b.profile.is_negative {
        return None;
    }
    let shared = Shared::of(&a.profile, &b.profile, concepts);
    let likeness = shared.likeness(&a.profile, &b.profile);
    if likeness < LIKE_TRANSLATIONS || shared.opposed.is_some() || shared.n_telling(&a.profile) < 3 {
        return None;
    }
    let mut judgement = Judgement::new(RelationKind::Compatible, Some(Reason::Wording), likeness * 0.8);
    let terms = |p: u16, q: u16| (a.profile.terms[p as usize].span, b.profile.terms[q as usize].span);
    judgement.evidence =
        shared.pairs.iter().map(|(p, q)| terms(*p, *q)).map(|(x, y)| Evidence::new(x, y, "words")).collect();
    judgement.evidence.sort_by_key(|shown| (shown.a, shown.b));
    Some(judgement)
}

/// Most words of a change that turns what is said round: more of them are another remark ("is just not true").
const MAX_NEGATION: usize = 3;

/// What the changed words change: a "not" or a figure is a conflict about what was said.
fn verdict(a: &Known, b: &Known, changes: &[Change], speakers_differ: bool) -> (RelationKind, Option<Reason>) {
    if changes.is_empty() {
        return (RelationKind::Same, None);
    }
    if speakers_differ {
        return (RelationKind::Compatible, Some(Reason::Wording));
    }
    let count = |longest: usize, is: fn(&Word) -> bool| {
        let of = |words: &[Word], range: (usize, usize)| words[range.0..range.1].iter().filter(|word| is(word)).count();
        let brief = changes.iter().filter(|change| change.len() <= longest);
        brief.map(|change| (of(&a.words, change.a), of(&b.words, change.b))).fold((0, 0), |x, y| (x.0 + y.0, x.1 + y.1))
    };
    let (negations_a, negations_b) = count(MAX_NEGATION, |word| word.is_negation);
    let (numbers_a, numbers_b) = count(MAX_CHANGE, |word| word.is_number);
    if negations_a % 2 != negations_b % 2 {
        (RelationKind::Conflict, Some(Reason::Polarity))
    } else if numbers_a > 0 && numbers_b > 0 {
        (RelationKind::Conflict, Some(Reason::Number))
    } else {
        (RelationKind::Compatible, Some(Reason::Wording))
    }
}

/// Words between two that agree: positions `from..to` on both sides, one of them possibly empty.
#[derive(Debug, Clone, Copy)]
struct Change {
    a: (usize, usize),
    b: (usize, usize),
}

impl Change {
    fn len(self) -> usize {
        (self.a.1 - self.a.0).max(self.b.1 - self.b.0)
    }
}

fn changes(pairs: &[(usize, usize)]) -> Vec<Change> {
    let gaps = pairs.windows(2).map(|pair| Change { a: (pair[0].0 + 1, pair[1].0), b: (pair[0].1 + 1, pair[1].1) });
    gaps.filter(|change| change.a.0 < change.a.1 || change.b.0 < change.b.1).collect()
}

fn common(a: &Known, b: &Known, pairs: &[(usize, usize)]) -> Evidence {
    let (first, last) = (pairs[0], pairs[pairs.len() - 1]);
    Evidence::new(stretch(&a.words, first.0, last.0 + 1), stretch(&b.words, first.1, last.1 + 1), "words")
}

/// The changed words of both sides; where one side has none, the word before and the one after.
fn shown(a: &Known, b: &Known, changes: &[Change]) -> Vec<Evidence> {
    let widen = |(from, to): (usize, usize)| if from == to { (from - 1, to + 1) } else { (from, to) };
    let of = |words: &[Word], range: (usize, usize)| {
        let (from, to) = widen(range);
        stretch(words, from, to)
    };
    changes.iter().map(|change| Evidence::new(of(&a.words, change.a), of(&b.words, change.b), "wording")).collect()
}

fn stretch(words: &[Word], from: usize, to: usize) -> Span {
    Span::new(words[from].start as usize, words[to - 1].end as usize)
}

/// The best local alignment (Smith and Waterman 1981): positions that agree, in order.
///
/// Cost is the product of the lengths, which [`MAX_WORDS`] bounds.
fn align(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut scores = vec![0i32; (a.len() + 1) * width];
    let mut best = (0, 0, 0);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let diagonal = scores[i * width + j] + if x.hash == y.hash { 2 } else { -1 };
            let score = diagonal.max(scores[i * width + j + 1] - 1).max(scores[(i + 1) * width + j] - 1).max(0);
            scores[(i + 1) * width + j + 1] = score;
            if score > best.0 {
                best = (score, i + 1, j + 1);
            }
        }
    }
    let (mut i, mut j) = (best.1, best.2);
    let mut pairs = Vec::new();
    while i > 0 && j > 0 && scores[i * width + j] > 0 {
        let (score, agree) = (scores[i * width + j], a[i - 1].hash == b[j - 1].hash);
        if score == scores[(i - 1) * width + j - 1] + if agree { 2 } else { -1 } {
            (i, j) = (i - 1, j - 1);
            if agree {
                pairs.push((i, j));
            }
        } else if score == scores[(i - 1) * width + j] - 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}
