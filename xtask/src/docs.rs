//! Writes the files in `docs/` that are made from the program: `keys.md`, `methods.md`, pictures.
//!
//! `tests/suite/generated.rs` compares the same pages with the files.

// Named by its path, so that its own modules are found from `tests/suite/generated.rs`, too.
#[path = "docs/pages.rs"]
mod pages;

use std::path::Path;
use std::process::ExitCode;

/// Arguments of `docs`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Write nothing; name each stale file, and fail if there is one
    #[arg(long)]
    check: bool,
}

/// Writes every stale page, or only names it.
pub fn run(&Args { check }: &Args) -> ExitCode {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut stale = 0;
    for page in pages::all() {
        let path = root.join(&page.path);
        if read(&path).as_deref() == Some(&page.text) {
            continue;
        }
        stale += 1;
        if check {
            println!("{}: stale", page.path);
        } else if let Err(error) = write(&path, &page.text) {
            eprintln!("docs: {}: {error}", page.path);
            return ExitCode::FAILURE;
        } else {
            println!("{}: written", page.path);
        }
    }
    if stale == 0 {
        println!("all up to date");
    }
    if check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads and writes the repository's own docs, not people's files"
)]
fn read(path: &Path) -> Option<String> {
    // A checkout with CRLF is not stale.
    std::fs::read_to_string(path).ok().map(|text| text.replace("\r\n", "\n"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads and writes the repository's own docs, not people's files"
)]
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
