//! Exact numbers: means are compared as fractions, so that no rounding decides.

use std::cmp::Ordering;
use std::ops::{Add, Sub};

/// A fraction of thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    above: i128,
    below: i128,
}

impl Fraction {
    /// `above / below`; `below` is positive.
    pub fn new(above: impl Into<i128>, below: impl Into<i128>) -> Self {
        let (above, below) = (above.into(), below.into());
        let divisor = divisor(above.abs(), below).max(1);
        Self { above: above / divisor, below: below / divisor }
    }

    /// A whole number of thousandths.
    pub fn whole(thousandths: impl Into<i128>) -> Self {
        Self { above: thousandths.into(), below: 1 }
    }

    /// The mean of these; none of none.
    pub fn mean(all: &[Self]) -> Option<Self> {
        let sum = all.iter().copied().reduce(|sum, one| sum + one)?;
        Some(Self::new(sum.above, sum.below * i128::try_from(all.len()).unwrap()))
    }

    /// The part of a whole.
    pub fn of(self, whole: i64) -> Self {
        Self::new(self.above, self.below * i128::from(whole))
    }

    /// The number in levels.
    #[expect(clippy::cast_precision_loss, reason = "levels have few digits")]
    pub fn number(self) -> f64 {
        self.above as f64 / self.below as f64 / 1000.0
    }

    /// Two digits after the point, rounded down: a mean.
    pub fn down(self) -> String {
        written(self.above.div_euclid(self.below * 10))
    }

    /// A mean as it is told: rounded down, and said to be where it is.
    pub fn about_down(self) -> String {
        self.about(self.down())
    }

    /// A gap as it is told.
    pub fn about_up(self) -> String {
        self.about(self.up())
    }

    fn about(self, figure: String) -> String {
        let exact = self.above.rem_euclid(self.below * 10) == 0;
        if exact { figure } else { format!("about {figure}") }
    }

    /// Two digits after the point, rounded up: a gap.
    pub fn up(self) -> String {
        written(-(-self.above).div_euclid(self.below * 10))
    }
}

fn written(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

const fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { divisor(b, a % b) }
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.above * other.below + other.above * self.below, self.below * other.below)
    }
}

impl Sub for Fraction {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + Self { above: -other.above, ..other }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}
