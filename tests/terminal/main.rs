//! The real program in a real terminal: killed, resumed, stopped, left in every way.
//!
//! Nothing here sleeps: every step waits for what it wants to see, up to a deadline.
#![cfg(unix)]

mod abilities;
mod chance;
mod closed;
mod codes;
mod disk;
mod ends;
mod gone;
mod killed;
#[cfg(target_os = "linux")]
mod monkey;
mod networks;
mod pastes;
mod pty;
mod rehearsal;
mod search;
mod sizes;
#[cfg(target_os = "linux")]
#[path = "../common/skip.rs"]
mod skip;
mod stalls;
mod watches;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use pty::{Pty, Sandbox};
use rustix::process::Signal;
use squadcheck::app::{App, CheckScreen, Display, LiveCheck, Start};
use squadcheck::model::{Check, PendingBallots, Session, Template, Voters, VotingMode};
use squadcheck::runtime;
use squadcheck::store::{AppDirs, Location, Store};

const TEAMS: &str =
    "squadcheck: 1\nteams: [{name: Checkout, people: [Ana, Bo, Chi, Dan, Eli, Fay]}]\n";
const SESSIONS: &str = "workspace/sessions/checkout";

/// What lies in the team's folder.
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn files(sandbox: &Sandbox) -> Vec<PathBuf> {
    let entries = fs::read_dir(sandbox.path(SESSIONS)).expect("a folder of sessions");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// Copies that were set aside.
fn conflicts(sandbox: &Sandbox) -> Vec<PathBuf> {
    let mut files = files(sandbox);
    files.retain(|path| path.to_string_lossy().contains(".conflict-"));
    files
}

/// The one session of the team.
fn session(sandbox: &Sandbox) -> String {
    session_so_far(sandbox).expect("a session")
}

/// The one session of the team, if it was ever saved. A file half written has another name.
#[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
fn session_so_far(sandbox: &Sandbox) -> Option<String> {
    let entries = fs::read_dir(sandbox.path(SESSIONS)).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| {
        path.extension().is_some_and(|extension| extension == "yaml")
            && !path.to_string_lossy().contains(".conflict-")
    });
    assert!(files.len() <= 1, "{files:?}");
    fs::read_to_string(files.pop()?).ok()
}

/// A program on the first card of a new check.
fn on_the_first_card(sandbox: &Sandbox) -> Pty {
    let mut pty = sandbox.start(&[]);
    pty.sees("Checkout")
        .types("n")
        .sees("New check")
        .types("\r")
        .sees("1 of 11")
        .sees("0 of 6 have voted");
    pty
}

#[test]
fn killed_in_the_middle_of_a_vote_it_resumes_with_every_ballot() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("6g ")
        .sees("6 votes")
        .types("\r")
        .sees("2 of 11")
        .types("4y")
        .sees("4 of 6 have voted")
        .sees("saved");
    pty.signal(Signal::KILL);
    assert_eq!(pty.ends().signal(), Some("Killed"));
    let text = session(&sandbox);
    assert!(
        text.contains("votes: {green: 6, yellow: 0, red: 0}") && !text.contains("yellow: 4"),
        "{text}"
    );

    let mut pty = sandbox.start(&[]);
    pty.sees("1 of 11")
        .types("\r")
        .sees("2 of 11")
        .sees("4 of 6 have voted")
        .types("2r ")
        .sees("6 votes")
        .sees("saved");
    pty.types("\x1b").sees("agreement").types("\x1b").sees("1 check").types("q");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(session(&sandbox).contains("votes: {green: 0, yellow: 4, red: 2}"));
}

#[test]
fn keys_typed_faster_than_they_are_drawn_all_count() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&[]);
    pty.sees("Checkout").types("n\r3g2yr 2+\rs");
    pty.sees("agreement").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let text = session(&sandbox);
    assert!(text.contains("votes: {green: 3, yellow: 2, red: 1}"), "{text}");
    assert!(text.contains("agreed: {vote: yellow, direction: improving}"), "{text}");
}

