//! Agreement, suggestion, and change since last time, from a card's counts.
//!
//! Ties and rounding never flatter: an even split between green and yellow is yellow.

use super::ballot::Tally;
use super::figure;
use super::light::{Direction, Light};
use super::scale::{Scale, Vote};
use super::session::{Card, Secrecy};

/// Computes the agreement of votes, from 0 (half at each end) to 1 (all the same). None under two
/// votes.
///
/// This is the consensus of Tastle and Wierman, "Consensus and dissention: A measure of ordinal
/// dispersion", International Journal of Approximate Reasoning 45 (2007): with the shares p of the
/// answers x, their mean m and the width d of the scale, 1 + sum of p log2(1 - |x - m| / d).
pub fn agreement(scale: &Scale, tally: &Tally) -> Option<f64> {
    let n = tally.n();
    let width = f64::from(scale.width());
    if n < 2 || width <= 0.0 {
        return None;
    }
    let n = f64::from(n);
    let at = |vote: Vote| f64::from(scale.height_in_thousandths(vote));
    let mean: f64 =
        tally.votes.iter().map(|(vote, count)| at(*vote) * f64::from(*count)).sum::<f64>() / n;
    let sum: f64 = tally
        .votes
        .iter()
        .map(|(vote, count)| {
            f64::from(*count) / n * (1.0 - (at(*vote) - mean).abs() / width).log2()
        })
        .sum();
    Some((1.0 + sum).clamp(0.0, 1.0))
}

/// Agreement of votes that are all the same, and of no others.
pub const UNANIMOUS: f64 = 1.0;
/// Lowest agreement that counts as close.
pub const CLOSE: f64 = 0.7;
/// Agreement below which votes are split.
pub const SPLIT: f64 = 0.5;

/// Formats an agreement: two decimals, or a dash under two votes.
pub fn agreement_figure(agreement: Option<f64>) -> String {
    agreement.map_or_else(|| "–".to_owned(), |a| format!("{:.2}", rounded(a, 2, &[])))
}

/// Rounds an agreement; a figure never has another word, or says more, than the agreement itself.
/// `more` are borders besides those of the words.
pub fn rounded(agreement: f64, decimals: i32, more: &[f64]) -> f64 {
    let borders = [&[SPLIT, CLOSE, UNANIMOUS], more].concat();
    figure::rounded(agreement, decimals, &borders)
}

/// Votes that are far apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Votes of each light that got some, the healthiest first; empty on a scale without lights.
    pub counts: Vec<u32>,
    /// The light at the end with fewer votes, the less healthy one if both have as many: whoever
    /// chose it is heard first. None if all votes have one light.
    pub hear: Option<Light>,
}

/// Finds a split: an agreement below [`SPLIT`].
pub fn split(scale: &Scale, tally: &Tally) -> Option<Split> {
    agreement(scale, tally).filter(|agreement| *agreement < SPLIT)?;
    let lights = by_light(scale, tally);
    let hear = match lights[..] {
        [(best, most), .., (worst, least)] => {
            if most < least {
                best
            } else {
                worst
            }
        }
        _ => None,
    };
    let lit = lights.iter().any(|(light, _)| light.is_some());
    let counts = lights.into_iter().map(|(_, n)| n).filter(|_| lit).collect();
    Some(Split { counts, hear })
}

/// Counts votes by their light, the healthiest first; those of levels without one stand between
/// yellow and red. No count is zero.
pub fn by_light(scale: &Scale, tally: &Tally) -> Vec<(Option<Light>, u32)> {
    let of = |light| {
        let votes = tally.votes.iter().filter(|(vote, _)| scale.light(**vote) == light);
        (light, votes.map(|(_, count)| count).sum::<u32>())
    };
    let order = [Some(Light::Green), Some(Light::Yellow), None, Some(Light::Red)];
    order.map(of).into_iter().filter(|(_, n)| *n > 0).collect()
}

/// Suggestion of the ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The less healthy of the two votes in the middle (with an odd number: the one in the middle).
    pub vote: Vote,
    /// The worse of the two directions in the middle; none if nobody gave one.
    pub direction: Option<Direction>,
    /// True if the two votes in the middle differ.
    pub tie: bool,
}

