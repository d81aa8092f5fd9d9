//! The board: what is still to be done and tried, of all teams that share or of one, each changed
//! by one key.
//!
//! Opened from home it is of all teams that share; from a team's own trend grid it is of that team,
//! whether it shares or not. What is written down goes into the session in which the item was
//! born, with the day.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::library::Record;
use crate::messages::Message;
use crate::model::board::{self, Item, ItemKind};
use crate::model::history::SessionRef;
use crate::model::{Board, FollowUpStats, Refusal, Session, Summary, text};

use super::follow_ups::step;
use super::undo::{History, HistoryStep};
use super::{
    ActionForm, Block, Can, Component, Context, DimensionPicker, ExperimentForm, LiveCheck,
    OutcomeDialog, Step, Target, moved,
};

/// One thing on the board: the file of its session, and its place in it.
type Thing = (PathBuf, ItemKind, usize);

/// One row of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardRow {
    /// The action or experiment itself.
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

/// A session before and after an act on the board.
#[derive(Clone, Debug)]
pub struct BoardChange {
    thing: Thing,
    before: Arc<Session>,
    after: Arc<Session>,
    /// All stands where it belongs afterwards, with the cursor on the item; else the cursor goes
    /// on to the next row.
    sorted: bool,
}

impl BoardChange {
    /// The change that an act makes to a session.
    pub(super) fn new(
        thing: Thing,
        before: Arc<Session>,
        sorted: bool,
        act: impl FnOnce(&mut Session),
    ) -> Self {
        let mut after = before.as_ref().clone();
        act(&mut after);
        Self { thing, before, after: Arc::new(after), sorted }
    }
}

/// The board on the screen.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// The team whose own board it is; none: all teams that share.
    pub own: Option<String>,
    /// The rows.
    pub rows: Vec<BoardRow>,
    /// The row under the cursor.
    pub cursor: usize,
    /// When it was opened.
    pub started: Timestamp,
    acted: BTreeSet<Thing>,
    history: History<BoardChange>,
}

impl BoardView {
    fn new(own: Option<String>, started: Timestamp) -> Self {
        let (rows, acted, history) = (Vec::new(), BTreeSet::new(), History::default());
        Self { own, rows, cursor: 0, started, acted, history }
    }

    /// Shows what is known now. What stood on the board keeps its place, so that nothing jumps
    /// under a key; with `sorted` all stands where it belongs.
    fn update(&mut self, ctx: &Context, sorted: bool) {
        let records: Vec<(&Record, &Session)> = ctx
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
        let (own, today) = (self.own.as_deref(), ctx.now.date());
        let items = board::open_things(&ctx.workspace, today, &wholes, own, acted);
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
    }

    /// Shows what is known now; sessions on the board that are not known whole are read.
    fn update_and_read(&mut self, ctx: &mut Context, sorted: bool) {
        ctx.read_outlines_where(self.wanted(ctx, None));
        self.update(ctx, sorted);
    }

    /// Tells which sessions have to be whole: those with an item here, those in which something was
    /// done, since that can be undone, and this one.
    fn wanted(&self, ctx: &Context, path: Option<PathBuf>) -> impl Fn(&Record) -> bool + use<> {
        let on_board = is_on_board(ctx, self.own.as_deref(), path);
        let acted: HashSet<PathBuf> = self.acted.iter().map(|(path, ..)| path.clone()).collect();
        move |record| on_board(record) || acted.contains(&record.path)
    }

    /// Makes a change, so that it can be undone, and has it saved.
    pub(super) fn apply(&mut self, mut change: BoardChange, ctx: &mut Context) {
        let (sorted, thing) = (change.sorted, change.thing.clone());
        if change.after != change.before {
            if change.after.id.is_none() {
                let id = ctx.ids.make();
                for session in [&mut change.before, &mut change.after] {
                    Arc::make_mut(session).id = Some(id.clone());
                }
            }
            self.acted.insert(thing.clone());
            let after = Arc::clone(&change.after);
            self.history.push(change);
            self.save(&thing.0, after, ctx);
        }
        if sorted {
            self.update_and_read(ctx, true);
            self.look_at(&thing);
        } else {
            self.cursor = (self.cursor + 1).min(self.rows.len().saturating_sub(1));
        }
    }

    /// Has a session saved; the library shows it so from now on.
    fn save(&mut self, path: &Path, session: Arc<Session>, ctx: &mut Context) {
        if let Some(record) = ctx.library.record(path) {
            let (number, waiting) = (record.number, record.waiting.clone());
            ctx.save_record(Record::new(path.to_owned(), number, session, waiting));
            self.update_and_read(ctx, false);
        }
    }

    /// Puts the cursor on a thing, if it is there.
    fn look_at(&mut self, thing: &Thing) {
        let row = self.rows.iter().position(|row| row.thing() == *thing);
        self.cursor = row.unwrap_or(self.cursor);
    }

