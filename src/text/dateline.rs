//! Bylines, datelines and lines that are only a date.

use crate::span::Span;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "sep",
    "oct",
    "nov",
    "dec",
];

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
];

/// Longest dateline, in bytes.
const LONGEST: usize = 90;

/// The dateline that a paragraph begins with, dash included: `OSLO, March 3 (Fjord News) -`, `Linz, 17 May 2025 —`.
///
/// A place written in capitals may stand alone before the dash, any other needs a date, an agency or a region.
/// Posture: `Hope — the last thing …` is no dateline; a place in small letters alone is missed.
pub(super) fn find_dateline(paragraph: &str) -> Option<Span> {
    if let Some(end) = bracketed_source(paragraph) {
        return Some(Span::new(0, end));
    }
    let head = &paragraph[..paragraph.floor_boundary(LONGEST)];
    let (dash, after) = find_dash(head)?;
    let before = head[..dash].trim_end();
    let rest = paragraph[after..].trim_start();
    if before.is_empty() || rest.is_empty() || !begins_sentence(rest) {
        return None;
    }
    let (place, source) = match before.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((place, source)) => (place.trim_end(), Some(source)),
        None => (before, None),
    };
    let source_fits = source.is_none_or(|source| source.split_whitespace().count() <= 4 && !source.contains('.'));
    let (place, has_date) = split_date(place);
    let capitals = is_place(place, true);
    let fits = source_fits
        && (capitals && place.chars().count() >= 3
            || (source.is_some() || has_date || place.contains(", ")) && is_place(place, false)
            || place.is_empty() && source.is_some_and(|source| is_place(source, false)));
    fits.then_some(Span::new(0, after))
}

/// `【People News】`, the outlet's own name before the first word.
fn bracketed_source(paragraph: &str) -> Option<usize> {
    let inner = paragraph.strip_prefix('【')?;
    let end = inner.find('】').filter(|end| *end <= LONGEST)?;
    Some('【'.len_utf8() + end + '】'.len_utf8())
}

/// The first dash that could end a dateline, and the byte after it.
fn find_dash(head: &str) -> Option<(usize, usize)> {
    for (place, c) in head.char_indices() {
        let after = place + c.len_utf8();
        let spaced = head[..place].ends_with([' ', '\u{a0}', ')']);
        match c {
            '—' | '–' | '―' => return Some((place, after)),
            '-' if head[after..].starts_with("- ") => return Some((place, after + 1)),
            '-' | '_' if spaced && head[after..].starts_with([' ', '\u{a0}']) => return Some((place, after)),
            '"' | '“' | '”' | '?' | '!' | ';' | ':' | '\n' => return None,
            _ => {}
        }
    }
    None
}

fn begins_sentence(rest: &str) -> bool {
    rest.chars().next().is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '„' | '«' | '‘' | '$' | '€' | '£' | '\'')
    })
}

/// Splits `OSLO, March 3, 2025` after the place.
fn split_date(place: &str) -> (&str, bool) {
    let mut cut = place.len();
    let mut has_date = false;
    for (start, word) in words(place).collect::<Vec<_>>().into_iter().rev() {
        let bare = word.trim_matches([',', '.', ' ']);
        let month = MONTHS.iter().any(|month| bare.eq_ignore_ascii_case(month));
        let day = DAYS.iter().any(|day| bare.eq_ignore_ascii_case(day));
        if !(month || day || is_day_or_year(bare)) {
            break;
        }
        has_date |= month || day;
        cut = start;
    }
    if has_date { (place[..cut].trim_end_matches([',', ' ', '.']), true) } else { (place, false) }
}

fn is_day_or_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(digits.len(), 1 | 2 | 4)
        && word.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// One to six capitalised words, commas and strokes between them; the first in capitals if `capitals`.
