//! Navigation, widgets, notices and captions: text around an article, by phrase and by look.

use aho_corasick::{AhoCorasick, MatchKind};
use once_cell::sync::Lazy;

use crate::lexicon::embedded;

const PHRASES: &str = include_str!("../lexicon/en/boilerplate.tsv");

/// What a phrase of the table says about its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Noise {
    /// The block is none of the article's text.
    Block,
    /// So are the short blocks after it: “Related stories”, “Leave a reply”.
    Rest,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Whole,
    Begins,
    Ends,
    Holds,
}

struct Phrase {
    how: How,
    n_words: usize,
    noise: Noise,
}

struct Phrases {
    automaton: Option<AhoCorasick>,
    rows: Vec<Phrase>,
}

impl Phrases {
    /// The phrases of the table that blocks of more than `n_words` words may have.
    fn load(n_words: usize) -> Phrases {
        let (mut rows, mut terms) = (Vec::new(), Vec::new());
        for row in embedded("boilerplate.tsv", PHRASES, 4) {
            let how = match row.cell(1) {
                "whole" => How::Whole,
                "begins" => How::Begins,
                "ends" => How::Ends,
                _ => How::Holds,
            };
            let noise = if row.cell(3) == "rest" { Noise::Rest } else { Noise::Block };
            let phrase = Phrase { how, n_words: row.cell(2).parse().unwrap_or(0), noise };
            if phrase.n_words > n_words {
                rows.push(phrase);
                terms.push(row.cell(0));
            }
        }
        let mut builder = AhoCorasick::builder();
        let automaton = builder.match_kind(MatchKind::Standard).ascii_case_insensitive(true).build(terms).ok();
        Phrases { automaton, rows }
    }
}

/// Blocks of more words than this are paragraphs, and few phrases make noise of one.
const FEW_WORDS: usize = 40;

static SHORT_BLOCKS: Lazy<Phrases> = Lazy::new(|| Phrases::load(0));
static LONG_BLOCKS: Lazy<Phrases> = Lazy::new(|| Phrases::load(FEW_WORDS));

/// Longest block that is looked at, in bytes.
const LONGEST: usize = 1200;

/// What the phrase table says about a block.
pub(super) fn find_noise(block: &str, n_words: usize) -> Option<Noise> {
    if block.len() > LONGEST {
        return None;
    }
    let table = if n_words > FEW_WORDS { &*LONG_BLOCKS } else { &*SHORT_BLOCKS };
    let inner = block.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '©' | '(' | ')' | ':'));
    let offset = inner.as_ptr() as usize - block.as_ptr() as usize;
    let ends =
        offset + inner.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ')' | '(' | ':')).len();
    let mut noise = None;
    for found in table.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(block)) {
        let phrase = &table.rows[found.pattern().as_usize()];
        let begins = found.start() <= offset;
        let fits = match phrase.how {
            How::Whole => begins && found.end() >= ends,
            How::Begins => begins,
            How::Ends => found.end() >= ends,
            How::Holds => true,
        };
        if fits && n_words <= phrase.n_words && is_whole_words(block, found.start(), found.end()) {
            noise = noise.max(Some(phrase.noise));
        }
    }
    noise
}

fn is_whole_words(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let letter = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_alphanumeric);
    let cut_before = start > 0 && letter(start) && letter(start - 1);
    let cut_after = letter(end) && letter(end - 1) && !bytes[end].is_ascii_digit();
    !cut_before && !cut_after
}

/// True for lines that no phrase lists but that look like controls: counters, menus, addresses.
pub(super) fn looks_like_control(block: &str, n_words: usize) -> bool {
    n_words <= 25
        && (is_counter(block, n_words) || is_menu(block) || is_address(block, n_words) || has_no_letters(block))
}

/// `1 view0 comments`, `17 comments`, `312 shares`
fn is_counter(block: &str, n_words: usize) -> bool {
    const COUNTED: &[&str] =
        &["view", "comment", "share", "like", "repl", "reaction", "read", "retweet", "response", "follower", "repost"];
    if n_words > 10 || !block.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = block.to_ascii_lowercase();
    let mut rest = lower.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | ' '));
    let Some(counted) = COUNTED.iter().find(|counted| rest.starts_with(**counted)) else { return false };
    rest = rest[counted.len()..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    rest.is_empty() || rest.contains(|c: char| c.is_ascii_digit()) || n_words <= 3
}

/// `Home | About | Archive`, `News » Europe » Sport`
fn is_menu(block: &str) -> bool {
    let n_bars = block.matches(['|', '»', '›', '→', '/', '•', '·']).count();
    let spaced =
        [" | ", " » ", " › ", " → ", " / ", " • ", " · "].iter().map(|bar| block.matches(bar).count()).sum::<usize>();
    n_bars >= 2 && spaced >= 2 && super::lines::end_mark(block).is_none()
}

fn is_address(block: &str, n_words: usize) -> bool {
    n_words == 1
        && (block.contains("://") || block.starts_with("www.") || block.contains('@') || block.starts_with('#'))
        || n_words > 0 && block.split_whitespace().all(|word| word.starts_with(['#', '@']) && word.len() > 1)
}

fn has_no_letters(block: &str) -> bool {
    !block.chars().any(char::is_alphanumeric)
}

/// True for the words under or about a picture.
pub(super) fn is_caption(block: &str, n_words: usize) -> bool {
    const BEGINNINGS: &[&str] = &[
        "photo:",
        "photos:",
        "image:",
        "picture:",
        "photograph:",
        "illustration:",
        "pictured:",
        "caption:",
        "credit:",
        "photo credit",
        "image credit",
        "picture credit",
        "photo by",
        "photos by",
        "image by",
        "file -",
        "file –",
        "file —",
        "file photo",
        "file picture",
        "file image",
        "a file photo",
        "in this file",
        "in this photo",
        "in this image",
        "courtesy of",
        "courtesy photo",
        "screenshot:",
        "video:",
        "graphic:",
        "photograph by",
        "illustration by",
    ];
    const CREDITS: &[&str] = &[
        "photo",
        "photos",
        "image",
        "images",
        "illustration",
        "screenshot",
        "courtesy",
        "getty",
        "shutterstock",
        "pixabay",
        "unsplash",
        "wikimedia",
        "handout",
        "composite",
        "photograph",
        "picture",
        "istock",
        "graphic",
        "flickr",
    ];
    if n_words > 90 {
        return false;
    }
    let starts =
        |beginning: &&str| block.get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning));
    if BEGINNINGS.iter().any(starts) {
        return true;
    }
    let closing = block.trim_end_matches(['.', ' ', ')', ']']);
    let credit = match (block.trim_end_matches(['.', ' ']).ends_with([')', ']']), closing.rfind(['(', '['])) {
        (true, Some(open)) => &closing[open + 1..],
        _ => return false,
    };
    let n_credit = credit.split_whitespace().count();
    let names_picture = credit
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| CREDITS.iter().any(|known| word.eq_ignore_ascii_case(known)));
    n_credit <= 10 && names_picture
}

/// True for a short line that talks to the reader or thanks somebody: comments under an article, sample texts of themes.
pub(super) fn is_chatter(block: &str) -> bool {
    const ADDRESS: &[&str] = &[
        "i", "me", "my", "you", "your", "you're", "you’re", "i'm", "i’m", "please", "thanks", "thank", "yes", "hi",
        "hello", "lol", "ok",
    ];
    let word_of_address = block
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .any(|word| ADDRESS.iter().any(|known| word.eq_ignore_ascii_case(known)));
    word_of_address || block.ends_with('!')
}
