//! Input from the terminal's own descriptor. Decides nothing about keys.
//!
//! It is read here and not by the terminal library, which spins on a terminal that is closed and
//! holds a paste for ever that does not end.

use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::Msg;

use super::BATCH;
use super::paste::PasteReader;

/// The most that is read at once.
const READ: usize = 16 * 1024;

/// The result of a look at the terminal.
enum Seen {
    Input,
    Nothing,
    Gone,
}

/// The terminal as a source of messages.
#[derive(Default)]
pub struct Source {
    stream: PasteReader,
    buffer: Vec<u8>,
}

impl Source {
    /// Sleeps until there is something, and returns all that waits. None: the terminal is gone.
    pub fn batch(&mut self) -> Option<Vec<Msg>> {
        self.buffer.resize(READ, 0);
        let mut batch = Vec::new();
        loop {
            // What stands in the batch does not wait for the end of a paste behind it.
            if batch.len() >= BATCH || !batch.is_empty() && self.stream.is_pasting() {
                return Some(batch);
            }
            if self.stream.gathered() >= BATCH && !self.stream.is_bulk() {
                self.stream.hand_over(&mut batch);
                return Some(batch);
            }
            let waits = batch.is_empty() || self.stream.is_gathering();
            let patience = if waits { self.stream.patience() } else { Some(Duration::ZERO) };
            match look(patience) {
                Seen::Input => match rustix::io::read(rustix::stdio::stdin(), &mut self.buffer) {
                    Ok(read @ 1..) => self.stream.take(&self.buffer[..read], &mut batch),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Ok(_) | Err(_) => return self.last(batch),
                },
                Seen::Nothing if waits => self.stream.lapse(&mut batch),
                Seen::Nothing => return Some(batch),
                Seen::Gone => return self.last(batch),
            }
        }
    }

    /// What came before the terminal went away, if anything did.
    fn last(&mut self, mut batch: Vec<Msg>) -> Option<Vec<Msg>> {
        self.stream.hand_over(&mut batch);
        (!batch.is_empty()).then_some(batch)
    }
}

/// Waits for input, for so long or for ever. What the system still has of a terminal that went away
/// is input, too.
fn look(patience: Option<Duration>) -> Seen {
    let stdin = rustix::stdio::stdin();
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut watched, patience.as_ref()) {
            Ok(0) => return Seen::Nothing,
            Ok(_) if watched[0].revents().contains(PollFlags::IN) => return Seen::Input,
            Err(Errno::INTR) => {}
            Ok(_) | Err(_) => return Seen::Gone,
        }
    }
}
