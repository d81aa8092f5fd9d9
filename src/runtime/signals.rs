//! Signals as events. Ends nothing itself, but a program that nobody runs any more.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::editor::TerminalLease;
use super::event::Event;

/// Starts to watch; what comes is told to `events`. While an editor has the terminal, its
/// interrupts are its own.
#[cfg(unix)]
pub fn watch(events: Sender<Event>, lent: Arc<TerminalLease>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTSTP, SIGCONT, SIGWINCH])?;
    for signal in deadly() {
        // A system may lack one of them, or keep it for itself.
        _ = signals.add_signal(signal);
    }
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
            let deadly = matches!(event, Event::Signal(_));
            // The full screen is over and the terminal given back: a signal is what it is.
            if events.send(event).is_err() && deadly {
                die_of(signal);
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
pub fn watch(_: Sender<Event>, _: Arc<TerminalLease>) -> io::Result<()> {
    Ok(())
}

/// All signals that end a program unless it watches for them, and that can be watched.
///
/// Not among them are SIGKILL; SIGSEGV, SIGILL and SIGFPE, which come from a fault that cannot be
/// gone on from; SIGPIPE, which every Rust program ignores; and SIGXFSZ, see [`outlive_limits`].
#[cfg(unix)]
fn deadly() -> impl Iterator<Item = i32> {
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGBUS, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP,
        SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
    };
    let everywhere = [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGALRM, SIGBUS, SIGPROF, SIGSYS, SIGTRAP,
        SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU,
    ];
    everywhere.into_iter().chain(more_deadly())
}

/// Those of Linux: a stack fault, the end of power, input and output, and all real-time signals.
#[cfg(target_os = "linux")]
fn more_deadly() -> impl Iterator<Item = i32> {
    #[cfg(not(any(
        target_arch = "mips",
        target_arch = "mips64",
        target_arch = "sparc",
        target_arch = "sparc64"
    )))]
    const STACK_FAULT: Option<i32> = Some(rustix::process::Signal::STKFLT.as_raw());
    #[cfg(any(
        target_arch = "mips",
        target_arch = "mips64",
        target_arch = "sparc",
        target_arch = "sparc64"
    ))]
    const STACK_FAULT: Option<i32> = None;
    let named = [signal_hook::consts::SIGIO, rustix::process::Signal::POWER.as_raw()];
    // The first two belong to the C library.
    named.into_iter().chain(STACK_FAULT).chain(34..=64)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn more_deadly() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// A file that may not grow any more is an error of the save, and no end of the program.
pub fn outlive_limits() {
    #[cfg(unix)]
    {
        let nobody_looks = Arc::default();
        _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, nobody_looks);
    }
}

/// Ends the program as the signal would have, so that whoever started it sees why.
pub fn die_of(signal: i32) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // Does not come back, if it knows the signal and the signal is deadly.
        _ = signal_hook::low_level::emulate_default_handler(signal);
        // A shell in our place has no handler for it.
        let mut shell = std::process::Command::new("/bin/sh");
        _ = shell.args(["-c", &format!("kill -{signal} $$")]).exec();
        std::process::exit(128 + signal);
    }
    #[cfg(not(unix))]
    {
        _ = signal;
    }
}
