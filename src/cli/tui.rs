//! The way from the command line to the full screen. Draws nothing.

use super::context::CommandContext;
use super::display_args::DisplayArgs;
use super::error::CliError;
use crate::app::{App, Start};
use crate::model::Session;
use crate::runtime;

/// The error where no full screen can be shown.
const NO_TERMINAL: &str = "squadcheck: the full screen needs a terminal; `squadcheck --help` lists \
                           what works without one";

/// The full screen on a workspace.
pub fn workspace(context: CommandContext, looks: DisplayArgs) -> Result<(), CliError> {
    context.folder_is_there()?;
    open(context, looks, Start::Home, false)
}

/// The full screen on a new session that is not saved yet: a check left before any act leaves no
/// file.
pub fn new_session(
    context: CommandContext,
    looks: DisplayArgs,
    session: Session,
    roster: Vec<String>,
) -> Result<(), CliError> {
    open(context, looks, Start::New(Box::new(session), roster), false)
}

/// Runs the full screen until it is left.
pub fn open(
    context: CommandContext,
    looks: DisplayArgs,
    start: Start,
    demo: bool,
) -> Result<(), CliError> {
    if !context.terminal {
        return Err(CliError::Usage(NO_TERMINAL.to_owned()));
    }
    let display = looks.display(context.store.folders());
    let mut app = App::new(display, start, runtime::now()).with_entropy(runtime::entropy());
    app.ctx.demo = demo;
    let ending = runtime::run(context.store, app)
        .map_err(|error| CliError::Failed(format!("squadcheck: the terminal failed: {error}")))?;
    let mut words = Vec::new();
    words.extend(ending.unsaved.map(|why| format!("squadcheck: not saved: {why}")));
    if ending.signal.is_none() && ending.code != 0 {
        words.push("squadcheck: left without saving everything".to_owned());
    }
    if !words.is_empty() {
        runtime::last_word(&words.join("\n"));
    }
    match (ending.signal, ending.code) {
        (Some(signal), _) => Err(CliError::Signal(signal)),
        (None, 0) => Ok(()),
        // It has been said.
        (None, _) => Err(CliError::Failed(String::new())),
    }
}
