//! One dimension across teams and time, as Markdown for a wiki: for learning from each other.
//!
//! Teams stand in the order in which they come in; nothing is added up over them.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::messages::term;
use crate::model::{PastAction, TeamTimes};

use super::comparison::promise_item;
use super::escape::escape_or;
use super::grid::{has_unlit, key_in_markdown, markdown_cell};

/// Renders for each team its last rises, each with the actions agreed on before.
pub fn across_markdown<'a>(
    name: &str,
    as_of: Date,
    teams: impl Iterator<Item = (&'a TeamTimes, &'a [Vec<PastAction>])>,
) -> String {
    let mut text = format!("# {} · all teams, up to {as_of}\n\n", escape_or(name, "(no name)"));
    let mut unlit = false;
    for (times, promises) in teams {
        unlit |= has_unlit(times.times.iter().map(|time| &time.cell));
        let _ = write!(text, "## {}\n\n", escape_or(&times.team, "(no name)"));
        let Some(last) = times.times.last() else {
            text.push_str("Never agreed on.\n\n");
            continue;
        };
        let course = times
            .course
            .map(|course| format!(": {}", term::row_trend(course, as_of)))
            .unwrap_or_default();
        let _ = write!(text, "{} on {}{course}.\n\n", markdown_cell(Some(&last.cell)), last.date);
        for (rise, promises) in times.rises.iter().zip(promises) {
            let (from, to) = (&times.times[rise.from], &times.times[rise.to]);
            let (before, after) = (markdown_cell(Some(&from.cell)), markdown_cell(Some(&to.cell)));
            let _ =
                write!(text, "Improved from {before} on {} to {after} on {}.", from.date, to.date);
            if promises.is_empty() {
                text.push_str(" No actions had been agreed on it.\n\n");
                continue;
            }
            text.push_str(" Agreed before:\n\n");
            for promise in promises {
                let _ = writeln!(text, "{}", promise_item(promise));
            }
            text.push('\n');
        }
    }
    text.push_str(&key_in_markdown(unlit));
    text
}
