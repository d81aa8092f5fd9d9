//! A second window on the same workspace: it follows an open check that the first one runs, and may
//! take over.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const READ_ONLY: &str = "Read-only: this check runs in another window. This one follows";

/// A check with one card revealed and ballots on the next, and a second window that follows it.
fn two() -> (TestApp, TestApp) {
    let mut first = TestApp::on_the_first_card();
    first.press("6g<Space><Enter>4y").sees("saved");
    let mut second = first.beside();
    second.press("<Enter>").sees(READ_ONLY);
    (first, second)
}

fn hears(room: &mut TestApp) -> &mut TestApp {
    room.hears_of(&[CHECKOUT])
}

#[test]
fn the_second_window_says_that_it_follows_and_shows_nothing_that_waits() {
    let (_first, mut second) = two();
    second
        .sees("follows another window")
        .sees("2 of 11")
        .sees("Not revealed yet")
        .sees_no("have voted");
    second
        .press("z")
        .sees_no("of 6")
        .press("s")
        .sees("not asked")
        .press("m")
        .sees(READ_ONLY)
        .press("<Esc>");
}

#[test]
fn every_key_that_would_change_something_is_refused_with_the_reason() {
    let (first, mut second) = two();
    let (file, waiting) = (first.file(CHECKOUT), first.waiting_text());
    for key in [
        "g",
        "4y",
        "r",
        "+",
        "b",
        "<Backspace>",
        "<Space>",
        "d",
        "c",
        "a",
        "v",
        "V",
        "w",
        "u",
        "<Ctrl-R>",
    ] {
        second.press("?<Esc>").sees_no(READ_ONLY).press(key).sees(READ_ONLY);
    }
    second.press("p");
    for key in ["y", "-", "d", "c", "a", "V", "u"] {
        second.press("?<Esc>").press(key).sees(READ_ONLY);
    }
    second.press("<Space>").sees("covered").press("<Space>").sees("6 votes").press("s");
    for key in ["f", "a", "v", "m", "C", "u"] {
        second.press("?<Esc>").press(key).sees(READ_ONLY);
    }
    assert_eq!((first.file(CHECKOUT), first.waiting_text()), (file, waiting));
    second.press("<Ctrl-C>");
    assert_eq!(second.left, Some(0));
}

#[test]
fn it_goes_where_the_first_one_goes_unless_one_has_gone_elsewhere() {
    let (mut first, mut second) = two();
    first.press("2r<Space>");
    hears(&mut second).sees("2 of 11").sees("6 votes").sees("Yellow");
    first.press("<Enter>");
    hears(&mut second).sees("3 of 11").sees("Not revealed yet");
    second.press("p").sees("2 of 11");
    first.press("6r<Space>");
    hears(&mut second).sees("2 of 11");
    second.press("n").sees("3 of 11").sees("6 votes");
    first.press("<Enter>");
    hears(&mut second).sees("4 of 11");
}

#[test]
fn a_reveal_that_is_taken_back_is_covered_in_the_second_one_too() {
    let (mut first, mut second) = two();
    first.press("2r<Space>");
    hears(&mut second).sees("6 votes");
    first.press("u");
    hears(&mut second).sees("Not revealed yet").sees_no("6 votes");
}

#[test]
fn while_the_first_one_runs_it_the_second_cannot_take_over() {
    let (first, mut second) = two();
    second.press("<Enter>").sees("still runs in another window").press("3g").sees(READ_ONLY);
    assert!(first.waiting_text().contains("yellow: 4"));
}

#[test]
fn once_the_first_one_has_left_it_the_second_goes_on_with_every_ballot() {
    let (mut first, mut second) = two();
    let hands = [first.state().join("running").join("x.lock")];
    second.tell(squadcheck::app::Msg::FilesChanged(hands.clone().into()));
    second.sees_no("The other window has left");
    first.press("<Esc><Esc>");
    second.tell(squadcheck::app::Msg::FilesChanged(hands.into()));
    second
        .sees("The other window has left this check. Enter continues it here")
        .press("<Enter>")
        .sees("This window runs the check now")
        .sees("4 of 6 have voted");
    second
        .press("2r<Space>")
        .sees("6 votes")
        .sees("saved")
        .file_has(CHECKOUT, "votes: {green: 0, yellow: 4, red: 2}");
    // And the first one follows now.
    hears(&mut first).press("<Enter>").sees(READ_ONLY).sees("6 votes");
}

#[test]
fn once_the_first_one_is_killed_the_second_goes_on() {
    let (first, mut second) = two();
    drop(first);
    second.press("<Esc><Esc><Enter>").sees("4 of 6 have voted").press("2r<Space>").sees("6 votes");
}

#[test]
fn a_check_that_is_closed_in_the_first_one_is_closed_here_and_may_be_reopened_here() {
    let (mut first, mut second) = two();
    first.press("V sC<Enter>").sees("closed");
    hears(&mut second).sees("closed").sees_no("follows");
    second.press("s").press("C<Enter>").sees("Open again").press("<Enter>").sees_no(READ_ONLY);
}

#[test]
fn closed_sessions_are_looked_at_in_as_many_windows_as_one_likes() {
    let (mut first, mut second) = two();
    first.press("V sC<Enter>").sees("closed");
    hears(&mut second);
    second.press("<Esc><Esc><Enter>").sees("closed").sees_no("read-only");
}

#[test]
fn two_windows_that_begin_a_check_of_one_team_begin_two() {
    let mut first = TestApp::with(TEAMS);
    let mut second = first.beside();
    first.press("n<Enter>");
    second.press("n<Enter>").sees("This one is 2026-11-20-spotify-2.yaml");
    first.press("6g<Space>").sees("saved");
    second.press("6r<Space>").sees("saved").sees_no("NOT SAVED");
    first.file_has(CHECKOUT, "votes: {green: 6, yellow: 0, red: 0}");
    first.file_has(
        "sessions/checkout/2026-11-20-spotify-2.yaml",
        "votes: {green: 0, yellow: 0, red: 6}",
    );
}

#[test]
fn in_turns_the_second_window_shows_neither_who_has_sat_nor_who_sits() {
    let mut first = TestApp::with(&TEAMS.replace("title:", "defaults: {way: turns}\ntitle:"));
    first.press("n<Enter>").press("<Enter>");
    for _ in 0..11 {
        first.press("g<Enter>");
    }
    first.sees("Bo is next");
    let mut second = first.beside();
    second
        .press("<Enter>")
        .sees("Not revealed yet")
        .sees_no("Ana")
        .sees_no("Bo")
        .sees_no("have voted");
    second.press("<Space>").sees(READ_ONLY).press("v").sees(READ_ONLY).sees_no("Ana");
}

#[test]
fn what_is_not_saved_yet_stays_in_the_first_ones_hands_after_it_is_left() {
    let mut first = TestApp::on_the_first_card();
    first.press("6g<Space>").sees("saved");
    let theirs = first.file(CHECKOUT).replace("voters: 6", "voters: 7");
    first.somebody_writes(CHECKOUT, &theirs);
    first.press("r").sees("NOT SAVED").press("<Esc><Esc>");
    let mut second = first.beside();
    second.press("<Enter>").sees(READ_ONLY);
    first.press("!t").sees("This is theirs now");
    second.press("<Enter>").sees("6 votes").press("r").sees("saved");
}
