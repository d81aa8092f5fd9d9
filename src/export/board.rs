//! Lists of actions and of experiments as text: for a terminal, a mail, or a wiki.
//!
//! Shows what the board holds, in its order, and adds nothing up but how many there are.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::model::board::{Item, ItemKind, Standing};
use crate::model::text::{count, set_apart};
use crate::model::{Board, ExperimentState, FollowUpStats};

use super::escape::escape_or;
use super::follow_up_stats;
use super::grid::short;
use super::standing::{stands, tried_stands};
use super::table::Table;

/// The words for a text that is blank.
const NO_TEXT: &str = "(no text)";

/// The words for a finished experiment without a lesson.
const NOT_LEARNT: &str = "(no lesson recorded)";

/// The lesson of an experiment; none for an action, or before an experiment has finished.
fn learnt(standing: &Standing) -> Option<&str> {
    let Standing::Experiment(tried) = standing else { return None };
    let finished = tried.trial() == ExperimentState::Finished;
    if tried.is_learnt() { Some(tried.learning.trim()) } else { finished.then_some(NOT_LEARNT) }
}

const fn heads(kind: ItemKind) -> [&'static str; 7] {
    match kind {
        ItemKind::Actions => ["Due", "Team", "Owner", "Card", "From", "State", "Action"],
        ItemKind::Experiments => ["Review", "Team", "Owner", "Card", "From", "State", "Experiment"],
    }
}

/// Renders the board for a terminal, an item a line; the text comes last, since it may be long.
///
/// With `ascii` it has no glyph of ours beyond ASCII. One team has its counts, too.
pub fn board_text(board: &Board, practice: Option<&FollowUpStats>, ascii: bool) -> String {
    let (dot, dash) = if ascii { ("-", "-") } else { ("·", "–") };
    let mut text = format!("{}\n", heading(board).replace('·', dot));
    for line in practice.iter().flat_map(|practice| told(practice)) {
        let _ = writeln!(text, "  {line}");
    }
    if board.items.is_empty() {
        return text;
    }
    text.push('\n');
    let line = |item: &Item| {
        let topic = item.topic.as_ref().map_or("", |topic| topic.name.as_str());
        let [team, owner, topic] = [item.team.as_str(), item.owner.as_str(), topic].map(short);
        let or_dash = |text: String| if text.is_empty() { dash.to_owned() } else { text };
        let facts = [
            by(item).unwrap_or_default(),
            team,
            owner,
            topic,
            item.born.to_string(),
            state(&item.standing),
        ];
        let text = set_apart(&item.text);
        let text = if text.trim().is_empty() { NO_TEXT } else { text.trim() };
        let learnt =
            learnt(&item.standing).map(|learnt| format!("; learnt: {}", set_apart(learnt)));
        (facts.map(or_dash), format!("{text}{}", learnt.unwrap_or_default()))
    };
    let [heads @ .., what] = heads(board.kind);
    let mut lines = vec![(heads.map(str::to_owned), what.to_owned())];
    lines.extend(board.items.iter().map(line));
    let widths: [usize; 6] = std::array::from_fn(|at| {
        lines.iter().map(|(facts, _)| facts[at].width()).max().unwrap_or(0)
    });
    for (facts, what) in &lines {
        for (fact, width) in facts.iter().zip(widths) {
            let _ = write!(text, "{fact}{:1$}  ", "", width - fact.width());
        }
        let _ = writeln!(text, "{what}");
    }
    text
}

/// The counts of a team, a line each; none where there is nothing to count.
fn told(practice: &FollowUpStats) -> Vec<String> {
    if !follow_up_stats::says_something(practice) {
        return Vec::new();
    }
    let [tried, learnt, done] = follow_up_stats::lines(practice);
    vec![format!("Since the check of {}:", practice.since), tried, learnt, done]
}

/// Renders the board as a table of Markdown. One team has its counts, too.
pub fn board_markdown(board: &Board, practice: Option<&FollowUpStats>) -> String {
    let mut text = format!("# {}\n\n", heading(board));
    if let [since, lines @ ..] = practice.map(told).unwrap_or_default().as_slice() {
        let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        let _ = writeln!(text, "{since}\n\n{}\n", lines.join("\n"));
    }
    if board.items.is_empty() {
        return text;
    }
    let [heads @ .., what] = heads(board.kind);
    let told = if board.kind == ItemKind::Experiments { Some("Learnt") } else { None };
    let mut table = Table::new(std::iter::once(what).chain(heads).chain(told));
    for item in &board.items {
        let topic = item
            .topic
            .as_ref()
            .map_or("–".to_owned(), |topic| escape_or(&topic.name, "(no name)"));
        let mut row = vec![
            escape_or(&item.text, NO_TEXT),
            by(item).unwrap_or("–".to_owned()),
            escape_or(&item.team, "(no name)"),
            escape_or(&item.owner, "–"),
            topic,
            item.born.to_string(),
            escape_or(&state(&item.standing), "–"),
        ];
        row.extend(told.map(|_| escape_or(learnt(&item.standing).unwrap_or_default(), "–")));
        table.row(row);
    }
    let _ = writeln!(text, "{table}");
    text
}

/// `Actions · 3 open, 1 overdue`.
fn heading(board: &Board) -> String {
    let (kind, open) = match board.kind {
        ItemKind::Actions => ("Actions", "open"),
        ItemKind::Experiments => ("Experiments", "running"),
    };
    let mut heading = format!("{kind} · {} {open}, {} overdue", board.open(), board.overdue());
    let over = board.items.len() - board.open();
    if over > 0 {
        let _ = write!(heading, ", {over} over");
    }
    let _ = write!(heading, " · {}", board.today);
    heading
}

/// `2026-11-01, overdue by 19 days`.
fn by(item: &Item) -> Option<String> {
    let by = item.by?;
    let Some(days) = item.overdue else { return Some(by.to_string()) };
    Some(format!("{by}, overdue by {}", count(u32::try_from(days).unwrap_or(u32::MAX), "day")))
}

fn state(standing: &Standing) -> String {
    match standing {
        Standing::Action(state, last) => stands(*state, *last, "open"),
        Standing::Experiment(tried) => tried_stands(tried),
    }
}

#[cfg(test)]
pub(super) mod tests;
