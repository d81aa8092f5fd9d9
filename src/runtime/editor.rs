//! The user's own text editor.

use std::process::Command;

use crate::store::Scratch;

/// Lets `editor` work on `text`; returns what it left, or why there is nothing.
pub fn edit(editor: &str, text: &str) -> Result<String, String> {
    let scratch = Scratch::new(text).map_err(|fault| fault.to_string())?;
    // The value may hold arguments, as in `code --wait`.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(scratch.path()).status();
    match status {
        Ok(status) if status.success() => scratch.read().map_err(|fault| fault.to_string()),
        Ok(status) => Err(format!("{program} ended with {status}; the text is as it was")),
        Err(error) => Err(format!("{program} cannot be started: {error}; the text is as it was")),
    }
}
