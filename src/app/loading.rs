//! The workspace as it was read, and the way into one of its sessions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::keys::Action;
use crate::library::{FileError, Progress, Record};
use crate::model::{Check, Secrecy, Session, VotingMode, text};

use super::{
    App, CardView, Effect, Home, HomeRow, Job, LiveCheck, Loaded, Msg, Notice, Screen, Start,
    SummaryView, View,
};

impl App {
    /// Asks for the workspace to be read. Until it has been, nothing is opened and nothing changed.
    pub(crate) fn read(&mut self) {
        self.reading = true;
        self.effects.push(Effect::Store(Job::Load));
    }

    pub(crate) fn loaded(&mut self, loaded: Loaded) {
        self.reading = false;
        self.show_loaded(loaded);
        self.replay_input();
    }

    fn show_loaded(&mut self, loaded: Loaded) {
        let first = matches!(self.screen, Screen::Reading) || self.progress.take().is_some();
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
            let empty = !loaded.exists
                && self.library.records.is_empty()
                && !self.without_file
                && !self.demo;
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
            if self.defer_until_loaded(&session.team) {
                self.start = Start::New(session, roster);
            } else {
                self.begin(*session, roster);
            }
        }
    }

    /// Some sessions of a large workspace are known: home shows them before all are.
    pub(crate) fn progressed(&mut self, begun: Option<Box<Loaded>>, progress: Progress) {
        if let Some(begun) = begun
            && matches!((&self.screen, &self.start), (Screen::Reading, Start::Home))
            && let Ok(workspace) = begun.workspace
        {
            (self.root, self.sessions, self.workspace) = (begun.root, begun.sessions, workspace);
            self.progress = Some((0, progress.of));
            self.screen = Screen::Home(Home::default());
        }
        if self.progress.is_some() {
            self.progress = Some((progress.done, progress.of));
            for record in progress.records {
                self.library.put(record);
            }
            self.refresh();
        }
    }

    /// While a large workspace is read one can move through what is known. All else waits, and what
    /// comes after it, too.
    pub(crate) fn can_look_around(&self, action: Option<Action>) -> bool {
        let home = self.progress.is_some()
            && self.dialog.is_none()
            && matches!(self.screen, Screen::Home(_));
        let moves = matches!(
            action,
            Some(
                Action::Up
                    | Action::Down
                    | Action::First
                    | Action::Last
                    | Action::PageUp
                    | Action::PageDown
            )
        );
        home && moves && self.typed.is_empty()
    }

    /// Whether sessions of this team have to be read whole before the key that was pressed can be
    /// answered. It is answered then, and so is what is typed until then.
    pub(crate) fn defer_until_loaded(&mut self, team: &str) -> bool {
        let slug = text::slug(team);
        self.reads_first_where(move |record| {
            record.summary().is_some_and(|summary| *summary.slug == *slug)
        })
    }

    /// The same of all sessions that are wanted.
    pub(crate) fn reads_first_where(&mut self, wanted: impl Fn(&Record) -> bool) -> bool {
        let outlines = self.outlines_where(&wanted);
        self.reads(outlines, wanted)
    }

    /// The same for sessions of any team, beside those that are whole already.
    pub(crate) fn reads_these_first(&mut self, mut paths: Vec<PathBuf>) -> bool {
        paths.retain(|path| self.library.record(path).is_some_and(Record::is_outline));
        self.reads(paths, |_| true)
    }

    /// The same for these files. Whole sessions are let go of, but those that are to be kept and
    /// what is not saved yet.
    fn reads(&mut self, outlines: Vec<PathBuf>, keep: impl Fn(&Record) -> bool) -> bool {
        let reads = self.ask_for(outlines, keep);
        if reads {
            self.typed.extend(self.pressed.take().map(Msg::Key));
        }
        reads
    }

    /// Asks for the wanted sessions that are not known whole. False: all are.
    pub(crate) fn read_outlines_where(&mut self, wanted: impl Fn(&Record) -> bool) -> bool {
        let outlines = self.outlines_where(&wanted);
        self.ask_for(outlines, wanted)
    }

    fn outlines_where(&self, wanted: impl Fn(&Record) -> bool) -> Vec<PathBuf> {
        let outlines =
            self.library.records.iter().filter(|record| record.is_outline() && wanted(record));
        outlines.map(|record| record.path.clone()).collect()
    }

    fn ask_for(&mut self, outlines: Vec<PathBuf>, keep: impl Fn(&Record) -> bool) -> bool {
        if outlines.is_empty() {
            return false;
        }
        let saving = &self.saving;
        self.library.forget_whole(|record| keep(record) || !saving.is_settled_for(&record.path));
        self.reading = true;
        self.effects.push(Effect::Store(Job::Read(outlines)));
        true
    }

    /// Sessions were read whole. What has changed here meanwhile is newer.
    pub(crate) fn read_whole(&mut self, records: Vec<Record>) {
        self.reading = false;
        let broken = records
            .iter()
            .find_map(|record| record.content.as_ref().err()?.first().map(ToString::to_string));
        for record in records {
            if self.library.record(&record.path).is_none_or(Record::is_outline) {
                self.library.put(record);
            }
        }
        self.refresh();
        if let Some(broken) = broken {
            // What the keys would do now is not what they were pressed for.
            self.typed.clear();
            return self.refuse(broken);
        }
        if let Start::New(session, roster) = std::mem::replace(&mut self.start, Start::Home) {
            self.begin(*session, roster);
        }
        self.replay_input();
    }

    /// Answers what was typed while something was read.
    pub(crate) fn replay_input(&mut self) {
        let mut typed = std::mem::take(&mut self.typed);
        while let Some(msg) = typed.pop_front() {
            match msg {
                Msg::Key(key) => self.key(key),
                Msg::Paste(text) => self.paste(&text),
                _ => {}
            }
            if self.reading {
                // Its key waits once more, before what was typed after it.
                return self.typed.extend(typed);
            }
        }
    }

    /// What is still wrong with the session file on the error screen.
    fn faults_left(&self) -> Option<Vec<FileError>> {
        let Screen::Faults { faults, .. } = &self.screen else { return None };
        let record = self.library.record(&faults.first()?.path)?;
        record.content.as_ref().err().cloned()
    }

    /// Says at the start that a check is unfinished; it is the row under the cursor.
    fn offer_to_resume(&mut self) {
        let Screen::Home(home) = &self.screen else { return };
        if matches!(self.notice, Some(Notice::Refused(_))) {
            return;
        }
        if let Some(HomeRow::Team { name, latest: Some((_, session)), .. }) = home.rows.first()
            && session.is_open()
            && session.newer.or(self.workspace.newer).is_none()
        {
            let words = format!(
                "{name} has an open check of {}; Enter goes on with it",
                session.date.strftime("%-d %b")
            );
            self.done(words);
        }
    }

    pub(crate) fn initialised(&mut self, result: Result<PathBuf, FileError>) {
        match result {
            Ok(path) => {
                let name =
                    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                self.done(format!("{name} is written; two sample teams are in it"));
                self.read();
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
            Screen::Teams(view) => {
                let view = view.moved_to(self, view.as_of);
                self.screen = Screen::Teams(Box::new(view));
            }
            Screen::Search(_) => self.search_again(),
            Screen::Board(_) => self.refresh_board(false),
            _ => self.refresh_behind_the_grids(),
        }
    }

    /// Opens a session that is in the library, on a card or where it stopped.
    pub(crate) fn open(&mut self, path: &Path, card: Option<usize>) {
        let Some(record) = self.library.record(path) else { return };
        if let Some(team) = record.summary().map(|summary| Arc::clone(&summary.team))
            && self.defer_until_loaded(&team)
        {
            return;
        }
        let Some(record) = self.library.record(path) else { return };
        if self.is_to_be_held(record) {
            return self.ask_to_hold(path, card);
        }
        self.show_session(path, card, true);
    }

    /// Puts a session on the screen that goes on here, or that another window has in its hands.
    pub(crate) fn show_session(&mut self, path: &Path, card: Option<usize>, ours: bool) {
        let Some(record) = self.library.record(path) else { return };
        let followed = if ours { None } else { self.following(record, card) };
        match followed.map_or_else(|| self.held_of(record, card), Ok) {
            Ok(held) => {
                let (open, locked) = (held.session().is_open(), held.check().unlocked());
                let unfinished = !held.check().waiting.is_empty();
                self.go_to(Screen::LiveCheck(Box::new(held)));
                let unreadable = self.library.unreadable_waiting.iter().find(|(of, _)| of == path);
                let unreadable = unreadable
                    .map(|(_, fault)| format!("its ballots cannot be read: {}", fault.message));
                if let Err(refusal) = locked {
                    self.refuse(refusal);
                } else if let Some(words) = unreadable {
                    self.refuse(words);
                } else if open && card.is_none() {
                    self.done(if unfinished {
                        "going on where it stopped; the ballots given are still there"
                    } else {
                        "going on where it stopped"
                    });
                }
            }
            Err(faults) => self.go_to(Screen::Faults { faults, scroll: 0 }),
        }
    }

    /// A session as it is opened, on a card or where it stopped; or what is wrong with its file.
    pub(crate) fn held_of(
        &self,
        record: &Record,
        card: Option<usize>,
    ) -> Result<LiveCheck, Vec<FileError>> {
        let content = record.content.as_ref().map_err(Clone::clone)?;
        let Some(session) = content.whole.as_deref().cloned() else {
            let fault = FileError::of_file(
                &record.path,
                "the session was not read whole",
                "press R to read it again",
            );
            return Err(vec![fault]);
        };
        let mut waiting = (*record.waiting).clone();
        if waiting.roster.is_empty() {
            waiting.roster = self.roster_of(&session);
        }
        let open = session.is_open() && session.newer.or(self.workspace.newer).is_none();
        let check = Check::new(session, waiting, self.workspace.defaults.threshold);
        let check = check.in_workspace(self.workspace.newer);
        let mut held =
            LiveCheck::new(record.path.clone(), record.number, check, self.now.timestamp());
        // A card that was there a moment ago may be gone from the file.
        if let Some(at) = card.filter(|at| *at < held.session().cards.len()) {
            held.view = View::Card(CardView { at, ..CardView::default() });
        } else if !open || held.session().all_settled() {
            held.view = View::Summary(SummaryView::default());
        } else {
            held.enter_first_card();
        }
        Ok(held)
    }

    /// Who sits, where the file does not say: the team's people, if they are as many as the voters.
    fn roster_of(&self, session: &Session) -> Vec<String> {
        let people =
            self.workspace.team(&session.team).map(|t| t.people.clone()).unwrap_or_default();
        let all = u32::try_from(people.len()) == Ok(session.voters.count());
        let anonymous_turns =
            session.way == VotingMode::Turns && session.secrecy() == Secrecy::Anonymous;
        if all && anonymous_turns { people } else { Vec::new() }
    }
}

impl LiveCheck {
    /// In turns, a check goes on between two sittings as long as somebody has not sat.
    pub(crate) fn enter_first_card(&mut self) {
        if self.session().way == VotingMode::Turns
            && self.session().is_open()
            && self.next_to_sit().is_some()
        {
            self.view = View::Neutral { cursor: self.next_to_sit().unwrap_or(0) };
        }
    }
}
