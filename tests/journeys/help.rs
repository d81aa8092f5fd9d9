//! Help: this place's keys first, a search among all, and the screen beside it.

use squadcheck::app::Msg;

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

/// The texts stand on the screen in this order.
fn in_order(room: &TestApp, texts: &[&str]) {
    let screen = room.screen();
    let places: Vec<_> = texts.iter().map(|text| screen.find(text)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{screen}");
}

#[test]
fn help_has_the_next_key_first_then_this_place_then_everywhere_then_other_places() {
    let mut room = TestApp::on_the_first_card();
    room.size = (80, 100);
    room.press("?");
    in_order(&room, &["Next", "green: by hands", "Here", "abstains", "undoes", "Everywhere"]);
    in_order(&room, &["Everywhere", "switches to the next theme", "Home", "starts a new check"]);
    room.press("<Esc> 6g ?");
    in_order(&room, &["Next", "reveals the card", "Here", "green: by hands"]);
}

#[test]
fn help_finds_a_key_by_its_name_by_words_and_by_what_it_does() {
    let mut room = TestApp::on_the_first_card();
    room.size = (80, 40);
    room.press("?/").types("theme").sees("/ theme").sees("switches to the next theme");
    assert!(!room.screen().contains("abstains"), "only what is found\n{}", room.screen());
    // One sign is a key, and a capital is another one.
    room.press("<Esc>/").types("V").sees("clears the votes on this card");
    assert!(!room.screen().contains("adds who arrives"), "{}", room.screen());
    room.press("<Esc>/").types("4").sees("says how many the next key counts");
    room.press("<Esc>/").types("ctrl-r").sees("redoes what was undone");
    // The action of the table, and words in any order.
    room.press("<Esc>/").types("redo").sees("redoes what was undone");
    room.press("<Esc>/").types("team all SHOWS").sees("shows all teams side by side");
    // Where it is: another place's keys are under its name.
    in_order(&room, &["Home", "shows all teams side by side"]);
    // The name of a place finds the keys of another one, not all of this one.
    room.press("<Esc>/").types("before the reveal").sees("by hands, on levels");
    assert!(!room.screen().contains("abstains"), "{}", room.screen());
    room.press("<Esc>/").types("no such words").sees("No key is described with these words.");
}

#[test]
fn what_is_typed_in_the_search_is_text_and_esc_clears_before_it_closes() {
    let mut room = TestApp::on_the_first_card();
    room.press("?/").types("gqj?").sees("/ gqj?").press("<Esc>").sees("/ search").sees("Next");
    room.press("/").types("who").press("<Enter>").sees("adds who arrives").sees("Esc clear");
    // Its list moves again, and `q` goes back a step as Esc does.
    room.press("jk").sees("adds who arrives").press("q").sees("Next").sees("Esc back");
    room.press("q").sees("0 of 6 have voted").sees("? help");
    room.press("?").tell(Msg::Paste("theme".to_owned()));
    room.sees("no text field to paste into");
    room.press("/").tell(Msg::Paste("next\ntheme".to_owned()));
    room.sees("/ next theme").sees("switches to the next theme");
    room.press("<Esc><Esc>").sees("0 of 6 have voted");
    assert!(!room.path(CHECKOUT).exists(), "nothing of it was a vote");
}

#[test]
fn what_lies_under_help_comes_back() {
    let mut room = TestApp::on_the_first_card();
    room.press("v5").sees("Who is here").press("?").sees("sets the number you typed");
    room.press("/").types("add").press("<Esc><Esc>").sees("Enter done");
    room.press("<Enter>").sees("0 of 5 have voted");
    room.press("s m 2+ ?").sees("yes: one answer").press("q").sees("2 of 5 have answered");
}

#[test]
fn where_there_is_room_the_screen_stays_beside_help_and_says_no_more_than_without_it() {
    let config = TEAMS.replace("squadcheck: 1", "squadcheck: 1\ndefaults: {way: turns}");
    let screens = ["g", "r"].map(|vote| {
        let mut room = TestApp::with(&config);
        room.size = (120, 40);
        room.press("n<Enter><Enter>").press(vote).press("?");
        room.sees("given").sees("A turn").sees("goes to the next card");
        let wide = room.screen();
        room.size = (80, 24);
        assert!(!room.screen().contains("given"), "{}", room.screen());
        (wide, room.screen())
    });
    assert_eq!(screens[0], screens[1], "help over a turn tells one vote from another");
}
