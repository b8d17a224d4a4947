//! Groups that grow by joining two members: a union-find forest. After Tarjan (1975), without ranks.

use std::collections::BTreeMap;

/// Groups of numbered members; who was never joined is a group of its own.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    parents: Vec<u32>,
}

impl Groups {
    /// The smallest member of a group.
    pub(crate) fn root(&self, mut member: u32) -> u32 {
        while let Some(parent) = self.parents.get(member as usize).filter(|parent| **parent != member) {
            member = *parent;
        }
        member
    }

    /// Puts two members into one group.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        while self.parents.len() <= a.max(b) as usize {
            self.parents.push(self.parents.len() as u32);
        }
        let (x, y) = (self.root(a), self.root(b));
        let root = x.min(y);
        self.parents[x.max(y) as usize] = root;
        // Short ways keep the look-ups near constant.
        for mut member in [a, b] {
            while self.parents[member as usize] != root {
                member = std::mem::replace(&mut self.parents[member as usize], root);
            }
        }
    }

    /// Groups of two or more among the first `n` members, by smallest member.
    pub(crate) fn several(&self, n: usize) -> impl Iterator<Item = Vec<u32>> + use<> {
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for member in 0..n.min(self.parents.len()) as u32 {
            groups.entry(self.root(member)).or_default().push(member);
        }
        groups.into_values().filter(|group| group.len() > 1)
    }
}
