//! Sessions are read whole on demand: a key that needs one that is not there waits until it is
//! read, and so does what is typed after it.

use std::path::{Path, PathBuf};

use crate::keys::Action;
use crate::library::Record;
use crate::model::text;

use super::{Context, Job, Msg};

impl Context {
    /// Asks for the workspace to be read. Until it has been, nothing is opened and nothing changed.
    pub(super) fn read_workspace(&mut self) {
        self.reading = true;
        self.ask(Job::Load);
    }

    /// Returns true if keys are answered while something is read: one can move through the part of
    /// a large workspace that is known. All else waits, and what comes after it, too.
    pub(super) fn can_look_around(&self, action: Option<Action>) -> bool {
        let moves = matches!(
            action,
            Some(
                Action::Up
                    | Action::Down
                    | Action::First
                    | Action::Last
                    | Action::PageUp
                    | Action::PageDown
            )
        );
        self.progress.is_some() && moves && self.typed.is_empty()
    }

    /// Returns true if sessions of this team have to be read whole before the key that was pressed
    /// can be answered. It is answered then, and so is what is typed until then.
    pub(super) fn defer_until_loaded(&mut self, team: &str) -> bool {
        let slug = text::slug(team);
        self.reads_first_where(move |record| {
            record.summary().is_some_and(|summary| *summary.slug == *slug)
        })
    }

    /// The same of all sessions that are wanted.
    pub(super) fn reads_first_where(&mut self, wanted: impl Fn(&Record) -> bool) -> bool {
        let outlines = self.outlines_where(&wanted);
        self.defer_until_read(outlines, wanted)
    }

    /// The same for sessions of any team, beside those that are whole already.
    pub(super) fn reads_these_first(&mut self, mut paths: Vec<PathBuf>) -> bool {
        paths.retain(|path| self.library.record(path).is_some_and(Record::is_outline));
        self.defer_until_read(paths, |_| true)
    }

    /// The same for these files. Whole sessions are let go of, but those that are wanted, the one
    /// that is run here, and what is not saved yet.
    fn defer_until_read(&mut self, outlines: Vec<PathBuf>, keep: impl Fn(&Record) -> bool) -> bool {
        let reads = self.ask_for(outlines, keep);
        if reads {
            self.typed.extend(self.pressed.take().map(Msg::Key));
        }
        reads
    }

    /// Asks for the wanted sessions that are not known whole. False: all are.
    pub(super) fn read_outlines_where(&mut self, wanted: impl Fn(&Record) -> bool) -> bool {
        let outlines = self.outlines_where(&wanted);
        self.ask_for(outlines, wanted)
    }

    fn outlines_where(&self, wanted: impl Fn(&Record) -> bool) -> Vec<PathBuf> {
        let records = self.library.records.iter();
        let outlines = records.filter(|record| record.is_outline() && wanted(record));
        outlines.map(|record| record.path.clone()).collect()
    }

    fn ask_for(&mut self, outlines: Vec<PathBuf>, keep: impl Fn(&Record) -> bool) -> bool {
        if outlines.is_empty() {
            return false;
        }
        let (saving, locks) = (&self.saving, &self.locks);
        let in_use = |path: &Path| locks.contains(path) || !saving.is_settled_for(path);
        self.library.forget_whole(|record| keep(record) || in_use(&record.path));
        self.reading = true;
        self.ask(Job::Read(outlines));
        true
    }
}
