//! A rehearsal: the program without a disk. Every save succeeds at once, and nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;
use squadcheck::app::{App, Display, Effect, Job, Loaded, Msg, SearchResults, Start};
use squadcheck::keys::Key;
use squadcheck::library::{
    self, Conflict, Difference, FileError, Library, NamedDimensions, Record, SaveError,
    SaveOutcome, SearchRequest, Side,
};
use squadcheck::model::{PendingBallots, Session, Workspace};
use squadcheck::store::{self, Store};

use crate::render;

/// What becomes of a save.
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

/// A workspace in memory.
#[derive(Clone)]
pub struct MemoryApp {
    /// The program.
    pub app: App,
    /// The time.
    pub now: Zoned,
    /// What the last key asked for.
    pub effects: Vec<Effect>,
    /// What becomes of a save.
    pub disk: Disk,
    /// Another window has whatever check is asked for.
    pub elsewhere: bool,
    loaded: Loaded,
}

impl MemoryApp {
    /// A workspace with this `healthcheck.yaml`, or with none, and these sessions.
    pub fn new(config: Option<&str>, sessions: &[Session]) -> Self {
        let root = PathBuf::from("/work/space");
        let path = root.join("healthcheck.yaml");
        let workspace = match config {
            Some(text) => store::workspace_from(&path, text.as_bytes()),
            None => Ok(Workspace::bare(Store::built_in_templates())),
        };
        let mut library = Library::default();
        for session in sessions {
            let name = format!(
                "{}-{}.yaml",
                session.date,
                session.template.as_deref().unwrap_or_default()
            );
            let path =
                root.join("sessions").join(squadcheck::model::text::slug(&session.team)).join(name);
            library.put(Record::new(path, 1, Arc::new(session.clone()), PendingBallots::default()));
        }
        let loaded = Loaded {
            sessions: root.join("sessions"),
            root,
            exists: config.is_some(),
            workspace,
            library,
        };
        let now = render::three_o_four();
        let mut rehearsal = Self {
            app: App::new(Display::default(), Start::Home, now.clone()),
            now,
            effects: Vec::new(),
            disk: Disk::default(),
            elsewhere: false,
            loaded: loaded.clone(),
        };
        rehearsal.tell(Msg::Loaded(Box::new(loaded)));
        rehearsal
    }

    /// A file that cannot be read lies beside the others.
    pub fn with_broken_file(mut self) -> Self {
        let path = self.loaded.sessions.join("checkout/2026-01-01-spotify.yaml");
        let fault = FileError {
            place: Some(library::Position { line: 4, column: 3 }),
            line: Some("dimensions: ?".to_owned()),
            ..FileError::of_file(
                &path,
                "`dimensions` is \"?\", but should be a list",
                "write a list",
            )
        };
        self.loaded.library.put(Record::broken(path, vec![fault]));
        self.tell(Msg::Loaded(Box::new(self.loaded.clone())));
        self
    }

    /// A copy that was set aside lies beside a session.
    pub fn with_conflict(mut self) -> Self {
        let copy =
            self.loaded.sessions.join("checkout/2026-01-01-spotify.conflict-20260102T101112.yaml");
        self.loaded.library.conflicts.push(copy);
        self.tell(Msg::Loaded(Box::new(self.loaded.clone())));
        self
    }

    /// Presses a key; what is asked for is granted.
    pub fn key(&mut self, key: Key) {
        self.tell(Msg::Key(key));
    }

    /// Hands a message in; what is asked for is granted.
    pub fn tell(&mut self, msg: Msg) {
        self.effects = self.app.update(msg, self.now.clone());
        for effect in self.effects.clone() {
            let answer = match effect {
                Effect::Store(Job::Keep(keep) | Job::KeepElsewhere(keep, _)) => {
                    let fault =
                        |message: &str, help: &str| FileError::of_file(&keep.path, message, help);
                    let result = match self.disk {
                        Disk::Fine => Ok(SaveOutcome::default()),
                        Disk::Full => {
                            Err(fault("no space is left to save it", "make room on the disk")
                                .into())
                        }
                        Disk::Changed => Err(Box::new(SaveError {
                            fault: fault(
                                "somebody else changed the file since it was read here",
                                "",
                            ),
                            conflict: Some(Conflict::Session),
                            copy: Some(keep.path.with_extension("conflict-20261120T150400.yaml")),
                        })),
                    };
                    Msg::Saved { path: keep.path, number: keep.number, result }
                }
                Effect::Store(Job::Compare(keep)) => {
                    Msg::Differs { of: keep.path, result: Ok(difference()) }
                }
                Effect::Store(Job::TakeTheirs(path)) => match self.app.library.record(&path) {
                    Some(record) => Msg::Theirs(Box::new(record.clone())),
                    None => continue,
                },
                Effect::Store(Job::KeepBoth(keep)) => match self.app.library.record(&keep.path) {
                    Some(record) => {
                        let own = keep.path.with_extension("2.yaml");
                        Msg::Both { of: keep.path, result: Ok((own, Box::new(record.clone()))) }
                    }
                    None => continue,
                },
                Effect::Store(Job::Hold { path, read }) => {
                    let record =
                        self.app.library.record(&path).filter(|_| read).cloned().map(Box::new);
                    Msg::Hold { path, ours: !self.elsewhere, record }
                }
                Effect::Store(Job::CompareCopy(path)) => {
                    Msg::Differs { of: path, result: Ok(difference()) }
                }
                Effect::Store(Job::Export { path, .. }) => Msg::Exported { path, result: Ok(()) },
                Effect::Search(Some(quest)) => Msg::Found(self.finds(&quest)),
                Effect::Edit(text) => Msg::Edited(Ok(text)),
                _ => continue,
            };
            self.app.update(answer, self.now.clone());
        }
    }
}

impl MemoryApp {
    /// What a search finds, newest first.
    fn finds(&self, quest: &SearchRequest) -> SearchResults {
        let sessions =
            self.app.library.records.iter().filter_map(|r| Some((&r.path, r.session()?)));
        let mut sessions: Vec<_> = sessions.collect();
        sessions.sort_by_key(|(path, session)| (std::cmp::Reverse(session.date), *path));
        let mut named = NamedDimensions::default();
        let hits = sessions
            .iter()
            .flat_map(|(path, session)| library::hits(quest, path, session, &mut named))
            .collect();
        SearchResults { number: quest.number, hits, ended: true, more: false }
    }
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
