//! Input that nobody would call an article: every one gives a result, in time linear in its length.

use std::time::{Duration, Instant};

use whosaid::Extractor;
use whosaid::lexicon::{Vocabulary, load_abbreviations};
use whosaid::model::Article;
use whosaid::text::{Document, clean};

/// Short texts, and units repeated to this many bytes.
fn texts(length: usize) -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&str, String)> = [
        "",
        "\"",
        "“",
        "”",
        "'",
        ".",
        "\n",
        " ",
        "(",
        "\0",
        "\u{feff}",
        "&",
        "&#",
        "a",
        "É",
        "é\u{301}",
        "🙂",
        "中文",
        "...",
        "--",
    ]
    .into_iter()
    .map(|text| ("short", text.to_owned()))
    .collect();
    for unit in [
        "\"",
        "“",
        "'",
        "’",
        "x",
        "\n",
        " ",
        "A. ",
        "a.",
        ".",
        "?!",
        "-",
        "—",
        "(",
        "[",
        "）",
        "e\u{301}",
        "\u{301}",
        "&amp;",
        "&#8217;",
        "â€™",
        "â€",
        "&",
        "http://",
        "www.a.",
        "a@",
        "@a",
        "#",
        "1",
        "1,",
        "1.",
        "x'",
        "o’",
        "n't ",
        "\r",
        "\r\n",
        "\t",
        "\u{ad}",
        "\u{200b}",
        "a-",
        "U.S. ",
        "Mr. ",
        "a\n",
        "a b c d\n",
        "• a\n",
        "said ",
        "he said \"",
        "“a” ",
        "“a ",
        "Kim ",
        "Kim said. ",
        "中",
        "🙂",
        "Ａ",
        "İ",
        "if not that ",
        "1 2 3 ",
        "$",
        "% ",
        "of the ",
        ", and ",
        ": ",
        "Q: ",
        "[1] ",
        "( a ",
        "— a ",
        "... ",
        "By Kim\n",
        "BERLIN - ",
        "Photo: ",
        "| ",
    ] {
        texts.push((unit, unit.repeat(length / unit.len())));
    }
    texts
}

#[test]
fn the_text_layer_reads_anything_in_linear_time() {
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);
    let slow = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
    for (name, text) in texts(if cfg!(debug_assertions) { 20_000 } else { 1_000_000 }) {
        let begun = Instant::now();
        let clean = clean(&text);
        let document = Document::new(&clean.text, &vocabulary);
        let taken = begun.elapsed();
        if std::env::var_os("SHOW_TIMES").is_some() && taken > Duration::from_millis(60) {
            eprintln!("{name:?} {taken:?}");
        }
        assert!(taken < slow, "{name:?}: {taken:?} for {} bytes", text.len());
        assert_eq!(document.sentences.last().map_or(0, |sentence| sentence.tokens().end), document.tokens.len());
    }
}

#[test]
fn any_text_has_an_analysis() {
    let extractor = Extractor::new();
    for (name, text) in texts(if cfg!(debug_assertions) { 600 } else { 10_000 }) {
        let analysis = extractor.extract(&Article::from_text(text.as_str()));
        if let Err(error) = analysis.check(&text) {
            panic!("{name:?}: {error}");
        }
    }
}
