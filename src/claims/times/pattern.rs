//! The pattern language of `time_rules.tsv`: rows of steps over word classes, and the parts that a match names.

use crate::claims::lexemes::{Class, Lexemes};
use crate::claims::numerals::{Form, Numeral};
use crate::lexicon::{Vocabulary, WordId, embedded};
use crate::text::{Document, Shape, TokenKind};

const TIME_RULES: &str = include_str!("../../lexicon/en/time_rules.tsv");

/// One row of the rule table.
#[derive(Debug)]
pub(super) struct Rule {
    /// Name of its meaning.
    pub meaning: &'static str,
    steps: Vec<Step>,
}

#[derive(Debug, Default)]
struct Step {
    class: Class,
    words: Vec<WordId>,
    special: Option<Special>,
    optional: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Special {
    Num,
    Day,
    Year,
    Ord,
    Decades,
    Clock,
    Iso,
    Mark(TokenKind),
}

/// Where a relative word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// "last"
    Last,
    /// "this", "current"
    This,
    /// "next"
    Next,
    /// "the latest"
    Latest,
}

/// What the words of a match say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Parts {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Month, 1 to 12; 0 for none (so with the other numbers).
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// Year.
    pub year: Option<i32>,
    /// Monday is 1.
    pub weekday: u32,
    /// Code of the unit.
    pub unit: u8,
    /// Code of the season.
    pub season: u32,
    /// Code of the part of the day.
    pub part: u8,
    /// Code of the reference.
    pub reference: u8,
    /// Code of the rate.
    pub rate: u8,
    /// Morning is 1, afternoon 2.
    pub ampm: u8,
    /// First number.
    pub num: Option<f64>,
    /// Second number.
    pub num2: Option<f64>,
    /// Ordinal.
    pub ord: u32,
    /// First year of a decade.
    pub decade: Option<i32>,
    /// Hour and minute.
    pub clock: Option<(u32, u32)>,
    /// Last, this, next.
    pub toward: Option<Toward>,
    /// "several", "few"
    pub vague: bool,
    /// "later" among the words
    pub later: bool,
    /// "following"
    pub following: bool,
    /// True if the weekday does not fit the given date or the date does not exist.
    pub impossible: bool,
}

/// The text a pattern is held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The document.
    pub document: &'a Document<'a>,
    /// Senses of its words.
    pub lexemes: &'a Lexemes,
    /// Its numerals in text order.
    pub numerals: &'a [Numeral],
}

impl<'a> Scene<'a> {
    /// The numeral that begins at a token.
    pub(super) fn numeral_at(&self, idx: usize) -> Option<&'a Numeral> {
        let token = self.document.tokens.get(idx)?;
        let may_be = token.kind == TokenKind::Number || self.class(idx).any(Class::NUMBER);
        // "½"
        if !may_be && !token.shape.has(Shape::FOREIGN) {
            return None;
        }
        let place = self.numerals.partition_point(|numeral| (numeral.first as usize) < idx);
        self.numerals.get(place).filter(|numeral| numeral.first as usize == idx)
    }

    /// The classes of a token; none past the end.
    pub(super) fn class(&self, idx: usize) -> Class {
        self.document.tokens.get(idx).map_or(Class::default(), |token| self.lexemes.sense(token.word).class)
    }

    /// The lower-cased word of a token; empty past the end.
    pub(super) fn word(&self, idx: usize) -> &'a str {
        if idx < self.document.tokens.len() { self.document.lower(idx) } else { "" }
    }

    /// The kind of a token; a stop past the end.
    pub(super) fn kind(&self, idx: usize) -> TokenKind {
        self.document.tokens.get(idx).map_or(TokenKind::Stop, |token| token.kind)
    }
}

/// Loads the embedded rules; their literal words go into the vocabulary.
pub(super) fn load_rules(vocabulary: &mut Vocabulary) -> Vec<Rule> {
    embedded("time_rules.tsv", TIME_RULES, 3)
        .map(|row| Rule {
            meaning: row.cell(2),
            steps: row.list(1, ' ').map(|step| read_step(step, vocabulary)).collect(),
        })
        .collect()
}

