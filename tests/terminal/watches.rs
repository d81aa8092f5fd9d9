//! Files change under the running program, and a second one runs on the same workspace.

use std::fs;

use crate::pty::{Pty, Sandbox};
use crate::{TEAMS, files, on_the_first_card, session};
use rustix::process::Signal;

/// A check with one card revealed and four ballots on the next, and a second window that follows
/// it.
fn two(sandbox: &Sandbox) -> (Pty, Pty) {
    let mut first = on_the_first_card(sandbox);
    first
        .types("6g ")
        .sees("6 votes")
        .types("\r")
        .sees("2 of 11")
        .types("4y")
        .sees("4 of 6 have voted")
        .sees("saved");
    let mut second = sandbox.start(&[]);
    second
        .sees("1 of 11")
        .types("\r")
        .sees("2 of 11")
        .sees("Not revealed yet")
        .sees("follows another window");
    (first, second)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn a_second_window_follows_the_first_one_by_itself_and_takes_over_when_that_ends() {
    let sandbox = Sandbox::with(TEAMS);
    let (mut first, mut second) = two(&sandbox);
    second.types("3g").sees("Read-only: this check runs in another window");
    first.types("2r ").sees("6 votes").sees("saved");
    second.sees("6 votes").sees("2 of 11");
    first.types("\r").sees("3 of 11").types("5g").sees("5 of 6 have voted").sees("saved");
    second
        .sees("3 of 11")
        .sees("Not revealed yet")
        .types("\r")
        .sees("still runs in another window");
    first.quits();
    assert_eq!(first.ends().exit_code(), 0);
    second
        .sees("The other window has left this check. Enter continues it here")
        .types("\r")
        .sees("This window runs the check now")
        .sees("5 of 6 have voted")
        .types("r ")
        .sees("6 votes");
    second.sees("saved").quits();
    assert_eq!(second.ends().exit_code(), 0);
    assert!(session(&sandbox).contains("votes: {green: 5, yellow: 0, red: 1}"));
    let left = fs::read_dir(sandbox.path("state/squadcheck/running")).expect("a folder").count();
    assert_eq!(left, 0, "nothing lies about");
}

#[test]
fn a_window_that_is_killed_lets_go() {
    let sandbox = Sandbox::with(TEAMS);
    let (mut first, mut second) = two(&sandbox);
    first.signal(Signal::KILL);
    assert_eq!(first.ends().signal(), Some("Killed"));
    second.types("\r").sees("This window runs the check now").sees("4 of 6 have voted").quits();
    assert_eq!(second.ends().exit_code(), 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn files_that_come_and_change_and_go_are_seen_without_a_key() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&[]);
    pty.sees("no check yet");
    // No folder of sessions was there: it comes with its first session.
    fs::create_dir_all(sandbox.path("workspace/sessions/checkout")).expect("folders");
    let text = "squadcheck: 1\nteam: Checkout\ndate: 2026-11-19\n\
                dimensions: [{key: fun, name: Fun}]\nstate: closed\n";
    sandbox.writes("workspace/sessions/checkout/2026-11-19-spotify.yaml", text);
    pty.sees("19 Nov 2026");
    let other = text.replace("2026-11-19", "2026-11-18");
    sandbox.writes("workspace/sessions/checkout/2026-11-18-spotify.yaml", &other);
    pty.sees("2 checks");
    sandbox.writes("workspace/sessions/checkout/2026-11-18-spotify.yaml", "squadcheck: 1\n");
    pty.sees("cannot be read");
    sandbox.writes("workspace/sessions/checkout/2026-11-18-spotify.yaml", &other);
    pty.sees_no("cannot be read");
    sandbox.writes("workspace/healthcheck.yaml", &TEAMS.replace("Checkout", "Till"));
    pty.sees("Till").sees("2 checks");
    fs::remove_dir_all(sandbox.path("workspace/sessions/checkout")).expect("it is there");
    pty.sees("0 checks").types("q");
    assert_eq!(pty.ends().exit_code(), 0);
}

/// A check with one card revealed and ballots on the next, in a folder that git has.
fn saved_under_git(sandbox: &Sandbox) -> Pty {
    sandbox.writes("workspace/.git/HEAD", "ref: refs/heads/main\n");
    let mut pty = on_the_first_card(sandbox);
    pty.types("6g ")
        .sees("6 votes")
        .types("\r")
        .sees("2 of 11")
        .types("4y")
        .sees("4 of 6 have voted");
    pty.sees("saved");
    pty
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn what_the_disk_loses_is_seen_without_a_key_and_leaving_asks() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = saved_under_git(&sandbox);
    fs::remove_file(&files(&sandbox)[0]).expect("it is there");
    pty.sees("FILE GONE").types("\x03").sees("Not everything is saved").types("\r");
    pty.sees("saved").sees_no("FILE GONE").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    assert_eq!(files(&sandbox).len(), 1);
}

#[test]
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_folder_above_that_is_renamed_is_seen_without_a_key_and_goes_on_when_it_is_back() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = saved_under_git(&sandbox);
    fs::rename(sandbox.path("workspace"), sandbox.path("away")).expect("it is moved");
    pty.sees("NOT SAVED: the folder of the workspace is gone");
    fs::rename(sandbox.path("away"), sandbox.path("workspace")).expect("it is moved");
    pty.sees_no("NOT SAVED").sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn ballots_that_wait_are_back_on_the_disk_without_a_key() {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = saved_under_git(&sandbox);
    let folder = sandbox.path("state/squadcheck/waiting");
    let there = || fs::read_dir(&folder).into_iter().flatten().count() == 1;
    assert!(there());
    for round in 0..2 {
        let lost = if round == 0 { &folder } else { &sandbox.path("state/squadcheck") };
        fs::remove_dir_all(lost).expect("it is there");
        crate::pty::until("the ballots are back", there);
    }
    pty.sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_linked_healthcheck_yaml_is_followed_when_its_target_changes() {
    let sandbox = Sandbox::with(TEAMS);
    sandbox.writes("shared/teams.yaml", TEAMS);
    sandbox.writes("shared/others.yaml", &TEAMS.replace("Checkout", "Search"));
    let config = sandbox.path("workspace/healthcheck.yaml");
    fs::remove_file(&config).expect("it is there");
    std::os::unix::fs::symlink("../shared/teams.yaml", &config).expect("a link");
    let mut pty = sandbox.start(&[]);
    pty.sees("Checkout");
    sandbox.writes("shared/teams.yaml", &TEAMS.replace("Checkout", "Till"));
    pty.sees("Till");
    // A link that leads elsewhere is followed there.
    std::os::unix::fs::symlink("../shared/others.yaml", sandbox.path("workspace/new"))
        .expect("a link");
    fs::rename(sandbox.path("workspace/new"), &config).expect("it is moved");
    pty.sees("Search");
    sandbox.writes("shared/others.yaml", &TEAMS.replace("Checkout", "Billing"));
    pty.sees("Billing").types("q");
    assert_eq!(pty.ends().exit_code(), 0);
}

/// The folders that the program watches, as the system counts them.
#[expect(clippy::disallowed_methods, reason = "tests look at what the system says")]
fn watched(pty: &Pty) -> usize {
    let infos = fs::read_dir(format!("/proc/{}/fdinfo", pty.id())).into_iter().flatten();
    let texts = infos.filter_map(|info| fs::read_to_string(info.ok()?.path()).ok());
    texts.map(|text| text.matches("inotify wd:").count()).sum()
}

#[test]
fn links_that_lead_in_circles_or_to_a_whole_disk_cost_nothing() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::with(TEAMS);
    // Followed, these are 2^39 ways, and /usr is thousands of folders.
    for at in 0..40 {
        let folder = format!("workspace/sessions/team-{at}");
        sandbox.writes(&format!("{folder}/notes.md"), "");
        for name in ["a", "b"] {
            let target = sandbox.path(&format!("workspace/sessions/team-{}", (at + 1) % 40));
            symlink(target, sandbox.path(&format!("{folder}/{name}"))).expect("a link");
        }
    }
    symlink("/usr", sandbox.path("workspace/sessions/evil")).expect("a link");
    symlink("..", sandbox.path("workspace/sessions/loop")).expect("a link");
    let mut pty = sandbox.start(&[]);
    pty.sees("no check yet").sees("evil");
    if cfg!(target_os = "linux") {
        let watched = watched(&pty);
        assert!((41..60).contains(&watched), "{watched} folders are watched");
    }
    // Teams that come are watched, those in a new folder of the same name, too.
    let session = "squadcheck: 1\nteam: New\ndate: 2026-11-20\ndimensions: []\nstate: closed\n";
    sandbox.writes("workspace/sessions/new/2026-11-20-spotify.yaml", session);
    pty.sees("20 Nov");
    let next = session.replace("11-20", "11-21");
    sandbox.writes("workspace/sessions/new/2026-11-21-spotify.yaml", &next);
    pty.sees("21 Nov");
    sandbox.removes("workspace/sessions/new/2026-11-21-spotify.yaml");
    pty.sees("20 Nov").types("q");
    assert_eq!(pty.ends().exit_code(), 0);
}
