//! The terminal, the clock, the threads and the one ordered stream of events. Holds no rules.
//!
//! Five threads send into one channel: the terminal's input, its output, the store, the watch, and
//! signals; a sixth one once somebody searches, and a seventh for as long as phones may vote. The
//! main thread takes in all that waits, lets the app say what to do, does it, and draws once. It
//! waits for nothing else: neither a disk nor a terminal that hangs keeps it from the next event.

mod clock;
mod code_watcher;
mod core_dump;
mod editor;
mod entropy;
mod event;
mod file_watcher;
mod folder_moves;
mod input;
mod output_thread;
mod search_thread;
mod signals;
mod store_thread;
mod terminal;
pub mod voting_server;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::{App, Effect, Job, Msg};
use crate::messages::EditorError;
use crate::store::{Store, TempFile};

use clock::uptime;
use code_watcher::CodeWatcher;
use editor::{LateFile, TerminalLease};
use event::Event;
use input::TerminalInput;
use search_thread::SearchThread;
use store_thread::StoreThread;
use terminal::TerminalScreen;
use voting_server::VotingServer;

use clock::RunningTime;

pub use clock::now;
pub use core_dump::forbid as forbid_core_dumps;
pub use entropy::{entropy, secret, system_random};
pub use output_thread::last_word;
pub use search_thread::search;
pub use signals::{die_of, outlive_limits};
pub use store_thread::answer;

/// The time that a save may take before Ctrl-Z stops the program in the middle of it.
const FIRST: Duration = Duration::from_millis(500);

/// The time in which nobody has opened an editor, changed nothing, and left it.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(1);

/// The time that reading may still take when the program ends: what was read is cached then.
const GRACE: Duration = Duration::from_secs(1);

/// The time after a first signal in which a second one may be the system's, which sends two.
const LAST: Duration = Duration::from_secs(2);

/// The end of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// The exit code.
    pub code: u8,
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// The sessions that could not be saved.
    pub unsaved: Option<String>,
    /// The demo is to come next.
    pub demo: bool,
}

/// Runs the full screen until the app wants to leave. The terminal is given back on every way out.
pub fn run(store: Store, mut app: App) -> io::Result<Ending> {
    let (sender, events) = mpsc::channel();
    let editor = store.folders().editor.clone();
    let state = store.folders().state.clone();
    let current = store.folders().current.clone();
    let lent = Arc::new(TerminalLease::default());
    signals::watch(sender.clone(), Arc::clone(&lent))?;
    let shelf = StoreThread::start(store, sender.clone())?;
    let seeker = SearchThread::new(sender.clone());
    let phones = sender.clone();
    let voting = VotingServer::new(move |news| _ = phones.send(Event::Voting(news)));
    let mut screen = TerminalScreen::open(sender.clone())?;
    let input = TerminalInput::start(sender.clone())?;
    let mut session = Run {
        app: &mut app,
        screen: &mut screen,
        seeker,
        voting,
        codes: CodeWatcher::new(sender.clone(), current),
        events: &events,
        input: &input,
        parked: false,
        editor,
        state,
        lent,
        signal: None,
        demo: false,
        insists: false,
        writes: 0,
        asked: Asked { shelf: &shelf, jobs: Vec::new() },
        running: RunningTime::new(),
        due: None,
        sender,
        late: Vec::new(),
        numbers: 0,
    };
    let code = session.begin_and_go_on();
    let (signal, insists, writes) = (session.signal, session.insists, session.writes);
    let demo = session.demo;
    // What was asked for with the last key is handed over.
    drop(session);
    if !matches!(code, Ok(1)) && !insists {
        // All that was asked for is written before the terminal is given back.
        finish(shelf, writes, &mut app, &events, &input);
    }
    drop(screen);
    let code = code?;
    let unsaved = (!app.ctx.saving.is_settled()).then(|| {
        let failure = app.ctx.saving.failure().map(|(_, unsaved)| unsaved.to_string());
        failure.unwrap_or_else(|| "a save had not come to its end".to_owned())
    });
    let code = if unsaved.is_some() { code.max(1) } else { code };
    Ok(Ending { code, signal, unsaved, demo })
}

/// Waits until the store has done what it was asked for, and not for ever for what it only reads.
/// Whoever insists is not held back by a disk that hangs.
fn finish(
    mut shelf: StoreThread,
    mut writes: usize,
    app: &mut App,
    events: &Receiver<Event>,
    input: &TerminalInput,
) {
    let begun = uptime();
    let so_far = || uptime().saturating_sub(begun);
    shelf.close();
    let mut stored = false;
    // The batch with the key that quit was not gone on from.
    input.go_on();
    loop {
        match events.recv_timeout(FIRST) {
            Ok(Event::Store(msg)) => {
                writes -= usize::from(ends_write(&msg));
                app.ctx.uptime = uptime();
                _ = app.update(msg, now());
                if stored && writes == 0 {
                    return;
                }
            }
            // A report may still be on its way to a slow disk.
            Ok(Event::StoreEnded) if writes > 0 => stored = true,
            Ok(Event::StoreEnded) => return,
            // Two signals in a row are how systems end programs; a later one is somebody's.
            Ok(Event::Signal(_)) if so_far() > LAST => return,
            Ok(Event::Terminal(batch)) if batch.iter().any(|msg| app.quits_on(msg)) => return,
            Ok(Event::Terminal(_)) => input.go_on(),
            // Its farewell may have been heard before.
            Err(_) if shelf.has_ended() && writes == 0 => return,
            Ok(_) | Err(_) => {}
        }
        if writes == 0 && !app.ctx.saving.is_under_way() && so_far() > GRACE {
            return;
        }
    }
}

