//! Scales: the possible answers of a dimension, and their meaning.
//!
//! Everything that depends on a scale asks it here; screens and exports hold no special case.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::level::Level;
use super::light::Light;

/// One answer on one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vote {
    /// On the traffic light.
    Light(Light),
    /// On a scale of levels, as answered, before any reversal.
    Level(Level),
}

impl Vote {
    /// Writes the vote as files do: `green`, `2.5`.
    pub fn word(self) -> String {
        match self {
            Self::Light(light) => light.word().to_owned(),
            Self::Level(level) => level.to_string(),
        }
    }

    /// Writes the vote as people read it: `Green`, `2.5`.
    pub fn name(self) -> String {
        match self {
            Self::Light(light) => light.name().to_owned(),
            Self::Level(level) => level.to_string(),
        }
    }
}

/// A vote with the label that its scale has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledVote {
    /// The vote.
    pub vote: Vote,
    /// Label of its level, if it has one.
    pub label: Option<String>,
}

/// The lowest level of each light, after reversal: below `yellow` is red, below `green` is yellow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bands {
    /// The lowest level that is red; always the scale's minimum.
    pub red: Level,
    /// The lowest level that is yellow, or that has no light.
    pub yellow: Level,
    /// The lowest level that is green.
    pub green: Level,
    /// True: what lies between red and green has no light, because nobody can say which.
    pub unlit: bool,
}

/// A scale of levels from `min` to `max` in steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Levels {
    /// The lowest level.
    pub min: Level,
    /// The highest level.
    pub max: Level,
    /// Distance between two neighbouring levels.
    pub step: Level,
    /// Names of levels; not every level needs one.
    pub labels: BTreeMap<Level, String>,
    /// Meanings of levels, at more length than their labels.
    pub descriptions: BTreeMap<Level, String>,
    /// Lowest level of each light.
    pub lights: Bands,
    /// True where a high answer is a bad one.
    pub reversed: bool,
    /// Year of the labels and bands, where they move from year to year; else empty.
    pub as_of: String,
}

impl Levels {
    /// Makes a scale without labels whose range is split into three equal bands.
    pub fn new(min: Level, max: Level, step: Level) -> Self {
        Self {
            min,
            max,
            step,
            labels: BTreeMap::new(),
            descriptions: BTreeMap::new(),
            lights: Self::thirds(min, max, step),
            reversed: false,
            as_of: String::new(),
        }
    }

    /// Number of levels.
    pub fn count(&self) -> i32 {
        (self.max.in_thousandths() - self.min.in_thousandths()) / self.step.in_thousandths().max(1)
            + 1
    }

    /// Splits the range into three equal bands, for a file that states none.
    ///
    /// A border between two levels goes up to the higher one, so that the split never flatters.
    pub fn thirds(min: Level, max: Level, step: Level) -> Bands {
        let range = max.in_thousandths() - min.in_thousandths();
        let up = |third: i32| {
            let from_min = (range * third + 2) / 3;
            let step = step.in_thousandths().max(1);
            Level::thousandths(min.in_thousandths() + (from_min + step - 1) / step * step)
        };
        Bands { red: min, yellow: up(1), green: up(2), unlit: false }
    }

    /// True for a level between the lowest and the highest one, on a step or not.
    pub fn reaches(&self, level: Level) -> bool {
        (self.min..=self.max).contains(&level)
    }

    /// True where every level is one digit, from 0 to 9.
    pub fn are_digits(&self) -> bool {
        let whole = |level: Level| level.in_thousandths() % 1000 == 0;
        let digits = Level::whole(0)..=Level::whole(9);
        digits.contains(&self.min)
            && digits.contains(&self.max)
            && whole(self.min)
            && (self.min == self.max || whole(self.step))
    }

    /// True for a level of this scale.
    pub fn has(&self, level: Level) -> bool {
        self.reaches(level)
            && (level.in_thousandths() - self.min.in_thousandths())
                % self.step.in_thousandths().max(1)
                == 0
    }

    /// Reverses a level, if the scale is reversed: on 1 to 5, a reversed 2 is 4.
    pub const fn healthy(&self, level: Level) -> Level {
        if self.reversed {
            Level::thousandths(
                self.min.in_thousandths() + self.max.in_thousandths() - level.in_thousandths(),
            )
        } else {
            level
        }
    }

    /// The light of an answered level, if it has one.
    pub fn light(&self, level: Level) -> Option<Light> {
        self.light_of_healthy(self.healthy(level))
    }

    /// The light of a level that is reversed already where it has to be, if it has one.
    pub fn light_of_healthy(&self, level: Level) -> Option<Light> {
        match self.band(level) {
            Light::Yellow if self.lights.unlit => None,
            light => Some(light),
        }
    }

