//! YAML text to a tree with places, and values to YAML text.
//!
//! Knows nothing of sessions, teams or templates: what a key means is decided by who asks.

mod decode;
mod fast_reader;
mod limits;
mod node;
mod spans;
mod value;
mod write;

use std::borrow::Cow;
use std::path::Path;

pub use decode::{Fields, NodeDecoder, Note, list_of, nearest};
pub use fast_reader::read as read_quickly;
pub use limits::LARGEST;
pub use node::{Node, NodeContent};
pub use write::{Flow, key_word, quoted};

use crate::library::{FileError, Position};

/// The text of a file as a tree, or all that keeps it from being one.
///
/// Size, depth and the number of values are bounded before `serde_yaml` sees anything.
pub fn read(path: &Path, bytes: &[u8]) -> Result<(String, Node), Vec<FileError>> {
    let text = limits::text(path, bytes).map_err(|fault| vec![fault])?;
    let places = spans::read(path, &text)?;
    let value = value(path, &text)?;
    let node = node::join(value, places);
    Ok((text, node))
}

fn value(path: &Path, text: &str) -> Result<value::Value, Vec<FileError>> {
    serde_yaml::from_str(&without_old_breaks(text)).map_err(|error| {
        let place = error.location().map(|at| Position { line: at.line(), column: at.column() });
        if error.to_string().contains(value::DUPLICATE) {
            let message = "a key that is a list or a map stands in this map a second time";
            return vec![fault_at(path, text, place, message, "keep one of the two")];
        }
        let help = "correct the line; `docs/file-format.md` shows how it may look";
        vec![fault_at(path, text, place, format!("this is not YAML: {error}"), help)]
    })
}

/// The same text for a reader that takes three more characters for line breaks, as YAML 1.1 did. In
/// their place stand three that nobody types; what was typed comes from the other reader.
fn without_old_breaks(text: &str) -> Cow<'_, str> {
    const OLD: [(char, &str); 3] =
        [('\u{85}', "\u{f8f0}"), ('\u{2028}', "\u{f8f1}"), ('\u{2029}', "\u{f8f2}")];
    let mut text = Cow::Borrowed(text);
    for (old, new) in OLD {
        if text.contains(old) {
            text = Cow::Owned(text.replace(old, new));
        }
    }
    text
}

/// The most characters of a line, of a message and of a help: a file of one line would be told
/// fifty times.
const TOLD: usize = 600;

/// A fault with the line it is about. What people typed may be of any length; what is told of it is
/// not.
fn fault_at(
    path: &Path,
    text: &str,
    place: Option<Position>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> FileError {
    let place = place.map(|place| within(text, place));
    let line = place.and_then(|place| text.lines().nth(place.line - 1));
    let line = line.map(|line| clipped(line.to_owned()));
    FileError {
        place,
        line,
        ..FileError::of_file(path, clipped(message.into()), clipped(help.into()))
    }
}

/// The beginning of a text of people, for messages.
fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The nearest place that the text has. Readers see empty values behind its end.
fn within(text: &str, place: Position) -> Position {
    let wanted = place.line.max(1);
    let (mut last, mut line) = ("", 0);
    for found in text.split('\n').take(wanted) {
        (last, line) = (found, line + 1);
    }
    let end = last.chars().count() + 1;
    let column = if line < wanted { end } else { place.column.clamp(1, end) };
    Position { line, column }
}

fn clipped(text: String) -> String {
    match text.char_indices().nth(TOLD) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
