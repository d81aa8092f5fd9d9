//! Atomic reads and writes: a crash leaves the old file or the new one, and nothing between.
//!
//! Knows paths and bytes only. The caller knows the content, and decides whether to replace it.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::os_error::os_fault;
use super::yaml::LARGEST;
use super::{access, dir_entries};
use crate::library::{ContentHash, FileError};

/// The permissions of a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileMode {
    /// The user alone, whoever could before: 0600.
    User,
    /// As before; a new file is for the user alone.
    AsBefore,
    /// As before; a new file gets the permissions that the umask leaves.
    Umask,
}

/// Reads a file up to the largest size that is read, and one byte more. None if there is no file.
pub fn bytes(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    bytes_up_to(path, LARGEST)
}

/// Reads a file up to `most` bytes, and one more. None if there is no file.
#[expect(clippy::disallowed_methods, reason = "the store is where files are read")]
pub fn bytes_up_to(path: &Path, most: u64) -> Result<Option<Vec<u8>>, FileError> {
    let fault = |error: &io::Error| os_fault(path, "read it", error);
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(&error)),
    };
    // A pipe or a device would never end.
    if !meta.is_file() {
        let what = if meta.is_dir() { "a folder" } else { "no plain file" };
        return Err(FileError::of_file(path, format!("this is {what}"), "name a file"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(most)).unwrap_or(0) + 1);
    let file = File::open(path).map_err(|e| fault(&e))?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
    Ok(Some(bytes))
}

/// Reads a file that has to be there.
pub fn present(path: &Path) -> Result<Vec<u8>, Vec<FileError>> {
    match bytes(path) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(vec![FileError::of_file(path, "there is no such file", "check the path")]),
        Err(fault) => Err(vec![fault]),
    }
}

