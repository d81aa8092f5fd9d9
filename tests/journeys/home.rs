//! Home: opening, broken files, the trend grid, themes.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

#[test]
fn an_open_check_is_resumed_where_it_stopped_with_its_ballots() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> n 4y 2+");
    room.starts_again();
    room.sees("open")
        .press("<Enter>")
        .sees("The votes already given are still there")
        .sees("3 of 11");
    room.sees("4 of 6 have voted").sees("2 of 6 gave a direction");
    room.press("<Backspace>").sees("Nothing was voted here to remove").press("2g<Space>");
    room.file_has(CHECKOUT, "votes: {green: 2, yellow: 4, red: 0}");
    room.starts_again();
    room.press("<Enter>").sees("Resumed").sees("3 of 11").sees("6 votes");
}

#[test]
fn a_closed_check_opens_on_its_summary() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> s C<Enter> <Esc><Esc><Esc>")
        .sees_no("1 of 11")
        .press("<Enter>")
        .sees("agreement")
        .sees("closed");
    room.press("q").sees("20 Nov 2026").press("q");
    assert_eq!(room.left, Some(0));
}

#[test]
fn a_file_that_cannot_be_read_is_one_row_and_the_rest_works() {
    let broken =
        "squadcheck: 1\nteam: Checkout\ndate: 2026-10-20\ndimensions:\n\t- key: x\nstate: closed\n";
    let path = "sessions/checkout/2026-10-20-spotify.yaml";
    let mut room = TestApp::furnished(&[("healthcheck.yaml", TEAMS), (path, broken)]);
    room.sees("checkout/2026-10-20-spotify.yaml cannot be read")
        .press("<End><Enter>")
        .sees("line 5, column 1");
    room.sees("This file cannot be read")
        .press("<Esc>")
        .press("<Home>n<Enter>6g<Space>")
        .sees("6 votes");
    assert_eq!(room.file(path), broken, "a file that could not be read is left alone");
}

#[test]
fn a_broken_healthcheck_yaml_is_shown_and_read_again_once_it_is_mended() {
    let mut room =
        TestApp::with("squadcheck: 1\nteams:\n  - nam: Checkout\ndefaults: {way: feet}\n");
    room.sees("This file cannot be read").sees("nam").sees("feet").sees("line 3").sees("line 4");
    room.press("R").sees("nam").press("n").sees("n does nothing here");
    room.somebody_writes("healthcheck.yaml", TEAMS);
    room.press("R")
        .sees("Read again: no problem left")
        .sees("Checkout")
        .press("n<Enter>")
        .sees("1 of 11");
}

#[test]
fn the_trend_grid_opens_a_session_on_the_card_under_the_cursor() {
    let mut room = TestApp::with(TEAMS);
    room.press("t").sees("No check to show yet. n starts one");
    room.press("n<Enter> 6g<Space><Enter> 6r6-<Space><Enter> s C<Enter> <Esc><Esc><Esc> t")
        .sees("trends")
        .sees("20 Nov");
    room.sees("Easy to release")
        .press("j <Enter>")
        .sees("2 of 11")
        .sees("6 votes")
        .press("<Esc>")
        .sees("trends");
    room.press("k<Left><Right><Home><End>k<Enter>")
        .sees("1 of 11")
        .press("<Esc><Esc>")
        .sees("Search");
}

#[test]
fn a_dimension_that_was_not_asked_has_no_card_to_open() {
    let small = r"
squadcheck: 1
defaults: {template: small}
teams: [{name: Checkout, people: [Ana, Bo, Chi]}]
templates: [{key: small, name: Small, add: [{key: speed, name: Speed}]}]
";
    let old = "squadcheck: 1\nteam: Checkout\ndate: 2026-10-20\n\
               dimensions: [{key: fun, name: Fun, agreed: {vote: red}}]\nstate: closed\n";
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", small),
        ("sessions/checkout/2026-10-20-x.yaml", old),
    ]);
    room.press("n<Enter>3g<Space><Enter><Esc> <Esc><Esc>t")
        .sees("Fun")
        .sees("Speed")
        .press("<Home><Enter>");
    room.press("j<Home><Enter>").press("<Esc>k<Enter>");
    room.sees("was not asked in that check");
}

#[test]
fn the_theme_key_goes_round() {
    let mut room = TestApp::with(TEAMS);
    for name in ["sky", "plain", "classic", "clear"] {
        room.press("T").sees(&format!("Theme: {name}"));
    }
}

#[test]
fn where_text_is_typed_no_key_is_a_command() {
    let mut room = TestApp::on_the_first_card();
    room.press("c")
        .types("q u e T ? n 4g")
        .press("<Enter>")
        .file_has(CHECKOUT, "notes: \"q u e T ? n 4g\"");
}
