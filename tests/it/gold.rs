//! Accuracy on `tests/gold` against floors that only rise.
//!
//! `UPDATE=1` raises floors to what was measured, never lowers one, and pins the digest of the annotated files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::eval::Scores;
use whosaid::model::{Place, Relation, RelationKind};
use whosaid::{Corpus, Extractor};

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

/// Relations of `relations.jsonl` against those found between its articles: agreements, then conflicts.
/// A relation is found where one of its kind overlaps it on both sides.
fn relation_rows(extractor: &Extractor) -> Vec<(&'static str, f64, f64, f64)> {
    let json = fs::read_to_string(folder().join("relations.jsonl")).unwrap();
    let wanted: Vec<Relation> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut ids: Vec<&str> = wanted.iter().flat_map(|relation| [relation.a.id.as_str(), &relation.b.id]).collect();
    ids.sort_unstable();
    ids.dedup();
    let (mut corpus, mut found) = (Corpus::new(extractor), Vec::new());
    for id in ids {
        let gold =
            reader::read(&folder().join(id).with_extension("json")).unwrap_or_else(|message| panic!("{message}"));
        found.extend(corpus.add(&gold.article, &extractor.extract(&gold.article)));
    }
    let is_conflict = |relation: &Relation| relation.relation == RelationKind::Conflict;
    let overlap = |x: &Place, y: &Place| x.id == y.id && x.span.overlaps(y.span);
    let matches = |x: &Relation, y: &Relation| {
        let straight = overlap(&x.a, &y.a) && overlap(&x.b, &y.b);
        is_conflict(x) == is_conflict(y) && (straight || overlap(&x.a, &y.b) && overlap(&x.b, &y.a))
    };
    let row = |name, conflicts: bool| {
        let of =
            |list: &[Relation]| list.iter().filter(|relation| is_conflict(relation) == conflicts).cloned().collect();
        let (wanted, found): (Vec<Relation>, Vec<Relation>) = (of(&wanted), of(&found));
        let n_right = found.iter().filter(|found| wanted.iter().any(|wanted| matches(wanted, found))).count();
        let n_seen = wanted.iter().filter(|wanted| found.iter().any(|found| matches(wanted, found))).count();
        let precision = if found.is_empty() { 1.0 } else { n_right as f64 / found.len() as f64 };
        let recall = n_seen as f64 / wanted.len().max(1) as f64;
        let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        (name, precision, recall, f1)
    };
    vec![row("relations/agreement", false), row("relations/conflict", true)]
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
    let rows: Vec<_> = total.rows().into_iter().chain(relation_rows(&extractor)).collect();
    let n_rows = rows.len();
    for (measure, precision, recall, f1) in rows {
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
        assert_eq!(floors.len(), n_rows, "each measure has a floor");
    }
}
