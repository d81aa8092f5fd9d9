//! The workspace as it was read, and everything on its way to the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Secrecy, Session, Waiting, Way};
use crate::store::{Fault, Record};

use super::{App, Effect, Held, Home, HomeRow, Keep, Loaded, Notice, Overlay, Question, Screen, Start, View};

impl App {
    /// Sends to the store what has changed since it was last sent.
    pub(crate) fn keep(&mut self) {
        let Screen::Held(held) = &mut self.screen else { return };
        if held.work.sitting.is_some() {
            // A sitting lives in memory until it is handed over, also one that is repeated.
            return;
        }
        let check = &held.work.check;
        let changed = held.sent.0 != check.session || held.sent.1 != check.waiting;
        let mut keeps = Vec::new();
        if changed {
            held.sent = (check.session.clone(), check.waiting.clone());
            let at = held.card_at().filter(|_| !check.waiting.is_empty());
            let at = at.map(|at| check.session.cards[at].dimension.key.clone());
            let waiting = Waiting { at, ..check.waiting.clone() };
            keeps.push((held.path.clone(), held.number, Arc::new(check.session.clone()), waiting));
        }
        for (path, session) in &held.work.earlier {
            let sent = held.sent_earlier.iter_mut().find(|(sent, _)| sent == path);
            if let Some(sent) = sent
                && sent.1 != *session
            {
                sent.1 = Arc::clone(session);
                let record = self.library.record(path);
                let number = record.map_or(1, |r| r.number);
                let waiting = record.map(|r| r.waiting.clone()).unwrap_or_default();
                keeps.push((path.clone(), number, Arc::clone(session), waiting));
            }
        }
        for (path, number, session, waiting) in keeps {
            let asked = self.saving.asked(&path);
            let keep =
                Keep { path: path.clone(), number: asked, session: session.as_ref().clone(), waiting: waiting.clone() };
            self.library.put(Record { path, number, content: Ok(session), waiting });
            self.effects.push(Effect::Keep(Box::new(keep)));
        }
    }

    /// Makes sure that there is a file to go on with: for acts that are not yet part of the session.
    pub(crate) fn keep_from_now_on(&mut self) {
        let Some(held) = self.held() else { return };
        if self.library.record(&held.path).is_some() {
            return;
        }
        let (path, number) = (held.path.clone(), held.number);
        let (session, waiting) = held.sent.clone();
        let asked = self.saving.asked(&path);
        let keep = Keep { path: path.clone(), number: asked, session: session.clone(), waiting: waiting.clone() };
        self.library.put(Record { path, number, content: Ok(Arc::new(session)), waiting });
        self.effects.push(Effect::Keep(Box::new(keep)));
    }

    /// Sends again what could not be kept.
    pub(crate) fn keep_again(&mut self) {
        for path in self.saving.failed_paths() {
            let Some(record) = self.library.record(&path).cloned() else { continue };
            let Ok(session) = record.content else { continue };
            let number = self.saving.asked(&path);
            let keep = Keep { path, number, session: session.as_ref().clone(), waiting: record.waiting };
            self.effects.push(Effect::Keep(Box::new(keep)));
        }
    }

    pub(crate) fn saved(&mut self, path: &Path, number: u64, result: Result<(), Fault>) {
        let failed = result.is_err();
        self.saving.ended(path, number, result);
        if !self.leaving || self.saving.is_under_way() {
            return;
        }
        if self.saving.is_settled() {
            self.effects.push(Effect::Quit(0));
        } else if failed {
            self.leaving = false;
            self.ask_about_unsaved();
        }
    }

