//! The JSON: what is written is read back, what does not fit is refused, and no field changes unseen.
//!
//! `tests/schema/wire-silo.json` is an analysis as this version writes it; it must stay readable.
//! `tests/schema/shape.tsv` lists every field and the JSON types it takes. `UPDATE=1` rewrites both, and the
//! example in `docs/model.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use whosaid::model::{ActorKind, BlockKind, MentionForm, Modality, QuoteKind};
use whosaid::{Analysis, Article, Corpus, Date, ErrorKind, Extractor};

const SILO: &str = include_str!("../../examples/articles/wire-silo.txt");
const MODEL: &str = include_str!("../../docs/model.md");

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn updating() -> bool {
    std::env::var("UPDATE").is_ok()
}

fn read_silo() -> Analysis {
    let article = Article::from_text(SILO).with_id("wire-silo").with_published(Date::new(2025, 3, 14).unwrap());
    Extractor::new().extract(&article)
}

/// JSON for people, members in their order: what fits on a line stands on one.
fn pretty(compact: &str, indent: usize, before: usize) -> String {
    let flat = spaced(compact);
    if flat.len() + indent + before <= 110 || !compact.starts_with(['{', '[']) {
        return flat;
    }
    let pad = " ".repeat(indent + 2);
    let lines: Vec<String> = parts(&compact[1..compact.len() - 1])
        .into_iter()
        .map(|part| match part.split_once("\":").filter(|_| compact.starts_with('{')) {
            Some((key, value)) => format!("{pad}{key}\": {}", pretty(value, indent + 2, key.len() + 3)),
            None => format!("{pad}{}", pretty(part, indent + 2, 0)),
        })
        .collect();
    let (open, close) = (&compact[..1], &compact[compact.len() - 1..]);
    format!("{open}\n{}\n{}{close}", lines.join(",\n"), " ".repeat(indent))
}

/// The members or items of a container.
fn parts(inside: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for_each_mark(inside, |place, mark, depth| {
        if mark == b',' && depth == 0 {
            parts.push(&inside[start..place]);
            start = place + 1;
        }
    });
    parts.push(&inside[start..]);
    parts
}

/// The same text with a space behind each colon and comma.
fn spaced(compact: &str) -> String {
    let (mut out, mut start) = (String::new(), 0);
    for_each_mark(compact, |place, mark, _| {
        if matches!(mark, b',' | b':') {
            out.push_str(&compact[start..=place]);
            out.push(' ');
            start = place + 1;
        }
    });
    out + &compact[start..]
}

/// Calls `visit` with place, byte and depth of every byte outside texts.
fn for_each_mark(json: &str, mut visit: impl FnMut(usize, u8, i32)) {
    let (mut depth, mut in_text, mut escaped) = (0, false, false);
    for (place, byte) in json.bytes().enumerate() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        in_text = byte == b'"';
        depth -= i32::from(matches!(byte, b']' | b'}'));
        visit(place, byte, depth);
        depth += i32::from(matches!(byte, b'[' | b'{'));
    }
}

#[test]
fn an_older_analysis_is_read_and_written_as_it_was() {
    let path = file("tests/schema/wire-silo.json");
    let write = |analysis: &Analysis| pretty(&serde_json::to_string(analysis).unwrap(), 0, 0) + "\n";
    if updating() {
        fs::write(&path, write(&read_silo())).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap();
    let analysis: Analysis = serde_json::from_str(&golden).unwrap();
    analysis.check(SILO).unwrap();
    assert!(write(&analysis) == golden, "a field was renamed, removed, moved, or reads otherwise");
}

#[test]
fn json_there_and_back_is_equal() {
    let analysis = read_silo();
    let json = serde_json::to_string(&analysis).unwrap();
    let back: Analysis = serde_json::from_str(&json).unwrap();
    assert_eq!(back, analysis);
    back.check(SILO).unwrap();
}

/// Path of each field, with the JSON types that it takes.
fn shape(value: &Value, path: &str, out: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    out.entry(path.to_owned()).or_default().insert(kind);
    match value {
        Value::Array(items) => items.iter().for_each(|item| shape(item, &format!("{path}[]"), out)),
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| shape(value, &format!("{path}.{key}"), out));
        }
        _ => {}
    }
}

#[test]
fn fields_are_those_of_the_schema() {
    let extractor = Extractor::new();
    let mut found = BTreeMap::new();
    let mut corpus = Corpus::new(&extractor);
    for line in include_str!("../../examples/articles/sample.jsonl").lines() {
        let article: Article = serde_json::from_str(line).unwrap();
        let analysis = extractor.extract(&article);
        shape(&serde_json::to_value(&analysis).unwrap(), "analysis", &mut found);
        for relation in corpus.add(&article, &analysis) {
            shape(&serde_json::to_value(&relation).unwrap(), "relation", &mut found);
        }
    }
    let path = file("tests/schema/shape.tsv");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let mut known: BTreeMap<String, BTreeSet<&str>> = committed
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(path, kinds)| (path.to_owned(), kinds.split(' ').collect()))
        .collect();
    if updating() {
        found.iter().for_each(|(path, kinds)| known.entry(path.clone()).or_default().extend(kinds));
        let rows = known
            .iter()
            .map(|(path, kinds)| format!("{path}\t{}\n", kinds.iter().copied().collect::<Vec<_>>().join(" ")));
        fs::write(&path, rows.collect::<String>()).unwrap();
    }
    let new: Vec<&String> = found
        .iter()
        .filter(|(path, kinds)| !known.get(*path).is_some_and(|known| known.is_superset(kinds)))
        .map(|(path, _)| path)
        .collect();
    assert!(
        new.is_empty(),
        "fields that the schema does not name: {new:?}; UPDATE=1 adds them, docs/model.md describes them"
    );
}

