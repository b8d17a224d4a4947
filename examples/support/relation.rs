//! Relations for people: both sentences, and what kind it is.

use std::collections::HashMap;
use std::io::{self, Write};

use whosaid::model::{Place, RelationOf};
use whosaid::{Analysis, Article, Relation, Span};

use super::{Paint, one_line, word_of};

/// The texts of articles by id, with their sentences.
#[derive(Debug, Default)]
pub struct Texts {
    by_id: HashMap<String, (String, Vec<Span>)>,
}

impl Texts {
    /// Keeps the text of an article.
    pub fn insert(&mut self, article: Article, analysis: &Analysis) {
        self.by_id.insert(article.id, (article.text, analysis.article.sentences.clone()));
    }

    /// The words at a place; none if nobody knows the article.
    pub fn at(&self, place: &Place) -> &str {
        self.by_id.get(&place.id).and_then(|(text, _)| text.get(place.span.start..place.span.end)).unwrap_or("")
    }

    /// The sentences around a place, the place in brackets where it is not all of them.
    pub fn sentence(&self, place: &Place) -> String {
        let Some((text, sentences)) = self.by_id.get(&place.id) else { return String::new() };
        let around = sentences.iter().filter(|sentence| sentence.overlaps(place.span));
        let (start, end) = around.fold((place.span.start, place.span.end), |(start, end), sentence| {
            (start.min(sentence.start), end.max(sentence.end))
        });
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or("");
        let (before, after) = (part(start, place.span.start), part(place.span.end, end));
        let is_all = !(before.contains(char::is_alphanumeric) || after.contains(char::is_alphanumeric));
        if is_all { part(start, end).to_owned() } else { format!("{before}[{}]{after}", self.at(place)) }
    }
}

/// Prints a relation with the sentences of both sides, what is related in brackets.
pub fn show(out: &mut impl Write, relation: &Relation, texts: &Texts, paint: Paint) -> io::Result<()> {
    let reason = relation.reason.map_or(String::new(), |reason| format!(", {}", word_of(reason)));
    let what = if relation.of == RelationOf::Quote { "quote, " } else { "" };
    let head = format!("{what}{}{reason}, {:.2}", word_of(relation.relation), relation.confidence);
    writeln!(out, "{}", paint.cyan(&head))?;
    for side in [&relation.a, &relation.b] {
        writeln!(out, "  {} {}", paint.green(&side.id), one_line(&texts.sentence(side), 400))?;
    }
    Ok(())
}
