//! Files as people have them: valid ones are read, invalid ones get the message that stands beside
//! them.
//!
//! `UPDATE_EXPECTED=1 cargo test --test suite files` writes the messages anew; read the difference
//! before it is kept.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes files of its own")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use squadcheck::library::FileError;
use squadcheck::model::{Secrecy, Session, Vote, Voters};
use squadcheck::store::{session_from, workspace_from};

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new("tests/files").join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "yaml")).collect();
    paths.sort();
    paths
}

fn faults(path: &Path) -> Vec<FileError> {
    let bytes = fs::read(path).unwrap();
    let name = Path::new(path.file_name().unwrap());
    if name.to_string_lossy().starts_with("config-") {
        workspace_from(name, &bytes).expect_err("a faulty healthcheck.yaml")
    } else {
        session_from(name, &bytes).expect_err("a faulty session")
    }
}

fn valid(name: &str) -> Session {
    let path = Path::new("tests/files/valid").join(name);
    session_from(&path, &fs::read(&path).unwrap()).unwrap()
}

#[test]
fn every_valid_file_is_read() {
    for path in files("valid") {
        let read = session_from(&path, &fs::read(&path).unwrap());
        assert!(read.is_ok(), "{read:?}");
    }
}

#[test]
fn every_invalid_file_gets_its_message() {
    let files = files("invalid");
    assert!(files.len() >= 40);
    for path in files {
        let mut said = String::new();
        for fault in faults(&path) {
            writeln!(said, "{fault}").unwrap();
            if let Some(line) = &fault.line {
                writeln!(said, "    | {line}").unwrap();
            }
        }
        let expected = path.with_extension("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &said).unwrap();
        }
        assert_eq!(said, fs::read_to_string(&expected).unwrap_or_default(), "{}", path.display());
    }
}

#[test]
fn every_fault_says_where_and_what_to_do() {
    for path in files("invalid") {
        for fault in faults(&path) {
            assert!(!fault.help.is_empty(), "{fault}");
            let whole = ["utf16", "empty"].iter().any(|name| path.to_string_lossy().contains(name));
            assert_eq!(fault.place.is_none(), whole, "{fault}");
        }
    }
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    assert_eq!(valid("bom-and-crlf.yaml"), valid("smallest.yaml"));
}

#[test]
fn a_name_is_what_was_typed_whatever_yaml_takes_it_for() {
    let session = valid("unquoted-names.yaml");
    assert_eq!(session.team, "2024");
    assert_eq!(session.voters.people(), ["no", "1e3", "007", "null", "1:30", "~a"]);
    let card = &session.cards[0];
    assert_eq!((card.dimension.key.as_str(), card.dimension.name.as_str()), ("on", "true"));
}

#[test]
fn ballots_stand_in_the_order_of_the_people() {
    let session = valid("named-levels.yaml");
    let Some(squadcheck::model::Revealed::Ballots(squadcheck::model::Ballots::Named(named))) =
        &session.cards[0].revealed
    else {
        panic!("named ballots");
    };
    let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ana", "Bo"]);
    assert_eq!(session.cards[0].agreed.vote.map(Vote::word).as_deref(), Some("4"));
}

#[test]
fn without_a_number_of_voters_the_largest_ballot_counts() {
    let session = valid("version-without-voters.yaml");
    assert_eq!((session.voters.clone(), session.secrecy()), (Voters::Count(5), Secrecy::Anonymous));
}

#[test]
fn the_workspace_of_this_repository_has_no_fault() {
    let path = Path::new("healthcheck.yaml");
    let workspace = workspace_from(path, &fs::read(path).unwrap()).unwrap();
    assert_eq!(workspace.teams.len(), 2);
    assert_eq!(fs::read_to_string(path).unwrap(), squadcheck::store::STARTER);
    // The example in it works once the `#` is taken away.
    let example: String = squadcheck::store::STARTER
        .lines()
        .map(|line| {
            match line
                .strip_prefix("# ")
                .filter(|l| l.starts_with("templates:") || l.starts_with("  "))
            {
                Some(rest) => format!("{rest}\n"),
                None => format!("{line}\n"),
            }
        })
        .collect();
    let workspace = workspace_from(path, example.as_bytes()).unwrap();
    assert_eq!(workspace.template("our-check").unwrap().dimensions.len(), 11);
}