fn read_step(text: &str, vocabulary: &mut Vocabulary) -> Step {
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let mut step = Step { optional, ..Step::default() };
    for part in text.split('|') {
        match part {
            "NUM" => step.special = Some(Special::Num),
            "DAY" => step.special = Some(Special::Day),
            "YEAR" => step.special = Some(Special::Year),
            "ORD" => step.special = Some(Special::Ord),
            "DECADES" => step.special = Some(Special::Decades),
            "CLOCK" => step.special = Some(Special::Clock),
            "ISO" => step.special = Some(Special::Iso),
            "," => step.special = Some(Special::Mark(TokenKind::Comma)),
            "-" => step.special = Some(Special::Mark(TokenKind::Hyphen)),
            "'s" => {
                step.words.push(vocabulary.intern("'s"));
                step.words.push(vocabulary.intern("’s"));
            }
            "o'clock" => {
                step.words.push(vocabulary.intern("o'clock"));
                step.words.push(vocabulary.intern("o’clock"));
            }
            _ if part.starts_with(|c: char| c.is_uppercase()) => {
                let class = Class::named(&part.to_lowercase()).unwrap_or_default();
                step.class = step.class.or(class);
            }
            _ => step.words.push(vocabulary.intern(part)),
        }
    }
    step
}

impl Rule {
    pub(super) fn n_steps(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn is_optional(&self, step: usize) -> bool {
        self.steps[step].optional
    }

    /// The words that stand in the pattern themselves.
    pub(super) fn words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.steps.iter().flat_map(|step| step.words.iter().copied())
    }

    /// True if the step may take a number in digits.
    pub(super) fn takes_number(&self, step: usize) -> bool {
        self.steps[step].special.is_some_and(|special| !matches!(special, Special::Mark(_)))
    }

    /// True if the step takes a mark; dashes are hyphens.
    pub(super) fn takes_mark(&self, step: usize, kind: TokenKind) -> bool {
        self.steps[step].special == Some(Special::Mark(kind))
    }

    /// True if the step may take a word of this class.
    pub(super) fn takes_word(&self, step: usize, class: Class, word: WordId) -> bool {
        let is_number = class.any(Class::NUMBER.or(Class::DECADE));
        let own = &self.steps[step];
        class.any(own.class) || own.words.contains(&word) || is_number && self.takes_number(step)
    }

    /// Holds the rule against the tokens from `idx`, within `end`; the parts of the longest reading.
    pub(super) fn read(&self, scene: Scene<'_>, idx: usize, end: usize) -> Option<Parts> {
        let parts = Parts { first: idx, last: idx, ..Parts::default() };
        read_steps(&self.steps, scene, idx, end, &parts)
    }
}

fn read_steps(steps: &[Step], scene: Scene<'_>, idx: usize, end: usize, parts: &Parts) -> Option<Parts> {
    let Some((step, rest)) = steps.split_first() else {
        return (parts.last > parts.first).then_some(*parts);
    };
    if idx < end && step.may_take(scene, idx) {
        let mut taken = *parts;
        if let Some(next) = step.take(scene, idx, &mut taken).filter(|next| *next <= end) {
            taken.last = next;
            if let Some(found) = read_steps(rest, scene, next, end, &taken) {
                return Some(found);
            }
        }
    }
    if step.optional { read_steps(rest, scene, idx, end, parts) } else { None }
}

impl Step {
    /// False if the step certainly takes nothing at `idx`: most do not, and parts need not be copied then.
    fn may_take(&self, scene: Scene<'_>, idx: usize) -> bool {
        let token = &scene.document.tokens[idx];
        let is_word = token.word != WordId::UNKNOWN
            && (scene.lexemes.sense(token.word).class.any(self.class) || self.words.contains(&token.word));
        is_word
            || match self.special {
                None => false,
                Some(Special::Mark(TokenKind::Hyphen)) => matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash),
                Some(Special::Mark(kind)) => token.kind == kind,
                Some(_) => true,
            }
    }

    /// Takes the step's tokens at `idx`; the index after them.
    fn take(&self, scene: Scene<'_>, idx: usize, parts: &mut Parts) -> Option<usize> {
        let token = &scene.document.tokens[idx];
        if token.word != WordId::UNKNOWN {
            let sense = scene.lexemes.sense(token.word);
            if sense.class.any(self.class) {
                if self.class.any(Class::MONTH.or(Class::WEEKDAY)) && !token.is_capitalised() {
                    return None;
                }
                note(Class(sense.class.0 & self.class.0), sense.code, parts);
                return Some(idx + 1);
            }
            if self.words.contains(&token.word) {
                note(Class(sense.class.0 & LITERAL_UNIT.0), sense.code, parts);
                note_word(scene.word(idx), parts);
                return Some(idx + 1);
            }
        }
        match self.special? {
            Special::Mark(TokenKind::Hyphen) => {
                let joins = token.kind == TokenKind::Hyphen || (token.kind == TokenKind::Dash && token.is_glued());
                joins.then_some(idx + 1)
            }
            Special::Mark(kind) => (token.kind == kind).then_some(idx + 1),
            special => take_number(special, scene, idx, parts),
        }
    }
}

