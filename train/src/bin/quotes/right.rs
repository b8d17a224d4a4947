//! When a quote is right, and how far its confidence can be trusted.

use std::collections::{HashMap, HashSet};

use whosaid::Quote;
use whosaid::quotes::attempt::Attempt;
use whosaid::quotes::build::SHARES;
use whosaid::quotes::parts::Label;

use crate::corpus::{Gold, Story};

/// What a quote has in common with an attribution of the article.
#[derive(Clone, Copy)]
pub struct Right {
    /// At least half of the content's words.
    pub content: bool,
    /// The source too.
    pub source: bool,
}

impl Right {
    pub fn of_attempt(story: &Story, attempt: &Attempt) -> Right {
        let source: Vec<usize> = attempt.source().unwrap_or(0..0).collect();
        Right::new(story, attempt.units_of(Label::Content).collect(), &source)
    }

    pub fn of_quote(story: &Story, quote: &Quote) -> Right {
        let source = quote.source.map(|source| story.units_in(&[source])).unwrap_or_default();
        Right::new(story, story.units_in(&quote.content), &source)
    }

    fn new(story: &Story, content: Vec<usize>, source: &[usize]) -> Right {
        let weight = |unit: usize| {
            let unit = &story.units.units[unit];
            (unit.first..unit.last).filter(|token| story.document().tokens[*token as usize].is_word()).count()
        };
        let mine: HashMap<usize, usize> = content.into_iter().map(|unit| (unit, weight(unit))).collect();
        let all: usize = mine.values().sum();
        let mut right = Right { content: false, source: false };
        for gold in &story.gold {
            let content = gold.labels.iter().filter(|(_, label)| **label == Label::Content);
            let theirs: Vec<usize> = content.map(|(unit, _)| *unit).collect();
            let both: usize = theirs.iter().filter_map(|unit| mine.get(unit)).sum();
            let total = all + theirs.iter().map(|unit| weight(*unit)).sum::<usize>();
            if total > 0 && 4 * both >= total {
                right.content = true;
                right.source |= same_source(gold, source);
            }
        }
        right
    }
}

/// True if both have no source, or sources with most of their units in common.
fn same_source(gold: &Gold, mine: &[usize]) -> bool {
    let theirs: HashSet<usize> =
        gold.labels.iter().filter(|(_, label)| **label == Label::Source).map(|(unit, _)| *unit).collect();
    let both = mine.iter().filter(|unit| theirs.contains(unit)).count();
    let most = 2 * both >= theirs.len().min(mine.len()) + usize::from(theirs.len() != mine.len());
    most && (both > 0 || theirs.is_empty() && mine.is_empty())
}

/// A quote's rule and confidence, and whether content and source are right.
pub struct Judged {
    pub rule: String,
    pub confidence: f32,
    pub content: bool,
    pub right: bool,
}

/// Prints, for each rule and each tenth of confidence, how many quotes there are and which share is right; then the
/// shares at even log-odds that the map from judgement to confidence should have.
pub fn report(judged: &[Judged]) {
    let share = |rows: &[&Judged], right: fn(&Judged) -> bool| {
        rows.iter().filter(|row| right(row)).count() as f32 / rows.len().max(1) as f32
    };
    let mut rules: Vec<&str> = judged.iter().map(|row| row.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        let rows: Vec<&Judged> = judged.iter().filter(|row| row.rule == rule).collect();
        let (content, right) = (share(&rows, |row| row.content), share(&rows, |row| row.right));
        println!("{rule:28} {:6} content {content:.3} and source {right:.3}", rows.len());
    }
    for tenth in 0..10 {
        let inside = |row: &&Judged| ((row.confidence * 10.0) as usize).min(9) == tenth;
        let rows: Vec<&Judged> = judged.iter().filter(inside).collect();
        let mean = rows.iter().map(|row| row.confidence).sum::<f32>() / rows.len().max(1) as f32;
        println!(
            "confidence .{tenth}: {:6} quotes, mean {mean:.3}, right {:.3}",
            rows.len(),
            share(&rows, |row| row.right)
        );
    }
    let mut learned: Vec<&Judged> = judged.iter().filter(|row| row.rule != "floating").collect();
    learned.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
    for rows in learned.chunks(learned.len().div_ceil(14).max(1)) {
        let mean = rows.iter().map(|row| odds_of(row.confidence)).sum::<f32>() / rows.len() as f32;
        println!("log-odds {mean:6.2}: right {:.3}", share(rows, |row| row.right));
    }
}

/// The judgement behind a confidence.
fn odds_of(confidence: f32) -> f32 {
    let next = SHARES.iter().position(|step| confidence <= step.1).unwrap_or(SHARES.len() - 1).max(1);
    let ((x0, y0), (x1, y1)) = (SHARES[next - 1], SHARES[next]);
    x0 + (confidence - y0) / (y1 - y0) * (x1 - x0)
}
