//! The folders of this machine: the one place that reads the environment.
//!
//! Creates nothing and looks into no file.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::library::FileError;

/// The folders and words of the environment that the program needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppDirs {
    /// The folder in which the program was started.
    pub current: PathBuf,
    /// The user's own workspace; none where the machine knows no home.
    pub data: Option<PathBuf>,
    /// The folder of pending ballots and backups; none if the machine knows no home.
    pub state: Option<PathBuf>,
    /// The folder of caches; none if the machine knows no home.
    pub cache: Option<PathBuf>,
    /// The command of the user's editor: `$VISUAL`, else `$EDITOR`.
    pub editor: Option<String>,
    /// The user who became root by `sudo`.
    pub sudo_user: Option<u32>,
    /// `$TERM`.
    pub term: Option<String>,
    /// True if `$NO_COLOR` is set to anything.
    pub no_color: bool,
    /// `$COLORTERM`, which may be that of a terminal further out.
    pub colorterm: Option<String>,
    /// The locale of letters: `$LC_ALL`, else `$LC_CTYPE`, else `$LANG`.
    pub locale: Option<String>,
    /// True if tmux says that it runs this.
    pub in_tmux: bool,
    /// True if GNU screen says that it runs this.
    pub in_screen: bool,
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// A folder that `XDG_*` names; relative ones do not count, as its specification says.
fn xdg(name: &str) -> Option<PathBuf> {
    variable(name)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .map(|path| path.join("squadcheck"))
}

impl AppDirs {
    /// The folders of this machine and user. `XDG_*` is honoured everywhere, on macOS too.
    ///
    /// Without the current folder nobody knows which workspace is meant.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the environment"
    )]
    pub fn of_this_machine() -> Result<Self, FileError> {
        let project = ProjectDirs::from("", "", "squadcheck");
        let project = project.as_ref();
        let text = |name| variable(name).and_then(|value| value.into_string().ok());
        let state = |dirs: &ProjectDirs| {
            dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Path::to_owned)
        };
        let current = std::env::current_dir().map_err(|error| {
            let message = format!("the current folder is gone, or cannot be read: {error}");
            FileError::of_file(Path::new("."), message, "go to a folder that is there (`cd`)")
        })?;
        Ok(Self {
            current,
            data: xdg("XDG_DATA_HOME").or_else(|| project.map(|dirs| dirs.data_dir().to_owned())),
            state: xdg("XDG_STATE_HOME").or_else(|| project.map(state)),
            cache: xdg("XDG_CACHE_HOME")
                .or_else(|| project.map(|dirs| dirs.cache_dir().to_owned())),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            sudo_user: text("SUDO_UID").and_then(|id| id.parse().ok()),
            term: text("TERM"),
            no_color: variable("NO_COLOR").is_some(),
            colorterm: text("COLORTERM"),
            locale: text("LC_ALL").or_else(|| text("LC_CTYPE")).or_else(|| text("LANG")),
            in_tmux: variable("TMUX").is_some(),
            in_screen: variable("STY").is_some(),
        })
    }
}
