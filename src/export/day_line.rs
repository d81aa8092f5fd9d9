//! A session in one line: `6 green, 3 yellow, 2 red; 1 better, 1 worse`.
//!
//! Counts what was agreed, which is said aloud and no secret; it adds up no team against another.

use std::fmt::Write as _;

use super::markdown::Report;
use crate::messages::term;
use crate::model::consensus::Change;
use crate::model::{Card, Light};

/// Says what was agreed, and how much of it is better or worse than last time.
pub(super) fn day_line(report: &Report<'_>) -> String {
    let session = report.session;
    let agreed = |light: Option<Light>| {
        let of = |card: &&Card| card.vote().map(|vote| card.dimension.scale.light(vote));
        session.cards.iter().filter_map(|card| of(&card)).filter(|one| *one == light).count()
    };
    let lights = Light::ALL.map(Some).into_iter().chain([None]);
    let mut counts: Vec<String> = lights
        .map(|light| (agreed(light), term::light(light).to_lowercase()))
        .filter(|(n, _)| *n > 0)
        .map(|(n, light)| format!("{n} {light}"))
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
    let changes: Vec<Change> = std::iter::zip(&session.cards, report.last())
        .filter_map(|(card, last)| last?.change(card))
        .collect();
    let moved: Vec<String> = [Change::Better, Change::Worse]
        .into_iter()
        .map(|wanted| (changes.iter().filter(|change| **change == wanted).count(), wanted))
        .filter(|(n, _)| *n > 0)
        .map(|(n, change)| format!("{n} {}", term::change(change)))
        .collect();
    if !moved.is_empty() {
        let _ = write!(line, "; {}", moved.join(", "));
    } else if !changes.is_empty() {
        line.push_str("; as last time");
    }
    if session.is_open() {
        line.push_str("; not finished");
    }
    line
}
