//! A small, strict reader of JSON (RFC 8259), for the formats that are written in it.
//!
//! The library itself writes no JSON and so needs no JSON crate. Texts are borrowed where they hold no escapes.

use std::borrow::Cow;
use std::fmt::Display;

/// A JSON value. Numbers are kept as they are written; members in their order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'t> {
    Null,
    Bool(bool),
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// What is wrong with a text, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
    pub(super) what: String,
}

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

/// Reads one value; nothing but white space may follow it.
pub(super) fn read(text: &str) -> Result<Json<'_>, Fault> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.blanks();
    if reader.at < text.len() { Err(reader.expected("the end")) } else { Ok(value) }
}

impl<'t> Json<'t> {
    /// The member of that name; none in anything but an object.
    pub(super) fn get(&self, name: &str) -> Option<&Json<'t>> {
        match self {
            Json::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Down a path of members.
    pub(super) fn path(&self, names: &[&str]) -> Option<&Json<'t>> {
        names.iter().try_fold(self, |value, name| value.get(name))
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> &[Json<'t>] {
        match self {
            Json::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn members(&self) -> &[(Cow<'t, str>, Json<'t>)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The value in a word, for messages.
    pub(super) fn what(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn fault(&self, what: impl Display) -> Fault {
        let before = &self.text[..self.at];
        let line_start = before.rfind('\n').map_or(0, |place| place + 1);
        Fault {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            what: what.to_string(),
        }
    }

    fn expected(&self, what: &str) -> Fault {
        match self.rest().chars().next() {
            Some(found) => self.fault(format_args!("expected {what}, found {found:?}")),
            None => self.fault(format_args!("expected {what}, found the end")),
        }
    }

    fn take(&mut self, mark: &str) -> bool {
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Result<Json<'t>, Fault> {
        if depth > DEEPEST {
            return Err(self.fault(format_args!("more than {DEEPEST} values inside each other")));
        }
        self.blanks();
        match self.rest().as_bytes().first() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.items(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("null") => Ok(Json::Null),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ => Err(self.expected("a value")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json<'t>, Fault> {
        let mut members: Vec<(Cow<'t, str>, Json<'t>)> = Vec::new();
        self.at += 1;
        self.blanks();
        if self.take("}") {
            return Ok(Json::Object(members));
        }
        loop {
            self.blanks();
            if !self.rest().starts_with('"') {
                return Err(self.expected("a name in quotation marks"));
            }
            let name = self.string()?;
            self.blanks();
            if !self.take(":") {
                return Err(self.expected("':'"));
            }
            members.push((name, self.value(depth + 1)?));
            self.blanks();
            if self.take("}") {
                return Ok(Json::Object(members));
            }
            if !self.take(",") {
                return Err(self.expected("',' or '}'"));
            }
        }
    }

    fn items(&mut self, depth: usize) -> Result<Json<'t>, Fault> {
        let mut items = Vec::new();
        self.at += 1;
        self.blanks();
        if self.take("]") {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.take("]") {
                return Ok(Json::List(items));
            }
            if !self.take(",") {
                return Err(self.expected("',' or ']'"));
            }
        }
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let rest = self.rest();
        let n = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += n;
        if n == 0 { Err(self.expected("a digit")) } else { Ok(()) }
    }

    fn number(&mut self) -> Result<Json<'t>, Fault> {
        let start = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("+") || self.take("-");
            self.digits()?;
        }
        Ok(Json::Number(&self.text[start..self.at]))
    }

    fn string(&mut self) -> Result<Cow<'t, str>, Fault> {
        self.at += 1;
        let start = self.at;
        let mut decoded: Option<String> = None;
        loop {
            let rest = self.rest();
            let Some(n) = rest.find(|c: char| matches!(c, '"' | '\\') || c < ' ') else {
                self.at = self.text.len();
                return Err(self.expected("'\"'"));
            };
            if let Some(own) = &mut decoded {
                own.push_str(&rest[..n]);
            }
            self.at += n;
            if self.take("\"") {
                return Ok(decoded.map_or(Cow::Borrowed(&self.text[start..self.at - 1]), Cow::Owned));
            }
            let so_far = &self.text[start..self.at];
            if !self.take("\\") {
                return Err(self.fault("a control character inside a text"));
            }
            let c = self.escape()?;
            decoded.get_or_insert_with(|| so_far.to_owned()).push(c);
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let Some(c) = self.rest().chars().next() else { return Err(self.expected("an escape")) };
        let plain = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            _ => return Err(self.expected("one of \"\\/bfnrtu")),
        };
        self.at += c.len_utf8();
        Ok(plain)
    }

    /// `u` and four hexadecimal digits; two of them for characters beyond the first plane.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or_else(|| self.fault("half of a surrogate pair"));
        }
        if !self.take("\\") {
            return Err(self.fault("half of a surrogate pair"));
        }
        let second = self.unit()?;
        if !(0xdc00..0xe000).contains(&second) {
            return Err(self.fault("half of a surrogate pair"));
        }
        let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        char::from_u32(joined).ok_or_else(|| self.fault("half of a surrogate pair"))
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let digits = self.rest().strip_prefix('u').and_then(|rest| rest.get(..4));
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(unit) = unit else { return Err(self.fault("expected u and four hexadecimal digits")) };
        self.at += 5;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        let value = read(r#" {"a": [1, -2.5e+3, true, null], "b": "x\n\u00e9\ud83d\ude00", "c": {}} "#).unwrap();
        assert_eq!(value.get("a").unwrap().list().len(), 4);
        assert_eq!(value.get("a").unwrap().list()[1], Json::Number("-2.5e+3"));
        assert_eq!(value.get("b").and_then(Json::text), Some("x\né😀"));
        assert_eq!(value.path(&["c", "d"]), None);
    }

    #[test]
    fn faults_name_line_and_column() {
        let cases = [
            ("", "1:1: expected a value, found the end"),
            ("{\"a\": 1,}", "1:9: expected a name in quotation marks, found '}'"),
            ("[1\n 2]", "2:2: expected ',' or ']', found '2'"),
            ("{'a': 1}", "1:2: expected a name in quotation marks, found '\\''"),
            ("[01]", "1:3: expected ',' or ']', found '1'"),
            ("\"é\\x\"", "1:4: expected one of \"\\/bfnrtu, found 'x'"),
            ("\"\\ud800\"", "1:8: half of a surrogate pair"),
            ("\"a\nb\"", "1:3: a control character inside a text"),
            ("1 2", "1:3: expected the end, found '2'"),
            ("\"abc", "1:5: expected '\"', found the end"),
        ];
        for (text, expected) in cases {
            let fault = read(text).unwrap_err();
            assert_eq!(format!("{}:{}: {}", fault.line, fault.column, fault.what), expected, "{text}");
        }
        assert!(read(&"[".repeat(100_000)).unwrap_err().what.starts_with("more than 64"));
    }
}
