//! Numerals: numbers in digits and words, `12,000`, `3.5bn`, `two and a half`, `36 billion`, `twenty-third`.

use super::lexemes::{Class, Lexemes, NumberKind};
use crate::text::{Document, Shape, TokenKind};

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// The number.
    pub value: f64,
    /// What kind of number.
    pub form: Form,
    /// Byte in the last token where a glued unit begins (`200lbs`, `5km`), 0 if there is none.
    pub suffix: u8,
    /// True if the first token is written in digits.
    pub digits: bool,
    /// What the scale words multiply by; 1 without any.
    pub scale: f64,
    /// True if it has more than plain digits or one word: comma groups, decimals, scale words.
    pub composed: bool,
}

/// What kind of number a numeral is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "12", "twelve"
    Cardinal,
    /// "12th", "twelfth"
    Ordinal,
    /// "1/40"
    Fraction,
    /// "hundreds", "tens of thousands": `value` is the lower end, the upper is ten times that.
    Vague,
    /// "half", "thirds", "quarter": `value` is the denominator; "twice": `value` is the factor.
    Part,
    /// "1990s", "'80s": `value` is the first year.
    Decade,
    /// "10:30": `value` is the hour and hundredths the minutes.
    Clock,
}

impl Numeral {
    /// Its tokens.
    pub(super) fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// The numerals of a document in text order, not overlapping. Linear.
pub(super) fn find_numerals(document: &Document<'_>, lexemes: &Lexemes) -> Vec<Numeral> {
    let mut numerals = Vec::new();
    let mut idx = 0;
    while idx < document.tokens.len() {
        let token = &document.tokens[idx];
        let is_candidate = token.kind == TokenKind::Number
            || lexemes.sense(token.word).class.any(Class::NUMBER)
            || is_glyph(document, idx);
        match is_candidate.then(|| read_numeral(document, lexemes, idx)).flatten() {
            Some(numeral) => {
                idx = numeral.last as usize;
                numerals.push(numeral);
            }
            None => idx += 1,
        }
    }
    numerals
}

/// A vulgar fraction that stands alone: `½`.
fn is_glyph(document: &Document<'_>, idx: usize) -> bool {
    let token = &document.tokens[idx];
    token.end - token.start == 2 && token.shape.has(Shape::FOREIGN) && glyph_value(document.word(idx)).is_some()
}

fn glyph_value(text: &str) -> Option<f64> {
    match text {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        "⅓" => Some(1.0 / 3.0),
        "⅔" => Some(2.0 / 3.0),
        _ => None,
    }
}

fn read_numeral(document: &Document<'_>, lexemes: &Lexemes, idx: usize) -> Option<Numeral> {
    let numeral = if document.tokens[idx].kind == TokenKind::Number {
        read_digits(document, idx)?
    } else if let Some(value) = glyph_value(document.word(idx)) {
        numeral(idx, idx + 1, value, Form::Fraction)
    } else {
        read_words(document, lexemes, idx)?
    };
    Some(if numeral.form == Form::Cardinal && numeral.suffix == 0 {
        with_tail(document, lexemes, numeral)
    } else {
        numeral
    })
}

fn numeral(first: usize, last: usize, value: f64, form: Form) -> Numeral {
    Numeral {
        first: first as u32,
        last: last as u32,
        value,
        form,
        suffix: 0,
        digits: false,
        scale: 1.0,
        composed: false,
    }
}

/// Reads a token that begins with a digit.
fn read_digits(document: &Document<'_>, idx: usize) -> Option<Numeral> {
    let word = document.lower(idx);
    let n_digits = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ':'))).unwrap_or(word.len());
    let (figures, suffix) = word.split_at(n_digits);
    let mut found = numeral(idx, idx + 1, 0.0, Form::Cardinal);
    found.digits = true;
    let is_clock = matches!(suffix, "am" | "pm") && figures.len() <= 5 && !figures.contains(',');
    if let Some((hour, minute)) = figures.split_once([':', '.']).filter(|_| is_clock || figures.contains(':')) {
        let (hour, minute) = (hour.parse::<u32>().ok()?, minute.get(..2)?.parse::<u32>().ok()?);
        let possible = hour < 25 && minute < 60;
        found.value = f64::from(hour) + f64::from(minute) / 100.0;
        found.form = Form::Clock;
        found.suffix = if suffix.is_empty() { 0 } else { n_digits as u8 };
        return possible.then_some(found);
    }
    found.value = figure_value(figures)?;
    if is_clock {
        found.form = Form::Clock;
        found.suffix = n_digits as u8;
        return (found.value <= 12.0 && found.value.fract() == 0.0).then_some(found);
    }
    found.composed = figures.len() > 4 || figures.bytes().any(|b| !b.is_ascii_digit());
    match suffix {
        "" => {}
        "st" | "nd" | "rd" | "th" => found.form = Form::Ordinal,
        "s" if found.value % 10.0 == 0.0 => {
            found.form = Form::Decade;
            let years = found.value;
            let short = n_digits == 2 && years >= 10.0;
            found.value = if short { 1900.0 + years } else { years };
            return (short || (1000.0..2100.0).contains(&years)).then_some(found);
        }
        "bn" | "tn" | "trn" | "mn" | "mln" | "bln" | "k" | "b" => {
            found.scale = glued_scale(suffix);
            found.value *= found.scale;
            found.composed = true;
        }
        _ => match glyph_value(suffix) {
            Some(part) => found.value += part,
            None => found.suffix = u8::try_from(n_digits).ok()?,
        },
    }
    Some(found)
}

