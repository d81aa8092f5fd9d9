//! Files that somebody else changes: noticed by the system, gathered, and told to the main thread.
//!
//! Reads no file and knows no rule. Nothing runs here while nothing changes: the system wakes this
//! up, and a clock runs only for the moment in which changes are gathered.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::{Job, Msg};
use crate::library::may_matter;
use crate::store::Store;

use super::clock::uptime;
use super::event::Event;
use super::folder_moves::FolderMoves;

/// The quiet time before changes are reported.
const QUIET: Duration = Duration::from_millis(30);
/// The longest time for which changes are gathered.
const LONGEST: Duration = Duration::from_millis(500);

/// The eye on the folders of a workspace.
pub struct FileWatcher {
    /// None: it could not be opened, or nothing more is told.
    watcher: Option<RecommendedWatcher>,
    moves: FolderMoves,
    events: Sender<Event>,
    /// The watched paths, each with or without all below it.
    looked_at: Vec<(PathBuf, RecursiveMode)>,
    told: bool,
}

impl FileWatcher {
    /// Opens the eye. What is to be looked at is said later; changes go to `events`, and that there
    /// will be none, too.
    pub fn start(events: Sender<Event>) -> Self {
        let (sender, changes) = mpsc::channel();
        let (told, moves) = (events.clone(), FolderMoves::start(sender.clone()));
        let gathering = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || gather(&changes, &told));
        let mut watch = Self { watcher: None, moves, events, looked_at: Vec::new(), told: false };
        let opened = gathering
            .map_err(notify::Error::io)
            .and_then(|_| notify::recommended_watcher(move |event| sort(event, &sender)));
        match opened {
            Ok(watcher) => watch.watcher = Some(watcher),
            Err(error) => watch.tell(&error),
        }
        watch
    }

    /// Before a job is done: a workspace is looked at before it is read, so that no change falls in
    /// between.
    pub fn before(&mut self, job: &Job, store: &Store) {
        match job {
            Job::Load => self.look_at(store, |_| false),
            // Who has a session is to be noticed from the first one on.
            Job::Hold { .. } => self.look_at_state(store),
            // A folder may be another one of the same name now, or a new one.
            Job::Look(paths) => {
                let anew = paths.iter().any(|path| is_anew(path, store));
                let is_team = |path: &Path| path.parent() == Some(store.sessions());
                if anew || paths.iter().any(|path| is_team(path)) {
                    self.look_at(store, |folder| {
                        anew || paths.iter().any(|path| path == folder && is_team(path))
                    });
                }
            }
            _ => {}
        }
    }

    /// Looks at the folder of `healthcheck.yaml`, that of the sessions, and those of the teams; at
    /// those that are `stale`, anew. No link is followed, and nothing below them is looked at: a
    /// repository may hold links that lead in circles, or to a whole disk.
    fn look_at(&mut self, store: &Store, stale: impl Fn(&Path) -> bool) {
        let root = &store.location().root;
        let mut wanted = vec![(nearest(root), RecursiveMode::NonRecursive)];
        if let Some(target) = store.config_target().as_deref().and_then(Path::parent) {
            // That one link is followed: what its target says counts.
            wanted.push((target.to_owned(), RecursiveMode::NonRecursive));
        }
        let mut folders = store.watched().into_iter();
        if let Some(sessions) = folders.next() {
            let there = nearest(&sessions);
            // These systems watch all below a folder in one piece, and follow no link.
            let whole = cfg!(any(target_os = "macos", windows)) && there == sessions;
            let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            wanted.retain(|(folder, _)| *folder != there);
            wanted.push((there, mode));
            if !whole {
                wanted.extend(folders.map(|folder| (folder, mode)));
            }
        }
        self.moves.watch(root);
        let Some(watcher) = &mut self.watcher else { return };
        let state = store.state_folders();
        let (kept, gone): (Vec<_>, Vec<_>) = self.looked_at.drain(..).partition(|looked| {
            (wanted.contains(looked) || state.contains(&looked.0)) && !stale(&looked.0)
        });
        self.looked_at = kept;
        for (folder, _) in gone {
            _ = watcher.unwatch(&folder);
        }
        for (folder, mode) in wanted {
            if self.looked_at.iter().any(|(looked, _)| *looked == folder) {
                continue;
            }
            match watcher.watch(&folder, mode) {
                Ok(()) => self.looked_at.push((folder, mode)),
                // It has gone in between; another event says so.
                Err(_) if !folder.is_dir() => {}
                Err(error) => return self.tell(&error),
            }
        }
        self.look_at_state(store);
    }

    /// Watches the folders of session locks and of ballots that wait, once they exist. Without
    /// them, Enter and the next save still find out.
    fn look_at_state(&mut self, store: &Store) {
        let mode = RecursiveMode::NonRecursive;
        let Some(watcher) = &mut self.watcher else { return };
        for folder in store.state_folders().into_iter().filter(|folder| folder.is_dir()) {
            if self.looked_at.iter().all(|(watched, _)| *watched != folder)
                && watcher.watch(&folder, mode).is_ok()
            {
                self.moves.watch(&folder);
                self.looked_at.push((folder, mode));
            }
        }
    }

    /// After a job is done: the first ballots that wait make their folder.
    pub fn after(&mut self, saves: bool, store: &Store) {
        if saves {
            self.look_at_state(store);
        }
    }

    /// Says why nothing is noticed, once.
    fn tell(&mut self, error: &notify::Error) {
        if !std::mem::replace(&mut self.told, true) {
            let why = match error.kind {
                notify::ErrorKind::MaxFilesWatch => {
                    "the system watches no more folders for you".to_owned()
                }
                _ => error.to_string(),
            };
            _ = self.events.send(Event::Store(Msg::Unwatched(why)));
        }
    }
}

