//! Settings: what an article is about, so that two reports of one event are known as such.
//!
//! "Turnout was 67 percent" and "turnout reached 67 percent" share a word and a number; whether that is one election
//! stands in the first lines of their articles.

use super::concept::Concept;
use super::profile::ProfileSource;
use super::words::words;
use crate::model::{BlockKind, Date};
use crate::span::Span;
use crate::text::hash_word;

/// Bytes of the body whose words tell what an article is about.
const LEAD: usize = 700;
/// Days between articles about one event.
pub(crate) const EVENT_DAYS: i64 = 14;
/// Rare names that keys are made of, two by two.
const N_KEY_NAMES: usize = 10;
/// Fewest rare names that two articles about one event share, and the share of the side that has fewer of them.
const MIN_RARE: usize = 2;
const MIN_SHARE: f32 = 0.4;
/// Fewest telling words that they share.
const MIN_WORDS: usize = 4;

/// Words with a capital that name nobody.
const GENERIC: &[&str] = &[
    "agency",
    "army",
    "associated",
    "authorities",
    "bank",
    "chief",
    "city",
    "commissioner",
    "committee",
    "county",
    "court",
    "cross",
    "defence",
    "defense",
    "department",
    "director",
    "foreign",
    "general",
    "governor",
    "government",
    "health",
    "interior",
    "judge",
    "justice",
    "mayor",
    "minister",
    "ministry",
    "mrs",
    "national",
    "office",
    "officials",
    "party",
    "police",
    "press",
    "president",
    "prime",
    "province",
    "red",
    "reuters",
    "secretary",
    "senator",
    "sir",
    "spokesman",
    "spokeswoman",
    "state",
    "the",
    "union",
    "united",
    "university",
];

/// A name in the first lines of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SettingName {
    pub(crate) name: Concept,
    /// Where it stands first.
    pub(crate) span: Span,
    /// True unless a gazetteer knows whom it names: a president is in the news every day.
    pub(crate) is_rare: bool,
}

/// Names and telling words of an article's first lines, sorted, each once.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Setting {
    names: Box<[SettingName]>,
    words: Box<[Concept]>,
    published: Option<Date>,
    n_rare: u16,
    /// A bit for each rare name.
    rare: u64,
}

impl Setting {
    /// Reads the headline and the first lines of the body. Linear in their length.
    pub(crate) fn of(source: &ProfileSource<'_>) -> Setting {
        let (mut found, mut telling) = (Vec::new(), Vec::new());
        let is_body = |kind| matches!(kind, BlockKind::Headline | BlockKind::Lede | BlockKind::Paragraph);
        let blocks = source.analysis.article.blocks.iter().filter(|block| block.span.fits(source.text));
        let mut left = LEAD;
        for block in blocks.filter(|block| is_body(block.kind)) {
            if left == 0 {
                break;
            }
            let mut end = block.span.end.min(block.span.start + left);
            while !source.text.is_char_boundary(end) {
                end += 1;
            }
            let span = Span::new(block.span.start, end);
            // Capitals of headlines tell nothing.
            if block.kind != BlockKind::Headline {
                left -= left.min(span.len());
                found.extend(names(source, span));
            }
            telling.extend(telling_words(source, span));
        }
        found.sort();
        found.dedup_by_key(|name| name.name);
        telling.sort_unstable();
        telling.dedup();
        let rare = || found.iter().filter(|name| name.is_rare);
        Setting {
            n_rare: rare().count() as u16,
            rare: rare().fold(0, |bits, name| bits | 1 << (name.name >> 26)),
            names: found.into(),
            words: telling.into(),
            published: source.analysis.article.published,
        }
    }

    /// True if that word is a name here.
    pub(crate) fn has(&self, name: Concept) -> bool {
        self.names.binary_search_by_key(&name, |known| known.name).is_ok()
    }

