//! The one reader of tab-separated tables, embedded and the users'.

use crate::error::{Error, ErrorKind, Result};

/// A row of a table: its line number and its cells.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    /// Name of the table, for messages.
    pub table: &'t str,
    /// Line, from 1.
    pub line: usize,
    text: &'t str,
}

impl<'t> Row<'t> {
    /// Cell `column`, from 0; `-` and missing cells are empty.
    pub fn cell(&self, column: usize) -> &'t str {
        match self.text.split('\t').nth(column) {
            None | Some("-") => "",
            Some(cell) => cell,
        }
    }

    /// The parts of a cell between `separator`s; none for an empty cell.
    pub fn list(&self, column: usize, separator: char) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column).split(separator).filter(|part| !part.is_empty())
    }

    /// An error that names this row.
    pub fn error(&self, what: impl std::fmt::Display) -> Error {
        Error::new(ErrorKind::Table, format_args!("{}:{}: {what}", self.table, self.line))
    }
}

/// Reads the rows of a table with exactly `n_columns` columns. Lines that begin with `#` and empty lines are skipped.
///
/// # Errors
///
/// [`ErrorKind::Table`] for a row with another number of columns or with white space at its end.
pub fn rows<'t>(table: &'t str, text: &'t str, n_columns: usize) -> impl Iterator<Item = Result<Row<'t>>> {
    text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).map(move |(idx, line)| {
        let row = Row { table, line: idx + 1, text: line };
        let found = line.split('\t').count();
        if found != n_columns {
            return Err(row.error(format_args!("expected {n_columns} columns, found {found}")));
        }
        if line.ends_with(' ') {
            return Err(row.error("space at the end of the line"));
        }
        Ok(row)
    })
}

/// The rows of an embedded table, which a test reads.
pub fn embedded(table: &'static str, text: &'static str, n_columns: usize) -> impl Iterator<Item = Row<'static>> {
    rows(table, text, n_columns).map(|row| row.expect("embedded tables are read by the test `tables`"))
}
