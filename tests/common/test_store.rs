//! The store of a program under test: the real one, or one in memory with faults.

use std::cmp::Reverse;

use jiff::Zoned;
use squadcheck::app::{App, Effect, Job, Msg, SearchResults};
use squadcheck::library::{
    Conflict, DeleteOutcome, Difference, FileError, Library, NamedDimensions, SaveError,
    SaveOutcome, SearchRequest, Side, hits,
};
use squadcheck::runtime;
use squadcheck::store::Store;

/// Performs what the program asks for, at once.
pub trait TestStore {
    /// Performs one effect on the sessions of `library`, and returns the answers in order.
    fn perform(&mut self, library: &Library, effect: Effect) -> Vec<Msg>;
}

/// Returns the sessions that the program knows.
pub const fn library(app: &App) -> &Library {
    &app.ctx.library
}

/// Performs these effects, each with all that its answers ask for.
pub fn perform_all(app: &mut App, store: &mut impl TestStore, effects: Vec<Effect>, now: &Zoned) {
    for effect in effects {
        for answer in store.perform(library(app), effect) {
            let more = app.update(answer, now.clone());
            perform_all(app, store, more, now);
        }
    }
}

impl TestStore for Store {
    fn perform(&mut self, _: &Library, effect: Effect) -> Vec<Msg> {
        let mut answers = Vec::new();
        match effect {
            Effect::Store(job) => answers.push(runtime::answer(self, job)),
            Effect::Search(Some(request)) => {
                runtime::search(*request, || true, |msg| answers.push(msg));
            }
            _ => {}
        }
        answers
    }
}

/// The outcome of a save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Disk {
    /// It succeeds.
    #[default]
    Fine,
    /// There is no space left.
    Full,
    /// Somebody else changed the file; a copy beside it can be made.
    Changed,
}

/// A store in memory. It keeps nothing: the sessions are those that the program knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct FakeStore {
    /// The outcome of a save.
    pub disk: Disk,
    /// Another window holds every session.
    pub elsewhere: bool,
}

impl TestStore for FakeStore {
    fn perform(&mut self, library: &Library, effect: Effect) -> Vec<Msg> {
        let answer = match effect {
            Effect::Store(job) => self.answer(library, job),
            Effect::Search(Some(request)) => Some(Msg::Found(found(library, &request))),
            Effect::Edit(text) => Some(Msg::Edited(Ok(text))),
            _ => None,
        };
        answer.into_iter().collect()
    }
}

impl FakeStore {
    fn answer(self, library: &Library, job: Job) -> Option<Msg> {
        let record = |path| library.record(path).cloned().map(Box::new);
        Some(match job {
            Job::Keep(keep) | Job::KeepElsewhere(keep, _) => {
                let result = self.save(&keep.path);
                Msg::Saved { path: keep.path, number: keep.number, result }
            }
            Job::Verify(_) => Msg::Verified(Vec::new()),
            Job::Compare(keep) => Msg::Differs { of: keep.path, result: Ok(difference()) },
            Job::CompareCopy(path) => Msg::Differs { of: path, result: Ok(difference()) },
            Job::TakeTheirs(path) => Msg::Theirs(record(&path)?),
            Job::KeepBoth(keep) => {
                let own = keep.path.with_extension("2.yaml");
                let theirs = record(&keep.path)?;
                Msg::Both { of: keep.path, result: Ok((own, theirs)) }
            }
            Job::Hold { path, read } => {
                let record = record(&path).filter(|_| read);
                Msg::Hold { path, ours: !self.elsewhere, record }
            }
            Job::Delete { path, .. } => Msg::Deleted { path, result: Ok(DeleteOutcome::default()) },
            Job::Export { path, .. } => Msg::Exported { path, result: Ok(String::new()) },
            _ => return None,
        })
    }

    fn save(self, path: &std::path::Path) -> Result<SaveOutcome, Box<SaveError>> {
        let fault = |message: &str, help: &str| FileError::of_file(path, message, help);
        match self.disk {
            Disk::Fine => Ok(SaveOutcome::default()),
            Disk::Full => Err(fault("no space is left to save it", "make room on the disk").into()),
            Disk::Changed => Err(Box::new(SaveError {
                fault: fault("Somebody else changed the file since it was read here", ""),
                conflict: Some(Conflict::Session),
                copy: Some(path.with_extension("conflict-20261120T150400.yaml")),
            })),
        }
    }
}

/// Searches the sessions that the program knows, newest first.
fn found(library: &Library, request: &SearchRequest) -> SearchResults {
    let sessions = library.records.iter().filter_map(|r| Some((&r.path, r.session()?)));
    let mut sessions: Vec<_> = sessions.collect();
    sessions.sort_by_key(|(path, session)| (Reverse(session.date), *path));
    let mut named = NamedDimensions::default();
    let hits = sessions
        .iter()
        .flat_map(|(path, session)| hits(request, path, session, &mut named))
        .collect();
    SearchResults { number: request.number, hits, ended: true, more: false }
}

fn difference() -> Vec<Difference> {
    let lines = [
        (Side::Both, "date: 2026-11-20"),
        (Side::Theirs, "voters: 7"),
        (Side::Ours, "voters: 6"),
        (Side::Both, "dimensions:"),
        (Side::Gap, ""),
        (Side::Both, "    votes: {green: 6, yellow: 0, red: 0}"),
        (Side::Ours, "    agreed: {vote: red}"),
    ];
    lines.map(|(side, line)| Difference { side, line: line.to_owned() }).to_vec()
}
