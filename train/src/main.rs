//! Trains the weights of the tagger and the parser.
//!
//! `cargo run --release -p train -- tagger TREEBANKS OUT` reads every `*.conllu` of the folder TREEBANKS but
//! `gum-news.conllu`, which it measures on, and writes the weight file OUT.

mod conllu;
mod linear;
mod network;
mod parser;
mod tagger;

use std::path::Path;
use std::process::ExitCode;

use conllu::Sentence;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, folder, out] = arguments.as_slice() else {
        eprintln!("usage: train tagger|parser TREEBANKS OUT");
        return ExitCode::FAILURE;
    };
    let result = treebanks(Path::new(folder)).and_then(|(mut train, mut test)| {
        let bytes = match what.as_str() {
            "tagger" => tagger::train(&train, &test),
            "parser" => {
                // The parser learns to live with the tagger's mistakes.
                let tags = tagger::cross_tag(&train);
                for (sentence, tags) in train.iter_mut().zip(tags) {
                    sentence.tags = tags;
                }
                for sentence in &mut test {
                    sentence.tags = whosaid::syntax::tag_words(&sentence.words);
                }
                parser::train(&train, &test)
            }
            _ => return Err(format!("no such model: {what}")),
        };
        std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The sentences to train on and those held out.
fn treebanks(folder: &Path) -> Result<(Vec<Sentence>, Vec<Sentence>), String> {
    let listing = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = listing.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "conllu"));
    paths.sort();
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for path in paths {
        let held_out =
            path.file_stem().is_some_and(|name| name == std::env::var("HOLD").as_deref().unwrap_or("gum-news"));
        if held_out { &mut test } else { &mut train }.extend(conllu::read(&path)?);
    }
    Ok((train, test))
}
