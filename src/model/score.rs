//! Means of levels: of a card, of a session, and the gap between word and deed.
//!
//! A mean never stands alone: whoever has one has the distribution, the number of votes and the
//! spread with it. What may not be shown counts as missing, never as zero. Traffic lights have no
//! mean: a middle of red and green hides who is in trouble.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::ballot::Tally;
use super::figure;
use super::level::Level;
use super::light::Light;
use super::scale::{Levels, Rank, Scale, Vote};
use super::session::{Card, Session};
use super::template::same_range;

/// A mean of levels after reversal, in billionths.
///
/// It is a whole number so that thirds add up: 11/3, 12/3 and 13/3 have the mean 4, and not a
/// little less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mean(i64);

const BILLIONTH: i64 = 1_000_000_000;
/// Billionths in a thousandth.
const THOUSANDTH: i64 = BILLIONTH / 1000;

impl Mean {
    /// Takes a level as a mean.
    pub const fn of_level(level: Level) -> Self {
        Self(level.in_thousandths() as i64 * THOUSANDTH)
    }

    /// Converts the mean to a float, for charts and JSON.
    #[expect(
        clippy::cast_precision_loss,
        reason = "levels have five digits before the point, a float has room for them"
    )]
    pub fn number(self) -> f64 {
        self.0 as f64 / BILLIONTH as f64
    }

    /// Rounds down to a thousandth, so that a light is reached and never rounded up to.
    fn floor(self) -> Level {
        Level::thousandths(i32::try_from(self.0.div_euclid(THOUSANDTH)).unwrap_or(i32::MIN))
    }

    /// True where two decimals say all of it.
    pub const fn is_exact(self) -> bool {
        self.0 % (10 * THOUSANDTH) == 0
    }

    /// Formats with two decimals, rounded up: for a gap, where more is worse.
    pub fn rounded_up(self) -> String {
        Self(-(-self.0).div_euclid(10 * THOUSANDTH) * 10 * THOUSANDTH).to_string()
    }
}

/// Formats with two decimals, rounded down: rounding never flatters.
impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.0.div_euclid(10 * THOUSANDTH);
        let sign = if hundredths < 0 { "-" } else { "" };
        let size = hundredths.unsigned_abs();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// Computes the mean of fractions, each a sum and its number of terms.
fn mean(fractions: impl Iterator<Item = (i128, u32)>) -> Option<Mean> {
    // A millionth finer than what comes out, so that thirds are whole again once they are added up.
    const FINE: i128 = 1_000_000;
    let (mut sum, mut count) = (0, 0);
    for (thousandths, n) in fractions {
        sum += nearest(thousandths * i128::from(THOUSANDTH) * FINE, n.into());
        count += 1;
    }
    if count == 0 {
        return None;
    }
    i64::try_from(nearest(sum, count * FINE)).ok().map(Mean)
}

/// Rounds a fraction to the nearest whole number.
const fn nearest(above: i128, below: i128) -> i128 {
    (above * 2 + below).div_euclid(below * 2)
}

/// What a score is the mean of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Votes.
    Votes,
    /// Levels that the team agreed on, one an item: no votes of theirs may be shown.
    Agreed,
}

/// A mean with its distribution, number of votes and spread, without which it is never shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Whether votes are counted, or what was agreed.
    pub basis: Basis,
    /// The mean of the items' means over ballots, after reversal.
    pub mean: Mean,
    /// Number of items with votes that may be shown.
    pub items: u32,
    /// Number of items that were asked.
    pub asked: u32,
    /// All votes on the items, after reversal.
    pub votes: BTreeMap<Level, u32>,
    /// The standard deviation of all these votes around their own mean.
    pub spread: f64,
    /// What was agreed on the items, where a reading by votes has another mean than that.
    pub agreed: Option<Mean>,
    /// The scale of the items, as if none of them were reversed.
    levels: Levels,
}

impl Score {
    /// The light of the score, by the bands of its items. An even split is never the better one.
    pub fn light(&self) -> Option<Light> {
        self.levels.light_of_healthy(self.mean.floor())
    }

    /// Compares the score with a bound: a light by the score's light, a level by its mean. None
    /// where it has no light, or where its levels do not go as far.
    pub fn against(&self, bound: Vote) -> Option<Ordering> {
        match bound {
            Vote::Light(bound) => self.light().map(|light| light.health().cmp(&bound.health())),
            Vote::Level(bound) => {
                let there = self.levels.reaches(bound);
                there.then(|| self.mean.cmp(&Mean::of_level(bound)))
            }
        }
    }

    /// True for a score on these levels, reversed or not.
    pub fn is_on(&self, levels: &Levels) -> bool {
        self.levels.same_range(levels)
    }

