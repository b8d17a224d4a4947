//! Runs of capitalised words, cut into pieces that may each be a name.
//!
//! "US President Barack Obama" is a country, a title and a piece; "Ministry of Foreign Affairs" is one piece,
//! because an organisation's head noun takes its "of" or "for" with it.

use std::ops::Range;

use crate::lexicon::Hit;
use crate::syntax::Tag;
use crate::text::{Shape, TokenKind};

use super::kind::{Class, Kind};
use super::scene::{Scene, Sighting, Style};
use super::words::Classes;
use crate::model::MentionForm;

/// Words that may be a name no list knows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// What its head noun says it is.
    pub(crate) head: Option<Kind>,
    /// Right after a title or a capitalised role.
    pub(crate) titled: bool,
}

impl Piece {
    pub(crate) fn tokens(&self) -> Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// The pieces of a document in text order, not overlapping.
pub(crate) fn cut_pieces(scene: &Scene<'_>, known: &[Sighting]) -> Vec<Piece> {
    let mut starts = vec![0; scene.document.tokens.len() + 1];
    for (place, name) in known.iter().enumerate().rev() {
        starts[name.first as usize] = place as u32 + 1;
    }
    let mut cutter = Cutter { scene, known, starts, pieces: Vec::new() };
    for (sentence, style) in scene.document.sentences.iter().zip(&scene.styles) {
        if *style != Style::Plain {
            continue;
        }
        let within = sentence.tokens();
        let mut idx = within.start;
        while idx < within.end {
            if let Some(end) = cutter.long_title(idx) {
                idx = end;
            } else if let Some(run) = cutter.run_at(idx, &within) {
                idx = run.end.max(idx + 1);
                cutter.cut(run, &within);
                // A head noun's tail goes past its run: "Chamber of Mines".
                idx = cutter.pieces.last().map_or(idx, |piece| idx.max(piece.last as usize));
            } else {
                idx += 1;
            }
        }
    }
    cutter.pieces
}

/// Heads of what is led by a person, not named after one.
const OF_A_PERSON: &[&str] =
    &["administration", "cabinet", "campaign", "government", "office", "party", "team", "tribe"];

pub(super) struct Cutter<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) known: &'a [Sighting],
    /// For each token, the place among the known names of the first that begins there, plus one.
    starts: Vec<u32>,
    pieces: Vec<Piece>,
}

