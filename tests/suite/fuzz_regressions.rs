//! All that fuzzing ever found worth keeping, and chance in small: what `common/fuzz_invariants.rs`
//! asserts holds for them.
//!
//! `fuzz/` has the targets that look for more; `fuzz/README.md` says how.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{fuzz_invariants, request_invariants};
use proptest::prelude::*;

#[expect(clippy::disallowed_methods, reason = "the test reads files of its own")]
fn files_in(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

fn replay(kind: &str, holds: impl Fn(&[u8])) {
    for folder in [
        &format!("fuzz/corpus/{kind}"),
        "tests/files/valid",
        "tests/files/invalid",
        "tests/files/migrations",
    ] {
        for (path, bytes) in files_in(folder) {
            // Told only where something fails.
            println!("{}", path.display());
            holds(&bytes);
        }
    }
}

#[test]
fn what_fuzzing_found_as_sessions_holds() {
    replay("session", fuzz_invariants::session);
}

#[test]
fn what_fuzzing_found_as_workspaces_holds() {
    replay("config", fuzz_invariants::config);
}

#[test]
fn what_fuzzing_found_as_ballots_that_wait_holds() {
    replay("waiting", fuzz_invariants::waiting);
}

#[test]
fn what_fuzzing_found_as_sealed_ballots_holds() {
    replay("ballot", fuzz_invariants::ballot);
}

#[test]
fn what_fuzzing_found_as_chats_holds() {
    replay("codes", fuzz_invariants::codes);
}

#[test]
fn what_fuzzing_found_as_requests_holds() {
    let asked = Cell::new(0);
    replay("request", |bytes| asked.set(asked.get() + request_invariants::request(bytes)));
    assert!(asked.get() >= 7, "forms, lines and joins come as far as the app");
}

#[test]
fn the_corpus_is_small() {
    let files = ["session", "config", "waiting", "ballot", "codes", "request"]
        .map(|kind| files_in(&format!("fuzz/corpus/{kind}")));
    let bytes: usize = files.iter().flatten().map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes < 300 * 1024, "{bytes} bytes; `cargo fuzz cmin` takes out what adds nothing");
    assert!(Path::new("fuzz/README.md").exists());
}

/// Two files cut in pieces and put together, with bytes of YAML's between them: of the size that a
/// fuzzer tries.
fn patched() -> impl Strategy<Value = Vec<u8>> {
    let all: Vec<Vec<u8>> = ["valid", "invalid", "migrations"]
        .into_iter()
        .flat_map(|folder| files_in(&format!("tests/files/{folder}")))
        .map(|(_, bytes)| bytes)
        .collect();
    let piece = (
        proptest::sample::select(all),
        any::<proptest::sample::Index>(),
        any::<proptest::sample::Index>(),
    );
    let piece = piece.prop_filter("not empty", |(bytes, ..)| !bytes.is_empty()).prop_map(
        |(bytes, one, other)| {
            let (one, other) = (one.index(bytes.len()), other.index(bytes.len()));
            bytes[one.min(other)..=one.max(other)].to_vec()
        },
    );
    let sign = "[-:,\\[\\]{}\"'\n\r\t &*!|>?#%@a0~.]{0,3}".prop_map(String::into_bytes);
    let raw = proptest::collection::vec(any::<u8>(), 0..40);
    let part = prop_oneof![4 => piece, 3 => sign, 1 => raw];
    proptest::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_put_together_by_chance_holds(bytes in patched()) {
        fuzz_invariants::session(&bytes);
        fuzz_invariants::config(&bytes);
        fuzz_invariants::waiting(&bytes);
    }
}
