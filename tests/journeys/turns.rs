//! Turns: one sitting a person, behind a neutral screen.

use squadcheck::keys::Key;

use crate::disk::CHECKOUT;
use crate::test_app::TestApp;

const THREE: &str = r"
squadcheck: 1
defaults: {template: small, way: turns}
teams: [{name: Checkout, people: [Ana, Bo, Chi]}]
templates:
  - key: small
    name: Small
    add:
      - {key: speed, name: Speed, awesome: Fast., crappy: Slow.}
      - {key: fun, name: Fun, awesome: Joy., crappy: Gloom.}
";
const SMALL: &str = "sessions/checkout/2026-11-20-small.yaml";

fn turns() -> TestApp {
    let mut room = TestApp::with(THREE);
    room.press("n <Enter>").sees("Ana is next").sees("Anonymous");
    room
}

fn named() -> TestApp {
    let mut room = TestApp::with(&THREE.replace("way: turns", "way: turns, secrecy: named"));
    room.press("n <Enter>").sees("Named: every vote is kept with its name");
    room
}

/// Votes on both cards and hands over.
fn sits(room: &mut TestApp, first: &str, second: &str) {
    room.press("<Enter>")
        .press(first)
        .press("<Enter>")
        .press(second)
        .press("<Enter>")
        .sees("Thank you");
}

#[test]
fn everybody_sits_and_the_cards_are_revealed_one_by_one() {
    let mut room = turns();
    room.press("<Enter>").sees("Ana votes").sees("1 of 2").press("g +").sees("Counted");
    room.press("<Enter>")
        .sees("2 of 2")
        .sees("Enter ends your turn")
        .press("r <Left>")
        .sees("1 of 2")
        .press("<Right>");
    room.press("<Right>").sees("This is the last card. Enter ends your turn");
    room.press("<Enter>").sees("Thank you, Ana").sees("Bo is next");
    assert!(room.file(SMALL).contains("way: turns"));
    room.file_has_no(SMALL, "votes");
    sits(&mut room, "y", "g");
    sits(&mut room, "y-", "");
    room.sees_no("without a vote")
        .sees("Everyone has voted: Space reveals card by card")
        .sees("Speed");
    room.press("<Space>")
        .sees("3 votes")
        .press("<Enter><Space>")
        .sees("Hidden: fewer than 3 votes");
    room.file_has(SMALL, "votes: {green: 1, yellow: 2, red: 0}");
    room.file_has(SMALL, "directions: {improving: 1, stable: 0, worsening: 1}");
    room.file_has(SMALL, "votes: hidden");
    room.press("r <Enter>").sees("That was the last card");
    assert!(room.waiting().is_empty());
}

#[test]
fn no_echo_of_a_vote_differs_from_another() {
    let screens = ["g", "y", "r", "b"].map(|vote| {
        let mut room = turns();
        room.press("<Enter>").press(vote);
        let given = room.screen();
        room.press("<Enter>").press(vote).press("<Left>");
        (given, room.screen())
    });
    assert!(screens.iter().all(|screen| *screen == screens[0]), "{screens:#?}");
    let screens = ["+", "=", "-"].map(|direction| {
        let mut room = turns();
        room.press("<Enter>").press(direction);
        room.screen()
    });
    assert!(screens.iter().all(|screen| *screen == screens[0]), "{screens:#?}");
}

