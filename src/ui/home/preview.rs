//! The last finished checks of the team under the cursor: a strip for each dimension, the newest at
//! the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::{Metric, Row, Trend};

use super::super::drawing;
use super::super::theme::Theme;
use super::super::trend::cell::{self, Look};

/// Rows of the heads.
const HEADS: u16 = 3;
/// The least cells of a column: a short date.
const NARROWEST: u16 = 8;

/// Draws the preview into `area`, which has room for a few rows at least.
pub fn draw(app: &App, trend: &Trend, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let Some(last) = trend.columns.last() else { return };
    drawing::rule(buffer, area, 0, theme);
    let days = Label::Ago((app.ctx.now.date() - last.date).get_days()).say();
    let mut line = Line::from(vec![
        Span::styled(drawing::safe(&trend.team), theme.strong()),
        Span::raw(theme.words(&format!(" · {}", Label::LastFinished(last.date).say()))),
        Span::raw(theme.words(&format!(" · {days}"))),
    ]);
    if let Some(due) = trend.next_check() {
        let next = Label::NextCheck { due, past: due < app.ctx.now.date() };
        line.push_span(Span::raw(theme.words(&format!(" · {}", next.say()))));
    }
    drawing::line(buffer, area, 1, line);
    let list = drawing::below(area, HEADS);
    let asked = |row: &&Row| row.cards.last().is_some_and(Option::is_some);
    let rows: Vec<&Row> = trend.rows.iter().filter(asked).collect();
    let count = u16::try_from(rows.len()).unwrap_or(u16::MAX).max(1);
    let step = (list.height / count).clamp(1, 4);
    let visible = usize::from(list.height / step);
    let names = rows.iter().map(|row| drawing::safe(&row.name).width()).max().unwrap_or(0);
    let names = u16::try_from(names + 2).unwrap_or(u16::MAX).clamp(12, 30);
    let words = rows.iter().map(|row| term::row_of_grid(trend, row).width()).max().unwrap_or(0);
    let words = u16::try_from(words + 2).unwrap_or(u16::MAX).min(area.width / 3);
    let columns = u16::try_from(trend.columns.len()).unwrap_or(1).max(1);
    let strip = area.width.saturating_sub(names + words);
    let shown = (strip / NARROWEST).clamp(1, columns);
    let edge = |at: u16| area.x + names + at * strip / shown;
    for at in 0..shown {
        let column = &trend.columns[usize::from(columns - shown + at)];
        let place = Rect { x: edge(at), width: edge(at + 1) - edge(at), ..area };
        let day = Label::DayAndMonth(column.date).say();
        drawing::line(buffer, place, HEADS - 1, Span::styled(format!(" {day}"), theme.faint()));
    }
    for (index, row) in rows.iter().enumerate().take(visible) {
        let y = u16::try_from(index).unwrap_or(u16::MAX).saturating_mul(step);
        let band = drawing::band(list, y, step);
        let middle = band.height.saturating_sub(2) / 2;
        let name = drawing::fit(theme, &row.name, usize::from(names).saturating_sub(2));
        drawing::line(buffer, band, middle, Span::raw(name));
        for at in 0..shown {
            let place = Rect { x: edge(at), width: edge(at + 1) - edge(at), ..band };
            let sign = row.sign(usize::from(columns - shown + at), Metric::Agreed);
            cell::block(buffer, place, &sign, Look::default(), theme);
        }
        let place = Rect { x: edge(shown) + 1, width: words.saturating_sub(1), ..band };
        let word = drawing::fit(theme, &term::row_of_grid(trend, row), place.width.into());
        drawing::line(buffer, place, middle, Span::styled(word, Style::new()));
    }
    let hidden = rows.len().saturating_sub(visible);
    if hidden > 0 {
        let more = format!(" {}", Label::More(hidden).say());
        drawing::right(buffer, area, 1, Span::styled(more, theme.faint()));
    }
}
