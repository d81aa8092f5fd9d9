//! The form of a new check, and what was agreed on before.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const LAST_TIME: &str = r#"squadcheck: 1
team: "Checkout"
date: 2026-10-20
template: spotify
secrecy: anonymous
way: hands
voters: 6
dimensions:
  - key: easy-to-release
    name: "Easy to release"
    scale: traffic-light
    votes: {green: 0, yellow: 0, red: 6}
    agreed: {vote: red, direction: worsening}
actions:
  - {text: "Cut the pipeline", owner: "Ana", due: 2026-11-01, state: open}
  - {text: "Buy a lamp", state: open}
  - {text: "Write it up", owner: "Bo", state: open}
mood: "good"
state: closed
"#;
const EARLIER: &str = "sessions/checkout/2026-10-20-spotify.yaml";

fn with_open_actions() -> TestApp {
    TestApp::furnished(&[("healthcheck.yaml", TEAMS), (EARLIER, LAST_TIME)])
}

#[test]
fn a_team_that_nobody_knows_is_typed() {
    let mut room = TestApp::with(TEAMS);
    room.press("n h")
        .sees("a new team")
        .sees("New team")
        .press("<Enter>")
        .sees("Type the team's name");
    room.types("Nova & Co").press("<Enter>").press("6y<Space>").sees("6 votes");
    assert_eq!(room.files(), ["sessions/nova-co/2026-11-20-spotify.yaml"]);
    room.press("<Esc>").sees("Nova & Co");
}

#[test]
fn left_in_an_empty_name_goes_back_to_the_known_teams() {
    let mut room = TestApp::with(TEAMS);
    room.press("n h")
        .sees("a new team")
        .press("<Left>")
        .sees("Search")
        .press("<Right>")
        .types("x")
        .press("<Left>");
    room.sees("a new team").press("<Esc>").sees("no check yet");
}

#[test]
fn people_are_ticked_and_guests_added() {
    let mut room = TestApp::with(TEAMS);
    room.press("n jjj l")
        .sees("every vote is kept with its name")
        .press("j<Space>l l<Space>k")
        .press("j j");
    room.types("Zoë, Ana ,, Zoë")
        .press("<Enter>")
        .sees("0 of 6 have voted")
        .sees("Zoë")
        .sees_no("Chi");
    room.press("g<Space><Space>")
        .file_has(CHECKOUT, r#"people: ["Bo", "Dörte", "Eli", "Fay", "Zoë", "Ana"]"#);
}

#[test]
fn a_named_check_without_names_is_refused() {
    let mut room = TestApp::with("squadcheck: 1\n");
    room.press("n")
        .types("Nova")
        .press("<Down><Down><Down> l <Enter>")
        .sees("A named check needs names");
    room.types("Ana").press("<Enter>").sees("0 of 1 have voted");
}

#[test]
fn a_date_is_typed_as_people_say_it() {
    let mut room = TestApp::with(TEAMS);
    room.press("n k")
        .press("<Ctrl-U>")
        .types("someday")
        .press("<Enter>")
        .sees("\"someday\" is not a date. Type");
    room.press("<Ctrl-U>").types("+3d").press("<Enter>").sees("23 Nov 2026").press("6g<Space>");
    assert_eq!(room.files(), ["sessions/checkout/2026-11-23-spotify.yaml"]);
}

#[test]
fn with_fewer_voters_than_the_threshold_it_says_what_will_not_be_shown() {
    let mut room = TestApp::with("squadcheck: 1\n");
    room.press("n")
        .types("Nova")
        .press("<Up><Up>")
        .press("<Backspace>")
        .press("<Enter>")
        .sees("At least one person");
    room.press("2")
        .sees("votes and comments are neither shown nor kept")
        .press("l")
        .sees_no("are shown or kept");
    room.press("h <Enter>").press("2g<Space>").sees("Hidden: fewer than 3 votes");
    room.press("g<Enter>").file_has("sessions/nova/2026-11-20-spotify.yaml", "votes: hidden");
    room.file_has("sessions/nova/2026-11-20-spotify.yaml", "agreed: {vote: green}");
}

#[test]
fn a_number_is_what_was_typed_or_refused_with_a_word() {
    let mut room = TestApp::with("squadcheck: 1\n");
    room.press("n").types("Nova").press("<Up><Up><Backspace>1234").sees("1234");
    room.press("<Enter>").sees("At most 1000 people can vote");
    room.press("<Backspace>").sees("123").press("45678").sees("12345678");
    room.press("9").sees("123456789").sees_no("At most").press("0");
    room.sees("A number has at most 9 digits").sees("123456789").sees_no("1234567890");
    for _ in 0..9 {
        room.press("<Backspace>");
    }
    room.press("1000<Enter>").sees("0 of 1000 have voted");
    room.press("1000g").sees("1000 of 1000 have voted");
}

#[test]
fn a_count_of_answers_has_as_many_digits_as_voters() {
    let mut room = TestApp::with("squadcheck: 1\n");
    room.press("n").types("Nova").press("<Up><Up><Backspace>1000<Enter>");
    room.press("1000g<Space>g<Enter>").press("s").press("m").press("1000+").sees("1000 of 1000");
}

#[test]
fn a_check_left_before_any_act_leaves_no_file() {
    let mut room = TestApp::on_the_first_card();
    room.press("n p z s <Esc> v <Esc> <Esc><Esc>").sees("no check yet");
    assert!(room.files().is_empty() && room.waiting().is_empty());
}

#[test]
fn an_open_check_is_gone_on_with_or_a_new_one_started() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter><Esc><Esc> n<Enter>")
        .sees("Checkout has an open check of 2026-11-20");
    room.press("<Esc>")
        .sees("New check")
        .press("<Enter><Enter>")
        .sees("2 of 11")
        .press("<Esc><Esc>")
        .sees("open");
    room.press("n<Enter>n").sees("1 of 11").press("6r<Space>").sees("6 votes");
    assert_eq!(room.files(), ["sessions/checkout/2026-11-20-spotify-2.yaml", CHECKOUT]);
    room.press("<Esc><Esc>").sees("open");
}

