//! What people said beside their votes: directions, names in a named check, comments.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::{Answer, Ballot, Card, Direction, Tally};

use super::super::big_text::{Big, Sign, Size};
use super::super::drawing;
use super::super::theme::Theme;

/// Cells of a person.
const PERSON: u16 = 19;
/// The least width at which comments stand in two columns.
const TWO_COLUMNS: u16 = 100;

/// Draws the three directions with their counts, in large type where there are rows for it.
pub fn directions(buffer: &mut Buffer, area: Rect, tally: &Tally, theme: Theme) {
    if tally.directed() == 0 {
        let none = Span::styled(Label::NoDirections.say(), theme.faint());
        return drawing::line(buffer, area, 0, none);
    }
    let count = |direction| tally.directions.get(&direction).copied().unwrap_or(0);
    let third = area.width / 3;
    let mut line = Line::default();
    for (index, direction) in (0..).zip(Direction::ALL) {
        let n = count(direction);
        let place = Rect { x: area.x + index * third, width: third, ..area };
        let size = if third >= 40 { Size::Huge } else { Size::Large };
        let big = Big::fit(&n.to_string(), (third, area.height), size);
        let style = if n == 0 { theme.faint() } else { theme.strong() };
        if area.height >= size.rows() && big.is_large() {
            Sign::Direction(direction).draw(buffer, place, size, theme, style);
            let x = place.x + size.cells().0 + 2;
            let digits = Rect { x, width: place.right().saturating_sub(x), ..place };
            big.draw(buffer, digits, theme, style);
            let words = Rect { x: x + big.width() + 1, ..digits };
            let words = Rect { width: place.right().saturating_sub(words.x), ..words };
            let text = drawing::fit(theme, direction.word(), words.width.into());
            drawing::line(buffer, words, size.rows() / 2, Span::styled(text, style));
        } else {
            let text = format!("{} {n} {}", theme.arrow(direction), direction.word());
            line.push_span(Span::styled(text, style));
            line.push_span(Span::raw("     "));
        }
    }
    drawing::line(buffer, area, 0, line);
}

/// Rows that people take, each with their vote, and the blank one below them.
pub fn rows_of_people(ballots: &[(String, Ballot)], width: u16) -> u16 {
    if ballots.is_empty() {
        return 0;
    }
    let columns = usize::from(width / PERSON).max(1);
    u16::try_from(ballots.len().div_ceil(columns)).unwrap_or(u16::MAX).saturating_add(1)
}

/// Draws everybody with their vote and direction.
pub fn people(
    buffer: &mut Buffer,
    area: Rect,
    card: &Card,
    ballots: &[(String, Ballot)],
    theme: Theme,
) {
    let columns = usize::from(area.width / PERSON).max(1);
    for (index, (person, ballot)) in ballots.iter().enumerate() {
        let vote = match ballot.answer {
            Some(Answer::Vote(vote)) => {
                let (scale, light) = (&card.dimension.scale, card.dimension.scale.light(vote));
                if scale.is_typed() {
                    Span::styled(format!(" {} ", vote.name()), theme.badge(light))
                } else {
                    drawing::badge(theme, light)
                }
            }
            Some(Answer::Abstained) => Span::raw(Label::AbstainedShort.say()),
            None => Span::raw(theme.nothing()),
        };
        let arrow = ballot.direction.map_or(" ", |d| theme.arrow(d));
        let name = Span::raw(format!(" {}", drawing::fit(theme, person, 11)));
        let x = u16::try_from(index % columns).unwrap_or(0) * PERSON;
        let width = (PERSON - 1).min(area.width.saturating_sub(x));
        let cell = Rect { x: area.x + x, width, ..area };
        let row = u16::try_from(index / columns).unwrap_or(u16::MAX);
        let spans = vec![vote, Span::raw(format!(" {arrow}")), name];
        drawing::line(buffer, cell, row, Line::from(spans));
    }
}

/// The columns of comments, and the cells of each.
fn columns(width: u16) -> (usize, u16) {
    if width >= TWO_COLUMNS { (2, (width - 4) / 2) } else { (1, width) }
}

fn quoted(comment: &str) -> String {
    format!("\"{}\"", drawing::safe(comment))
}

/// Rows that the comments would take.
pub fn rows_of_comments(tally: &Tally, width: u16) -> u16 {
    let (columns, cells) = columns(width);
    let rows: u16 = tally.comments.iter().map(|c| drawing::rows(&quoted(c), cells)).sum();
    rows.div_ceil(u16::try_from(columns).unwrap_or(1)).saturating_add(u16::from(rows > 0))
}

/// Draws the comments, sorted, from `page` on as many as there is room for, and says how many more
/// there are.
pub fn comments(
    app: &App,
    buffer: &mut Buffer,
    area: Rect,
    tally: &Tally,
    page: usize,
    theme: Theme,
) {
    if tally.comments.is_empty() || area.height == 0 {
        return;
    }
    let pages = pages(tally, area);
    let page = page % pages.len();
    let more = Instruction::MoreComments { page: page + 1, pages: pages.len() };
    let more = (pages.len() > 1).then(|| more.say(app.keys_in(Place::Result)));
    let (_, cells) = columns(area.width);
    for (row, column, comment) in &pages[page] {
        let x = area.x + column * (cells + 4);
        let mut place = Rect { x, y: area.y + row, width: cells, height: area.height - row };
        if let Some(more) = more.as_ref().filter(|_| row + 1 == area.height) {
            // Both on the only row.
            let room = area.width.saturating_sub(u16::try_from(more.width()).unwrap_or(0) + 2);
            place.width = place.width.min((area.x + room).saturating_sub(x));
            let text = drawing::fit(theme, &quoted(comment), place.width.into());
            drawing::line(buffer, place, 0, Span::raw(text));
            continue;
        }
        drawing::wrapped(buffer, place, &quoted(comment), Style::new());
    }
    if let Some(more) = more {
        drawing::right(buffer, area, area.height - 1, Span::styled(more, theme.strong()));
    }
}

/// Splits the comments over pages: each with its row and its column.
fn pages(tally: &Tally, area: Rect) -> Vec<Vec<(u16, u16, &str)>> {
    let (columns, cells) = columns(area.width);
    let columns = u16::try_from(columns).unwrap_or(1);
    let place = |height: u16| {
        let mut pages = vec![Vec::new()];
        let (mut row, mut column) = (0, 0);
        for comment in &tally.comments {
            let rows = drawing::rows(&quoted(comment), cells).min(height.max(1));
            if row + rows > height.max(1) {
                (row, column) = (0, column + 1);
            }
            if column == columns {
                pages.push(Vec::new());
                column = 0;
            }
            if let Some(page) = pages.last_mut() {
                page.push((row, column, comment.as_str()));
            }
            row += rows;
        }
        pages
    };
    let pages = place(area.height);
    // The last row says that there is more.
    if pages.len() > 1 { place(area.height.saturating_sub(1)) } else { pages }
}
