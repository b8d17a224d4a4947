//! Units: what the models of this stage read. A quotation is one unit, any other token is one.
//!
//! Folding quotations keeps the grammar around them visible: `“…” Ana Novak told reporters .`

use crate::model::BlockKind;
use crate::quotes::features::mix;
use crate::syntax::{Rel, Tag};
use crate::text::{Document, Quotation, Shape, TokenKind};

/// A token outside quotations, or a whole quotation with its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// Token that stands for it in the tree: the highest one of a quotation.
    pub top: u32,
    /// Hash of the lower-cased word; of the outline for a quotation.
    pub word: u32,
    /// Word class, mark or outline: a small number that features are built from.
    pub class: u32,
    /// Sentence-like group it belongs to.
    pub group: u32,
    /// Row of the cue lexicon plus one; 0 for other words.
    pub cue: u16,
    /// True for a quotation.
    pub quoted: bool,
    /// True for a quotation written like the title of a work: "The Road to Lund".
    pub title: bool,
    /// Group of words with the same neighbours; 0 for none.
    pub cluster: u8,
}

/// Units between two sentence ends that stand outside quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// First unit.
    pub first: u32,
    /// One past the last unit.
    pub last: u32,
    /// Its block.
    pub block: u32,
    /// True if it is nothing but quotations and marks.
    pub only_quoted: bool,
    /// False for boilerplate and bylines.
    pub news: bool,
}

/// The units and groups of a document, in text order.
#[derive(Debug, Default)]
pub struct Units {
    /// All units.
    pub units: Vec<Unit>,
    /// All groups; together they cover the units.
    pub groups: Vec<Group>,
    /// For each token, the relations of its dependents as a set of bits.
    pub dependents: Vec<u32>,
}

/// Row plus one of a dash.
pub const DASH: u16 = 2;

/// Row plus one of verbs that the cue lexicon does not list, in a group with a long quotation.
pub const OTHER_VERB: u16 = 3;

/// Classes of quotation units start here; those of words lie below.
const QUOTED_CLASS: u32 = 1 << 16;

impl Units {
    /// Folds the quotations of a document. `cue_of` gives a token's row of the cue lexicon plus one. Linear.
    pub fn new(document: &Document<'_>, cue_of: impl Fn(usize) -> u16) -> Units {
        let mut built = Units { units: Vec::with_capacity(document.tokens.len()), ..Units::default() };
        built.dependents = dependents(document);
        let mut quotations = document.quotations.iter().peekable();
        let mut idx = 0;
        let mut first_unit = 0;
        for (sentence_idx, sentence) in document.sentences.iter().enumerate() {
            let end = sentence.last as usize;
            idx = idx.max(sentence.first as usize);
            while idx < end {
                while quotations.peek().is_some_and(|quotation| (quotation.close as usize) <= idx) {
                    quotations.next();
                }
                let group = built.groups.len() as u32;
                let unit = match quotations.peek() {
                    Some(quotation) if (quotation.open as usize) <= idx => quoted_unit(document, quotation, idx, group),
                    _ => word_unit(document, idx, group, cue_of(idx)),
                };
                idx = unit.last as usize;
                built.units.push(unit);
            }
            let next = document.sentences.get(sentence_idx + 1);
            let same_block = next.is_some_and(|next| next.block == sentence.block);
            if idx > end && same_block {
                continue;
            }
            built.close_group(document, first_unit, sentence.block);
            first_unit = built.units.len();
        }
        built
    }

    /// True for a block that is one short quotation without a final mark: a heading, which nobody says there.
    fn is_heading(&self, document: &Document<'_>, first: usize, block: u32) -> bool {
        const LONGEST: usize = 14;
        let units = &self.units[first..];
        let whole = document.blocks[block as usize].span;
        let Some((one, rest)) = units.split_first().filter(|(one, _)| one.quoted) else { return false };
        let begins = document.tokens[one.first as usize].start as usize <= whole.start;
        let ends = document.tokens[one.last as usize - 1].end as usize >= whole.end;
        let no_mark = one.class >> 4 & 7 == 0;
        rest.is_empty() && begins && ends && no_mark && (one.last - one.first) as usize <= LONGEST
    }

