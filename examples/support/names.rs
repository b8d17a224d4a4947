//! How often the names of each confidence are right, against articles with marked names.

use std::fs;

use serde_json::Value;
use whosaid::model::{ActorKind, MentionForm};
use whosaid::{Article, Extractor};

/// Prints, for each tenth of confidence, how many names were found and which share of them is right.
pub fn print_confidence(path: &str) -> Result<usize, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let extractor = Extractor::new();
    let mut tenths = [(0_usize, 0_usize); 10];
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let article: Value = serde_json::from_str(line).map_err(|error| format!("{path}:{}: {error}", number + 1))?;
        let gold = Gold::of(&article);
        for actor in extractor.extract(&Article::from_text(article["text"].as_str().unwrap_or_default())).actors {
            for mention in actor.mentions {
                let span = (mention.span.start as u64, mention.span.end as u64);
                let types = types_of(&actor.kind, mention.form);
                if let Some(right) = gold.judge(span, types) {
                    let tenth = &mut tenths[((mention.confidence * 10.0) as usize).min(9)];
                    *tenth = (tenth.0 + 1, tenth.1 + usize::from(right));
                }
            }
        }
    }
    for (tenth, (n, n_right)) in tenths.iter().enumerate().rev().filter(|(_, tenth)| tenth.0 > 0) {
        println!(
            "{:.1} to {:.1}\t{n} names\t{:.3} right",
            tenth as f32 / 10.0,
            tenth as f32 / 10.0 + 0.1,
            *n_right as f32 / *n as f32
        );
    }
    Ok(0)
}

/// What a corpus may call the mention; empty for what is no name.
fn types_of(kind: &ActorKind, form: MentionForm) -> &'static [&'static str] {
    use ActorKind as K;
    match (form, kind) {
        (MentionForm::Demonym, _) => &["nationality"],
        (MentionForm::Nominal | MentionForm::Pronoun, _) | (_, K::Group) => &[],
        (_, K::Person) => &["person"],
        (_, K::Government) => &["organization", "location"],
        // A capital or a country may stand for its government or its team.
        (_, K::Country | K::City) => &["location", "organization"],
        (_, K::Location) => &["location"],
        _ => &["organization"],
    }
}

/// The annotated names of an article.
struct Gold {
    scope: Vec<String>,
    /// Span, type, whether it counts.
    entities: Vec<((u64, u64), String, bool)>,
}

impl Gold {
    fn of(article: &Value) -> Gold {
        let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let scope: Vec<String> = article["scope"].as_array().into_iter().flatten().map(words).collect();
        let mut entities = Vec::new();
        for entity in article["entities"].as_array().into_iter().flatten() {
            let named = matches!(entity["form"].as_str(), None | Some("name" | "alias" | "demonym"));
            let counts = named && entity["optional"].as_bool() != Some(true);
            let span = |from: &Value, to: &Value| (from.as_u64().unwrap_or(0), to.as_u64().unwrap_or(0));
            entities.push((span(&entity["start"], &entity["end"]), words(&entity["type"]), counts));
            for other in entity["alts"].as_array().into_iter().flatten() {
                entities.push((span(&other[0], &other[1]), words(&entity["type"]), counts));
            }
        }
        Gold { scope, entities }
    }

    /// Whether a mention is right; nothing for what the annotators left out of their scope.
    fn judge(&self, span: (u64, u64), types: &[&str]) -> Option<bool> {
        if types.is_empty() || !self.scope.is_empty() && !types.iter().any(|one| self.scope.iter().any(|s| s == one)) {
            return None;
        }
        let mut same = self.entities.iter().filter(|one| one.0 == span).peekable();
        if same.peek().is_some_and(|one| !one.2) {
            return None;
        }
        Some(same.any(|one| types.contains(&one.1.as_str())))
    }
}
