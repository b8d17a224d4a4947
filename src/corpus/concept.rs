//! Words reduced to concepts: light stems, irregular forms, and groups of words that make the same claim.

use super::hash::{HashedMap, HashedSet};
use crate::lexicon::embedded;
use crate::text::hash_word;

const CONCEPTS: &str = include_str!("../lexicon/en/concepts.tsv");
const ANTONYMS: &str = include_str!("../lexicon/en/antonyms.tsv");
const IRREGULAR: &str = include_str!("../lexicon/en/irregular_forms.tsv");
const COMMON: &str = include_str!("../lexicon/en/common_words.tsv");

/// A concept: the hash of a stem, or of the name of a group of stems.
pub(crate) type Concept = u32;

/// Whether a predicate between two actors holds the other way round too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Always: "met".
    Mutual,
    /// Never at the same time: "beat".
    Exclusive,
}

const MUTUAL: &[&str] = &["agree", "ally", "discuss", "fight", "meet", "relations", "sign", "trade", "war"];
const EXCLUSIVE: &[&str] = &["buy", "invade", "lend", "lose", "owe", "owner", "sale", "win"];

/// Predicates whose count grows while an event goes on.
const COUNTED: &[&str] = &["arrest", "damage", "die", "evacuate", "injure", "missing", "rescue", "sick"];

/// What words mean to each other.
#[derive(Debug)]
pub(crate) struct ConceptTables {
    groups: HashedMap<u32, Concept>,
    irregular: HashedMap<u32, u32>,
    antonyms: HashedSet<(Concept, Concept)>,
    families: HashedMap<Concept, Concept>,
    weights: HashedMap<u32, f32>,
    directions: HashedMap<Concept, Direction>,
    counted: HashedSet<Concept>,
    phrases: HashedMap<u64, Concept>,
}

impl ConceptTables {
    /// Loads the embedded tables.
    pub(crate) fn load() -> ConceptTables {
        let irregular: HashedMap<u32, u32> = embedded("irregular_forms.tsv", IRREGULAR, 2)
            .map(|row| (hash_word(row.cell(0).as_bytes()), stem(row.cell(1))))
            .collect();
        let (mut groups, mut phrases) = (HashedMap::default(), HashedMap::default());
        for row in embedded("concepts.tsv", CONCEPTS, 2) {
            let concept = concept_of_name(row.cell(0));
            for word in row.list(1, ',') {
                match word.split_once(' ') {
                    Some((verb, particle)) => phrases.insert(phrase_key(stem(verb), particle), concept),
                    None => groups.insert(stem(word), concept),
                };
            }
        }
        let mut antonyms = HashedSet::default();
        for row in embedded("antonyms.tsv", ANTONYMS, 2) {
            let (a, b) = (concept_of_name(row.cell(0)), concept_of_name(row.cell(1)));
            antonyms.extend([(a, b), (b, a)]);
        }
        let mutual = MUTUAL.iter().map(|name| (concept_of_name(name), Direction::Mutual));
        let exclusive = EXCLUSIVE.iter().map(|name| (concept_of_name(name), Direction::Exclusive));
        let directions = mutual.chain(exclusive).collect();
        let counted = COUNTED.iter().map(|name| concept_of_name(name)).collect();
        let families = families(&antonyms);
        let mut weights = HashedMap::default();
        for row in embedded("common_words.tsv", COMMON, 2) {
            let weight = row.cell(0).parse().expect("weights are numbers, as the test `tables` shows");
            weights.extend(row.list(1, ',').map(|word| (hash_word(word.as_bytes()), weight)));
        }
        ConceptTables { groups, irregular, antonyms, families, weights, directions, counted, phrases }
    }

    fn stem(&self, lower: &str) -> u32 {
        self.irregular.get(&hash_word(lower.as_bytes())).copied().unwrap_or_else(|| stem(lower))
    }

    /// The concept of two lower-case words that are one predicate: "stepped down".
    pub(crate) fn phrase(&self, lower: &str, next: &str) -> Option<Concept> {
        let may_follow = matches!(next.len(), 2..=6) && !self.phrases.is_empty();
        may_follow.then(|| self.phrases.get(&phrase_key(self.stem(lower), next)).copied()).flatten()
    }

    /// The concept of a lower-case word.
    pub(crate) fn concept(&self, lower: &str) -> Concept {
        let stem = self.stem(lower);
        self.groups.get(&stem).copied().unwrap_or(stem)
    }

