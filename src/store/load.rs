//! How a workspace is read: only what has changed since last time, and that by several threads.
//!
//! What comes out is the same as if every file had been read anew, one after the other. The threads live
//! no longer than the reading, and share nothing with it but the list of files.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use super::index::{self, Index, Stamp};
use super::library::{Content, Library, Record};
use super::save::Kind;
use super::{Fault, Store, is_conflict_name, is_session_name, number_of, save, session_file};
use crate::model::{Shared, Summary, Waiting, Workspace};

/// More threads than this gain nothing: the disk is the limit then.
const MOST_THREADS: usize = 8;
/// With fewer files than this for each, threads cost more memory than they save time.
const WORTH_A_THREAD: usize = 250;
/// How many files a thread takes at a time: few enough to end together, enough to wake the reader seldom.
const AT_A_TIME: usize = 128;
/// After so many files the reader is told how far it is.
const TELL: usize = 500;

/// How far the reading of a workspace is.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The sessions since the last word.
    pub records: Vec<Record>,
    /// How many files were looked at.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Files, and of each whether it is a plain one, as far as its folder says.
type Files = Vec<(PathBuf, bool)>;

/// What lies in the folders of the teams, sorted.
#[derive(Default)]
pub struct Found {
    /// The sessions; true: a plain file in a plain folder, as far as the folder says, and no link.
    pub files: Files,
    /// Copies that were set aside, by this program or by one that keeps folders alike.
    pub conflicts: Vec<PathBuf>,
    /// Folders that cannot be read.
    pub faults: Vec<Fault>,
}

/// Looks through the folders of the teams.
pub fn found(sessions: &Path) -> Found {
    found_in(sessions, |_| true)
}

/// Looks through those folders of teams that are wanted.
pub fn found_in(sessions: &Path, wanted: impl Fn(&Path) -> bool) -> Found {
    let mut found = Found::default();
    let entries = |folder: &Path, faults: &mut Vec<Fault>| {
        save::entries_and_kinds(folder).unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        })
    };
    for (folder, kind) in entries(sessions, &mut found.faults) {
        if kind == Kind::File || kind == Kind::Other && !folder.is_dir() || !wanted(&folder) {
            continue;
        }
        for (path, kind_of_file) in entries(&folder, &mut found.faults) {
            if is_conflict_name(&path) {
                found.conflicts.push(path);
            } else if is_session_name(&path) {
                found.files.push((path, kind == Kind::Folder && kind_of_file == Kind::File));
            }
        }
    }
    found
}

/// What looking at one file gave.
enum Looked {
    /// It is what it was last time.
    Known(Stamp, Arc<Summary>),
    /// It was read: a closed session.
    Fresh(Stamp, Box<Summary>),
    /// It is open, broken, or no plain file: that takes a closer look.
    Closer,
}

impl Store {
    /// Reads every session. What cannot be read becomes a record that says why.
    pub fn load(&mut self, workspace: &Workspace) -> Library {
        self.load_and_tell(workspace, &mut |_| {})
    }

    /// Reads every session, and says in between what there is already.
    pub fn load_and_tell(&mut self, workspace: &Workspace, tell: &mut dyn FnMut(Progress)) -> Library {
        self.begin_anew(workspace);
        let Found { files, conflicts, faults } = found(&self.sessions);
        let mut library = Library { conflicts, ..Library::default() };
        self.outline(&files, &mut library, tell);
        self.add_what_is_wrong(&mut library, faults);
        library
    }

    /// Reads of each team the newest sessions by the date in their names, up to `wanted` ones.
    ///
    /// `enough` says of what was read of a folder so far, newest first, whether more of it is needed.
    pub fn load_newest(
        &mut self,
        workspace: &Workspace,
        until: jiff::civil::Date,
        enough: impl Fn(&Summary) -> bool,
    ) -> Library {
        self.begin_anew(workspace);
        let Found { files, conflicts, faults } = found(&self.sessions);
        let mut library = Library { conflicts, ..Library::default() };
        for folder in files.chunk_by(|a, b| a.0.parent() == b.0.parent()) {
            let mut newest_first: Vec<&PathBuf> = folder.iter().map(|(path, _)| path).collect();
            newest_first.sort_by_key(|path| std::cmp::Reverse((day_of(path), number_of(path))));
            let (later, until): (Vec<_>, Vec<_>) =
                newest_first.into_iter().partition(|path| day_of(path).is_some_and(|day| day > until));
            // A team that had no session yet is known by its name all the same.
            for path in until.into_iter().chain(later.into_iter().rev()) {
                let record = self.record(path.clone());
                let ends = record.summary().is_some_and(|summary| enough(summary));
                library.put(record);
                if ends {
                    break;
                }
            }
        }
        self.add_what_is_wrong(&mut library, faults);
        library
    }

    fn begin_anew(&mut self, workspace: &Workspace) {
        self.sessions = self.sessions_folder(workspace);
        self.newer = workspace.newer;
        self.known.clear();
        self.asides.clear();
        self.waits.clear();
        self.blocked.clear();
    }

