//! YAML text to a tree with places, and values to YAML text.
//!
//! Knows nothing of sessions, teams or templates: what a key means is decided by who asks.

mod bounds;
mod decode;
mod node;
mod places;
mod write;

use std::path::Path;

pub use bounds::LARGEST;
pub use decode::{Decoder, Fields};
pub use node::{Content, Node};
pub use write::{Flow, key_word, quoted};

use super::fault::{Fault, Place};

/// The text of a file as a tree, or all that keeps it from being one.
///
/// Size, depth and the number of values are bounded before `serde_yaml` sees anything.
pub fn read(path: &Path, bytes: &[u8]) -> Result<(String, Node), Vec<Fault>> {
    let text = bounds::text(path, bytes).map_err(|fault| vec![fault])?;
    let places = places::read(path, &text)?;
    let value = value(path, &text)?;
    let node = node::join(value, places);
    Ok((text, node))
}

fn value(path: &Path, text: &str) -> Result<serde_yaml::Value, Vec<Fault>> {
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location().map(|at| Place { line: at.line(), column: at.column() });
        let help = "correct the line; `docs/file-format.md` shows how it may look";
        vec![fault_at(path, text, place, format!("this is not YAML: {error}"), help)]
    })
}

/// A fault with the line it is about.
fn fault_at(
    path: &Path,
    text: &str,
    place: Option<Place>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Fault {
    let line = place.and_then(|place| text.lines().nth(place.line.saturating_sub(1))).map(str::to_owned);
    Fault { place, line, ..Fault::of_file(path, message, help) }
}
