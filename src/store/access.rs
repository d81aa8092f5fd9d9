//! Who may do what with a file: its owner, group, rights, access list and attributes, which a new
//! file in its place has to have as well.
//!
//! Never gives anybody more than before. What cannot be kept makes the new file narrower, or is an
//! error.

/// Gives the new `file` what `before` has, whose place it takes.
#[cfg(not(unix))]
pub fn keep(before: &std::path::Path, file: &std::fs::File) -> std::io::Result<()> {
    file.set_permissions(std::fs::metadata(before)?.permissions())
}

#[cfg(unix)]
pub use unix::keep;

#[cfg(unix)]
mod unix {
    use std::fs::{File, Permissions};
    use std::io;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    use std::path::Path;

    use rustix::fs::{Access, AtFlags, CWD, XattrFlags};
    use rustix::io::Errno;

    /// The attribute with the access list.
    const LIST: &str = "system.posix_acl_access";
    /// Attributes that say something about the content, or about who wrote it, or that the system
    /// alone gives.
    const NOT_KEPT: [&str; 6] = [
        "security.capability",
        "security.ima",
        "security.evm",
        "trusted.overlay.",
        "user.overlay.",
        "com.apple.provenance",
    ];

    /// Gives the new `file` what `before` has, whose place it takes.
    pub fn keep(before: &Path, file: &File) -> io::Result<()> {
        let (old, new) = (std::fs::metadata(before)?, file.metadata()?);
        let mode = old.mode() & 0o777;
        let list = value(before, LIST)?.map(|bytes| AccessList::read(&bytes)).transpose()?;
        let mut list = list.unwrap_or_else(|| AccessList::of_mode(mode));
        let chowned = old.uid() == new.uid() || fchown(file, Some(old.uid()), None).is_ok();
        if !chowned {
            if rustix::fs::accessat(CWD, before, Access::WRITE_OK, AtFlags::EACCESS).is_err() {
                let message = "the file belongs to somebody else, and you may not write it";
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
            }
            list.add_user(old.uid());
        }
        if old.gid() != new.gid() && fchown(file, None, Some(old.gid())).is_err() {
            list.without_group();
        }
        set_list(file, &list, chowned)?;
        attributes(before, file)
    }

    /// Sets rights and access list. One that comes from the folder goes: it would give rights.
    fn set_list(file: &File, list: &AccessList, chowned: bool) -> io::Result<()> {
        if !list.is_plain() {
            let set = rustix::fs::fsetxattr(file, LIST, &list.write(), XattrFlags::empty());
            match set {
                Ok(()) => return Ok(()),
                Err(Errno::OPNOTSUPP | Errno::NOSYS) if !chowned && list.owner_is_covered() => {}
                Err(Errno::OPNOTSUPP | Errno::NOSYS) if !chowned => {
                    let message = "the file belongs to somebody else, who would be locked out";
                    return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
                }
                Err(error) => return Err(not_kept("access list", error)),
            }
        }
        match rustix::fs::fremovexattr(file, LIST) {
            Ok(()) => {}
            Err(error) if is_without(error) => {}
            Err(error) => return Err(not_kept("access list", error)),
        }
        file.set_permissions(Permissions::from_mode(list.mode()))
    }

    /// Copies all other attributes.
    fn attributes(before: &Path, file: &File) -> io::Result<()> {
        for name in names(before)? {
            if name == LIST || NOT_KEPT.iter().any(|not| name.starts_with(not)) {
                continue;
            }
            let Some(old) = value(before, &name)? else { continue };
            let mut there = vec![0; old.len() + 1];
            let same = rustix::fs::fgetxattr(file, &*name, &mut there[..])
                .is_ok_and(|length| there[..length] == old[..]);
            if !same {
                rustix::fs::fsetxattr(file, &*name, &old, XattrFlags::empty())
                    .map_err(|error| not_kept(&format!("attribute `{name}`"), error))?;
            }
        }
        Ok(())
    }

    fn not_kept(what: &str, error: Errno) -> io::Error {
        let error = io::Error::from(error);
        io::Error::new(error.kind(), format!("its {what} cannot be kept ({error})"))
    }

    /// Returns true where there is no such attribute, or none at all.
    fn is_without(error: Errno) -> bool {
        #[cfg(target_vendor = "apple")]
        let none = Errno::NOATTR;
        #[cfg(not(target_vendor = "apple"))]
        let none = Errno::NODATA;
        // A name that a system does not know is invalid there.
        error == none
            || matches!(error, Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL | Errno::PERM)
    }

