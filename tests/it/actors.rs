//! Actors: kind, name, country, mentions with their forms, one actor a line.

use whosaid::model::{Actor, MentionForm};
use whosaid::{Article, Extractor};

use crate::cases;

#[test]
fn actors() {
    let extractor = Extractor::new();
    cases::run("actors", |case| {
        let article = Article::from_text(&case.input);
        let analysis = extractor.extract(&article);
        let lines: Vec<String> = analysis.actors.iter().map(|actor| line(&article.text, actor)).collect();
        lines.join("\n")
    });
}

fn line(text: &str, actor: &Actor) -> String {
    let kind = serde_json::to_value(&actor.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let mentions: Vec<String> =
        actor.mentions.iter().map(|mention| format!("{} {}", form(mention.form), &text[mention.span])).collect();
    let country = actor.country.as_deref().unwrap_or("-");
    format!("{} | {} | {country} | {}", kind.unwrap_or_default(), actor.name, mentions.join(", "))
}

fn form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Alias => "alias",
        MentionForm::Demonym => "demonym",
        MentionForm::Nominal => "nominal",
        MentionForm::Pronoun => "pronoun",
        _ => "other",
    }
}
