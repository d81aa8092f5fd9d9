//! The window changes its size.

use crate::pty::Sandbox;
use crate::{TEAMS, on_the_first_card};

#[test]
fn another_window_size_is_drawn_at_once() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.measures(50, 10)
        .sees("is too small")
        .measures(120, 40)
        .sees("0 of 6 have voted")
        .types("g")
        .sees("1 of 6 have voted")
        .quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

#[test]
fn a_storm_of_sizes_ends_on_the_right_frame() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("4g").sees("4 of 6 have voted").sees("saved");
    let frame = pty.shows();
    for turn in 0..300_u16 {
        pty.measures(1 + turn * 37 % 250, 1 + turn * 13 % 90);
    }
    pty.measures(1, 1).measures(100, 30);
    pty.shows_again(&frame).types("y").sees("5 of 6 have voted").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
}
