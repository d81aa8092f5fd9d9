//! The workspace as it was read, and the way into one of its sessions.

use std::path::{Path, PathBuf};

use crate::library::{FileError, Progress, Record};
use crate::messages::Message;
use crate::model::{Check, Secrecy, Session, VotingMode};

use super::check_view::{NeutralView, SummaryView, View};
use super::{
    App, CheckScreen, Context, ErrorScreen, Home, HomeRow, LiveCheck, Loaded, Msg, Notice, Screen,
    Screens, Start,
};

impl App {
    pub(super) fn loaded(&mut self, loaded: Loaded) {
        self.ctx.reading = false;
        let readable = loaded.workspace.is_ok();
        self.show_loaded(loaded);
        if readable {
            self.ctx.try_saving();
        }
        self.replay_input();
    }

    fn show_loaded(&mut self, loaded: Loaded) {
        let reading = matches!(self.screens.top, Screen::Reading(_));
        let first = reading || self.ctx.progress.take().is_some();
        self.ctx.root = loaded.root;
        self.ctx.sessions = loaded.sessions;
        self.ctx.library = loaded.library;
        match loaded.workspace {
            Ok(workspace) => self.ctx.workspace = workspace,
            Err(faults) => {
                self.screens = Screens::new(ErrorScreen::new(faults).into());
                return;
            }
        }
        let start = std::mem::replace(&mut self.start, Start::Home);
        if let Some(faults) = self.faults_left() {
            let strays = matches!(&self.screens.top, Screen::Faults(screen) if screen.strays);
            self.screens.top = ErrorScreen { strays, ..ErrorScreen::new(faults) }.into();
            return self.ctx.refuse(Message::StillWrong);
        }
        let own_folder = matches!(&self.screens.top, Screen::Welcome(w) if w.own_folder);
        let fixed = matches!(self.screens.top, Screen::Faults(_));
        if fixed || matches!(self.screens.top, Screen::Reading(_) | Screen::Welcome(_)) {
            let nothing = !loaded.exists && self.ctx.library.records.is_empty();
            let empty = nothing && !own_folder && !self.ctx.demo;
            self.screens = Screens::new(if empty {
                super::Welcome::default().into()
            } else {
                Home::default().into()
            });
        }
        self.refresh();
        if fixed {
            self.ctx.done(Message::NoProblemLeft);
        } else if first {
            self.offer_to_resume();
        }
        if first && let Start::New(session, roster) = start {
            self.screens.top = Home::new(&self.ctx).into();
            if self.ctx.defer_until_loaded(&session.team) {
                self.start = Start::New(session, roster);
            } else {
                self.begin(*session, roster);
            }
        }
    }

    /// Some sessions of a large workspace are known: home shows them before all are.
    pub(super) fn progressed(&mut self, begun: Option<Box<Loaded>>, progress: Progress) {
        if let Some(begun) = begun
            && matches!((&self.screens.top, &self.start), (Screen::Reading(_), Start::Home))
            && let Ok(workspace) = begun.workspace
        {
            self.ctx.workspace = workspace;
            (self.ctx.root, self.ctx.sessions) = (begun.root, begun.sessions);
            self.ctx.progress = Some((0, progress.of));
            self.screens.top = Home::default().into();
        }
        if self.ctx.progress.is_some() {
            self.ctx.progress = Some((progress.done, progress.of));
            for record in progress.records {
                self.ctx.library.put(record);
            }
            self.refresh();
        }
    }

    /// Takes in sessions that were read whole. What has changed here meanwhile is newer.
    pub(super) fn read_whole(&mut self, records: Vec<Record>) {
        self.ctx.reading = false;
        let broken = records.iter().find_map(|r| r.content.as_ref().err()?.first().cloned());
        for record in records {
            if self.ctx.library.record(&record.path).is_none_or(Record::is_outline) {
                self.ctx.library.put(record);
            }
        }
        self.refresh();
        if let Some(broken) = broken {
            // What the keys would do now is not what they were pressed for.
            self.ctx.typed.clear();
            return self.ctx.refuse(broken);
        }
        if let Start::New(session, roster) = std::mem::replace(&mut self.start, Start::Home) {
            self.begin(*session, roster);
        }
        self.replay_input();
    }

    /// Answers what was typed while something was read.
    pub(super) fn replay_input(&mut self) {
        let mut typed = std::mem::take(&mut self.ctx.typed);
        while let Some(msg) = typed.pop_front() {
            match msg {
                Msg::Key(key) => self.key(key),
                Msg::Paste(text) => self.paste(&text),
                Msg::Burst(keys) => self.burst(&keys),
                _ => {}
            }
            if self.ctx.reading {
                // Its key waits once more, before what was typed after it.
                return self.ctx.typed.extend(typed);
            }
        }
    }

    /// Returns the problems that the session file on the error screen still has.
    fn faults_left(&self) -> Option<Vec<FileError>> {
        let Screen::Faults(screen) = &self.screens.top else { return None };
        if screen.strays {
            let strays = &self.ctx.library.strays;
            return (!strays.is_empty()).then(|| strays.clone());
        }
        let record = self.ctx.library.record(&screen.faults.first()?.path)?;
        record.content.as_ref().err().cloned()
    }

    /// Says at the start that a check is unfinished; it is the row under the cursor.
    fn offer_to_resume(&mut self) {
        if let Screen::Home(home) = &self.screens.top
            && !matches!(self.ctx.notice, Some(Notice::Refused(_)))
            && let Some(HomeRow::Team { name, unfinished: Some((_, session)), .. }) =
                home.rows.first()
            && session.newer.or(self.ctx.workspace.newer).is_none()
        {
            let (team, date) = (name.clone(), session.date);
            self.ctx.done(Message::OpenCheckWaits { team, date });
        }
    }