    /// The band of a level after reversal: the middle one may have no light.
    fn band(&self, level: Level) -> Light {
        if level >= self.lights.green {
            Light::Green
        } else if level >= self.lights.yellow {
            Light::Yellow
        } else {
            Light::Red
        }
    }

    /// True for levels that mean the same on both scales, after reversal: they go from the same
    /// lowest to the same highest level, in one edition. Labels, lights and steps may differ.
    pub fn same_range(&self, other: &Self) -> bool {
        (self.min, self.max, &self.as_of) == (other.min, other.max, &other.as_of)
    }

    /// Ranks a value after reversal, in billionths, among values on any scale.
    pub(super) fn rank(&self, billionths: i128) -> Rank {
        let thousandths = billionths.div_euclid(1_000_000);
        let level = i32::try_from(thousandths).map_or(self.max, Level::thousandths);
        let from = |level: Level| i128::from(level.in_thousandths()) * 1_000_000;
        Rank {
            band: self.band(level).health(),
            above: billionths - from(self.min),
            width: (from(self.max) - from(self.min)).max(1),
        }
    }
}

/// Rank of a value among values on any scale, from the weakest: red before yellow before green, and
/// within one light by the share of its own scale. It orders, and measures nothing.
#[derive(Clone, Copy, Debug)]
pub struct Rank {
    band: i32,
    above: i128,
    width: i128,
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        let share = || (self.above * other.width).cmp(&(other.above * self.width));
        self.band.cmp(&other.band).then_with(share)
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Rank {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Rank {}

/// The way in which an answer of a scale is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One key is one light; digits before it count.
    Light,
    /// One digit is one level, since every level of the scale is one digit.
    Digit,
    /// Digits gather into a level.
    Level,
}

/// Scale of a dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Green, yellow, red.
    #[default]
    TrafficLight,
    /// Levels from a minimum to a maximum.
    Levels(Levels),
}

impl Scale {
    /// True for an answer of this scale.
    pub fn has(&self, vote: Vote) -> bool {
        match (self, vote) {
            (Self::TrafficLight, Vote::Light(_)) => true,
            (Self::Levels(levels), Vote::Level(level)) => levels.has(level),
            _ => false,
        }
    }

    /// The light that a vote stands for; none where its level has none.
    pub fn light(&self, vote: Vote) -> Option<Light> {
        match (self, vote) {
            (_, Vote::Light(light)) => Some(light),
            (Self::Levels(levels), Vote::Level(level)) => levels.light(level),
            // A level on a traffic light cannot be loaded; were it made, it must not look healthy.
            (Self::TrafficLight, Vote::Level(_)) => Some(Light::Red),
        }
    }

    /// Height of a vote above the least healthy answer, in thousandths of a level, or of a step
    /// between neighbouring lights. It means nothing beside one of another scale.
    pub(super) fn height_in_thousandths(&self, vote: Vote) -> i32 {
        match (self, vote) {
            (_, Vote::Light(light)) => light.health() * 1000,
            (Self::Levels(levels), Vote::Level(level)) => {
                levels.healthy(level).in_thousandths() - levels.min.in_thousandths()
            }
            (Self::TrafficLight, Vote::Level(_)) => 0,
        }
    }

    /// Compares the health of two answers of this scale.
    pub fn compare(&self, a: Vote, b: Vote) -> Ordering {
        self.height_in_thousandths(a).cmp(&self.height_in_thousandths(b))
    }

    /// Computes how far an answer of this scale is less healthy than another one: in levels, or in
    /// steps between neighbouring lights.
    pub fn drop(&self, was: Vote, is: Vote) -> Level {
        Level::thousandths(self.height_in_thousandths(was) - self.height_in_thousandths(is))
    }

    /// Compares an answer with a bound: one that is a light by the light of the answer, one that is
    /// a level after reversal with levels that go as far. None where the two have no common
    /// measure.
    pub fn against(&self, vote: Vote, bound: Vote) -> Option<Ordering> {
        match (bound, self, vote) {
            (Vote::Light(bound), ..) => {
                self.light(vote).map(|light| light.health().cmp(&bound.health()))
            }
            (Vote::Level(bound), Self::Levels(levels), Vote::Level(level)) => {
                levels.reaches(bound).then(|| levels.healthy(level).cmp(&bound))
            }
            (Vote::Level(_), ..) => None,
        }
    }

