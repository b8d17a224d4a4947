//! An article's blocks: headline, byline, dateline, lede, paragraphs, captions, boilerplate.
//!
//! The body reaches from the first to the last solid paragraph. Before it stand headline and byline,
//! after it credits, widgets and comments. Posture: a paragraph must not be lost, so that a block is
//! boilerplate only by a phrase, by its look, or as one of several odd lines after the body.

use super::boilerplate::{Noise, find_noise, is_caption, is_chatter, looks_like_control};
use super::dateline::{find_dateline, is_byline, is_person};
use super::lines::{Piece, begins_item, end_mark, join_lines};
use crate::model::{Block, BlockKind};
use crate::span::Span;

/// Finds the blocks of a clean text, in text order, not overlapping, covering all visible text. Linear in its length.
pub fn find_blocks(text: &str) -> Vec<Block> {
    let pieces = join_lines(text);
    let mut looks: Vec<Look> = pieces.iter().map(|piece| Look::new(text, *piece)).collect();
    drop_lone_dashes(text, &mut looks);
    let mut kinds = vec![BlockKind::Paragraph; pieces.len()];
    let body = Body::find(&looks);
    name_head(text, &looks, &mut kinds, body.first);
    name_body(text, &looks, &mut kinds, body);
    name_tail(text, &looks, &mut kinds, body.last);
    rescue(&looks, &mut kinds);
    if let Some(lede) = kinds.iter().position(|kind| *kind == BlockKind::Paragraph) {
        kinds[lede] = BlockKind::Lede;
    }
    let mut blocks = Vec::with_capacity(pieces.len() + 1);
    for (idx, (piece, kind)) in pieces.iter().zip(&kinds).enumerate() {
        let mut span = piece.span;
        if matches!(kind, BlockKind::Lede | BlockKind::Paragraph | BlockKind::Caption) && idx < body.first + 2 {
            if let Some(dateline) = find_dateline(&text[span]) {
                let cut = span.start + dateline.end;
                blocks.push(Block::new(Span::new(span.start, cut), BlockKind::Dateline));
                span.start = cut + (text[cut..span.end].len() - text[cut..span.end].trim_start().len());
            }
        }
        if !span.is_empty() {
            blocks.push(Block::new(span, *kind));
        }
    }
    blocks
}

/// What a piece looks like by itself.
#[derive(Debug, Clone, Copy)]
struct Look {
    span: Span,
    /// Words; at most [`MANY_WORDS`].
    n_words: usize,
    end: Option<char>,
    noise: Option<Noise>,
    byline: bool,
    caption: bool,
    item: bool,
}

/// Words are counted up to here.
const MANY_WORDS: usize = 120;

impl Look {
    fn new(text: &str, piece: Piece) -> Look {
        let block = &text[piece.span];
        let n_words = block.split_ascii_whitespace().take(MANY_WORDS).count();
        let noise = find_noise(block, n_words).or_else(|| looks_like_control(block, n_words).then_some(Noise::Block));
        Look {
            span: piece.span,
            n_words,
            end: end_mark(block).or_else(|| block.ends_with(':').then_some(':')),
            noise,
            byline: is_byline(block, n_words),
            caption: is_caption(block, n_words),
            item: begins_item(text, piece.span),
        }
    }

    /// A paragraph for certain: long, or a whole sentence of some length.
    fn is_solid(&self) -> bool {
        let plain = self.noise.is_none() && !self.byline && !self.caption;
        plain && (self.n_words >= 30 || self.end.is_some() && self.n_words >= 15 || self.is_sentence())
    }

    fn is_sentence(&self) -> bool {
        matches!(self.end, Some('.' | '…' | '。' | ':')) && self.n_words >= 8
    }

    fn is_plain(&self) -> bool {
        self.noise.is_none() && !self.byline && !self.caption
    }
}

/// The first and the last solid block.
#[derive(Debug, Clone, Copy)]
struct Body {
    first: usize,
    last: usize,
}

