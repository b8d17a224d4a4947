//! Trains the weights of the tagger and the parser.
//!
//! `train clusters TREEBANKS TEXTS OUT` groups the words of treebanks and of a folder of plain news texts,
//! `train tagger TREEBANKS CLUSTERS OUT` and then `train parser TREEBANKS OUT` write weight files. Of TREEBANKS every
//! `*.conllu` is read but `gum-news.conllu`, which is measured on. The parser takes tags and clusters from the embedded
//! weights of the tagger. `train speed TEXTS` says how long tokens, tags and trees take.

mod clusters;
mod conllu;
mod linear;
mod network;
mod parser;
mod tagger;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use whosaid::lexicon::Vocabulary;
use whosaid::syntax::Word;
use whosaid::text::Document;

use conllu::Sentence;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["clusters", treebanks, texts, out] => train_clusters(treebanks, texts).and_then(|bytes| write(out, &bytes)),
        ["tagger", treebanks, clusters, out] => train_tagger(treebanks, clusters).and_then(|bytes| write(out, &bytes)),
        ["parser", treebanks, out] => train_parser(treebanks).and_then(|bytes| write(out, &bytes)),
        ["speed", texts] => speed(texts),
        _ => {
            Err("usage: train clusters TREEBANKS TEXTS OUT | tagger TREEBANKS CLUSTERS OUT | parser TREEBANKS OUT"
                .into())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn write(out: &str, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}

/// Lines of a word's hash and its class.
fn train_clusters(folder: &str, texts: &str) -> Result<Vec<u8>, String> {
    let mut tokens = Vec::new();
    for path in files(Path::new(texts), "txt")? {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let document = Document::new(&text, &Vocabulary::new());
        tokens.extend((0..document.tokens.len()).map(|token| clusters::key(&Word::new(document.word(token)))));
    }
    for sentence in treebanks(Path::new(folder))?.0 {
        tokens.extend(sentence.words.iter().map(clusters::key));
    }
    let lines = clusters::cluster(&tokens, 4).into_iter().map(|(hash, class)| format!("{hash:08x}\t{class}\n"));
    Ok(lines.collect::<String>().into_bytes())
}

fn train_tagger(folder: &str, clusters: &str) -> Result<Vec<u8>, String> {
    let (train, test) = treebanks(Path::new(folder))?;
    let lines = std::fs::read_to_string(clusters).map_err(|error| format!("{clusters}: {error}"))?;
    let line = |line: &str| {
        let (hash, class) = line.split_once('\t')?;
        Some((u32::from_str_radix(hash, 16).ok()?, class.parse().ok()?))
    };
    let clusters =
        lines.lines().map(line).collect::<Option<_>>().ok_or(format!("{clusters}: expected hash and class"))?;
    Ok(tagger::train(&train, &test, &clusters))
}

fn train_parser(folder: &str) -> Result<Vec<u8>, String> {
    let (mut train, mut test) = treebanks(Path::new(folder))?;
    // The parser learns to live with the tagger's mistakes.
    let tags = tagger::cross_tag(&train, &HashMap::new());
    for (sentence, tags) in train.iter_mut().zip(tags) {
        sentence.tags = tags;
    }
    for sentence in train.iter_mut().chain(&mut test) {
        whosaid::syntax::look_up_words(&mut sentence.words);
    }
    for sentence in &mut test {
        sentence.tags = whosaid::syntax::tag_words(&sentence.words);
    }
    Ok(parser::train(&train, &test))
}

/// Prints how long tokens, tags and trees of a folder of texts take.
fn speed(texts: &str) -> Result<(), String> {
    let (mut n_tokens, mut n_bytes) = (0, 0);
    let start = std::time::Instant::now();
    let vocabulary = Vocabulary::new();
    for path in files(Path::new(texts), "txt")? {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        n_bytes += text.len();
        n_tokens += Document::new(&text, &vocabulary).tokens.len();
    }
    let time = start.elapsed();
    println!(
        "{n_tokens} tokens, {n_bytes} bytes, {:.0} ns a token",
        time.as_nanos() as f64 / f64::from(n_tokens.max(1) as u32)
    );
    Ok(())
}

/// The files of a folder with an ending, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let listing = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    Ok(paths)
}

/// The sentences to train on and those held out.
fn treebanks(folder: &Path) -> Result<(Vec<Sentence>, Vec<Sentence>), String> {
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for path in files(folder, "conllu")? {
        let name = path.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
        let held_out = name == "gum-news";
        if held_out { &mut test } else { &mut train }.extend(conllu::read(&path)?);
    }
    Ok((train, test))
}
