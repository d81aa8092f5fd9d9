//! The terminal's input, on a thread of its own.
//!
//! The thread reads the next keys only after the last batch was taken in. So it is parked while an
//! editor or the shell has the terminal, and cannot steal what is typed there.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::Msg;
use crate::keys::Key;

use super::Event;

/// The most events of one batch, so that a huge paste cannot hold up everything else for long.
const BATCH: usize = 4096;

/// How long a batch waits for its first event before the thread goes to sleep on the terminal, and for each
/// one after it. Neither may be zero: the terminal library then looks at nothing, not even at what it has read.
const FIRST: Duration = Duration::from_millis(20);
const NEXT: Duration = Duration::from_millis(1);

/// The thread that reads.
pub struct Input {
    permits: Sender<()>,
}

impl Input {
    /// Starts to read.
    pub fn start(events: Sender<Event>) -> io::Result<Self> {
        let (permits, parked) = mpsc::channel();
        std::thread::Builder::new().name("input".to_owned()).spawn(move || {
            loop {
                let batch = read_all();
                if batch.is_empty() {
                    if wait_for_input() {
                        continue;
                    }
                    _ = events.send(Event::HungUp);
                    return;
                }
                if events.send(Event::Terminal(batch)).is_err() || parked.recv().is_err() {
                    return;
                }
            }
        })?;
        Ok(Self { permits })
    }

    /// The last batch was taken in.
    pub fn go_on(&self) {
        _ = self.permits.send(());
    }
}

/// Sleeps until there is something to read. False: the terminal is gone.
///
/// The terminal library would spin on a closed terminal, so the descriptor is watched here.
#[cfg(unix)]
fn wait_for_input() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = rustix::stdio::stdin();
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut watched, None) {
            Ok(_) => {
                let seen = watched[0].revents();
                return seen.contains(PollFlags::IN)
                    && !seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
            }
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(not(unix))]
fn wait_for_input() -> bool {
    event::poll(Duration::MAX).is_ok()
}

/// All events that wait now.
fn read_all() -> Vec<Terminal> {
    let mut batch = Vec::new();
    let mut patience = FIRST;
    while batch.len() < BATCH && event::poll(patience).unwrap_or(false) {
        match event::read() {
            Ok(event) => batch.push(event),
            Err(_) => break,
        }
        patience = NEXT;
    }
    batch
}

/// What an event means to the app. Releases of keys mean nothing.
pub fn msg(event: Terminal) -> Option<Msg> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => of_key(key).map(Msg::Key),
        Terminal::Paste(text) => Some(Msg::Paste(text)),
        _ => None,
    }
}

fn of_key(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match key.code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(1) => Key::F1,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_no_key_and_ctrl_is_kept() {
        let mut press = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::NONE);
        assert_eq!(msg(Terminal::Key(press)), Some(Msg::Key(Key::Char('g'))));
        press.kind = KeyEventKind::Release;
        assert_eq!(msg(Terminal::Key(press)), None);
        let ctrl = KeyEvent::new(KeyCode::Char('C'), KeyModifiers::CONTROL);
        assert_eq!(msg(Terminal::Key(ctrl)), Some(Msg::Key(Key::Ctrl('c'))));
        let alt = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::ALT);
        assert_eq!(msg(Terminal::Key(alt)), None);
    }
}