/// Returns true for a job that writes, besides the saves, which the app counts itself.
const fn writes(job: &Job) -> bool {
    matches!(
        job,
        Job::Export { .. } | Job::Init | Job::TakeTheirs(_) | Job::KeepBoth(_) | Job::Delete { .. }
    )
}

/// Returns true for the answer to such a job.
const fn ends_write(msg: &Msg) -> bool {
    matches!(
        msg,
        Msg::Exported { .. }
            | Msg::Initialised(_)
            | Msg::Theirs(_)
            | Msg::Both { .. }
            | Msg::Deleted { .. }
    )
}

struct Run<'a> {
    app: &'a mut App,
    screen: &'a mut TerminalScreen,
    seeker: SearchThread,
    voting: VotingServer,
    codes: CodeWatcher,
    events: &'a Receiver<Event>,
    input: &'a TerminalInput,
    /// The input thread waits for the end of the batch that it has read.
    parked: bool,
    editor: Option<String>,
    /// The user's state folder, for texts that the editor works on.
    state: Option<std::path::PathBuf>,
    /// An editor has the terminal, and its interrupts are its own.
    lent: Arc<TerminalLease>,
    /// The demo is to come next.
    demo: bool,
    signal: Option<i32>,
    /// Somebody has quit twice, and nothing is waited for.
    insists: bool,
    /// How many jobs that write are not answered yet.
    writes: usize,
    /// What the store is asked for once the next frame is under way.
    asked: Asked<'a>,
    /// Which time was the program's own.
    running: RunningTime,
    /// When it wanted to wake up by itself.
    due: Option<Timestamp>,
    sender: Sender<Event>,
    /// Files of editors that came back at once, until the program ends.
    late: Vec<LateFile>,
    /// How many there were.
    numbers: u64,
}

