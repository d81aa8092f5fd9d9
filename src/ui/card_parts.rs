//! Parts of a card that stand on it before and after the reveal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::drawing;
use super::theme::Theme;
use crate::app::{App, LiveCheck};
use crate::messages::label::Label;
use crate::model::Card;
use crate::model::history::LastTime;

/// The same card of the last session that asked it.
pub fn of_last_time<'a>(app: &'a App, live: &LiveCheck, card: &Card) -> Option<LastTime<'a>> {
    let earlier = app.ctx.library.before(&live.path, live.session());
    crate::model::history::last_time(
        &app.ctx.workspace,
        &earlier,
        live.session(),
        &card.dimension.key,
    )
}

/// Draws notes and actions of the card at the foot, as far as there is room.
pub fn foot_of_card(live: &LiveCheck, at: usize, buffer: &mut Buffer, body: Rect, theme: Theme) {
    let session = live.session();
    let card = &session.cards[at];
    let width = usize::from(body.width);
    let mut lines = Vec::new();
    for note in card.notes.lines() {
        lines.push(drawing::fit(theme, &Label::Note(note).say(), width));
    }
    for action in
        session.actions.iter().filter(|a| a.dimension.as_deref() == Some(&card.dimension.key))
    {
        let (text, owner) = (action.text.as_str(), action.owner.as_str());
        let text = Label::ActionOfCard { text, owner, due: action.due }.say();
        lines.push(drawing::fit(theme, &text, width));
    }
    // The newest two, above the words about the last key.
    let more = lines.len().saturating_sub(2);
    if more > 0 {
        let at = lines.len() - 2;
        lines[at] = drawing::fit(theme, &Label::AndMore { more, line: &lines[at] }.say(), width);
    }
    let shown = lines.len().min(2);
    for (index, line) in lines.iter().rev().take(2).rev().enumerate() {
        let up = u16::try_from(shown - index).unwrap_or(0);
        drawing::line(buffer, body, body.height.saturating_sub(up), Span::raw(line.clone()));
    }
}
