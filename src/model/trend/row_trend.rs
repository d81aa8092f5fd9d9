//! The trend of a row, in a word.
//!
//! Says what is there and no more: it looks at one team and one dimension, and forecasts nothing.

use jiff::civil::Date;

use crate::model::consensus::{Change, change};
use crate::model::light::Light;
use crate::model::scale::{Scale, Vote};
use crate::model::session::Agreed;

/// Below this agreement the ballots are split, as in [`crate::model::consensus::agreement_word`].
const SPLIT: f32 = 0.5;
/// Most times that are counted; a longer run is told by its beginning.
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
/// break nothing. A dimension that the last two sessions did not ask is told by when it was last
/// agreed on.
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
        let (last, before) = votes.split_last()?;
        let steps = |wanted: Change| {
            votes.windows(2).rev().take_while(|pair| step(pair) == Some(wanted)).count()
        };
        for (wanted, course) in
            [(Change::Worse, Self::Falling as fn(usize) -> Self), (Change::Better, Self::Rising)]
        {
            if let times @ 2.. = steps(wanted) {
                return Some(course(times));
            }
        }
        let light = last.scale.light(last.vote);
        let times =
            votes.iter().rev().take_while(|told| told.scale.light(told.vote) == light).count();
        let run = Run { times, since: votes[votes.len() - times].date };
        if light == Light::Red && times >= 2 {
            return Some(Self::Light(light, run));
        }
        if let times @ 2.. =
            agreements.iter().rev().take_while(|(_, agreement)| *agreement < SPLIT).count()
        {
            return Some(Self::Split(Run { times, since: agreements[agreements.len() - times].0 }));
        }
        let days = (last.date - run.since).get_days();
        if light == Light::Green && days >= YEAR {
            return Some(Self::GreenFor((days + 365 - YEAR) / 365));
        }
        if times >= COUNTED {
            return Some(Self::Light(light, run));
        }
        step(&[*before.last()?, *last]).map(Self::Step)
    }

    /// Tells the trend in words that fit the end of a row. Months of other years than `now`'s have
    /// their year.
    ///
    /// Seasons are those of the north, from the first of March, June, September and December.
    pub fn words(self, now: Date) -> String {
        match self {
            Self::Rising(times) => format!("rising {times} times"),
            Self::Falling(times) => format!("falling {times} times"),
            Self::Light(light, run) if run.times <= COUNTED => {
                format!("{} {} times", light.word(), run.times)
            }
            Self::Light(light, run) => format!("{} since {}", light.word(), month(run.since, now)),
            Self::Split(run) if run.times <= COUNTED => format!("split {} times", run.times),
            Self::Split(run) if run.since.year() == now.year() && run.since.month() < 12 => {
                format!("split since {}", season(run.since))
            }
            Self::Split(run) => format!("split since {}", month(run.since, now)),
            Self::GreenFor(1) => "green for a year".to_owned(),
            Self::GreenFor(years) => format!("green for {years} years"),
            Self::Step(Change::Same) => "unchanged".to_owned(),
            Self::Step(change) => change.word().to_owned(),
            Self::Until(day) => format!("until {}", month(day, now)),
        }
    }
}

/// Computes the change between two times; none on another scale.
fn step(pair: &[Told<'_>]) -> Option<Change> {
    let agreed = |told: &Told<'_>| Agreed { vote: Some(told.vote), direction: None };
    match pair {
        [then, now] => change(now.scale, (then.scale, agreed(then)), agreed(now)),
        _ => None,
    }
}

fn month(day: Date, now: Date) -> String {
    day.strftime(if day.year() == now.year() { "%B" } else { "%b %Y" }).to_string()
}

fn season(day: Date) -> &'static str {
    match day.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}

#[cfg(test)]
mod tests;
