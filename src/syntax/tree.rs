//! Dependency trees: heads, relations, subtrees.

use std::ops::Range;

use super::rel::Rel;

/// How many steps up a tree a search takes before it gives up, so that all time stays linear.
const CLIMB: usize = 64;

/// One token's place in its sentence's tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Token index of the head; the token's own index at the root.
    pub head: u32,
    /// First token of the subtree; marks at its edges are left out.
    pub first: u32,
    /// One past the last token of the subtree.
    pub last: u32,
    /// Relation to the head.
    pub rel: Rel,
}

/// The trees of all sentences of a document, addressed by token index.
///
/// Trees have no crossing arcs but those of marks: the subtree of a token is a range of tokens.
/// An index past the last token has no head, no children and an empty subtree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The nodes, one for each token.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The head of a token; `None` at the root of a sentence.
    #[inline]
    pub fn head(&self, token: usize) -> Option<usize> {
        self.nodes.get(token).map(|node| node.head as usize).filter(|&head| head != token)
    }

    /// The relation of a token to its head.
    #[inline]
    pub fn rel(&self, token: usize) -> Rel {
        self.nodes.get(token).map_or(Rel::Dep, |node| node.rel)
    }

    /// The tokens from the first to the last of a token's subtree, the token included.
    ///
    /// For the head of a clause that is the clause, with its subordinator ("that he left") and all complements.
    /// Marks at the edges are left out, those inside are in.
    #[inline]
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.nodes.get(token).map_or(0..0, |node| node.first as usize..node.last as usize)
    }

    /// The dependents of a token in text order. Marks are only among them where they stand inside its subtree.
    ///
    /// Costs a few steps for each dependent, however large its subtree.
    pub fn children(&self, token: usize) -> Children<'_> {
        let range = self.subtree(token);
        Children { tree: self, token, next: range.start, end: range.end }
    }

    /// The first dependent with a relation.
    pub fn child(&self, token: usize, rel: Rel) -> Option<usize> {
        self.children(token).find(|&child| self.rel(child) == rel)
    }

    /// The subject of a predicate, active or passive; the last one, next to the predicate, where there are several.
    ///
    /// A predicate joined to another one by a conjunction ("came and *saw*") takes the other one's subject if it has
    /// none of its own.
    pub fn subject(&self, predicate: usize) -> Option<usize> {
        let mut predicate = predicate;
        for _ in 0..CLIMB {
            let own = self.children(predicate).filter(|&child| self.rel(child).is_subject()).last();
            if own.is_some() || self.rel(predicate) != Rel::Conj {
                return own;
            }
            predicate = self.head(predicate)?;
        }
        None
    }

    /// The nearest head upwards that heads a clause; the token itself if it does.
    pub fn clause_head(&self, token: usize) -> Option<usize> {
        let mut token = token;
        for _ in 0..CLIMB {
            if self.rel(token).is_clause() {
                return Some(token);
            }
            token = self.head(token)?;
        }
        None
    }

    /// The child of `ancestor` on the way up from `token`; `None` if that is not among its ancestors.
    fn child_towards(&self, ancestor: usize, token: usize) -> Option<usize> {
        let mut token = token;
        for _ in 0..CLIMB {
            let head = self.head(token)?;
            if head == ancestor {
                return Some(token);
            }
            token = head;
        }
        None
    }
}

/// The dependents of a token, see [`Tree::children`].
#[derive(Debug, Clone)]
pub struct Children<'a> {
    tree: &'a Tree,
    token: usize,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.next < self.end {
            let place = self.next;
            self.next += 1;
            if place == self.token {
                continue;
            }
            if let Some(child) = self.tree.child_towards(self.token, place) {
                self.next = self.next.max(self.tree.subtree(child).end);
                // A mark inside another child's subtree may lead to a child that was already seen.
                if self.tree.subtree(child).start >= place || child == place {
                    return Some(child);
                }
            }
        }
        None
    }
}
