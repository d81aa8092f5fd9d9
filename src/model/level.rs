//! A level of a numeric scale.

use std::fmt;

/// A level of a numeric scale, kept exactly in thousandths so that 2.5 stays 2.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(i32);

impl Level {
    /// The level of a whole number.
    pub const fn whole(number: i16) -> Self {
        Self(number as i32 * 1000)
    }

    /// The level of a number of thousandths.
    pub const fn thousandths(thousandths: i32) -> Self {
        Self(thousandths)
    }

    /// Value in thousandths.
    pub const fn in_thousandths(self) -> i32 {
        self.0
    }

    /// Reads `3`, `2.5` or `-1`, at most five digits before the point and three after it.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let point_without_part = digits.contains('.') && part.is_empty();
        if whole.is_empty() || whole.len() > 5 || part.len() > 3 || point_without_part {
            return None;
        }
        if !all_digits(whole) || !all_digits(part) {
            return None;
        }
        let whole: i32 = whole.parse().ok()?;
        let part: i32 = format!("{part:0<3}").parse().ok()?;
        let size = whole * 1000 + part;
        Some(Self(if negative { -size } else { size }))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (whole, part) = (size / 1000, size % 1000);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:03}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_and_shown_as_it_is_typed() {
        for text in ["0", "1", "2.5", "7", "-1", "0.125", "12345"] {
            assert_eq!(Level::parse(text).map(|l| l.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Level::parse("2.50").map(|l| l.to_string()).as_deref(), Some("2.5"));
        for text in ["", ".", "2.", ".5", "1e3", "2,5", "123456", "1.2345", "--1", "٣"] {
            assert_eq!(Level::parse(text), None, "{text:?}");
        }
    }
}
