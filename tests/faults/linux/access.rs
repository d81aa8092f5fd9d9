//! Who may do what with the session's file: a group, an access list and an attribute, as far as the
//! user and the file system let a file have them.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

use rustix::fs::XattrFlags;

const LIST: &str = "system.posix_acl_access";
const NOTE: &str = "user.note";
const NOBODY: u32 = u32::MAX;
/// A user and a group that nobody here has.
const STRANGER: u32 = 77;

/// What a save has to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    group: u32,
    mode: u32,
    list: Option<Vec<u8>>,
    note: Option<Vec<u8>>,
}

impl Access {
    /// Reads it from a file.
    pub fn of(path: &Path) -> Self {
        let meta = fs::metadata(path).unwrap();
        let (group, mode) = (meta.gid(), meta.permissions().mode() & 0o7777);
        Self { group, mode, list: value(path, LIST), note: value(path, NOTE) }
    }

    /// For its owner alone, as new files are.
    pub fn is_private(&self) -> bool {
        self.mode == 0o600 && self.list.is_none()
    }

    /// The same in the group of the user, who could not keep the group: its rights are gone.
    pub fn without_group(&self) -> Self {
        let mut narrow = self.clone();
        narrow.group = rustix::process::getegid().as_raw();
        match &mut narrow.list {
            Some(list) => *list = entries(0),
            None => narrow.mode = 0o600,
        }
        narrow
    }
}

/// Gives a file another group, an access list and an attribute.
pub fn gives(path: &Path) {
    fs::set_permissions(path, Permissions::from_mode(0o640)).unwrap();
    if let Some(group) = another_group() {
        chown(path, None, Some(group)).unwrap();
    }
    for (name, value) in [(NOTE, b"keep me".to_vec()), (LIST, entries(4))] {
        let set = rustix::fs::setxattr(path, name, &value, XattrFlags::empty());
        if let Err(error) = set {
            println!("without `{name}`: {error}");
        }
    }
}

/// A group that the user may give a file, and that is not the user's own.
fn another_group() -> Option<u32> {
    if rustix::process::geteuid().is_root() {
        return Some(STRANGER);
    }
    let own = rustix::process::getegid();
    let groups = rustix::process::getgroups().unwrap_or_default();
    groups.into_iter().find(|group| *group != own).map(rustix::process::Gid::as_raw)
}

/// An access list: its owner and a stranger may write, the group has these rights, others none.
fn entries(group: u16) -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] =
        [(1, 6, NOBODY), (2, 6, STRANGER), (4, group, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY)];
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, who) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(rights.to_le_bytes());
        bytes.extend(who.to_le_bytes());
    }
    bytes
}

fn value(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; 4096];
    let length = rustix::fs::getxattr(path, name, &mut bytes[..]).ok()?;
    bytes.truncate(length);
    Some(bytes)
}
