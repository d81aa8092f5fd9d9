//! One writer at a time: an advisory lock on a file of its own, beside the file that is written.
//!
//! Keeps out programs that ask for the same lock. Editors do not, so what stands in a file is
//! compared as well.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::atomic_file;

/// The number of attempts, and the pause between them, before a save gives up: two seconds in all.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write a file, until this is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits for the right to write `target`, whose folder is there.
    ///
    /// On a file system without locks, the right is given without one.
    pub fn new(target: &Path) -> io::Result<Self> {
        let path = atomic_file::hidden(target, "lock");
        for _ in 0..TRIES {
            if let Some(lock) = Self::at_once(&path)? {
                return Ok(lock);
            }
            std::thread::sleep(PAUSE);
        }
        Err(io::Error::new(
            io::ErrorKind::WouldBlock,
            "another program has been saving it for two seconds",
        ))
    }

    /// The lock on the file at `path` itself, without waiting for it. None: somebody else has it.
    pub fn at_once(path: &Path) -> io::Result<Option<Self>> {
        loop {
            let file = open(path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Ok(None),
                // Whoever held the lock took its file away when done: ours would lock nothing any
                // more.
                Ok(()) if !is_still(&file, path) => {}
                Ok(()) | Err(TryLockError::Error(_)) => {
                    return Ok(Some(Self { path: path.to_owned(), _file: file }));
                }
            }
        }
    }

    /// Returns true if somebody holds the lock on the existing file at `path`.
    #[expect(clippy::disallowed_methods, reason = "the store is where files are read")]
    pub fn is_held(path: &Path) -> bool {
        let file = File::open(path);
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

impl Drop for Lock {
    /// The file goes while it is still locked, so that none lies about in a workspace.
    #[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
    fn drop(&mut self) {
        _ = fs::remove_file(&self.path);
    }
}

#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
fn open(path: &Path) -> io::Result<File> {
    if path.symlink_metadata().is_ok_and(|meta| !meta.is_file()) {
        let message = format!("{} should be a plain file, to lock with", path.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Returns true if `path` still leads to this file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |meta: fs::Metadata| (meta.dev(), meta.ino());
    let (here, there) = (file.metadata().map(place), path.symlink_metadata().map(place));
    matches!((here, there), (Ok(here), Ok(there)) if here == there)
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_the_lock_and_the_others_wait_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.yaml");
        let counter = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let lock = Lock::new(&target).unwrap();
                        let before = counter.load(std::sync::atomic::Ordering::SeqCst);
                        std::thread::yield_now();
                        counter.store(before + 1, std::sync::atomic::Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert_eq!(counter.into_inner(), 100);
        assert!(!atomic_file::hidden(&target, "lock").exists(), "no lock file lies about");
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_in_place_of_the_lock_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (target, outside) = (folder.path().join("a.yaml"), folder.path().join("outside"));
        std::os::unix::fs::symlink(&outside, atomic_file::hidden(&target, "lock")).unwrap();
        assert!(Lock::new(&target).is_err());
        assert!(!outside.exists());
    }
}
