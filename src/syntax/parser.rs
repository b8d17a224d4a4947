//! The dependency parser: greedy, transition-based (arc-hybrid), decided by a small network over hashed features.
//!
//! Marks are left out of the parse: they are properties of the words around them, and get heads afterwards.
//! A sentence of n words takes 2n - 1 transitions, so time is linear for sentences of any length. A transition costs some
//! 1,300 instructions. On held-out news with our own tags 81.5 % of the words get the right head, 76.8 % with the right
//! relation.
//!
//! The network sees words, tags, groups and dependents of the two words on top of the stack and of the next ones, the
//! marks between them, and whether they stand in quotation marks or brackets. It is trained on states that it gets
//! itself into, on tags of the tagger.
//!
//! Sources: Kuhlmann, Gómez-Rodríguez and Satta 2011 (arc-hybrid); Goldberg and Nivre 2013, *Training deterministic
//! parsers with non-deterministic oracles*; Zhang and Nivre 2011 (features); Ma, Zhang and Zhu 2014, *Punctuation
//! processing for projective dependency parsing*.

use once_cell::sync::Lazy;

use super::model::{WIDTH, key};
use super::rel::Rel;
use super::tag::Tag;
use super::tree::Node;
use super::word::Word;

/// Features of a state. A multiple of four, see [`super::model::Model::scores`].
pub const FEATURES: usize = 32;
/// No cell, no head.
pub const NONE: u32 = u32::MAX;

/// What stands between a word and the one before it, a bit each.
pub mod mark {
    /// `,`
    pub const COMMA: u8 = 1;
    /// A quotation opens.
    pub const OPEN: u8 = 2;
    /// A quotation closes.
    pub const CLOSE: u8 = 4;
    /// `:` `;` dash, ellipsis
    pub const COLON: u8 = 8;
    /// Opening bracket.
    pub const BRACKET: u8 = 16;
    /// Closing bracket.
    pub const BRACKET_END: u8 = 32;
    /// `.` `?` `!`
    pub const STOP: u8 = 64;
    /// Hyphen or slash.
    pub const HYPHEN: u8 = 128;
}

/// What a class of the model does: shift, or attach the top of the stack to the left or to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Puts the next word on the stack.
    Shift,
    /// Attaches the top of the stack to the next word.
    Left,
    /// Attaches the top of the stack to the word below it.
    Right,
}

/// The classes of the model. The number of a class is its place here.
pub const CLASSES: [(Move, Rel); WIDTH] = [
    (Move::Shift, Rel::Dep),
    (Move::Left, Rel::Dep),
    (Move::Left, Rel::Nsubj),
    (Move::Left, Rel::Obj),
    (Move::Left, Rel::Advcl),
    (Move::Left, Rel::Obl),
    (Move::Left, Rel::Advmod),
    (Move::Left, Rel::Mark),
    (Move::Left, Rel::Case),
    (Move::Left, Rel::Aux),
    (Move::Left, Rel::Det),
    (Move::Left, Rel::Amod),
    (Move::Left, Rel::Compound),
    (Move::Left, Rel::Poss),
    (Move::Left, Rel::Cc),
    (Move::Left, Rel::Ccomp),
    (Move::Right, Rel::Dep),
    (Move::Right, Rel::Nsubj),
    (Move::Right, Rel::Obj),
    (Move::Right, Rel::Xcomp),
    (Move::Right, Rel::Ccomp),
    (Move::Right, Rel::Advcl),
    (Move::Right, Rel::Acl),
    (Move::Right, Rel::Relcl),
    (Move::Right, Rel::Appos),
    (Move::Right, Rel::Conj),
    (Move::Right, Rel::Nmod),
    (Move::Right, Rel::Obl),
    (Move::Right, Rel::Advmod),
    (Move::Right, Rel::Compound),
    (Move::Right, Rel::Parataxis),
    (Move::Right, Rel::Case),
];
/// The bits of the classes that shift.
pub const SHIFTS: u32 = 1;
/// The bits of the classes that attach to the left.
pub const LEFTS: u32 = 0xFFFE;
/// The bits of the classes that attach to the right.
pub const RIGHTS: u32 = 0xFFFF_0000;

