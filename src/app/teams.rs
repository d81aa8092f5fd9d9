//! All teams at one moment, with a cursor on one cell.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::keys::{Action, Key, Place, Word};
use crate::library::Record;
use crate::messages::Message;
use crate::model::{Metric, TeamGrid, grid, text};

use super::{Block, Can, Component, Context, Density, LiveCheck, Named, Step};

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
    /// The metric of the cells.
    pub shows: Metric,
    /// How much room a team takes; never a year, since the grid is one moment.
    pub density: Density,
}

impl TeamsView {
    /// The grid as of a day, or of today.
    pub(super) fn new(ctx: &Context, as_of: Option<Date>) -> Self {
        let pasts = ctx.library.pasts();
        let grid = TeamGrid::new(&ctx.workspace, as_of.unwrap_or_else(|| ctx.now.date()), &pasts);
        let records: Vec<&Record> = ctx.library.readable().map(|(_, record)| record).collect();
        let path = |at: usize| records[at].path.clone();
        let paths =
            grid.columns.iter().map(|column| column.session.map(|(at, _)| path(at))).collect();
        Self {
            paths,
            days: grid::days(&ctx.workspace, &pasts),
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
    fn moved_to(&self, ctx: &Context, as_of: Option<Date>) -> Self {
        let fresh = Self::new(ctx, as_of);
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

impl TeamsView {
    /// Returns true if there is anything to show.
    pub(super) fn can_open(ctx: &Context) -> bool {
        let silent = |slug: &str| {
            let mut teams = ctx.workspace.teams.iter();
            teams.any(|team| !team.share && text::slug(&team.name) == slug)
        };
        ctx.library.readable().any(|(past, _)| !silent(&past.session.slug))
    }

    /// The card under the cursor, with the file of its session.
    fn cell(&self) -> (Option<&Path>, Option<usize>) {
        let card = self.grid.rows.get(self.row).and_then(|row| *row.cards.get(self.column)?);
        (self.paths.get(self.column).and_then(Option::as_deref), card)
    }

    fn move_in_time(&mut self, as_of: Option<Date>, ctx: &Context) {
        let today = ctx.now.date();
        *self = self.moved_to(ctx, as_of.filter(|day| *day < today));
    }
}

impl Component for TeamsView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Teams
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        let blocked = match action {
            Action::Denser if self.density != Density::Full => Message::DensestIsCell,
            Action::Wider if self.density != Density::Narrow => Message::Widest,
            Action::EarlierDay if self.earlier().is_none() => Message::NoEarlierDay,
            Action::LaterDay if self.later().or(self.as_of).is_none() => Message::ThisIsToday,
            Action::Enter if !self.on_name => match self.cell() {
                (Some(_), Some(_)) => return Ok(()),
                (Some(_), None) => Message::NotAskedThen,
                (None, _) => Message::NothingAgreedByThen,
            },
            _ => return Ok(()),
        };
        Err(Block::Now(blocked))
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        match action {
            Action::Enter if self.on_name => Named::As(Word::AcrossTeams),
            Action::OpenRow if self.on_name => Named::Not,
            _ => Named::AsUsual,
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Back => ctx.back(),
            Action::Export => ctx.go(Step::Export),
            Action::Search => ctx.begin_search(None, false),
            Action::LargeType => ctx.turn_large_type(),
            Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.move_to(action),
            Action::Up | Action::Down => {
                self.row = super::moved(self.row, self.grid.rows.len(), action);
            }
            Action::Shows => {
                self.shows = self.shows.next_of(&Metric::ACROSS_TEAMS);
                ctx.done(Message::CellsShow(self.shows));
            }
            Action::Denser => self.density = Density::Narrow,
            Action::Wider => self.density = Density::Full,
            Action::OpenRow => ctx.open_row(self),
            Action::Enter if self.on_name => ctx.open_row(self),
            Action::EarlierDay => self.move_in_time(self.earlier(), ctx),
            Action::LaterDay => self.move_in_time(self.later(), ctx),
            Action::Enter => {
                if let (Some(path), Some(card)) = self.cell() {
                    ctx.go(Step::Open { path: path.to_owned(), card: Some(card) });
                }
            }
            _ => {}
        }
    }

    fn refresh(&mut self, ctx: &mut Context) {
        *self = self.moved_to(ctx, self.as_of);
    }
}
