//! Trains the parser.

use whosaid::syntax::Rel;
use whosaid::syntax::network::Network as Small;
use whosaid::syntax::parser::{CLASSES, FEATURES, LEFTS, Move, NONE, Parse, RIGHTS, SHIFTS};

use crate::conllu::Sentence;
use crate::linear::{Counter, Random};
use crate::network::Network;

/// The gold tree of a sentence without its marks: of each cell the head's cell, and the relation.
struct Gold {
    heads: Vec<u32>,
    rels: Vec<Rel>,
}

/// Passes over the treebanks.
const EPOCHS: usize = 8;
/// After so many of them the features without a row are forgotten.
const PRUNE: usize = 2;
/// The first step of the learner.
const RATE: f32 = 0.05;
/// Share of features, and of hidden units, left out of an example at random.
const DROPPED: f32 = 0.1;

pub fn train(sentences: &[Sentence], test: &[Sentence]) -> Vec<u8> {
    let mut random = Random(0x5EED_1234_5678_9ABC);
    let mut counter = Counter::new();
    let mut parse = Parse::default();
    for sentence in sentences {
        follow(&mut parse, sentence, |_, keys, gold, _| {
            counter.count(keys);
            gold.trailing_zeros() as usize
        });
    }
    let mut network = Network::new(&counter, 3, RATE, &mut random);
    let mut bytes = Vec::new();
    let mut order: Vec<&Sentence> = sentences.iter().collect();
    for epoch in 0..EPOCHS {
        if epoch == PRUNE {
            network.prune(&counter);
        }
        // The last epochs step ever more lightly.
        network.rate = RATE * ((EPOCHS - epoch) as f32 / 4.0).min(1.0);
        random.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for sentence in &order {
            follow(&mut parse, sentence, |_, keys, gold, legal| {
                let best = network.decide(keys, legal);
                all += 1;
                right += usize::from(gold >> best & 1 == 1);
                network.learn(keys, random.mask(DROPPED), random.mask(DROPPED), gold, legal);
                best
            });
        }
        print!("epoch {epoch}: train {:.2}", 100.0 * right as f64 / all as f64);
        let floats = Score::of(test, |parse| parse.run(|parse, legal| network.decide(&parse.features(), legal)));
        print!(", in floats {}", floats.shares());
        if epoch >= PRUNE {
            bytes = network.file(&counter);
            let small = Small::new(&bytes).expect("the file was just written");
            let score = Score::of(test, |parse| small.parse(parse));
            print!(", held out {}", score.shares());
        }
        println!();
    }
    let small = Small::new(&bytes).expect("the file was just written");
    Score::of(test, |parse| small.parse(parse)).print();
    bytes
}

/// Parses a sentence; `decide` is told which classes cost least by the gold tree.
fn follow(parse: &mut Parse, sentence: &Sentence, mut decide: impl FnMut(&Parse, &[u32; FEATURES], u32, u32) -> usize) {
    parse.start(&sentence.words, &sentence.tags, &sentence.marks);
    let gold = Gold::of(parse, sentence);
    parse.run(|parse, legal| decide(parse, &parse.features(), gold.classes(parse, legal), legal));
}

impl Gold {
    /// Dependents of marks are given to the marks' heads.
    fn of(parse: &Parse, sentence: &Sentence) -> Gold {
        let mut cell_of = vec![NONE; sentence.words.len()];
        for (idx, cell) in parse.cells.iter().enumerate() {
            cell_of[cell.token as usize] = idx as u32;
        }
        let head_of = |token: usize| {
            let mut head = sentence.heads[token];
            for _ in 0..sentence.heads.len() {
                if head == 0 || cell_of[head - 1] != NONE {
                    break;
                }
                head = sentence.heads[head - 1];
            }
            if head == 0 { NONE } else { cell_of[head - 1] }
        };
        let heads = parse.cells.iter().map(|cell| head_of(cell.token as usize)).collect();
        let rels = parse.cells.iter().map(|cell| sentence.rels[cell.token as usize]).collect();
        Gold { heads, rels }
    }

