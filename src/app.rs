//! All state of the running program. [`App::update`] is the only way to change it.
//!
//! Performs nothing: what has to be done outside comes back as [`Effect`]s. The clock is an
//! argument.
//!
//! A screen or a dialog is a [`Component`]: a type with its own state, which says what a key does
//! to it and whether it can. The live check belongs to no screen.

mod action_form;
mod ballot_codes;
mod ballot_sheet;
mod board;
mod card;
mod check_view;
mod codes_dialog;
mod comparison;
mod component;
mod confirm;
mod conflict_dialog;
mod context;
mod cursor;
mod deleting;
mod dialog;
mod dimension_across_teams;
mod dimension_picker;
mod dispatch;
mod display;
mod drafts;
mod error_screen;
mod experiment_form;
mod export_dialog;
mod file_changes;
mod follow_mode;
mod follow_ups;
mod help;
mod home;
mod insight;
mod item_form;
mod join;
mod late_text;
mod leaving;
mod library_reads;
mod live_check;
mod loading;
mod miss;
mod msg;
mod new_check_form;
mod notice;
mod reveal;
mod roster;
mod save_queue;
mod save_status;
mod screen;
mod search;
mod sitting;
mod summary;
mod target;
mod teams;
mod text_editor;
mod text_input;
mod trend;
mod typed_number;
mod undo;
pub mod voting;
mod welcome;

use std::path::Path;
use std::time::Duration;

use jiff::{Timestamp, Zoned};
use zeroize::Zeroizing;

use crate::keys::{Action, Key, Place, Word};
use crate::library::{SaveError, SaveOutcome, file_name};
use crate::messages::{Message, Words};
use crate::model::SessionIds;

pub use action_form::{ActionField, ActionForm};
pub use board::{BoardChange, BoardRow, BoardView};
pub use check_view::{
    CardView, CheckScreen, FollowUpsView, NeutralView, Order, SittingView, SummaryView, Timer, View,
};
pub use codes_dialog::{CodesDialog, CodesRow};
pub use comparison::ComparisonView;
pub use component::{Block, Can, Component, Named, NextKey};
pub use confirm::Question;
pub use conflict_dialog::{DifferenceDialog, ElsewhereDialog, UnsavedDialog};
pub use context::Context;
pub(crate) use context::Step;
pub use dialog::Dialog;
pub use dimension_across_teams::{AcrossTeam, AcrossTeamsView, RISES};
pub use dimension_picker::DimensionPicker;
pub use display::{Clipboard, Depth, Display, Palette, SMALLEST};
pub use drafts::{DraftOf, Drafts};
pub use error_screen::ErrorScreen;
pub use experiment_form::{EXPERIMENT_FIELDS, ExperimentForm, OutcomeDialog};
pub use export_dialog::{ExportDialog, ExportRow};
pub use help::{HelpDialog, HelpRow, Section};
pub use home::{Home, HomeRow};
pub use insight::{InsightEntry, InsightView};
pub use join::JoinScreen;
pub use live_check::{FileFate, LiveCheck, Sitting, UndoState};
pub use miss::MissDialog;
pub use msg::{Effect, ExportProblem, Job, Loaded, Msg, SaveRequest, SearchResults};
pub use new_check_form::{FormField, NewCheckForm};
pub use notice::Notice;
pub use roster::Roster;
pub use save_status::SaveStatus;
pub use screen::{Reading, Screens, Start};
pub use search::SearchView;
pub use target::Target;
pub use teams::TeamsView;
pub use text_editor::{Purpose, TextEditor};
pub use trend::{Density, Panel, TrendView};
pub use typed_number::TypedNumber;
pub use welcome::Welcome;

use cursor::{moved, moved_across};
use file_changes::DeferredChanges;
use late_text::LateText;
use voting::{Secrets, VotingOptions, VotingQuestion};

// A new screen is a module, a line in this list, and a file in `ui` that draws it.
component::components! {
    /// A screen. It fills the window.
    pub enum Screen {
        /// The workspace is being read for the first time.
        Reading(Reading),
        /// There is no `healthcheck.yaml` yet.
        Welcome(Welcome),
        /// The teams.
        Home(Home),
        /// A new check.
        Form(NewCheckForm),
        /// The live check.
        Check(CheckScreen),
        /// How phones get in, and who is in.
        Join(JoinScreen),
        /// One team over time.
        Trend(TrendView),
        /// All teams at one moment.
        Teams(TeamsView),
        /// Everything still to be done and tried.
        Board(BoardView),
        /// A search.
        Search(SearchView),
        /// The insights of a session.
        Insight(InsightView),
        /// Two sessions of one team side by side.
        Compare(ComparisonView),
        /// One dimension across teams and time.
        Across(AcrossTeamsView),
        /// The errors of a file.
        Faults(ErrorScreen),
    }
}

