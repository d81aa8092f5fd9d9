//! One team over time, with a cursor on one cell: what cells show, how densely, and which two are
//! compared.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::keys::Action;
use crate::library::Record;
use crate::model::{Metric, Summary, Trend, trend};

use super::{App, ComparisonView, Screen};

/// How much room a column takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Badges with arrows.
    #[default]
    Full,
    /// One cell of the terminal.
    Narrow,
    /// A column is a year.
    Years,
}

/// Where the cell under the cursor is explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Beside the grid or below it, as far as there is room.
    #[default]
    Shown,
    /// With as much room as there is; the grid keeps a few rows.
    Large,
    /// Not at all.
    Off,
}

impl Panel {
    const fn next(self) -> (Self, &'static str) {
        match self {
            Self::Shown => {
                (Self::Large, "the cell under the cursor in full; p again takes it away")
            }
            Self::Large => {
                (Self::Off, "the grid alone; p again explains the cell under the cursor")
            }
            Self::Off => (Self::Shown, "the cell under the cursor is explained"),
        }
    }
}

/// The trend grid on the screen.
#[derive(Clone, Debug)]
pub struct TrendView {
    /// The grid.
    pub trend: Trend,
    /// The columns of each year.
    pub years: Vec<Range<usize>>,
    /// The file of each column.
    pub paths: Vec<PathBuf>,
    /// The dimension under the cursor.
    pub row: usize,
    /// The session under the cursor.
    pub column: usize,
    /// What the cells show.
    pub shows: Metric,
    /// How much room a column takes.
    pub density: Density,
    /// Whether sessions of other templates than the newest one's are in it.
    pub joined: bool,
    /// How many sessions were left out because they are not.
    pub left_out: usize,
    /// The columns to compare, at most two; the older mark first.
    pub marks: Vec<usize>,
    /// Where the cell under the cursor is explained.
    pub panel: Panel,
}

impl TrendView {
    /// The grid of a team, with the cursor on the newest session.
    pub(crate) fn new(app: &App, team: &str) -> Self {
        Self::joined_or_not(app, team, true)
    }

    fn joined_or_not(app: &App, team: &str, joined: bool) -> Self {
        let records = app.library.of_team(team);
        let known = |record: &&Record| Some((record.path.clone(), Arc::clone(record.summary()?)));
        let mut known: Vec<(PathBuf, Arc<Summary>)> = records.iter().filter_map(known).collect();
        let all = known.len();
        if !joined {
            let sessions: Vec<&Summary> =
                known.iter().map(|(_, summary)| summary.as_ref()).collect();
            let left = trend::of_newest_template(&sessions);
            known = left.into_iter().map(|at| known[at].clone()).collect();
        }
        let sessions: Vec<&Summary> = known.iter().map(|(_, summary)| summary.as_ref()).collect();
        let trend = Trend::new(&app.workspace, team, &sessions);
        Self {
            years: trend.years(),
            column: trend.columns.len().saturating_sub(1),
            left_out: all - known.len(),
            paths: known.into_iter().map(|(path, _)| path).collect(),
            trend,
            row: 0,
            shows: Metric::default(),
            density: Density::default(),
            joined,
            marks: Vec::new(),
            panel: Panel::default(),
        }
    }

    /// The same view of what is there now: the cursor and the marks stay on their sessions.
    pub(crate) fn refreshed(&self, app: &App) -> Self {
        self.with(Self::joined_or_not(app, &self.trend.team, self.joined))
    }

    fn with(&self, fresh: Self) -> Self {
        let now_at = |at: usize| {
            let path = self.paths.get(at)?;
            fresh.paths.iter().position(|known| known == path)
        };
        let last = fresh.trend.columns.len().saturating_sub(1);
        let key = self.trend.rows.get(self.row).map(|row| &row.key);
        let row = fresh.trend.rows.iter().position(|row| Some(&row.key) == key);
        Self {
            row: row.unwrap_or_else(|| self.row.min(fresh.trend.rows.len().saturating_sub(1))),
            column: now_at(self.column).unwrap_or_else(|| self.column.min(last)),
            marks: self.marks.iter().filter_map(|at| now_at(*at)).collect(),
            shows: self.shows,
            density: self.density,
            panel: self.panel,
            ..fresh
        }
    }

    /// The year that the cursor is in: an index into [`Self::years`].
    pub fn year(&self) -> usize {
        self.years.iter().position(|year| year.contains(&self.column)).unwrap_or(0)
    }

    /// The session that the cell under the cursor tells of. In a column that is a year it is the
    /// last one that tells anything of the row.
    pub fn at(&self) -> Option<usize> {
        let newest = (self.column < self.paths.len()).then_some(self.column)?;
        if self.density != Density::Years {
            return Some(newest);
        }
        let year = self.years.get(self.year())?.clone();
        let row = self.trend.rows.get(self.row)?;
        row.last_that_tells(year.clone(), self.shows).or(year.last())
    }

