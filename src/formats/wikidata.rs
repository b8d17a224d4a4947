//! Entities of Wikidata, one JSON object a line, as in its dumps and in what its query tools export.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::json::Json;
use super::reading::Reading;
use crate::actors::UserActor;
use crate::error::Result;
use crate::lexicon::embedded;
use crate::model::{ActorKind, Gender};

const COUNTRIES: &str = include_str!("../lexicon/en/countries.tsv");
static CODES: Lazy<HashMap<&str, &str>> =
    Lazy::new(|| embedded("countries.tsv", COUNTRIES, 6).map(|row| (row.cell(2), row.cell(1))).collect());

/// Classes (P31) and what their members are.
const CLASSES: &[(&str, ActorKind)] = &[
    ("Q5", ActorKind::Person),
    ("Q6256", ActorKind::Country),
    ("Q3624078", ActorKind::Country),
    ("Q515", ActorKind::City),
    ("Q1549591", ActorKind::City),
    ("Q5119", ActorKind::City),
    ("Q3957", ActorKind::City),
    ("Q532", ActorKind::City),
    ("Q7188", ActorKind::Government),
    ("Q192350", ActorKind::Government),
    ("Q327333", ActorKind::Government),
    ("Q7278", ActorKind::Party),
    ("Q11032", ActorKind::Media),
    ("Q1110794", ActorKind::Media),
    ("Q192283", ActorKind::Media),
    ("Q41298", ActorKind::Media),
    ("Q15265344", ActorKind::Media),
    ("Q1616075", ActorKind::Media),
    ("Q14350", ActorKind::Media),
    ("Q772547", ActorKind::Military),
    ("Q37726", ActorKind::Military),
    ("Q176799", ActorKind::Military),
    ("Q82794", ActorKind::Location),
    ("Q23442", ActorKind::Location),
    ("Q8502", ActorKind::Location),
    ("Q4022", ActorKind::Location),
    ("Q165", ActorKind::Location),
    ("Q5107", ActorKind::Location),
    ("Q16334295", ActorKind::Group),
    ("Q43229", ActorKind::Organization),
    ("Q4830453", ActorKind::Organization),
    ("Q6881511", ActorKind::Organization),
    ("Q891723", ActorKind::Organization),
    ("Q163740", ActorKind::Organization),
    ("Q79913", ActorKind::Organization),
    ("Q484652", ActorKind::Organization),
    ("Q245065", ActorKind::Organization),
    ("Q3918", ActorKind::Organization),
];

/// Reads entities, one a line; the brackets and commas of a dump may be there.
///
/// The name is the English label (`en`, else `mul`, else the first), aliases are the English ones and those of `mul`.
/// The kind is that of the first class (P31) that is known, else the class's item; the country comes from P17, for
/// persons from P27, where it is one that the embedded table knows; gender from P21. Statements of rank `deprecated`
/// are passed over, `preferred` ones go first. The item is `wikidata` and, so that it can be told from embedded
/// actors, `id` as well.
///
/// # Errors
///
/// [`crate::ErrorKind::Format`] with the lines that are no entity or have no label.
///
/// # Examples
///
/// ```
/// use whosaid::formats::wikidata::read_entities;
/// let line = r#"{"id": "Q987654321", "labels": {"en": {"language": "en", "value": "Nordlys Ferries"}},
///   "aliases": {"en": [{"language": "en", "value": "Nordlys"}]},
///   "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}, "rank": "normal"}],
///              "P17": [{"mainsnak": {"datavalue": {"value": {"id": "Q20"}}}, "rank": "normal"}]}}"#;
/// let actors = read_entities("ferries.jsonl", &line.replace('\n', " "))?;
/// assert_eq!(actors[0].name, "Nordlys Ferries");
/// assert_eq!(actors[0].country.as_deref(), Some("NO"));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn read_entities(file: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut reading = Reading::new(file);
    // A dump is one list, an item a line.
    let lines: Vec<&str> = text.lines().map(|line| line.trim().trim_end_matches(',')).collect();
    let bare: Vec<&str> = lines.into_iter().map(|line| if matches!(line, "[" | "]") { "" } else { line }).collect();
    reading.objects(&bare.join("\n"), |reading, line, entity| {
        let actor = actor_of(entity)?;
        reading.keep(line, actor);
        Ok(())
    });
    reading.finish()
}

fn actor_of(entity: &Json<'_>) -> std::result::Result<UserActor, String> {
    let item = entity.get("id").and_then(Json::text).ok_or("expected an id")?;
    let labels = entity.get("labels").ok_or_else(|| format!("{item}: no labels"))?;
    let label = ["en", "mul"].iter().find_map(|language| labels.path(&[language, "value"]));
    let label = label.or_else(|| labels.members().first().and_then(|(_, label)| label.get("value")));
    let name = label.and_then(Json::text).ok_or_else(|| format!("{item}: no label"))?;
    let mut actor = UserActor::new(name).with_id(item);
    actor.wikidata = Some(item.to_owned());
    for language in ["en", "mul"] {
        let aliases = entity.path(&["aliases", language]).map_or(&[][..], Json::list);
        let values = aliases.iter().filter_map(|alias| alias.get("value").and_then(Json::text));
        actor.aliases.extend(values.filter(|alias| *alias != name).map(str::to_owned));
    }
    actor.aliases.sort();
    actor.aliases.dedup();
    let classes = items(entity, "P31");
    let known = classes.iter().find_map(|class| CLASSES.iter().find(|(known, _)| known == class));
    actor.kind = match (known, classes.first()) {
        (Some((_, kind)), _) => kind.clone(),
        (None, Some(class)) => ActorKind::Other((*class).to_owned()),
        (None, None) => ActorKind::Organization,
    };
    let property = if actor.kind == ActorKind::Person { "P27" } else { "P17" };
    let own = (actor.kind == ActorKind::Country).then(|| CODES.get(item)).flatten();
    let code = own.or_else(|| items(entity, property).iter().find_map(|country| CODES.get(country)));
    actor.country = code.map(|code| (*code).to_owned());
    actor.gender = items(entity, "P21").iter().find_map(|gender| match *gender {
        "Q6581097" => Some(Gender::Male),
        "Q6581072" => Some(Gender::Female),
        _ => None,
    });
    Ok(actor)
}

/// Items that a property points to, preferred ones first.
fn items<'j>(entity: &'j Json<'_>, property: &str) -> Vec<&'j str> {
    let statements = entity.path(&["claims", property]).map_or(&[][..], Json::list);
    let rank = |statement: &Json<'_>| match statement.get("rank").and_then(Json::text) {
        Some("preferred") => 0,
        Some("deprecated") => 2,
        _ => 1,
    };
    let mut ranked: Vec<(u8, &str)> = statements
        .iter()
        .filter_map(|statement| {
            let item = statement.path(&["mainsnak", "datavalue", "value", "id"]).and_then(Json::text)?;
            Some((rank(statement), item))
        })
        .filter(|(rank, _)| *rank < 2)
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}