/// Returns true for a path that tells of a folder that is watched: that may be another one now.
fn is_anew(path: &Path, store: &Store) -> bool {
    store.sessions().starts_with(path)
        || store.state_folders().iter().any(|folder| folder.starts_with(path))
        || path == store.location().config
}

/// The folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder).to_owned()
}

/// Passes on what may be of interest. Most is not: what is opened and read, and files that are
/// being written.
fn sort(event: notify::Result<notify::Event>, changes: &Sender<PathBuf>) {
    let Ok(event) = event else { return };
    let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
    if event.kind.is_access() && event.kind != closed {
        return;
    }
    // The system has lost count: everything is looked at again.
    let lost = event.need_rescan().then(PathBuf::new);
    for path in event.paths.into_iter().filter(|path| may_matter(path)).chain(lost) {
        _ = changes.send(path);
    }
}

/// Makes one event of all that changes in a moment.
fn gather(changes: &Receiver<PathBuf>, events: &Sender<Event>) {
    while let Ok(first) = changes.recv() {
        let begun = uptime();
        let mut paths = BTreeSet::from([first]);
        while let Ok(path) = changes.recv_timeout(QUIET) {
            paths.insert(path);
            if uptime().saturating_sub(begun) > LONGEST {
                break;
            }
        }
        if events.send(Event::Disturbed(paths.into_iter().collect())).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag};

    #[test]
    fn changes_of_hundreds_of_files_are_told_at_once() {
        let (sender, changes) = mpsc::channel();
        let (events, told) = mpsc::channel();
        for at in 0..500 {
            sender.send(PathBuf::from(format!("{:03}", at % 300))).unwrap();
        }
        drop(sender);
        gather(&changes, &events);
        drop(events);
        let all: Vec<Event> = told.iter().collect();
        assert!(matches!(&all[..], [Event::Disturbed(paths)] if paths.len() == 300), "{all:?}");
    }

    #[test]
    fn what_is_read_or_hidden_is_not_told_and_a_lost_count_is() {
        let (sender, changes) = mpsc::channel();
        let made = EventKind::Create(CreateKind::File);
        for (kind, name) in [
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), "read.yaml"),
            (made, ".a.yaml.lock"),
            (made, ".a.yaml.new.1.tmp"),
            (made, "a.yaml"),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), "b.yaml"),
        ] {
            sort(Ok(notify::Event::new(kind).add_path(PathBuf::from("s/t").join(name))), &sender);
        }
        sort(Ok(notify::Event::new(EventKind::Other).set_flag(Flag::Rescan)), &sender);
        drop(sender);
        let told: Vec<PathBuf> = changes.iter().collect();
        assert_eq!(told, [Path::new("s/t/a.yaml"), Path::new("s/t/b.yaml"), Path::new("")]);
    }
}