    /// Leaves, once all is saved; a second time, in any case.
    pub(crate) fn quit(&mut self) {
        let asked =
            matches!(self.overlay, Some(Overlay::Ask(Question::QuitUnsaved { .. } | Question::QuitTyping { .. })));
        if asked || self.leaving {
            self.effects.push(Effect::Quit(1));
        } else if let Some(typing) = self.typing() {
            let under = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::Ask(Question::QuitTyping { what: typing, under }));
        } else if self.saving.is_settled() {
            self.effects.push(Effect::Quit(0));
        } else if self.saving.is_under_way() {
            self.leaving = true;
            self.notice = Some(Notice::Done("saving; Ctrl-C again quits without".to_owned()));
        } else {
            self.ask_about_unsaved();
        }
    }

    fn ask_about_unsaved(&mut self) {
        let why = self.saving.failure().map(ToString::to_string).unwrap_or_default();
        self.overlay = Some(Overlay::Ask(Question::QuitUnsaved { why }));
    }

    /// What would be lost that has not been handed over to be kept.
    fn typing(&self) -> Option<&'static str> {
        let sitting = self.held().and_then(|h| h.work.sitting.as_ref());
        match &self.overlay {
            Some(Overlay::Entry(entry)) if entry.changed() => Some("text that is being typed"),
            Some(Overlay::Action(form)) if form.changed() => Some("an action that is being typed"),
            _ if sitting.is_some_and(|s| s.ballots.iter().any(|(_, b)| !b.is_empty())) => Some("an unfinished sitting"),
            _ => None,
        }
    }

    pub(crate) fn loaded(&mut self, loaded: Loaded) {
        let first = matches!(self.screen, Screen::Reading);
        self.root = loaded.root;
        self.sessions = loaded.sessions;
        match loaded.workspace {
            Ok(workspace) => self.workspace = workspace,
            Err(faults) => {
                self.library = loaded.library;
                self.back.clear();
                self.screen = Screen::Faults { faults, scroll: 0 };
                return;
            }
        }
        self.library = loaded.library;
        let start = std::mem::replace(&mut self.start, Start::Home);
        if let Some(faults) = self.faults_left() {
            self.screen = Screen::Faults { faults, scroll: 0 };
            return self.refuse("read again: this is still wrong");
        }
        let mended = matches!(self.screen, Screen::Faults { .. });
        if mended || matches!(self.screen, Screen::Reading | Screen::Welcome) {
            self.back.clear();
            let empty = !loaded.exists && self.library.records.is_empty() && !self.without_file && !self.demo;
            self.screen = if empty { Screen::Welcome } else { Screen::Home(Home::default()) };
        }
        self.refresh();
        if mended {
            self.done("read again: no problem left");
        } else if first {
            self.offer_to_resume();
        }
        if first && let Start::New(session, roster) = start {
            self.screen = Screen::Home(Home::default());
            self.refresh();
            self.begin(*session, roster);
        }
    }

    /// What is still wrong with the session file on the error screen.
    fn faults_left(&self) -> Option<Vec<Fault>> {
        let Screen::Faults { faults, .. } = &self.screen else { return None };
        let record = self.library.record(&faults.first()?.path)?;
        record.content.as_ref().err().cloned()
    }

    /// Says at the start that a check is unfinished; it is the row under the cursor.
    fn offer_to_resume(&mut self) {
        let Screen::Home(home) = &self.screen else { return };
        if let Some(HomeRow::Team { name, latest: Some((_, session)), .. }) = home.rows.first()
            && session.is_open()
        {
            let words =
                format!("{name} has an open check of {}; Enter goes on with it", session.date.strftime("%-d %b"));
            self.done(words);
        }
    }

    pub(crate) fn initialised(&mut self, result: Result<PathBuf, Fault>) {
        match result {
            Ok(path) => {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                self.done(format!("{name} is written; two sample teams are in it"));
                self.effects.push(Effect::Load);
            }
            Err(fault) => self.refuse(fault),
        }
    }

    /// Brings screens that show the library up to date.
    pub(crate) fn refresh(&mut self) {
        match &self.screen {
            Screen::Home(home) => {
                let home = home.refreshed(self);
                self.screen = Screen::Home(home);
            }
            Screen::Trend(view) => {
                let view = view.refreshed(self);
                self.screen = Screen::Trend(Box::new(view));
            }
            _ => {}
        }
    }

    /// Opens a session that is in the library, on a card or where it stopped.
    pub(crate) fn open(&mut self, path: &Path, card: Option<usize>) {
        let Some(record) = self.library.record(path) else { return };
        let session = match &record.content {
            Ok(session) => session.as_ref().clone(),
            Err(faults) => {
                let faults = faults.clone();
                return self.go_to(Screen::Faults { faults, scroll: 0 });
            }
        };
        let (number, mut waiting) = (record.number, record.waiting.clone());
        if waiting.roster.is_empty() {
            waiting.roster = self.roster_of(&session);
        }
        let open = session.is_open();
        let check = crate::model::Check::new(session, waiting, self.workspace.defaults.threshold);
        let mut held = Held::new(path.to_owned(), number, check, self.now.timestamp());
        if let Some(at) = card {
            held.view = View::Card(super::CardView { at, ..super::CardView::default() });
        } else if !open || held.session().all_settled() {
            held.view = View::Summary(super::SummaryView::default());
        } else {
            held.enter_first_card();
        }
        let unfinished = !held.check().waiting.is_empty();
        self.go_to(Screen::Held(Box::new(held)));
        if open && card.is_none() {
            self.done(if unfinished {
                "going on where it stopped; the ballots given are still there"
            } else {
                "going on where it stopped"
            });
        }
    }

    /// Who sits, where the file does not say: the team's people, if they are as many as the voters.
    fn roster_of(&self, session: &Session) -> Vec<String> {
        let people = self.workspace.team(&session.team).map(|t| t.people.clone()).unwrap_or_default();
        let all = u32::try_from(people.len()) == Ok(session.voters.count());
        let anonymous_turns = session.way == Way::Turns && session.secrecy() == Secrecy::Anonymous;
        if all && anonymous_turns { people } else { Vec::new() }
    }

    /// Undo.
    pub(crate) fn undo(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let bars = held.reveal_bars() && held.session().cards.iter().any(|card| card.revealed.is_some());
        if held.undo() {
            self.after_undo();
            self.done("taken back; Ctrl-R does it again");
        } else if bars {
            self.refuse("nothing to take back since the last reveal");
        } else {
            self.refuse("nothing to take back");
        }
    }

    /// Nothing lies over a sitting that an undo or redo leads into.
    fn after_undo(&mut self) {
        if self.held().is_some_and(|held| held.work.sitting.is_some()) {
            self.overlay = None;
        }
        self.keep();
    }

    /// Redo.
    pub(crate) fn redo(&mut self) {
        let Some(held) = self.held_mut() else { return };
        if held.redo() {
            self.after_undo();
            self.done("done again");
        } else {
            self.refuse("nothing to do again");
        }
    }
}

impl Held {
    /// In turns, a check goes on between two sittings as long as somebody has not sat.
    pub(crate) fn enter_first_card(&mut self) {
        if self.session().way == Way::Turns && self.session().is_open() && self.next_to_sit().is_some() {
            self.view = View::Neutral { cursor: self.next_to_sit().unwrap_or(0) };
        }
    }
}