    fn close_group(&mut self, document: &Document<'_>, first: usize, block: u32) {
        let units = &self.units[first..];
        if units.is_empty() {
            return;
        }
        let kind = document.blocks[block as usize].kind;
        let long = |unit: &Unit| unit.quoted && unit.class & 7 >= 2;
        if units.iter().any(long) {
            for unit in &mut self.units[first..] {
                let token = &document.tokens[unit.first as usize];
                let verb = matches!(token.tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz);
                if unit.cue == 0 && !unit.quoted && verb && token.is_word() {
                    unit.cue = OTHER_VERB;
                }
            }
        }
        let units = &self.units[first..];
        self.groups.push(Group {
            first: first as u32,
            last: self.units.len() as u32,
            block,
            only_quoted: units.iter().any(|unit| unit.quoted)
                && units.iter().all(|unit| unit.quoted || !document.tokens[unit.first as usize].is_word()),
            news: !matches!(kind, BlockKind::Boilerplate | BlockKind::Byline)
                && !self.is_heading(document, first, block),
        });
    }
}

fn word_unit(document: &Document<'_>, idx: usize, group: u32, cue: u16) -> Unit {
    let token = &document.tokens[idx];
    let capital = u32::from(token.tag == Tag::Nnp && token.shape.has(Shape::ALL_CAPS));
    let kind = if token.is_word() { 0 } else { token.kind as u32 };
    let class = token.tag as u32 | kind << 6 | capital << 12;
    // Letters outside ASCII change more than a bit when they are made small.
    let ascii = document.word(idx).is_ascii();
    Unit {
        first: idx as u32,
        last: idx as u32 + 1,
        top: idx as u32,
        word: token.hash,
        class,
        group,
        cue,
        quoted: false,
        title: false,
        cluster: if ascii { token.cluster } else { crate::syntax::cluster_of(document.lower(idx)) },
    }
}

fn dependents(document: &Document<'_>) -> Vec<u32> {
    let nodes = document.tree.nodes();
    let mut sets = vec![0u32; document.tokens.len()];
    for (idx, node) in nodes.iter().enumerate() {
        if node.head as usize != idx {
            sets[node.head as usize] |= 1 << node.rel as u32;
        }
    }
    sets
}

/// The first of the first tokens of a quotation whose head lies outside it.
fn top_of(document: &Document<'_>, first: u32, last: u32) -> u32 {
    const REACH: u32 = 60;
    let nodes = document.tree.nodes();
    let outside = |idx: &u32| {
        let node = &nodes[*idx as usize];
        node.rel != Rel::Punct && (node.head < first || node.head >= last || node.head == *idx)
    };
    (first..last.min(first + REACH)).find(outside).unwrap_or(first)
}

/// True for words of which all but short ones and those in lower case by custom have capitals, two of them at least.
fn is_title(document: &Document<'_>, tokens: std::ops::Range<usize>) -> bool {
    const LONGEST: usize = 14;
    const SMALL: usize = 4;
    if tokens.len() > LONGEST {
        return false;
    }
    let (mut capitals, mut others) = (0, 0);
    for idx in tokens {
        let token = &document.tokens[idx];
        if token.is_capitalised() {
            capitals += 1;
        } else if token.is_word() && (token.tag.is_verb() || (token.end - token.start) as usize > SMALL) {
            others += 1;
        }
    }
    capitals >= 2 && others == 0
}

/// A quotation, or what is left of it from `idx` on, seen from outside: its length, first letter and last mark.
fn quoted_unit(document: &Document<'_>, quotation: &Quotation, idx: usize, group: u32) -> Unit {
    let first = idx as u32;
    let inside = quotation.first.max(first) as usize..quotation.last as usize;
    let words = inside.clone();
    let n_words = document.tokens[inside.clone()].iter().filter(|token| token.is_word()).take(12).count();
    let length = match n_words {
        0..=1 => 0,
        2 => 1,
        3..=4 => 2,
        5..=9 => 3,
        _ => 4,
    };
    let capital =
        document.tokens[inside.clone()].iter().find(|token| token.is_word()).is_some_and(|t| t.is_capitalised());
    let end = match document.tokens[inside].last().map(|token| token.kind) {
        Some(TokenKind::Comma) => 1,
        Some(TokenKind::Stop) => 2,
        Some(TokenKind::Question | TokenKind::Exclamation) => 3,
        Some(TokenKind::Dash | TokenKind::Ellipsis) => 4,
        _ => 0,
    };
    // The comma of “The door is open”, said the envoy: as if it stood inside the marks.
    let next = document.tokens.get(quotation.close as usize);
    let outside = end == 0 && capital && length >= 2 && next.is_some_and(|next| next.kind == TokenKind::Comma);
    let end = if outside { 1 } else { end };
    let class = QUOTED_CLASS | length | u32::from(capital) << 3 | end << 4;
    let last = quotation.close.max(first + 1) + u32::from(outside);
    Unit {
        first,
        last,
        top: top_of(document, first, last),
        word: mix(77, class, 0),
        class,
        group,
        cue: 0,
        quoted: true,
        title: is_title(document, words),
        cluster: 0,
    }
}
