//! The table that comes out, as Markdown: what was measured, its floor, ours, and what is to be
//! reached.

use std::fmt;

use super::figures::{Beside, ratio};

/// One figure beside its floor, as words.
#[derive(Debug, Default)]
struct Row {
    what: String,
    floor: String,
    ours: String,
    ratio: String,
    reach: &'static str,
}

/// All rows so far, and what is to be said about them.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Table {
    /// A figure beside its floor; or why there is none.
    pub fn beside(&mut self, what: &str, reach: &'static str, measured: &Result<Beside, String>) {
        let row = match measured {
            Ok(Beside { floor, ours }) => {
                let ratio = ratio(*floor, *ours).unwrap_or_default();
                return self.words(what, &floor.to_string(), &ours.to_string(), &ratio, reach);
            }
            Err(why) => Row { ours: why.clone(), ..Row::default() },
        };
        self.rows.push(Row { what: what.to_owned(), reach, ..row });
    }

    /// A row of any words.
    pub fn words(&mut self, what: &str, floor: &str, ours: &str, ratio: &str, reach: &'static str) {
        let [what, floor, ours, ratio] = [what, floor, ours, ratio].map(str::to_owned);
        self.rows.push(Row { what, floor, ours, ratio, reach });
    }

    /// Something to know about the figures.
    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n| what | floor | ours | ratio | reach |")?;
        writeln!(f, "|---|---:|---:|---:|---|")?;
        for Row { what, floor, ours, ratio, reach } in &self.rows {
            writeln!(f, "| {what} | {floor} | {ours} | {ratio} | {reach} |")?;
        }
        for note in &self.notes {
            writeln!(f, "\n{note}")?;
        }
        Ok(())
    }
}