    /// True for scores whose means can be compared.
    pub fn measures_as(&self, other: &Self) -> bool {
        self.is_on(&other.levels)
    }

    /// True where the mean is by so much below another one.
    pub fn fell_from(&self, then: &Self, by: Level) -> bool {
        then.mean.0 - self.mean.0 >= Mean::of_level(by).0
    }

    /// Ranks the mean among values on any scale.
    pub(super) fn rank(&self) -> Rank {
        self.levels.rank(self.mean.0.into())
    }

    /// Number of votes.
    pub fn n(&self) -> u32 {
        self.votes.values().sum()
    }

    /// Lowest and highest possible score.
    pub const fn range(&self) -> (Level, Level) {
        (self.levels.min, self.levels.max)
    }

    /// Lists all votes after reversal, the healthiest first: `5 at 4, 1 at 2`.
    pub fn distribution(&self) -> String {
        let counts: Vec<String> =
            self.votes.iter().rev().map(|(level, n)| format!("{n} at {level}")).collect();
        counts.join(", ")
    }

    /// Computes a score; `all` are the levels of all items that were asked.
    fn new<'c>(
        basis: Basis,
        items: &[(&Levels, BTreeMap<Level, u32>)],
        all: impl Iterator<Item = &'c Levels>,
    ) -> Option<Self> {
        items.first()?;
        let (mut asked, mut levels) = (0, None::<Levels>);
        for item in all {
            asked += 1;
            let levels = levels.get_or_insert_with(|| Levels { reversed: false, ..item.clone() });
            // Of different lights the strictest count, so that none of the items is flattered.
            levels.lights.yellow = levels.lights.yellow.max(item.lights.yellow);
            levels.lights.green = levels.lights.green.max(item.lights.green);
            levels.lights.unlit |= item.lights.unlit;
        }
        let sum = |votes: &BTreeMap<Level, u32>| -> (i128, u32) {
            let sum = votes
                .iter()
                .map(|(level, n)| i128::from(level.in_thousandths()) * i128::from(*n))
                .sum();
            (sum, votes.values().sum())
        };
        let mean = mean(items.iter().map(|(_, votes)| sum(votes)))?;
        let mut votes: BTreeMap<Level, u32> = BTreeMap::new();
        for (level, n) in items.iter().flat_map(|(_, votes)| votes) {
            *votes.entry(*level).or_default() += n;
        }
        let items = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let (spread, levels) = (spread(&votes), levels?);
        Some(Self { basis, mean, items, asked, spread, votes, agreed: None, levels })
    }
}

/// Computes the standard deviation of counted levels.
fn spread(votes: &BTreeMap<Level, u32>) -> f64 {
    // Whole numbers up to the root: equal votes spread by nothing, and not by a rounding error.
    let (mut n, mut sum, mut squares) = (0_i128, 0_i128, 0_i128);
    for (level, count) in votes {
        let (level, count) = (i128::from(level.in_thousandths()), i128::from(*count));
        n += count;
        sum += level * count;
        squares += level * level * count;
    }
    #[expect(clippy::cast_precision_loss, reason = "a figure with two digits comes of it")]
    let (variance, n) = ((n * squares - sum * sum) as f64, n.max(1) as f64);
    variance.sqrt() / n / 1000.0
}

/// Reverses the votes of a card; none where they may not be shown.
fn counted<'c>(
    card: &'c Card,
    session: &Session,
    threshold: u32,
) -> Option<(&'c Levels, BTreeMap<Level, u32>)> {
    if card.skipped {
        return None;
    }
    let shown = card.shown(session.secrecy(), threshold);
    healthy(&card.dimension.scale, shown.tally()?)
}

/// Reverses the votes of a tally; none without levels.
fn healthy<'c>(scale: &'c Scale, tally: &Tally) -> Option<(&'c Levels, BTreeMap<Level, u32>)> {
    let levels = scale.levels()?;
    let mut votes = BTreeMap::new();
    for (vote, n) in &tally.votes {
        if let Vote::Level(level) = vote {
            *votes.entry(levels.healthy(*level)).or_default() += n;
        }
    }
    (!votes.is_empty()).then_some((levels, votes))
}

/// Computes the mean of one card of levels; none where nothing may be shown.
pub fn of_card(card: &Card, session: &Session, threshold: u32) -> Option<Score> {
    one(counted(card, session, threshold)?)
}

/// Computes the mean of votes on levels, which the caller may show.
pub fn of_tally(scale: &Scale, tally: &Tally) -> Option<Score> {
    one(healthy(scale, tally)?)
}

