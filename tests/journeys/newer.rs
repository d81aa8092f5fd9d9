//! What a newer program wrote is looked at, and never changed.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// A session as a later version may write it.
const NEWER: &str = r#"squadcheck: 2
team: "Checkout"
date: 2026-11-20
template: spotify
mood: sunny
secrecy: anonymous
way: hands
voters: 6
dimensions:
  - key: fun
    name: "Fun"
    scale: traffic-light
    votes: {green: 4, yellow: 1, red: 1}
    abstained: 0
    agreed: {vote: green, weight: 2}
    notes: "We laughed."
  - key: speed
    name: "Speed"
    scale: traffic-light
    icon: rocket
actions:
  - {text: "Cut the pipeline", due: 2026-12-04, state: open, link: "x", changes: [{date: 2026-11-20, state: open, by: "Ana"}]}
weather: {rain: [1, two]}
state: open
"#;

fn with_a_newer_check() -> TestApp {
    TestApp::furnished(&[("healthcheck.yaml", TEAMS), (CHECKOUT, NEWER)])
}

/// The keys of every act, on whatever is there.
const ACTS: [&str; 22] = [
    "g",
    "4y",
    "r",
    "+",
    "2-",
    "b",
    "<Space>",
    "<Space><Space>",
    "<Enter>",
    "d",
    "c",
    "a",
    "x",
    "v",
    "V",
    "m",
    "f",
    "C",
    "u",
    "<Ctrl-R>",
    "o",
    "<Backspace>",
];

#[test]
fn a_newer_check_is_looked_at_and_says_that_it_is_read_only() {
    let mut room = with_a_newer_check();
    room.sees("read-only")
        .press("<Enter>")
        .sees("read-only")
        .sees("written by a newer squadcheck (format 2)");
    room.sees("Fun").press("<Enter>").sees("We laughed.").press("n").sees("Speed");
    room.press("<Esc><Esc>").press("t").sees("Fun").press("<Esc>").press("e").press("<Esc>");
    assert_eq!(room.file(CHECKOUT), NEWER);
}

#[test]
fn a_newer_check_takes_no_act() {
    for way in ["<Enter>", "<Enter><Enter>", "<Enter><Down><Enter>"] {
        for act in ACTS {
            let mut room = with_a_newer_check();
            room.press(way).press(act).press("<Enter>");
            room.press("<Ctrl-C>");
            assert_eq!(room.left, Some(0), "{way} {act}");
            assert_eq!(room.file(CHECKOUT), NEWER, "{way} {act}");
            assert_eq!(room.files(), [CHECKOUT], "{way} {act}");
            assert_eq!(room.waiting(), [] as [std::path::PathBuf; 0], "{way} {act}");
        }
    }
}

#[test]
fn what_is_refused_on_a_newer_check_names_the_reason() {
    for (way, act) in [
        ("<Enter>", "C"),
        ("<Enter>", "f"),
        ("<Enter><Enter>", "r"),
        ("<Enter><Down><Enter>", "3g"),
    ] {
        let mut room = with_a_newer_check();
        room.press(way).press("?<Esc>").sees_no("written by a newer").press(act);
        room.sees("Read-only: written by a newer squadcheck (format 2)");
    }
}

#[test]
fn the_next_check_leaves_the_actions_of_a_newer_one_alone() {
    let mut room = with_a_newer_check();
    room.press("n").press("<Enter>").sees("Checkout");
    // The form asks whether to go on with the open one: a new one.
    room.press("n").sees("Cut the pipeline").press("d").sees("newer squadcheck (format 2)");
    assert_eq!(room.file(CHECKOUT), NEWER);
}

#[test]
fn a_newer_check_that_cannot_be_understood_names_the_version_first() {
    let text = NEWER.replace("secrecy: anonymous", "secrecy: sealed");
    let mut room = TestApp::furnished(&[("healthcheck.yaml", TEAMS), (CHECKOUT, &text)]);
    room.sees("cannot be read").press("<End><Enter>");
    room.sees("version 2 of the format, this program knows 1")
        .sees("read it with a newer squadcheck")
        .sees("`sealed`");
    assert_eq!(room.file(CHECKOUT), text);
}

const NEWER_TEAMS: &str = "
squadcheck: 3
title: Our health checks
colours: {ours: blue}
teams:
  - {name: Checkout, people: [Ana, Bo, Chi, D, E, F], pet: cat}
  - name: Search
";

#[test]
fn a_newer_workspace_is_looked_at_and_nothing_is_written_in_it() {
    let session = NEWER
        .replace("squadcheck: 2", "squadcheck: 1")
        .replace(", weight: 2", "")
        .replace(", by: \"Ana\"", "");
    let mut room = TestApp::furnished(&[("healthcheck.yaml", NEWER_TEAMS), (CHECKOUT, &session)]);
    room.sees("read-only: healthcheck.yaml is newer").sees("Search");
    room.press("n").sees("healthcheck.yaml needs a newer squadcheck (format 3)");
    room.press("<Enter>").sees("read-only").press("C").sees("needs a newer squadcheck");
    for act in ACTS {
        room.press("<Esc><Esc><Esc>").press("<Enter><Enter>").press(act).press("<Enter>");
    }
    assert_eq!(room.file(CHECKOUT), session);
    assert_eq!(room.files(), [CHECKOUT]);
    assert_eq!(room.file("healthcheck.yaml"), NEWER_TEAMS);
    assert_eq!(room.waiting(), [] as [std::path::PathBuf; 0]);
}
