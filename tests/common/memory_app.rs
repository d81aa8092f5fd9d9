//! A rehearsal: the program without a disk. Every save succeeds at once, and nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;
use squadcheck::app::voting::VotingOptions;
use squadcheck::app::{App, Display, Effect, Loaded, Msg, Start};
use squadcheck::keys::Key;
use squadcheck::library::{self, FileError, Library, Record};
use squadcheck::model::{PendingBallots, Session, Workspace};
use squadcheck::store::{self, Store};

use crate::render;
use crate::test_store::{FakeStore, perform_all};

/// A workspace in memory.
#[derive(Clone)]
pub struct MemoryApp {
    /// The program.
    pub app: App,
    /// The time.
    pub now: Zoned,
    /// What the last key asked for.
    pub effects: Vec<Effect>,
    /// The store.
    pub store: FakeStore,
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
            app: App::new(Display::default(), Start::Home, now.clone())
                .with_voting(VotingOptions::default(), [7; 32]),
            now,
            effects: Vec::new(),
            store: FakeStore::default(),
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
        perform_all(&mut self.app, &mut self.store, self.effects.clone(), &self.now);
    }
}
