//! Plain text in columns, without colour and without commands to a terminal.

use unicode_width::UnicodeWidthStr;

use crate::export::{letter, shape};
use crate::model::Summary;
use crate::model::text::set_apart;

/// Rows of cells; each column is as wide as its widest cell.
#[derive(Debug, Default)]
pub struct TextTable {
    rows: Vec<Vec<String>>,
}

impl TextTable {
    /// Adds a row.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.rows.push(cells.into_iter().map(|cell| set_apart(cell).into_owned()).collect());
    }

    /// Renders the table, one row a line, without spaces at the end.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max()
        };
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width - cell.width() + 2));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// The agreed lights of a session in a row: shape and letter, a dot where nothing is agreed.
pub fn lights(session: &Summary) -> String {
    let cells = session.lights().map(|light| match light {
        Some(light) => format!("{}{}", shape(light), letter(light)),
        None => "·".to_owned(),
    });
    cells.collect::<Vec<_>>().join(" ")
}
