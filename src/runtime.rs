//! The terminal, the clock, the threads and the one ordered stream of events. Holds no rules.
//!
//! Three threads send into one channel: the terminal's input, the store, and signals. The main
//! thread takes in all that waits, lets the app say what to do, does it, and draws once.

mod editor;
mod input;
mod screen;
mod shelf;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use jiff::Zoned;

use crate::app::{App, Effect, Msg};
use crate::store::Store;

use input::Input;
use screen::Screen;
use shelf::{Job, Shelf};

/// What reaches the main thread.
#[derive(Debug)]
enum Event {
    /// Keys, pastes, resizes: all that waited.
    Terminal(Vec<crossterm::event::Event>),
    /// The store has an answer.
    Store(Msg),
    /// The window has another size.
    Redraw,
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The exit code.
    pub code: u8,
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// What could not be saved.
    pub unsaved: Option<String>,
}

/// The time, where the program may look at a clock.
#[expect(clippy::disallowed_methods, reason = "the runtime hands the clock to everybody else")]
pub fn now() -> Zoned {
    Zoned::now()
}

/// Runs the full screen until the app wants to leave. The terminal is given back on every way out.
pub fn run(store: Store, mut app: App) -> io::Result<Ending> {
    let (sender, events) = mpsc::channel();
    let editor = store.folders().editor.clone();
    let lent = Arc::new(AtomicBool::new(false));
    watch_signals(&sender, &lent)?;
    let shelf = Shelf::start(store, sender.clone())?;
    let mut screen = Screen::open()?;
    let input = Input::start(sender)?;
    let mut session = Run { app: &mut app, screen: &mut screen, shelf: &shelf, editor, lent, signal: None };
    let code = session.begin_and_go_on(&events, &input);
    let signal = session.signal;
    if matches!(code, Ok(1)) {
        // Somebody insisted: a disk that hangs does not hold them back.
        shelf.abandon();
    } else {
        // All that was asked for is written before the terminal is given back.
        drop(shelf);
    }
    while let Ok(event) = events.try_recv() {
        if let Event::Store(msg) = event {
            app.update(msg, now());
        }
    }
    drop(screen);
    let code = code?;
    let unsaved = (!app.saving.is_settled()).then(|| {
        let failure = app.saving.failure().map(ToString::to_string);
        failure.unwrap_or_else(|| "a save had not come to its end".to_owned())
    });
    let code = if unsaved.is_some() { code.max(1) } else { code };
    Ok(Ending { code, signal, unsaved })
}

struct Run<'a> {
    app: &'a mut App,
    screen: &'a mut Screen,
    shelf: &'a Shelf,
    editor: Option<String>,
    /// An editor has the terminal, and its interrupts are its own.
    lent: Arc<AtomicBool>,
    signal: Option<i32>,
}

impl Run<'_> {
    fn begin_and_go_on(&mut self, events: &Receiver<Event>, input: &Input) -> io::Result<u8> {
        self.tell_size()?;
        self.perform(vec![Effect::Load])?;
        self.until_the_end(events, input)
    }

    fn until_the_end(&mut self, events: &Receiver<Event>, input: &Input) -> io::Result<u8> {
        loop {
            self.screen.draw(self.app)?;
            let mut next = match self.wait(events) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => {
                    self.app.update(Msg::Tick, now());
                    None
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(1),
            };
            while let Some(event) = next {
                let typed = matches!(event, Event::Terminal(_));
                if let Some(code) = self.take(event)? {
                    return Ok(code);
                }
                if typed {
                    input.go_on();
                }
                next = events.try_recv().ok();
            }
        }
    }

    /// Waits for an event; while a timer shows, until the next full second at the most.
    fn wait(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        if !self.app.ticks() {
            return events.recv().map_err(|_| RecvTimeoutError::Disconnected);
        }
        let past = u64::try_from(now().subsec_nanosecond()).unwrap_or(0);
        events.recv_timeout(Duration::from_nanos(1_000_000_000_u64.saturating_sub(past)))
    }

    /// Takes one event in. Some: the program ends with this code.
    fn take(&mut self, event: Event) -> io::Result<Option<u8>> {
        match event {
            Event::Terminal(batch) => {
                for event in batch {
                    // A size that waited may be an old one, and keys would be refused for it: the window is asked.
                    let ends = if matches!(event, crossterm::event::Event::Resize(..)) {
                        self.tell_size()?
                    } else if let Some(msg) = input::msg(event) {
                        self.update(msg)?
                    } else {
                        None
                    };
                    if ends.is_some() {
                        return Ok(ends);
                    }
                }
                Ok(None)
            }
            Event::Store(msg) => self.update(msg),
            Event::Redraw => {
                self.screen.clear()?;
                self.tell_size()
            }
            Event::Signal(signal) => {
                self.signal = Some(signal);
                self.update(Msg::Terminate)
            }
            Event::HungUp => {
                self.screen.is_gone();
                self.update(Msg::Terminate)
            }
        }
    }

    /// Tells the app how large the window is.
    fn tell_size(&mut self) -> io::Result<Option<u8>> {
        let (columns, rows) = self.screen.size()?;
        self.update(Msg::Size(columns, rows))
    }

    fn update(&mut self, msg: Msg) -> io::Result<Option<u8>> {
        let effects = self.app.update(msg, now());
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Option<u8>> {
        for effect in effects {
            match effect {
                Effect::Load => self.ask(Job::Load)?,
                Effect::Init => self.ask(Job::Init)?,
                Effect::UseOwnFolder => self.ask(Job::UseOwnFolder)?,
                Effect::Keep(keep) => self.ask(Job::Keep(keep))?,
                Effect::Export { path, text, replace } => self.ask(Job::Export { path, text, replace })?,
                Effect::Copy(text) => self.screen.copy(&text)?,
                Effect::Suspend => {
                    self.screen.suspend()?;
                    // Nobody said so if the window was changed meanwhile.
                    if let Some(code) = self.tell_size()? {
                        return Ok(Some(code));
                    }
                }
                Effect::Edit(text) => {
                    let edited = self.edit(&text)?;
                    if let Some(code) = self.update(Msg::Edited(edited))? {
                        return Ok(Some(code));
                    }
                }
                Effect::Quit(code) => return Ok(Some(code)),
            }
        }
        Ok(None)
    }

    /// Without the store nothing can be saved any more, and going on would only lose more.
    fn ask(&self, job: Job) -> io::Result<()> {
        if self.shelf.ask(job) { Ok(()) } else { Err(io::Error::other("the thread that saves has ended")) }
    }

    /// The input thread is parked here: it waits until the batch that asked for this has been taken in.
    fn edit(&mut self, text: &str) -> io::Result<Result<String, String>> {
        let Some(editor) = &self.editor else {
            return Ok(Err("no editor: set EDITOR in your shell; the text is still here".to_owned()));
        };
        self.lent.store(true, Ordering::SeqCst);
        self.screen.leave();
        let edited = editor::edit(editor, text);
        self.lent.store(false, Ordering::SeqCst);
        self.screen.enter()?;
        Ok(edited)
    }
}

#[cfg(unix)]
fn watch_signals(sender: &Sender<Event>, lent: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH])?;
    let (sender, lent) = (sender.clone(), Arc::clone(lent));
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => Event::Redraw,
                SIGINT | SIGQUIT if lent.load(Ordering::SeqCst) => continue,
                signal => Event::Signal(signal),
            };
            if sender.send(event).is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: &Sender<Event>, _: &Arc<AtomicBool>) -> io::Result<()> {
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
