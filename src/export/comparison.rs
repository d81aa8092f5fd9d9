//! Two sessions of one team side by side, as Markdown for a wiki.
//!
//! Ballots are in it as their agreement alone, where the model shows one.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::messages::term;
use crate::model::consensus::agreement_figure;
use crate::model::{ActionState, CellValue, Comparison, PastAction, Row};

use super::escape::escape_or;
use super::grid::{has_unlit, key_in_markdown, markdown_cell};
use super::table::Table;

/// The words for a text that is blank.
const NO_TEXT: &str = "(no text)";

/// Renders the comparison as a table, and the actions agreed on in between as a task list.
pub fn comparison_markdown<'a>(
    team: &str,
    [then, now]: [Date; 2],
    comparison: &Comparison,
    promises: impl Iterator<Item = &'a PastAction>,
) -> String {
    let mut text = format!("# {} · {then} and {now}\n\n", escape_or(team, "(no name)"));
    let heads =
        ["Card", &then.to_string(), &now.to_string(), "Moved", "Agreement then", "Agreement now"];
    let mut table = Table::new(heads.map(str::to_owned));
    for row in comparison.rows() {
        let mut cells = vec![escape_or(&row.name, "(no name)")];
        cells.extend(Comparison::agreed(row).map(markdown_cell));
        cells.push(term::moved(Comparison::moved(row)).to_owned());
        cells.extend(agreement(row));
        table.row(cells);
    }
    let _ = write!(text, "{table}\n## Agreed in between\n\n");
    let mut any = false;
    for promise in promises {
        any = true;
        let about = promise
            .name
            .as_deref()
            .map(|name| format!(", {}", escape_or(name, "(no name)")))
            .unwrap_or_default();
        let _ = writeln!(text, "{} ({}{about})", promise_item(promise), promise.born);
    }
    if !any {
        text.push_str("No actions were agreed.\n");
    }
    let cells =
        comparison.rows().iter().flat_map(|row| Comparison::agreed(row).into_iter().flatten());
    let _ = write!(text, "\n{}", key_in_markdown(has_unlit(cells)));
    text
}

fn agreement(row: &Row) -> [String; 2] {
    Comparison::agreement(row).map(|sign| match sign {
        CellValue::Agreement(agreement) => agreement_figure(Some(f64::from(agreement))),
        CellValue::Hidden => "hidden".to_owned(),
        _ => "–".to_owned(),
    })
}

/// Renders an action as an item of a task list, with its owner and its outcome.
pub(super) fn promise_item(promise: &PastAction) -> String {
    let action = &promise.action;
    let text = escape_or(&action.text, NO_TEXT);
    let owner = escape_or(&action.owner, "");
    let owner = if owner.is_empty() { owner } else { format!(" — {owner}") };
    let became = term::became(action, |day| day.to_string());
    match action.state {
        ActionState::Open => format!("- [ ] {text}{owner}: {became}"),
        ActionState::Done => format!("- [x] {text}{owner}: {became}"),
        ActionState::Dropped => format!("- ~~{text}~~{owner}: {became}"),
    }
}

#[cfg(test)]
mod tests;