fn is_place(place: &str, capitals: bool) -> bool {
    let mut n_words = 0;
    for word in place.split([' ', ',', '/', '-', '\u{a0}']).filter(|word| !word.is_empty()) {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let small = letters().any(char::is_lowercase);
        let particle =
            matches!(word, "de" | "la" | "of" | "the" | "and" | "el" | "al" | "du" | "am" | "upon" | "del" | "di");
        let named = letters().next().is_some_and(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
        let joins = particle && n_words > 0;
        if !(named || joins) || capitals && n_words == 0 && small {
            return false;
        }
        n_words += 1;
    }
    (1..=6).contains(&n_words)
}

/// True for a line that says who wrote or edited the article, or when it was printed.
pub(super) fn is_byline(line: &str, n_words: usize) -> bool {
    if n_words > 16 || line.len() > 160 {
        return false;
    }
    let lower = line.to_lowercase();
    let inner = lower.trim_start_matches(['(', '[', '—', '–', '-', ' ', '"', '”']);
    let credit = CREDITS.iter().find_map(|credit| inner.strip_prefix(credit));
    if let Some(rest) = credit {
        let offset = line.len() - rest.len();
        // Lower-casing may change lengths beyond ASCII; then the names are not looked at.
        let names = line.get(offset..).unwrap_or(line).trim_start_matches([':', ' ']);
        return lower.len() != line.len() || names.starts_with("our ") && n_words <= 5 || looks_like_names(names);
    }
    is_role_line(line) || is_date_line(line) || is_sign_off(line)
}

const CREDITS: &[&str] = &[
    "by:",
    "by ",
    "author:",
    "authors:",
    "written by",
    "reporting by",
    "reported by",
    "story by",
    "text by",
    "words by",
    "editor:",
    "edited by",
    "editing by",
    "compiled by",
    "from our",
    "additional reporting",
];

/// The name in a byline: the words after “By”, roles left aside.
pub(super) fn byline_name(line: &str) -> Option<Span> {
    let lower = line.to_ascii_lowercase();
    let credit = ["by:", "by ", "author:", "written by", "story by", "reporting by"].iter().find_map(|credit| {
        let place = lower.find(credit)?;
        (place <= 1).then_some(place + credit.len())
    });
    let start = credit.unwrap_or(0);
    let rest = &line[start..];
    let from = start + (rest.len() - rest.trim_start_matches([':', ' ', '\u{a0}', '•']).len());
    let end = line[from..].find([',', '|', '(', '·', ';', '\n']).map_or(line.len(), |place| from + place);
    let name = line[from..end].trim_end();
    let fits = name.chars().any(char::is_alphabetic) && !name.contains(|c: char| c.is_ascii_digit());
    fits.then_some(Span::new(from, from + name.len()))
}

/// Mostly capitalised words; "By the time they came" is no byline.
fn looks_like_names(names: &str) -> bool {
    let (mut n_names, mut n_small) = (0, 0);
    for word in names.split_whitespace() {
        let first = word.chars().next().unwrap_or(' ');
        let linking = matches!(
            word,
            "and"
                | "in"
                | "for"
                | "of"
                | "de"
                | "van"
                | "von"
                | "der"
                | "the"
                | "our"
                | "al"
                | "bin"
                | "|"
                | "with"
                | "at"
        );
        let role = word.trim_matches([',', '.', ')']).to_ascii_lowercase();
        if first.is_uppercase() || ROLES.contains(&role.as_str()) || role == "staff" {
            n_names += 1;
        } else if first.is_alphabetic() && !linking {
            n_small += 1;
        }
    }
    n_names > 0 && n_small * 2 <= n_names && !names.ends_with(['?', '!', ':']) && !(names.ends_with('.') && n_small > 0)
}

const ROLES: &[&str] = &[
    "writer",
    "correspondent",
    "reporter",
    "editor",
    "contributor",
    "columnist",
    "reporters",
    "writers",
    "correspondents",
    "staff",
    "producer",
    "photographer",
    "agencies",
];

/// `Ana Novak, Staff Writer`, `Ana Novak | Fjord News`
fn is_role_line(line: &str) -> bool {
    let Some((names, role)) = line.split_once([',', '|', '•', '·']) else { return false };
    let last = role.split_whitespace().next_back().unwrap_or("").to_ascii_lowercase();
    let has_role = role.split_whitespace().any(|word| ROLES.contains(&word.to_ascii_lowercase().as_str()));
    let short = role.split_whitespace().count() <= 6;
    is_person(names.trim()) && short && (has_role || ROLES.contains(&last.as_str()) || is_date_line(role.trim()))
}

/// Two to four capitalised words, nothing else.
pub(super) fn is_person(line: &str) -> bool {
    let mut n_words = 0;
    for word in line.split_whitespace() {
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let rest = chars.all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        let particle = matches!(word, "de" | "van" | "von" | "der" | "al" | "bin" | "la");
        if !(capital && rest || particle && n_words > 0) {
            return false;
        }
        n_words += 1;
    }
    (2..=4).contains(&n_words)
}

/// A line of dates and hours only: `Saturday, 15 March 2025`, `30.07.2025, 11:42`, `Published: May 3, 2011 10:32 GMT`.
fn is_date_line(line: &str) -> bool {
    let (mut n_dates, mut n_words) = (0, 0);
    for word in
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')')).filter(|word| !word.is_empty())
    {
        n_words += 1;
        let bare = word.trim_matches(['.', ':', ';', '-', '–', '·', '•']);
        let named = MONTHS.iter().chain(DAYS).any(|name| bare.eq_ignore_ascii_case(name));
        let figures = bare.bytes().any(|byte| byte.is_ascii_digit())
            && bare.bytes().filter(|byte| byte.is_ascii_alphabetic()).count() <= 2;
        let filler = bare.is_empty()
            || [
                "published",
                "updated",
                "posted",
                "at",
                "on",
                "am",
                "pm",
                "a.m",
                "p.m",
                "gmt",
                "utc",
                "est",
                "edt",
                "et",
                "bst",
                "cet",
                "ist",
                "last",
                "date",
                "modified",
                "first",
                "and",
            ]
            .iter()
            .any(|name| bare.eq_ignore_ascii_case(name));
        if !named && !figures && !filler {
            return false;
        }
        // A clock or a bare number is no date: "11:42" heads an entry of a live report.
        n_dates += usize::from(named || figures && bare.len() >= 8);
    }
    n_dates > 0 && n_words >= 2
}

/// The desk's letters and agencies after an article: `tj/jlw (AP, AFP, Reuters)`.
fn is_sign_off(line: &str) -> bool {
    let inner = line.trim_start_matches(['"', '”', ' ']);
    let Some((desk, agencies)) = inner.split_once(' ') else { return false };
    let letters = desk.len() <= 12
        && desk.contains('/')
        && desk.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'/' || byte == b',');
    letters && agencies.starts_with('(') && agencies.ends_with(')')
}

/// Cuts at character boundaries.
trait FloorBoundary {
    /// The largest boundary at or before `place`.
    fn floor_boundary(&self, place: usize) -> usize;
}

impl FloorBoundary for str {
    fn floor_boundary(&self, place: usize) -> usize {
        let mut floor = place.min(self.len());
        while !self.is_char_boundary(floor) {
            floor -= 1;
        }
        floor
    }
}
