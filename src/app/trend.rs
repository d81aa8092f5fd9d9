//! One team over time, with a cursor on one cell: what cells show, how densely, and which two are
//! compared.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::keys::{Action, Key, Place, Word};
use crate::library::Record;
use crate::messages::Message;
pub use crate::messages::Panel;
use crate::model::{Metric, Summary, Trend, trend};

use super::{Block, Can, ComparisonView, Component, Context, LiveCheck, Named, Step};

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

/// The panel that comes after this one.
const fn next_panel(panel: Panel) -> Panel {
    match panel {
        Panel::Shown => Panel::Large,
        Panel::Large => Panel::Off,
        Panel::Off => Panel::Shown,
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
    /// The metric of the cells.
    pub shows: Metric,
    /// How much room a column takes.
    pub density: Density,
    /// True if sessions of other templates than the newest one's are in it.
    pub joined: bool,
    /// How many sessions were left out because they are not.
    pub left_out: usize,
    /// How many sessions are of other templates than the newest one's.
    others: usize,
    /// The columns to compare, at most two; the older mark first.
    pub marks: Vec<usize>,
    /// The panel that explains the cell under the cursor.
    pub panel: Panel,
}

impl TrendView {
    /// The grid of a team, with the cursor on the newest session.
    pub(super) fn new(ctx: &Context, team: &str) -> Self {
        Self::joined_or_not(ctx, team, true)
    }

    fn joined_or_not(ctx: &Context, team: &str, joined: bool) -> Self {
        let records = ctx.library.of_team(team);
        let known = |record: &&Record| Some((record.path.clone(), Arc::clone(record.summary()?)));
        let mut known: Vec<(PathBuf, Arc<Summary>)> = records.iter().filter_map(known).collect();
        let all = known.len();
        let newest = {
            let sessions: Vec<&Summary> = known.iter().map(|(_, s)| s.as_ref()).collect();
            trend::of_newest_template(&sessions)
        };
        let others = all - newest.len();
        if !joined {
            known = newest.into_iter().map(|at| known[at].clone()).collect();
        }
        let sessions: Vec<&Summary> = known.iter().map(|(_, summary)| summary.as_ref()).collect();
        let trend = Trend::new(&ctx.workspace, team, &sessions);
        Self {
            years: trend.years(),
            column: trend.columns.len().saturating_sub(1),
            left_out: all - known.len(),
            others,
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

    /// The view of fresh sessions: the cursor and the marks stay where they were.
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
    fn mark(&mut self) -> Option<Message> {
        let at = self.at()?;
        let day = self.trend.columns[at].date;
        if let Some(known) = self.marks.iter().position(|mark| *mark == at) {
            self.marks.remove(known);
            return Some(Message::Unmarked(day));
        }
        if self.marks.len() == 2 {
            self.marks.remove(0);
        }
        self.marks.push(at);
        Some(Message::MarkedColumn { day, two: self.marks.len() == 2 })
    }

    /// The card under the cursor, with the file of its session.
    fn cell(&self) -> Option<(&Path, Option<usize>)> {
        let at = self.at()?;
        let card = self.trend.rows.get(self.row).and_then(|row| row.cards[at]);
        Some((&self.paths[at], card))
    }

    /// The session under the cursor, if only its summary is known: whole sessions are let go of
    /// when the files are read again.
    fn is_unread(&self, ctx: &Context) -> bool {
        let path = self.at().map(|at| &self.paths[at]);
        path.is_some_and(|path| ctx.library.record(path).is_some_and(Record::is_outline))
    }

    fn compare(&self, [then, now]: [usize; 2], ctx: &mut Context) {
        if !ctx.defer_until_loaded(&self.trend.team)
            && let Some(view) = ComparisonView::new(ctx, &self.paths[then], &self.paths[now])
        {
            ctx.open(view);
        }
    }

    fn join_or_leave_out(&mut self, ctx: &mut Context) {
        let other = Self::joined_or_not(ctx, &self.trend.team, !self.joined);
        *self = self.with(other);
        ctx.done(Message::Joined { left_out: self.left_out });
    }
}

impl Component for TrendView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Trend
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        let blocked = match action {
            Action::Join if self.others == 0 => Some(Message::OneTemplate),
            Action::Denser if self.density == Density::Years => Some(Message::DensestIsYears),
            Action::Wider if self.density == Density::Full => Some(Message::Widest),
            Action::Enter => match (self.marked(), self.cell()) {
                (Some(marked), _) => {
                    let read = |at: usize| {
                        let record = ctx.library.record(&self.paths[at]);
                        record.is_some_and(|record| record.summary().is_some())
                    };
                    (!marked.into_iter().all(read)).then_some(Message::ComparisonUnreadable)
                }
                (None, Some((_, None))) => Some(Message::NotAskedThen),
                _ => None,
            },
            _ => None,
        };
        // Looked for last: a frame asks this of every key, and few are blocked.
        match blocked.filter(|_| !self.is_unread(ctx)) {
            Some(why) => Err(Block::Now(why)),
            None => Ok(()),
        }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        match action {
            Action::Enter if self.marked().is_some() => Named::As(Word::Compare),
            _ => Named::AsUsual,
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let team = || Some(self.trend.team.clone());
        match action {
            Action::Back => return ctx.back(),
            Action::Export => return ctx.go(Step::Export),
            Action::Search => return ctx.begin_search(team(), false),
            Action::OpenBoard => return ctx.show_board(team()),
            Action::LargeType => return ctx.turn_large_type(),
            _ if self.is_unread(ctx) => {
                ctx.defer_until_loaded(&self.trend.team);
                return;
            }
            _ => {}
        }
        match action {
            Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.move_to(action),
            Action::Up | Action::Down => {
                self.row = super::moved(self.row, self.trend.rows.len(), action);
            }
            Action::Shows => {
                self.shows = self.shows.next_of(&Metric::ALL);
                ctx.done(Message::CellsShow(self.shows));
            }
            Action::Denser => {
                let full = self.density == Density::Full;
                self.density = if full { Density::Narrow } else { Density::Years };
            }
            Action::Wider => {
                let years = self.density == Density::Years;
                self.density = if years { Density::Narrow } else { Density::Full };
            }
            Action::Mark => {
                if let Some(message) = self.mark() {
                    ctx.done(message);
                }
            }
            Action::Panel => {
                self.panel = next_panel(self.panel);
                ctx.done(Message::PanelShows(self.panel));
            }
            Action::Join => self.join_or_leave_out(ctx),
            Action::Insight => {
                let path = self.paths.get(self.column);
                let session = path.and_then(|path| ctx.library.session(path).cloned());
                if let (Some(path), Some(session)) = (path, session) {
                    ctx.show_insight(path, &session);
                }
            }
            Action::Enter => match (self.marked(), self.cell()) {
                (Some(marked), _) => self.compare(marked, ctx),
                (None, Some((path, Some(card)))) => {
                    ctx.go(Step::Open { path: path.to_owned(), card: Some(card) });
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn refresh(&mut self, ctx: &mut Context) {
        *self = self.with(Self::joined_or_not(ctx, &self.trend.team, self.joined));
    }
}

impl Context {
    /// Opens a team's trend grid, once its sessions are read. False: they are not yet.
    pub(super) fn show_trend(&mut self, team: &str) -> bool {
        let read = !self.defer_until_loaded(team);
        if read {
            let view = TrendView::new(self, team);
            self.open(view);
        }
        read
    }
}

#[cfg(test)]
mod tests;
