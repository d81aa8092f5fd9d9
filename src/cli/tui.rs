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
    if run(context, looks, Start::Home, false)? { demo() } else { Ok(()) }
}

/// Runs `squadcheck demo` in the place of this process, with the same options.
fn demo() -> Result<(), CliError> {
    let failed = |error: std::io::Error| {
        CliError::Failed(format!("squadcheck: the demo could not be started: {error}"))
    };
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = std::process::Command::new(program);
    command.args(std::env::args_os().skip(1)).arg("demo");
    #[cfg(unix)]
    return Err(failed(std::os::unix::process::CommandExt::exec(&mut command)));
    #[cfg(not(unix))]
    command.status().map(|_| ()).map_err(failed)
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
    run(context, looks, start, demo).map(|_| ())
}

/// Runs the full screen. Returns true if the demo is to come next.
fn run(
    context: CommandContext,
    looks: DisplayArgs,
    start: Start,
    demo: bool,
) -> Result<bool, CliError> {
    if !context.terminal {
        return Err(CliError::Usage(NO_TERMINAL.to_owned()));
    }
    let display = looks.display(context.store.folders());
    let mut app = App::new(display, start, runtime::now()).with_entropy(runtime::entropy());
    app.ctx.demo = demo;
    if let Some(secret) = runtime::secret() {
        app = app.with_voting(context.voting, secret);
    }
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
        (None, 0) => Ok(ending.demo),
        // It has been said.
        (None, _) => Err(CliError::Failed(String::new())),
    }
}