    /// How much a lower-case word tells: 0 for function words, 1 for most words.
    pub(crate) fn weight(&self, lower: &str) -> f32 {
        self.weights.get(&hash_word(lower.as_bytes())).copied().unwrap_or(1.0)
    }

    /// Whether a predicate holds the other way round, where that is known.
    pub(crate) fn direction(&self, concept: Concept) -> Option<Direction> {
        self.directions.get(&concept).copied()
    }

    /// Whether later reports of the same event count more of it: "died".
    pub(crate) fn counts_up(&self, concept: Concept) -> bool {
        self.counted.contains(&concept)
    }

    /// One concept for all that are opposed to each other, directly or not: for look-ups only.
    pub(crate) fn family(&self, concept: Concept) -> Concept {
        self.families.get(&concept).copied().unwrap_or(concept)
    }

    /// True if both cannot hold of the same thing.
    pub(crate) fn are_opposed(&self, a: Concept, b: Concept) -> bool {
        self.antonyms.contains(&(a, b))
    }
}

/// The smallest concept of each group that opposites connect.
fn families(antonyms: &HashedSet<(Concept, Concept)>) -> HashedMap<Concept, Concept> {
    let mut families: HashedMap<Concept, Concept> = antonyms.iter().map(|(a, _)| (*a, *a)).collect();
    loop {
        let mut changed = false;
        for (a, b) in antonyms {
            let least = families[a].min(families[b]);
            changed |= families[a] != least;
            families.insert(*a, least);
        }
        if !changed {
            return families;
        }
    }
}

fn phrase_key(verb: u32, particle: &str) -> u64 {
    u64::from(verb) << 32 | u64::from(hash_word(particle.as_bytes()))
}

/// The concept of a group of stems, by the name that the table gives it.
pub(crate) fn concept_of_name(name: &str) -> Concept {
    hash_word(name.as_bytes()) ^ 0x5bd1_e995
}

/// Hash of a word's stem: plural, past and -ing endings, final e and y taken off. After Porter (1980), step 1 only.
pub(crate) fn stem(lower: &str) -> u32 {
    let mut buffer = [0u8; 32];
    let bytes = lower.as_bytes();
    let mut len = bytes.len().min(buffer.len());
    buffer[..len].copy_from_slice(&bytes[..len]);
    if len > 3 && buffer[..len].is_ascii() {
        len = strip_plural(&mut buffer, len);
        len = strip_verb_ending(&mut buffer, len);
        len = undouble(&buffer, len);
        if len > 3 && buffer[len - 1] == b'e' {
            len -= 1;
        }
        if len > 2 && buffer[len - 1] == b'y' {
            buffer[len - 1] = b'i';
        }
    }
    hash_word(&buffer[..len])
}

/// "Boycotted" and "boycott", "cancelled" and "cancel": longer words lose the second of two last consonants.
fn undouble(word: &[u8; 32], len: usize) -> usize {
    let is_vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let doubled = len > 4 && word[len - 1] == word[len - 2] && !is_vowel(&word[len - 1]);
    let n_vowels = (0..len).filter(|idx| is_vowel(&word[*idx]) && (*idx == 0 || !is_vowel(&word[idx - 1]))).count();
    if doubled && n_vowels > 1 { len - 1 } else { len }
}

fn strip_plural(word: &mut [u8; 32], len: usize) -> usize {
    if word[..len].ends_with(b"ies") && len > 4 {
        word[len - 3] = b'i';
        return len - 2;
    }
    let sibilant = [&b"sses"[..], b"shes", b"ches", b"xes", b"zes"].iter().any(|ending| word[..len].ends_with(ending));
    if sibilant {
        return len - 2;
    }
    let plural = word[len - 1] == b's' && !matches!(word[len - 2], b's' | b'u' | b'i');
    if plural { len - 1 } else { len }
}

fn strip_verb_ending(word: &mut [u8; 32], len: usize) -> usize {
    let cut = if word[..len].ends_with(b"ied") && len > 4 {
        word[len - 3] = b'i';
        return len - 2;
    } else if word[..len].ends_with(b"ing") {
        len - 3
    } else if word[..len].ends_with(b"ed") && !word[..len].ends_with(b"eed") {
        len - 2
    } else {
        return len;
    };
    let has_vowel = word[..cut].iter().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    if cut < 3 || !has_vowel {
        return len;
    }
    let doubled = word[cut - 1] == word[cut - 2] && !matches!(word[cut - 1], b'l' | b's' | b'z' | b'e');
    if doubled { cut - 1 } else { cut }
}