impl Run<'_> {
    fn begin_and_go_on(&mut self) -> io::Result<u8> {
        self.tell_size()?;
        self.perform(vec![Effect::Store(Job::Load)])?;
        self.asked.hand_over()?;
        self.until_the_end()
    }

    fn until_the_end(&mut self) -> io::Result<u8> {
        loop {
            self.screen.draw(self.app)?;
            // Only now: an editor or the shell may have had the terminal, and threads that wake up
            // take the processor from the frame.
            if std::mem::take(&mut self.parked) {
                self.input.go_on();
            }
            self.asked.hand_over()?;
            let mut next = match self.wait() {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => Some(Event::WakeUp),
                Err(RecvTimeoutError::Disconnected) => return Ok(1),
            };
            while let Some(event) = next {
                if let Some(code) = self.take(event)? {
                    return Ok(code);
                }
                next = self.events.try_recv().ok();
            }
        }
    }

    /// Waits for an event, until the app wakes up by itself at the most.
    fn wait(&mut self) -> Result<Event, RecvTimeoutError> {
        let left = self.app.wakes_in();
        self.due = left.and_then(|left| now().timestamp().checked_add(left).ok());
        match left {
            Some(left) => self.events.recv_timeout(left),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Takes one event in. Some: the program ends with this code.
    fn take(&mut self, event: Event) -> io::Result<Option<u8>> {
        match event {
            Event::Terminal(batch) => {
                let mut batch = batch.into_iter();
                while let Some(msg) = batch.next() {
                    // A size that waited may be an old one, and keys would be refused for it: the
                    // window is asked.
                    let ends = if matches!(msg, Msg::Size(..)) {
                        self.tell_size()?
                    } else {
                        self.update(msg)?
                    };
                    if ends.is_some() {
                        self.insists = batch.any(|msg| self.app.quits_on(&msg));
                        return Ok(ends);
                    }
                }
                self.parked = true;
                Ok(None)
            }
            Event::StoreEnded => Err(io::Error::other(NO_STORE)),
            Event::Written => Ok(None),
            Event::Store(msg) => {
                self.writes -= usize::from(ends_write(&msg));
                self.update(msg)
            }
            Event::Found(msg) => self.update(msg),
            Event::Voting(news) => self.update(Msg::Voting(news)),
            Event::EditorWrote => self.take_late_texts(),
            Event::Disturbed(paths) => self.update(Msg::FilesChanged(paths)),
            Event::WakeUp => self.update(Msg::Tick),
            Event::Resized => self.tell_size(),
            Event::Stop => self.perform(vec![Effect::Suspend]),
            Event::Continued => {
                let taken = self.screen.enter_anew().is_ok();
                self.go_on(taken)
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

    /// Goes on after somebody else has had the terminal, if it could be taken again.
    fn go_on(&mut self, taken: bool) -> io::Result<Option<u8>> {
        // Nobody said so if the window was changed meanwhile.
        if taken { self.tell_size() } else { self.take(Event::HungUp) }
    }

    /// Tells the app how large the window is.
    fn tell_size(&mut self) -> io::Result<Option<u8>> {
        let (columns, rows) = self.screen.measure();
        self.update(Msg::Size(columns, rows))
    }

    fn update(&mut self, msg: Msg) -> io::Result<Option<u8>> {
        self.app.ctx.uptime = uptime();
        let away = self.running.away(self.due.take());
        if !away.is_zero() {
            self.app.update(Msg::Away(away), now());
        }
        let effects = self.app.update(msg, now());
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Option<u8>> {
        for effect in effects {
            let ends = match effect {
                Effect::Store(job) => {
                    self.writes += usize::from(writes(&job));
                    self.asked.jobs.push(job);
                    None
                }
                Effect::Search(quest) => {
                    self.seeker.ask(quest.map(|quest| *quest))?;
                    None
                }
                Effect::Codes(path) => {
                    self.codes.follow(path);
                    None
                }
                Effect::Voting(job) => {
                    self.voting.ask(job);
                    None
                }
                Effect::Copy(text) => {
                    self.screen.copy(&text, self.app.ctx.display.clipboard)?;
                    None
                }
                Effect::Suspend => {
                    let ends = self.saved_first()?;
                    if ends.is_none() {
                        self.screen.suspend()?;
                        self.app.update(Msg::Away(self.running.stopped()), now());
                    }
                    ends
                }
                Effect::Edit(text) => self.edit(&text)?,
                Effect::Demo => {
                    self.demo = true;
                    Some(0)
                }
                Effect::Quit(code) => Some(code),
            };
            if ends.is_some() {
                return Ok(ends);
            }
        }
        Ok(None)
    }

    /// Waits for running saves before the program stops, though not for ever: it may never be
    /// continued.
    fn saved_first(&mut self) -> io::Result<Option<u8>> {
        let begun = uptime();
        while self.app.ctx.saving.is_under_way() {
            self.asked.hand_over()?;
            let left = FIRST.saturating_sub(uptime().saturating_sub(begun));
            let event = match self.events.recv_timeout(left) {
                // It is about to stop.
                Ok(Event::Stop) => continue,
                Ok(event) => event,
                Err(_) => break,
            };
            let ends = self.take(event)?;
            if ends.is_some() {
                return Ok(ends);
            }
        }
        Ok(None)
    }

    /// The input thread is parked here: it waits until the batch that asked for this has been taken
    /// in.
    fn edit(&mut self, text: &str) -> io::Result<Option<u8>> {
        let Some(editor) = &self.editor else {
            return self.update(Msg::Edited(Err(EditorError::NoEditor)));
        };
        self.asked.hand_over()?;
        let begun = now().timestamp();
        let edited = if self.screen.leave() {
            editor::edit(editor, text, self.state.as_deref(), &self.lent)
        } else {
            Err(EditorError::TerminalBusy)
        };
        let at_once = now().timestamp().duration_since(begun) < AT_ONCE;
        let edited = match edited {
            Ok((same, file)) if at_once && same == text => Err(self.keep_late(file, same)),
            edited => edited.map(|(text, _)| text),
        };
        let taken = self.screen.enter().is_ok();
        let ends = self.go_on(taken)?;
        if ends.is_some() { Ok(ends) } else { self.update(Msg::Edited(edited)) }
    }
}

impl Run<'_> {
    /// Keeps an eye on the file of an editor that came back at once.
    fn keep_late(&mut self, file: TempFile, text: String) -> EditorError {
        self.numbers += 1;
        self.late.push(LateFile::watch(self.numbers, file, text, self.sender.clone()));
        EditorError::BackAtOnce(self.numbers)
    }

    /// Tells the app what such editors have saved.
    fn take_late_texts(&mut self) -> io::Result<Option<u8>> {
        let news: Vec<_> = self.late.iter_mut().filter_map(LateFile::news).collect();
        for (number, text) in news {
            let ends = self.update(Msg::EditorSaved { number, text })?;
            if ends.is_some() {
                return Ok(ends);
            }
        }
        Ok(None)
    }
}

/// What the store is asked for, held back until the frame that shows it is under way: a thread that
/// wakes up takes the processor from whoever woke it. It is handed over on every way out, too.
struct Asked<'a> {
    shelf: &'a StoreThread,
    jobs: Vec<Job>,
}

impl Asked<'_> {
    /// Without the store nothing can be saved any more, and going on would only lose more.
    fn hand_over(&mut self) -> io::Result<()> {
        let mut jobs = self.jobs.drain(..);
        if jobs.all(|job| self.shelf.ask(job)) { Ok(()) } else { Err(io::Error::other(NO_STORE)) }
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        _ = self.hand_over();
    }
}

const NO_STORE: &str = "the thread that saves has ended";
