//! The queue of bytes for the terminal, and the thread that writes it. Draws nothing.
//!
//! A terminal may stop taking anything: a window that hangs, a line that is dead. Whoever writes
//! then waits, so nobody waits but this thread, and votes are taken in and saved all the same. What
//! the terminal takes at once is written at once: a thread that has to wake up first costs time
//! before every frame.

use std::io::{self, Write};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::event::Event;

/// The time that the last bytes may take before the program ends without them.
const LAST: Duration = Duration::from_millis(500);

/// Writes what the terminal takes without a wait, and says how much that was.
pub type AtOnce = Box<dyn FnMut(&[u8]) -> usize + Send>;

struct State {
    at_once: AtOnce,
    waiting: Vec<u8>,
    writing: bool,
    /// Nothing is taken any more: the terminal is gone, or was given back for good.
    closed: bool,
    /// Somebody wants to know when all is written.
    asked: bool,
}

impl State {
    fn is_free(&self) -> bool {
        self.closed || self.waiting.is_empty() && !self.writing
    }
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to the terminal. Clones are the same way.
#[derive(Clone)]
pub struct OutputThread(Arc<Shared>);

impl OutputThread {
    /// Starts the thread that writes with `write` what `at_once` does not take.
    pub fn start(
        events: Sender<Event>,
        at_once: AtOnce,
        mut write: impl FnMut(&[u8]) -> io::Result<()> + Send + 'static,
    ) -> io::Result<Self> {
        let (waiting, writing, closed, asked) = (Vec::new(), false, false, false);
        let state = Mutex::new(State { at_once, waiting, writing, closed, asked });
        let outbox = Self(Arc::new(Shared { state, changed: Condvar::new() }));
        let shared = Arc::clone(&outbox.0);
        std::thread::Builder::new().name("output".to_owned()).spawn(move || {
            let mut bytes = Vec::new();
            let mut state = shared.state();
            loop {
                while state.waiting.is_empty() {
                    state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                bytes.clear();
                std::mem::swap(&mut bytes, &mut state.waiting);
                state.writing = true;
                drop(state);
                let written = write(&bytes);
                state = shared.state();
                state.writing = false;
                state.closed |= written.is_err();
                let asked = std::mem::take(&mut state.asked);
                shared.changed.notify_all();
                if written.is_err() {
                    _ = events.send(Event::HungUp);
                    return;
                }
                if asked {
                    _ = events.send(Event::Written);
                }
            }
        })?;
        Ok(outbox)
    }

    /// Returns true if all is written. If not, an event will say when it is.
    pub fn is_free(&self) -> bool {
        let mut state = self.0.state();
        state.asked = !state.is_free();
        !state.asked
    }

    /// Sends bytes on their way.
    pub fn send(&self, bytes: &[u8]) {
        let mut state = self.0.state();
        if state.closed {
            return;
        }
        let taken = if state.is_free() { (state.at_once)(bytes) } else { 0 };
        if taken < bytes.len() {
            state.waiting.extend_from_slice(&bytes[taken..]);
            self.0.changed.notify_all();
        }
    }

    /// Waits until all is written, but not for ever. False: the terminal does not take it.
    pub fn settles(&self) -> bool {
        let waiting =
            self.0.changed.wait_timeout_while(self.0.state(), LAST, |state| !state.is_free());
        let (state, _) = waiting.unwrap_or_else(PoisonError::into_inner);
        state.is_free()
    }

    /// From now on nothing is sent.
    pub fn close(&self) {
        self.0.state().closed = true;
    }
}

/// Says something on stderr when all else is over. Where nothing is taken, it is not waited for for
/// ever.
pub fn last_word(text: &str) {
    let line = format!("{text}\n");
    let (sender, said) = mpsc::channel();
    let speaking = std::thread::Builder::new().name("last word".to_owned()).spawn(move || {
        _ = io::stderr().write_all(line.as_bytes());
        _ = sender.send(());
    });
    if speaking.is_ok() {
        _ = said.recv_timeout(LAST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_the_terminal_takes_nothing_nobody_waits_and_an_event_says_when_it_does() {
        let (events, told) = mpsc::channel();
        let (go_on, stalled) = mpsc::channel::<()>();
        let (written, seen) = mpsc::channel();
        let (first, second) = (written.clone(), written);
        // It takes three bytes, and then no more.
        let mut room = 3;
        let at_once = move |bytes: &[u8]| {
            let taken = bytes.len().min(room);
            room -= taken;
            _ = first.send(bytes[..taken].to_vec());
            taken
        };
        let outbox = OutputThread::start(events, Box::new(at_once), move |bytes| {
            _ = stalled.recv();
            _ = second.send(bytes.to_vec());
            Ok(())
        })
        .unwrap();
        assert!(outbox.is_free());
        outbox.send(b"at");
        assert!(outbox.is_free() && outbox.settles());
        outbox.send(b"one");
        assert!(!outbox.is_free() && !outbox.settles());
        outbox.send(b"two");
        drop(go_on);
        assert!(matches!(told.recv(), Ok(Event::Written)));
        assert!(outbox.settles());
        let all: Vec<u8> = seen.try_iter().flatten().collect();
        assert_eq!(all, b"atonetwo");
    }

    #[test]
    fn a_terminal_that_is_gone_is_said_to_be_and_takes_nothing_more() {
        let (events, told) = mpsc::channel();
        let gone = |_: &[u8]| Err(io::Error::other("gone"));
        let outbox = OutputThread::start(events, Box::new(|_| 0), gone).unwrap();
        outbox.send(b"one");
        assert!(matches!(told.recv(), Ok(Event::HungUp)));
        outbox.send(b"two");
        assert!(outbox.is_free() && outbox.settles());
    }
}
