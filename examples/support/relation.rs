//! Relations for people: both sentences, and what kind it is.

use std::collections::HashMap;
use std::io::{self, Write};

use whosaid::Relation;
use whosaid::model::{Place, RelationOf};

use super::{Paint, one_line, word_of};

/// The texts of articles by id.
#[derive(Debug, Default)]
pub struct Texts {
    by_id: HashMap<String, String>,
}

impl Texts {
    /// Keeps the text of an article.
    pub fn insert(&mut self, id: String, text: String) {
        self.by_id.insert(id, text);
    }

    /// The words at a place; none if nobody knows the article.
    pub fn at(&self, place: &Place) -> &str {
        self.by_id.get(&place.id).and_then(|text| text.get(place.span.start..place.span.end)).unwrap_or("")
    }
}

/// Prints a relation with the sentences of both sides.
pub fn show(out: &mut impl Write, relation: &Relation, texts: &Texts, paint: Paint) -> io::Result<()> {
    let reason = relation.reason.map_or(String::new(), |reason| format!(", {}", word_of(reason)));
    let what = if relation.of == RelationOf::Quote { "quote, " } else { "" };
    let head = format!("{what}{}{reason}, {:.2}", word_of(relation.relation), relation.confidence);
    writeln!(out, "{}", paint.cyan(&head))?;
    for side in [&relation.a, &relation.b] {
        writeln!(out, "  {} {}", paint.green(&side.id), one_line(texts.at(side), 240))?;
    }
    Ok(())
}
