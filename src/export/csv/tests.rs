//! CSV read back with a reader of CSV, cell by cell.

use jiff::civil::date;

use super::*;
use crate::export::trend::tests::trend;
use crate::model::Light;

fn read(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_cell_of_a_trend_is_a_line_in_words() {
    let trend = trend();
    let lines = read(&trend_csv(&trend, CsvStyle::default()));
    let mut expected = vec![grid_head()];
    for row in &trend.rows {
        for (column, cell) in std::iter::zip(&trend.columns, &row.cells) {
            let Some(cell) = cell else { continue };
            let state = if column.open { "open" } else { "closed" };
            let direction = cell.direction.map_or("", Direction::word);
            let fields = [
                &trend.team,
                &column.date.to_string(),
                state,
                &row.key,
                &row.name,
                &cell.vote.word(),
                cell.light.unwrap().word(),
                direction,
            ];
            expected.push(fields.map(str::to_owned).to_vec());
        }
    }
    assert_eq!(lines, expected);
    assert_eq!(lines.len(), 6);
}

#[test]
fn what_a_spreadsheet_would_run_is_text() {
    for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1", "=cmd|' /C calc'!A0"] {
        let mut trend = trend();
        trend.team = formula.to_owned();
        trend.rows[0].name = formula.to_owned();
        let lines = read(&trend_csv(&trend, CsvStyle::default()));
        for field in lines[1..].iter().flatten() {
            assert!(
                !field.trim_start().starts_with(['=', '+', '-', '@', '＝']),
                "{formula:?} became {field:?}"
            );
        }
    }
    let mut trend = trend();
    trend.rows[0].name = "a \"b\", c;\nd".to_owned();
    assert_eq!(read(&trend_csv(&trend, CsvStyle::default()))[1][4], "a \"b\", c; d");
}

#[test]
fn a_session_is_a_line_a_dimension_and_hides_what_the_threshold_hides() {
    use crate::model::{
        Agreed, Ballots, Card, Dimension, Revealed, Tally, Template, Voters, VotingMode,
    };
    let mut session = Session::new(
        "Checkout".into(),
        date(2026, 11, 20),
        &Template::default(),
        VotingMode::Hands,
        Voters::Count(3),
    );
    let card = |key: &str, green: u32| {
        let mut tally = Tally::default();
        tally.add_votes(Vote::Light(Light::Green), green);
        tally.add_votes(Vote::Light(Light::Red), 1);
        tally.add_directions(Direction::Stable, 1);
        tally.comments = vec!["=1".to_owned()];
        Card {
            revealed: Some(Revealed::Ballots(Ballots::Tally(tally))),
            agreed: Agreed {
                vote: Some(Vote::Light(Light::Red)),
                direction: Some(Direction::Worsening),
            },
            ..Card::new(Dimension {
                key: key.to_owned(),
                name: key.to_uppercase(),
                ..Dimension::default()
            })
        }
    };
    session.cards = vec![card("speed", 3), card("fun", 1)];
    let lines = read(&session_csv(&session, &[], 3, CsvStyle::default()));
    let line = |at: usize| lines[at].join("|");
    // Three green and one red: mean 1.5; 1 + 3/4 log2(3/4) + 1/4 log2(1/4) = 1 - 0.311 - 0.5.
    assert_eq!(
        line(1),
        "Checkout|2026-11-20||speed|SPEED|no|red|red|worsening||4|0|0.189|\
         green 3, red 1|stable 1|'=1|||"
    );
    assert_eq!(
        line(2),
        "Checkout|2026-11-20||fun|FUN|no|red|red|worsening||||||||||",
        "two votes are too few"
    );
}
