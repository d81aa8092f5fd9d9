//! Who has voted: a seat for each voter, filled once there is a ballot. Never a vote.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::app::{CardView, LiveCheck};
use crate::messages::label::Label;

use super::drawing;
use super::theme::Theme;

/// The least cells of a seat with a name.
const NAMED: u16 = 24;
/// The least cells of a seat without one.
const NAMELESS: u16 = 2;
/// The gap between two seats.
const GAP: u16 = 1;

/// Somebody who is here, by name.
pub struct Person {
    name: String,
    answered: bool,
    directed: bool,
    here: bool,
}

/// Everybody who is here, for a named check by hands.
pub fn people(live: &LiveCheck, view: CardView) -> Vec<Person> {
    let ballots = live.check().pending(view.at);
    let person = |(index, name): (usize, &&str)| {
        let ballot = ballots.and_then(|ballots| ballots.ballot_of(name));
        Person {
            name: (*name).to_owned(),
            answered: live.check().has_answered(view.at, name),
            directed: ballot.is_some_and(|b| b.direction.is_some()),
            here: index == view.person,
        }
    };
    live.check().here().iter().enumerate().map(person).collect()
}

/// Everybody who is here, for a check in turns: who has had their turn.
pub fn people_of_turns(live: &LiveCheck, cursor: usize) -> Vec<Person> {
    let person = |(index, name): (usize, &&str)| Person {
        name: (*name).to_owned(),
        answered: live.has_sat(name),
        directed: false,
        here: index == cursor,
    };
    live.check().here().iter().enumerate().map(person).collect()
}

/// How many seats stand beside each other.
fn columns(seats: usize, named: bool, width: u16) -> u16 {
    let least = if named { NAMED } else { NAMELESS };
    let most = ((width + GAP) / (least + GAP)).max(1);
    let seats = u16::try_from(seats).unwrap_or(u16::MAX).max(1);
    let lines = seats.div_ceil(most);
    seats.div_ceil(lines)
}

/// Rows that the seats take in a window of this size.
pub fn rows(seats: usize, named: bool, area: Rect) -> u16 {
    let columns = columns(seats, named, area.width);
    let lines = u16::try_from(seats).unwrap_or(u16::MAX).max(1).div_ceil(columns);
    let wanted = match area.height {
        45.. => 7,
        30.. => 5,
        22.. => 3,
        16.. => 2,
        _ => 1,
    };
    let each = (wanted / lines).max(1);
    lines * (each + GAP * u16::from(lines > 1 && each > 1))
}

/// The place of a seat, out of so many.
fn place(area: Rect, at: usize, seats: usize, named: bool) -> Rect {
    let columns = columns(seats, named, area.width);
    let lines = u16::try_from(seats).unwrap_or(u16::MAX).max(1).div_ceil(columns);
    let each = (area.height / lines).max(1);
    let gap = u16::from(lines > 1 && each > 1);
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    let (column, line) = (at % columns, at / columns);
    // The last seat ends with the window, whatever the division leaves over.
    let edge = |column: u16| column * (area.width + GAP) / columns;
    let place = Rect {
        x: area.x + edge(column),
        y: area.y + line * each,
        width: (edge(column + 1) - edge(column)).saturating_sub(GAP).max(1),
        height: each - gap,
    };
    place.intersection(area)
}

/// Draws a seat for each voter.
pub fn draw(buffer: &mut Buffer, area: Rect, answered: u32, seats: u32, theme: Theme) {
    let count = usize::try_from(seats).unwrap_or(usize::MAX).min(1000);
    for at in 0..count {
        let filled = u32::try_from(at).is_ok_and(|at| at < answered);
        theme.fill_seat(buffer, place(area, at, count, false), filled);
    }
}

/// Draws the seats of as many people as fit, the one at `cursor` among them. Returns how many are
/// left out.
pub fn draw_some(
    buffer: &mut Buffer,
    area: Rect,
    people: &[Person],
    cursor: usize,
    theme: Theme,
) -> usize {
    let columns = usize::from(columns(people.len(), true, area.width));
    let lines = usize::from(area.height);
    let first = if people.len() > columns * lines {
        (cursor / columns).saturating_sub(lines.saturating_sub(1)) * columns
    } else {
        0
    };
    let shown = &people[first..people.len().min(first + columns * lines)];
    draw_named(buffer, area, shown, theme);
    people.len() - shown.len()
}

/// Draws a seat for each person, with the name in it.
pub fn draw_named(buffer: &mut Buffer, area: Rect, people: &[Person], theme: Theme) {
    for (at, person) in people.iter().enumerate() {
        let place = place(area, at, people.len(), true);
        let mark = if person.here { theme.pointer() } else { " " };
        let state = if person.directed {
            format!(", {}", Label::AndDirection.say())
        } else {
            String::new()
        };
        let seat = format!("{mark} {} ", theme.seat(person.answered));
        let room = usize::from(place.width).saturating_sub(seat.width() + state.width());
        let text = format!("{seat}{}{state}", drawing::fit(theme, &person.name, room));
        let style = if person.here { theme.strong() } else { Style::new() };
        // A seat of one row is filled behind its name.
        let used = u16::try_from(text.width() + 1).unwrap_or(u16::MAX).min(place.width);
        let behind = Rect { x: place.x + used, width: place.width - used, ..place };
        let fill = if place.height > 1 { drawing::below(place, 1) } else { behind };
        theme.fill_seat(buffer, fill, person.answered);
        drawing::line(buffer, place, 0, Span::styled(text, style));
    }
}
