//! All state of the running program. [`App::update`] is the only way to change it.
//!
//! Performs nothing: what has to be done outside comes back as [`Effect`]s. The clock is an
//! argument.

mod action_form;
mod board;
mod card;
mod check_view;
mod comparison;
mod confirm;
mod conflict_dialog;
mod dimension_across_teams;
mod dimension_picker;
mod display;
mod experiment_form;
mod export_dialog;
mod file_changes;
mod follow_mode;
mod follow_ups;
mod home;
mod insight;
mod live_check;
mod loading;
mod msg;
mod new_check_form;
mod reveal;
mod roster;
mod save_queue;
mod save_status;
mod screen;
mod search;
mod sitting;
mod summary;
mod teams;
mod text_editor;
mod text_input;
mod trend;

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;

use jiff::{Timestamp, Zoned};

use crate::keys::{self, Action, Key};
use crate::library::Library;
use crate::model::Workspace;

pub use action_form::{ActionField, ActionForm, Target};
pub use board::{BoardRow, BoardView};
pub use check_view::{CardView, Order, SummaryView, Timer, View};
pub use comparison::ComparisonView;
pub use confirm::Question;
pub use conflict_dialog::DifferenceView;
pub use dimension_across_teams::{AcrossTeam, AcrossTeamsView, RISES};
pub use dimension_picker::DimensionPicker;
pub use display::{Depth, Display, Palette, SMALLEST};
pub use experiment_form::{EXPERIMENT_FIELDS, ExperimentForm};
pub use export_dialog::{ExportForm, ExportRow};
use file_changes::DeferredChanges;
pub use home::{Home, HomeRow};
pub use insight::InsightView;
pub use live_check::{LiveCheck, Sitting, UndoState};
pub use msg::{Effect, ExportProblem, Job, Loaded, Msg, SaveRequest, SearchResults};
pub use new_check_form::{FormField, NewCheckForm};
pub use roster::Roster;
pub use save_status::SaveStatus;
pub use screen::{Dialog, Notice, Screen, Start};
pub use search::SearchView;
pub use teams::TeamsView;
pub use text_editor::{Purpose, TextEditor};
pub use trend::{Density, Panel, TrendView};

/// The running program.
#[derive(Clone, Debug)]
pub struct App {
    /// What fills the window.
    pub screen: Screen,
    /// The screens before it; the last one is the nearest.
    pub back: Vec<Screen>,
    /// What lies over it.
    pub dialog: Option<Dialog>,
    /// A word about the last key.
    pub notice: Option<Notice>,
    /// What `healthcheck.yaml` says.
    pub workspace: Workspace,
    /// Where the workspace is.
    pub root: PathBuf,
    /// The folder of the session files.
    pub sessions: PathBuf,
    /// All sessions.
    pub library: Library,
    /// What is being saved.
    pub saving: SaveStatus,
    /// How things are shown.
    pub display: Display,
    /// The workspace is thrown away at the end.
    pub demo: bool,
    /// The time of the last message.
    pub now: Zoned,
    /// Columns and rows of the window.
    pub window: (u16, u16),
    start: Start,
    without_file: bool,
    /// Something is being read without which the next key would not be understood.
    reading: bool,
    /// How many sessions are known, and how many there are, while a large workspace is read for the
    /// first time.
    pub progress: Option<(usize, usize)>,
    /// What was typed and pasted meanwhile; it is taken in once all is read.
    typed: VecDeque<Msg>,
    /// The key that is being answered.
    pressed: Option<Key>,
    /// How many searches were asked for: each has its number.
    searches: u64,
    /// The sessions that are in this window's hands.
    hands: BTreeSet<PathBuf>,
    /// The card on which the session is shown that was asked for.
    opening: Option<usize>,
    /// What somebody else has changed and could not be taken in yet.
    behind: DeferredChanges,
    effects: Vec<Effect>,
}

impl App {
    /// A program that is about to read its workspace.
    pub fn new(display: Display, start: Start, now: Zoned) -> Self {
        Self {
            screen: Screen::Reading,
            back: Vec::new(),
            dialog: None,
            notice: None,
            workspace: Workspace::bare(Vec::new()),
            root: PathBuf::new(),
            sessions: PathBuf::new(),
            library: Library::default(),
            saving: SaveStatus::default(),
            display,
            demo: false,
            now,
            window: SMALLEST,
            start,
            without_file: false,
            reading: true,
            progress: None,
            typed: VecDeque::new(),
            pressed: None,
            searches: 0,
            hands: BTreeSet::new(),
            opening: None,
            behind: DeferredChanges::default(),
            effects: Vec::new(),
        }
    }

