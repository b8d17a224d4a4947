//! Input that nobody would call an article: every one gives a result, in time linear in its length.

use std::time::{Duration, Instant};

use whosaid::Extractor;
use whosaid::model::Article;

/// Bytes of the long texts: enough for a quadratic step to stand out even without optimisation.
const LENGTH: usize = 1_000_000;

fn texts() -> Vec<(&'static str, String)> {
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
        texts.push((unit, unit.repeat(LENGTH / unit.len())));
    }
    texts
}

#[test]
fn any_text_is_read_in_linear_time() {
    let extractor = Extractor::new();
    let slow = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 4 });
    let mut report = Vec::new();
    for (name, text) in texts() {
        let begun = Instant::now();
        let analysis = extractor.extract(&Article::from_text(text.as_str()));
        let taken = begun.elapsed();
        if std::env::var_os("SHOW_TIMES").is_some() && taken > Duration::from_millis(60) {
            eprintln!("{name:?} {taken:?}");
        }
        if taken > slow {
            report.push(format!("{name:?}: {taken:?} for {} bytes", text.len()));
        }
        for sentence in &analysis.article.sentences {
            assert!(sentence.fits(&text), "{name:?}: {sentence:?}");
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}
