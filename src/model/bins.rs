//! The levels of a scale in columns, for pictures of votes: one level each, or several where there
//! are more levels than columns.

use super::{Level, Levels, Light, Scale, Tally, Vote};

/// A column of a picture: the levels in it, and how many chose them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Lowest level.
    pub first: Level,
    /// Highest level.
    pub last: Level,
    /// Votes on these levels.
    pub n: u32,
    /// Lowest and highest level that somebody chose.
    chosen: Option<(Level, Level)>,
}

impl Bin {
    /// Splits a scale into columns of so many levels each, from the lowest level.
    pub fn of(levels: &Levels, tally: &Tally, each: usize) -> Vec<Self> {
        let all = usize::try_from(levels.count()).unwrap_or(1).max(1);
        let each = each.max(1);
        let level = |at: usize| {
            let at = i32::try_from(at).unwrap_or(i32::MAX);
            let thousandths = levels.min.in_thousandths() + at * levels.step.in_thousandths();
            Level::thousandths(thousandths.min(levels.max.in_thousandths()))
        };
        let bin = |at: usize| {
            let (first, last) = (level(at), level((at + each).min(all) - 1));
            let votes = tally.votes.iter().filter_map(|(vote, n)| match vote {
                Vote::Level(level) if (first..=last).contains(level) && *n > 0 => {
                    Some((*level, *n))
                }
                _ => None,
            });
            let n = votes.clone().map(|(_, n)| n).sum();
            let levels = votes.map(|(level, _)| level);
            let chosen = levels.clone().min().zip(levels.max());
            Self { first, last, n, chosen }
        };
        (0..all).step_by(each).map(bin).collect()
    }

    /// Light of the votes in it; none if they have several, or if there are no votes.
    pub fn light(&self, scale: &Scale) -> Option<Light> {
        let (low, high) = self.chosen?;
        let light = |level| scale.light(Vote::Level(level));
        light(low).filter(|low| light(high) == Some(*low))
    }

    /// Its level, or the first and the last of several.
    pub fn name(&self) -> String {
        if self.first == self.last {
            return self.first.to_string();
        }
        format!("{}-{}", self.first, self.last)
    }

    /// Returns true if this vote is in it.
    pub fn holds(&self, vote: Vote) -> bool {
        matches!(vote, Vote::Level(level) if (self.first..=self.last).contains(&level))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Bands;
    use super::*;

    fn scale() -> Scale {
        let level = Level::thousandths;
        let mut levels = Levels::new(level(1000), level(4000), level(100));
        let (red, yellow, green) = (level(1000), level(2000), level(3100));
        levels.lights = Bands { red, yellow, green, unlit: false };
        Scale::Levels(levels)
    }

    fn tally(votes: &[(i32, u32)]) -> Tally {
        let votes = votes.iter().map(|(level, n)| (Vote::Level(Level::thousandths(*level)), *n));
        let mut tally = Tally::default();
        tally.votes = votes.collect();
        tally
    }

    #[test]
    fn every_level_has_one_column_and_every_vote_is_counted_once() {
        let scale = scale();
        let levels = scale.levels().unwrap();
        let tally = tally(&[(1000, 2), (1100, 1), (2500, 3), (4000, 1)]);
        for each in [0, 1, 2, 7, 16, 30, 31, 100] {
            let bins = Bin::of(levels, &tally, each);
            assert_eq!(bins.len(), 31_usize.div_ceil(each.max(1)), "{each}");
            assert_eq!(bins.iter().map(|bin| bin.n).sum::<u32>(), 7, "{each}");
            assert_eq!((bins[0].first, bins.last().unwrap().last), (levels.min, levels.max));
            for vote in tally.votes.keys() {
                assert_eq!(bins.iter().filter(|bin| bin.holds(*vote)).count(), 1, "{each}");
            }
        }
    }

    #[test]
    fn a_column_has_the_light_of_its_votes_and_none_where_they_differ() {
        let scale = scale();
        let levels = scale.levels().unwrap();
        // Of 3.0 and 3.1, the first is yellow and the second green.
        let light = |votes: &[(i32, u32)]| {
            let bins = Bin::of(levels, &tally(votes), 2);
            bins.iter().find(|bin| bin.first == Level::thousandths(3000)).unwrap().light(&scale)
        };
        assert_eq!(light(&[(3100, 2)]), Some(Light::Green));
        assert_eq!(light(&[(3000, 2)]), Some(Light::Yellow));
        assert_eq!(light(&[(3000, 1), (3100, 1)]), None);
        assert_eq!(light(&[(1000, 1)]), None);
    }
}
