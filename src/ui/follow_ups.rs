//! What was agreed last time, before the first card: what is open, what is due for review, and the
//! focus.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, LiveCheck};
use crate::messages::term;
use crate::model::board::ItemKind;
use crate::model::{ActionStep, ExperimentState, Session};

use super::card::head;
use super::drawing;
use super::theme::Theme;

/// Draws the open actions of earlier sessions, their experiments that are due, and the last focus.
pub fn draw(
    app: &App,
    held: &LiveCheck,
    cursor: usize,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    head(app, held, None, frame, area, theme);
    let buffer = frame.buffer_mut();
    drawing::line(buffer, area, 4, Span::styled("What we agreed on last time", theme.strong()));
    let mut list = drawing::below(area, 6);
    if let Some((date, names)) = app.ctx.last_focus(held) {
        let words =
            format!("In focus since {}: {}", date.strftime("%-d %b"), names.join(theme.dot()));
        let row = list.height.saturating_sub(1);
        drawing::line(buffer, list, row, Span::raw(drawing::fit(theme, &words, area.width.into())));
        list.height = list.height.saturating_sub(2);
    }
    let things = held.open_things();
    if things.is_empty() {
        return drawing::line(buffer, list, 0, "Nothing is open. Space goes on to the cards.");
    }
    let visible = usize::from(list.height / 2).max(1);
    let first = cursor.saturating_sub(visible - 1);
    for (index, (session, kind, at)) in things.iter().enumerate().skip(first).take(visible) {
        let thing = thing(&held.work.earlier[*session].1, *kind, *at, held);
        let row = u16::try_from((index - first) * 2).unwrap_or(u16::MAX);
        drawing::line(buffer, list, row, row_of(&thing, index == cursor, list.width, theme));
    }
}

/// What is drawn of an action or experiment.
struct Thing<'a> {
    text: &'a str,
    state: &'static str,
    facts: String,
    late: bool,
}

fn thing<'a>(session: &'a Session, kind: ItemKind, at: usize, held: &LiveCheck) -> Thing<'a> {
    let today = held.session().date;
    let (text, owner, word, by, open, state) = match kind {
        ItemKind::Actions => {
            let action = &session.actions[at];
            let said = action.last_step().filter(|step| step.date == today).map(|step| step.step);
            let state = match said {
                Some(ActionStep::Done) => "done",
                Some(ActionStep::Dropped) => "dropped",
                Some(ActionStep::Carried | ActionStep::Open) => "still open",
                None => "?",
            };
            (&action.text, &action.owner, "due", action.due, action.is_open(), state)
        }
        ItemKind::Experiments => {
            let tried = &session.experiments[at];
            let said =
                tried.last_step().filter(|step| step.date == today).map(|step| step.step.trial());
            let state = match said {
                Some(ExperimentState::Finished) => tried.outcome.map_or("finished", term::outcome),
                Some(ExperimentState::Dropped) => "dropped",
                Some(ExperimentState::Running) => "still running",
                None => "? tried",
            };
            (&tried.text, &tried.owner, "review", tried.review, tried.is_running(), state)
        }
    };
    let owner = Some(owner.clone()).filter(|owner| !owner.is_empty());
    let by_words = by.map(|day| format!("{word} {}", day.strftime("%-d %b")));
    let late = open && by.is_some_and(|by| by < today);
    let overdue = late.then(|| "overdue".to_owned());
    let facts: Vec<String> = owner.into_iter().chain(by_words).chain(overdue).collect();
    Thing { text, state, facts: facts.join(", "), late }
}

fn row_of(thing: &Thing<'_>, selected: bool, width: u16, theme: Theme) -> Line<'static> {
    let facts = drawing::fit(theme, &thing.facts, 28);
    let style = if selected { theme.strong() } else { ratatui::style::Style::new() };
    let room = usize::from(width).saturating_sub(2 + 14 + 30);
    Line::from(vec![
        Span::styled(format!("{} ", if selected { theme.pointer() } else { " " }), theme.strong()),
        Span::styled(format!("{:<13} ", thing.state), style),
        Span::styled(drawing::pad(theme, thing.text, room), style),
        Span::raw("  "),
        Span::styled(facts, if thing.late { theme.warning() } else { style }),
    ])
}
