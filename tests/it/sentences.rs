//! Sentences: one a line.

use whosaid::lexicon::{Vocabulary, load_abbreviations};
use whosaid::text::{Document, clean};

use crate::cases;

#[test]
fn sentences() {
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);
    cases::run("sentences", |case| {
        let clean = clean(&case.input);
        let document = Document::new(&clean.text, &vocabulary);
        let lines: Vec<String> = document
            .sentences
            .iter()
            .map(|sentence| document.text[document.sentence_span(sentence)].replace('\n', " "))
            .collect();
        lines.join("\n")
    });
}
