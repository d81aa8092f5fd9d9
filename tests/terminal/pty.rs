//! A terminal with the program in it, read by a thread and understood by a parser.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};

/// How long anything may take before a test gives up. Only a broken program comes near it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Folders of one test's own.
pub struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// A workspace with this `healthcheck.yaml`.
    #[expect(clippy::disallowed_methods, reason = "the sandbox is laid out before the program starts")]
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

    /// Writes a file.
    #[expect(clippy::disallowed_methods, reason = "tests write what the program reads")]
    pub fn writes(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    /// Starts the program in the workspace.
    pub fn start(&self, arguments: &[&str]) -> Pty {
        self.start_with(arguments, &[])
    }

    /// Starts the program with more in its environment.
    pub fn start_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        self.start_program(std::ffi::OsStr::new(env!("CARGO_BIN_EXE_squadcheck")), arguments, environment)
    }

    /// Starts another program in the same way.
    pub fn start_program(&self, program: &std::ffi::OsStr, arguments: &[&str], environment: &[(&str, &str)]) -> Pty {
        let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
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
        let before = modes(pair.master.as_ref());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, chunks) = mpsc::channel();
        let closed = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&closed);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
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
            writer: Some(writer),
            master: Some(pair.master),
            _slave: pair.slave,
            child: Some(child),
            before,
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

#[expect(clippy::disallowed_methods, reason = "a deadline needs a clock")]
fn now() -> Instant {
    Instant::now()
}

/// A terminal with the program in it.
pub struct Pty {
    parser: vt100::Parser,
    raw: Vec<u8>,
    chunks: Receiver<Vec<u8>>,
    closed: Arc<AtomicBool>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Keeps the terminal open after the program's end, so that its modes can be looked at.
    _slave: Box<dyn SlavePty + Send>,
    child: Option<Box<dyn Child + Send + Sync>>,
    before: String,
}

impl Pty {
    /// Waits until the words are on the screen.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        self.waits(words, |screen| screen.contents().contains(words))
    }

    /// Types; control bytes are keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("keys arrive");
        self
    }

    /// The window gets another size.
    pub fn measures(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser = parser(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("open").resize(size).expect("another size");
        self
    }

    /// Waits until the program has given everything back: screen, cursor, paste mode and line modes.
    #[track_caller]
    pub fn is_given_back(&mut self) {
        self.waits("the terminal given back", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(modes(self.master.as_deref().expect("open")), self.before);
    }

    /// Waits until the program has the screen.
    #[track_caller]
    pub fn is_taken(&mut self) -> &mut Self {
        self.waits("the terminal taken", |screen| screen.alternate_screen() && screen.bracketed_paste())
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
                Err(error) => panic!("waited for {what} ({error}):\n{}", self.parser.screen().contents()),
            }
        }
        self
    }

    /// Whether the program has written these bytes at any time.
    pub fn wrote(&self, bytes: &str) -> bool {
        self.raw.windows(bytes.len()).any(|window| window == bytes.as_bytes())
    }

    fn pid(&self) -> Pid {
        let id = self.child.as_ref().and_then(|child| child.process_id()).expect("it runs");
        Pid::from_raw(i32::try_from(id).expect("a process id")).expect("a process id")
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("it runs");
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
                Err(error) => panic!("it does not end ({error}):\n{}", self.parser.screen().contents()),
            }
        }
    }

    /// The window is closed: the program must end, however it does.
    #[track_caller]
    pub fn is_closed(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
        // One more frame lets the reader notice and let go of the terminal.
        self.types("T");
        while self.chunks.recv_timeout(PATIENCE).is_ok() {}
        self.writer = None;
        self.master = None;
        self.ends();
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.child.is_some() {
            self.signal(Signal::KILL);
        }
    }
}
