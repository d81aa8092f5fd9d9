//! Folders that are renamed, deleted or unmounted: the watched ones and all above them.
//!
//! A watch of files says nothing when a folder above them goes elsewhere. Asks for nothing but
//! that, so a busy folder above wakes nobody up. Only Linux tells; elsewhere the next save, and
//! leaving, find out.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

#[cfg(target_os = "linux")]
use linux::Inotify;

/// The eye on folders themselves.
pub struct FolderMoves {
    #[cfg(target_os = "linux")]
    inotify: Option<Inotify>,
}

impl FolderMoves {
    /// Opens the eye; the folders that have gone elsewhere go to `changes`.
    pub fn start(changes: Sender<PathBuf>) -> Self {
        #[cfg(target_os = "linux")]
        return Self { inotify: Inotify::start(changes).ok() };
        #[cfg(not(target_os = "linux"))]
        {
            drop(changes);
            Self {}
        }
    }

    /// Watches a folder and all above it.
    pub fn watch(&self, folder: &Path) {
        #[cfg(target_os = "linux")]
        if let Some(inotify) = &self.inotify {
            for folder in folder.ancestors() {
                inotify.watch(folder);
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = folder;
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::io;
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::Sender;
    use std::sync::{Arc, Mutex, PoisonError};

    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

    /// The folders by the number of their watch.
    type Names = Arc<Mutex<HashMap<i32, PathBuf>>>;

    pub struct Inotify {
        fd: Arc<OwnedFd>,
        names: Names,
    }

    impl Inotify {
        pub fn start(changes: Sender<PathBuf>) -> io::Result<Self> {
            let fd = Arc::new(inotify::init(CreateFlags::CLOEXEC)?);
            let names = Names::default();
            let (read, named) = (Arc::clone(&fd), Arc::clone(&names));
            std::thread::Builder::new()
                .name("moves".to_owned())
                .spawn(move || tell(&read, &named, &changes))?;
            Ok(Self { fd, names })
        }

        pub fn watch(&self, folder: &Path) {
            let flags = WatchFlags::MOVE_SELF | WatchFlags::DELETE_SELF | WatchFlags::ONLYDIR;
            if let Ok(watch) = inotify::add_watch(&*self.fd, folder, flags) {
                let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
                names.insert(watch, folder.to_owned());
            }
        }
    }

    /// Passes on which folder has gone, until nobody listens.
    fn tell(fd: &OwnedFd, names: &Names, changes: &Sender<PathBuf>) {
        let mut buffer = [MaybeUninit::uninit(); 1024];
        let mut events = Reader::new(fd, &mut buffer);
        loop {
            let (watch, what) = match events.next() {
                Ok(event) => (event.wd(), event.events()),
                Err(rustix::io::Errno::INTR) => continue,
                Err(_) => return,
            };
            let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
            let folder = if what.contains(ReadFlags::IGNORED) {
                names.remove(&watch);
                None
            } else {
                names.get(&watch).cloned()
            };
            if folder.is_some_and(|folder| changes.send(folder).is_err()) {
                return;
            }
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "the test moves folders of its own")]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_folder_above_that_is_renamed_is_told_and_what_happens_in_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (above, below) = (folder.path().join("a"), folder.path().join("a/b/c"));
        fs::create_dir_all(&below).unwrap();
        let (sender, changes) = mpsc::channel();
        let moves = FolderMoves::start(sender);
        moves.watch(&below);
        fs::write(above.join("b/file"), "").unwrap();
        fs::rename(&above, folder.path().join("away")).unwrap();
        let first = changes.recv_timeout(Duration::from_secs(10)).unwrap();
        assert_eq!(first, above);
        fs::remove_dir(folder.path().join("away/b/c")).unwrap();
        assert_eq!(changes.recv_timeout(Duration::from_secs(10)).unwrap(), below);
    }
}