    /// Ranks an answer among answers on any scale.
    pub fn rank(&self, vote: Vote) -> Rank {
        match (self, vote) {
            (Self::Levels(levels), Vote::Level(level)) => {
                levels.rank(i128::from(levels.healthy(level).in_thousandths()) * 1_000_000)
            }
            (_, vote) => {
                let band = self.light(vote).map_or(0, Light::health);
                Rank { band, above: i128::from(band), width: 2 }
            }
        }
    }

    /// Distance between the healthiest and the least healthy answer: in thousandths of a level, or
    /// of a step between neighbouring lights.
    pub const fn width(&self) -> i32 {
        match self {
            Self::TrafficLight => 2000,
            Self::Levels(levels) => levels.max.in_thousandths() - levels.min.in_thousandths(),
        }
    }

    /// Health of a vote from 0 (least) to 7, for a line of small bars.
    pub fn height(&self, vote: Vote) -> u8 {
        let width = i64::from(self.width().max(1));
        let above = i64::from(self.height_in_thousandths(vote));
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

    /// Lists the answers in words, for messages: `green, yellow or red`, `1 to 7`.
    pub fn answers(&self) -> String {
        match self {
            Self::TrafficLight => "green, yellow or red".to_owned(),
            Self::Levels(levels) if levels.step == Level::whole(1) => {
                format!("{} to {}", levels.min, levels.max)
            }
            Self::Levels(levels) => {
                format!("{} to {} in steps of {}", levels.min, levels.max, levels.step)
            }
        }
    }

    /// Adds the label of a vote.
    pub fn labelled(&self, vote: Vote) -> LabelledVote {
        let label = match (self, vote) {
            (Self::Levels(levels), Vote::Level(level)) => levels.labels.get(&level).cloned(),
            _ => None,
        };
        LabelledVote { vote, label }
    }

    /// Names a vote: the light's name, or the level with its label.
    pub fn name(&self, vote: Vote) -> String {
        if let (Self::Levels(levels), Vote::Level(level)) = (self, vote)
            && let Some(label) = levels.labels.get(&level)
        {
            return format!("{level} {label}");
        }
        vote.name()
    }

    /// The levels, where answers are levels.
    pub const fn levels(&self) -> Option<&Levels> {
        match self {
            Self::TrafficLight => None,
            Self::Levels(levels) => Some(levels),
        }
    }

    /// True where an answer is typed in digits; else one key is one answer.
    pub const fn is_typed(&self) -> bool {
        self.levels().is_some()
    }

    /// Tells how an answer is typed.
    pub fn entry(&self) -> Entry {
        match self {
            Self::TrafficLight => Entry::Light,
            Self::Levels(levels) if levels.are_digits() => Entry::Digit,
            Self::Levels(_) => Entry::Level,
        }
    }

    /// Reads a level as it is typed: `2.5`, and also `.5` and `2.`.
    pub fn parse_typed(&self, typed: &str) -> Option<Vote> {
        let whole = typed.strip_suffix('.').unwrap_or(typed);
        if whole.starts_with('.') { self.parse(&format!("0{whole}")) } else { self.parse(whole) }
    }

    /// Lists the answers of a distribution, the healthiest first: all lights, so that one that
    /// nobody gave is seen to be nobody's, and those levels that were answered.
    pub fn listed(&self, votes: &BTreeMap<Vote, u32>) -> Vec<(Vote, u32)> {
        match self {
            Self::TrafficLight => Light::ALL
                .map(Vote::Light)
                .map(|vote| (vote, votes.get(&vote).copied().unwrap_or(0)))
                .into(),
            Self::Levels(_) => {
                let mut counts: Vec<(Vote, u32)> =
                    votes.iter().map(|(vote, n)| (*vote, *n)).collect();
                counts.sort_by(|(a, _), (b, _)| self.compare(*b, *a));
                counts
            }
        }
    }

    /// The levels that have a label, from the lowest.
    pub fn labels(&self) -> impl Iterator<Item = (Level, &str)> {
        self.levels()
            .into_iter()
            .flat_map(|levels| &levels.labels)
            .map(|(level, label)| (*level, label.as_str()))
    }

    /// Tells the answer beside the light's name, where there is room: nothing for a light; else the
    /// level with its label, or with the labels that it lies between.
    pub fn long_name(&self, vote: Vote) -> Option<String> {
        let Vote::Level(level) = vote else { return None };
        let name = self.name(vote);
        let Some(levels) = self.levels().filter(|levels| !levels.labels.contains_key(&level))
        else {
            return Some(name);
        };
        let (below, above) =
            (levels.labels.range(..level).next_back(), levels.labels.range(level..).next());
        Some(match (below, above) {
            (Some((_, below)), Some((_, above))) => format!("{name}, between {below} and {above}"),
            _ => name,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_off_the_step_or_outside_the_range_is_no_answer() {
        let scale =
            Scale::Levels(Levels::new(Level::whole(1), Level::whole(4), Level::thousandths(500)));
        assert!(scale.parse("2.5").is_some());
        assert!(scale.parse("2.25").is_none());
        assert!(scale.parse("0.5").is_none());
        assert!(scale.parse("4.5").is_none());
        assert!(scale.parse("green").is_none());
    }

    #[test]
    fn one_digit_is_one_answer_where_every_level_is_one_digit() {
        let entry = |min, max, step| {
            let step = Level::thousandths(step);
            Scale::Levels(Levels::new(Level::whole(min), Level::whole(max), step)).entry()
        };
        assert_eq!(Scale::TrafficLight.entry(), Entry::Light);
        for (min, max, step) in [(1, 7, 1000), (0, 9, 1000), (1, 9, 2000), (1, 2, 1000)] {
            assert_eq!(entry(min, max, step), Entry::Digit, "{min} to {max} by {step}");
        }
        for (min, max, step) in [(0, 10, 1000), (1, 4, 500), (-1, 5, 1000), (1, 100, 1000)] {
            assert_eq!(entry(min, max, step), Entry::Level, "{min} to {max} by {step}");
        }
    }

    #[test]
    fn a_level_that_is_typed_needs_no_digit_on_both_sides_of_the_point() {
        let scale =
            Scale::Levels(Levels::new(Level::whole(0), Level::whole(4), Level::thousandths(500)));
        let typed = |text| scale.parse_typed(text).map(Vote::word);
        assert_eq!(typed(".5").as_deref(), Some("0.5"));
        assert_eq!(typed("2.").as_deref(), Some("2"));
        assert_eq!(typed("2.5").as_deref(), Some("2.5"));
        assert_eq!((typed("."), typed(""), typed("2.7"), typed("9")), (None, None, None, None));
    }

    #[test]
    fn a_perfect_answer_is_green_and_the_worst_is_red_on_every_scale() {
        for (min, max) in [(1, 4), (1, 5), (1, 7), (0, 10), (1, 2)] {
            for reversed in [false, true] {
                let mut levels = Levels::new(Level::whole(min), Level::whole(max), Level::whole(1));
                levels.reversed = reversed;
                let (best, worst) = if reversed { (min, max) } else { (max, min) };
                assert_eq!(
                    levels.light(Level::whole(best)),
                    Some(Light::Green),
                    "{min}-{max} reversed {reversed}"
                );
                assert_eq!(
                    levels.light(Level::whole(worst)),
                    Some(Light::Red),
                    "{min}-{max} reversed {reversed}"
                );
            }
        }
    }

    #[test]
    fn bands_cover_every_level_once_and_rise_with_it() {
        for (min, max, step) in
            [(1, 4, 500), (1, 4, 100), (1, 5, 1000), (1, 7, 1000), (0, 10, 250), (1, 3, 1000)]
        {
            let levels =
                Levels::new(Level::whole(min), Level::whole(max), Level::thousandths(step));
            assert!(levels.lights.yellow < levels.lights.green, "{min}-{max} by {step}");
            let all = (0..levels.count()).map(|n| {
                Level::thousandths(levels.min.in_thousandths() + n * levels.step.in_thousandths())
            });
            let health: Vec<i32> = all.map(|level| levels.light(level).unwrap().health()).collect();
            assert!(health.is_sorted() && health.contains(&1), "{min}-{max} by {step}");
        }
    }

    #[test]
    fn a_distribution_lists_the_healthiest_first() {
        let votes = |words: &[&str], scale: &Scale| {
            words.iter().map(|w| (scale.parse(w).unwrap(), 1)).collect()
        };
        let listed = |scale: &Scale, words: &[&str]| {
            let listed = scale.listed(&votes(words, scale));
            listed
                .into_iter()
                .map(|(vote, n)| format!("{n} {}", vote.word()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(listed(&Scale::TrafficLight, &["red", "green"]), "1 green, 0 yellow, 1 red");
        let mut levels = Levels::new(Level::whole(1), Level::whole(4), Level::thousandths(500));
        assert_eq!(listed(&Scale::Levels(levels.clone()), &["1", "2.5"]), "1 2.5, 1 1");
        levels.reversed = true;
        assert_eq!(listed(&Scale::Levels(levels), &["1", "2.5"]), "1 1, 1 2.5");
    }

    #[test]
    fn a_reversed_level_counts_from_the_other_end() {
        let mut levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
        levels.reversed = true;
        assert_eq!(levels.healthy(Level::whole(2)), Level::whole(4));
    }
}
