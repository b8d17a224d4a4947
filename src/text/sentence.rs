//! Sentence boundaries over the tokens of a block.
//!
//! A stop ends a sentence when what follows can begin one. Abbreviations keep their dot as part of
//! the token and end a sentence only by their kind and the word after them.
//! Posture: prefer a boundary to none, since a missed one joins two speakers' words.

use super::token::{Shape, Token, TokenKind};
use crate::lexicon::{Abbreviation, Vocabulary};

/// Longest sentence, in tokens. No prose has longer ones; later stages may look at a sentence as often as it has words.
const LONGEST: usize = 500;

/// Cuts the tokens `from..to` of a block into sentences; calls `emit` with each range, in order, covering all.
///
/// A sentence without an end is cut at 500 tokens. Linear in the number of tokens.
pub fn cut_sentences(
    text: &str,
    tokens: &[Token],
    vocabulary: &Vocabulary,
    from: usize,
    to: usize,
    mut emit: impl FnMut(usize, usize),
) {
    let splitter = Splitter { text: text.as_bytes(), tokens, vocabulary, from, to };
    let mut start = from;
    let mut idx = from;
    while idx < to {
        let end = splitter.end_after(start, idx).or((idx - start >= LONGEST).then_some(idx + 1));
        if let Some(end) = end {
            emit(start, end);
            start = end;
        }
        idx = end.unwrap_or(idx + 1);
    }
    if start < to {
        emit(start, to);
    }
}

struct Splitter<'a> {
    text: &'a [u8],
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
    from: usize,
    to: usize,
}