/// The suggestion for these counts; none without a vote.
pub fn suggestion(scale: &Scale, tally: &Tally) -> Option<Suggestion> {
    let mut votes: Vec<(i32, Vote, u32)> =
        tally.votes.iter().map(|(v, c)| (scale.height_in_thousandths(*v), *v, *c)).collect();
    votes.sort_by_key(|(health, ..)| *health);
    let (vote, upper) = middle(&votes.iter().map(|(_, vote, count)| (*vote, *count)))?;
    Some(Suggestion { vote, direction: middle_direction(tally), tie: vote != upper })
}

/// The worse of the two directions in the middle; none if nobody gave one.
pub fn middle_direction(tally: &Tally) -> Option<Direction> {
    // From the worst direction to the best, so that the lower middle is the worse one.
    let directions = Direction::ALL.into_iter().rev();
    let counts = directions.map(|d| (d, tally.directions.get(&d).copied().unwrap_or(0)));
    middle(&counts).map(|(worse, _)| worse)
}

/// The lower and the upper middle of counted values in ascending order.
fn middle<T: Copy>(counts: &(impl Iterator<Item = (T, u32)> + Clone)) -> Option<(T, T)> {
    let n: u32 = counts.clone().map(|(_, count)| count).sum();
    let nth = |place: u32| {
        let mut seen = 0;
        counts.clone().find_map(|(value, count)| {
            seen += count;
            (place < seen).then_some(value)
        })
    };
    Some((nth(n.checked_sub(1)? / 2)?, nth(n / 2)?))
}

/// Change of a dimension since the session before: computed, never asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Healthier than last time.
    Better,
    /// As last time.
    Same,
    /// Less healthy than last time.
    Worse,
}

impl Change {
    /// Names it in CSV and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
        }
    }
}

/// True for scales whose answers can be compared: both are lights, or levels from the same one to
/// the same one, in the same direction and the same edition. Labels and lights may differ.
pub fn comparable(a: &Scale, b: &Scale) -> bool {
    match (a.levels(), b.levels()) {
        (None, None) => true,
        (Some(a), Some(b)) => a.same_range(b) && a.reversed == b.reversed,
        _ => false,
    }
}

/// Computes the change between two agreed votes, each on its scale; none on another scale, where
/// nothing can be claimed.
pub fn change((before, then): (&Scale, Vote), (scale, now): (&Scale, Vote)) -> Option<Change> {
    if !comparable(scale, before) || !before.has(then) || !scale.has(now) {
        return None;
    }
    Some(match scale.compare(now, then) {
        std::cmp::Ordering::Greater => Change::Better,
        std::cmp::Ordering::Equal => Change::Same,
        std::cmp::Ordering::Less => Change::Worse,
    })
}

