//! The terminal's input, on a thread of its own.
//!
//! The thread reads the next keys only after the last batch was taken in. So it is parked while an
//! editor or the shell has the terminal, and cannot steal what is typed there.

mod burst;
#[cfg(not(unix))]
mod crossterm_events;
#[cfg(unix)]
mod decoder;
#[cfg(unix)]
mod paste;
#[cfg(unix)]
mod tty;

use std::io;
use std::sync::mpsc::{self, Sender};

#[cfg(not(unix))]
use crossterm_events::Source;
#[cfg(unix)]
use tty::Source;

use super::event::Event;

/// The most messages of one batch, so that no flood of keys holds up everything else for long.
const BATCH: usize = 4096;

/// The thread that reads.
pub struct TerminalInput {
    permits: Sender<()>,
}

impl TerminalInput {
    /// Starts to read.
    pub fn start(events: Sender<Event>) -> io::Result<Self> {
        let (permits, parked) = mpsc::channel();
        std::thread::Builder::new().name("input".to_owned()).spawn(move || {
            let farewell = Farewell(events);
            let mut source = Source::default();
            while let Some(batch) = source.batch() {
                if farewell.0.send(Event::Terminal(batch)).is_err() || parked.recv().is_err() {
                    break;
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

/// However the thread ends: without it nobody can type, which is as good as no terminal.
struct Farewell(Sender<Event>);

impl Drop for Farewell {
    fn drop(&mut self) {
        _ = self.0.send(Event::HungUp);
    }
}