/// Writes a cache file without a sync: after a crash it may be torn or old. Its readers have to
/// check it.
pub fn put_lightly(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().suffix(TEMPORARY).tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

/// Makes a hidden name beside `target`, for its lock or its temporary file.
pub fn hidden(target: &Path, kind: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{kind}"))
}

/// Writes `bytes` to `path` atomically. Replaces an existing file only with `replace`.
///
/// Temporary file in the same folder, created exclusively; written, fsynced, renamed; folder
/// fsynced. After an error nothing is tried again on that file: the next try starts with a fresh
/// one.
pub fn put(
    path: &Path,
    bytes: impl AsRef<[u8]>,
    readers: FileMode,
    replace: bool,
) -> io::Result<()> {
    let file = written(path, bytes.as_ref(), readers, replace)?;
    if replace {
        file.persist(path).map_err(|e| e.error)?;
    } else {
        file.persist_noclobber(path).map_err(|e| e.error)?;
    }
    sync_folder(folder_of(path))
}

/// Replaces exactly the content with the hash `expected`. Returns false if somebody else wrote in
/// the meantime; their content then stays.
///
/// The two files change places in one step, and what came out is looked at: so even what is written
/// between the last look and the renaming is noticed, and given back.
pub fn swap(path: &Path, text: &str, readers: FileMode, expected: ContentHash) -> io::Result<bool> {
    let file = written(path, text.as_bytes(), readers, true)?;
    let ours = ContentHash::new(text.as_bytes());
    match exchange(file.path(), path) {
        Ok(()) => {}
        Err(error) if is_unknown(&error) => {
            if mark_of(path)? != Some(expected) {
                return Ok(false);
            }
            file.persist(path).map_err(|e| e.error)?;
            sync_folder(folder_of(path))?;
            return Ok(true);
        }
        Err(error) => return Err(error),
    }
    // Looked at twice: an editor that was about to open the file may write into what came out.
    for first in [true, false] {
        match give_back(file.path(), path, ours, expected) {
            Ok(true) if first => sync_folder(folder_of(path))?,
            Ok(true) => {}
            Ok(false) => return sync_folder(folder_of(path)).map(|()| false),
            // Ballots that wait lie where nobody else writes, and must not stay there.
            Err(error) if readers == FileMode::User => return Err(error),
            Err(error) => {
                // What came out may be somebody else's only copy.
                let kept = set_aside(file, path);
                let message = format!("{error}; what was there lies in {}", kept.display());
                return Err(io::Error::new(error.kind(), message));
            }
        }
    }
    Ok(true)
}

/// Puts the replaced content back if it is not the expected one. Repeats if somebody writes once
/// more meanwhile, so that their last version stays.
fn give_back(
    outside: &Path,
    path: &Path,
    ours: ContentHash,
    expected: ContentHash,
) -> io::Result<bool> {
    let (mut placed, mut out) = (Some(ours), mark_of(outside)?);
    if out == Some(expected) {
        return Ok(true);
    }
    while out.is_some() {
        exchange(outside, path)?;
        let next = mark_of(outside)?;
        if next == placed {
            break;
        }
        (placed, out) = (out, next);
    }
    Ok(false)
}

/// Keeps a temporary file beside `path` under the name of a conflict copy.
fn set_aside<F>(mut file: tempfile::NamedTempFile<F>, path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1..100 {
        let name = path.with_file_name(format!("{stem}.conflict-{number}.yaml"));
        match file.persist_noclobber(&name) {
            Ok(_) => return name,
            Err(error) => file = error.file,
        }
    }
    file.keep().map_or_else(|error| error.file.path().to_owned(), |(_, kept)| kept)
}

/// Writes and syncs a temporary file beside `path`.
fn written(
    path: &Path,
    bytes: &[u8],
    readers: FileMode,
    replace: bool,
) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let prefix =
        format!("{}.", hidden(path, "new").file_name().unwrap_or_default().to_string_lossy());
    builder.prefix(&prefix).suffix(TEMPORARY);
    let before = (replace && readers != FileMode::User && path.exists()).then_some(path);
    // In the place of a file it is for its owner alone until it has the rights of that one.
    #[cfg(unix)]
    if readers == FileMode::Umask && before.is_none() {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    if let Some(before) = before {
        access::keep(before, file.as_file())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// The suffix of temporary files.
const TEMPORARY: &str = ".tmp";

/// Returns the temporary files of `path`: those of killed saves, and of one that is running now.
pub fn leftovers(path: &Path) -> Vec<PathBuf> {
    let prefix =
        format!("{}.", hidden(path, "new").file_name().unwrap_or_default().to_string_lossy());
    let mut entries = dir_entries::paths(folder_of(path)).unwrap_or_default();
    entries.retain(|entry| {
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&prefix) && name.ends_with(TEMPORARY)
    });
    entries
}

/// Removes the temporary files of killed saves of `path`. The caller has its lock.
#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
pub fn sweep(path: &Path) {
    for leftover in leftovers(path) {
        _ = fs::remove_file(leftover);
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Hashes the content of a file; none if there is no file.
#[expect(clippy::disallowed_methods, reason = "the store is where files are read")]
fn mark_of(path: &Path) -> io::Result<Option<ContentHash>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(ContentHash::new(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Exchanges two files atomically.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Returns true if the system or the file system cannot exchange two files.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Refuses a read-only file, and a file in a read-only folder.
pub fn may_write(path: &Path, file: &Path) -> Result<(), FileError> {
    let refuse = |message: String, help: &str| Err(FileError::of_file(path, message, help));
    let folder = folder_of(file);
    // On Windows that bit of a folder says nothing about what may be made in it.
    if cfg!(unix) && fs::metadata(folder).is_ok_and(|meta| meta.permissions().readonly()) {
        let message = format!("the folder {} is read-only", folder.display());
        return refuse(message, "allow writing there (`chmod u+w`)");
    }
    let Ok(meta) = fs::symlink_metadata(file) else { return Ok(()) };
    if meta.permissions().readonly() {
        let help = "allow writing it (`chmod u+w`)";
        return refuse("the file is read-only".to_owned(), help);
    }
    Ok(())
}

/// Refuses a file with several hard links, which a save would part. The caller has its lock.
///
/// Where a file system cannot rename without replacing, a new file gets its name as a second one.
/// A save that was killed in between left the first one there: that one is ours to remove.
pub fn has_one_name(path: &Path, file: &Path) -> Result<(), FileError> {
    if names(file) > 1 {
        sweep(file);
    }
    match names(file) {
        0 | 1 => Ok(()),
        names => {
            let message =
                format!("the file has {names} names (hard links), and a save would part them");
            let help = "put a copy in its place: `cp FILE copy && mv copy FILE`";
            Err(FileError::of_file(path, message, help))
        }
    }
}

/// Counts the hard links of a file; none where there is no file, or where they are not counted.
fn names(file: &Path) -> u64 {
    #[cfg(unix)]
    let count = std::os::unix::fs::MetadataExt::nlink;
    #[cfg(not(unix))]
    let count = |_: &fs::Metadata| 0;
    fs::symlink_metadata(file).as_ref().map_or(0, count)
}

/// Syncs the names in a folder.
#[cfg_attr(
    unix,
    expect(clippy::disallowed_methods, reason = "the store is where files are written")
)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match File::open(folder)?.sync_all() {
        // Some file systems cannot sync a folder, and say so.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
        }
        done => done?,
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes a folder and those above it, 0700 each, and syncs them.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent();
    if let Some(above) = above.filter(|p| !p.as_os_str().is_empty()) {
        make_folder(above)?;
    }
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has a mode to set"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        done => done,
    }?;
    above.map_or(Ok(()), sync_folder).inspect_err(|_| {
        // The next try would find the folder, and take it for one that lasts.
        _ = fs::remove_dir(folder);
    })
}

/// Removes exactly the content with the hash `expected`. Returns false if it is another one, which
/// then stays.
///
/// The file gets another name first and is looked at under that one: so nobody writes into what is
/// removed.
#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
pub fn remove_exactly(path: &Path, expected: ContentHash) -> io::Result<bool> {
    let mut builder = tempfile::Builder::new();
    let prefix =
        format!("{}.", hidden(path, "new").file_name().unwrap_or_default().to_string_lossy());
    let builder = builder.prefix(&prefix).suffix(TEMPORARY);
    let aside = builder.make_in(folder_of(path), |aside| fs::rename(path, aside))?;
    if matches!(mark_of(aside.path()), Ok(found) if found == Some(expected)) {
        aside.close()?;
        return sync_folder(folder_of(path)).map(|()| true);
    }
    match aside.persist_noclobber(path) {
        Ok(()) => {}
        // Somebody has written it anew meanwhile: both stay.
        Err(error) => _ = set_aside(error.file, path),
    }
    sync_folder(folder_of(path)).map(|()| false)
}

/// Removes a file and syncs its folder. A missing file is no error.
#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => path.parent().map_or(Ok(()), sync_folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
