//! The identity of a session: a few random letters, made once and kept for good.
//!
//! A path says where a session lies, and another session may lie there tomorrow: on another branch,
//! or after a move. What waits for a session is tied to its identity.

/// The letters of new identities, without those that look alike.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// The length of a new identity: one of 2^40.
const LENGTH: usize = 8;
/// The longest identity that is read.
const LONGEST: usize = 64;

/// The identity of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Box<str>);

impl SessionId {
    /// Takes an identity as it stands in a file: letters of ASCII, digits, `-` and `_`, at most 64.
    pub fn from_word(word: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let fits = (1..=LONGEST).contains(&word.len()) && word.chars().all(plain);
        fits.then(|| Self(word.into()))
    }

    /// The identity as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A source of new identities. Plain data: the same seed gives the same ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionIds(u64);

impl SessionIds {
    /// Makes a source from a random number.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Makes the next identity.
    pub fn make(&mut self) -> SessionId {
        let mut bits = self.random();
        let mut letters = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let at = usize::try_from(bits % 32).unwrap_or(0);
            letters.push(char::from(LETTERS[at]));
            bits /= 32;
        }
        SessionId(letters.into())
    }

    /// `SplitMix64`, which goes through all numbers before it repeats one.
    const fn random(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_new_identity_has_eight_letters_that_can_be_read_again_and_no_other_has_them() {
        let mut ids = SessionIds::new(7);
        let made: HashSet<SessionId> = (0..10_000).map(|_| ids.make()).collect();
        assert_eq!(made.len(), 10_000);
        for id in made {
            assert_eq!(id.as_str().len(), 8);
            assert_eq!(SessionId::from_word(id.as_str()), Some(id));
        }
        assert_ne!(SessionIds::new(8).make(), SessionIds::new(7).make());
    }

    #[test]
    fn an_identity_is_never_a_path() {
        let long = "a".repeat(65);
        for word in ["", "..", "a/b", "a\\b", "a.b", "a b", "é", "a\u{0}", &long] {
            assert_eq!(SessionId::from_word(word), None, "{word:?}");
        }
        assert!(SessionId::from_word("k7q2m9x4").is_some());
    }
}
