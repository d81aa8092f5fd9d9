//! Two sessions of one team side by side: then and now.
//!
//! Compares what was agreed; ballots are in it as their agreement alone, and only above the
//! threshold.

use super::cell_metric::{Cell, CellValue, Metric};
use super::consensus::Change;
use super::summary::Summary;
use super::trend::{Row, Trend};
use super::workspace::Workspace;

/// Difference of a dimension between two sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Agreed on both times, on one scale.
    Changed(Change),
    /// Asked now, and not then.
    New,
    /// Asked then, and not now.
    Gone,
    /// Agreed on both times, on two scales that cannot be compared.
    OtherScale,
    /// Not agreed on at one of the two.
    Unknown,
}

/// Two sessions, dimension by dimension: those of the later one in its order, then those that are
/// gone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The two columns: then and now.
    grid: Trend,
}

impl Comparison {
    /// Compares `then` with `now`.
    pub fn new(workspace: &Workspace, then: &Summary, now: &Summary) -> Self {
        Self { grid: Trend::new(workspace, &now.team, &[then, now]) }
    }

    /// Dimensions of either session.
    pub fn rows(&self) -> &[Row] {
        &self.grid.rows
    }

    /// Classifies the difference of a dimension.
    pub fn moved(row: &Row) -> Moved {
        match (row.cards[0], row.cards[1]) {
            (None, _) => Moved::New,
            (_, None) => Moved::Gone,
            _ => match (&row.said[1], &row.cells[0], &row.cells[1]) {
                (Some(said), Some(_), Some(_)) => {
                    said.change.map_or(Moved::OtherScale, Moved::Changed)
                }
                _ => Moved::Unknown,
            },
        }
    }

    /// Agreed values, then and now.
    pub const fn agreed(row: &Row) -> [Option<&Cell>; 2] {
        let [then, now] = row.cells.as_slice() else { return [None, None] };
        [then.as_ref(), now.as_ref()]
    }

    /// Agreement of the ballots, then and now.
    pub fn agreement(row: &Row) -> [CellValue<'_>; 2] {
        [0, 1].map(|at| row.sign(at, Metric::Agreement))
    }

    /// Numbers of dimensions that got better, got worse, and stayed.
    pub fn counts(&self) -> (usize, usize, usize) {
        let of = |change| {
            self.rows().iter().filter(|row| Self::moved(row) == Moved::Changed(change)).count()
        };
        (of(Change::Better), of(Change::Worse), of(Change::Same))
    }
}

#[cfg(test)]
mod tests;
