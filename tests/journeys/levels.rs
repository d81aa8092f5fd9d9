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
        .sees("a ballot is a level, then Enter");
    room.press("2.5")
        .sees("typing")
        .sees_no("2.5")
        .sees("0 of 3 have voted")
        .press("<Enter>")
        .sees("1 of 3 have voted");
    room.press("4<Backspace>5<Enter>")
        .sees("2 of 3 have voted")
        .press("9<Enter>")
        .sees("this dimension is answered with");
    room.press("2.7<Enter>")
        .sees("this dimension is answered with")
        .press("g")
        .sees("g does nothing here");
    room.press("4<Enter> 5<Enter>")
        .sees("3 of 3 have voted, 1 more would be too many")
        .press("+ <Space>")
        .sees("3 votes");
    room.file_has(FILE, "votes: {2.5: 1, 4: 1, 5: 1}");
    room.press("9<Enter>")
        .sees("this dimension is answered with")
        .press("3.5<Enter>")
        .sees("Agreed on");
    room.press("-<Enter>")
        .sees("2 of 2")
        .file_has(FILE, "agreed: {vote: 3.5, direction: worsening}");
}

#[test]
fn the_suggestion_of_a_level_is_taken_with_enter() {
    let mut room = TestApp::with(SCALES);
    room.press("n <Enter> 1<Enter> 2<Enter> 5<Enter> <Space>")
        .sees("the vote in the middle")
        .press("<Enter>");
    room.file_has(FILE, "agreed: {vote: 2}").press("p").sees("2");
}

#[test]
fn in_a_sitting_a_level_being_typed_is_not_shown() {
    let mut room = TestApp::with(
        &SCALES.replace("{template: our-check}", "{template: our-check, way: turns}"),
    );
    room.press("n <Enter><Enter>").sees("Ana votes").press("4.5").sees("typing").sees_no("4.5");
    room.press("<Backspace><Backspace><Enter>")
        .sees("taken")
        .sees("given")
        .press("<Enter>")
        .sees("2 of 2");
    room.press("g<Enter> <Enter>7<Enter>")
        .sees("this dimension is answered with")
        .press("<Enter>g<Enter>");
    room.press("<Enter>2<Enter><Enter>g<Enter>")
        .sees("All have sat")
        .press("<Space>")
        .sees("Hidden");
    room.file_has(FILE, "votes: hidden");
}
