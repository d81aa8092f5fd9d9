//! A rehearsal: the program without a disk. Every save succeeds at once, and nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;
use squadcheck::app::{App, Display, Effect, Loaded, Msg, Start};
use squadcheck::keys::Key;
use squadcheck::model::{Session, Waiting, Workspace};
use squadcheck::store::{self, Fault, Library, Record, Store};

use crate::glass;

/// A workspace in memory.
#[derive(Clone)]
pub struct Rehearsal {
    /// The program.
    pub app: App,
    /// The time.
    pub now: Zoned,
    /// What the last key asked for.
    pub effects: Vec<Effect>,
    /// While this is set, the disk refuses every save.
    pub refuses: bool,
    loaded: Loaded,
}

impl Rehearsal {
    /// A workspace with this `healthcheck.yaml`, or with none, and these sessions.
    pub fn of(config: Option<&str>, sessions: &[Session]) -> Self {
        let root = PathBuf::from("/work/space");
        let path = root.join("healthcheck.yaml");
        let workspace = match config {
            Some(text) => store::workspace_from(&path, text.as_bytes()),
            None => Ok(Workspace::bare(Store::built_in_templates())),
        };
        let mut library = Library::default();
        for session in sessions {
            let name = format!("{}-{}.yaml", session.date, session.template.as_deref().unwrap_or_default());
            let path = root.join("sessions").join(squadcheck::model::text::slug(&session.team)).join(name);
            let content = Ok(Arc::new(session.clone()));
            library.put(Record { path, number: 1, content, waiting: Waiting::default() });
        }
        let loaded = Loaded { sessions: root.join("sessions"), root, exists: config.is_some(), workspace, library };
        let now = glass::three_o_four();
        let mut rehearsal = Self {
            app: App::new(Display::default(), Start::Home, now.clone()),
            now,
            effects: Vec::new(),
            refuses: false,
            loaded: loaded.clone(),
        };
        rehearsal.tell(Msg::Loaded(Box::new(loaded)));
        rehearsal
    }

    /// A file that cannot be read lies beside the others.
    pub fn with_broken_file(mut self) -> Self {
        let path = self.loaded.sessions.join("checkout/2026-01-01-spotify.yaml");
        let fault = Fault {
            place: Some(store::Place { line: 4, column: 3 }),
            line: Some("dimensions: ?".to_owned()),
            ..Fault::of_file(&path, "`dimensions` is \"?\", but should be a list", "write a list")
        };
        let content = Err(vec![fault]);
        self.loaded.library.put(Record { path, number: 1, content, waiting: Waiting::default() });
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
                Effect::Keep(keep) => {
                    let full =
                        || Fault::of_file(&keep.path, "no space is left to save it", "make room, then save again");
                    let result = if self.refuses { Err(full()) } else { Ok(()) };
                    Msg::Saved { path: keep.path, number: keep.number, result }
                }
                Effect::Export { path, .. } => Msg::Exported { path, result: Ok(()) },
                Effect::Edit(text) => Msg::Edited(Ok(text)),
                _ => continue,
            };
            self.app.update(answer, self.now.clone());
        }
    }
}
