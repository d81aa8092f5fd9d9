//! One dimension across teams and time, for learning from each other: rises of each team.
//!
//! Teams stand in the order in which they come in, and nothing is added up over them or compared
//! between them.

use jiff::civil::Date;

use super::cell_metric::{Cell, CellData};
use super::consensus::{Change, change, comparable};
use super::history;
use super::summary::Summary;
use super::trend::{RowTrend, Told};
use super::workspace::Workspace;

/// One time at which a team agreed on the dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The index among the team's sessions.
    pub session: usize,
    /// The card in it.
    pub card: usize,
    /// Date of that session.
    pub date: Date,
    /// Agreed value.
    pub cell: Cell,
    /// Health of the value, from 0 to 7.
    pub height: u8,
}

/// A rise: a team agreed on something better than the time before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    /// The time before: an index into [`TeamTimes::times`].
    pub from: usize,
    /// The time at which it was better.
    pub to: usize,
}

/// One team's history of the dimension, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamTimes {
    /// Team's name.
    pub team: String,
    /// The times at which it agreed on something.
    pub times: Vec<Time>,
    /// Rises, the newest first.
    pub rises: Vec<Rise>,
    /// Trend over all times.
    pub course: Option<RowTrend>,
}

impl TeamTimes {
    /// Reads a dimension, by its present key, out of a team's sessions, oldest first.
    pub fn new(workspace: &Workspace, team: &str, sessions: &[&Summary], key: &str) -> Self {
        let (mut times, mut told, mut agreements) = (Vec::new(), Vec::new(), Vec::new());
        for (session, summary) in sessions.iter().enumerate() {
            let Some(card) = history::card_of(workspace, summary, key) else { continue };
            let (asked, gist) = (&summary.asked[card], &summary.gists[card]);
            let said = CellData::new(summary, asked, gist, workspace.defaults.threshold);
            agreements.extend(said.agreement.map(|agreement| (summary.date, agreement)));
            let (Some(cell), Some(height)) = (Cell::agreed(asked, gist), said.height) else {
                continue;
            };
            told.push(Told { date: summary.date, scale: &asked.scale, vote: cell.vote });
            times.push(Time { session, card, date: summary.date, cell, height });
        }
        let rise = |to: usize| {
            let now = &told[to];
            let from = (0..to).rfind(|from| comparable(told[*from].scale, now.scale))?;
            let change = change((told[from].scale, told[from].vote), (now.scale, now.vote));
            (change == Some(Change::Better)).then_some(Rise { from, to })
        };
        let rises = (1..times.len()).rev().filter_map(rise).collect();
        Self { team: team.to_owned(), rises, course: RowTrend::new(&told, &agreements), times }
    }
}

#[cfg(test)]
mod tests;
