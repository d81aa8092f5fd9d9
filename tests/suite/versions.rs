//! Files of every version of the format: older ones are brought up, newer ones are looked at and
//! left alone.
//!
//! `UPDATE_EXPECTED=1 cargo test --test suite versions` writes anew what the files of
//! `tests/files/migrations` are read as. Those files stay for good: whoever raises the version adds
//! the new version's, and a step to it from the old one's.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes files of its own")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jiff::civil::date;
use squadcheck::library::SaveTime;
use squadcheck::model::{PendingBallots, Session, Voters, VotingMode};
use squadcheck::store::{
    AppDirs, Location, Store, VERSION, session_from, session_text, waiting_from, waiting_text,
    workspace_from,
};

/// What a file is read as, in the present version.
#[track_caller]
fn is_read_as_before(kind: &str, version: u32, read: impl Fn(&Path, &[u8]) -> String) {
    let path = Path::new("tests/files/migrations").join(format!("{kind}-{version}.yaml"));
    let bytes = fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; see the head of this test", path.display()));
    assert!(
        String::from_utf8_lossy(&bytes).contains(&format!("squadcheck: {version}\n")),
        "{}",
        path.display()
    );
    let read = read(&path, &bytes);
    let expected = path.with_extension("expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected, &read).unwrap();
    }
    assert_eq!(read, fs::read_to_string(&expected).unwrap_or_default(), "{}", path.display());
}

fn session(path: &Path, bytes: &[u8]) -> String {
    session_text(&session_from(path, bytes).unwrap())
}

fn config(path: &Path, bytes: &[u8]) -> String {
    let workspace = workspace_from(path, bytes).unwrap();
    let own = workspace.templates.iter().filter(|t| !Store::built_in_templates().contains(t));
    let templates: Vec<String> = own.map(squadcheck::store::template_yaml).collect();
    let (defaults, teams) = (&workspace.defaults, &workspace.teams);
    format!(
        "{:?} {:?}\n{defaults:#?}\n{teams:#?}\n{}",
        workspace.title,
        workspace.sessions,
        templates.concat()
    )
}

fn waiting(path: &Path, bytes: &[u8]) -> String {
    let dimension = squadcheck::model::Dimension {
        key: "speed".into(),
        name: "Speed".into(),
        ..Default::default()
    };
    let template =
        squadcheck::model::Template { dimensions: vec![dimension], ..Default::default() };
    let session = Session::new(
        "no".into(),
        date(2026, 11, 20),
        &template,
        VotingMode::Turns,
        Voters::Count(3),
    );
    waiting_text(Path::new("/w"), &session, &waiting_from(path, bytes, &session).unwrap())
}

#[test]
fn files_of_every_version_there_ever_was_are_read_as_before() {
    for version in 1..=VERSION {
        is_read_as_before("session", version, session);
        is_read_as_before("named", version, session);
        is_read_as_before("config", version, config);
        is_read_as_before("waiting", version, waiting);
    }
}

const NEWER: &str = "squadcheck: 2\nteam: A\ndate: 2026-11-20\ndimensions:\n  \
                     - {key: k, name: K, new: {x: [1]}}\nnew: 1\nstate: open\n";

#[test]
fn a_newer_session_is_read_as_far_as_it_is_understood_with_what_is_not() {
    let session = session_from(Path::new("s.yaml"), NEWER.as_bytes()).unwrap();
    assert_eq!(session.newer, Some(2));
    assert_eq!((session.extra.len(), session.cards[0].extra.len()), (1, 1));
    let faults =
        session_from(Path::new("s.yaml"), NEWER.replace("state: open", "state: ajar").as_bytes())
            .unwrap_err();
    assert!(faults[0].message.contains("version 2 of the format"), "{faults:?}");
    assert_eq!(faults[0].help, "read it with a newer squadcheck");
    assert!(faults[1].message.contains("`ajar`"), "{faults:?}");
}

#[test]
fn ballots_that_wait_in_a_newer_version_are_left_alone() {
    let session = session_from(Path::new("s.yaml"), NEWER.as_bytes()).unwrap();
    let faults = waiting_from(Path::new("w.yaml"), b"squadcheck: 2\nstate: waiting\n", &session)
        .unwrap_err();
    assert!(faults[0].message.contains("version 2 of the format"), "{faults:?}");
}

#[test]
fn the_store_writes_nothing_over_what_a_newer_program_wrote() {
    let at = date(2026, 11, 20).at(12, 0, 0, 0);
    let when = SaveTime { now: at, opened: at };
    for (config, text) in [
        ("squadcheck: 1\n", NEWER),
        ("squadcheck: 2\nnew: 1\n", &NEWER.replace("check: 2", "check: 1")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (root, path) =
            (folder.path().to_owned(), folder.path().join("sessions/a/2026-11-20.yaml"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(root.join("healthcheck.yaml"), config).unwrap();
        fs::write(&path, text).unwrap();
        let mut store = Store::open(
            Location::new(root.clone()),
            AppDirs { state: Some(root.join("state")), ..AppDirs::default() },
        );
        let workspace = store.config().unwrap();
        store.load(&workspace);
        let mut session = store.record(path.clone()).session().unwrap().as_ref().clone();
        session.cards[0].notes = "changed".to_owned();
        let unsaved = store.keep(&path, &session, &PendingBallots::default(), when).unwrap_err();
        assert!(
            unsaved.fault.message.contains("written by a newer squadcheck (format 2)"),
            "{unsaved}"
        );
        assert_eq!((unsaved.copy, unsaved.conflict), (None, None));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert!(!root.join("state").exists());
    }
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
    command
        .args(arguments)
        .env("XDG_STATE_HOME", root.join("state"))
        .current_dir(root)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn the_command_line_shows_what_is_newer_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("sessions/a")).unwrap();
    fs::write(root.join("healthcheck.yaml"), "squadcheck: 1\nteams: [{name: A, people: [x]}]\n")
        .unwrap();
    fs::write(root.join("sessions/a/2026-11-20-own.yaml"), NEWER).unwrap();
    assert!(said(&run(root, &["list"])).contains("read-only (format 2)"));
    assert!(said(&run(root, &["list", "--json"])).contains("\"newer\": 2"));
    assert!(
        said(&run(root, &["show", "A"]))
            .contains("read-only: written by a newer squadcheck (format 2)")
    );
    assert!(said(&run(root, &["show", "A", "--json"])).contains("\"newer\": 2"));
    for words in [&["trend", "A"][..], &["export", "A"]] {
        assert!(run(root, words).status.success(), "{words:?}");
    }
    let validated = run(root, &["validate"]);
    assert_eq!(validated.status.code(), Some(1));
    assert!(
        said(&validated)
            .contains("version 2 of the format, this program knows 1, and can only be looked at")
    );
    fs::write(
        root.join("healthcheck.yaml"),
        "squadcheck: 2\nnew: 1\nteams: [{name: A, people: [x]}]\n",
    )
    .unwrap();
    let new = run(root, &["new", "A", "--no-open"]);
    assert_eq!(new.status.code(), Some(1));
    assert!(said(&new).contains(
        "nothing was made: Read-only: healthcheck.yaml needs a newer squadcheck (format 2)"
    ));
    assert!(said(&run(root, &["validate"])).contains("healthcheck.yaml: the file is in version 2"));
    assert_eq!(fs::read_dir(root.join("sessions/a")).unwrap().count(), 1);
}
