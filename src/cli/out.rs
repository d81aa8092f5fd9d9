//! Where a command's text goes: to stdout, or to the file that `-o` names.

use std::path::Path;

use super::{Setting, Stop, say};
use crate::model::text::{sanitize, without_commands};

/// Writes `text`. A file is replaced without a question: whoever names it means it.
pub fn text(setting: &Setting, file: Option<&Path>, text: &str) -> Result<(), Stop> {
    let Some(file) = file else { return say::data(text) };
    setting
        .store
        .export(file, &without_commands(text), true)
        .map_err(|fault| Stop::Failed(fault.to_string()))?;
    say::word(&format!("written to {}", sanitize(&file.to_string_lossy())));
    Ok(())
}
