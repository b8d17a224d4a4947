//! Prepared lists of names, up to a million, and the search for them in raw text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::error::{Error, ErrorKind, Result};
use crate::span::Span;

use super::chars::{fold_text, is_alphanumeric, is_boundary, word_end};
use super::depth::Track;
use super::hash::hash_item;
use super::phrases::{LONGEST_TAIL, Phrases};
use super::repeat::Repeats;
use super::starts::{CHUNK, Starts, Wanted};

/// The most bytes of a name that begins with a mark.
const LONGEST_ODD: usize = 64;

/// Whether case matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameCase {
    /// A name has to be written as listed: `US` is not `us`.
    Exact,
    /// A name may be written in any case.
    Folded,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameHit {
    /// Where it stands.
    pub span: Span,
    /// Which name of the list, from 0; the first of those listed twice.
    pub row: u32,
}

/// A list of names prepared for search in any text. Immutable.
///
/// A hit cuts no word, where a word is an unbroken run of letters and digits: hyphens and apostrophes end one.
/// Hits are leftmost, then longest, and do not overlap.
/// Cost: building sorts the names' words (a million names: about a second, 12 bytes for each distinct beginning
/// and 9 for each name kept); searching is linear in the text whatever the names.
///
/// # Examples
///
/// ```
/// use whosaid::lexicon::{NameCase, Names};
/// let names = Names::new(["Ana Novak", "Novak"], NameCase::Exact)?;
/// let hits = names.find("Ana Novak’s deputy; Novak-led talks; Novaks");
/// assert_eq!(hits.iter().map(|hit| hit.row).collect::<Vec<_>>(), [0, 1]);
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug)]
pub struct Names {
    case: NameCase,
    phrases: Phrases,
    rows: Vec<u32>,
    /// True if some name begins with a small letter.
    small: bool,
    odd: Option<Odd>,
}

/// The few names that begin with a mark (`.NET`, `’t Hooft`): found by an automaton.
#[derive(Debug)]
struct Odd {
    automaton: AhoCorasick,
    rows: Vec<u32>,
}

impl Names {
    /// Prepares names; a name's row is its place in the list.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Table`] for a name without letter or digit, one that ends in more than 15 bytes of marks, one that
    /// begins with a mark and is longer than 64 bytes, and lists of more than 4 GB or 130 million names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, case: NameCase) -> Result<Names> {
        Names::collect(names.into_iter(), case, "names")
    }

    /// Prepares the first column of a tab-separated table; a name's row counts its lines without comments and empty ones.
    ///
    /// # Errors
    ///
    /// As [`Names::new`].
    pub fn from_tsv(table: &str, text: &str, case: NameCase) -> Result<Names> {
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        Names::collect(lines.map(|line| line.split('\t').next().unwrap_or(line)), case, table)
    }

    fn collect<'n>(names: impl Iterator<Item = &'n str>, case: NameCase, table: &str) -> Result<Names> {
        let (mut all, mut ends, mut rows, mut odd) = (String::new(), Vec::new(), Vec::new(), Vec::new());
        let mut small = false;
        for (row, name) in names.enumerate() {
            let fault = |what: &str| {
                Error::new(ErrorKind::Table, format_args!("{table}: name {row}: {what}, found {:?}", clip(name)))
            };
            let n_tail = name.len() - name.trim_end_matches(|c| !is_alphanumeric(c)).len();
            if n_tail == name.len() {
                return Err(fault("expected a letter or digit"));
            }
            if n_tail > LONGEST_TAIL {
                return Err(fault("expected fewer marks at the end"));
            }
            if !name.starts_with(is_alphanumeric) {
                if name.len() > LONGEST_ODD {
                    return Err(fault("expected at most 64 bytes where a name begins with a mark"));
                }
                odd.push((name, row as u32));
                continue;
            }
            if all.len() + name.len() > u32::MAX as usize || row >= Phrases::MOST_NAMES {
                return Err(fault("expected fewer names"));
            }
            small |= name.starts_with(char::is_lowercase);
            all.push_str(name);
            ends.push(all.len() as u32);
            rows.push(row as u32);
        }
        let odd = if odd.is_empty() { None } else { Some(Odd::new(&odd, case, table)?) };
        let phrases = match case {
            NameCase::Exact => Phrases::new::<false>(all, ends),
            NameCase::Folded => Phrases::new::<true>(all, ends),
        };
        Ok(Names { case, phrases, rows, small, odd })
    }

    /// Bytes on the heap, names that begin with a mark left aside.
    pub fn n_bytes(&self) -> usize {
        self.phrases.n_bytes() + self.rows.capacity() * 4
    }

    /// All hits in text order, not overlapping. Linear in the text.
    pub fn find(&self, text: &str) -> Vec<NameHit> {
        let mut hits = Vec::new();
        self.for_each(text, |hit| hits.push(hit));
        hits
    }

    /// Calls `emit` with each hit in text order; allocates nothing unless names of more than four words come near.
    pub fn for_each(&self, text: &str, emit: impl FnMut(NameHit)) {
        match self.case {
            NameCase::Exact => self.search::<false>(text, emit),
            NameCase::Folded => self.search::<true>(text, emit),
        }
    }

    fn search<const FOLD: bool>(&self, text: &str, emit: impl FnMut(NameHit)) {
        let mut taken =
            Taken { done: 0, odd: self.odd.as_ref().map_or(Vec::new(), |odd| odd.find::<FOLD>(text)), emit };
        let wanted = if FOLD || self.small { Wanted::All } else { Wanted::Capitals };
        let mut starts = Starts::new(text, wanted);
        let mut offsets = [0u16; CHUNK];
        let mut likely = [(0usize, 0usize, 0u64); CHUNK / 2];
        let mut n_starts = 0;
        let mut track = Track::new();
        let mut repeats = Repeats::default();
        let mut free = 0;
        while !self.phrases.is_empty() {
            let Some(base) = starts.next_chunk(&mut offsets, &mut n_starts) else { break };
            if free > base + CHUNK {
                continue;
            }
            let mut n_likely = 0;
            for offset in &offsets[..n_starts] {
                let start = base + usize::from(*offset);
                let end = word_end(text, start);
                let key = hash_item::<FOLD>(text, start, end);
                likely[n_likely] = (start, end, key);
                n_likely += usize::from(self.phrases.may_begin(key));
            }
            for (start, end, key) in &likely[..n_likely] {
                if *start < free {
                    continue;
                }
                if *start < taken.done || taken.odd_before(*start) > *start {
                    repeats.clear();
                    continue;
                }
                if let Some(found) = self.phrases.longest::<FOLD>(text, *start, (*end, *key), &mut track) {
                    taken.take(*start, found.end, self.rows[found.name as usize]);
                    repeats.clear();
                } else if track.got_deep() || !repeats.is_empty() {
                    free = repeats.note(text, *start, *key, track.reach);
                }
            }
        }
        taken.odd_before(usize::MAX);
    }
}

