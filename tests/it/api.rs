//! What every public type promises.

use std::fmt::Debug;

use whosaid::actors::{ActorTables, GazetteerPart, Profile, UserActor};
use whosaid::claims::{CheckWeights, ClaimTables};
use whosaid::corpus::{Copy, JoinedActor, JoinedBy, PairJudgement, Story, Timeline, TimelinePoint};
use whosaid::eval::{Optional, Scores, Tally};
use whosaid::formats::gate::List;
use whosaid::lexicon::{Hit, TermMatcher, TermSet, Vocabulary, WordId};
use whosaid::model::*;
use whosaid::quotes::QuoteTables;
use whosaid::text::{Document, Quotation, Sentence, Token};
use whosaid::{Corpus, Error, ErrorKind, Extractor, ExtractorBuilder, Span};

fn promises<T: Debug + Send + Sync + 'static>() {}

macro_rules! all_promise {
    ($($type:ty),* $(,)?) => { $(promises::<$type>();)* };
}

#[test]
fn public_types_are_debug_send_sync_and_own_their_data() {
    all_promise![Extractor, ExtractorBuilder, Corpus, Error, ErrorKind, Span];
    all_promise![Analysis, Article, ArticleInfo, Block, BlockKind, Date];
    all_promise![Actor, ActorId, ActorKind, Gender, Mention, MentionForm, Refs, Role];
    all_promise![Quote, QuoteId, QuoteKind, QuoteClass, Addressee];
    all_promise![Claim, ClaimId, ClaimKind, Attribution, HolderKind, CueClass, Modality, Polarity, Signal];
    all_promise![Comparison, ComparisonKind, Quantity, Value, Bound, Change, TimeExpr, TimeKind];
    all_promise![Relation, RelationKind, RelationOf, Reason, Evidence, Place, PairJudgement];
    all_promise![Story, Copy, Timeline, TimelinePoint, JoinedActor, JoinedBy];
    all_promise![UserActor, GazetteerPart, Profile, Scores, Tally, Optional, List];
    all_promise![ActorTables, QuoteTables, ClaimTables, CheckWeights, Vocabulary, TermSet, TermMatcher, Hit, WordId];
    all_promise![Document<'static>, Token, Sentence, Quotation];
}

#[test]
fn errors_are_errors_with_a_kind() {
    fn is_error<T: std::error::Error>(_: &T) {}
    let error = "2025-02-30".parse::<Date>().unwrap_err();
    is_error(&error);
    assert!(error.to_string().contains("2025-02-30"));
}

#[test]
fn clones_share_the_tables() {
    let extractor = Extractor::new();
    // Small enough to be moved around: a pointer and an option or two.
    assert!(size_of::<Extractor>() <= 4 * size_of::<usize>());
    let start = std::time::Instant::now();
    let clones: Vec<Extractor> = (0..100_000).map(|_| extractor.clone()).collect();
    assert!(start.elapsed().as_secs() < 5);
    let article = Article::from_text("“It was time,” Ana Novak said.");
    assert_eq!(clones[99_999].extract(&article), extractor.extract(&article));
}

#[test]
fn one_extractor_serves_many_threads() {
    let extractor = Extractor::new();
    let article = Article::from_text("The port authority said exports would be delayed by 10 days.");
    let expected = extractor.extract(&article);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(extractor.extract(&article), expected));
        }
    });
}
