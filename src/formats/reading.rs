//! What all readers share: the actors so far, and what could not be read.

use std::fmt::Display;

use super::json::{self, Json};
use crate::actors::UserActor;
use crate::error::{Error, ErrorKind, Result};

/// Faults that are named in full; those after them are counted.
const MOST_FAULTS: usize = 50;

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Reading<'f> {
    file: &'f str,
    pub(super) actors: Vec<UserActor>,
    faults: Vec<String>,
    n_faults: usize,
}

impl<'f> Reading<'f> {
    pub(super) fn new(file: &'f str) -> Reading<'f> {
        Reading { file, actors: Vec::new(), faults: Vec::new(), n_faults: 0 }
    }

    /// Notes what is wrong with a line, counted from 1.
    pub(super) fn fault(&mut self, line: usize, what: impl Display) {
        self.n_faults += 1;
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(format!("{}:{line}: {what}", self.file));
        }
    }

    /// Keeps an actor if nothing is wrong with it.
    pub(super) fn keep(&mut self, line: usize, actor: UserActor) {
        match actor.fault() {
            Some(fault) => self.fault(line, fault),
            None => self.actors.push(actor),
        }
    }

    pub(super) fn finish(mut self) -> Result<Vec<UserActor>> {
        if self.n_faults == 0 {
            return Ok(self.actors);
        }
        if self.n_faults > self.faults.len() {
            self.faults.push(format!("{}: {} more", self.file, self.n_faults - self.faults.len()));
        }
        Err(Error::new(ErrorKind::Format, self.faults.join("\n")))
    }

    /// Reads JSON Lines: calls `each` with the line's number and its object. Empty lines are skipped.
    pub(super) fn objects(
        &mut self,
        text: &str,
        mut each: impl FnMut(&mut Reading<'f>, usize, &Json<'_>) -> std::result::Result<(), String>,
    ) {
        for (idx, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match json::read(line) {
                Ok(object @ Json::Object(_)) => {
                    if let Err(what) = each(self, idx + 1, &object) {
                        self.fault(idx + 1, what);
                    }
                }
                Ok(other) => self.fault(idx + 1, format_args!("expected an object, found {}", other.what())),
                Err(fault) => self.fault(idx + 1, format_args!("column {}: {}", fault.column, fault.what)),
            }
        }
    }
}