/// Classes that a literal word of a pattern also names: "week", "quarter", "yesterday", "nights".
const LITERAL_UNIT: Class = Class(1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 8);

fn note(class: Class, code: u8, parts: &mut Parts) {
    if class.any(Class::MONTH) {
        parts.month = u32::from(code);
    } else if class.any(Class::WEEKDAY) || class.any(Class::WEEKDAYS) {
        parts.weekday = u32::from(code);
    } else if class.any(Class::UNIT.or(Class::UNITS)) {
        parts.unit = code;
    } else if class.any(Class::SEASON) {
        parts.season = u32::from(code);
    } else if class.any(Class::PART) {
        parts.part = code;
    } else if class.any(Class::REF) {
        parts.reference = code;
    } else if class.any(Class::AMPM) {
        parts.ampm = code;
    } else if class.any(Class::RATE) {
        parts.rate = code;
    } else if class.any(Class::LAST) {
        parts.toward = Some(Toward::Last);
    } else if class.any(Class::NEXT) {
        parts.toward = Some(Toward::Next);
    } else if class.any(Class::LATEST) {
        parts.toward = Some(Toward::Latest);
    } else if class.any(Class::THIS) || class.any(Class::CURRENT) {
        parts.toward = parts.toward.or(Some(Toward::This));
    } else if class.any(Class::FOLLOWING) {
        parts.following = true;
    } else if class.any(Class::VAGUE) {
        parts.vague = true;
    } else if class.any(Class::DECADE) {
        parts.decade = Some(1900 + i32::from(code) * 10);
    }
}

fn note_word(word: &str, parts: &mut Parts) {
    match word {
        "later" => parts.later = true,
        "couple" => parts.num = Some(2.0),
        "other" => parts.num = Some(2.0),
        "next" => parts.toward = Some(Toward::Next),
        "recent" => parts.toward = Some(Toward::Latest),
        _ => {}
    }
}

fn take_number(special: Special, scene: Scene<'_>, idx: usize, parts: &mut Parts) -> Option<usize> {
    let token = &scene.document.tokens[idx];
    if special == Special::Decades && scene.class(idx).any(Class::DECADE) {
        parts.decade = Some(1900 + i32::from(scene.lexemes.sense(token.word).code) * 10);
        return Some(idx + 1);
    }
    let numeral = scene.numeral_at(idx)?;
    let next = numeral.last as usize;
    let is_plain = numeral.form == Form::Cardinal && !numeral.composed && numeral.suffix == 0;
    match special {
        Special::Num => {
            let fits = matches!(numeral.form, Form::Cardinal | Form::Fraction | Form::Vague) && numeral.suffix == 0;
            if !fits {
                return None;
            }
            if numeral.form == Form::Vague {
                parts.vague = true;
            }
            match parts.num {
                None => parts.num = Some(numeral.value),
                Some(_) => parts.num2 = Some(numeral.value),
            }
            Some(next)
        }
        Special::Day => {
            let written = (is_plain && numeral.digits && token.end - token.start <= 2) || numeral.form == Form::Ordinal;
            parts.day = numeral.value as u32;
            (written && (1.0..=31.0).contains(&numeral.value)).then_some(next)
        }
        Special::Ord => {
            parts.ord = numeral.value as u32;
            (numeral.form == Form::Ordinal && numeral.value <= 100.0).then_some(next)
        }
        Special::Decades => {
            parts.decade = Some(numeral.value as i32);
            (numeral.form == Form::Decade).then_some(next)
        }
        Special::Year => take_year(scene, idx, numeral, parts),
        Special::Clock => {
            let word = scene.word(idx);
            if numeral.suffix > 0 {
                parts.ampm = u8::from(word.ends_with("am")) + 2 * u8::from(word.ends_with("pm"));
            }
            take_clock(numeral, parts)
        }
        Special::Iso => take_iso(scene, idx, parts),
        Special::Mark(_) => None,
    }
}

