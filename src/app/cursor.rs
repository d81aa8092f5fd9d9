//! How a cursor moves over rows and columns.

use crate::keys::Action;

/// Moves a cursor over `count` rows.
pub(super) fn moved(cursor: usize, count: usize, action: Action) -> usize {
    let last = count.saturating_sub(1);
    match action {
        Action::Up | Action::Left => cursor.saturating_sub(1),
        Action::Down | Action::Right => (cursor + 1).min(last),
        Action::PageUp => cursor.saturating_sub(10),
        Action::PageDown => (cursor + 10).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => cursor.min(last),
    }
}

/// Moves a cursor over the columns of a grid, up to the `last` one.
pub(super) fn moved_across(column: usize, last: usize, action: Action) -> usize {
    let to = match action {
        Action::Left => column.saturating_sub(1),
        Action::Right => column + 1,
        Action::PageUp => column.saturating_sub(5),
        Action::PageDown => column + 5,
        Action::First => 0,
        _ => last,
    };
    to.min(last)
}
