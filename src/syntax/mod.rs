//! Word classes and sentence structure.
//!
//! A tagger gives every token its part of speech ([`Tag`]). It is a linear model over hashed features whose weights
//! ([`model`]) are embedded in the library; the package `train` makes them from treebanks.

#[doc(hidden)]
pub mod model;
mod tag;
#[doc(hidden)]
pub mod tagger;
#[doc(hidden)]
pub mod word;

use once_cell::sync::Lazy;

use crate::text::{Sentence, Token};

use model::Model;
pub use tag::Tag;
pub use word::Word;

static TAGGER: &[u8] = include_bytes!("tagger.bin");

static TAGGER_MODEL: Lazy<Model<'static>> =
    Lazy::new(|| Model::new(TAGGER, b't').expect("`embedded_weights_are_intact` tests the embedded weights"));

/// Gives every token of the sentences its part of speech.
///
/// Linear in the number of tokens; sentences do not see each other. One allocation for all.
pub fn tag_tokens(text: &str, sentences: &[Sentence], tokens: &mut [Token]) {
    let model = &*TAGGER_MODEL;
    let longest = sentences.iter().map(|sentence| sentence.tokens().len()).max().unwrap_or(0);
    let mut words = Vec::with_capacity(longest);
    let mut tags = vec![Tag::Other; longest];
    for sentence in sentences {
        let tokens = &mut tokens[sentence.tokens()];
        words.clear();
        words.extend(tokens.iter().map(|token| Word::new(&text[token.span()])));
        tagger::tag_sentence(model, &words, &mut tags);
        for (token, tag) in tokens.iter_mut().zip(&tags) {
            token.tag = *tag;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_weights_are_intact() {
        assert!(Model::is_intact(TAGGER));
        assert!(Model::new(TAGGER, b't').is_some());
    }

    #[test]
    fn tags_of_a_plain_sentence() {
        let words: Vec<Word> = "The minister said the talks had failed .".split(' ').map(Word::new).collect();
        let mut tags = [Tag::Other; 8];
        tagger::tag_sentence(&TAGGER_MODEL, &words, &mut tags);
        use Tag::*;
        assert_eq!(tags, [Dt, Nn, Vbd, Dt, Nns, Vbd, Vbn, Punct]);
    }

    #[test]
    fn folded_words_are_equal() {
        assert_eq!(Word::new("Isn’t").hash, Word::new("isn't").hash);
        assert_eq!(Word::new("POLICYMAKERS").hash, Word::new("policymakers").hash);
        assert_ne!(Word::new("abcdefgh").hash, Word::new("abcdefghi").hash);
    }
}