    /// The names of all attributes of a file.
    fn names(path: &Path) -> io::Result<Vec<String>> {
        let size = match rustix::fs::listxattr(path, &mut [0_u8; 0][..]) {
            Ok(size) => size,
            Err(error) if is_without(error) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut bytes = vec![0_u8; size + 256];
        let length = rustix::fs::listxattr(path, &mut bytes[..])?;
        let names = bytes[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
    }

    /// The value of an attribute; none if the file has no such one.
    fn value(path: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
        let size = match rustix::fs::getxattr(path, name, &mut [0_u8; 0][..]) {
            Ok(size) => size,
            Err(error) if is_without(error) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut bytes = vec![0_u8; size + 64];
        let length = rustix::fs::getxattr(path, name, &mut bytes[..])?;
        bytes.truncate(length);
        Ok(Some(bytes))
    }

    /// A POSIX access list, as Linux hands it out.
    struct AccessList(Vec<Entry>);

    /// Rights of one person or group.
    #[derive(Clone, Copy)]
    struct Entry {
        tag: u16,
        rights: u16,
        who: u32,
    }

    const OWNER: u16 = 1;
    const USER: u16 = 2;
    const GROUP: u16 = 4;
    const NAMED_GROUP: u16 = 8;
    const MASK: u16 = 16;
    const OTHER: u16 = 32;
    /// Nobody in particular.
    const NOBODY: u32 = u32::MAX;
    /// The version of the layout.
    const VERSION: u32 = 2;
    const WRITE: u16 = 2;

    impl AccessList {
        fn of_mode(mode: u32) -> Self {
            let entry = |tag, shift: u32| {
                let rights = u16::try_from(mode >> shift & 7).unwrap_or(0);
                Entry { tag, rights, who: NOBODY }
            };
            Self(vec![entry(OWNER, 6), entry(GROUP, 3), entry(OTHER, 0)])
        }

        fn read(bytes: &[u8]) -> io::Result<Self> {
            let unknown = || io::Error::other("its access list is of a kind that is not known");
            let (head, rest) = bytes.split_first_chunk::<4>().ok_or_else(unknown)?;
            let (entries, left) = rest.as_chunks::<8>();
            if u32::from_le_bytes(*head) != VERSION || !left.is_empty() {
                return Err(unknown());
            }
            let entries = entries.iter().map(|[a, b, c, d, e, f, g, h]| Entry {
                tag: u16::from_le_bytes([*a, *b]),
                rights: u16::from_le_bytes([*c, *d]),
                who: u32::from_le_bytes([*e, *f, *g, *h]),
            });
            Ok(Self(entries.collect()))
        }

        fn write(&self) -> Vec<u8> {
            let mut entries = self.0.clone();
            entries.sort_by_key(|entry| (entry.tag, entry.who));
            let mut bytes = VERSION.to_le_bytes().to_vec();
            for entry in entries {
                bytes.extend(entry.tag.to_le_bytes());
                bytes.extend(entry.rights.to_le_bytes());
                bytes.extend(entry.who.to_le_bytes());
            }
            bytes
        }

        fn rights(&self, tag: u16) -> Option<u16> {
            self.0.iter().find(|entry| entry.tag == tag).map(|entry| entry.rights)
        }

        /// Returns true if the rights of a mode say all.
        fn is_plain(&self) -> bool {
            self.0.iter().all(|entry| matches!(entry.tag, OWNER | GROUP | OTHER))
        }

        /// The mode, without those who have an entry of their own.
        fn mode(&self) -> u32 {
            let of = |tag| u32::from(self.rights(tag).unwrap_or(0) & 7);
            of(OWNER) << 6 | of(GROUP) << 3 | of(OTHER)
        }

        /// Who owned the file keeps the same rights by name, because the new file is another's.
        fn add_user(&mut self, uid: u32) {
            let rights = self.rights(OWNER).unwrap_or(0);
            let mask = self.rights(MASK).unwrap_or(7);
            let in_mask = |tag| matches!(tag, USER | GROUP | NAMED_GROUP);
            for entry in self.0.iter_mut().filter(|entry| in_mask(entry.tag)) {
                entry.rights &= mask;
            }
            self.0.retain(|entry| entry.tag != MASK && (entry.tag, entry.who) != (USER, uid));
            self.0.push(Entry { tag: USER, rights, who: uid });
            let masked = self.0.iter().filter(|entry| in_mask(entry.tag));
            let rights = masked.fold(0, |all, entry| all | entry.rights);
            self.0.push(Entry { tag: MASK, rights, who: NOBODY });
        }

        /// Returns true if group or others may do all that the owner could.
        fn owner_is_covered(&self) -> bool {
            let of = |tag| self.rights(tag).unwrap_or(0);
            let missing = |tag| of(OWNER) & (4 | WRITE) & !of(tag);
            missing(GROUP) == 0 || missing(OTHER) == 0
        }

        /// The group is another one: it gets no more than others, and others no more than it,
        /// because who was in the old group is one of the others now.
        fn without_group(&mut self) {
            let mask = self.rights(MASK).unwrap_or(7);
            let both = self.rights(GROUP).unwrap_or(0) & mask & self.rights(OTHER).unwrap_or(0);
            for entry in &mut self.0 {
                if matches!(entry.tag, GROUP | OTHER) {
                    entry.rights = both;
                }
            }
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_list_comes_back_and_a_group_that_is_lost_takes_its_rights_along() {
            let mut list = AccessList::of_mode(0o664);
            assert!(list.is_plain() && list.mode() == 0o664);
            list.without_group();
            assert_eq!(list.mode(), 0o644, "who was one of the others loses nothing");
            let modes = [(0o660, 0o600), (0o640, 0o600), (0o604, 0o600), (0o666, 0o666)];
            for (before, after) in modes {
                let mut list = AccessList::of_mode(before);
                list.without_group();
                assert_eq!(list.mode(), after, "{before:o}");
            }
            let mut list = AccessList::of_mode(0o640);
            list.add_user(77);
            let read = AccessList::read(&list.write()).unwrap();
            assert_eq!(
                (read.rights(USER), read.rights(MASK), read.rights(GROUP)),
                (Some(6), Some(6), Some(4))
            );
            assert!(!list.is_plain() && !list.owner_is_covered());
            assert!(AccessList::read(b"x").is_err());
        }
    }
}
