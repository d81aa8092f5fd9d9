//! The terminal's input as the terminal library reads it, where there are no descriptors to read
//! from.

use std::time::Duration;

use crossterm::event::{self, Event as Terminal, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::Msg;
use crate::keys::Key;

use super::BATCH;
use super::burst::Burst;

/// The terminal as a source of messages.
#[derive(Default)]
pub struct Source;

impl Source {
    /// Sleeps until there is something, and returns all that waits. None: the terminal is gone.
    pub fn batch(&mut self) -> Option<Vec<Msg>> {
        let (mut batch, mut keys) = (Vec::new(), Burst::default());
        while batch.is_empty() && keys.is_empty()
            || batch.len() + keys.len() < BATCH && event::poll(keys.patience()).unwrap_or(false)
        {
            match event::read().map(msg) {
                Ok(Some(Msg::Key(key))) => keys.push(key),
                Ok(other) => {
                    keys.hand_over(&mut batch);
                    batch.extend(other);
                }
                Err(_) if batch.is_empty() && keys.is_empty() => return None,
                Err(_) => break,
            }
        }
        keys.hand_over(&mut batch);
        Some(batch)
    }
}

/// Converts an event to a message. Releases of keys are ignored.
fn msg(event: Terminal) -> Option<Msg> {
    match event {
        Terminal::Key(key) if key.kind != KeyEventKind::Release => of_key(key).map(Msg::Key),
        Terminal::Paste(text) => Some(Msg::Paste(text)),
        Terminal::Resize(columns, rows) => Some(Msg::Size(columns, rows)),
        _ => None,
    }
}

fn of_key(key: KeyEvent) -> Option<Key> {
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    if key.modifiers.contains(KeyModifiers::ALT) {
        return (key.code == KeyCode::Enter).then_some(Key::AltEnter);
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