#[test]
fn a_wrong_key_on_a_field_says_so() {
    let mut room = TestApp::with(TEAMS);
    room.press("n 7")
        .sees("That key works on another field")
        .press("<Space>")
        .sees("That key works on another field");
    room.press("x")
        .sees("x does nothing here")
        .press("?")
        .sees("chooses the next value")
        .press("<Esc><Esc>");
    room.sees("no check yet");
}

#[test]
fn open_actions_come_first_and_what_is_said_goes_into_their_own_file() {
    let mut room = with_open_actions();
    room.sees("3 actions")
        .press("n<Enter>")
        .sees("What we agreed on last time")
        .sees("Cut the pipeline");
    room.press("d").sees("done").press("x").sees("dropped").press("o").sees("1 of 11");
    let text = room.file(EARLIER);
    for words in [
        "state: done, changes: [{date: 2026-11-20, state: done}]",
        "state: dropped, changes: [{date: 2026-11-20, state: dropped}]",
        "state: open, changes: [{date: 2026-11-20, state: carried}]",
        "mood: \"good\"",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    assert!(text.ends_with("state: closed\n"), "{text}");
    room.sees("last time, 20 Oct 2026")
        .sees("Red")
        .press("6y<Space>y")
        .sees("better than last time");
}

#[test]
fn an_open_action_is_edited_in_place_and_taken_back() {
    let mut room = with_open_actions();
    room.press("n<Enter> j <Enter>")
        .sees("Buy a lamp")
        .types(", a red one")
        .press("<Enter>")
        .sees("Action noted");
    assert!(room.file(EARLIER).contains("Buy a lamp, a red one"));
    room.press("u").sees("Undone");
    assert!(!room.file(EARLIER).contains("a red one"));
    room.press("d u u")
        .sees("Nothing to undo")
        .press("s")
        .sees("agreement")
        .press("<Esc>")
        .sees("Buy a lamp");
    room.press("<Space>").sees("1 of 11");
    assert!(
        room.file(EARLIER)
            .contains(r#"text: "Cut the pipeline", owner: "Ana", due: 2026-11-01, state: open"#)
    );
}

#[test]
fn what_became_of_last_times_actions_is_in_the_report() {
    let mut room = with_open_actions();
    room.press("n<Enter> d x o 6g<Space><Enter> e<Enter>");
    let report = room.file("checkout-2026-11-20.md");
    for words in ["Cut the pipeline", "Buy a lamp", "Write it up"] {
        assert!(report.contains(words), "no {words} in\n{report}");
    }
}

#[test]
fn a_digit_takes_the_place_of_the_number_that_was_there() {
    let mut room = TestApp::with("squadcheck: 1\n");
    room.press("n").types("Nova").press("<Up><Up>12").sees("12").sees_no("612");
    // Left and entered again, and after the arrows, too.
    room.press("<Up><Down>9l").sees("10").press("7<Enter>").sees("0 of 7 have voted");
}

#[test]
fn what_has_no_room_in_the_form_ends_with_a_mark() {
    let config = "squadcheck: 1\nteams:\n  - name: Checkout\n    people: [Ana, Bo, Chi, Dan, Eli, \
                  Farah, Goran, Hana, Ivo]\n";
    let mut room = TestApp::with(config);
    room.size = (80, 24);
    room.press("n").sees("you type them").sees("Farah  [✓…").sees_no("Goran");
    room.size = (120, 40);
    room.sees("Goran").sees("Ivo").sees_no("…");
}
