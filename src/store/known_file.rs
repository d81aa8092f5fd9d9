//! A file that this program reads and writes: the lock, the comparison with its last known
//! content, the atomic write, and the hash of what was written.
//!
//! Compares by content: a file is replaced only if it holds what was last read or written here.
//! Knows nothing of the meaning of a file.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::lock::Lock;
use crate::library::{ContentHash, FileError};

/// The files of one kind, by path.
#[derive(Debug, Default)]
pub struct KnownFiles(HashMap<PathBuf, KnownFile>);

impl KnownFiles {
    /// Returns the file at `path`, a path without links.
    pub fn file(&mut self, path: &Path) -> &mut KnownFile {
        if !self.0.contains_key(path) {
            self.0.insert(path.to_owned(), KnownFile::new(path.to_owned()));
        }
        self.0.get_mut(path).expect("it was inserted")
    }

    /// Returns true if `bytes` are what was last read or written in this file.
    pub fn knows(&self, path: &Path, bytes: &[u8]) -> bool {
        self.0.get(path).is_some_and(|file| file.knows(bytes))
    }

    /// Returns the files in this folder whose content is known.
    pub fn known_below<'k>(&'k self, folder: &'k Path) -> impl Iterator<Item = &'k Path> {
        let below = self.0.values().filter(move |file| file.path.starts_with(folder));
        below.filter(|file| file.is_known()).map(|file| file.path.as_path())
    }

    /// Forgets the content of all files.
    pub fn forget_all(&mut self) {
        self.0.values_mut().for_each(KnownFile::forget);
    }

    /// Forgets the content of the file at `path`, or of all files in that folder.
    pub fn forget_below(&mut self, path: &Path) {
        let below = self.0.values_mut().filter(|file| file.path.starts_with(path));
        below.for_each(KnownFile::forget);
    }
}

/// One file, and the content that it was last known to have.
#[derive(Debug)]
pub struct KnownFile {
    path: PathBuf,
    last_known: LastKnown,
    /// The hash of a write that failed: it may have reached the disk all the same.
    attempted: Option<ContentHash>,
    /// The temporary files of killed saves were removed.
    is_swept: bool,
}

#[derive(Clone, Copy, Debug)]
enum LastKnown {
    /// Never read, or it could not be read.
    Unknown,
    Missing,
    Content(ContentHash),
}

/// The content of a file on disk, compared with its last known content.
pub enum OnDisk {
    /// There is no file.
    Missing,
    /// The last known content.
    Ours(Vec<u8>, ContentHash),
    /// Exactly the text that is to be written.
    Same,
    /// Something that somebody else wrote over the last known content.
    Changed,
    /// Something that was never read here, or could not be read.
    Unknown(ContentHash),
}

impl KnownFile {
    const fn new(path: PathBuf) -> Self {
        Self { path, last_known: LastKnown::Unknown, attempted: None, is_swept: false }
    }

    /// Records the content that was read or written.
    pub const fn remember(&mut self, hash: ContentHash) {
        (self.last_known, self.attempted) = (LastKnown::Content(hash), None);
    }

    /// Records that there is no file.
    pub const fn remember_missing(&mut self) {
        (self.last_known, self.attempted) = (LastKnown::Missing, None);
    }

    /// Forgets the content: whatever is on disk now is never overwritten unread.
    pub const fn forget(&mut self) {
        (self.last_known, self.attempted) = (LastKnown::Unknown, None);
    }

    /// Returns true if the content was read or written here.
    pub const fn is_known(&self) -> bool {
        matches!(self.last_known, LastKnown::Content(_))
    }

    fn knows(&self, bytes: &[u8]) -> bool {
        self.is_ours(ContentHash::new(bytes))
    }

    fn is_ours(&self, hash: ContentHash) -> bool {
        self.attempted == Some(hash)
            || matches!(self.last_known, LastKnown::Content(known) if known == hash)
    }

    /// Waits for the lock of the file. The first lock also removes what killed saves left behind.
    pub fn lock(&mut self) -> io::Result<Lock> {
        let lock = Lock::new(&self.path)?;
        if !self.is_swept {
            self.is_swept = true;
            atomic_file::sweep(&self.path);
        }
        Ok(lock)
    }

