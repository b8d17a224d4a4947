//! Addresses: links, hosts and mail addresses.

use super::letters::char_at;

/// Longest name before the `@` of a mail address or the suffix of a host, in bytes: each word of `a-b-c…` looks ahead.
const LONGEST_NAME: usize = 64;

/// One more than the longest suffix of a host that is known, in bytes.
const LONGEST_SUFFIX: usize = 5;

/// End of the address that begins with the word at `place`, if one does. `lower` is the text lower-cased.
pub(super) fn link_end(text: &str, lower: &str, place: usize) -> Option<usize> {
    let rest = &lower.as_bytes()[place..];
    let is_link = rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.");
    if is_link {
        let end = run(text, place, |c| {
            !c.is_whitespace() && !matches!(c, '"' | '”' | '“' | '’' | ')' | ']' | '<' | '>' | ',')
        });
        return Some(text[..end].trim_end_matches(['.', '!', '?', ';', ':']).len());
    }
    let head = text.as_bytes()[place..].iter().take(LONGEST_NAME);
    let first = place + head.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    match (first < text.len()).then(|| char_at(text, first)) {
        Some('@') => {
            let end = run(text, first + 1, |c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
            Some(text[..end].trim_end_matches('.').len()).filter(|end| *end > first + 1)
        }
        Some('.') => {
            let tail = text.as_bytes()[first + 1..].iter().take(LONGEST_SUFFIX);
            let suffix_end = first + 1 + tail.take_while(|b| b.is_ascii_alphanumeric()).count();
            let suffix = &text[first + 1..suffix_end];
            let known = matches!(suffix, "com" | "org" | "net" | "gov" | "edu" | "co" | "info" | "io" | "tv");
            known.then(|| {
                let end = run(text, suffix_end, |c| {
                    c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '?' | '=' | '&' | '%')
                });
                text[..end].trim_end_matches(['.', '?']).len()
            })
        }
        _ => None,
    }
}

fn run(text: &str, from: usize, accept: impl Fn(char) -> bool) -> usize {
    from + text[from..].find(|c: char| !accept(c)).unwrap_or(text.len() - from)
}
