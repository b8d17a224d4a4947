//! Relations between articles: two or more texts parted by `===`, one relation a line.

use std::path::Path;

use whosaid::model::{Place, Relation, Value};
use whosaid::{Article, Corpus, Date, Extractor};

use crate::cases::{self, Case};
use crate::properties::Random;

/// Articles a, b, c … of a case, published on the days of its field `published` (one for all, or one for each).
fn articles(case: &Case) -> Vec<Article> {
    let days: Vec<Date> =
        case.field("published").unwrap_or("2025-09-05").split(' ').filter_map(|day| day.parse().ok()).collect();
    let texts = case.input.split("\n===\n").map(str::trim);
    let dated = texts.enumerate().map(|(idx, text)| {
        let article = Article::from_text(text).with_id(char::from(b'a' + idx as u8).to_string());
        article.with_published(days[idx.min(days.len() - 1)])
    });
    dated.collect()
}

/// The words at a place, white space folded.
fn words<'a>(articles: &'a [Article], place: &Place) -> String {
    let article: &'a Article = articles.iter().find(|article| article.id == place.id).expect("an article of the case");
    article.text[place.span].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A unit enum as its JSON word.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or("-".to_owned())
}

fn corpus_of(extractor: &Extractor, articles: &[Article]) -> (Corpus, Vec<Relation>) {
    let mut corpus = Corpus::new(extractor);
    let relations = articles.iter().flat_map(|article| corpus.add(article, &extractor.extract(article))).collect();
    (corpus, relations)
}

#[test]
fn relations_between_articles() {
    let extractor = Extractor::new();
    cases::run("corpus", |case| {
        let articles = articles(case);
        let line = |found: Relation| {
            for shown in &found.evidence {
                // Who is meant by a pronoun may stand outside the claim; what a quotation shows stands in it.
                let fits = |place: &Place, span| !words(&articles, &Place::new(place.id.as_str(), span)).is_empty();
                assert!(fits(&found.a, shown.a) && fits(&found.b, shown.b), "{found:?}");
                let inside = found.a.span.covers(shown.a) && found.b.span.covers(shown.b);
                assert!(inside || word(found.of) == "claim", "{found:?}");
            }
            let (of, relation, reason) = (word(found.of), word(found.relation), word(found.reason));
            format!("{of} {relation} {reason} | {} | {}", words(&articles, &found.a), words(&articles, &found.b))
        };
        let mut lines: Vec<String> = corpus_of(&extractor, &articles).1.into_iter().map(line).collect();
        lines.sort();
        lines.join("\n")
    });
}

/// Stories: `story ids | actors`, `copy`, `timeline`, `alone`; then actors of several articles that no gazetteer knows.
#[test]
fn stories() {
    let extractor = Extractor::new();
    cases::run("stories", |case| {
        let articles = articles(case);
        let (corpus, _) = corpus_of(&extractor, &articles);
        let mut lines = Vec::new();
        for story in corpus.stories() {
            lines.push(format!("story {} | {}", story.articles.join(" "), story.actors.join(", ")));
            lines.extend(story.copies.iter().map(|copy| format!("copy {} of {}", copy.article, copy.of)));
            for line in &story.timelines {
                let points = line.points.iter().map(|point| match point.value {
                    Value::Exact(value) => format!("{value} in {}", point.place.id),
                    _ => format!("some in {}", point.place.id),
                });
                lines.push(format!("timeline {}: {}", line.unit, points.collect::<Vec<_>>().join(", ")));
            }
            let alone = story.alone.iter().map(|place| format!("alone {} | {}", place.id, words(&articles, place)));
            lines.extend(alone);
        }
        for actor in corpus.actors().into_iter().filter(|actor| word(actor.joined_by) != "identifier") {
            let ids: Vec<&str> = actor.places.iter().map(|place| place.id.as_str()).collect();
            let names = std::iter::once(actor.name).chain(actor.spellings).collect::<Vec<_>>().join(" = ");
            lines.push(format!("actor {names} by {} in {}", word(actor.joined_by), ids.join(" ")));
        }
        lines.join("\n")
    });
}

/// All that a corpus tells after articles came in some order; relations sorted.
fn told(extractor: &Extractor, articles: &[Article], order: &[usize]) -> (Vec<String>, String) {
    let articles: Vec<Article> = order.iter().map(|idx| articles[*idx].clone()).collect();
    let (corpus, relations) = corpus_of(extractor, &articles);
    let mut lines: Vec<String> = relations.iter().map(|relation| serde_json::to_string(relation).unwrap()).collect();
    lines.sort();
    (lines, serde_json::to_string(&(corpus.stories(), corpus.actors())).unwrap())
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let extractor = Extractor::new();
    let mut articles = Vec::new();
    for name in ["corpus/claims", "corpus/quotes", "stories/stories"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name).with_extension("txt");
        let text = std::fs::read_to_string(path).unwrap();
        for piece in text.split("\n---").flat_map(|case| case.split("\n===\n")) {
            let lines: Vec<&str> =
                piece.lines().filter(|line| !line.starts_with('#') && !line.contains(" | ")).collect();
            // Days that repeat, and a few articles without one.
            let article = Article::from_text(lines.join("\n")).with_id(format!("n{}", articles.len()));
            let day = Date::from_day_number(20_200 + (articles.len() * 7 % 23) as i64);
            articles.push(if articles.len() % 11 == 0 { article } else { article.with_published(day) });
        }
    }
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let expected = told(&extractor, &articles, &order);
    assert!(expected.0.len() > 15, "{} relations", expected.0.len());
    let mut random = Random(0x5eed);
    for _ in 0..3 {
        (1..order.len()).rev().for_each(|idx| order.swap(idx, random.below(idx + 1)));
        assert_eq!(told(&extractor, &articles, &order), expected);
    }
}