fn one(item: (&Levels, BTreeMap<Level, u32>)) -> Option<Score> {
    let levels = item.0;
    Score::new(Basis::Votes, &[item], std::iter::once(levels))
}

/// Lists the items of a session's score: cards of levels that are not asked beside it. None where
/// they do not share one range of levels.
pub fn items(session: &Session) -> Vec<&Card> {
    same_range(session.cards.iter().filter(|card| card.dimension.is_item()).collect(), |card| {
        &card.dimension
    })
}

/// Computes the score of a session: the mean of its items' means, each item counting the same
/// however many voted on it.
pub fn of_session(session: &Session, threshold: u32) -> Option<Score> {
    let asked = items(session);
    let there: Vec<_> = asked.iter().filter_map(|card| counted(card, session, threshold)).collect();
    Score::new(Basis::Votes, &there, levels_of(&asked))
}

/// Computes the score of what was agreed: the mean of the agreed levels of the items.
pub fn of_agreed(session: &Session) -> Option<Score> {
    let asked = items(session);
    let there: Vec<_> = asked.iter().filter_map(|card| agreed(card)).collect();
    Score::new(Basis::Agreed, &there, levels_of(&asked))
}

/// Computes the score that a reading goes by: that of the votes, else of what was agreed.
pub fn told(session: &Session, threshold: u32) -> Option<Score> {
    let agreed = of_agreed(session);
    let Some(votes) = of_session(session, threshold) else { return agreed };
    let other = agreed.map(|agreed| agreed.mean).filter(|mean| *mean != votes.mean);
    Some(Score { agreed: other, ..votes })
}

/// Formats a spread: two decimals, and 0.00 only where there is none.
pub fn spread_figure(spread: f64) -> String {
    format!("{:.2}", figure::rounded(spread, 2, &[]))
}

fn levels_of<'c>(cards: &[&'c Card]) -> impl Iterator<Item = &'c Levels> {
    cards.iter().filter_map(|card| card.dimension.scale.levels())
}

/// The agreed level of a card after reversal, as if it were its only vote.
fn agreed(card: &Card) -> Option<(&Levels, BTreeMap<Level, u32>)> {
    let (levels, Vote::Level(level)) = (card.dimension.scale.levels()?, card.vote()?) else {
        return None;
    };
    Some((levels, BTreeMap::from([(levels.healthy(level), 1)])))
}

/// A pair of cards: word and deed.
#[derive(Clone, Debug)]
pub struct Gap<'s> {
    /// Card about the word.
    pub said: &'s Card,
    /// Card about the deed.
    pub done: &'s Card,
    /// The means, where both may be shown.
    pub means: Option<(Score, Score)>,
}

impl Gap<'_> {
    /// Computes how far the word is above the deed; none where one of the two is missing.
    pub fn gap(&self) -> Option<Mean> {
        self.means.as_ref().map(|(said, done)| Mean(said.mean.0 - done.mean.0))
    }
}

/// Lists all pairs of a session, in the order of deeds.
pub fn gaps(session: &Session, threshold: u32) -> Vec<Gap<'_>> {
    pairs(session, |card| of_card(card, session, threshold))
}

/// Lists all pairs as a reading goes by them: with the means of votes, else of what was agreed on
/// both sides.
pub fn told_gaps(session: &Session, threshold: u32) -> Vec<Gap<'_>> {
    let by_agreed = pairs(session, |card| {
        let (levels, level) = agreed(card)?;
        Score::new(Basis::Agreed, &[(levels, level)], std::iter::once(levels))
    });
    let by_votes = gaps(session, threshold).into_iter();
    by_votes
        .zip(by_agreed)
        .map(|(gap, agreed)| if gap.means.is_some() { gap } else { agreed })
        .collect()
}

fn pairs(session: &Session, mean: impl Fn(&Card) -> Option<Score>) -> Vec<Gap<'_>> {
    let pair = |done| {
        let done: &Card = done;
        let said = session.card(done.dimension.pair.as_deref()?)?;
        let same = said.dimension.range() == done.dimension.range();
        Some(Gap { said, done, means: mean(said).zip(mean(done)).filter(|_| same) })
    };
    session.cards.iter().filter_map(pair).collect()
}

/// Computes the mean of the known gaps, and their number.
pub fn mean_gap(gaps: &[Gap<'_>]) -> Option<(Mean, u32)> {
    let known = || gaps.iter().filter_map(Gap::gap);
    let sum: i64 = known().map(|gap| gap.0).sum();
    let n = u32::try_from(known().count()).ok().filter(|n| *n > 0)?;
    let mean = Mean(i64::try_from(nearest(sum.into(), n.into())).ok()?);
    Some((mean, n))
}

#[cfg(test)]
mod tests;
