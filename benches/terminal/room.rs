//! A folder in which everything is measured, with an environment, programs and workspaces of its
//! own.
//!
//! It lies in the build's folder, because a temporary one may be in memory, where saving costs
//! nothing.

use std::cell::OnceCell;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::baseline;
use super::generated_workspace::GeneratedWorkspace;

/// After this long a file is no longer too new for an index to be believed.
const SETTLED: Duration = Duration::from_millis(2500);

/// How much is measured, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// A hundred sessions.
    pub hundred: GeneratedWorkspace,
    /// The longest grid: one team.
    pub longest: GeneratedWorkspace,
    /// The large workspace.
    pub large: GeneratedWorkspace,
    /// How often what takes milliseconds is repeated.
    pub often: usize,
    /// How often what takes seconds is repeated.
    pub seldom: usize,
    /// How long idleness is watched.
    pub watched: Duration,
    /// How many phones vote.
    pub phones: usize,
    /// How long phones that wait are watched.
    pub waits: Duration,
}

impl Extent {
    /// For figures.
    pub const fn full(teams: usize, months: usize) -> Self {
        Self {
            hundred: GeneratedWorkspace { teams: 10, months: 10, seed: 1 },
            longest: GeneratedWorkspace { teams: 1, months: 120, seed: 1 },
            large: GeneratedWorkspace { teams, months, seed: 1 },
            often: 40,
            seldom: 7,
            watched: Duration::from_secs(3),
            phones: 500,
            waits: Duration::from_secs(25),
        }
    }

    /// To see that everything runs.
    pub const fn trial() -> Self {
        Self {
            hundred: GeneratedWorkspace { teams: 2, months: 2, seed: 1 },
            longest: GeneratedWorkspace { teams: 1, months: 4, seed: 1 },
            large: GeneratedWorkspace { teams: 3, months: 3, seed: 1 },
            often: 2,
            seldom: 1,
            watched: Duration::from_millis(200),
            phones: 20,
            waits: Duration::from_millis(200),
        }
    }
}

/// A program and what it is told.
#[derive(Clone, Debug)]
pub struct Start {
    /// The program.
    pub program: PathBuf,
    /// What it is told.
    pub arguments: Vec<OsString>,
}

/// The folder.
pub struct Room {
    folder: tempfile::TempDir,
    /// How much is measured.
    pub extent: Extent,
    hundred: OnceCell<PathBuf>,
    longest: OnceCell<PathBuf>,
    large: OnceCell<PathBuf>,
}

impl Room {
    /// A new folder, with copies of both programs: they start from the same disk, and share no
    /// memory with this one.
    #[expect(clippy::disallowed_methods, reason = "a bench lays out what it measures")]
    pub fn new(extent: Extent) -> std::io::Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        for name in ["home", "tmp", "bin"] {
            fs::create_dir(folder.path().join(name))?;
        }
        fs::copy(env!("CARGO_BIN_EXE_squadcheck"), folder.path().join("bin/squadcheck"))?;
        fs::copy(std::env::current_exe()?, folder.path().join("bin/bare"))?;
        let (hundred, longest, large) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Ok(Self { folder, extent, hundred, longest, large })
    }

    /// Something in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The workspace with a hundred sessions.
    pub fn hundred(&self) -> &Path {
        self.laid(&self.hundred, "hundred", self.extent.hundred)
    }

    /// The workspace of one team with the longest grid.
    pub fn longest(&self) -> &Path {
        self.laid(&self.longest, "longest", self.extent.longest)
    }

    /// The large workspace.
    pub fn large(&self) -> &Path {
        self.laid(&self.large, "large", self.extent.large)
    }

    fn laid<'r>(
        &'r self,
        cell: &'r OnceCell<PathBuf>,
        name: &str,
        tribe: GeneratedWorkspace,
    ) -> &'r Path {
        cell.get_or_init(|| {
            let path = self.path(name);
            tribe.lay(&path).expect("the disk takes a workspace");
            std::thread::sleep(SETTLED);
            path
        })
    }

    /// A workspace of one team, without a check.
    #[expect(clippy::disallowed_methods, reason = "a bench lays out what it measures")]
    pub fn fresh(&self) -> Result<PathBuf, String> {
        let path = self.path("fresh");
        let config = "squadcheck: 1\nteams: [{name: Checkout Core}]\n";
        fs::create_dir_all(&path)
            .and_then(|()| fs::write(path.join("healthcheck.yaml"), config))
            .map_err(|error| error.to_string())?;
        Ok(path)
    }

    /// The program on a workspace.
    pub fn ours(&self, workspace: &Path, arguments: &[&str]) -> Start {
        let dir = [OsString::from("--dir"), workspace.into()];
        let arguments = dir.into_iter().chain(arguments.iter().map(OsString::from)).collect();
        Start { program: self.path("bin/squadcheck"), arguments }
    }

    /// The bare program.
    pub fn bare(&self, way: &str) -> Start {
        Start {
            program: self.path("bin/bare"),
            arguments: vec![baseline::OPTION.into(), way.into()],
        }
    }

    /// All that a program finds in its environment.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        let folder = |name: &str| self.path(name).into_os_string();
        vec![
            ("HOME", folder("home")),
            ("XDG_STATE_HOME", folder("state")),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("TMPDIR", folder("tmp")),
            ("PATH", "/usr/local/bin:/usr/bin:/bin".into()),
            ("TERM", "xterm-256color".into()),
            ("COLORTERM", "truecolor".into()),
            ("LC_ALL", "C.UTF-8".into()),
        ]
    }

    /// A command with nothing but the environment of this room.
    pub fn command(&self, start: &Start) -> Command {
        let mut command = Command::new(&start.program);
        command.args(&start.arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_clear().envs(self.environment());
        command
    }

    /// What the program keeps of workspaces is forgotten.
    #[expect(clippy::disallowed_methods, reason = "a bench lays out what it measures")]
    pub fn forget(&self) -> Result<(), String> {
        match fs::remove_dir_all(self.path("cache")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
            _ => Ok(()),
        }
    }

    /// Whether the program keeps anything of workspaces.
    #[expect(clippy::disallowed_methods, reason = "a bench looks at what it measures")]
    pub fn remembers(&self) -> bool {
        fs::read_dir(self.path("cache/squadcheck"))
            .is_ok_and(|mut entries| entries.next().is_some())
    }

    /// On what the figures were measured.
    #[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
    pub fn machine(&self) -> String {
        let told = |path: &str| {
            fs::read_to_string(path).map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        let model = told("/proc/cpuinfo");
        let model = model
            .lines()
            .find_map(|line| line.strip_prefix("model name"))
            .unwrap_or("of an unknown kind");
        let build = if cfg!(debug_assertions) { ", NOT a release build" } else { "" };
        format!(
            "{} {}, {cores} cores {}, {}×{} cells{build}; {} sessions in the large workspace",
            std::env::consts::OS,
            told("/proc/sys/kernel/osrelease"),
            model.trim_start_matches([' ', '\t', ':']),
            super::window::COLUMNS,
            super::window::ROWS,
            self.extent.large.sessions(),
        )
    }
}
