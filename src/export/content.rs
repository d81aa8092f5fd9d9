//! What an export writes: text, or a picture that is drawn only where it is written.

use std::borrow::Cow;

use super::png::{Png, PngError, png};

/// What an export writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text as it is.
    Text(String),
    /// A picture in dots, as the SVG from which it is drawn.
    Png(String),
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBytes<'a> {
    /// The bytes.
    pub bytes: Cow<'a, [u8]>,
    /// Letters that the font of a picture lacks, each once.
    pub missing: String,
}

impl Content {
    /// Returns the bytes. Drawing takes a tenth of a second: not for the thread of the screen.
    pub fn bytes(&self) -> Result<FileBytes<'_>, PngError> {
        match self {
            Self::Text(text) => {
                Ok(FileBytes { bytes: Cow::Borrowed(text.as_bytes()), missing: String::new() })
            }
            Self::Png(svg) => {
                let Png { bytes, missing } = png(svg)?;
                Ok(FileBytes { bytes: Cow::Owned(bytes), missing })
            }
        }
    }
}
