//! Names that no list knows: every piece is judged once for the whole document.

use std::collections::{HashMap, HashSet};

use crate::model::MentionForm;
use crate::text::{Shape, TokenKind, hash_word};

use super::cues::{Cue, CueSet, Verdict, cues_of, is_acronym_of};
use super::kind::{Class, Kind};
use super::runs::{Piece, cut_pieces};
use super::scene::{Scene, Sighting};
use super::words::Classes;

/// A distinct name among the pieces: all places where the same words stand.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) piece: Piece,
    pub(crate) cues: CueSet,
    pub(crate) n_pieces: u32,
}

/// Groups the pieces by their words; the cues of all places count together.
pub(crate) fn candidates(scene: &Scene<'_>, known: &[Sighting], pieces: &[Piece]) -> (Vec<Candidate>, Vec<u32>) {
    let mut by_key: HashMap<u64, u32> = HashMap::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut which = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let cues = cues_of(scene, known, piece);
        let idx = *by_key.entry(scene.key(piece.tokens())).or_insert_with(|| {
            candidates.push(Candidate { piece: *piece, cues, n_pieces: 0 });
            candidates.len() as u32 - 1
        });
        let candidate = &mut candidates[idx as usize];
        // A capital that starts a sentence says nothing once the word stands capitalised elsewhere, capitals
        // of a dateline nothing once it stands without them.
        let starts = Cue::SentenceStart.bit() | Cue::Acronym.bit();
        let both = candidate.cues & cues & starts;
        candidate.cues = (candidate.cues | cues) & !starts | both;
        candidate.n_pieces += 1;
        which.push(idx);
    }
    let singles: HashMap<u32, u32> = (0..candidates.len())
        .filter(|idx| candidates[*idx].piece.tokens().len() == 1)
        .map(|idx| (scene.token(candidates[idx].piece.first as usize).hash, idx as u32))
        .collect();
    add_document_cues(scene, &mut candidates, &singles);
    (candidates, which)
}

fn add_document_cues(scene: &Scene<'_>, candidates: &mut [Candidate], singles: &HashMap<u32, u32>) {
    let acronyms: Vec<u32> = (0..candidates.len() as u32)
        .filter(|idx| candidates[*idx as usize].cues & Cue::Acronym.bit() != 0)
        .take(64)
        .collect();
    for idx in 0..candidates.len() {
        let tokens = candidates[idx].piece.tokens();
        if candidates[idx].n_pieces > 1 {
            candidates[idx].cues |= Cue::Repeated.bit();
        }
        if tokens.len() == 1 {
            continue;
        }
        let named = candidates[idx].cues & NO_PERSON == 0;
        for (end, cue) in [(tokens.end - 1, Cue::LastAlone), (tokens.start, Cue::FirstAlone)] {
            if let Some(single) = singles.get(&scene.token(end).hash) {
                candidates[idx].cues |= cue.bit();
                if named && cue == Cue::LastAlone {
                    candidates[*single as usize].cues |= Cue::PartOfPerson.bit();
                }
            }
        }
        for acronym in &acronyms {
            let token = candidates[*acronym as usize].piece.first as usize;
            if is_acronym_of(scene, token, tokens.clone()) {
                candidates[*acronym as usize].cues |= Cue::AcronymOf.bit();
                candidates[idx].cues |= Cue::AcronymAfter.bit();
            }
        }
    }
}

/// Cues of a longer name whose last word is nobody's surname.
const NO_PERSON: CueSet = Cue::OrgHeadLast.bit()
    | Cue::OrgHeadTail.bit()
    | Cue::CompanyLast.bit()
    | Cue::EventHead.bit()
    | Cue::PlaceHead.bit()
    | Cue::CommonLast.bit()
    | Cue::TheBefore.bit()
    | Cue::ArticleBefore.bit()
    | Cue::Digits.bit()
    | Cue::Ampersand.bit();

