//! Scales on which every level is one digit: a digit is one ballot at once.

use crate::test_app::TestApp;

const SEVEN: &str = r"
squadcheck: 1
defaults: {template: our-check, secrecy: SECRECY, way: WAY}
teams: [{name: Checkout, people: [Ana, Bo, Chi, Dan]}]
templates:
  - key: our-check
    name: Our check
    add:
      - {key: load, name: Load, awesome: Air., crappy: Overload., scale: {min: 1, max: 7}}
      - {key: noise, name: Noise, awesome: Quiet., crappy: Loud.,
         scale: {min: 0, max: 9, reversed: true}}
";
const FILE: &str = "sessions/checkout/2026-11-20-our-check.yaml";

fn room(secrecy: &str, way: &str) -> TestApp {
    let mut room = TestApp::with(&SEVEN.replace("SECRECY", secrecy).replace("WAY", way));
    room.press("n <Enter>");
    room
}

#[test]
fn a_digit_is_one_ballot_and_after_the_reveal_what_is_agreed() {
    let mut room = room("anonymous", "hands");
    room.press("<Enter>").sees("Vote with a digit. Space reveals");
    room.press("5").sees("Counted").sees("1 of 4 have voted");
    room.press("5 6").sees("3 of 4 have voted").press("8").sees("Votes on this card are 1 to 7");
    room.press("0").sees("Votes on this card are 1 to 7").sees("3 of 4 have voted");
    room.press("2").sees("4 of 4 have voted");
    room.press("7").sees("All 4 have voted. Somebody new? Press v");
    room.press("<Space>").sees("4 votes").file_has(FILE, "votes: {2: 1, 5: 2, 6: 1}");
    room.press("9").sees("Votes on this card are 1 to 7").press("3").sees("Agreed on 3");
    room.file_has(FILE, "agreed: {vote: 3}").press("6 <Enter>").sees("2 of 2");
    room.file_has(FILE, "agreed: {vote: 6}");
    // From 0 to 9, and where agreeing is bad.
    room.press("0 9 9 0 <Space>").file_has(FILE, "votes: {0: 2, 9: 2}").press("<Enter>");
    room.file_has(FILE, "agreed: {vote: 9}");
}

#[test]
fn directions_and_abstentions_count_one_a_press() {
    let mut room = room("anonymous", "hands");
    room.press("3 2+").sees("2 of 4 have voted").sees("1 of 4 gave a direction");
    room.press("= - b").sees("3 of 4 have voted").sees("3 of 4 gave a direction");
    room.press("<Backspace>").sees("2 of 4 have voted").press("<Backspace>");
    room.sees("2 of 4 gave a direction").press("6 1 <Space>");
    room.file_has(FILE, "directions: {improving: 1, stable: 1, worsening: 0}");
}

#[test]
fn named_a_digit_is_the_ballot_of_the_person_under_the_cursor() {
    let mut room = room("named", "hands");
    room.press("5").sees("Ana's vote is counted").press("+").sees("Ana's direction is counted");
    room.press("j 3").sees("Chi's vote is counted").press("u").sees_no("ballot of Chi");
    room.press("8").sees("Votes on this card are 1 to 7").press("4 7 1").sees("4 of 4 have voted");
    room.press("<Space>").file_has(FILE, r#""Ana": {vote: 5, direction: improving}"#);
}

#[test]
fn in_a_sitting_a_digit_is_ones_vote_and_no_digit_looks_like_another() {
    let screens = ["2", "6"].map(|vote| {
        let mut room = room("anonymous", "turns");
        room.press("<Enter>").sees("Ana votes").press("8").sees("Votes on this card are 1 to 7");
        room.press(vote).sees("Counted").sees("given").sees("1 of 2");
        room.screen()
    });
    assert_eq!(screens[0], screens[1]);
    let mut room = room("anonymous", "turns");
    for votes in ["2<Enter>9<Enter>", "2 5<Enter>0<Enter>", "5<Enter><Enter>", "7<Enter>1<Enter>"] {
        room.press("<Enter>").press(votes);
    }
    room.sees("Everyone has voted").press("<Space>").file_has(FILE, "votes: {2: 1, 5: 2, 7: 1}");
}

#[test]
fn undo_takes_a_digit_back_and_nothing_waits_in_the_workspace() {
    let mut room = room("anonymous", "hands");
    room.press("5 5").sees("2 of 4 have voted").press("u").sees("1 of 4 have voted");
    room.press("u").sees("0 of 4 have voted").press("<Ctrl-R><Ctrl-R>").sees("2 of 4 have voted");
    for name in room.files() {
        room.file_has_no(&name, "votes");
    }
}
