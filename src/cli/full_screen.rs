//! The way from the command line to the full screen. Draws nothing.

use super::looks::Looks;
use super::{Setting, Stop};
use crate::app::{App, Start};
use crate::model::Session;
use crate::runtime;

/// What is said where no full screen can be shown.
const NO_TERMINAL: &str = "squadcheck: the full screen needs a terminal; `squadcheck --help` lists what works without one";

/// The full screen on a workspace.
pub fn workspace(setting: Setting, looks: Looks) -> Result<(), Stop> {
    open(setting, looks, Start::Home, false)
}

/// The full screen on a new session that is not saved yet: a check left before any act leaves no
/// file.
pub fn new_session(
    setting: Setting,
    looks: Looks,
    session: Session,
    roster: Vec<String>,
) -> Result<(), Stop> {
    open(setting, looks, Start::New(Box::new(session), roster), false)
}

/// Runs the full screen until it is left.
pub fn open(setting: Setting, looks: Looks, start: Start, demo: bool) -> Result<(), Stop> {
    if !setting.terminal {
        return Err(Stop::Usage(NO_TERMINAL.to_owned()));
    }
    let display = looks.display(setting.store.folders());
    let mut app = App::new(display, start, runtime::now());
    app.demo = demo;
    let ending = runtime::run(setting.store, app)
        .map_err(|error| Stop::Failed(format!("squadcheck: the terminal failed: {error}")))?;
    let mut words = Vec::new();
    words.extend(ending.unsaved.map(|why| format!("squadcheck: not saved: {why}")));
    if ending.signal.is_none() && ending.code != 0 {
        words.push("squadcheck: left without saving everything".to_owned());
    }
    if !words.is_empty() {
        runtime::last_word(&words.join("\n"));
    }
    match (ending.signal, ending.code) {
        (Some(signal), _) => Err(Stop::Signal(signal)),
        (None, 0) => Ok(()),
        // It has been said.
        (None, _) => Err(Stop::Failed(String::new())),
    }
}
