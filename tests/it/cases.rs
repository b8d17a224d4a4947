//! Runs the case files of a stage: text in, text out, one closure.
//!
//! The forms are described in `tests/cases/README.md`. Expectations say what a careful reader wants;
//! a line `# wrong: …` before a text says what comes out today instead, and the test holds that too.
//! `UPDATE=1` brings the `# wrong:` lines up to date, `UPDATE=all` rewrites the expectations.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// One case of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Case {
    /// The idea it shows: the `#` line before it.
    pub name: String,
    /// The lines `key: value` that hold for it, `published` for instance.
    pub fields: Vec<(String, String)>,
    /// The text, escapes (`\t`, `\r`, `\u{a0}`, `\\`) decoded.
    pub input: String,
    /// What is wanted, one result a line.
    pub expected: String,
    /// What comes out today where that is something else; results joined with ` / `.
    pub wrong: Option<String>,
    written: String,
    is_line: bool,
}

impl Case {
    /// The value of a line `key: value`, the last one before the case.
    #[allow(dead_code)] // not every stage has fields
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().rev().find(|field| field.0 == key).map(|field| field.1.as_str())
    }
}

/// A part of a case file: lines to keep as they are, or a case.
enum Part {
    Kept(String),
    Case(Case),
}

/// Runs all case files of `tests/cases/<stage>`; fails with every difference at once.
///
/// The closure returns one result a line. In files with one case a line, results are joined with ` ; `.
pub fn run(stage: &str, mut check: impl FnMut(&Case) -> String) {
    let update = std::env::var("UPDATE").unwrap_or_default();
    let (mut report, mut n_cases) = (String::new(), 0);
    for path in case_files(stage) {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut parts = parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut has_changed = false;
        for part in &mut parts {
            let Part::Case(case) = part else { continue };
            n_cases += 1;
            let found = tidy(&check(case), case.is_line);
            let one_line = found.replace('\n', " / ");
            let complaint = match &case.wrong {
                None if found == case.expected => continue,
                None => difference(&case.expected, &found),
                Some(_) if found == case.expected => "    right now: drop its line `# wrong:`\n".to_owned(),
                Some(wrong) if *wrong == one_line => continue,
                Some(wrong) => format!("    still wrong, but otherwise\n{}", difference(wrong, &one_line)),
            };
            has_changed = true;
            let _ =
                writeln!(report, "\n{}: {}\n    {}\n{complaint}", path.display(), case.name, case.written.trim_end());
            case.wrong = (found != case.expected && update == "1").then_some(one_line);
            if update == "all" {
                case.expected = found;
            }
        }
        if has_changed && !update.is_empty() {
            fs::write(&path, write(&parts)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    assert!(n_cases > 0, "no cases in tests/cases/{stage}");
    assert!(report.is_empty() || !update.is_empty(), "{report}\nUPDATE=1 notes these as wrong");
}

fn case_files(stage: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(stage);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok()).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

fn parse(text: &str) -> Result<Vec<Part>, String> {
    if text.lines().any(|line| line == "---") { parse_blocks(text) } else { parse_lines(text) }
}

/// `# name`, text, `---`, results.
fn parse_blocks(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(first) = lines.next() {
        let Some(name) = first.strip_prefix("# ") else {
            parts.push(Part::Kept(format!("{first}\n")));
            continue;
        };
        parts.push(Part::Kept(format!("{first}\n")));
        let mut case = Case { name: name.to_owned(), ..Case::default() };
        while let Some(line) = lines.next_if(|line| line.starts_with("# ")) {
            if let Some(wrong) = line.strip_prefix("# wrong: ") {
                case.wrong = Some(wrong.to_owned());
                continue;
            }
            case.fields.extend(line[2..].split_once(": ").map(|(key, value)| (key.to_owned(), value.to_owned())));
            parts.push(Part::Kept(format!("{line}\n")));
        }
        let mut input = Vec::new();
        loop {
            match lines.next() {
                Some("---") => break,
                Some(line) => input.push(line),
                None => return Err(format!("case {name:?} has no line `---`")),
            }
        }
        case.written = input.join("\n");
        case.input = decode(&case.written).ok_or_else(|| format!("case {name:?} has an unknown escape"))?;
        let mut expected = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("# ")) {
            let _ = writeln!(expected, "{line}");
        }
        case.expected = tidy(&expected, false);
        parts.push(Part::Case(case));
    }
    Ok(parts)
}

/// `text => results`, with lines `key: value` that hold for the cases below them.
fn parse_lines(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let (mut name, mut fields, mut wrong) = (String::new(), Vec::new(), None);
    for line in text.lines() {
        if let Some((input, expected)) = line.rsplit_once(" => ") {
            let input = decode(input).ok_or_else(|| format!("{input:?} has an unknown escape"))?;
            let expected = expected.trim().to_owned();
            let (name, fields, written) = (name.clone(), fields.clone(), line.to_owned());
            let wrong = wrong.take();
            parts.push(Part::Case(Case { name, fields, input, expected, wrong, written, is_line: true }));
        } else if let Some(found) = line.strip_prefix("# wrong: ") {
            wrong = Some(found.to_owned());
        } else {
            match (line.strip_prefix("# "), line.split_once(": ")) {
                (Some(idea), _) => name = idea.to_owned(),
                (None, Some((key, value))) => fields.push((key.to_owned(), value.to_owned())),
                (None, None) if line.is_empty() => {}
                (None, None) => return Err(format!("{line:?} is no case")),
            }
            parts.push(Part::Kept(format!("{line}\n")));
        }
    }
    Ok(parts)
}

fn write(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Kept(line) => out.push_str(line),
            Part::Case(case) => {
                if let Some(wrong) = &case.wrong {
                    let _ = writeln!(out, "# wrong: {wrong}");
                }
                let _ = match case.written.rsplit_once(" => ") {
                    Some((input, _)) if case.is_line => writeln!(out, "{input} => {}", case.expected),
                    _ => writeln!(out, "{}\n---\n{}\n", case.written, case.expected),
                };
            }
        }
    }
    format!("{}\n", out.trim_end())
}

