//! Bytes per second of each stage and of the whole, the raw scan of the same text beside them.
//!
//! `cargo bench --bench stages`; figures compare within one run only.

mod support;

use std::hint::black_box;

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use whosaid::lexicon::{NameCase, Names, Vocabulary, load_abbreviations};
use whosaid::text::{Document, clean};
use whosaid::{Article, Extractor};

const N_NAMES: usize = 10_000;

fn stages(criterion: &mut Criterion) {
    let texts = support::articles(300_000);
    let n_bytes: usize = texts.iter().map(String::len).sum();
    let whole = texts.join("\n\n");
    let listed = support::names(N_NAMES, &whole);
    let mut vocabulary = Vocabulary::new();
    load_abbreviations(&mut vocabulary);

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(n_bytes as u64)).sample_size(10);
    let raw = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&listed).expect("an automaton");
    group.bench_function("raw scan, 10,000 names", |bench| bench.iter(|| raw.find_iter(black_box(&whole)).count()));
    for (what, case) in [("names, exact", NameCase::Exact), ("names, folded", NameCase::Folded)] {
        let names = Names::new(listed.iter().map(String::as_str), case).expect("names");
        group.bench_function(what, |bench| bench.iter(|| count(&names, black_box(&whole))));
    }
    group.bench_function("clean", |bench| {
        bench.iter(|| texts.iter().map(|text| clean(black_box(text)).text.len()).sum::<usize>());
    });
    group.bench_function("blocks, tokens, sentences, marks, parse", |bench| {
        bench.iter(|| texts.iter().map(|text| Document::new(black_box(text), &vocabulary).tokens.len()).sum::<usize>());
    });
    let extractor = Extractor::new();
    let articles: Vec<Article> = texts.iter().map(|text| Article::from_text(text.as_str())).collect();
    group.bench_function("whole pipeline", |bench| {
        bench.iter(|| articles.iter().map(|article| extractor.extract(black_box(article)).claims.len()).sum::<usize>());
    });
    let analyses: Vec<_> = articles.iter().map(|article| extractor.extract(article)).collect();
    group.bench_function("results as JSON", |bench| {
        bench
            .iter(|| analyses.iter().map(|one| serde_json::to_string(one).map_or(0, |json| json.len())).sum::<usize>());
    });
    group.finish();
}

fn sizes(criterion: &mut Criterion) {
    let extractor = Extractor::new();
    let mut group = criterion.benchmark_group("whole pipeline by size");
    for n_bytes in [1_000, 10_000, 100_000] {
        let mut text = support::text(n_bytes);
        text.truncate(text.floor_char_boundary_at(n_bytes));
        let article = Article::from_text(text.as_str());
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
        group.bench_function(format!("{n_bytes} bytes"), |bench| bench.iter(|| extractor.extract(black_box(&article))));
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let text = support::text(200_000);
    let listed = support::names(100_000, &text).join("\n");
    let mut group = criterion.benchmark_group("start");
    group.sample_size(10);
    let _first = Extractor::new();
    group.bench_function("another extractor", |bench| bench.iter(Extractor::new));
    group.bench_function("100,000 names from a table", |bench| {
        let load = |table: String| Names::from_tsv("names.tsv", &table, NameCase::Exact);
        bench.iter_batched(|| listed.clone(), load, BatchSize::LargeInput);
    });
    group.finish();
}

fn count(names: &Names, text: &str) -> usize {
    let mut n = 0;
    names.for_each(text, |_| n += 1);
    n
}

trait CutAtBoundary {
    fn floor_char_boundary_at(&self, place: usize) -> usize;
}

impl CutAtBoundary for str {
    fn floor_char_boundary_at(&self, place: usize) -> usize {
        (0..=place.min(self.len())).rev().find(|place| self.is_char_boundary(*place)).unwrap_or(0)
    }
}

criterion_group!(benches, stages, sizes, start);
criterion_main!(benches);
