//! Text that repeats itself: where many words in a row began many names and none was found, they need not be walked again.

/// Walks without a hit that are remembered; what repeats with more of them is walked.
const MEMORY: usize = 8;

/// Bytes that a walk may look at after the words that it reached.
const MARGIN: usize = 32;

/// The last walks in a row that found nothing, the latest last. Empty in ordinary text.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    walks: Vec<Walk>,
}

#[derive(Debug, Clone, Copy)]
struct Walk {
    start: usize,
    /// Hash of its first word.
    key: u64,
    /// Bytes that it looked at.
    length: usize,
}

impl Repeats {
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.walks.is_empty()
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        if !self.walks.is_empty() {
            self.walks.clear();
        }
    }

    /// Notes a walk that found nothing and looked at the text up to `reach`; returns how far no later one finds anything.
    ///
    /// If the text from here on is that from an earlier walk on, all that began in between find again what they found
    /// before: nothing. Costs no more than the walk, or what it saves.
    #[cold]
    pub(super) fn note(&mut self, text: &str, start: usize, key: u64, reach: usize) -> usize {
        let length = reach.saturating_add(MARGIN) - start;
        let before = self.walks.iter().rposition(|walk| walk.key == key);
        let free = before.map_or(start, |place| {
            let period = start - self.walks[place].start;
            let longest = self.walks[place..].iter().map(|walk| walk.length).max().unwrap_or(0).max(length);
            let same = same_bytes(text.as_bytes(), start - period, start);
            (start + same).saturating_sub(longest.saturating_add(period))
        });
        // Comparing has cost as much as it saves, or more.
        if free > start {
            self.walks.clear();
            return free;
        }
        if before.is_some() || self.walks.len() == MEMORY {
            self.walks.clear();
        }
        self.walks.push(Walk { start, key, length });
        start
    }
}

/// How many bytes from `a` on are those from `b` on; `b` is the later one.
fn same_bytes(text: &[u8], a: usize, b: usize) -> usize {
    let (first, second) = (&text[a..], &text[b..]);
    let eights = first.chunks_exact(8).zip(second.chunks_exact(8)).take_while(|(a, b)| a == b).count() * 8;
    let rest = first[eights..].iter().zip(&second[eights..]).take(8).take_while(|(a, b)| a == b).count();
    eights + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_equal_bytes() {
        for (text, b, n) in
            [("abab", 2, 2), ("ababababababababababx", 2, 18), ("abcd", 2, 0), ("aaaaaaaaaaaaaaaaaa", 1, 17)]
        {
            assert_eq!(same_bytes(text.as_bytes(), 0, b), n, "{text}");
        }
    }
}
