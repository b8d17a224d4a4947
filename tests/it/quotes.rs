//! The case files of the quote stage.

use whosaid::{Analysis, Article, Extractor, Quote};

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

#[test]
fn passages() {
    let extractor = Extractor::new();
    cases::run("passages", |case| {
        let analysis = extractor.extract(&Article::from_text(case.input.as_str()));
        let lines: Vec<String> = analysis.quotes.iter().map(|quote| full_line(&case.input, &analysis, quote)).collect();
        if lines.is_empty() { "-".to_owned() } else { lines.join("\n") }
    });
}

/// `speaker | kind | source | cue | content`, then flags: carried, negated, modal, `to` and the addressee.
fn full_line(text: &str, analysis: &Analysis, quote: &Quote) -> String {
    let speaker = quote.speaker.map_or("-", |id| analysis[id].name.as_str());
    let mut line = format!("{speaker} | {}", line(text, quote));
    for (set, flag) in [(quote.carried, "carried"), (quote.negated, "negated"), (quote.modal, "modal")] {
        if set {
            line = format!("{line} | {flag}");
        }
    }
    match &quote.addressee {
        Some(addressee) => format!("{line} | to {}", &text[addressee.span]),
        None => line,
    }
}

/// `kind | source | cue | content`
fn line(text: &str, quote: &Quote) -> String {
    let kind = format!("{:?}", quote.kind).to_lowercase();
    let words = |span: &whosaid::Span| text[*span].split_whitespace().collect::<Vec<_>>().join(" ");
    let optional = |span: &Option<whosaid::Span>| span.as_ref().map_or("-".to_owned(), words);
    let content: Vec<String> = quote.content.iter().map(words).collect();
    format!("{kind} | {} | {} | {}", optional(&quote.source), optional(&quote.cue), content.join(" … "))
}
