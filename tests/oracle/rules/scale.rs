//! What an answer means on its scale: its light, its health, and with which others it compares.

use super::fraction::Fraction;
use crate::plain::{Levels, Light, Scale, Vote};

/// Health of an answer in thousandths: of levels after reversal, of lights one step a light.
///
/// An answer is kept as it was given; on a reversed scale of 1 to 5 a 2 counts as 4.
pub fn health(scale: &Scale, vote: Vote) -> i64 {
    match (scale, vote) {
        (_, Vote::Light(light)) => light as i64 * 1000,
        (Some(levels), Vote::Level(level)) if levels.reversed => levels.min + levels.max - level,
        (_, Vote::Level(level)) => level,
    }
}

/// The lowest and the highest health.
pub fn range(scale: &Scale) -> (i64, i64) {
    scale.as_ref().map_or((0, 2000), |levels| (levels.min, levels.max))
}

/// The lowest levels of yellow and green: those of the file, else three equal parts, each border
/// rounded up to a level.
fn bands(levels: &Levels) -> (i64, i64) {
    let width = levels.max - levels.min;
    let border = |third: i64| {
        // The smallest number of steps that is at least so many thirds of the width.
        let steps = (0..=width).find(|steps| steps * levels.step * 3 >= width * third);
        levels.min + steps.unwrap() * levels.step
    };
    levels.lights.unwrap_or_else(|| (border(1), border(2)))
}

/// The band of a health, which may be a mean: a light is reached or it is not.
fn band(scale: &Scale, health: Fraction) -> Light {
    let (yellow, green) = scale.as_ref().map_or((1000, 2000), bands);
    if health >= Fraction::whole(green) {
        Light::Green
    } else if health >= Fraction::whole(yellow) {
        Light::Yellow
    } else {
        Light::Red
    }
}

/// The light of a health; none where the scale has no light between red and green.
pub fn light_of_health(scale: &Scale, health: Fraction) -> Option<Light> {
    let unlit = scale.as_ref().is_some_and(|levels| levels.unlit);
    Some(band(scale, health)).filter(|band| !(unlit && *band == Light::Yellow))
}

/// The light of an answer.
pub fn light(scale: &Scale, vote: Vote) -> Option<Light> {
    light_of_health(scale, Fraction::whole(health(scale, vote)))
}

/// Levels mean the same if they go from the same lowest to the same highest one, in one edition.
pub fn same_levels(a: &Levels, b: &Levels) -> bool {
    (a.min, a.max, &a.as_of) == (b.min, b.max, &b.as_of)
}

/// Two values can be compared if both are lights, or levels with the same lowest and highest
/// level, the same direction and the same edition.
pub fn comparable(a: &Scale, b: &Scale) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same_levels(a, b) && a.reversed == b.reversed,
        _ => false,
    }
}

/// The place of a health in the order of *weakest*: its light, then how far it is between the
/// lowest and the highest answer.
pub fn strength(scale: &Scale, health: Fraction) -> (Light, Fraction) {
    let (lowest, highest) = range(scale);
    let above = health - Fraction::whole(lowest);
    (band(scale, health), above.of(highest - lowest))
}

/// Writes an answer as files do.
pub fn word(vote: Vote) -> String {
    match vote {
        Vote::Light(light) => light_word(light).to_owned(),
        Vote::Level(level) => level_word(level),
    }
}

/// Writes a light as files do.
pub const fn light_word(light: Light) -> &'static str {
    match light {
        Light::Red => "red",
        Light::Yellow => "yellow",
        Light::Green => "green",
    }
}

/// Writes a level with as many digits as it needs.
pub fn level_word(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let digits = format!("{sign}{whole}.{rest:03}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Says an answer with its label.
pub fn name(scale: &Scale, vote: Vote) -> String {
    let label = match (scale, vote) {
        (Some(levels), Vote::Level(level)) => levels.labels.get(&level),
        _ => None,
    };
    let word = match vote {
        Vote::Light(Light::Red) => "Red".to_owned(),
        Vote::Light(Light::Yellow) => "Yellow".to_owned(),
        Vote::Light(Light::Green) => "Green".to_owned(),
        Vote::Level(level) => level_word(level),
    };
    label.map_or_else(|| word.clone(), |label| format!("{word} {label}"))
}
