//! Digits that are being typed: a count, a level, how many are here.

use std::fmt;

use crate::keys::Key;
use crate::messages::Message;

use super::Context;

/// The most characters of a number that is typed: the longest level has so many, and a count of
/// them can still be read.
const MOST: usize = 9;

/// Digits, and a point, that are typed before a key takes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedNumber {
    text: String,
    /// The next digit begins another number; until then this one can be corrected.
    settled: bool,
}

impl TypedNumber {
    /// A number that stands there already: the first digit that is typed replaces it.
    pub fn standing(number: impl Into<String>) -> Self {
        Self { text: number.into(), settled: true }
    }

    /// The number as it is typed so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns true if nothing is typed.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The number, if it is a whole one that fits.
    pub fn whole(&self) -> Option<u32> {
        self.text.parse().ok()
    }

    /// The count before a key: 1 where nothing is typed, 0 where it is no whole number.
    pub fn count(&self) -> u32 {
        if self.is_empty() { 1 } else { self.whole().unwrap_or(0) }
    }

    /// Takes a digit in, or a point; a comma is one, too. One digit too many is refused with a
    /// word: without it the number would be another one than was typed.
    pub(super) fn type_key(&mut self, key: Key, ctx: &mut Context) {
        let Key::Char(c) = key else { return };
        let c = if c == ',' { '.' } else { c };
        if self.settled {
            self.clear();
        }
        if c == '.' && self.text.contains(c) {
            return;
        }
        if self.text.len() < MOST {
            self.text.push(c);
        } else {
            ctx.refuse(Message::NumberTooLong(MOST));
        }
    }

    /// Takes the last digit back. False: there is none.
    pub(super) fn take_back(&mut self) -> bool {
        self.settled = false;
        self.text.pop().is_some()
    }

    /// The number was refused, or its field was left. It stays, and another digit replaces it.
    pub(super) const fn settle(&mut self) {
        self.settled = true;
    }

    /// Begins anew.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl fmt::Display for TypedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
