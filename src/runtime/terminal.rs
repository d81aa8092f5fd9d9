//! The terminal as a full screen: entered, drawn on, and given back on every way out.
//!
//! Nothing here waits for the terminal, but for a moment when it is given back.

mod backend;
mod clipboard;

use std::io;
use std::sync::mpsc::Sender;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, queue};
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::app::{App, Clipboard};
use crate::ui;

use super::event::Event;
use super::output_thread::{AtOnce, OutputThread};
use backend::TerminalBackend;

/// The size for a terminal that does not know its own.
const USUAL: Size = Size { width: 80, height: 24 };

/// On a screen of its own a program gets arrow keys for the wheel. Nobody votes with a wheel.
const WHEEL_IS_QUIET: &[u8] = b"\x1b[?1007l";

/// Gives the wheel back: nearly all terminals that know the mode begin with it.
const WHEEL_SENDS_ARROWS: &[u8] = b"\x1b[?1007h";

/// The terminal while the program has it.
pub struct TerminalScreen {
    terminal: Terminal<TerminalBackend>,
    outbox: OutputThread,
    /// The next frame draws every cell.
    stale: bool,
    taken: bool,
}

impl TerminalScreen {
    /// Takes the terminal. If anything fails half-way, it is given back.
    pub fn open(events: Sender<Event>) -> io::Result<Self> {
        // NO_COLOR is the theme's affair: the library would drop bold and reverse with the colours.
        crossterm::style::force_color_output(true);
        let outbox = OutputThread::start(events, at_once(), write)?;
        let terminal = Terminal::new(TerminalBackend::new(window().unwrap_or(USUAL)))?;
        let mut screen = Self { terminal, outbox, stale: false, taken: false };
        give_back_on_panic(screen.outbox.clone());
        screen.enter()?;
        Ok(screen)
    }

    /// Draws a frame, in one update of the terminal. While somebody else has the terminal it draws
    /// none; while the last one is still under way neither, and an event says when there is room
    /// for the next.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        if !self.taken || !self.outbox.is_free() {
            return Ok(());
        }
        let backend = self.terminal.backend_mut();
        let cursor = backend.cursor;
        backend.drawn = false;
        queue!(backend.bytes, BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            // Not [`Terminal::clear`], which wants to know where the cursor is.
            let size = self.terminal.backend().size;
            self.terminal.resize(size.into())?;
        }
        self.terminal.draw(|frame| ui::draw(app, frame))?;
        let backend = self.terminal.backend_mut();
        if !backend.drawn && backend.cursor == cursor {
            // All is as it was: hundreds of phones may vote anew without a byte for the terminal.
            backend.bytes.clear();
            return Ok(());
        }
        queue!(backend.bytes, EndSynchronizedUpdate)?;
        self.send();
        Ok(())
    }

    /// Sends text to the terminal's clipboard (OSC 52). Whether it takes it, nobody can know.
    pub fn copy(&mut self, text: &str, clipboard: Clipboard) -> io::Result<()> {
        let bytes = clipboard::bytes(text, clipboard)?;
        self.terminal.backend_mut().bytes.extend_from_slice(&bytes);
        self.send();
        Ok(())
    }

    fn send(&mut self) {
        let bytes = &mut self.terminal.backend_mut().bytes;
        self.outbox.send(bytes);
        bytes.clear();
    }

    /// Gives the terminal to somebody else for a while. False: it takes nothing just now.
    pub fn leave(&mut self) -> bool {
        self.taken = false;
        give_back(&self.outbox)
    }

    /// Takes the terminal, or takes it again after somebody else has had it.
    pub fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.taken = true;
        self.stale = true;
        let bytes = &mut self.terminal.backend_mut().bytes;
        queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        bytes.extend_from_slice(WHEEL_IS_QUIET);
        self.send();
        Ok(())
    }

    /// Takes the terminal again after the program has slept and others may have changed its modes.
    pub fn enter_anew(&mut self) -> io::Result<()> {
        // The library takes a terminal for raw that it has once made raw.
        disable_raw_mode()?;
        self.enter()
    }

    /// Columns and rows of the window, as they are now. The next frame has that size and draws
    /// every cell.
    pub fn measure(&mut self) -> (u16, u16) {
        if let Some(size) = window() {
            self.terminal.backend_mut().size = size;
        }
        self.stale = true;
        let size = self.terminal.backend().size;
        (size.width, size.height)
    }

    /// Stops until the shell lets the program go on. The signal that does it is the one to take the
    /// terminal at.
    pub fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            self.leave();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        }
        Ok(())
    }

    /// The terminal is closed: nothing more is written to it.
    pub fn is_gone(&mut self) {
        self.outbox.close();
    }
}

impl Drop for TerminalScreen {
    fn drop(&mut self) {
        // After a panic its hook has done it, and its words stand on the screen.
        if self.taken && !std::thread::panicking() {
            self.leave();
        }
    }
}

/// Gives back all that [`TerminalScreen::enter`] took. Returns false if the terminal takes no
/// bytes; the line's modes are restored even then.
fn give_back(outbox: &OutputThread) -> bool {
    let mut bytes = Vec::new();
    _ = queue!(bytes, EndSynchronizedUpdate, DisableBracketedPaste);
    bytes.extend_from_slice(WHEEL_SENDS_ARROWS);
    _ = queue!(bytes, LeaveAlternateScreen, cursor::Show);
    outbox.send(&bytes);
    let settled = outbox.settles();
    _ = disable_raw_mode();
    settled
}

/// A panic must not leave its words on a screen that is thrown away.
fn give_back_on_panic(outbox: OutputThread) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let settled = give_back(&outbox);
        // Nothing is drawn over its words, whatever the other threads still do.
        outbox.close();
        // Its words would wait for ever where nothing is taken.
        if settled {
            before(panic);
        }
    }));
}

/// The size of the window, if the terminal knows it.
#[cfg(unix)]
fn window() -> Option<Size> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then(|| Size::new(size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn window() -> Option<Size> {
    crossterm::terminal::size().ok().map(|(columns, rows)| Size::new(columns, rows))
}

/// Writes as much as the terminal takes without a wait: through a way of its own, since the one
/// that the shell gave is the shell's, too. Nothing, where there is none.
#[cfg(unix)]
fn at_once() -> AtOnce {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let name = rustix::termios::ttyname(rustix::stdio::stdout(), Vec::new());
    let terminal = name.and_then(|name| open(name, flags, Mode::empty()));
    Box::new(move |bytes| {
        let written = terminal.as_ref().map(|terminal| rustix::io::write(terminal, bytes));
        written.map_or(0, |written| written.unwrap_or(0))
    })
}

#[cfg(not(unix))]
fn at_once() -> AtOnce {
    Box::new(|_| 0)
}

/// Writes all of it, however long that takes.
#[cfg(unix)]
fn write(mut bytes: &[u8]) -> io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let stdout = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(stdout, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            // Another program has made it so that writing does not wait.
            Err(Errno::AGAIN) => {
                _ = poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write as _;
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
