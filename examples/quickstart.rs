//! The shortest useful program.

use whosaid::{Article, Extractor};

fn main() {
    let article = Article::from_text(include_str!("articles/wire-silo.txt"));
    let analysis = Extractor::new().extract(&article);
    for quote in &analysis.quotes {
        let speaker = quote.speaker.map_or("somebody", |id| analysis[id].name.as_str());
        println!("{speaker}: {}", &article.text[quote.content[0]]);
    }
}
