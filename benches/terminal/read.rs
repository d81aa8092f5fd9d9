//! Whole processes that read the large workspace, beside a process that only reads its bytes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use super::figures::{in_turns, medians, now};
use super::room::{Room, Start};
use super::table::Table;

/// Reads every file and does nothing with it.
const FLOOR: &str = "find \"$1\" -name '*.yaml' -print0 | xargs -0 cat > /dev/null";

/// `squadcheck list --json`: all sessions.
pub fn list(room: &Room, table: &mut Table) {
    let ours = room.ours(room.large(), &["list", "--json"]);
    let expected = room.extent.large.sessions();
    if let Err(why) = lists(room, &ours, expected) {
        table.words("`list --json`, all sessions", "", &why, "", "");
        return;
    }
    without_an_index(room, table, &ours, "`list --json`, without an index", "≤ 5 × `cat`");
    warm(room, table, &ours);
    changed(room, table, &ours);
}

/// `squadcheck teams`: the newest session of each team, for which it needs no index.
pub fn teams(room: &Room, table: &mut Table) {
    let ours = room.ours(room.large(), &["teams", "--format", "json"]);
    if let Err(why) = run(room, &ours) {
        table.words("`teams --format json`", "", &why, "", "");
        return;
    }
    without_an_index(room, table, &ours, "`teams --format json`", "far below `list`");
}

fn without_an_index(room: &Room, table: &mut Table, ours: &Start, what: &str, reach: &'static str) {
    let forgetful = || {
        room.forget()?;
        run(room, ours)
    };
    let measured =
        in_turns(room.extent.seldom, || cat(room), forgetful).map(|times| medians(&times));
    table.beside(what, reach, &measured);
}

/// Nothing has changed since the last time.
fn warm(room: &Room, table: &mut Table, ours: &Start) {
    let (what, reach) = ("`list --json`, index warm", "≤ 0.2 × `cat`");
    if !room.remembers() {
        return table.words(what, "", "no index in the cache folder", "", reach);
    }
    let measured =
        in_turns(room.extent.seldom, || cat(room), || run(room, ours)).map(|times| medians(&times));
    table.beside(what, reach, &measured);
}

/// One file is written anew before each run.
fn changed(room: &Room, table: &mut Table, ours: &Start) {
    let what = "`list --json`, index warm, one file changed";
    if !room.remembers() {
        return table.words(what, "", "no index in the cache folder", "", "");
    }
    let measured = any_session(&room.large().join("sessions")).and_then(|path| {
        let text = bytes_of(&path)?;
        let with_a_change = || {
            put(&path, &text)?;
            run(room, ours)
        };
        in_turns(room.extent.seldom, || cat(room), with_a_change).map(|times| medians(&times))
    });
    table.beside(what, "only changed files are read", &measured);
}

/// Reads all files with the tools of the system.
fn cat(room: &Room) -> Result<Duration, String> {
    let arguments = ["-c".into(), FLOOR.into(), "sh".into(), room.large().into()];
    run(room, &Start { program: PathBuf::from("/bin/sh"), arguments: arguments.into() })
}

/// How long a process takes from its start to its end.
fn run(room: &Room, start: &Start) -> Result<Duration, String> {
    let mut command = room.command(start);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let begun = now();
    let output = command.output().map_err(|error| error.to_string())?;
    let took = begun.elapsed();
    if output.status.success() {
        return Ok(took);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line =
        said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it failed without a word");
    Err(line.replace('|', "/"))
}

/// A figure of a program that leaves sessions out would be worth nothing.
fn lists(room: &Room, start: &Start, expected: usize) -> Result<(), String> {
    let output = room.command(start).output().map_err(|error| error.to_string())?;
    let listed: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let count = listed["sessions"].as_array().map_or(0, Vec::len);
    if count == expected { Ok(()) } else { Err(format!("it lists {count} of {expected} sessions")) }
}

/// A session's file in the middle of a folder of sessions.
#[expect(clippy::disallowed_methods, reason = "a bench looks at what it has laid out")]
pub fn any_session(sessions: &Path) -> Result<PathBuf, String> {
    let within = |folder: &Path| -> Result<PathBuf, String> {
        let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
        let mut paths: Vec<PathBuf> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let middle = paths.len() / 2;
        paths.into_iter().nth(middle).ok_or_else(|| format!("{} is empty", folder.display()))
    };
    within(&within(sessions)?)
}

#[expect(clippy::disallowed_methods, reason = "a bench looks at what it has laid out")]
fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| error.to_string())
}

#[expect(clippy::disallowed_methods, reason = "a bench changes what it has laid out")]
fn put(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::File::create(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| error.to_string())
}
