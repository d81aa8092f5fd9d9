//! The terminal as a full screen: entered, drawn on, and given back on every way out.

use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;

use crossterm::clipboard::{ClipboardSelection, ClipboardType, CopyToClipboard};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::app::App;
use crate::ui;

/// Enough for a frame of 200 by 60 cells in one write.
const BUFFER: usize = 64 * 1024;

type Out = BufWriter<Stdout>;

/// The terminal while the program has it.
pub struct Screen {
    /// Never dropped: its own way out writes to stderr if the terminal is gone, and that may be gone, too.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Out>>>,
    gone: bool,
}

impl Screen {
    /// Takes the terminal. If anything fails half-way, it is given back.
    pub fn open() -> io::Result<Self> {
        // NO_COLOR is the theme's affair: the library would drop bold and reverse with the colours.
        crossterm::style::force_color_output(true);
        give_back_on_panic();
        enable_raw_mode()?;
        let opened = (|| {
            let mut out = BufWriter::with_capacity(BUFFER, io::stdout());
            execute!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
            let terminal = Terminal::new(CrosstermBackend::new(out))?;
            Ok(Self { terminal: ManuallyDrop::new(terminal), gone: false })
        })();
        if opened.is_err() {
            give_back(&mut io::stdout());
        }
        opened
    }

    /// Draws a frame, in one update of the terminal.
    pub fn draw(&mut self, app: &App) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| ui::draw(app, frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }

    /// Makes the next frame draw every cell.
    pub fn clear(&mut self) -> io::Result<()> {
        if self.gone { Ok(()) } else { self.redraw_all() }
    }

    /// Sends text to the terminal's clipboard (OSC 52). Whether it takes it, nobody can know.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let destination = ClipboardSelection(vec![ClipboardType::Clipboard]);
        execute!(self.terminal.backend_mut(), CopyToClipboard { content: text, destination })
    }

    /// Gives the terminal to somebody else for a while.
    pub fn leave(&mut self) {
        give_back(self.terminal.backend_mut());
    }

    /// Takes the terminal again.
    pub fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        execute!(self.terminal.backend_mut(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        self.redraw_all()
    }

    /// Not [`Terminal::clear`]: it asks the terminal for the cursor's place and waits for an answer that
    /// the input thread may take.
    fn redraw_all(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Columns and rows of the window.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Stops until the shell lets the program go on.
    pub fn suspend(&mut self) -> io::Result<()> {
        #[cfg(unix)]
        {
            self.leave();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
            self.enter()?;
        }
        Ok(())
    }

    /// The terminal is closed: nothing more is written to it.
    pub fn is_gone(&mut self) {
        self.gone = true;
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // After a panic its hook has done it, and its words stand on the screen.
        if !self.gone && !std::thread::panicking() {
            give_back(self.terminal.backend_mut());
        }
    }
}

/// Everything that [`Screen::open`] took. Errors are left alone: there is nobody left to tell.
fn give_back(out: &mut impl Write) {
    _ = execute!(out, EndSynchronizedUpdate, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    _ = disable_raw_mode();
}

/// A panic must not leave its words on a screen that is thrown away.
fn give_back_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        give_back(&mut io::stdout());
        before(panic);
    }));
}
