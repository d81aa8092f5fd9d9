//! The two small answers everybody knows: a light and a direction.
//!
//! No text that depends on a screen lives here; words are the ones used in files.

/// Health of a dimension.
///
/// Green: the team is happy with it and sees no big need to improve it now (not "perfect").
/// Yellow: important problems, not a disaster. Red: really bad, has to improve.
/// Source: Kniberg and Lindwall, "Squad Health Check model", Spotify, 2014.
///
/// The order is that of the scale as it is written and shown: green, yellow, red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// Happy with it.
    Green,
    /// Important problems.
    Yellow,
    /// Has to improve.
    Red,
}

impl Light {
    /// All lights in the scale's order.
    pub const ALL: [Self; 3] = [Self::Green, Self::Yellow, Self::Red];

    /// Names the light in files and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }

    /// Names the light where people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Green => "Green",
            Self::Yellow => "Yellow",
            Self::Red => "Red",
        }
    }

    /// Reads a file's word; exact, so that a typing error is never a vote.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|light| light.word() == word)
    }

    /// True for yellow and red.
    pub const fn is_unwell(self) -> bool {
        !matches!(self, Self::Green)
    }

    /// Health as a number: red 0, yellow 1, green 2.
    pub const fn health(self) -> i32 {
        match self {
            Self::Green => 2,
            Self::Yellow => 1,
            Self::Red => 0,
        }
    }
}

/// Direction that people give a dimension. Asked for, never computed: a computed one is a
/// [`Change`](crate::model::Change).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It gets better.
    Improving,
    /// It stays as it is.
    Stable,
    /// It gets worse.
    Worsening,
}

impl zeroize::Zeroize for Direction {
    fn zeroize(&mut self) {
        *self = Self::Stable;
    }
}

impl Direction {
    /// All directions, from the best.
    pub const ALL: [Self; 3] = [Self::Improving, Self::Stable, Self::Worsening];

    /// Names the direction in files and on screens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Improving => "improving",
            Self::Stable => "stable",
            Self::Worsening => "worsening",
        }
    }

    /// Reads a file's word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.word() == word)
    }
}
