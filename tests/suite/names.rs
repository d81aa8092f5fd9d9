//! Whatever a team is called, its sessions lie in one folder of the workspace, under a name that
//! every machine takes.
#![expect(clippy::disallowed_methods, reason = "the test looks at what was written")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use proptest::prelude::*;
use squadcheck::library::SaveTime;
use squadcheck::model::{PendingBallots, Session, Template, Voters, VotingMode};
use squadcheck::store::{AppDirs, Location, Store};

const VICIOUS: [&str; 40] = [
    "..",
    ".",
    "/",
    "\\",
    "../../etc/passwd",
    "..\\..\\windows",
    "/etc",
    "~",
    "~root",
    "C:\\x",
    "C:",
    "\\\\server\\share",
    "con",
    "CON.yaml",
    "aux ",
    "nul.",
    "COM1",
    "lpt9.txt",
    "com¹",
    "a/b",
    "a\\b",
    "a\0b",
    "a\nb",
    "\u{202e}gpj",
    "-rf",
    "--help",
    "*",
    "?",
    "|",
    "<>",
    "\"",
    "'",
    "$(x)",
    "`x`",
    "%2e%2e%2f",
    "．．／",
    "‥",
    "․․",
    " ",
    "sessions",
];

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Keeps a session of this team and gives back the one file that is there then, relative to the
/// workspace.
fn kept(team: &str) -> PathBuf {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("outer/workspace");
    fs::create_dir_all(&root).unwrap();
    let mut store = Store::open(Location::new(root.clone()), AppDirs::default());
    let workspace = store.config().unwrap();
    store.load(&workspace);
    let template = Template { key: team.to_owned(), ..Template::default() };
    let session = Session::new(
        team.to_owned(),
        date(2026, 11, 20),
        &template,
        VotingMode::Hands,
        Voters::Count(3),
    );
    let path = store.new_path(&workspace, team, session.date, team);
    let at = session.date.at(12, 0, 0, 0);
    store
        .keep(&path, &session, &PendingBallots::default(), SaveTime { now: at, opened: at })
        .unwrap();
    let files = files_below(folder.path());
    assert_eq!(files.len(), 1, "{team:?}: {files:?}");
    assert_eq!(store.read_session(&files[0]).unwrap().team, team);
    files[0].strip_prefix(&root).expect("within the workspace").to_owned()
}

#[track_caller]
fn is_proper(file: &Path, team: &str) {
    let parts: Vec<&str> = file.iter().map(|part| part.to_str().unwrap()).collect();
    assert!(matches!(parts[..], ["sessions", _, _]), "{team:?}: {parts:?}");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(
        parts[1].chars().all(plain) && (1..=60).contains(&parts[1].len()),
        "{team:?}: {parts:?}"
    );
    assert!(parts[2].strip_suffix(".yaml").unwrap().chars().all(plain), "{team:?}: {parts:?}");
}

#[test]
fn vicious_names_of_teams_stay_within_the_workspace() {
    for team in VICIOUS {
        is_proper(&kept(team), team);
    }
}

#[test]
fn no_two_vicious_names_differ_on_one_machine_and_are_one_on_another() {
    let folders: BTreeSet<String> =
        VICIOUS.iter().map(|team| squadcheck::model::text::slug(team)).collect();
    let lower: BTreeSet<String> = folders.iter().map(|folder| folder.to_lowercase()).collect();
    assert_eq!(folders, lower);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_name_of_a_team_stays_within_the_workspace(
        team in prop_oneof![any::<String>(), "[./\\\\~a-zA-Z:é ]{1,20}"],
    ) {
        prop_assume!(!team.is_empty());
        is_proper(&kept(&team), &team);
    }
}
