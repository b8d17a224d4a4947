//! Names that no list knows: every piece is judged once for the whole document.

use std::collections::HashMap;

use crate::model::MentionForm;
use crate::text::Shape;

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
        // A capital that starts a sentence says nothing once the word stands capitalised elsewhere.
        let starts = Cue::SentenceStart.bit();
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
    let (candidates, which) = candidates(scene, known, &pieces);
    let verdicts: Vec<Verdict> = candidates.iter().map(|one| scene.tables.weights.judge(one.cues)).collect();
    let mut surnames: HashMap<u32, f32> = HashMap::new();
    let mut note = |hash: u32, confidence: f32| {
        let best = surnames.entry(hash).or_insert(0.0);
        *best = best.max(confidence);
    };
    for (candidate, verdict) in candidates.iter().zip(&verdicts) {
        let tokens = candidate.piece.tokens();
        if tokens.len() > 1 && verdict.class == Some(Class::Person) && verdict.probability >= scene.tables.least {
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
        let Some(class) = verdict.class else { continue };
        if verdict.probability < scene.tables.least {
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
            if before(1) || before(2) && !scene.token(first).shape.has(Shape::SENTENCE_START) {
                Kind::City
            } else {
                Kind::Location
            }
        }
    }
}

const CITY_NOUNS: &[&str] = &["city", "town", "village", "capital", "suburb"];
