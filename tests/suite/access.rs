//! Who may read and write a file after a save: nobody more than before, and nobody less where the
//! system lets it be.
#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "the test looks at files of its own")]

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rustix::fs::XattrFlags;
use squadcheck::library::SaveTime;
use squadcheck::model::PendingBallots;
use squadcheck::store::{AppDirs, Location, Store};

use crate::skip::skip;

const LIST: &str = "system.posix_acl_access";
const DEFAULT: &str = "system.posix_acl_default";
const CHECKOUT: &str = "sessions/checkout/2026-11-20-spotify.yaml";
const SESSION: &str = "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\n\
                       dimensions: [{key: fun, name: Fun}]\nstate: closed\n";

/// A workspace with one session that everybody may read.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("sessions/checkout")).unwrap();
    fs::write(folder.path().join("healthcheck.yaml"), "squadcheck: 1\n").unwrap();
    fs::write(folder.path().join(CHECKOUT), SESSION).unwrap();
    rights(folder.path(), 0o755);
    folder
}

fn rights(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Changes a word of the session, and saves it.
fn saves(root: &Path) -> Result<(), String> {
    let folders = AppDirs { current: root.to_owned(), ..AppDirs::default() };
    let mut store = Store::open(Location::new(root.to_owned()), folders);
    let workspace = store.config().unwrap();
    store.load(&workspace);
    let record = store.record(root.join(CHECKOUT));
    let mut session = record.session().unwrap().as_ref().clone();
    session.cards[0].notes.push_str("It rained.");
    let day = jiff::civil::date(2026, 11, 20).at(15, 0, 0, 0);
    let when = SaveTime { now: day, opened: day };
    let kept = store.keep(&root.join(CHECKOUT), &session, &PendingBallots::default(), when);
    kept.map(|_| ()).map_err(|unsaved| unsaved.to_string())
}

/// An access list: tag, rights, and whose they are.
fn list(entries: &[(u16, u16, u32)]) -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, who) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(rights.to_le_bytes());
        bytes.extend(who.to_le_bytes());
    }
    bytes
}

const NOBODY: u32 = u32::MAX;

/// The owner, the user 77, the group and nobody else, with a mask.
fn for_77(rights: u16) -> Vec<u8> {
    list(&[(1, 6, NOBODY), (2, rights, 77), (4, 4, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY)])
}

fn sets(path: &Path, name: &str, value: &[u8]) -> bool {
    let set = rustix::fs::setxattr(path, name, value, XattrFlags::empty());
    if set.is_err() {
        skip(&format!("the file system keeps no `{name}`"));
    }
    set.is_ok()
}

fn value(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; 4096];
    let length = rustix::fs::getxattr(path, name, &mut bytes[..]).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

fn is_root() -> bool {
    let root = rustix::process::geteuid().is_root();
    if !root {
        skip("only root can make files of other owners");
    }
    root
}

#[test]
fn attributes_and_access_lists_are_kept() {
    let folder = workspace();
    let file = folder.path().join(CHECKOUT);
    if !sets(&file, "user.note", b"keep me") || !sets(&file, LIST, &for_77(6)) {
        return;
    }
    saves(folder.path()).unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("It rained."));
    assert_eq!(value(&file, "user.note").as_deref(), Some(&b"keep me"[..]));
    assert_eq!(value(&file, LIST), Some(for_77(6)));
    assert_eq!(mode(&file), 0o660, "the mask is what a mode shows for the group");
}

#[test]
fn what_a_folder_gives_new_files_gives_nobody_more_of_an_old_one() {
    let folder = workspace();
    let file = folder.path().join(CHECKOUT);
    rights(&file, 0o640);
    if !sets(file.parent().unwrap(), DEFAULT, &for_77(6)) {
        return;
    }
    saves(folder.path()).unwrap();
    assert_eq!((mode(&file), value(&file, LIST)), (0o640, None));
    // A report in the place of another one.
    let report = folder.path().join("sessions/checkout/report.md");
    fs::write(&report, "old").unwrap();
    rustix::fs::removexattr(&report, LIST).unwrap();
    rights(&report, 0o600);
    let said = squadcheck(folder.path(), None, &["export", "latest", "-o", name(&report)]);
    assert!(said.status.success(), "{said:?}");
    assert_eq!((mode(&report), value(&report, LIST)), (0o600, None));
}

