//! Claims: propositions that the article presents, with holder, modality, polarity.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{ActorId, Date, Quantity, QuoteId, TimeExpr};
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// Stable name of a claim: a hash of the article's id and the content's text and place.
///
/// Text form: `c` and 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClaimId(pub u64);

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "c{:016x}", self.0)
    }
}

impl fmt::Debug for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ClaimId {
    type Err = Error;

    fn from_str(text: &str) -> Result<ClaimId, Error> {
        text.strip_prefix('c')
            .filter(|digits| digits.len() == 16 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .map(ClaimId)
            .ok_or_else(|| {
                Error::new(ErrorKind::Schema, format_args!("expected c and 16 hexadecimal digits, found {text:?}"))
            })
    }
}

impl TryFrom<String> for ClaimId {
    type Error = Error;

    fn try_from(text: String) -> Result<ClaimId, Error> {
        text.parse()
    }
}

impl From<ClaimId> for String {
    fn from(id: ClaimId) -> String {
        id.to_string()
    }
}

/// A proposition about the world that the article presents and that could be true or false.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Claim {
    /// Stable name.
    pub id: ClaimId,
    /// The proposition; holder, cue and enclosing quotation marks stay outside.
    #[serde(flatten)]
    pub span: Span,
    /// Somebody's, or the article's own.
    pub kind: ClaimKind,
    /// Who holds it, outermost first; empty for an assertion.
    pub attribution: Vec<Attribution>,
    /// The innermost holder's words; none for an assertion.
    pub claimant: Option<Span>,
    /// The claim that this one stands inside of.
    pub parent: Option<ClaimId>,
    /// The claim that an anaphoric content means ("denied this claim").
    pub refers_to: Option<ClaimId>,
    /// How the proposition is presented.
    pub modality: Modality,
    /// Truth-conditional: double negation is positive.
    pub polarity: Polarity,
    /// True if there are hedges.
    pub hedged: bool,
    /// Hedging words.
    pub hedges: Vec<Span>,
    /// Negating words.
    pub negations: Vec<Span>,
    /// Quantities inside the proposition.
    pub quantities: Vec<Quantity>,
    /// Times inside the proposition.
    pub times: Vec<TimeExpr>,
    /// Superlatives, records, firsts.
    pub comparisons: Vec<Comparison>,
    /// 0 to 1: how much a fact-checker would want to check it.
    pub check_worthiness: f32,
    /// The signals that make up the score.
    pub signals: Vec<Signal>,
    /// -3 (certainly not so) to 3 (certainly so).
    pub factuality: f32,
    /// The rule that found it.
    pub rule: Cow<'static, str>,
    /// 0 to 1.
    pub confidence: f32,
}

/// Somebody's claim or the article's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClaimKind {
    /// Someone other than the article's own voice holds it.
    Attributed,
    /// The article's own.
    Assertion,
    /// A kind that a newer version knows.
    #[serde(other)]
    Other,
}

/// One holder of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Attribution {
    /// Words that name the holder.
    pub holder: Option<Span>,
    /// The actor they refer to.
    pub actor: Option<ActorId>,
    /// How the holder is given.
    pub holder_kind: HolderKind,
    /// The reporting word.
    pub cue: Option<Span>,
    /// What the holder did.
    pub class: CueClass,
    /// True if the cue is negated.
    pub negated: bool,
    /// The quote that the claim stands in.
    pub quote: Option<QuoteId>,
    /// True if the holder comes from an earlier sentence.
    pub carried: bool,
}

/// How a holder is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HolderKind {
    /// By a name, or words that refer to a named actor.
    Named,
    /// "analysts"
    Unnamed,
    /// "it is estimated"
    Agentless,
    /// From an earlier sentence.
    Carried,
    /// A kind that a newer version knows.
    #[serde(other)]
    Other,
}

/// What a holder does with a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[allow(missing_docs)] // each name is the word that it stands for
pub enum CueClass {
    Say,
    Claim,
    Confirm,
    Deny,
    Believe,
    Estimate,
    Predict,
    Promise,
    Warn,
    Suggest,
    Perceive,
    #[serde(other)]
    Other,
}

/// How a proposition is presented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// Holds or held.
    Asserted,
    /// The holder presents it as false.
    Denied,
    /// Future, set to, expected.
    Predicted,
    /// May, might, could.
    Possible,
    /// Under a condition.
    Hypothetical,
    /// Goal, plan, promise.
    Intended,
    /// Must, should.
    Obligated,
    /// A modality that a newer version knows.
    #[serde(other)]
    Other,
}

/// Positive or negative, truth-conditionally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
    /// A value that a newer version knows.
    #[serde(other)]
    Other,
}

/// A superlative, record, first or comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The words.
    #[serde(flatten)]
    pub span: Span,
    /// What kind.
    pub kind: ComparisonKind,
    /// "first since 2019": the TIMEX3 value.
    pub since: Option<String>,
}

/// What kind of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ComparisonKind {
    /// "the largest"
    Superlative,
    /// "first", "first since"
    First,
    /// "the only", "one of two"
    Only,
    /// "more than before"
    Comparative,
    /// "a record"
    Record,
    /// A kind that a newer version knows.
    #[serde(other)]
    Other,
}

/// A reason to check a claim and its weight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Signal {
    /// Name of the signal.
    pub name: Cow<'static, str>,
    /// What it adds to the score (can be negative).
    pub weight: f32,
}

impl Signal {
    /// A signal of this weight.
    pub fn new(name: &'static str, weight: f32) -> Signal {
        Signal { name: Cow::Borrowed(name), weight }
    }
}

impl Comparison {
    /// A comparison of this kind.
    pub fn new(span: Span, kind: ComparisonKind) -> Comparison {
        Comparison { span, kind, since: None }
    }
}

impl Attribution {
    /// An attribution without a holder.
    pub fn agentless(class: CueClass) -> Attribution {
        Attribution {
            holder: None,
            actor: None,
            holder_kind: HolderKind::Agentless,
            cue: None,
            class,
            negated: false,
            quote: None,
            carried: false,
        }
    }
}

impl Claim {
    /// An asserted, positive claim of the article itself.
    pub fn new(article_id: &str, text: &str, span: Span, rule: &'static str) -> Claim {
        Claim {
            id: ClaimId(hash_claim(article_id, &text[span], span)),
            span,
            kind: ClaimKind::Assertion,
            attribution: Vec::new(),
            claimant: None,
            parent: None,
            refers_to: None,
            modality: Modality::Asserted,
            polarity: Polarity::Positive,
            hedged: false,
            hedges: Vec::new(),
            negations: Vec::new(),
            quantities: Vec::new(),
            times: Vec::new(),
            comparisons: Vec::new(),
            check_worthiness: 0.0,
            signals: Vec::new(),
            factuality: 3.0,
            rule: Cow::Borrowed(rule),
            confidence: 0.5,
        }
    }

    /// First and last day that the claim's own times name.
    pub fn days(&self) -> Option<(Date, Date)> {
        self.times.iter().find_map(|time| Some((time.from?, time.to?)))
    }
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
fn hash_claim(article_id: &str, content: &str, span: Span) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in [article_id.as_bytes(), &[0], content.as_bytes(), &[0]] {
        hash = add_bytes(hash, part);
    }
    add_number(add_bytes(add_number(hash, span.start), b":"), span.end)
}

fn add_bytes(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Adds the decimal digits of a number.
fn add_number(hash: u64, number: usize) -> u64 {
    let mut digits = [0; 20];
    let (mut first, mut rest) = (digits.len(), number);
    while first == digits.len() || rest > 0 {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    add_bytes(hash, &digits[first..])
}