impl Cutter<'_> {
    /// True if a name may hold this token: a capitalised word that is more than grammar.
    pub(super) fn is_name_word(&self, idx: usize) -> bool {
        let token = self.scene.token(idx);
        token.kind == TokenKind::Word
            && token.is_capitalised()
            && !self.scene.classes(idx).any(Classes::FUNCTION)
            && (!self.scene.classes(idx).any(Classes::CALENDAR) || self.is_given(idx))
    }

    pub(super) fn is_given(&self, idx: usize) -> bool {
        self.scene.classes(idx).any(Classes::GIVEN)
    }

    pub(super) fn known_at(&self, idx: usize) -> Option<usize> {
        self.starts.get(idx)?.checked_sub(1).map(|place| place as usize)
    }

    /// The end of a title of several words that begins here ("Chief of Staff"): names stand around it, not in it.
    fn long_title(&self, idx: usize) -> Option<usize> {
        // Nearly all tokens are small; asking that first saves the search.
        if !self.scene.document.tokens.get(idx)?.is_capitalised() {
            return None;
        }
        let title = self.scene.title_at(idx).filter(|hit| hit.last - hit.first > 2)?;
        let known = self.known_at(idx).map_or(0, |known| self.known[known].last);
        (title.last > known).then_some(title.last as usize)
    }

    /// The run that begins at a token.
    fn run_at(&self, start: usize, within: &Range<usize>) -> Option<Range<usize>> {
        let begins = self.is_name_word(start) || self.known_at(start).is_some() || self.joined_particle(start, within);
        if !begins {
            return None;
        }
        let mut end = start;
        loop {
            if self.long_title(end).is_some() {
                break;
            } else if let Some(known) = self.known_at(end) {
                end = self.known[known].last as usize;
            } else if end < within.end && (self.is_name_word(end) || end == start) {
                end += 1;
            } else if let Some(next) = self.joint(end, within) {
                end = next;
            } else {
                break;
            }
            if end >= within.end {
                break;
            }
        }
        Some(start..end.min(within.end))
    }

    /// "al" of "al-Assad", "von" of "von Bothmer" at a run's start.
    fn joined_particle(&self, idx: usize, within: &Range<usize>) -> bool {
        if !self.scene.classes(idx).any(Classes::PARTICLE) || idx + 2 >= within.end {
            return false;
        }
        let hyphen = self.scene.token(idx + 1).kind == TokenKind::Hyphen;
        let noble = ["von", "van", "de", "der", "bin", "ibn", "al", "el"].iter().any(|word| self.scene.is(idx, word));
        hyphen && self.is_name_word(idx + 2) || noble && self.is_name_word(idx + 1) && self.known_at(idx + 1).is_none()
    }

    /// Cuts a run into titles, known names and pieces.
    fn cut(&mut self, run: Range<usize>, within: &Range<usize>) {
        let mut place = run.start;
        let mut titled = self.scene.title_before(place).is_some();
        while place < run.end {
            let known_to = self.known_at(place).map_or(place, |known| self.known[known].last as usize);
            let stands_before = |hit: &Hit| {
                hit.last as usize >= known_to && !self.is_of_name(hit, run.end) && !self.is_given_title(hit, run.end)
            };
            if let Some(title) = self.scene.title_at(place).copied().filter(stands_before) {
                let end = title.last as usize;
                if end < run.end && !self.ends_piece_before(place) {
                    (place, titled) = (end, true);
                    continue;
                }
                if end >= run.end {
                    break;
                }
            }
            let role = self.scene.person_role_at(place).copied().filter(stands_before);
            if let Some(role) = role.filter(|role| !self.is_of_a_body(role, run.end)) {
                (place, titled) = (role.last as usize, true);
                continue;
            }
            let segment = place..self.segment_end(place, &run);
            if let Some(end) = self.organization_end(&segment, within) {
                self.push(place..end, titled);
                place = end;
            } else {
                place = self.cut_segment(segment, titled);
            }
            titled = false;
        }
    }

    /// A surname that is also a title ("Larry King") belongs to the name before it.
    fn ends_piece_before(&self, idx: usize) -> bool {
        self.pieces.last().is_some_and(|piece| piece.last as usize == idx && self.is_given(piece.first as usize))
    }

    /// The words up to the next title or role inside the run.
    fn segment_end(&self, start: usize, run: &Range<usize>) -> usize {
        // No title is looked for inside a known name.
        let after = |idx: usize| self.known_at(idx).map_or(idx + 1, |known| self.known[known].last as usize);
        let mut end = after(start).min(run.end);
        while end < run.end {
            let apart = |hit: &&Hit| !self.is_of_name(hit, run.end) && !self.is_given_title(hit, run.end);
            let role = self.scene.person_role_at(end).filter(|role| !self.is_of_a_body(role, run.end)).filter(apart);
            let titled = self.scene.title_at(end).filter(apart).map(|hit| hit.last).or(role.map(|hit| hit.last));
            let head_inside =
                |last: u32| (end..last as usize).any(|idx| self.scene.classes(idx).any(Classes::ORG_HEAD));
            if titled.is_some_and(|last| !head_inside(last))
                && !(end == start + 1 && self.is_given(start) && titled.is_some_and(|last| last as usize == run.end))
            {
                break;
            }
            end = after(end);
        }
        end.min(run.end)
    }

    /// "Workers" of "Maritime Workers Union": a plural right before the head noun is part of the name.
    fn is_of_a_body(&self, role: &Hit, run_end: usize) -> bool {
        let head = role.last as usize + usize::from(self.is_possessive(role.last as usize));
        self.scene.tables.words.roles[role.row as usize].plural
            && head < run_end
            && self.scene.token(head).is_capitalised()
            && self.scene.classes(head).any(Classes::ORG_HEAD)
    }

    /// Where an organisation that begins a segment ends: after its head noun and the head's tail.
    fn organization_end(&self, segment: &Range<usize>, within: &Range<usize>) -> Option<usize> {
        let is_head =
            |idx: usize| self.scene.token(idx).is_capitalised() && self.scene.classes(idx).any(Classes::ORG_HEAD);
        // "Sun Yat-sen University" is named after him, "Ana Novak Party" would be, "the Donald Trump Administration" is not.
        let names_it = |next: usize| {
            segment.contains(&next) && is_head(next) && !OF_A_PERSON.contains(&self.scene.document.lower(next))
        };
        let blocks =
            |name: &Sighting| name.kind == Kind::Person && name.n_tokens() > 1 && !names_it(name.last as usize);
        let mut head = None;
        for idx in segment.clone() {
            if self.known_at(idx).is_some_and(|known| blocks(&self.known[known])) {
                break;
            }
            if is_head(idx) {
                head = Some(idx);
            }
        }
        let head = head?;
        if head + 1 - segment.start > 7 {
            return None;
        }
        let mut end = self.tail_end(head + 1, within);
        // "Brandt International Airport": the noun after the head says what it is.
        let is_place = |idx: usize| self.scene.token(idx).is_capitalised() && self.is_place_noun(idx);
        if end + 1 == segment.end && is_place(end) && self.known_at(end).is_none() {
            end += 1;
        }
        (end - segment.start > 1).then_some(end)
    }

    fn is_place_noun(&self, idx: usize) -> bool {
        self.scene.classes(idx).any(Classes::PLACE_NOUN)
    }

    /// Cuts words without titles and organisation heads; returns the place after the first piece or name.
    fn cut_segment(&mut self, segment: Range<usize>, titled: bool) -> usize {
        let start = segment.start;
        if let Some(known) = self.known_at(start) {
            let name = self.known[known];
            let end = name.last as usize;
            let more = end < segment.end && self.known_at(end).is_none();
            // "Victoria Dayton", in an article or not: a given name goes before a surname that is a city.
            let given = || {
                let next = self.known_at(end).map(|known| self.known[known]);
                let city = next.is_some_and(|next| next.kind == Kind::City && next.n_tokens() == 1);
                end < segment.end && city && self.is_given(start) && name.kind.class() == Class::Place
            };
            let swallowed = more && self.is_part(&name, end) || given();
            if !swallowed {
                return end;
            }
            let end = self.next_cut(end, &segment);
            self.push(start..end, titled);
            return end;
        }
        let end = self.next_cut(start + 1, &segment);
        let end = self.second_name(start, end).unwrap_or(end);
        // "RLI Sari Arho Havren": a word in capitals before two that are not is no part of the name.
        let shouted = |idx: usize| self.scene.token(idx).shape.has(Shape::ALL_CAPS);
        let first_apart = end - start > 2
            && shouted(start)
            && !(start + 1..end).any(shouted)
            && !self.scene.classes(end - 1).any(Classes::ORG_HEAD);
        self.push(start + usize::from(first_apart)..end, titled);
        end
    }

    /// "Political Affairs Wendy Sherman": a given name deep inside begins another name.
    fn second_name(&self, start: usize, end: usize) -> Option<usize> {
        if self.is_given(start) || end - start < 4 {
            return None;
        }
        let begins =
            |idx: &usize| self.is_given(*idx) && !self.is_given(idx + 1) && self.scene.token(idx + 1).is_capitalised();
        (start + 2..end - 1).find(begins)
    }

    /// True if a known name is only part of a longer one: "Paris Hilton", "Jordan Henderson".
    fn is_part(&self, name: &Sighting, next: usize) -> bool {
        let first = name.first as usize;
        let particle = self.scene.classes(next).any(Classes::PARTICLE);
        // "Santa Rosa de Quives"
        if name.n_tokens() > 1 && name.kind == Kind::City && particle {
            return ["de", "del", "do", "da", "di"].iter().any(|word| self.scene.is(next, word));
        }
        if name.form == MentionForm::Demonym || name.n_tokens() > 1 {
            return false;
        }
        // "the governor of Washington Chris Novak"
        let other_name =
            self.is_given(next) && next + 1 < self.scene.document.tokens.len() && self.is_name_word(next + 1);
        let hyphen = |idx: usize| self.scene.token(idx).kind == TokenKind::Hyphen;
        // "pro-Halden PNV"
        let by_hyphen = hyphen(next) || first > 0 && hyphen(first - 1);
        match name.kind.class() {
            _ if by_hyphen => false,
            Class::Person => !particle,
            Class::Place if other_name => self.is_given(first),
            Class::Place => self.is_given(first) || name.kind == Kind::City || name.prior < 80,
            _ => name.prior < 80,
        }
    }

    /// The first place from `place` where a known name that stands for itself begins.
    fn next_cut(&self, mut place: usize, segment: &Range<usize>) -> usize {
        while place < segment.end {
            if let Some(known) = self.known_at(place) {
                let name = self.known[known];
                let stands_alone = name.n_tokens() > 1
                    || name.form == MentionForm::Demonym
                    || matches!(name.kind.class(), Class::Organization)
                    || self.scene.token(place - 1).kind == TokenKind::Hyphen;
                if stands_alone && !self.is_given(place - 1) {
                    break;
                }
                place = name.last as usize;
            } else {
                place += 1;
            }
        }
        let mut end = place.min(segment.end);
        while end > segment.start + 1
            && matches!(self.scene.token(end - 1).kind, TokenKind::Hyphen | TokenKind::Symbol | TokenKind::Dash)
        {
            end -= 1;
        }
        if end == place.min(segment.end) { end } else { end.max(segment.start + 1) }
    }

    fn push(&mut self, mut tokens: Range<usize>, mut titled: bool) {
        // A hyphen left at the start belongs to the name before it.
        while tokens.start < tokens.end && !self.scene.token(tokens.start).is_word() {
            tokens.start += 1;
        }
        // "Ana Novak, R-Klamath Falls": a party's letter before the place that elected her.
        if tokens.len() > 2
            && ["r", "d", "i"].iter().any(|letter| self.scene.is(tokens.start, letter))
            && self.scene.token(tokens.start + 1).kind == TokenKind::Hyphen
        {
            tokens.start += 2;
            titled = false;
        }
        if tokens.is_empty() {
            return;
        }
        let from = self.known.partition_point(|name| (name.last as usize) <= tokens.start);
        let inside = self.known[from..].iter().take_while(|name| (name.first as usize) < tokens.end).count();
        let kind_at = |idx: usize| self.scene.tables.words.head_kind(self.scene.token(idx).word);
        let last = tokens.end - 1;
        let is_school = last > 0 && self.scene.is(last - 1, "school");
        let is_place = self.is_place_noun(last) && kind_at(last).is_none() && !is_school;
        let head = tokens
            .clone()
            .filter(|idx| self.scene.token(*idx).is_capitalised() && !is_place)
            .filter_map(kind_at)
            .next_back();
        if inside == 1 && self.known[from].tokens() == tokens {
            return;
        }
        // "Deng Yuwen Written for": a participle at the end is no name.
        while tokens.len() > 2
            && head.is_none()
            && (matches!(self.scene.token(tokens.end - 1).tag, Tag::Vbn | Tag::Vbd | Tag::Vbz | Tag::In)
                || self.scene.classes(tokens.end - 1).any(Classes::VERB))
        {
            tokens.end -= 1;
        }
        // "the 3rd Battalion"
        let ordinal = tokens.start.checked_sub(1).filter(|idx| {
            let token = self.scene.token(*idx);
            token.kind == TokenKind::Number && self.scene.document.lower(*idx).ends_with(['d', 'h', 't'])
        });
        if let Some(ordinal) = ordinal.filter(|_| head == Some(Kind::Military)) {
            tokens.start = ordinal;
        }
        // "in April", but "April said".
        let dated = |before: usize| {
            let class = self.scene.classes(before);
            class.any(Classes(Classes::LOCATIVE.0 | Classes::TOWARD.0 | Classes::OF.0 | Classes::WITH.0))
        };
        if tokens.len() == 1
            && self.scene.classes(tokens.start).any(Classes::CALENDAR)
            && tokens.start.checked_sub(1).is_some_and(dated)
        {
            return;
        }
        let single_initial = tokens.len() == 1 && self.scene.token(tokens.start).shape.has(Shape::INITIAL);
        if single_initial {
            return;
        }
        self.pieces.push(Piece { first: tokens.start as u32, last: tokens.end as u32, head, titled });
    }
}
