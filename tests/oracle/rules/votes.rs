//! What the ballots of one card say: how many, how close, and the one in the middle.

use super::fraction::Fraction;
use super::scale;
use crate::plain::{Ballots, Card, Counts, Direction, Session, Vote};

/// The ballots that may be shown: in an anonymous check none of a card with fewer votes than the
/// threshold. An abstention is not a vote.
pub fn shown<'c>(session: &Session, card: &'c Card, threshold: u32) -> Option<&'c Counts> {
    match &card.ballots {
        Ballots::Counted(counts) if session.named || number(counts) >= threshold => Some(counts),
        _ => None,
    }
}

/// The number of votes.
pub fn number(counts: &Counts) -> u32 {
    counts.votes.values().sum()
}

/// All votes in thousandths after reversal, from the least healthy.
pub fn healths(card: &Card, counts: &Counts) -> Vec<i64> {
    let health = |vote: Vote| scale::health(&card.dimension.scale, vote);
    let mut all: Vec<i64> = Vec::new();
    for (vote, count) in &counts.votes {
        all.extend((0..*count).map(|_| health(*vote)));
    }
    all.sort_unstable();
    all
}

/// Agreement: the consensus of Tastle and Wierman. None under two votes.
#[expect(clippy::cast_precision_loss, reason = "levels and counts are small")]
pub fn agreement(card: &Card, counts: &Counts) -> Option<f64> {
    let healths = healths(card, counts);
    if healths.len() < 2 {
        return None;
    }
    let n = healths.len() as f64;
    let (lowest, highest) = scale::range(&card.dimension.scale);
    let width = (highest - lowest) as f64;
    let mean = healths.iter().map(|health| *health as f64).sum::<f64>() / n;
    let far = |health: &i64| (1.0 - (*health as f64 - mean).abs() / width).log2() / n;
    let sum = 1.0 + healths.iter().map(far).sum::<f64>();
    // Half at each end is 0, and not a rounding error more.
    Some((sum * 1e9).round() / 1e9).map(|sum| sum.clamp(0.0, 1.0))
}

/// Agreement as it is told: to the nearest hundredth, but 1 only if all are equal, 0 only if half
/// are at each end, and never a figure that has another word than the agreement itself.
pub fn figure(agreement: f64) -> String {
    figure_below(agreement, 1.0)
}

/// The same beside a bound that it is said to be below.
pub fn figure_below(agreement: f64, bound: f64) -> String {
    // In whole billionths, as it was rounded: a half is a half.
    let near = ((agreement * 1e9).round() / 1e7).round() / 100.0;
    let has_other_word = |bound: f64| agreement < bound && near >= bound;
    let told = if [0.5, 0.7, 1.0, bound].into_iter().any(has_other_word) {
        near - 0.01
    } else if agreement > 0.0 {
        near.max(0.01)
    } else {
        near
    };
    format!("{told:.2}")
}

/// The suggestion: the less healthy of the two votes in the middle, which of an odd number are one.
pub fn middle(card: &Card, counts: &Counts) -> Option<Vote> {
    let mut votes: Vec<Vote> = Vec::new();
    for (vote, count) in &counts.votes {
        votes.extend((0..*count).map(|_| *vote));
    }
    votes.sort_by_key(|vote| scale::health(&card.dimension.scale, *vote));
    lower_middle(&votes)
}

/// The worse of the two directions in the middle.
pub fn middle_direction(counts: &Counts) -> Option<Direction> {
    let mut directions: Vec<Direction> = Vec::new();
    for (direction, count) in &counts.directions {
        directions.extend((0..*count).map(|_| *direction));
    }
    directions.sort_unstable();
    lower_middle(&directions)
}

/// Of two values in the middle the first one.
fn lower_middle<T: Copy>(sorted: &[T]) -> Option<T> {
    Some(sorted[sorted.len().checked_sub(1)? / 2])
}

/// The mean of a card of levels after reversal, where its votes may be shown; none of lights, and
/// none of a card that was skipped.
pub fn mean(session: &Session, card: &Card, threshold: u32) -> Option<Fraction> {
    card.dimension.scale.as_ref()?;
    if card.skipped {
        return None;
    }
    let healths = healths(card, shown(session, card, threshold)?);
    let each: Vec<Fraction> = healths.into_iter().map(Fraction::whole).collect();
    Fraction::mean(&each)
}

/// The standard deviation of votes around their own mean.
#[expect(clippy::cast_precision_loss, reason = "levels and counts are small")]
pub fn spread(healths: &[i64]) -> f64 {
    let n = healths.len() as f64;
    let mean = healths.iter().map(|health| *health as f64).sum::<f64>() / n;
    let squares = healths.iter().map(|health| (*health as f64 - mean).powi(2)).sum::<f64>();
    (squares / n).sqrt() / 1000.0
}

/// The spread as it is told: to the nearest hundredth, a half up, but 0 only if all are equal. In
/// whole numbers, so that no rounding decides.
pub fn spread_figure(healths: &[i64]) -> String {
    let n = i128::try_from(healths.len()).unwrap();
    let (sum, squares) = healths
        .iter()
        .map(|health| i128::from(*health))
        .fold((0, 0), |(sum, squares), health| (sum + health, squares + health * health));
    // The square of n times the spread in thousandths.
    let square = n * squares - sum * sum;
    // So many hundredths are told from half a hundredth below them on.
    let reaches = |hundredths: &i128| (5 * n * (2 * hundredths - 1)).pow(2) <= square;
    let hundredths = (1..=square).take_while(reaches).last().unwrap_or(i128::from(square > 0));
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes a direction as files do.
pub const fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Improving => "improving",
        Direction::Stable => "stable",
        Direction::Worsening => "worsening",
    }
}
