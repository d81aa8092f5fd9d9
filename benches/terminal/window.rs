//! A real terminal with a program in it. When a frame has ended is told by the mark that the
//! program sets there.
//!
//! Bytes get their time when they are read; they are looked at later, outside what is measured.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::figures::now;
use super::room::{Room, Start};

/// The window's width.
pub const COLUMNS: u16 = 120;
/// The window's height.
pub const ROWS: u16 = 40;

/// How long a program may do nothing before it is given up.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long loading may take.
const LOADING: Duration = Duration::from_secs(120);
/// After this long without a byte a program has done what it was told.
const QUIET: Duration = Duration::from_millis(3);

/// The end of a synchronized update.
const MARK: &[u8] = b"\x1b[?2026l";

/// The terminal.
pub struct Window {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    chunks: Receiver<(Instant, Vec<u8>)>,
    parser: vt100::Parser,
    /// The last bytes, in which a mark may begin.
    tail: Vec<u8>,
    ended: VecDeque<Instant>,
    /// When it was started.
    pub begun: Instant,
    /// How many bytes have come.
    pub bytes: usize,
    /// How many frames have ended.
    pub frames: usize,
    _master: Box<dyn MasterPty + Send>,
}

impl Window {
    /// Starts a program.
    pub fn open(room: &Room, start: &Start) -> Result<Self, String> {
        Self::of_size(room, start, (COLUMNS, ROWS))
    }

    /// Starts a program in a window of so many columns and rows.
    pub fn of_size(room: &Room, start: &Start, (cols, rows): (u16, u16)) -> Result<Self, String> {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let words = |error: &dyn std::fmt::Display| format!("no terminal: {error}");
        let pair = native_pty_system().openpty(size).map_err(|error| words(&error))?;
        let mut command = CommandBuilder::new(&start.program);
        command.args(&start.arguments);
        command.cwd(room.path(""));
        command.env_clear();
        for (name, value) in room.environment() {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader().map_err(|error| words(&error))?;
        let writer = pair.master.take_writer().map_err(|error| words(&error))?;
        let (sender, chunks) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 64 * 1024];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send((now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        let begun = now();
        let child = pair.slave.spawn_command(command).map_err(|error| words(&error))?;
        let size = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
        Ok(Self {
            child,
            writer,
            chunks,
            parser: vt100::Parser::new(size(rows), size(cols), 0),
            tail: Vec::new(),
            ended: VecDeque::new(),
            begun,
            bytes: 0,
            frames: 0,
            _master: pair.master,
        })
    }

    /// The program's number.
    pub fn pid(&self) -> Result<u32, String> {
        self.child.process_id().ok_or_else(|| "the program has no number".to_owned())
    }

    /// Types; answers when.
    pub fn types(&mut self, keys: &[u8]) -> Result<Instant, String> {
        let typed = now();
        self.writer
            .write_all(keys)
            .and_then(|()| self.writer.flush())
            .map_err(|error| error.to_string())?;
        Ok(typed)
    }

    /// Takes in what comes until the time is over; answers whether anything came.
    fn takes_in(&mut self, within: Duration) -> bool {
        let Ok((at, chunk)) = self.chunks.recv_timeout(within) else { return false };
        self.bytes += chunk.len();
        self.parser.process(&chunk);
        self.tail.extend(chunk);
        while let Some(start) = self.tail.windows(MARK.len()).position(|bytes| bytes == MARK) {
            self.tail.drain(..start + MARK.len());
            self.ended.push_back(at);
            self.frames += 1;
        }
        let done = self.tail.len().saturating_sub(MARK.len());
        self.tail.drain(..done);
        true
    }

    /// When the next frame has ended.
    pub fn frame(&mut self) -> Result<Instant, String> {
        let deadline = now() + PATIENCE;
        loop {
            if let Some(at) = self.ended.pop_front() {
                return Ok(at);
            }
            if !self.takes_in(deadline.saturating_duration_since(now())) {
                return Err(format!("no frame within {} s", PATIENCE.as_secs()));
            }
        }
    }

    /// Waits until nothing has come for a while; answers when the last frame had ended, if there
    /// was one.
    pub fn settles_for(&mut self, quiet: Duration) -> Option<Instant> {
        let mut last = None;
        let deadline = now() + LOADING;
        while self.takes_in(quiet) && now() < deadline {}
        while let Some(at) = self.ended.pop_front() {
            last = Some(at);
        }
        last
    }

    /// Waits until nothing comes any more.
    pub fn settles(&mut self) -> Option<Instant> {
        self.settles_for(QUIET)
    }

    /// Waits for words on the screen; answers when the frame with them had ended.
    pub fn shows(&mut self, words: &str) -> Result<Instant, String> {
        let deadline = now() + LOADING;
        let mut last = None;
        loop {
            while let Some(at) = self.ended.pop_front() {
                last = Some(at);
            }
            if let Some(at) = last.filter(|_| self.screen().contains(words)) {
                return Ok(at);
            }
            if !self.takes_in(deadline.saturating_duration_since(now())) {
                return Err(format!("`{words}` did not come onto the screen"));
            }
        }
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The cells in which anything is seen: a sign, or a ground of its own.
    pub fn inked(&self) -> usize {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let cells = (0..rows.get())
            .flat_map(move |row| (0..columns.get()).map(move |column| (row, column)));
        let seen = cells.filter_map(|(row, column)| screen.cell(row, column));
        seen.filter(|cell| {
            let ground = cell.bgcolor() != vt100::Color::Default || cell.inverse();
            ground || !cell.contents().trim().is_empty()
        })
        .count()
    }

    /// How long the program takes from a key to the end of the frame that answers it.
    pub fn answers(&mut self, key: &[u8]) -> Result<Duration, String> {
        self.settles();
        let typed = self.types(key)?;
        Ok(self.frame()?.saturating_duration_since(typed))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // It may have ended by itself.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
