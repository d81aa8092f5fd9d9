//! A session in one line: `6 green, 3 yellow, 2 red; 1 better, 1 worse`.
//!
//! Counts what was agreed, which is said aloud and no secret; it adds up no team against another.

use std::fmt::Write as _;

use super::markdown::Report;
use crate::messages::term;
use crate::model::consensus::Change;
use crate::model::{Card, DayResult};

/// Says what was agreed, and how much of it is better or worse than last time.
pub(super) fn day_line(report: &Report<'_>) -> String {
    let session = report.session;
    let changes: Vec<Change> = std::iter::zip(&session.cards, report.last())
        .filter_map(|(card, last)| last?.change(card))
        .collect();
    let result = DayResult::new(session, &changes);
    let mut counts: Vec<String> = result
        .lights
        .iter()
        .map(|(light, n)| format!("{n} {}", term::light(*light).to_lowercase()))
        .collect();
    if counts.is_empty() {
        return if session.is_open() { "nothing agreed yet" } else { "nothing agreed" }.to_owned();
    }
    let left = |card: &&Card| !card.skipped && card.revealed.is_some() && card.vote().is_none();
    match session.cards.iter().filter(left).count() {
        0 => {}
        n => counts.push(format!("{n} not agreed")),
    }
    let mut line = counts.join(", ");
    let moved: Vec<String> = [(result.better, Change::Better), (result.worse, Change::Worse)]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, change)| format!("{n} {}", term::change(change)))
        .collect();
    if !moved.is_empty() {
        let _ = write!(line, "; {}", moved.join(", "));
    } else if !changes.is_empty() {
        line.push_str("; same as last time");
    }
    if session.is_open() {
        line.push_str("; not finished");
    }
    line
}