#[test]
fn the_manual_shows_what_comes_out() {
    let text = "Mayor Ana Novak said 20 buses were late.";
    let article = Article::from_text(text).with_id("a").with_published(Date::new(2025, 3, 4).unwrap());
    let analysis = Extractor::new().extract(&article);
    let (before, rest) = MODEL.split_once("<!-- example -->\n```json\n").expect("the example in docs/model.md");
    let (shown, after) = rest.split_once("```\n").expect("the end of the example");
    let found = pretty(&serde_json::to_string(&analysis).unwrap(), 0, 0) + "\n";
    if updating() {
        let page = format!("{before}<!-- example -->\n```json\n{found}```\n{after}");
        fs::write(file("docs/model.md"), page).unwrap();
        return;
    }
    assert!(
        without_decimals(shown) == without_decimals(&found),
        "UPDATE=1 brings docs/model.md up to date; what comes out:\n{found}"
    );
}

/// Weights and confidences move with every training; the example need not follow each digit.
fn without_decimals(json: &str) -> String {
    let pieces = json.split_inclusive(|c: char| !c.is_ascii_digit() && c != '.');
    pieces.map(|piece| if piece.contains('.') { "# " } else { piece }).collect()
}

/// Reads a changed analysis back; says what is refused.
fn refusal(change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::to_value(read_silo()).unwrap();
    change(&mut value);
    match serde_json::from_value::<Analysis>(value) {
        Err(error) => error.to_string(),
        Ok(analysis) => {
            let error = analysis.check(SILO).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::Schema);
            error.to_string()
        }
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let has = |message: String, words: &str| assert!(message.contains(words), "{message:?} without {words:?}");
    has(refusal(|a| a["schema"] = json!("whosaid/2")), "wire-silo: expected schema whosaid/1, found whosaid/2");
    has(refusal(|a| a["claims"][0]["start"] = json!(9_000)), "after its end");
    has(
        refusal(|a| a["quotes"][0]["content"][0] = json!({"start": 0, "end": 99_999})),
        "content 0..99999 does not fit",
    );
    has(refusal(|a| a["quotes"][0]["content"] = json!([])), "quote 0 has no content");
    has(refusal(|a| a["quotes"][0]["speaker"] = json!(999)), "quote 0 names an unknown actor");
    has(refusal(|a| a["actors"][1]["id"] = json!(7)), "actor 1 has id 7");
    has(refusal(|a| a["claims"][0]["id"] = json!("c12")), "expected c and 16 hexadecimal digits, found \"c12\"");
    has(refusal(|a| a["article"]["published"] = json!("2025-02-30")), "2025-02-30");
    has(
        refusal(|a| {
            a["claims"][0]["attribution"] = json!([{"holder": null, "actor": 999, "holder_kind": "named",
        "cue": null, "class": "say", "negated": false, "quote": null, "carried": false}])
        }),
        "unknown actor or quote",
    );
    let mut inside_a_letter = serde_json::to_value(Extractor::new().extract(&Article::from_text("É."))).unwrap();
    inside_a_letter["article"]["sentences"] = json!([{"start": 0, "end": 1}]);
    let analysis: Analysis = serde_json::from_value(inside_a_letter).unwrap();
    has(analysis.check("É.").unwrap_err().to_string(), "sentence 0..1 does not fit");
}

#[test]
fn words_of_newer_versions_are_read_as_other() {
    let mut value = serde_json::to_value(read_silo()).unwrap();
    value["actors"][0]["kind"] = json!("spaceship");
    value["actors"][0]["mentions"][0]["form"] = json!("emoji");
    value["quotes"][0]["kind"] = json!("sung");
    value["claims"][0]["modality"] = json!("dreamt");
    value["article"]["blocks"][0]["kind"] = json!("poll");
    value["mood"] = json!("a field of a newer version");
    let analysis: Analysis = serde_json::from_value(value).unwrap();
    analysis.check(SILO).unwrap();
    assert_eq!(analysis.actors[0].kind, ActorKind::Other("spaceship".to_owned()));
    assert_eq!(analysis.actors[0].mentions[0].form, MentionForm::Other);
    assert_eq!(analysis.quotes[0].kind, QuoteKind::Other);
    assert_eq!(analysis.claims[0].modality, Modality::Other);
    assert_eq!(analysis.article.blocks[0].kind, BlockKind::Other);
}
