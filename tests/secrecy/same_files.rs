//! Two checks whose ballots are the same, and only who gave them, in which order, when and with how
//! many slips of the finger, is not: they leave the same bytes, show the same screens and make the
//! same reports.

use proptest::prelude::*;

use crate::disk::everything;
use crate::test_app::TestApp;
use crate::{SESSION, config};

/// What one person says to the three cards.
type Sheet = [Said; 3];

#[derive(Clone, Debug)]
struct Said {
    /// An index into the answers of the card; none: nothing is given.
    answer: Option<usize>,
    direction: Option<usize>,
    comment: Option<usize>,
}

const LIGHTS: [&str; 4] = ["g", "y", "r", "b"];
const LEVELS: [&str; 4] = ["1<Enter>", "2.5<Enter>", "5<Enter>", "b"];
const DIRECTIONS: [&str; 3] = ["+", "=", "-"];
const COMMENTS: [&str; 3] = ["Too slow", "aaa", "Zu laut"];

fn said() -> impl Strategy<Value = Said> {
    let some = |n: usize| prop_oneof![3 => (0..n).prop_map(Some), 1 => Just(None)];
    (some(4), some(3), prop_oneof![1 => (0..3_usize).prop_map(Some), 2 => Just(None)])
        .prop_map(|(answer, direction, comment)| Said { answer, direction, comment })
}

fn sheet() -> impl Strategy<Value = Sheet> {
    [said(), said(), said()]
}

/// How a sitting goes besides what is said: nothing of it may be seen later.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// Another answer is given first, and then corrected.
    slips: bool,
    /// Seconds that pass before each card.
    pause: i64,
    /// The cards are gone through once before anything is said.
    looks: bool,
    /// The sitting is left at first, and begun again.
    leaves: bool,
}

fn manner() -> impl Strategy<Value = Manner> {
    (any::<bool>(), 0..600_i64, any::<bool>(), any::<bool>())
        .prop_map(|(slips, pause, looks, leaves)| Manner { slips, pause, looks, leaves })
}

fn sit(room: &mut TestApp, person: usize, sheet: &Sheet, manner: Manner) {
    room.press("<Home>").press(&"<Down>".repeat(person)).press("<Enter>");
    if manner.leaves {
        room.press("r+<Esc>").press("<Home>").press(&"<Down>".repeat(person)).press("<Enter>");
    }
    if manner.looks {
        room.press("<Right><Right><Left><Left>");
    }
    for (card, said) in sheet.iter().enumerate() {
        room.wait(manner.pause);
        let answers = if card == 1 { LEVELS } else { LIGHTS };
        if let Some(answer) = said.answer {
            if manner.slips {
                room.press(answers[(answer + 1) % answers.len()]);
            }
            room.press(answers[answer]);
        }
        if let Some(direction) = said.direction {
            if manner.slips {
                room.press(DIRECTIONS[(direction + 1) % DIRECTIONS.len()]);
            }
            room.press(DIRECTIONS[direction]);
        }
        if let Some(comment) = said.comment {
            room.press("c").types(COMMENTS[comment]).press("<Enter>");
        }
        room.press("<Enter>");
    }
}

/// Both rooms take the same keys, and nothing that comes out differs.
fn together(one: &mut TestApp, two: &mut TestApp, line: &str) -> Result<(), TestCaseError> {
    for key in crate::typed::keys(line) {
        one.key(key);
        two.key(key);
        same(one, two)?;
    }
    Ok(())
}

fn same(one: &TestApp, two: &TestApp) -> Result<(), TestCaseError> {
    prop_assert_eq!(everything(one), everything(two));
    Ok(())
}

/// From the first reveal to the end, with a report in the middle.
const TO_THE_END: &str =
    "<Space>y<Enter> n p <Space>3<Enter><Enter> <Space>r+ e<Enter> s m 4+<Space><Enter> o C<Enter>";

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn in_turns_it_cannot_be_told_who_voted_what_or_in_which_order(
        sheets in [sheet(), sheet(), sheet(), sheet()],
        of_whom in Just([0, 1, 2, 3]).prop_shuffle(),
        order in Just([0, 1, 2, 3]).prop_shuffle(),
        manners in [manner(), manner(), manner(), manner()],
    ) {
        let (mut one, mut two) = (TestApp::with(&config("turns")), TestApp::with(&config("turns")));
        one.press("n<Enter>");
        two.press("n<Enter>");
        let plain = Manner { slips: false, pause: 0, looks: false, leaves: false };
        for (person, sheet) in sheets.iter().enumerate() {
            sit(&mut one, person, sheet, plain);
        }
        for (person, manner) in order.into_iter().zip(manners) {
            sit(&mut two, person, &sheets[of_whom[person]], manner);
        }
        one.sees("Everyone has voted");
        two.sees("Everyone has voted");
        same(&one, &two)?;
        // What was taken out of order must not be remembered by a restart either.
        one.starts_again();
        two.starts_again();
        together(&mut one, &mut two, "<Enter>")?;
        together(&mut one, &mut two, TO_THE_END)?;
        prop_assert_eq!(one.file("checkout-2026-11-20.md"), two.file("checkout-2026-11-20.md"));
        prop_assert!(one.file(SESSION).ends_with("state: closed\n"));
    }

    #[test]
    fn by_hands_it_cannot_be_told_in_which_order_or_with_which_slips_it_was_typed(
        votes in prop::collection::vec(0..4_usize, 1..=4),
        directions in prop::collection::vec(0..3_usize, 0..=4),
        slips in prop::collection::vec((0..8_usize, prop::sample::select(vec![
            "g<Backspace>", "r u", "+<Backspace>", "-u", "u<Ctrl-R>", "n p", "s<Esc>",
        ])), 0..5),
        pause in 0..600_i64,
        turn in any::<prop::sample::Index>(),
    ) {
        let lights = votes.iter().map(|v| LIGHTS[*v]);
        let mut keys: Vec<&str> =
            lights.chain(directions.iter().map(|d| DIRECTIONS[*d])).collect();
        let (mut one, mut two) = (TestApp::with(&config("hands")), TestApp::with(&config("hands")));
        one.press("n<Enter>").press(&keys.concat());
        let at = turn.index(keys.len());
        keys.rotate_left(at);
        keys.reverse();
        two.press("n<Enter>");
        for (at, key) in keys.iter().enumerate() {
            two.wait(pause);
            two.press(key);
            for (_, slip) in slips.iter().filter(|(place, _)| *place == at) {
                // A card that is full takes no ballot to be corrected.
                let full = slip.contains(['g', 'r']) && votes.len() == 4
                    || slip.contains(['+', '-']) && directions.len() == 4;
                if !full {
                    two.press(slip);
                }
            }
        }
        same(&one, &two)?;
        together(&mut one, &mut two, "<Space><Space> y n p s C<Enter>")?;
        prop_assert_eq!(one.file(SESSION), two.file(SESSION));
    }
}
