//! What is on the disk after a save, and what is left alone.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test looks at files of its own")]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::Config;
use squadcheck::library::{Conflict, ExportError, SaveTime, number_of};
use squadcheck::model::{
    Answer, Check, Direction, Light, PendingBallots, Session, Vote, Voters, VotingMode, Workspace,
};
use squadcheck::store::{AppDirs, Location, Store};

#[path = "common/any.rs"]
mod any;

struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    fn store(&self) -> (Store, Workspace) {
        let state = Some(self.folder.path().join("state"));
        let folders =
            AppDirs { current: self.folder.path().to_owned(), state, ..AppDirs::default() };
        let mut store = Store::open(Location::new(self.root()), folders);
        let workspace = store.config().unwrap();
        store.load(&workspace);
        (store, workspace)
    }

    fn waiting_files(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.folder.path().join("state/waiting")) else {
            return Vec::new();
        };
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

fn session(workspace: &Workspace, voters: Voters) -> Session {
    let template = workspace.template("spotify").unwrap();
    Session::new(
        "Checkout".into(),
        jiff::civil::date(2026, 11, 20),
        template,
        VotingMode::Hands,
        voters,
    )
}

fn when() -> SaveTime {
    let day = jiff::civil::date(2026, 11, 20);
    SaveTime { now: day.at(15, 4, 0, 0), opened: day.at(15, 0, 0, 0) }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

const GREEN: Answer = Answer::Vote(Vote::Light(Light::Green));

#[test]
fn a_new_session_is_private_and_comes_back() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let session = session(&workspace, Voters::Count(6));
    let path = store.new_path(&workspace, "Checkout", session.date, "spotify");
    assert!(path.ends_with("sessions/checkout/2026-11-20-spotify.yaml"));
    store.keep(&path, &session, &PendingBallots::default(), when()).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    let again = store.new_path(&workspace, "Checkout", session.date, "spotify");
    assert!(again.ends_with("2026-11-20-spotify-2.yaml"));
    assert_eq!((number_of(&path), number_of(&again)), (1, 2));
    let record = room.store().0.record(path.clone());
    let read = record.session().unwrap();
    assert_eq!(read.cards.len(), 11);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file stays");
}

#[test]
fn ballots_wait_outside_the_workspace_until_the_reveal_and_survive_a_crash() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let mut check = Check::new(session(&workspace, Voters::Count(4)), PendingBallots::default(), 3);
    let path = store.new_path(&workspace, "Checkout", check.session.date, "spotify");
    store.keep(&path, &check.session, &check.waiting, when()).unwrap();
    let before = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().ino());
    check.cast(0, GREEN, 3).unwrap();
    check.direct(0, Direction::Stable, 1).unwrap();
    store.keep(&path, &check.session, &check.waiting, when()).unwrap();
    assert_eq!(
        (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().ino()),
        before,
        "not even written anew"
    );
    let files = room.waiting_files();
    assert_eq!(files.len(), 1);
    assert_eq!((mode(&files[0]), mode(files[0].parent().unwrap())), (0o600, 0o700));

    let (mut store, _) = room.store();
    let record = store.record(path.clone());
    assert_eq!(record.waiting.cards, check.waiting.cards);
    let mut check =
        Check::new(record.session().unwrap().as_ref().clone(), (*record.waiting).clone(), 3);
    check.reveal(0).unwrap();
    store.keep(&path, &check.session, &check.waiting, when()).unwrap();
    assert!(room.waiting_files().is_empty());
    assert!(fs::read_to_string(&path).unwrap().contains("votes: {green: 3, yellow: 0, red: 0}"));
}

#[test]
fn under_the_threshold_no_vote_reaches_the_session() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let mut check = Check::new(session(&workspace, Voters::Count(2)), PendingBallots::default(), 3);
    let path = store.new_path(&workspace, "Checkout", check.session.date, "spotify");
    check.cast(0, GREEN, 2).unwrap();
    check.reveal(0).unwrap();
    store.keep(&path, &check.session, &check.waiting, when()).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("votes: hidden") && !text.contains("green"), "{text}");
}

#[test]
fn ballots_that_another_instance_has_taken_are_not_written_over() {
    let room = Room::new();
    let (mut one, workspace) = room.store();
    let session = session(&workspace, Voters::Count(4));
    let path = one.new_path(&workspace, "Checkout", session.date, "spotify");
    one.keep(&path, &session, &PendingBallots::default(), when()).unwrap();
    let (mut two, _) = room.store();
    let cast = |n| {
        let mut check = Check::new(session.clone(), PendingBallots::default(), 3);
        check.cast(0, GREEN, n).unwrap();
        check.waiting
    };
    one.keep(&path, &session, &cast(3), when()).unwrap();
    let unsaved = two.keep(&path, &session, &cast(1), when()).unwrap_err();
    assert!(
        unsaved.conflict == Some(Conflict::Ballots)
            && unsaved.fault.message.contains("somebody else has written the ballots"),
        "{unsaved}"
    );
    assert!(fs::read_to_string(&room.waiting_files()[0]).unwrap().contains("green: 3"));
    let theirs = two.take_theirs(&path);
    assert_eq!(theirs.waiting.cards, cast(3).cards);
    two.keep(&path, &session, &cast(4), when()).unwrap();
}

