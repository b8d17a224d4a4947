//! Actor and agent dictionaries of PETRARCH and TABARI, the coders of political events.
//!
//! Both are written in capitals with underscores for blanks; names come back with capitals at the start of words.
//! Comments begin with `;` or `#`, or are lines in angle brackets.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::reading::Reading;
use crate::actors::UserActor;
use crate::error::Result;
use crate::lexicon::embedded;
use crate::model::{ActorKind, Date};

const ALPHA3: &str = include_str!("../lexicon/alpha3.tsv");
static COUNTRIES: Lazy<HashMap<&str, &str>> =
    Lazy::new(|| embedded("alpha3.tsv", ALPHA3, 2).map(|row| (row.cell(0), row.cell(1))).collect());

/// Reads an actor dictionary: heads `ANNA_BERG_ [SWEGOV]`, synonyms `+A._BERG_`, and codes with dates,
/// `[SWEGOV 180101-220930]`, `[SWEELI <180101]`, `[SWEELI >220930]`, each indented on a line of its own.
///
/// Each head is an actor with its synonyms as aliases and the code that holds on the day `on` as id: the first dated
/// one that fits, else the one without dates. Without a day the last code stands. Heads that have no code on that day,
/// or a code that stands for nothing (`---`, `###`), are left out. The first three letters of a code are the country
/// where they are one; a bare country code is a `country`; a name whose codes change with time and say a role is a
/// `person`; else the role decides (`GOV`, `MIL`, `MED`, `PTY` …). Years of two digits are 1930 to 2029.
///
/// # Errors
///
/// [`crate::ErrorKind::Format`] with the lines that are neither head, synonym nor code.
///
/// # Examples
///
/// ```
/// use whosaid::formats::petrarch::read_actors;
/// let dictionary = "ANNA_BERG_ ; invented\n+A._BERG_\n\t[SWEGOV 180101-220930]\n\t[SWEELI >220930]\n";
/// let then = read_actors("actors.txt", dictionary, Some("2020-05-01".parse()?))?;
/// assert_eq!((then[0].name.as_str(), then[0].id.as_deref()), ("Anna Berg", Some("SWEGOV")));
/// assert_eq!(then[0].country.as_deref(), Some("SE"));
/// let before = read_actors("actors.txt", dictionary, Some("2015-05-01".parse()?))?;
/// assert!(before.is_empty());
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_actors(file: &str, text: &str, on: Option<Date>) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    let mut head: Option<Head<'_>> = None;
    let mut in_comment = false;
    for (idx, line) in text.lines().enumerate() {
        let line_number = idx + 1;
        if skips(line, &mut in_comment) {
            continue;
        }
        let (words, code) = match read_line(line) {
            Ok(parts) => parts,
            Err(what) => {
                reading.fault(line_number, what);
                continue;
            }
        };
        match (&mut head, words.strip_prefix('+')) {
            _ if words.is_empty() && code.is_none() => {}
            (Some(head), Some(synonym)) => {
                head.synonyms.push(name_of(synonym));
                head.codes.extend(code);
            }
            (Some(head), None) if words.is_empty() => head.codes.extend(code),
            (None, Some(_)) => reading.fault(line_number, "a synonym before any actor"),
            (None, None) if words.is_empty() => reading.fault(line_number, "a code before any actor"),
            _ => {
                let codes = code.into_iter().collect();
                let next = Head { line: line_number, name: name_of(words), synonyms: Vec::new(), codes };
                close(&mut reading, head.replace(next), on);
            }
        }
    }
    close(&mut reading, head, on);
    reading.finish()
}