    /// Compares the file on disk with its last known content and with the text to be written.
    pub fn compare(&self, text: &str) -> Result<OnDisk, FileError> {
        let Some(bytes) = atomic_file::bytes(&self.path)? else { return Ok(OnDisk::Missing) };
        if bytes == text.as_bytes() {
            return Ok(OnDisk::Same);
        }
        let hash = ContentHash::new(&bytes);
        Ok(match self.last_known {
            _ if self.is_ours(hash) => OnDisk::Ours(bytes, hash),
            LastKnown::Content(_) | LastKnown::Missing => OnDisk::Changed,
            LastKnown::Unknown => OnDisk::Unknown(hash),
        })
    }

    /// Writes `text` in place of exactly what [`compare`](Self::compare) found. Returns false if
    /// somebody else wrote; their content is then left alone. The caller has the lock.
    ///
    /// The hash is recorded before the write: a write that fails after the renaming was ours.
    pub fn write(&mut self, on_disk: &OnDisk, text: &str, mode: FileMode) -> io::Result<bool> {
        let hash = ContentHash::new(text.as_bytes());
        match on_disk {
            OnDisk::Changed => return Ok(false),
            OnDisk::Same => {}
            OnDisk::Missing => {
                self.attempted = Some(hash);
                atomic_file::put(&self.path, text, FileMode::User, false)?;
            }
            OnDisk::Ours(_, before) | OnDisk::Unknown(before) => {
                self.attempted = Some(hash);
                if !atomic_file::swap(&self.path, text, mode, *before)? {
                    return Ok(false);
                }
            }
        }
        self.remember(hash);
        Ok(true)
    }

    /// Removes the file if it holds what was last read or written here. Returns false if it does
    /// not; it is left alone then. The caller has the lock.
    pub fn remove_known(&mut self) -> io::Result<bool> {
        let LastKnown::Content(hash) = self.last_known else { return Ok(false) };
        let removed = atomic_file::remove_exactly(&self.path, self.attempted.unwrap_or(hash))?
            || self.attempted.is_some() && atomic_file::remove_exactly(&self.path, hash)?;
        if removed {
            self.remember_missing();
        }
        Ok(removed)
    }

    /// Removes the file, and what killed saves left beside it. The caller has the lock.
    pub fn remove(&mut self) -> io::Result<()> {
        atomic_file::sweep(&self.path);
        let removed = atomic_file::remove(&self.path);
        // Even if its folder could not be synced: that the file is missing is our doing.
        if removed.is_ok() || !self.path.exists() {
            self.remember_missing();
        }
        removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(file: &mut KnownFile, text: &str) -> bool {
        let on_disk = file.compare(text).unwrap();
        file.write(&on_disk, text, FileMode::AsBefore).unwrap()
    }

    #[test]
    fn only_the_last_known_content_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let (mut ours, mut theirs) = (KnownFile::new(path.clone()), KnownFile::new(path.clone()));
        assert!(write(&mut ours, "one") && write(&mut ours, "two"));
        assert!(matches!(theirs.compare("three").unwrap(), OnDisk::Unknown(_)));
        theirs.remember(ContentHash::new(b"two"));
        assert!(write(&mut theirs, "three"));
        assert!(!write(&mut ours, "four"), "somebody else wrote since");
        assert_eq!(atomic_file::bytes(&path).unwrap().unwrap(), b"three");
        assert!(write(&mut ours, "three"), "the same text is no conflict");
        assert!(write(&mut ours, "four"));
    }

    #[test]
    fn only_the_last_known_content_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let (mut ours, mut theirs) = (KnownFile::new(path.clone()), KnownFile::new(path.clone()));
        assert!(write(&mut ours, "one") && !theirs.remove_known().unwrap(), "it was never read");
        theirs.remember(ContentHash::new(b"one"));
        assert!(write(&mut theirs, "two") && !ours.remove_known().unwrap(), "it is theirs now");
        assert_eq!(atomic_file::bytes(&path).unwrap().unwrap(), b"two");
        assert!(theirs.remove_known().unwrap() && !path.exists());
        assert_eq!(atomic_file::leftovers(&path), [] as [PathBuf; 0]);
        assert!(write(&mut theirs, "three"), "a new one may take its place");
    }

    #[test]
    fn a_write_that_failed_may_have_reached_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = KnownFile::new(folder.path().join("a.yaml"));
        assert!(write(&mut file, "one"));
        file.attempted = Some(ContentHash::new(b"two"));
        atomic_file::put(&file.path, "two", FileMode::User, true).unwrap();
        assert!(write(&mut file, "three"));
        assert!(file.remove().is_ok() && matches!(file.compare("").unwrap(), OnDisk::Missing));
    }
}