    /// The columns to compare, the earlier one first.
    pub fn marked(&self) -> Option<[usize; 2]> {
        let [one, other] = *self.marks.as_slice() else { return None };
        Some([one.min(other), one.max(other)])
    }

    fn move_to(&mut self, action: Action) {
        let last = self.trend.columns.len().saturating_sub(1);
        if self.density == Density::Years {
            let to = super::moved_across(self.year(), self.years.len().saturating_sub(1), action);
            let year = self.years.get(to);
            self.column = year.and_then(|year| year.clone().last()).unwrap_or(last);
            return;
        }
        self.column = super::moved_across(self.column, last, action);
    }

    /// Marks a session, or takes its mark away. A third mark takes the place of the oldest one.
    fn mark(&mut self) -> Option<String> {
        let at = self.at()?;
        let day = self.trend.columns[at].date.strftime("%-d %b %Y");
        if let Some(known) = self.marks.iter().position(|mark| *mark == at) {
            self.marks.remove(known);
            return Some(format!("{day} is no longer marked"));
        }
        if self.marks.len() == 2 {
            self.marks.remove(0);
        }
        self.marks.push(at);
        let next = if self.marks.len() == 2 {
            "Enter compares the two"
        } else {
            "mark a second one to compare"
        };
        Some(format!("{day} is marked; {next}"))
    }
}

impl App {
    pub(crate) fn trend_key(&mut self, action: Action) {
        let Screen::Trend(view) = &mut self.screen else { return };
        // What was read whole is let go of when the files are read again.
        let here = view.at().map(|at| view.paths[at].clone());
        if here.is_some_and(|path| self.library.record(&path).is_some_and(Record::is_outline)) {
            let team = view.trend.team.clone();
            self.defer_until_loaded(&team);
            return;
        }
        let rows = view.trend.rows.len();
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
                view.shows = view.shows.next_of(&Metric::ALL);
                let words = view.shows.words();
                self.done(format!("cells show: {words}"));
            }
            Action::Denser => match view.density {
                Density::Full => view.density = Density::Narrow,
                Density::Narrow => view.density = Density::Years,
                Density::Years => self.refuse("a year in a column is the densest"),
            },
            Action::Wider => match view.density {
                Density::Full => self.refuse("badges with arrows are the widest"),
                Density::Narrow => view.density = Density::Full,
                Density::Years => view.density = Density::Narrow,
            },
            Action::Mark => {
                let words = view.mark();
                self.notice = words.map(super::Notice::Done);
            }
            Action::Panel => {
                let (panel, words) = view.panel.next();
                view.panel = panel;
                self.done(words);
            }
            Action::Join => self.join_or_leave_out(),
            Action::Enter => match view.marked() {
                Some([then, now]) => self.compare(then, now),
                None => self.open_cell(),
            },
            _ => {}
        }
    }

    fn open_cell(&mut self) {
        let Screen::Trend(view) = &self.screen else { return };
        let Some(at) = view.at() else { return };
        let path = view.paths[at].clone();
        match view.trend.rows.get(view.row).and_then(|row| row.cards[at]) {
            Some(card) => self.open(&path, Some(card)),
            None => self.refuse("this dimension was not asked in that session"),
        }
    }

    fn compare(&mut self, then: usize, now: usize) {
        let Screen::Trend(view) = &self.screen else { return };
        let (then, now, team) =
            (view.paths[then].clone(), view.paths[now].clone(), view.trend.team.clone());
        if self.defer_until_loaded(&team) {
            return;
        }
        match ComparisonView::new(self, &then, &now) {
            Some(view) => self.go_to(Screen::Compare(Box::new(view))),
            None => self.refuse("one of the two can no longer be read"),
        }
    }

    fn join_or_leave_out(&mut self) {
        let Screen::Trend(view) = &self.screen else { return };
        let other = TrendView::joined_or_not(self, &view.trend.team, !view.joined);
        let left_out = view.left_out.max(other.left_out);
        if left_out == 0 {
            return self.refuse("all sessions are on one template: none to leave out");
        }
        let view = view.with(other);
        let words = if view.joined {
            "sessions of other templates are in the grid, joined by the keys of their dimensions"
                .to_owned()
        } else {
            format!(
                "{left_out} of other templates than the newest one's left out; o brings them back"
            )
        };
        self.screen = Screen::Trend(Box::new(view));
        self.done(words);
    }

    /// The whole session of a file, as far as it is in memory.
    pub(crate) fn whole(&self, path: &Path) -> Option<&Arc<crate::model::Session>> {
        self.library.session(path)
    }
}

#[cfg(test)]
mod tests;