/// What has been found so far.
struct Taken<E> {
    done: usize,
    /// Hits of names that begin with a mark, last first.
    odd: Vec<(usize, usize, u32)>,
    emit: E,
}

impl<E: FnMut(NameHit)> Taken<E> {
    #[inline]
    fn take(&mut self, start: usize, end: usize, row: u32) {
        self.done = end;
        (self.emit)(NameHit { span: Span::new(start, end), row });
    }

    /// Takes the hits of odd names before a place; returns how far the text is taken.
    #[inline]
    fn odd_before(&mut self, place: usize) -> usize {
        while let Some((start, end, row)) = self.odd.last().copied().filter(|hit| hit.0 < place) {
            self.odd.pop();
            if start >= self.done {
                self.take(start, end, row);
            }
        }
        self.done
    }
}

impl Odd {
    fn new(names: &[(&str, u32)], case: NameCase, table: &str) -> Result<Odd> {
        let fold = |name: &str| if case == NameCase::Folded { fold_text(name) } else { name.to_owned() };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(names.iter().map(|(name, _)| fold(name)))
            .map_err(|error| {
                Error::new(ErrorKind::Table, format_args!("{table}: too many names")).with_source(error)
            })?;
        Ok(Odd { automaton, rows: names.iter().map(|(_, row)| *row).collect() })
    }

    /// The longest hit at each place, last first.
    fn find<const FOLD: bool>(&self, text: &str) -> Vec<(usize, usize, u32)> {
        let folded = FOLD.then(|| fold_text(text));
        let searched = folded.as_deref().unwrap_or(text);
        let mut hits: Vec<_> = self
            .automaton
            .find_overlapping_iter(searched)
            .filter(|found| is_boundary(text, found.start()) && is_boundary(text, found.end()))
            .map(|found| (found.start(), found.end(), self.rows[found.pattern().as_usize()]))
            .collect();
        hits.sort_unstable_by_key(|(start, end, row)| (std::cmp::Reverse((*start, *end)), *row));
        hits.dedup_by_key(|hit| hit.0);
        hits
    }
}

/// The first characters of a name, for messages.
fn clip(name: &str) -> &str {
    name.char_indices().nth(40).map_or(name, |(end, _)| &name[..end])
}
