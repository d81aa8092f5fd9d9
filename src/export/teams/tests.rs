//! The grid of all teams as people get it.

use jiff::civil::{Date, date};

use super::*;
use crate::model::{Cell, Direction, Level, Light, TeamRow, Vote};

/// Three teams, one of which held its last check long ago, and one of which never asked for fun.
pub(in crate::export) fn grid() -> TeamGrid {
    let as_of = date(2026, 11, 20);
    let column = |team: &str, at: usize, on: Date| TeamColumn {
        team: team.to_owned(),
        session: Some((at, on)),
        open: false,
        age: (as_of - on).get_days(),
    };
    let cell = |light: Light, direction| {
        Some(Cell {
            vote: Vote::Light(light),
            name: light.name().to_owned(),
            light: Some(light),
            direction,
        })
    };
    let level = Vote::Level(Level::thousandths(2500));
    let level =
        Some(Cell { vote: level, name: "2.5".into(), light: Some(Light::Yellow), direction: None });
    let row = |name: &str, cells: Vec<Option<Cell>>| TeamRow {
        key: name.to_lowercase(),
        name: name.to_owned(),
        cards: cells.iter().map(|cell| cell.as_ref().map(|_| 0)).collect(),
        said: vec![None; cells.len()],
        cells,
    };
    TeamGrid {
        as_of: Some(as_of),
        columns: vec![
            column("Checkout", 0, as_of),
            column("Search | find", 1, date(2026, 10, 30)),
            column("Platform", 2, date(2026, 5, 20)),
        ],
        rows: vec![
            row(
                "Speed",
                vec![
                    cell(Light::Red, Some(Direction::Worsening)),
                    level,
                    cell(Light::Green, Some(Direction::Stable)),
                ],
            ),
            row("Fun", vec![cell(Light::Green, None), None, cell(Light::Green, None)]),
        ],
    }
}

#[test]
fn the_grid_lines_up_in_a_terminal() {
    insta::assert_snapshot!(teams_text(&grid(), false));
    let ascii = teams_text(&grid(), true);
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn the_grid_is_a_table_of_markdown_with_what_no_team_can_fix_alone() {
    insta::assert_snapshot!(teams_markdown(&grid()));
}

#[test]
fn an_empty_grid_says_so() {
    assert_eq!(teams_text(&TeamGrid::default(), false), "Teams · 0 teams\n");
    assert_eq!(teams_markdown(&TeamGrid::default()), "# Teams · 0 teams\n\nNo checks.\n");
}

#[test]
fn an_age_is_told_in_the_unit_that_tells_enough() {
    let mut column = grid().columns.remove(0);
    let mut told = |days| {
        column.age = days;
        age(&column)
    };
    let ages = [0, 1, 13, 14, 60, 61, 400].map(&mut told);
    assert_eq!(
        ages,
        [
            "same day",
            "1 day ago",
            "13 days ago",
            "2 weeks ago",
            "8 weeks ago",
            "2 months ago",
            "13 months ago"
        ]
    );
}
