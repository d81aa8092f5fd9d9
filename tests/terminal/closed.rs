//! Streams that are closed, full, or read by nobody: a word and an exit code, and never a panic.

use std::process::{Command, Output};

use crate::TEAMS;
use crate::pty::{PROGRAM, Sandbox};

/// What became of a line of the shell, in which `$0` is the program.
fn shell(sandbox: &Sandbox, line: &str) -> Output {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line, PROGRAM]).current_dir(sandbox.path("workspace")).env_clear();
    for (name, folder) in [("HOME", "home"), ("XDG_STATE_HOME", "state"), ("TMPDIR", "tmp")] {
        command.env(name, sandbox.path(folder));
    }
    let output = command.env("PATH", "/usr/bin:/bin").output().expect("a shell");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!words.contains("panicked") && !words.contains("RUST_BACKTRACE"), "{line}: {words}");
    assert!(output.status.code().is_some_and(|code| code <= 2), "{line}: {output:?}");
    output
}

#[test]
fn every_command_ends_cleanly_on_closed_and_full_streams() {
    let sandbox = Sandbox::with(TEAMS);
    shell(&sandbox, "\"$0\" new Checkout --no-open");
    for command in [
        "list",
        "list --json",
        "show latest",
        "trend Checkout",
        "export latest",
        "templates",
        "validate",
        "paths",
        "completions bash",
        "man",
        "--help",
        "--version",
        "nonsense",
        "init",
        "new Nova --no-open",
    ] {
        for streams in
            [">&-", "<&-", "2>&-", "<&- >&- 2>&-", "| head -c 1", "2>&1 | head -c 1", "2>&1 | true"]
        {
            shell(&sandbox, &format!("\"$0\" {command} {streams}"));
        }
    }
    if std::path::Path::new("/dev/full").exists() {
        for command in ["list", "templates", "man", "completions bash"] {
            let output = shell(&sandbox, &format!("\"$0\" {command} >/dev/full"));
            assert_eq!(output.status.code(), Some(1), "{command}");
            assert!(!output.stderr.is_empty(), "{command}");
        }
        shell(&sandbox, "\"$0\" list >/dev/full 2>/dev/full");
    }
}

#[test]
fn the_full_screen_needs_its_streams_and_says_so() {
    for streams in
        ["<&-", ">&-", "</dev/null", ">/dev/null", "<&- >&-", "| cat", "</dev/null >/dev/null"]
    {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = sandbox.start_by_shell(&format!("\"$0\" {streams}; echo ended with $?"));
        pty.sees("the full screen needs a terminal").sees("ended with");
        if !streams.starts_with('|') {
            pty.sees("ended with 2");
        }
        pty.ends();
        assert!(!pty.wrote("\x1b"));
        pty.is_given_back();
    }
}

#[test]
fn the_full_screen_needs_no_stderr() {
    for streams in ["2>&-", "2>/dev/null"] {
        let sandbox = Sandbox::with(TEAMS);
        let mut pty = sandbox.start_by_shell(&format!("exec \"$0\" {streams}"));
        pty.sees("Checkout").types("q");
        assert_eq!(pty.ends().exit_code(), 0);
        pty.is_given_back();
    }
}

#[test]
fn a_dumb_terminal_gets_a_word_and_no_escape_byte() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start_with(&[], &[("TERM", "dumb")]);
    pty.sees("the full screen needs a terminal");
    assert_eq!(pty.ends().exit_code(), 2);
    assert!(!pty.wrote("\x1b"));
    pty.is_given_back();
}
