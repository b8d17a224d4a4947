//! How surely actions and clauses hold under each word of a table: means over judgements.

use std::collections::HashMap;

use whosaid::syntax::{Rel, Tag};
use whosaid::text::Document;

/// A word above an event: its form, whether an infinitive or a clause follows, whether it is negated.
pub type Governor = (String, bool, bool);

/// How many judgements the number that stands in the table counts for.
const PRIOR: f64 = 3.0;

/// The word that governs a token's clause, if "to" or a clause links them.
pub fn governor_of(document: &Document<'_>, token: usize, negated: bool) -> Option<Governor> {
    let tree = &document.tree;
    let token = match tree.rel(token) {
        Rel::Aux | Rel::Cop => tree.head(token)?,
        _ => token,
    };
    let infinitive = tree.children(token).any(|child| child < token && document.tokens[child].tag == Tag::To);
    let head = tree.head(token)?;
    (infinitive || tree.rel(token) == Rel::Ccomp).then(|| (document.lower(head).to_owned(), infinitive, negated))
}

/// The table with the last two cells of each row moved towards the means of what its forms govern.
pub fn revise(table: &str, seen: &[(Governor, f64)], infinitives: bool) -> String {
    let mut labels: HashMap<(&str, bool), Vec<f64>> = HashMap::new();
    for ((form, _, negated), label) in seen.iter().filter(|(governor, _)| governor.1 == infinitives) {
        labels.entry((form, *negated)).or_default().push(*label);
    }
    let mut out = String::new();
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || cells.len() < 5 {
            out += line;
        } else {
            let (words, numbers) = cells.split_at(cells.len() - 2);
            let mean = |idx: usize| {
                let of = |form: &str| labels.get(&(form, idx == 1)).cloned().unwrap_or_default();
                let all: Vec<f64> = cells[1].split(',').flat_map(of).collect();
                let old: f64 = numbers[idx].parse().unwrap_or(0.0);
                let mean = (all.iter().sum::<f64>() + PRIOR * old) / (all.len() as f64 + PRIOR);
                if all.is_empty() { old } else { (mean * 10.0).round() / 10.0 + 0.0 }
            };
            out += &format!("{}\t{}\t{}", words.join("\t"), mean(0), mean(1));
        }
        out.push('\n');
    }
    out
}