/// What a scale letter glued to a number multiplies by; 1 for other letters.
pub(super) fn glued_scale(suffix: &str) -> f64 {
    match suffix {
        "k" => 1e3,
        "m" | "mn" | "mln" | "mm" => 1e6,
        "b" | "bn" | "bln" => 1e9,
        "t" | "tn" | "trn" => 1e12,
        _ => 1.0,
    }
}

/// `12,000`, `1,20,000`, `3.5`; none for `1.2.3` or `3,14`.
fn figure_value(figures: &str) -> Option<f64> {
    let (whole, decimals) = figures.split_once('.').unwrap_or((figures, ""));
    if decimals.bytes().any(|b| !b.is_ascii_digit()) {
        return None;
    }
    let mut value = 0.0;
    for (group_idx, group) in whole.split(',').enumerate() {
        if group_idx > 0 && !(2..=3).contains(&group.len()) {
            return None;
        }
        value = group.bytes().fold(value, |value, digit| value * 10.0 + f64::from(digit - b'0'));
    }
    if whole.contains(',') && whole.rsplit(',').next().is_none_or(|group| group.len() != 3) {
        return None;
    }
    if decimals.is_empty() {
        return Some(value);
    }
    // The standard parser rounds better than summing tenths.
    if whole.contains(',') {
        let part: f64 = format!("0.{decimals}").parse().ok()?;
        return Some(value + part);
    }
    figures.parse().ok()
}

/// Reads number words: "two hundred and five thousand", "twenty-third", "hundreds", "a" is left outside.
fn read_words(document: &Document<'_>, lexemes: &Lexemes, idx: usize) -> Option<Numeral> {
    let first = lexemes.sense(document.tokens[idx].word);
    if matches!(first.number, NumberKind::Fraction | NumberKind::Couple | NumberKind::Times) {
        return Some(half_a_million(document, lexemes, idx).unwrap_or(numeral(idx, idx + 1, first.value, Form::Part)));
    }
    let mut reader = Words { total: 0.0, group: 0.0, last: NumberKind::None, form: Form::Cardinal };
    let mut end = idx;
    let mut at = idx;
    while at < document.tokens.len() {
        let token = &document.tokens[at];
        let sense = lexemes.sense(token.word);
        if reader.take(sense.number, sense.value, at == idx) {
            at += 1;
            end = at;
            if reader.form != Form::Cardinal {
                break;
            }
            continue;
        }
        let next = document.tokens.get(at + 1).map(|next| lexemes.sense(next.word));
        let joins = at > idx
            && match token.kind {
                TokenKind::Hyphen => {
                    next.is_some_and(|next| reader.accepts(next.number)) && document.tokens[at + 1].is_glued()
                }
                _ if document.lower(at) == "and" => {
                    matches!(reader.last, NumberKind::Hundred | NumberKind::Scale)
                        && next.is_some_and(|next| {
                            matches!(next.number, NumberKind::Unit | NumberKind::Teen | NumberKind::Tens)
                                && reader.accepts(next.number)
                        })
                }
                _ => false,
            };
        if !joins {
            break;
        }
        at += 1;
    }
    if end == idx {
        return None;
    }
    let mut found = numeral(idx, end, reader.total + reader.group, reader.form);
    if reader.last == NumberKind::Scale {
        found.scale = lexemes.sense(document.tokens[end - 1].word).value;
    }
    // "tens of thousands"
    if found.form == Form::Vague && document.tokens.len() > end + 1 && document.lower(end) == "of" {
        let sense = lexemes.sense(document.tokens[end + 1].word);
        if sense.number == NumberKind::Scales && sense.value > found.value.min(100.0) {
            found.value *= sense.value;
            found.last += 2;
        }
    }
    found.composed = end - idx > 1;
    Some(found)
}

/// "half a million"
fn half_a_million(document: &Document<'_>, lexemes: &Lexemes, idx: usize) -> Option<Numeral> {
    let denominator = lexemes.sense(document.tokens[idx].word);
    let link = |at: usize| document.tokens.get(at).is_some_and(|_| matches!(document.lower(at), "a" | "-" | "of"));
    let place = (idx + 1..idx + 3).find(|at| !link(*at)).unwrap_or(idx + 3);
    let scale = lexemes.sense(document.tokens.get(place)?.word);
    let is_part = matches!(document.lower(idx), "half" | "quarter");
    let is_scale = matches!(scale.number, NumberKind::Scale | NumberKind::Dozen | NumberKind::Hundred);
    let value = scale.value / denominator.value;
    (is_part && is_scale).then(|| Numeral { composed: true, ..numeral(idx, place + 1, value, Form::Cardinal) })
}