#[test]
fn a_comment_in_an_anonymous_sitting_shows_as_dots_and_never_reaches_an_editor() {
    let mut room = turns();
    room.press("<Enter> g c")
        .sees("only dots show")
        .types("Too slow")
        .sees_no("Too slow")
        .sees("••••");
    room.press("<Ctrl-E>").sees("No editor for comments");
    assert!(room.sent.is_empty());
    room.press("<Enter>").sees_no("Too slow").press("<Enter> g <Enter>").sees("Thank you, Ana");
    sits(&mut room, "g", "g");
    sits(&mut room, "g", "g");
    room.press("<Space>").sees("\"Too slow\"").file_has(SMALL, r#"comments: ["Too slow"]"#);
}

#[test]
fn the_enter_of_a_keypad_keeps_a_comment() {
    let mut room = turns();
    room.press("<Enter> g c").types("Too slow");
    room.key(Key::AltEnter);
    room.sees("A comment is one line").press("<Ctrl-J>").sees_no("••••");
    room.press("<Enter> g <Enter>").sees("Thank you, Ana");
    sits(&mut room, "g", "g");
    sits(&mut room, "g", "g");
    room.press("<Space>").sees("\"Too slow\"").file_has(SMALL, r#"comments: ["Too slow"]"#);
}

#[test]
fn a_sitting_is_sat_again_before_the_reveal_and_not_after_a_restart() {
    let mut room = turns();
    sits(&mut room, "g", "g");
    room.press("k").sees("Ana has voted. Enter lets them vote again on cards not yet revealed.");
    room.press("<Enter>").sees("Ana votes").press("r <Enter> r <Enter>").sees("Thank you, Ana");
    room.starts_again();
    room.press("<Enter>")
        .sees("Bo is next")
        .press("k <Enter>")
        .sees("Ana has voted, and that cannot be changed any more");
    room.press("j");
    sits(&mut room, "r", "r");
    sits(&mut room, "r", "r");
    room.press("<Space>").file_has(SMALL, "votes: {green: 0, yellow: 0, red: 3}");
}

#[test]
fn an_unfinished_sitting_starts_again_after_a_restart() {
    let mut room = turns();
    sits(&mut room, "g", "g");
    room.press("<Enter> r <Enter>").sees("Bo votes");
    room.starts_again();
    room.press("<Enter>")
        .sees("Bo is next")
        .press("<Enter>")
        .sees("1 of 2")
        .sees("not yet")
        .sees_no("given");
}

#[test]
fn a_sitting_that_is_left_is_forgotten() {
    let mut room = turns();
    room.press("<Enter> r <Esc>").sees("Ana's votes were discarded. Ctrl-R restores them");
    assert!(room.waiting().is_empty());
    room.file_has(SMALL, "state: open");
    room.press("<Enter>").sees_no("given");
}

#[test]
fn esc_in_a_second_sitting_leaves_the_first_one_standing() {
    let mut room = turns();
    for _ in 0..3 {
        sits(&mut room, "g", "g");
    }
    let before = room.waiting_text();
    room.press("<Enter>")
        .sees("Everyone has voted. Space reveals")
        .press("<Esc> k <Enter>")
        .sees("votes");
    room.press("r <Esc>").sees("stand. Ctrl-R goes back to the new ones");
    assert_eq!(room.waiting_text(), before);
    room.press("<Space> <Space>").file_has(SMALL, "votes: {green: 3, yellow: 0, red: 0}");
}

#[test]
fn undo_after_handing_over_brings_the_screen_between_two_sittings_back() {
    let mut room = turns();
    sits(&mut room, "g", "r");
    room.press("u").sees("Undone").sees("Ana is next");
    assert!(room.waiting().is_empty());
    room.press("<Ctrl-R>").sees("Redone").sees("Bo is next");
    room.press("<Enter> g y u u").sees_no("given").press("u").sees_no("Bo votes");
}

#[test]
fn in_anonymous_turns_a_reveal_bars_the_way_back_and_v_clears_the_card() {
    let mut room = turns();
    for _ in 0..3 {
        sits(&mut room, "g", "g");
    }
    room.press("<Space>").sees("3 votes").press("u").sees("Nothing to undo since the last reveal");
    room.press("y u").sees("Undone").press("u").sees("since the last reveal").press("<Ctrl-R>");
    room.press("V").sees("0 of 3 have voted").file_has_no(SMALL, "green: 3");
    room.press("<Enter>").sees("Ana is next").press("<Enter>").sees("1 of 2");
}

#[test]
fn in_named_turns_a_reveal_can_be_taken_back() {
    let mut room = named();
    for _ in 0..3 {
        sits(&mut room, "g", "y");
    }
    room.press("<Space>").file_has(SMALL, r#""Ana": {vote: green}"#);
    room.press("u").sees("3 of 3 have voted").file_has_no(SMALL, "Ana\":");
}

#[test]
fn a_late_comer_votes_from_the_first_card_not_revealed() {
    let mut room = turns();
    for _ in 0..3 {
        sits(&mut room, "g", "g");
    }
    room.press("<Space><Enter> v +")
        .types("Dörte")
        .press("<Enter><Enter>")
        .sees("3 of 4 have voted");
    room.press("<Space>").sees("1 turn is missing. Space again reveals anyway");
    room.press("<Enter>")
        .sees("Dörte is next")
        .press("<Enter>")
        .sees("1 of 1")
        .sees("Fun")
        .press("r <Enter>");
    room.press("<Space>").sees("4 votes").file_has(SMALL, "votes: {green: 3, yellow: 0, red: 1}");
}

#[test]
fn who_leaves_takes_no_ballot_along() {
    let mut room = turns();
    sits(&mut room, "r", "r");
    room.press("v")
        .sees("Ana")
        .press("-")
        .sees("2 people here now. Votes already given stay")
        .press("<Esc>");
    sits(&mut room, "g", "g");
    sits(&mut room, "g", "g");
    room.press("<Space>").file_has(SMALL, "votes: {green: 2, yellow: 0, red: 1}");
}

#[test]
fn the_cards_can_be_looked_at_between_two_sittings_and_take_no_ballot() {
    let mut room = turns();
    room.press("<Space>").sees("0 of 3 have voted").press("g").sees("g does nothing here");
    room.press("<Space>").sees("Nobody has voted on this card yet");
    room.press("<Enter>")
        .sees("Ana is next")
        .press("s")
        .sees("agreement")
        .press("<Esc>")
        .sees("Ana is next");
}

#[test]
fn without_names_voters_are_numbered() {
    let mut room = TestApp::with("squadcheck: 1\ndefaults: {way: turns}\n");
    room.press("n").types("Nova").press("<Enter>").sees("Voter 1 is next").sees("Voter 6");
}

/// The whole Spotify check in turns, from an empty folder to the report.
#[test]
fn a_whole_check_in_turns_leads_to_the_report() {
    let mut room = TestApp::empty();
    room.press("i n jj l <Enter>").sees("Ana is next");
    for person in ["Ana", "Bo", "Chi", "Dörte", "Eli", "Fay"] {
        room.sees(&format!("{person} is next")).press("<Enter>");
        for _ in 0..11 {
            room.press("g = <Enter>");
        }
    }
    room.sees("Everyone has voted");
    for card in 1..=11 {
        room.sees(&format!("{card} of 11")).press("<Space>").sees("6 votes").press("<Enter>");
    }
    room.press("C e <Enter>").sees("Written to checkout-2026-11-20.md");
    room.file_has(CHECKOUT, "state: closed");
    assert_eq!(room.file("checkout-2026-11-20.md").matches("🟢").count() % 11, 0);
}

#[test]
fn after_a_restart_those_of_the_team_still_sit_by_their_names() {
    let mut room = turns();
    room.press("<Space> d").sees("Skipped");
    room.starts_again();
    room.press("<Enter>").sees("Ana is next");
}

#[test]
fn a_sitting_that_is_repeated_changes_nothing_on_the_disk_before_it_is_handed_over() {
    let mut room = turns();
    sits(&mut room, "g", "g");
    let before = room.waiting_text();
    room.press("k <Enter> r u u").sees("Undone");
    assert_eq!(room.waiting_text(), before);
}

#[test]
fn the_next_person_is_the_first_without_ballots() {
    let mut room = turns();
    // Bo sits first, and then it is Ana's turn.
    room.press("<Right>").sees("Bo is next");
    sits(&mut room, "g", "g");
    room.sees("Ana is next");
    sits(&mut room, "r", "r");
    room.sees("Chi is next").press("u").sees("Ana is next").press("<Ctrl-R>");
    room.sees("Chi is next").press("<Left> s <Esc>").sees("Chi is next");
    // A card that comes back is for all: who has no ballot at all goes first.
    room.press("<Space> n V p").press("<Esc>").sees("Chi is next");
}

#[test]
fn who_arrives_gets_a_seat_of_their_own() {
    let mut room = TestApp::with(&THREE.replace("people: [Ana, Bo, Chi]", "people: []"));
    room.press("n <Up><Up>3<Enter>").sees("Voter 1 is next");
    sits(&mut room, "g", "g");
    sits(&mut room, "r", "y");
    // The first one leaves; the ballots stay, and so does the seat.
    room.press("v <Home> -")
        .sees("2 people here now. Votes already given stay")
        .press("+")
        .sees("3 people here now");
    room.sees("Voter 4").press("<Enter>").sees("Voter 3 is next");
    sits(&mut room, "g", "g");
    room.sees("Voter 4 is next");
    sits(&mut room, "g", "g");
    room.sees("Everyone has voted").press("<Space>");
    room.file_has(SMALL, "votes: {green: 3, yellow: 0, red: 1}").file_has(SMALL, "voters: 4");
}

#[test]
fn somebody_who_left_comes_back_to_their_own_seat() {
    let mut room = turns();
    sits(&mut room, "g", "g");
    room.press("v - + ").sees("Name").types("Dan").press("<Enter>").sees("3 people here now");
    room.press("<Space>").sees("4 people here now").press("<Enter>").sees("Bo is next");
}

#[test]
fn large_type_is_turned_between_turns_and_in_a_turn_and_what_is_typed_stays() {
    let mut room = turns();
    room.press("z").sees("Large type on").press("<Enter>z").sees("Large type off");
    room.press("gz").sees("Large type on").sees("given").press("<Enter>").sees("2 of");
}
