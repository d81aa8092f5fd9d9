//! What was agreed last time, before the first card.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Held};
use crate::model::{Action, ActionState, Step};

use super::card::head;
use super::pen;
use super::theme::Theme;

/// Draws the open actions of earlier sessions.
pub fn draw(app: &App, held: &Held, cursor: usize, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    head(app, held, None, frame, area, theme);
    let buffer = frame.buffer_mut();
    pen::line(buffer, area, 4, Span::styled("What we agreed on last time", theme.strong()));
    let actions = held.open_actions();
    let list = pen::below(area, 6);
    let visible = usize::from(list.height / 2).max(1);
    let first = cursor.saturating_sub(visible - 1);
    for (index, (session, action)) in actions.iter().enumerate().skip(first).take(visible) {
        let (_, of) = &held.work.earlier[*session];
        let row = u16::try_from((index - first) * 2).unwrap_or(u16::MAX);
        pen::line(buffer, list, row, row_of(&of.actions[*action], held, index == cursor, list.width, theme));
    }
}

fn row_of(action: &Action, held: &Held, selected: bool, width: u16, theme: Theme) -> Line<'static> {
    let today = held.session().date;
    let said = action.last_step().filter(|step| step.date == today).map(|step| step.step);
    let state = match said {
        Some(Step::Done) => "done",
        Some(Step::Dropped) => "dropped",
        Some(Step::Carried | Step::Open) => "still open",
        None => "?",
    };
    let mut facts = Vec::new();
    if !action.owner.is_empty() {
        facts.push(action.owner.clone());
    }
    let mut late = false;
    if let Some(due) = action.due {
        late = due < today && action.state == ActionState::Open;
        facts.push(format!("due {}", due.strftime("%-d %b")));
    }
    let facts = pen::fit(theme, &facts.join(", "), 28);
    let style = if selected { theme.strong() } else { ratatui::style::Style::new() };
    let room = usize::from(width).saturating_sub(2 + 13 + 30);
    Line::from(vec![
        Span::styled(format!("{} ", if selected { theme.pointer() } else { " " }), theme.strong()),
        Span::styled(format!("{state:<12} "), style),
        Span::styled(pen::pad(theme, &action.text, room), style),
        Span::raw("  "),
        Span::styled(facts, if late { theme.warning() } else { style }),
    ])
}