    /// Tells whether undo or redo is possible now.
    fn can_step(&self, step: HistoryStep, ctx: &Context) -> Can {
        let Some(change) = self.history.next(step) else {
            return Err(Block::Here(match step {
                HistoryStep::Undo => Message::NothingToUndo,
                HistoryStep::Redo => Message::NothingToRedo,
            }));
        };
        let now = if step == HistoryStep::Undo { &change.after } else { &change.before };
        match ctx.changeable(&change.thing.0) {
            Ok(session) if session == *now => Ok(()),
            Ok(_) => Err(Block::Now(Message::SessionChangedSince)),
            Err(why) => Err(Block::Now(why)),
        }
    }

    /// Undoes or redoes the last act on the board.
    fn step(&mut self, step: HistoryStep, ctx: &mut Context) {
        let Some(change) = self.history.next(step).cloned() else { return };
        self.history.step(step, |change| change);
        let then = if step == HistoryStep::Undo { change.before } else { change.after };
        self.save(&change.thing.0, then, ctx);
        self.look_at(&change.thing);
        ctx.done(match step {
            HistoryStep::Undo => Message::Undone,
            HistoryStep::Redo => Message::Redone,
        });
    }

    /// The team that the cursor is on, or whose board it is.
    pub fn team(&self) -> Option<&str> {
        self.own.as_deref().or_else(|| self.rows.get(self.cursor).map(|row| row.item.team.as_str()))
    }

    /// How many acts were done here, steps back and forth among them.
    pub(super) const fn acts(&self) -> u64 {
        self.history.acts()
    }

    /// How many acts can be taken back.
    pub const fn undoable(&self) -> usize {
        self.history.undoable()
    }

    /// How many things are still to be done or tried, and how many of them are overdue.
    pub fn counts(&self) -> (usize, usize) {
        let open = self.rows.iter().filter(|row| row.item.standing.is_open()).count();
        (open, self.rows.iter().filter(|row| row.item.overdue.is_some()).count())
    }
}

