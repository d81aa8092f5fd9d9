//! What the user can do about a session that could not be kept: try again, another place; and where
//! somebody else changed its file: look at the difference, take theirs, or keep both.
//!
//! Decides nothing by itself, and never takes a key away from the card: it is opened by a key of
//! its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tui_input::Input;

use crate::keys::{Action, Key};
use crate::library::{Conflict, Difference, FileError, Record, SaveError};

use super::{App, Dialog, Effect, Job, Question, Screen, moved, text_input};

/// What is said while one of two versions is about to take a session's place.
const DECIDING: &str = "one moment: one of the two versions is taking its place";

/// Two versions of a session, line by line.
#[derive(Clone, Debug)]
pub struct DifferenceView {
    /// The session's file, or a copy that was set aside.
    pub of: PathBuf,
    /// The lines that are not equal, and some around them.
    pub lines: Vec<Difference>,
    /// The first line shown.
    pub scroll: usize,
}

impl App {
    /// Opens the ways out for the first thing that could not be kept.
    pub(crate) fn show_unsaved(&mut self) {
        match self.saving.failure() {
            _ if self.saving.deciding => self.refuse(DECIDING),
            Some(_) if matches!(self.dialog, Some(Dialog::Unsaved(_))) => {
                self.refuse("one of these keys, or Esc");
            }
            Some((path, _)) => self.dialog = Some(Dialog::Unsaved(path.to_owned())),
            None if self.saving.is_under_way() => self.refuse("it is being saved"),
            None => self.refuse("everything is saved"),
        }
    }

    /// Whether a key does something about what could not be kept.
    pub fn can_do_about_unsaved(&self, action: Action) -> bool {
        let of = match &self.dialog {
            Some(Dialog::Unsaved(of)) => of,
            Some(Dialog::Difference(view)) => &view.of,
            _ => return true,
        };
        let unsaved = self.saving.failure_of(of);
        match action {
            Action::Compare => unsaved.is_some_and(|unsaved| unsaved.conflict.is_some()),
            Action::TakeTheirs => unsaved.is_some_and(|unsaved| {
                unsaved.conflict == Some(Conflict::Ballots)
                    || unsaved.conflict.is_some() && unsaved.copy.is_some()
            }),
            Action::KeepBoth => {
                unsaved.is_some_and(|unsaved| unsaved.conflict.is_some()) && self.holds(of)
            }
            _ => true,
        }
    }

    fn holds(&self, path: &Path) -> bool {
        self.held().is_some_and(|held| held.path == path)
    }

