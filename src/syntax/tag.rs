//! Part-of-speech tags.
//!
//! The set is the Penn Treebank's with those tags joined that no later stage tells apart:
//! singular and plural proper nouns, determiners and predeterminers, the `wh` pronouns.

/// The part of speech of a token, in the sense of the Penn Treebank.
///
/// Source: Marcus, Santorini and Marcinkiewicz 1993, *Building a large annotated corpus of English*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Tag {
    /// Interjections, symbols, foreign words, list marks, addresses.
    #[default]
    Other,
    /// Quotation marks, brackets, commas, stops, hyphens.
    Punct,
    /// Common noun, singular or mass.
    Nn,
    /// Common noun, plural.
    Nns,
    /// Proper noun, singular or plural.
    Nnp,
    /// Adjective.
    Jj,
    /// Adjective, comparative.
    Jjr,
    /// Adjective, superlative.
    Jjs,
    /// Adverb, and "not".
    Rb,
    /// Adverb, comparative.
    Rbr,
    /// Adverb, superlative.
    Rbs,
    /// Verb, base form.
    Vb,
    /// Verb, past tense.
    Vbd,
    /// Verb, gerund or present participle.
    Vbg,
    /// Verb, past participle.
    Vbn,
    /// Verb, present tense other than the third person singular.
    Vbp,
    /// Verb, third person singular present.
    Vbz,
    /// Modal verb.
    Md,
    /// Preposition or subordinating conjunction.
    In,
    /// "to".
    To,
    /// Particle of a verb.
    Rp,
    /// Determiner or predeterminer.
    Dt,
    /// Personal pronoun.
    Prp,
    /// Possessive pronoun.
    PrpS,
    /// "who", "whose", "which", "what", and "that" where it stands for them.
    Wh,
    /// "when", "where", "why", "how".
    Wrb,
    /// Coordinating conjunction.
    Cc,
    /// Number.
    Cd,
    /// Possessive ending.
    Pos,
    /// Existential "there".
    Ex,
}

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = 30;

    /// All tags; a tag stands at the place of its number.
    pub const ALL: [Tag; Tag::COUNT] = [
        Tag::Other,
        Tag::Punct,
        Tag::Nn,
        Tag::Nns,
        Tag::Nnp,
        Tag::Jj,
        Tag::Jjr,
        Tag::Jjs,
        Tag::Rb,
        Tag::Rbr,
        Tag::Rbs,
        Tag::Vb,
        Tag::Vbd,
        Tag::Vbg,
        Tag::Vbn,
        Tag::Vbp,
        Tag::Vbz,
        Tag::Md,
        Tag::In,
        Tag::To,
        Tag::Rp,
        Tag::Dt,
        Tag::Prp,
        Tag::PrpS,
        Tag::Wh,
        Tag::Wrb,
        Tag::Cc,
        Tag::Cd,
        Tag::Pos,
        Tag::Ex,
    ];

    /// The tag of a number; [`Tag::Other`] where there is none of that number.
    #[inline]
    pub fn from_index(index: usize) -> Tag {
        Tag::ALL.get(index).copied().unwrap_or_default()
    }

    /// True for every form of a verb, modals included.
    #[inline]
    pub fn is_verb(self) -> bool {
        (Tag::Vb..=Tag::Md).contains(&self)
    }

    /// True for verbs that can head a clause of their own: "goes", "went", "go", "will".
    #[inline]
    pub fn is_finite(self) -> bool {
        matches!(self, Tag::Vbd | Tag::Vbp | Tag::Vbz | Tag::Md)
    }

    /// True for common and proper nouns.
    #[inline]
    pub fn is_noun(self) -> bool {
        (Tag::Nn..=Tag::Nnp).contains(&self)
    }

    /// True for adjectives of every degree.
    #[inline]
    pub fn is_adjective(self) -> bool {
        (Tag::Jj..=Tag::Jjs).contains(&self)
    }

    /// True for adverbs of every degree, those of questions left out.
    #[inline]
    pub fn is_adverb(self) -> bool {
        (Tag::Rb..=Tag::Rbs).contains(&self)
    }
}
