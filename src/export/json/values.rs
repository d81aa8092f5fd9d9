//! Values that all documents in JSON share. Text of people comes in through [`line()`] and
//! [`lines`] alone, since JSON escapes neither C1 nor what turns the reading order around.

use std::path::Path;

use serde::{Serialize, Serializer};

use crate::model::text::{sanitize, sanitize_lines};

pub(super) const VERSION: u32 = 1;

/// Sanitizes people's text to one line.
pub(super) fn line(text: &str) -> String {
    sanitize(text).into_owned()
}

/// Sanitizes people's text of several lines.
pub(super) fn lines(text: &str) -> String {
    sanitize_lines(text)
}

pub(super) fn path_text(path: &Path) -> String {
    line(&path.to_string_lossy())
}

pub(super) fn text(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// A map in the order of its entries, where the order of texts would put 10 before 2.
#[derive(Debug)]
pub(super) struct Ordered<V>(pub(super) Vec<(String, V)>);

impl<V: Serialize> Serialize for Ordered<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ChangeOut {
    pub(super) date: String,
    pub(super) state: &'static str,
}

pub(super) fn number(level: crate::model::Level) -> f64 {
    f64::from(level.in_thousandths()) / 1000.0
}

/// Rounds to three decimals, and to nothing only where nothing is.
pub(super) fn rounded(number: f64) -> f64 {
    crate::model::figure::rounded(number, 3, &[])
}
