//! How things are shown, as far as a person chooses it. Colours and glyphs themselves are the
//! theme's.

use crate::messages::Multiplexer;

/// The colours that stand for the lights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Okabe-Ito: bluish green, yellow, vermilion.
    #[default]
    Clear,
    /// Sky blue in place of green.
    Sky,
    /// No colour at all.
    Plain,
    /// The green, yellow and red of a traffic light, for rooms that take vermilion for orange.
    Classic,
}

impl Palette {
    /// All palettes in the order of the theme key.
    pub const ALL: [Self; 4] = [Self::Clear, Self::Sky, Self::Plain, Self::Classic];

    /// Returns its name on the screen and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Sky => "sky",
            Self::Plain => "plain",
            Self::Classic => "classic",
        }
    }

    /// The next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Clear => Self::Sky,
            Self::Sky => Self::Plain,
            Self::Plain => Self::Classic,
            Self::Classic => Self::Clear,
        }
    }
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The first eight.
    Eight,
    /// Those, and a brighter one of each.
    Sixteen,
    /// 256.
    #[default]
    Indexed,
    /// Any.
    True,
}

/// The way to a clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Clipboard {
    /// The terminal is asked for it.
    #[default]
    Terminal,
    /// The terminal is asked through something that runs in it.
    Through(Multiplexer),
    /// There is none.
    Missing,
}

/// Columns and rows of the smallest window that everything fits into.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Everything a person chooses about looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Display {
    /// The colours.
    pub palette: Palette,
    /// How many colours there are.
    pub depth: Depth,
    /// Only ASCII for glyphs of ours, where ● ▲ ■ are two cells wide or missing.
    pub ascii: bool,
    /// Only base letters for people's text, too: the terminal takes ASCII alone.
    pub base_letters: bool,
    /// Large type on cards.
    pub large: bool,
    /// The way to the clipboard.
    pub clipboard: Clipboard,
}
