//! Files change while the program is open: the screens follow, and nothing that is being done here
//! is lost.
//!
//! Decides only what is taken in. What is not stays as it is known, so that the next save finds out
//! and asks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::{ChangedFile, ContentHash, FileError, Record, Rescan};
use crate::model::Workspace;

use super::{App, Effect, Home, Job, LiveCheck, Screen};

/// What could not be taken in yet.
#[derive(Clone, Debug, Default)]
pub struct DeferredChanges {
    /// Files, and folders that are gone.
    paths: BTreeSet<PathBuf>,
    /// The workspace keeps its sessions in another folder now.
    moved: bool,
}

impl App {
    /// Something has changed at these paths.
    pub(crate) fn files_changed(&mut self, paths: Vec<PathBuf>) {
        self.effects.push(Effect::Store(Job::Look(paths)));
    }

    /// Takes in what is different, as far as nothing here is in its way.
    pub(crate) fn seen(&mut self, seen: Rescan) {
        let nothing = seen == Rescan::default();
        if let Some(workspace) = seen.workspace {
            self.config_changed(workspace);
        }
        self.behind.moved |= seen.moved;
        if nothing {
            return;
        }
        if self
            .held()
            .is_some_and(|held| held.check().runs_elsewhere() && seen.free.contains(&held.path))
        {
            self.done("the other window has let go of this check: Enter goes on here");
        }
        let gone: Vec<PathBuf> = seen.gone.into_iter().filter(|gone| self.may_drop(gone)).collect();
        self.library.remove(&gone);
        for copy in seen.conflicts {
            self.library.put_conflict(copy);
        }
        let mut known: Vec<_> = gone.iter().map(|gone| (gone.clone(), None)).collect();
        for sight in seen.changed {
            self.take_in(sight, &mut known);
        }
        if !known.is_empty() {
            self.effects.push(Effect::Store(Job::Know(known)));
        }
        if let Screen::Faults { faults, .. } = &self.screen
            && faults
                .first()
                .is_some_and(|fault| gone.iter().any(|gone| fault.path.starts_with(gone)))
        {
            self.leave_faults();
        }
        self.refresh();
    }

    /// `healthcheck.yaml` says something else.
    fn config_changed(&mut self, workspace: Result<Workspace, Vec<FileError>>) {
        if matches!(self.screen, Screen::Welcome | Screen::Faults { .. }) {
            if !self.reading {
                self.read();
            }
            return;
        }
        match workspace {
            Ok(workspace) if workspace == self.workspace => {}
            Ok(workspace) => {
                self.effects.push(Effect::Store(Job::Newer(workspace.newer)));
                self.workspace = workspace;
                self.refresh();
                self.done("healthcheck.yaml was changed; this is what it says now");
            }
            Err(faults) => {
                let why = faults.first().map(ToString::to_string).unwrap_or_default();
                self.refuse(format!("what healthcheck.yaml said before goes on: {why}"));
            }
        }
    }

    /// Whether a file or folder that is no more goes from the screens, too. What is on its way to
    /// the disk, or on the screen, is written again with the next change.
    fn may_drop(&mut self, gone: &Path) -> bool {
        let of_screen =
            self.held().filter(|held| held.path.starts_with(gone)).map(|held| held.path.clone());
        if of_screen.is_none() && !self.is_in_the_way(gone) {
            return true;
        }
        self.behind.paths.insert(gone.to_owned());
        if let Some(path) = of_screen.filter(|path| self.library.record(path).is_some()) {
            let name = name_of(&path);
            self.refuse(format!(
                "somebody else deleted {name}; it is written again with the next change"
            ));
        }
        false
    }