/// The accepted pieces as sightings, in text order.
pub(crate) fn discover(scene: &Scene<'_>, known: &[Sighting]) -> Vec<Sighting> {
    let pieces = cut_pieces(scene, known);
    let (mut candidates, which) = candidates(scene, known, &pieces);
    let mut verdicts: Vec<Verdict> = candidates.iter().map(|one| scene.tables.weights.judge(one.cues)).collect();
    judge_again(scene, &pieces, &which, &mut candidates, &mut verdicts);
    part_of_none(scene, &mut candidates, &mut verdicts);
    let shorts = short_forms(scene, &candidates, &verdicts);
    let heads = named_heads(scene, known, &candidates, &verdicts);
    let mut surnames: HashMap<u32, f32> = HashMap::new();
    let mut note = |hash: u32, confidence: f32| {
        let best = surnames.entry(hash).or_insert(0.0);
        *best = best.max(confidence);
    };
    for (candidate, verdict) in candidates.iter().zip(&verdicts) {
        let tokens = candidate.piece.tokens();
        // "Beijing DAB" would be a party between its city and its initials.
        let acronym =
            scene.token(tokens.end - 1).shape.has(Shape::ALL_CAPS) && !scene.classes(tokens.start).any(Classes::GIVEN);
        let sure = verdict.class == Some(Class::Person) && verdict.probability >= scene.tables.least;
        if tokens.len() > 1 && sure && !acronym {
            note(scene.token(tokens.end - 1).hash, verdict.probability);
            if scene.classes(tokens.start).any(Classes::SURNAME) {
                note(scene.token(tokens.start).hash, verdict.probability * 0.9);
            }
        }
    }
    for name in known.iter().filter(|name| name.kind == Kind::Person && name.n_tokens() > 1) {
        note(scene.token(name.last as usize - 1).hash, 0.95);
        if scene.classes(name.first as usize).any(Classes::SURNAME) {
            note(scene.token(name.first as usize).hash, 0.9);
        }
    }
    let mut found = Vec::new();
    for (piece, idx) in pieces.iter().zip(&which) {
        let verdict = verdicts[*idx as usize];
        let tokens = piece.tokens();
        if tokens.len() == 1
            || scene.classes(tokens.start).any(Classes::PARTICLE) && !scene.token(tokens.start).is_capitalised()
        {
            let surname = surnames.get(&scene.token(tokens.end - 1).hash);
            if let Some(confidence) = surname {
                let mut sighting = Sighting::new(tokens, Kind::Person, "surname", confidence * 0.97);
                sighting.form = MentionForm::Alias;
                found.push(sighting);
                continue;
            }
        }
        let short = shorts.get(&scene.token(tokens.start).hash).filter(|_| tokens.len() == 1);
        if let Some((kind, confidence)) = short.filter(|_| is_short(scene, &candidates[*idx as usize], &verdict)) {
            let mut sighting = Sighting::new(tokens, *kind, "short-form", *confidence);
            sighting.form = MentionForm::Alias;
            found.push(sighting);
            continue;
        }
        // "The Tollivers" after "Erica Tolliver"
        if tokens.len() == 1 && verdict.probability < 0.8 && tokens.start > 0 && scene.is(tokens.start - 1, "the") {
            let stem = scene.document.lower(tokens.start).strip_suffix('s').map(|stem| hash_word(stem.as_bytes()));
            if stem.is_some_and(|stem| surnames.contains_key(&stem)) {
                found.push(Sighting::new(tokens, Kind::Group, "family", 0.8));
                continue;
            }
        }
        let Some(class) = verdict.class else { continue };
        if verdict.probability < scene.tables.least {
            let the = tokens.start > 0 && scene.is(tokens.start - 1, "the");
            if let Some(kind) = heads.get(&scene.token(tokens.start).hash).filter(|_| the && tokens.len() == 1) {
                let mut sighting = Sighting::new(tokens, *kind, "short-form", 0.7);
                sighting.form = MentionForm::Alias;
                found.push(sighting);
            }
            continue;
        }
        found.push(Sighting::new(tokens, kind_of(scene, piece, class), verdict.rule, verdict.probability));
    }
    let is_free = |name: &&Sighting| {
        let place = found.partition_point(|one| one.last <= name.first);
        found.get(place).is_none_or(|one| one.first >= name.last)
    };
    let people: Vec<Sighting> =
        known.iter().filter(is_free).filter_map(|name| place_like_surname(scene, name, &surnames)).collect();
    found.extend(people);
    found.sort_by_key(|one| one.first);
    found
}

