//! The folders of a workspace as they were when it was opened.
//!
//! A save makes only what was not there then. A folder that was there and is missing was renamed,
//! deleted or unmounted: made anew, it would hide what is about to come back.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::atomic_file;
use super::os_error::os_fault;
use crate::library::FileError;
use crate::model::text;

/// The help for a folder that is not the one that was opened.
const BRING_BACK: &str = "bring it back (rename, mount), or open this program again";
/// The help for what is gone from a workspace that is there.
pub const WRITE_AGAIN: &str = "write it again, or let it go";

/// A folder itself, whatever its name: its device and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// The folder at `path`; none if there is none, or where folders have no numbers.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        #[cfg(unix)]
        let (device, number) = {
            use std::os::unix::fs::MetadataExt;
            (meta.dev(), meta.ino())
        };
        #[cfg(not(unix))]
        let (device, number) = (0, u64::from(meta.is_dir()));
        Some(Self { device, number })
    }
}

/// The folders that were there.
#[derive(Clone, Debug, Default)]
pub struct Ground(HashMap<PathBuf, Identity>);

/// The place of a session's file.
#[derive(Debug)]
pub struct Place {
    /// The file, without links on the way.
    pub file: PathBuf,
    /// The reason for which no new file may be made there.
    pub strange: Option<FileError>,
}

/// The reason for which a session's file has no place.
#[derive(Debug)]
pub enum NoPlace {
    /// Below the workspace, a folder is gone that was there.
    Gone(FileError),
    /// Anything else.
    Fault(FileError),
}

impl Ground {
    /// Forgets all folders.
    pub fn forget_all(&mut self) {
        self.0.clear();
    }

    /// Records a folder, if it is there.
    pub fn remember(&mut self, folder: &Path) {
        if let Some(identity) = Identity::of(folder) {
            self.0.insert(folder.to_owned(), identity);
        }
    }

    /// Returns true if the folder was there and is not any more.
    pub fn is_gone(&self, folder: &Path) -> bool {
        self.0.contains_key(folder) && Identity::of(folder).is_none()
    }

    /// Resolves the real path of a session's file. Makes folders on the way that never were there,
    /// or with `again` those that are gone, and follows links.
    ///
    /// Refuses a path that leads out of `root` or out of its folder `sessions`.
    pub fn resolve(
        &mut self,
        root: &Path,
        sessions: &Path,
        path: &Path,
        again: bool,
    ) -> Result<Place, NoPlace> {
        let outside = |at: &Path| {
            let message = format!("this leads out of the workspace, to {}", at.display());
            let help =
                "checks are kept below the workspace's `sessions` folder: take the link away";
            NoPlace::Fault(FileError::of_file(path, message, help))
        };
        let fault = |error: &std::io::Error| NoPlace::Fault(os_fault(path, "save it", error));
        let inner = path.strip_prefix(sessions).map_err(|_| outside(path))?;
        let middle = sessions.strip_prefix(root).map_err(|_| outside(sessions))?;
        let name = inner.file_name().ok_or_else(|| outside(path))?;
        if self.is_gone(root) {
            let message = format!("the folder of the workspace is gone: {}", root.display());
            return Err(NoPlace::Fault(FileError::of_file(path, message, BRING_BACK)));
        }
        let mut strange = self.enter(root, true, path).map_err(|e| fault(&e))?;
        let real_root = root.canonicalize().map_err(|e| fault(&e))?;
        let (mut folder, mut named) = (real_root.clone(), root.to_owned());
        // The sessions lie in the root, and the folders of the teams among the sessions.
        let mut bounds = real_root.clone();
        for way in [middle, inner.parent().unwrap_or(Path::new(""))] {
            for part in way.components() {
                match part {
                    Component::CurDir => continue,
                    Component::Normal(part) => {
                        folder.push(part);
                        named.push(part);
                    }
                    _ => return Err(outside(path)),
                }
                // In another folder nothing is made.
                if let Some(strange) = strange.as_ref().filter(|_| Identity::of(&named).is_none()) {
                    return Err(NoPlace::Fault(strange.clone()));
                }
                if self.is_gone(&named) && !again {
                    let message = format!("the folder {} is gone", named.display());
                    return Err(NoPlace::Gone(FileError::of_file(path, message, WRITE_AGAIN)));
                }
                // A link that leads nowhere cannot be made a folder and is refused here, too.
                strange = strange.or(self.enter(&named, false, path).map_err(|e| fault(&e))?);
                folder = folder.canonicalize().map_err(|e| fault(&e))?;
                if !folder.starts_with(&bounds) {
                    return Err(outside(&folder));
                }
                may_hold_sessions(path, &real_root, &folder).map_err(NoPlace::Fault)?;
                let link = fs::symlink_metadata(&named).is_ok_and(|meta| meta.is_symlink());
                if link && named != sessions && named.starts_with(sessions) {
                    // It is not read either: the session would be lost to sight.
                    let message = format!("its folder is a link to {}", folder.display());
                    let help = "put the folder itself there";
                    return Err(NoPlace::Fault(FileError::of_file(path, message, help)));
                }
            }
            if way == middle {
                bounds.clone_from(&folder);
            }
        }
        let file = folder.join(name);
        if fs::symlink_metadata(&file).is_ok_and(|meta| meta.is_symlink()) {
            let target = file.canonicalize().map_err(|e| fault(&e))?;
            return if target.starts_with(&bounds) {
                Ok(Place { file: target, strange })
            } else {
                Err(outside(&target))
            };
        }
        Ok(Place { file, strange })
    }

    /// Makes a folder that is missing. Returns the reason for which a folder that is there is not
    /// the one that was opened: the `whole` one must be itself, those in it may have been made anew
    /// on the same disk.
    fn enter(
        &mut self,
        folder: &Path,
        whole: bool,
        path: &Path,
    ) -> std::io::Result<Option<FileError>> {
        let now = Identity::of(folder);
        let before = self.0.get(folder).copied();
        match (before, now) {
            (Some(before), Some(now)) if before.device != now.device || whole && before != now => {
                let message = format!("another folder stands in the place of {}", folder.display());
                return Ok(Some(FileError::of_file(path, message, BRING_BACK)));
            }
            (Some(before), Some(now)) if before == now => {}
            (_, Some(now)) => _ = self.0.insert(folder.to_owned(), now),
            (_, None) => {
                atomic_file::make_folder(folder)?;
                self.remember(folder);
            }
        }
        Ok(None)
    }
}

/// Refuses a folder that is hidden or reserved by a system: links may lead where no name in
/// `healthcheck.yaml` does, as into `.git`.
fn may_hold_sessions(path: &Path, root: &Path, folder: &Path) -> Result<(), FileError> {
    let inner = folder.strip_prefix(root).unwrap_or(folder);
    let mut parts = inner.components().map(|part| part.as_os_str().to_string_lossy());
    let Some(odd) = parts.find(|part| !text::is_plain_folder(part)) else { return Ok(()) };
    let message =
        format!("this leads to {}, and no check is written into {odd:?}", folder.display());
    let help = "keep checks in a folder whose name begins with no dot";
    Err(FileError::of_file(path, message, help))
}

/// Returns the disk that a folder is on, or would be made on; none where disks have no numbers.
pub fn disk_of(folder: &Path) -> Option<u64> {
    folder.ancestors().find_map(Identity::of).map(|identity| identity.device)
}
