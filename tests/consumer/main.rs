//! Somebody else's crate: reads an article through the public API alone.

use whosaid::{Article, Extractor};

fn main() {
    let text = "BERLIN, March 3 — “We will open the bridge in May,” mayor Anna Lindqvist said on Monday. \
                Critics doubt that it will be ready.";
    let article = Article::from_text(text).with_id("bridge").with_published("2025-03-04".parse().expect("a date"));
    let analysis = Extractor::new().extract(&article);
    analysis.check(text).expect("spans fit the text they came from");
    let quote = analysis.quotes.iter().find(|quote| text[quote.content[0]].starts_with("We will open"));
    let speaker = quote.and_then(|quote| quote.speaker).map(|id| analysis[id].name.as_str());
    assert_eq!(speaker, Some("Anna Lindqvist"));
    assert!(!analysis.claims.is_empty());
    println!("{} actors, {} quotes, {} claims", analysis.actors.len(), analysis.quotes.len(), analysis.claims.len());
}
