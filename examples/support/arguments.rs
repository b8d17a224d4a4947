//! What the examples share of a command line: options, flags, paths, help, and the way a program ends.

use std::io::{self, Write};
use std::process::ExitCode;

/// The arguments of a program; what is taken out is no longer there.
#[derive(Debug)]
pub struct Arguments {
    usage: &'static str,
    words: Vec<String>,
}

impl Arguments {
    /// The value of `--name VALUE` or `--name=VALUE`.
    pub fn option(&mut self, name: &str) -> Result<Option<String>, String> {
        let is_it = |word: &String| word == name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
        let Some(idx) = self.words.iter().position(is_it) else { return Ok(None) };
        let found = self.words.remove(idx);
        if let Some((_, value)) = found.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        match self.words.get(idx) {
            Some(value) if value == "-" || !value.starts_with('-') => Ok(Some(self.words.remove(idx))),
            _ => Err(self.told(&format!("{name} needs a value"))),
        }
    }

    /// True if the flag stood there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// The number of threads asked for, or one for each core.
    pub fn n_threads(&mut self) -> Result<usize, String> {
        match self.option("--threads")? {
            None => Ok(std::thread::available_parallelism().map_or(1, usize::from)),
            Some(text) => match text.parse() {
                Ok(n) if n > 0 => Ok(n),
                _ => Err(self.told(&format!("--threads takes a whole number from 1, found {text:?}"))),
            },
        }
    }

    /// `--format text` (true) or `--format jsonl`.
    pub fn is_for_people(&mut self) -> Result<bool, String> {
        match self.option("--format")?.as_deref() {
            None | Some("text") => Ok(true),
            Some("jsonl") => Ok(false),
            Some(other) => Err(self.told(&format!("--format is text or jsonl, found {other:?}"))),
        }
    }

    /// What is left: one path or more, and no option that nobody knows.
    pub fn paths(self) -> Result<Vec<String>, String> {
        if let Some(unknown) = self.words.iter().find(|word| word.starts_with('-') && *word != "-") {
            return Err(self.told(&format!("unknown option {unknown}")));
        }
        if self.words.is_empty() { Err(self.told("no path given")) } else { Ok(self.words) }
    }

    /// What is left: exactly one path.
    pub fn path(self) -> Result<String, String> {
        let usage = self.usage;
        let mut paths = self.paths()?;
        match (paths.pop(), paths.pop()) {
            (Some(path), None) => Ok(path),
            _ => Err(format!("one path expected, found several\n{usage}")),
        }
    }

    fn told(&self, what: &str) -> String {
        format!("{what}\n{}", self.usage)
    }
}

/// Runs a program: `--help` prints its usage; 0 if all went well, 1 if some records failed, 2 if it could not run.
pub fn main_of(usage: &'static str, run: impl FnOnce(Arguments) -> Result<usize, String>) -> ExitCode {
    let mut arguments = Arguments { usage, words: std::env::args().skip(1).collect() };
    if arguments.flag("--help") || arguments.flag("-h") {
        // A reader that went away is no failure.
        let _ = writeln!(io::stdout(), "{usage}");
        return ExitCode::SUCCESS;
    }
    match run(arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// The number of failed records; a reader that went away (`| head`) is no failure.
pub fn ended(done: io::Result<usize>) -> Result<usize, String> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        other => other.map_err(|error| format!("standard output: {error}")),
    }
}
