//! Which rules are worth trying at a token: those whose first three steps its words may take.
//!
//! Each word of the tables has three sets of rules, which it may begin, continue and end. The rules at a token are what
//! the sets of the next tokens have in common; a numeral counts as one of them, however many tokens it has.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{BitAnd, BitOr};

use super::pattern::{Rule, Scene};
use crate::claims::lexemes::{Class, Lexemes};
use crate::lexicon::{Vocabulary, WordId, WordMap};
use crate::text::{Shape, Token, TokenKind};

/// The most rules that a table may have.
pub(super) const MOST_RULES: usize = 256;

/// A set of rules by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct RuleSet([u64; MOST_RULES / 64]);

impl RuleSet {
    fn add(&mut self, row: usize) {
        self.0[row / 64] |= 1 << (row % 64);
    }

    /// The rules in the order of the table.
    pub(super) fn rows(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(place, mut bits)| {
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some(place * 64 + bit)
            })
        })
    }
}

impl BitAnd for RuleSet {
    type Output = RuleSet;

    fn bitand(self, other: RuleSet) -> RuleSet {
        RuleSet(std::array::from_fn(|place| self.0[place] & other.0[place]))
    }
}

impl BitOr for RuleSet {
    type Output = RuleSet;

    fn bitor(self, other: RuleSet) -> RuleSet {
        RuleSet(std::array::from_fn(|place| self.0[place] | other.0[place]))
    }
}

/// The rules that a token fits as the first, the second and the third thing that they take.
///
/// Rules that are through before the second or the third are among those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Fits([RuleSet; 3]);

impl BitOr for Fits {
    type Output = Fits;

    fn bitor(self, other: Fits) -> Fits {
        Fits(std::array::from_fn(|place| self.0[place] | other.0[place]))
    }
}

/// Which rules can begin with which words.
#[derive(Debug)]
pub(super) struct RuleIndex {
    /// Number of a word's sets.
    by_word: WordMap<u16>,
    /// The sets; the first are those of words that no rule takes.
    fits: Vec<Fits>,
    number: Fits,
    comma: Fits,
    hyphen: Fits,
}

impl RuleIndex {
    /// Lists the rules of each word known so far.
    pub(super) fn new(rules: &[Rule], lexemes: &Lexemes, vocabulary: &Vocabulary) -> RuleIndex {
        let reach: Vec<Reach> = rules.iter().take(MOST_RULES).map(Reach::new).collect();
        let sets = |takes: &dyn Fn(&Rule, usize) -> bool| {
            let mut fits = Fits::default();
            for (row, (rule, reach)) in rules.iter().zip(&reach).enumerate() {
                for (set, steps) in fits.0.iter_mut().zip(&reach.0) {
                    if steps.through || steps.steps.iter().any(|step| takes(rule, *step)) {
                        set.add(row);
                    }
                }
            }
            fits
        };
        let nothing = sets(&|_, _| false);
        let mut index = RuleIndex {
            by_word: WordMap::new(),
            fits: vec![nothing],
            number: sets(&|rule, step| rule.takes_number(step)),
            comma: sets(&|rule, step| rule.takes_mark(step, TokenKind::Comma)),
            hyphen: sets(&|rule, step| rule.takes_mark(step, TokenKind::Hyphen)),
        };
        let mut known = BTreeMap::from([(nothing, 0u16)]);
        // Words of one class that no pattern names fit the same rules.
        let mut of_class: BTreeMap<u64, u16> = BTreeMap::new();
        let literal: BTreeSet<WordId> = rules.iter().flat_map(Rule::words).collect();
        for word in (1..vocabulary.len()).map(|word| WordId(word as u16)) {
            let class = lexemes.sense(word).class;
            if class == Class::default() && !literal.contains(&word) {
                continue;
            }
            let named = literal.contains(&word);
            let number = of_class.get(&class.0).copied().filter(|_| !named).unwrap_or_else(|| {
                let fits = sets(&|rule, step| rule.takes_word(step, class, word));
                let n_known = known.len() as u16;
                let number = *known.entry(fits).or_insert(n_known);
                if number == n_known {
                    index.fits.push(fits);
                }
                number
            });
            if !named {
                of_class.insert(class.0, number);
            }
            if number > 0 {
                index.by_word.set(word, number);
            }
        }
        index
    }

    fn fits(&self, token: &Token) -> Fits {
        let word = self.fits[usize::from(self.by_word.get(token.word))];
        match token.kind {
            TokenKind::Number => word | self.number,
            TokenKind::Comma => word | self.comma,
            TokenKind::Hyphen | TokenKind::Dash => word | self.hyphen,
            // "½"
            _ if token.shape.has(Shape::FOREIGN) => word | self.number,
            _ => word,
        }
    }

    /// The rules that may have a reading at a token, whose sentence ends at `end`; few others are among them.
    pub(super) fn rules_at(&self, scene: Scene<'_>, idx: usize, end: usize) -> RuleSet {
        let at = |idx: usize| if idx < end { self.fits(&scene.document.tokens[idx]) } else { self.fits[0] };
        let first = at(idx).0[0];
        let second = at(idx + 1);
        let Some(numeral) = scene.numeral_at(idx) else {
            let third = if scene.numeral_at(idx + 1).is_some() { first } else { at(idx + 2).0[2] };
            return first & second.0[1] & third;
        };
        // What the numeral's first word may be taken for, the whole numeral, and a year in two numerals.
        let next = numeral.last as usize;
        let mut after = second.0[1] | at(next).0[1];
        if let Some(tail) = scene.numeral_at(next) {
            after = after | at(tail.last as usize).0[1];
        }
        first & after
    }
}

/// Steps that may come next.
#[derive(Debug, Default)]
struct Next {
    steps: Vec<usize>,
    /// True if the rule may be through.
    through: bool,
}

/// The steps that may take the first, the second and the third thing.
#[derive(Debug)]
struct Reach([Next; 3]);

impl Reach {
    fn new(rule: &Rule) -> Reach {
        let mut reach = Reach(Default::default());
        reach.0[0] = next_steps(rule, &[0]);
        // What takes nothing is no reading.
        reach.0[0].through = false;
        for place in 1..3 {
            let from: Vec<usize> = reach.0[place - 1].steps.iter().map(|step| step + 1).collect();
            let through = place > 1 && reach.0[place - 1].through;
            reach.0[place] = next_steps(rule, &from);
            reach.0[place].through |= through;
        }
        reach
    }
}

fn next_steps(rule: &Rule, from: &[usize]) -> Next {
    let mut next = Next::default();
    for first in from {
        let mut step = *first;
        loop {
            if step == rule.n_steps() {
                next.through = true;
                break;
            }
            if !next.steps.contains(&step) {
                next.steps.push(step);
            }
            if !rule.is_optional(step) {
                break;
            }
            step += 1;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::super::pattern::load_rules;
    use super::*;

    #[test]
    fn sets_hold_all_rules() {
        assert!(load_rules(&mut Vocabulary::new()).len() <= MOST_RULES);
    }
}
