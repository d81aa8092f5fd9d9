//! A remote team: a sheet is written, filled in by a command in each home, and its codes come by a
//! paste and by a folder.

use std::process::Command;

use crate::pty::Sandbox;
use crate::{TEAMS, session};

/// Runs a command of the program in the workspace, and returns what it printed.
fn run(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_squadcheck"))
        .args(arguments)
        .current_dir(sandbox.path("workspace"))
        .env("HOME", sandbox.path(""))
        .env("XDG_STATE_HOME", sandbox.path("state"))
        .env("XDG_DATA_HOME", sandbox.path("data"))
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What somebody at home sends: on each card the same.
fn code(sandbox: &Sandbox, home: &str, sheet: &str, vote: &str) -> String {
    let cards = ["easy-to-release", "suitable-process", "tech-quality", "value", "speed"];
    let answers: Vec<String> = cards.iter().map(|card| format!("{card}={vote}")).collect();
    let mut arguments = vec!["vote", sheet];
    for answer in &answers {
        arguments.extend(["--answer", answer]);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_squadcheck"))
        .args(arguments)
        .current_dir(sandbox.path("workspace"))
        .env("HOME", sandbox.path(home))
        .env("XDG_STATE_HOME", sandbox.path(home))
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn codes_come_by_a_paste_and_by_a_folder_that_is_followed() {
    let sandbox = Sandbox::with(TEAMS);
    run(&sandbox, &["new", "Checkout", "--no-open", "--date", "2026-11-20"]);
    let sheet = run(&sandbox, &["sheet", "latest"]);
    assert_eq!(sheet, "checkout-2026-11-20-ballot.html\n");
    let codes: Vec<String> = ["green", "green", "green", "yellow", "red", "green"]
        .iter()
        .enumerate()
        .map(|(at, vote)| code(&sandbox, &format!("home{at}"), sheet.trim(), vote))
        .collect();
    sandbox.writes("workspace/chats/one.txt", &format!("Ana: {}", codes[0]));
    let mut pty = sandbox.start(&["--codes", "chats"]);
    pty.sees("Checkout").types("\r").sees("1 of 11").sees("1 of 6 have voted · 1 on devices");
    sandbox.writes("workspace/chats/two.txt", &format!("{}\n> {}", codes[1], codes[0]));
    pty.sees("2 of 6 have voted · 2 on devices");
    pty.types(&format!("\x1b[200~Chi [10:04]\r{}\rcheers\r\x1b[201~", codes[2..].join("\r")));
    pty.sees("4 ballot codes taken in").sees("6 of 6 have voted").types(" ").sees("6 votes");
    // The other cards of the codes wait in memory.
    pty.sees("saved").types("\x03").sees("in memory alone").types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(session(&sandbox).contains("votes: {green: 4, yellow: 1, red: 1}"));
}

#[test]
fn while_a_window_runs_the_check_the_command_makes_no_sheet() {
    let sandbox = Sandbox::with(TEAMS);
    run(&sandbox, &["new", "Checkout", "--no-open", "--date", "2026-11-20"]);
    let mut pty = sandbox.start(&[]);
    pty.sees("Checkout").types("\r").sees("1 of 11");
    let output = Command::new(env!("CARGO_BIN_EXE_squadcheck"))
        .args(["sheet", "latest"])
        .current_dir(sandbox.path("workspace"))
        .env("HOME", sandbox.path(""))
        .env("XDG_STATE_HOME", sandbox.path("state"))
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("another window runs this check"), "{said}");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
}
