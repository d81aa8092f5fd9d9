//! The reading of a workspace: only changed files, by several threads.
//!
//! The result is the same as if every file were read anew, one after the other. The threads end
//! with the reading, and share only the list of files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dir_entries::Stamp;
use super::index::{self, Index};
use super::pending_file::{self, Places};
use super::scan::{Files, ScannedFiles, found, found_with_stamps};
use super::{Store, atomic_file, location, session_file};
use crate::library::{
    BallotsAside, FileError, Library, Progress, Record, day_of, misfit, number_of,
};
use crate::model::{Session, Shared, Summary, Workspace};
use crate::parallel::{self, Chunking};

/// To read a session takes long enough for a few hundred of them to be worth a thread.
const CUT: Chunking = Chunking { worth_a_thread: 250, at_a_time: 16 };
/// An index from this size on is unpacked while the folders are looked through.
const LARGE_INDEX: u64 = 64 * 1024;
/// After so many files the reader is told how far it is.
const TELL: usize = 500;

/// Whom to tell how far it is.
type Tell<'t> = &'t mut dyn FnMut(Progress);

impl Store {
    /// Reads every session. What cannot be read becomes a record that says why.
    pub fn load(&mut self, workspace: &Workspace) -> Library {
        self.load_and(workspace, None)
    }

    /// Reads every session, and says in between what there is already.
    pub fn load_and_tell(
        &mut self,
        workspace: &Workspace,
        tell: &mut dyn FnMut(Progress),
    ) -> Library {
        self.load_and(workspace, Some(tell))
    }

    fn load_and(&mut self, workspace: &Workspace, tell: Option<Tell<'_>>) -> Library {
        self.begin_anew(workspace);
        let looked = (self.clock)();
        let place = self.folders.cache.clone().zip(self.folder.canonicalize().ok());
        let large =
            place.as_ref().is_some_and(|(cache, folder)| index::size(cache, folder) >= LARGE_INDEX);
        let mut bytes = Vec::new();
        // Unpacking takes more memory, and only the thread that was there first gets it in large
        // pieces.
        let ((index, shared), found) = parallel::both(
            || unpacked(place.as_ref(), &mut bytes),
            || found_with_stamps(&self.folder),
            large,
        );
        let ScannedFiles { files, conflicts, elsewhere, faults } = found;
        self.remember_folders(&files);
        let mut library = Library { conflicts, ..Library::default() };
        let (records, stamps, known) = self.outline(files, &index, shared, tell);
        let in_index = stamps.iter().filter(|stamp| stamp.is_some()).count();
        if let Some((cache, folder)) = &place
            && (known < in_index || known < index.len())
        {
            let known = records.iter().zip(&stamps).filter_map(|(record, stamp)| {
                Some((name_in(&self.folder, &record.path)?, (*stamp)?, record.summary()?.as_ref()))
            });
            index::write(cache, folder, looked, known.collect());
        }
        self.look_at_ballots(&records);
        let place = self.place();
        (library.records, library.strays) = place.part(records);
        library.strays.extend(place.elsewhere(&elsewhere));
        library.strays.sort_by(|a, b| a.path.cmp(&b.path));
        self.add_what_is_wrong(&mut library, faults);
        library
    }

