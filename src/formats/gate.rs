//! Gazetteer lists of GATE: `lists.def` and the `.lst` files that it names.

use super::reading::Reading;
use crate::actors::UserActor;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ActorKind, Gender};

/// A line of `lists.def`: `file:major:minor:language:annotation`, parts at the end may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct List {
    /// Name of the `.lst` file, beside the definition.
    pub file: String,
    /// Major type: `person`, `location`, `organization`, …
    pub major: String,
    /// Minor type: `city`, `newspaper`, …
    pub minor: String,
}

impl List {
    /// What the entries are: the minor type where it names a kind of ours, else the major type; one that is no kind of
    /// ours is kept as it is.
    pub fn kind(&self) -> ActorKind {
        let known = |name: &str| match name.to_ascii_lowercase().as_str() {
            "country" | "country_abbrev" => Some(ActorKind::Country),
            "city" | "cities" | "town" | "capital" => Some(ActorKind::City),
            "government" | "govern_key" | "ministry" => Some(ActorKind::Government),
            "newspaper" | "news_agency" | "tv_company" | "media" => Some(ActorKind::Media),
            "military" | "army" => Some(ActorKind::Military),
            "party" | "political_party" => Some(ActorKind::Party),
            "person" | "person_full" => Some(ActorKind::Person),
            "location" | "region" | "province" | "mountain" | "water" | "facility" => Some(ActorKind::Location),
            "organization" | "organisation" | "company" | "university" => Some(ActorKind::Organization),
            "group" => Some(ActorKind::Group),
            _ => None,
        };
        known(&self.minor).or_else(|| known(&self.major)).unwrap_or_else(|| ActorKind::Other(self.major.clone()))
    }
}

/// Reads `lists.def`, in its order. Empty lines are skipped.
///
/// # Errors
///
/// [`ErrorKind::Format`] with the lines that have no major type.
pub fn read_definition(file: &str, text: &str) -> Result<Vec<List>> {
    let mut reading = Reading::new(file);
    let mut lists = Vec::new();
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut parts = line.trim().split(':').map(str::to_owned);
        let list = List {
            file: parts.next().unwrap_or_default(),
            major: parts.next().unwrap_or_default(),
            minor: parts.next().unwrap_or_default(),
        };
        if list.file.is_empty() || list.major.is_empty() {
            reading.fault(idx + 1, format_args!("expected file:major, found {line:?}"));
        }
        lists.push(list);
    }
    reading.finish().map(|_| lists)
}

/// Reads the entries of a `.lst` file, one a line, in its order; each is an actor of the list's kind.
///
/// Features may follow a tab, `|` or `&`: `Nordlys Ferries|id=firm-12|country=NO`. `id`, `country`, `wikidata`,
/// `gender` (`male` or `female`) and `alias` are understood, other features passed over.
///
/// # Errors
///
/// [`ErrorKind::Format`] with the entries that are no actors (no name, a country that is no code).
///
/// # Examples
///
/// ```
/// use whosaid::formats::gate;
/// let lists = gate::read_definition("lists.def", "ferries.lst:organization:company\n")?;
/// let actors = gate::read_list("ferries.lst", "Nordlys Ferries|id=firm-12\nArden Lines\n", &lists[0])?;
/// assert_eq!(actors[0].id.as_deref(), Some("firm-12"));
/// assert_eq!(actors[1].name, "Arden Lines");
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_list(file: &str, text: &str, list: &List) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    let kind = list.kind();
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (name, features) = split_features(line);
        let mut actor = UserActor::new(name.trim()).with_kind(kind.clone());
        for (key, value) in features {
            match key {
                "id" => actor.id = Some(value.to_owned()),
                "country" => actor.country = Some(value.to_owned()),
                "wikidata" => actor.wikidata = Some(value.to_owned()),
                "alias" => actor.aliases.push(value.to_owned()),
                "gender" => {
                    actor.gender = match value {
                        "male" => Some(Gender::Male),
                        "female" => Some(Gender::Female),
                        _ => None,
                    }
                }
                _ => {}
            }
        }
        reading.keep(idx + 1, actor);
    }
    reading.finish()
}

/// Reads a definition and all its lists; `open` returns the text of a file that it names.
///
/// # Errors
///
/// [`ErrorKind::Format`] with the files that cannot be opened and the lines that cannot be read.
pub fn read_lists(
    file: &str,
    definition: &str,
    mut open: impl FnMut(&str) -> std::io::Result<String>,
) -> Result<Vec<UserActor>> {
    let (mut actors, mut faults) = (Vec::new(), Vec::new());
    for list in read_definition(file, definition)? {
        match open(&list.file) {
            Ok(text) => match read_list(&list.file, &text, &list) {
                Ok(entries) => actors.extend(entries),
                Err(error) => faults.push(error.to_string()),
            },
            Err(error) => faults.push(format!("{}: {error}", list.file)),
        }
    }
    if faults.is_empty() { Ok(actors) } else { Err(Error::new(ErrorKind::Format, faults.join("\n"))) }
}

/// The entry, and the features behind the separator that this line uses.
fn split_features(line: &str) -> (&str, Vec<(&str, &str)>) {
    for separator in ['\t', '|', '&'] {
        let Some((name, rest)) = line.split_once(separator) else { continue };
        let features: Option<Vec<_>> = rest.trim_end().split(separator).map(|part| part.split_once('=')).collect();
        if let Some(features) = features {
            return (name, features);
        }
    }
    (line, Vec::new())
}
