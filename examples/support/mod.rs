//! What the examples share: reading records, working through them on all cores in input order, telling what failed.
#![allow(dead_code, unused_imports)] // each example uses a part

mod arguments;
pub mod gold;
pub mod names;
pub mod relation;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use whosaid::Article;

pub use arguments::{Arguments, ended, main_of};

/// A record as read: its bytes and the place to name when it is broken.
#[derive(Debug)]
pub struct RawRecord {
    /// `stdin:12`, `news.jsonl:3` or a file's path.
    pub place: String,
    /// The id of a record that has none.
    pub id: String,
    /// False for a last line without its end, which may still be growing.
    pub is_whole: bool,
    bytes: Vec<u8>,
    is_json: bool,
}

impl RawRecord {
    /// Number of bytes read.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The line as a record of another form than an article.
    pub fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, String> {
        let place = &self.place;
        let line = std::str::from_utf8(&self.bytes).map_err(|error| format!("{place}: not UTF-8: {error}"))?;
        serde_json::from_str(line).map_err(|error| format!("{place}: {}", in_line(&error)))
    }

    /// The article, or a message that names the place and what is wrong.
    pub fn into_article(self) -> Result<Article, String> {
        let RawRecord { place, id, bytes, is_json, .. } = self;
        let text = String::from_utf8(bytes).map_err(|error| format!("{place}: not UTF-8: {}", error.utf8_error()))?;
        if !is_json {
            return Ok(Article::from_text(text).with_id(id));
        }
        let mut article: Article =
            serde_json::from_str(&text).map_err(|error| format!("{place}: {}", in_line(&error)))?;
        if article.id.is_empty() {
            article.id = id;
        }
        Ok(article)
    }
}

/// What is wrong with a record, which is one line: its place already says which.
fn in_line(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column ", ", at column ")
}

/// Reads the records of files, folders (`*.txt`, `*.jsonl`, sorted by name, folders inside them too) and `-`.
///
/// A `.jsonl` file and standard input hold one record a line; any other file is one plain-text article.
/// What cannot be read is an `Err` with its place, and the reading goes on.
pub fn read_records(paths: &[String]) -> impl Iterator<Item = Result<RawRecord, String>> + Send + use<> {
    let mut files = Vec::new();
    for path in paths {
        list_files(Path::new(path), true, &mut files);
    }
    files.into_iter().flat_map(|file| match file {
        Ok(path) => open(&path),
        Err(message) => Box::new(std::iter::once(Err(message))) as Records,
    })
}

type Records = Box<dyn Iterator<Item = Result<RawRecord, String>> + Send>;

fn list_files(path: &Path, named: bool, files: &mut Vec<Result<PathBuf, String>>) {
    if path.is_dir() {
        match fs::read_dir(path) {
            Ok(entries) => {
                let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
                inside.sort();
                inside.iter().for_each(|path| list_files(path, false, files));
            }
            Err(error) => files.push(Err(format!("{}: {error}", path.display()))),
        }
    } else if named || path.extension().is_some_and(|ending| ending == "txt" || ending == "jsonl") {
        files.push(Ok(path.to_owned()));
    }
}

fn open(path: &Path) -> Records {
    if path == Path::new("-") {
        return Box::new(lines("stdin".to_owned(), BufReader::with_capacity(1 << 16, io::stdin())));
    }
    let name = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return Box::new(std::iter::once(Err(format!("{name}: {error}")))),
    };
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        return Box::new(lines(name, BufReader::with_capacity(1 << 16, file)));
    }
    let mut bytes = Vec::new();
    let read = BufReader::new(file).read_to_end(&mut bytes);
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Box::new(std::iter::once(match read {
        Ok(_) => Ok(RawRecord { place: name, id, is_whole: true, bytes, is_json: false }),
        Err(error) => Err(format!("{name}: {error}")),
    }))
}

fn lines(name: String, mut reader: impl BufRead + Send) -> impl Iterator<Item = Result<RawRecord, String>> + Send {
    let mut line = 0;
    std::iter::from_fn(move || {
        loop {
            line += 1;
            let mut bytes = Vec::new();
            match reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => continue,
                Ok(_) => {
                    let is_whole = bytes.ends_with(b"\n");
                    bytes.truncate(bytes.trim_ascii_end().len());
                    let (place, id) = (format!("{name}:{line}"), format!("{name}-{line}"));
                    return Some(Ok(RawRecord { place, id, is_whole, bytes, is_json: true }));
                }
                Err(error) => return Some(Err(format!("{name}:{line}: {error}"))),
            }
        }
    })
}