    /// Reads of each team the newest sessions by the date in their names, as many as are needed.
    ///
    /// `enough` says of what was read of a folder so far, newest first, whether more of it is
    /// needed.
    pub fn load_newest(
        &mut self,
        workspace: &Workspace,
        until: jiff::civil::Date,
        enough: impl Fn(&Summary) -> bool,
    ) -> Library {
        self.begin_anew(workspace);
        let ScannedFiles { files, conflicts, elsewhere, faults } = found(&self.folder);
        self.remember_folders(&files);
        let mut library = Library { conflicts, ..Library::default() };
        for folder in files.chunk_by(|a, b| a.0.parent() == b.0.parent()) {
            let mut newest_first: Vec<&PathBuf> = folder.iter().map(|(path, _)| path).collect();
            newest_first.sort_by_key(|path| std::cmp::Reverse((day_of(path), number_of(path))));
            let (later, until): (Vec<_>, Vec<_>) = newest_first
                .into_iter()
                .partition(|path| day_of(path).is_some_and(|day| day > until));
            // A team that had no session yet is known by its name all the same.
            // Several of one day are all read: which of them is the latest depends on more than
            // their names.
            let mut ends: Option<Option<jiff::civil::Date>> = None;
            for path in until.into_iter().chain(later.into_iter().rev()) {
                if ends.is_some_and(|day| day != day_of(path)) {
                    break;
                }
                let mut record = self.record(path.clone());
                if let Some(stray) = record.summary().and_then(|s| self.place().stray(path, s)) {
                    library.put_stray(stray);
                    continue;
                }
                if record.summary().is_some_and(|summary| enough(summary)) {
                    ends = Some(day_of(path));
                }
                record.forget_whole();
                library.put(record);
            }
        }
        for stray in self.place().elsewhere(&elsewhere) {
            library.put_stray(stray);
        }
        self.add_what_is_wrong(&mut library, faults);
        library
    }

    /// Removes ballots that nobody can want any more. A workspace has been loaded before.
    pub(super) fn sweep_ballots(&self) {
        self.pending.sweep((self.clock)());
    }

    /// Ballots for sessions of this workspace that are not where they were.
    pub(super) fn ballots_aside(&self) -> Vec<BallotsAside> {
        let Ok(real) = self.folder.canonicalize() else { return Vec::new() };
        let mut found = self.pending.aside(&real);
        for aside in &mut found {
            // By the name that everybody else knows.
            if let Ok(inner) = aside.of.strip_prefix(&real) {
                aside.of = self.folder.join(inner);
            }
        }
        found
    }

    fn begin_anew(&mut self, workspace: &Workspace) {
        self.folder = self.sessions_folder(workspace);
        self.newer = workspace.newer;
        self.sessions.forget_all();
        self.conflict_copies.forget_all();
        self.pending.forget_all();
        self.ground.forget_all();
        self.ground.remember(&self.location.root);
        self.ground.remember(&self.folder);
        self.is_versioned = location::is_versioned(&self.location.root);
    }

    /// Records the folders of the teams.
    fn remember_folders(&mut self, files: &Files) {
        let mut before = None;
        for folder in files.iter().map(|(path, _)| path.parent()) {
            if let Some(folder) = folder.filter(|folder| before != Some(*folder)) {
                self.ground.remember(folder);
                before = Some(folder);
            }
        }
    }

    /// Reads what the index does not know. Beside the records it gives their stamps, of those that
    /// the next index may know, and how many this one knew.
    fn outline(
        &mut self,
        files: Files,
        index: &Index<'_>,
        mut shared: Shared,
        tell: Option<Tell<'_>>,
    ) -> (Vec<Record>, Vec<Option<Stamp>>, usize) {
        let of = files.len();
        let (mut records, mut stamps) = (Vec::with_capacity(of), Vec::with_capacity(of));
        let mut unknown: Vec<(usize, PathBuf, Option<Stamp>)> = Vec::new();
        for (at, (path, stamp)) in files.into_iter().enumerate() {
            let find = |stamp| index.find(name_in(&self.folder, &path)?, at, stamp).map(Arc::clone);
            let number = number_of(&path);
            if let Some(summary) = stamp.and_then(find) {
                records.push(Record::outline(path, number, summary));
            } else {
                unknown.push((at, path.clone(), stamp));
                // Its place, until it was read.
                records.push(Record::broken(path, Vec::new()));
            }
            stamps.push(stamp);
        }
        let known = of - unknown.len();
        let sessions = self.folder.clone();
        let is_counted = |record: &Record| {
            let misfit =
                |session: &Arc<Summary>| misfit(&sessions, &record.path, session, Path::exists);
            record.summary().is_some_and(|session| misfit(session).is_none())
        };
        let mut news: Vec<Record> = Vec::new();
        let mut tell = tell.filter(|_| of > TELL);
        if let Some(tell) = tell.as_mut().filter(|_| !unknown.is_empty() && known > 0) {
            tell(Progress {
                records: records.iter().filter(|record| is_counted(record)).cloned().collect(),
                done: known,
                of,
            });
        }
        let read = |(_, path, stamp): &(usize, PathBuf, Option<Stamp>)| {
            stamp.and_then(|_| summarized(path))
        };
        let mut done = known;
        parallel::each(&unknown, CUT, read, |n, summary| {
            let (at, path, _) = &unknown[n];
            let record = if let Some(summary) = summary {
                Record::outline(path.clone(), number_of(path), Arc::new(shared.share(summary)))
            } else {
                stamps[*at] = None;
                self.record(path.clone())
            };
            done += 1;
            if let Some(tell) = &mut tell {
                news.extend(Some(record.clone()).filter(is_counted));
                if news.len() == TELL && done < of {
                    tell(Progress { records: std::mem::take(&mut news), done, of });
                }
            }
            records[*at] = record;
        });
        (records, stamps, known)
    }

