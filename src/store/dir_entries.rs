//! The entries of a folder: names, kinds and stamps. Opens no file, and knows none of ours.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::os_error::os_fault;
use crate::library::FileError;

/// The kind of an entry. A link is neither file nor folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A plain file.
    File,
    /// A folder.
    Folder,
    /// Anything else.
    Other,
}

/// The names in a folder and what each is, sorted by name; none where there is no folder.
#[expect(clippy::disallowed_methods, reason = "the store is where folders are read")]
pub fn names(folder: &Path) -> Result<Vec<(OsString, EntryKind)>, FileError> {
    let fault = |error: &io::Error| os_fault(folder, "read the folder", error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(&error)),
    };
    let kind = |entry: &fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_file() => EntryKind::File,
        Ok(kind) if kind.is_dir() => EntryKind::Folder,
        _ => EntryKind::Other,
    };
    let named = entries.map(|entry| entry.map(|entry| (entry.file_name(), kind(&entry))));
    let mut named: Vec<_> = named.collect::<io::Result<_>>().map_err(|e| fault(&e))?;
    named.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Ok(named)
}

/// The paths in a folder, sorted; none where there is no folder.
pub fn paths(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    Ok(names(folder)?.into_iter().map(|(name, _)| folder.join(name)).collect())
}

/// Returns when a file was last written, in nanoseconds since 1970.
pub fn modified(path: &Path) -> Option<i64> {
    path.symlink_metadata().ok()?.modified().ok().map(nanoseconds)
}

/// The metadata that change when a file does. Times are in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    pub modified: i64,
    /// When the system last noted any change, be it of the name or of the rights.
    pub changed: i64,
    pub inode: u64,
}

/// A folder whose files are looked at: found from the folder, and not anew from the root for each
/// of them.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[derive(Debug)]
pub struct Stamps(fs::File);

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
impl Stamps {
    /// The files in `folder`; none where it cannot be opened.
    #[expect(clippy::disallowed_methods, reason = "the store is where folders are read")]
    pub fn within(folder: &Path) -> Option<Self> {
        fs::File::open(folder).ok().map(Self)
    }

    /// The stamp of the file of this name, if it is a plain file and no link.
    pub fn stamp(&self, name: &OsStr) -> Option<Stamp> {
        use rustix::fs::{AtFlags, FileType, statat};
        let stat = statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        let time = |seconds: i64, nanos: u64| {
            seconds.saturating_mul(1_000_000_000).saturating_add(i64::try_from(nanos).unwrap_or(0))
        };
        (FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile).then(|| Stamp {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            modified: time(stat.st_mtime, stat.st_mtime_nsec),
            changed: time(stat.st_ctime, stat.st_ctime_nsec),
            inode: stat.st_ino,
        })
    }
}

/// A folder whose files are looked at.
#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
#[derive(Debug)]
pub struct Stamps(PathBuf);

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
impl Stamps {
    /// The files in `folder`.
    pub fn within(folder: &Path) -> Option<Self> {
        Some(Self(folder.to_owned()))
    }

    /// The stamp of the file of this name, if it is a plain file and no link.
    pub fn stamp(&self, name: &OsStr) -> Option<Stamp> {
        let meta = self.0.join(name).symlink_metadata().ok().filter(fs::Metadata::is_file)?;
        let modified = meta.modified().map_or(i64::MAX, nanoseconds);
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt;
            (
                meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec()),
                meta.ino(),
            )
        };
        #[cfg(not(unix))]
        let (changed, inode) = (modified, 0);
        Some(Stamp { size: meta.len(), modified, changed, inode })
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let before = |early: std::time::Duration| {
        i64::try_from(early.as_nanos()).map_or(i64::MIN, |nanos| -nanos)
    };
    let after = |since: std::time::Duration| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|error| before(error.duration()), after)
}

/// The time, as stamps count it.
#[expect(
    clippy::disallowed_methods,
    reason = "what a file's times are compared with is the clock of the machine"
)]
pub fn clock() -> i64 {
    nanoseconds(SystemTime::now())
}