    /// Names that both have, with their places on both sides.
    pub(crate) fn shared_names<'a>(&'a self, other: &'a Setting) -> impl Iterator<Item = (SettingName, SettingName)> {
        self.names.iter().filter_map(|name| {
            let place = other.names.binary_search_by_key(&name.name, |known| known.name).ok()?;
            Some((*name, other.names[place]))
        })
    }

    /// Number of telling words that both have.
    pub(crate) fn n_shared_words(&self, other: &Setting) -> usize {
        self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count()
    }

    /// True if both tell of one event: published within two weeks, with several names in common that are not in the
    /// news every day, and several words.
    pub(crate) fn is_of_one_event(&self, other: &Setting) -> bool {
        if !self.is_near(other) || !self.may_share(other) {
            return false;
        }
        let (n_shared, share) = self.rare_names(other);
        n_shared >= MIN_RARE && share >= MIN_SHARE && self.n_shared_words(other) >= MIN_WORDS
    }

    /// False only if they share too few rare names for one event.
    fn may_share(&self, other: &Setting) -> bool {
        let most = |x: &Setting, y: &Setting| u32::from(x.n_rare) - (x.rare & !y.rare).count_ones();
        let fewer = self.n_rare.min(other.n_rare);
        most(self, other).min(most(other, self)) as f32 >= (MIN_SHARE * f32::from(fewer)).max(MIN_RARE as f32)
    }

    /// The same, sure enough to put both into one story with all that either is in.
    pub(crate) fn is_of_one_story(&self, other: &Setting) -> bool {
        let (n_shared, share) = self.rare_names(other);
        self.is_near(other) && n_shared > MIN_RARE && share >= 0.5 && self.n_shared_words(other) > 2 * MIN_WORDS
    }

    fn is_near(&self, other: &Setting) -> bool {
        let days = self.published.zip(other.published).map(|(x, y)| (x.day_number() - y.day_number()).abs());
        days.is_some_and(|days| days <= EVENT_DAYS)
    }

    /// Number of rare names that both have, and their share of the side that has fewer.
    fn rare_names(&self, other: &Setting) -> (usize, f32) {
        let n_shared = self.shared_names(other).filter(|(x, y)| x.is_rare && y.is_rare).count();
        (n_shared, n_shared as f32 / f32::from(self.n_rare.min(other.n_rare).max(1)))
    }

    /// Keys that two articles about one event share: each two rare names. The smallest hashes, so that both choose alike.
    pub(crate) fn keys(&self) -> Vec<u64> {
        let rare: Vec<Concept> =
            self.names.iter().filter(|name| name.is_rare).take(N_KEY_NAMES).map(|name| name.name).collect();
        let mut keys = Vec::with_capacity(rare.len() * rare.len() / 2);
        for (idx, x) in rare.iter().enumerate() {
            keys.extend(rare[idx + 1..].iter().map(|y| u64::from(*x) << 32 | u64::from(*y)));
        }
        keys
    }

    /// Keys of one thing said of this setting: with each of its names.
    pub(crate) fn keys_with(&self, what: Concept, keys: &mut Vec<u64>) {
        keys.extend(self.names.iter().take(2 * N_KEY_NAMES).map(|name| u64::from(what) << 32 | u64::from(name.name)));
    }
}

/// Words with a capital that are not the first of their sentence, nor titles, days or months.
pub(crate) fn names(source: &ProfileSource<'_>, span: Span) -> Vec<SettingName> {
    let sentences = &source.analysis.article.sentences;
    let is_time = |at: Span| source.analysis.times.iter().any(|time| time.span.overlaps(at));
    let mut found = Vec::new();
    for at in words(&source.text[span], span.start) {
        let word = &source.text[at];
        let is_capital = word.starts_with(char::is_uppercase) && word.len() > 2;
        let known = source.naming(at);
        let is_first = sentences.binary_search_by_key(&at.start, |sentence| sentence.start).is_ok();
        if !is_capital || is_first && known.is_none() {
            continue;
        }
        let lower = word.to_lowercase();
        if !GENERIC.contains(&lower.as_str()) && !is_time(at) {
            let is_rare = !known.unwrap_or(false);
            found.push(SettingName { name: hash_word(lower.as_bytes()), span: at, is_rare });
        }
    }
    found
}

fn telling_words(source: &ProfileSource<'_>, span: Span) -> Vec<Concept> {
    let lower = |at: Span| source.text[at].to_lowercase();
    let spoken = words(&source.text[span], span.start).map(lower);
    let telling = spoken.filter(|word| word.len() > 3 && source.concepts.weight(word) >= 1.0);
    telling.map(|word| source.concepts.concept(&word)).collect()
}
