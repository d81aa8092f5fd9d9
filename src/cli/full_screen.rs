//! The way from the command line to the full screen. Draws nothing.

use std::path::Path;

use super::{Setting, Stop};
use crate::model::{Session, Workspace};

/// What is said where no full screen can be shown.
const NO_TERMINAL: &str =
    "squadcheck: the full screen needs a terminal; `squadcheck --help` lists what works without one";

/// The full screen on a workspace.
pub fn workspace(setting: Setting) -> Result<(), Stop> {
    if !setting.terminal {
        return Err(Stop::Usage(NO_TERMINAL.to_owned()));
    }
    drop(setting);
    Err(Stop::Usage("squadcheck: the full screen is not part of this version yet; see `squadcheck --help`".to_owned()))
}

/// The full screen on a new session that is not saved yet: a check left before any act leaves no file.
pub fn new_session(setting: Setting, _workspace: &Workspace, _path: &Path, _session: Session) -> Result<(), Stop> {
    if !setting.terminal {
        return Err(Stop::Usage("squadcheck: nothing was made: without a terminal, `new` needs --no-open".to_owned()));
    }
    drop(setting);
    Err(Stop::Usage("squadcheck: nothing was made: in this version, `new` needs --no-open".to_owned()))
}
