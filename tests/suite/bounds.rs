//! Files that are made to bring a reader down are refused, with words that say why and no more
//! words than needed.
//!
//! What they cost is bounded by size, by depth and by the number of values, which is what is
//! asserted here. Time and memory are measured by `tests/stress/hostile`.
#![expect(clippy::disallowed_methods, reason = "the test reads and writes files of its own")]

use std::fs::{self, File};
use std::path::Path;

use squadcheck::library::FileError;
use squadcheck::store::{AppDirs, Location, Store, session_from, workspace_from};

use crate::hostile;
use crate::hostile::Hostile;

/// The most that is told of a file, in bytes: fifty faults, with a line and a sentence of at most
/// 600 characters each.
const MOST_TOLD: usize = 51 * 3 * 2 * 601;

#[track_caller]
fn told(name: &str, faults: &[FileError], expected: &str) {
    let first = faults.first().map(|fault| fault.message.as_str()).unwrap_or_default();
    let found = faults.iter().any(|fault| fault.message.contains(expected));
    assert!(found, "{name}: expected \"{expected}\", found \"{first}\"");
    assert!(faults.len() <= 51, "{name}: {} faults", faults.len());
    let told: usize = faults
        .iter()
        .map(|f| f.message.len() + f.help.len() + f.line.as_ref().map_or(0, String::len))
        .sum();
    assert!(told <= MOST_TOLD, "{name}: {told} bytes are told");
    assert!(faults.iter().all(|fault| !fault.help.is_empty()), "{name}: no way on");
}

/// Every one is refused, but for those of which nothing is expected: those only have to come to an
/// end.
#[track_caller]
fn refused(files: Vec<Hostile>) {
    for (name, bytes, expected) in files {
        match session_from(Path::new("s.yaml"), &bytes) {
            Ok(_) => assert_eq!(expected, "", "{name} is read"),
            Err(faults) => told(name, &faults, expected),
        }
    }
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    refused(hostile::deep());
}

#[test]
fn bombs_are_refused_before_they_grow() {
    refused(hostile::bombs());
}

#[test]
fn too_many_values_are_refused() {
    refused(hostile::many());
}

#[test]
fn monotonous_files_are_refused() {
    refused(hostile::monotonous());
}

#[test]
fn long_values_are_refused_without_being_told_in_full() {
    refused(hostile::long());
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    refused(hostile::encodings());
}

#[test]
fn crowds_are_not_compared_each_with_each() {
    refused(hostile::crowded());
    for (name, bytes, expected) in hostile::configs() {
        match workspace_from(Path::new("healthcheck.yaml"), &bytes) {
            Ok(_) => assert_eq!(expected, "", "{name} is read"),
            Err(faults) => told(name, &faults, expected),
        }
    }
}

#[test]
fn of_a_file_of_200_megabytes_only_the_beginning_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.yaml");
    File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
    let store = Store::open(Location::new(folder.path().to_owned()), AppDirs::default());
    let faults = store.read_session(&path).unwrap_err();
    assert_eq!(faults[0].message, "the file is larger than 1 MiB");
}

/// For `tests/stress/hostile`, which says where to.
#[test]
#[ignore = "writes files for a script that measures"]
fn all_hostile_files_are_written_down() {
    let folder = std::env::var_os("SQUADCHECK_HOSTILE").expect("SQUADCHECK_HOSTILE names a folder");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let sessions =
        [hostile::deep, hostile::bombs, hostile::many, hostile::monotonous, hostile::long];
    let sessions =
        sessions.into_iter().chain([hostile::encodings, hostile::crowded, hostile::configs]);
    for (name, bytes, _) in sessions.flat_map(|files| files()) {
        fs::write(folder.join(format!("{name}.yaml")), bytes).unwrap();
    }
    File::create(folder.join("200-megabytes.yaml")).unwrap().set_len(200 * 1024 * 1024).unwrap();
}
