//! What Linux tells about a program in a terminal: whether it runs, and what it has not read yet.

use std::fs;
use std::io::Write;

use rustix::process::{Signal, kill_process_group};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::Pty;

/// What has become of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Runs,
    Stopped,
    Ended,
}

/// A key that is a signal would else throw away what was written and is not read yet, and nobody
/// could tell it from what was never written.
pub(super) fn flushes_nothing(line: &fs::File) {
    let mut modes = tcgetattr(line).expect("a terminal has modes");
    modes.local_modes |= LocalModes::NOFLSH;
    tcsetattr(line, OptionalActions::Now, &modes).expect("it takes a mode");
}

impl Pty {
    /// Types bytes, of which a letter may be in two pieces.
    pub fn types_bytes(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        // What has just ended takes nothing any more.
        _ = writer.write_all(bytes).and_then(|()| writer.flush());
    }

    /// Whether the program has the screen.
    pub fn has_the_screen(&self) -> bool {
        self.parser.screen().alternate_screen()
    }

    /// The end of all that the program has written.
    pub fn tail(&self) -> String {
        let from = self.raw.len().saturating_sub(600);
        String::from_utf8_lossy(&self.raw[from..]).escape_debug().to_string()
    }

    /// The rows of the screen.
    pub fn rows(&self) -> Vec<String> {
        let screen = self.parser.screen();
        screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// What has become of the program, as the system says.
    #[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
    pub fn fate(&self) -> Fate {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero()));
        let stat = stat.unwrap_or_default();
        match stat.rsplit(") ").next().and_then(|rest| rest.chars().next()) {
            Some('T' | 't') => Fate::Stopped,
            Some('Z' | 'X') | None => Fate::Ended,
            Some(_) => Fate::Runs,
        }
    }

    /// How many bytes of what was typed the program has not read yet.
    pub fn unread(&self) -> u64 {
        let line = self.line.as_ref().expect("a terminal has a line");
        rustix::io::ioctl_fionread(line).expect("a terminal tells it")
    }

    /// Lets the program and all that it has started go on, as `fg` does.
    pub fn is_resumed(&self) {
        kill_process_group(self.pid(), Signal::CONT).expect("it is there");
    }
}