/// "1987", "’98", "nineteen eighty-seven", "two thousand".
fn take_year(scene: Scene<'_>, idx: usize, numeral: &Numeral, parts: &mut Parts) -> Option<usize> {
    let token = &scene.document.tokens[idx];
    let next = numeral.last as usize;
    if numeral.form != Form::Cardinal || numeral.suffix != 0 {
        return None;
    }
    if numeral.digits {
        let length = token.end - token.start;
        let after_mark = idx > 0
            && token.is_glued()
            && matches!(scene.kind(idx - 1), TokenKind::Apostrophe | TokenKind::OpenQuote)
            && length == 2;
        let value = numeral.value as i32;
        parts.year =
            Some(if after_mark && value > 40 { 1900 + value } else { value + if after_mark { 2000 } else { 0 } });
        return (!numeral.composed && (after_mark || (length == 4 && (1000..2200).contains(&value)))).then_some(next);
    }
    if let Some(tail) = scene.numeral_at(next) {
        let written = (18.0..=20.0).contains(&numeral.value)
            && !tail.digits
            && tail.form == Form::Cardinal
            && (10.0..100.0).contains(&tail.value);
        if written {
            parts.year = Some(numeral.value as i32 * 100 + tail.value as i32);
            return Some(tail.last as usize);
        }
    }
    parts.year = Some(numeral.value as i32);
    let follows_year = idx > 0 && scene.word(idx - 1) == "year";
    (follows_year && (1000.0..2200.0).contains(&numeral.value)).then_some(next)
}

fn take_clock(numeral: &Numeral, parts: &mut Parts) -> Option<usize> {
    let (hour, minute) = match numeral.form {
        Form::Clock => (numeral.value as u32, ((numeral.value.fract()) * 100.0).round() as u32),
        Form::Cardinal if !numeral.composed && (1.0..=12.0).contains(&numeral.value) && numeral.suffix == 0 => {
            (numeral.value as u32, 0)
        }
        _ => return None,
    };
    parts.clock = Some((hour, minute));
    Some(numeral.last as usize)
}

/// `2025-09-03`, `14/03/2025`, `3/14/2025`
fn take_iso(scene: Scene<'_>, idx: usize, parts: &mut Parts) -> Option<usize> {
    let tokens = scene.document.tokens.get(idx..idx + 5)?;
    let is_glued = tokens[1..].iter().all(|token| token.is_glued());
    let has_numbers = [tokens[0], tokens[2], tokens[4]].iter().all(|token| token.kind == TokenKind::Number);
    let is_parted_by = |mark| [tokens[1], tokens[3]].iter().all(|token| token.kind == mark);
    if !is_glued || !has_numbers {
        return None;
    }
    let digits = |at: usize| tokens[at].end - tokens[at].start;
    let number = |at: usize| scene.word(idx + at).parse::<u32>().ok();
    let (year, month, day) = if is_parted_by(TokenKind::Hyphen) && (digits(0), digits(2), digits(4)) == (4, 2, 2) {
        (number(0)?, number(2)?, number(4)?)
    } else if is_parted_by(TokenKind::Slash) && digits(0) <= 2 && digits(2) <= 2 && digits(4) == 4 {
        // Day or month may stand first; only a number that is no month tells which.
        match (number(0)?, number(2)?) {
            (day, month) if day > 12 => (number(4)?, month, day),
            (month, day) if day > 12 || day == month => (number(4)?, month, day),
            _ => return None,
        }
    } else {
        return None;
    };
    (parts.year, parts.month, parts.day) = (Some(year as i32), month, day);
    parts.impossible = month == 0 || month > 12 || day == 0;
    Some(idx + 5)
}
