//! Names of the gazetteer in the text: which of the matcher's hits are names here.

use std::ops::Range;

use crate::lexicon::Hit;
use crate::model::MentionForm;
use crate::text::TokenKind;

use super::gazetteer::{NameRow, Written};
use super::kind::{Class, Kind};
use super::scene::{Scene, Sighting, Style};
use super::words::Classes;

/// The gazetteer's names in a document, in text order, not overlapping; one sighting for the same words.
pub(crate) fn known_names(scene: &Scene<'_>) -> Vec<Sighting> {
    let mut sightings = Vec::with_capacity(scene.names.len());
    let mut from = 0;
    while from < scene.names.len() {
        let words = (scene.names[from].first, scene.names[from].last);
        let n = scene.names[from..].iter().take_while(|hit| (hit.first, hit.last) == words).count();
        sightings.extend(choose(scene, &scene.names[from..from + n]));
        from += n;
    }
    sightings
}

/// Leaves out one-word names of a state's body that stand after another state's name: "Peru’s Congress".
///
/// Where the body is never named in full, the word then means the other body in the whole document.
pub(crate) fn leave_foreign_bodies(scene: &Scene<'_>, known: Vec<Sighting>) -> Vec<Sighting> {
    let country = |name: &Sighting| scene.tables.gazetteer.entry(name.entry).country;
    let is_foreign = |of: &Sighting, name: &Sighting| {
        let (end, first) = (of.last as usize, name.first as usize);
        let possessive = end + 1 == first && scene.token(end).kind == TokenKind::Clitic;
        of.kind == Kind::Country
            && name.kind == Kind::Government
            && name.n_tokens() == 1
            && !country(name).is_empty()
            && country(name) != country(of)
            && (possessive || end == first)
    };
    let mut foreign: Vec<(u32, u32)> =
        known.windows(2).filter(|two| is_foreign(&two[0], &two[1])).map(|two| (two[1].entry, two[1].first)).collect();
    if foreign.is_empty() {
        return known;
    }
    foreign.sort_unstable();
    let named: Vec<u32> = known.iter().filter(|name| name.n_tokens() > 1).map(|name| name.entry).collect();
    let stays = |name: &Sighting| {
        let from = foreign.partition_point(|one| one.0 < name.entry);
        let same = foreign[from..].iter().take_while(|one| one.0 == name.entry);
        let in_full = || named.contains(&name.entry);
        name.n_tokens() > 1 || !same.clone().any(|one| one.1 == name.first) && (same.count() == 0 || in_full())
    };
    known.iter().copied().filter(stays).collect()
}

/// The best row of hits on the same words.
fn choose(scene: &Scene<'_>, hits: &[Hit]) -> Option<Sighting> {
    let tokens = hits[0].first as usize..hits[0].last as usize;
    let sentence_idx = scene.token(tokens.start).sentence as usize;
    if scene.styles[sentence_idx] == Style::Skip {
        return None;
    }
    let gazetteer = &scene.tables.gazetteer;
    let row_of = |hit: &Hit| gazetteer.names[hit.row as usize];
    let best = hits
        .iter()
        .filter(|hit| row_of(hit).exact || is_written_as_name(scene, &tokens))
        .filter(|hit| !row_of(hit).article || is_after_article(scene, &tokens, gazetteer.entry(row_of(hit).entry).kind))
        .max_by_key(|hit| rank(scene, row_of(hit), hit.row))?;
    let row = row_of(best);
    let entry = gazetteer.entry(row.entry);
    // "Labour Minister" is no party's.
    let titled =
        entry.kind == Kind::Party && scene.title_at(tokens.start).is_some_and(|title| title.last as usize > tokens.end);
    if entry.kind == Kind::Media && is_portfolio(scene, &tokens) || titled {
        return None;
    }
    let tokens = without_title(scene, tokens, entry.kind);
    // "Pan-American" is nobody's nationality.
    if row.written == Written::Demonym && tokens.start > 1 && scene.token(tokens.start - 1).kind == TokenKind::Hyphen {
        let prefix = scene.document.lower(tokens.start - 2);
        if matches!(prefix, "pan" | "trans" | "inter") {
            return None;
        }
    }
    let mut sighting = Sighting::new(tokens, entry.kind, "gazetteer", 0.95);
    sighting.entry = row.entry;
    sighting.prior = row.prior;
    sighting.form = match row.written {
        Written::Name => MentionForm::Name,
        Written::Alias => MentionForm::Alias,
        Written::Demonym => MentionForm::Demonym,
    };
    if row.written == Written::Demonym {
        sighting.rule = "demonym";
    }
    Some(sighting)
}

/// "Minister of Foreign Affairs", "the Foreign Affairs minister": what an office is for, not the magazine.
fn is_portfolio(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let holds = |idx: usize| {
        ["minister", "ministry", "secretary", "committee", "department"].iter().any(|word| scene.is(idx, word))
    };
    let of = |idx: usize| scene.is(idx, "of") || scene.is(idx, "for");
    let start = tokens.start;
    let before = start > 1 && of(start - 1) && holds(start - 2);
    let after = holds(tokens.end);
    tokens.len() > 1 && (before || after)
}

/// "the National", but not "the National Unity Platform".
fn is_after_article(scene: &Scene<'_>, tokens: &Range<usize>, kind: Kind) -> bool {
    let goes_on = |idx: usize| {
        scene.document.tokens.get(idx).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.is_capitalised()
                && next.sentence == scene.token(tokens.start).sentence
                && !scene.classes(idx).any(Classes::CALENDAR)
        })
    };
    tokens.start > 0
        && scene.is(tokens.start - 1, "the")
        && (tokens.len() > 1 || kind.class() == Class::Place || !goes_on(tokens.end))
}

/// "Pope Francis" is listed with the title, which is no part of the mention.
fn without_title(scene: &Scene<'_>, tokens: Range<usize>, kind: Kind) -> Range<usize> {
    let title = scene.title_at(tokens.start).filter(|_| kind == Kind::Person).map_or(0, |hit| hit.last as usize);
    if title > tokens.start && title < tokens.end { title..tokens.end } else { tokens }
}

/// The user's before ours, likelier before less likely, countries before cities, earlier rows first.
fn rank(scene: &Scene<'_>, row: NameRow, number: u32) -> (u8, u8, u8, bool, u32) {
    let entry = scene.tables.gazetteer.entry(row.entry);
    let kind = match entry.kind {
        Kind::Country => 3,
        Kind::City => 2,
        Kind::Government | Kind::Military | Kind::Party | Kind::Media | Kind::Organization => 1,
        _ => 0,
    };
    (entry.priority, row.prior / 25, kind, row.written == Written::Name, u32::MAX - number)
}

/// The first word is capitalised, and at a sentence's start another one or the only one.
fn is_written_as_name(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let is_content =
        |idx: &usize| scene.token(*idx).kind == TokenKind::Word && !scene.classes(*idx).any(Classes::FUNCTION);
    let n_words = tokens.clone().filter(is_content).count();
    let n_big = tokens.clone().filter(is_content).filter(|idx| scene.token(*idx).is_capitalised()).count();
    let first = scene.token(tokens.start);
    if n_words <= 2 {
        return n_big >= n_words && n_big > 0
            || scene.classes(tokens.start).any(Classes::PARTICLE) && n_big + 1 >= n_words && n_big > 0;
    }
    first.is_capitalised() && n_big * 2 >= n_words || n_big + 1 >= n_words
}
