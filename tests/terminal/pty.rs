//! A terminal with the program in it, read by a thread and understood by a parser.

#[cfg(target_os = "linux")]
mod linux;

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// How long anything may take before a test gives up. Only a broken program comes near it.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_squadcheck");

/// What would turn on a mouse, or write the window's title.
const NEVER: [&str; 14] = [
    "\x1b[?9h",
    "\x1b[?1000",
    "\x1b[?1001",
    "\x1b[?1002",
    "\x1b[?1003",
    "\x1b[?1005",
    "\x1b[?1006",
    "\x1b[?1015",
    "\x1b]0;",
    "\x1b]1;",
    "\x1b]2;",
    "\x1b[22;0t",
    "\x1b[22;1t",
    "\x1b[22;2t",
];

/// Folders of one test's own.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// A workspace with this `healthcheck.yaml`.
    #[expect(
        clippy::disallowed_methods,
        reason = "the sandbox is laid out before the program starts"
    )]
    pub fn with(config: &str) -> Self {
        let sandbox = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for name in ["workspace", "tmp", "home"] {
            fs::create_dir(sandbox.path(name)).expect("a folder");
        }
        sandbox.writes("workspace/healthcheck.yaml", config);
        sandbox
    }

    /// A file or folder of the sandbox.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folder that it lies in.
    #[expect(clippy::disallowed_methods, reason = "tests write what the program reads")]
    pub fn writes(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().expect("a file lies in a folder"))
            .expect("a folder");
        fs::write(self.path(name), text).expect("a file");
    }

    /// Removes a file.
    #[expect(clippy::disallowed_methods, reason = "the sandbox is laid out by the test")]
    pub fn removes(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("a file");
    }

    /// Waits until there is anything in a folder.
    #[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
    pub fn waits_for_a_file_in(&self, folder: &str) {
        let folder = self.path(folder);
        until("a file", || fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_some()));
    }

    /// Starts the program in the workspace.
    pub fn start(&self, arguments: &[&str]) -> Pty {
        self.start_with(arguments, &[])
    }

    /// Starts the program with more in its environment.
    pub fn start_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        self.start_program(OsStr::new(PROGRAM), arguments, environment)
    }

    /// Starts another program in the same way.
    pub fn start_program(
        &self,
        program: &OsStr,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Pty {
        self.spawn(program, arguments, environment, true)
    }

    /// Starts the program in a terminal that is not its own, so that nobody tells it when it is
    /// closed.
    pub fn start_untold(&self) -> Pty {
        self.spawn(OsStr::new(PROGRAM), &[], &[], false)
    }

    /// Starts the program as a line of a shell does it; `$0` is the program.
    pub fn start_by_shell(&self, line: &str) -> Pty {
        self.start_program(OsStr::new("/bin/sh"), &["-c", line, PROGRAM], &[])
    }

    fn spawn(
        &self,
        program: &OsStr,
        arguments: &[&str],
        environment: &[(&str, &str)],
        controlling: bool,
    ) -> Pty {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.set_controlling_tty(controlling);
        command.cwd(self.path("workspace"));
        command.env_clear();
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("TMPDIR", "tmp"),
        ] {
            command.env(name, self.path(folder));
        }
        command.env("EDITOR", format!("/bin/sh {}", self.path("editor.sh").display()));
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        #[cfg(target_os = "linux")]
        let line = pair.master.tty_name().map(|name| opened(&name));
        #[cfg(target_os = "linux")]
        line.as_ref().inspect(|line| linux::flushes_nothing(line));
        let before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, chunks) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&closed);
        let gate = Arc::new(Gate::default());
        let passed = Arc::clone(&gate);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                passed.wait();
                if sender.send(buffer[..n].to_vec()).is_err() || stop.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        Pty {
            parser: parser(30, 100),
            raw: Vec::new(),
            chunks,
            closed,
            gate,
            writer: Some(writer),
            master: Some(pair.master),
            _slave: pair.slave,
            child: Some(child),
            before,
            #[cfg(target_os = "linux")]
            line,
        }
    }
}

