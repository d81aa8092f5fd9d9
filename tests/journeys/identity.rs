//! A session is known by its identity, wherever its file lies: another branch, a move, a copy.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const MOVED: &str = "sessions/checkout/2026-11-20-spotify-2.yaml";

/// The line of a session's file that says who it is.
fn id_line(text: &str) -> String {
    text.lines().find(|line| line.starts_with("id: ")).unwrap_or_default().to_owned()
}

/// Three people vote on another branch, where the check of that day is another one.
fn on_another_branch(voters: &str) -> (TestApp, String) {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("4 of 6 have voted").sees("saved");
    let here = room.file(CHECKOUT);
    room.press("<Esc>");
    room.somebody_deletes(CHECKOUT);
    room.starts_again();
    room.press("n <Enter>").press(voters);
    (room, here)
}

#[test]
fn a_new_check_has_an_identity_right_after_the_version_and_keeps_it() {
    let mut room = TestApp::on_the_first_card();
    room.press("3g").sees("saved");
    let text = room.file(CHECKOUT);
    let lines: Vec<&str> = text.lines().take(3).collect();
    assert_eq!((lines[0], lines[2]), ("squadcheck: 1", "team: \"Checkout\""), "{text}");
    let id = id_line(&text);
    assert_eq!(id.len(), "id: \"k7q2m9x4\"".len(), "{id}");
    assert!(room.waiting_text().contains(&id), "{}", room.waiting_text());
    room.press("3g<Space>u u<Ctrl-R><Ctrl-R>").sees("saved");
    room.starts_again();
    room.press("<Enter><Esc>");
    assert_eq!(id_line(&room.file(CHECKOUT)), id);
}

#[test]
fn ballots_of_another_branch_are_neither_shown_nor_destroyed_and_are_there_again() {
    let (mut room, here) = on_another_branch("3r");
    room.sees("3 of 6 have voted").sees("saved");
    let there = room.file(CHECKOUT);
    assert_ne!(id_line(&here), id_line(&there));
    assert_eq!(room.waiting().len(), 2, "{:?}", room.waiting());
    room.press("<Space><Space>").sees("3 votes");
    assert_eq!(room.waiting().len(), 1, "{:?}", room.waiting());
    room.press("<Esc><Esc>");
    room.somebody_writes(CHECKOUT, &here);
    room.starts_again();
    room.press("<Enter>").sees("4 of 6 have voted").press("<Space><Space>").sees("4 votes");
    assert!(room.waiting().is_empty(), "{:?}", room.waiting());
}

#[test]
fn ballots_that_were_set_aside_are_named_on_the_screen() {
    let (mut room, _) = on_another_branch("");
    room.sees("Votes of another check are waiting in");
    room.press("3r<Esc>").starts_again();
    room.sees("votes are waiting for checkout/2026-11-20-spotify.yaml, which is gone");
    room.press("<Down><Down><Enter>").sees("but another check lies").sees("waiting/");
    // Deleted, they are not named any more.
    let aside = room.waiting().into_iter().find(|path| read(path).contains("green: 4")).unwrap();
    remove(&aside);
    room.press("R").sees_no("votes are waiting for");
}

#[test]
fn a_branch_that_changes_while_home_is_open_is_followed() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved").press("<Esc><Esc>");
    let here = room.file(CHECKOUT);
    let other = here.replace(&id_line(&here), "id: \"other\"").replace("voters: 6", "voters: 3");
    room.somebody_writes(CHECKOUT, &other);
    room.hears_of(&[CHECKOUT]).sees("votes are waiting for checkout/2026-11-20-spotify.yaml");
    room.press("<Enter>").sees("0 of 3 have voted").sees("Votes of another check are waiting in");
    room.press("3y<Esc><Esc>");
    room.somebody_writes(CHECKOUT, &here);
    room.hears_of(&[CHECKOUT]).press("<Enter>").sees("4 of 6 have voted");
}

#[test]
fn a_session_that_was_renamed_finds_its_ballots() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved").press("<Esc>");
    let text = room.file(CHECKOUT);
    room.somebody_deletes(CHECKOUT);
    room.somebody_writes(MOVED, &text);
    room.starts_again();
    room.sees_no("votes are waiting for").press("<Enter>").sees("4 of 6 have voted");
    room.press("g").sees("saved");
    assert_eq!(room.waiting().len(), 1, "{:?}", room.waiting());
    assert!(room.waiting_text().contains("spotify-2.yaml"), "{}", room.waiting_text());
    room.press("<Space><Space>").sees("5 votes");
    assert!(room.waiting().is_empty(), "{:?}", room.waiting());
}

#[test]
fn a_copy_with_the_same_identity_has_no_share_in_the_ballots() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved").press("<Esc>");
    room.somebody_writes(MOVED, &room.file(CHECKOUT));
    room.starts_again();
    // The copy is the later one of the day.
    room.press("<Enter>").sees("0 of 6 have voted").press("2r").sees("saved").press("<Esc>");
    assert_eq!(room.waiting().len(), 2, "{:?}", room.waiting());
    room.somebody_deletes(MOVED);
    room.starts_again();
    room.press("<Enter>").sees("4 of 6 have voted");
}

