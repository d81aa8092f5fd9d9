//! Glyphs of lights and directions, for text without colour.
//!
//! A sign never stands alone in an export: a word, a letter or a key to the signs is beside it.

use crate::model::{Direction, Light};

/// A coloured circle for Markdown. These three are two cells wide everywhere; others are not.
pub const fn emoji(light: Light) -> &'static str {
    match light {
        Light::Green => "🟢",
        Light::Yellow => "🟡",
        Light::Red => "🔴",
    }
}

/// A shape that tells the lights apart without colour.
pub const fn shape(light: Light) -> &'static str {
    match light {
        Light::Green => "●",
        Light::Yellow => "▲",
        Light::Red => "■",
    }
}

/// The first letter of the light.
pub const fn letter(light: Light) -> &'static str {
    match light {
        Light::Green => "G",
        Light::Yellow => "Y",
        Light::Red => "R",
    }
}

/// The arrow of a direction.
pub const fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::Improving => "↗",
        Direction::Stable => "→",
        Direction::Worsening => "↘",
    }
}

/// The key that gives a direction: for terminals without arrows.
pub const fn ascii_arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::Improving => "+",
        Direction::Stable => "=",
        Direction::Worsening => "-",
    }
}
