//! A terminal that takes nothing any more: votes are taken in and saved, and signals end the
//! program.

use rustix::process::Signal;

use crate::pty::{Sandbox, until};
use crate::{SESSIONS, TEAMS, file_in, on_the_first_card, session_so_far};

/// Waits until the session's file says so.
fn until_saved(sandbox: &Sandbox, words: &str) {
    until(words, || session_so_far(sandbox).is_some_and(|text| text.contains(words)));
}

#[test]
fn votes_are_saved_and_the_right_frame_is_there_when_it_goes_on() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.stalls().types("3g2y");
    for _ in 0..20 {
        pty.types("T");
    }
    pty.types("r ");
    until_saved(&sandbox, "votes: {green: 3, yellow: 2, red: 1}");
    pty.goes_on().sees("6 votes").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}

#[test]
fn a_signal_ends_the_program_and_the_line_is_given_back() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = on_the_first_card(&sandbox);
        pty.stalls().types("6g ");
        until_saved(&sandbox, "votes: {green: 6, yellow: 0, red: 0}");
        pty.signal(signal);
        assert_eq!(pty.ends().signal(), Some(name));
        pty.has_its_line_modes();
    }
}

#[test]
fn ctrl_c_ends_the_program_even_if_there_is_a_word_to_say() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("6g ").sees("6 votes").sees("saved");
    let name = file_in(&sandbox.path(SESSIONS));
    sandbox.writes(&format!("{SESSIONS}/{name}"), "squadcheck: 1\n");
    pty.types("r").sees("NOT SAVED").stalls().types("\x03\x03");
    assert_eq!(pty.ends().exit_code(), 1);
    pty.has_its_line_modes();
}

#[test]
fn the_editor_is_not_started_where_nothing_could_be_seen_of_it() {
    let sandbox = Sandbox::with(TEAMS);
    sandbox.writes("editor.sh", "printf 'never' > \"$1\"\n");
    let mut pty = on_the_first_card(&sandbox);
    // What these keys change is still being drawn when the editor is asked for.
    pty.stalls().types("6g ");
    until_saved(&sandbox, "votes: {green: 6, yellow: 0, red: 0}");
    pty.types("\r");
    until_saved(&sandbox, "agreed: {vote: green}");
    pty.types("c\x05y\r");
    until_saved(&sandbox, r#"notes: "y""#);
    pty.goes_on().sees("Notes updated").is_taken().quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}
