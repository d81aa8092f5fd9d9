//! Scales of levels, from an own template.

use crate::test_app::TestApp;

const SCALES: &str = r#"
squadcheck: 1
defaults: {template: our-check}
teams: [{name: Checkout, people: [Ana, Bo, Chi]}]
templates:
  - key: our-check
    name: Our check
    add:
      - key: load
        name: Load
        awesome: Enough air.
        crappy: Overload.
        scale: {min: 1, max: 5, step: 0.5, labels: {1: "Never", 5: "Always"},
                lights: {red: 1, yellow: 2.5, green: 4}, reversed: false}
      - {key: fun, name: Fun, awesome: Joy., crappy: Gloom.}
"#;
const FILE: &str = "sessions/checkout/2026-11-20-our-check.yaml";

#[test]
fn digits_and_a_point_gather_a_level_and_enter_casts_it() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter>")
        .sees("Never")
        .sees("Always")
        .press("<Enter>")
        .sees("Vote with a level, then Enter");
    room.press("2.5")
        .sees("typing")
        .sees_no("2.5")
        .sees("0 of 3 have voted")
        .press("<Enter>")
        .sees("1 of 3 have voted");
    room.press("4<Backspace>5<Enter>")
        .sees("2 of 3 have voted")
        .press("9<Enter>")
        .sees("Votes on this card are");
    room.press("2.7<Enter>").sees("Votes on this card are").press("g").sees("g does nothing here");
    room.press("4<Enter> 5<Enter>")
        .sees("All 3 have voted. Somebody new? Press v")
        .press("+ <Space>")
        .sees("3 votes");
    room.file_has(FILE, "votes: {2.5: 1, 4: 1, 5: 1}");
    room.press("9<Enter>").sees("Votes on this card are").press("3.5<Enter>").sees("Agreed on");
    room.press("-<Enter>")
        .sees("2 of 2")
        .file_has(FILE, "agreed: {vote: 3.5, direction: worsening}");
}

#[test]
fn the_suggestion_of_a_level_is_taken_with_enter() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter> 1<Enter> 2<Enter> 5<Enter> <Space>")
        .sees("the middle vote")
        .press("<Enter>");
    room.file_has(FILE, "agreed: {vote: 2}").press("p").sees("2");
}

#[test]
fn in_a_sitting_a_level_being_typed_is_not_shown() {
    let mut room = TestApp::with(
        &SCALES.replace("{template: our-check}", "{template: our-check, way: turns}"),
    );
    let mut other = TestApp::with(
        &SCALES.replace("{template: our-check}", "{template: our-check, way: turns}"),
    );
    other.press("n <Enter><Enter>").sees("Ana votes").press("2.5");
    room.press("n <Enter><Enter>").sees("Ana votes").press("4.5").sees("typing");
    assert_eq!(
        room.screen(),
        other.screen(),
        "all levels are there to choose from, none is marked"
    );
    room.press("<Backspace><Backspace><Enter>")
        .sees("Counted")
        .sees("given")
        .press("<Enter>")
        .sees("2 of 2");
    room.press("g<Enter> <Enter>7<Enter>")
        .sees("Votes on this card are")
        .press("<Backspace><Enter>g<Enter>");
    room.press("<Enter>2<Enter><Enter>g<Enter>")
        .sees("Everyone has voted")
        .press("<Space>")
        .sees("Hidden");
    room.file_has(FILE, "votes: hidden");
}

#[test]
fn a_comma_is_a_point() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter> 2,5<Enter>").sees("1 of 3 have voted").press("4,<Enter> 4.5<Enter>");
    room.press("<Space>").file_has(FILE, "votes: {2.5: 1, 4: 1, 4.5: 1}");
    room.press("3,5<Enter>").file_has(FILE, "agreed: {vote: 3.5}");
}

#[test]
fn a_refused_level_stays_to_be_corrected_and_another_digit_begins_anew() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter> 2.7<Enter>").sees("Votes on this card are").sees("typing");
    room.press("<Enter>").sees("Votes on this card are").sees("typing");
    room.press("<Backspace>5<Enter>").sees("1 of 3 have voted").sees_no("typing");
    room.press("7<Enter>").sees("typing").press("4<Enter>").sees("2 of 3 have voted");
    // A level that is being typed waits for its Enter.
    room.press("4<Space>").sees("1 vote is missing").sees("typing").press("<Enter>");
    room.sees("3 of 3 have voted").press("<Space>").file_has(FILE, "votes: {2.5: 1, 4: 2}");
    room.press("9<Enter>").sees("4     9").press("<Backspace>3-<Enter>");
    room.file_has(FILE, "agreed: {vote: 3, direction: worsening}");
}

#[test]
fn before_a_direction_or_an_abstention_digits_are_a_count() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter> 2+").sees("2 of 3 gave a direction").sees_no("typing");
    room.press("2=").sees("2 of 3 gave a direction; 2 more is too many");
    room.press("1=").sees("3 of 3 gave a direction").press("2.5+").sees("Type a count of 1");
    room.press("<Enter>").sees("1 of 3 have voted").press("2b").sees("3 of 3 have voted");
}

#[test]
fn the_suggestion_is_a_vote_as_it_was_given_and_a_rounded_mean_says_so() {
    let fine = SCALES.replace("step: 0.5", "step: 0.01").replace("2.5, green", "2.52, green");
    let mut room = TestApp::with(&fine);
    room.press("n <Enter> 2.31<Enter> 4.7<Enter> 2.33<Enter> <Space>");
    // (2.31 + 4.7 + 2.33) / 3 = 3.1133.
    room.sees("mean about 3.11").press("<Enter>").file_has(FILE, "agreed: {vote: 2.33}");
    // With an even number it is the lower of the two middle votes, and never what lies between
    // them.
    let mut room = TestApp::with(&fine);
    room.press("n <Enter> v+<Enter> 2.31<Enter> 4.7<Enter> 2.33<Enter> 3.5<Enter> <Space>");
    // (2.31 + 4.7 + 2.33 + 3.5) / 4 = 3.21.
    room.sees("mean 3.21").press("<Enter>").file_has(FILE, "agreed: {vote: 2.33}");
    let mut room = TestApp::with(&fine.replace("reversed: false", "reversed: true"));
    room.press("n <Enter> v+<Enter> 2.31<Enter> 4.7<Enter> 2.33<Enter> 3.5<Enter> <Space>");
    room.press("<Enter>").file_has(FILE, "agreed: {vote: 3.5}");
}
