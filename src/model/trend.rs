//! One team over time: dimensions down, sessions across.
//!
//! The grid does not depend on the order in which sessions were found. Missing is missing: a
//! dimension that was not asked, skipped, or not agreed on has no colour.

use std::collections::BTreeSet;

use jiff::civil::Date;

mod next_check;
mod row_trend;

pub use row_trend::{RowTrend, Run, Told};

use super::cell_metric::{self, Cell, CellData, CellValue, Metric};
use super::consensus;
use super::summary::Summary;
use super::workspace::Workspace;

/// One dimension over all sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The present key.
    pub key: String,
    /// The name in the newest session that asked it.
    pub name: String,
    /// One entry a session; none where nothing was agreed.
    pub cells: Vec<Option<Cell>>,
    /// Index of the card in each session; none where it was not asked.
    pub cards: Vec<Option<usize>>,
    /// Other values of each session; none where it was not asked.
    pub said: Vec<Option<CellData>>,
    /// Trend over all sessions.
    pub course: Option<RowTrend>,
}

impl Row {
    /// The value of a session's cell.
    pub fn sign(&self, at: usize, metric: Metric) -> CellValue<'_> {
        let (cell, said) = (self.cells.get(at), self.said.get(at));
        CellValue::new(metric, cell.and_then(Option::as_ref), said.and_then(Option::as_ref))
    }

    /// Finds the last session of a range with a value, else the last one that asked: it represents
    /// a year.
    pub fn last_that_tells(&self, range: std::ops::Range<usize>, metric: Metric) -> Option<usize> {
        let tells = range.clone().rev().find(|at| self.sign(*at, metric).tells());
        tells.or_else(|| range.rev().find(|at| self.cards[*at].is_some()))
    }
}

/// One session of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Date of the session.
    pub date: Date,
    /// Key of the session's template.
    pub template: Option<String>,
    /// True until it is closed.
    pub open: bool,
}

/// The trend grid of one team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// Team's name.
    pub team: String,
    /// Sessions from the oldest to the newest.
    pub columns: Vec<Column>,
    /// Dimensions, in the newest session's order, then those that are no longer asked.
    pub rows: Vec<Row>,
}

impl Trend {
    /// Builds the grid of `sessions`, oldest first, all of one team.
    pub fn new(workspace: &Workspace, team: &str, sessions: &[&Summary]) -> Self {
        let mut trend = Self { team: team.to_owned(), ..Self::default() };
        for session in sessions {
            trend.columns.push(Column {
                date: session.date,
                template: session.template.as_deref().map(str::to_owned),
                open: session.is_open(),
            });
        }
        // From the newest to the oldest, so that order and names are today's.
        for (at, session) in sessions.iter().enumerate().rev() {
            for (index, asked) in session.asked.iter().enumerate() {
                let key = workspace.present_key(session.template.as_deref(), &asked.key);
                let row = trend.row(key, &asked.name, sessions.len());
                let place = (&mut row.cards[at], &mut row.cells[at], &mut row.said[at]);
                cell_metric::put(place, session, index, workspace.defaults.threshold);
            }
        }
        for row in &mut trend.rows {
            look_back(row, sessions);
        }
        trend
    }

    /// Groups the columns by year, oldest first.
    pub fn years(&self) -> Vec<std::ops::Range<usize>> {
        let mut years: Vec<std::ops::Range<usize>> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            match years.last_mut() {
                Some(year) if self.columns[year.start].date.year() == column.date.year() => {
                    year.end = at + 1;
                }
                _ => years.push(at..at + 1),
            }
        }
        years
    }

    /// Keeps the newest `n` sessions. Dimensions that none of them asked are left out.
    #[must_use]
    pub fn newest(self, n: usize) -> Self {
        let gone = self.columns.len().saturating_sub(n);
        self.without_oldest(gone)
    }

    /// Keeps the sessions on `date` or later. Dimensions that none of them asked are left out.
    #[must_use]
    pub fn since(self, date: Date) -> Self {
        let gone = self.columns.iter().take_while(|column| column.date < date).count();
        self.without_oldest(gone)
    }

    fn without_oldest(mut self, gone: usize) -> Self {
        self.columns.drain(..gone);
        for row in &mut self.rows {
            row.cells.drain(..gone);
            row.cards.drain(..gone);
            row.said.drain(..gone);
        }
        self.rows.retain(|row| row.cards.iter().any(Option::is_some));
        self
    }

    fn row(&mut self, key: &str, name: &str, columns: usize) -> &mut Row {
        let at = self.rows.iter().position(|row| row.key == key).unwrap_or_else(|| {
            let (cells, cards, said) =
                (vec![None; columns], vec![None; columns], vec![None; columns]);
            let (key, name) = (key.to_owned(), name.to_owned());
            self.rows.push(Row { key, name, cells, cards, said, course: None });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }
}

/// Computes the change of each cell against the last time, and the trend of the whole row.
fn look_back(row: &mut Row, sessions: &[&Summary]) {
    let (mut votes, mut agreements) = (Vec::<Told<'_>>::new(), Vec::new());
    let mut wording = None;
    for (at, session) in sessions.iter().enumerate() {
        let (Some(card), Some(said)) = (row.cards[at], &mut row.said[at]) else { continue };
        said.reworded = wording
            .replace(session.asked[card].wording)
            .is_some_and(|was| was != session.asked[card].wording);
        agreements.extend(said.agreement.map(|agreement| (session.date, agreement)));
        let (scale, gist) = (&session.asked[card].scale, &session.gists[card]);
        let Some(vote) = gist.vote() else { continue };
        let last = votes.iter().rev().find(|last| consensus::comparable(last.scale, scale));
        said.change =
            last.and_then(|last| consensus::change((last.scale, last.vote), (scale, vote)));
        votes.push(Told { date: session.date, scale, vote });
    }
    row.course = match votes.last() {
        Some(last) if has_ended(row, sessions) => Some(RowTrend::Until(last.date)),
        _ => RowTrend::new(&votes, &agreements),
    };
}

/// True for a dimension that is no longer asked: for two sessions or more, and for as many as there
/// are templates that take turns.
fn has_ended(row: &Row, sessions: &[&Summary]) -> bool {
    let Some(last) = row.cards.iter().rposition(Option::is_some) else { return true };
    let templates: BTreeSet<Option<&str>> =
        sessions[last..].iter().map(|session| session.template.as_deref()).collect();
    let since = sessions.len() - 1 - last;
    since >= templates.len().max(2)
}

/// Selects the sessions on the newest one's template: the grid of one way of asking.
pub fn of_newest_template(sessions: &[&Summary]) -> Vec<usize> {
    let template = sessions.last().map(|newest| newest.template.as_deref());
    (0..sessions.len()).filter(|at| Some(sessions[*at].template.as_deref()) == template).collect()
}

#[cfg(test)]
mod tests;
