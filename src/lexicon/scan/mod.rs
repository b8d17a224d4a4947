//! Finds names in text faster than a scan: word starts by bit masks, a bit set, then a hash table of phrases.

mod chars;
mod depth;
mod hash;
mod names;
mod phrases;
mod repeat;
mod starts;

pub(super) use chars::fold_text;
pub use names::{NameCase, NameHit, Names};