/// The running program.
#[derive(Clone, Debug)]
pub struct App {
    /// The screen that is shown, and those before it.
    pub screens: Screens,
    /// The dialog over it.
    pub dialog: Option<Dialog>,
    /// The check that is run, followed or looked at.
    pub live: Option<LiveCheck>,
    /// The workspace, its sessions, the saves, the clock.
    pub ctx: Context,
    start: Start,
    /// The card on which the session is shown that was asked for.
    opening: Option<usize>,
    /// Changes by others that could not be taken in yet.
    deferred: DeferredChanges,
    /// Texts that an editor may still have.
    late: Vec<LateText>,
    /// The store was asked, before the program is left, whether all is still there.
    verifying: bool,
}

impl App {
    /// A program that is about to read its workspace.
    pub fn new(display: Display, start: Start, now: Zoned) -> Self {
        Self {
            screens: Screens::new(Reading.into()),
            dialog: None,
            live: None,
            ctx: Context::new(display, now),
            start,
            opening: None,
            deferred: DeferredChanges::default(),
            late: Vec::new(),
            verifying: false,
        }
    }

    /// Draws the identities of new sessions from this random number.
    #[must_use]
    pub fn with_entropy(mut self, seed: u64) -> Self {
        self.ctx.ids = SessionIds::new(seed);
        self
    }

    /// Lets devices vote as it was chosen at the start, with keys drawn from this random number.
    #[must_use]
    pub fn with_voting(
        mut self,
        options: VotingOptions,
        secret: impl Into<Zeroizing<[u8; 32]>>,
    ) -> Self {
        self.ctx.codes.clone_from(&options.codes);
        self.ctx.voting_options = options;
        self.ctx.secrets = Some(Secrets::new(secret.into()));
        self
    }

