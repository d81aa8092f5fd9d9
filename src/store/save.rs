//! Bytes to and from the disk, so that a crash leaves the old file or the new one, and nothing between.
//!
//! Knows paths and bytes only; what is in a file, and whether it may be replaced, is said by who calls.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use super::fault::Fault;
use super::yaml::LARGEST;

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The user alone: 0600.
    User,
    /// Whoever the umask lets.
    Umask,
}

/// What stands in a file, to be compared later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u64, u64);

/// The mark of these bytes.
pub fn mark(bytes: &[u8]) -> Mark {
    use std::hash::{DefaultHasher, Hasher};
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(salt);
        hasher.write(bytes);
        hasher.finish()
    };
    Mark(half(0), half(1))
}

/// An error of the operating system in words, with the path.
pub fn os_fault(path: &Path, what: &str, error: &io::Error) -> Fault {
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk, then save again",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "give yourself the right to write there, or take another folder"
        }
        io::ErrorKind::NotFound => "check the path",
        _ => "",
    };
    Fault::of_file(path, format!("cannot {what}: {error}"), help)
}

/// The bytes of a file; one too many where it is larger than what is read. None: there is no file.
#[expect(clippy::disallowed_methods, reason = "the store is where files are read")]
pub fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    let fault = |error: &io::Error| os_fault(path, "read it", error);
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(&error)),
    };
    // A pipe or a device would never end.
    if !meta.is_file() {
        let what = if meta.is_dir() { "a folder" } else { "no plain file" };
        return Err(Fault::of_file(path, format!("this is {what}"), "name a file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| fault(&e))?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|e| fault(&e))?;
    Ok(Some(bytes))
}

/// Puts `text` at `path` in one step. With `replace`, a file that is there is replaced and keeps its mode.
///
/// Temporary file in the same folder, created exclusively; written, fsynced, renamed; folder fsynced.
pub fn put(path: &Path, text: &str, readers: Readers, replace: bool) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".squadcheck-").suffix(".tmp");
    #[cfg(unix)]
    if readers == Readers::Umask {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if replace && let Ok(meta) = fs::metadata(path) {
        file.as_file().set_permissions(meta.permissions())?;
    }
    file.as_file().sync_all()?;
    if replace {
        file.persist(path).map_err(|e| e.error)?;
    } else {
        file.persist_noclobber(path).map_err(|e| e.error)?;
    }
    sync_folder(folder)
}

/// Makes the names in a folder last.
#[cfg_attr(unix, expect(clippy::disallowed_methods, reason = "the store is where files are written"))]
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    match File::open(folder)?.sync_all() {
        // Some file systems cannot sync a folder, and say so.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {}
        done => done?,
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Makes a folder and those above it, 0700 each, and makes them last.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent();
    if let Some(above) = above.filter(|p| !p.as_os_str().is_empty()) {
        make_folder(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        done => done,
    }?;
    above.map_or(Ok(()), sync_folder)
}

/// Takes a file away for good. One that is not there is fine.
#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => path.parent().map_or(Ok(()), sync_folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// The paths in a folder, sorted; none where there is no folder.
#[expect(clippy::disallowed_methods, reason = "the store is where folders are read")]
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let fault = |error: &io::Error| os_fault(folder, "read the folder", error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(&error)),
    };
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| entry.map(|e| e.path())).collect();
    let mut paths = paths.map_err(|e| fault(&e))?;
    paths.sort();
    Ok(paths)
}

/// Where a session's file really lies. Folders on the way are made, links are followed.
///
/// Refused is whatever leads out of `root` or out of its folder `sessions`.
pub fn resolve(root: &Path, sessions: &Path, path: &Path) -> Result<PathBuf, Fault> {
    let outside = |at: &Path| {
        let message = format!("this leads out of the workspace, to {}", at.display());
        Fault::of_file(path, message, "sessions are kept below the workspace's sessions folder: take the link away")
    };
    let fault = |error: &io::Error| os_fault(path, "save it", error);
    let inner = path.strip_prefix(sessions).map_err(|_| outside(path))?;
    let middle = sessions.strip_prefix(root).map_err(|_| outside(sessions))?;
    let name = inner.file_name().ok_or_else(|| outside(path))?;
    make_folder(root).map_err(|e| fault(&e))?;
    let root = root.canonicalize().map_err(|e| fault(&e))?;
    let enter = |mut folder: PathBuf, way: &Path, bounds: &Path| {
        for part in way.components() {
            match part {
                Component::CurDir => continue,
                Component::Normal(part) => folder.push(part),
                _ => return Err(outside(path)),
            }
            // A link that leads nowhere cannot be made a folder and is refused here, too.
            make_folder(&folder).map_err(|e| fault(&e))?;
            folder = folder.canonicalize().map_err(|e| fault(&e))?;
            if !folder.starts_with(bounds) {
                return Err(outside(&folder));
            }
        }
        Ok(folder)
    };
    let sessions = enter(root.clone(), middle, &root)?;
    let folder = enter(sessions.clone(), inner.parent().unwrap_or(Path::new("")), &sessions)?;
    let file = folder.join(name);
    if fs::symlink_metadata(&file).is_ok_and(|meta| meta.is_symlink()) {
        let target = file.canonicalize().map_err(|e| fault(&e))?;
        return if target.starts_with(&sessions) { Ok(target) } else { Err(outside(&target)) };
    }
    Ok(file)
}

/// Writes a text for others to read. A link is followed, and what is no plain file is written into.
#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
pub fn export(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(meta) if !replace && !meta.is_dir() => Err(io::ErrorKind::AlreadyExists.into()),
        Ok(meta) if meta.is_file() => put(&path.canonicalize()?, text, Readers::Umask, true),
        // A terminal or a pipe cannot be renamed over.
        Ok(_) => File::options().write(true).open(path)?.write_all(text.as_bytes()),
        Err(_) => put(path, text, Readers::Umask, replace),
    }
}
