//! Files change while the program is open: the screens follow, and nothing that is being done here
//! is lost.
//!
//! Decides only what is taken in. What is not stays as it is known, so that the next save finds out
//! and asks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::{ChangedFile, ContentHash, Difference, FileError, Record, Rescan, SaveError};
use crate::messages::Message;
use crate::model::Workspace;

use super::conflict_dialog::file_name;
use super::{App, Dialog, DifferenceDialog, FileFate, Home, Job, LiveCheck, Screen};

/// Changes that could not be taken in yet.
#[derive(Clone, Debug, Default)]
pub(super) struct DeferredChanges {
    /// Files, and folders that are gone.
    paths: BTreeSet<PathBuf>,
    /// The workspace keeps its sessions in another folder now.
    moved: bool,
}

impl App {
    /// Something has changed at these paths: the store looks at what it is.
    pub(super) fn files_changed(&mut self, paths: &[PathBuf]) {
        let near = |file: &Path| {
            // A path without a name is everywhere.
            paths.iter().any(|path| file.starts_with(path) || path.starts_with(file))
        };
        // What was gone may be back as it was, and that is no change to the store.
        let unsaved: Vec<PathBuf> = self.ctx.saving.may_pass().map(Path::to_owned).collect();
        let shown = self.live.as_ref().filter(|live| live.elsewhere.is_some());
        let shown = shown.map(|live| live.path.clone()).filter(|path| near(path));
        self.ctx.ask(Job::Look(paths.to_owned()));
        if self.ctx.unsavable.is_some() {
            self.ctx.try_saving();
        }
        for path in unsaved.iter().filter(|path| near(path)) {
            self.ctx.save_once_more(path);
        }
        if let Some(path) = shown {
            self.ctx.ask(Job::Verify(vec![path]));
        }
    }

    /// Takes in what is different, as far as nothing here is in its way.
    pub(super) fn seen(&mut self, seen: Rescan) {
        let nothing = seen == Rescan::default();
        if let Some(workspace) = seen.workspace {
            self.config_changed(workspace);
        }
        self.deferred.moved |= seen.moved;
        if nothing {
            return;
        }
        let follows = self.live.as_ref().filter(|live| live.check().runs_elsewhere());
        if follows.is_some_and(|live| seen.free.contains(&live.path)) {
            self.ctx.done(Message::OtherWindowLetGo);
        }
        for path in seen.lost_ballots {
            if self.held_here().contains(&path) {
                self.ctx.save_once_more(&path);
            }
        }
        let gone: Vec<PathBuf> = seen.gone.into_iter().filter(|gone| self.may_drop(gone)).collect();
        self.ctx.library.remove(&gone);
        self.ctx.saving.forget_gone(&gone);
        if let Some(aside) = seen.ballots_aside {
            self.ctx.library.ballots_aside = aside;
        }
        for copy in seen.conflicts {
            self.ctx.library.put_conflict(copy);
        }
        for stray in seen.strays {
            // What is in use stays until it may be dropped.
            if self.ctx.library.record(&stray.path).is_none() {
                self.ctx.library.put_stray(stray);
            }
        }
        let mut known: Vec<_> = gone.iter().map(|gone| (gone.clone(), None)).collect();
        for sight in seen.changed {
            self.take_in(sight, &mut known);
        }
        if !known.is_empty() {
            self.ctx.ask(Job::Know(known));
        }
        if let Screen::Faults(screen) = &mut self.screens.top
            && screen.strays
        {
            screen.faults.clone_from(&self.ctx.library.strays);
            screen.scroll = screen.scroll.min(screen.faults.len().saturating_sub(1));
            if screen.faults.is_empty() {
                self.leave_error_screen();
            }
        } else if let Screen::Faults(screen) = &self.screens.top
            && let Some(fault) = screen.faults.first()
            && gone.iter().any(|gone| fault.path.starts_with(gone))
        {
            self.leave_error_screen();
        }
        self.refresh();
    }

