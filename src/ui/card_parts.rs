//! Parts of a card that stand on it before and after the reveal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::big_text::{Big, Size};
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

/// The name of a card in the largest type that fits: its whole name, or else the short one that its
/// template has.
pub fn name_of_card(app: &App, live: &LiveCheck, card: &Card, room: (u16, u16), most: Size) -> Big {
    let whole = Big::fit(&card.dimension.name, room, most);
    let template = live.session().template.as_deref();
    match app.ctx.workspace.short_of(template, &card.dimension) {
        Some(short) if !whole.is_large() => {
            let short = Big::fit(short, room, most);
            if short.is_large() { short } else { whole }
        }
        _ => whole,
    }
}

/// Draws the question before its reveal: the name in large type, and the whole of it below a short
/// one. Returns the rows it took.
pub fn question_of_card(
    app: &App,
    live: &LiveCheck,
    card: &Card,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> u16 {
    let large = app.ctx.display.large;
    let (rows, most) = match area.height {
        45.. => (16, Size::Giant),
        34.. => (8, Size::Giant),
        28.. => (8, Size::Huge),
        22.. => (8, Size::Large),
        13.. => (4, Size::Large),
        _ => (1, Size::Line),
    };
    // Large type gives the question half of the window.
    let rows = if large { rows.max(area.height / 2) } else { rows };
    let most = if large && area.height >= 13 { Size::Giant } else { most };
    let name = name_of_card(app, live, card, (area.width, rows), most);
    let roomy = area.height >= 26;
    let mut row = u16::from(roomy || !name.is_large());
    name.draw(buffer, drawing::below(area, row), theme, theme.strong());
    row += name.rows() + u16::from(roomy);
    if name.is_large() && name.text() != drawing::safe(&card.dimension.name) {
        // The short name stands large, and the whole question below it.
        let rows = drawing::rows(&card.dimension.name, area.width).min(2);
        let place = drawing::band(area, row, rows);
        drawing::wrapped(buffer, place, &card.dimension.name, theme.strong());
        row += rows;
    }
    row
}

/// What was agreed on the same card last time.
pub fn last_time(last: Option<LastTime<'_>>, theme: Theme) -> Line<'static> {
    let Some(last) = last else {
        return Line::from(Span::styled(Label::FirstTime.say(), theme.faint()));
    };
    let agreed = last.agreed();
    let scale = &last.card.dimension.scale;
    let mut spans = vec![Span::raw(format!("{}  ", Label::LastTime(last.date).say()))];
    if let Some(vote) = agreed.vote {
        spans.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote)));
    }
    if let Some(direction) = agreed.direction {
        spans.push(Span::raw(format!("  {} {}", theme.arrow(direction), direction.word())));
    }
    Line::from(spans)
}

/// Draws notes, actions and experiments of the card at the foot, as far as there is room. Returns
/// the rows it took, with a blank one above them.
pub fn foot_of_card(
    live: &LiveCheck,
    at: usize,
    buffer: &mut Buffer,
    body: Rect,
    theme: Theme,
) -> u16 {
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
    for tried in
        session.experiments.iter().filter(|e| e.dimension.as_deref() == Some(&card.dimension.key))
    {
        let (text, owner) = (tried.text.as_str(), tried.owner.as_str());
        let text = Label::ExperimentOfCard { text, owner, review: tried.review }.say();
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
    match u16::try_from(shown).unwrap_or(0) {
        0 => 0,
        shown => (shown + 1).min(body.height),
    }
}
