//! The two ways out: data to stdout, words about it to stderr. Formats nothing.
//!
//! Nothing is printed but through here, and nothing passes that commands a terminal, whoever forgot
//! to sanitize it before.

use std::io::{self, Write};

use super::display_args::Letters;
use super::error::CliError;
use crate::model::text::{base_letters, plain_glyphs, sanitize_lines, without_commands};

/// Prints data, put together of sanitized values. A reader that went away ends the program quietly.
pub fn data(text: &str) -> Result<(), CliError> {
    harmless(&without_commands(text))
}

/// Prints data from which commands to a terminal are removed already.
pub fn harmless(text: &str) -> Result<(), CliError> {
    bytes(text.as_bytes())
}

/// Prints what is no text, into a pipe or a file.
pub fn bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| unwritten(&error))
}

/// Plain text in these letters.
pub fn in_letters(letters: Letters, text: String) -> String {
    match letters {
        Letters::All => text,
        Letters::AsciiGlyphs => plain_glyphs(&text),
        Letters::Base => base_letters(&text),
    }
}

/// Prints a word about it, sanitized here. A failure stops nothing.
pub fn word(text: &str) {
    if !text.is_empty() {
        _ = writeln!(io::stderr().lock(), "{}", sanitize_lines(text));
    }
}

/// Prints a question, sanitized here, and leaves the line open for the answer.
pub fn prompt(text: &str) {
    let mut err = io::stderr().lock();
    _ = write!(err, "{}", sanitize_lines(text)).and_then(|()| err.flush());
}

/// Prints an error of usage. It repeats the typed text, so it comes without the styles of the
/// library, which could not be told from somebody else's.
pub fn usage(error: &clap::Error) {
    word(error.render().to_string().trim_end());
}

/// Prints the help or the version that was asked for, with the styles of the library.
pub fn help(asked: &clap::Error) -> Result<(), CliError> {
    asked.print().and_then(|()| io::stdout().flush()).map_err(|error| unwritten(&error))
}

/// The end of a command whose data did not reach stdout.
fn unwritten(error: &io::Error) -> CliError {
    match error.kind() {
        io::ErrorKind::BrokenPipe => CliError::NobodyReads,
        _ => CliError::Failed(format!("squadcheck: cannot write to stdout: {error}")),
    }
}
