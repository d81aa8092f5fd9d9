//! The two ways out: data to stdout, words about it to stderr. Formats nothing.

use std::io::{self, Write};

use super::Stop;

/// Data, as it is. A reader that went away ends the program quietly.
pub fn data(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::NobodyReads,
        _ => Stop::Failed(format!("squadcheck: cannot write to stdout: {error}")),
    })
}

/// A word about it. That nobody reads it stops nothing.
pub fn word(text: &str) {
    if !text.is_empty() {
        _ = writeln!(io::stderr().lock(), "{text}");
    }
}
