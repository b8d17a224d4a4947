//! Patterns of spaCy's entity ruler: `patterns.jsonl`.

use std::collections::HashMap;

use super::gazetteer::kind_of;
use super::json::Json;
use super::reading::Reading;
use crate::actors::UserActor;
use crate::error::Result;
use crate::model::ActorKind;

/// Reads patterns, one JSON object a line: `{"label": "ORG", "pattern": "Nordlys Ferries", "id": "firm-12"}`.
///
/// Patterns of the same label and id become one actor, the first exactly written one its name, the others its
/// aliases; without an id each pattern is an actor. A text, or tokens by `TEXT` or `ORTH`, must be written just so;
/// tokens by `LOWER` may be written in any case. Labels become kinds: `PERSON`, `ORG`, `NORP` (group), `GPE`, `LOC`
/// and `FAC` (location), the names of our own kinds; others are kept as they are. Actors come in order of their first
/// pattern.
///
/// # Errors
///
/// [`crate::ErrorKind::Format`] with every line that is no such object or whose tokens ask for anything else
/// (`OP`, `POS`, `REGEX`, …): such a pattern is a rule and no name.
///
/// # Examples
///
/// ```
/// use whosaid::formats::spacy::read_patterns;
/// let patterns = r#"{"label": "ORG", "pattern": "Nordlys Ferries", "id": "firm-12"}
/// {"label": "ORG", "pattern": [{"LOWER": "nordlys"}], "id": "firm-12"}"#;
/// let actors = read_patterns("patterns.jsonl", patterns)?;
/// assert_eq!(actors.len(), 1);
/// assert_eq!(actors[0].aliases, ["nordlys"]);
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_patterns(file: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    reading.objects(text, |_, line, object| {
        let label = object.get("label").and_then(Json::text).ok_or("expected a label")?;
        let form = form_of(object.get("pattern").ok_or("expected a pattern")?)?;
        let id = object.get("id").and_then(Json::text).filter(|id| !id.is_empty());
        let next = groups.len();
        let idx = id.map_or(next, |id| *known.entry((label.to_owned(), id.to_owned())).or_insert(next));
        if idx == next {
            groups.push(Group { line, label: label.to_owned(), id: id.map(str::to_owned), forms: Vec::new() });
        }
        groups[idx].forms.push(form);
        Ok(())
    });
    for group in groups {
        reading.keep(group.line, group.actor());
    }
    reading.finish()
}

/// Patterns of one actor.
struct Group {
    line: usize,
    label: String,
    id: Option<String>,
    forms: Vec<Form>,
}

/// Words, and whether they must be written just so.
struct Form {
    words: String,
    exact: bool,
}

impl Group {
    fn actor(self) -> UserActor {
        let named = self.forms.iter().position(|form| form.exact);
        let first = &self.forms[named.unwrap_or(0)];
        let name = if first.exact { first.words.clone() } else { capitalise(&first.words) };
        let mut actor = UserActor::new(name).with_kind(kind_of_label(&self.label));
        actor.id = self.id;
        for (idx, form) in self.forms.into_iter().enumerate() {
            if idx != named.unwrap_or(0) {
                actor.aliases.push(if form.exact { format!("={}", form.words) } else { form.words });
            }
        }
        actor
    }
}

fn form_of(pattern: &Json<'_>) -> std::result::Result<Form, String> {
    match pattern {
        Json::Text(words) => Ok(Form { words: words.trim().to_owned(), exact: true }),
        Json::List(tokens) if !tokens.is_empty() => {
            let mut form = Form { words: String::new(), exact: true };
            for token in tokens {
                let (word, exact) = token_of(token)?;
                join(&mut form.words, word);
                form.exact &= exact;
            }
            Ok(form)
        }
        other => Err(format!("pattern: expected a text or a list of tokens, found {}", other.what())),
    }
}

fn token_of<'j>(token: &'j Json<'_>) -> std::result::Result<(&'j str, bool), String> {
    let [(key, value)] = token.members() else {
        return Err("pattern: expected tokens of one member each, LOWER, TEXT or ORTH".to_owned());
    };
    let word = value.text().ok_or_else(|| format!("pattern: {key}: expected a text, found {}", value.what()))?;
    match key.to_ascii_uppercase().as_str() {
        "LOWER" => Ok((word, false)),
        "TEXT" | "ORTH" => Ok((word, true)),
        _ => Err(format!("pattern: expected LOWER, TEXT or ORTH, found {key}")),
    }
}

/// Puts spaCy's tokens together again: "Novak", "'s"; "Graz", "-", "Ost".
fn join(words: &mut String, token: &str) {
    let glued = |text: &str| matches!(text, "-" | "/" | "–" | "'" | "’");
    let starts_glued = glued(token) || token.starts_with(['\'', '’', '.', ',', ')']);
    let ends_glued = words.ends_with(['-', '/', '–', '(']);
    if !words.is_empty() && !starts_glued && !ends_glued {
        words.push(' ');
    }
    words.push_str(token);
}

pub(super) fn capitalise(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut inside = false;
    for c in words.chars() {
        if inside {
            out.push(c);
        } else {
            out.extend(c.to_uppercase());
        }
        inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
    }
    out
}

fn kind_of_label(label: &str) -> ActorKind {
    match label {
        "PERSON" | "PER" => ActorKind::Person,
        "ORG" => ActorKind::Organization,
        "NORP" => ActorKind::Group,
        "GPE" | "LOC" | "FAC" => ActorKind::Location,
        own => kind_of(own),
    }
}