/// A word while it is parsed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cell {
    /// Its token, counted from the start of the sentence.
    pub token: u32,
    /// The cell of its head, [`NONE`] as long as it has none.
    pub head: u32,
    /// Class of the model that attached it.
    pub class: u8,
    tag: u8,
    marks: u8,
    /// Bit 0: in quotation marks; bit 1: in brackets.
    inside: u8,
    commas: u8,
    cluster: u8,
    hash: u32,
    /// Its first and its last dependent, as far as found.
    first: u32,
    last: u32,
    /// Classes of its dependents.
    rels: u32,
    /// First and last token of its subtree.
    low: u32,
    high: u32,
}

/// A parse under way. Keeps its memory from sentence to sentence.
#[derive(Debug, Default)]
pub struct Parse {
    /// The words, marks left out.
    pub cells: Vec<Cell>,
    /// Cells whose head is still open, the top last.
    pub stack: Vec<u32>,
    /// The next cell.
    pub next: u32,
}

/// What stands where there is no word.
static NOTHING: Cell = Cell {
    token: 0,
    head: NONE,
    class: 0,
    tag: 30,
    marks: 0,
    inside: 0,
    commas: 0,
    cluster: 0,
    hash: 0,
    first: NONE,
    last: NONE,
    rels: 0,
    low: 0,
    high: 0,
};

impl Parse {
    /// Takes up a sentence. `marks` are the bits of [`mark`] for tokens with [`Tag::Punct`], 0 elsewhere.
    pub fn start(&mut self, words: &[Word], tags: &[Tag], marks: &[u8]) {
        self.cells.clear();
        self.stack.clear();
        self.next = 0;
        let quote = marks.iter().find(|&&bits| bits & (mark::OPEN | mark::CLOSE) != 0);
        let mut inside = u8::from(quote.is_some_and(|&bits| bits & mark::CLOSE != 0));
        let (mut between, mut commas) = (0, 0u8);
        for (token, ((word, &tag), &bits)) in words.iter().zip(tags).zip(marks).enumerate() {
            if tag == Tag::Punct {
                between |= bits;
                commas = commas.wrapping_add(bits & mark::COMMA);
                match bits {
                    mark::OPEN => inside |= 1,
                    mark::CLOSE => inside &= !1,
                    mark::BRACKET => inside |= 2,
                    mark::BRACKET_END => inside &= !2,
                    _ => {}
                }
                continue;
            }
            self.cells.push(Cell {
                token: token as u32,
                head: NONE,
                class: 0,
                tag: tag as u8,
                marks: between,
                inside,
                commas,
                hash: word.hash,
                cluster: word.cluster,
                first: NONE,
                last: NONE,
                rels: 0,
                low: token as u32,
                high: token as u32,
            });
            between = 0;
        }
    }

    /// Parses what [`Parse::start`] took up. `decide` picks one of the legal classes.
    pub fn run(&mut self, mut decide: impl FnMut(&Parse, u32) -> usize) {
        loop {
            let legal = match (self.stack.len(), (self.next as usize) < self.cells.len()) {
                (0, true) => {
                    self.shift();
                    continue;
                }
                (0 | 1, false) => break,
                (1, true) => SHIFTS | LEFTS,
                (_, true) => SHIFTS | LEFTS | RIGHTS,
                (_, false) => RIGHTS,
            };
            let class = decide(self, legal);
            match CLASSES[class % WIDTH].0 {
                Move::Shift => self.shift(),
                Move::Left => self.attach(self.next, class, false),
                Move::Right => {
                    let below = self.stack.len().checked_sub(2).map_or(NONE, |place| self.stack[place]);
                    self.attach(below, class, true);
                }
            }
        }
    }

    fn shift(&mut self) {
        self.stack.push(self.next);
        self.next += 1;
    }

    /// Gives the top of the stack its head.
    fn attach(&mut self, head: u32, class: usize, right: bool) {
        let Some(top) = self.stack.pop() else { return };
        let cell = &mut self.cells[top as usize];
        (cell.head, cell.class) = (head, class as u8);
        let (low, high) = (cell.low, cell.high);
        let head = &mut self.cells[head as usize];
        head.rels |= 1 << class;
        (head.low, head.high) = (head.low.min(low), head.high.max(high));
        *(if right { &mut head.last } else { &mut head.first }) = top;
    }

