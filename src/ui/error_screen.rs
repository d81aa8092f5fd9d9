//! The errors of a file, or of several: the place, the line itself, what was expected, and the
//! way out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::ErrorScreen;
use crate::messages::label::{Label, Noun};

use super::drawing;
use super::theme::Theme;
use super::title::title;

/// Draws all problems, from the one at `scroll` on.
pub fn draw(screen: &ErrorScreen, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let (faults, scroll) = (&screen.faults, screen.scroll);
    let problems = Label::Count(Noun::Problem, faults.len()).say();
    let (name, facts) = if screen.of_ballots {
        (Label::BallotsAside, "".into())
    } else if screen.strays {
        (Label::FilesUncounted, Label::Count(Noun::File, faults.len()).say())
    } else {
        (Label::FileUnreadable, problems)
    };
    title(frame, area, theme, &name.say(), &facts);
    let buffer = frame.buffer_mut();
    drawing::rule(buffer, area, 1, theme);
    let width = usize::from(area.width);
    let mut row = 3;
    for (at, fault) in faults.iter().skip(scroll).enumerate() {
        if row >= area.height {
            break;
        }
        if at == 0 || screen.strays {
            let path = drawing::fit(theme, &fault.path.to_string_lossy(), width);
            drawing::line(buffer, area, row, Span::styled(path, theme.strong()));
            row += if screen.strays { 1 } else { 2 };
        }
        let place = fault.place.map_or_else(String::new, |place| {
            let (line, column) = (place.line, place.column);
            format!("{}: ", Label::LineAndColumn { line, column }.say())
        });
        let words = format!("{place}{}", fault.message);
        let rows = drawing::rows(&words, area.width);
        drawing::wrapped(
            buffer,
            drawing::band(area, row, rows),
            &words,
            ratatui::style::Style::new(),
        );
        row += rows;
        if let (Some(line), Some(place)) = (&fault.line, fault.place) {
            let number = format!("{:>5} | ", place.line);
            let text = drawing::fit(theme, line, width.saturating_sub(number.len()));
            drawing::line(
                buffer,
                area,
                row,
                Span::styled(format!("{number}{text}"), theme.strong()),
            );
            row += 1;
            let before: String = line.chars().take(place.column.saturating_sub(1)).collect();
            let column = unicode_width::UnicodeWidthStr::width(drawing::safe(&before).as_str());
            drawing::line(buffer, area, row, format!("      | {}^", " ".repeat(column)));
            row += 1;
        }
        if !fault.help.is_empty() {
            let rows = drawing::rows(&fault.help, area.width);
            drawing::wrapped(
                buffer,
                drawing::band(area, row, rows),
                &fault.help,
                ratatui::style::Style::new(),
            );
            row += rows;
        }
        row += 1;
    }
}