    /// `healthcheck.yaml` says something else.
    fn config_changed(&mut self, workspace: Result<Workspace, Vec<FileError>>) {
        if matches!(self.screens.top, Screen::Welcome(_) | Screen::Faults(_)) {
            if !self.ctx.reading {
                self.ctx.read_workspace();
            }
            return;
        }
        match workspace {
            Ok(workspace) if workspace == self.ctx.workspace => {}
            Ok(workspace) => {
                self.ctx.ask(Job::Newer(workspace.newer));
                self.ctx.workspace = workspace;
                self.refresh();
                self.ctx.done(Message::ConfigChanged);
            }
            Err(faults) => {
                self.ctx.refuse(Message::ConfigUnreadable(faults.into_iter().next().map(Box::new)));
            }
        }
    }

    /// Returns true if a deleted file or folder may leave the screens, too. Not what is being saved
    /// or belongs to the live check; what was done there is saved once more, and the store says
    /// whether it can be.
    fn may_drop(&mut self, gone: &Path) -> bool {
        let held = self.held_here().into_iter().filter(|path| path.starts_with(gone));
        let held: Vec<PathBuf> = held.collect();
        let of_live = self.live.as_ref().is_some_and(|live| live.path.starts_with(gone));
        if !of_live && held.is_empty() && !self.is_in_the_way(gone) {
            return true;
        }
        self.deferred.paths.insert(gone.to_owned());
        for path in &held {
            self.ctx.save_once_more(path);
        }
        if let Some(live) = self.live.as_mut().filter(|_| of_live)
            && !held.contains(&live.path)
            && self.ctx.library.record(&live.path).is_some()
        {
            live.elsewhere = Some(FileFate::Gone);
            let name = file_name(&live.path);
            self.ctx.refuse(Message::DeletedByOthers(name));
        }
        false
    }

    /// Returns the sessions of the live check in which something was done here that is saved: their
    /// files are asked for before anything is called saved.
    pub(super) fn held_here(&self) -> Vec<PathBuf> {
        let Some(live) = self.live.as_ref().filter(|live| !live.check().runs_elsewhere()) else {
            return Vec::new();
        };
        let kept = |path: &Path| self.ctx.saving.has_kept(path);
        let own = self.ctx.library.session(&live.path).is_some()
            && (kept(&live.path) || !live.is_untouched());
        let earlier = live.work.earlier.iter().map(|(path, _)| path);
        let own = Some(&live.path).filter(|_| own).into_iter();
        own.chain(earlier.filter(|path| kept(path))).cloned().collect()
    }

    /// Gives up a session whose file is gone: it leaves the screens as it has left the disk.
    pub(super) fn let_go(&mut self, path: &Path) {
        self.ctx.saving.forget(path);
        let gone = [path.to_owned()];
        self.ctx.library.remove(&gone);
        self.ctx.saving.forget_gone(&gone);
        self.ctx.ask(Job::Know(vec![(path.to_owned(), None)]));
        if self.live.as_ref().is_some_and(|live| live.uses(path)) {
            self.live = None;
            self.screens.pop_to_first();
        }
        self.refresh();
        self.ctx.done(Message::LetGo(file_name(path)));
    }

