//! Writes a workspace of any size, to try things on: the same one that the benches read.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::generated_workspace::GeneratedWorkspace;

/// Arguments of `workspace`. The defaults are 100 teams with ten years of monthly checks.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An empty folder, or one that is not there yet
    dir: PathBuf,
    /// How many teams
    #[arg(long, default_value_t = 100)]
    teams: usize,
    /// How many checks of each team, a month apart
    #[arg(long, default_value_t = 120)]
    months: usize,
    /// Another number, other moods and words
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Writes the workspace, unless the folder holds anything.
#[expect(clippy::disallowed_methods, reason = "looks whether the folder is free")]
pub fn run(args: &Args) -> ExitCode {
    let &Args { ref dir, teams, months, seed } = args;
    if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        eprintln!("workspace: {} is not empty; nothing was written", dir.display());
        return ExitCode::FAILURE;
    }
    let workspace = GeneratedWorkspace { teams, months, seed };
    match workspace.lay(dir) {
        Ok(bytes) => {
            println!("{}: {} sessions, {bytes} bytes", dir.display(), workspace.sessions());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("workspace: {}: {error}", dir.display());
            ExitCode::FAILURE
        }
    }
}
