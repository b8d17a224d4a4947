//! Cues: what the form of a name and the words beside it say about what it names.
//!
//! Each cue is a yes-or-no question with a weight for each answer that discovery can give. The weights are
//! learned (see `name_weights.tsv`); the strongest cue for the answer names the rule of the mention.

use std::ops::Range;

use crate::lexicon::embedded;
use crate::syntax::{Rel, Tag, Word, look_up_words};
use crate::text::{Shape, TokenKind};

use super::kind::Class;
use super::runs::Piece;
use super::scene::{Scene, Sighting, hit_before};
use super::words::Classes;

const WEIGHTS: &str = include_str!("../lexicon/en/name_weights.tsv");

/// A set of cues.
pub(crate) type CueSet = u128;

macro_rules! cues {
    ($($name:ident $text:literal)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Cue { $($name,)* }

        /// Names of the cues, in the order of their bits.
        pub(crate) const CUE_NAMES: &[&str] = &[$($text,)*];

        impl Cue {
            pub(crate) const fn bit(self) -> CueSet {
                1 << self as u8
            }
        }
    };
}

cues! {
    Any "any"
    OneWord "one-word"
    TwoWords "two-words"
    ThreeWords "three-words"
    ManyWords "many-words"
    GivenFirst "given-name-first"
    SurnameFirst "surname-first"
    SurnameLast "surname-last"
    GivenAlone "given-name-alone"
    Acronym "acronym"
    Digits "digits"
    MixedCase "mixed-case"
    Initial "initial"
    Particle "particle"
    Hyphen "hyphen"
    Ampersand "ampersand"
    Foreign "foreign-letters"
    OrgHeadLast "organisation-head"
    OrgHeadTail "organisation-head-tail"
    CompanyLast "company-suffix"
    PlaceHead "place-head"
    EventHead "event-head"
    KnownPlaceInside "known-place-inside"
    DemonymInside "demonym-inside"
    KnownOrgInside "known-organisation-inside"
    KnownPersonInside "known-person-inside"
    GeoFirst "compass-first"
    PlaceEnding "place-ending"
    SurnameEnding "surname-ending"
    PluralEnding "plural-ending"
    AdjectiveEnding "adjective-ending"
    IsmEnding "ism-ending"
    SentenceStart "sentence-start"
    SmallElsewhere "small-elsewhere"
    Quoted "alone-in-quotes"
    TitleBefore "title-before"
    RoleBefore "role-before"
    LocativeBefore "locative-before"
    TowardBefore "toward-before"
    AtBefore "at-before"
    OfBefore "of-before"
    WithBefore "with-before"
    TheBefore "the-before"
    ArticleBefore "a-before"
    ToldBefore "told-before"
    SpeechBefore "speech-before"
    OrgNounBefore "organisation-noun-before"
    PlaceNounBefore "place-noun-before"
    PlaceNounOfBefore "place-noun-of-before"
    PossessiveBefore "possessive-before"
    DemonymBefore "demonym-before"
    OpenBracketBefore "bracket-before"
    PlaceCommaBefore "place-comma-before"
    AndNameBefore "and-before"
    SpeechAfter "speech-after"
    AgeAfter "age-after"
    RoleAppositionAfter "apposition-after"
    PossessiveAfter "possessive-after"
    AuxAfter "auxiliary-after"
    AcronymAfter "acronym-after"
    OrgNounAfter "organisation-noun-after"
    PlaceNounAfter "place-noun-after"
    MemberAfter "member-after"
    RoleAfter "role-after"
    CommaPlaceAfter "comma-place-after"
    BasedAfter "based-after"
    WhoAfter "who-after"
    NounAfter "noun-after"
    BracketAfter "bracket-after"
    Repeated "repeated"
    LastAlone "last-word-alone-elsewhere"
    FirstAlone "first-word-alone-elsewhere"
    PartOfPerson "part-of-person"
    AcronymOf "acronym-of"
    UnknownWords "unknown-words"
    CommonFirst "common-word-first"
    CommonLast "common-word-last"
    ProperTag "tagged-proper"
    NotProperTag "tagged-otherwise"
    Subject "subject"
    Object "object"
    VerbAfter "verb-after"
    ByBefore "by-before"
    BesidePerson "person-beside"
    BesidePlace "place-beside"
    BesideOrg "organisation-beside"
    AcronymInside "acronym-inside"
    RoleCommaBefore "role-comma-before"
    RoleOf "possessor-of-role"
    StakeBefore "stake-before"
    HyphenGiven "hyphened-given-name"
    BodyApposition "body-apposition-after"
    PlaceApposition "place-apposition-after"
    BodyCommaBefore "body-comma-before"
    WhichAfter "which-after"
    DwellerOf "dweller-of-before"
    MotionBefore "motion-before"
    FirmBefore "firm-before"
    NameOfBefore "name-of-before"
    OwnerOfName "possessor-of-name"
    AmongPersons "among-persons"
    AmongBodies "among-bodies"
    AmongPlaces "among-places"
}