    fn take_in(&mut self, sight: ChangedFile, known: &mut Vec<(PathBuf, Option<ContentHash>)>) {
        let mark = sight.known();
        let mut record = sight.record;
        let path = record.path.clone();
        let of_live = self.live.as_ref().filter(|live| live.uses(&path));
        let follows =
            of_live.is_some_and(|live| live.path == path && live.check().runs_elsewhere());
        let of_live = of_live.is_some();
        let in_the_way = self.is_in_the_way(&path) || of_live && record.content.is_err();
        if in_the_way && !follows {
            self.deferred.paths.insert(path.clone());
            if of_live && !self.is_shown_already(&record) {
                if self.held_here().contains(&path) {
                    // It is not what is on the screen any more: the store finds the conflict.
                    self.ctx.save_once_more(&path);
                    return;
                }
                let (name, readable) = (file_name(&path), record.content.is_ok());
                self.ctx.refuse(Message::ChangedByOthers { name, readable });
                if let Some(live) = self.live.as_mut().filter(|live| live.path == path) {
                    live.elsewhere = Some(FileFate::Changed);
                }
            }
            return;
        }
        if let Some(live) = self.live.as_mut().filter(|live| live.path == path) {
            live.elsewhere = None;
        }
        if let Some(before) = self.ctx.library.record(&path) {
            // Nobody but this program writes ballots that wait, as long as it has the session.
            record.waiting = Arc::clone(&before.waiting);
            if before.is_outline() && !of_live && record.is_open() {
                // They are read with the session, once somebody opens it.
                record.forget_whole();
            }
        }
        known.push(mark);
        if follows {
            record.waiting = Arc::default();
            self.follow(&record);
        } else if of_live && !self.is_shown_already(&record) {
            self.show_theirs(&record);
            self.ctx.done(Message::TheirsNow(file_name(&path)));
        }
        if let Screen::Faults(screen) = &mut self.screens.top
            && !screen.strays
            && screen.faults.first().is_some_and(|fault| fault.path == path)
        {
            match &record.content {
                Ok(_) => self.leave_error_screen(),
                Err(now) if *now != screen.faults => {
                    (screen.faults, screen.scroll) = (now.clone(), 0);
                }
                Err(_) => {}
            }
        }
        self.ctx.library.put(record);
    }

    /// Returns true if the live check shows exactly this already.
    fn is_shown_already(&self, record: &Record) -> bool {
        let (Some(live), Ok(content)) = (&self.live, &record.content) else { return false };
        let earlier = live.work.earlier.iter().find(|(path, _)| *path == record.path);
        let shown = earlier.map(|(_, session)| &**session);
        let own = (live.path == record.path).then_some(live.session());
        content.whole.as_deref() == shown.or(own)
    }

    /// Returns true if reading this file again would lose something here, or meet a save under way.
    fn is_in_the_way(&self, path: &Path) -> bool {
        let saving = &self.ctx.saving;
        if saving.deciding || !saving.is_settled_below(path) {
            return true;
        }
        let live = self.live.as_ref();
        let below = !matches!(self.screens.top, Screen::Check(_));
        if below && live.is_some_and(|live| live.path.starts_with(path)) {
            return true;
        }
        let live = live.filter(|live| live.uses(path));
        live.is_some_and(|live| self.dialog.is_some() || !live.is_untouched())
    }

    /// Asks for what could not be taken in before, once nothing is in its way.
    pub(super) fn catch_up(&mut self) {
        let idle = self.live.is_none() && self.ctx.saving.is_settled() && !self.ctx.reading;
        if self.deferred.moved && idle {
            self.deferred.moved = false;
            self.ctx.read_workspace();
        }
        if self.deferred.paths.is_empty() {
            return;
        }
        let of_live = |path: &Path| {
            let live = self.live.as_ref();
            live.is_some_and(|live| live.path.starts_with(path) || live.uses(path))
        };
        let paths = self.deferred.paths.iter();
        let free: Vec<PathBuf> =
            paths.filter(|path| !of_live(path) && !self.is_in_the_way(path)).cloned().collect();
        if !free.is_empty() {
            self.deferred.paths.retain(|path| !free.contains(path));
            self.ctx.ask(Job::Look(free));
        }
    }

    fn leave_error_screen(&mut self) {
        if !self.screens.pop() {
            self.screens.top = Home::default().into();
        }
        self.ctx.done(Message::NoProblemLeft);
    }

