//! What happens when a save fails, and how the program is left.

use crate::disk::{CHECKOUT, TEAMS, changed_underneath};
use crate::test_app::TestApp;
use squadcheck::app::Msg;

#[test]
fn a_failed_save_stays_on_the_screen_and_keeps_everything_in_memory() {
    let mut room = changed_underneath();
    room.press("r").sees("NOT SAVED: somebody else changed the file");
    room.sees("yours is kept in").sees("2026-11-20-spotify.conflict-20261120T150400.yaml");
    room.press("<Enter> 3g").sees("NOT SAVED").sees("3 of 6 have voted").press("p").sees("Red");
    room.file_has(CHECKOUT, "voters: 7").file_has_no(CHECKOUT, "agreed");
}

#[test]
fn quitting_with_something_unsaved_asks_and_a_second_ctrl_c_ends_with_1() {
    let mut room = changed_underneath();
    room.press("r <Ctrl-C>")
        .sees("Not everything is saved: ")
        .sees("somebody else changed the file");
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
    room.press("<Ctrl-C><Enter>")
        .sees("saved")
        .sees_no("NOT SAVED")
        .file_has(CHECKOUT, "agreed: {vote: red}");
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn leaving_waits_for_the_last_save() {
    let mut room = TestApp::on_the_first_card();
    room.saves_wait = true;
    room.press("4g").sees("saving").press("<Ctrl-C>").sees("Ctrl-C again quits without");
    assert_eq!(room.left, None);
    room.saves_end();
    room.sees("The check of Checkout is not closed").press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
    assert_eq!(room.waiting().len(), 1);
}

#[test]
fn a_key_after_ctrl_c_stays() {
    let mut room = TestApp::on_the_first_card();
    room.saves_wait = true;
    room.press("4g<Ctrl-C>y");
    room.saves_end();
    room.sees("saved").sees("5 of 6 have voted");
    assert_eq!(room.left, None);
}

#[test]
fn a_second_ctrl_c_does_not_wait_for_the_disk() {
    let mut room = TestApp::on_the_first_card();
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
fn ctrl_c_asks_while_a_check_is_not_closed_and_a_second_one_leaves() {
    for way in ["", "c", "a", "e", "v", "?", "s", "s m", "6g<Space>"] {
        let mut room = TestApp::on_the_first_card();
        room.press(way);
        // All but the word about the last key and the keys.
        let body = |room: &TestApp| room.screen().lines().take(26).collect::<Vec<_>>().join("\n");
        let before = body(&room);
        room.press("<Ctrl-C>").sees("The check of Checkout is not closed");
        assert_eq!(room.left, None, "after {way}");
        room.press("<Esc>");
        assert_eq!(body(&room), before, "after {way} all is as it was");
        room.press("<Ctrl-C><Ctrl-C>");
        assert_eq!(room.left, Some(0), "after {way}");
    }
}

#[test]
fn two_ctrl_c_in_a_row_end_with_0_when_all_is_saved() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g").sees("saved");
    // The store still looks whether all is there.
    room.saves_wait = true;
    room.press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn ctrl_c_leaves_at_once_where_no_check_is_open() {
    for way in ["", "n", "/", "?", "m", "<Enter>", "<Enter>k<Enter>", "t", "t<Enter>"] {
        let mut room = TestApp::on_the_first_card();
        room.press("6g<Space><Enter>sC<Enter><Esc><Esc><Esc>").press(way).press("<Ctrl-C>");
        assert_eq!(room.left, Some(0), "after {way}");
    }
}

#[test]
fn in_too_small_a_window_the_key_that_leaves_asks_and_is_pressed_twice() {
    let mut room = TestApp::on_the_first_card();
    room.press("4g");
    room.tell(Msg::Size(40, 10));
    room.size = (40, 10);
    room.press("q").sees("is not closed").sees("again quits");
    assert_eq!(room.left, None);
    room.press("q");
    assert_eq!(room.left, Some(0));
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
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Esc>");
    let text =
        room.file(CHECKOUT).replace("state: open\n", "weather: {rain: [1, two]}\nstate: open\n");
    room.somebody_writes(CHECKOUT, &text);
    room.starts_again();
    room.press("<Enter> p y<Enter>").sees("saved");
    let text = room.file(CHECKOUT);
    assert!(
        text.contains("weather:") && text.contains("rain") && text.ends_with("state: open\n"),
        "{text}"
    );
    assert!(text.contains("agreed: {vote: yellow}"), "{text}");
}

#[test]
fn a_session_that_was_cut_short_is_refused_and_left_alone() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Esc>");
    let text = room.file(CHECKOUT).replace("state: open\n", "");
    room.somebody_writes(CHECKOUT, &text);
    room.starts_again();
    room.sees("cannot be read")
        .press("<End><Enter>")
        .sees("cut short")
        .press("<Esc><Home>n<Enter>")
        .sees("1 of 11");
    room.press("6r<Space>");
    assert_eq!(room.file(CHECKOUT), text);
    room.file_has(
        "sessions/checkout/2026-11-20-spotify-2.yaml",
        "votes: {green: 0, yellow: 0, red: 6}",
    );
}

#[test]
fn reading_again_never_throws_away_what_could_not_be_saved() {
    let mut room = TestApp::with(TEAMS);
    room.somebody_writes("sessions/search/2026-11-01-spotify.yaml", "squadcheck: 1\n");
    room.starts_again();
    room.press("n <Enter> 6g<Space>").sees("saved");
    let text = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &text);
    room.press("r")
        .sees("NOT SAVED")
        .press("<Esc><Esc><End><Enter>")
        .sees("This file cannot be read");
    room.press("R").sees("Something is not saved yet").sees("NOT SAVED");
}

