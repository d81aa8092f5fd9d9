//! The two grids as JSON. A cell that was not asked or not agreed on is `null`.

use serde::Serialize;

use super::values::{VERSION, line, text};
use crate::model::{Cell, CellData, Direction, Light, TeamGrid, Trend};

#[derive(Debug, Serialize)]
struct CellOut {
    vote: String,
    light: Option<&'static str>,
    direction: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct RowOut {
    key: String,
    name: String,
    cells: Vec<Option<CellOut>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reworded: Vec<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    joined: Vec<JoinedOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<PatternOut>,
}

/// A card for which another one of its session stands.
#[derive(Debug, Serialize)]
struct JoinedOut {
    /// The place of the cell in its row.
    at: usize,
    dimension: String,
    name: String,
    cell: Option<CellOut>,
}

#[derive(Debug, Serialize)]
struct PatternOut {
    unwell: usize,
    of: usize,
}

#[derive(Debug, Serialize)]
struct ColumnOut {
    date: String,
    template: Option<String>,
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct TeamOut {
    team: String,
    date: Option<String>,
    state: Option<&'static str>,
    age: Option<i32>,
}

fn out(cell: &Cell) -> CellOut {
    CellOut {
        vote: cell.vote.word(),
        light: cell.light.map(Light::word),
        direction: cell.direction.map(Direction::word),
    }
}

fn cells(cells: &[Option<Cell>]) -> Vec<Option<CellOut>> {
    cells.iter().map(|cell| cell.as_ref().map(out)).collect()
}

fn joined(said: &[Option<CellData>]) -> Vec<JoinedOut> {
    let cards = said.iter().enumerate().flat_map(|(at, said)| {
        said.iter().flat_map(|said| &said.joined).map(move |card| (at, card))
    });
    let cards = cards.map(|(at, card)| JoinedOut {
        at,
        dimension: line(&card.key),
        name: line(&card.name),
        cell: card.cell.as_ref().map(out),
    });
    cards.collect()
}

const fn state(open: bool) -> &'static str {
    if open { "open" } else { "closed" }
}

/// Renders the trend grid of a team.
pub fn trend(trend: &Trend) -> String {
    #[derive(Serialize)]
    struct Document {
        squadcheck: u32,
        team: String,
        sessions: Vec<ColumnOut>,
        dimensions: Vec<RowOut>,
    }
    let column = |column: &crate::model::Column| ColumnOut {
        date: column.date.to_string(),
        template: column.template.as_deref().map(line),
        state: state(column.open),
    };
    let row = |row: &crate::model::Row| RowOut {
        key: line(&row.key),
        name: line(&row.name),
        cells: cells(&row.cells),
        reworded: row
            .said
            .iter()
            .map(|said| said.as_ref().is_some_and(|said| said.reworded))
            .collect(),
        joined: joined(&row.said),
        pattern: None,
    };
    text(&Document {
        squadcheck: VERSION,
        team: line(&trend.team),
        sessions: trend.columns.iter().map(column).collect(),
        dimensions: trend.rows.iter().map(row).collect(),
    })
}

/// Renders the grid of all teams.
pub fn teams(grid: &TeamGrid) -> String {
    #[derive(Serialize)]
    struct Document {
        squadcheck: u32,
        as_of: Option<String>,
        teams: Vec<TeamOut>,
        dimensions: Vec<RowOut>,
    }
    let team = |column: &crate::model::TeamColumn| TeamOut {
        team: line(&column.team),
        date: column.session.map(|(_, date)| date.to_string()),
        state: column.session.map(|_| state(column.open)),
        age: column.session.map(|_| column.age),
    };
    let row = |row: &crate::model::TeamRow| RowOut {
        key: line(&row.key),
        name: line(&row.name),
        cells: cells(&row.cells),
        reworded: Vec::new(),
        joined: joined(&row.said),
        pattern: row.pattern().map(|pattern| PatternOut { unwell: pattern.unwell, of: pattern.of }),
    };
    text(&Document {
        squadcheck: VERSION,
        as_of: grid.as_of.map(|day| day.to_string()),
        teams: grid.columns.iter().map(team).collect(),
        dimensions: grid.rows.iter().map(row).collect(),
    })
}
