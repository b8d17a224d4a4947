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
        "a-b@",
        "a-b.",
        "not ",
        "if ",
        "that ",
        "said: ",
        "“A,” he said. ",
        "1,000 ",
        "$5 ",
        "on Monday ",
        "5 p.m. ",
        "from 1 to 2 ",
        "U.S. Kim ",
        "Aa Aa ",
        "leader ",
        "the leader, ",
        "Kim, leader of the Kim ",
        "according to Kim, ",
        "He denies this claim. ",
        "it was late, and ",
    ] {
        texts.push((unit, unit.repeat(length / unit.len())));
    }
    texts.push(("an open quotation", format!("\"{}", "He left. She said no. ".repeat(length / 22))));
    texts.push(("names", many_names(length, " said that it was late. ")));
    texts.push(("denials", many_names(length, " denied this claim. “No,” she said. ")));
    texts.push(("capitals", many_names(length, " ").to_uppercase()));
    texts
}

/// Names that all differ, each with the same words after it.
fn many_names(length: usize, after: &str) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lo", "mi", "ber", "tan", "sel", "dor", "vik", "ram", "nu", "pol", "gra", "ste", "fin", "hol", "jar"];
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        let syllable = |place: u32| SYLLABLES[number >> (4 * place) & 15];
        text += &format!("A{}{} B{}{}{after}", syllable(0), syllable(1), syllable(2), syllable(3));
    }
    text
}

#[test]
fn the_text_layer_reads_anything_in_linear_time() {
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);
    let slow = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
    for (name, text) in texts(if cfg!(debug_assertions) { 5_000 } else { 1_000_000 }) {
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

/// The best of some runs, so that a busy machine does not look like a slow stage.
fn time_of(extractor: &Extractor, text: &str) -> Duration {
    let time = |_| {
        let begun = Instant::now();
        extractor.extract(&Article::from_text(text));
        begun.elapsed()
    };
    (0..2).map(time).min().unwrap_or_default()
}

/// Four times the text takes less than twelve times as long; a stage that is quadratic takes sixteen times as long.
#[test]
fn time_grows_with_the_text() {
    let extractor = Extractor::new();
    let short = if cfg!(debug_assertions) { 400 } else { 20_000 };
    let slack = Duration::from_millis(if cfg!(debug_assertions) { 300 } else { 50 });
    for ((name, text), (_, long)) in texts(short).into_iter().zip(texts(4 * short)) {
        let before = time_of(&extractor, &text);
        let mut after = time_of(&extractor, &long);
        if after >= before * 12 + slack {
            after = time_of(&extractor, &long);
        }
        assert!(after < before * 12 + slack, "{name:?}: {before:?}, four times the text {after:?}");
    }
}
