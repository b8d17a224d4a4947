//! Readers of gazetteers: a file in, `name | kind | country | id | aliases` out, or what is wrong with it.

use whosaid::actors::UserActor;
use whosaid::formats::{gate, gazetteer, petrarch, records, spacy, wikidata};

use crate::cases::{self, Case};

#[test]
fn formats() {
    cases::run("formats", |case| match read(case) {
        Ok(actors) => actors.iter().map(line).collect::<Vec<_>>().join("\n"),
        Err(error) => error.to_string(),
    });
}

fn read(case: &Case) -> whosaid::Result<Vec<UserActor>> {
    let text = case.input.as_str();
    let on = case.field("on").map(str::parse).transpose()?;
    match case.field("reader").expect("a line `# reader: …`") {
        "tsv" => gazetteer::read_tsv("file", text),
        "csv" => gazetteer::read_csv("file", text),
        "records" => records::read_jsonl("file", text),
        "spacy" => spacy::read_patterns("file", text),
        "petrarch actors" => petrarch::read_actors("file", text, on),
        "petrarch agents" => petrarch::read_agents("file", text),
        "wikidata" => wikidata::read_entities("file", text),
        // The definition, a line `==`, and the text of every list that it names.
        "gate" => {
            let (definition, entries) = text.split_once("\n==\n").unwrap_or((text, ""));
            gate::read_lists("file", definition, |name| match name {
                "missing.lst" => Err(std::io::Error::from(std::io::ErrorKind::NotFound)),
                _ => Ok(entries.to_owned()),
            })
        }
        other => panic!("no reader {other:?}"),
    }
}

fn line(actor: &UserActor) -> String {
    let json = serde_json::to_value(actor).expect("an actor is JSON");
    let text = |key: &str| json[key].as_str().unwrap_or("-").to_owned();
    let gender = json["gender"].as_str().map_or(String::new(), |gender| format!(" | {gender}"));
    let aliases = if actor.aliases.is_empty() { "-".to_owned() } else { actor.aliases.join(", ") };
    format!("{} | {} | {} | {} | {aliases}{gender}", actor.name, text("kind"), text("country"), text("id"))
}

#[test]
fn readers_are_total() {
    let texts =
        ["", "\n", "[", "{", "\"", "{\"a\":", "+", "[X]", "A [", "A [B] [C]", "<!--", "a:b:c:d:e:f", "{} {}", "é[é"];
    let long = "[".repeat(10_000);
    for text in texts.iter().copied().chain([long.as_str()]) {
        let _ = gazetteer::read_tsv("file", text);
        let _ = gazetteer::read_csv("file", text);
        let _ = records::read_jsonl("file", text);
        let _ = spacy::read_patterns("file", text);
        let _ = petrarch::read_actors("file", text, None);
        let _ = petrarch::read_agents("file", text);
        let _ = wikidata::read_entities("file", text);
        let _ = gate::read_lists("file", text, |_| Ok(text.to_owned()));
    }
}
