//! Damaged names: machine translation and typing leave "Volodyr", "Kim Jong one", headlines in capitals.
//!
//! A name that differs a little from a known one with the same surname is that one; a headline is read with the
//! names of the body. Fails where two people really are called nearly the same.

use std::collections::{HashMap, HashSet};

use crate::model::MentionForm;
use crate::text::TokenKind;

use super::gazetteer::{EntryId, NO_ENTRY};
use super::kind::{Class, Kind};
use super::scene::{Scene, Sighting, Style};
use super::words::Classes;

/// Gives damaged names of known persons their entry.
pub(crate) fn mend_names(scene: &Scene<'_>, sightings: &mut [Sighting]) {
    let full: HashSet<EntryId> = sightings.iter().map(|one| one.entry).collect();
    for idx in 0..sightings.len() {
        let sighting = sightings[idx];
        if sighting.kind != Kind::Person || sighting.entry != NO_ENTRY || sighting.n_tokens() < 2 {
            continue;
        }
        let next_start = sightings.get(idx + 1).map_or(usize::MAX, |next| next.first as usize);
        if let Some((entry, last)) = damaged_end(scene, &sighting, next_start, &full) {
            sightings[idx].entry = entry;
            sightings[idx].last = last;
            mark(&mut sightings[idx]);
        } else if let Some(entry) = damaged_given_name(scene, &sighting) {
            sightings[idx].entry = entry;
            mark(&mut sightings[idx]);
        }
    }
}

fn mark(sighting: &mut Sighting) {
    sighting.form = MentionForm::Alias;
    sighting.rule = "damaged-name";
    sighting.confidence = 0.75;
}

/// "Volodyr Zelenskyy": the surname is known and the given name nearly right.
fn damaged_given_name(scene: &Scene<'_>, sighting: &Sighting) -> Option<EntryId> {
    let gazetteer = &scene.tables.gazetteer;
    let surname = scene.document.lower(sighting.last as usize - 1);
    let given = scene.document.lower(sighting.first as usize);
    let is_common = scene.classes(sighting.first as usize).any(Classes::GIVEN);
    gazetteer.people_called(surname).iter().copied().find(|entry| {
        let mut words = gazetteer.entry(*entry).name.split([' ', '-']);
        let first = words.next().unwrap_or("").to_lowercase();
        // Another common given name is another person: "John" is not "Joan".
        let allowed = if is_common { 0 } else { first.len().max(given.len()) / 4 };
        allowed > 0 && first.bytes().next() == given.bytes().next() && distance(&first, given, allowed) <= allowed
    })
}

/// "Kim Jong one": all words but the last are those of a known name, and the last has its consonants.
///
/// Without a word that sounds alike, the only such name of the gazetteer, or the one that the document has in full.
fn damaged_end(
    scene: &Scene<'_>,
    sighting: &Sighting,
    next_start: usize,
    full: &HashSet<EntryId>,
) -> Option<(EntryId, u32)> {
    let gazetteer = &scene.tables.gazetteer;
    let end = sighting.last as usize;
    let same_sentence = end < scene.document.tokens.len() && scene.token(end).sentence == scene.token(end - 1).sentence;
    let follows = same_sentence && end < next_start && scene.token(end).kind == TokenKind::Word;
    let longer: Vec<EntryId> = gazetteer
        .people_first(scene.document.lower(sighting.first as usize))
        .iter()
        .copied()
        .filter(|entry| missing_word(scene, sighting, gazetteer.entry(*entry).name).is_some())
        .collect();
    let alike = |entry: &&EntryId| {
        missing_word(scene, sighting, gazetteer.entry(**entry).name)
            .is_some_and(|missing| sounds_alike(&missing, scene.document.lower(end)))
    };
    if let Some(entry) = longer.iter().filter(|_| follows).find(alike) {
        return Some((*entry, end as u32 + 1));
    }
    let in_full = longer.iter().find(|entry| full.contains(entry));
    in_full.or(longer.first().filter(|_| longer.len() == 1)).map(|entry| (*entry, end as u32))
}