fn parser(rows: u16, columns: u16) -> vt100::Parser {
    let size = |n| NonZeroU16::new(n).expect("a window has a size");
    vt100::Parser::new(size(rows), size(columns), 0)
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has modes"))
}

#[expect(clippy::disallowed_methods, reason = "a terminal is a file")]
fn opened(name: &std::path::Path) -> fs::File {
    fs::OpenOptions::new().read(true).write(true).open(name).expect("a terminal")
}

#[expect(clippy::disallowed_methods, reason = "a deadline needs a clock")]
pub fn now() -> Instant {
    Instant::now()
}

/// Whether the terminal reads what is written to it.
#[derive(Default)]
struct Gate {
    /// It is to read nothing, and it does not.
    state: Mutex<(bool, bool)>,
    changed: Condvar,
}

impl Gate {
    fn wait(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while state.0 {
            state.1 = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_shut(&self) -> bool {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    fn set(&self, shut: bool) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = (shut, false);
        self.changed.notify_all();
    }
}

/// Waits for something that no terminal shows.
#[track_caller]
pub fn until(what: &str, done: impl Fn() -> bool) {
    let deadline = now() + PATIENCE;
    while !done() {
        assert!(now() < deadline, "waited for {what}");
        std::thread::yield_now();
    }
}

#[cfg(target_os = "linux")]
pub use linux::Fate;

/// A terminal with the program in it.
pub struct Pty {
    parser: vt100::Parser,
    raw: Vec<u8>,
    chunks: Receiver<Vec<u8>>,
    closed: Arc<AtomicBool>,
    gate: Arc<Gate>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Keeps the terminal open after the program's end, so that its modes can be looked at.
    _slave: Box<dyn SlavePty + Send>,
    child: Option<Box<dyn Child + Send + Sync>>,
    before: String,
    /// The program's side of the terminal, opened a second time to count what waits in it.
    #[cfg(target_os = "linux")]
    line: Option<fs::File>,
}

impl Pty {
    /// Waits until the words are on the screen.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        self.waits(words, |screen| screen.contents().contains(words))
    }

    /// Waits until the words are no longer on the screen.
    #[track_caller]
    pub fn sees_no(&mut self, words: &str) -> &mut Self {
        self.waits(&format!("no {words}"), |screen| !screen.contents().contains(words))
    }

    /// Types; control bytes are keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("keys arrive");
        self
    }

    /// Leaves a check that is not closed: Ctrl-C asks, and a second one ends.
    pub fn quits(&mut self) -> &mut Self {
        self.types("\x03").sees("is not closed").types("\x03")
    }