    fn outline(&mut self, files: &[(PathBuf, bool)], library: &mut Library, tell: &mut dyn FnMut(Progress)) {
        let looked = (self.clock)();
        let mut shared = Shared::default();
        let sessions = self.sessions.clone();
        let cache = self.folders.cache.clone().zip(sessions.canonicalize().ok());
        let index = cache.as_ref().map(|(cache, folder)| Index::read(cache, folder, &mut shared)).unwrap_or_default();
        let of = files.len();
        let mut records: Vec<Option<(Record, Option<Stamp>)>> = vec![None; of];
        let (mut known, mut done) = (0, 0);
        let mut news: Vec<Record> = Vec::new();
        look_at_all(files, &sessions, &index, |at, found| {
            let path = files[at].0.clone();
            let seen = match found {
                Looked::Known(stamp, summary) => {
                    known += 1;
                    (outline(path, summary), Some(stamp))
                }
                Looked::Fresh(stamp, summary) => (outline(path, Arc::new(shared.share(*summary))), Some(stamp)),
                Looked::Closer => (self.record(path), None),
            };
            done += 1;
            if of > TELL {
                news.push(seen.0.clone());
                if news.len() == TELL && done < of {
                    tell(Progress { records: std::mem::take(&mut news), done, of });
                }
            }
            records[at] = Some(seen);
        });
        let records: Vec<(Record, Option<Stamp>)> = records.into_iter().flatten().collect();
        let in_index = records.iter().filter(|(_, stamp)| stamp.is_some()).count();
        if let Some((cache, folder)) = cache
            && (known < in_index || known < index.len())
        {
            let known = records.iter().filter_map(|(record, stamp)| {
                Some((name_in(&sessions, &record.path)?, (*stamp)?, record.summary()?.as_ref()))
            });
            index::write(&cache, &folder, looked, known.collect());
        }
        library.records = records.into_iter().map(|(record, _)| record).collect();
        if !library.records.is_sorted_by(|a, b| a.path < b.path) {
            library.records.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        }
    }

    /// Adds what the files of sessions do not say themselves.
    fn add_what_is_wrong(&self, library: &mut Library, faults: Vec<Fault>) {
        if !self.blocked.is_empty() {
            for path in library.records.iter().map(|record| record.path.clone()).collect::<Vec<_>>() {
                let faults = self.real(&path).ok().and_then(|file| self.blocked.get(&file));
                if let Some(fault) = faults.and_then(|faults| faults.first()) {
                    library.unreadable_waiting.push((path, fault.clone()));
                }
            }
        }
        for faults in self.blocked.values().filter(|faults| !faults.is_empty()) {
            library.put(Record::broken(faults[0].path.clone(), faults.clone()));
        }
        for fault in faults {
            library.put(Record::broken(fault.path.clone(), vec![fault]));
        }
    }
}

/// The day in a session file's name.
pub fn day_of(path: &Path) -> Option<jiff::civil::Date> {
    let stem = path.file_stem()?.to_str()?;
    crate::model::due::iso(stem.get(..10)?)
}

fn outline(path: PathBuf, summary: Arc<Summary>) -> Record {
    let number = number_of(&path);
    Record { path, number, content: Ok(Content { summary, whole: None }), waiting: Waiting::default() }
}

/// A file's name in the index: what it is called within the folder of sessions.
fn name_in<'p>(sessions: &Path, file: &'p Path) -> Option<&'p str> {
    let name = file.as_os_str().as_encoded_bytes().strip_prefix(sessions.as_os_str().as_encoded_bytes())?;
    std::str::from_utf8(name).ok()
}

/// Looks at every file, by several threads, and hands over what each gave as it comes.
fn look_at_all(files: &[(PathBuf, bool)], sessions: &Path, index: &Index, mut hand_over: impl FnMut(usize, Looked)) {
    let look = |at: usize, (file, plain): &(PathBuf, bool)| {
        if *plain { look(file, name_in(sessions, file), at, index) } else { Looked::Closer }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let threads = threads.min(files.len() / WORTH_A_THREAD + 1);
    if threads == 1 {
        return files.iter().enumerate().for_each(|(at, file)| hand_over(at, look(at, file)));
    }
    let next = AtomicUsize::new(0);
    let (sender, looked) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, look) = (&next, &look);
            scope.spawn(move || {
                loop {
                    let from = next.fetch_add(AT_A_TIME, Ordering::Relaxed);
                    let Some(some) = files.get(from..files.len().min(from + AT_A_TIME)).filter(|s| !s.is_empty())
                    else {
                        return;
                    };
                    let some = some.iter().enumerate().map(|(n, file)| (from + n, look(from + n, file)));
                    if sender.send(some.collect::<Vec<_>>()).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (at, looked) in looked.into_iter().flatten() {
            hand_over(at, looked);
        }
    });
}

fn look(file: &Path, name: Option<&str>, near: usize, index: &Index) -> Looked {
    let Ok(meta) = file.symlink_metadata() else { return Looked::Closer };
    if !meta.is_file() {
        return Looked::Closer;
    }
    let stamp = Stamp::of(&meta);
    if let Some(summary) = name.and_then(|name| index.find(name, near, stamp)) {
        return Looked::Known(stamp, Arc::clone(summary));
    }
    let read = save::bytes(file).ok().flatten().and_then(|bytes| session_file::read(file, &bytes).ok());
    match read {
        Some(session) if !session.is_open() => Looked::Fresh(stamp, Box::new(Summary::of(&session))),
        _ => Looked::Closer,
    }
}

#[cfg(test)]
mod tests;
