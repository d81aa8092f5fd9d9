//! The user's own text editor: waited for, and watched if it comes back before it is done.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::library::FileError;
use crate::messages::EditorError;
use crate::store::TempFile;

use super::event::Event;

#[derive(Debug, Default)]
struct LeaseState {
    lent: bool,
    editor: Option<u32>,
    /// The signal that has asked the program to end.
    ending: Option<i32>,
}

/// The state of the editor: none, or the one that has the terminal.
#[derive(Debug, Default)]
pub struct TerminalLease(Mutex<LeaseState>);

impl TerminalLease {
    fn loan(&self) -> MutexGuard<'_, LeaseState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns true if an editor has it.
    #[cfg_attr(not(unix), expect(dead_code, reason = "signals are Unix's"))]
    pub fn is_lent(&self) -> bool {
        self.loan().lent
    }

    /// Asks the editor to end as well, now or as soon as it is there: the program cannot end before
    /// it.
    #[cfg_attr(not(unix), expect(dead_code, reason = "signals are Unix's"))]
    pub fn pass_on(&self, signal: i32) {
        let mut loan = self.loan();
        loan.ending = Some(signal);
        loan.pass_on();
    }

    fn run(&self, mut command: Command) -> io::Result<ExitStatus> {
        self.loan().lent = true;
        let status = command.spawn().and_then(|mut child| {
            let mut loan = self.loan();
            loan.editor = Some(child.id());
            loan.pass_on();
            drop(loan);
            child.wait()
        });
        let mut loan = self.loan();
        (loan.lent, loan.editor) = (false, None);
        status
    }
}

impl LeaseState {
    fn pass_on(&self) {
        #[cfg(unix)]
        {
            use rustix::process::{Pid, Signal, kill_process};
            let pid = self.editor.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
            // Any other signal may mean something else to it, or nothing.
            let signal = self.ending.map(|signal| {
                if signal == Signal::HUP.as_raw() { Signal::HUP } else { Signal::TERM }
            });
            if let (Some(pid), Some(signal)) = (pid, signal) {
                _ = kill_process(pid, signal);
            }
        }
    }
}

fn temp_file(error: FileError) -> EditorError {
    EditorError::TempFile(Box::new(error))
}

/// A text that an editor still has which came back at once. The file goes with this.
pub struct LateFile {
    number: u64,
    file: TempFile,
    seen: String,
    _watcher: Option<RecommendedWatcher>,
}

impl LateFile {
    /// Watches a file; an event says when it is written.
    pub fn watch(number: u64, file: TempFile, seen: String, events: Sender<Event>) -> Self {
        let path = file.path().to_owned();
        let is_it = path.clone();
        let tell = move |change: notify::Result<notify::Event>| {
            if change.is_ok_and(|change| may_be_whole(change.kind) && change.paths.contains(&is_it))
            {
                _ = events.send(Event::EditorWrote);
            }
        };
        // An editor may put a new file in its place, so the folder is watched.
        let watcher = notify::recommended_watcher(tell).ok().and_then(|mut watcher| {
            watcher.watch(path.parent()?, RecursiveMode::NonRecursive).ok()?;
            Some(watcher)
        });
        Self { number, file, seen, _watcher: watcher }
    }

    /// Returns its number and its text, if that is another one than before.
    pub fn news(&mut self) -> Option<(u64, String)> {
        let text = self.file.read().ok().filter(|text| *text != self.seen)?;
        self.seen.clone_from(&text);
        Some((self.number, text))
    }
}

/// Returns true for a change after which a file may be read: it was closed, or took the place of
/// another one. Some systems do not say as much.
const fn may_be_whole(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Create(_)
        | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Any) => true,
        EventKind::Modify(_) => !cfg!(target_os = "linux"),
        _ => false,
    }
}

/// Lets `editor` work on `text`; returns what it left and the file, or why there is nothing.
pub fn edit(
    editor: &str,
    text: &str,
    state: Option<&Path>,
    lent: &TerminalLease,
) -> Result<(String, TempFile), EditorError> {
    let scratch = TempFile::new(text, state).map_err(temp_file)?;
    let mut command = command(editor);
    command.arg(scratch.path());
    match lent.run(command) {
        Ok(status) if status.success() => {
            scratch.read().map(|text| (text, scratch)).map_err(temp_file)
        }
        Ok(status) => {
            Err(EditorError::Ended { editor: editor.to_owned(), status: status.to_string() })
        }
        Err(error) => {
            Err(EditorError::CannotStart { editor: editor.to_owned(), error: error.to_string() })
        }
    }
}

/// The value is a shell's words, as git takes it: `code --wait`, or a path with blanks in quotes.
#[cfg(unix)]
fn command(editor: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), editor]);
    command
}

#[cfg(not(unix))]
fn command(editor: &str) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words);
    command
}
