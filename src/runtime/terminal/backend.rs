//! The conversion of a frame into bytes. Writes them nowhere, and asks the terminal for nothing.
//!
//! The library's own way would look up the window's size at each frame, and start a program to ask
//! for it if the terminal is gone.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::model::text::{ISOLATE, POP_ISOLATE};

/// The bytes of a frame for a window of a known size.
pub struct TerminalBackend {
    /// The bytes so far, for whoever sends them.
    pub bytes: Vec<u8>,
    /// The window's size, as it was last seen.
    pub size: Size,
    /// Set once something is drawn or cleared.
    pub drawn: bool,
    /// Where the cursor is to be seen; none if it is hidden.
    pub cursor: Option<Position>,
}

impl TerminalBackend {
    /// An empty one.
    pub const fn new(size: Size) -> Self {
        Self { bytes: Vec::new(), size, drawn: false, cursor: None }
    }

    const fn pen(&mut self) -> CrosstermBackend<&mut Vec<u8>> {
        CrosstermBackend::new(&mut self.bytes)
    }
}

impl Backend for TerminalBackend {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let begin = self.bytes.len();
        // A terminal that gives a mark a width of its own would move what stands behind it, so the
        // next cell says where it is.
        let mut cells = content.peekable();
        self.drawn |= cells.peek().is_some();
        while cells.peek().is_some() {
            let mut marked = false;
            let part = std::iter::from_fn(|| {
                let cell = if marked { None } else { cells.next() }?;
                marked = cell.2.symbol().contains([ISOLATE, POP_ISOLATE]);
                Some(cell)
            });
            self.pen().draw(part)?;
        }
        let drawn = self.bytes.split_off(begin);
        push_with_short_colours(&mut self.bytes, &drawn);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor = None;
        self.pen().hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.pen().show_cursor()
    }

    /// The terminal is not asked: its answer would come as input.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        self.cursor = Some(position);
        self.pen().set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.drawn = true;
        self.pen().clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.drawn = true;
        self.pen().clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Adds a frame, with the first sixteen colours asked for by their own short commands: a terminal
/// that has no more does not know the long ones.
fn push_with_short_colours(bytes: &mut Vec<u8>, drawn: &[u8]) {
    let mut rest = drawn;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, command) = rest.split_at(at + 2);
        bytes.extend_from_slice(before);
        let end = command.iter().position(|b| !(b.is_ascii_digit() || *b == b';'));
        let (numbers, after) = command.split_at(end.unwrap_or(0));
        if after.first() == Some(&b'm') {
            push_short(bytes, numbers);
            rest = after;
        } else {
            rest = command;
        }
    }
    bytes.extend_from_slice(rest);
}

/// Adds the numbers of one command.
fn push_short(bytes: &mut Vec<u8>, numbers: &[u8]) {
    let mut numbers = numbers.split(|b| *b == b';');
    let mut first = true;
    while let Some(number) = numbers.next() {
        if !std::mem::take(&mut first) {
            bytes.push(b';');
        }
        let mut ahead = numbers.clone();
        let colour = match (number, ahead.next(), ahead.next()) {
            (b"38" | b"48", Some(b"5"), Some(colour)) => short(number == b"38", colour),
            _ => None,
        };
        if let Some(colour) = colour {
            bytes.extend_from_slice(colour.as_bytes());
            numbers = ahead;
            continue;
        }
        bytes.extend_from_slice(number);
        // The parts of a longer colour are no commands of their own.
        let parts = match (number, numbers.clone().next()) {
            (b"38" | b"48" | b"58", Some(b"5")) => 2,
            (b"38" | b"48" | b"58", Some(b"2")) => 4,
            _ => 0,
        };
        for part in numbers.by_ref().take(parts) {
            bytes.push(b';');
            bytes.extend_from_slice(part);
        }
    }
}

/// The command for one of the first sixteen colours.
fn short(letters: bool, colour: &[u8]) -> Option<&'static str> {
    const LETTERS: [&str; 16] = [
        "30", "31", "32", "33", "34", "35", "36", "37", "90", "91", "92", "93", "94", "95", "96",
        "97",
    ];
    const GROUND: [&str; 16] = [
        "40", "41", "42", "43", "44", "45", "46", "47", "100", "101", "102", "103", "104", "105",
        "106", "107",
    ];
    let colour: usize = std::str::from_utf8(colour).ok()?.parse().ok()?;
    if letters { LETTERS } else { GROUND }.get(colour).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sixteen_colours_have_short_commands_and_others_stay() {
        for (long, short) in [
            ("38;5;0;48;5;2", "30;42"),
            ("38;5;7;48;5;9", "37;101"),
            ("1;38;5;15", "1;97"),
            ("38;5;16;48;5;36", "38;5;16;48;5;36"),
            ("38;2;0;5;3;48;2;38;5;2", "38;2;0;5;3;48;2;38;5;2"),
            ("39;49", "39;49"),
            ("", ""),
        ] {
            let mut bytes = Vec::new();
            let frame = format!("\u{1b}[1;5H\u{1b}[{long}mtext 38;5;0m\u{1b}[0m");
            push_with_short_colours(&mut bytes, frame.as_bytes());
            let expected = format!("\u{1b}[1;5H\u{1b}[{short}mtext 38;5;0m\u{1b}[0m");
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        }
    }
}
