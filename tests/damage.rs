//! Session files that were cut off or hit by something: no panic, no part taken for the whole, no
//! byte of the file changed.
//!
//! `cargo test --release --test damage -- --ignored` does the same with whole sessions of the demo,
//! every prefix of twenty, and a hundred times as many flipped bits.
#![expect(clippy::disallowed_methods, reason = "the test damages files of its own")]

use std::fs;
use std::path::{Path, PathBuf};

use squadcheck::demo::demo;
use squadcheck::model::Session;
use squadcheck::store::{AppDirs, Location, Store, session_from, session_text};

/// One workspace with one session's file, to be read again and again.
struct Shelf {
    folder: tempfile::TempDir,
    file: PathBuf,
    store: Store,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sessions/checkout/2026-11-20-spotify.yaml");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        let folders = AppDirs { state: Some(folder.path().join("state")), ..AppDirs::default() };
        let store = Store::open(Location::new(folder.path().to_owned()), folders);
        Self { folder, file, store }
    }

    /// The session, or none if there are faults. The file is as it was, and nothing is beside it.
    fn read(&mut self, bytes: &[u8]) -> Option<Session> {
        fs::write(&self.file, bytes).unwrap();
        let workspace = self.store.config().unwrap();
        let library = self.store.load(&workspace);
        // What holds the session of another team, or another template, is named and not counted.
        let told: Vec<&Path> = match &library.records[..] {
            [] => library.strays.iter().map(|stray| stray.path.as_path()).collect(),
            [record] => match &record.content {
                Ok(_) => vec![&record.path],
                Err(faults) => faults.iter().map(|fault| fault.path.as_path()).collect(),
            },
            more => panic!("{more:?}"),
        };
        assert!(!told.is_empty() && told.iter().all(|path| *path == self.file), "{told:?}");
        assert!(fs::read(&self.file).unwrap() == bytes, "the file was changed");
        assert_eq!(fs::read_dir(self.file.parent().unwrap()).unwrap().count(), 1);
        assert_eq!(fs::read_dir(self.folder.path()).unwrap().count(), 1);
        self.store.record(self.file.clone()).session().map(|session| session.as_ref().clone())
    }
}

/// Twelve sessions of the demo, of every team, open and closed, with at most this many cards.
fn sessions_of_the_demo(cards: usize) -> Vec<Vec<u8>> {
    let spotify = Store::built_in_templates().remove(0);
    let sessions = demo(jiff::civil::date(2026, 11, 20), &spotify).sessions;
    let step = sessions.len() / 12;
    let few = sessions.into_iter().step_by(step.max(1)).map(|mut session| {
        session.cards.truncate(cards);
        session.focus.retain(|key| session.cards.iter().any(|card| card.dimension.key == *key));
        session_text(&session).into_bytes()
    });
    few.take(12).collect()
}

/// Files as people and older versions left them. Comments behind `state` are cut away: losing one
/// loses no value.
fn files_of_people() -> Vec<Vec<u8>> {
    let names =
        ["alias", "anonymous", "bom-and-crlf", "named-levels", "smallest", "unquoted-names"];
    let valid = names.map(|name| format!("tests/files/valid/{name}.yaml"));
    let old = ["session", "named"].map(|name| format!("tests/files/migrations/{name}-1.yaml"));
    let read = |path: String| {
        let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
        let end = text.rfind("state: ").unwrap();
        let comment = text[end..].find(" #").map_or(text.len(), |at| end + at);
        format!("{}\n", &text[..comment]).into_bytes()
    };
    valid.into_iter().chain(old).map(read).collect()
}

fn twenty(cards: usize) -> Vec<Vec<u8>> {
    let files = [files_of_people(), sessions_of_the_demo(cards)].concat();
    assert_eq!(files.len(), 20);
    files
}

/// Every proper prefix is refused, but for those that lack nothing but white space.
fn every_prefix_is_refused(files: &[Vec<u8>]) {
    let mut shelf = Shelf::new();
    let mut prefixes = 0;
    for bytes in files {
        let whole = session_from(Path::new("s.yaml"), bytes).unwrap();
        for at in 0..bytes.len() {
            prefixes += 1;
            let Some(read) = shelf.read(&bytes[..at]) else { continue };
            assert_eq!(read, whole, "cut at {at}");
            let lost = &bytes[at..];
            assert!(
                lost.iter().all(u8::is_ascii_whitespace),
                "lost unseen: {}",
                String::from_utf8_lossy(lost)
            );
        }
    }
    eprintln!("{prefixes} prefixes of {} files", files.len());
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }
}

/// Flipped bits are read as something or refused, and what is read is written and read as the same.
fn flipped_bits_do_no_harm(files: &[Vec<u8>], flips: usize) {
    let (mut shelf, mut dice) = (Shelf::new(), Dice(20_261_120));
    let mut refused = 0;
    for _ in 0..flips {
        let mut bytes = files[dice.below(files.len())].clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        match shelf.read(&bytes) {
            Some(read) if read.newer.is_none() => {
                assert_eq!(
                    session_from(Path::new("s.yaml"), session_text(&read).as_bytes()),
                    Ok(read)
                );
            }
            Some(_) => {}
            None => refused += 1,
        }
    }
    eprintln!("{flips} flipped bits, {refused} refused");
}

#[test]
fn every_prefix_of_twenty_sessions_is_refused_and_left_alone() {
    every_prefix_is_refused(&twenty(1));
}

#[test]
fn ten_thousand_flipped_bits_do_no_harm() {
    flipped_bits_do_no_harm(&twenty(2), 10_000);
}

#[test]
#[ignore = "takes minutes"]
fn every_prefix_of_twenty_whole_sessions_is_refused_and_left_alone() {
    every_prefix_is_refused(&twenty(usize::MAX));
}

#[test]
#[ignore = "takes minutes"]
fn a_million_flipped_bits_do_no_harm() {
    flipped_bits_do_no_harm(&twenty(usize::MAX), 1_000_000);
}