fn tidy(text: &str, is_line: bool) -> String {
    let lines: Vec<&str> = text.trim_matches('\n').lines().map(str::trim_end).collect();
    let joined = lines.join(if is_line { " ; " } else { "\n" });
    if is_line && joined.is_empty() { "-".to_owned() } else { joined.trim_end().to_owned() }
}

fn decode(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        out.push_str(&rest[..place]);
        let escape = &rest[place + 1..];
        let (c, length) = match escape.chars().next()? {
            'r' => ('\r', 1),
            't' => ('\t', 1),
            '\\' => ('\\', 1),
            'u' => {
                let end = escape.find('}')?;
                (char::from_u32(u32::from_str_radix(escape.get(2..end)?, 16).ok()?)?, end + 1)
            }
            _ => return None,
        };
        out.push(c);
        rest = &escape[length..];
    }
    out.push_str(rest);
    Some(out)
}

fn difference(expected: &str, found: &str) -> String {
    let mut out = String::new();
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    for line in 0..old.len().max(new.len()) {
        let (wanted, got) = (old.get(line), new.get(line));
        if wanted == got {
            let _ = writeln!(out, "      {}", wanted.unwrap_or(&""));
            continue;
        }
        for (sign, text) in [('-', wanted), ('+', got)] {
            if let Some(text) = text {
                let _ = writeln!(out, "    {sign} {text}");
            }
        }
    }
    out
}

#[test]
fn case_files_are_read_and_written_back() {
    let blocks = "# one\n# published: 2025-09-03\n# wrong: y / z\nA\\u{a0}b\n\nc\n---\nx\n\n# two\n\n---\n";
    let parts = parse(blocks).unwrap();
    assert_eq!(write(&parts).trim_end(), blocks.trim_end());
    let cases: Vec<&Case> =
        parts.iter().filter_map(|part| if let Part::Case(c) = part { Some(c) } else { None }).collect();
    assert_eq!((cases[0].input.as_str(), cases[0].expected.as_str()), ("A\u{a0}b\n\nc", "x"));
    assert_eq!((cases[0].field("published"), cases[0].wrong.as_deref()), (Some("2025-09-03"), Some("y / z")));
    assert_eq!((cases[1].input.as_str(), cases[1].expected.as_str()), ("", ""));

    let lines = "published: 2025-09-05\n# an idea\n# wrong: -\nOn Thursday. => DATE\nNow. => -\n";
    assert_eq!(write(&parse(lines).unwrap()), lines);
}
