//! Accuracy on `tests/gold` against floors that only rise.
//!
//! `UPDATE=1` raises floors to what was measured, never lowers one, and pins the digest of the annotated files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::Extractor;
use whosaid::eval::Scores;

#[path = "../../examples/support/gold.rs"]
mod reader;

/// How far a figure may fall below its floor: a mention or two.
const NOISE: f64 = 0.01;

const HEADER: &str = "# Least precision, recall and F1 on the annotated articles of this folder.
# columns: measure, precision, recall, F1
# origin: measured by `UPDATE=1 cargo test --test it gold`, which only raises them; lowering one is a change of its own
";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

/// The annotated articles, sorted by name.
fn annotations() -> Vec<PathBuf> {
    reader::annotations(&folder()).unwrap()
}

fn score(path: &Path, extractor: &Extractor) -> Scores {
    let gold = reader::read(path).unwrap_or_else(|message| panic!("{message}"));
    Scores::of(&gold.article.text, &gold.expected, &gold.optional, &extractor.extract(&gold.article))
}

/// FNV-1a over the names and contents of the annotated files.
fn digest() -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for path in annotations() {
        for path in [path.with_extension("txt"), path] {
            let name = path.file_name().unwrap().to_string_lossy().into_owned().into_bytes();
            for byte in name.into_iter().chain(fs::read(&path).unwrap()) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    format!("{hash:016x}")
}

#[test]
fn accuracy_stays_above_its_floors() {
    let path = folder().join("floors.tsv");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let floors: BTreeMap<&str, [f64; 3]> = committed
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let number = |idx: usize| cells[idx].parse().unwrap_or_else(|error| panic!("{line}: {error}"));
            (cells[0], [number(1), number(2), number(3)])
        })
        .collect();
    let extractor = Extractor::new();
    let mut total = Scores::default();
    annotations().iter().for_each(|path| total.add(&score(path, &extractor)));

    let (mut report, mut table) = (String::new(), format!("{HEADER}# digest: {}\n", digest()));
    for (measure, precision, recall, f1) in total.rows() {
        let floor = floors.get(measure).copied().unwrap_or_default();
        let _ = write!(table, "{measure}");
        for (name, found, floor) in
            [("precision", precision, floor[0]), ("recall", recall, floor[1]), ("F1", f1, floor[2])]
        {
            if found < floor - NOISE {
                let _ = writeln!(report, "{measure}: {name} {found:.3}, floor {floor:.3}");
            }
            let _ = write!(table, "\t{:.3}", floor.max((found * 1000.0).floor() / 1000.0));
        }
        table.push('\n');
    }
    if std::env::var("UPDATE").is_ok() {
        fs::write(&path, table).unwrap();
    }
    assert!(report.is_empty(), "{report}");
    if std::env::var("UPDATE").is_err() {
        let pinned = committed.lines().find_map(|line| line.strip_prefix("# digest: ")).unwrap_or_default();
        assert_eq!(digest(), pinned, "the annotated articles changed: pin them with UPDATE=1");
        assert_eq!(floors.len(), total.rows().len(), "each measure has a floor");
    }
}
