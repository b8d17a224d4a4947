//! Reads CoNLL-U files into sentences.

use std::path::Path;

use whosaid::syntax::parser::mark;
use whosaid::syntax::{Rel, Tag, Word};

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub forms: Vec<String>,
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// Of each token the head's place plus one; 0 for the root.
    pub heads: Vec<usize>,
    pub rels: Vec<Rel>,
    /// The bits of [`mark`].
    pub marks: Vec<u8>,
}

/// The sentences of a file, in order.
pub fn read(path: &Path) -> Result<Vec<Sentence>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut flat = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.forms.is_empty() {
                head_names_last(&mut sentence, &mut flat);
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') && columns.len() < 8 || columns.len() < 8 || columns[0].contains(['-', '.']) {
            continue;
        }
        let form = columns[1].replace(' ', "");
        sentence.words.push(Word::new(&form));
        sentence.tags.push(tag(&form, columns[4]));
        sentence.heads.push(columns[6].parse().map_err(|_| format!("{}: bad head in {line:?}", path.display()))?);
        flat.push(columns[7].starts_with("flat"));
        sentence.rels.push(rel(columns[7]));
        sentence.marks.push(mark_bits(&form, columns[4]));
        sentence.forms.push(form);
    }
    Ok(sentences)
}

/// Makes the last part of a name its head: Universal Dependencies takes the first part of a person's name but the
/// last one of other names, which is hard to tell and of no use later. Empties `flat`.
fn head_names_last(sentence: &mut Sentence, flat: &mut Vec<bool>) {
    for token in 0..flat.len() {
        let head = sentence.heads[token];
        if !flat[token] || head == 0 || head > token || flat[head - 1] {
            continue;
        }
        let first = head - 1;
        let last = (token..flat.len()).take_while(|&t| flat[t] || sentence.rels[t] == Rel::Punct);
        let Some(last) = last.filter(|&t| flat[t] && sentence.heads[t] == first + 1).last() else { continue };
        sentence.heads[last] = sentence.heads[first];
        sentence.rels[last] = sentence.rels[first];
        for dependent in 0..flat.len() {
            if sentence.heads[dependent] == first + 1 && dependent != last {
                sentence.heads[dependent] = last + 1;
            }
        }
        sentence.heads[first] = last + 1;
        sentence.rels[first] = Rel::Compound;
        for part in first..=last {
            flat[part] = false;
        }
    }
    flat.clear();
}

/// Our tag for a Penn Treebank tag.
fn tag(form: &str, name: &str) -> Tag {
    if !form.chars().any(char::is_alphanumeric) {
        match form {
            "%" => return Tag::Nn,
            "&" => return Tag::Cc,
            "$" | "#" | "+" | "=" => return Tag::Other,
            _ => return Tag::Punct,
        }
    }
    match name {
        "NN" => Tag::Nn,
        "NNS" => Tag::Nns,
        "NNP" | "NNPS" => Tag::Nnp,
        "JJ" => Tag::Jj,
        "JJR" => Tag::Jjr,
        "JJS" => Tag::Jjs,
        "RB" => Tag::Rb,
        "RBR" => Tag::Rbr,
        "RBS" => Tag::Rbs,
        "VB" => Tag::Vb,
        "VBD" => Tag::Vbd,
        "VBG" => Tag::Vbg,
        "VBN" => Tag::Vbn,
        "VBP" => Tag::Vbp,
        "VBZ" => Tag::Vbz,
        "MD" => Tag::Md,
        "IN" => Tag::In,
        "TO" => Tag::To,
        "RP" => Tag::Rp,
        "DT" | "PDT" => Tag::Dt,
        "PRP" => Tag::Prp,
        "PRP$" => Tag::PrpS,
        "WDT" | "WP" | "WP$" => Tag::Wh,
        "WRB" => Tag::Wrb,
        "CC" => Tag::Cc,
        "CD" => Tag::Cd,
        "POS" => Tag::Pos,
        "EX" => Tag::Ex,
        _ => Tag::Other,
    }
}

/// Our relation for one of Universal Dependencies.
fn rel(name: &str) -> Rel {
    match name {
        "root" => Rel::Root,
        "nsubj" | "csubj" | "expl" | "nsubj:outer" | "csubj:outer" => Rel::Nsubj,
        "nsubj:pass" | "csubj:pass" => Rel::NsubjPass,
        "obj" | "iobj" => Rel::Obj,
        "ccomp" => Rel::Ccomp,
        "xcomp" => Rel::Xcomp,
        "advcl" | "advcl:relcl" => Rel::Advcl,
        "acl" => Rel::Acl,
        "acl:relcl" => Rel::Relcl,
        "appos" => Rel::Appos,
        "conj" => Rel::Conj,
        "cc" | "cc:preconj" => Rel::Cc,
        "mark" => Rel::Mark,
        "case" => Rel::Case,
        "aux" | "aux:pass" => Rel::Aux,
        "cop" => Rel::Cop,
        "det" | "det:predet" => Rel::Det,
        "amod" | "nummod" => Rel::Amod,
        "compound" | "flat" | "nmod:desc" | "flat:foreign" | "flat:name" | "compound:prt" | "fixed" | "goeswith" => {
            Rel::Compound
        }
        "nmod:poss" => Rel::Poss,
        "advmod" => Rel::Advmod,
        "parataxis" => Rel::Parataxis,
        "punct" => Rel::Punct,
        _ if name.starts_with("nmod") => Rel::Nmod,
        _ if name.starts_with("obl") => Rel::Obl,
        _ => Rel::Dep,
    }
}

/// The bits of a mark; 0 for a word.
fn mark_bits(form: &str, name: &str) -> u8 {
    if form.chars().any(char::is_alphanumeric) {
        return 0;
    }
    match (form, name) {
        (_, "``") => mark::OPEN,
        (_, "''") => mark::CLOSE,
        (_, "-LRB-") => mark::BRACKET,
        (_, "-RRB-") => mark::BRACKET_END,
        (_, "HYPH") | ("/", _) => mark::HYPHEN,
        (",", _) => mark::COMMA,
        (":" | ";" | "--" | "-" | "–" | "—" | "..." | "…", _) => mark::COLON,
        (_, ".") => mark::STOP,
        _ => 0,
    }
}
