//! Chores of the repository: `cargo xtask docs` and `cargo xtask workspace DIR`.
//!
//! A package of its own, so that building and testing the program does not build it.

mod docs;
#[path = "../../benches/common/generated_workspace.rs"]
mod generated_workspace;
#[path = "../../tests/common/test_store.rs"]
#[expect(dead_code, reason = "every save in a picture succeeds")]
mod test_store;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// Chores of the repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Chore {
    /// Write the pages and pictures in docs/ that are made from the program
    Docs(docs::Args),
    /// Write a workspace of any size, the one that the benches read
    Workspace(workspace::Args),
}

fn main() -> ExitCode {
    match Chore::parse() {
        Chore::Docs(args) => docs::run(&args),
        Chore::Workspace(args) => workspace::run(&args),
    }
}
