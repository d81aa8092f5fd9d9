//! The disk fails under the running program: it is said, nothing is lost, and the save is tried
//! again by itself.
#![cfg(target_os = "linux")]

use std::ffi::OsStr;
use std::process::{Command, Stdio};

use crate::pty::{Pty, Sandbox};
use crate::{TEAMS, session};

/// The program under `strace`, which makes some calls of each of its threads fail. None: it may not
/// trace here.
pub fn with_faults(sandbox: &Sandbox, fault: &str) -> Option<Pty> {
    let may = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status();
    if !may.is_ok_and(|status| status.success()) {
        crate::skip::skip("there is no strace here, or it may not trace");
        return None;
    }
    let (log, inject) = (sandbox.path("trace").display().to_string(), format!("inject={fault}"));
    let program = env!("CARGO_BIN_EXE_squadcheck");
    // The shell knows where programs lie; the sandbox does not.
    let words = ["-c", "exec strace \"$@\"", "sh", "-f", "-qq", "-o", &log, "-e", &inject, program];
    Some(sandbox.start_program(OsStr::new("/bin/sh"), &words, &[]))
}

#[test]
fn a_full_disk_is_said_and_the_save_is_done_by_itself_when_there_is_room() {
    let sandbox = Sandbox::with(TEAMS);
    let Some(mut pty) = with_faults(&sandbox, "fsync:error=ENOSPC:when=1..4") else { return };
    pty.sees("Checkout")
        .types("n")
        .sees("New check")
        .types("\r")
        .sees("1 of 11")
        .types("6y ")
        .sees("6 votes");
    pty.sees("NOT SAVED: cannot save").sees("No space left on device");
    // Every try takes one of the faults away.
    pty.sees_no("NOT SAVED").sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    pty.is_given_back();
    assert!(session(&sandbox).contains("votes: {green: 0, yellow: 6, red: 0}"));
}

#[test]
fn leaving_on_a_disk_that_stays_full_asks_and_says_where_and_why() {
    let sandbox = Sandbox::with(TEAMS);
    let Some(mut pty) = with_faults(&sandbox, "fsync:error=ENOSPC:when=1+") else { return };
    pty.sees("Checkout")
        .types("n")
        .sees("New check")
        .types("\r")
        .sees("1 of 11")
        .types("6y ")
        .sees("6 votes");
    pty.sees("NOT SAVED: cannot save").types("\x03").sees("Not everything is saved").types("\x03");
    assert_eq!(pty.ends().exit_code(), 1);
    pty.is_given_back();
    pty.sees("squadcheck: not saved:").sees("No space left on device");
}
