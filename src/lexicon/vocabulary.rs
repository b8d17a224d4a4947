//! The words that any table lists, each with a small number.

use crate::text::hash_word;

/// Number of a word in the [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WordId(pub u16);

impl WordId {
    /// A word that no table lists.
    pub const UNKNOWN: WordId = WordId(0);

    /// Position in a [`WordMap`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The words that any table lists, lower-cased, apostrophes straight.
///
/// Filled while tables are loaded, read-only afterwards; looked up once for each token.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<Box<str>>,
    /// High half of a word's hash and its number; 0 for a free slot.
    slots: Vec<(u16, u16)>,
    traits: WordMap<Traits>,
}

/// What the text layer knows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits {
    /// Keeps its dot, and how.
    pub(crate) abbreviation: Option<Abbreviation>,
    /// Often the first word of a sentence and hardly ever part of a name.
    pub(crate) opener: bool,
}

/// How an abbreviation behaves before white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Abbreviation {
    /// `Dr.`: stands before a name, never ends a sentence.
    Title,
    /// `Inc.`: may end a sentence.
    Company,
    /// `Sept.`: stands before a day, may end a sentence.
    Month,
    /// `Sat.`: only before a number or a comma; else an ordinary word and a full stop.
    Day,
    /// `no.`: only before a number; else an ordinary word and a full stop.
    Number,
    /// `p.m.`: ends a sentence unless a day, a month or a time zone follows.
    Hour,
    /// `e.g.`: never ends a sentence.
    Inner,
    /// `etc.`, `Ave.`: may end a sentence.
    Other,
}

impl Abbreviation {
    /// The kind that a table calls so.
    pub fn from_name(name: &str) -> Option<Abbreviation> {
        Some(match name {
            "title" => Abbreviation::Title,
            "company" => Abbreviation::Company,
            "month" => Abbreviation::Month,
            "day" => Abbreviation::Day,
            "number" => Abbreviation::Number,
            "hour" => Abbreviation::Hour,
            "inner" => Abbreviation::Inner,
            "other" => Abbreviation::Other,
            _ => return None,
        })
    }
}

impl Vocabulary {
    /// An empty vocabulary.
    pub fn new() -> Vocabulary {
        Vocabulary { words: vec!["".into()], slots: vec![(0, 0); 1024], traits: WordMap::new() }
    }

    /// The word's number, given now if it is new. The word must be lower case.
    pub fn intern(&mut self, word: &str) -> WordId {
        let hash = hash_word(word.as_bytes());
        let known = self.find(hash, word);
        if known != WordId::UNKNOWN || self.words.len() >= usize::from(u16::MAX) {
            return known;
        }
        if self.words.len() * 3 > self.slots.len() {
            self.grow();
        }
        let id = self.words.len() as u16;
        self.words.push(word.into());
        self.insert(hash, id);
        WordId(id)
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 2];
        for id in 1..self.words.len() {
            self.insert(hash_word(self.words[id].as_bytes()), id as u16);
        }
    }

    fn insert(&mut self, hash: u32, id: u16) {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot].1 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (tag_of(hash), id);
    }

    /// The number of a lower-case word with this hash, or [`WordId::UNKNOWN`]. Constant time.
    #[inline]
    pub fn find(&self, hash: u32, lower: &str) -> WordId {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (slot_tag, id) = self.slots[slot];
            if id == 0 {
                return WordId::UNKNOWN;
            }
            if slot_tag == tag_of(hash) && &*self.words[id as usize] == lower {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Number of words, the unknown one included.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True if no word is listed.
    pub fn is_empty(&self) -> bool {
        self.words.len() <= 1
    }

    /// Lists an abbreviation (lower case, without its last dot) that keeps its dot.
    pub fn add_abbreviation(&mut self, word: &str, kind: Abbreviation) {
        for form in [word, &format!("{word}.")] {
            let id = self.intern(form);
            let traits = Traits { abbreviation: Some(kind), ..self.traits.get(id) };
            self.traits.set(id, traits);
        }
    }

    /// How a word abbreviates, with or without its last dot.
    pub fn abbreviation(&self, word: WordId) -> Option<Abbreviation> {
        self.traits.get(word).abbreviation
    }

    /// Lists a lower-case word that often opens a sentence and is hardly ever part of a name.
    pub fn add_opener(&mut self, word: &str) {
        let id = self.intern(word);
        let traits = Traits { opener: true, ..self.traits.get(id) };
        self.traits.set(id, traits);
    }

    /// True if the word often opens a sentence and is hardly ever part of a name.
    pub fn is_opener(&self, word: WordId) -> bool {
        self.traits.get(word).opener
    }
}

fn tag_of(hash: u32) -> u16 {
    (hash >> 16) as u16
}

/// A value for each word of the vocabulary; words without one have the default.
#[derive(Debug, Clone, Default)]
pub struct WordMap<V> {
    values: Vec<V>,
}

impl<V: Copy + Default> WordMap<V> {
    /// A map without values.
    pub fn new() -> WordMap<V> {
        WordMap { values: Vec::new() }
    }

    /// Sets a word's value.
    pub fn set(&mut self, word: WordId, value: V) {
        if self.values.len() <= word.index() {
            self.values.resize(word.index() + 1, V::default());
        }
        self.values[word.index()] = value;
    }

    /// A word's value; the default for the unknown word.
    pub fn get(&self, word: WordId) -> V {
        self.values.get(word.index()).copied().unwrap_or_default()
    }
}