#[test]
fn what_a_killed_save_of_ballots_left_behind_goes_when_the_session_is_read() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let session = session(&workspace, Voters::Count(4));
    let path = store.new_path(&workspace, "Checkout", session.date, "spotify");
    let mut check = Check::new(session, PendingBallots::default(), 3);
    check.cast(0, GREEN, 2).unwrap();
    store.keep(&path, &check.session, &check.waiting, when()).unwrap();
    let file = &room.waiting_files()[0];
    let name = file.file_name().unwrap().to_string_lossy();
    fs::write(file.with_file_name(format!(".{name}.new.x1y2z3.tmp")), "cards: [half").unwrap();
    fs::write(file.with_file_name(format!(".{name}.lock")), "").unwrap();
    room.store().0.record(path);
    assert_eq!(room.waiting_files(), std::slice::from_ref(file));
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let mut session = session(&workspace, Voters::Count(4));
    let path = store.new_path(&workspace, "Checkout", session.date, "spotify");
    store.keep(&path, &session, &PendingBallots::default(), when()).unwrap();
    let theirs = fs::read_to_string(&path).unwrap().replace("voters: 4", "voters: 5");
    fs::write(&path, &theirs).unwrap();
    session.cards[0].notes = "ours".into();
    let fault = store.keep(&path, &session, &PendingBallots::default(), when()).unwrap_err();
    assert!(fault.fault.message.contains("somebody else changed"), "{fault}");
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    // Read again, it can be saved.
    store.record(path.clone());
    store.keep(&path, &session, &PendingBallots::default(), when()).unwrap();
}

#[test]
fn a_file_that_could_not_be_read_is_never_written_over() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let session = session(&workspace, Voters::Count(4));
    let path = store.new_path(&workspace, "Checkout", session.date, "spotify");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "squadcheck: 1\nteam").unwrap();
    assert!(store.load(&workspace).record(&path).unwrap().content.is_err());
    assert!(store.keep(&path, &session, &PendingBallots::default(), when()).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "squadcheck: 1\nteam");
}

#[test]
fn a_planted_link_is_not_followed_out_of_the_workspace() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let session = session(&workspace, Voters::Count(4));
    let (outside, sessions) = (room.folder.path().join("outside"), room.root().join("sessions"));
    fs::create_dir_all(&outside).unwrap();
    fs::create_dir_all(sessions.join("checkout")).unwrap();
    fs::write(outside.join("x.yaml"), "theirs").unwrap();
    std::os::unix::fs::symlink(&outside, sessions.join("planted")).unwrap();
    std::os::unix::fs::symlink(outside.join("x.yaml"), sessions.join("checkout/x.yaml")).unwrap();
    for path in ["planted/y.yaml", "checkout/x.yaml", "../y.yaml", "checkout/../../y.yaml"] {
        let fault = store
            .keep(&sessions.join(path), &session, &PendingBallots::default(), when())
            .unwrap_err();
        assert!(fault.fault.message.contains("leads out of the workspace"), "{fault}");
    }
    assert_eq!(fs::read_to_string(outside.join("x.yaml")).unwrap(), "theirs");
    assert!(!outside.join("y.yaml").exists());
    let library = store.load(&workspace);
    assert!(library.record(&sessions.join("checkout/x.yaml")).unwrap().content.is_err());
}

#[test]
fn conflicts_hidden_files_and_others_are_no_sessions() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    let folder = room.root().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    for name in [".squadcheck-x.tmp", ".x.yaml", "a.conflict-20261120.yaml", "notes.md"] {
        fs::write(folder.join(name), "x").unwrap();
    }
    assert!(store.load(&workspace).records.is_empty());
}

#[test]
fn an_export_replaces_only_what_it_may() {
    let room = Room::new();
    let (store, _) = room.store();
    store.export(Path::new("out.md"), b"one", false).unwrap();
    let path = room.folder.path().join("out.md");
    assert!(matches!(
        store.export(Path::new("out.md"), b"two", false),
        Err(ExportError::Exists(_))
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    store.export(&path, b"two", true).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    assert!(store.export(Path::new("no/such/folder.md"), b"x", false).is_err());
}

#[test]
fn a_session_means_a_path_a_team_a_day_or_the_latest() {
    let room = Room::new();
    let (mut store, workspace) = room.store();
    for (team, day) in [("Checkout", 20), ("Checkout", 21), ("Search", 19)] {
        let mut session = session(&workspace, Voters::Count(4));
        (session.team, session.date) = (team.into(), jiff::civil::date(2026, 11, day));
        let path = store.new_path(&workspace, team, session.date, "spotify");
        store.keep(&path, &session, &PendingBallots::default(), when()).unwrap();
    }
    let library = store.load(&workspace);
    let day = |word: &str| library.find(word).unwrap().summary().unwrap().date.day();
    assert_eq!(
        [day("CHECKOUT"), day("checkout@2026-11-20"), day("latest"), day("search")],
        [21, 20, 21, 19]
    );
    let error = library.find("nobody").unwrap_err().to_string();
    assert!(error.contains("Checkout, Search"), "{error}");
    let error = library.find("checkout@2026-11-01").unwrap_err().to_string();
    assert!(error.contains("2026-11-20, 2026-11-21"), "{error}");
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_waits_comes_back_as_it_was(
        (session, cards) in any::session().prop_flat_map(|s| {
            let cards = any::waiting_cards(&s);
            (Just(s), cards)
        })
    ) {
        let room = Room::new();
        let (mut store, _) = room.store();
        let path = room.root().join("sessions/checkout/2026-11-20-any.yaml");
        let roster = session.voters.people().to_vec();
        let waiting = PendingBallots { cards, roster, ..PendingBallots::default() };
        store.keep(&path, &session, &waiting, when()).unwrap();
        let read = store.record(path);
        prop_assert_eq!(read.session().map(AsRef::as_ref), Some(&session));
        if session.is_open() && !waiting.is_empty() {
            prop_assert_eq!(&*read.waiting, &waiting);
        }
    }
}
