//! The two grids as JSON. A cell that was not asked or not agreed on is `null`.

use serde::Serialize;

use super::values::{VERSION, line, text};
use crate::model::{Cell, Direction, Light, TeamGrid, Trend};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<PatternOut>,
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

fn cells(cells: &[Option<Cell>]) -> Vec<Option<CellOut>> {
    let out = |cell: &Cell| CellOut {
        vote: cell.vote.word(),
        light: cell.light.map(Light::word),
        direction: cell.direction.map(Direction::word),
    };
    cells.iter().map(|cell| cell.as_ref().map(out)).collect()
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
        pattern: row.pattern().map(|pattern| PatternOut { unwell: pattern.unwell, of: pattern.of }),
    };
    text(&Document {
        squadcheck: VERSION,
        as_of: grid.as_of.map(|day| day.to_string()),
        teams: grid.columns.iter().map(team).collect(),
        dimensions: grid.rows.iter().map(row).collect(),
    })
}
