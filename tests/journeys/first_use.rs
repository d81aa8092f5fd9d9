//! From an empty folder to the report, as somebody new would do it.

use crate::disk::CHECKOUT;
use crate::test_app::TestApp;

#[test]
fn an_empty_folder_says_what_to_do_and_i_does_it() {
    let mut room = TestApp::empty();
    room.sees("Nothing is set up here yet").sees("write a commented healthcheck.yaml");
    room.press("i").sees("healthcheck.yaml is written").sees("Checkout").sees("Search");
    assert!(room.file("healthcheck.yaml").contains("people: [Ana, Bo, Chi"));
    assert!(room.files().is_empty());
}

#[test]
fn an_empty_folder_can_be_gone_on_from_without_a_file() {
    let mut room = TestApp::empty();
    room.press("<Enter>").sees("No team yet").press("n").sees("New team");
    room.types("Nova").press("<Enter>").press("6g<Space>").sees("6 votes");
    assert!(room.files().is_empty(), "nothing is written into the folder itself");
}

#[test]
fn a_wrong_key_on_the_first_screen_says_so() {
    let mut room = TestApp::empty();
    room.press("x").sees("x does nothing here; ? shows the keys");
    room.press("?")
        .sees("starts without one and keeps checks in your own data folder")
        .press("<Esc>");
    room.press("q");
    assert_eq!(room.left, Some(0));
}

/// Eleven cards with six voters, an action, the end of the check and its report.
#[test]
fn a_whole_check_by_hands_takes_less_than_two_hundred_keys() {
    let mut room = TestApp::empty();
    room.press("i n <Enter>").sees("1 of 11").sees("0 of 6 have voted");
    for card in 1..=11 {
        room.sees(&format!("{card} of 11"));
        room.press("3g2yr 2+3=- <Space>").sees("6 votes");
        if card == 4 {
            room.press("a")
                .types("Cut it")
                .press("<Down>")
                .types("an")
                .press("<Down>")
                .types("+14d")
                .press("<Enter>");
        }
        room.press("<Enter>");
    }
    room.sees("That was the last card").sees("Cut it");
    room.press("f").sees("is in focus").press("m 5+ = <Space> <Enter>").sees("5 yes");
    room.press("C").sees("closed").press("e <Enter>").sees("Written to checkout-2026-11-20.md");
    let report = room.file("checkout-2026-11-20.md");
    for words in ["Easy to release", "Pawns or players", "Cut it", "Ana", "2026-12-04"] {
        assert!(report.contains(words), "no {words} in\n{report}");
    }
    room.file_has(CHECKOUT, "state: closed");
    room.press("q");
    assert!(room.pressed < 200, "it took {} keys", room.pressed);
}

#[test]
fn the_demo_comes_in_place_of_the_first_screen_and_writes_nothing_here() {
    let mut room = TestApp::empty();
    room.sees("d       see the demo first").press("d");
    assert_eq!(room.left, Some(0));
    assert!(room.files().is_empty());
}
