//! Voting in turns: the neutral screen, and a sitting. Nothing drawn here depends on a vote.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, LiveCheck};
use crate::keys::{Action, Place};
use crate::messages::label::{Instruction, Label};

use super::big_text::{Big, Size};
use super::card_parts::name_of_card;
use super::drawing;
use super::theme::Theme;
use super::title::title;
use super::{check_head, wording};

/// Draws the screen between two sittings.
pub fn neutral(
    app: &App,
    live: &LiveCheck,
    cursor: usize,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, None, frame, area, theme);
    let check = live.check();
    let here = check.here();
    let person = here.get(cursor).copied().unwrap_or_default();
    let buffer = frame.buffer_mut();
    let body = drawing::below(area, 4);
    let waiting = here.iter().filter(|p| !live.has_sat(p)).count();
    let big = if waiting == 0 { Label::AllHaveSat.say() } else { person.into() };
    let big = Big::fit(&big, (body.width, body.height / 4), Size::Giant);
    big.draw(buffer, body, theme, theme.strong());
    let mut row = big.rows() + 1;
    let (who, key) = (drawing::safe(person), app.keys_in(Place::Neutral));
    let words = if waiting == 0 {
        Instruction::ToTheCards.say(key)
    } else if live.has_sat(person) && live.can_sit_again(person) {
        Instruction::SitAgain(&who).say(key)
    } else if live.has_sat(person) {
        Label::HasSat(&who).say().into_owned()
    } else {
        Instruction::SitNext(&who).say(key)
    };
    drawing::line(buffer, body, row, words);
    row += 2;
    drawing::line(buffer, body, row, Label::SecrecyPromise(check.session.secrecy()).say());
    row += 2;
    let list = drawing::below(body, row);
    let columns = usize::from(list.width / 24).max(1);
    for (index, name) in here.iter().enumerate() {
        let pointer = if index == cursor { theme.pointer() } else { " " };
        let text = format!(
            "{pointer} {} {}",
            theme.seat(live.has_sat(name)),
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
pub fn sitting(app: &App, live: &LiveCheck, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(sitting) = &live.work.sitting else { return };
    let Some((at, ballot)) = sitting.ballots.get(sitting.at) else { return };
    let card = &live.session().cards[*at];
    let total = sitting.ballots.len();
    title(
        frame,
        area,
        theme,
        &Label::Votes(&sitting.person).say(),
        &Label::Of(sitting.at + 1, total).say(),
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
    let room = (body.width, if area.height < 20 { 1 } else { body.height / 3 });
    let name = name_of_card(app, live, card, room, Size::Huge);
    let mut row = u16::from(!name.is_large());
    name.draw(buffer, drawing::below(body, row), theme, theme.strong());
    row += name.rows() + 1;
    let large = app.ctx.display.large;
    let words = drawing::band(body, row, body.height.saturating_sub(row + 6));
    row += wording::draw(buffer, words, card, large, theme);
    let given = |there: bool| if there { Label::Given } else { Label::NotYet };
    let key = app.keys_in(Place::Sitting);
    let fact = |head: Label<'_>, state: Label<'_>, how: String| {
        Line::from(vec![
            Span::styled(format!("{:<12}", head.say()), theme.strong()),
            Span::raw(format!("{:<10}{how}", state.say())),
        ])
    };
    let how =
        Instruction::Answers(&app.words().voting_keys_and_answers(&card.dimension.scale)).say(&key);
    // The same word for every level: one being typed is as secret as one that was given.
    let state = if live.digits.is_empty() { given(ballot.answer.is_some()) } else { Label::Typing };
    drawing::line(buffer, body, row, fact(Label::VoteHead, state, how));
    let directions = Instruction::Directions.say(&key);
    let direction = fact(Label::DirectionHead, given(ballot.direction.is_some()), directions);
    drawing::line(buffer, body, row + 1, direction);
    let comment = fact(Label::CommentHead, given(ballot.comment.is_some()), key(Action::Comment));
    drawing::line(buffer, body, row + 2, comment);
    let last = sitting.at + 1 == total;
    let next = if last { Instruction::HandOver } else { Instruction::NextCard };
    drawing::line(buffer, body, row + 4, next.say(&key));
}
