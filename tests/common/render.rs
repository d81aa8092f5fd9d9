//! What the audience sees: one frame of the program, as cells and as text.

use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use squadcheck::app::App;
use squadcheck::ui;
use unicode_width::UnicodeWidthStr;

/// The time at which every test begins.
pub fn three_o_four() -> Zoned {
    date(2026, 11, 20).at(15, 4, 0, 0).to_zoned(TimeZone::UTC).expect("UTC knows every time")
}

/// One frame of this size.
pub fn frame(app: &App, (width, height): (u16, u16)) -> Buffer {
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a buffer is a terminal");
    terminal.draw(|frame| ui::draw(app, frame)).expect("a buffer takes every frame");
    terminal.backend().buffer().clone()
}

/// The text of a frame, row by row, without blanks at the ends.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut covered = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if covered == 0 {
                row.push_str(symbol);
                covered = symbol.width().saturating_sub(1);
            } else {
                covered -= 1;
            }
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