    /// The legal classes that lose fewest gold arcs (Goldberg and Nivre 2013).
    fn classes(&self, parse: &Parse, legal: u32) -> u32 {
        let Some((&top, rest)) = parse.stack.split_last() else { return SHIFTS };
        let below = rest.last().copied().unwrap_or(NONE);
        let next = parse.next;
        let head = self.heads[top as usize];
        let waiting = |cell: u32| cell != NONE && cell >= next;
        let lost = (next as usize..self.heads.len()).filter(|&cell| self.heads[cell] == top).count();
        let mut best = (usize::MAX, 0);
        let mut offer = |cost: usize, classes: u32| {
            let classes = classes & legal;
            if classes != 0 && cost <= best.0 {
                best = (cost, if cost < best.0 { classes } else { best.1 | classes });
            }
        };
        if (next as usize) < self.heads.len() {
            let next_head = self.heads[next as usize];
            let deps = parse.stack.iter().filter(|&&cell| self.heads[cell as usize] == next).count();
            offer(deps + usize::from(rest.contains(&next_head)), SHIFTS);
            let wrong = head != next && (head == NONE || head == below || waiting(head));
            offer(lost + usize::from(wrong), self.labels(top, head == next, Move::Left, LEFTS));
        }
        let wrong = head == NONE || waiting(head);
        offer(lost + usize::from(wrong), self.labels(top, head == below, Move::Right, RIGHTS));
        best.1
    }

    /// The classes that attach a cell: the one of its relation if the head is right, else all of them.
    fn labels(&self, cell: u32, right_head: bool, way: Move, all: u32) -> u32 {
        if !right_head {
            return all;
        }
        let rel = match self.rels[cell as usize] {
            Rel::NsubjPass => Rel::Nsubj,
            Rel::Cop => Rel::Aux,
            rel => rel,
        };
        let exact = CLASSES.iter().position(|&class| class == (way, rel));
        let class = exact.or_else(|| CLASSES.iter().position(|&class| class == (way, Rel::Dep)));
        1 << class.unwrap_or(0)
    }
}

/// Right and wrong arcs.
#[derive(Default)]
struct Score {
    /// Of words: how many, right heads, right heads and relations.
    words: [usize; 3],
    /// The same with marks.
    tokens: [usize; 3],
    /// By relation: right arcs, arcs found, arcs there are.
    by_rel: Vec<[usize; 3]>,
}

impl Score {
    fn of(test: &[Sentence], mut run: impl FnMut(&mut Parse)) -> Score {
        let mut score = Score { by_rel: vec![[0; 3]; 32], ..Score::default() };
        let mut parse = Parse::default();
        let mut nodes = Vec::new();
        for sentence in test {
            nodes.clear();
            parse.start(&sentence.words, &sentence.tags, &sentence.marks);
            run(&mut parse);
            parse.finish(0, &sentence.marks, &mut nodes);
            for (token, node) in nodes.iter().enumerate() {
                let head = if node.head as usize == token { 0 } else { node.head as usize + 1 };
                let (found, there) = (node.rel, sentence.rels[token]);
                let right = head == sentence.heads[token];
                let both = right && found == there;
                let add = |counts: &mut [usize; 3]| {
                    counts[0] += 1;
                    counts[1] += usize::from(right);
                    counts[2] += usize::from(both);
                };
                add(&mut score.tokens);
                if there != Rel::Punct {
                    add(&mut score.words);
                }
                score.by_rel[found as usize][0] += usize::from(both);
                score.by_rel[found as usize][1] += 1;
                score.by_rel[there as usize][2] += 1;
            }
        }
        score
    }

    /// Unlabelled and labelled attachment in per cent, of words, then of all tokens.
    fn shares(&self) -> String {
        let share = |counts: &[usize; 3], n: usize| 100.0 * counts[n] as f64 / counts[0].max(1) as f64;
        let [words, tokens] = [&self.words, &self.tokens].map(|c| format!("{:.2} {:.2}", share(c, 1), share(c, 2)));
        format!("{words} ({tokens} with marks)")
    }

    fn print(&self) {
        for class in 0..=Rel::Punct as usize {
            let [right, found, there] = self.by_rel[class];
            let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
            let rel = REL_NAMES[class];
            println!("{rel}: precision {:.1}, recall {:.1} of {there}", share(found), share(there));
        }
    }
}

const REL_NAMES: [&str; 26] = [
    "dep",
    "root",
    "nsubj",
    "nsubj:pass",
    "obj",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "appos",
    "conj",
    "cc",
    "mark",
    "case",
    "aux",
    "cop",
    "det",
    "amod",
    "compound",
    "nmod:poss",
    "nmod",
    "obl",
    "advmod",
    "parataxis",
    "punct",
];
