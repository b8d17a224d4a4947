//! The case files of the quote stage.

use whosaid::{Article, Extractor, Quote};

use crate::cases;

#[test]
fn cases() {
    let extractor = Extractor::new();
    cases::run("quotes", |case| {
        let analysis = extractor.extract(&Article::from_text(case.input.as_str()));
        let lines: Vec<String> = analysis.quotes.iter().map(|quote| line(&case.input, quote)).collect();
        lines.join("\n")
    });
}

/// `kind | source | cue | content`
fn line(text: &str, quote: &Quote) -> String {
    let kind = format!("{:?}", quote.kind).to_lowercase();
    let words = |span: &whosaid::Span| text[*span].split_whitespace().collect::<Vec<_>>().join(" ");
    let optional = |span: &Option<whosaid::Span>| span.as_ref().map_or("-".to_owned(), words);
    let content: Vec<String> = quote.content.iter().map(words).collect();
    format!("{kind} | {} | {} | {}", optional(&quote.source), optional(&quote.cue), content.join(" … "))
}