/// Works through records on several threads and emits the results in input order, in bounded memory.
///
/// Records travel in batches of some 64 kB. Returns how many failed; each failure is told on standard error.
pub fn work_through<R: Send>(
    records: impl Iterator<Item = Result<RawRecord, String>> + Send,
    n_threads: usize,
    work: impl Fn(RawRecord) -> Result<R, String> + Sync,
    mut emit: impl FnMut(R) -> io::Result<()>,
) -> io::Result<usize> {
    let mut progress = Progress::new();
    let batches = Mutex::new(Batches { records, next: 0 });
    let (sender, receiver) = mpsc::sync_channel(2 * n_threads);
    let window = Window::new(4 * n_threads);
    std::thread::scope(|scope| {
        for _ in 0..n_threads {
            let (sender, batches, work, window) = (sender.clone(), &batches, &work, &window);
            scope.spawn(move || {
                loop {
                    // The lock is held while a batch is read, never while it is worked through.
                    let batch = batches.lock().ok().and_then(|mut batches| batches.take());
                    let Some((number, batch)) = batch else { break };
                    let n_bytes: usize = batch.iter().flatten().map(RawRecord::len).sum();
                    let results: Vec<Result<R, String>> =
                        batch.into_iter().map(|record| record.and_then(work)).collect();
                    window.wait_for(number);
                    if sender.send((number, n_bytes, results)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let (mut waiting, mut next, mut n_failed) = (BTreeMap::new(), 0, 0);
        let mut outcome = Ok(());
        for (number, n_bytes, results) in receiver {
            waiting.insert(number, (n_bytes, results));
            while let Some((n_bytes, results)) = waiting.remove(&next) {
                next += 1;
                window.advance(next);
                progress.add(results.len(), n_bytes);
                for result in results {
                    match result {
                        Ok(result) if outcome.is_ok() => outcome = emit(result),
                        Ok(_) => {}
                        Err(message) => {
                            n_failed += 1;
                            progress.clear();
                            eprintln!("{message}");
                        }
                    }
                }
            }
        }
        progress.clear();
        if n_failed > 0 {
            eprintln!("{n_failed} of {} records failed", progress.n_records);
        }
        outcome.map(|()| n_failed)
    })
}

struct Batches<I> {
    records: I,
    next: usize,
}

type Batch = Vec<Result<RawRecord, String>>;

impl<I: Iterator<Item = Result<RawRecord, String>>> Batches<I> {
    fn take(&mut self) -> Option<(usize, Batch)> {
        let (mut batch, mut n_bytes) = (Vec::new(), 0);
        while n_bytes < 1 << 16 && batch.len() < 256 {
            let Some(record) = self.records.next() else { break };
            n_bytes += record.as_ref().map_or(0, RawRecord::len);
            batch.push(record);
        }
        let number = self.next;
        self.next += 1;
        (!batch.is_empty()).then_some((number, batch))
    }
}

/// Keeps fast threads from running far ahead of a slow one, so that memory stays bounded.
struct Window {
    next: Mutex<usize>,
    moved: std::sync::Condvar,
    width: usize,
}

impl Window {
    fn new(width: usize) -> Window {
        Window { next: Mutex::new(0), moved: std::sync::Condvar::new(), width }
    }

    fn wait_for(&self, number: usize) {
        let Ok(guard) = self.next.lock() else { return };
        drop(self.moved.wait_while(guard, |next| number >= *next + self.width));
    }

    fn advance(&self, next: usize) {
        if let Ok(mut guard) = self.next.lock() {
            *guard = next;
        }
        self.moved.notify_all();
    }
}

/// A counter on standard error for long runs on a terminal.
struct Progress {
    started: Instant,
    shown: Option<Instant>,
    n_records: usize,
    n_bytes: usize,
    is_terminal: bool,
}

impl Progress {
    fn new() -> Progress {
        let is_terminal = io::stderr().is_terminal();
        Progress { started: Instant::now(), shown: None, n_records: 0, n_bytes: 0, is_terminal }
    }

    fn add(&mut self, n_records: usize, n_bytes: usize) {
        self.n_records += n_records;
        self.n_bytes += n_bytes;
        let due = self.shown.unwrap_or(self.started).elapsed() > Duration::from_secs(1);
        if self.is_terminal && due {
            let seconds = self.started.elapsed().as_secs_f64();
            let megabytes = self.n_bytes as f64 / 1e6;
            eprint!("\r{} records, {megabytes:.1} MB, {:.1} MB/s  ", self.n_records, megabytes / seconds);
            let _ = io::stderr().flush();
            self.shown = Some(Instant::now());
        }
    }

    fn clear(&mut self) {
        if self.shown.take().is_some() {
            eprint!("\r{:60}\r", "");
        }
    }
}

/// Text in colour on a terminal, plain elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Colours only if standard output is a terminal.
    pub fn for_stdout() -> Paint {
        Paint { on: io::stdout().is_terminal() }
    }

    /// Bold text.
    pub fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }

    /// Dim text.
    pub fn dim(self, text: &str) -> String {
        self.wrap("2", text)
    }

    /// Green text.
    pub fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    /// Cyan text.
    pub fn cyan(self, text: &str) -> String {
        self.wrap("36", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// One line of text: white space folded, cut to `width` characters.
pub fn one_line(text: &str, width: usize) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match folded.char_indices().nth(width) {
        Some((cut, _)) => format!("{}…", &folded[..cut]),
        None => folded,
    }
}

/// A unit enum as its JSON word.
pub fn word_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