/// "Trumpf and Voith", "Santo and Tanna": what stands beside a found name is most often the same.
fn judge_again(
    scene: &Scene<'_>,
    pieces: &[Piece],
    which: &[u32],
    candidates: &mut [Candidate],
    verdicts: &mut [Verdict],
) {
    let is_joiner = |idx: usize| {
        scene.token(idx).kind == TokenKind::Comma || scene.is(idx, "and") || scene.is(idx, "or") || scene.is(idx, "&")
    };
    let mut more: Vec<(usize, CueSet)> = Vec::new();
    for place in 1..pieces.len() {
        let gap = pieces[place - 1].last as usize..pieces[place].first as usize;
        let same = scene.token(pieces[place].first as usize).sentence
            == scene.token(pieces[place - 1].first as usize).sentence;
        let listed = gap.len() <= 2 && gap.clone().all(is_joiner) && gap.clone().any(|idx| scene.token(idx).is_word());
        if !same || !listed {
            continue;
        }
        for (one, other) in [(place - 1, place), (place, place - 1)] {
            let (one, other) = (which[one] as usize, which[other] as usize);
            if verdicts[one].probability < scene.tables.least
                || verdicts[other].class.is_none() && verdicts[other].probability > 0.8
            {
                continue;
            }
            let cue = match verdicts[one].class {
                Some(Class::Person) => Cue::AmongPersons,
                Some(Class::Place) => Cue::AmongPlaces,
                Some(_) => Cue::AmongBodies,
                None => continue,
            };
            more.push((other, cue.bit()));
        }
    }
    for (idx, cue) in more {
        candidates[idx].cues |= cue;
        verdicts[idx] = scene.tables.weights.judge(candidates[idx].cues);
    }
}

/// The last word of what turned out to be no person is no surname: "Cobriza" after "Minera Cobriza".
fn part_of_none(scene: &Scene<'_>, candidates: &mut [Candidate], verdicts: &mut [Verdict]) {
    let part = Cue::PartOfPerson.bit();
    if candidates.iter().all(|one| one.cues & part == 0) {
        return;
    }
    let is_person = |(candidate, verdict): (&Candidate, &Verdict)| {
        let tokens = candidate.piece.tokens();
        (tokens.len() > 1 && verdict.class == Some(Class::Person)).then(|| scene.token(tokens.end - 1).hash)
    };
    let surnames: HashSet<u32> = candidates.iter().zip(&*verdicts).filter_map(is_person).collect();
    for (candidate, verdict) in candidates.iter_mut().zip(verdicts) {
        let hash = scene.token(candidate.piece.first as usize).hash;
        if candidate.cues & part != 0 && !surnames.contains(&hash) {
            candidate.cues &= !part;
            *verdict = scene.tables.weights.judge(candidate.cues);
        }
    }
}

/// Words of found bodies that alone say which one is meant: "Zeline" of "Zeline Technologies".
fn short_forms(scene: &Scene<'_>, candidates: &[Candidate], verdicts: &[Verdict]) -> HashMap<u32, (Kind, f32)> {
    let mut shorts = HashMap::new();
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        let tokens = candidate.piece.tokens();
        let has = |cue: Cue| candidate.cues & cue.bit() != 0;
        let sure = verdict.class == Some(Class::Organization) && verdict.probability >= scene.tables.least;
        let of_place = matches!(candidate.piece.head, Some(Kind::Government | Kind::Media | Kind::Location));
        if tokens.len() != 2 || !sure || of_place {
            continue;
        }
        let headed = has(Cue::CompanyLast) || has(Cue::OrgHeadLast);
        let kind = kind_of(scene, &candidate.piece, Class::Organization);
        let mut note = |idx: usize| shorts.insert(scene.token(idx).hash, (kind, verdict.probability * 0.9));
        if headed && !has(Cue::CommonFirst) {
            note(tokens.start);
        } else if !headed && !has(Cue::CommonLast) {
            note(tokens.start + 1);
        }
    }
    shorts
}

