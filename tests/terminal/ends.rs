//! Every way to end, and what is given back: raw mode, screen, cursor, mouse, paste. The title was
//! never taken.

use rustix::process::Signal;

use crate::pty::{Pty, Sandbox};
use crate::{SESSIONS, TEAMS, conflicts, file_in, on_the_first_card, panicking, session};

/// A vote that must be in the file, whatever ends the program.
const SAVED: &str = "votes: {green: 6, yellow: 0, red: 0}";

/// A program that has a vote to lose.
fn with_a_vote(sandbox: &Sandbox) -> Pty {
    let mut pty = on_the_first_card(sandbox);
    pty.is_taken().types("6g ").sees("6 votes");
    pty
}

/// An editor that waits for a line, and leaves it.
fn in_the_editor(sandbox: &Sandbox) -> Pty {
    sandbox
        .writes("editor.sh", "printf 'type now'\nread -r line\nprintf '%s' \"$line\" > \"$1\"\n");
    let mut pty = with_a_vote(sandbox);
    pty.types("c").sees("Notes").types("\x05").sees("type now");
    pty.is_given_back();
    pty
}

#[test]
fn leaving_by_a_key_gives_the_terminal_back() {
    let sandbox = Sandbox::with(TEAMS);
    for key in ["q", "\x1b", "\x03"] {
        let mut pty = sandbox.start(&[]);
        pty.sees("Checkout").is_taken().types(key);
        assert_eq!(pty.ends().exit_code(), 0, "after {key:?}");
        pty.is_given_back();
    }
}

#[test]
fn a_signal_gives_the_terminal_back_saves_and_is_passed_on() {
    for (signal, name) in [
        (Signal::TERM, "Terminated"),
        (Signal::HUP, "Hangup"),
        (Signal::INT, "Interrupt"),
        (Signal::QUIT, "Quit"),
    ] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = with_a_vote(&sandbox);
        pty.signal(signal);
        let status = pty.ends();
        assert!(status.signal().is_some_and(|text| text.starts_with(name)), "{status:?}");
        pty.is_given_back();
        assert!(session(&sandbox).contains(SAVED));
    }
}

#[test]
fn an_end_with_an_error_gives_the_terminal_back() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = with_a_vote(&sandbox);
    pty.sees("saved");
    let name = file_in(&sandbox.path(SESSIONS));
    sandbox.writes(&format!("{SESSIONS}/{name}"), "squadcheck: 1\n");
    pty.types("r").sees("NOT SAVED").types("\x03").sees("Not everything is saved").types("\x03");
    assert_eq!(pty.ends().exit_code(), 1);
    pty.is_given_back();
    pty.sees("squadcheck: not saved:");
    assert_eq!(session(&sandbox), "squadcheck: 1\n");
    assert_eq!(conflicts(&sandbox).len(), 1, "ours lies beside it");
}

#[test]
fn after_a_panic_the_terminal_is_given_back_and_the_words_stay() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = panicking(&sandbox);
    pty.sees("index out of bounds");
    assert!(pty.wrote("\x1b[?1049h"), "it never had the screen");
    assert_eq!(pty.ends().exit_code(), 101);
    pty.is_given_back();
}

#[test]
fn after_the_editor_the_terminal_is_taken_again_and_given_back_at_the_end() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = in_the_editor(&sandbox);
    pty.types("from the editor\r").sees("back from the editor").is_taken();
    pty.types("\r").sees("notes kept").sees("saved").types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(session(&sandbox).contains(r#"notes: "from the editor""#));
}

#[test]
fn a_signal_while_the_editor_has_the_terminal_ends_both() {
    for (signal, name) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = in_the_editor(&sandbox);
        pty.signal(signal);
        assert_eq!(pty.ends().signal(), Some(name));
        pty.is_given_back();
        assert!(session(&sandbox).contains(SAVED));
    }
}

#[test]
fn around_ctrl_z_the_terminal_is_given_back_and_taken_again() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("4g").sees("4 of 6 have voted").types("\x1a");
    pty.stops();
    pty.is_given_back();
    pty.signal(Signal::CONT);
    pty.is_taken().sees("4 of 6 have voted").types("y").sees("5 of 6 have voted").types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}

#[test]
fn what_was_voted_is_saved_before_ctrl_z_stops_the_program() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("6g \x1a");
    pty.stops();
    assert!(session(&sandbox).contains(SAVED));
    pty.signal(Signal::KILL);
    pty.ends();
}

#[test]
fn a_stop_from_outside_is_as_good_as_ctrl_z() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = with_a_vote(&sandbox);
    pty.signal(Signal::TSTP);
    pty.stops();
    pty.is_given_back();
    pty.signal(Signal::CONT);
    pty.is_taken().sees("6 votes").types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}

#[test]
fn a_terminal_that_was_changed_while_the_program_slept_is_taken_again() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = with_a_vote(&sandbox);
    let frame = pty.shows();
    pty.signal(Signal::STOP);
    pty.stops();
    pty.is_made_usual();
    pty.signal(Signal::CONT);
    pty.is_taken().shows_again(&frame).types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}