    #[inline]
    fn cell(&self, cell: u32) -> &Cell {
        self.cells.get(cell as usize).unwrap_or(&NOTHING)
    }

    /// The keys of the features of the next choice.
    #[inline(never)]
    pub fn features(&self) -> [u32; FEATURES] {
        let at = |depth: usize| self.stack.len().checked_sub(depth).map_or(NONE, |place| self.stack[place]);
        let (top, below) = (at(1), at(2));
        let (s0, s1) = (self.cell(top), self.cell(below));
        let (b0, b1, b2) = (self.cell(self.next), self.cell(self.next + 1), self.cell(self.next + 2));
        let (s2, b3) = (u32::from(self.cell(at(3)).tag), u32::from(self.cell(self.next + 3).tag));
        let side = |cell: u32| {
            let cell = self.cell(cell);
            u32::from(cell.tag) | u32::from(cell.class) << 5
        };
        let (s0_last, s1_last) = (self.cell(s0.last), self.cell(s1.last));
        let tag = |cell: &Cell| u32::from(cell.tag);
        let marks = |cell: &Cell| u32::from(cell.marks);
        let cluster = |cell: &Cell| u32::from(cell.cluster);
        let distance = match self.next.wrapping_sub(top) {
            gap @ 0..5 => gap,
            5..8 => 5,
            8..15 => 6,
            _ => 7,
        };
        let gap = match top.wrapping_sub(below) {
            gap @ 0..4 => gap,
            4..9 => 4,
            _ => 5,
        };
        let commas = u32::from(b0.commas).wrapping_sub(u32::from(s0.commas)).min(3);
        let inside = u32::from(s0.inside) | u32::from(b0.inside) << 2 | u32::from(s1.inside) << 4;
        let tags = tag(s0) | tag(b0) << 5;
        let tags1 = tags | tag(s1) << 10;
        let near = distance | commas << 3 | marks(b0) << 5;
        let values = [
            s0.hash,
            s1.hash,
            b0.hash,
            b1.hash,
            cluster(s0) | cluster(b0) << 8,
            cluster(s1) | cluster(s0) << 8,
            cluster(b0) | cluster(b1) << 8,
            cluster(b2) | tag(b2) << 8,
            tags | tag(b1) << 10 | marks(b0) << 15,
            tag(b0) | tag(b1) << 5 | tag(b2) << 10 | b3 << 15,
            tags1 | tag(b1) << 15,
            s2 | tags1 << 5,
            tag(s0) | side(s0.first) << 5,
            tag(s0) | side(s0.last) << 5,
            tag(b0) | side(b0.first) << 5,
            tag(s1) | side(s1.last) << 5,
            tags | near << 10,
            near | gap << 16,
            mix(s0.rels, tag(s0)),
            mix(b0.rels, tag(b0)),
            mix(s1.rels, tag(s1)),
            mix(s0.rels, cluster(s0)),
            mix(b0.rels, cluster(b0)),
            mix(s1.rels, cluster(s1)),
            marks(b0) | marks(s0) << 8 | marks(b1) << 16,
            inside | gap << 10,
            mix(s0.hash, tags),
            mix(b0.hash, tags),
            mix(s1.hash, tag(s1) | tag(s0) << 5),
            cluster(s1) | tags << 8,
            cluster(s0_last) | u32::from(s0_last.class) << 8 | cluster(s0) << 13,
            cluster(s1_last) | u32::from(s1_last.class) << 8 | cluster(s1) << 13,
        ];
        let mut keys = [0; FEATURES];
        for (feature, value) in values.into_iter().enumerate() {
            keys[feature] = key(feature as u32 + 1, value);
        }
        keys
    }
}

