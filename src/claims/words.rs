//! What the tables say about a word: the classes that decide modality, polarity and hedging.

use super::signals::Weights;
use crate::lexicon::{Vocabulary, WordMap, embedded};
use crate::model::{CueClass, Modality};
use crate::text::Token;

const CLAIM_WORDS: &str = include_str!("../lexicon/en/claim-words.tsv");
const CUE_CLASSES: &str = include_str!("../lexicon/en/cue-classes.tsv");
const INFINITIVES: &str = include_str!("../lexicon/en/infinitives.tsv");

/// Classes of a word: a set of flags, one for each name in the table `claim-words.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks(u64);

macro_rules! marks {
    ($($constant:ident $name:literal),* $(,)?) => {
        impl Marks {
            $(pub(super) const $constant: Marks = Marks(1 << MarkBit::$constant as u64);)*

            fn named(name: &str) -> Option<Marks> {
                match name {
                    $($name => Some(Marks::$constant),)*
                    _ => None,
                }
            }
        }

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum MarkBit { $($constant),* }
    };
}

marks! {
    NEGATION "negation", WEAK_NEGATION "weak_negation", HEDGE "hedge", POSSIBLE "possible", CAN "can",
    FUTURE "future", WOULD "would", OBLIGED "obliged", CONDITION "condition", CONCESSION "concession",
    CAUSE "cause", TEMPORAL "temporal", COMPLEMENTISER "complementiser", RELATIVE "relative",
    COORDINATOR "coordinator", SUBJECT "subject", BE "be", HAVE "have", DO "do", GET "get",
    DEMONSTRATIVE "demonstrative", ANAPHOR "anaphor", FIRST_SINGULAR "first_singular",
    FIRST_PLURAL "first_plural", SECOND "second", OPINION "opinion", EMOTIVE "emotive", THANKS "thanks",
    GENERAL "general", CONNECTIVE "connective", PREACH "preach", VIOLENCE "violence", POLICY "policy",
    PERCENT "percent", CURRENCY "currency", MAGNITUDE "magnitude", CHANGE "change", RECORD "record",
    CAUSAL "causal", RESULT "result", PREVENT "prevent", INSTITUTION "institution",
    SCALE "scale", WISH "wish", VAGUE "vague", THIRD "third", EVENT "event",
    SOUGHT "sought", RISKED "risked", CONSIDERED "considered", ATTEMPTED "attempted", ACCUSED "accused",
}

impl Marks {
    /// True if the word has any of these classes.
    pub(super) fn any(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets of classes.
    pub(super) const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }
}

/// What a reporting word does: its class, and how surely its content holds (-3 to 3) under it and under its negation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CueSense {
    pub(super) class: CueClass,
    pub(super) sure: f32,
    pub(super) sure_negated: f32,
}

/// What a word before "to" makes of the action that follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Governor {
    pub(super) modality: Modality,
    /// True if the action did not take place ("failed to").
    pub(super) negative: bool,
    /// True if the clause says the same of itself: "seems to", "is expected to".
    pub(super) raises: bool,
    pub(super) sure: f32,
    pub(super) sure_negated: f32,
}

/// The tables, by word.
#[derive(Debug)]
pub(super) struct ClaimWords {
    marks: WordMap<Marks>,
    cue_rows: WordMap<u16>,
    cues: Vec<CueSense>,
    governor_rows: WordMap<u16>,
    governors: Vec<Governor>,
    /// What adds to and takes from the factuality of a word.
    pub(super) factuality: Weights,
}

impl ClaimWords {
    /// Reads the embedded tables.
    pub(super) fn load(vocabulary: &mut Vocabulary) -> ClaimWords {
        let mut words = ClaimWords {
            marks: WordMap::new(),
            cue_rows: WordMap::new(),
            cues: Vec::new(),
            governor_rows: WordMap::new(),
            governors: Vec::new(),
            factuality: Weights::load(vocabulary),
        };
        for row in embedded("claim-words.tsv", CLAIM_WORDS, 2) {
            let marks = row.list(1, ',').filter_map(Marks::named).fold(Marks::default(), Marks::or);
            words.marks.set(vocabulary.intern(row.cell(0)), marks);
        }
        for row in embedded("cue-classes.tsv", CUE_CLASSES, 5) {
            words.cues.push(CueSense {
                class: class_named(row.cell(2)),
                sure: number(row.cell(3)),
                sure_negated: number(row.cell(4)),
            });
            for form in row.list(1, ',') {
                words.cue_rows.set(vocabulary.intern(form), words.cues.len() as u16);
            }
        }
        for row in embedded("infinitives.tsv", INFINITIVES, 6) {
            words.governors.push(Governor {
                modality: modality_named(row.cell(2)),
                negative: row.cell(3).starts_with("minus"),
                raises: row.cell(3).ends_with("raising"),
                sure: number(row.cell(4)),
                sure_negated: number(row.cell(5)),
            });
            for form in row.list(1, ',') {
                words.governor_rows.set(vocabulary.intern(form), words.governors.len() as u16);
            }
        }
        words
    }

    /// The classes of a token's word.
    pub(super) fn marks(&self, token: &Token) -> Marks {
        self.marks.get(token.word)
    }

    /// The sense of a reporting word.
    pub(super) fn cue(&self, token: &Token) -> Option<CueSense> {
        let row = self.cue_rows.get(token.word) as usize;
        row.checked_sub(1).map(|row| self.cues[row])
    }

    /// What the word makes of an infinitive after it.
    pub(super) fn governor(&self, token: &Token) -> Option<Governor> {
        let row = self.governor_rows.get(token.word) as usize;
        row.checked_sub(1).map(|row| self.governors[row])
    }
}

fn number(cell: &str) -> f32 {
    cell.parse().expect("numbers of embedded tables are read by the test `claim_tables_are_sound`")
}

fn class_named(name: &str) -> CueClass {
    match name {
        "say" => CueClass::Say,
        "claim" => CueClass::Claim,
        "confirm" => CueClass::Confirm,
        "deny" => CueClass::Deny,
        "believe" => CueClass::Believe,
        "estimate" => CueClass::Estimate,
        "predict" => CueClass::Predict,
        "promise" => CueClass::Promise,
        "warn" => CueClass::Warn,
        "suggest" => CueClass::Suggest,
        "perceive" => CueClass::Perceive,
        _ => CueClass::Other,
    }
}

fn modality_named(name: &str) -> Modality {
    match name {
        "asserted" => Modality::Asserted,
        "predicted" => Modality::Predicted,
        "possible" => Modality::Possible,
        "intended" => Modality::Intended,
        "obligated" => Modality::Obligated,
        _ => Modality::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claim_tables_are_sound() {
        let words = ClaimWords::load(&mut Vocabulary::new());
        assert!(words.cues.iter().all(|cue| cue.class != CueClass::Other && cue.sure.abs() <= 3.0));
        assert!(words.governors.iter().all(|governor| governor.modality != Modality::Other));
        for row in embedded("claim-words.tsv", CLAIM_WORDS, 2) {
            assert!(row.list(1, ',').all(|name| Marks::named(name).is_some()), "{}", row.cell(0));
        }
        for (name, text) in [("claim-words", CLAIM_WORDS), ("cue-classes", CUE_CLASSES), ("infinitives", INFINITIVES)] {
            let firsts: Vec<&str> =
                text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next()).collect();
            assert!(firsts.windows(2).all(|pair| pair[0] < pair[1]), "{name} is not sorted");
        }
    }
}