#[test]
fn ballots_still_wait_safely_while_the_session_cannot_be_saved() {
    let mut room = changed_underneath();
    room.press("<Enter> 4g").sees("NOT SAVED");
    assert!(room.waiting_text().contains("green: 4"), "{}", room.waiting_text());
}

#[test]
fn a_damaged_file_of_waiting_ballots_takes_no_session_away() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> 2g").sees("saved");
    room.damages_what_waits();
    room.starts_again();
    room.sees("open")
        .sees("cannot be read")
        .press("<Enter>")
        .sees("Its unrevealed votes cannot be read");
    room.press("3g").sees("NOT SAVED");
    assert_eq!(room.waiting_text(), "garbage: [");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_is_refused_and_the_save_is_tried_again_by_itself() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    room.may_write("sessions/checkout", false);
    room.press("r").sees("NOT SAVED: the folder").sees("is read-only").sees("trying again");
    room.file_has_no(CHECKOUT, "agreed");
    room.wait(1).sees("NOT SAVED");
    room.may_write("sessions/checkout", true);
    room.wait(1)
        .sees("NOT SAVED")
        .wait(1)
        .sees("saved")
        .sees_no("NOT SAVED")
        .file_has(CHECKOUT, "agreed: {vote: red}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_read_only_or_has_another_name_is_refused_with_the_reason() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    room.may_write(CHECKOUT, false);
    room.press("r").sees("NOT SAVED: the file is read-only");
    room.may_write(CHECKOUT, true);
    std::fs::hard_link(room.path(CHECKOUT), room.path("another name")).expect("a link");
    room.press("g").sees("the file has 2 names (hard links)");
    room.somebody_deletes("another name");
    room.press("y").sees_no("NOT SAVED").file_has(CHECKOUT, "agreed: {vote: yellow}");
}

#[cfg(unix)]
#[test]
fn a_second_name_that_a_stopped_save_left_is_taken_away_and_keeps_no_save_off() {
    let left = "sessions/checkout/.2026-11-20-spotify.yaml.new.a1B2c3.tmp";
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    // Twice: a save may be stopped there while the program goes on, too.
    for (key, vote) in [("r", "red"), ("g", "green")] {
        std::fs::hard_link(room.path(CHECKOUT), room.path(left)).expect("a link");
        room.press(key)
            .sees_no("NOT SAVED")
            .file_has(CHECKOUT, &format!("agreed: {{vote: {vote}}}"));
        assert!(!room.path(left).exists(), "after {key}");
    }
}

#[cfg(unix)]
#[test]
fn a_copy_can_be_kept_at_another_place_until_the_file_can_be_written() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    room.may_write("sessions/checkout", false);
    room.press("r!")
        .sees("Not saved")
        .press("o")
        .sees("another place")
        .press("<Ctrl-U>")
        .types("rescued.yaml");
    room.press("<Enter>").sees("NOT SAVED").sees("rescued.yaml");
    room.file_has("rescued.yaml", "agreed: {vote: red}");
    assert_eq!(room.mode("rescued.yaml"), 0o600);
    room.press("y")
        .file_has("rescued.yaml", "agreed: {vote: yellow}")
        .press("<Ctrl-C>")
        .sees("Not everything is saved");
    room.may_write("sessions/checkout", true);
    room.press("<Enter>")
        .sees_no("NOT SAVED")
        .file_has(CHECKOUT, "agreed: {vote: yellow}")
        .press("<Ctrl-C><Ctrl-C>");
    assert_eq!(room.left, Some(0));
    room.file_has("rescued.yaml", "agreed: {vote: yellow}");
}

#[cfg(unix)]
#[test]
fn a_copy_at_another_place_replaces_nothing() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").somebody_writes("mine.yaml", "mine");
    room.may_write("sessions/checkout", false);
    room.press("r!o<Ctrl-U>")
        .types("mine.yaml")
        .press("<Enter>")
        .sees("NOT SAVED")
        .sees_no("kept in");
    assert_eq!(room.file("mine.yaml"), "mine");
    room.may_write("sessions/checkout", true);
}

#[test]
fn an_opening_leaves_one_backup_and_five_are_kept() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    assert!(room.backups().is_empty(), "there was nothing before");
    for opening in 1..=7 {
        room.wait(60).starts_again();
        let before = room.file(CHECKOUT);
        room.press("<Enter>p")
            .press(if opening % 2 == 0 { "y n 1g p" } else { "r n 1g p" })
            .sees("saved");
        let backups = room.backups();
        assert_eq!(backups.len(), opening.min(5));
        assert_eq!(backups.last(), Some(&before), "the newest is the file as it was opened");
        assert!(
            backups.iter().all(|text| !text.contains("green: 1")),
            "ballots that wait are in none"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_names_its_newest_backup() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").starts_again();
    room.press("<Enter>r").sees("saved").somebody_writes(CHECKOUT, "squadcheck: 1\nteam");
    room.starts_again();
    room.press("<End><Enter>").sees("the newest backup of it is");
}

#[cfg(unix)]
#[test]
fn a_clock_that_is_set_back_delays_no_save_that_failed() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    room.may_write("sessions/checkout", false);
    room.press("r").sees("NOT SAVED");
    room.may_write("sessions/checkout", true);
    room.is_set_back(3600).wait(1).sees("saved").file_has(CHECKOUT, "agreed: {vote: red}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_export_into_a_pipe_is_refused_and_stops_nothing() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>se");
    mknodat(CWD, room.path("pipe.md"), FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
    room.press("<Ctrl-U>").types("pipe.md").press("<Enter>").sees("this is a pipe or a device");
}
