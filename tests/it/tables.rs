//! Every embedded table: sorted, unique, well formed, and says where it comes from.

use std::fs;
use std::path::{Path, PathBuf};

/// Tables whose order means something: the first row that fits wins, or weights stay as they were fitted.
const ORDERED: &[&str] = &["time_rules.tsv", "name_weights.tsv", "signals.tsv"];

#[test]
fn tables_are_well_formed() {
    let paths = tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert!(paths.len() > 30, "only {} tables found", paths.len());
    let mut faults = Vec::new();
    for path in &paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let text = fs::read_to_string(path).unwrap();
        check(name, &text, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn check(name: &str, text: &str, faults: &mut Vec<String>) {
    let header: Vec<&str> = text.lines().take_while(|line| line.starts_with('#')).collect();
    let columns = header.iter().find_map(|line| line.strip_prefix("# columns: "));
    if !header.iter().any(|line| line.starts_with("# origin: ")) {
        faults.push(format!("{name}: no line `# origin: `"));
    }
    if columns.is_none() {
        faults.push(format!("{name}: no line `# columns: `"));
    }
    if text.contains('\r') || !text.ends_with('\n') || text.ends_with("\n\n") {
        faults.push(format!("{name}: lines end with a line feed, the last one too"));
    }
    let n_named = columns.map(count_columns);
    let mut before: Option<&str> = None;
    let mut seen = std::collections::HashSet::new();
    for (idx, line) in text.lines().enumerate() {
        let mut fault = |what: String| faults.push(format!("{name}:{}: {what}", idx + 1));
        if line.trim_end() != line {
            fault("white space at the end".to_owned());
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let n_cells = line.split('\t').count();
        if n_named.is_some_and(|n| n != n_cells) {
            fault(format!("{} columns are named, {n_cells} found", n_named.unwrap_or(0)));
        }
        if line.split('\t').any(|cell| cell.trim() != cell || cell.is_empty()) {
            fault("an empty cell, or white space around one".to_owned());
        }
        if !seen.insert(line) {
            fault("stands there twice".to_owned());
        }
        if !ORDERED.contains(&name) && before.is_some_and(|before| before > line) {
            fault("not sorted by bytes".to_owned());
        }
        before = Some(line);
    }
}

/// Columns are separated by commas; what stands in parentheses explains one, the rest after a colon too.
fn count_columns(line: &str) -> usize {
    let mut depth = 0_i32;
    let mut n = 1;
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => n += 1,
            _ => {}
        }
    }
    n
}

fn tables(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(tables(&path));
        } else if path.extension().is_some_and(|ending| ending == "tsv") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn embedded_tables_parse() {
    // Building an extractor reads all of them; a bad row panics with its table and line.
    assert!(whosaid::Extractor::builder().build().is_ok());
    // Those that are read when they are first asked for.
    let _ = whosaid::formats::petrarch::read_actors("file", "A [SWE]\n", None);
    let _ = whosaid::formats::wikidata::read_entities("file", "");
}