    /// Takes one message in and says what has to be done outside.
    pub fn update(&mut self, msg: Msg, now: Zoned) -> Vec<Effect> {
        self.now = now;
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::PasteCut => self.paste_cut(),
            Msg::Tick => self.keep_again(Some(self.now.timestamp())),
            Msg::Size(columns, rows) => self.window = (columns, rows),
            Msg::Loaded(loaded) => self.loaded(*loaded),
            Msg::Progress { begun, progress } => self.progressed(begun, progress),
            Msg::Read(records) => self.read_whole(records),
            Msg::Saved { path, number, result } => self.saved(&path, number, result),
            Msg::Differs { of, result } => self.differs(of, result),
            Msg::Theirs(record) => self.theirs(*record),
            Msg::Both { of, result } => self.both(&of, result),
            Msg::Exported { path, result } => self.exported(path, result),
            Msg::Found(finds) => self.found(finds),
            Msg::Initialised(result) => self.initialised(result),
            Msg::Edited(result) => self.edited(result),
            Msg::FilesChanged(paths) => self.files_changed(paths),
            Msg::Rescanned(seen) => self.seen(*seen),
            Msg::Hold { path, ours, record } => {
                self.holds_now(&path, ours, record.map(|record| *record));
            }
            Msg::Known | Msg::LetGo(_) => {}
            Msg::Unwatched(why) => self.unwatched(&why),
            Msg::Terminate => self.effects.push(Effect::Quit(0)),
        }
        self.catch_up();
        self.sync_session_locks();
        std::mem::take(&mut self.effects)
    }

    /// The session on the screen.
    pub fn held(&self) -> Option<&LiveCheck> {
        match &self.screen {
            Screen::LiveCheck(held) => Some(held),
            _ => None,
        }
    }

    pub(crate) fn held_mut(&mut self) -> Option<&mut LiveCheck> {
        match &mut self.screen {
            Screen::LiveCheck(held) => Some(held),
            _ => None,
        }
    }

    /// When the program wakes up by itself: with every second while a timer shows, and to try a
    /// save again.
    pub fn wakes_at(&self) -> Option<Timestamp> {
        let next_second = || Timestamp::from_second(self.now.timestamp().as_second() + 1).ok();
        let timer = self.held().filter(|held| held.timer_runs()).and_then(|_| next_second());
        timer.into_iter().chain(self.saving.next_try()).min()
    }

    fn key(&mut self, key: Key) {
        self.notice = None;
        // Nobody presses keys on what cannot be seen: in too small a window only leaving is
        // possible.
        let too_small = self.window.0 < SMALLEST.0 || self.window.1 < SMALLEST.1;
        if too_small && !matches!(key, Key::Ctrl('c' | 'z')) {
            if key == Key::Char('q') {
                self.quit();
            }
            return;
        }
        let place = self.place();
        let action = keys::action(place, key);
        match action {
            Some(Action::Quit) => return self.quit(),
            Some(Action::Suspend) => return self.effects.push(Effect::Suspend),
            Some(Action::Help) => return self.dialog = Some(Dialog::Help { place, scroll: 0 }),
            Some(Action::NextTheme) => return self.next_theme(),
            Some(Action::Unsaved) => return self.show_unsaved(),
            _ => {}
        }
        self.saving.leaving = false;
        if self.reading && !self.can_look_around(action) {
            self.typed.push_back(Msg::Key(key));
            return self.done("still reading; what you type is taken in after that");
        }
        self.pressed = Some(key);
        if place.is_text() {
            return self.text_key(key, action);
        }
        let Some(action) = action else { return self.report_unbound_key(key) };
        match self.dialog {
            Some(Dialog::Help { .. }) => self.help_key(action),
            Some(Dialog::Roster(_)) => self.roster_key(action),
            Some(Dialog::Miss { .. }) => self.miss_key(action, key),
            Some(Dialog::Ask(_)) => self.answer(action),
            Some(Dialog::Unsaved(_) | Dialog::Difference(_)) => self.unsaved_key(action),
            Some(Dialog::Outcome(_)) => self.outcome_key(action),
            Some(
                Dialog::TextEditor(_)
                | Dialog::Action(_)
                | Dialog::Experiment(_)
                | Dialog::Export(_)
                | Dialog::Elsewhere { .. },
            ) => {}
            None => self.screen_key(action, key),
        }
    }

    fn screen_key(&mut self, action: Action, key: Key) {
        match action {
            Action::Back => return self.go_back(),
            Action::Export => return self.begin_export(),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Search => return self.begin_search(),
            Action::Insight => return self.show_insight(),
            Action::OpenBoard => return self.show_board(),
            _ => {}
        }
        match &self.screen {
            // A search takes its keys where text is typed.
            Screen::Reading | Screen::Search(_) => {}
            Screen::Welcome => self.welcome_key(action),
            Screen::Home(_) => self.home_key(action),
            Screen::Form(_) => self.form_key(action, key),
            Screen::Trend(_) => self.trend_key(action),
            Screen::Teams(_) => self.teams_key(action),
            Screen::Insight(_) => self.insight_key(action),
            Screen::Compare(_) => self.compare_key(action),
            Screen::Across(_) => self.across_key(action),
            Screen::Board(_) => self.board_key(action),
            Screen::Faults { .. } => self.faults_key(action),
            Screen::LiveCheck(held) => match held.view {
                View::Opening { .. } => self.opening_key(action),
                View::Card(_) => self.card_key(action, key),
                View::Neutral { .. } => self.neutral_key(action),
                View::Sitting => self.sitting_key(action, key),
                View::Summary(_) => self.summary_key(action),
            },
        }
    }

    /// Says that a key does nothing here, rather than leave it to guess.
    fn report_unbound_key(&mut self, key: Key) {
        let help = keys::key_of(self.place(), Action::Help);
        let way_on =
            help.map_or_else(|| "Esc goes back".to_owned(), |key| format!("{key} shows the keys"));
        self.refuse(format!("{} does nothing here; {way_on}", key.label()));
    }

    pub(crate) fn done(&mut self, words: impl Into<String>) {
        self.notice = Some(Notice::Done(words.into()));
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "words, refusals and faults are given away alike"
    )]
    pub(crate) fn refuse(&mut self, words: impl ToString) {
        self.notice = Some(Notice::Refused(words.to_string()));
    }

    /// Puts a screen over the present one.
    pub(crate) fn go_to(&mut self, screen: Screen) {
        let before = std::mem::replace(&mut self.screen, screen);
        self.back.push(before);
    }

    pub(crate) fn go_back(&mut self) {
        if self.held().is_some_and(|held| held.view == View::Sitting) {
            return self.leave_sitting();
        }
        if let Some(held) = self.held_mut()
            && held.view_before().is_some()
        {
            return;
        }
        match self.back.pop() {
            Some(screen) => {
                self.screen = screen;
                self.refresh();
            }
            None => self.quit(),
        }
    }

    fn next_theme(&mut self) {
        self.display.palette = self.display.palette.next();
        self.done(format!("theme: {}", self.display.palette.name()));
    }

    fn help_key(&mut self, action: Action) {
        let Some(Dialog::Help { scroll, place }) = &mut self.dialog else { return };
        let last = keys::of_place(*place).count().saturating_sub(1);
        match action {
            Action::Up => *scroll = scroll.saturating_sub(1),
            Action::Down => *scroll = (*scroll + 1).min(last),
            Action::PageUp => *scroll = scroll.saturating_sub(10),
            Action::PageDown => *scroll = (*scroll + 10).min(last),
            Action::First => *scroll = 0,
            Action::Last => *scroll = last,
            _ => self.dialog = None,
        }
    }

    fn faults_key(&mut self, action: Action) {
        let Screen::Faults { faults, scroll } = &mut self.screen else { return };
        let last = faults.len().saturating_sub(1);
        match action {
            Action::Up => *scroll = scroll.saturating_sub(1),
            Action::Down => *scroll = (*scroll + 1).min(last),
            Action::PageUp | Action::First => *scroll = 0,
            Action::PageDown | Action::Last => *scroll = last,
            Action::ReadAgain if !self.saving.is_settled() => {
                self.refuse("something is not saved yet: ! says what, and what can be done");
            }
            Action::ReadAgain => self.read(),
            _ => {}
        }
    }
}

/// Moves a cursor over `count` rows.
pub(crate) fn moved(cursor: usize, count: usize, action: Action) -> usize {
    let last = count.saturating_sub(1);
    match action {
        Action::Up | Action::Left => cursor.saturating_sub(1),
        Action::Down | Action::Right => (cursor + 1).min(last),
        Action::PageUp => cursor.saturating_sub(10),
        Action::PageDown => (cursor + 10).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => cursor.min(last),
    }
}

/// Moves a cursor over the columns of a grid, up to the `last` one.
pub(crate) fn moved_across(column: usize, last: usize, action: Action) -> usize {
    let to = match action {
        Action::Left => column.saturating_sub(1),
        Action::Right => column + 1,
        Action::PageUp => column.saturating_sub(5),
        Action::PageDown => column + 5,
        Action::First => 0,
        _ => last,
    };
    to.min(last)
}

#[cfg(test)]
mod tests;
