//! Word classes and sentence structure.
//!
//! A tagger gives every token its part of speech ([`Tag`]), a parser its head and its relation to it ([`Tree`]).
//! Both are models over hashed features whose weights are embedded in the library; the package `train` makes them
//! from treebanks.

#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod network;
#[doc(hidden)]
pub mod parser;
mod rel;
mod tag;
#[doc(hidden)]
pub mod tagger;
mod tree;
#[doc(hidden)]
pub mod word;

use once_cell::sync::Lazy;

use crate::text::{Sentence, Token, TokenKind};

use model::Model;
use network::Network;
use parser::{Parse, mark};
pub use rel::Rel;
pub use tag::Tag;
pub use tree::{Children, Node, Tree};
pub use word::Word;

static TAGGER: &[u8] = include_bytes!("tagger.bin");
static PARSER: &[u8] = include_bytes!("parser.bin");

static TAGGER_MODEL: Lazy<Model> =
    Lazy::new(|| Model::new(TAGGER, b't').expect("`embedded_weights_are_intact` tests the embedded weights"));
static PARSER_NETWORK: Lazy<Network> =
    Lazy::new(|| Network::new(PARSER).expect("`embedded_weights_are_intact` tests the embedded weights"));

/// Gives every token of the sentences its part of speech and its cluster, and every sentence its tree.
///
/// Linear in the number of tokens; sentences do not see each other. No allocation for each sentence or token.
pub fn read_sentences(text: &str, sentences: &[Sentence], tokens: &mut [Token]) -> Tree {
    let longest = sentences.iter().map(|sentence| sentence.tokens().len()).max().unwrap_or(0);
    let (mut words, mut marks) = (Vec::with_capacity(longest), Vec::with_capacity(longest));
    let mut tags = vec![Tag::Other; longest];
    let mut parse = Parse::default();
    let mut tree = Tree { nodes: Vec::with_capacity(tokens.len()) };
    for sentence in sentences {
        let tokens = &mut tokens[sentence.tokens()];
        words.clear();
        words.extend(tokens.iter().map(|token| Word::new(&text[token.span()])));
        TAGGER_MODEL.look_up(&mut words);
        marks.clear();
        marks.extend(tokens.iter().map(|token| mark_of(token.kind)));
        let tags = &mut tags[..tokens.len()];
        tagger::tag_sentence(&TAGGER_MODEL, &words, tags);
        mend_missing_verb(text, tokens, tags);
        for ((token, tag), word) in tokens.iter_mut().zip(tags.iter()).zip(&words) {
            (token.tag, token.cluster) = (*tag, word.cluster);
        }
        parse.start(&words, tags, &marks);
        PARSER_NETWORK.parse(&mut parse);
        parse.finish(sentence.first, &marks, &mut tree.nodes);
    }
    tree
}

/// Past forms that are nouns or adjectives as well, or spelled like their base form.
const PAST_FORMS: &[&str] = &[
    "beat", "broke", "cost", "cut", "fell", "felt", "found", "grew", "held", "hit", "lay", "leaked", "left", "lent",
    "lost", "met", "rose", "sank", "saw", "set", "shot", "shut", "spent", "spread", "struck", "won",
];

/// A sentence with a full stop and no finite verb has one that was taken for a noun: "The tunnel cost 40 million euros."
fn mend_missing_verb(text: &str, tokens: &[Token], tags: &mut [Tag]) {
    let stops = tokens.last().is_some_and(|token| token.kind == TokenKind::Stop);
    let finite = |tag: &Tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vb | Tag::Md);
    // "Turnout rose to 71 percent": the first word may have been taken for a command.
    let command = tags.first().is_some_and(|tag| *tag == Tag::Vb);
    if !stops || tags.iter().skip(usize::from(command)).any(finite) {
        return;
    }
    let opens = |tag: Tag| matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Prp);
    let goes_on = |tag: Tag| !matches!(tag, Tag::Nn | Tag::Nns | Tag::Pos);
    let place = (1..tokens.len().saturating_sub(1)).find(|place| {
        let word = &text[tokens[*place].span()];
        let subject = opens(tags[*place - 1]) || command && *place == 1;
        subject && goes_on(tags[*place + 1]) && PAST_FORMS.contains(&word)
    });
    if let Some(place) = place {
        tags[place] = Tag::Vbd;
        if command && place == 1 {
            tags[0] = Tag::Nn;
        }
    }
}

