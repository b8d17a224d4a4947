//! Our own JSON Lines: one [`UserActor`] a line, nothing lost.

use super::gazetteer::kind_of;
use super::json::Json;
use super::reading::Reading;
use crate::actors::UserActor;
use crate::error::Result;
use crate::model::Gender;

/// Reads actors, one JSON object a line, in the file's order.
///
/// Members are those of [`UserActor`]: `name` must be there; `kind` is `organization` if left out; `country`, `id`,
/// `wikidata` and `gender` (`male` or `female`) are texts or null; `aliases` and `demonyms` lists of texts.
///
/// # Errors
///
/// [`crate::ErrorKind::Format`] with every line that is no such object, an unknown member included.
///
/// # Examples
///
/// ```
/// use whosaid::formats::records::read_jsonl;
/// let actors = read_jsonl("ours.jsonl", r#"{"name": "Nordlys Ferries", "aliases": ["=NF"], "id": "firm-12"}"#)?;
/// assert_eq!(actors[0].aliases, ["=NF"]);
/// let error = read_jsonl("ours.jsonl", r#"{"name": "Nordlys Ferries", "alias": "NF"}"#).unwrap_err();
/// assert_eq!(error.to_string(), r#"ours.jsonl:1: unknown member "alias""#);
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_jsonl(file: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    reading.objects(text, |reading, line, object| {
        let mut actor = UserActor::new("");
        for (name, value) in object.members() {
            set(&mut actor, name, value)?;
        }
        reading.keep(line, actor);
        Ok(())
    });
    reading.finish()
}

fn set(actor: &mut UserActor, name: &str, value: &Json<'_>) -> std::result::Result<(), String> {
    let text = || value.text().ok_or_else(|| format!("{name}: expected a text, found {}", value.what()));
    let optional = || if *value == Json::Null { Ok(None) } else { text().map(|text| Some(text.to_owned())) };
    let texts = || {
        let texts: Option<Vec<String>> = value.list().iter().map(|item| item.text().map(str::to_owned)).collect();
        let texts = texts.filter(|_| matches!(value, Json::List(_)));
        texts.ok_or_else(|| format!("{name}: expected a list of texts"))
    };
    match name {
        "name" => actor.name = text()?.to_owned(),
        "kind" => actor.kind = kind_of(text()?),
        "country" => actor.country = optional()?,
        "id" => actor.id = optional()?,
        "wikidata" => actor.wikidata = optional()?,
        "aliases" => actor.aliases = texts()?,
        "demonyms" => actor.demonyms = texts()?,
        "gender" => {
            actor.gender = match optional()?.as_deref() {
                None => None,
                Some("male") => Some(Gender::Male),
                Some("female") => Some(Gender::Female),
                Some(other) => return Err(format!("gender: expected male or female, found {other:?}")),
            }
        }
        other => return Err(format!("unknown member {other:?}")),
    }
    Ok(())
}
