//! What somebody else has left in a place, and whether it is still there.
#![expect(clippy::disallowed_methods, reason = "this looks at what somebody else wrote")]

use std::fs;
use std::path::{Path, PathBuf};

/// What has to be found in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// A file that holds this mark.
    Mark(String),
    /// A file with these bytes.
    Bytes(Vec<u8>),
    /// A folder.
    Folder,
    /// A link.
    Link,
}

/// All files below a folder, without following links.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Says why something is not there as it was left.
pub fn missing(path: &Path, is: &Theirs) -> Option<String> {
    let meta = fs::symlink_metadata(path);
    let bytes = fs::read(path).unwrap_or_default();
    let there = match is {
        Theirs::Mark(mark) => String::from_utf8_lossy(&bytes).contains(mark),
        Theirs::Bytes(left) => meta.is_ok_and(|meta| meta.is_file()) && bytes == *left,
        Theirs::Folder => meta.is_ok_and(|meta| meta.is_dir()),
        Theirs::Link => meta.is_ok_and(|meta| meta.is_symlink()),
    };
    (!there).then(|| {
        format!(
            "somebody else had left {is:?} in {}, which is overwritten by:\n{}",
            path.display(),
            String::from_utf8_lossy(&bytes)
        )
    })
}
