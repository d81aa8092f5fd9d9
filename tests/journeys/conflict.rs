//! Somebody else changes a session's file while it is on the screen: nothing of either is lost.

use crate::disk::{CHECKOUT, TEAMS, changed_underneath};
use crate::test_app::TestApp;

const COPY: &str = "sessions/checkout/2026-11-20-spotify.conflict-20261120T150400.yaml";
const SECOND: &str = "sessions/checkout/2026-11-20-spotify-2.yaml";

#[test]
fn ours_is_kept_beside_theirs_with_every_further_act() {
    let mut room = changed_underneath();
    let theirs = room.file(CHECKOUT);
    room.press("r").sees("NOT SAVED").file_has(COPY, "agreed: {vote: red}");
    room.press("y").file_has(COPY, "agreed: {vote: yellow}");
    assert_eq!(room.file(CHECKOUT), theirs);
    assert_eq!(room.files().len(), 2, "one copy, however many acts: {:?}", room.files());
}

#[test]
fn the_difference_is_shown_on_a_key_and_the_card_keeps_its_own_keys() {
    let mut room = changed_underneath();
    room.press("r").sees("! shows the").press("!").sees("keeps both").press("d");
    room.sees("What is different")
        .sees("- voters: 7")
        .sees("+ voters: 6")
        .sees("+     agreed: {vote: red}");
    room.press("<Esc>").sees("Not saved").press("<Esc>").press("y").sees("Agreed on Yellow");
}

#[test]
fn theirs_can_be_taken_and_ours_stays_beside_it() {
    let mut room = changed_underneath();
    room.press("r!t").sees("This is theirs now. Yours stays in").sees_no("NOT SAVED").sees("of 11");
    room.press("y")
        .sees("saved")
        .file_has(CHECKOUT, "voters: 7")
        .file_has(CHECKOUT, "agreed: {vote: yellow}");
    room.file_has(COPY, "agreed: {vote: red}").file_has(COPY, "voters: 6");
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
    room.starts_again();
    room.press("<End>")
        .sees("set aside in a conflict: checkout/2026-11-20-spotify. Enter compares");
    room.press("<Enter>")
        .sees("What is different")
        .sees("- voters: 7")
        .sees("+ voters: 6")
        .press("<Esc>")
        .sees("Search");
}

#[test]
fn both_can_be_kept_and_ours_goes_on_as_a_session_of_its_own() {
    let mut room = changed_underneath();
    let theirs = room.file(CHECKOUT);
    room.press("r<Enter>3g")
        .sees("NOT SAVED")
        .press("!b")
        .sees("Yours continues as 2026-11-20-spotify-2.yaml");
    room.sees_no("NOT SAVED").press("3y<Space>").sees("saved");
    room.file_has(SECOND, "agreed: {vote: red}")
        .file_has(SECOND, "votes: {green: 3, yellow: 3, red: 0}");
    assert_eq!(room.file(CHECKOUT), theirs);
    assert_eq!(room.files().len(), 2, "the copy beside it says nothing more: {:?}", room.files());
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn theirs_that_cannot_be_read_is_not_taken_and_not_written_over() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").somebody_writes(CHECKOUT, "squadcheck: 1\n");
    room.press("r!t").sees("Theirs cannot be read").sees("NOT SAVED");
    room.press("g").file_has(COPY, "agreed: {vote: green}").press("!b").sees_no("NOT SAVED");
    room.file_has(SECOND, "agreed: {vote: green}");
    assert_eq!(room.file(CHECKOUT), "squadcheck: 1\n");
}

#[test]
fn when_theirs_is_put_back_the_copy_goes() {
    let mut room = changed_underneath();
    let before = room.file(CHECKOUT).replace("voters: 7", "voters: 6");
    room.press("r").sees("NOT SAVED").somebody_writes(CHECKOUT, &before);
    room.press("!<Enter>")
        .sees("saved")
        .sees_no("NOT SAVED")
        .file_has(CHECKOUT, "agreed: {vote: red}");
    assert_eq!(room.files(), [CHECKOUT]);
}

#[test]
fn a_file_that_is_deleted_underneath_is_written_again() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    room.somebody_deletes(CHECKOUT);
    room.press("r").sees("saved").file_has(CHECKOUT, "agreed: {vote: red}");
}

