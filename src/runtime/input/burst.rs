//! Keys that come without a pause between them. Knows neither a clock nor a descriptor.
//!
//! A terminal that does not mark pastes sends pasted text as if it was typed. What comes faster
//! than anybody types, and is no key held down, is handed on as one [`Msg::Burst`]: the app knows
//! what it would do where it came.

use std::time::Duration;

use crate::app::Msg;
use crate::keys::Key;

/// The most bytes of text that somebody may have typed while nothing was read.
const TYPED: usize = 32;
/// The most bytes of one burst that are taken.
pub const MOST: usize = 64 * 1024;
/// The number of bytes from which a burst is more likely text than a few keys.
const FEW: usize = 8;

/// The keys so far.
#[derive(Debug, Default)]
pub struct Burst {
    keys: Vec<Key>,
    /// The number of bytes that may be text.
    bytes: usize,
    /// The first printable key.
    first: Option<char>,
    /// There are two different ones.
    mixed: bool,
    /// More came than is taken.
    cut: bool,
}

impl Burst {
    /// Takes one more key in.
    pub fn push(&mut self, key: Key) {
        self.bytes += match key {
            Key::Char(c) => c.len_utf8(),
            key => usize::from(key.may_be_text()),
        };
        if let Key::Char(c) = key {
            self.mixed |= *self.first.get_or_insert(c) != c;
        }
        if self.bytes > MOST && self.is_bulk() {
            self.cut = true;
        } else {
            self.keys.push(key);
        }
    }

    /// How many keys there are.
    pub const fn len(&self) -> usize {
        self.keys.len()
    }

    /// Returns true if there is none.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Returns true if nobody types so much at once, and no key that is held down sends it.
    pub const fn is_bulk(&self) -> bool {
        self.mixed && self.bytes > TYPED
    }

    /// Returns the time to wait for the rest, since text may come in several pieces. A key alone,
    /// and keys that are no text, wait for nothing.
    pub const fn patience(&self) -> Duration {
        Duration::from_millis(match self.bytes {
            _ if self.is_bulk() => 50,
            0 | 1 => 0,
            2..=FEW => 10,
            _ => 30,
        })
    }

    /// Hands over what there is: keys, or a burst.
    pub fn hand_over(&mut self, out: &mut Vec<Msg>) {
        let burst = std::mem::take(self);
        if burst.is_bulk() {
            out.push(Msg::Burst(burst.keys));
        } else {
            out.extend(burst.keys.into_iter().map(Msg::Key));
        }
        if burst.cut {
            out.push(Msg::PasteCut);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str) -> Vec<Msg> {
        let (mut burst, mut out) = (Burst::default(), Vec::new());
        for c in text.chars() {
            burst.push(if c == '\r' { Key::Enter } else { Key::Char(c) });
        }
        burst.hand_over(&mut out);
        out
    }

    fn is_bulk(text: &str) -> bool {
        matches!(sent(text).as_slice(), [Msg::Burst(_)])
    }

    #[test]
    fn more_than_anybody_types_is_a_burst_and_what_a_stall_gathers_is_keys() {
        assert!(!is_bulk("4g2yr3+2=2-"));
        assert!(!is_bulk(&format!("{}r", "g".repeat(31))), "32 bytes");
        assert!(is_bulk(&format!("{}r", "g".repeat(32))), "33 bytes");
        assert!(is_bulk(&format!("{}r\r", "g".repeat(31))), "a line end counts");
        assert!(!is_bulk(&"g".repeat(1000)), "a key that is held down");
        assert!(is_bulk(&"\u{e4}\u{f6}".repeat(9)), "36 bytes in 18 characters");
        assert!(!is_bulk(&"\u{e4}\u{f6}".repeat(8)), "32 bytes in 16 characters");
    }

    #[test]
    fn arrows_are_no_text_however_many_come() {
        let (mut burst, mut out) = (Burst::default(), Vec::new());
        for _ in 0..100 {
            burst.push(Key::Up);
            burst.push(Key::Down);
        }
        assert_eq!(burst.patience(), Duration::ZERO);
        burst.push(Key::Char('g'));
        burst.push(Key::Char('y'));
        burst.hand_over(&mut out);
        assert_eq!(out.len(), 202);
        assert_eq!(out.last(), Some(&Msg::Key(Key::Char('y'))));
    }

    #[test]
    fn a_burst_has_a_bound_and_says_so() {
        let sent = sent(&"gy".repeat(MOST));
        assert!(matches!(&sent[..], [Msg::Burst(keys), Msg::PasteCut] if keys.len() == MOST));
    }

    #[test]
    fn a_key_alone_waits_for_nothing_and_text_for_its_rest() {
        let mut burst = Burst::default();
        burst.push(Key::Char('g'));
        assert_eq!(burst.patience(), Duration::ZERO);
        burst.push(Key::Char('y'));
        let few = burst.patience();
        for _ in 0..31 {
            burst.push(Key::Char('r'));
        }
        assert!(few > Duration::ZERO && burst.patience() > few);
    }
}
