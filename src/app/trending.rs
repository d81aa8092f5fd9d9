//! One team over time, with a cursor on one cell.

use std::path::PathBuf;
use std::sync::Arc;

use crate::keys::Action;
use crate::model::{Summary, Trend};

use super::{App, Screen};

/// The trend grid on the screen.
#[derive(Clone, Debug)]
pub struct TrendView {
    /// The grid.
    pub trend: Trend,
    /// The file of each column.
    pub paths: Vec<PathBuf>,
    /// The dimension under the cursor.
    pub row: usize,
    /// The session under the cursor.
    pub column: usize,
}

impl TrendView {
    /// The grid of a team, with the cursor on the newest session.
    pub(crate) fn of(app: &App, team: &str) -> Self {
        let records = app.library.of_team(team);
        let sessions: Vec<&Summary> = records.iter().filter_map(|r| r.summary().map(Arc::as_ref)).collect();
        let paths: Vec<PathBuf> = records.iter().map(|record| record.path.clone()).collect();
        let trend = Trend::of(&app.workspace, team, &sessions);
        Self { column: trend.columns.len().saturating_sub(1), trend, paths, row: 0 }
    }

    /// The same view of what is there now.
    pub(crate) fn refreshed(&self, app: &App) -> Self {
        let fresh = Self::of(app, &self.trend.team);
        let row = self.row.min(fresh.trend.rows.len().saturating_sub(1));
        let column = self.column.min(fresh.trend.columns.len().saturating_sub(1));
        Self { row, column, ..fresh }
    }
}

impl App {
    pub(crate) fn trend_key(&mut self, action: Action) {
        let Screen::Trend(view) = &mut self.screen else { return };
        let (rows, columns) = (view.trend.rows.len(), view.trend.columns.len());
        match action {
            Action::Left => view.column = view.column.saturating_sub(1),
            Action::Right => view.column = (view.column + 1).min(columns.saturating_sub(1)),
            Action::PageUp => view.column = view.column.saturating_sub(5),
            Action::PageDown => view.column = (view.column + 5).min(columns.saturating_sub(1)),
            Action::First => view.column = 0,
            Action::Last => view.column = columns.saturating_sub(1),
            Action::Up | Action::Down => view.row = super::moved(view.row, rows, action),
            Action::Enter => {
                let Some(path) = view.paths.get(view.column).cloned() else { return };
                match view.trend.rows.get(view.row).and_then(|row| row.cards[view.column]) {
                    Some(card) => self.open(&path, Some(card)),
                    None => self.refuse("this dimension was not asked in that session"),
                }
            }
            _ => {}
        }
    }
}
