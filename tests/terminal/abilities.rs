//! What is written to a terminal fits what the terminal is, whatever was inherited.

use crate::pty::{Pty, Sandbox};
use crate::{TEAMS, session};

/// Reveals a card of all three lights.
fn reveals(sandbox: &Sandbox, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
    let mut pty = sandbox.start_with(arguments, environment);
    pty.sees("Checkout").types("n\r").sees("1 of 11").types("3g2yr ").sees("6 votes");
    pty
}

fn leaves(mut pty: Pty) {
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

const INHERITED: (&str, &str) = ("COLORTERM", "truecolor");

#[test]
fn gnu_screen_gets_eight_colours_and_no_longer_command() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = reveals(&sandbox, &[], &[("TERM", "screen"), ("STY", "1.pts"), INHERITED]);
    assert!(pty.wrote("30;42m") && pty.wrote("30;43m") && pty.wrote("37;41m"));
    assert!(!pty.wrote("38;5") && !pty.wrote("48;5") && !pty.wrote("8;2;"));
    pty.types("e").sees("Clipboard").types("\t\r").sees("through GNU screen");
    assert!(pty.wrote("\x1bP\x1b]52;c;"), "the text is wrapped");
    assert!(!pty.wrote("\x1b\\]52") && !pty.wrote("H\x1b]52"), "and never plain");
    leaves(pty);
}

#[test]
fn a_picture_in_dots_is_not_written_to_a_terminal() {
    for more in [&[][..], &["-o", "-"]] {
        let sandbox = Sandbox::with(TEAMS);
        let arguments = [&["teams", "--format", "png"][..], more].concat();
        let mut pty = sandbox.start_with(&arguments, &[]);
        pty.sees("a PNG is not for a terminal: name its file with -o FILE");
        assert!(!pty.wrote("PNG\r\n"));
        assert_eq!(pty.ends().exit_code(), 2);
    }
}

#[test]
fn tmux_gets_256_colours_and_any_only_where_it_says_so() {
    let sandbox = Sandbox::with(TEAMS);
    let pty = reveals(&sandbox, &[], &[("TERM", "tmux-256color"), ("TMUX", "x"), INHERITED]);
    assert!(pty.wrote("48;5;36m") && !pty.wrote("48;2;"));
    leaves(pty);
    let sandbox = Sandbox::with(TEAMS);
    let pty = reveals(&sandbox, &[], &[("TERM", "tmux-direct"), ("TMUX", "x")]);
    assert!(pty.wrote("48;2;0;158;115m"));
    leaves(pty);
}

#[test]
fn a_terminal_without_colours_gets_none_unless_a_theme_is_asked_for() {
    for term in ["vt100", "xterm-mono"] {
        let sandbox = Sandbox::with(TEAMS);
        let pty = reveals(&sandbox, &[], &[("TERM", term), INHERITED]);
        assert!(pty.wrote("\x1b[7m"), "badges are reversed");
        for colour in ["[38;", "[48;", "30;42m", "30;43m", "37;41m"] {
            assert!(!pty.wrote(colour), "{term}: {colour}");
        }
        leaves(pty);
    }
    let sandbox = Sandbox::with(TEAMS);
    let pty = reveals(&sandbox, &["--theme", "clear"], &[("TERM", "vt100")]);
    assert!(pty.wrote("30;42m"));
    leaves(pty);
}

#[test]
fn a_locale_without_utf8_gets_ascii_alone_and_files_keep_every_letter() {
    for environment in [
        &[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")][..],
        &[("LC_CTYPE", "POSIX"), ("LANG", "de_DE.UTF-8")],
        &[("LANG", "de_DE.ISO-8859-1")],
        &[("TERM", "vt100"), ("LANG", "de_DE.UTF-8")],
    ] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = reveals(&sandbox, &[], environment);
        pty.types("c").sees("Enter save").types("Straße für Dörte").sees("Strasse fur Dorte");
        pty.types("\r").sees("Notes updated").sees("(G)");
        assert!(!pty.wrote_beyond_ascii(), "{environment:?}");
        leaves(pty);
        let file = session(&sandbox);
        assert!(file.contains("Straße für Dörte"), "{file}");
    }
}

#[test]
fn utf8_is_taken_where_nothing_speaks_against_it_and_where_it_is_asked_for() {
    for (arguments, environment) in [
        (&[][..], &[][..]),
        (&[], &[("LC_ALL", "C.UTF-8"), ("LANG", "C")]),
        (&["--unicode"], &[("LC_ALL", "C"), ("TERM", "vt100")]),
    ] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = reveals(&sandbox, arguments, environment);
        pty.sees("●").types("c").sees("Enter save").types("Straße").sees("Straße").types("\r");
        leaves(pty);
    }
}

#[test]
fn where_there_is_no_clipboard_none_is_offered() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = reveals(&sandbox, &[], &[("TERM", "linux")]);
    pty.types("e").sees("Export").sees_no("Clipboard").types("\t").sees("no clipboard");
    pty.types("\x1b").sees_no("Export as");
    assert!(!pty.wrote("]52;"));
    leaves(pty);
}
