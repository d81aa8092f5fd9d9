//! What the difference between two versions of an anonymous check tells: never one person's ballot.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use squadcheck::keys::Key;
use squadcheck::model::{Amount, Ballots, Miss, Revealed, Session};

use crate::disk::{files, read, waiting, write};
use crate::memory_app::MemoryApp;
use crate::test_app::TestApp;
use crate::typed::keys;
use crate::{SESSION, config};

const REFUSED: &str = "This change could show one person's vote. V clears the card for a new vote";

fn hands() -> TestApp {
    let mut room = TestApp::with(
        &config("hands").replace("[Ana, Bo, Chi, Eli]", "[Ana, Bo, Chi, Eli, Fay, Gil]"),
    );
    room.press("n<Enter>");
    room
}

#[test]
fn a_late_ballot_after_a_reveal_that_was_taken_back_is_refused_and_v_is_the_way_on() {
    let mut room = hands();
    room.press("3g2y<Space><Space>").sees("5 votes").press("u").sees("5 of 6 have voted");
    room.press("r<Space>").sees(REFUSED).sees("6 of 6 have voted");
    assert!(!room.file(SESSION).contains("votes"), "{}", room.file(SESSION));
    room.press("V 3g2yr<Space>").sees("6 votes");
}

#[test]
fn a_count_that_was_mistyped_is_corrected_after_the_reveal() {
    let mut room = hands();
    room.press("4g 2y 3+<Space>")
        .sees("6 votes")
        .press("u<Backspace><Backspace>y r 3+<Space>")
        .sees("6 votes");
    assert!(room.file(SESSION).contains("votes: {green: 4, yellow: 1, red: 1}"));
}

#[test]
fn directions_that_were_forgotten_are_added_after_the_reveal_but_not_a_single_one() {
    let mut room = hands();
    room.press("6g<Space>u +<Space>").sees(REFUSED).press("2=<Space>").sees("6 votes");
}

#[test]
fn a_restart_does_not_forget_what_was_shown() {
    let mut room = hands();
    room.press("3g2y<Space><Space>u").sees("5 of 6 have voted");
    assert!(
        read(&waiting(&room)[0])
            .contains("shown:\n  - {key: speed, votes: 5, abstained: 0, directions: 0}\n")
    );
    room.starts_again();
    room.press("<Enter>r<Space>").sees(REFUSED).press("<Backspace><Space><Space>").sees("5 votes");
    assert!(waiting(&room).is_empty());
}

#[test]
fn a_restart_without_any_ballot_left_does_not_forget_what_was_shown() {
    let mut room = hands();
    room.press("3g2y<Space><Space>uuu").sees("0 of 6 have voted").sees("saved");
    assert!(waiting(&room).is_empty(), "no ballot waits");
    assert_eq!(shown(&room), ["  - {key: speed, votes: 5, abstained: 0, directions: 0}"]);
    room.starts_again();
    room.press("<Enter>3g2yr<Space>").sees(REFUSED).press("<Backspace><Space><Space>");
    room.sees("5 votes");
    assert!(shown(&room).is_empty(), "the session itself says what it shows");
}

#[test]
fn closing_and_reopening_do_not_forget_what_was_shown() {
    for restart in [false, true] {
        let mut room = hands();
        room.press("3g2y<Space><Space>uuu sC<Enter>").sees("closed");
        assert!(waiting(&room).is_empty(), "no ballot waits");
        if restart {
            room.starts_again();
            room.press("<Enter>");
        }
        room.press("C<Enter><Esc>");
        if restart {
            room.starts_again();
            room.press("<Enter>");
        }
        room.sees("0 of 6 have voted").press("3g2yr<Space>").sees(REFUSED);
        room.press("V3g2yr<Space>").sees("6 votes");
    }
}

#[test]
fn closing_with_ballots_that_wait_drops_them_and_not_what_was_shown() {
    let mut room = hands();
    room.press("3g2y<Space><Space>u sC<Enter>").sees("closed");
    assert!(waiting(&room).is_empty() && shown(&room).len() == 1);
    room.press("<Esc>").starts_again();
    room.press("<Enter>C<Enter>").sees("saved").starts_again();
    room.press("<Enter>").sees("0 of 6 have voted").press("3g2yr<Space>").sees(REFUSED);
}

#[test]
fn skipping_and_bringing_back_does_not_forget_what_was_shown() {
    let mut room = hands();
    room.press("3g2y<Space><Space>uuu d").starts_again();
    room.press("<Enter>pppd").sees("0 of 6 have voted").press("3g2yr<Space>").sees(REFUSED);
}

#[test]
fn a_file_from_before_the_reveal_does_not_make_the_window_forget_what_was_shown() {
    let mut room = hands();
    let new = room.press("g<Backspace>n c").types("?").press("<Enter>p").file(SESSION);
    room.press("3g2y<Space><Space>").sees("5 votes").sees("saved");
    // As `git checkout` does it, with the check on the screen or not.
    room.press("<Esc><Esc>");
    write(&room.path(SESSION), &new);
    room.hears_of(&[SESSION]).press("<Enter>").sees("0 of 6 have voted");
    room.press("p3g2yr<Space>").sees(REFUSED);
}

#[test]
fn an_answer_to_the_last_question_after_all_were_taken_back_is_refused_after_a_restart() {
    let mut room = hands();
    room.press("sm4+<Space>").sees("yes").press("uu").sees("saved");
    assert!(waiting(&room).is_empty() && !shown(&room).is_empty());
    room.press("<Esc><Esc>").starts_again();
    room.press("<Enter>sm5+<Space>").sees("This change could show one person");
}

