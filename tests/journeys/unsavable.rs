//! What could not be saved is said when the workspace opens, before anybody works for nothing.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use crate::disk::TEAMS;
use crate::test_app::TestApp;

const EARLIER: &str = "sessions/checkout/2026-10-01-spotify.yaml";

fn earlier() -> String {
    "squadcheck: 1\nteam: \"Checkout\"\ndate: 2026-10-01\nvoters: 6\ndimensions:\n  \
     - {key: fun, name: \"Fun\", agreed: {vote: green}}\nstate: closed\n"
        .to_owned()
}

/// Opens a workspace after something was done to it.
fn opened(change: impl FnOnce(&Path)) -> TestApp {
    let mut room = TestApp::furnished(&[("healthcheck.yaml", TEAMS), (EARLIER, &earlier())]);
    change(&room.path(""));
    room.starts_again();
    room
}

fn read_only(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o555)).expect("its mode changes");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn why_nothing_can_be_saved_is_said_at_once_and_reading_goes_on() {
    type Change = fn(&Path);
    let ways: [(Change, &str); 6] = [
        (
            |root| {
                fs::rename(root.join("sessions"), root.join("../elsewhere")).expect("it is moved");
                std::os::unix::fs::symlink("../elsewhere", root.join("sessions")).expect("a link");
            },
            "this leads out of",
        ),
        (
            |root| {
                let team = root.join("sessions/checkout");
                fs::rename(&team, root.join("../elsewhere")).expect("it is moved");
                std::os::unix::fs::symlink("../../elsewhere", team).expect("a link");
            },
            "this leads out of",
        ),
        (
            |root| {
                std::os::unix::fs::symlink("/nowhere", root.join("sessions/search"))
                    .expect("a link");
            },
            "Nothing can be saved here",
        ),
        (
            |root| fs::write(root.join("sessions/search"), "").expect("a file"),
            "a file stands where a folder for checks should be",
        ),
        (|root| read_only(&root.join("sessions")), "is read-only"),
        (|root| read_only(&root.join("sessions/checkout")), "is read-only"),
    ];
    for (change, why) in ways {
        let mut room = opened(change);
        room.sees("Nothing can be saved here").sees(why);
        room.press("n").sees("Nothing can be saved here").press("<Esc>");
        let files = room.files();
        room.press("<Enter>");
        assert_eq!(room.files(), files, "nothing is left of trying");
    }
}

#[test]
fn where_all_can_be_saved_nothing_is_said_and_nothing_is_left() {
    let mut room = opened(|_| {});
    room.sees("1 Oct").sees_no("Nothing can be saved");
    assert_eq!(room.files(), [EARLIER]);
    // Without any folder yet, either.
    let mut room = TestApp::with(TEAMS);
    room.sees_no("Nothing can be saved").press("n").sees_no("Nothing can be saved");
    assert!(room.files().is_empty() && !room.path("sessions").exists());
}

#[test]
fn what_is_put_right_is_not_said_any_more() {
    let mut room = opened(|root| read_only(&root.join("sessions/checkout")));
    room.sees("Nothing can be saved here").may_write("sessions/checkout", true);
    room.hears_of(&["sessions/checkout"]).sees_no("Nothing can be saved");
    room.may_write("sessions/checkout", false);
    room.press("n").sees("is read-only").may_write("sessions/checkout", true);
    room.press("<Enter>6g<Space>").sees("saved").sees_no("Nothing can be saved");
}