    /// Shows the difference that was asked for. Whoever has gone on since is not interrupted.
    pub(super) fn differs(&mut self, of: PathBuf, result: Result<Vec<Difference>, Vec<FileError>>) {
        let asked = match &self.dialog {
            Some(Dialog::Unsaved(dialog)) => dialog.of == of,
            None => matches!(self.screens.top, Screen::Home(_)),
            _ => false,
        };
        match result {
            _ if !asked => {}
            Ok(lines) => self.dialog = Some(DifferenceDialog { of, lines, scroll: 0 }.into()),
            Err(faults) => {
                if let Some(fault) = faults.into_iter().next() {
                    self.ctx.refuse(fault);
                }
            }
        }
    }

    /// Takes in what somebody else wrote, in place of what is here.
    pub(super) fn theirs(&mut self, record: Record) {
        self.ctx.saving.deciding = false;
        if record.content.is_err() {
            self.ctx.refuse(Message::TheirsUnreadable);
            return self.decided();
        }
        let failure = self.ctx.saving.failure_of(&record.path);
        let yours = failure.and_then(|unsaved| unsaved.copy.clone());
        self.ctx.saving.forget(&record.path);
        self.show_theirs(&record);
        self.ctx.library.put(record);
        self.ctx.done(Message::TheirsTaken { yours: yours.map(|copy| file_name(&copy)) });
        self.decided();
    }

    /// One of the versions has its place: what was done meanwhile is sent, and who wanted to leave
    /// leaves.
    fn decided(&mut self) {
        self.save_live();
        self.refresh();
        self.go_on_leaving();
    }

    /// The live check, or a session whose actions are looked at there, is another one now.
    fn show_theirs(&mut self, record: &Record) {
        let Some(live) = &mut self.live else { return };
        if live.path == record.path {
            let cards = record.session().map_or(0, |session| session.cards.len());
            let card = live.card_at().filter(|at| *at < cards);
            if let Ok(mut theirs) = self.ctx.live_from(record, card) {
                if theirs.session().id == live.session().id {
                    // The room has seen what was shown here, whatever the file says now.
                    theirs.work.check.inherit_history(&live.work.check);
                    theirs.sent.1 = theirs.check().waiting.clone();
                }
                // A dialog may be about a card that is not there any more.
                self.leave_dialog();
                self.ctx.drafts.settle();
                self.live = Some(theirs);
            }
        } else if let Some(session) = record.session() {
            live.take_earlier(&record.path, session);
            self.ctx.drafts.settle();
        }
    }

    /// Takes in that a conflict copy became a session of its own.
    pub(super) fn both(
        &mut self,
        of: &Path,
        result: Result<(PathBuf, Box<Record>), Box<SaveError>>,
    ) {
        self.ctx.saving.deciding = false;
        let (own, theirs) = match result {
            Ok(kept) => kept,
            Err(unsaved) => {
                self.ctx.refuse(Message::Unsaved(unsaved));
                return self.decided();
            }
        };
        self.ctx.saving.forget(of);
        let (number, name) = (crate::library::number_of(&own), file_name(&own));
        if let Some(mine) = self.ctx.library.record(of).cloned() {
            let live = self.live.as_ref().filter(|live| live.path == of);
            let content = match live {
                Some(live) => Ok(Arc::clone(&live.sent.0).into()),
                None => mine.content,
            };
            self.ctx.library.put(Record { path: own.clone(), number, content, ..mine });
        }
        self.ctx.library.put(*theirs);
        if let Some(live) = self.live.as_mut().filter(|live| live.path == of) {
            self.ctx.drafts.follow_file(of, &own);
            (live.path, live.number) = (own, number);
        }
        self.ctx.done(Message::BothKept(name));
        self.decided();
    }
}

impl LiveCheck {
    /// Returns true if this file is the check's own, or one whose actions are shown in it.
    fn uses(&self, path: &Path) -> bool {
        self.path == path || self.work.earlier.iter().any(|(earlier, _)| earlier == path)
    }
}
