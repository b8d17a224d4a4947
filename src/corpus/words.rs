//! Words that say how a claim stands to the world rather than what it says: negations, denials, plans, auxiliaries.

use crate::span::Span;

/// What a word does in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// "not", "nobody", "failed to".
    Negation,
    /// "denied": somebody presents it as false.
    Denial,
    /// "plans to", "is due to": what follows is yet to come. `true` for a plan, `false` for what is expected.
    Foresight(bool),
    /// "asked whether": nothing is claimed.
    Question,
    /// Any other word.
    Content,
}

/// The role of a lower-case word in view of the one before it and the two after it.
pub(crate) fn role(before: &str, lower: &str, next: &str, third: &str) -> Role {
    let is_told = |noun: &str| is_claim_noun(noun) || matches!(noun, "that" | "as");
    match lower {
        "not" if matches!(next, "only" | "just" | "merely" | "least") => Role::Content,
        "no" if matches!(next, "doubt" | "wonder" | "later" | "less" | "fewer" | "more" | "matter") => Role::Content,
        "not" | "n't" | "n’t" | "no" | "never" | "none" | "nobody" | "nothing" | "neither" | "nor" | "cannot" => {
            Role::Negation
        }
        "dont" | "doesnt" | "didnt" | "isnt" | "wasnt" | "arent" | "werent" | "hasnt" | "havent" | "wont" | "cant" => {
            Role::Negation
        }
        "fail" | "failed" | "failing" | "fails" | "failure" | "unable" if next == "to" => Role::Negation,
        "failed" | "fails" | "fail" | "refused" | "refuses" | "declined" => Role::Negation,
        "yet" if next == "to" && matches!(before, "has" | "have" | "had" | "is" | "are") => Role::Negation,
        "denied" | "denies" | "deny" | "denying" | "refuted" | "refutes" | "disputed" | "disputes" => Role::Denial,
        "dismissed" | "dismisses" | "rejected" | "rejects" | "reject" | "dismiss"
            if is_told(next) || is_claim_noun(third) =>
        {
            Role::Denial
        }
        "plans" | "planned" | "plan" | "intends" | "intend" | "aims" | "aim" | "hopes" | "vowed" | "pledged"
        | "promised"
            if next == "to" =>
        {
            Role::Foresight(true)
        }
        "expected" | "scheduled" | "poised" | "likely" | "bound" | "forecast" if next == "to" => Role::Foresight(false),
        "due" | "set" | "about" if next == "to" && is_auxiliary(before) => Role::Foresight(false),
        "asked" | "asks" | "ask" if matches!(next, "whether" | "if") => Role::Question,
        _ => Role::Content,
    }
}

/// A noun that stands for what somebody says.
pub(crate) fn is_claim_noun(lower: &str) -> bool {
    matches!(
        lower.strip_suffix('s').unwrap_or(lower),
        "accusation"
            | "allegation"
            | "claim"
            | "idea"
            | "notion"
            | "report"
            | "rumor"
            | "rumour"
            | "speculation"
            | "suggestion"
    )
}

/// A pronoun that may be the subject.
pub(crate) fn is_pronoun(lower: &str) -> bool {
    matches!(lower, "he" | "i" | "it" | "she" | "that" | "they" | "this" | "we" | "you" | "there" | "these" | "those")
}

/// A first word of a piece that is no sentence: "to win", "who left", "seeking help".
pub(crate) fn opens_fragment(lower: &str) -> bool {
    let opens = matches!(
        lower,
        "to" | "who"
            | "whom"
            | "whose"
            | "which"
            | "why"
            | "how"
            | "what"
            | "if"
            | "whether"
            | "until"
            | "for"
            | "from"
            | "with"
            | "without"
            | "by"
            | "not"
            | "than"
            | "because"
    );
    opens || is_auxiliary(lower) || lower.len() > 5 && lower.ends_with("ing")
}

/// A verb that helps another: what stands before the first one is the subject.
pub(crate) fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "be" | "can"
            | "could"
            | "did"
            | "do"
            | "does"
            | "had"
            | "has"
            | "have"
            | "is"
            | "are"
            | "may"
            | "might"
            | "must"
            | "should"
            | "was"
            | "were"
            | "will"
            | "would"
    )
}

/// What a word says the contrary of, by its first letters: "armed" for "unarmed".
pub(crate) fn contrary(lower: &str) -> Option<&str> {
    let rest = match lower.as_bytes() {
        [b'u', b'n', ..] => &lower[2..],
        [b'i', b'l', b'l', ..] | [b'i', b'r', b'r', ..] => &lower[2..],
        _ => return None,
    };
    (rest.len() >= 4).then_some(rest)
}

/// Words of a text: runs of letters and digits, `n’t` apart. `base` is where the text stands.
pub(crate) fn words(text: &str, base: usize) -> impl Iterator<Item = Span> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let rest = &text[place..];
        let start = place + rest.find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |len| start + len);
        place = end;
        let tail = &text[end..];
        if text[start..end].ends_with('n') && end - start > 1 && (tail.starts_with("'t") || tail.starts_with("’t")) {
            // The next round begins at the n of n't.
            place = end - 1;
            return Some(Span::new(base + start, base + end - 1));
        }
        if &text[start..end] == "n" && (tail.starts_with("'t") || tail.starts_with("’t")) {
            let mark = tail.chars().next().map_or(1, char::len_utf8);
            place = end + mark + 1;
            return Some(Span::new(base + start, base + place));
        }
        Some(Span::new(base + start, base + end))
    })
}
