//! Glyphs of lights and directions, for text without colour.
//!
//! A sign never stands alone in an export: a word, a letter or a key to the signs is beside it.

use crate::model::{Direction, Light};

/// A coloured circle for Markdown, a white one for a level without a light. These are two cells
/// wide everywhere; others are not.
pub fn emoji(light: impl Into<Option<Light>>) -> &'static str {
    match light.into() {
        Some(Light::Green) => "🟢",
        Some(Light::Yellow) => "🟡",
        Some(Light::Red) => "🔴",
        None => "⚪",
    }
}

/// A shape that tells the lights apart without colour.
pub fn shape(light: impl Into<Option<Light>>) -> &'static str {
    match light.into() {
        Some(Light::Green) => "●",
        Some(Light::Yellow) => "▲",
        Some(Light::Red) => "■",
        None => "○",
    }
}

/// The first letter of the light; a dash for a level that has none.
pub fn letter(light: impl Into<Option<Light>>) -> &'static str {
    match light.into() {
        Some(Light::Green) => "G",
        Some(Light::Yellow) => "Y",
        Some(Light::Red) => "R",
        None => "-",
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
