//! Cleaning: the clean text, then `clean word <- bytes as given` for each word that was changed.

use whosaid::Span;
use whosaid::text::clean;

use crate::cases;

#[test]
fn cleaning() {
    cases::run("clean", |case| {
        let clean = clean(&case.input);
        let mut lines = vec![clean.text.replace('\n', "⏎")];
        let mut start = 0;
        for word in clean.text.split_inclusive([' ', '\n']) {
            let span = Span::new(start, start + word.trim_end().len());
            let given = &case.input[clean.to_given(span)];
            if given != word.trim_end() {
                lines.push(format!("{} <- {}", word.trim_end(), given.escape_unicode_marks()));
            }
            start += word.len();
        }
        lines.join("\n")
    });
}

/// Shows what cannot be seen.
trait EscapeUnicodeMarks {
    fn escape_unicode_marks(&self) -> String;
}

impl EscapeUnicodeMarks for str {
    fn escape_unicode_marks(&self) -> String {
        let unseen = |c: char| matches!(c, '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
        self.chars().map(|c| if unseen(c) { format!("\\u{{{:x}}}", c as u32) } else { c.to_string() }).collect()
    }
}
