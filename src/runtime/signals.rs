//! Signals as events. Ends nothing itself.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::editor::TerminalLease;
use super::event::Event;

/// Starts to watch; what comes is told to `events`. While an editor has the terminal, its
/// interrupts are its own.
#[cfg(unix)]
pub fn watch(events: Sender<Event>, lent: Arc<TerminalLease>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let mut signals = signal_hook::iterator::Signals::new(watched)?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP if lent.is_lent() => {
                    // The editor has stopped, and gives the terminal back itself.
                    _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGTSTP => Event::Stop,
                SIGINT | SIGQUIT | SIGCONT if lent.is_lent() => continue,
                SIGCONT => Event::Continued,
                signal => {
                    lent.pass_on(signal);
                    Event::Signal(signal)
                }
            };
            if events.send(event).is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub fn watch(_: Sender<Event>, _: Arc<TerminalLease>) -> io::Result<()> {
    Ok(())
}

/// Ends the program as the signal would have, so that whoever started it sees why.
pub fn die_of(signal: i32) {
    #[cfg(unix)]
    {
        _ = signal_hook::low_level::emulate_default_handler(signal);
    }
    #[cfg(not(unix))]
    {
        _ = signal;
    }
}
