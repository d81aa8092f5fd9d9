//! Tables of Markdown that can be read without a renderer, too.
//!
//! Takes cells that are Markdown already: people's text comes through [`escape`](fn@super::escape)
//! first.

use std::fmt;

use unicode_width::UnicodeWidthStr;

/// No column is padded beyond this many cells of a terminal; one long comment must not blow up all.
const WIDEST: usize = 60;

/// A table with a head. Every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    rows: Vec<Vec<String>>,
    columns: usize,
}

impl Table {
    /// A table with this head and no rows.
    pub fn new<T: Into<String>>(head: impl IntoIterator<Item = T>) -> Self {
        let head: Vec<String> = head.into_iter().map(Into::into).collect();
        Self { columns: head.len(), rows: vec![head] }
    }

    /// Adds a row; missing cells are empty, and cells beyond the head are left out.
    pub fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.columns, String::new());
        self.rows.push(cells);
    }

    /// Returns true if there is nothing but the head.
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 1
    }

    fn widths(&self) -> Vec<usize> {
        let width =
            |column: usize| self.rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        (0..self.columns).map(|column| width(column).clamp(3, WIDEST)).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for (at, row) in self.rows.iter().enumerate() {
            for (cell, width) in row.iter().zip(&widths) {
                let padding = width.saturating_sub(cell.width());
                write!(f, "| {cell}{:padding$} ", "")?;
            }
            writeln!(f, "|")?;
            if at == 0 {
                for width in &widths {
                    write!(f, "| {:-<width$} ", "")?;
                }
                writeln!(f, "|")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;
    use crate::export::escape;

    #[test]
    fn columns_line_up_by_what_a_terminal_shows() {
        let mut table = Table::new(["Dimension", "Agreed"]);
        table.row(vec!["Fun".into(), "🟢 Green".into()]);
        table.row(vec!["東京".into(), "-".into(), "too many".into()]);
        table.row(vec!["Value".into()]);
        insta::assert_snapshot!(table.to_string(), @r"
        | Dimension | Agreed   |
        | --------- | -------- |
        | Fun       | 🟢 Green |
        | 東京      | -        |
        | Value     |          |
        ");
    }

    proptest! {
        #[test]
        fn every_row_has_the_cells_of_the_head_whatever_people_type(
            cells in proptest::collection::vec("[ -~\\n\\\\|`äж🟢\u{301}\u{200d}]{0,12}", 1..24),
        ) {
            let mut table = Table::new(["one", "two", "three"]);
            for row in cells.chunks(3) {
                table.row(row.iter().map(|cell| escape(cell)).collect());
            }
            let text = table.to_string();
            let (mut rows, mut in_row, mut heads) = (0, 0, 0);
            for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
                match event {
                    Event::Start(Tag::Table(_)) => heads += 1,
                    Event::Start(Tag::TableRow) => { rows += 1; in_row = 0; }
                    Event::Start(Tag::TableCell) => in_row += 1,
                    Event::End(pulldown_cmark::TagEnd::TableRow) => prop_assert_eq!(in_row, 3),
                    _ => {}
                }
            }
            prop_assert_eq!((heads, rows), (1, cells.len().div_ceil(3)));
        }
    }
}
