//! The terminal goes away, in every way it can: the program saves and ends.

use crate::pty::{Pty, Sandbox};
use crate::{TEAMS, session};

const SAVED: &str = "votes: {green: 6, yellow: 0, red: 0}";

fn voted(mut pty: Pty) -> Pty {
    pty.sees("Checkout")
        .types("n")
        .sees("New check")
        .types("\r")
        .sees("0 of 6 have voted")
        .types("6g ")
        .sees("6 votes");
    pty
}

#[test]
fn a_closed_window_ends_the_program_and_nothing_is_lost() {
    let sandbox = Sandbox::with(TEAMS);
    let status = voted(sandbox.start(&[])).is_closed();
    assert!(status.signal().is_none_or(|name| name == "Hangup"), "{status:?}");
    assert!(session(&sandbox).contains(SAVED));
}

#[test]
fn it_ends_as_well_where_nobody_tells_it() {
    let sandbox = Sandbox::with(TEAMS);
    let status = voted(sandbox.start_untold()).is_closed();
    assert_eq!((status.signal(), status.exit_code()), (None, 0));
    assert!(session(&sandbox).contains(SAVED));
}

#[test]
fn it_ends_as_well_where_whoever_started_it_ignores_hangups() {
    let sandbox = Sandbox::with(TEAMS);
    voted(sandbox.start_by_shell("trap '' HUP; exec \"$0\"")).is_closed();
    assert!(session(&sandbox).contains(SAVED));
}

#[test]
fn it_ends_as_well_in_the_middle_of_a_paste() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = voted(sandbox.start_untold());
    pty.types("c").sees("Notes").types("\x1b[200~half a paste");
    pty.is_closed();
    assert!(session(&sandbox).contains(SAVED));
}

#[test]
fn it_ends_as_well_while_an_editor_has_the_terminal() {
    let sandbox = Sandbox::with(TEAMS);
    sandbox.writes("editor.sh", "printf 'type now'\nread -r line\n");
    let mut pty = voted(sandbox.start_untold());
    pty.types("c").sees("Notes").types("\x05").sees("type now");
    pty.is_closed();
    assert!(session(&sandbox).contains(SAVED));
}
