//! How a dimension is answered, and what an answer means.
//!
//! Everything that depends on a scale asks it here; screens and exports hold no special case.

use std::collections::BTreeMap;
use std::fmt;

use super::light::Light;

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

    /// How many thousandths it is.
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

/// One answer on one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vote {
    /// On the traffic light.
    Light(Light),
    /// On a scale of levels, as answered, before any reversal.
    Level(Level),
}

impl Vote {
    /// The word of a file: `green`, `2.5`.
    pub fn word(self) -> String {
        match self {
            Self::Light(light) => light.word().to_owned(),
            Self::Level(level) => level.to_string(),
        }
    }

    /// As people read it: `Green`, `2.5`.
    pub fn name(self) -> String {
        match self {
            Self::Light(light) => light.name().to_owned(),
            Self::Level(level) => level.to_string(),
        }
    }
}

/// The lowest level of each light, after reversal: below `yellow` is red, below `green` is yellow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bands {
    /// The lowest level that is red; always the scale's minimum.
    pub red: Level,
    /// The lowest level that is yellow.
    pub yellow: Level,
    /// The lowest level that is green.
    pub green: Level,
}

/// A scale of levels from `min` to `max` in steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Levels {
    /// The lowest level.
    pub min: Level,
    /// The highest level.
    pub max: Level,
    /// What lies between two levels.
    pub step: Level,
    /// What a level is called; not every level needs a label.
    pub labels: BTreeMap<Level, String>,
    /// From levels to lights.
    pub lights: Bands,
    /// True where a high answer is a bad one.
    pub reversed: bool,
}

impl Levels {
    /// A scale without labels whose range is split into three equal bands.
    pub fn new(min: Level, max: Level, step: Level) -> Self {
        Self { min, max, step, labels: BTreeMap::new(), lights: Self::thirds(min, max, step), reversed: false }
    }

    /// The bands used where a file states none: three equal parts of the range.
    ///
    /// A border between two levels goes up to the higher one, so that the split never flatters.
    pub fn thirds(min: Level, max: Level, step: Level) -> Bands {
        let range = max.0 - min.0;
        let up = |third: i32| {
            let from_min = (range * third + 2) / 3;
            let step = step.0.max(1);
            Level(min.0 + (from_min + step - 1) / step * step)
        };
        Bands { red: min, yellow: up(1), green: up(2) }
    }

    /// Whether `level` can be answered on this scale.
    pub fn has(&self, level: Level) -> bool {
        level >= self.min && level <= self.max && (level.0 - self.min.0) % self.step.0.max(1) == 0
    }

    /// The level after reversal: on 1 to 5, a reversed 2 is 4.
    pub const fn healthy(&self, level: Level) -> Level {
        if self.reversed { Level(self.min.0 + self.max.0 - level.0) } else { level }
    }

    /// The light of an answered level.
    pub fn light(&self, level: Level) -> Light {
        let level = self.healthy(level);
        if level >= self.lights.green {
            Light::Green
        } else if level >= self.lights.yellow {
            Light::Yellow
        } else {
            Light::Red
        }
    }
}

/// How a dimension is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Green, yellow, red.
    #[default]
    TrafficLight,
    /// Levels from a minimum to a maximum.
    Levels(Levels),
}

impl Scale {
    /// Whether `vote` is an answer of this scale.
    pub fn has(&self, vote: Vote) -> bool {
        match (self, vote) {
            (Self::TrafficLight, Vote::Light(_)) => true,
            (Self::Levels(levels), Vote::Level(level)) => levels.has(level),
            _ => false,
        }
    }

    /// The light that a vote stands for.
    pub fn light(&self, vote: Vote) -> Light {
        match (self, vote) {
            (_, Vote::Light(light)) => light,
            (Self::Levels(levels), Vote::Level(level)) => levels.light(level),
            // A level on a traffic light cannot be loaded; were it made, it must not look healthy.
            (Self::TrafficLight, Vote::Level(_)) => Light::Red,
        }
    }

