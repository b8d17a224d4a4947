//! Who wrote it, and which agencies the text was taken from.

use crate::text::TokenKind;

use super::gazetteer::NO_ENTRY;
use super::kind::Kind;
use super::scene::{Scene, Sighting, Style};
use super::words::Classes;

/// Adds the authors that bylines name; keeps text order.
pub(crate) fn read_bylines(scene: &Scene<'_>, sightings: &mut Vec<Sighting>) {
    let mut added = Vec::new();
    for (sentence, style) in scene.document.sentences.iter().zip(&scene.styles) {
        if *style != Style::Byline {
            continue;
        }
        let within = sentence.tokens();
        let mut idx = within.start;
        // "By Ana Novak and Li Wei in Prague": names stand after "by", "and" and commas; a place ends them.
        while idx < within.end {
            let joins = scene.is(idx, "by")
                || scene.is(idx, "and")
                || matches!(scene.token(idx).kind, TokenKind::Comma | TokenKind::Colon);
            let known = sightings.partition_point(|other| (other.last as usize) <= idx);
            if let Some(medium) =
                sightings.get(known).filter(|other| other.first as usize <= idx && other.kind == Kind::Media)
            {
                idx = medium.last as usize;
                continue;
            }
            let end = name_end(scene, idx, within.end);
            if joins || end < idx + 2 {
                if !joins && end == idx && !added.is_empty() {
                    break;
                }
                idx = end.max(idx + 1);
                continue;
            }
            // "By Ana Novak, Halden County Courier"
            let outlet = scene.tables.words.head_kind(scene.token(end - 1).word).filter(|_| end > idx + 1);
            let mut author = Sighting::new(idx..end, outlet.unwrap_or(Kind::Person), "byline", 0.9);
            author.prior = 100;
            added.push(author);
            idx = end;
        }
    }
    if added.is_empty() {
        return;
    }
    sightings.retain(|one| {
        let next = added.partition_point(|author| author.last <= one.first);
        added.get(next).is_none_or(|author| author.first >= one.last)
    });
    sightings.extend(added);
    sightings.sort_by_key(|one| (one.first, std::cmp::Reverse(one.last)));
}

/// The end of a name of capitalised words, with hyphens and particles.
fn name_end(scene: &Scene<'_>, start: usize, within_end: usize) -> usize {
    let is_name = |idx: usize| {
        let token = scene.token(idx);
        token.kind == TokenKind::Word
            && token.is_capitalised()
            && !scene.classes(idx).any(Classes::FUNCTION)
            && !scene.classes(idx).any(Classes::CALENDAR)
            && scene.person_role_at(idx).is_none()
    };
    let mut end = start;
    while end < within_end {
        let joins = end > start
            && end + 1 < within_end
            && is_name(end + 1)
            && (scene.token(end).kind == TokenKind::Hyphen || scene.classes(end).any(Classes::PARTICLE));
        if !is_name(end) && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Drops the agencies of a credit: brackets that hold nothing but media, "(AFP, dpa)".
pub(crate) fn drop_credits(scene: &Scene<'_>, sightings: &mut Vec<Sighting>) {
    let mut credits = vec![false; sightings.len()];
    let mut idx = 0;
    while idx < sightings.len() {
        let start = sightings[idx].first as usize;
        let opens = start > 0 && scene.token(start - 1).kind == TokenKind::OpenBracket;
        if sightings[idx].kind != Kind::Media || !opens {
            idx += 1;
            continue;
        }
        let from = idx;
        let mut end = sightings[idx].last as usize;
        idx += 1;
        while idx < sightings.len()
            && sightings[idx].kind == Kind::Media
            && only_marks(scene, end, sightings[idx].first as usize)
        {
            end = sightings[idx].last as usize;
            idx += 1;
        }
        let in_dateline = scene.document.dateline.is_some_and(|span| scene.token(start - 1).span().overlaps(span));
        let closes =
            !in_dateline && scene.document.tokens.get(end).is_some_and(|token| token.kind == TokenKind::CloseBracket);
        if closes && (idx - from > 1 || before_is_end(scene, start - 1)) {
            credits[from..idx].fill(true);
        }
    }
    let mut place = 0;
    sightings.retain(|_| {
        place += 1;
        !credits[place - 1]
    });
}

/// Adds the place of the dateline where no list knows it: "SALEM, Ore. (AP) —"; keeps text order.
pub(crate) fn read_dateline(scene: &Scene<'_>, sightings: &mut Vec<Sighting>) {
    let Some(span) = scene.document.dateline else { return };
    let within = scene.document.tokens_in(span);
    let is_name = |idx: &usize| {
        let token = scene.token(*idx);
        token.kind == TokenKind::Word
            && token.is_capitalised()
            && !scene.classes(*idx).any(Classes::FUNCTION)
            && !scene.classes(*idx).any(Classes::CALENDAR)
    };
    let n_words = within.clone().take_while(is_name).count();
    let place = within.start..within.start + n_words;
    let ends = place.end < within.end
        && matches!(scene.token(place.end).kind, TokenKind::Comma | TokenKind::OpenBracket | TokenKind::Dash);
    let idx = sightings.partition_point(|other| (other.last as usize) <= place.start);
    let is_free = sightings.get(idx).is_none_or(|other| other.first as usize >= place.end);
    let here = sightings.get(idx).filter(|one| one.tokens() == place && one.kind == Kind::Location);
    if here.is_some_and(|one| one.entry == NO_ENTRY) && ends {
        let key = scene.key(place);
        let same = |one: &&mut Sighting| one.kind == Kind::Location && scene.key(one.tokens()) == key;
        sightings.iter_mut().filter(same).for_each(|one| one.kind = Kind::City);
    } else if (1..=3).contains(&n_words) && ends && is_free {
        sightings.insert(idx, Sighting::new(place.clone(), Kind::City, "dateline", 0.85));
        repeat(scene, place, sightings);
    }
}

/// The same words in the rest of the document, where nothing was found: "Halden police".
fn repeat(scene: &Scene<'_>, place: std::ops::Range<usize>, sightings: &mut Vec<Sighting>) {
    let (key, n) = (scene.key(place.clone()), place.len());
    let mut added = Vec::new();
    for first in place.end..scene.document.tokens.len().saturating_sub(n - 1) {
        let token = scene.token(first);
        let starts = token.hash == scene.token(place.start).hash && token.is_capitalised();
        let next = sightings.partition_point(|other| (other.last as usize) <= first);
        let is_free = || sightings.get(next).is_none_or(|other| other.first as usize >= first + n);
        if starts && scene.key(first..first + n) == key && is_free() {
            added.push(Sighting::new(first..first + n, Kind::City, "dateline", 0.8));
        }
    }
    sightings.extend(added);
    sightings.sort_by_key(|one| (one.first, std::cmp::Reverse(one.last)));
}

fn only_marks(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    (from..to).all(|idx| matches!(scene.token(idx).kind, TokenKind::Slash | TokenKind::Comma) || scene.is(idx, "and"))
}

/// A credit follows a finished sentence or the initials of its editors, not a name it abbreviates.
fn before_is_end(scene: &Scene<'_>, bracket: usize) -> bool {
    bracket.checked_sub(1).is_none_or(|prev| {
        let token = scene.token(prev);
        !token.is_word() || !token.is_capitalised()
    })
}
