//! Grids as people get them.

use jiff::civil::date;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::model::{Cell, Column, Direction, Level, Light, Row, Vote};

fn light(light: Light, direction: Option<Direction>) -> Cell {
    Cell { vote: Vote::Light(light), name: light.name().into(), light: Some(light), direction }
}

pub(in crate::export) fn trend() -> Trend {
    let column = |date, open| Column { date, template: None, open };
    let level = Vote::Level(Level::thousandths(2500));
    let level = Cell {
        vote: level,
        name: "2.5".into(),
        light: Some(Light::Yellow),
        direction: Some(Direction::Stable),
    };
    let row = |name: &str, cells: Vec<Option<Cell>>| Row {
        key: name.to_lowercase(),
        name: name.into(),
        cards: cells.iter().map(|cell| cell.as_ref().map(|_| 0)).collect(),
        said: vec![None; cells.len()],
        course: None,
        cells,
    };
    let (better, same, worse) =
        (Some(Direction::Improving), Some(Direction::Stable), Some(Direction::Worsening));
    Trend {
        team: "Checkout".into(),
        columns: vec![
            column(date(2025, 8, 5), false),
            column(date(2025, 11, 20), false),
            column(date(2026, 2, 12), true),
        ],
        rows: vec![
            row(
                "Easy to release",
                vec![
                    Some(light(Light::Red, worse)),
                    Some(light(Light::Yellow, same)),
                    Some(light(Light::Green, better)),
                ],
            ),
            row("東京 | <b>", vec![None, Some(level), None]),
            row("Speed", vec![Some(light(Light::Green, None)), None, None]),
        ],
    }
}

#[test]
fn a_grid_lines_up_in_a_terminal() {
    insta::assert_snapshot!(trend_text(&trend(), false), @"
    Checkout · trend · 3 checks

                       5 Aug   20 Nov   12 Feb
                      2025              2026
                                        open
    Easy to release   ■R ↘     ▲Y →     ●G ↗
    東京 | <b>        ·        ▲2.5 →   ·
    Speed             ●G       ·        ·

    ●G green  ▲Y yellow  ■R red   · not asked or not agreed
    ↗ improving  → stable  ↘ worsening
    ");
}

#[test]
fn a_grid_in_ascii_needs_no_sign_of_another_script() {
    let mut trend = trend();
    trend.rows.remove(1);
    let text = trend_text(&trend, true);
    assert!(text.is_ascii());
    insta::assert_snapshot!(text, @"
    Checkout - trend - 3 checks

                       5 Aug   20 Nov   12 Feb
                      2025              2026
                                        open
    Easy to release   R-       Y=       G+
    Speed             G        .        .

    G green  Y yellow  R red   . not asked or not agreed
    + improving  = stable  - worsening
    ");
}

#[test]
fn a_level_in_ascii_stands_with_the_letter_of_its_light() {
    assert!(trend_text(&trend(), true).contains("2.5Y="));
}

#[test]
fn a_level_without_a_light_has_its_sign_explained() {
    let mut trend = trend();
    trend.rows[1].cells[1].as_mut().unwrap().light = None;
    for (text, words) in [
        (trend_text(&trend, false), "■R red  ○ no light   · not asked"),
        (trend_text(&trend, true), "R red  - no light   . not asked"),
        (trend_markdown(&trend), "🔴 R red, ⚪ no light; ↗"),
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_grid_is_a_table_of_markdown_in_which_names_do_nothing() {
    insta::assert_snapshot!(trend_markdown(&trend()), @r"
    # Checkout · trend

    | Card            | 2025-08-05 | 2025-11-20 | 2026-02-12 (open) |
    | --------------- | ---------- | ---------- | ----------------- |
    | Easy to release | 🔴 R ↘     | 🟡 Y →     | 🟢 G ↗            |
    | 東京 \| \<b>    | ·          | 🟡 2.5 →   | ·                 |
    | Speed           | 🟢 G       | ·          | ·                 |

    🟢 G green, 🟡 Y yellow, 🔴 R red; ↗ improving, → stable, ↘ worsening; · not asked or not agreed.
    ");
}

#[test]
fn a_grid_without_sessions_says_so() {
    let empty = Trend { team: "Checkout".into(), ..Trend::default() };
    assert_eq!(trend_text(&empty, false), "Checkout · trend · 0 checks\n");
    assert_eq!(trend_markdown(&empty), "# Checkout · trend\n\nNo checks.\n");
}

#[test]
fn a_name_without_end_is_cut_where_the_grid_would_burst() {
    let mut trend = trend();
    trend.rows[0].name = "東".repeat(500);
    let widest = trend_text(&trend, false).lines().map(UnicodeWidthStr::width).max().unwrap();
    assert!(widest < 90, "{widest}");
}

#[test]
fn the_newest_columns_stay_and_dimensions_that_they_did_not_ask_go() {
    let names = |trend: &Trend| trend.rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    let two = trend().newest(2);
    assert_eq!(two.columns.len(), 2);
    assert_eq!(names(&two), ["Easy to release", "東京 | <b>"]);
    assert_eq!(two, trend().since(date(2025, 11, 20)));
    assert_eq!(trend().newest(9), trend());
    assert_eq!(trend().since(date(2020, 1, 1)), trend());
    assert!(trend().newest(0).rows.is_empty());
    assert!(trend().since(date(2030, 1, 1)).columns.is_empty());
}