struct Words {
    total: f64,
    group: f64,
    last: NumberKind,
    form: Form,
}

impl Words {
    fn accepts(&self, kind: NumberKind) -> bool {
        use NumberKind as K;
        match kind {
            K::Unit | K::Teen | K::Tens => match self.last {
                K::None | K::Hundred | K::Scale => true,
                K::Tens => kind == K::Unit,
                _ => false,
            },
            K::Hundred => matches!(self.last, K::None | K::Unit | K::Teen | K::Tens),
            K::Scale => self.last != K::Ordinal,
            K::Dozen => matches!(self.last, K::None | K::Unit | K::Teen | K::Tens),
            K::Scales => self.last == K::None,
            K::Ordinal => matches!(self.last, K::None | K::Tens | K::Hundred | K::Scale),
            _ => false,
        }
    }

    fn take(&mut self, kind: NumberKind, value: f64, is_first: bool) -> bool {
        use NumberKind as K;
        if !self.accepts(kind) || (is_first && kind == K::None) {
            return false;
        }
        match kind {
            K::Unit | K::Teen | K::Tens => self.group += value,
            K::Hundred | K::Dozen => self.group = self.group.max(1.0) * value,
            K::Scale => {
                let times = if self.group == 0.0 { 1.0 } else { self.group };
                self.total += times * value;
                self.group = 0.0;
            }
            K::Scales => {
                self.group = value;
                self.form = Form::Vague;
            }
            _ => {
                self.group = if value >= 100.0 { self.group.max(1.0) * value } else { self.group + value };
                self.form = Form::Ordinal;
            }
        }
        self.last = kind;
        true
    }
}

/// What may follow a cardinal: a fraction ("2 1/2", "two and a half"), scale words ("36 billion").
fn with_tail(document: &Document<'_>, lexemes: &Lexemes, mut found: Numeral) -> Numeral {
    if found.digits {
        read_slash(document, &mut found);
    }
    if found.form != Form::Cardinal {
        return found;
    }
    let mut at = found.last as usize;
    let word = |at: usize| if at < document.tokens.len() { document.lower(at) } else { "" };
    if word(at) == "and" && word(at + 1) == "a" && word(at + 2) == "half" {
        found.value += 0.5;
        at += 3;
    } else if word(at) == "point" && !found.digits {
        let sense = document.tokens.get(at + 1).map(|token| lexemes.sense(token.word));
        if let Some(sense) = sense.filter(|sense| sense.number == NumberKind::Unit) {
            found.value += sense.value / 10.0;
            at += 2;
        }
    }
    let mut scaled = false;
    loop {
        let glued = document.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Hyphen);
        let place = if glued { at + 1 } else { at };
        let sense = document.tokens.get(place).map(|token| lexemes.sense(token.word)).unwrap_or_default();
        let is_scale = matches!(sense.number, NumberKind::Scale | NumberKind::Dozen)
            || (sense.number == NumberKind::Hundred && found.digits);
        if !is_scale || (scaled && !found.digits) {
            break;
        }
        found.value *= sense.value;
        found.scale *= sense.value;
        at = place + 1;
        scaled = true;
    }
    found.composed |= at != found.last as usize;
    found.last = at as u32;
    found
}

/// `1/40`, `2 1/2`, `1⁄32`.
fn read_slash(document: &Document<'_>, found: &mut Numeral) {
    let slash = |at: usize| {
        let mark = document.tokens.get(at + 1)?;
        let is_slash = mark.is_glued() && (mark.kind == TokenKind::Slash || document.word(at + 1) == "⁄");
        let denominator = document.tokens.get(at + 2)?;
        if !is_slash || !denominator.is_glued() || denominator.kind != TokenKind::Number {
            return None;
        }
        let ended = document.tokens.get(at + 3).is_none_or(|next| !(next.is_glued() && next.kind == TokenKind::Slash));
        let (top, bottom) = (document.word(at).parse::<f64>().ok()?, document.word(at + 2).parse::<f64>().ok()?);
        (ended && bottom > top && top > 0.0).then_some(top / bottom)
    };
    let at = found.last as usize;
    if let Some(value) = slash(at - 1) {
        if !found.composed {
            (found.value, found.form, found.last) = (value, Form::Fraction, at as u32 + 2);
        }
    } else if document.tokens.get(at).is_some_and(|next| next.kind == TokenKind::Number) {
        if let Some(part) = slash(at) {
            found.value += part;
            found.last = at as u32 + 3;
            found.composed = true;
        }
    }
}
