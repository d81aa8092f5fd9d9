//! Ballots of devices: in memory alone until their reveal, and nothing drawn or served tells them
//! apart.

use proptest::prelude::*;
use squadcheck::app::voting::VotingAnswer;
use squadcheck::model::Light::{self, Green, Red, Yellow};

use crate::config;
use crate::disk::everything;
use crate::test_app::TestApp;

fn room(phones: u32) -> TestApp {
    let mut room = TestApp::with(&config("devices"));
    room.press("n<Enter>");
    room.server_opens();
    for _ in 0..phones {
        room.joins(None);
    }
    room.press("<Enter>");
    room
}

#[test]
fn a_ballot_of_a_device_changes_no_file() {
    let mut room = room(4);
    let before = everything(&room);
    for (seat, revision, light) in
        [(1, 1, Green), (2, 1, Red), (3, 1, Yellow), (4, 1, Red), (1, 2, Red)]
    {
        assert_eq!(room.votes(seat, revision, "speed", light), VotingAnswer::Taken);
    }
    room.press("n p s <Esc> <Esc>");
    assert_eq!(everything(&room), before);
    room.wait(60).press("z w");
    assert_eq!(everything(&room), before);
}

/// What comes out of a meeting in which phones vote so: each frame, each answer, each thing served.
fn seen(lights: &[Light]) -> Vec<String> {
    let mut room = room(4);
    let mut seen = vec![room.screen()];
    for (seat, light) in (1..).zip(lights) {
        let answer = room.votes(seat, 1, "speed", *light);
        seen.push(format!("{answer:?} {:?}", room.served().map(|served| &served.state)));
        seen.push(room.screen());
    }
    for key in ["g", "<Backspace>", "u", "i", "<Esc>", "n", "p", "s", "<Esc>", "v", "<Esc>"] {
        room.press(key);
        seen.push(room.screen());
        seen.push(format!("{:?}", everything(&room)));
    }
    seen
}

fn light() -> impl Strategy<Value = Light> {
    prop::sample::select(vec![Green, Yellow, Red])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn frames_answers_and_what_is_served_are_the_same_whatever_was_voted(
        one in prop::collection::vec(light(), 3),
        other in prop::collection::vec(light(), 3),
    ) {
        prop_assert_eq!(seen(&one), seen(&other));
    }

    #[test]
    fn undo_and_redo_between_submissions_lose_none_and_bring_none_back(
        keys in prop::collection::vec(
            prop::sample::select(vec!["g", "r", "u", "<Ctrl-R>", "<Backspace>", "n p", "="]), 1..12),
        at in 0_usize..12,
    ) {
        let mut room = room(2);
        for (index, key) in keys.iter().enumerate() {
            if index == at.min(keys.len() - 1) {
                room.votes(1, 1, "speed", Red);
                room.votes(2, 1, "speed", Green);
            }
            room.press(key);
        }
        let check = room.app.live.as_ref().expect("it is live").check();
        prop_assert_eq!(check.on_devices(0), 2);
        prop_assert!(check.answered(0) <= 4);
    }
}
