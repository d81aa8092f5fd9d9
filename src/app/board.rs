//! The board: what is still to be done and tried, of all teams that share or of one, each changed
//! by one key.
//!
//! Opened from home it is of all teams that share; from a team's own trend grid it is of that team,
//! whether it shares or not. What is written down goes into the session in which the thing was
//! born, with the day.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::export::board_markdown;
use crate::keys::Action;
use crate::library::Record;
use crate::model::board::{self, Item, ItemKind};
use crate::model::history::SessionRef;
use crate::model::{
    ActionStep, Board, ExperimentStep, FollowUpStats, Refusal, Session, Summary, text,
};

use super::{ActionForm, App, Dialog, DimensionPicker, ExperimentForm, Screen, Target, moved};

/// How many acts can be taken back.
const DEPTH: usize = 500;

/// One thing on the board: the file of its session, and its place in it.
type Thing = (PathBuf, ItemKind, usize);

/// One row of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardRow {
    /// What stands there.
    pub item: Item,
    /// The file of the session in which it was born.
    pub path: PathBuf,
    /// Something was written about it since the board was opened: then it stays, even if it is
    /// over.
    pub acted: bool,
}

impl BoardRow {
    fn thing(&self) -> Thing {
        (self.path.clone(), self.item.standing.kind(), self.item.at)
    }
}

/// A session before and after an act.
#[derive(Clone, Debug)]
struct Act {
    thing: Thing,
    before: Arc<Session>,
    after: Arc<Session>,
}

/// The board on the screen.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// The team whose own board it is; none: all teams that share.
    pub own: Option<String>,
    /// What stands on it.
    pub rows: Vec<BoardRow>,
    /// The row under the cursor.
    pub cursor: usize,
    /// When it was opened.
    pub started: Timestamp,
    acted: BTreeSet<Thing>,
    undo: Vec<Act>,
    redo: Vec<Act>,
}

