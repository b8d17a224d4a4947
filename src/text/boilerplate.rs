//! Navigation, widgets, notices and captions: text around an article, by phrase and by look.

use once_cell::sync::Lazy;

use super::letters::{CAPITAL, DIGIT, SMALL, kind};
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

struct Phrase {
    text: &'static str,
    /// True if it is all of its block.
    whole: bool,
    n_words: usize,
    noise: Noise,
}

/// Phrases by their first two bytes.
struct Index {
    /// Sorted by bucket.
    rows: Vec<Phrase>,
    /// Where each bucket begins; one more at the end.
    buckets: Vec<u16>,
    /// A bit for each bucket that is not empty.
    filled: [u64; N_BUCKETS / 64],
}

const N_BUCKETS: usize = 1024;

/// The bucket of a phrase with these first bytes; the same for small letters and capitals.
fn bucket_of(bytes: [u8; 2]) -> usize {
    let [first, second] = bytes.map(|byte| usize::from(byte | 0x20));
    (first << 5 ^ second) % N_BUCKETS
}

impl Index {
    fn new(mut rows: Vec<Phrase>) -> Index {
        let bucket = |row: &Phrase| row.text.as_bytes().first_chunk().copied().map_or(0, bucket_of);
        rows.sort_by_key(bucket);
        let begins = |wanted: usize| rows.partition_point(|row| bucket(row) < wanted) as u16;
        let buckets = (0..=N_BUCKETS).map(begins).collect();
        let mut filled = [0; N_BUCKETS / 64];
        rows.iter().map(bucket).for_each(|bucket| filled[bucket / 64] |= 1 << (bucket % 64));
        Index { rows, buckets, filled }
    }

    #[inline]
    fn may_have(&self, first: u8, second: u8) -> bool {
        let bucket = bucket_of([first, second]);
        self.filled[bucket / 64] >> (bucket % 64) & 1 == 1
    }

    /// The phrases that stand at a place as whole words.
    fn at<'i>(&'i self, bytes: &'i [u8], start: usize) -> impl Iterator<Item = &'i Phrase> {
        let bucket = bytes[start..].first_chunk().copied().map_or(0, bucket_of);
        let range = usize::from(self.buckets[bucket])..usize::from(self.buckets[bucket + 1]);
        self.rows[range].iter().filter(move |row| row.stands_at(bytes, start))
    }
}

impl Phrase {
    fn stands_at(&self, bytes: &[u8], start: usize) -> bool {
        let end = start + self.text.len();
        bytes.get(start..end).is_some_and(|here| here.eq_ignore_ascii_case(self.text.as_bytes()))
            && is_whole_words(bytes, start, end)
    }
}

/// The phrases of the table by where they stand.
struct Phrases {
    /// At the start of a block, all of it or not.
    first: Index,
    /// Anywhere.
    inner: Index,
    /// At the end.
    last: Vec<Phrase>,
}

impl Phrases {
    /// The phrases of the table that blocks of more than `n_words` words may have.
    fn load(n_words: usize) -> Phrases {
        let (mut first, mut inner, mut last) = (Vec::new(), Vec::new(), Vec::new());
        for row in embedded("boilerplate.tsv", PHRASES, 4) {
            let noise = if row.cell(3) == "rest" { Noise::Rest } else { Noise::Block };
            let (rows, whole) = match row.cell(1) {
                "whole" => (&mut first, true),
                "begins" => (&mut first, false),
                "ends" => (&mut last, false),
                _ => (&mut inner, false),
            };
            debug_assert!(row.cell(1) != "holds" || row.cell(0).starts_with(|c: char| c.is_ascii_alphanumeric()));
            let phrase = Phrase { text: row.cell(0), whole, n_words: row.cell(2).parse().unwrap_or(0), noise };
            if phrase.n_words > n_words {
                rows.push(phrase);
            }
        }
        Phrases { first: Index::new(first), inner: Index::new(inner), last }
    }

    /// Calls `found` with each phrase of a block, whose words begin at or before `from` and end at or after `to`.
    /// Linear in the block.
    fn for_each(&self, block: &str, from: usize, to: usize, mut found: impl FnMut(&Phrase)) {
        let bytes = block.as_bytes();
        for start in 0..=from.min(bytes.len()) {
            let fits = |row: &&Phrase| !row.whole || start + row.text.len() >= to;
            self.first.at(bytes, start).filter(fits).for_each(&mut found);
        }
        // All phrases that may stand anywhere begin with a letter.
        let mut after_letter = false;
        for (start, pair) in bytes.windows(2).enumerate() {
            let is_letter = kind(pair[0]) & (SMALL | CAPITAL | DIGIT) != 0;
            if is_letter && !after_letter && self.inner.may_have(pair[0], pair[1]) {
                self.inner.at(bytes, start).for_each(&mut found);
            }
            after_letter = is_letter;
        }
        for row in &self.last {
            let Some(latest) = bytes.len().checked_sub(row.text.len()) else { continue };
            let stands = |start: usize| row.stands_at(bytes, start);
            if (to.saturating_sub(row.text.len())..=latest).any(stands) {
                found(row);
            }
        }
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
    table.for_each(block, offset, ends, |phrase| {
        if n_words <= phrase.n_words {
            noise = noise.max(Some(phrase.noise));
        }
    });
    noise
}

fn is_whole_words(bytes: &[u8], start: usize, end: usize) -> bool {
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
