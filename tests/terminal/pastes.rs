//! A paste is text and never keys, whatever is wrong with it.

use crate::pty::Sandbox;
use crate::{TEAMS, on_the_first_card, session};

const MANY: usize = 10_000_000;

#[test]
fn a_paste_is_text_and_never_keys() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("\x1b[200~6g \x1b[201~")
        .sees("no text field to paste into")
        .sees("0 of 6 have voted");
    pty.types("c\x1b[200~one\rtwo\x1b[201~")
        .sees("two")
        .types("\r")
        .sees("Notes updated")
        .sees("saved")
        .quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(session(&sandbox).contains(r#"notes: "one\ntwo""#));
}

#[test]
fn a_paste_without_an_end_does_not_keep_the_keyboard() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("\x1b[200~gg")
        .sees("no text field to paste into")
        .types("g")
        .sees("1 of 6 have voted");
    pty.types("c")
        .sees("Notes")
        .types("\x1b[200~half")
        .sees("half")
        .types("\r")
        .sees("Notes updated")
        .sees("saved");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(session(&sandbox).contains(r#"notes: "half""#));
}

#[test]
fn ten_megabytes_on_a_card_press_no_key_and_take_no_memory() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("\x1b[200~").types(&"gyr \r".repeat(MANY / 10));
    // In the middle of it the window changes, and is drawn.
    pty.measures(110, 35).sees("0 of 6 have voted");
    pty.types(&"gyr \r".repeat(MANY / 10)).types("\x1b[201~");
    pty.sees("no text field to paste into")
        .sees("0 of 6 have voted")
        .types("g")
        .sees("1 of 6 have voted");
    if let Some(kilobytes) = pty.peak_of_memory() {
        assert!(kilobytes < 100_000, "{kilobytes} kB");
    }
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

#[test]
fn ten_megabytes_in_notes_are_cut_and_said_to_be() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("c")
        .sees("Notes")
        .types("\x1b[200~")
        .types(&"words, and then more of them\r".repeat(MANY / 28));
    pty.types("\x1b[201~").sees("The paste was too long");
    pty.types("\r")
        .sees("Notes updated")
        .types("g")
        .sees("1 of 6 have voted")
        .sees("saved")
        .quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let text = session(&sandbox);
    assert!(
        text.contains("words, and then more of them") && text.len() < 200_000,
        "{} bytes",
        text.len()
    );
}

#[test]
fn what_no_key_sends_presses_none() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    // Answers to questions that another program has asked, reports of a mouse, a key with Alt: all
    // at once, then a vote.
    pty.types(
        "\x1b]11;rgb:0000/gggg/0000\x1b\\\x1b[?62;22c\x1b[<0;10;20M\x1b[M \
         !!\x1b[12;40R\x1bg\x1b[I\x1b[1;3Ay",
    );
    pty.sees("1 of 6 have voted").quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

/// Some text, line by line, as a terminal sends it that does not mark what is pasted.
const UNMARKED: &str = "Notes of the retro: the grey build is red again,\rExports Vary.\rgyr C e\r";

#[test]
fn text_without_marks_fires_no_key_however_it_comes() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types(UNMARKED).sees("no text field to paste into").sees("0 of 6 have voted");
    pty.types("g").sees("1 of 6 have voted").types("u").sees("0 of 6 have voted");
    // In pieces, back to back.
    for piece in UNMARKED.repeat(3).as_bytes().chunks(20) {
        pty.types(std::str::from_utf8(piece).expect("ASCII"));
    }
    pty.sees("no text field to paste into").sees("0 of 6 have voted");
    // What a stall gathers are keys, and so are arrows and a key that is held down.
    pty.types("3g2yr3+2=-").sees("6 of 6 have voted");
    pty.types(&"\x1b[C\x1b[D".repeat(20)).types(&"n".repeat(60)).sees("11 of 11");
    pty.types("c").sees("Notes").types(UNMARKED).sees("gyr C e").types("\r").sees("Notes updated");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let kept =
        "notes: \"Notes of the retro: the grey build is red again,\\nExports Vary.\\ngyr C e\"";
    assert!(session(&sandbox).contains(kept));
}

#[test]
fn a_megabyte_without_marks_presses_no_key_either() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types(&"gyr \r".repeat(MANY / 50)).sees("no text field to paste into");
    pty.sees("0 of 6 have voted").types("g").sees("1 of 6 have voted").quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

#[test]
fn a_line_that_sends_two_bytes_for_enter_presses_it_once() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("6g ").sees("6 votes").types("\r\n").sees("2 of 11").types("6g ").sees("6 votes");
    pty.types("\r\0").sees("3 of 11").types("6g ").sees("6 votes").types("\n").sees("4 of 11");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
}