impl BoardView {
    fn new(own: Option<String>, started: Timestamp) -> Self {
        Self {
            own,
            rows: Vec::new(),
            cursor: 0,
            started,
            acted: BTreeSet::new(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// The same board with what is known now. What stood on it keeps its place, so that nothing
    /// jumps under a key; with `sorted` all stands where it belongs.
    fn refreshed(mut self, app: &App, sorted: bool) -> Self {
        let records: Vec<(&Record, &Session)> = app
            .library
            .records
            .iter()
            .filter_map(|record| Some((record, record.session()?.as_ref())))
            .collect();
        let wholes: Vec<SessionRef<'_>> = records
            .iter()
            .map(|(record, session)| SessionRef { session, number: record.number })
            .collect();
        let acted = |session: usize, kind, at| {
            self.acted.contains(&(records[session].0.path.clone(), kind, at))
        };
        let items =
            board::open_things(&app.workspace, app.now.date(), &wholes, self.own.as_deref(), acted);
        let row = |item: Item| {
            let acted = acted(item.session, item.standing.kind(), item.at);
            BoardRow { path: records[item.session].0.path.clone(), item, acted }
        };
        let mut rows: Vec<BoardRow> = items.into_iter().map(row).collect();
        if !sorted {
            let before: Vec<Thing> = self.rows.iter().map(BoardRow::thing).collect();
            rows.sort_by_cached_key(|row| {
                before.iter().position(|thing| *thing == row.thing()).unwrap_or(usize::MAX)
            });
        }
        let under = self.rows.get(self.cursor).map(BoardRow::thing);
        let cursor = rows.iter().position(|row| Some(row.thing()) == under).unwrap_or(self.cursor);
        self.cursor = cursor.min(rows.len().saturating_sub(1));
        self.rows = rows;
        self
    }

    /// The team that the cursor is on, or whose board it is.
    pub fn team(&self) -> Option<&str> {
        self.own.as_deref().or_else(|| self.rows.get(self.cursor).map(|row| row.item.team.as_str()))
    }

    /// How many acts can be taken back.
    pub const fn undoable(&self) -> usize {
        self.undo.len()
    }

    /// How many things are still to be done or tried, and how many of them are overdue.
    pub fn counts(&self) -> (usize, usize) {
        let open = self.rows.iter().filter(|row| row.item.standing.is_open()).count();
        (open, self.rows.iter().filter(|row| row.item.overdue.is_some()).count())
    }
}

impl App {
    fn board(&self) -> Option<&BoardView> {
        match &self.screen {
            Screen::Board(view) => Some(view),
            _ => None,
        }
    }

    fn board_mut(&mut self) -> Option<&mut BoardView> {
        match &mut self.screen {
            Screen::Board(view) => Some(view),
            _ => None,
        }
    }

    /// Whether a session is on this board, and there is something on it; or it is the one that is
    /// wanted anyway.
    fn is_on_board(
        &self,
        own: Option<&str>,
        besides: Option<PathBuf>,
    ) -> impl Fn(&Record) -> bool + use<> {
        let own = own.map(text::slug);
        let silent: HashSet<String> = self
            .workspace
            .teams
            .iter()
            .filter(|team| !team.share)
            .map(|team| text::slug(&team.name))
            .collect();
        move |record| {
            let shown = |session: &Summary| {
                own.as_ref()
                    .map_or_else(|| !silent.contains(&*session.slug), |own| **own == *session.slug)
            };
            let wanted = |session: &Arc<Summary>| {
                shown(session) && (!session.open_actions.is_empty() || session.running > 0)
            };
            besides.as_deref() == Some(&record.path) || record.summary().is_some_and(wanted)
        }
    }

    /// Opens the board: from a team's trend grid its own one, else that of all teams that share.
    pub(crate) fn show_board(&mut self) {
        let own = match &self.screen {
            Screen::Trend(view) => Some(view.trend.team.clone()),
            _ => None,
        };
        if self.reads_first_where(self.is_on_board(own.as_deref(), None)) {
            return;
        }
        let view = BoardView::new(own, self.now.timestamp()).refreshed(self, true);
        self.go_to(Screen::Board(Box::new(view)));
    }

    /// The board shows what is known now; sessions on it that are not known whole are read.
    pub(crate) fn refresh_board(&mut self, sorted: bool) {
        let Some(view) = self.board() else { return };
        let own = view.own.clone();
        self.read_outlines_where(self.is_on_board(own.as_deref(), None));
        let Some(view) = self.board().cloned() else { return };
        let view = view.refreshed(self, sorted);
        self.screen = Screen::Board(Box::new(view));
    }

    /// What the team under the cursor does about its checks.
    pub fn practice_on_board(&self) -> Option<(String, FollowUpStats)> {
        let team = self.board()?.team()?;
        let records = self.library.of_team(team);
        let sessions: Vec<&Summary> =
            records.iter().filter_map(|record| record.summary().map(Arc::as_ref)).collect();
        Some((team.to_owned(), FollowUpStats::now(&sessions, self.now.date())?))
    }

    /// The board as Markdown: what is to be done, then what is tried; of one team with its
    /// practice.
    pub(crate) fn board_report(&self, view: &BoardView) -> String {
        let practice =
            view.own.as_ref().and_then(|_| self.practice_on_board()).map(|(_, practice)| practice);
        let of_kind = |kind: ItemKind| {
            let of_kind =
                view.rows.iter().map(|row| &row.item).filter(|item| item.standing.kind() == kind);
            Board { kind, today: self.now.date(), items: of_kind.cloned().collect() }
        };
        let actions = board_markdown(&of_kind(ItemKind::Actions), practice.as_ref());
        format!(
            "{}\n\n{}",
            actions.trim_end(),
            board_markdown(&of_kind(ItemKind::Experiments), None)
        )
    }

    pub(crate) fn board_key(&mut self, action: Action) {
        let Some(view) = self.board_mut() else { return };
        let row = view.rows.get(view.cursor).cloned();
        match (action, row) {
            (Action::AddAction, _) => self.begin_on_board(ItemKind::Actions),
            (Action::AddExperiment, _) => self.begin_on_board(ItemKind::Experiments),
            (
                Action::ActionDone | Action::ActionDropped | Action::ActionOpen | Action::Enter,
                None,
            ) => {
                self.refuse("nothing is open here; a writes an action down, X an experiment");
            }
            (Action::Enter, Some(row)) => self.edit_on_board(&row),
            (Action::ActionDone, Some(row)) => match row.item.standing.kind() {
                ItemKind::Actions => {
                    self.step_on_board(&row, ActionStep::Done, ExperimentStep::Finished);
                }
                ItemKind::Experiments => {
                    let target = Target::Board { path: row.path, index: row.item.at };
                    self.begin_finish(target);
                }
            },
            (Action::ActionDropped, Some(row)) => {
                self.step_on_board(&row, ActionStep::Dropped, ExperimentStep::Dropped);
            }
            (Action::ActionOpen, Some(row)) => {
                self.step_on_board(&row, ActionStep::Carried, ExperimentStep::Carried);
            }
            (action, _) => view.cursor = moved(view.cursor, view.rows.len(), action),
        }
    }

    /// Writes down what became of a thing, and goes on to the next row.
    fn step_on_board(&mut self, row: &BoardRow, step: ActionStep, trial: ExperimentStep) {
        let (today, kind, at) = (self.now.date(), row.item.standing.kind(), row.item.at);
        let words = match (kind, step) {
            (ItemKind::Experiments, ActionStep::Carried) => "still running",
            (ItemKind::Actions, ActionStep::Carried) => "still open",
            (_, step) => step.word(),
        };
        let done = self.act_on(row.thing(), |session| match kind {
            ItemKind::Actions => session.actions[at].step(step, today),
            ItemKind::Experiments => session.experiments[at].step(trial, today),
        });
        self.after_act(done, words);
    }

    /// Says what was done, and goes on to the next row; or says why not.
    pub(crate) fn after_act(&mut self, done: Result<(), String>, words: &str) {
        match done {
            Ok(()) => {
                if let Some(view) = self.board_mut() {
                    view.cursor = (view.cursor + 1).min(view.rows.len().saturating_sub(1));
                }
                self.done(words);
            }
            Err(words) => self.refuse(words),
        }
    }

    /// Changes a session for a thing on the board, so that it can be taken back, and has it kept.
    pub(crate) fn act_on(
        &mut self,
        thing: (PathBuf, ItemKind, usize),
        act: impl FnOnce(&mut Session),
    ) -> Result<(), String> {
        let path = thing.0.clone();
        let before = self.changeable(&path)?;
        let mut after = before.as_ref().clone();
        act(&mut after);
        if after == *before {
            // Nothing to write, and nothing to take back.
            return Ok(());
        }
        let after = Arc::new(after);
        if let Some(view) = self.board_mut() {
            view.acted.insert(thing.clone());
            if view.undo.len() == DEPTH {
                view.undo.remove(0);
            }
            view.redo.clear();
            view.undo.push(Act { thing, before, after: Arc::clone(&after) });
        }
        self.keep_on_board(&path, after);
        Ok(())
    }

    /// The session of a file, if it may be changed; else why not.
    fn changeable(&self, path: &Path) -> Result<Arc<Session>, String> {
        let session = self
            .library
            .session(path)
            .ok_or("its session cannot be read any more; nothing was done")?;
        if self.saving.deciding {
            return Err("one moment: one of two versions is taking its place".to_owned());
        }
        let newer =
            self.workspace.newer.map(Refusal::NewerWorkspace).or(session.newer.map(Refusal::Newer));
        newer.map_or_else(|| Ok(Arc::clone(session)), |refusal| Err(refusal.to_string()))
    }

    /// Whether what is on the board may be changed; says why not.
    pub(crate) fn may_act_on(&mut self, target: &Target) -> bool {
        let (Target::Board { path, .. } | Target::BoardNew { path }) = target else { return true };
        match self.changeable(&path.clone()) {
            Ok(_) => true,
            Err(words) => {
                self.refuse(words);
                false
            }
        }
    }

    /// The library shows a session so from now on, and it is kept.
    fn keep_on_board(&mut self, path: &Path, session: Arc<Session>) {
        let Some(record) = self.library.record(path) else { return };
        let record = Record::new(path.to_owned(), record.number, session, record.waiting.clone());
        let number = self.saving.asked(path);
        self.send(record, number);
        self.refresh_board(false);
    }

    /// Takes the last act on the board back, or does it again.
    pub(crate) fn undo_on_board(&mut self, again: bool) {
        let Some(view) = self.board_mut() else { return };
        let Some(act) = (if again { view.redo.pop() } else { view.undo.pop() }) else {
            return self.refuse(if again { "nothing to do again" } else { "nothing to take back" });
        };
        let (now, then) = if again { (&act.before, &act.after) } else { (&act.after, &act.before) };
        let session = match self.changeable(&act.thing.0) {
            Ok(session) if session == *now => Arc::clone(then),
            Ok(_) => {
                return self.refuse("this session has become another one since; nothing was done");
            }
            Err(words) => {
                if let Some(view) = self.board_mut() {
                    if again { view.redo.push(act) } else { view.undo.push(act) }
                }
                return self.refuse(words);
            }
        };
        let (thing, path) = (act.thing.clone(), act.thing.0.clone());
        if let Some(view) = self.board_mut() {
            if again { view.undo.push(act) } else { view.redo.push(act) }
        }
        self.keep_on_board(&path, session);
        self.look_at_thing(&thing);
        self.done(if again { "done again" } else { "taken back; Ctrl-R does it again" });
    }

    /// Puts the cursor on a thing, if it is there.
    fn look_at_thing(&mut self, thing: &Thing) {
        let Some(view) = self.board_mut() else { return };
        view.cursor = view.rows.iter().position(|row| row.thing() == *thing).unwrap_or(view.cursor);
    }

    /// After something was written or edited on the board all stands where it belongs, with the
    /// cursor on it.
    pub(crate) fn show_on_board(&mut self, thing: &(PathBuf, ItemKind, usize)) {
        self.refresh_board(true);
        self.look_at_thing(thing);
    }

    /// The dimensions of a session that something can be about, with the one it is about.
    fn topics(&self, path: &Path, dimension: Option<&str>) -> Option<DimensionPicker> {
        let session = self.library.session(path)?;
        let known: Vec<_> = session
            .cards
            .iter()
            .map(|card| (card.dimension.key.clone(), card.dimension.name.clone()))
            .collect();
        Some(DimensionPicker::new(known, dimension))
    }

    fn edit_on_board(&mut self, row: &BoardRow) {
        if let Err(words) = self.changeable(&row.path) {
            return self.refuse(words);
        }
        let Some(session) = self.library.session(&row.path).cloned() else { return };
        let target = Target::Board { path: row.path.clone(), index: row.item.at };
        self.dialog = Some(match row.item.standing.kind() {
            ItemKind::Actions => {
                let action = &session.actions[row.item.at];
                let topics = self.topics(&row.path, action.dimension.as_deref());
                Dialog::Action(Box::new(ActionForm::new(action, target).with(topics)))
            }
            ItemKind::Experiments => {
                let tried = &session.experiments[row.item.at];
                let topics = self.topics(&row.path, tried.dimension.as_deref());
                Dialog::Experiment(Box::new(ExperimentForm::new(tried, target).with(topics)))
            }
        });
    }

    /// Begins something new, in the latest session of the team under the cursor, about the
    /// dimension there.
    fn begin_on_board(&mut self, kind: ItemKind) {
        let Some(view) = self.board() else { return };
        let (own, topic) =
            (view.own.clone(), view.rows.get(view.cursor).and_then(|row| row.item.topic.clone()));
        let Some(team) = view.team().map(str::to_owned) else {
            return self.refuse("of which team? Open its own board: t on home shows its grid, and a there its board");
        };
        let Some(path) = self.library.of_team(&team).last().map(|record| record.path.clone())
        else {
            return self.refuse("this team has no check yet to write it down in");
        };
        if self.reads_first_where(self.is_on_board(own.as_deref(), Some(path.clone()))) {
            return;
        }
        let session = match self.changeable(&path) {
            Ok(session) => session,
            Err(words) => return self.refuse(words),
        };
        // The row may be of an older session, in which the dimension had another key.
        let key = topic.and_then(|topic| {
            let present = |key: &str| {
                self.workspace.present_key(session.template.as_deref(), key) == topic.key
            };
            session.cards.iter().map(|card| card.dimension.key.clone()).find(|key| present(key))
        });
        let topics = self.topics(&path, key.as_deref());
        let target = Target::BoardNew { path };
        self.dialog = Some(match kind {
            ItemKind::Actions => Dialog::Action(Box::new(
                ActionForm::new(&crate::model::ActionItem::default(), target).with(topics),
            )),
            ItemKind::Experiments => {
                let form = ExperimentForm::new(&crate::model::Experiment::default(), target);
                Dialog::Experiment(Box::new(form.with(topics)))
            }
        });
    }
}