    /// Where a vote stands from unhealthy to healthy, in thousandths of a step between
    /// neighbouring lights or of a level. Only comparable within one scale.
    pub fn health(&self, vote: Vote) -> i32 {
        match (self, vote) {
            (_, Vote::Light(light)) => light.health() * 1000,
            (Self::Levels(levels), Vote::Level(level)) => levels.healthy(level).0,
            (Self::TrafficLight, Vote::Level(level)) => level.0,
        }
    }

    /// How far the healthiest and the least healthy answer lie apart, in the unit of [`Self::health`].
    pub const fn width(&self) -> i32 {
        match self {
            Self::TrafficLight => 2000,
            Self::Levels(levels) => levels.max.0 - levels.min.0,
        }
    }

    /// Where a vote stands on the way from the least healthy answer to the healthiest, from 0 to 7: for a line
    /// of small bars.
    pub fn height(&self, vote: Vote) -> u8 {
        let lowest = match self {
            Self::TrafficLight => 0,
            Self::Levels(levels) => levels.min.0,
        };
        let width = i64::from(self.width().max(1));
        let above = i64::from(self.health(vote)) - i64::from(lowest);
        u8::try_from(((above * 14 + width) / (width * 2)).clamp(0, 7)).unwrap_or(0)
    }

    /// Reads a vote as a file or a person writes it.
    pub fn parse(&self, text: &str) -> Option<Vote> {
        let vote = match self {
            Self::TrafficLight => Vote::Light(Light::from_word(text)?),
            Self::Levels(_) => Vote::Level(Level::parse(text)?),
        };
        self.has(vote).then_some(vote)
    }

    /// What can be answered, in words, for messages: `green, yellow or red`, `1 to 7`.
    pub fn answers(&self) -> String {
        match self {
            Self::TrafficLight => "green, yellow or red".to_owned(),
            Self::Levels(levels) if levels.step == Level::whole(1) => format!("{} to {}", levels.min, levels.max),
            Self::Levels(levels) => format!("{} to {} in steps of {}", levels.min, levels.max, levels.step),
        }
    }

    /// What a vote is called: the light's name, or the level with its label.
    pub fn name(&self, vote: Vote) -> String {
        if let (Self::Levels(levels), Vote::Level(level)) = (self, vote)
            && let Some(label) = levels.labels.get(&level)
        {
            return format!("{level} {label}");
        }
        vote.name()
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

    #[test]
    fn a_level_off_the_step_or_outside_the_range_is_no_answer() {
        let scale = Scale::Levels(Levels::new(Level::whole(1), Level::whole(4), Level::thousandths(500)));
        assert!(scale.parse("2.5").is_some());
        assert!(scale.parse("2.25").is_none());
        assert!(scale.parse("0.5").is_none());
        assert!(scale.parse("4.5").is_none());
        assert!(scale.parse("green").is_none());
    }

    #[test]
    fn a_perfect_answer_is_green_and_the_worst_is_red_on_every_scale() {
        for (min, max) in [(1, 4), (1, 5), (1, 7), (0, 10), (1, 2)] {
            for reversed in [false, true] {
                let mut levels = Levels::new(Level::whole(min), Level::whole(max), Level::whole(1));
                levels.reversed = reversed;
                let (best, worst) = if reversed { (min, max) } else { (max, min) };
                assert_eq!(levels.light(Level::whole(best)), Light::Green, "{min}-{max} reversed {reversed}");
                assert_eq!(levels.light(Level::whole(worst)), Light::Red, "{min}-{max} reversed {reversed}");
            }
        }
    }

    #[test]
    fn a_reversed_level_counts_from_the_other_end() {
        let mut levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
        levels.reversed = true;
        assert_eq!(levels.healthy(Level::whole(2)), Level::whole(4));
    }
}