#[test]
fn a_session_of_before_identities_is_tied_by_its_path_and_gets_one_when_it_is_saved() {
    let old = "squadcheck: 1\nteam: \"Checkout\"\ndate: 2026-11-20\ntemplate: spotify\n\
               secrecy: anonymous\nway: hands\nvoters: 6\ndimensions:\n  - key: fun\n    \
               name: \"Fun\"\n    scale: traffic-light\n  - key: speed\n    name: \"Speed\"\n    \
               scale: traffic-light\nstate: open\n";
    let mut room = TestApp::furnished(&[("healthcheck.yaml", TEAMS), (CHECKOUT, old)]);
    room.press("<Enter>4g").sees("saved");
    assert_eq!(room.file(CHECKOUT), old, "ballots alone touch nothing");
    assert!(!room.waiting_text().contains("id:"), "{}", room.waiting_text());
    room.starts_again();
    room.press("<Enter>").sees("4 of 6 have voted").press("n3y p<Space><Space>").sees("4 votes");
    let id = id_line(&room.file(CHECKOUT));
    assert!(!id.is_empty());
    assert!(room.waiting_text().contains(&id), "{}", room.waiting_text());
    assert_eq!(room.waiting().len(), 1, "{:?}", room.waiting());
    room.press("u").sees("4 of 6 have voted").press("u").sees("saved");
    assert_eq!(id_line(&room.file(CHECKOUT)), id, "undo takes no identity back");
    room.starts_again();
    room.press("<Enter>").sees("4 of 6 have voted");
    assert_eq!(id_line(&room.file(CHECKOUT)), id);
}

#[test]
fn ballots_without_an_identity_are_not_read_into_a_session_that_has_one() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved").press("<Esc>");
    let id = id_line(&room.file(CHECKOUT));
    // As an old version wrote them: named after the path alone.
    let text = room.waiting_text().replace(&format!("{id}\n"), "");
    let place = room.waiting().remove(0);
    let name = place.file_name().unwrap().to_str().unwrap();
    let old = place.with_file_name(name.rsplit_once('-').unwrap().1);
    write(&old, &text);
    remove(&place);
    room.starts_again();
    room.sees("votes are waiting for").press("<Enter>").sees("0 of 6 have voted");
    room.press("2r").sees("saved");
    assert_eq!(read(&old), text);
}

#[test]
fn fewer_voters_in_the_file_than_ballots_never_read_as_four_of_three() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved").press("<Esc>");
    room.somebody_writes(CHECKOUT, &room.file(CHECKOUT).replace("voters: 6", "voters: 3"));
    room.starts_again();
    room.press("<Enter>").sees("4 of 4 have voted");
}

#[test]
fn ours_gets_an_identity_of_its_own_where_both_versions_are_kept() {
    let mut room = crate::disk::changed_underneath();
    room.press("n4g").sees("NOT SAVED").press("!b").sees("saved");
    let (theirs, ours) = (id_line(&room.file(CHECKOUT)), id_line(&room.file(MOVED)));
    assert!(!theirs.is_empty() && !ours.is_empty() && theirs != ours, "{theirs} {ours}");
    room.press("u").sees("saved");
    assert_eq!(id_line(&room.file(MOVED)), ours, "undo does not bring the other one back");
    assert_eq!(id_line(&room.file(CHECKOUT)), theirs);
}

#[test]
fn ballots_that_nobody_can_want_go_after_ninety_days_and_no_others() {
    let (mut room, _) = on_another_branch("3r");
    room.press("<Esc>");
    assert_eq!(room.waiting().len(), 2);
    for path in room.waiting() {
        set_age(&path, 89);
    }
    room.starts_again();
    assert_eq!(room.waiting().len(), 2, "they are not old enough");
    for path in room.waiting() {
        set_age(&path, 91);
    }
    room.starts_again();
    let text = room.waiting_text();
    assert!(text.contains("red: 3") && !text.contains("green: 4"), "{text}");
    room.press("<Enter>").sees("3 of 6 have voted");
}

/// Makes a file as old as this many days.
#[expect(clippy::disallowed_methods, reason = "files are as old as the clock says")]
fn set_age(path: &std::path::Path, days: u64) {
    let age = std::time::Duration::from_secs(days * 24 * 60 * 60);
    let file = std::fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(std::time::SystemTime::now() - age).expect("a time");
}

#[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
fn read(path: &std::path::Path) -> String {
    std::fs::read_to_string(path).expect("text")
}

#[expect(clippy::disallowed_methods, reason = "tests do what other programs do")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).expect("a file");
}

#[expect(clippy::disallowed_methods, reason = "tests do what other programs do")]
fn remove(path: &std::path::Path) {
    std::fs::remove_file(path).expect("a file");
}
