//! All teams at one moment, with a cursor on one cell.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::keys::Action;
use crate::library::Record;
use crate::model::{Metric, TeamGrid, grid};

use super::{App, Density, Screen};

/// The team grid on the screen.
#[derive(Clone, Debug)]
pub struct TeamsView {
    /// The grid.
    pub grid: TeamGrid,
    /// The file of each team's session.
    pub paths: Vec<Option<PathBuf>>,
    /// The days on which it changes, oldest first.
    pub days: Vec<Date>,
    /// The day that was chosen; none: today.
    pub as_of: Option<Date>,
    /// The dimension under the cursor.
    pub row: usize,
    /// The team under the cursor.
    pub column: usize,
    /// The cursor is on the dimension's name, left of all teams.
    pub on_name: bool,
    /// What the cells show.
    pub shows: Metric,
    /// How much room a team takes; never a year, since the grid is one moment.
    pub density: Density,
}

impl TeamsView {
    /// The grid as of a day, or of today.
    pub(crate) fn new(app: &App, as_of: Option<Date>) -> Self {
        let pasts = app.library.pasts();
        let grid = TeamGrid::new(&app.workspace, as_of.unwrap_or_else(|| app.now.date()), &pasts);
        let records: Vec<&Record> = app.library.readable().map(|(_, record)| record).collect();
        let path = |at: usize| records[at].path.clone();
        let paths =
            grid.columns.iter().map(|column| column.session.map(|(at, _)| path(at))).collect();
        Self {
            paths,
            days: grid::days(&app.workspace, &pasts),
            grid,
            as_of,
            row: 0,
            column: 0,
            on_name: false,
            shows: Metric::default(),
            density: Density::default(),
        }
    }

    /// The same view of what is there now, as of a day.
    pub(crate) fn moved_to(&self, app: &App, as_of: Option<Date>) -> Self {
        let fresh = Self::new(app, as_of);
        let row = self.row.min(fresh.grid.rows.len().saturating_sub(1));
        let column = self.column.min(fresh.grid.columns.len().saturating_sub(1));
        let (on_name, shows, density) = (self.on_name, self.shows, self.density);
        Self { row, column, on_name, shows, density, ..fresh }
    }

    fn move_to(&mut self, action: Action) {
        let last = self.grid.columns.len().saturating_sub(1);
        let on_name =
            std::mem::replace(&mut self.on_name, action == Action::Left && self.column == 0);
        // From the name the cursor comes back to the first team.
        let back = on_name && action == Action::Right;
        self.column = if back { 0 } else { super::moved_across(self.column, last, action) };
    }

    /// The day before on which the grid was another one.
    pub fn earlier(&self) -> Option<Date> {
        let shown = self.grid.columns.iter().filter_map(|column| Some(column.session?.1)).max()?;
        self.days.iter().rev().find(|day| **day < shown).copied()
    }

    /// The next day on which the grid is another one.
    pub fn later(&self) -> Option<Date> {
        let as_of = self.as_of?;
        self.days.iter().find(|day| **day > as_of).copied()
    }
}

impl App {
    pub(crate) fn show_teams(&mut self) {
        let view = TeamsView::new(self, None);
        if view.grid.columns.is_empty() {
            return self.refuse("no session of a team that shares to show yet: n starts a check");
        }
        self.go_to(Screen::Teams(Box::new(view)));
    }

    pub(crate) fn teams_key(&mut self, action: Action) {
        let Screen::Teams(view) = &mut self.screen else { return };
        let rows = view.grid.rows.len();
        match action {
            Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => {
                view.move_to(action);
            }
            Action::Up | Action::Down => view.row = super::moved(view.row, rows, action),
            Action::Shows => {
                view.shows = view.shows.next_of(&Metric::ACROSS_TEAMS);
                let words = view.shows.words();
                self.done(format!("cells show: {words}"));
            }
            Action::Denser if view.density == Density::Full => view.density = Density::Narrow,
            Action::Denser => self.refuse("one cell a team is the densest"),
            Action::Wider if view.density == Density::Narrow => view.density = Density::Full,
            Action::Wider => self.refuse("badges with arrows are the widest"),
            Action::OpenRow => self.open_row(),
            Action::Enter if view.on_name => self.open_row(),
            Action::EarlierDay => match view.earlier() {
                Some(day) => self.move_teams(Some(day)),
                None => self.refuse("there is no earlier session of a team that shares"),
            },
            Action::LaterDay => match (view.later(), view.as_of) {
                (Some(day), _) => self.move_teams(Some(day)),
                (None, Some(_)) => self.move_teams(None),
                (None, None) => self.refuse("this is today"),
            },
            Action::Enter => {
                let card =
                    view.grid.rows.get(view.row).and_then(|row| *row.cards.get(view.column)?);
                match (view.paths.get(view.column).cloned().flatten(), card) {
                    (Some(path), Some(card)) => self.open(&path, Some(card)),
                    (Some(_), None) => self.refuse("this dimension was not asked in that session"),
                    (None, _) => self.refuse("this team had agreed on nothing by that day"),
                }
            }
            _ => {}
        }
    }

    fn move_teams(&mut self, as_of: Option<Date>) {
        let today = self.now.date();
        let as_of = as_of.filter(|day| *day < today);
        let Screen::Teams(view) = &self.screen else { return };
        let view = view.moved_to(self, as_of);
        self.screen = Screen::Teams(Box::new(view));
    }
}
