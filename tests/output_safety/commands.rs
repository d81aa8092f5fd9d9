//! Every command: stdout and stderr, with payloads in files, in their names, in arguments and in
//! the environment.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Stdio};

use squadcheck::model::VotingMode;
use squadcheck::store::session_text;

use crate::leak::{Leak, leaks_in_markdown};
use crate::payloads::{all, cut, endless};
use crate::world::World;

/// Runs a command and judges both of its ways out.
fn run(folder: &Path, arguments: &[&OsStr], case: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env("HOME", folder);
    command.env("XDG_STATE_HOME", folder.join("state")).env("XDG_DATA_HOME", folder.join("data"));
    let output = command.output().expect("it runs");
    for (way, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
        let text = String::from_utf8(bytes).expect("UTF-8, whatever was typed");
        let mut leaks = leaks_in_markdown(&text);
        if arguments.first() == Some(&OsStr::new("templates")) {
            // What is to be pasted is whole, however long it is.
            leaks.retain(|(leak, _)| *leak != Leak::Endless);
        }
        assert_eq!(leaks, [], "{case}: {way} of {arguments:.80?}\n{text:.2000}");
    }
    assert!(
        output.status.code().is_some_and(|code| code <= 2),
        "{case}: {arguments:.80?} ended with {}",
        output.status
    );
}

fn words(line: &'static str) -> Vec<&'static OsStr> {
    line.split(' ').map(OsStr::new).collect()
}

#[expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]
fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn no_command_leaks_what_stands_in_files_or_in_their_names() {
    for payload in all().into_iter().chain(endless().map(|text| cut(&text, 12_000))) {
        let folder = tempfile::tempdir().expect("a folder");
        let case = format!("{payload:.60?}");
        let world = World::new(&payload);
        write(&folder.path().join("healthcheck.yaml"), &world.config(VotingMode::Hands));
        let team = folder.path().join("sessions").join(squadcheck::model::text::slug(&payload));
        for session in world.sessions() {
            write(&team.join(format!("{}-mixed.yaml", session.date)), &session_text(&session));
        }
        let name = cut(&payload.replace('/', " "), 100);
        let raw = format!("squadcheck: 1\nteam: {payload}\n{payload}\n");
        write(&team.join(format!("2026-11-19-{name}.yaml")), &raw);
        write(
            &folder.path().join("sessions").join(format!("x{name}")).join("2026-01-01-a.yaml"),
            &session_text(&world.sessions()[0]),
        );
        for line in [
            "list",
            "list --json",
            "show latest",
            "show latest --json",
            "export latest",
            "export latest --format json",
            "actions --all",
            "actions --all --format markdown",
            "actions --all --json",
            "experiments --all",
            "templates",
            "templates mixed",
            "validate",
            "paths",
        ] {
            run(folder.path(), &words(line), &case);
        }
        let word = cut(&payload, 100_000);
        for before in
            ["trend", "show", "export", "list --team", "actions --team", "trend --format markdown"]
        {
            let mut arguments = words(before);
            arguments.push(OsStr::new(&word));
            run(folder.path(), &arguments, &case);
        }
    }
}

#[test]
fn no_command_leaks_its_arguments() {
    let arguments =
        all().into_iter().chain(endless()).map(|payload| OsString::from(cut(&payload, 100_000)));
    let broken = [&b"\xff\xfe\x1b[31m"[..], b"a\xc3\x28\x9b", b"\xed\xa0\x80", b"\x1b]0;x\x07\xff"];
    for argument in arguments.chain(broken.map(|bytes| OsStr::from_bytes(bytes).to_owned())) {
        let folder = tempfile::tempdir().expect("a folder");
        write(&folder.path().join("healthcheck.yaml"), &World::plain().config(VotingMode::Hands));
        let team = folder.path().join("sessions/checkout/2026-11-20-mixed.yaml");
        write(&team, &session_text(&World::plain().sessions()[1]));
        let case = format!("{argument:.60?}");
        for before in [
            "",
            "show",
            "export",
            "trend",
            "trend checkout --since",
            "trend checkout --last",
            "trend checkout --format",
            "list --team",
            "actions --team",
            "experiments --format",
            "templates",
            "validate",
            "init",
            "--dir",
            "--theme",
            "completions",
            "new Nova --no-open --voters 3 --template",
            "new Nova --no-open --voters 3 --date",
            "new Nova --no-open --people",
            "new Nova --no-open --secrecy",
            "new --no-open",
            "new --no-open --voters 3",
            "export checkout -o",
        ] {
            let mut line: Vec<&OsStr> =
                before.split(' ').filter(|word| !word.is_empty()).map(OsStr::new).collect();
            line.push(&argument);
            run(folder.path(), &line, &case);
        }
    }
}

#[test]
fn no_command_leaks_the_environment_or_the_name_of_its_folder() {
    for payload in all() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = cut(&payload.replace('/', " "), 100);
        let inside = folder.path().join(format!("x{name}"));
        write(&inside.join("healthcheck.yaml"), &World::plain().config(VotingMode::Hands));
        let case = format!("{payload:.60?}");
        for line in [
            "paths",
            "init",
            "new Nova --no-open --voters 3",
            "validate",
            "list --json",
            "show nothing.yaml",
        ] {
            run(&inside, &words(line), &case);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
        command
            .current_dir(&inside)
            .arg("paths")
            .env("EDITOR", cut(&payload, 50_000))
            .env_remove("VISUAL");
        let output = command.env("HOME", &inside).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(leaks_in_markdown(&text), [], "{case}\n{text:.2000}");
    }
}