/// Computes the agreement of a card, where it may be shown.
pub fn card_agreement(card: &Card, secrecy: Secrecy, threshold: u32) -> Option<f64> {
    let shown = card.shown(secrecy, threshold);
    shown.tally().and_then(|tally| agreement(&card.dimension.scale, tally))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Levels, Light};

    fn lights(green: u32, yellow: u32, red: u32) -> Tally {
        let mut tally = Tally::default();
        tally.add_votes(Vote::Light(Light::Green), green);
        tally.add_votes(Vote::Light(Light::Yellow), yellow);
        tally.add_votes(Vote::Light(Light::Red), red);
        tally
    }

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 0.0005)
    }

    #[test]
    fn agreement_is_the_published_measure() {
        let scale = Scale::TrafficLight;
        assert!(near(agreement(&scale, &lights(4, 0, 0)), 1.0));
        assert!(near(agreement(&scale, &lights(3, 0, 3)), 0.0));
        // Red, yellow, green once each: mean 1, 1 + 2 * 1/3 * log2(1 - 1/2) + 1/3 * log2(1) = 1/3.
        assert!(near(agreement(&scale, &lights(1, 1, 1)), 1.0 / 3.0));
        // Three green, two yellow, one red: mean 4/3;
        // 1 + 1/2 log2(2/3) + 1/3 log2(5/6) + 1/6 log2(1/3) = 1 - 0.29248 - 0.08768 - 0.26416.
        assert!(near(agreement(&scale, &lights(3, 2, 1)), 0.35568));
        assert_eq!(agreement(&scale, &lights(1, 0, 0)), None);
        assert_eq!(agreement(&scale, &lights(0, 0, 0)), None);
    }

    #[test]
    fn agreement_on_levels_uses_the_width_of_the_scale() {
        let scale = Scale::Levels(Levels::new(Level::whole(1), Level::whole(5), Level::whole(1)));
        let mut tally = Tally::default();
        tally.add_votes(Vote::Level(Level::whole(2)), 1);
        tally.add_votes(Vote::Level(Level::whole(4)), 1);
        // Mean 3, width 4, both one away: 1 + log2(3/4) = 0.58496.
        assert!(near(agreement(&scale, &tally), 0.58496));
    }

    #[test]
    fn an_even_split_is_the_less_healthy_one() {
        let suggest = |g, y, r| {
            suggestion(&Scale::TrafficLight, &lights(g, y, r)).map(|s| (s.vote.word(), s.tie))
        };
        assert_eq!(suggest(3, 3, 0), Some(("yellow".into(), true)));
        assert_eq!(suggest(4, 3, 0), Some(("green".into(), false)));
        assert_eq!(suggest(2, 0, 2), Some(("red".into(), true)));
        assert_eq!(suggest(3, 2, 1), Some(("yellow".into(), true)));
        assert_eq!(suggest(1, 0, 0), Some(("green".into(), false)));
        assert_eq!(suggest(0, 0, 0), None);
    }

    #[test]
    fn a_suggested_direction_never_flatters() {
        let mut tally = lights(4, 0, 0);
        assert_eq!(suggestion(&Scale::TrafficLight, &tally).unwrap().direction, None);
        tally.add_directions(Direction::Improving, 2);
        tally.add_directions(Direction::Stable, 2);
        assert_eq!(
            suggestion(&Scale::TrafficLight, &tally).unwrap().direction,
            Some(Direction::Stable)
        );
        tally.add_directions(Direction::Improving, 1);
        assert_eq!(
            suggestion(&Scale::TrafficLight, &tally).unwrap().direction,
            Some(Direction::Improving)
        );
    }

    #[test]
    fn on_a_reversed_scale_the_higher_level_is_the_less_healthy_one() {
        let mut levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
        levels.reversed = true;
        let mut tally = Tally::default();
        tally.add_votes(Vote::Level(Level::whole(2)), 1);
        tally.add_votes(Vote::Level(Level::whole(5)), 1);
        assert_eq!(
            suggestion(&Scale::Levels(levels), &tally).unwrap().vote,
            Vote::Level(Level::whole(5))
        );
    }

    #[test]
    fn a_change_needs_two_answers_on_one_scale() {
        let lights = Scale::TrafficLight;
        let light = |then, now| change((&lights, Vote::Light(then)), (&lights, Vote::Light(now)));
        assert_eq!(light(Light::Red, Light::Yellow), Some(Change::Better));
        assert_eq!(light(Light::Red, Light::Red), Some(Change::Same));
        assert_eq!(light(Light::Green, Light::Red), Some(Change::Worse));
        let levels = |max, as_of: &str| {
            let levels = Levels::new(Level::whole(1), Level::whole(max), Level::whole(1));
            Scale::Levels(Levels { as_of: as_of.into(), ..levels })
        };
        let level = |level| Vote::Level(Level::whole(level));
        let (seven, five) = (levels(7, ""), levels(5, ""));
        assert_eq!(change((&seven, level(5)), (&seven, level(4))), Some(Change::Worse));
        assert_eq!(change((&seven, level(5)), (&five, level(4))), None);
        assert_eq!(change((&five, level(5)), (&levels(5, "2025"), level(4))), None);
        assert_eq!(change((&lights, Vote::Light(Light::Green)), (&five, level(1))), None);
    }
}