/// Weights of the cues for person, organisation, place; "none" has 0.
#[derive(Debug, Default)]
pub(crate) struct CueWeights {
    weights: Vec<[f32; 3]>,
}

/// What discovery makes of a piece.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) class: Option<Class>,
    /// 0 to 1.
    pub(crate) probability: f32,
    pub(crate) rule: &'static str,
}

impl CueWeights {
    pub(crate) fn load() -> CueWeights {
        let mut weights = vec![[0.0; 3]; CUE_NAMES.len()];
        for row in embedded("name_weights.tsv", WEIGHTS, 4) {
            let Some(cue) = CUE_NAMES.iter().position(|name| *name == row.cell(0)) else { continue };
            for (column, weight) in weights[cue].iter_mut().enumerate() {
                *weight = row.cell(column + 1).parse().unwrap_or(0.0);
            }
        }
        CueWeights { weights }
    }

    /// Weighs the cues: the likeliest answer, with the cue that speaks most for it.
    pub(crate) fn judge(&self, cues: CueSet) -> Verdict {
        let mut sums = [0.0_f32; 3];
        for (idx, weight) in self.weights.iter().enumerate() {
            if cues >> idx & 1 == 1 {
                for (sum, part) in sums.iter_mut().zip(weight) {
                    *sum += part;
                }
            }
        }
        let top = sums.iter().copied().fold(0.0_f32, f32::max);
        let total: f32 = (-top).exp() + sums.iter().map(|sum| (sum - top).exp()).sum::<f32>();
        let best = (0..3).max_by(|a, b| sums[*a].total_cmp(&sums[*b])).unwrap_or(0);
        if sums[best] <= 0.0 {
            return Verdict { class: None, probability: (-top).exp() / total, rule: "none" };
        }
        let class = [Class::Person, Class::Organization, Class::Place][best];
        Verdict { class: Some(class), probability: (sums[best] - top).exp() / total, rule: self.strongest(cues, best) }
    }

    fn strongest(&self, cues: CueSet, class: usize) -> &'static str {
        let evident = Cue::GivenFirst as usize;
        (evident..CUE_NAMES.len())
            .filter(|idx| cues >> idx & 1 == 1)
            .max_by(|a, b| self.weights[*a][class].total_cmp(&self.weights[*b][class]))
            .map_or("capitals", |idx| CUE_NAMES[idx])
    }
}

/// The cues of a piece where it stands; document-level cues are added by discovery.
pub(crate) fn cues_of(scene: &Scene<'_>, known: &[Sighting], piece: &Piece) -> CueSet {
    let within = scene.document.sentence_of(piece.first as usize).tokens();
    let look = Look { scene, known, tokens: piece.tokens(), within };
    let mut cues = Cue::Any.bit() | look.form(piece) | look.inside();
    cues |= look.before(piece);
    cues |= look.after();
    cues | look.words() | look.role() | look.beside()
}

struct Look<'a> {
    scene: &'a Scene<'a>,
    known: &'a [Sighting],
    tokens: Range<usize>,
    within: Range<usize>,
}

fn when(condition: bool, cue: Cue) -> CueSet {
    if condition { cue.bit() } else { 0 }
}