/// What the parser sees of a mark.
fn mark_of(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Comma => mark::COMMA,
        TokenKind::OpenQuote => mark::OPEN,
        TokenKind::CloseQuote => mark::CLOSE,
        TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash | TokenKind::Ellipsis => mark::COLON,
        TokenKind::OpenBracket => mark::BRACKET,
        TokenKind::CloseBracket => mark::BRACKET_END,
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation => mark::STOP,
        TokenKind::Hyphen | TokenKind::Slash => mark::HYPHEN,
        _ => 0,
    }
}

/// The group of words with the same neighbours that a word belongs to; 0 for none.
pub fn cluster_of(word: &str) -> u8 {
    let mut words = [Word::new(word)];
    TAGGER_MODEL.look_up(&mut words);
    words[0].cluster
}

/// Looks words up in the tagger's embedded dictionary, for the trainer.
#[doc(hidden)]
pub fn look_up_words(words: &mut [Word]) {
    TAGGER_MODEL.look_up(words);
}

/// Tags of words by the embedded weights, for measuring.
#[doc(hidden)]
pub fn tag_words(words: &[Word]) -> Vec<Tag> {
    let mut tags = vec![Tag::Other; words.len()];
    tagger::tag_sentence(&TAGGER_MODEL, words, &mut tags);
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_weights_are_intact() {
        assert!(Model::is_intact(TAGGER));
        assert!(Model::new(TAGGER, b't').is_some());
        assert!(Model::is_intact(PARSER));
        assert!(Network::new(PARSER).is_some());
    }

    #[test]
    fn tags_of_a_plain_sentence() {
        let mut words: Vec<Word> = "The minister said the talks had failed .".split(' ').map(Word::new).collect();
        look_up_words(&mut words);
        let tags = tag_words(&words);
        use Tag::*;
        assert_eq!(tags, [Dt, Nn, Vbd, Dt, Nns, Vbd, Vbn, Punct]);
    }

    #[test]
    fn folded_words_are_equal() {
        assert_eq!(Word::new("Isn’t").hash, Word::new("isn't").hash);
        assert_eq!(Word::new("POLICYMAKERS").hash, Word::new("policymakers").hash);
        assert_ne!(Word::new("abcdefgh").hash, Word::new("abcdefghi").hash);
    }

    /// Words, marks as the tokenizer would see them, and the tree of a sentence without white space in its tokens.
    fn tree_of(sentence: &str) -> Tree {
        let mut words: Vec<Word> = sentence.split(' ').map(Word::new).collect();
        look_up_words(&mut words);
        let marks: Vec<u8> = sentence
            .split(' ')
            .map(|word| match word {
                "," => mark::COMMA,
                "“" => mark::OPEN,
                "”" => mark::CLOSE,
                "." => mark::STOP,
                _ => 0,
            })
            .collect();
        let tags = tag_words(&words);
        let mut parse = Parse::default();
        parse.start(&words, &tags, &marks);
        PARSER_NETWORK.parse(&mut parse);
        let mut tree = Tree::default();
        parse.finish(0, &marks, &mut tree.nodes);
        tree
    }

    #[test]
    fn subject_and_content_of_a_report() {
        let tree = tree_of("The minister said that the talks had failed .");
        assert_eq!(tree.subject(2), Some(1));
        assert_eq!((tree.rel(7), tree.head(7)), (Rel::Ccomp, Some(2)));
        assert_eq!(tree.subtree(7), 3..8);
        assert_eq!(tree.subject(7), Some(5));
        assert_eq!(tree.head(2), None);
        assert_eq!(tree.children(2).collect::<Vec<_>>(), [1, 7]);
    }

    #[test]
    fn every_sentence_has_one_root() {
        for sentence in [".", "Yes", "“ ”", "a a a a", "said said said", ", , Oslo , ,"] {
            let tree = tree_of(sentence);
            let roots = (0..tree.nodes().len()).filter(|&token| tree.head(token).is_none()).count();
            assert_eq!((roots, tree.nodes().len()), (1, sentence.split(' ').count()), "{sentence}");
        }
    }
}
