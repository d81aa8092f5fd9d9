//! Voting in turns: the neutral screen, and a sitting. Nothing drawn here depends on a vote.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, LiveCheck};
use crate::model::Secrecy;

use super::big_text::{self, Size};
use super::card::{head, wording};
use super::theme::Theme;
use super::{drawing, title};

/// Draws the screen between two sittings.
pub fn neutral(
    app: &App,
    held: &LiveCheck,
    cursor: usize,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    head(app, held, None, frame, area, theme);
    let check = held.check();
    let here = check.here();
    let person = here.get(cursor).copied().unwrap_or_default();
    let buffer = frame.buffer_mut();
    let body = drawing::below(area, 4);
    let waiting = here.iter().filter(|p| !held.has_sat(p)).count();
    let big_text = if waiting == 0 { "All have sat" } else { person };
    let size = big_text::size(theme, big_text, body.width, Size::Large);
    big_text::draw(buffer, body, theme, big_text, size);
    let mut row = size.rows() + 1;
    let words = if waiting == 0 {
        "Space goes to the cards, where they are revealed one by one."
    } else if held.has_sat(person) && held.can_sit_again(person) {
        "has sat. Enter sits again, on the cards not revealed yet."
    } else if held.has_sat(person) {
        "has sat."
    } else {
        "sits next. Everybody else looks away, then Enter begins."
    };
    let who = if waiting == 0 { String::new() } else { format!("{} ", drawing::safe(person)) };
    drawing::line(buffer, body, row, format!("{who}{words}"));
    row += 2;
    let secrecy = match check.session.secrecy() {
        Secrecy::Anonymous => "Anonymous: nobody can tell later who voted what.",
        Secrecy::Named => "Named: every ballot is kept with its name.",
    };
    drawing::line(buffer, body, row, secrecy);
    row += 2;
    let list = drawing::below(body, row);
    let columns = usize::from(list.width / 24).max(1);
    for (index, name) in here.iter().enumerate() {
        let pointer = if index == cursor { theme.pointer() } else { " " };
        let text = format!(
            "{pointer} {} {}",
            theme.seat(held.has_sat(name)),
            drawing::fit(theme, name, 18)
        );
        let style = if index == cursor { theme.strong() } else { Style::new() };
        let x = u16::try_from(index % columns * 24).unwrap_or(0);
        let cell = Rect { x: list.x + x, width: 24.min(list.width.saturating_sub(x)), ..list };
        drawing::line(
            buffer,
            cell,
            u16::try_from(index / columns).unwrap_or(u16::MAX),
            Span::styled(text, style),
        );
    }
}

/// Draws one person's sitting.
pub fn sitting(app: &App, held: &LiveCheck, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(sitting) = &held.work.sitting else { return };
    let Some((at, ballot)) = sitting.ballots.get(sitting.at) else { return };
    let card = &held.session().cards[*at];
    let total = sitting.ballots.len();
    title(
        frame,
        area,
        theme,
        &format!("{} votes", sitting.person),
        &format!("{} of {total}", sitting.at + 1),
    );
    let buffer = frame.buffer_mut();
    let mut strip = Vec::new();
    for (index, (_, ballot)) in sitting.ballots.iter().enumerate() {
        let style = if index == sitting.at { theme.cursor() } else { Style::new() };
        strip.push(Span::styled(theme.seat(ballot.answer.is_some()), style));
        strip.push(Span::raw(" "));
    }
    strip.push(Span::styled(format!("  {}", drawing::safe(&card.dimension.name)), theme.strong()));
    drawing::line(buffer, area, 1, Line::from(strip));
    drawing::rule(buffer, area, 2, theme);
    let body = drawing::below(area, 3);
    let size = if area.height < 20 {
        Size::Line
    } else {
        big_text::size(theme, &card.dimension.name, body.width, Size::Large)
    };
    let mut row = u16::from(size == Size::Line);
    big_text::draw(buffer, drawing::below(body, row), theme, &card.dimension.name, size);
    row += size.rows() + 1;
    row += wording(buffer, drawing::below(body, row), card, theme) + 1;
    let given = |there: bool| if there { "given" } else { "not yet" };
    let fact = |head: &str, text: String| {
        Line::from(vec![Span::styled(format!("{head:<12}"), theme.strong()), Span::raw(text)])
    };
    let how = app.words().voting_keys_and_answers(&card.dimension.scale);
    // The same word for every level: one being typed is as secret as one that was given.
    let state = if held.digits.is_empty() { given(ballot.answer.is_some()) } else { "typing" };
    drawing::line(buffer, body, row, fact("Vote", format!("{state:<10}{how}; b abstain")));
    let directions = "+ improving, = stable, - worsening";
    drawing::line(
        buffer,
        body,
        row + 1,
        fact("Direction", format!("{:<10}{directions}", given(ballot.direction.is_some()))),
    );
    drawing::line(
        buffer,
        body,
        row + 2,
        fact("Comment", format!("{:<10}c", given(ballot.comment.is_some()))),
    );
    let last = sitting.at + 1 == total;
    let next =
        if last { "Enter hands over to the next person." } else { "Enter goes to the next card." };
    drawing::line(buffer, body, row + 4, next);
}