impl Look<'_> {
    /// The last word; of "Park Min-seo" the last with a capital.
    fn last(&self) -> usize {
        let end = self.tokens.end;
        if self.has_small_end() { end - 3 } else { end - 1 }
    }

    /// "Park Min-seo", "Hsu Yu-jen": the second syllable of a given name is small.
    fn has_small_end(&self) -> bool {
        let end = self.tokens.end;
        self.tokens.len() >= 4
            && self.scene.token(end - 2).kind == TokenKind::Hyphen
            && !self.scene.token(end - 1).is_capitalised()
    }

    /// "Soo-jin Han"
    fn has_small_second(&self) -> bool {
        let start = self.tokens.start;
        self.tokens.len() == 4
            && self.scene.token(start + 1).kind == TokenKind::Hyphen
            && !self.scene.token(start + 2).is_capitalised()
            && self.scene.classes(start + 3).any(Classes::SURNAME)
    }

    fn form(&self, piece: &Piece) -> CueSet {
        let (first, last) = (self.tokens.start, self.last());
        let words = || (first..last + 1).filter(|idx| self.scene.token(*idx).is_word());
        let n_words = words().count();
        let shape = |idx: usize| self.scene.token(idx).shape;
        let class = |idx: usize| self.scene.classes(idx);
        let any_shape = |flag: Shape| words().any(|idx| shape(idx).has(flag));
        let one = n_words == 1;
        let word = self.scene.document.lower(last);
        let head = words().rfind(|idx| class(*idx).any(Classes::ORG_HEAD));
        let mut cues = match n_words {
            1 => Cue::OneWord.bit(),
            2 => Cue::TwoWords.bit(),
            3 => Cue::ThreeWords.bit(),
            _ => Cue::ManyWords.bit(),
        };
        cues |= when(!one && class(first).any(Classes::GIVEN), Cue::GivenFirst);
        cues |= when(!one && class(first).any(Classes::SURNAME), Cue::SurnameFirst);
        cues |= when(!one && class(last).any(Classes::SURNAME), Cue::SurnameLast);
        cues |= when(one && class(first).any(Classes::GIVEN), Cue::GivenAlone);
        cues |= when(one && shape(first).has(Shape::ALL_CAPS) && word.len() <= 7, Cue::Acronym);
        cues |= when(any_shape(Shape::DIGIT), Cue::Digits);
        cues |= when(any_shape(Shape::MIXED), Cue::MixedCase);
        let capitals = |idx: usize| shape(idx).has(Shape::ALL_CAPS) && !shape(idx).has(Shape::INITIAL);
        cues |= when(!one && words().any(capitals) && !words().all(capitals), Cue::AcronymInside);
        cues |= when(!one && any_shape(Shape::INITIAL), Cue::Initial);
        cues |= when(!one && words().any(|idx| class(idx).any(Classes::PARTICLE)), Cue::Particle);
        cues |= when((first..last).any(|idx| !self.scene.token(idx).is_word()), Cue::Hyphen);
        cues |= when(self.has_small_end() || self.has_small_second(), Cue::HyphenGiven);
        cues |= when(self.tokens.clone().any(|idx| self.scene.is(idx, "&")), Cue::Ampersand);
        cues |= when(any_shape(Shape::FOREIGN), Cue::Foreign);
        cues |= when(piece.head.is_some() && head == Some(last), Cue::OrgHeadLast);
        cues |= when(piece.head.is_some() && head.is_some_and(|idx| idx < last), Cue::OrgHeadTail);
        cues |= when(!one && class(last).any(Classes::COMPANY), Cue::CompanyLast);
        cues |= when(
            !one && (class(last).any(Classes::PLACE_NOUN) && !class(last).any(Classes::ORG_HEAD)
                || class(first).any(Classes::PLACE_NOUN)),
            Cue::PlaceHead,
        );
        cues |= when(class(last).any(Classes::EVENT), Cue::EventHead);
        cues |= when(!one && class(first).any(Classes::GEO_ADJ), Cue::GeoFirst);
        cues |= when(ends_in(word, PLACE_ENDINGS), Cue::PlaceEnding);
        cues |= when(ends_in(word, SURNAME_ENDINGS), Cue::SurnameEnding);
        cues |= when(word.ends_with('s') && !word.ends_with("ss"), Cue::PluralEnding);
        cues |= when(ends_in(word, ADJECTIVE_ENDINGS), Cue::AdjectiveEnding);
        cues |= when(ends_in(word, &["ism", "isation", "ization", "ment", "ness", "tion"]), Cue::IsmEnding);
        cues |= when(self.scene.is_sentence_start(first), Cue::SentenceStart);
        // "the department" stands beside "the Department of Inland Trade".
        let usual = if piece.head.is_some() && !one {
            Classes(Classes::PARTICLE.0 | Classes::ORG_HEAD.0)
        } else {
            Classes::PARTICLE
        };
        cues |= when(
            words().any(|idx| {
                self.scene.token(idx).is_capitalised() && self.scene.is_small_elsewhere(idx) && !class(idx).any(usual)
            }),
            Cue::SmallElsewhere,
        );
        cues
    }

    fn inside(&self) -> CueSet {
        let from = self.known.partition_point(|name| (name.last as usize) <= self.tokens.start);
        let mut cues = 0;
        for name in self.known[from..].iter().take_while(|name| (name.first as usize) < self.tokens.end) {
            cues |= match name.kind.class() {
                _ if name.form == crate::model::MentionForm::Demonym => Cue::DemonymInside.bit(),
                Class::Person => Cue::KnownPersonInside.bit(),
                Class::Place => Cue::KnownPlaceInside.bit(),
                _ => Cue::KnownOrgInside.bit(),
            };
        }
        cues
    }

    /// What the tagger's dictionary knows of the first and the last word, and how the tagger reads the last.
    fn words(&self) -> CueSet {
        let familiar = |idx: usize| {
            let mut words = [Word::new(&self.scene.document.text[self.scene.token(idx).span()])];
            look_up_words(&mut words);
            words[0].class
        };
        let proper = Tag::Nnp as u8 + 1;
        let (first, last) = (familiar(self.tokens.start), familiar(self.last()));
        let tagged = self.scene.token(self.last()).tag == Tag::Nnp;
        when(first == 0 && last == 0, Cue::UnknownWords)
            | when(first != 0 && first != proper, Cue::CommonFirst)
            | when(last != 0 && last != proper, Cue::CommonLast)
            | when(tagged, Cue::ProperTag)
            | when(!tagged, Cue::NotProperTag)
    }

    /// What the name is in its clause.
    fn role(&self) -> CueSet {
        let rel = self.scene.document.tree.rel(self.tokens.end - 1);
        when(rel.is_subject(), Cue::Subject) | when(rel == Rel::Obj, Cue::Object)
    }

    /// The known names that a comma or "and" joins to it.
    fn beside(&self) -> CueSet {
        let joins = |idx: usize| {
            self.within.contains(&idx)
                && (self.scene.token(idx).kind == TokenKind::Comma
                    || self.scene.is(idx, "and")
                    || self.scene.is(idx, "or"))
        };
        let mut cues = 0;
        let before = self.tokens.start.checked_sub(2).filter(|idx| joins(idx + 1)).and_then(|idx| self.known_at(idx));
        let after = joins(self.tokens.end).then(|| self.known_at(self.tokens.end + 1)).flatten();
        for name in [before, after].into_iter().flatten() {
            cues |= match name.kind.class() {
                _ if name.form == crate::model::MentionForm::Demonym => 0,
                Class::Person => Cue::BesidePerson.bit(),
                Class::Place => Cue::BesidePlace.bit(),
                _ => Cue::BesideOrg.bit(),
            };
        }
        cues
    }

    fn known_at(&self, idx: usize) -> Option<&Sighting> {
        let place = self.known.partition_point(|name| (name.last as usize) <= idx);
        self.known.get(place).filter(|name| name.first as usize <= idx)
    }

    fn is_place(&self, idx: usize) -> bool {
        self.within.contains(&idx) && self.known_at(idx).is_some_and(|name| name.kind.class() == Class::Place)
    }

    fn before(&self, piece: &Piece) -> CueSet {
        let start = self.tokens.start;
        let Some(prev) = start.checked_sub(1).filter(|idx| self.within.contains(idx)) else {
            return when(piece.titled, Cue::TitleBefore);
        };
        let class = self.scene.classes(prev);
        let token = self.scene.token(prev);
        let before = |n: usize| start.checked_sub(n).filter(|idx| self.within.contains(idx));
        let class_at = |n: usize| before(n).map_or(Classes::default(), |idx| self.scene.classes(idx));
        let role = self.scene.role_before(start);
        let mut cues = when(piece.titled, Cue::TitleBefore);
        // "retailer Halden" may be a firm, "retailer Ana Novak" is somebody.
        let firm = class.any(Classes::FIRM) && !self.scene.classes(start).any(Classes::GIVEN);
        cues |= when(role.is_some() && !piece.titled && !firm, Cue::RoleBefore);
        cues |= when(firm, Cue::FirmBefore);
        let comma = token.kind == TokenKind::Comma;
        cues |= when(comma && self.scene.role_before(prev).is_some(), Cue::RoleCommaBefore);
        let closed = self.scene.document.tokens.get(self.tokens.end).is_some_and(|next| next.kind == TokenKind::Comma);
        cues |= when(comma && closed && before(2).is_some_and(|idx| self.is_body(idx)), Cue::BodyCommaBefore);
        cues |= when(class.any(Classes::OF) && class_at(2).any(Classes::DWELLER), Cue::DwellerOf);
        // "Ana Novak of PNV"
        let name_of = class.any(Classes::OF)
            && before(2)
                .is_some_and(|idx| self.scene.token(idx).is_capitalised() && !self.scene.is_sentence_start(idx))
            && !class_at(2)
                .any(Classes(Classes::ORG_HEAD.0 | Classes::TITLE.0 | Classes::ROLE.0 | Classes::PLACE_NOUN.0));
        cues |= when(name_of, Cue::NameOfBefore);
        let to_place = Classes(Classes::LOCATIVE.0 | Classes::TOWARD.0 | Classes::AT.0);
        cues |= when(class.any(to_place) && class_at(2).any(Classes::MOTION), Cue::MotionBefore);
        let stake = class_at(2).any(Classes::STAKE);
        cues |= when(stake && (class.any(Classes::LOCATIVE) || class.any(Classes::OF)), Cue::StakeBefore);
        cues |= when(class.any(Classes::LOCATIVE) && !stake, Cue::LocativeBefore);
        cues |= when(class.any(Classes::TOWARD), Cue::TowardBefore);
        cues |= when(class.any(Classes::AT), Cue::AtBefore);
        cues |= when(class.any(Classes::OF), Cue::OfBefore);
        cues |= when(class.any(Classes::WITH), Cue::WithBefore);
        cues |= when(self.scene.is(prev, "by"), Cue::ByBefore);
        cues |= when(self.scene.is(prev, "the"), Cue::TheBefore);
        cues |= when(self.scene.is(prev, "a") || self.scene.is(prev, "an"), Cue::ArticleBefore);
        cues |= when(class.any(Classes::TOLD), Cue::ToldBefore);
        cues |= when(class.any(Classes::SPEECH), Cue::SpeechBefore);
        cues |= when(class.any(Classes::ORG_NOUN) && !class.any(Classes::ROLE), Cue::OrgNounBefore);
        cues |= when(class.any(Classes::PLACE_NOUN), Cue::PlaceNounBefore);
        cues |= when(class.any(Classes::OF) && class_at(2).any(Classes::PLACE_NOUN), Cue::PlaceNounOfBefore);
        cues |= when(
            token.kind == TokenKind::Clitic && self.scene.document.lower(prev).ends_with('s'),
            Cue::PossessiveBefore,
        );
        cues |= when(
            self.known_at(prev).is_some_and(|name| name.form == crate::model::MentionForm::Demonym),
            Cue::DemonymBefore,
        );
        cues |= when(token.kind == TokenKind::OpenBracket, Cue::OpenBracketBefore);
        cues |= when(
            token.kind == TokenKind::Comma && before(2).is_some_and(|idx| self.is_place(idx)),
            Cue::PlaceCommaBefore,
        );
        cues |= when(
            self.scene.is(prev, "and") && before(2).is_some_and(|idx| self.scene.token(idx).is_capitalised()),
            Cue::AndNameBefore,
        );
        let opens = token.kind == TokenKind::OpenQuote;
        let closes =
            self.scene.document.tokens.get(self.tokens.end).is_some_and(|token| token.kind == TokenKind::CloseQuote);
        cues | when(opens && closes, Cue::Quoted)
    }

    fn after(&self) -> CueSet {
        let end = self.tokens.end;
        if !self.within.contains(&end) {
            return 0;
        }
        let class = self.scene.classes(end);
        let token = self.scene.token(end);
        let class_at = |n: usize| self.scene.classes_in(end + n, &self.within);
        let kind_at = |n: usize| self.within.contains(&(end + n)).then(|| self.scene.token(end + n).kind);
        let comma = token.kind == TokenKind::Comma;
        let has_role = |from: usize, to: usize| {
            (from..to).any(|n| self.within.contains(&(end + n)) && self.scene.role_at(end + n).is_some())
        };
        let small = token.kind == TokenKind::Word && !token.is_capitalised();
        let mut cues = when(class.any(Classes::SPEECH), Cue::SpeechAfter);
        cues |=
            when(comma && kind_at(1) == Some(TokenKind::Number) && kind_at(2) == Some(TokenKind::Comma), Cue::AgeAfter);
        let apposed = if comma { self.apposed() } else { None };
        let body = apposed.is_some_and(|idx| self.is_body(idx));
        let place = apposed.is_some_and(|idx| self.scene.classes(idx).any(Classes::PLACE_NOUN));
        cues |= when(body, Cue::BodyApposition) | when(place && !body, Cue::PlaceApposition);
        cues |= when(comma && has_role(1, 5) && !body && !place, Cue::RoleAppositionAfter);
        cues |= when(comma && self.scene.is(end + 1, "which"), Cue::WhichAfter);
        cues |= when(
            token.kind == TokenKind::Clitic && self.scene.document.lower(end).ends_with('s'),
            Cue::PossessiveAfter,
        );
        let owns_name = token.kind == TokenKind::Clitic
            && self.within.contains(&(end + 1))
            && self.scene.token(end + 1).is_capitalised()
            && class_at(1).any(Classes::GIVEN);
        cues |= when(owns_name, Cue::OwnerOfName);
        cues |= when(class.any(Classes::AUX), Cue::AuxAfter);
        cues |= when(small && matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Md), Cue::VerbAfter);
        cues |= when(
            token.kind == TokenKind::Clitic && self.scene.document.lower(end).ends_with('s') && has_role(1, 4),
            Cue::RoleOf,
        );
        cues |= when(token.kind == TokenKind::OpenBracket && self.acronym_after(end + 1), Cue::AcronymAfter);
        cues |= when(token.kind == TokenKind::OpenBracket, Cue::BracketAfter);
        cues |= when(small && class.any(Classes::ORG_NOUN), Cue::OrgNounAfter);
        cues |= when(small && class.any(Classes::PLACE_TAIL), Cue::PlaceNounAfter);
        cues |= when(small && class.any(Classes::MEMBER), Cue::MemberAfter);
        cues |= when(small && self.scene.role_at(end).is_some(), Cue::RoleAfter);
        cues |= when(comma && self.is_place(end + 1), Cue::CommaPlaceAfter);
        let joined = token.kind == TokenKind::Hyphen && kind_at(1) == Some(TokenKind::Word);
        cues |= when(joined && !self.scene.token(end + 1).is_capitalised(), Cue::BasedAfter);
        cues |= when(self.scene.is(end, "who") || comma && self.scene.is(end + 1, "who"), Cue::WhoAfter);
        let grammar = class.any(Classes::FUNCTION) || class.any(Classes::AUX) || class.any(Classes::SPEECH);
        cues |= when(small && !grammar && class_at(1) == Classes::default(), Cue::NounAfter);
        cues
    }

    /// The noun that heads the phrase after the comma behind the piece: ", a copper producer in".
    fn apposed(&self) -> Option<usize> {
        let from = self.tokens.end + 1;
        let starts = self.within.contains(&from)
            && (matches!(self.scene.token(from).tag, Tag::Dt | Tag::PrpS)
                || ["one", "nearest", "another"].iter().any(|word| self.scene.is(from, word)));
        if !starts {
            return None;
        }
        let in_phrase = |idx: &usize| {
            let token = self.scene.token(*idx);
            let noun = matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Jj | Tag::Jjs | Tag::Vbn | Tag::Vbg);
            noun || matches!(token.tag, Tag::Jjr | Tag::Rb | Tag::Rbs)
                || matches!(token.kind, TokenKind::Hyphen | TokenKind::Clitic)
                || self.scene.token(*idx - 1).kind == TokenKind::Hyphen
        };
        let phrase = (from + 1..self.within.end.min(from + 10)).take_while(in_phrase);
        let head = phrase.filter(|idx| matches!(self.scene.token(*idx).tag, Tag::Nn | Tag::Nns | Tag::Nnp)).last();
        head.filter(|idx| !self.scene.token(*idx).is_capitalised())
    }

    /// "company", "agency", "party", also "producer": a noun for a body, or for somebody who is most often one.
    fn is_body(&self, idx: usize) -> bool {
        let noun = self.scene.classes(idx);
        let somebody = noun.any(Classes::MEMBER)
            || hit_before(self.scene.roles, idx + 1)
                .is_some_and(|role| self.scene.tables.words.roles[role.row as usize].is_person);
        noun.any(Classes::FIRM) || noun.any(Classes::ORG_NOUN) && !somebody
    }

    /// True if the bracket holds the initials of the piece.
    fn acronym_after(&self, idx: usize) -> bool {
        self.within.contains(&idx)
            && self.scene.token(idx).shape.has(Shape::ALL_CAPS)
            && is_acronym_of(self.scene, idx, self.tokens.clone())
    }
}

