//! How much a fact-checker would want to check a claim: the sum of named signals.
//!
//! Every signal is something that a reader can see in the claim, its weight a rounded number of the table `signals.tsv`.
//! Source of the idea: ClaimBuster (Hassan et al. 2017) and Full Fact's yes/no questions with linear weights
//! (Konstantinovskiy et al. 2018). `train/check_worthiness.py` fits the weights.

use std::ops::Range;

use super::verbs::{Reader, VerbGroup};
use super::words::Marks;
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::embedded;
use crate::model::{Claim, ClaimKind, ComparisonKind, Modality, Polarity, Signal};
use crate::syntax::Tag;

const WEIGHTS: &str = include_str!("../lexicon/en/signals.tsv");

/// A signal: its name, and when it fires.
type Row = (&'static str, fn(&View<'_>) -> bool);

/// All signals, in the order in which claims list them. The table `signals.tsv` says each in words.
const SIGNALS: &[Row] = &[
    ("base", |_| true),
    ("number", |v| v.n_numbers > 0),
    ("numbers", |v| v.n_numbers > 1),
    ("percent", |v| v.marks.any(Marks::PERCENT) || v.sign('%')),
    ("money", |v| v.sign('$') || v.sign('€') || v.sign('£') || v.marks.any(Marks::CURRENCY)),
    ("magnitude", |v| v.marks.any(Marks::MAGNITUDE)),
    ("time", |v| !v.claim.times.is_empty() || v.year),
    ("superlative", |v| v.superlative || v.compares(&[ComparisonKind::Superlative, ComparisonKind::Record])),
    ("first-or-only", |v| v.compares(&[ComparisonKind::First, ComparisonKind::Only])),
    ("comparative", |v| v.comparative || v.compares(&[ComparisonKind::Comparative])),
    ("change", |v| v.marks.any(Marks::CHANGE)),
    ("scale", |v| v.marks.any(Marks::SCALE)),
    ("quantifier", |v| v.marks.any(Marks::GENERAL)),
    ("past", |v| v.past),
    ("perfect", |v| v.perfect),
    ("passive", |v| v.passive),
    ("state", |v| v.copula),
    ("name", |v| v.n_names > 0),
    ("names", |v| v.n_names > 1),
    ("record", |v| v.marks.any(Marks::RECORD)),
    ("policy", |v| v.marks.any(Marks::POLICY)),
    ("institution", |v| v.marks.any(Marks::INSTITUTION)),
    ("harm", |v| v.marks.any(Marks::VIOLENCE)),
    ("cause", |v| v.marks.any(Marks::CAUSAL)),
    ("attributed", |v| v.claim.kind == ClaimKind::Attributed),
    ("negative", |v| v.claim.polarity == Polarity::Negative),
    ("third-person", |v| v.marks.any(Marks::THIRD)),
    ("first-person", |v| v.marks.any(Marks::FIRST_SINGULAR)),
    ("we", |v| v.marks.any(Marks::FIRST_PLURAL)),
    ("you", |v| v.marks.any(Marks::SECOND)),
    ("own-view", |v| v.own_view),
    ("wish", |v| v.marks.any(Marks::WISH)),
    ("ability", |v| v.marks.any(Marks::CAN)),
    ("vague", |v| v.marks.any(Marks::VAGUE)),
    ("opinion", |v| v.marks.any(Marks::OPINION)),
    ("emotive", |v| v.marks.any(Marks::EMOTIVE)),
    ("courtesy", |v| v.marks.any(Marks::THANKS.or(Marks::PREACH))),
    ("predicted", |v| v.claim.modality == Modality::Predicted),
    ("possible", |v| v.claim.modality == Modality::Possible),
    ("hypothetical", |v| v.claim.modality == Modality::Hypothetical),
    ("intended", |v| v.claim.modality == Modality::Intended),
    ("obligated", |v| v.claim.modality == Modality::Obligated),
    ("hedged", |v| v.claim.hedged),
    ("very-short", |v| v.n_words < 6),
    ("short", |v| v.n_words < 10),
    ("long", |v| v.n_words > 16),
    ("very-long", |v| v.n_words > 26),
    ("reference", |v| v.claim.refers_to.is_some() || v.claim.rule == "reference"),
    ("no-clause", |v| v.verb.is_none()),
];

/// Weights of the check-worthiness signals. A claim's score is the sum over the signals that fire, kept within 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckWeights {
    weights: Vec<f32>,
}

impl Default for CheckWeights {
    fn default() -> CheckWeights {
        CheckWeights::embedded()
    }
}

impl CheckWeights {
    /// The weights of the embedded table.
    pub fn embedded() -> CheckWeights {
        let mut weights = CheckWeights { weights: vec![0.0; SIGNALS.len()] };
        for row in embedded("signals.tsv", WEIGHTS, 3) {
            let weight = row.cell(1).parse().expect("the test `every_signal_has_a_weight` reads the table");
            weights.set(row.cell(0), weight).expect("the test `every_signal_has_a_weight` reads the table");
        }
        weights
    }

