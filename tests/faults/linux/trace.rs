//! The calls of a program as `strace` writes them down.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::PLACE;

/// The calls that write, or without which nothing can be written, or nothing kept of who may do
/// what.
const CALLS: &str = "openat,write,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,\
                     unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,fchmodat2,ftruncate,flock,\
                     chown,lchown,fchown,fchownat,setxattr,lsetxattr,fsetxattr,removexattr,\
                     fremovexattr,getxattr,fgetxattr,listxattr,flistxattr";

/// Runs the program above under strace, with these options, and returns the trace.
pub fn trace(place: &Path, options: &[String]) -> String {
    let log = place.join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "--seccomp-bpf", "-qq", "-o"]).arg(&log);
    // A call that this system does not have is none that a save can make.
    let calls: Vec<String> = CALLS.split(',').map(|call| format!("?{call}")).collect();
    let traced =
        format!("trace={},writev,access,faccessat2,stat,statx,newfstatat", calls.join(","));
    command.args(["-e", &traced]).args(options);
    command.arg(std::env::current_exe().unwrap());
    command
        .env(PLACE, place)
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().expect("strace runs");
    fs::read_to_string(log).unwrap()
}

/// The calls of the saves: name, how many of the name the thread made before, and their number.
pub fn calls(trace: &str) -> BTreeMap<String, (usize, usize)> {
    let begin = trace.lines().position(|line| line.contains("it begins")).expect("it begins");
    let thread = trace
        .lines()
        .nth(begin)
        .and_then(|line| line.split_whitespace().next())
        .expect("a thread")
        .to_owned();
    let mut calls: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, line) in trace.lines().enumerate() {
        let mut words = line.splitn(2, char::is_whitespace);
        let (Some(id), Some(rest)) = (words.next(), words.next()) else { continue };
        let Some((name, _)) = rest.trim_start().split_once('(') else { continue };
        if id == thread && CALLS.split(',').any(|call| call == name) {
            let entry = calls.entry(name.to_owned()).or_default();
            if at < begin { entry.0 += 1 } else { entry.1 += 1 }
        }
    }
    calls.retain(|_, (_, inside)| *inside > 0);
    calls
}

/// Whether a call is one without which the save is none: locks may fail, and reading what is not
/// there.
pub fn is_needed(trace: &str, call: &str, number: usize) -> bool {
    let begin = trace.lines().find(|line| line.contains("it begins")).expect("it begins");
    let thread = begin.split_whitespace().next().expect("a thread");
    let prefix = format!("{call}(");
    let of_thread = trace.lines().filter(|line| line.split_whitespace().next() == Some(thread));
    let mut same = of_thread.filter(|line| {
        line.split_once(' ').is_some_and(|(_, rest)| rest.trim_start().starts_with(&prefix))
    });
    let line = same.nth(number - 1).unwrap_or_default();
    let opens_to_write = call != "openat" || line.contains("O_EXCL");
    opens_to_write && line.contains(" = ") && !line.contains(" = -1")
}

/// What is wrong with the order of the calls: before "saved" is said, the text is synced, renamed,
/// and its folder synced.
pub fn out_of_order(trace: &str) -> Vec<String> {
    let (mut synced, mut renamed) = (Vec::new(), Vec::new());
    let (mut wrong, mut saves) = (Vec::new(), 0);
    for line in trace.lines() {
        let quoted =
            |number: usize| line.split('"').nth(number * 2 + 1).unwrap_or_default().to_owned();
        let described = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        if line.contains("fsync(") {
            renamed.retain(|folder| *folder != described);
            synced.push(described);
        } else if line.contains(" rename") || line.contains(" linkat(") {
            let (from, to) = (quoted(0), quoted(1));
            if !synced.contains(&from) {
                wrong.push(format!("not synced before it was renamed: {from}"));
            }
            saves += 1;
            renamed.push(Path::new(&to).parent().unwrap().to_string_lossy().into_owned());
        } else if line.contains("writev(") && line.contains("saved ") && !renamed.is_empty() {
            wrong.push(format!("said to be saved before the folder was synced: {renamed:?}"));
        }
    }
    if saves < 5 {
        wrong.push(format!("the trace shows only {saves} renames"));
    }
    wrong
}