/// Reads an agent dictionary: `FOREIGN_MINISTER {FOREIGN_MINISTERS} [~GOV]`, with sets of words,
/// `!PERSON! = MAN, WOMAN`, put in where they stand in a name.
///
/// Each agent is a `group` (or what its role says) with its plural as alias and its code as id. Without braces the
/// plural is formed by rule; empty braces mean that there is none.
///
/// # Errors
///
/// [`crate::ErrorKind::Format`] with the lines that are neither agent nor set.
///
/// # Examples
///
/// ```
/// use whosaid::formats::petrarch::read_agents;
/// let agents = read_agents("agents.txt", "!PERSON! = MAN, WOMAN\nFERRY!PERSON! [~LAB]\nARMED_FORCES {} [~MIL]\n")?;
/// assert_eq!(agents[0].name, "Ferryman");
/// assert_eq!(agents[2].kind, whosaid::model::ActorKind::Military);
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_agents(file: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    let mut sets: Vec<(String, Vec<String>)> = Vec::new();
    let mut in_comment = false;
    for (idx, line) in text.lines().enumerate() {
        let number = idx + 1;
        if skips(line, &mut in_comment) {
            continue;
        }
        let line = strip_comment(line);
        if let Some((name, words)) = line.split_once('=').filter(|(name, _)| name.trim().starts_with('!')) {
            sets.push((name.trim().to_owned(), words.split(',').map(|word| word.trim().to_owned()).collect()));
            continue;
        }
        let (words, code) = match split_code(line) {
            Ok(("", None)) => continue,
            Ok((words, Some(code))) => (words, code),
            Ok((_, None)) => {
                reading.fault(number, "expected a code in brackets");
                continue;
            }
            Err(what) => {
                reading.fault(number, what);
                continue;
            }
        };
        let (singular, plural) = match words.split_once('{') {
            Some((singular, rest)) => (singular, Some(rest.trim_end().trim_end_matches('}').trim())),
            None => (words, None),
        };
        for form in fill(singular.trim(), &sets) {
            let mut actor = UserActor::new(name_of(&form));
            actor.kind = kind_of_role(&code.replace('~', ""), false).unwrap_or(ActorKind::Group);
            actor.id = Some(code.trim().to_owned());
            match plural {
                None => actor.aliases.push(plural_of(&actor.name)),
                Some("") => {}
                Some(plural) => actor.aliases.push(name_of(plural)),
            }
            reading.keep(number, actor);
        }
    }
    reading.finish()
}

/// A head with what belongs to it.
struct Head<'t> {
    line: usize,
    name: String,
    synonyms: Vec<String>,
    codes: Vec<Code<'t>>,
}

/// A code and the days on which it holds, as numbers `yyyymmdd`, both included.
struct Code<'t> {
    code: &'t str,
    from: u32,
    to: u32,
}

impl Code<'_> {
    fn is_dated(&self) -> bool {
        self.from > 0 || self.to < u32::MAX
    }

    /// `SWEGOV`, `SWEGOV <180101]`, `SWEGOV >220930`, `SWEGOV 180101-220930`.
    fn parse(inside: &str) -> std::result::Result<Code<'_>, String> {
        let inside = inside.trim();
        let (code, days) = match inside.find([' ', '\t', '<', '>']) {
            Some(place) => (&inside[..place], inside[place..].trim()),
            None => (inside, ""),
        };
        if code.is_empty() || code.contains('-') && code.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(format!("expected a code, found {inside:?}"));
        }
        // "Before" and "after" leave out the day itself.
        let (from, to) = if let Some(day) = days.strip_prefix('<') {
            (0, day_of(day)?.saturating_sub(1))
        } else if let Some(day) = days.strip_prefix('>') {
            (day_of(day)? + 1, u32::MAX)
        } else if let Some((from, to)) = days.split_once('-') {
            (day_of(from)?, day_of(to)?)
        } else if days.is_empty() {
            (0, u32::MAX)
        } else {
            return Err(format!("expected <day, >day or day-day, found {days:?}"));
        };
        Ok(Code { code, from, to })
    }
}

/// `yymmdd` or `yyyymmdd` as a number `yyyymmdd`. Days that no month has are let through: the files hold some.
fn day_of(text: &str) -> std::result::Result<u32, String> {
    let text = text.trim();
    let number: Option<u32> = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let day = match (number, text.len()) {
        (Some(number), 6) if number / 10_000 < 30 => number + 20_000_000,
        (Some(number), 6) => number + 19_000_000,
        (Some(number), 8) => number,
        _ => return Err(format!("expected a day as yymmdd or yyyymmdd, found {text:?}")),
    };
    if (1..=12).contains(&(day / 100 % 100)) && (1..=31).contains(&(day % 100)) {
        Ok(day)
    } else {
        Err(format!("there is no day {text}"))
    }
}

/// Keeps the actor of a head, if it has a code on that day.
fn close(reading: &mut Reading<'_>, head: Option<Head<'_>>, on: Option<Date>) {
    let Some(head) = head else { return };
    let chosen = match on {
        Some(date) => {
            let day = date.year() as u32 * 10_000 + date.month() * 100 + date.day();
            let holds = |code: &&Code<'_>| code.from <= day && day <= code.to;
            let dated = head.codes.iter().filter(|code| code.is_dated()).find(holds);
            dated.or_else(|| head.codes.iter().find(|code| !code.is_dated()))
        }
        None => head.codes.last(),
    };
    if head.codes.is_empty() {
        reading.fault(head.line, format_args!("{}: an actor without a code", head.name));
    }
    // Several codes for one name: the first.
    let Some(code) = chosen.map(|code| code.code.split('/').next().unwrap_or_default()) else { return };
    if !code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let changes = head.codes.iter().any(Code::is_dated);
    let upper = code.to_ascii_uppercase();
    let mut actor = UserActor::new(head.name);
    actor.aliases = head.synonyms;
    actor.country = upper.get(..3).and_then(|first| COUNTRIES.get(first)).map(|code| (*code).to_owned());
    actor.kind = match (&actor.country, upper.len()) {
        (Some(_), 3) => ActorKind::Country,
        (Some(_), _) => kind_of_role(&upper[3..], changes).unwrap_or(ActorKind::Group),
        (None, _) => kind_of_role(&upper, changes).unwrap_or(ActorKind::Organization),
    };
    actor.id = Some(upper);
    reading.keep(head.line, actor);
}

