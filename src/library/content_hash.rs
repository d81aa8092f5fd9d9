//! A hash of the content of a file.

use std::hash::{DefaultHasher, Hasher};

/// A 128-bit hash of the bytes in a file. Kept in memory only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentHash(u64, u64);

impl ContentHash {
    /// Computes the hash of these bytes.
    pub fn new(bytes: &[u8]) -> Self {
        let half = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(salt);
            hasher.write(bytes);
            hasher.finish()
        };
        Self(half(0), half(1))
    }
}
