//! Text and names for the benches: generated from a fixed seed, or the text that `WHOSAID_BENCH_TEXT` names.
#![allow(dead_code)]

use std::collections::BTreeSet;
use std::path::Path;

const SEED: u64 = 0x5eed_0f4e_a5e5_0001;
const ARTICLES: [&str; 2] = [
    include_str!("../../examples/articles/analysis-caspian.txt"),
    include_str!("../../examples/articles/wire-silo.txt"),
];

/// Xorshift: the same numbers on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(salt: u64) -> Dice {
        Dice(SEED ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % n
    }

    pub fn pick<'l, T: ?Sized>(&mut self, list: &[&'l T]) -> &'l T {
        list[self.roll(list.len())]
    }

    /// An invented capitalised word.
    pub fn word(&mut self) -> String {
        const BEGIN: [&str; 24] = [
            "Ba", "Bre", "Cor", "Da", "Dri", "El", "Fa", "Gor", "Ha", "Il", "Jo", "Ka", "Kra", "Lo", "Ma", "Mi", "No",
            "Or", "Pe", "Ro", "Sta", "Ta", "Vo", "Zi",
        ];
        const MIDDLE: [&str; 16] =
            ["ba", "de", "ka", "li", "lo", "ma", "mi", "na", "ne", "ra", "ri", "ro", "sa", "ti", "vi", "zo"];
        const END: [&str; 16] =
            ["n", "nov", "ski", "ton", "r", "s", "th", "ville", "berg", "dez", "l", "lia", "mann", "sen", "ch", "ra"];
        let mut word = String::from(self.pick(&BEGIN));
        for _ in 0..=self.roll(2) {
            word.push_str(self.pick(&MIDDLE));
        }
        word.push_str(self.pick(&END));
        word
    }
}

/// Articles of the size that news has, together at least `n_bytes`.
pub fn articles(n_bytes: usize) -> Vec<String> {
    if let Some(path) = std::env::var_os("WHOSAID_BENCH_TEXT") {
        return given_articles(Path::new(&path), n_bytes);
    }
    let paragraphs: Vec<&str> = ARTICLES.iter().flat_map(|article| article.split("\n\n")).collect();
    let mut dice = Dice::new(1);
    let (mut articles, mut total) = (Vec::new(), 0);
    while total < n_bytes {
        let size = 1500 + dice.roll(6000);
        let mut article = String::new();
        while article.len() < size {
            article.push_str(&rename(dice.pick(&paragraphs), &mut dice));
            article.push_str("\n\n");
        }
        total += article.len();
        articles.push(article);
    }
    articles
}

/// The same in one piece.
pub fn text(n_bytes: usize) -> String {
    articles(n_bytes).join("\n\n")
}

fn given_articles(path: &Path, n_bytes: usize) -> Vec<String> {
    let mut paths: Vec<_> = match std::fs::read_dir(path) {
        Ok(folder) => folder.flatten().map(|entry| entry.path()).collect(),
        Err(_) => vec![path.to_owned()],
    };
    paths.sort();
    let given: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("a UTF-8 text")).collect();
    let mut total = 0;
    given
        .iter()
        .cycle()
        .take_while(|article| {
            let more = total < n_bytes;
            total += article.len();
            more
        })
        .cloned()
        .collect()
}

/// The paragraph with half of its names invented anew, so that the text has the words of many articles.
fn rename(paragraph: &str, dice: &mut Dice) -> String {
    let mut renamed = String::with_capacity(paragraph.len());
    for (idx, word) in paragraph.split_inclusive(' ').enumerate() {
        let is_name = idx > 0 && word.len() > 4 && word.starts_with(|c: char| c.is_ascii_uppercase());
        if is_name && dice.roll(2) == 0 {
            let tail = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            renamed.push_str(&dice.word());
            renamed.push_str(tail);
        } else {
            renamed.push_str(word);
        }
    }
    renamed
}

/// `n` distinct names, sorted: people, organisations and offices, some of them from the text.
pub fn names(n: usize, text: &str) -> Vec<String> {
    const ORGANISATIONS: [&str; 8] =
        ["Group", "Institute", "Bank", "Party", "University", "Ministry", "Union", "Times"];
    const OFFICES: [&str; 6] = ["Ministry of", "University of", "Bank of", "Governor of", "Embassy of", "Port of"];
    let mut dice = Dice::new(2);
    let runs = capitalised_runs(text);
    let mut listed = BTreeSet::new();
    // Drawn by place, so that the names of the day come first; at most as often as the text may yield new ones.
    for _ in 0..n.min(runs.len()) {
        if listed.len() < n / 6 {
            listed.insert((*dice.pick(&runs)).to_owned());
        }
    }
    let n_words = (n / 3).clamp(500, 25_000);
    let invented: Vec<String> = (0..n_words).map(|_| dice.word()).collect();
    let words: Vec<&str> = invented.iter().map(String::as_str).collect();
    let given = &words[..n_words / 2];
    while listed.len() < n {
        listed.insert(match dice.roll(10) {
            0..=5 => format!("{} {}", dice.pick(given), dice.pick(&words)),
            6 => format!("{} {}. {}", dice.pick(given), (b'A' + dice.roll(26) as u8) as char, dice.pick(&words)),
            7 => format!("{} {} {}", dice.pick(&words), dice.pick(&words), dice.pick(&ORGANISATIONS)),
            8 => format!("{} {}", dice.pick(&words), dice.pick(&ORGANISATIONS)),
            _ => format!("{} {}", dice.pick(&OFFICES), dice.pick(&words)),
        });
    }
    listed.into_iter().collect()
}

/// One to three capitalised words in a row, as they stand in the text.
fn capitalised_runs(text: &str) -> Vec<&str> {
    let small: BTreeSet<&str> = text.split(' ').filter(|word| word.starts_with(|c: char| c.is_lowercase())).collect();
    let mut runs = Vec::new();
    for line in text.lines() {
        let mut words = Vec::new();
        for word in line.split(' ').chain([""]) {
            let is_plain = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            let is_name = is_plain && word.as_bytes()[0].is_ascii_uppercase();
            // No list of names has “But” or “The”.
            if is_name && words.len() < 3 && !small.contains(word.to_ascii_lowercase().as_str()) {
                words.push(word);
                continue;
            }
            // Single words are few in lists, and many of those here only begin a sentence.
            if words.len() < 2 && runs.len() % 8 > 0 {
                words.clear();
            }
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                let start = first.as_ptr() as usize - text.as_ptr() as usize;
                let end = last.as_ptr() as usize + last.len() - text.as_ptr() as usize;
                runs.push(&text[start..end]);
            }
            words.clear();
        }
    }
    runs
}
