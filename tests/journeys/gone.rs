//! The disk loses what was saved: nothing is called saved any more, and leaving asks.

use std::fs;

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const AGREED: &str = "agreed: {vote: red}";

/// A check with one card revealed and agreed, all saved.
fn saved() -> TestApp {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>r").sees(" saved");
    room
}

/// The same in a folder that a version control has.
fn saved_with_git() -> TestApp {
    let mut room = TestApp::furnished(&[("healthcheck.yaml", TEAMS), (".git/HEAD", "ref: main\n")]);
    room.press("n <Enter>6g<Space>r").sees(" saved");
    room
}

#[test]
fn a_file_that_is_deleted_is_written_again_by_itself_once() {
    let mut room = saved();
    let text = room.file(CHECKOUT);
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("It was written again from here").sees(" saved");
    assert_eq!(room.file(CHECKOUT), text);
    // Whatever deletes it again has a reason.
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("FILE GONE").sees("NOT SAVED: the file is gone");
    assert!(!room.path(CHECKOUT).exists());
}

#[test]
fn what_a_version_control_took_away_is_not_brought_back_but_asked_about() {
    // On a card, in the summary, in notes, in the board of the team, and after undo.
    for keys in ["", "s", "c", "<Enter>", "u", "s<Enter>"] {
        let mut room = saved_with_git();
        room.press(keys).somebody_deletes(CHECKOUT);
        room.hears_of(&[CHECKOUT]).sees("FILE GONE").sees_no(" saved");
        assert!(!room.path(CHECKOUT).exists(), "{keys}");
        room.press("<Ctrl-C>").sees("Not everything is saved").sees("the file is gone");
        assert_eq!(room.left, None, "{keys}");
        room.press("<Enter>").sees_no("FILE GONE").sees(" saved");
        assert!(room.path(CHECKOUT).exists(), "{keys}");
        room.press("<Ctrl-C><Ctrl-C>");
        assert_eq!(room.left, Some(0), "{keys}");
    }
}

#[test]
fn a_file_that_comes_back_is_gone_on_with() {
    let mut room = saved_with_git();
    let text = room.file(CHECKOUT);
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).press("g").sees("FILE GONE").sees_no(" saved");
    assert!(!room.path(CHECKOUT).exists());
    // `git stash pop`.
    room.somebody_writes(CHECKOUT, &text);
    room.hears_of(&[CHECKOUT]).sees(" saved").sees_no("FILE GONE");
    room.file_has(CHECKOUT, "agreed: {vote: green}");
}