/// The last word of a name, lower case, if the sighting has all the words before it.
fn missing_word(scene: &Scene<'_>, sighting: &Sighting, name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let mut words = name.split([' ', '-']);
    let written = sighting.tokens().filter(|idx| scene.token(*idx).is_word());
    let same = written.into_iter().all(|idx| words.next() == Some(scene.document.lower(idx)));
    let missing = words.next().filter(|_| same)?;
    words.next().is_none().then(|| missing.to_owned())
}

/// The same consonants in the same order, and not much longer.
fn sounds_alike(one: &str, other: &str) -> bool {
    let bones = |word: &str| word.chars().filter(|c| c.is_alphabetic() && !"aeiouyh".contains(*c)).collect::<String>();
    one.len().abs_diff(other.len()) <= 2 && !bones(one).is_empty() && bones(one) == bones(other)
}

/// Edits that turn one word into the other, at most `most` + 1. Words are short, so the square is small.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().take(24).collect(), other.chars().take(24).collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    row[b.len()]
}

/// Names of the body in the headings, where capitals say nothing; in text order with the others afterwards.
pub(crate) fn read_headings(scene: &Scene<'_>, sightings: &mut Vec<Sighting>) {
    if !scene.styles.contains(&Style::Title) {
        return;
    }
    let mut names: HashMap<u64, Sighting> = HashMap::new();
    for sighting in sightings.iter().filter(|one| one.form != MentionForm::Demonym) {
        names.entry(scene.key(sighting.tokens())).or_insert(*sighting);
        if sighting.kind.class() == Class::Person && sighting.n_tokens() > 1 {
            let surname = sighting.last as usize - 1;
            let mut alias = *sighting;
            alias.form = MentionForm::Alias;
            names.entry(scene.key(surname..surname + 1)).or_insert(alias);
        }
    }
    let mut added = Vec::new();
    for (sentence, style) in scene.document.sentences.iter().zip(&scene.styles) {
        if *style == Style::Title {
            read_heading(scene, sentence.tokens(), sightings, &names, &mut added);
        }
    }
    // "Halden Rovers": the club of the body, not the town that a list knows.
    let covered = |one: &Sighting| {
        let place = added.partition_point(|new: &Sighting| new.last <= one.first);
        added.get(place).is_some_and(|new| new.first <= one.first)
    };
    sightings.retain(|one| !covered(one));
    sightings.extend(added);
    sightings.sort_by_key(|one| (one.first, std::cmp::Reverse(one.last)));
}

/// "Wins Aldous Prize": what a name stands before in a heading may be the thing that bears it.
fn names_thing(scene: &Scene<'_>, next: usize, end: usize) -> bool {
    next < end && scene.token(next).is_capitalised() && scene.classes(next).any(Classes::EVENT)
}

fn read_heading(
    scene: &Scene<'_>,
    within: std::ops::Range<usize>,
    sightings: &[Sighting],
    names: &HashMap<u64, Sighting>,
    added: &mut Vec<Sighting>,
) {
    let mut idx = within.start;
    while idx < within.end {
        let place = sightings.partition_point(|other| (other.last as usize) <= idx);
        let here = sightings.get(place).filter(|other| (other.first as usize) <= idx);
        let after = place + usize::from(here.is_some());
        let free_to = sightings.get(after).map_or(within.end, |other| (other.first as usize).min(within.end));
        // A longer name of the body goes before what begins here.
        let taken_to =
            here.map_or(idx, |other| if other.first as usize == idx { other.last as usize } else { free_to });
        let capital = scene.token(idx).is_capitalised();
        let longest = (1..=5)
            .rev()
            .filter(|n| capital && idx + n <= free_to && idx + n > taken_to && scene.token(idx + n - 1).is_word())
            .filter(|n| !names_thing(scene, idx + n, within.end))
            .find_map(|n| Some((n, names.get(&scene.key(idx..idx + n))?)));
        let Some((n, name)) = longest else {
            idx = here.map_or(idx + 1, |other| other.last as usize);
            continue;
        };
        let mut sighting = *name;
        sighting.first = idx as u32;
        sighting.last = (idx + n) as u32;
        sighting.rule = "heading";
        sighting.confidence *= 0.95;
        added.push(sighting);
        idx += n;
    }
}
