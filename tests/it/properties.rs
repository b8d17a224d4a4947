//! What holds for any text, tried on texts put together at random from the pieces that matter.

use whosaid::lexicon::{Vocabulary, load_abbreviations};
use whosaid::model::Article;
use whosaid::text::{Document, clean};
use whosaid::{Extractor, Span};

/// Pieces that the rules look at, and some that nobody expects.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "\r",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{2009}",
    "\u{2028}",
    "a",
    "the ",
    "said",
    " said ",
    "Kim",
    "Dr.",
    "U.S.",
    "Mr. ",
    "No. 7",
    "no.",
    "eHow",
    "I",
    "IV.",
    "2.1.",
    "12",
    "3.5",
    "10km",
    "’90s",
    "1990s",
    "24/7",
    "$5",
    "%",
    ".",
    ". ",
    "...",
    "…",
    "?",
    "!",
    "?!",
    ",",
    ":",
    ": ",
    ";",
    "-",
    " - ",
    "--",
    "—",
    "–",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "«",
    "»",
    "``",
    "''",
    "n't",
    "’s",
    "'s ",
    "(",
    ")",
    "[",
    "]",
    "[1]",
    "【",
    "】",
    "&amp;",
    "&quot;",
    "&#8217;",
    "&#x2019;",
    "&amp;#39;",
    "&bogus;",
    "&",
    "â€™",
    "â€",
    "Ã©",
    "Ã",
    "Â",
    "é",
    "e\u{301}",
    "\u{301}",
    "É",
    "ß",
    "İ",
    "ﬁ",
    "中文",
    "🙂",
    "👩\u{200d}🚀",
    "\u{0}",
    "\u{7f}",
    "\u{93}",
    "@kim",
    "#tag",
    "http://a.example/b",
    "a@b.example",
    "www.",
    "• ",
    "* ",
    "Photo: ",
    "By Ana Novak",
    "OSLO, March 3 (Fjord News) - ",
    "Read more",
    "1 view0 comments",
    "Tuesday, May 3, 2011",
    "end.The",
    "It was late. ",
    "“We won,” he said. ",
    "He said that the lake was dry. ",
    "according to ",
];

/// A small generator of pseudo-random numbers (xorshift), so that every run tries the same texts.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn text(&mut self) -> String {
        let n_pieces = 1 + self.below(40);
        (0..n_pieces).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

fn texts(n: usize) -> impl Iterator<Item = String> {
    let mut random = Random(0x5eed);
    (0..n).map(move |_| random.text())
}

#[test]
fn clean_spans_lead_back() {
    for text in texts(4000) {
        let clean = clean(&text);
        let places: Vec<usize> = (0..=clean.text.len()).filter(|place| clean.text.is_char_boundary(*place)).collect();
        let mut end_before = 0;
        for pair in places.windows(2) {
            let given = clean.to_given(Span::new(pair[0], pair[1]));
            assert!(given.fits(&text) && !given.is_empty(), "{text:?}: {pair:?} -> {given:?}");
            assert!(given.start >= end_before, "{text:?}: {pair:?} -> {given:?} overlaps the character before");
            end_before = given.end;
        }
        for (idx, start) in places.iter().enumerate() {
            for end in &places[idx..] {
                let given = clean.to_given(Span::new(*start, *end));
                assert!(given.fits(&text), "{text:?}: {start}..{end} -> {given:?}");
            }
        }
        let again = whosaid::text::clean(&clean.text);
        // Cleaning once may uncover what looks dirty, but never so much that it goes on for ever.
        assert!(again.text.len() <= clean.text.len(), "{text:?}");
    }
}

#[test]
fn documents_cover_the_text() {
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);
    for text in texts(if cfg!(debug_assertions) { 500 } else { 4000 }) {
        for text in [text.as_str(), &clean(&text).text] {
            check_document(&Document::new(text, &vocabulary));
        }
    }
}

fn check_document(document: &Document<'_>) {
    let text = document.text;
    assert_eq!(document.lower.len(), text.len());
    let mut end = 0;
    for token in &document.tokens {
        let span = token.span();
        assert!(span.fits(text) && !span.is_empty() && span.start >= end, "{text:?}: token {span:?}");
        assert!(text[end..span.start].chars().all(is_unseen), "{text:?}: {end}..{} is in no token", span.start);
        end = span.end;
    }
    assert!(text[end..].chars().all(is_unseen), "{text:?}: the end is in no token");
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.fits(text) && !block.span.is_empty() && block.span.start >= end, "{text:?}: {block:?}");
        assert!(text[end..block.span.start].chars().all(is_unseen), "{text:?}: {end}.. is in no block");
        end = block.span.end;
    }
    assert!(text[end..].chars().all(is_unseen), "{text:?}: the end is in no block");
    let mut last = 0;
    for (idx, sentence) in document.sentences.iter().enumerate() {
        assert_eq!(sentence.tokens().start, last, "{text:?}: sentence {idx}");
        assert!(!sentence.tokens().is_empty(), "{text:?}: sentence {idx} is empty");
        let span = document.sentence_span(sentence);
        assert!(document.block_of(sentence).span.covers(span), "{text:?}: sentence {idx} leaves its block");
        last = sentence.tokens().end;
    }
    assert_eq!(last, document.tokens.len(), "{text:?}: tokens without a sentence");
    for span in document.dateline.iter().chain(&document.byline) {
        assert!(span.fits(text), "{text:?}: {span:?}");
    }
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[test]
fn analyses_are_sound() {
    let extractor = Extractor::new();
    for text in texts(if cfg!(debug_assertions) { 100 } else { 4000 }) {
        let article = Article::from_text(text.as_str());
        let analysis = extractor.extract(&article);
        assert_eq!(analysis, extractor.extract(&article), "{text:?}");
        let json = serde_json::to_string(&analysis).unwrap();
        assert_eq!(analysis, serde_json::from_str(&json).unwrap(), "{text:?}");
        if let Err(error) = analysis.check(&text) {
            panic!("{text:?}: {error}");
        }
    }
}
