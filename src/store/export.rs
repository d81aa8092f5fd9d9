//! Reports for others to read, written where a person says.
//!
//! Somebody else's repository may hold a link under the name that is suggested, so nothing is
//! written through one. The workspace's own files are never replaced, whatever they are called on
//! the way.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::atomic_file::{self, FileMode};
use super::location::CONFIG;
use super::os_error::os_fault;
use super::{Store, scan};
use crate::library::{ExportError, FileError};

const NOTHING: &str = "nothing was written";

impl Store {
    /// Returns a store of the same workspace that knows no session: for reports, which are written
    /// beside all else.
    #[must_use]
    pub fn writer(&self) -> Self {
        let anew = Self::open(self.location.clone(), self.folders.clone());
        Self { folder: self.folder.clone(), ..anew }
    }

    /// Writes a report into a plain file. A pipe or a device, which may take nothing for hours, is
    /// for the command line.
    pub fn report(&self, path: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
        let file = self.folders.current.join(path);
        if file.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            let message = "this is a pipe or a device, and no file";
            return Err(FileError::of_file(&file, message, "name a file").into());
        }
        self.export(path, bytes, replace)
    }

    /// Writes a document for others to read, with the permissions that the umask leaves.
    ///
    /// Writes into a pipe or a terminal as well, also by a link such as `/dev/stdout`.
    pub fn export(&self, path: &Path, bytes: &[u8], replace: bool) -> Result<(), ExportError> {
        let path = self.folders.current.join(path);
        let fault = |error: &io::Error| ExportError::from(os_fault(&path, "write it", error));
        let meta = fs::metadata(&path);
        if is_stream(&path, meta.as_ref()) {
            return if replace {
                stream(&path, bytes).map_err(|e| fault(&e))
            } else {
                Err(ExportError::Exists(path))
            };
        }
        self.may_export(&path)?;
        if meta.is_ok_and(|meta| meta.is_dir()) {
            return Err(fault(&io::ErrorKind::IsADirectory.into()));
        }
        atomic_file::put(&path, bytes, FileMode::Umask, replace).map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists && !replace {
                ExportError::Exists(path.clone())
            } else {
                fault(&error)
            }
        })
    }

    /// Refuses a link, and whatever the workspace and the program keep for themselves.
    fn may_export(&self, path: &Path) -> Result<(), FileError> {
        let refuse = |message: String, help: &str| Err(FileError::of_file(path, message, help));
        if path.symlink_metadata().is_ok_and(|meta| meta.is_symlink()) {
            let target = path.read_link().unwrap_or_default();
            let target = path.canonicalize().unwrap_or(target);
            let message = format!("this is a link to {}; {NOTHING}", target.display());
            return refuse(message, "name the file itself, or take the link away");
        }
        // A folder on the way may be a link, too, and `..` and capitals are other spellings.
        let folder = path.parent().map(real).unwrap_or_default();
        let name = path.file_name().unwrap_or_default();
        let root = real(&self.location.root);
        if self.location.root.is_dir()
            && path.starts_with(&self.location.root)
            && !is_below(&folder, &root)
            && !path.components().any(|part| part == Component::ParentDir)
            && path.exists()
        {
            let message = format!(
                "a link on the way leads out of the workspace, to {}; {NOTHING}",
                folder.join(name).display()
            );
            return refuse(message, "name the file itself, or take the link away");
        }
        if let Some(what) = self.whose(path, &folder, name, &root) {
            let message = format!("this is {what}; {NOTHING}");
            return refuse(message, "name another file");
        }
        Ok(())
    }

    /// Says what a file is that no export may replace.
    fn whose(&self, path: &Path, folder: &Path, name: &OsStr, root: &Path) -> Option<&'static str> {
        let is = |name: &OsStr, word: &str| name.to_string_lossy().to_lowercase() == word;
        let file = folder.join(name);
        if file.components().any(|part| is(part.as_os_str(), ".git")) {
            return Some("git's own file");
        }
        let sessions = real(&self.folder);
        let lower = name.to_string_lossy().to_lowercase();
        let yaml = [".yaml", ".yml"].iter().any(|end| lower.ends_with(end));
        if is_below(folder, &sessions) && (yaml || lower.starts_with('.')) {
            return Some("a file of the workspace's checks");
        }
        if is_below(folder, root) && is_below(root, folder) && is(name, CONFIG) {
            return Some("the workspace's own file");
        }
        let own = [&self.folders.state, &self.folders.cache];
        if own.into_iter().flatten().any(|own| is_below(folder, &real(own))) {
            return Some("a file that the program keeps for itself");
        }
        // By another name of the same file.
        let place = place(path)?;
        if self::place(&self.location.config) == Some(place) {
            return Some("the workspace's own file, by another name");
        }
        let all = || scan::all_files(&self.folder).into_iter();
        let linked = names(path) > 1 && all().any(|other| self::place(&other) == Some(place));
        linked.then_some("a file of the workspace's checks, by another name")
    }
}

/// Returns true for what cannot be replaced, as a pipe or a terminal, and for the names of what is
/// open already.
fn is_stream(path: &Path, meta: Result<&Metadata, &io::Error>) -> bool {
    let device = meta.is_ok_and(|meta| !meta.is_file() && !meta.is_dir());
    let open = ["/dev/", "/proc/self/fd/"].iter().any(|above| path.starts_with(above));
    device || open && meta.is_ok_and(Metadata::is_file)
}

#[expect(clippy::disallowed_methods, reason = "the store is where files are written")]
fn stream(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().write(true).open(path)?.write_all(bytes)
}

/// The path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    super::session_lock::real_path(path)
}

/// Returns true if `path` is `above` or below it, on a file system that knows no case, too.
fn is_below(path: &Path, above: &Path) -> bool {
    let folded = |path: &Path| PathBuf::from(path.to_string_lossy().to_lowercase());
    path.starts_with(above) || folded(path).starts_with(folded(above))
}

/// Tells a file from all others, whatever it is called.
#[cfg(unix)]
fn place(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let meta = fs::metadata(path).ok()?;
    Some((meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// The number of names of a file.
#[cfg(unix)]
fn names(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| std::os::unix::fs::MetadataExt::nlink(&meta))
}

#[cfg(not(unix))]
fn names(_: &Path) -> u64 {
    1
}