    fn take_in(&mut self, sight: ChangedFile, known: &mut Vec<(PathBuf, Option<ContentHash>)>) {
        let mark = sight.known();
        let mut record = sight.record;
        let path = record.path.clone();
        let held = self.held().filter(|held| held.path == path || is_earlier(held, &path));
        let of_screen = held.is_some();
        let follows = held.is_some_and(|held| held.path == path && held.check().runs_elsewhere());
        let in_the_way = self.is_in_the_way(&path) || of_screen && record.content.is_err();
        if in_the_way && !follows {
            self.behind.paths.insert(path.clone());
            if of_screen && !self.is_on_the_screen(&record) {
                let name = name_of(&path);
                self.refuse(match &record.content {
                    Ok(_) => format!("somebody else changed {name}; yours stays here, and the next save shows both"),
                    Err(_) => format!("somebody else changed {name}, and it cannot be read; yours stays here"),
                });
            }
            return;
        }
        if let Some(before) = self.library.record(&path) {
            // Nobody but this program writes ballots that wait, as long as it has the session.
            record.waiting = Arc::clone(&before.waiting);
        }
        known.push(mark);
        if follows {
            record.waiting = Arc::default();
            self.follow(&record);
        } else if of_screen && !self.is_on_the_screen(&record) {
            self.now_shows(&record);
            self.done(format!(
                "{} was changed by somebody else; this is theirs now",
                name_of(&path)
            ));
        }
        if let Screen::Faults { faults, scroll } = &mut self.screen
            && faults.first().is_some_and(|fault| fault.path == path)
        {
            match &record.content {
                Ok(_) => self.leave_faults(),
                Err(now) if now != faults => (*faults, *scroll) = (now.clone(), 0),
                Err(_) => {}
            }
        }
        self.library.put(record);
    }

    /// Whether the screen shows just this already.
    fn is_on_the_screen(&self, record: &Record) -> bool {
        let (Some(held), Ok(content)) = (self.held(), &record.content) else { return false };
        let shown = held
            .work
            .earlier
            .iter()
            .find(|(path, _)| *path == record.path)
            .map(|(_, session)| &**session);
        content.whole.as_deref() == shown.or((held.path == record.path).then_some(held.session()))
    }

    /// Whether something here would be lost, or is on its way, if this file were read again.
    fn is_in_the_way(&self, path: &Path) -> bool {
        let under = |screen: &Screen| matches!(screen, Screen::LiveCheck(held) if held.path.starts_with(path));
        if self.saving.deciding
            || !self.saving.is_settled_below(path)
            || self.back.iter().any(under)
        {
            return true;
        }
        let held = self.held().filter(|held| held.path == path || is_earlier(held, path));
        held.is_some_and(|held| self.dialog.is_some() || !held.is_untouched())
    }

    /// What could not be taken in before, and what has to be read anew, once nothing is in its way.
    pub(crate) fn catch_up(&mut self) {
        if self.behind.moved && self.held().is_none() && self.saving.is_settled() && !self.reading {
            self.behind.moved = false;
            self.read();
        }
        if self.behind.paths.is_empty() {
            return;
        }
        let of_screen = |path: &Path| {
            self.held().is_some_and(|held| held.path.starts_with(path) || is_earlier(held, path))
        };
        let free =
            self.behind.paths.iter().filter(|path| !of_screen(path) && !self.is_in_the_way(path));
        let free: Vec<PathBuf> = free.cloned().collect();
        if !free.is_empty() {
            self.behind.paths.retain(|path| !free.contains(path));
            self.effects.push(Effect::Store(Job::Look(free)));
        }
    }

    fn leave_faults(&mut self) {
        self.screen = self.back.pop().unwrap_or_else(|| Screen::Home(Home::default()));
        self.done("read again: no problem left");
    }

    /// Changes cannot be noticed: this is said once.
    pub(crate) fn unwatched(&mut self, why: &str) {
        self.refuse(format!("changes by others are not noticed while this is open: {why}"));
    }
}

fn is_earlier(held: &LiveCheck, path: &Path) -> bool {
    held.work.earlier.iter().any(|(earlier, _)| earlier == path)
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
