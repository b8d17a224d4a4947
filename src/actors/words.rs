//! What single words say about a name beside them: classes of the small word tables.

use crate::lexicon::{TermSet, TermTable, Vocabulary, WordMap, embedded};
use crate::model::Gender;

const CUES: &str = include_str!("../lexicon/en/name_cues.tsv");
const GIVEN: &str = include_str!("../lexicon/en/given_names.tsv");
const SURNAMES: &str = include_str!("../lexicon/en/surnames.tsv");
const ORG_HEADS: &str = include_str!("../lexicon/en/org_heads.tsv");
const TITLES: &str = include_str!("../lexicon/en/titles.tsv");
const ROLES: &str = include_str!("../lexicon/en/roles.tsv");

/// Classes of a word: a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(pub(crate) u64);

macro_rules! classes {
    ($($name:ident $text:literal $bit:literal)*) => {
        impl Classes {
            $(pub(crate) const $name: Classes = Classes(1 << $bit);)*

            fn parse(text: &str) -> Option<Classes> {
                match text {
                    $($text => Some(Classes::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    FUNCTION "function" 0
    CALENDAR "calendar" 1
    LOCATIVE "locative" 2
    TOWARD "toward" 3
    AT "at" 4
    OF "of" 5
    WITH "with" 6
    SPEECH "speech" 7
    TOLD "told" 8
    AUX "aux" 9
    PARTICLE "particle" 10
    PLACE_NOUN "place_noun" 11
    EVENT "event" 12
    COMPANY "company" 13
    ORG_NOUN "org_noun" 14
    MEMBER "member" 15
    PLACE_TAIL "place_tail" 16
    GEO_ADJ "geo_adj" 17
    HE "he" 18
    SHE "she" 19
    THEY "they" 20
    I "i" 21
    WE "we" 22
    GIVEN_MALE "given_male" 23
    GIVEN_FEMALE "given_female" 24
    SURNAME "surname" 25
    ORG_HEAD "org_head" 26
    TITLE "title" 27
    ROLE "role" 28
    VERB "verb" 29
    STAKE "stake" 30
    MOTION "motion" 31
    DWELLER "dweller" 32
    FIRM "firm" 33
}

impl Classes {
    pub(crate) const GIVEN: Classes = Classes(Classes::GIVEN_MALE.0 | Classes::GIVEN_FEMALE.0);

    /// True if it has any of the other's classes.
    pub(crate) fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

/// A title ("President", "Mr").
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    pub(crate) gender: Option<Gender>,
    /// Says nothing of what somebody is: "Mr".
    pub(crate) courtesy: bool,
}

/// A role noun ("spokeswoman", "officials").
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoleNoun {
    pub(crate) plural: bool,
    /// A person, not an institution.
    pub(crate) is_person: bool,
    pub(crate) gender: Option<Gender>,
    /// Somebody who often speaks in the news.
    pub(crate) speaks: bool,
}

/// The word tables of this stage.
#[derive(Debug, Default)]
pub(crate) struct Words {
    classes: WordMap<Classes>,
    heads: WordMap<u16>,
    head_kinds: Vec<super::kind::Kind>,
    pub(crate) titles: Vec<Title>,
    pub(crate) roles: Vec<RoleNoun>,
}

fn gender_of(cell: &str) -> Option<Gender> {
    match cell {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

impl Words {
    /// Reads the tables; titles and roles of several words go into `terms`.
    pub(crate) fn load(vocabulary: &mut Vocabulary, terms: &mut TermSet) -> Words {
        let mut words = Words::default();
        for row in embedded("name_cues.tsv", CUES, 2) {
            for class in row.list(1, ',').filter_map(Classes::parse) {
                words.add(vocabulary, row.cell(0), class);
            }
        }
        for row in embedded("given_names.tsv", GIVEN, 2) {
            let class = match row.cell(1) {
                "m" => Classes::GIVEN_MALE,
                "f" => Classes::GIVEN_FEMALE,
                _ => Classes::GIVEN,
            };
            words.add(vocabulary, row.cell(0), class);
        }
        for row in embedded("surnames.tsv", SURNAMES, 3) {
            words.add(vocabulary, row.cell(0), Classes::SURNAME);
        }
        words.load_heads(vocabulary);
        words.load_titles(vocabulary, terms);
        words.load_roles(vocabulary, terms);
        words
    }

    fn load_heads(&mut self, vocabulary: &mut Vocabulary) {
        use super::kind::Kind;
        for row in embedded("org_heads.tsv", ORG_HEADS, 3) {
            let kind = Kind::parse(row.cell(1)).unwrap_or(Kind::Organization);
            self.head_kinds.push(kind);
            let word = vocabulary.intern(&row.cell(0).to_lowercase());
            self.heads.set(word, self.head_kinds.len() as u16);
            self.add(vocabulary, row.cell(0), Classes::ORG_HEAD);
        }
    }

    fn load_titles(&mut self, vocabulary: &mut Vocabulary, terms: &mut TermSet) {
        for row in embedded("titles.tsv", TITLES, 3) {
            self.titles.push(Title { gender: gender_of(row.cell(1)), courtesy: row.cell(2) == "honorific" });
            let term = row.cell(0);
            terms.add_folded(term, TermTable::Title, self.titles.len() as u32 - 1);
            if !term.contains(' ') {
                self.add(vocabulary, term, Classes::TITLE);
            }
        }
    }

    fn load_roles(&mut self, vocabulary: &mut Vocabulary, terms: &mut TermSet) {
        for row in embedded("roles.tsv", ROLES, 6) {
            for (column, plural) in [(0, false), (1, true)] {
                let term = row.cell(column);
                if term.is_empty() {
                    continue;
                }
                let speaks = row.cell(5).parse::<f32>().is_ok_and(|share| share >= 0.5);
                let is_person = row.cell(2) == "person";
                self.roles.push(RoleNoun { plural, is_person, gender: gender_of(row.cell(3)), speaks });
                terms.add_folded(term, TermTable::Role, self.roles.len() as u32 - 1);
                if !term.contains(' ') {
                    self.add(vocabulary, term, Classes::ROLE);
                }
            }
        }
    }

    fn add(&mut self, vocabulary: &mut Vocabulary, word: &str, class: Classes) {
        let id = vocabulary.intern(&word.to_lowercase());
        let old = self.classes.get(id);
        self.classes.set(id, Classes(old.0 | class.0));
    }

    /// The classes of a word.
    pub(crate) fn classes(&self, word: crate::lexicon::WordId) -> Classes {
        self.classes.get(word)
    }

    /// What an organisation with this head noun is.
    pub(crate) fn head_kind(&self, word: crate::lexicon::WordId) -> Option<super::kind::Kind> {
        let idx = self.heads.get(word);
        (idx > 0).then(|| self.head_kinds[usize::from(idx) - 1])
    }
}
