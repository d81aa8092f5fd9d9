//! One seed: a sandbox, a program in a terminal, somebody else beside it, and the steps so far.

use std::fmt;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;

use super::audit::Verdict;
use super::promises::QUIET;
use super::steps::Step;
use super::theirs::files_below;
use super::underneath::Somebody;
use super::workspace::workspace;
use crate::chance::Chance;
use crate::pty::{Fate, PATIENCE, Pty, Sandbox, now};

/// What is written at once is less than what counts as a paste.
const AT_ONCE: usize = 28;
/// What a run has done.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub steps: u64,
    starts: u64,
    deeds: u64,
    /// Screens that said "saved" and were as the disk.
    pub held: u64,
    /// Screens that promised nothing.
    pub(super) silent: u64,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.steps += other.steps;
        self.starts += other.starts;
        self.deeds += other.deeds;
        self.held += other.held;
        self.silent += other.silent;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { steps, starts, deeds, held, silent } = self;
        write!(
            f,
            "{steps} steps, {starts} starts, {deeds} deeds of others, {held} screens as the disk, \
             {silent} without a promise"
        )
    }
}

/// One seed.
pub struct Run {
    pub counts: Counts,
    pub(super) sandbox: Sandbox,
    pub(super) somebody: Somebody,
    pub(super) configs: Vec<String>,
    pub(super) pty: Option<Pty>,
    /// How the keys are bundled, and how the program is started.
    chance: Chance,
    pub(super) typed: String,
    pub(super) size: (u16, u16),
    /// The names of the signals that this program was sent and that may end it.
    sent: Vec<&'static str>,
    log: String,
    logged: usize,
}