    pub(crate) fn unsaved_key(&mut self, action: Action) {
        let Some(Dialog::Unsaved(of) | Dialog::Difference(DifferenceView { of, .. })) =
            &self.dialog
        else {
            return;
        };
        let of = of.clone();
        if self.saving.deciding && action != Action::Back {
            return self.refuse(DECIDING);
        }
        if !self.can_do_about_unsaved(action) {
            return self.refuse(match action {
                Action::KeepBoth => {
                    "only the check on the screen can become two; theirs can be taken, yours stays beside it"
                }
                Action::TakeTheirs => "no copy of yours could be made yet; o keeps one at another place",
                _ => "nobody else has changed this file",
            });
        }
        let loses_ballots = self.loses_ballots(&of);
        match (action, &mut self.dialog) {
            (Action::Compare, _) => self.ask_store(&of, Job::Compare),
            (Action::TakeTheirs, _) if loses_ballots => {
                self.dialog = Some(Dialog::Ask(Question::TakeTheirs { of }));
            }
            (Action::TakeTheirs, _) => self.take_theirs(of),
            (Action::KeepBoth, _) => {
                self.dialog = None;
                self.ask_store(&of, Job::KeepBoth);
                self.saving.deciding = true;
            }
            (Action::Elsewhere, _) => {
                let name = of
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned())
                    .unwrap_or_default();
                self.dialog = Some(Dialog::Elsewhere { of, place: Input::new(name) });
            }
            (Action::Enter, Some(Dialog::Unsaved(_))) => {
                self.dialog = None;
                self.keep_again(None);
            }
            (Action::Back, Some(Dialog::Difference(_)))
                if self.saving.failure_of(&of).is_some() =>
            {
                self.dialog = Some(Dialog::Unsaved(of));
            }
            (Action::Back, _) => self.dialog = None,
            (action, Some(Dialog::Difference(view))) => {
                view.scroll = moved(view.scroll, view.lines.len(), action);
            }
            _ => self.refuse("one of these keys, or Esc"),
        }
    }

    /// Whether theirs would take the place of ballots that are not revealed: no copy holds them.
    fn loses_ballots(&self, of: &Path) -> bool {
        self.library.record(of).is_some_and(|record| !record.waiting.is_removable())
    }

    /// Gives way to what somebody else wrote.
    pub(crate) fn take_theirs(&mut self, of: PathBuf) {
        self.saving.deciding = true;
        self.dialog = None;
        self.effects.push(Effect::Store(Job::TakeTheirs(of)));
    }

    /// Asks something of the store that is about a session as it is on this side.
    fn ask_store(&mut self, of: &Path, job: fn(Box<super::SaveRequest>) -> Job) {
        if let Some(keep) = self.library.record(of).and_then(|record| self.keep_of(record, 0)) {
            self.effects.push(Effect::Store(job(Box::new(keep))));
        }
    }

    pub(crate) fn elsewhere_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::Elsewhere { of, place }) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) if self.saving.deciding => self.refuse(DECIDING),
            Some(Action::Keep) if place.value().trim().is_empty() => {
                self.refuse("a file name is missing");
            }
            Some(Action::Keep) => {
                let (of, place) = (of.clone(), PathBuf::from(place.value().trim()));
                self.dialog = None;
                let keep = self.library.record(&of).and_then(|record| self.keep_of(record, 0));
                if let Some(mut keep) = keep {
                    keep.number = self.saving.asked(&of);
                    self.effects.push(Effect::Store(Job::KeepElsewhere(Box::new(keep), place)));
                }
            }
            Some(Action::Drop) => self.dialog = Some(Dialog::Unsaved(of.clone())),
            Some(_) => {}
            None => {
                text_input::edit(place, key);
            }
        }
    }

    pub(crate) fn differs(&mut self, of: PathBuf, result: Result<Vec<Difference>, Vec<FileError>>) {
        // It was asked for from here; who has gone on since is not interrupted.
        let asked = match &self.dialog {
            Some(Dialog::Unsaved(path)) => *path == of,
            None => matches!(self.screen, Screen::Home(_)),
            _ => false,
        };
        match result {
            _ if !asked => {}
            Ok(lines) => {
                self.dialog = Some(Dialog::Difference(DifferenceView { of, lines, scroll: 0 }));
            }
            Err(faults) => self.refuse(faults.first().map(ToString::to_string).unwrap_or_default()),
        }
    }

    /// What somebody else wrote was read, to take the place of what is here.
    pub(crate) fn theirs(&mut self, record: Record) {
        self.saving.deciding = false;
        if record.content.is_err() {
            self.refuse("theirs cannot be read: keep both, or mend the file in an editor");
            return self.decided();
        }
        let yours = self.saving.failure_of(&record.path).and_then(|unsaved| unsaved.copy.clone());
        self.saving.forget(&record.path);
        self.now_shows(&record);
        self.library.put(record);
        let name = |copy: &Path| {
            copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let yours =
            yours.map_or_else(String::new, |copy| format!("; yours stays in {}", name(&copy)));
        self.done(format!("theirs is taken{yours}"));
        self.decided();
    }

    /// One of the versions has its place: what was done meanwhile is sent, and who wanted to leave
    /// leaves.
    fn decided(&mut self) {
        self.keep();
        if matches!(self.screen, Screen::Board(_)) {
            self.refresh();
        }
        self.go_on_leaving();
    }

    /// A session on the screen, or one whose actions are looked at there, is another one now.
    pub(crate) fn now_shows(&mut self, record: &Record) {
        let card =
            self.held().filter(|held| held.path == record.path).and_then(super::LiveCheck::card_at);
        if self.holds(&record.path) {
            let cards = record.session().map_or(0, |session| session.cards.len());
            if let Ok(held) = self.held_of(record, card.filter(|at| *at < cards)) {
                // What lies over a card may be about one that is not there any more.
                self.dialog = None;
                self.screen = Screen::LiveCheck(Box::new(held));
            }
            return;
        }
        let (Screen::LiveCheck(held), Some(session)) = (&mut self.screen, record.session()) else {
            return;
        };
        let earlier = held.work.earlier.iter_mut().chain(&mut held.sent_earlier);
        for (_, earlier) in earlier.filter(|(path, _)| *path == record.path) {
            *earlier = Arc::clone(session);
        }
        // What undo would bring back is not what stands there any more.
        held.clear_history();
    }

    /// What was set aside became a session of its own.
    pub(crate) fn both(
        &mut self,
        of: &Path,
        result: Result<(PathBuf, Box<Record>), Box<SaveError>>,
    ) {
        self.saving.deciding = false;
        let (own, theirs) = match result {
            Ok(kept) => kept,
            Err(unsaved) => {
                self.refuse(unsaved);
                return self.decided();
            }
        };
        self.saving.forget(of);
        let number = crate::library::number_of(&own);
        let name =
            own.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(mine) = self.library.record(of).cloned() {
            self.library.put(Record { path: own.clone(), number, ..mine });
        }
        self.library.put(*theirs);
        if let Screen::LiveCheck(held) = &mut self.screen
            && held.path == of
        {
            (held.path, held.number) = (own, number);
        }
        self.done(format!("both are kept; yours goes on as {name}"));
        self.decided();
    }
}