/// Returns true if a session is on this board and has an item there, or if it is the one that is
/// wanted anyway.
fn is_on_board(
    ctx: &Context,
    own: Option<&str>,
    besides: Option<PathBuf>,
) -> impl Fn(&Record) -> bool + use<> {
    let own = own.map(text::slug);
    let teams = ctx.workspace.teams.iter();
    let silent: HashSet<String> =
        teams.filter(|team| !team.share).map(|team| text::slug(&team.name)).collect();
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

impl Context {
    /// Opens the board: a team's own one, else that of all teams that share.
    pub(super) fn show_board(&mut self, own: Option<String>) {
        if self.reads_first_where(is_on_board(self, own.as_deref(), None)) {
            return;
        }
        let mut view = BoardView::new(own, self.now.timestamp());
        view.update(self, true);
        self.open(view);
    }

    /// The session of a file, if it may be changed; else why not.
    pub(super) fn changeable(&self, path: &Path) -> Result<Arc<Session>, Message> {
        let session = self.library.session(path).ok_or(Message::SessionUnreadable)?;
        if self.saving.deciding {
            return Err(Message::Deciding);
        }
        let newer = self.workspace.newer.map(Refusal::NewerWorkspace);
        let newer = newer.or(session.newer.map(Refusal::Newer));
        newer.map_or_else(|| Ok(Arc::clone(session)), |refusal| Err(refusal.into()))
    }

    /// The dimensions of a session that something can be about, with the one it is about.
    fn picker(&self, path: &Path, dimension: Option<&str>) -> Option<DimensionPicker> {
        let cards = self.library.session(path)?.cards.iter();
        let known = cards.map(|card| (card.dimension.key.clone(), card.dimension.name.clone()));
        Some(DimensionPicker::new(known.collect(), dimension))
    }
}

impl BoardView {
    /// Returns how the team under the cursor follows up its checks.
    pub fn practice(&self, ctx: &Context) -> Option<(String, FollowUpStats)> {
        let team = self.team()?;
        let records = ctx.library.of_team(team);
        let sessions: Vec<&Summary> =
            records.iter().filter_map(|record| record.summary().map(Arc::as_ref)).collect();
        Some((team.to_owned(), FollowUpStats::now(&sessions, ctx.now.date())?))
    }

    /// The boards that an export writes: what is to be done, then what is tried.
    pub(super) fn boards(&self, today: Date) -> [Board; 2] {
        [ItemKind::Actions, ItemKind::Experiments].map(|kind| {
            let items = self.rows.iter().map(|row| &row.item);
            let items = items.filter(|item| item.standing.kind() == kind).cloned().collect();
            Board { kind, today, items }
        })
    }

    /// Something new goes into the latest session of the team under the cursor.
    fn newest(&self, ctx: &Context) -> Result<PathBuf, Message> {
        let team = self.team().ok_or(Message::WhichTeam)?;
        let newest = ctx.library.of_team(team).last().map(|record| record.path.clone());
        newest.ok_or(Message::TeamWithoutCheck)
    }

    /// Begins something new, about the dimension under the cursor.
    fn begin(&self, kind: ItemKind, ctx: &mut Context) {
        let path = match self.newest(ctx) {
            Ok(path) => path,
            Err(why) => return ctx.refuse(why),
        };
        if ctx.reads_first_where(self.wanted(ctx, Some(path.clone()))) {
            return;
        }
        let session = match ctx.changeable(&path) {
            Ok(session) => session,
            Err(why) => return ctx.refuse(why),
        };
        // The row may be of an older session, in which the dimension had another key.
        let topic = self.rows.get(self.cursor).and_then(|row| row.item.topic.clone());
        let key = topic.and_then(|topic| {
            let template = session.template.as_deref();
            let present = |key: &str| ctx.workspace.present_key(template, key) == topic.key;
            session.cards.iter().map(|card| card.dimension.key.clone()).find(|key| present(key))
        });
        let picker = ctx.picker(&path, key.as_deref());
        let target = Target::BoardNew { path };
        match kind {
            ItemKind::Actions => {
                ctx.show(
                    ActionForm::new(&crate::model::ActionItem::default(), target).with(picker),
                );
            }
            ItemKind::Experiments => {
                let tried = crate::model::Experiment::default();
                ctx.show(ExperimentForm::new(&tried, target).with(picker));
            }
        }
    }

    fn mark(&mut self, row: &BoardRow, action: Action, ctx: &mut Context) {
        let (today, at, kind) = (ctx.now.date(), row.item.at, row.item.standing.kind());
        if (action, kind) == (Action::ActionDone, ItemKind::Experiments) {
            let target = Target::Board { path: row.path.clone(), index: at };
            return ctx.show(OutcomeDialog { target });
        }
        let (Some((step, trial)), Ok(before)) = (step(action), ctx.changeable(&row.path)) else {
            return;
        };
        let change = BoardChange::new(row.thing(), before, false, |session| match kind {
            ItemKind::Actions => session.actions[at].step(step, today),
            ItemKind::Experiments => session.experiments[at].step(trial, today),
        });
        self.apply(change, ctx);
        ctx.done(Message::Marked { kind, step });
    }
}

/// Opens the form of a row.
fn edit(row: &BoardRow, ctx: &mut Context) {
    let session = match ctx.changeable(&row.path) {
        Ok(session) => session,
        Err(why) => return ctx.refuse(why),
    };
    let target = Target::Board { path: row.path.clone(), index: row.item.at };
    match row.item.standing.kind() {
        ItemKind::Actions => {
            let action = &session.actions[row.item.at];
            let picker = ctx.picker(&row.path, action.dimension.as_deref());
            ctx.show(ActionForm::new(action, target).with(picker));
        }
        ItemKind::Experiments => {
            let tried = &session.experiments[row.item.at];
            let picker = ctx.picker(&row.path, tried.dimension.as_deref());
            ctx.show(ExperimentForm::new(tried, target).with(picker));
        }
    }
}

impl Component for BoardView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Board
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        match (action, self.rows.get(self.cursor)) {
            (Action::Undo, _) => self.can_step(HistoryStep::Undo, ctx),
            (Action::Redo, _) => self.can_step(HistoryStep::Redo, ctx),
            (Action::AddAction | Action::AddExperiment, _) => {
                let path = self.newest(ctx).map_err(Block::Now)?;
                let unread = ctx.library.record(&path).is_some_and(Record::is_outline);
                if unread { Ok(()) } else { ctx.changeable(&path).map(|_| ()).map_err(Block::Now) }
            }
            (
                Action::ActionDone | Action::ActionDropped | Action::ActionOpen | Action::Enter,
                row,
            ) => {
                let row = row.ok_or(Block::Here(Message::NothingOpenOnBoard))?;
                ctx.changeable(&row.path).map(|_| ()).map_err(Block::Now)
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let row = self.rows.get(self.cursor).cloned();
        match (action, row) {
            (Action::Back, _) => ctx.back(),
            (Action::Export, _) => ctx.go(Step::Export),
            (Action::LargeType, _) => ctx.turn_large_type(),
            (Action::Undo, _) => self.step(HistoryStep::Undo, ctx),
            (Action::Redo, _) => self.step(HistoryStep::Redo, ctx),
            (Action::AddAction, _) => self.begin(ItemKind::Actions, ctx),
            (Action::AddExperiment, _) => self.begin(ItemKind::Experiments, ctx),
            (Action::Enter, Some(row)) => edit(&row, ctx),
            (Action::ActionDone | Action::ActionDropped | Action::ActionOpen, Some(row)) => {
                self.mark(&row, action, ctx);
            }
            (action, _) => self.cursor = moved(self.cursor, self.rows.len(), action),
        }
    }

    fn refresh(&mut self, ctx: &mut Context) {
        self.update_and_read(ctx, false);
    }
}