/// True if the token's letters are initials of the words, in order: of all words with a capital but one at most.
pub(crate) fn is_acronym_of(scene: &Scene<'_>, token: usize, words: Range<usize>) -> bool {
    let acronym = scene.document.lower(token);
    let mut letters = acronym.bytes().filter(u8::is_ascii_alphabetic).peekable();
    let n_letters = acronym.bytes().filter(u8::is_ascii_alphabetic).count();
    let (mut n_used, mut n_left) = (0, 0);
    for (place, idx) in words.filter(|idx| scene.token(*idx).is_word()).enumerate() {
        let initial = scene.document.lower(idx).bytes().next();
        if letters.peek().copied() == initial {
            letters.next();
            n_used += 1;
        } else if place == 0 {
            return false;
        } else {
            n_left += usize::from(scene.token(idx).is_capitalised());
        }
    }
    n_letters >= 2 && n_used == n_letters && n_left <= usize::from(n_letters > 2)
}

fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
}

const PLACE_ENDINGS: &[&str] = &[
    "stan", "burg", "grad", "abad", "ville", "shire", "town", "ford", "pur", "land", "berg", "ham", "heim", "borough",
    "mouth", "port", "sk", "polis",
];

const SURNAME_ENDINGS: &[&str] = &[
    "ov", "ova", "ev", "eva", "ski", "sky", "skyy", "ska", "vich", "vic", "vić", "son", "sen", "shvili", "enko", "yan",
    "ez", "mann", "stein", "er", "oğlu", "oglu", "zadeh", "wala", "elli", "etti", "inho", "sson",
];

const ADJECTIVE_ENDINGS: &[&str] =
    &["ish", "ese", "ian", "ean", "ist", "ists", "ians", "ic", "al", "ite", "ites", "ive", "ary"];