impl Run {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ 0x5EED);
        let (sandbox, configs) = workspace(&mut chance);
        let somebody = Somebody::new(&sandbox, configs.clone());
        let mut run = Self {
            counts: Counts::default(),
            sandbox,
            somebody,
            configs,
            pty: None,
            chance,
            typed: String::new(),
            size: (100, 30),
            sent: Vec::new(),
            log: String::new(),
            logged: 0,
        };
        run.starts();
        run
    }

    /// The steps so far, as lines.
    pub fn log(&self) -> &str {
        &self.log
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        let shown =
            |pty: &Pty| format!("{}\n\nThe last bytes:\n{}", pty.rows().join("\n"), pty.tail());
        self.pty.as_ref().map(shown).unwrap_or_default()
    }

    fn logs(&mut self, what: &str) {
        if self.logged + what.len() > 95 {
            self.log.push('\n');
            self.logged = 0;
        }
        self.logged += what.len() + 1;
        _ = write!(self.log, "{what} ");
    }

    pub(super) fn pty(&mut self) -> &mut Pty {
        self.pty.as_mut().expect("a program runs")
    }

    fn starts(&mut self) {
        let way = *self.chance.one(&["hands", "turns"]);
        let secrecy = *self.chance.one(&["anonymous", "named"]);
        let team = *self.chance.one(&["checkout", "søk"]);
        let template = *self.chance.one(&["mixed", "mixed", "spotify"]);
        let new = ["new", team, "--way", way, "--secrecy", secrecy, "--template", template];
        let arguments: &[&str] = if self.chance.below(4) > 0 { &new } else { &[] };
        self.logs(&format!("\n[start {}]", arguments.join(" ")));
        self.typed.clear();
        self.sent.clear();
        self.size = (100, 30);
        self.counts.starts += 1;
        self.pty = Some(self.sandbox.start_with(arguments, &[("RUST_BACKTRACE", "0")]));
        self.is_up();
    }

    /// Waits until the program has the terminal, or has refused to begin.
    fn is_up(&mut self) {
        let deadline = now() + PATIENCE;
        loop {
            self.pty().takes(Duration::from_millis(1));
            if self.pty().fate() != Fate::Runs || self.pty().has_the_screen() {
                return;
            }
            assert!(now() < deadline, "it does not begin");
        }
    }

    /// Takes one step.
    pub fn takes(&mut self, step: Step) {
        self.counts.steps += 1;
        self.logs(&format!("{step:?}"));
        match step {
            Step::Key(key) => {
                let ends = key == "\x1b" || key == "\x1a" || key == "\x05" || key == "\x03";
                if self.typed.len() + key.len() > AT_ONCE {
                    self.types();
                }
                self.typed.push_str(&key);
                if self.chance.below(6) == 0 || (ends && self.chance.below(4) > 0) {
                    self.types();
                }
            }
            Step::Paste(text, true) => {
                self.types();
                self.typed = format!("\x1b[200~{text}\x1b[201~");
                self.types();
            }
            Step::Paste(text, false) => {
                self.types();
                self.typed = text;
                self.types();
            }
            Step::Size(columns, rows) => {
                self.types();
                self.measures(columns, rows);
            }
            Step::Signal(name) => {
                self.types();
                self.signals(name);
            }
            Step::Deed(deed, which) => {
                self.counts.deeds += 1;
                self.types();
                self.somebody.does(deed, which);
            }
            Step::Audit => {
                self.types();
                self.audits();
            }
        }
    }

    /// Types what was gathered, and waits until the program has read it.
    pub(super) fn types(&mut self) {
        let typed = std::mem::take(&mut self.typed);
        if typed.contains(['\x03', '\x1c']) {
            // Where an editor has the terminal, these are signals to all that is in it.
            self.sent.extend(["INT", "QUIT"]);
        }
        // A terminal takes so much at once; what is longer is read meanwhile.
        for piece in typed.as_bytes().chunks(1024) {
            self.pty().types_bytes(piece);
            self.keeps_up();
        }
    }

    /// Waits until the program has read what was typed. If it was suspended, it goes on; if it has
    /// ended, another one is started.
    pub(super) fn keeps_up(&mut self) {
        let deadline = now() + PATIENCE;
        loop {
            match self.pty().fate() {
                Fate::Ended => return self.begins_again(),
                Fate::Stopped => self.goes_on(),
                Fate::Runs if self.pty().unread() == 0 => {
                    return self.pty().takes(Duration::ZERO);
                }
                Fate::Runs => {}
            }
            self.pty().takes(Duration::from_millis(1));
            assert!(now() < deadline, "it does not read what is typed");
        }
    }

    /// It was suspended: the terminal is as before, and `fg` brings it back.
    fn goes_on(&mut self) {
        self.pty().takes(Duration::ZERO);
        if !self.sent.contains(&"STOP") {
            self.pty().is_given_back();
        }
        self.sent.retain(|name| *name != "STOP");
        self.pty().is_resumed();
    }

    pub(super) fn measures(&mut self, columns: u16, rows: u16) {
        if self.size != (columns, rows) {
            self.size = (columns, rows);
            self.pty().measures(columns, rows);
        }
        self.keeps_up();
    }

    fn signals(&mut self, name: &'static str) {
        let signal = match name {
            "WINCH" => Signal::WINCH,
            "TSTP" => Signal::TSTP,
            "STOP" => Signal::STOP,
            "CONT" => Signal::CONT,
            "TERM" => Signal::TERM,
            "HUP" => Signal::HUP,
            "INT" => Signal::INT,
            "USR1" => Signal::USR1,
            _ => Signal::KILL,
        };
        self.sent.push(name);
        self.pty().signal(signal);
        if matches!(name, "KILL") {
            return self.begins_again();
        }
        self.keeps_up();
    }

    /// The program has ended: was it in order? Another one is started.
    fn begins_again(&mut self) {
        self.has_ended();
        self.starts();
    }

    fn has_ended(&mut self) {
        let sent = std::mem::take(&mut self.sent);
        let status = self.pty().ends();
        self.logs(&format!("[{status:?}]"));
        let killed = sent.contains(&"KILL");
        let names = [
            ("TERM", "Terminated"),
            ("HUP", "Hangup"),
            ("INT", "Interrupt"),
            ("QUIT", "Quit"),
            ("USR1", "User defined signal 1"),
            ("KILL", "Killed"),
        ];
        match status.signal() {
            Some(signal) => assert!(
                names.iter().any(|(name, words)| sent.contains(name) && signal == *words),
                "ended by {signal}, which it was not sent"
            ),
            None => assert!(status.exit_code() <= 1, "ended with {}", status.exit_code()),
        }
        self.pty().takes(Duration::ZERO);
        assert!(!self.pty().wrote("panicked at"), "it has panicked");
        if killed {
            // Nothing can be given back, and what an editor was working on may lie there.
            for path in files_below(&self.sandbox.path("tmp")) {
                removes(&path);
            }
            return;
        }
        self.pty().is_given_back();
        let left = files_below(&self.sandbox.path("tmp"));
        assert!(left.is_empty(), "left behind: {left:?}");
    }

    /// After the last step: the screen is compared once more, and again after the program is ended
    /// in one of its ways.
    pub fn comes_to_an_end(&mut self) {
        self.types();
        self.audits();
        let Some(shown) = self.settled() else { return };
        let claim = self.judges(&shown) == Verdict::Holds;
        let way = *self.chance.one(&["KILL", "KILL", "TERM", "HUP", "INT", ""]);
        self.logs(&format!("[end {way}]"));
        if way.is_empty() {
            self.typed.push('\x03');
            let deadline = now() + PATIENCE;
            while self.pty().fate() != Fate::Ended {
                let typed = std::mem::take(&mut self.typed);
                self.pty().types_bytes(typed.as_bytes());
                self.pty().takes(QUIET);
                self.typed.push('\x03');
                assert!(now() < deadline, "Ctrl-C does not end it");
            }
        } else {
            let signal = match way {
                "KILL" => Signal::KILL,
                "TERM" => Signal::TERM,
                "HUP" => Signal::HUP,
                _ => Signal::INT,
            };
            self.sent.push(way);
            self.pty().signal(signal);
        }
        self.has_ended();
        if claim && let Verdict::Differs(nearest) = self.judges(&shown) {
            panic!("what was called saved is not there afterwards. The nearest is {nearest}");
        }
        self.files_are_whole();
        if way != "KILL" {
            let left: Vec<_> = files_below(&self.sandbox.path("state"))
                .into_iter()
                .filter(|path| path.extension().is_some_and(|extension| extension == "tmp"))
                .collect();
            assert!(left.is_empty(), "left behind: {left:?}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a killed program leaves it")]
fn removes(path: &Path) {
    _ = std::fs::remove_file(path);
}
