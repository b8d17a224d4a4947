//! How alike two texts are in their words: for quotations, copied passages and paraphrases.

use super::profile::Profile;
use super::relate::Shared;
use crate::model::RelationKind;
use crate::text::hash_word;

/// Lower-cased words of a text, hashed, in order; no allocation for each word.
pub(crate) fn word_hashes(text: &str) -> Vec<u32> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty());
    words.map(|word| hash_word(word.to_lowercase().replace('’', "'").trim_matches('\'').as_bytes())).collect()
}

/// Hashes of each run of `n` words.
pub(crate) fn shingles(words: &[u32], n: usize) -> Vec<u64> {
    let hash = |run: &[u32]| {
        run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, w| (h ^ u64::from(*w)).wrapping_mul(0x0100_0000_01b3))
    };
    words.windows(n).map(hash).collect()
}

/// Length of the longest common subsequence of words. Cost is the product of the lengths, which are capped at 200.
pub(crate) fn common_subsequence(a: &[u32], b: &[u32]) -> usize {
    let (a, b) = (&a[..a.len().min(200)], &b[..b.len().min(200)]);
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Dice coefficient of two sorted lists.
fn dice<T: Ord + Copy>(a: &[T], b: &[T]) -> f32 {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut n_shared) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (n_shared, i, j) = (n_shared + 1, i + 1, j + 1),
        }
    }
    2.0 * n_shared as f32 / (a.len() + b.len()).max(1) as f32
}

/// Number of measures of [`measures`].
pub(crate) const N_MEASURES: usize = 14;

/// Measures of how alike two texts are, each 0 to 1, the first always 1.
pub(crate) fn measures(
    (text_a, a): (&str, &Profile),
    (text_b, b): (&str, &Profile),
    shared: &Shared,
    relation: RelationKind,
) -> [f32; N_MEASURES] {
    let (words_a, words_b) = (word_hashes(text_a), word_hashes(text_b));
    let (shorter, longer) = (words_a.len().min(words_b.len()).max(1), words_a.len().max(words_b.len()).max(1));
    let content = 2.0 * shared.weight / (a.weight + b.weight).max(0.1);
    let within = |weight: f32| (shared.weight / weight.max(0.1)).min(1.0);
    let bigrams = dice(&shingles(&words_a, 2), &shingles(&words_b, 2));
    let subsequence = common_subsequence(&words_a, &words_b) as f32;
    let (figures_a, figures_b) = (figures(text_a), figures(text_b));
    let lacks = |mine: &[u32], other: &[u32]| mine.iter().filter(|figure| !other.contains(figure)).count();
    let only = |mine: &Profile, other: &Profile| {
        let lacks = |term: &&super::profile::Term| !other.terms.iter().any(|o| o.concept == term.concept);
        mine.terms.iter().filter(|term| term.is_actor).filter(lacks).count()
    };
    let (figures_of_a, figures_of_b) = (lacks(&figures_a, &figures_b), lacks(&figures_b, &figures_a));
    let differ = a.is_negative != b.is_negative || a.is_denied != b.is_denied;
    [
        1.0,
        content,
        within(a.weight.max(b.weight)),
        dice(&words_a, &words_b),
        bigrams,
        subsequence / longer as f32,
        shorter as f32 / longer as f32,
        (figures_of_a.max(figures_of_b) as f32 / 3.0).min(1.0),
        (figures_of_a.min(figures_of_b) as f32).min(1.0),
        ((only(a, b) + only(b, a)) as f32 / 4.0).min(1.0),
        f32::from(differ),
        (longer as f32 / 40.0).min(1.0),
        f32::from(relation == RelationKind::Conflict),
        f32::from(relation == RelationKind::Unrelated),
    ]
}

/// Hashes of the words with a digit.
fn figures(text: &str) -> Vec<u32> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '(' | ')' | '$' | '"'));
    let words = words.map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%'));
    words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit())).map(|word| hash_word(word.as_bytes())).collect()
}
