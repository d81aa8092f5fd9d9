//! The last step of a frame: text that is read from right to left is set apart, so that what stands
//! beside it in its row keeps its place.
//!
//! The marks are as wide as nothing. The library drops what has no width, and a terminal keeps it
//! with the cell before, so each mark is put behind the sign of a cell.

use ratatui::buffer::{Buffer, Cell};
use unicode_width::UnicodeWidthStr;

use crate::model::text::{ISOLATE, POP_ISOLATE, is_right_to_left};

/// Sets all such text of a frame apart.
pub fn draw(buffer: &mut Buffer) {
    let width = usize::from(buffer.area.width).max(1);
    for cells in buffer.content.chunks_mut(width) {
        let mut at = 0;
        while let Some(found) = cells[at..].iter().position(|cell| {
            // Nearly every cell: one of ASCII, or one of the signs from U+2000 to U+2FFF.
            !matches!(cell.symbol().as_bytes(), [_] | [0xe2, _, _]) && is_from_right(cell)
        }) {
            let first = at + found;
            let last = end(cells, first);
            mark(cells, first, last);
            at = last + 1;
        }
    }
}

fn is_from_right(cell: &Cell) -> bool {
    cell.symbol().contains(is_right_to_left)
}

/// The last cell of the text that begins at `first`: the last letter from right to left before a
/// gap or a sign of ours. Words, numbers and single blanks in between belong to it.
fn end(cells: &[Cell], first: usize) -> usize {
    let mut last = first;
    for at in first + 1..cells.len() {
        let gap = cells[at].symbol() == " " && cells[at - 1].symbol() == " ";
        if is_from_right(&cells[at]) {
            last = at;
        } else if gap || !cells[at].symbol().chars().all(|c| c.is_ascii() || c.is_alphanumeric()) {
            break;
        }
    }
    last
}

fn mark(cells: &mut [Cell], first: usize, last: usize) {
    // Behind a wide sign lies a cell that is never drawn.
    let before = match first {
        0 => None,
        1 => Some(0),
        _ if cells[first - 2].symbol().width() == 2 => Some(first - 2),
        _ => Some(first - 1),
    };
    match before {
        Some(before) => add(&mut cells[before], |sign| format!("{sign}{ISOLATE}")),
        None => add(&mut cells[first], |sign| format!("{ISOLATE}{sign}")),
    }
    add(&mut cells[last], |sign| format!("{sign}{POP_ISOLATE}"));
}

fn add(cell: &mut Cell, marked: impl Fn(&str) -> String) {
    let symbol = marked(cell.symbol());
    cell.set_symbol(&symbol);
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        buffer.set_string(0, 0, text, Style::new());
        let before = buffer.clone();
        draw(&mut buffer);
        for (cell, before) in buffer.content.iter().zip(&before.content) {
            assert_eq!(cell.symbol().width(), before.symbol().width());
        }
        let row: String = buffer.content.iter().map(Cell::symbol).collect();
        row.trim_end().replace(ISOLATE, "<").replace(POP_ISOLATE, ">")
    }

    #[test]
    fn names_in_a_row_are_set_apart_each_for_itself() {
        assert_eq!(drawn("  צוות   3 of 11   ●G"), "  <צוות>   3 of 11   ●G");
        assert_eq!(drawn("צוות · 20 Nov 2026"), "<צוות> · 20 Nov 2026");
        assert_eq!(drawn("a שלום   עולם b"), "a <שלום>   <עולם> b");
        assert_eq!(drawn("x שלום API 2 עולם, 3"), "x <שלום API 2 עולם>, 3");
        assert_eq!(drawn("x東שלום"), "x東< שלום>");
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["Checkout  3", "Dörte · ●G", "東京  Привет"] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            buffer.set_string(0, 0, text, Style::new());
            let before = buffer.clone();
            draw(&mut buffer);
            assert_eq!(buffer, before);
        }
    }
}