impl Splitter<'_> {
    /// Where the sentence that began at `start` ends if token `idx` ends it.
    fn end_after(&self, start: usize, idx: usize) -> Option<usize> {
        let token = &self.tokens[idx];
        match token.kind {
            TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis => {
                self.end_after_mark(start, idx)
            }
            TokenKind::Word if token.shape.has(Shape::DOTTED) => {
                let end = self.skip_closing(idx + 1);
                (end < self.to && self.dotted_ends(idx, end)).then_some(end)
            }
            TokenKind::Word if token.is_capitalised() => self.end_at_word(start, idx),
            TokenKind::Number => self.end_after_date(start, idx),
            _ => None,
        }
    }

    fn end_after_mark(&self, start: usize, idx: usize) -> Option<usize> {
        if self.is_enumerator(start, idx) {
            return None;
        }
        let end = self.skip_closing(idx + 1);
        if end >= self.to {
            return Some(end);
        }
        self.can_begin(idx, end).then_some(end)
    }

    /// Closing marks, further stops, and note numbers like `[12]` belong to the sentence they follow.
    fn skip_closing(&self, mut end: usize) -> usize {
        while end < self.to {
            let token = &self.tokens[end];
            end = match token.kind {
                TokenKind::CloseQuote | TokenKind::CloseBracket => end + 1,
                TokenKind::Apostrophe if token.is_glued() => end + 1,
                TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis
                    if token.is_glued() =>
                {
                    end + 1
                }
                TokenKind::OpenBracket => match self.note_end(end) {
                    Some(after) => after,
                    None => return end,
                },
                TokenKind::Number if self.is_note_number(end) => end + 1,
                _ => return end,
            };
        }
        end
    }

    /// The token after `[10]`, `[1 – 3]` or a short remark like `(see the map)`; short, so that this stays linear.
    fn note_end(&self, open: usize) -> Option<usize> {
        let numbers = self.text[self.tokens[open].start as usize] == b'[';
        let inner = &self.tokens[open + 1..self.to.min(open + 12)];
        let n_inner = inner
            .iter()
            .take_while(|token| match token.kind {
                TokenKind::Number | TokenKind::Comma | TokenKind::Dash | TokenKind::Hyphen => true,
                TokenKind::Word => !numbers,
                _ => false,
            })
            .count();
        let closed = inner.get(n_inner).is_some_and(|token| token.kind == TokenKind::CloseBracket);
        let fits = numbers || inner.first().is_some_and(|token| token.kind == TokenKind::Word && self.is_small(token));
        (n_inner > 0 && closed && fits).then_some(open + n_inner + 2)
    }

    /// The raised number of a footnote that has become plain text: `… pay a fee. 8 Yet some …`
    fn is_note_number(&self, idx: usize) -> bool {
        let token = &self.tokens[idx];
        let next = self.tokens[..self.to].get(idx + 1);
        token.end - token.start <= 2
            && next
                .is_some_and(|next| next.is_capitalised() && !next.is_glued() && self.vocabulary.is_opener(next.word))
    }

    /// `2.1.` and `IV.` before a heading or an item: a number that is all of the sentence so far.
    fn is_enumerator(&self, start: usize, idx: usize) -> bool {
        let token = &self.tokens[start];
        idx == start + 1
            && self.tokens[idx].kind == TokenKind::Stop
            && self.tokens[idx].is_glued()
            && token.end - token.start <= 5
            && (token.kind == TokenKind::Number && !self.looks_like_year(token)
                || start == self.from && is_roman(token, self.text))
    }

    fn looks_like_year(&self, token: &Token) -> bool {
        token.end - token.start == 4 && matches!(self.text[token.start as usize], b'1' | b'2')
    }

    /// True if token `next` can begin a sentence after the stop `idx`.
    fn can_begin(&self, idx: usize, next: usize) -> bool {
        let (end, token) = (&self.tokens[idx], &self.tokens[next]);
        let capital = token.is_capitalised() || token.shape.has(Shape::MIXED);
        let capital_or_digit = capital || token.kind == TokenKind::Number;
        if token.is_glued() && next == idx + 1 {
            return end.kind != TokenKind::Ellipsis && self.glued_begins(idx, next);
        }
        match end.kind {
            // "I" is upper case anyway and so says nothing.
            TokenKind::Ellipsis => capital_or_digit && !self.is_pronoun_i(token),
            TokenKind::Question | TokenKind::Exclamation if next > idx + 1 && self.goes_on_with_speaker(next) => false,
            _ => {
                let opens = matches!(token.kind, TokenKind::OpenQuote | TokenKind::OpenBracket | TokenKind::Bullet);
                capital_or_digit || opens && self.opens_sentence(next) || token.is_word() && !self.is_small(token)
            }
        }
    }

    /// `end.The next`: a small word, a stop and a capitalised one without blank between them.
    fn glued_begins(&self, idx: usize, next: usize) -> bool {
        let token = &self.tokens[next];
        let before = idx.checked_sub(1).map(|i| &self.tokens[i]);
        let opens = matches!(token.kind, TokenKind::OpenQuote | TokenKind::OpenBracket);
        opens || token.is_capitalised() && before.is_some_and(|token| !token.shape.has(Shape::ALL_CAPS))
    }

    /// A quotation or bracket begins a sentence unless its first word is small: `he said. (see above)`.
    fn opens_sentence(&self, open: usize) -> bool {
        let first = self.tokens[open + 1..self.to].iter().find(|token| token.is_word());
        first.is_none_or(|token| {
            self.tokens[open].kind == TokenKind::OpenQuote || token.kind == TokenKind::Link || !self.is_small(token)
        })
    }

    /// “Who pays?” Judge Berg asked: a capitalised name and a small word of saying go on with the sentence.
    fn goes_on_with_speaker(&self, next: usize) -> bool {
        let names = self.tokens[next..self.to.min(next + 5)].iter();
        let n_names = names.take_while(|token| token.kind == TokenKind::Word && token.is_capitalised()).count();
        let quoted = matches!(self.tokens[next - 1].kind, TokenKind::CloseQuote);
        let opener = self.vocabulary.is_opener(self.tokens[next].word);
        quoted
            && n_names > 0
            && !opener
            && self.tokens[..self.to].get(next + n_names).is_some_and(|token| self.is_saying(token))
    }

    fn is_saying(&self, token: &Token) -> bool {
        const SAYING: &[&[u8]] = &[
            b"said", b"says", b"asked", b"asks", b"told", b"wrote", b"writes", b"tweeted", b"added", b"shouted",
            b"replied",
        ];
        SAYING.contains(&&self.text[token.start as usize..token.end as usize])
    }

    /// True if an abbreviation ends its sentence before the token `next`.
    fn dotted_ends(&self, idx: usize, next: usize) -> bool {
        let (short, token) = (&self.tokens[idx], &self.tokens[next]);
        let opener = self.vocabulary.is_opener(token.word) && token.is_capitalised();
        let quoted = next > idx + 1;
        let initial = short.end - short.start == 2;
        match self.vocabulary.abbreviation(short.word) {
            Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number | Abbreviation::Day) => false,
            Some(Abbreviation::Hour) => self.ends_after_hour(token),
            Some(Abbreviation::Month) => opener,
            _ if opener => !initial || !token.is_glued(),
            _ if initial => false,
            Some(Abbreviation::Other) if self.text[short.start as usize..].starts_with(b"etc") => {
                token.is_capitalised()
            }
            _ => (quoted || token.kind == TokenKind::OpenQuote) && self.begins_like_sentence(next),
        }
    }

    fn begins_like_sentence(&self, next: usize) -> bool {
        let first = self.tokens[next..self.to].iter().find(|token| token.is_word());
        first.is_some_and(|token| token.is_capitalised() && self.vocabulary.is_opener(token.word))
    }

    /// "at 2 a.m. Guests", but "at 2 a.m. EST", "at 2 a.m. Monday".
    fn ends_after_hour(&self, token: &Token) -> bool {
        let word = &self.text[token.start as usize..token.end as usize];
        let is_day = word.ends_with(b"day") || word.len() >= 3 && self.vocabulary.abbreviation(token.word).is_some();
        let is_month = MONTHS.contains(&word);
        let zone = token.shape.has(Shape::ALL_CAPS) && word.len() <= 4;
        let names_zone = matches!(word, b"Eastern" | b"Pacific" | b"Central" | b"Mountain" | b"Greenwich");
        let opens = matches!(token.kind, TokenKind::OpenQuote);
        (token.is_capitalised() || opens) && !is_day && !is_month && !zone && !names_zone
    }

    /// A credit glued to a caption begins a sentence: "… at the parade Image: Navy".
    fn end_at_word(&self, start: usize, idx: usize) -> Option<usize> {
        let token = &self.tokens[idx];
        if idx > start && (self.from..self.to).contains(&(idx + 1)) && self.tokens[idx + 1].kind == TokenKind::Colon {
            let before = &self.tokens[idx - 1];
            let word = &self.text[token.start as usize..token.end as usize];
            let credit = matches!(word, b"Image" | b"Photo" | b"Photograph" | b"Picture" | b"Credit" | b"Pictured");
            if credit && before.kind != TokenKind::OpenBracket {
                return Some(idx);
            }
        }
        if idx > start && self.follows_lost_stop(idx) {
            return Some(idx);
        }
        // A headline and the day it was printed, run together: "Town opens pool Tuesday, May 3, 2011".
        let is_day = WEEKDAYS.contains(&&self.text[token.start as usize..token.end as usize]);
        if is_day && idx > start && self.full_date(idx) == Some(self.to) && self.tokens[idx - 1].kind == TokenKind::Word
        {
            let before = &self.tokens[idx - 1];
            let preposition = &self.text[before.start as usize..before.end as usize];
            return (!matches!(
                preposition,
                b"on" | b"of" | b"for" | b"by" | b"since" | b"until" | b"to" | b"from" | b"and"
            ))
            .then_some(idx);
        }
        None
    }

    /// A stop got lost: "… in the whole district In the north the count went on". In running text such a
    /// word between two small ones has no other reason to be upper case. Titles begin with other words.
    fn follows_lost_stop(&self, idx: usize) -> bool {
        let (before, token) = (&self.tokens[idx - 1], &self.tokens[idx]);
        let word = &self.text[token.start as usize..token.end as usize];
        let small = |token: &Token| token.kind == TokenKind::Word && self.is_small(token);
        // After a name it takes a longer sentence: "Only Moles In the Garden" is a title.
        let named = before.kind == TokenKind::Word && before.is_capitalised() && idx + 8 < self.to;
        (small(before) || named && !before.shape.has(Shape::DOTTED))
            && before.end - before.start >= 3
            && !token.is_glued()
            && LOST_STOP.contains(&word)
            && self.tokens[..self.to].get(idx + 1).is_some_and(|next| small(next) || next.kind == TokenKind::Clitic)
    }

    /// The token after "Tuesday, May 3, 2011" that begins at token `day`.
    fn full_date(&self, day: usize) -> Option<usize> {
        let tokens = self.tokens[..self.to].get(day..day + 6)?;
        let word = |i: usize| &self.text[tokens[i].start as usize..tokens[i].end as usize];
        let kinds = [1, 4].iter().all(|i| tokens[*i].kind == TokenKind::Comma);
        let numbers = [3, 5].iter().all(|i| tokens[*i].kind == TokenKind::Number);
        (kinds
            && numbers
            && WEEKDAYS.contains(&word(0))
            && MONTHS.contains(&word(2))
            && self.looks_like_year(&tokens[5]))
        .then_some(day + 6)
    }

    /// A full date that begins its block and goes on with a capital instead of a comma stands alone.
    fn end_after_date(&self, start: usize, idx: usize) -> Option<usize> {
        let next = self.tokens[..self.to].get(idx + 1)?;
        let alone = idx == start + 5 && next.is_capitalised() && self.full_date(start) == Some(idx + 1);
        alone.then_some(idx + 1)
    }

    fn is_pronoun_i(&self, token: &Token) -> bool {
        &self.text[token.start as usize..token.end as usize] == b"I"
    }

    fn is_small(&self, token: &Token) -> bool {
        let byte = self.text[token.start as usize];
        let cased = token.is_capitalised() || token.shape.has(Shape::MIXED);
        !cased && (byte.is_ascii_lowercase() || (0xc3..=0xd4).contains(&byte))
    }
}

fn is_roman(token: &Token, text: &[u8]) -> bool {
    text[token.start as usize..token.end as usize].iter().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

const LOST_STOP: &[&[u8]] = &[
    b"In",
    b"On",
    b"At",
    b"They",
    b"We",
    b"He",
    b"She",
    b"But",
    b"This",
    b"These",
    b"However",
    b"After",
    b"When",
    b"According",
    b"There",
];

const WEEKDAYS: &[&[u8]] = &[b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday", b"Sunday"];

const MONTHS: &[&[u8]] = &[
    b"January",
    b"February",
    b"March",
    b"April",
    b"May",
    b"June",
    b"July",
    b"August",
    b"September",
    b"October",
    b"November",
    b"December",
];