#[test]
fn undo_and_redo_do_not_forget_what_was_shown() {
    let mut room = hands();
    room.press("3g2y<Space><Space>uuu")
        .sees("0 of 6 have voted")
        .press("<Ctrl-R><Ctrl-R>")
        .sees("5 of 6 have voted");
    room.press("r<Space>").sees(REFUSED);
}

#[test]
fn one_more_answer_to_the_last_question_is_refused_too() {
    let mut room = hands();
    room.press("sm4+<Space>")
        .sees("yes")
        .press("u-<Space>")
        .sees("This change could show one person's answer");
    assert!(!room.file(SESSION).contains("would"));
    room.starts_again();
    room.press("<Enter>sm<Space>")
        .sees("This change could show one person")
        .press("V5+<Space>")
        .sees("yes");
}

#[test]
fn in_turns_no_ballot_follows_a_reveal() {
    let mut room = TestApp::with(&config("turns"));
    room.press("n<Enter>");
    for _ in 0..3 {
        room.press("<Enter>g<Enter><Enter><Enter>");
    }
    room.press("<Space><Space><Space>")
        .sees("3 votes")
        .press("u")
        .sees("Nothing to undo since the last reveal");
    let shown = room.file(SESSION);
    room.press("<Enter>n<Enter>").sees("Eli is next").press("<Enter>").sees("1 of 2");
    room.press("2<Enter><Enter>r<Enter>");
    assert!(
        room.file(SESSION).contains("votes: {green: 3, yellow: 0, red: 0}")
            && shown.contains("green: 3")
    );
}

/// What is remembered of reveals that were taken back, where no ballot waits.
fn shown(room: &TestApp) -> Vec<String> {
    let text: String = files(&room.state().join("shown")).iter().map(|path| read(path)).collect();
    let said = |line: &&str| line.contains("{key:") || line.contains("miss-shown");
    text.lines().filter(said).map(str::to_owned).collect()
}

/// How much each card, and the last question, shows in a session.
fn amounts(session: &Session) -> BTreeMap<String, Amount> {
    let mut amounts = BTreeMap::new();
    for card in &session.cards {
        if let Some(Revealed::Ballots(Ballots::Tally(tally))) = &card.revealed {
            amounts.insert(card.dimension.key.clone(), Amount::new(tally));
        }
    }
    if let Some(Miss::Tally(tally)) = session.miss {
        amounts.insert("miss".to_owned(), Amount { votes: tally.n(), ..Amount::default() });
    }
    amounts
}

fn meeting_key() -> impl Strategy<Value = Key> {
    let often = keys(
        "ggyyrr223+=-b<Space><Space><Space><Space>uuu<Ctrl-R><Ctrl-R><Backspace>np v<Esc> s<Esc> \
         m <Enter> d",
    );
    prop::sample::select(often)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// `V` is a fresh vote, and not among the keys.
    #[test]
    fn no_two_versions_of_a_card_differ_by_fewer_than_the_threshold(
        way in prop::sample::select(vec!["hands", "turns"]),
        walk in prop::collection::vec(meeting_key(), 1..150),
    ) {
        let mut room = MemoryApp::new(Some(&config(way)), &[]);
        for key in keys("n<Enter>") {
            room.key(key);
        }
        let mut shown: BTreeMap<String, BTreeSet<Amount>> = BTreeMap::new();
        for key in walk {
            room.key(key);
            let Some(held) = room.app.live.as_ref() else { return Ok(()) };
            for (card, amount) in amounts(held.session()) {
                let earlier = shown.entry(card.clone()).or_default();
                for before in earlier.iter() {
                    prop_assert!(
                        *before == amount || amount.is_k_anonymous(*before, 3),
                        "{card}: {before:?}, then {amount:?}"
                    );
                }
                earlier.insert(amount);
            }
        }
    }
}

/// A key of a meeting, or what ends it for a while.
#[derive(Clone, Debug)]
enum Step {
    Key(Key),
    Restart,
    CloseAndReopen,
    CloseRestartAndReopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => meeting_key().prop_map(Step::Key),
        1 => Just(Step::Restart),
        1 => Just(Step::CloseAndReopen),
        1 => Just(Step::CloseRestartAndReopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn neither_a_restart_nor_closing_opens_a_way_to_such_a_difference(
        walk in prop::collection::vec(step(), 1..60),
    ) {
        let mut room = hands();
        room.press("g<Backspace>");
        let mut shown: BTreeMap<String, BTreeSet<Amount>> = BTreeMap::new();
        for step in walk {
            match step {
                Step::Key(key) => room.key(key),
                Step::Restart => room.starts_again(),
                Step::CloseAndReopen => _ = room.press("<Esc><Esc><Enter>sC<Enter>C<Enter><Esc>"),
                Step::CloseRestartAndReopen => {
                    room.press("<Esc><Esc><Enter>sC<Enter>").starts_again();
                    room.press("<Enter>C<Enter><Esc>");
                }
            }
            if room.app.live.is_none() {
                room.press("<Enter>");
            }
            let Some(held) = room.app.live.as_ref() else { continue };
            for (card, amount) in amounts(held.session()) {
                let earlier = shown.entry(card.clone()).or_default();
                for before in earlier.iter() {
                    prop_assert!(
                        *before == amount || amount.is_k_anonymous(*before, 3),
                        "{card}: {before:?}, then {amount:?}"
                    );
                }
                earlier.insert(amount);
            }
        }
    }
}

#[test]
fn answers_that_are_removed_after_a_reveal_are_no_fresh_vote() {
    let mut room = hands();
    room.press("sm 5+<Space><Space>").sees("yes         5").press("u<Backspace>");
    room.sees("Answers cleared").press("4+<Space><Space>").sees("could show one person");
    room.press("V4+<Space><Space>").sees("yes         4");
}
