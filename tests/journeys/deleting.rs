//! A check of which nothing was revealed can be deleted.

use std::fs;

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// A check with votes, notes and an action; nothing of it is revealed.
fn begun() -> TestApp {
    let mut room = TestApp::on_the_first_card();
    room.press("4g n 2y c").types("A note").press("<Enter> a").types("Buy a lamp");
    room.press("<Enter>").sees("saved");
    room
}

#[test]
fn on_home_the_open_check_goes_with_its_ballots_after_a_question() {
    let mut room = begun();
    room.press("<Esc><Esc> D").sees("This deletes the check of Checkout of 20 Nov 2026.");
    room.sees("votes on 2 cards, notes on 1 card and 1 action").press("<Esc>");
    assert!(room.path(CHECKOUT).exists() && !room.waiting().is_empty());
    room.press("D<Enter>").sees("The check of Checkout of 20 Nov 2026 is deleted; a copy is");
    room.sees("▸ Checkout").sees("no check yet");
    assert!(room.files().is_empty() && room.waiting().is_empty(), "{:?}", room.files());
    room.starts_again();
    room.sees("no check yet").sees_no("ballots wait").press("n<Enter>").sees("0 of 6 have voted");
}

#[test]
fn in_the_summary_it_goes_too_and_a_new_one_begins_from_nothing() {
    let mut room = begun();
    room.press("s D<Enter>").sees("is deleted").sees("no check yet").press("D");
    room.sees("This team has no open check to delete").press("n<Enter>6g<Space>").sees("6 votes");
    room.file_has(CHECKOUT, "votes: {green: 6, yellow: 0, red: 0}").file_has_no(CHECKOUT, "lamp");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn a_copy_of_the_file_stays_among_the_backups_and_holds_no_ballot() {
    let mut room = begun();
    let text = room.file(CHECKOUT);
    room.press("s D<Enter>").sees("is deleted");
    let folders = fs::read_dir(room.state().join("backups")).expect("backups");
    let folder = folders.map(|entry| entry.expect("a folder").path()).next().expect("one");
    let copies = fs::read_dir(folder).expect("copies").map(|entry| entry.expect("a file").path());
    let copy = copies.into_iter().find(|path| path.to_string_lossy().contains("_deleted"));
    let copy = fs::read_to_string(copy.expect("a copy")).expect("it is there");
    assert_eq!(copy, text);
    assert!(copy.contains("Buy a lamp") && !copy.contains("votes"));
}

#[test]
fn a_check_with_a_reveal_stays() {
    let mut room = begun();
    room.press("p <Space><Space>").sees("4 votes").press("s D").sees("This check has a result");
    // Taken back, the room has still seen it.
    room.press("<Esc> u").sees("4 of 6 have voted").press("s D").sees("This check has a result");
    room.press("<Esc><Esc><Esc> D").sees("This check has a result");
    assert!(room.path(CHECKOUT).exists());
    let mut room = begun();
    room.press("s m 4+<Space><Esc> D").sees("This check has a result");
}

#[test]
fn a_check_of_which_nothing_is_kept_yet_is_only_left() {
    let mut room = TestApp::on_the_first_card();
    room.press("s D").sees("Nothing to delete: this check is not saved yet. Esc leaves it");
    let mut room = TestApp::with(TEAMS);
    room.press("D").sees("This team has no open check to delete");
}

#[test]
fn a_check_that_runs_in_another_window_is_not_deleted() {
    let first = begun();
    let mut second = first.beside();
    second
        .press("D")
        .sees("This deletes")
        .press("<Enter>")
        .sees("Not deleted: this check runs in another window");
    assert!(first.path(CHECKOUT).exists() && !first.waiting().is_empty());
    second.press("<Enter> s D").sees("Read-only: this check runs in another window");
}

#[test]
fn a_file_that_somebody_else_changed_is_not_deleted() {
    let mut room = begun();
    room.press("<Esc><Esc>").sees("0 of 11");
    let theirs = room.file(CHECKOUT).replace("A note", "Another note");
    room.somebody_writes(CHECKOUT, &theirs);
    room.press("D<Enter>").sees("somebody else changed the file since it was read here");
    assert_eq!(room.file(CHECKOUT), theirs);
    assert!(!room.waiting().is_empty());
    // Looked at, it can go.
    room.hears_of(&[CHECKOUT]).press("<Enter>").sees("Another note").press("s D<Enter>");
    room.sees("is deleted");
    assert!(room.files().is_empty() && room.waiting().is_empty());
}

#[test]
fn ballots_that_another_window_took_since_are_not_deleted_unseen() {
    let mut room = begun();
    room.press("<Esc><Esc>");
    let mut other = room.beside();
    other.press("<Enter>2r<Esc><Esc>").sees("0 of 11");
    room.press("D<Enter>").sees("unrevealed votes of this check were given elsewhere");
    assert!(room.path(CHECKOUT).exists() && room.waiting_text().contains("red: 2"));
    room.press("<Enter>").sees("4 of 6 have voted").press("<Esc>D<Enter>").sees("is deleted");
    assert!(room.waiting().is_empty());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_keeps_the_check_and_its_ballots() {
    let mut room = begun();
    room.may_write("sessions/checkout", false);
    room.press("s D<Enter>");
    room.may_write("sessions/checkout", true);
    room.sees("Not deleted: the folder").sees("is read-only");
    assert!(room.path(CHECKOUT).exists());
    assert!(!room.waiting().is_empty());
    room.press("<Esc>").sees("2 of 6 have voted").sees_no("is deleted");
}

#[test]
fn caps_lock_alone_deletes_nothing() {
    let mut room = begun();
    room.press("s A D").sees("Caps Lock seems to be on").press("D<Enter>").sees("is deleted");
}