#[test]
fn what_is_gone_is_let_go_and_its_ballots_wait_until_it_is_back() {
    let mut room = saved_with_git();
    room.press("<Enter>4g").sees(" saved");
    let (text, ballots) = (room.file(CHECKOUT), room.waiting_text());
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).press("1y").sees("FILE GONE");
    assert!(room.waiting_text().contains("yellow: 1"), "ballots are saved all the same");
    room.press("!").sees("writes the file again").sees("lets it go").sees_no("keeps both");
    room.press("d")
        .sees("there is no other version")
        .press("t")
        .sees("was let go")
        .sees("no check yet");
    room.sees_no("FILE GONE").sees_no(" saved");
    assert!(!room.path(CHECKOUT).exists());
    assert_ne!(room.waiting_text(), ballots);
    room.somebody_writes(CHECKOUT, &text);
    room.hears_of(&[CHECKOUT]).press("<Enter>").sees("5 of 6 have voted");
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn what_cannot_be_saved_in_its_place_is_in_a_backup() {
    let mut room = saved_with_git();
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).press("y").sees("a backup of yours is");
    let folder = fs::read_dir(room.state().join("backups")).expect("backups").flatten().next();
    let folder = folder.expect("a session").path();
    let text: String = fs::read_dir(folder)
        .expect("a session's backups")
        .map(|entry| fs::read_to_string(entry.expect("a backup").path()).expect("text"))
        .collect();
    assert!(text.contains("agreed: {vote: yellow}"), "{text}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_folder_that_was_there_is_made_again_only_if_somebody_wants_it() {
    for folder in ["sessions", "sessions/checkout"] {
        let mut room = saved();
        fs::rename(room.path(folder), room.path("away")).expect("it is moved");
        room.hears_of(&[folder, "away"]).sees("FILE GONE").sees("is gone");
        room.press("<Enter>4g<Space>").sees("FILE GONE").wait(3600).sees("FILE GONE");
        assert!(!room.path(folder).exists(), "{folder}");
        room.press("!<Enter>").sees(" saved").file_has(CHECKOUT, AGREED);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_workspace_that_is_gone_is_never_made_anew_and_goes_on_when_it_is_back() {
    let mut room = saved();
    let away = room.state().with_file_name("away");
    fs::rename(room.path(""), &away).expect("it is moved");
    room.hears_of(&[""]).sees("NOT SAVED: the folder of the workspace is gone");
    room.press("<Enter>4g").sees("NOT SAVED").press("!<Enter>").sees("NOT SAVED");
    assert!(!room.path("").exists());
    assert!(room.waiting_text().contains("green: 4"), "ballots are saved all the same");
    // An empty mount point, and another folder of that name.
    fs::create_dir(room.path("")).expect("a folder");
    room.press("<Space> <Space>").sees("NOT SAVED: another folder stands in the place of");
    assert!(!room.path("sessions").exists());
    room.press("<Ctrl-C>").sees("Not everything is saved").press("<Esc>");
    assert_eq!(room.left, None);
    fs::remove_dir(room.path("")).expect("it is empty");
    fs::rename(away, room.path("")).expect("it is moved");
    room.wait(3600).sees(" saved").file_has(CHECKOUT, "votes: {green: 4, yellow: 0, red: 0}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_file_that_something_else_takes_the_place_of_is_not_saved() {
    type Takes = fn(&std::path::Path);
    let ways: [(Takes, &str); 5] = [
        (|path| fs::write(path, "").expect("emptied"), "somebody else changed"),
        (|path| fs::write(path, "squadcheck: 1\nte").expect("cut"), "somebody else changed"),
        (|path| fs::create_dir(path).expect("a folder"), "a folder stands in the place"),
        (
            |path| {
                #[cfg(unix)]
                std::os::unix::fs::symlink("/nowhere/a.yaml", path).expect("a link");
                #[cfg(not(unix))]
                fs::create_dir(path).expect("a folder");
            },
            "NOT SAVED",
        ),
        (
            |path| {
                let other = path.with_file_name("2026-11-01-spotify.yaml");
                fs::write(&other, "squadcheck: 1\n").expect("a file");
                fs::rename(other, path).expect("moved over it");
            },
            "somebody else changed",
        ),
    ];
    for (take, words) in ways {
        let mut room = saved();
        room.somebody_deletes(CHECKOUT);
        take(&room.path(CHECKOUT));
        room.hears_of(&[CHECKOUT]).sees("NOT SAVED").sees(words).sees_no(" saved");
        room.press("<Ctrl-C>").sees("Not everything is saved");
        assert_eq!(room.left, None);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn ballots_that_wait_are_written_again_when_their_file_or_the_state_folder_goes() {
    for whole in [false, true] {
        let mut room = saved();
        room.press("<Enter>4g").sees(" saved");
        let (ballots, file) = (room.waiting_text(), room.waiting().remove(0));
        if whole {
            fs::remove_dir_all(room.state()).expect("it is there");
            room.tell(squadcheck::app::Msg::FilesChanged(vec![room.state()]));
        } else {
            room.loses_what_waits();
            room.tell(squadcheck::app::Msg::FilesChanged(vec![file]));
        }
        room.sees(" saved");
        assert_eq!(room.waiting_text(), ballots);
    }
}

#[test]
fn ballots_that_wait_and_were_changed_are_a_conflict() {
    let mut room = saved();
    room.press("<Enter>4g").sees(" saved");
    let file = room.waiting().remove(0);
    room.damages_what_waits();
    room.tell(squadcheck::app::Msg::FilesChanged(vec![file]));
    room.sees("NOT SAVED: somebody else has written the ballots").sees_no(" saved");
}

#[test]
fn leaving_finds_out_where_the_system_says_nothing() {
    let mut room = saved_with_git();
    room.somebody_deletes(CHECKOUT);
    room.press("<Ctrl-C>").sees("Not everything is saved").sees("the file is gone");
    assert_eq!(room.left, None);
    let mut room = saved();
    room.press("<Enter>4g").sees(" saved").loses_what_waits();
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
    assert!(room.waiting_text().contains("green: 4"), "written again before it ended");
}

#[test]
fn a_session_that_is_only_looked_at_says_that_it_is_gone_and_asks_nothing() {
    let mut room = saved();
    let closed = room.file(CHECKOUT).replace("state: open", "state: closed");
    room.somebody_writes(CHECKOUT, &closed);
    room.starts_again();
    room.press("<Enter>").sees("Checkout").somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("FILE GONE").sees("What you see is in memory only");
    room.somebody_writes(CHECKOUT, &closed);
    room.hears_of(&[CHECKOUT]).sees_no("FILE GONE").somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("FILE GONE").press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn a_closed_session_that_was_changed_here_is_asked_about() {
    let mut room = saved_with_git();
    room.press("sC").press("<Enter>").sees(" saved").file_has(CHECKOUT, "state: closed");
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("FILE GONE").press("<Ctrl-C>").sees("Not everything is saved");
    assert_eq!(room.left, None);
}

#[test]
fn a_window_that_follows_says_that_the_file_is_gone() {
    let first = saved_with_git();
    let mut second = first.beside();
    second.press("<Enter>").sees("follows another window");
    first.loses(CHECKOUT);
    second.hears_of(&[CHECKOUT]).sees("FILE GONE").press("<Ctrl-C>");
    assert_eq!(second.left, Some(0));
}

#[test]
fn a_file_that_goes_before_its_new_folder_is_watched_is_missed_all_the_same() {
    let mut room = saved_with_git();
    room.somebody_deletes(CHECKOUT);
    room.hears_of(&["sessions"]).sees("FILE GONE");
}

#[test]
fn on_home_what_is_gone_is_not_shown_and_not_called_saved() {
    let mut room = saved_with_git();
    room.press("<Esc><Esc>").sees("saved").somebody_deletes(CHECKOUT);
    room.hears_of(&[CHECKOUT]).sees("no check yet").sees_no("saved");
}
