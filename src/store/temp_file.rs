//! A text that another program works on for a while.
//!
//! Only its owner can read it, and it is gone when it is dropped.

use std::io::Write;
use std::path::Path;

use super::os_error::os_fault;
use crate::library::FileError;

/// A temporary file, mode 0600, deleted when it is dropped.
#[derive(Debug)]
pub struct TempFile {
    file: tempfile::NamedTempFile,
}

impl TempFile {
    /// A file with this text.
    pub fn new(text: &str) -> Result<Self, FileError> {
        let fault = |error: &std::io::Error| {
            os_fault(&std::env::temp_dir(), "make a temporary file", error)
        };
        let mut file = tempfile::Builder::new()
            .prefix("squadcheck-")
            .suffix(".md")
            .tempfile()
            .map_err(|e| fault(&e))?;
        file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|e| fault(&e))?;
        Ok(Self { file })
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Reads its text. An editor may have put a new file in its place.
    pub fn read(&self) -> Result<String, FileError> {
        let bytes = super::atomic_file::present(self.path()).map_err(|faults| {
            faults
                .into_iter()
                .next()
                .unwrap_or_else(|| FileError::of_file(self.path(), "it is gone", ""))
        })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_holds_its_text_and_is_gone_afterwards() {
        let scratch = TempFile::new("one\ntwo").unwrap();
        let path = scratch.path().to_owned();
        assert_eq!(scratch.read().unwrap(), "one\ntwo");
        drop(scratch);
        assert!(!path.exists());
    }
}