    /// Looks for the ballots of open sessions, and whether they can be read; keeps none in memory.
    ///
    /// Only a session tells what its ballots mean, so those with a file of ballots are read.
    fn look_at_ballots(&mut self, records: &[Record]) {
        if !self.pending.has_files() {
            return;
        }
        let mut waiting: Vec<(PathBuf, Places)> = Vec::new();
        for record in records.iter().filter(|record| record.is_outline() && record.is_open()) {
            if let (Ok(file), Some(open)) = (self.real(&record.path), record.summary())
                && let Some(places) = self.pending.look_for(&file, open.id.as_ref(), &self.locks)
            {
                waiting.push((file, places));
            }
        }
        let check = |(file, places): &(PathBuf, Places)| {
            let (session, _) = session_in(file)?;
            pending_file::check(places, &session).err()
        };
        parallel::each(&waiting, CUT, check, |at, faults| {
            if let Some(faults) = faults {
                self.pending.report(&waiting[at].0, faults);
            }
        });
    }

    /// Adds what the files of sessions do not say themselves.
    fn add_what_is_wrong(&self, library: &mut Library, faults: Vec<FileError>) {
        if self.pending.unreadable().len() > 0 {
            let unreadable = library.records.iter().filter_map(|record| {
                let file = self.real(&record.path).ok()?;
                Some((record.path.clone(), self.pending.fault(&file)?.clone()))
            });
            library.unreadable_waiting = unreadable.collect();
        }
        library.ballots_aside = self.ballots_aside();
        for faults in self.pending.unreadable().filter(|faults| !faults.is_empty()) {
            library.put(Record::broken(faults[0].path.clone(), faults.clone()));
        }
        for fault in faults {
            library.put(Record::broken(fault.path.clone(), vec![fault]));
        }
    }
}

/// The index of a workspace, out of the bytes that this reads, and what its summaries have in
/// common.
fn unpacked<'b>(place: Option<&(PathBuf, PathBuf)>, bytes: &'b mut Vec<u8>) -> (Index<'b>, Shared) {
    let mut shared = Shared::default();
    let index = place.map(|(cache, folder)| {
        *bytes = index::bytes(cache, folder);
        Index::unpacked(bytes, folder, &mut shared)
    });
    (index.unwrap_or_default(), shared)
}

/// A file's name in the index: what it is called within the folder of sessions.
fn name_in<'p>(sessions: &Path, file: &'p Path) -> Option<&'p [u8]> {
    file.as_os_str().as_encoded_bytes().strip_prefix(sessions.as_os_str().as_encoded_bytes())
}

/// Summarizes a session that is sound. All others need a closer look.
fn summarized(file: &Path) -> Option<Summary> {
    let (session, doubtful) = session_in(file)?;
    Some(Summary { doubtful, ..Summary::new(&session) })
}

/// Reads a session that is sound, and whether something in its file may be a mistake.
fn session_in(file: &Path) -> Option<(Session, bool)> {
    let bytes = atomic_file::bytes(file).ok().flatten()?;
    session_file::read_in_doubt(file, &bytes).ok()
}

#[cfg(test)]
mod tests;