/// Head nouns that begin or end the name of a body of the document: "the Church" after "Church of Halden".
fn named_heads(
    scene: &Scene<'_>,
    known: &[Sighting],
    candidates: &[Candidate],
    verdicts: &[Verdict],
) -> HashMap<u32, Kind> {
    let of_known = known.iter().map(|name| (name.tokens(), name.kind));
    let found = |(_, verdict): &(&Candidate, &Verdict)| {
        verdict.class == Some(Class::Organization) && verdict.probability >= scene.tables.least
    };
    let of_found = candidates
        .iter()
        .zip(verdicts)
        .filter(found)
        .map(|(candidate, _)| (candidate.piece.tokens(), kind_of(scene, &candidate.piece, Class::Organization)));
    let mut heads = HashMap::new();
    for (tokens, kind) in
        of_known.chain(of_found).filter(|(tokens, kind)| tokens.len() > 1 && kind.class() == Class::Organization)
    {
        for idx in [tokens.start, tokens.end - 1] {
            if scene.classes(idx).any(Classes::ORG_HEAD) && scene.token(idx).is_capitalised() {
                heads.entry(scene.token(idx).hash).or_insert(kind);
            }
        }
    }
    heads
}

/// True for a word that is no sure name of another kind.
fn is_short(scene: &Scene<'_>, candidate: &Candidate, verdict: &Verdict) -> bool {
    let placed = Cue::LocativeBefore.bit() | Cue::PartOfPerson.bit();
    candidate.cues & placed == 0
        && !scene.classes(candidate.piece.first as usize).any(Classes::GIVEN)
        && (verdict.class != Some(Class::Place) || verdict.probability < scene.tables.least)
}

/// "Houston" after "Sam Houston", where no word before it makes it a place.
fn place_like_surname(scene: &Scene<'_>, name: &Sighting, surnames: &HashMap<u32, f32>) -> Option<Sighting> {
    let first = name.first as usize;
    let is_place = matches!(name.kind, Kind::City | Kind::Location) && name.form != MentionForm::Demonym;
    if name.n_tokens() != 1 || !is_place {
        return None;
    }
    let confidence = surnames.get(&scene.token(first).hash)?;
    let placed =
        Classes(Classes::LOCATIVE.0 | Classes::TOWARD.0 | Classes::AT.0 | Classes::OF.0 | Classes::PLACE_NOUN.0);
    let before = first.checked_sub(1).map_or(Classes::default(), |idx| scene.classes(idx));
    (!before.any(placed)).then(|| {
        let mut sighting = Sighting::new(name.tokens(), Kind::Person, "surname", confidence * 0.9);
        sighting.form = MentionForm::Alias;
        sighting
    })
}

fn kind_of(scene: &Scene<'_>, piece: &Piece, class: Class) -> Kind {
    let first = piece.first as usize;
    match class {
        Class::Person => Kind::Person,
        Class::Organization => piece.head.unwrap_or(Kind::Organization),
        Class::Group => Kind::Group,
        Class::Place => {
            let before =
                |n: usize| first.checked_sub(n).is_some_and(|idx| CITY_NOUNS.contains(&scene.document.lower(idx)));
            if before(1) || first > 1 && scene.is(first - 1, "of") && before(2) { Kind::City } else { Kind::Location }
        }
    }
}

const CITY_NOUNS: &[&str] = &["city", "town", "village", "capital", "suburb"];
