//! Nouns behind which nobody stands: events, things, documents.

use super::{Vocabulary, WordId, WordMap, embedded};

const NOBODY: &str = include_str!("en/nobody.tsv");

/// Why nobody stands behind a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nobody {
    /// The table does not list it: it may be somebody.
    #[default]
    Unlisted,
    /// An event or a thing: it says nothing and wants nothing ("the parade", "the bridge").
    Thing,
    /// It says or shows something, but is no actor ("the report").
    Document,
}

/// Reads the table.
pub fn load_nobody(vocabulary: &mut Vocabulary) -> WordMap<Nobody> {
    let mut classes = WordMap::new();
    for row in embedded("nobody.tsv", NOBODY, 3) {
        let class = if row.cell(2) == "document" { Nobody::Document } else { Nobody::Thing };
        for word in [row.cell(0), row.cell(1)].into_iter().filter(|word| !word.is_empty()) {
            let id: WordId = vocabulary.intern(word);
            classes.set(id, class);
        }
    }
    classes
}