impl Body {
    fn find(looks: &[Look]) -> Body {
        let solid = looks.iter().position(Look::is_solid);
        let whole = |look: &Look| look.is_plain() && look.end.is_some() && look.n_words >= 3;
        let first = solid.or_else(|| looks.iter().position(whole)).or_else(|| looks.iter().position(Look::is_plain));
        let last = looks.iter().rposition(Look::is_solid).or_else(|| looks.iter().rposition(whole));
        let first = first.unwrap_or(0);
        // A text that has a headline as its first solid block begins its body after it.
        let later = looks.iter().skip(first + 1).position(Look::is_solid).map(|idx| first + 1 + idx);
        let first = match later {
            Some(next)
                if solid == Some(first) && first < 3 && looks[first].n_words <= 30 && looks[first].end.is_none() =>
            {
                next
            }
            _ => first,
        };
        Body { first, last: last.unwrap_or(first).max(first) }
    }
}

/// A dash makes a list only with others: alone it introduces a speaker or a source.
fn drop_lone_dashes(text: &str, looks: &mut [Look]) {
    let first = |look: &Look| text[look.span].chars().next().filter(|c| look.item && matches!(c, '-' | '–' | '—'));
    for idx in 0..looks.len() {
        let Some(dash) = first(&looks[idx]) else { continue };
        let same = |other: Option<&Look>| other.is_some_and(|other| text[other.span].starts_with(dash));
        let paired = same(idx.checked_sub(1).and_then(|i| looks.get(i))) || same(looks.get(idx + 1));
        looks[idx].item = paired;
    }
}

/// Headline, byline, kicker and navigation before the body.
fn name_head(text: &str, looks: &[Look], kinds: &mut [BlockKind], body: usize) {
    let head = &looks[..body.min(looks.len())];
    let fits = |(idx, look): (usize, &Look)| {
        let open = matches!(look.end, None | Some('?' | '!'));
        look.is_plain() && !look.item && look.n_words <= 40 && (open || is_headline(text, look, &looks[idx + 1..]))
    };
    let longest = head.iter().enumerate().position(|(idx, look)| look.n_words >= 4 && fits((idx, look)));
    let headline = longest.or_else(|| head.iter().enumerate().position(fits));
    let mut titled = false;
    for (idx, look) in head.iter().enumerate() {
        let block = &text[look.span];
        kinds[idx] = if look.byline {
            BlockKind::Byline
        } else if look.noise.is_some() {
            BlockKind::Boilerplate
        } else if look.caption {
            BlockKind::Caption
        } else if Some(idx) == headline || titled && headline.is_some_and(|h| is_same(text, looks[h].span, look.span)) {
            titled = true;
            BlockKind::Headline
        } else if look.item {
            if look.n_words <= 3 { BlockKind::Boilerplate } else { BlockKind::List }
        } else if !titled && look.n_words <= 3 && look.end.is_none() {
            BlockKind::Boilerplate
        } else if titled && is_person(block) {
            BlockKind::Byline
        } else if look.end.is_some() && look.n_words >= 3 {
            BlockKind::Paragraph
        } else {
            BlockKind::Subheading
        };
    }
    if headline.is_none() && looks.len() > body + 1 && is_headline(text, &looks[body], &looks[body + 1..]) {
        kinds[body] = BlockKind::Headline;
    }
}

/// A first block with a full stop that is a headline all the same: `EU urges reforms in Ukraine.`
fn is_headline(text: &str, look: &Look, rest: &[Look]) -> bool {
    const RUNNING: &[&str] = &[
        "the", "a", "an", "was", "were", "has", "had", "have", "is", "are", "been", "that", "he", "she", "they", "it",
        "said", "his", "her", "their", "who", "which",
    ];
    let block = &text[look.span];
    let followed =
        rest.iter().take(4).any(Look::is_solid) && rest.iter().take(3).any(|next| next.n_words > look.n_words / 2);
    if !followed || look.item || look.n_words > 24 || !matches!(look.end, Some('.')) || block.contains(". ") {
        return false;
    }
    let running = block
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| RUNNING.iter().any(|known| word.eq_ignore_ascii_case(known)))
        .count();
    let long = || block.split_whitespace().filter(|word| word.len() >= 4);
    let n_capital = long().filter(|word| word.chars().any(char::is_uppercase)).count();
    let title_case = long().count() >= 3 && n_capital * 10 >= long().count() * 8;
    title_case || running == 0 && look.n_words <= 12
}

