//! Limits that hold before any parser sees a file: text, of a bearable size, without merge markers.
//!
//! Says nothing about YAML itself.

use std::path::Path;

use super::fault_at;
use crate::library::{FileError, Position};

/// The largest file that is read, in bytes.
///
/// A session of forty dimensions and thirty people who all comment takes a quarter of it. What is
/// read is looked at a few times over, so this bounds time and memory, too.
pub const LARGEST: u64 = 1024 * 1024;

/// The first bytes in which a zero means another encoding; later ones mean a file that was cut off.
const HEAD: usize = 64;

/// The bytes of a file as text, without a byte order mark and with line feeds alone.
pub fn text(path: &Path, bytes: &[u8]) -> Result<String, FileError> {
    if bytes.len() as u64 > LARGEST {
        let message = format!("the file is larger than {} MiB", LARGEST / 1024 / 1024);
        return Err(FileError::of_file(
            path,
            message,
            "a check takes a few kilobytes: is this the right file?",
        ));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 || bytes.iter().take(HEAD).any(|b| *b == 0) {
        let message = "the file is not UTF-8 text: it looks like UTF-16 or binary data";
        return Err(FileError::of_file(path, message, "save it as UTF-8 in your editor"));
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => with_line_feeds(text),
        Err(error) => return Err(not_utf8(path, bytes, error.valid_up_to())),
    };
    match unreadable(path, &text).or_else(|| leftover(path, &text)) {
        Some(fault) => Err(fault),
        None => Ok(text),
    }
}

/// The same text with one kind of line break, as YAML means it: a carriage return is one, too,
/// alone or not.
fn with_line_feeds(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

fn not_utf8(path: &Path, bytes: &[u8], valid: usize) -> FileError {
    let whole = with_line_feeds(&String::from_utf8_lossy(bytes));
    let before = with_line_feeds(&String::from_utf8_lossy(&bytes[..valid]));
    let message = format!("the byte 0x{:02x} is not UTF-8 text", bytes[valid]);
    fault_at(path, &whole, Some(place(&before)), message, "save the file as UTF-8 in your editor")
}

/// The place behind this text.
fn place(before: &str) -> Position {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    Position { line, column }
}

/// Zero bytes. Readers of YAML take one for the end of the file, and what comes after it for
/// nothing.
fn unreadable(path: &Path, text: &str) -> Option<FileError> {
    let at = text.bytes().position(|byte| byte == 0)?;
    let message = "a zero byte, which no text has: the file seems to be cut short";
    let help = "files look like this after a crash; restore it from a backup or from git";
    Some(fault_at(path, text, Some(place(&text[..at])), message, help))
}

/// The signs that a merge leaves at the start of a line where it failed; the text behind them says
/// of what.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

fn is_marker(line: &str) -> bool {
    let rest = MARKERS.iter().find_map(|marker| line.strip_prefix(marker));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Merge conflict markers and tabs as indentation: both have a name, and YAML's own words for them
/// help nobody.
///
/// Neither can be part of a text that this program wrote: there, a line of people's text never
/// starts a line.
fn leftover(path: &Path, text: &str) -> Option<FileError> {
    let lines = || text.lines().enumerate();
    let fault = |index: usize, column, message: &str, help: &str| {
        Some(fault_at(path, text, Some(Position { line: index + 1, column }), message, help))
    };
    if let Some((index, _)) = lines().find(|(_, line)| is_marker(line)) {
        let message = "a merge conflict marker: two versions of the file were never merged";
        return fault(
            index,
            1,
            message,
            "keep one version, or merge the two by hand, and remove the markers",
        );
    }
    let tab =
        |line: &str| line.trim_start_matches(' ').starts_with('\t') && !line.trim().is_empty();
    let (index, line) = lines().find(|(_, line)| tab(line))?;
    let column = line.len() - line.trim_start_matches(' ').len() + 1;
    fault(
        index,
        column,
        "the line is indented with a tab",
        "YAML is indented with spaces: put two spaces in its place",
    )
}
