//! The choice of the workspace. Looks for the existence of files only, and reads none.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::app_dirs::AppDirs;
use super::os_error::os_fault;
use crate::library::FileError;

/// The name of a workspace's file.
pub const CONFIG: &str = "healthcheck.yaml";

/// A workspace's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The folder.
    pub root: PathBuf,
    /// Its `healthcheck.yaml`.
    pub config: PathBuf,
    /// True if that file exists.
    pub exists: bool,
    /// True for the user's own data folder, taken because no other was found.
    pub own: bool,
    /// The other user to whom the file belongs, where nobody named its folder: it is not read.
    pub stranger: Option<u32>,
}

impl Location {
    /// The workspace in this folder.
    pub fn new(root: PathBuf) -> Self {
        let config = root.join(CONFIG);
        // Whatever has the name counts: what is no file is told as that, and not passed over.
        Self { exists: config.symlink_metadata().is_ok(), config, root, own: false, stranger: None }
    }

    /// `dir` if it is given, else the nearest folder from the current one upwards that has a
    /// `healthcheck.yaml`, else the user's own data folder.
    ///
    /// A folder that cannot be looked into may have one, so it is not passed over.
    pub fn find(dir: Option<&Path>, folders: &AppDirs) -> Result<Self, FileError> {
        if let Some(dir) = dir {
            return Ok(Self::new(folders.current.join(dir)));
        }
        for folder in folders.current.ancestors() {
            let config = folder.join(CONFIG);
            match config.symlink_metadata() {
                Ok(_) => {
                    let found = Self::new(folder.to_owned());
                    return Ok(Self { stranger: stranger(&found.config, folders), ..found });
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(os_fault(&config, "look for it", &error)),
            }
        }
        Ok(match &folders.data {
            Some(data) => Self { own: true, ..Self::new(data.clone()) },
            None => Self::new(folders.current.clone()),
        })
    }
}

/// The folders by which a version control is known.
const VERSIONED: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// Returns true if a version control has the files in this folder.
pub fn is_versioned(root: &Path) -> bool {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    root.ancestors()
        .any(|folder| VERSIONED.iter().any(|name| folder.join(name).symlink_metadata().is_ok()))
}

/// Returns the owner of a file that may have been put in the user's way: anybody may write a
/// `healthcheck.yaml` into a folder above, and with it say where files are written. As with git,
/// one's own files are trusted, and those of the user who became root.
#[cfg(unix)]
fn stranger(config: &Path, folders: &AppDirs) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    let owner = config.symlink_metadata().ok()?.uid();
    let user = rustix::process::geteuid();
    let trusted = owner == user.as_raw() || user.is_root() && folders.sudo_user == Some(owner);
    (!trusted).then_some(owner)
}

#[cfg(not(unix))]
fn stranger(_: &Path, _: &AppDirs) -> Option<u32> {
    None
}