/// Paragraphs, subheadings, lists and captions.
fn name_body(text: &str, looks: &[Look], kinds: &mut [BlockKind], body: Body) {
    for idx in body.first..looks.len().min(body.last + 1) {
        if kinds[idx] == BlockKind::Headline {
            continue;
        }
        let look = &looks[idx];
        let block = &text[look.span];
        kinds[idx] = if look.noise.is_some() {
            BlockKind::Boilerplate
        } else if look.caption {
            BlockKind::Caption
        } else if look.byline {
            BlockKind::Byline
        } else if look.item {
            BlockKind::List
        } else if is_subheading(block, look) && body.last > body.first {
            BlockKind::Subheading
        } else {
            BlockKind::Paragraph
        };
    }
}

fn is_subheading(block: &str, look: &Look) -> bool {
    let begins = block.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '\'' | '‘'));
    let capitals = look.n_words <= 3 && block.len() > 3 && !block.contains(char::is_lowercase);
    let quoted = block.contains(['"', '“', '”', '«']);
    begins
        && !quoted
        && (capitals || look.end.is_none() && look.n_words <= 10 && !block.ends_with([':', ',', ';', '-', '—', '–']))
}

/// Credits, widgets, comments and sample texts after the body.
fn name_tail(text: &str, looks: &[Look], kinds: &mut [BlockKind], body: usize) {
    let tail = looks.get(body + 1..).unwrap_or_default();
    let n_solid = looks.iter().filter(|look| look.is_solid()).count();
    let quoted = |look: &Look| text[look.span].contains(['"', '“', '”', '«']);
    let plain = || tail.iter().filter(|look| look.is_plain());
    let n_odd = plain().filter(|look| is_chatter(&text[look.span]) || look.end.is_none()).count();
    let chatter = n_solid >= 2
        && plain().count() >= 2
        && n_odd * 2 >= plain().count()
        && plain().any(|look| is_chatter(&text[look.span]))
        && plain().all(|look| look.n_words <= 14 && !quoted(look) && !look.item);
    let mut over = false;
    for (look, kind) in tail.iter().zip(kinds.iter_mut().skip(body + 1)) {
        over |= look.noise == Some(Noise::Rest);
        let fragment = look.end.is_none() && look.n_words <= 6 && !look.item && !quoted(look);
        *kind = if look.byline {
            BlockKind::Byline
        } else if look.noise.is_some() || chatter || over {
            BlockKind::Boilerplate
        } else if look.caption {
            BlockKind::Caption
        } else if fragment && n_solid >= 2 {
            BlockKind::Boilerplate
        } else if look.item {
            BlockKind::List
        } else {
            BlockKind::Paragraph
        };
    }
}

/// No text is all boilerplate: where most of it would be, only short blocks keep that name.
fn rescue(looks: &[Look], kinds: &mut [BlockKind]) {
    let total: usize = looks.iter().map(|look| look.span.len()).sum();
    let sum = |wanted: fn(BlockKind) -> bool| -> usize {
        looks.iter().zip(&*kinds).filter(|(_, kind)| wanted(**kind)).map(|(look, _)| look.span.len()).sum()
    };
    let lost = sum(|kind| kind == BlockKind::Boilerplate);
    let text =
        sum(|kind| matches!(kind, BlockKind::Paragraph | BlockKind::Headline | BlockKind::List | BlockKind::Caption));
    if text > 0 && lost * 10 <= total * 6 {
        return;
    }
    let none_left = text == 0;
    for (look, kind) in looks.iter().zip(kinds) {
        if *kind == BlockKind::Boilerplate && (none_left || look.n_words >= 12) {
            *kind = BlockKind::Paragraph;
        }
    }
}

/// True if two lines say the same, case and marks left aside.
fn is_same(text: &str, a: Span, b: Span) -> bool {
    let folded = |span: Span| text[span].chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    folded(a).eq(folded(b))
}
