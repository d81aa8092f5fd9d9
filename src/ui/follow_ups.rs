//! The follow-ups of last time, before the first card: open actions, experiments that are due for
//! review, and the focus.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::app::{App, LiveCheck};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::board::ItemKind;
use crate::model::{Light, Session};

use super::big_text::{Big, Size};
use super::board::trial_word;
use super::check_head;
use super::drawing;
use super::theme::Theme;

/// Cells of the state, and of the field at the right.
const STATE: u16 = 16;
const FACTS: u16 = 30;
/// The most rows of a thing, and where its words are in large type.
const TALLEST: u16 = 4;
const VAST: u16 = 6;

/// Draws the open actions of earlier sessions, their experiments that are due, and the last focus.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    cursor: usize,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, None, frame, area, theme);
    let buffer = frame.buffer_mut();
    drawing::line(buffer, area, 4, Span::styled(Label::AgreedLastTime.say(), theme.strong()));
    let mut list = drawing::below(area, 6);
    if let Some((date, names)) = app.ctx.last_focus(live) {
        let words = Label::InFocusSince { date, names: &names.join(theme.dot()) }.say();
        let row = list.height.saturating_sub(1);
        drawing::line(buffer, list, row, Span::raw(drawing::fit(theme, &words, area.width.into())));
        list.height = list.height.saturating_sub(2);
    }
    let things = live.open_things();
    if things.is_empty() {
        return drawing::line(
            buffer,
            list,
            0,
            Instruction::NothingOpen.say(app.keys_in(Place::Opening)),
        );
    }
    let count = u16::try_from(things.len()).unwrap_or(u16::MAX);
    let vast = app.ctx.display.large || list.height >= 40;
    let step = (list.height / count.max(1)).clamp(2, if vast { VAST } else { TALLEST });
    let visible = usize::from(list.height / step).max(1);
    let first = cursor.saturating_sub(visible - 1);
    for (index, (session, kind, at)) in things.iter().enumerate().skip(first).take(visible) {
        let thing = thing(&live.work.earlier[*session].1, *kind, *at, live);
        let row = u16::try_from(index - first).unwrap_or(u16::MAX).saturating_mul(step);
        draw_row(&thing, index == cursor, buffer, drawing::band(list, row, step), theme);
    }
}

/// The parts of an action or experiment that are drawn.
struct Thing<'a> {
    text: &'a str,
    state: Cow<'static, str>,
    facts: String,
    late: bool,
}

fn thing<'a>(session: &'a Session, kind: ItemKind, at: usize, live: &LiveCheck) -> Thing<'a> {
    let (today, day) = (live.session().date, live.session().as_of());
    let (text, owner, by, open, state) = match kind {
        ItemKind::Actions => {
            let action = session.actions[at].at(day);
            let said = action.last_step().filter(|step| step.date == today).map(|step| step.step);
            let state = said.map_or(Label::NotLookedAt(kind), Label::ActionStep).say();
            let owner = &session.actions[at].owner;
            (&session.actions[at].text, owner, action.due, action.is_open(), state)
        }
        ItemKind::Experiments => {
            let tried = session.experiments[at].at(day);
            let said =
                tried.last_step().filter(|step| step.date == today).map(|step| step.step.trial());
            let state = said
                .map_or_else(|| Label::NotLookedAt(kind).say(), |state| trial_word(&tried, state));
            let owner = &session.experiments[at].owner;
            (&session.experiments[at].text, owner, tried.review, tried.is_running(), state)
        }
    };
    let owner = Some(Cow::from(owner)).filter(|owner| !owner.is_empty());
    let by_words = by.map(|day| Label::By { kind, day: &Label::DayAndMonth(day).say() }.say());
    let late = open && by.is_some_and(|by| by < today);
    let overdue = late.then(|| Label::Overdue.say());
    let facts: Vec<Cow<'_, str>> = owner.into_iter().chain(by_words).chain(overdue).collect();
    Thing { text, state, facts: facts.join(", "), late }
}

/// Draws what was said of a thing, its words, and a field with whose it is and when it is due.
fn draw_row(thing: &Thing<'_>, selected: bool, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let style = if selected { theme.strong() } else { Style::new() };
    let pointer = if selected { theme.pointer() } else { " " };
    let state = Line::from(vec![
        Span::styled(format!("{pointer} "), theme.strong()),
        Span::styled(format!("{:<13} ", thing.state), style),
    ]);
    drawing::line(buffer, area, 0, state);
    let facts = FACTS.min(area.width / 2);
    let words = Rect { x: area.x + STATE, width: area.width.saturating_sub(STATE + facts), ..area };
    let rows = area.height.saturating_sub(1).max(1);
    let room = usize::from(words.width.saturating_sub(2));
    let big = Big::fit(thing.text, (words.width, Size::Large.rows()), Size::Large);
    if area.height == VAST && big.is_large() {
        big.draw(buffer, words, theme, theme.strong());
        // In one piece, too: large type is drawn, and cannot be searched or copied.
        let text = drawing::fit(theme, thing.text, room);
        drawing::line(buffer, words, big.rows(), Span::styled(text, style));
    } else if rows == 1 {
        let text = drawing::fit(theme, thing.text, room);
        drawing::line(buffer, words, 0, Span::styled(text, style));
    } else {
        let words = Rect { width: words.width.saturating_sub(2), height: rows, ..words };
        drawing::wrapped(buffer, words, thing.text, style);
    }
    let field = Rect { x: area.right() - facts, width: facts, ..area };
    let text = format!(" {} ", drawing::fit(theme, &thing.facts, usize::from(facts) - 2));
    if thing.late {
        theme.fill_entry(buffer, field, Light::Yellow);
        drawing::line(buffer, field, 0, Span::styled(text, theme.warning()));
    } else {
        theme.fill_seat(buffer, Rect { height: rows, ..field }, false);
        Clear.render(drawing::band(field, 0, 1), buffer);
        drawing::line(buffer, field, 0, Span::styled(text, style));
    }
}