#[test]
fn owner_and_group_are_kept_also_in_a_folder_that_gives_its_group() {
    if !is_root() {
        return;
    }
    let folder = workspace();
    let file = folder.path().join(CHECKOUT);
    chown(file.parent().unwrap(), None, Some(4322)).unwrap();
    rights(file.parent().unwrap(), 0o3775);
    chown(&file, Some(1234), Some(4321)).unwrap();
    rights(&file, 0o660);
    saves(folder.path()).unwrap();
    let meta = fs::metadata(&file).unwrap();
    assert_eq!((meta.uid(), meta.gid(), mode(&file)), (1234, 4321, 0o660));
}

fn name(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs the program, as another user and group if that is said.
fn squadcheck(root: &Path, who: Option<(u32, u32)>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
    command.current_dir(root).args(arguments).env("HOME", root);
    if let Some((user, group)) = who {
        command.uid(user).gid(group);
    }
    command.output().unwrap()
}

/// Writes a report as the user 1000 of the group 4000 over one of user 1234 and this group.
/// Returns its file, unless that was refused.
fn reported(root: &Path, group: u32, rights_before: u32) -> Result<PathBuf, String> {
    let reports = root.join("reports");
    fs::create_dir_all(&reports).unwrap();
    rights(&reports, 0o777);
    let report = reports.join(format!("{group}-{rights_before:o}.md"));
    fs::write(&report, "old").unwrap();
    chown(&report, Some(1234), Some(group)).unwrap();
    rights(&report, rights_before);
    let said = squadcheck(
        root,
        Some((1000, 4000)),
        &["--dir", ".", "export", "latest", "-o", name(&report)],
    );
    if said.status.success() {
        return Ok(report);
    }
    assert_eq!(fs::read_to_string(&report).unwrap(), "old");
    assert_eq!(fs::read_dir(&reports).unwrap().count(), 1, "nothing is left behind");
    fs::remove_file(&report).unwrap();
    Err(String::from_utf8_lossy(&said.stderr).into_owned())
}

#[test]
fn another_user_gives_nobody_more_and_locks_the_owner_not_out() {
    if !is_root() {
        return;
    }
    let folder = workspace();
    let root = folder.path();
    let runs = |error: io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    let probe = Command::new(env!("CARGO_BIN_EXE_squadcheck")).arg("--version").uid(1000).output();
    if probe.is_err_and(runs) {
        return skip("another user may not run the program here");
    }
    // May not write it: it is not replaced behind its rights.
    for (group, mode) in [(4000, 0o640), (4321, 0o664), (4321, 0o644)] {
        let why = reported(root, group, mode).unwrap_err();
        assert!(why.contains("belongs to somebody else"), "{mode:o}: {why}");
    }
    // In the group: the group stays, and the owner keeps the rights by name.
    let report = reported(root, 4000, 0o660).unwrap();
    let meta = fs::metadata(&report).unwrap();
    assert_eq!((meta.uid(), meta.gid(), mode(&report)), (1000, 4000, 0o660));
    if let Some(kept) = value(&report, LIST) {
        let of_owner = list(&[(2, 6, 1234)]);
        assert!(kept.windows(8).any(|entry| *entry == of_owner[4..]), "{kept:?}");
    }
    fs::remove_file(&report).unwrap();
    // Not in the group: the new one gets no more than others had, and others no more than it.
    let report = reported(root, 4321, 0o646).unwrap();
    let meta = fs::metadata(&report).unwrap();
    assert_eq!((meta.uid(), meta.gid()), (1000, 4000));
    let kept = value(&report, LIST).unwrap_or_else(|| list(&[]));
    let says = |tag: u16, rights: u16| {
        let entry = list(&[(tag, rights, NOBODY)]);
        kept.windows(8).any(|kept| *kept == entry[4..])
    };
    assert!(says(4, 4) && says(32, 4), "{kept:?}");
}
