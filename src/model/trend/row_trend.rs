//! The trend of a row.
//!
//! Tells what is there and no more: it looks at one team and one dimension, and forecasts nothing.

use jiff::civil::Date;

use crate::model::consensus::{Change, change, comparable};
use crate::model::light::Light;
use crate::model::scale::{Scale, Vote};

/// Agreement below which the ballots are split, as [`crate::model::consensus::SPLIT`].
const SPLIT: f32 = 0.5;
/// Times in a row after which green and yellow count as a run.
const COUNTED: usize = 3;
/// Days of a year, or of a check that came two weeks early.
const YEAR: i32 = 351;

/// An agreed value with its date.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Date on which it was agreed.
    pub date: Date,
    /// Scale of the vote.
    pub scale: &'a Scale,
    /// Agreed vote.
    pub vote: Vote,
}

/// A run: the same several times in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Number of times.
    pub times: usize,
    /// The first day.
    pub since: Date,
}

/// Trend of a row. The first of these that holds is told:
///
/// 1. it fell, or rose, at each of the last two times or more, on one scale;
/// 2. it was red the last two times or more;
/// 3. the ballots were split the last two times or more (agreement below 0.5);
/// 4. it has been green for a year or longer;
/// 5. it was green, or yellow, the last three times or more;
/// 6. what became of it the last time: better, worse, unchanged.
///
/// Times at which nothing was agreed, or at which ballots were too few to tell, are not counted and
/// break nothing; nor do times on another scale, but for lights, which are lights on every scale. A
/// dimension that is no longer asked is told by when it was last agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTrend {
    /// Better than the time before, so many times in a row.
    Rising(usize),
    /// Worse than the time before, so many times in a row.
    Falling(usize),
    /// One light, so many times in a row.
    Light(Light, Run),
    /// Split ballots, so many times in a row.
    Split(Run),
    /// Green for so many years.
    GreenFor(i32),
    /// Change at the last time.
    Step(Change),
    /// No longer asked; agreed on for the last time on this day.
    Until(Date),
}

impl RowTrend {
    /// Finds the trend of votes and agreements, oldest first; none where too little was said.
    pub fn new(votes: &[Told<'_>], agreements: &[(Date, f32)]) -> Option<Self> {
        let last = votes.last()?;
        // Other scales in between are passed over, as other methods are.
        let alike: Vec<_> =
            votes.iter().filter(|told| comparable(told.scale, last.scale)).collect();
        let steps = |wanted: Change| {
            alike.windows(2).rev().take_while(|pair| step(pair) == Some(wanted)).count()
        };
        for (wanted, course) in
            [(Change::Worse, Self::Falling as fn(usize) -> Self), (Change::Better, Self::Rising)]
        {
            if let times @ 2.. = steps(wanted) {
                return Some(course(times));
            }
        }
        let light = last.scale.light(last.vote);
        let same = |told: &&Told<'_>| told.scale.light(told.vote) == light;
        let times = votes.iter().rev().take_while(same).count();
        let run = Run { times, since: votes[votes.len() - times].date };
        if light == Some(Light::Red) && times >= 2 {
            return Some(Self::Light(Light::Red, run));
        }
        if let times @ 2.. =
            agreements.iter().rev().take_while(|(_, agreement)| *agreement < SPLIT).count()
        {
            return Some(Self::Split(Run { times, since: agreements[agreements.len() - times].0 }));
        }
        let days = (last.date - run.since).get_days();
        if light == Some(Light::Green) && days >= YEAR {
            return Some(Self::GreenFor((days + 365 - YEAR) / 365));
        }
        if let Some(light) = light.filter(|_| times >= COUNTED) {
            return Some(Self::Light(light, run));
        }
        step(&alike[alike.len().checked_sub(2)?..]).map(Self::Step)
    }
}

/// Computes the change between two times; none on another scale.
fn step(pair: &[&Told<'_>]) -> Option<Change> {
    match pair {
        [then, now] => change((then.scale, then.vote), (now.scale, now.vote)),
        _ => None,
    }
}