impl Parse {
    /// Writes the finished tree: a node for each token of the sentence, whose first token is `offset` of the document.
    pub fn finish(&mut self, offset: u32, marks: &[u8], nodes: &mut Vec<Node>) {
        self.find_passives();
        let own = |token: usize| offset + token as u32;
        let start = nodes.len();
        nodes.extend((0..marks.len()).map(|t| Node { head: own(0), first: own(t), last: own(t) + 1, rel: Rel::Punct }));
        let nodes = &mut nodes[start..];
        let Some(&root) = self.stack.first() else {
            if let Some(node) = nodes.first_mut() {
                node.rel = Rel::Root;
            }
            return;
        };
        for cell in &self.cells {
            let head = self.cells.get(cell.head as usize).map_or(cell.token, |head| head.token);
            nodes[cell.token as usize] = Node {
                head: offset + head,
                first: offset + cell.low,
                last: offset + cell.high + 1,
                rel: self.rel(cell),
            };
        }
        let mut next = 0;
        for token in 0..marks.len() {
            if self.cells.get(next).is_some_and(|cell| cell.token as usize == token) {
                next += 1;
            } else {
                nodes[token].head = offset + self.cells[self.head_of_mark(root as usize, next, marks[token])].token;
            }
        }
    }

    fn rel(&self, cell: &Cell) -> Rel {
        let Some(head) = self.cells.get(cell.head as usize) else { return Rel::Root };
        match CLASSES[usize::from(cell.class) % WIDTH].1 {
            Rel::Nsubj if head.inside & PASSIVE != 0 => Rel::NsubjPass,
            Rel::Aux if BE.contains(&cell.hash) && !Tag::from_index(usize::from(head.tag)).is_verb() => Rel::Cop,
            rel => rel,
        }
    }

    /// Marks the past participles that have a form of "be" or "get" as auxiliary.
    fn find_passives(&mut self) {
        for idx in 0..self.cells.len() {
            let cell = self.cells[idx];
            if CLASSES[usize::from(cell.class) % WIDTH].1 == Rel::Aux
                && (BE.contains(&cell.hash) || GET.contains(&cell.hash))
            {
                if let Some(head) = self.cells.get_mut(cell.head as usize).filter(|head| head.tag == Tag::Vbn as u8) {
                    head.inside |= PASSIVE;
                }
            }
        }
    }

    /// The cell that a mark before the cell `next` belongs to: the dependent unit that it opens or closes.
    fn head_of_mark(&self, root: usize, next: usize, bits: u8) -> usize {
        let before = next.checked_sub(1).map(|cell| self.climb(cell, |head| head.high < self.token_of(next)));
        let after = (next < self.cells.len())
            .then(|| self.climb(next, |head| next == 0 || head.low > self.cells[next - 1].token));
        match (before, after) {
            (Some(left), None) if bits & (mark::CLOSE | mark::BRACKET_END) != 0 => left,
            (_, None) if bits & mark::STOP != 0 => root,
            (Some(left), _) if bits & (mark::CLOSE | mark::BRACKET_END) != 0 => left,
            (_, Some(right)) if bits & (mark::OPEN | mark::BRACKET) != 0 => right,
            (Some(left), Some(right)) => match (self.cells[left].head, self.cells[right].head) {
                (_, head) if head != NONE && (head as usize) < next => right,
                (head, _) if head != NONE && head as usize >= next => left,
                _ => root,
            },
            (None, Some(right)) => right,
            (_, None) => root,
        }
    }

    fn token_of(&self, cell: usize) -> u32 {
        self.cells.get(cell).map_or(u32::MAX, |cell| cell.token)
    }

    /// The highest cell upwards whose subtree passes.
    fn climb(&self, cell: usize, pass: impl Fn(&Cell) -> bool) -> usize {
        let mut cell = cell;
        for _ in 0..64 {
            let head = self.cells[cell].head as usize;
            match self.cells.get(head) {
                Some(above) if pass(above) => cell = head,
                _ => break,
            }
        }
        cell
    }
}

/// In [`Cell::inside`]: a past participle with an auxiliary of the passive.
const PASSIVE: u8 = 128;

static BE: Lazy<[u32; 11]> = Lazy::new(|| {
    ["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m"].map(|word| Word::new(word).hash)
});
static GET: Lazy<[u32; 5]> = Lazy::new(|| ["get", "gets", "got", "getting", "gotten"].map(|word| Word::new(word).hash));

#[inline]
fn mix(a: u32, b: u32) -> u32 {
    a.rotate_left(11).wrapping_mul(0xC2B2_AE35) ^ b
}
