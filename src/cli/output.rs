//! The two ways out: data to stdout, words about it to stderr. Formats nothing.
//!
//! Nothing is printed but through here, and nothing passes that commands a terminal, whoever forgot
//! to sanitize it before.

use std::io::{self, Write};
use std::path::Path;

use super::{CliError, CommandContext};
use crate::model::text::{sanitize, sanitize_lines, without_commands};

/// Data, put together of sanitized values. A reader that went away ends the program quietly.
pub fn data(text: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(without_commands(text).as_bytes()).and_then(|()| out.flush()).map_err(|error| {
        match error.kind() {
            io::ErrorKind::BrokenPipe => CliError::NobodyReads,
            _ => CliError::Failed(format!("squadcheck: cannot write to stdout: {error}")),
        }
    })
}

/// A word about it, sanitized here. That nobody reads it stops nothing.
pub fn word(text: &str) {
    if !text.is_empty() {
        _ = writeln!(io::stderr().lock(), "{}", sanitize_lines(text));
    }
}

/// What is wrong with what was typed, or the help that was asked for. A complaint repeats what was
/// typed, so it comes without the styles of the library, which could not be told from somebody
/// else's.
pub fn usage(error: &clap::Error) {
    if error.use_stderr() {
        word(error.render().to_string().trim_end());
    } else {
        // Help that nobody reads to its end is no failure.
        _ = error.print();
    }
}

/// Writes `text`. A file is replaced without a question: whoever names it means it.
pub fn text(context: &CommandContext, file: Option<&Path>, text: &str) -> Result<(), CliError> {
    let Some(file) = file else { return data(text) };
    context
        .store
        .export(file, &without_commands(text), true)
        .map_err(|fault| CliError::Failed(fault.to_string()))?;
    word(&format!("written to {}", sanitize(&file.to_string_lossy())));
    Ok(())
}