    /// The names of all signals, in the order in which claims list them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SIGNALS.iter().map(|signal| signal.0)
    }

    /// The weight of a signal.
    pub fn get(&self, name: &str) -> Option<f32> {
        SIGNALS.iter().position(|signal| signal.0 == name).map(|idx| self.weights[idx])
    }

    /// Changes the weight of a signal; zero silences it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`] for a name that no signal has, or a weight that is not a number.
    pub fn set(&mut self, name: &str, weight: f32) -> Result<()> {
        let idx = SIGNALS.iter().position(|signal| signal.0 == name).filter(|_| weight.is_finite());
        let Some(idx) = idx else {
            return Err(Error::new(ErrorKind::Table, format_args!("no signal {name:?} with weight {weight}")));
        };
        self.weights[idx] = weight;
        Ok(())
    }
}

/// What the signals look at.
struct View<'a> {
    claim: &'a Claim,
    reader: Reader<'a>,
    tokens: Range<usize>,
    verb: Option<VerbGroup>,
    marks: Marks,
    n_words: usize,
    n_numbers: usize,
    n_names: usize,
    year: bool,
    superlative: bool,
    comparative: bool,
    past: bool,
    perfect: bool,
    passive: bool,
    copula: bool,
    own_view: bool,
}

impl<'a> View<'a> {
    fn new(claim: &'a Claim, reader: Reader<'a>, tokens: Range<usize>, verb: Option<VerbGroup>) -> View<'a> {
        let mut view = View {
            claim,
            reader,
            tokens: tokens.clone(),
            verb,
            marks: Marks::default(),
            n_words: 0,
            n_numbers: 0,
            n_names: 0,
            year: false,
            superlative: false,
            comparative: false,
            past: false,
            perfect: false,
            passive: false,
            copula: false,
            own_view: false,
        };
        for idx in tokens {
            view.read_token(idx);
        }
        let holder = claim.claimant.map_or(0..0, |holder| reader.document.tokens_in(holder));
        view.own_view = holder.len() == 1 && reader.has(holder.start, Marks::FIRST_SINGULAR.or(Marks::FIRST_PLURAL));
        if let Some(verb) = verb {
            let (first, head) = (reader.marks(verb.first), reader.tag(verb.head));
            view.past = reader.tag(verb.first) == Tag::Vbd;
            view.perfect = first.any(Marks::HAVE) && head == Tag::Vbn;
            view.passive = first.any(Marks::BE) && head == Tag::Vbn;
            view.copula = first.any(Marks::BE) && verb.head == verb.first;
        }
        view
    }

    fn read_token(&mut self, idx: usize) {
        let token = self.reader.token(idx);
        self.marks = self.marks.or(self.reader.marks(idx));
        self.n_words += usize::from(token.is_word());
        match token.tag {
            Tag::Cd if !self.reader.is(idx, "one") => {
                let word = self.reader.document.word(idx).as_bytes();
                self.year |= word.len() == 4 && (word.starts_with(b"19") || word.starts_with(b"20"));
                self.n_numbers += 1;
            }
            Tag::Nnp if idx == self.tokens.start || self.reader.tag(idx - 1) != Tag::Nnp => self.n_names += 1,
            Tag::Jjs | Tag::Rbs => self.superlative = true,
            Tag::Jjr | Tag::Rbr => self.comparative = true,
            _ => {}
        }
    }

    fn sign(&self, sign: char) -> bool {
        let text = &self.reader.document.text[self.claim.span];
        text.contains(sign)
    }

    fn compares(&self, kinds: &[ComparisonKind]) -> bool {
        self.claim.comparisons.iter().any(|comparison| kinds.contains(&comparison.kind))
    }
}

/// Sets a claim's signals and score.
pub(super) fn weigh(
    claim: &mut Claim,
    reader: Reader<'_>,
    tokens: Range<usize>,
    verb: Option<VerbGroup>,
    weights: &CheckWeights,
) {
    let view = View::new(claim, reader, tokens, verb);
    let fired =
        |(signal, weight): (&Row, &f32)| (*weight != 0.0 && signal.1(&view)).then(|| Signal::new(signal.0, *weight));
    let mut signals: Vec<Signal> = Vec::with_capacity(16);
    signals.extend(SIGNALS.iter().zip(&weights.weights).filter_map(fired));
    let score: f32 = signals.iter().map(|signal| signal.weight).sum();
    claim.check_worthiness = (score.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
    claim.signals = signals;
}

/// The share of claims of a rule that annotated articles have too (`tests/gold`): 273 of 301 clauses, 14 of 31 embedded
/// claims; the other rules are seldom, their numbers guesses between the two.
pub(super) fn confidence_of(rule: &str) -> f32 {
    match rule {
        "clause" => 0.9,
        "verb-phrase" => 0.8,
        "concession" | "subordinate-clause" | "relative-clause" | "reference" => 0.75,
        rule if rule.starts_with("embedded") => 0.45,
        _ => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_has_a_weight() {
        let rows: Vec<&str> = embedded("signals.tsv", WEIGHTS, 3).map(|row| row.cell(0)).collect();
        assert_eq!(rows, CheckWeights::names().collect::<Vec<_>>());
        let mut weights = CheckWeights::embedded();
        assert!(weights.set("number", 0.0).is_ok() && weights.get("number") == Some(0.0));
        assert!(weights.set("no such signal", 0.1).is_err());
    }
}
