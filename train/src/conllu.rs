//! Reads CoNLL-U files into sentences.

use std::path::Path;

use whosaid::syntax::{Tag, Word};

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub forms: Vec<String>,
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// Of each token the head's place plus one; 0 for the root.
    pub heads: Vec<usize>,
    pub rels: Vec<String>,
}

/// The sentences of a file, in order.
pub fn read(path: &Path) -> Result<Vec<Sentence>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.forms.is_empty() {
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
        sentence.rels.push(columns[7].to_string());
        sentence.forms.push(form);
    }
    Ok(sentences)
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
