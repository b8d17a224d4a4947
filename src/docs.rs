//! The manual: the files of `docs/`, rendered as modules so that every snippet runs as a test.

#[doc = include_str!("../docs/guide.md")]
pub mod _guide {}

#[doc = include_str!("../docs/model.md")]
pub mod _model {}

#[doc = include_str!("../docs/actors.md")]
pub mod _actors {}

#[doc = include_str!("../docs/gazetteer.md")]
pub mod _gazetteer {}

#[doc = include_str!("../docs/quotes.md")]
pub mod _quotes {}

#[doc = include_str!("../docs/claims.md")]
pub mod _claims {}

#[doc = include_str!("../docs/check-worthiness.md")]
pub mod _check_worthiness {}

#[doc = include_str!("../docs/times-quantities.md")]
pub mod _times_quantities {}

#[doc = include_str!("../docs/corpus.md")]
pub mod _corpus {}

#[doc = include_str!("../docs/performance.md")]
pub mod _performance {}

#[doc = include_str!("../docs/data.md")]
pub mod _data {}

#[doc = include_str!("../docs/architecture.md")]
pub mod _architecture {}
