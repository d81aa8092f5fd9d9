//! Every way to end, and what is given back: raw mode, screen, cursor, mouse, paste. The title was
//! never taken.

use std::time::Duration;

use rustix::process::Signal;

#[cfg(target_os = "linux")]
use crate::disk::with_faults;
use crate::pty::{Pty, Sandbox, now};
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
    for key in ["q", "\x03"] {
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

/// Signals that end a program unless it does something about it: those with a name that may be
/// caught and come from outside, and some without.
#[cfg(target_os = "linux")]
const DEADLY: [i32; 21] =
    [1, 2, 3, 5, 6, 7, 10, 12, 14, 15, 16, 24, 26, 27, 29, 30, 31, 34, 35, 50, 64];

#[cfg(target_os = "linux")]
#[test]
fn every_deadly_signal_that_can_be_caught_gives_the_terminal_back() {
    use std::ffi::OsStr;
    for number in DEADLY {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = sandbox.start(&[]);
        pty.sees("Checkout").is_taken();
        pty.signal_number(number);
        let status = pty.ends();
        // A shell says how a program looks that such a signal has ended.
        let line = format!("kill -{number} $$");
        let mut other = sandbox.start_program(OsStr::new("/bin/sh"), &["-c", &line], &[]);
        let (ours, theirs) = (status.signal(), other.ends());
        assert!(ours.is_some() && ours == theirs.signal(), "{number}: {ours:?}, {theirs:?}");
        pty.is_given_back();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_nobody_means_ends_nothing() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    // A pipe that broke, a file that is too large, a child, urgent data.
    for number in [13, 25, 17, 23] {
        pty.signal_number(number);
        pty.types("g").sees("1 of 6 have voted").types("u").sees("0 of 6 have voted");
    }
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}

#[test]
fn a_file_that_may_not_grow_any_more_is_an_error_of_the_save() {
    let sandbox = Sandbox::with(TEAMS);
    // A kilobyte at the most: enough for what waits, and not for a session.
    let mut pty = sandbox.start_by_shell("ulimit -f 2 && exec \"$0\"");
    pty.sees("Checkout").types("n").sees("New check").types("\r").sees("1 of 11");
    pty.types("6g ").sees("6 votes").sees("NOT SAVED").sees("ulimit -f");
    pty.types("\x03").sees("Not everything is saved").types("\x03");
    assert_eq!(pty.ends().exit_code(), 1);
    pty.is_given_back();
}

/// What the machine may need to end a program that is not held back by anything.
#[cfg(target_os = "linux")]
const AT_ONCE: Duration = Duration::from_secs(15);

#[cfg(target_os = "linux")]
#[test]
fn while_a_write_is_waited_for_a_second_ctrl_c_ends_at_once() {
    for keys in [&["q", "\x03"][..], &["\x03", "\x03"], &["q\x03"]] {
        let sandbox = Sandbox::with(TEAMS);
        sandbox.removes("workspace/healthcheck.yaml");
        let Some(mut pty) = with_faults(&sandbox, "fsync:delay_enter=60000000") else { return };
        pty.sees("write healthcheck.yaml").is_taken().types("i");
        sandbox.waits_for_a_file_in("workspace");
        let begun = now();
        for key in keys {
            pty.types(key).watches_until(now() + Duration::from_millis(200));
        }
        // Who delays the call waits for it as well, so nobody sees the end itself.
        pty.sees_no("write healthcheck.yaml");
        assert!(now() - begun < AT_ONCE, "{keys:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_only_read_is_not_waited_for_at_the_end() {
    let sandbox = Sandbox::with(TEAMS);
    sandbox.writes(&format!("{SESSIONS}/note.txt"), "");
    let Some(mut pty) = with_faults(&sandbox, "getdents64:delay_enter=60000000") else { return };
    pty.sees("reading").is_taken();
    let begun = now();
    pty.types("\x03").sees_no("reading");
    assert!(now() - begun < AT_ONCE);
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
    pty.types("from the editor\r").sees("Back from the editor").is_taken();
    pty.types("\r").sees("Notes updated").sees("saved").quits();
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
    pty.is_taken().sees("4 of 6 have voted").types("y").sees("5 of 6 have voted").quits();
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
    pty.is_taken().sees("6 votes").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}

#[test]
fn a_terminal_that_was_changed_while_the_program_slept_is_taken_again() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = with_a_vote(&sandbox);
    let frame = pty.shows_whole("6 votes");
    pty.signal(Signal::STOP);
    pty.stops();
    pty.is_made_usual();
    pty.signal(Signal::CONT);
    pty.is_taken().shows_again(&frame).quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}