    pub(super) fn initialised(&mut self, result: Result<PathBuf, FileError>) {
        match result {
            Ok(path) => {
                self.ctx.done(Message::ConfigWritten(path));
                self.ctx.read_workspace();
            }
            Err(fault) => self.ctx.refuse(fault),
        }
    }

    /// Has the screen show what the library knows now.
    pub(super) fn refresh(&mut self) {
        self.screens.top.component_mut().refresh(&mut self.ctx);
    }

    /// Begins a new check.
    pub(super) fn begin(&mut self, session: Session, roster: Vec<String>) {
        let live = self.ctx.begin(session, roster);
        if let Some(aside) = self.ctx.ballots_aside_of(&live.path) {
            self.ctx.refuse(aside);
        }
        let cards = !matches!(live.view, View::FollowUps(_));
        self.show_check(live);
        if let Some(live) = self.live.as_ref().filter(|_| cards) {
            self.ctx.open_join_screen(live);
        }
    }

    /// Puts a check on the screen.
    pub(super) fn show_check(&mut self, live: LiveCheck) {
        self.live = Some(live);
        self.screens.push(CheckScreen.into());
    }

    /// Opens a session that is in the library, on a card or where it stopped.
    pub(super) fn open(&mut self, path: &Path, card: Option<usize>) {
        let team = self.ctx.library.record(path).and_then(Record::summary).map(|s| s.team.clone());
        if team.is_some_and(|team| self.ctx.defer_until_loaded(&team)) {
            return;
        }
        let record = self.ctx.library.record(path);
        if record.is_some_and(|record| self.is_to_be_locked(record)) {
            self.ask_for_lock(path, card);
        } else {
            self.show_session(path, card, true);
        }
    }

    /// Puts a session on the screen that goes on here, or that another window runs.
    pub(super) fn show_session(&mut self, path: &Path, card: Option<usize>, ours: bool) {
        let Some(record) = self.ctx.library.record(path) else { return };
        let followed = if ours { None } else { self.ctx.following(record, card) };
        let live = match followed.map_or_else(|| self.ctx.live_from(record, card), Ok) {
            Ok(live) => live,
            Err(faults) => return self.screens.push(ErrorScreen::new(faults).into()),
        };
        let (open, locked) = (live.session().is_open(), live.check().unlocked());
        let ballots_wait = !live.check().waiting.is_empty();
        self.show_check(live);
        let unreadable = self.ctx.library.unreadable_waiting.iter().find(|(of, _)| of == path);
        let unreadable = unreadable.map(|(_, fault)| fault.message.clone());

        if let Err(refusal) = locked {
            self.ctx.refuse(refusal);
        } else if let Some(why) = unreadable {
            self.ctx.refuse(Message::BallotsUnreadable(why));
        } else if let Some(aside) = self.ctx.ballots_aside_of(path) {
            self.ctx.refuse(aside);
        } else if open && card.is_none() {
            self.ctx.done(Message::Resumed { ballots_wait });
        }
    }
}

impl Context {
    /// Tells of ballots that wait for another session at this path.
    fn ballots_aside_of(&self, path: &Path) -> Option<Message> {
        let aside = self.library.ballots_aside.iter().find(|aside| aside.of == path)?;
        Some(Message::BallotsAside(aside.fault.path.clone()))
    }

    /// A check as it is opened, on a card or where it stopped; or the errors of its file.
    pub(super) fn live_from(
        &self,
        record: &Record,
        card: Option<usize>,
    ) -> Result<LiveCheck, Vec<FileError>> {
        let content = record.content.as_ref().map_err(Clone::clone)?;
        let Some(session) = content.whole.clone() else {
            let (message, help) = ("the check was not read whole", "read it again");
            return Err(vec![FileError::of_file(&record.path, message, help)]);
        };
        let mut waiting = (*record.waiting).clone();
        if waiting.roster.is_empty() {
            waiting.roster = self.roster_of(&session);
        }
        let open = session.is_open() && session.newer.or(self.workspace.newer).is_none();
        let check = Check::new(session, waiting, self.workspace.defaults.threshold);
        let check = check.in_workspace(self.workspace.newer);
        let (path, now) = (record.path.clone(), self.now.timestamp());
        let mut live = LiveCheck::new(path, record.number, check, now);
        // A card that was there a moment ago may be gone from the file.
        if let Some(at) = card.filter(|at| *at < live.session().cards.len()) {
            live.view = live.view_of(at);
        } else if !open || live.session().all_settled() {
            live.view = View::Summary(SummaryView::default());
        } else {
            live.enter_first_card();
        }
        Ok(live)
    }

    /// Returns the people who sit, if the file does not name them: the team's people, if they are
    /// as many as the voters.
    fn roster_of(&self, session: &Session) -> Vec<String> {
        let team = self.workspace.team(&session.team);
        let people = team.map(|team| team.people.clone()).unwrap_or_default();
        let all = u32::try_from(people.len()) == Ok(session.voters.count());
        let anonymous_turns =
            session.way == VotingMode::Turns && session.secrecy() == Secrecy::Anonymous;
        if all && anonymous_turns { people } else { Vec::new() }
    }
}

impl LiveCheck {
    /// In turns, a check goes on between two sittings as long as somebody has not sat.
    pub(super) fn enter_first_card(&mut self) {
        if let Some(cursor) = self.next_to_sit()
            && self.session().way == VotingMode::Turns
            && self.session().is_open()
        {
            self.view = View::Neutral(NeutralView { cursor });
        }
    }
}
