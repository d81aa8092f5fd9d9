//! Writes what in `docs/` is made from the program: `keys.md` and the pictures.
//!
//! `cargo run --example docs` writes; with `-- --check` it writes nothing, names what is stale, and
//! ends with 1 if anything is. `tests/suite/generated.rs` asks the same.

#[path = "docs/pages.rs"]
mod pages;
#[path = "../tests/common/test_store.rs"]
#[expect(dead_code, reason = "every save in a picture succeeds")]
mod test_store;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--check"] => true,
        _ => {
            eprintln!("docs: only --check is known here");
            return ExitCode::from(2);
        }
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = 0;
    for page in pages::all() {
        let path = root.join(&page.path);
        if on_disk(&path).as_deref() == Some(&page.text) {
            continue;
        }
        stale += 1;
        if check {
            println!("{}: stale", page.path);
        } else if let Err(error) = put(&path, &page.text) {
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
fn on_disk(path: &Path) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads and writes the repository's own docs, not people's files"
)]
fn put(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
