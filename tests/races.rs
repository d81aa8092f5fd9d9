//! Somebody else writes a session's file while it is being saved: nothing of theirs is written
//! over, and nothing of ours is lost.
#![cfg(any(target_os = "linux", target_os = "macos"))]
#![expect(
    clippy::disallowed_methods,
    reason = "the test writes as an editor does, and looks at what is there"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Barrier;

use squadcheck::library::{SaveError, SaveTime};
use squadcheck::model::{PendingBallots, Session, Voters, VotingMode};
use squadcheck::store::{AppDirs, Location, Store, session_from, session_text};

/// How many rounds somebody else edits, and how many two instances save.
const EDITS: usize = 200;
const INSTANCES: usize = 100;
/// How often an instance saves in one round.
const SAVES: usize = 6;

fn store(place: &Path) -> Store {
    let folders = AppDirs {
        state: Some(place.join("state")),
        current: place.to_owned(),
        ..AppDirs::default()
    };
    let mut store = Store::open(Location::new(place.join("work")), folders);
    let workspace = store.config().unwrap();
    let library = store.load(&workspace);
    // As sessions are opened: what was not read is never replaced.
    for record in &library.records {
        assert!(store.record(record.path.clone()).session().is_some());
    }
    store
}

fn when() -> SaveTime {
    let day = jiff::civil::date(2026, 11, 20);
    SaveTime { now: day.at(15, 4, 0, 0), opened: day.at(15, 0, 0, 0) }
}

fn session() -> Session {
    let template = Store::built_in_templates().into_iter().find(|t| t.key == "spotify").unwrap();
    Session::new(
        "Checkout".into(),
        jiff::civil::date(2026, 11, 20),
        &template,
        VotingMode::Hands,
        Voters::Count(6),
    )
}

/// The session with a note that says who wrote it.
fn by(who: &str, number: usize) -> Session {
    let mut session = session();
    session.cards[0].notes = format!("{who} {number}");
    session
}

/// A workspace with one session.
fn laid_out() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work/sessions/checkout/2026-11-20-spotify.yaml");
    store(folder.path()).keep(&path, &session(), &PendingBallots::default(), when()).unwrap();
    (folder, path)
}

/// Saves some changes; what became of each.
fn saves(store: &mut Store, path: &Path, who: &str) -> Vec<Result<(), Box<SaveError>>> {
    let keep =
        |number| store.keep(path, &by(who, number), &PendingBallots::default(), when()).map(|_| ());
    (0..SAVES).map(keep).collect()
}

/// As editors write: into the file, or beside it and then in its place.
fn edits(path: &Path, text: &str, in_place: bool) {
    if in_place {
        return fs::write(path, text).unwrap();
    }
    let beside = path.with_extension("swp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

/// What lies beside a session: nothing but it and copies that were set aside.
fn litter(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn an_edit_of_somebody_else_is_never_written_over() {
    let (mut noticed, mut later) = (0, 0);
    for round in 0..EDITS {
        let (folder, path) = laid_out();
        let theirs = session_text(&by("theirs", round));
        let start = Barrier::new(2);
        let outcome = std::thread::scope(|scope| {
            let mut store = store(folder.path());
            let (start, path) = (&start, &path);
            let saving = scope.spawn(move || {
                start.wait();
                saves(&mut store, path, "ours")
            });
            start.wait();
            // Each round somewhere else in the saves.
            for _ in 0..(round * 997) % 20_000 {
                std::thread::yield_now();
            }
            edits(path, &theirs, round % 2 == 0);
            saving.join().unwrap()
        });
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs, "round {round}: {outcome:?}");
        match outcome.into_iter().next_back().unwrap() {
            Ok(()) => later += 1,
            Err(unsaved) => {
                noticed += 1;
                let copy = unsaved.copy.expect("ours is kept beside it");
                let ours = session_from(&copy, &fs::read(&copy).unwrap()).unwrap();
                assert_eq!(ours, by("ours", SAVES - 1), "round {round}");
            }
        }
        assert!(litter(&path).is_empty(), "round {round}: {:?}", litter(&path));
    }
    println!("{noticed} edits fell among the saves, {later} after them");
    assert!(noticed > 0, "no edit fell among the saves: the race was none");
}

#[test]
fn two_edits_within_one_save_leave_the_later_one_in_place() {
    for round in 0..EDITS {
        let (folder, path) = laid_out();
        let start = Barrier::new(2);
        std::thread::scope(|scope| {
            let mut store = store(folder.path());
            let (start, path) = (&start, &path);
            let saving = scope.spawn(move || {
                start.wait();
                saves(&mut store, path, "ours")
            });
            start.wait();
            for number in 0..40 {
                edits(path, &session_text(&by("theirs", number)), (round + number) % 2 == 0);
            }
            saving.join().unwrap()
        });
        let there = fs::read_to_string(&path).unwrap();
        assert_eq!(there, session_text(&by("theirs", 39)), "round {round}");
        assert!(litter(&path).is_empty(), "round {round}: {:?}", litter(&path));
    }
}

#[test]
fn of_two_instances_one_has_the_file_and_the_other_a_copy() {
    for round in 0..INSTANCES {
        let (folder, path) = laid_out();
        let start = Barrier::new(2);
        let outcomes = std::thread::scope(|scope| {
            let threads = ["one", "two"].map(|who| {
                let mut store = store(folder.path());
                let (start, path) = (&start, &path);
                scope.spawn(move || {
                    start.wait();
                    (who, saves(&mut store, path, who))
                })
            });
            threads.map(|thread| thread.join().unwrap())
        });
        let winners: Vec<_> =
            outcomes.iter().filter(|(_, outcome)| outcome.iter().all(Result::is_ok)).collect();
        assert_eq!(winners.len(), 1, "round {round}: {outcomes:?}");
        for (who, outcome) in &outcomes {
            let place = match outcome.last().unwrap() {
                Ok(()) => path.clone(),
                Err(unsaved) => {
                    assert!(unsaved.conflict.is_some(), "round {round}: {unsaved}");
                    assert!(
                        outcome.iter().all(Result::is_err),
                        "nothing was said to be saved: {outcome:?}"
                    );
                    unsaved.copy.clone().expect("a copy")
                }
            };
            let there = session_from(&place, &fs::read(&place).unwrap()).unwrap();
            assert_eq!(there, by(who, SAVES - 1), "round {round}");
        }
        assert!(litter(&path).is_empty(), "round {round}: {:?}", litter(&path));
    }
}