#[test]
fn the_editor_has_the_terminal_and_its_keys_to_itself() {
    let sandbox = Sandbox::with(TEAMS);
    // Reads a line from the terminal, as an editor would.
    sandbox
        .writes("editor.sh", "printf 'type now'\nread -r line\nprintf '%s' \"$line\" > \"$1\"\n");
    let mut pty = on_the_first_card(&sandbox);
    pty.types("c").sees("Notes").types("\x05").sees("type now");
    pty.types("ggg from the editor\r").sees("Back from the editor").sees("ggg from the editor");
    pty.types("\r").sees("Notes updated").sees("0 of 6 have voted").sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(session(&sandbox).contains(r#"notes: "ggg from the editor""#));
}

#[test]
fn an_editor_that_comes_back_at_once_is_named_and_what_it_saves_late_comes_in() {
    let sandbox = Sandbox::with(TEAMS);
    // Opens a window of its own, which saves when it is told to: in place, then by another file.
    sandbox.writes(
        "editor.sh",
        "cd \"$(dirname \"$0\")\"
         (until [ -e one ]; do sleep 0.02; done; echo 'late words' > \"$1\"
          until [ -e two ]; do sleep 0.02; done; echo 'later words' > new; mv new \"$1\"
          ) < /dev/null > /dev/null 2>&1 &\n",
    );
    let mut pty = on_the_first_card(&sandbox);
    pty.types("c").sees("Notes").types("\x18").sees("is --wait missing?").is_taken();
    sandbox.writes("one", "");
    pty.sees("late words").types("\r").sees("Notes updated").types("n").sees("2 of 11");
    sandbox.writes("two", "");
    pty.sees("in the notes on Easy to release").sees("saved");
    assert!(!is_empty(&sandbox.path("state/squadcheck/editor")), "the editor may save once more");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(session(&sandbox).contains(r#"notes: "later words""#));
    assert!(is_empty(&sandbox.path("state/squadcheck/editor")), "nothing of it is left");
}

#[test]
fn the_report_goes_to_the_terminals_clipboard() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    pty.types("6g ").sees("6 votes").types("e\x1b[B\r").sees("Sent to the terminal").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(pty.wrote("\x1b]52;c;"), "no text for the clipboard");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn a_demo_is_deleted_when_it_is_left() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&["demo"]);
    pty.sees("demo, removed when you quit");
    let temporary = sandbox.path("tmp");
    assert!(!is_empty(&temporary), "the demo lies in the temporary folder");
    for demo in fs::read_dir(&temporary).expect("a folder") {
        use std::os::unix::fs::PermissionsExt;
        let mode = demo.expect("an entry").metadata().expect("its mode").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "nobody else looks in");
    }
    pty.types("q");
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(is_empty(&temporary), "nothing of it is left");
    assert!(!sandbox.path(SESSIONS).exists());
}

#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn is_empty(folder: &std::path::Path) -> bool {
    fs::read_dir(folder).expect("a folder").next().is_none()
}

#[test]
fn new_opens_on_the_first_card_and_leaves_no_file_without_an_act() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&["new", "checkout", "--way", "turns"]);
    pty.sees("Ana is next").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(!sandbox.path(SESSIONS).exists());
}

#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn file_in(folder: &std::path::Path) -> String {
    let entry = fs::read_dir(folder).expect("a folder").next().expect("a file").expect("an entry");
    entry.file_name().into_string().expect("a name")
}

#[test]
fn no_color_keeps_bold_and_draws_no_colour() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start_with(&[], &[("NO_COLOR", "1")]);
    pty.sees("Checkout").types("n\r").sees("1 of 11").types("6g ").sees("6 votes").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert!(pty.wrote("\x1b[1m") && pty.wrote("\x1b[7m"), "bold and reverse stay");
    assert!(!pty.wrote("\x1b[38;") && !pty.wrote("\x1b[48;"), "no colour is set");
}

#[test]
fn without_a_terminal_nothing_waits_and_no_escape_byte_is_written() {
    let sandbox = Sandbox::with(TEAMS);
    for arguments in [&[][..], &["demo"], &["new", "Checkout"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
        command.args(arguments).current_dir(sandbox.path("workspace")).stdin(Stdio::null());
        let output =
            command.env("XDG_STATE_HOME", sandbox.path("state")).output().expect("it starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{output:?}");
        assert!(!output.stderr.contains(&0x1b), "{output:?}");
    }
    assert!(!sandbox.path(SESSIONS).exists());
}

/// Runs the full screen on a state that no key leads to, a session without a card, so that drawing
/// panics. Started by a test of ways to end, in a terminal of its own.
#[test]
#[ignore = "panics on purpose, in a terminal that another test makes for it"]
fn a_screen_that_panics() {
    let template = Template::default();
    let session = Session::new(
        "A".into(),
        jiff::civil::date(2026, 11, 20),
        &template,
        VotingMode::Hands,
        Voters::Count(3),
    );
    let held = LiveCheck::new(
        "a.yaml".into(),
        1,
        Check::new(session, PendingBallots::default(), 3),
        runtime::now().timestamp(),
    );
    let mut app = App::new(Display::default(), Start::Home, runtime::now());
    app.live = Some(held);
    app.screens.top = CheckScreen.into();
    let store = Store::open(Location::new(std::env::temp_dir()), AppDirs::default());
    runtime::run(store, app).expect("a panic comes before");
}

/// A program that is about to panic while it draws.
fn panicking(sandbox: &Sandbox) -> Pty {
    let this = std::env::current_exe().expect("this test");
    let arguments = ["--ignored", "--exact", "a_screen_that_panics", "--nocapture"];
    sandbox.start_program(this.as_os_str(), &arguments, &[])
}
