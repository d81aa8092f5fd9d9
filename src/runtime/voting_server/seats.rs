//! Which browser has which seat. A browser keeps a cookie of random bytes; here is only its hash.

use std::collections::HashMap;
use std::fmt;

use sha2::{Digest, Sha256};

use crate::app::voting::SeatId;

/// Cookies of one seat that are good: the last ones, since a double tap gets two.
const COOKIES: usize = 4;
/// Bytes of a cookie.
const BYTES: usize = 16;

/// The secret of one browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cookie([u8; BYTES]);

impl Cookie {
    /// Draws a new one; none where the system has no random numbers.
    pub fn random() -> Option<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// As a browser keeps it.
    pub fn text(&self) -> String {
        use fmt::Write as _;
        self.0.iter().fold(String::new(), |mut text, byte| {
            _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Reads what a browser sends, in the one spelling that it was given.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; BYTES];
        if text.len() != 2 * BYTES {
            return None;
        }
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digit = |sign: u8| match sign {
                b'0'..=b'9' => Some(sign - b'0'),
                b'a'..=b'f' => Some(sign - b'a' + 10),
                _ => None,
            };
            *byte = digit(digits[0])? << 4 | digit(digits[1])?;
        }
        Some(Self(bytes))
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Debug for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cookie").finish_non_exhaustive()
    }
}

/// Seats that browsers have.
#[derive(Debug, Default)]
pub struct Seats {
    by_cookie: HashMap<[u8; 32], SeatId>,
    taken: HashMap<SeatId, Seat>,
}

/// One seat.
#[derive(Debug, Default)]
struct Seat {
    name: Option<String>,
    /// Hashes of its cookies, the newest last.
    cookies: Vec<[u8; 32]>,
}

impl Seats {
    /// The seat of a browser with this cookie.
    pub fn seat(&self, cookie: &Cookie) -> Option<SeatId> {
        self.by_cookie.get(&cookie.hash()).copied()
    }

    /// The person of a seat, in a named check.
    pub fn name(&self, seat: SeatId) -> Option<&str> {
        self.taken.get(&seat)?.name.as_deref()
    }

    /// Gives a seat to a browser. Its person stays the one of the first tap.
    pub fn give(&mut self, seat: SeatId, name: Option<String>, cookie: &Cookie) {
        let taken = self.taken.entry(seat).or_default();
        taken.name = taken.name.take().or(name);
        taken.cookies.push(cookie.hash());
        self.by_cookie.insert(cookie.hash(), seat);
        if taken.cookies.len() > COOKIES {
            self.by_cookie.remove(&taken.cookies.remove(0));
        }
    }

    /// Frees a seat: its cookies are good for nothing any more.
    pub fn free(&mut self, seat: SeatId) {
        for cookie in self.taken.remove(&seat).unwrap_or_default().cookies {
            self.by_cookie.remove(&cookie);
        }
    }

    /// Frees all.
    pub fn free_all(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_read_in_its_one_spelling() {
        let cookie = Cookie::random().unwrap();
        assert!(Cookie::read(&cookie.text()) == Some(cookie));
        for wrong in ["", "é", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33)] {
            assert!(Cookie::read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_seat_has_its_last_cookies_and_loses_all_when_it_is_freed() {
        let mut seats = Seats::default();
        let cookies: Vec<_> = (0..6).map(|_| Cookie::random().unwrap()).collect();
        let other = Cookie::random().unwrap();
        seats.give(SeatId(2), None, &other);
        for (cookie, name) in cookies.iter().zip(["Ana", "Bo"].into_iter().cycle()) {
            seats.give(SeatId(1), Some(name.to_owned()), cookie);
        }
        let known = |seats: &Seats| cookies.iter().filter_map(|one| seats.seat(one)).count();
        assert_eq!((known(&seats), seats.name(SeatId(1))), (COOKIES, Some("Ana")));
        seats.free(SeatId(1));
        assert_eq!((known(&seats), seats.name(SeatId(1))), (0, None));
        assert_eq!(seats.seat(&other), Some(SeatId(2)));
        seats.free_all();
        assert_eq!((seats.seat(&other), seats.by_cookie.len()), (None, 0));
    }
}
