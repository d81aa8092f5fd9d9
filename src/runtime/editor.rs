//! The user's own text editor.

use std::process::Command;

use crate::store::Scratch;

/// Lets `editor` work on `text`; returns what it left, or why there is nothing.
pub fn edit(editor: &str, text: &str) -> Result<String, String> {
    let scratch = Scratch::new(text).map_err(|fault| fault.to_string())?;
    let status = command(editor).arg(scratch.path()).status();
    match status {
        Ok(status) if status.success() => scratch.read().map_err(|fault| fault.to_string()),
        Ok(status) => Err(format!("{editor} ended with {status}; the text is as it was")),
        Err(error) => Err(format!("{editor} cannot be started: {error}; the text is as it was")),
    }
}

/// The value is a shell's words, as git takes it: `code --wait`, or a path with blanks in quotes.
#[cfg(unix)]
fn command(editor: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), editor]);
    command
}

#[cfg(not(unix))]
fn command(editor: &str) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words);
    command
}
