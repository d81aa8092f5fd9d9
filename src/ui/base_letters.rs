//! The last step of a frame where the terminal has no letters but ASCII's: each cell by its base
//! letters.
//!
//! Rows keep their columns: a letter that becomes two takes a blank of the next gap, and where
//! there is none only its first one is shown.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

use crate::model::text::base_letters_of;

/// Turns all that was drawn into ASCII.
pub fn draw(buffer: &mut Buffer) {
    let area = buffer.area;
    let width = usize::from(area.width);
    for cells in buffer.content.chunks_mut(width.max(1)) {
        if cells.iter().any(|cell| !cell.symbol().is_ascii()) {
            let row = in_ascii(cells);
            cells.clone_from_slice(&row);
        }
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// How many blanks can be taken from the next gap, which keeps one.
fn spare(cells: &[Cell]) -> usize {
    let gap = cells.windows(2).position(|pair| pair.iter().all(is_blank));
    gap.map_or(0, |gap| cells[gap + 1..].iter().take_while(|cell| is_blank(cell)).count())
}

fn in_ascii(cells: &[Cell]) -> Vec<Cell> {
    let mut row: Vec<Cell> = Vec::with_capacity(cells.len());
    let (mut at, mut late) = (0, 0);
    while let Some(cell) = cells.get(at) {
        let width = cell.symbol().width().max(1);
        at += width;
        if is_blank(cell) && late > 0 && row.last().is_some_and(is_blank) {
            late -= 1;
            continue;
        }
        let rest = cells.get(at..).unwrap_or_default();
        let room = width + spare(rest).saturating_sub(late);
        let plain = base_letters_of(cell.symbol());
        let taken = plain.len().min(room);
        for letter in plain[..taken].chars().chain(" ".repeat(width - taken.min(width)).chars()) {
            let mut plain = cell.clone();
            plain.set_char(letter);
            row.push(plain);
        }
        late += taken.saturating_sub(width);
    }
    row.resize(cells.len(), Cell::default());
    row
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        buffer.set_string(0, 0, text, Style::new());
        draw(&mut buffer);
        assert_eq!(buffer.content.len(), 20);
        buffer.content.iter().map(Cell::symbol).collect()
    }

    #[test]
    fn a_row_keeps_its_columns() {
        assert_eq!(drawn("Dörte   |x"), "Dorte   |x          ");
        assert_eq!(drawn("Straße   |x"), "Strasse  |x         ");
        assert_eq!(drawn("ßßßß  |x   y"), "sssss |x   y        ");
        assert_eq!(drawn("日本   |x"), "RiBen  |x           ");
        assert_eq!(drawn("|ß|ß|ß|ß|ß|ß|ß|ß|ß|x"), "|s|s|s|s|s|s|s|s|s|x");
    }
}