#[test]
fn a_conflict_over_an_earlier_session_is_told_and_theirs_can_be_taken() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>a").types("Buy a lamp").press("<Enter>s").wait(86_400);
    room.starts_again();
    room.press("n<Enter>n").sees("Buy a lamp");
    let theirs = room.file(CHECKOUT).replace("Buy a lamp", "Buy two lamps");
    room.somebody_writes(CHECKOUT, &theirs);
    room.press("d")
        .sees("NOT SAVED")
        .press("!b")
        .sees("Only the check on the screen can become two");
    room.press("t").sees("This is theirs now").sees_no("NOT SAVED");
    assert_eq!(room.file(CHECKOUT), theirs);
    room.press("<Esc>").press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn theirs_that_was_taken_in_the_middle_of_a_sitting_stands_after_it_is_left() {
    const TURNS: &str = "squadcheck: 1\ndefaults: {way: turns}\n\
                         teams: [{name: Checkout, people: [Ana, Bo, Chi]}]\n";
    for leave in ["<Esc>", "g<Esc>", "g<Esc><Enter>g<Esc>"] {
        let mut room = TestApp::with(TURNS);
        room.press("n<Enter><Space>a").types("Buy a lamp").press("<Enter>s").wait(86_400);
        room.starts_again();
        room.press("n<Enter>n").sees("Buy a lamp");
        let theirs = room.file(CHECKOUT).replace("Buy a lamp", "Buy two lamps");
        room.somebody_writes(CHECKOUT, &theirs);
        room.press("d").sees("NOT SAVED").press("<Space><Enter>").sees("Ana is next");
        room.press("<Enter>").sees("Ana votes").press("!t").sees("This is theirs now");
        room.press(leave);
        assert_eq!(room.file(CHECKOUT), theirs, "after {leave}");
    }
}

#[test]
fn with_everything_saved_the_key_says_so() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>!").sees("Everything is saved");
}

#[test]
fn keys_typed_ahead_while_both_are_kept_write_nothing_over() {
    for keys in ["!b!<Enter>", "!b!t", "!b!o<Enter>", "!by", "!t!<Enter>", "!t!b", "!ty"] {
        let mut room = changed_underneath();
        room.press("r").sees("NOT SAVED");
        let theirs = room.file(CHECKOUT);
        room.saves_wait = true;
        room.press(keys).wait(5);
        room.saves_end();
        assert_eq!(room.file(CHECKOUT), theirs, "after {keys}");
        room.press("<Esc>").sees_no("NOT SAVED");
    }
}

#[test]
fn what_is_voted_while_the_versions_change_places_is_saved_afterwards() {
    let mut room = changed_underneath();
    room.press("r").sees("NOT SAVED");
    room.saves_wait = true;
    room.press("!b").press("<Enter>2g<Ctrl-C>").sees("saving");
    room.saves_end();
    room.sees("is not closed").press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
    assert!(room.waiting_text().contains("green: 2"), "{}", room.waiting_text());
}

#[test]
fn of_a_check_that_becomes_two_no_ballot_stays_behind() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter>3g").sees("saved");
    let theirs = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &theirs);
    room.press("p r").sees("NOT SAVED").press("!b n 3y<Space>").sees("saved");
    room.file_has(SECOND, "votes: {green: 3, yellow: 3, red: 0}");
    assert!(room.waiting().is_empty(), "{}", room.waiting_text());
}

#[test]
fn a_difference_that_comes_late_does_not_take_the_place_of_what_is_being_typed() {
    let mut room = changed_underneath();
    room.press("r").sees("NOT SAVED");
    room.saves_wait = true;
    room.press("!d<Esc>c").types("Talked");
    room.saves_end();
    room.sees("Talked").sees_no("What is different").press("<Enter>").sees("Notes updated");
}

#[test]
fn two_files_in_trouble_make_leaving_ask_each_time() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>a").types("Buy a lamp").press("<Enter>s").wait(86_400);
    room.starts_again();
    room.press("n<Enter>n").sees("Buy a lamp");
    let theirs = room.file(CHECKOUT).replace("Buy a lamp", "Buy two lamps");
    room.somebody_writes(CHECKOUT, &theirs);
    room.press("d").sees("NOT SAVED").press("<Space>").sees("NOT SAVED");
    room.saves_wait = true;
    room.press("4g").sees("NOT SAVED").press("<Ctrl-C>").sees("saving");
    room.saves_end();
    room.sees("Not everything is saved");
    assert_eq!(room.left, None);
}

#[test]
fn what_is_typed_while_the_workspace_is_read_again_is_taken_in_after_that() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>6g<Space>").sees("saved");
    room.somebody_writes("sessions/search/2026-11-01-spotify.yaml", "squadcheck: 1\n");
    room.starts_again();
    room.press("<End><Enter>").sees("cannot be read");
    room.saves_wait = true;
    room.press("R<Esc><Home><Enter>").sees("Still reading");
    room.saves_end();
    room.sees("6 votes");
}

#[test]
fn ballots_wait_for_the_copy_and_taking_theirs_says_that_they_go() {
    let mut room = changed_underneath();
    room.press("r<Enter>4g").sees("NOT SAVED");
    assert!(room.waiting_text().contains("green: 4"), "{}", room.waiting_text());
    room.press("!t")
        .sees("not revealed yet are discarded")
        .press("<Esc>")
        .sees("4 of 6 have voted");
    room.press("!t<Enter>").sees("This is theirs now").sees("0 of 7 have voted");
    assert!(room.waiting().is_empty(), "{}", room.waiting_text());
}

#[test]
fn ballots_whose_file_is_deleted_are_written_again() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved");
    room.loses_what_waits();
    room.press("y").sees_no("NOT SAVED");
    assert!(room.waiting_text().contains("green: 4, yellow: 1"), "{}", room.waiting_text());
}
