//! Prepared names against a naive matcher, on arbitrary names and texts.

use whosaid::lexicon::{NameCase, Names};

const PIECES: &[&str] = &[
    "Ana",
    "ana",
    "Aa",
    "Aa",
    "Aa",
    " ",
    " ",
    " ",
    " ",
    "-",
    "’s",
    "'s",
    ".",
    "U.S.",
    "É",
    "é",
    "ÉCOLE",
    "École",
    "e\u{301}",
    "İ",
    "ß",
    "日本",
    "—",
    "“",
    "”",
    "1",
    "10,000",
    "\n",
    "  ",
    ", ",
    "of",
    "The",
    "internationalisation",
    "Internationalisation",
    "von",
    "al-",
    "Inc.",
    "x",
    "Ω",
    "ω",
    "×",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % n
    }

    fn string(&mut self, most: usize, pieces: &[&str]) -> String {
        (0..=self.roll(most)).map(|_| pieces[self.roll(pieces.len())]).collect()
    }
}

fn fold(text: &str) -> String {
    let one = |c: char| {
        let small: Vec<char> = c.to_lowercase().collect();
        if small.len() == 1 && small[0].len_utf8() == c.len_utf8() { small[0] } else { c }
    };
    text.chars().map(one).collect()
}

fn is_boundary(text: &str, place: usize) -> bool {
    let before = text[..place].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[place..].chars().next().is_some_and(char::is_alphanumeric);
    !(before && after)
}

fn naive(names: &[String], text: &str, case: NameCase) -> Vec<(usize, usize, u32)> {
    let same = |s: &str| if case == NameCase::Folded { fold(s) } else { s.to_owned() };
    let (names, searched): (Vec<String>, String) = (names.iter().map(|name| same(name)).collect(), same(text));
    let (mut hits, mut place) = (Vec::new(), 0);
    while place < text.len() {
        let fits =
            |name: &&String| searched[place..].starts_with(name.as_str()) && is_boundary(text, place + name.len());
        let longest = names.iter().filter(fits).map(String::len).max().filter(|_| is_boundary(text, place));
        match longest {
            Some(length) => {
                let row =
                    names.iter().position(|name| name.len() == length && searched[place..].starts_with(name.as_str()));
                hits.push((place, place + length, row.unwrap() as u32));
                place += length;
            }
            None => place += text[place..].chars().next().unwrap().len_utf8(),
        }
    }
    hits
}

fn check(names: &[String], text: &str) {
    for case in [NameCase::Exact, NameCase::Folded] {
        let prepared = Names::new(names.iter().map(String::as_str), case).unwrap();
        let found: Vec<_> = prepared.find(text).iter().map(|hit| (hit.span.start, hit.span.end, hit.row)).collect();
        assert_eq!(found, naive(names, text, case), "{case:?} {names:?}\n{text:?}");
    }
}

fn usable(name: &str) -> bool {
    let n_tail = name.len() - name.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    n_tail <= 15 && n_tail < name.len() && (name.starts_with(char::is_alphanumeric) || name.len() <= 64)
}

#[test]
fn arbitrary_names_in_arbitrary_texts() {
    let mut dice = Dice(0x5eed_1234_5678_9abc);
    for _ in 0..3000 {
        let names: Vec<String> =
            (0..=dice.roll(12)).map(|_| dice.string(6, PIECES)).filter(|name| usable(name)).collect();
        let text = dice.string(60, PIECES);
        check(&names, &text);
    }
}

#[test]
fn long_names_of_few_words() {
    let pieces = ["Aa ", "Aa ", "Aa ", "Aa-", "Bb ", "Aa. "];
    let mut dice = Dice(77);
    for _ in 0..1500 {
        let names: Vec<String> = (0..=dice.roll(8))
            .map(|_| dice.string(24, &pieces))
            .map(|name| name.trim_end().to_owned())
            .filter(|name| usable(name))
            .collect();
        check(&names, &dice.string(120, &pieces));
    }
}

#[test]
fn long_names_in_texts_that_repeat_themselves() {
    let pieces = ["Aa ", "Aa ", "Aa-", "Bb ", "Cc ", "cc "];
    let mut dice = Dice(78);
    for _ in 0..600 {
        let period = dice.string(5, &pieces);
        let names: Vec<String> = (0..=dice.roll(8))
            .map(|_| format!("{}{}", period.repeat(dice.roll(6)), dice.string(6, &pieces)).trim_end().to_owned())
            .filter(|name| usable(name))
            .collect();
        let parts: Vec<String> = (0..3).map(|_| period.repeat(dice.roll(30)) + &dice.string(5, &pieces)).collect();
        check(&names, &parts.concat());
    }
}

#[test]
fn characters_over_block_edges() {
    let names = ["Éé".to_owned(), "日本".to_owned(), "é".to_owned(), "Ana".to_owned()];
    for n in 0..140 {
        for word in ["Éé", "日本 é", "“Ana”", "𝐀Ana", "Ana日本"] {
            check(&names, &format!("{}{word} {word}", " ".repeat(n)));
            check(&names, &format!("{}{word} {word}", "x".repeat(n)));
        }
    }
}

#[test]
fn chunks_of_long_texts() {
    let mut dice = Dice(5);
    let names: Vec<String> = ["Ana", "Ana Aa", "Aa", "al-Aa", "École", "U.S."].map(str::to_owned).to_vec();
    check(&names, &dice.string(4000, PIECES));
    check(&names, &"a ".repeat(3000));
    check(&names, &"A ".repeat(3000));
}

#[test]
fn hyphens_and_possessives_are_boundaries() {
    let names = Names::new(["Ana Novak", "Novak", "Al-Noor", "U.S."], NameCase::Exact).unwrap();
    let text = "Ana Novak’s deputy, Novak-led talks, Novaks, Al-Noor's U.S.-led";
    let found: Vec<&str> = names.find(text).iter().map(|hit| &text[hit.span]).collect();
    assert_eq!(found, ["Ana Novak", "Novak", "Al-Noor", "U.S."]);
}

#[test]
fn bad_names_are_reported() {
    for name in ["", " ", "—", "Ana................"] {
        assert!(Names::new([name], NameCase::Exact).is_err(), "{name:?}");
    }
}
