//! Where the pending ballots of a session lie.
//!
//! A file of ballots says for which session it is: by its identity, and by its path. A session that
//! was moved finds its ballots by the identity. A copy does not get those of the session beside
//! which it was made, and another session at the same path does not get them at all.

use std::path::{Path, PathBuf};

use super::super::session_lock::SessionLocks;
use super::super::{atomic_file, dir_entries, session_file};
use super::format::{self, Head};
use crate::library::{BallotsAside, FileError, is_conflict_name};
use crate::model::SessionId;
use crate::model::text::fingerprint;

/// How long ballots that belong to no session are kept: 90 days, in nanoseconds.
const KEPT: i64 = 90 * 24 * 60 * 60 * 1_000_000_000;

/// The folders in the state folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody's answer is pending.
    Ballots,
    /// Nobody's is, but how much was shown of cards whose reveal was taken back is remembered.
    Shown,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ballots, Self::Shown];

    /// Returns its folder.
    pub fn folder(self, state: &Path) -> PathBuf {
        state.join(match self {
            Self::Ballots => "waiting",
            Self::Shown => "shown",
        })
    }
}

/// Returns a name for what belongs to the session in `file`, a path without links.
pub fn name(file: &Path) -> String {
    format!("{:016x}", fingerprint(file.as_os_str().as_encoded_bytes()))
}

/// Returns the file into which this is written for a session.
pub fn path(kind: Kind, state: &Path, file: &Path, id: Option<&SessionId>) -> PathBuf {
    let name = name(file);
    kind.folder(state).join(match id {
        Some(id) => format!("{}-{name}.yaml", id.as_str()),
        None => format!("{name}.yaml"),
    })
}

/// Finds the file that was written for a session; the one into which it would be written, if there
/// is none. `taken` tells whether another session of this program has that file.
pub fn find(
    kind: Kind,
    state: &Path,
    file: &Path,
    id: Option<&SessionId>,
    locks: &SessionLocks,
    taken: impl Fn(&Path) -> bool,
) -> PathBuf {
    let own = path(kind, state, file, id);
    let Some(wanted) = id.filter(|_| !own.is_file()) else { return own };
    let prefix = format!("{}-", wanted.as_str());
    let ours = |place: &PathBuf| {
        place.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))
    };
    let places = dir_entries::paths(&kind.folder(state)).unwrap_or_default();
    let is_ours = |place: &PathBuf| {
        head(place).is_some_and(|head| {
            let before = Path::new(&head.session);
            let moved = || !is_there(before, id) && !locks.runs_elsewhere(before);
            let copy = before.file_name().is_some_and(is_conflict_name);
            head.id.as_ref() == id && (head.is_of(file) || !copy && moved() && !taken(place))
        })
    };
    places.into_iter().filter(ours).find(is_ours).unwrap_or(own)
}

/// Returns false for a file that says it is for another session than this.
pub fn is_of(place: &Path, bytes: &[u8], id: Option<&SessionId>) -> bool {
    format::head(place, bytes).is_none_or(|head| head.id.as_ref() == id)
}

fn head(place: &Path) -> Option<Head> {
    format::head(place, &atomic_file::bytes(place).ok()??)
}

/// The session for which ballots wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    /// It is not at its path.
    Missing,
    /// It is there, or may be: what cannot be read could be anything.
    There,
    /// It is there, and closed.
    Closed,
}

fn owner(file: &Path, id: Option<&SessionId>) -> Owner {
    match atomic_file::bytes(file).map(|bytes| bytes.map(|bytes| session_file::read(file, &bytes)))
    {
        Ok(None) => Owner::Missing,
        Ok(Some(Ok(session))) if session.id.as_ref() != id => Owner::Missing,
        Ok(Some(Ok(session))) if !session.is_open() => Owner::Closed,
        _ => Owner::There,
    }
}

fn is_there(file: &Path, id: Option<&SessionId>) -> bool {
    owner(file, id) != Owner::Missing
}

/// Returns the ballots for sessions below `sessions` that are not there. `taken` tells whether
/// another session than the one at a path has them.
pub fn aside(
    state: &Path,
    sessions: &Path,
    taken: impl Fn(&Path, &Path) -> bool,
) -> Vec<BallotsAside> {
    let places = dir_entries::paths(&Kind::Ballots.folder(state)).unwrap_or_default();
    let aside = |place: PathBuf| {
        let head = head(&place)?;
        let of = PathBuf::from(&head.session);
        let lost = head.ballots && of.starts_with(sessions) && !is_there(&of, head.id.as_ref());
        (lost && !taken(&place, &of)).then(|| BallotsAside { fault: fault(&place, &of), of })
    };
    places.into_iter().filter(|place| is_plain(place)).filter_map(aside).collect()
}

fn fault(place: &Path, file: &Path) -> FileError {
    let what = if file.exists() { "another check lies there now" } else { "it is not there" };
    let message = format!("votes wait here for the check {}, but {what}", file.display());
    let help = "bring that check back to go on with it, or delete this file; after 90 days it \
                deletes itself";
    FileError::of_file(place, message, help)
}

/// Removes ballots of sessions that are gone or closed, if they were not touched for 90 days before
/// `now`. What a closed session has shown is kept: it may be opened again.
pub fn sweep(state: &Path, now: i64, taken: impl Fn(&Path, &Path) -> bool) {
    let is_old = |place: &PathBuf| {
        dir_entries::modified(place).is_some_and(|then| now.saturating_sub(then) > KEPT)
    };
    let is_lost = |place: &PathBuf| {
        head(place).is_some_and(|head| {
            let of = Path::new(&head.session);
            let owner = owner(of, head.id.as_ref());
            !taken(place, of) && (owner == Owner::Missing || owner == Owner::Closed && !head.shown)
        })
    };
    let places = Kind::ALL.map(|kind| dir_entries::paths(&kind.folder(state)).unwrap_or_default());
    for place in places.into_iter().flatten().filter(|place| is_plain(place) && is_old(place)) {
        if is_lost(&place) {
            _ = atomic_file::remove(&place);
        }
    }
}

/// Returns true for a file of ballots, and false for locks and files that are being written.
fn is_plain(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().as_encoded_bytes();
    name.ends_with(b".yaml") && !name.starts_with(b".")
}
