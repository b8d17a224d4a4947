//! Reads users' gazetteers: tab- and comma-separated tables.
//!
//! Every reader names file and line of what it cannot read.

use std::borrow::Cow;

use crate::actors::UserActor;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ActorKind, Gender};

/// Columns of a table without a header line.
const COLUMNS: &[&str] = &["name", "kind", "country", "id", "aliases", "wikidata", "gender", "demonyms"];

/// Reads a tab-separated table of actors: one a line, lines that begin with `#` skipped.
///
/// Columns: name, kind, country, id, aliases, wikidata, gender (m or f), demonyms; those at the end may be missing, `-`
/// or nothing is an empty cell, aliases and demonyms are separated by `|`. A first line that begins with `name` and a
/// tab names the columns in another order. Rows come back in the table's order.
///
/// # Errors
///
/// [`ErrorKind::Table`] with all rows that cannot be read, one a line.
pub fn read_tsv(table: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut actors = Vec::new();
    each_of_tsv(table, text, |actor| actors.push(actor))?;
    Ok(actors)
}

/// The same one by one: those before a fault, too.
pub(crate) fn each_of_tsv(table: &str, text: &str, take: impl FnMut(UserActor)) -> Result<()> {
    each_row(table, text, |line| line.split('\t').map(Cow::Borrowed).collect(), take)
}

/// The same with commas; cells may stand in double quotes, a doubled quote inside them is one (RFC 4180 without
/// line breaks inside cells).
///
/// # Errors
///
/// As [`read_tsv`].
pub fn read_csv(table: &str, text: &str) -> Result<Vec<UserActor>> {
    let mut actors = Vec::new();
    each_row(table, text, |line| split_csv(line).into_iter().map(Cow::Owned).collect(), |actor| actors.push(actor))?;
    Ok(actors)
}

fn each_row<'t>(
    table: &str,
    text: &'t str,
    split: impl Fn(&'t str) -> Vec<Cow<'t, str>>,
    mut take: impl FnMut(UserActor),
) -> Result<()> {
    let mut columns: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    let (mut faults, mut is_first) = (Vec::new(), true);
    for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let cells = split(line);
        if std::mem::take(&mut is_first) && cells.first().is_some_and(|cell| cell.trim() == "name") && cells.len() > 1 {
            columns = cells.into_iter().map(|cell| cell.trim().to_lowercase()).collect();
            if let Some(unknown) = columns.iter().find(|column| !COLUMNS.contains(&column.as_str())) {
                faults.push(format!("{table}:{}: unknown column {unknown:?}", idx + 1));
            }
            continue;
        }
        match read_row(&columns, &cells) {
            Ok(actor) => take(actor),
            Err(fault) => faults.push(format!("{table}:{}: {fault}", idx + 1)),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::Table, faults.join("\n"))) }
}

fn read_row(columns: &[String], cells: &[Cow<'_, str>]) -> std::result::Result<UserActor, String> {
    if cells.len() > columns.len() {
        return Err(format!("expected at most {} columns, found {}", columns.len(), cells.len()));
    }
    let mut actor = UserActor::new("");
    for (column, cell) in columns.iter().zip(cells) {
        let cell = cell.trim();
        if cell.is_empty() || cell == "-" {
            continue;
        }
        let own = || Some(cell.to_owned());
        let list = || cell.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        match column.as_str() {
            "name" => actor.name = cell.to_owned(),
            "kind" => actor.kind = kind_of(cell),
            "country" => actor.country = own(),
            "id" => actor.id = own(),
            "wikidata" => actor.wikidata = own(),
            "aliases" => actor.aliases = list(),
            "demonyms" => actor.demonyms = list(),
            "gender" => {
                actor.gender = Some(match cell {
                    "m" | "male" => Gender::Male,
                    "f" | "female" => Gender::Female,
                    other => return Err(format!("expected m or f as gender, found {other:?}")),
                });
            }
            _ => {}
        }
    }
    match actor.fault() {
        Some(fault) => Err(fault),
        None => Ok(actor),
    }
}

/// The kind of that name; unknown ones are kept as they are.
pub(crate) fn kind_of(name: &str) -> ActorKind {
    match name.to_ascii_lowercase().as_str() {
        "person" => ActorKind::Person,
        "country" => ActorKind::Country,
        "government" => ActorKind::Government,
        "organization" | "organisation" => ActorKind::Organization,
        "media" => ActorKind::Media,
        "military" => ActorKind::Military,
        "party" => ActorKind::Party,
        "location" => ActorKind::Location,
        "city" => ActorKind::City,
        "group" => ActorKind::Group,
        _ => ActorKind::Other(name.to_owned()),
    }
}

fn split_csv(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells.push(cell);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_orders_the_columns_and_faults_name_their_lines() {
        let table = "name,aliases,kind\n\"Lind, Berg & Co\",LBC|=LB,company\n,x,person\n";
        let error = read_csv("firms.csv", table).unwrap_err();
        assert_eq!(error.to_string(), "firms.csv:3: an actor without a name");
        let actors = read_csv("firms.csv", &table.replace(",x,person\n", "")).unwrap();
        assert_eq!(actors[0].name, "Lind, Berg & Co");
        assert_eq!(actors[0].aliases, ["LBC", "=LB"]);
        assert_eq!(actors[0].kind, ActorKind::Other("company".to_owned()));
    }
}
