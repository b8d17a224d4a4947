//! Maps whose keys are hashes already, or made of them: one multiplication spreads them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from hashes. Its order of iteration is the same in every run.
pub(crate) type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;
/// A set of hashes.
pub(crate) type HashedSet<K> = HashSet<K, BuildHasherDefault<KeyHasher>>;

/// The hasher of [`HashedMap`].
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0.rotate_left(23) ^ key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