    /// Takes one message in and says what has to be done outside.
    pub fn update(&mut self, msg: Msg, now: Zoned) -> Vec<Effect> {
        self.ctx.now = now;
        self.ctx.opened = self.opened();
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Burst(keys) => self.burst(&keys),
            Msg::PasteCut if self.place().is_text() || self.codes_were_pasted() => {
                self.ctx.refuse(Message::PasteCut);
            }
            Msg::Tick => self.ctx.save_again(Some(self.ctx.uptime)),
            Msg::Away(by) => {
                if let Some(live) = &mut self.live {
                    live.was_away(by);
                }
            }
            Msg::Size(columns, rows) => self.ctx.window = (columns, rows),
            Msg::Loaded(loaded) => self.loaded(*loaded),
            Msg::Progress { begun, progress } => self.progressed(begun, progress),
            Msg::Read(records) => self.read_whole(records),
            Msg::Saved { path, number, result } => self.saved(&path, number, result),
            Msg::Tried(why) => self.ctx.unsavable = why,
            Msg::Verified(lost) => self.verified(&lost),
            Msg::Differs { of, result } => self.differs(of, result),
            Msg::Theirs(record) => self.theirs(*record),
            Msg::Both { of, result } => self.both(&of, result),
            Msg::Exported { path, result } => self.exported(path, result),
            Msg::Found(finds) => {
                if let Screen::Search(search) = &mut self.screens.top {
                    search.found(finds);
                }
            }
            Msg::Initialised(result) => self.initialised(result),
            Msg::Edited(result) => self.edited(result),
            Msg::EditorSaved { number, text } => self.editor_saved(number, &text),
            Msg::Submitted(submission) => {
                if let Some(live) = &mut self.live
                    && let Err(refusal) = live.submit(submission)
                {
                    self.ctx.refuse(refusal);
                }
            }
            Msg::FilesChanged(paths) => self.files_changed(&paths),
            Msg::Rescanned(seen) => self.seen(*seen),
            Msg::Hold { path, ours, record } => {
                self.locked(&path, ours, record.map(|record| *record));
            }
            Msg::Deleted { path, result } => self.deleted(&path, result),
            Msg::Voting(news) => self.voting_news(news),
            Msg::Codes { path, result } => self.codes_read(&path, result),
            Msg::PasteCut | Msg::Known | Msg::LetGo(_) => {}
            Msg::Unwatched(why) => self.ctx.refuse(Message::Unwatched(why)),
            Msg::Terminate => self.ctx.effects.push(Effect::Quit(0)),
        }
        self.go_where_asked();
        self.sync_sheet();
        self.sync_codes();
        self.sync_voting();
        self.save_live();
        self.catch_up();
        self.sync_session_locks();
        std::mem::take(&mut self.ctx.effects)
    }

    /// Takes in the end of a save.
    fn saved(&mut self, path: &Path, number: u64, result: Result<SaveOutcome, Box<SaveError>>) {
        if let Ok(outcome) = &result {
            self.ctx.unsavable = None;
            if outcome.again {
                self.ctx.warn(Message::WrittenAgain(file_name(path)));
            }
            if let Some(fault) = &outcome.no_backup {
                self.ctx.refuse(Message::SavedWithoutBackup(fault.message.clone()));
            }
            if let Some(live) = self.live.as_mut().filter(|live| live.path == path) {
                live.elsewhere = None;
            }
        }
        let (result, now) = (result.map(|_| ()).map_err(|u| *u), self.ctx.uptime);
        self.ctx.saving.ended(path, number, result, now);
        self.go_on_leaving();
    }

    /// The component that keys go to: the dialog, else the screen.
    fn component(&self) -> &dyn Component {
        match &self.dialog {
            Some(dialog) => dialog.component(),
            None => self.screens.top.component(),
        }
    }

    /// The words of the place where the next key is pressed.
    pub fn words(&self) -> Words<'_> {
        Words::new(&self.ctx.keys, self.place())
    }

    /// The names of the keys of a place.
    pub fn keys_in(&self, place: Place) -> impl Fn(Action) -> String {
        Words::new(&self.ctx.keys, place).keys()
    }

    /// The place where the next key is pressed.
    pub fn place(&self) -> Place {
        self.component().place(self.live.as_ref())
    }

    /// Tells whether an action holds now; and if not, why. Exactly what this blocks is refused.
    pub fn can(&self, action: Action) -> Can {
        let saving = &self.ctx.saving;
        match action {
            Action::Quit | Action::Suspend | Action::Help | Action::NextTheme => Ok(()),
            Action::Unsaved => Err(Block::Now(match saving.failure() {
                _ if saving.deciding => Message::Deciding,
                Some(_) if matches!(self.dialog, Some(Dialog::Unsaved(_))) => Message::OneOfTheKeys,
                Some(_) => return Ok(()),
                None if saving.is_under_way() => Message::BeingSaved,
                None => Message::AllSaved,
            })),
            _ if self.ctx.reading => Ok(()),
            Action::Undo if self.undo_is_for_text() => Ok(()),
            action => self.component().can(action, self.live.as_ref(), &self.ctx),
        }
    }

    /// Returns true if a message is the key that quits from everywhere.
    pub fn quits_on(&self, msg: &Msg) -> bool {
        let action = |key: &Key| self.ctx.keys.action(self.place(), *key);
        matches!(msg, Msg::Key(key) if action(key) == Some(Action::Quit))
    }

    /// How the footer names an action.
    pub fn named(&self, action: Action) -> Named {
        self.component().named(action, self.live.as_ref(), &self.ctx)
    }

    /// The key that comes next: it stands out in the footer and comes first in help.
    pub fn next_action(&self) -> Option<Action> {
        let action = match self.component().next(self.live.as_ref(), &self.ctx) {
            NextKey::Of(action) => action,
            NextKey::First => self.footer().next()?.0,
            NextKey::None => return None,
        };
        (self.named(action) != Named::Not && self.can(action).is_ok()).then_some(action)
    }

    /// The actions that the footer may name, those that matter most first, each with its word and
    /// its key, and whether it does not hold just now.
    pub fn footer(&self) -> impl Iterator<Item = (Action, Word, Key, bool)> {
        self.ctx.keys.of_place(self.place()).filter_map(|binding| {
            let word = match self.named(binding.action) {
                Named::AsUsual => binding.word,
                Named::As(word) => word,
                Named::Not => return None,
            };
            let dimmed = match self.can(binding.action) {
                _ if word == Word::None => return None,
                Err(Block::Here(_)) => return None,
                can => can.is_err(),
            };
            Some((binding.action, word, binding.keys[0], dimmed))
        })
    }

    /// In what time the program wakes up by itself: with every second while a timer shows, and to
    /// try a save again. Whoever sets the clock of the machine delays neither.
    pub fn wakes_in(&self) -> Option<Duration> {
        let shown = matches!(self.screens.top, Screen::Check(_));
        let timer = self.live.as_ref().filter(|live| shown && live.timer_runs());
        let past = self.ctx.now.timestamp().subsec_nanosecond().rem_euclid(1_000_000_000);
        let second = Duration::from_nanos(1_000_000_000 - u64::from(past.unsigned_abs()));
        let next_try = self.ctx.saving.next_try().map(|at| at.saturating_sub(self.ctx.uptime));
        timer.map(|_| second).into_iter().chain(next_try).chain(self.nobody_comes_in()).min()
    }

    /// In what time the join screen says what to look at, unless somebody comes.
    fn nobody_comes_in(&self) -> Option<Duration> {
        let shown = matches!(self.screens.top, Screen::Join(_));
        let voting = self.live.as_ref().filter(|_| shown)?.voting.as_ref()?;
        let due = voting.since.saturating_add(voting::NOBODY_CAME);
        (voting.seats.joined() == 0).then(|| due.checked_sub(self.ctx.uptime)).flatten()
    }

    /// Since when the check or the board on the screen has been there.
    fn opened(&self) -> Timestamp {
        match (&self.screens.top, &self.live) {
            (Screen::Board(board), _) => board.started,
            (_, Some(live)) => live.started,
            (_, None) => self.ctx.now.timestamp(),
        }
    }

    /// Leaves the screen on top; the program, where it is the first one. A card that was opened
    /// from home goes to its summary first.
    fn back(&mut self) {
        let from_home = matches!(self.screens.below(), Some(Screen::Home(_)));
        if let (Screen::Check(_), Some(live), true) = (&self.screens.top, &mut self.live, from_home)
            && live.leave_card()
        {
            return;
        }
        if matches!(self.screens.top, Screen::Check(_))
            && self.live.as_ref().is_some_and(LiveCheck::has_submissions)
        {
            self.dialog = Some(Question::Voting(VotingQuestion::Leave).into());
            return;
        }
        self.leave();
    }

    /// Leaves the screen on top, whatever devices gave.
    fn leave(&mut self) {
        self.leave_form();
        let team = match &self.screens.top {
            Screen::Check(_) => self.live.as_ref().map(|live| live.session().team.clone()),
            Screen::Trend(view) => Some(view.trend.team.clone()),
            _ => None,
        };
        if !self.screens.pop() {
            return self.quit();
        }
        self.refresh();
        if let (Screen::Home(home), Some(team)) = (&mut self.screens.top, team) {
            home.select(&team, &self.ctx);
        }
    }

    /// Sends to the store what has changed in the live check, whatever is on the screen.
    fn save_live(&mut self) {
        self.ctx.opened = self.opened();
        if let Some(live) = &mut self.live {
            self.ctx.save(live);
        }
    }

    /// Goes where components asked to go.
    fn go_where_asked(&mut self) {
        for step in std::mem::take(&mut self.ctx.steps) {
            match step {
                Step::To(screen) => self.screens.push(screen),
                Step::Back => self.back(),
                Step::Leave => self.leave(),
                Step::HomeOn(team) => {
                    self.screens.pop_to_first();
                    self.refresh();
                    if let Screen::Home(home) = &mut self.screens.top {
                        home.select(&team, &self.ctx);
                    }
                }
                Step::Open { path, card } => self.open(&path, card),
                Step::OpenFromHome(path) => {
                    self.screens.pop_to_first();
                    self.open(&path, None);
                }
                Step::Begin(session, roster) => self.begin(*session, roster),
                Step::TakeOver => self.take_over(),
                Step::LetGo(path) => self.let_go(&path),
                Step::Show(dialog) => self.open_dialog(dialog),
                Step::Close => self.leave_dialog(),
                Step::Finish => self.dialog = None,
                Step::Draft(dialog) => self.keep_draft(dialog),
                Step::Board(change) => {
                    if let Screen::Board(board) = &mut self.screens.top {
                        board.apply(*change, &mut self.ctx);
                    }
                }
                Step::Export => self.ctx.begin_export(&self.screens.top, self.live.as_ref()),
            }
        }
        if !self.screens.has_check() {
            // Leaving the check: what changed last is sent first.
            self.save_live();
            self.live = None;
        }
        if !self.ctx.steps.is_empty() {
            self.go_where_asked();
        }
    }
}

#[cfg(test)]
mod tests;
