//! Grammatical relations.

/// The relation of a token to its head, after Universal Dependencies, with rare ones merged.
///
/// Heads are content words: in "was a doctor" the head is "doctor", in "in Oslo" it is "Oslo".
///
/// Source: de Marneffe, Manning, Nivre and Zeman 2021, *Universal Dependencies*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Rel {
    /// Anything else: interjections, lists, vocatives.
    #[default]
    Dep,
    /// The sentence's main predicate. It is its own head.
    Root,
    /// Subject: "*Kim* said". Also the "there" and "it" of "there is", "it is said".
    Nsubj,
    /// Subject of a passive: "*Kim* was told".
    NsubjPass,
    /// Object, direct or indirect.
    Obj,
    /// Clause that is the object of a verb and has a subject of its own: "said *he would go*".
    Ccomp,
    /// Clausal complement without a subject of its own: "wants *to go*".
    Xcomp,
    /// Clause that modifies a clause: "*when* he *went*, …".
    Advcl,
    /// Clause that modifies a noun: "a plan *to leave*".
    Acl,
    /// Relative clause: "the man *who left*".
    Relcl,
    /// Apposition: "Kim, *the leader*".
    Appos,
    /// A later part of a coordination; its head is the first part.
    Conj,
    /// "and", "or", "but"; the head is the part that follows.
    Cc,
    /// Subordinator, and "to" of an infinitive: "*that* he left".
    Mark,
    /// Preposition and possessive ending.
    Case,
    /// Auxiliary verb.
    Aux,
    /// "be" with a predicate that is not a verb.
    Cop,
    /// Determiner.
    Det,
    /// Adjective or number before its noun.
    Amod,
    /// Part of a compound or a name, particle of a verb.
    Compound,
    /// Possessor: "*his* visit", "*Norway* ’s visit".
    Poss,
    /// Noun that modifies a noun: "the head *of state*".
    Nmod,
    /// Noun that modifies a verb: "arrived *in Oslo*", "arrived *Monday*".
    Obl,
    /// Adverb, and "not".
    Advmod,
    /// Clause put beside another without a link: "It was, *he said*, late".
    Parataxis,
    /// Any mark.
    Punct,
}

impl Rel {
    /// True for subjects, of actives and passives.
    #[inline]
    pub fn is_subject(self) -> bool {
        matches!(self, Rel::Nsubj | Rel::NsubjPass)
    }

    /// True for relations whose dependent heads a clause.
    #[inline]
    pub fn is_clause(self) -> bool {
        matches!(self, Rel::Root | Rel::Ccomp | Rel::Xcomp | Rel::Advcl | Rel::Acl | Rel::Relcl | Rel::Parataxis)
    }
}
