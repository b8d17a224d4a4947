//! What joins the words of a name, and how far a head noun carries it.

use std::ops::Range;

use crate::lexicon::Hit;
use crate::text::TokenKind;

use super::runs::Cutter;
use super::scene::hit_before;
use super::words::Classes;

/// Titles that begin or end the names of bodies before their head noun: "General Hospital", "Queen University".
const NAME_TITLES: &[&str] = &[
    "general",
    "king",
    "queen",
    "prince",
    "princess",
    "bishop",
    "metropolitan",
    "citizen",
    "major",
    "lord",
    "speaker",
];

/// What a company’s name ends with.
const LEGAL_FORMS: &[&str] =
    &["ag", "gmbh", "inc", "jsc", "llc", "llp", "ltd", "nv", "ojsc", "pjsc", "plc", "sa", "spa"];

/// Plurals without an -s.
const PLURALS: &[&str] = &["people", "women", "children", "men"];

impl Cutter<'_> {
    /// What joins two words of a name: a hyphen, particles, "&". Returns the place of the word after it.
    pub(super) fn joint(&self, idx: usize, within: &Range<usize>) -> Option<usize> {
        if idx >= within.end {
            return None;
        }
        let next_is_name = |idx: usize| idx < within.end && self.is_name_word(idx);
        match self.scene.token(idx).kind {
            TokenKind::Hyphen if next_is_name(idx + 1) => Some(idx + 1),
            // "Park Min-seo"
            TokenKind::Hyphen if idx > 1 && idx + 1 < within.end && self.is_name_word(idx - 1) => {
                let next = self.scene.token(idx + 1);
                let is_family = |idx: usize| self.scene.classes(idx).any(Classes::SURNAME) && self.is_name_word(idx);
                // "Soo-jin Han" has its family name last.
                let family =
                    is_family(idx - 2) || idx + 2 < within.end && is_family(idx + 2) && next.end - next.start <= 6;
                (family && next.kind == TokenKind::Word && next.is_glued()).then_some(idx + 2)
            }
            // Tokenised text writes "Frank - Walter".
            TokenKind::Dash if next_is_name(idx + 1) && self.is_given(idx - 1) && self.is_given(idx + 1) => {
                Some(idx + 1)
            }
            // Juan "Chico" Manriquez
            TokenKind::OpenQuote if idx + 3 < within.end && next_is_name(idx + 1) && next_is_name(idx + 3) => {
                let closes = self.scene.token(idx + 2).kind == TokenKind::CloseQuote;
                (closes && self.is_given(idx - 1)).then_some(idx + 3)
            }
            TokenKind::Symbol if self.scene.is(idx, "&") && next_is_name(idx + 1) => Some(idx + 1),
            TokenKind::Apostrophe | TokenKind::CloseQuote | TokenKind::Clitic
                if next_is_name(idx + 1)
                    && (self.is_possessive(idx) && self.is_plural(idx - 1) || self.is_owned_body(idx)) =>
            {
                Some(idx + 1)
            }
            TokenKind::Word if self.scene.classes(idx).any(Classes::PARTICLE) => {
                let mut after = idx + 1;
                while after < within.end
                    && (self.scene.classes(after).any(Classes::PARTICLE)
                        || self.scene.token(after).kind == TokenKind::Hyphen)
                    && !self.is_name_word(after)
                    && after < idx + 4
                {
                    after += 1;
                }
                next_is_name(after).then_some(after)
            }
            _ => None,
        }
    }

    /// The mark of "Attorney General’s Office", "St Mary’s Hospital", "King’s College": a body and its owner.
    fn is_owned_body(&self, idx: usize) -> bool {
        let next = self.scene.token(idx + 1);
        let same_sentence = next.sentence == self.scene.token(idx).sentence;
        let marks = self.scene.token(idx).kind == TokenKind::Clitic && self.scene.document.lower(idx).ends_with('s')
            || self.scene.token(idx).is_glued();
        if idx == 0 || !same_sentence || !marks || !self.scene.classes(idx + 1).any(Classes::ORG_HEAD) {
            return false;
        }
        let holder = idx - 1;
        let is_saint = idx > 1 && ["st", "st.", "saint"].iter().any(|word| self.scene.is(idx - 2, word));
        let held = self.scene.title_before(idx).or(self.scene.role_before(idx));
        self.scene.token(holder).is_capitalised() && (is_saint || held.is_some())
    }

    /// True if a title or a role inside a run owns or heads the body named there: "Sheriff’s Office", "General Hospital".
    pub(super) fn is_of_name(&self, hit: &Hit, run_end: usize) -> bool {
        let next = hit.last as usize;
        if next >= run_end {
            return false;
        }
        let mark = !self.scene.token(next).is_word() || self.scene.token(next).kind == TokenKind::Clitic;
        let heads = self.scene.classes(next).any(Classes::ORG_HEAD) && self.scene.token(next).is_capitalised();
        let one = hit.last - hit.first == 1;
        mark && self.scene.token(next).kind != TokenKind::Hyphen
            || one && heads && NAME_TITLES.iter().any(|word| self.scene.is(hit.first as usize, word))
    }

    /// A title that is a given name, too, before the only other word of the name: "Dean Whitlock".
    pub(super) fn is_given_title(&self, hit: &Hit, run_end: usize) -> bool {
        let first = hit.first as usize;
        hit.last - hit.first == 1
            && self.is_given(first)
            && self.scene.is(first, "dean")
            && first + 2 == run_end
            && !(first > 0 && self.scene.is(first - 1, "the"))
    }

    /// Capitalised people in the plural: "Magistrates", "Women".
    fn is_plural(&self, idx: usize) -> bool {
        let role = hit_before(self.scene.roles, idx + 1);
        self.scene.token(idx).is_capitalised()
            && (PLURALS.iter().any(|word| self.scene.is(idx, word))
                || role.is_some_and(|role| self.scene.tables.words.roles[role.row as usize].plural))
    }

    /// The mark of "Magistrates’ Court", the clitic of "People’s Party".
    pub(super) fn is_possessive(&self, idx: usize) -> bool {
        self.scene.document.tokens.get(idx).is_some_and(|token| match token.kind {
            TokenKind::Apostrophe | TokenKind::CloseQuote => token.is_glued(),
            TokenKind::Clitic => PLURALS.iter().any(|word| idx > 0 && self.scene.is(idx - 1, word)),
            _ => false,
        })
    }

    /// The end of "of the Study of War" after a head noun.
    pub(super) fn tail_end(&self, start: usize, within: &Range<usize>) -> usize {
        let mut end = start;
        let at_place = self.scene.is(start - 1, "university");
        for n_tails in 0..3 {
            let joins = ["of", "for", "on"].iter().any(|word| self.scene.is(end, word))
                || n_tails > 0 && at_place && self.scene.is(end, "at");
            // "JSC Halden", "AG": nothing of the name comes after the legal form.
            if end >= within.end || !joins || self.is_legal_form(end - 1) {
                break;
            }
            let mut next = end + 1;
            if self.scene.is(next, "the") {
                next += 1;
            }
            let from = next;
            // "of Natalia Petrova" is somebody, not part of the name.
            if next + 1 < within.end && self.is_given(next) && self.is_name_word(next + 1) {
                break;
            }
            while next < within.end {
                // "Court of Justice" goes on with a word that is a title elsewhere.
                let titles = self.scene.title_at(next).is_some_and(|hit| {
                    let after = hit.last as usize;
                    after < within.end && self.is_name_word(after)
                });
                let is_name = self.is_name_word(next) && !titles;
                let joins = next > from && self.joins_tail(next, within);
                if !(is_name || joins) || next > from && self.is_legal_form(next - 1) {
                    break;
                }
                next += 1;
            }
            if next == from {
                break;
            }
            end = next;
        }
        end
    }

    fn is_legal_form(&self, idx: usize) -> bool {
        LEGAL_FORMS.contains(&self.scene.document.lower(idx).trim_end_matches('.'))
    }

    /// "and" between two words of a tail ("Health and Human Services"), a hyphen.
    fn joins_tail(&self, idx: usize, within: &Range<usize>) -> bool {
        let next = idx + 1;
        if next >= within.end || !self.is_name_word(next) {
            return false;
        }
        let plain =
            self.known_at(next).is_none() && !self.is_given(next) && !self.scene.classes(next).any(Classes::ORG_HEAD);
        self.scene.token(idx).kind == TokenKind::Hyphen
            || self.scene.is(idx, "and") && plain && self.known_at(idx - 1).is_none()
    }
}
