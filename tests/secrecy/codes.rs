//! Ballot codes: in memory alone until their reveal, and nothing drawn or written tells them apart.

use proptest::prelude::*;
use squadcheck::app::Msg;
use squadcheck::model::Light::{self, Green, Red, Yellow};

use crate::config;
use crate::disk::everything;
use crate::sheets::Voter;
use crate::test_app::TestApp;

/// A check on its first card, whose sheet was made.
fn room() -> TestApp {
    let mut room = TestApp::with(&config("devices"));
    room.press("n<Enter>");
    room.server_opens().press("S<Enter>");
    room
}

/// A person's code on one card.
fn code(room: &TestApp, id: u8, light: Light) -> String {
    let key = room.app.live.as_ref().and_then(|live| live.sheet.clone()).expect("a sheet");
    Voter::new(id, light).code(key.public(), &["speed"])
}

#[test]
fn a_code_changes_no_file_until_the_reveal_and_its_sheet_opens_no_old_one_afterwards() {
    let mut room = room();
    let before = everything(&room);
    let codes: Vec<String> = (1..=4).map(|id| code(&room, id, Red)).collect();
    for code in &codes {
        room.tell(Msg::Paste(code.clone()));
    }
    room.press("i o<Esc><Esc> n p s <Esc>").sees("4 of 4 have voted");
    assert_eq!(everything(&room), before);
    room.press("<Space>").sees("4 votes");
    assert_ne!(everything(&room), before);
    // All that is on the disk once the check is closed, and the chat, are not enough.
    room.press("s C<Enter>").sees("closed");
    assert!(before.iter().any(|(_, file)| has_key(file)));
    assert!(!everything(&room).iter().any(|(_, file)| has_key(file)), "the key is gone");
}

/// Returns true for a file with the key of a sheet in it.
fn has_key(file: &str) -> bool {
    file.lines().any(|line| line.starts_with("sheet: {key:"))
}

/// What comes out of a meeting in which codes say so: each frame, and each file.
fn seen(lights: &[Light]) -> Vec<String> {
    let mut room = room();
    let mut seen = vec![room.screen()];
    for (id, light) in (1..).zip(lights) {
        let code = code(&room, id, *light);
        room.tell(Msg::Paste(code));
        seen.push(room.screen());
    }
    for key in ["i", "o", "<Esc>", "<Down>", "x", "<Esc>", "g", "u", "n", "p", "s", "<Esc>"] {
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
    fn frames_and_files_are_the_same_whatever_was_voted(
        one in prop::collection::vec(light(), 3),
        other in prop::collection::vec(light(), 3),
    ) {
        prop_assert_eq!(seen(&one), seen(&other));
    }

    #[test]
    fn a_plain_line_is_never_drawn(
        one in prop::sample::select(vec!["g+ 1 r", "r- 5 g", "y= 3 b"]),
        other in prop::sample::select(vec!["g+ 2 y", "r= 4 r", "y- 3 b"]),
    ) {
        let drawn = |line: &str| {
            let mut room = room();
            room.press("i o");
            room.tell(Msg::Paste(line.to_owned()));
            let mut seen = vec![room.screen()];
            room.press("<Enter>");
            // The tag is of a random number, and the same in both.
            seen.push(room.screen());
            seen
        };
        prop_assert_eq!(drawn(one), drawn(other));
    }
}