/// What a role code says; a name whose role changes with time is a person's.
fn kind_of_role(role: &str, changes: bool) -> Option<ActorKind> {
    if changes && !role.is_empty() {
        return Some(ActorKind::Person);
    }
    let kind_of = |part: &str| match part {
        "GOV" | "LEG" | "JUD" => Some(ActorKind::Government),
        "MIL" | "REB" => Some(ActorKind::Military),
        "MED" => Some(ActorKind::Media),
        "PTY" => Some(ActorKind::Party),
        "IGO" | "NGO" | "NGM" | "MNC" | "IMG" | "BUS" | "EDU" => Some(ActorKind::Organization),
        _ => None,
    };
    // The last part is the most special: GOVMED is state media.
    let parts: Vec<&str> = role.as_bytes().chunks(3).filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.into_iter().rev().find_map(kind_of)
}

/// True for lines that are comments, XML comments over several lines included.
fn skips(line: &str, in_comment: &mut bool) -> bool {
    let line = line.trim();
    let begins = line.starts_with('<');
    let skipped = *in_comment || begins || line.starts_with('#') || line.starts_with(';');
    if *in_comment {
        *in_comment = !line.ends_with("-->");
    } else if line.starts_with("<!--") {
        *in_comment = !line.ends_with('>');
    }
    skipped
}

fn strip_comment(line: &str) -> &str {
    // "###" is a code.
    let code_end = line.rfind(']').map_or(0, |place| place + 1);
    let comment = line[code_end..].find(['#', ';']).map(|place| code_end + place);
    let early = line.find(';').filter(|place| line.find('[').is_none_or(|open| *place < open));
    &line[..early.or(comment).unwrap_or(line.len())]
}

/// The words and the code of a line, either may be missing.
fn read_line(line: &str) -> std::result::Result<(&str, Option<Code<'_>>), String> {
    let (words, code) = split_code(strip_comment(line))?;
    Ok((words, code.map(Code::parse).transpose()?))
}

/// The words of a line and what stands in its brackets.
fn split_code(line: &str) -> std::result::Result<(&str, Option<&str>), String> {
    match line.split_once('[') {
        None => Ok((line.trim(), None)),
        Some((words, rest)) => match rest.trim_end().strip_suffix(']') {
            Some(code) if !code.contains(['[', ']']) => Ok((words.trim(), Some(code))),
            _ => Err(format!("expected one code that ends with ], found {:?}", rest.trim_end())),
        },
    }
}

/// `ANNA_BERG_` as "Anna Berg", `U.N.` as it is.
fn name_of(words: &str) -> String {
    let words = words.trim().trim_matches('_').replace('_', " ");
    let mut out = String::with_capacity(words.len());
    for (idx, word) in words.split_whitespace().enumerate() {
        out.push_str(if idx > 0 { " " } else { "" });
        let small = ["OF", "THE", "AND", "FOR", "IN", "DE", "AL"].contains(&word) && idx > 0;
        let initials = word.contains('.');
        if small {
            out.push_str(&word.to_lowercase());
        } else if initials {
            out.push_str(word);
        } else {
            out.push_str(&super::spacy::capitalise(&word.to_lowercase()));
        }
    }
    out
}

/// A name with each word of its sets put in.
fn fill(name: &str, sets: &[(String, Vec<String>)]) -> Vec<String> {
    match sets.iter().find(|(mark, _)| name.contains(mark.as_str())) {
        None => vec![name.to_owned()],
        Some((mark, words)) => words.iter().map(|word| name.replace(mark.as_str(), word)).collect(),
    }
}

fn plural_of(name: &str) -> String {
    let consonant_before = |name: &str| !name.ends_with(['a', 'e', 'i', 'o', 'u']);
    match name.strip_suffix('y') {
        Some(stem) if consonant_before(stem) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}
