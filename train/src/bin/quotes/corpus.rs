//! Annotated articles: text, and for each attribution its content, cue and source.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use whosaid::lexicon::{TermSet, Vocabulary, load_abbreviations};
use whosaid::quotes::features::Weights;
use whosaid::quotes::parts::Label;
use whosaid::quotes::units::Units;
use whosaid::quotes::{QuoteTables, find_quotes_with};
use whosaid::text::Document;
use whosaid::{Quote, Span};

/// The tables of the stage with the vocabulary they were read into.
pub struct Tables {
    vocabulary: Vocabulary,
    pub quotes: QuoteTables,
}

impl Tables {
    pub fn new() -> Tables {
        let mut vocabulary = Vocabulary::new();
        load_abbreviations(&mut vocabulary);
        let quotes = QuoteTables::load(&mut vocabulary, &mut TermSet::new());
        Tables { vocabulary, quotes }
    }
}

/// An attribution: which units are what, and which is the cue.
pub struct Gold {
    pub cue: Option<usize>,
    pub labels: HashMap<usize, Label>,
}

pub struct Story {
    id: String,
    document: Document<'static>,
    pub units: Units,
    pub gold: Vec<Gold>,
}

impl Story {
    pub fn document(&self) -> &Document<'static> {
        &self.document
    }
}

pub fn read(folder: &Path, tables: &Tables) -> Result<Vec<Story>, String> {
    let annotations = folder.join("attributions");
    let listing = std::fs::read_dir(&annotations).map_err(|error| format!("{}: {error}", annotations.display()))?;
    let mut first_by_stem: BTreeMap<String, String> = BTreeMap::new();
    let mut names: Vec<String> = listing.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    for name in names {
        if let Some((stem, _)) = name.strip_suffix(".ann").and_then(|name| name.rsplit_once('_')) {
            first_by_stem.entry(stem.to_owned()).or_insert_with(|| name.clone());
        }
    }
    let open = |path: std::path::PathBuf| {
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let mut stories = Vec::new();
    for (stem, name) in first_by_stem {
        let text = open(folder.join("text").join(format!("{stem}.txt")))?;
        let brat = open(annotations.join(name))?;
        stories.push(story(stem, text, &brat, tables));
    }
    Ok(stories)
}

fn story(id: String, text: String, brat: &str, tables: &Tables) -> Story {
    // Read once and kept to the end of the program.
    let text: &'static str = Box::leak(text.into_boxed_str());
    let document = Document::new(text, &tables.vocabulary);
    let units = Units::new(&document, |idx| tables.quotes.cue_of(&document, idx));
    let gold = attributions(text, brat).iter().map(|parts| gold(&document, &units, tables, parts)).collect();
    Story { id, document, units, gold }
}

#[derive(Default)]
struct Parts {
    source: Vec<Span>,
    content: Vec<Span>,
    cue: Vec<Span>,
}

fn attributions(text: &str, brat: &str) -> Vec<Parts> {
    let bytes: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let mut spans: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut found = Vec::new();
    for line in brat.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            [id, place, ..] if id.starts_with('T') => {
                let Some((_, places)) = place.split_once(' ') else { continue };
                let pieces = places.split(';').filter_map(|piece| {
                    let (from, to) = piece.split_once(' ')?;
                    let at = |number: &str| bytes.get(number.parse::<usize>().ok()?).copied();
                    Some(Span::new(at(from)?, at(to)?))
                });
                spans.insert(id, pieces.collect());
            }
            [id, roles] if id.starts_with('E') => {
                let mut parts = Parts::default();
                for role in roles.split(' ') {
                    let Some((role, id)) = role.split_once(':') else { continue };
                    let pieces = spans.get(id).cloned().unwrap_or_default();
                    match role.trim_end_matches(char::is_numeric) {
                        "Source" => parts.source.extend(pieces),
                        "Content" => parts.content.extend(pieces),
                        "Cue" => parts.cue.extend(pieces),
                        _ => {}
                    }
                }
                if !parts.content.is_empty() {
                    found.push(parts);
                }
            }
            _ => {}
        }
    }
    found
}

fn gold(document: &Document<'_>, units: &Units, tables: &Tables, parts: &Parts) -> Gold {
    let mut labels = HashMap::new();
    let mut mark = |spans: &[Span], label: Label| {
        for span in spans {
            for token in document.tokens_in(*span) {
                let unit = units.units.partition_point(|unit| (unit.last as usize) <= token);
                labels.insert(unit, label);
            }
        }
    };
    mark(&parts.source, Label::Source);
    mark(&parts.content, Label::Content);
    mark(&parts.cue, Label::Cue);
    let share = |unit: &usize| {
        let unit = &units.units[*unit];
        tables.quotes.traits.get(usize::from(unit.cue).wrapping_sub(1)).map_or(0, |cue| 1 + cue.tenths)
    };
    let mut cue_units: Vec<usize> = labels.iter().filter(|(_, label)| **label == Label::Cue).map(|(u, _)| *u).collect();
    cue_units.sort_unstable();
    let cue = cue_units.into_iter().filter(|unit| share(unit) > 0).max_by_key(|unit| (share(unit), usize::MAX - unit));
    Gold { cue, labels }
}

impl Story {
    /// What is found with some weights.
    pub fn quotes(&self, tables: &Tables, weights: &Weights) -> Vec<Quote> {
        find_quotes_with(&self.document, &tables.quotes, weights)
    }

    /// Units in these spans that are words or quotations.
    pub fn units_in(&self, spans: &[Span]) -> Vec<usize> {
        let tokens = spans.iter().flat_map(|span| self.document.tokens_in(*span));
        let mut units: Vec<usize> =
            tokens.map(|token| self.units.units.partition_point(|unit| (unit.last as usize) <= token)).collect();
        units.dedup();
        units
    }
}

/// What was found in a story, as a line of JSON.
pub fn found_line(story: &Story, quotes: &[Quote]) -> String {
    let span = |span: &Span| format!("{{\"start\":{},\"end\":{}}}", span.start, span.end);
    let mut line = format!("{{\"id\":\"{}\",\"quotes\":[", story.id);
    for (idx, quote) in quotes.iter().enumerate() {
        let content: Vec<String> = quote.content.iter().map(span).collect();
        let optional = |place: &Option<Span>| place.as_ref().map_or("null".to_owned(), span);
        let _ = write!(
            line,
            "{}{{\"content\":[{}],\"cue\":{},\"speaker\":{},\"rule\":\"{}\",\"confidence\":{}}}",
            if idx > 0 { "," } else { "" },
            content.join(","),
            optional(&quote.cue),
            optional(&quote.source),
            quote.rule,
            quote.confidence
        );
    }
    line.push_str("]}\n");
    line
}
