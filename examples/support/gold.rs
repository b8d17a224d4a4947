//! Annotated articles: `NAME.txt` beside `NAME.json`, an analysis as a person would have it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use whosaid::eval::Optional;
use whosaid::model::{ClaimId, QuoteId};
use whosaid::{Analysis, Article};

/// An annotated article.
pub struct Gold {
    /// The article to analyse.
    pub article: Article,
    /// What a careful reader wants.
    pub expected: Analysis,
    /// What may be left out.
    pub optional: Optional,
}

#[derive(Deserialize)]
struct Marks {
    quotes: Vec<Mark<QuoteId>>,
    claims: Vec<Mark<ClaimId>>,
}

#[derive(Deserialize)]
struct Mark<I> {
    id: I,
    #[serde(default)]
    optional: bool,
}

impl<I: Copy> Mark<I> {
    fn if_optional(&self) -> Option<I> {
        self.optional.then_some(self.id)
    }
}

/// The JSON files of a folder, sorted by name; an error where there is none.
pub fn annotations(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    if paths.is_empty() { Err(format!("{}: no NAME.json in it", folder.display())) } else { Ok(paths) }
}

/// Reads one, its text too; errors name the file.
pub fn read(path: &Path) -> Result<Gold, String> {
    parse(path).map_err(|message| format!("{}: {message}", path.display()))
}

fn parse(path: &Path) -> Result<Gold, String> {
    let json = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = fs::read_to_string(path.with_extension("txt")).map_err(|error| format!("its .txt: {error}"))?;
    let expected: Analysis = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    expected.check(&text).map_err(|error| error.to_string())?;
    let marks: Marks = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let optional = Optional {
        quotes: marks.quotes.iter().filter_map(Mark::if_optional).collect(),
        claims: marks.claims.iter().filter_map(Mark::if_optional).collect(),
    };
    let mut article = Article::from_text(text).with_id(expected.id.clone());
    article.published = expected.article.published;
    Ok(Gold { article, expected, optional })
}
