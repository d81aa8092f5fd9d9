//! One save to its end, beside the same bytes written safely by hand; and how large the program is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use jiff::civil::{DateTime, date};
use squadcheck::library::SaveTime;
use squadcheck::model::{PendingBallots, Session};
use squadcheck::store::{AppDirs, Location, Store, session_text};

use super::figures::{Beside, in_turns, medians, now};
use super::read::any_session;
use super::room::Room;
use super::table::Table;

/// One save, finished.
pub fn save(room: &Room, table: &mut Table) {
    table.beside("one save of a session, finished", "≤ 1.3 × by hand", &saves(room));
}

fn saves(room: &Room) -> Result<Beside, String> {
    let root = room.hundred().to_owned();
    let path = any_session(&root.join("sessions"))?;
    let folders = AppDirs {
        current: root.clone(),
        state: Some(room.path("state/squadcheck")),
        ..AppDirs::default()
    };
    let mut store = Store::open(Location::new(root.clone()), folders);
    let read = store.record(path.clone());
    let mut session: Session =
        read.session().ok_or_else(|| format!("{:?}", read.content))?.as_ref().clone();
    let at: DateTime = date(2026, 11, 20).at(15, 4, 0, 0);
    let mut count = 0;
    let mut changed = session.clone();
    let ours = || {
        count += 1;
        session.cards[0].notes = format!("Said for the {count}th time.");
        let begun = now();
        let kept = store.keep(
            &path,
            &session,
            &PendingBallots::default(),
            SaveTime { now: at, opened: at },
        );
        let took = begun.elapsed();
        kept.map(|_| took).map_err(|unsaved| unsaved.to_string())
    };
    let mut hand = 0;
    let floor = || {
        hand += 1;
        changed.cards[0].notes = format!("Said for the {hand}th time.");
        let text = session_text(&changed);
        by_hand(&root.join("by-hand.yaml"), text.as_bytes()).map_err(|error| error.to_string())
    };
    in_turns(room.extent.often, floor, ours).map(|times| medians(&times))
}

/// Write, sync, rename, and sync the folder.
#[expect(clippy::disallowed_methods, reason = "the floor is the file system without the store")]
fn by_hand(path: &Path, bytes: &[u8]) -> io::Result<Duration> {
    let folder = path.parent().unwrap_or(path);
    let temporary = path.with_extension("new");
    let begun = now();
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    File::open(folder)?.sync_all()?;
    Ok(begun.elapsed())
}

/// The size of the program on the disk.
pub fn size(room: &Room, table: &mut Table) {
    let reach = "≤ 6 MB, stripped";
    let words = match fs::metadata(room.path("bin/squadcheck")) {
        _ if cfg!(debug_assertions) => "not a release build".to_owned(),
        Ok(meta) => format!("{}.{} MB", meta.len() / 1_000_000, meta.len() / 100_000 % 10),
        Err(error) => error.to_string(),
    };
    table.words("size of the program", "", &words, "", reach);
}
