//! Follows the file or folder in which ballot codes come, in a thread of its own: a slow disk there
//! never stands before a key or a save. No thread is there while none is followed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Msg;
use crate::store;

use super::event::Event;

/// The quiet time before what changed is read.
const QUIET: Duration = Duration::from_millis(30);

/// The follower of a file or folder.
pub struct CodeWatcher {
    events: Sender<Event>,
    /// Where relative paths begin.
    current: PathBuf,
    /// Dropped with the watcher in it, the thread ends.
    followed: Option<RecommendedWatcher>,
}

impl CodeWatcher {
    /// Follows nothing yet.
    pub const fn new(events: Sender<Event>, current: PathBuf) -> Self {
        Self { events, current, followed: None }
    }

    /// Reads this file or folder, and reads it again whenever it changes; none: no further.
    pub fn follow(&mut self, path: Option<PathBuf>) {
        self.followed = None;
        let Some(path) = path else { return };
        let place = self.current.join(&path);
        let (changed, changes) = mpsc::channel();
        // The first look; the watcher is there before it, so that nothing falls in between.
        _ = changed.send(());
        self.followed = watch(&place, changed);
        let events = self.events.clone();
        let read = move || follow(&path, &place, &changes, &events);
        // Without a thread, codes can still be pasted.
        _ = std::thread::Builder::new().name("codes".to_owned()).spawn(read);
    }
}

/// Watches the folder itself, or the one of the file: programs that save by renaming change that.
fn watch(place: &Path, changed: Sender<()>) -> Option<RecommendedWatcher> {
    let folder = if place.is_dir() { place } else { place.parent()? };
    let (file, whole) = (place.to_owned(), place.is_dir());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        let concerns = whole || event.need_rescan() || event.paths.contains(&file);
        if concerns && !event.kind.is_access() {
            _ = changed.send(());
        }
    })
    .ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Reads whenever something has changed, until nobody watches any more.
fn follow(path: &Path, place: &Path, changes: &Receiver<()>, events: &Sender<Event>) {
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        let result = store::codes_in(place);
        let msg = Msg::Codes { path: path.to_owned(), result };
        if events.send(Event::Store(msg)).is_err() {
            return;
        }
    }
}
