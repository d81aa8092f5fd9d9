//! One team over time: dimensions down, sessions across.
//!
//! The grid does not depend on the order in which sessions were found. Missing is missing: a
//! dimension that was not asked, skipped, or not agreed on has no colour.

use jiff::civil::Date;

use super::light::{Direction, Light};
use super::scale::Vote;
use super::summary::{Asked, Gist, Summary};
use super::workspace::Workspace;

/// What one session says of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The agreed vote.
    pub vote: Vote,
    /// What the vote is called.
    pub name: String,
    /// The light the vote stands for.
    pub light: Light,
    /// The agreed direction.
    pub direction: Option<Direction>,
}

/// One dimension over all sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The present key.
    pub key: String,
    /// The name in the newest session that asked it.
    pub name: String,
    /// One entry a session; none where nothing was agreed.
    pub cells: Vec<Option<Cell>>,
    /// For each session the index of the card, where it was asked at all.
    pub cards: Vec<Option<usize>>,
}

/// One session of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The session's day.
    pub date: Date,
    /// The session's template.
    pub template: Option<String>,
    /// Whether it is unfinished.
    pub open: bool,
}

/// The trend grid of one team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The team.
    pub team: String,
    /// Sessions from the oldest to the newest.
    pub columns: Vec<Column>,
    /// Dimensions, in the newest session's order, then those that are no longer asked.
    pub rows: Vec<Row>,
}

impl Trend {
    /// The grid of `sessions`, oldest first, all of one team.
    pub fn of(workspace: &Workspace, team: &str, sessions: &[&Summary]) -> Self {
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
            for (index, (asked, gist)) in session.cards().enumerate() {
                let key = workspace.present_key(session.template.as_deref(), &asked.key);
                let row = trend.row(key, &asked.name, sessions.len());
                if row.cards[at].is_none() {
                    row.cards[at] = Some(index);
                    row.cells[at] = cell(asked, gist);
                }
            }
        }
        trend
    }

    /// The grid of the newest `n` sessions. Dimensions that none of them asked are left out.
    #[must_use]
    pub fn newest(self, n: usize) -> Self {
        let gone = self.columns.len().saturating_sub(n);
        self.without_oldest(gone)
    }

    /// The grid of the sessions on `date` or later. Dimensions that none of them asked are left out.
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
        }
        self.rows.retain(|row| row.cards.iter().any(Option::is_some));
        self
    }

    fn row(&mut self, key: &str, name: &str, columns: usize) -> &mut Row {
        let at = self.rows.iter().position(|row| row.key == key).unwrap_or_else(|| {
            let (cells, cards) = (vec![None; columns], vec![None; columns]);
            self.rows.push(Row { key: key.to_owned(), name: name.to_owned(), cells, cards });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }
}

/// What a card says in a grid: nothing where it was skipped or nothing was agreed.
pub(super) fn cell(asked: &Asked, gist: &Gist) -> Option<Cell> {
    let vote = gist.vote()?;
    let scale = &asked.scale;
    Some(Cell { vote, name: scale.name(vote), light: scale.light(vote), direction: gist.agreed.direction })
}
