//! Esc: from a card to where it was opened from, and never out of the program.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

#[test]
fn from_a_card_that_was_opened_from_home_esc_goes_to_the_summary_and_then_home() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> n").sees("3 of 11").press("<Esc>").sees("▸ Tech quality");
    room.sees("agreement").press("<Enter>").sees("3 of 11").press("<Esc>").sees("agreement");
    room.press("<Esc>").sees("1 of 11").press("<Enter>").sees("2 of 11");
    room.press("q").sees("agreement").press("q").sees("Our health checks");
    assert_eq!(room.left, None);
}

#[test]
fn from_the_summary_that_a_card_opened_esc_goes_back_to_the_card() {
    let mut room = TestApp::on_the_first_card();
    room.press("n s").sees("agreement").press("<Esc>").sees("2 of 11").press("<Esc>");
    room.sees("agreement").press("<Esc>").sees("no check yet");
}

#[test]
fn from_a_card_that_a_grid_or_a_search_opened_esc_goes_back_there() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>g<Enter> c").types("Trains").press("<Enter> <Esc><Esc> t <Enter>");
    room.sees("1 of 11").press("n <Esc>").sees("trends").press("<Esc>").sees("Our health checks");
    room.press("/").types("trains").press("<Enter>").sees("2 of 11").press("<Esc>");
    room.sees("Search").press("<Esc>").sees("Our health checks");
}

#[test]
fn on_home_esc_does_nothing_and_says_what_quits() {
    let mut room = TestApp::with(TEAMS);
    room.press("<Esc>").sees("Esc does nothing here; q quits");
    assert_eq!(room.left, None);
    room.press("q");
    assert_eq!(room.left, Some(0));
    let mut room = TestApp::empty();
    room.press("<Esc>").sees("Esc does nothing here; q quits");
    assert_eq!(room.left, None);
}

#[test]
fn back_on_home_the_cursor_is_on_the_team_one_comes_from() {
    let mut room = TestApp::with(TEAMS);
    room.press("n l").sees("Search").press("<Enter>2g<Space><Esc><Esc>").sees("▸ Search");
    room.press("j").sees("▸ Checkout").press("n<Enter><Esc><Esc>").sees("▸ Checkout");
    // A team that nobody had written down before.
    room.press("n h").types("Nova").press("<Enter>2g<Esc><Esc>").sees("▸ Nova");
}

#[test]
fn closing_asks_while_cards_are_not_voted_on() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> s C").sees("Nobody has voted on 10 cards.").press("<Esc>");
    room.file_has(CHECKOUT, "state: open").press("<Esc>");
    for _ in 0..10 {
        room.press("d n");
    }
    room.press("s C").sees("closed").file_has(CHECKOUT, "state: closed");
}
