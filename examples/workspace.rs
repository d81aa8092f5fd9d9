//! Lays down a workspace of any size, to try things on: the same one that the benches read.
//!
//! `cargo run --release --example workspace -- DIR` makes 100 teams with ten years of monthly
//! checks.

#[path = "../benches/common/generated_workspace.rs"]
mod generated_workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use generated_workspace::GeneratedWorkspace;

/// What is to be made.
#[derive(Debug, Parser)]
struct Arguments {
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

#[expect(clippy::disallowed_methods, reason = "looks whether the folder is free")]
fn main() -> ExitCode {
    let Arguments { dir, teams, months, seed } = Arguments::parse();
    if std::fs::read_dir(&dir).is_ok_and(|mut entries| entries.next().is_some()) {
        eprintln!("workspace: {} is not empty; nothing was written", dir.display());
        return ExitCode::FAILURE;
    }
    let tribe = GeneratedWorkspace { teams, months, seed };
    match tribe.lay(&dir) {
        Ok(bytes) => {
            println!("{}: {} sessions, {bytes} bytes", dir.display(), tribe.sessions());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("workspace: {}: {error}", dir.display());
            ExitCode::FAILURE
        }
    }
}