    /// The window gets another size.
    pub fn measures(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser = parser(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("open").resize(size).expect("another size");
        self
    }

    /// Waits until the program has given everything back: screen, cursor, paste mode, wheel and
    /// line modes. The mouse and the window's title it never had.
    #[track_caller]
    pub fn is_given_back(&mut self) {
        self.waits("the terminal given back", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        // A window that has got another size since begins with a blank screen.
        let deadline = now() + PATIENCE;
        while !self.wrote_last("\x1b[?1049l", "\x1b[?1049h") {
            self.takes(Duration::from_millis(1));
            assert!(now() < deadline, "the screen is not given back");
        }
        assert!(!self.keeps_the_wheel(), "the wheel sends no arrows any more");
        self.has_its_line_modes();
        let written = String::from_utf8_lossy(&self.raw);
        for bytes in NEVER {
            assert!(!written.contains(bytes), "it has written {bytes:?}");
        }
    }

    /// The line's modes are those from before the program.
    #[track_caller]
    pub fn has_its_line_modes(&self) {
        assert_eq!(self.modes(), self.before);
    }

    /// Waits until the program has the screen, the paste mode and the line.
    #[track_caller]
    pub fn is_taken(&mut self) -> &mut Self {
        self.waits("the terminal taken", |screen| {
            screen.alternate_screen() && screen.bracketed_paste()
        });
        assert!(self.keeps_the_wheel(), "the wheel sends arrows");
        assert_ne!(self.modes(), self.before);
        self
    }

    /// Whether the last word about the wheel was that it sends no arrow keys.
    fn keeps_the_wheel(&self) -> bool {
        let last = |bytes: &[u8]| self.raw.windows(bytes.len()).rposition(|seen| seen == bytes);
        last(b"\x1b[?1007l") > last(b"\x1b[?1007h")
    }

    fn modes(&self) -> String {
        modes(self.master.as_deref().expect("open"))
    }

    /// Waits until the words on the screen are as they should be.
    #[track_caller]
    pub fn waits_for(&mut self, what: &str, seen: impl Fn(&str) -> bool) -> &mut Self {
        self.waits(what, |screen| seen(&screen.contents()))
    }

    /// What is on the screen.
    pub fn shows(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen shows exactly this again, but for the clocks on its first three
    /// lines.
    #[track_caller]
    pub fn shows_again(&mut self, contents: &str) -> &mut Self {
        let below = |contents: &str| {
            contents.lines().skip(3).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
        };
        let frame = below(contents);
        self.waits("the frame from before", |screen| below(&screen.contents()) == frame)
    }

    /// Whether anything was written that is no ASCII.
    pub fn wrote_beyond_ascii(&self) -> bool {
        !self.raw.is_ascii()
    }

    /// Takes in what is written until then.
    pub fn watches_until(&mut self, moment: Instant) {
        while let Ok(chunk) = self.chunks.recv_timeout(moment.saturating_duration_since(now())) {
            self.parser.process(&chunk);
            self.raw.extend(chunk);
        }
    }

    /// Waits for a frame with this text that was drawn to its end.
    #[track_caller]
    pub fn shows_whole(&mut self, text: &str) -> String {
        self.sees(text);
        loop {
            let frame = self.last_frame();
            if frame.contains(text) {
                return frame;
            }
            let chunk = self.chunks.recv_timeout(PATIENCE).expect("the rest of the frame");
            self.parser.process(&chunk);
            self.raw.extend(chunk);
        }
    }

    /// The last frame that was drawn to its end, in a window of the usual size.
    pub fn last_frame(&self) -> String {
        let end = b"\x1b[?2026l";
        let complete = self.raw.windows(end.len()).rposition(|window| window == end).unwrap_or(0);
        let mut parser = parser(30, 100);
        parser.process(&self.raw[..complete]);
        parser.screen().contents()
    }

    /// Somebody else takes the terminal as it was before the program: its modes, and a blank
    /// screen.
    pub fn is_made_usual(&mut self) {
        while let Ok(chunk) = self.chunks.try_recv() {
            self.raw.extend(chunk);
        }
        self.parser = parser(30, 100);
        let status =
            std::process::Command::new("stty").arg("sane").stdin(opened(&self.name())).status();
        assert!(status.expect("stty").success());
        assert!(self.modes().contains("ECHO"), "{}", self.modes());
    }

    /// The most memory that the program has had, in kB, where the system says so.
    #[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
    pub fn peak_of_memory(&self) -> Option<u64> {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.pid().as_raw_nonzero())).ok()?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
    }

    /// The terminal's own file.
    fn name(&self) -> PathBuf {
        self.master.as_ref().and_then(|master| master.tty_name()).expect("a terminal has a name")
    }

    /// From now on nothing is read of what the program writes, and there is no room left for more.
    pub fn stalls(&mut self) -> &mut Self {
        self.gate.set(true);
        let mut line = opened(&self.name());
        rustix::io::ioctl_fionbio(&line, true).expect("a mode");
        // The reader lets one more piece through before it stops, and the system moves what is full
        // to where there is room, so the line is filled until it stays so.
        let moment = Timespec::try_from(Duration::from_millis(50)).expect("a moment");
        loop {
            let shut = self.gate.is_shut();
            while line.write(&[0; 1024]).is_ok() {}
            let full = poll(&mut [PollFd::new(&line, PollFlags::OUT)], Some(&moment)) == Ok(0);
            if shut && full {
                return self;
            }
        }
    }

    /// What the program writes is read again.
    pub fn goes_on(&mut self) -> &mut Self {
        self.gate.set(false);
        self
    }

    #[track_caller]
    fn waits(&mut self, what: &str, seen: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = now() + PATIENCE;
        while !seen(self.parser.screen()) {
            match self.chunks.recv_timeout(deadline.saturating_duration_since(now())) {
                Ok(chunk) => {
                    self.parser.process(&chunk);
                    self.raw.extend(chunk);
                }
                Err(error) => {
                    panic!("waited for {what} ({error}):\n{}", self.parser.screen().contents())
                }
            }
        }
        self
    }

    /// Whether the program has written these bytes at any time.
    pub fn wrote(&self, bytes: &str) -> bool {
        String::from_utf8_lossy(&self.raw).contains(bytes)
    }

    /// Whether the last of these two that the program has written, if it has any, is `wanted`.
    pub fn wrote_last(&self, wanted: &str, other: &str) -> bool {
        let written = String::from_utf8_lossy(&self.raw);
        written.rfind(other).is_none_or(|at| written.rfind(wanted) > Some(at))
    }

    /// Takes in what is written before a pause of this length.
    pub fn takes(&mut self, pause: Duration) {
        while let Ok(chunk) = self.chunks.recv_timeout(pause) {
            self.parser.process(&chunk);
            self.raw.extend(chunk);
        }
    }

    /// The program's number.
    pub fn id(&self) -> i32 {
        self.pid().as_raw_nonzero().get()
    }

    fn pid(&self) -> Pid {
        let id = self.child.as_ref().and_then(|child| child.process_id()).expect("it runs");
        Pid::from_raw(i32::try_from(id).expect("a process id")).expect("a process id")
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("it runs");
    }

    /// Sends the program a signal by its number; some have no name.
    pub fn signal_number(&self, number: i32) {
        let line = format!("kill -{number} {}", self.pid().as_raw_nonzero());
        let status = std::process::Command::new("/bin/sh").args(["-c", &line]).status();
        assert!(status.expect("a shell").success(), "{line}");
    }

    /// Waits until the program has stopped, as after Ctrl-Z.
    pub fn stops(&self) {
        let (pid, (sender, stopped)) = (self.pid(), mpsc::channel());
        std::thread::spawn(move || {
            let status = waitpid(Some(pid), WaitOptions::UNTRACED);
            _ = sender.send(matches!(status, Ok(Some((_, status))) if status.stopped()));
        });
        assert_eq!(stopped.recv_timeout(PATIENCE), Ok(true), "it did not stop");
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub fn ends(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it ends once");
        let (sender, ended) = mpsc::channel();
        std::thread::spawn(move || {
            let status = child.wait();
            _ = sender.send(status.ok());
        });
        let deadline = now() + PATIENCE;
        loop {
            // What it writes on its way out must be read, or it would wait for us.
            while let Ok(chunk) = self.chunks.try_recv() {
                self.parser.process(&chunk);
                self.raw.extend(chunk);
            }
            match ended.recv_timeout(Duration::from_millis(20)) {
                Ok(status) => return status.expect("a status"),
                Err(RecvTimeoutError::Timeout) if now() < deadline => {}
                Err(error) => {
                    panic!("it does not end ({error}):\n{}", self.parser.screen().contents())
                }
            }
        }
    }

    /// The window is closed: the program must end, however it does. It has a second; a busy machine
    /// gets some more.
    #[track_caller]
    pub fn is_closed(&mut self) -> ExitStatus {
        self.closed.store(true, Ordering::Relaxed);
        // One more frame lets the reader notice and let go of the terminal.
        self.types("T");
        while self.chunks.recv_timeout(PATIENCE).is_ok() {}
        self.writer = None;
        self.master = None;
        #[cfg(target_os = "linux")]
        {
            self.line = None;
        }
        let closed = now();
        let status = self.ends();
        assert!(now() - closed < PATIENCE / 5, "it took {:?}", now() - closed);
        status
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.signal(Signal::KILL);
        }
    }
}
