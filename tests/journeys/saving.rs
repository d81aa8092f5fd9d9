//! What happens when a save fails, and how the program is left.

use crate::disk::{CHECKOUT, TEAMS};
use crate::room::Room;
use squadcheck::app::Msg;

/// A check whose file somebody else has changed since.
fn changed_underneath() -> Room {
    let mut room = Room::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    let text = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &text);
    room
}

#[test]
fn a_failed_save_stays_on_the_screen_and_keeps_everything_in_memory() {
    let mut room = changed_underneath();
    room.press("r").sees("NOT SAVED: somebody else changed the file").sees("2026-11-20-spotify.yaml");
    room.sees("put back what was there, then save again");
    room.press("<Enter> 3g").sees("NOT SAVED").sees("3 of 6 have voted").press("p").sees("Red");
    room.file_has(CHECKOUT, "voters: 7").file_has_no(CHECKOUT, "agreed");
}

#[test]
fn quitting_with_something_unsaved_asks_and_a_second_ctrl_c_ends_with_1() {
    let mut room = changed_underneath();
    room.press("r <Ctrl-C>").sees("Not everything is saved: ").sees("somebody else changed the file");
    assert_eq!(room.left, None);
    room.press("<Esc>").sees("6 votes").press("<Ctrl-C>");
    assert_eq!(room.left, None);
    room.press("<Ctrl-C>");
    assert_eq!(room.left, Some(1));
}

#[test]
fn enter_on_the_question_saves_again_once_the_file_is_back() {
    let mut room = changed_underneath();
    let text = room.file(CHECKOUT).replace("voters: 7", "voters: 6");
    room.press("r <Ctrl-C>").sees("try to save again").press("<Enter>").sees("NOT SAVED");
    room.somebody_writes(CHECKOUT, &text);
    room.press("<Ctrl-C><Enter>").sees("saved").sees_no("NOT SAVED").file_has(CHECKOUT, "agreed: {vote: red}");
    room.press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn leaving_waits_for_the_last_save() {
    let mut room = Room::on_the_first_card();
    room.saves_wait = true;
    room.press("4g").sees("saving").press("<Ctrl-C>").sees("Ctrl-C again quits without");
    assert_eq!(room.left, None);
    room.saves_end();
    assert_eq!(room.left, Some(0));
    assert_eq!(room.waiting().len(), 1);
}

#[test]
fn a_key_after_ctrl_c_stays() {
    let mut room = Room::on_the_first_card();
    room.saves_wait = true;
    room.press("4g<Ctrl-C>y");
    room.saves_end();
    room.sees("saved").sees("5 of 6 have voted");
    assert_eq!(room.left, None);
}

#[test]
fn a_second_ctrl_c_does_not_wait_for_the_disk() {
    let mut room = Room::on_the_first_card();
    room.saves_wait = true;
    room.press("4g<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(1));
}

#[test]
fn a_save_that_fails_while_leaving_asks() {
    let mut room = changed_underneath();
    room.saves_wait = true;
    room.press("r<Ctrl-C>");
    room.saves_end();
    room.sees("Not everything is saved: ").sees("somebody else changed the file");
    assert_eq!(room.left, None);
}

#[test]
fn ctrl_c_leaves_from_everywhere_when_all_is_saved() {
    for way in ["", "c", "a", "e", "v", "?", "s", "s m", "6g<Space>"] {
        let mut room = Room::on_the_first_card();
        room.press(way).press("<Ctrl-C>");
        assert_eq!(room.left, Some(0), "after {way}");
    }
}

#[test]
fn a_signal_ends_the_program_without_a_question() {
    let mut room = changed_underneath();
    room.press("r");
    room.tell(Msg::Terminate);
    assert_eq!(room.left, Some(0), "the runtime makes a failure of it");
}

#[test]
fn unknown_keys_of_a_session_survive_and_state_stays_last() {
    let mut room = Room::on_the_first_card();
    room.press("6g<Space><Esc>");
    let text = room.file(CHECKOUT).replace("state: open\n", "weather: {rain: [1, two]}\nstate: open\n");
    room.somebody_writes(CHECKOUT, &text);
    room.starts_again();
    room.press("<Enter> p y<Enter>").sees("saved");
    let text = room.file(CHECKOUT);
    assert!(text.contains("weather:") && text.contains("rain") && text.ends_with("state: open\n"), "{text}");
    assert!(text.contains("agreed: {vote: yellow}"), "{text}");
}

#[test]
fn a_session_that_was_cut_short_is_refused_and_left_alone() {
    let mut room = Room::on_the_first_card();
    room.press("6g<Space><Esc>");
    let text = room.file(CHECKOUT).replace("state: open\n", "");
    room.somebody_writes(CHECKOUT, &text);
    room.starts_again();
    room.sees("cannot be read").press("<End><Enter>").sees("cut short").press("<Esc><Home>n<Enter>").sees("1 of 11");
    room.press("6r<Space>");
    assert_eq!(room.file(CHECKOUT), text);
    room.file_has("sessions/checkout/2026-11-20-spotify-2.yaml", "votes: {green: 0, yellow: 0, red: 6}");
}

#[test]
fn reading_again_never_throws_away_what_could_not_be_saved() {
    let mut room = Room::with(TEAMS);
    room.somebody_writes("sessions/search/2026-11-01-spotify.yaml", "squadcheck: 1\n");
    room.starts_again();
    room.press("n <Enter> 6g<Space>").sees("saved");
    let text = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &text);
    room.press("r").sees("NOT SAVED").press("<Esc><End><Enter>").sees("This file cannot be read");
    room.press("R").sees("something is not saved yet").sees("NOT SAVED");
}

#[test]
fn ballots_still_wait_safely_while_the_session_cannot_be_saved() {
    let mut room = changed_underneath();
    room.press("<Enter> 4g").sees("NOT SAVED");
    assert!(room.waiting_text().contains("green: 4"), "{}", room.waiting_text());
}

#[test]
fn a_damaged_file_of_waiting_ballots_takes_no_session_away() {
    let mut room = Room::on_the_first_card();
    room.press("6g<Space><Enter> 2g").sees("saved");
    room.damages_what_waits();
    room.starts_again();
    room.sees("open").sees("cannot be read").press("<Enter>").sees("going on where it stopped");
    room.press("3g").sees("NOT SAVED");
    assert_eq!(room.waiting_text(), "garbage: [");
}
