//! Home: the teams with their latest sessions.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::library::{BallotsAside, FileError, Record};
use crate::messages::Message;
use crate::model::{Refusal, Summary, Trend, history, text};

use super::{
    Block, Can, Component, Context, ErrorScreen, Job, LiveCheck, NextKey, Step, TeamsView, moved,
};

/// The teams, with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The rows of the list.
    pub rows: Vec<HomeRow>,
    /// The row under the cursor.
    pub cursor: usize,
    /// How many sessions have something that may be a mistake.
    pub doubtful: usize,
    /// The last finished checks of the team under the cursor.
    pub preview: Option<Trend>,
}

/// How many finished checks the preview shows.
const PREVIEWED: usize = 6;

/// One row of home.
#[derive(Clone, Debug, PartialEq)]
pub enum HomeRow {
    /// A team with its latest session, if it has one.
    Team {
        /// The team.
        name: String,
        /// Its latest session, as everywhere else.
        latest: Option<(PathBuf, Arc<Summary>)>,
        /// Its latest finished check.
        finished: Option<Arc<Summary>>,
        /// The check that Enter goes on with: the latest that is open.
        unfinished: Option<(PathBuf, Arc<Summary>)>,
        /// How many sessions it has.
        sessions: usize,
        /// How many of them are open.
        open: usize,
        /// How many of its actions are open.
        actions: u32,
        /// How many of those are overdue.
        overdue: u32,
    },
    /// A file that cannot be read.
    Broken {
        /// The file.
        path: PathBuf,
        /// The problems of the file.
        faults: Vec<FileError>,
    },
    /// A copy that was set aside in a conflict.
    Conflict(PathBuf),
    /// Ballots for a session that is not where it was.
    Ballots(BallotsAside),
    /// Sessions that are not counted, told.
    Uncounted(Vec<FileError>),
}

impl HomeRow {
    fn is_open(&self) -> bool {
        matches!(self, Self::Team { unfinished: Some(_), .. })
    }

    fn name(&self) -> String {
        match self {
            Self::Team { name, .. } => name.clone(),
            Self::Broken { path, .. } | Self::Conflict(path) => path.to_string_lossy().into_owned(),
            Self::Ballots(aside) => aside.fault.path.to_string_lossy().into_owned(),
            // No team has this name.
            Self::Uncounted(_) => String::new(),
        }
    }
}

impl Home {
    /// Home with the rows of today.
    pub(super) fn new(ctx: &Context) -> Self {
        let mut home = Self::default();
        home.update(ctx);
        home
    }

    /// Shows the rows of today.
    ///
    /// Open sessions come first, then the workspace's order, then other teams by name: never by
    /// health.
    fn update(&mut self, ctx: &Context) {
        let mut by_slug: HashMap<&str, Vec<(history::SummaryRef<'_>, &Record)>> = HashMap::new();
        for (past, record) in ctx.library.readable() {
            by_slug.entry(&past.session.slug).or_default().push((past, record));
        }
        let mut of_team =
            |name: &str| by_slug.remove(text::slug(name).as_str()).unwrap_or_default();
        let known = ctx.workspace.teams.iter().map(|t| (t.name.clone(), of_team(&t.name)));
        let mut teams: Vec<(String, Vec<_>)> = known.collect();
        // A name of several spellings is shown as the first file has it.
        let others =
            by_slug.into_values().map(|found| (found[0].0.session.team.to_string(), found));
        let mut others: Vec<(String, Vec<_>)> = others.collect();
        others.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
        teams.extend(others);
        let today = ctx.now.date();
        let rows = teams.into_iter().map(|(name, found)| team_row(name, found, today));
        let mut rows: Vec<HomeRow> = rows.collect();
        rows.sort_by_key(|row| !row.is_open());
        for record in &ctx.library.records {
            if let Err(faults) = &record.content {
                let (path, faults) = (record.path.clone(), faults.clone());
                rows.push(HomeRow::Broken { path, faults });
            }
        }
        rows.extend(ctx.library.conflicts.iter().cloned().map(HomeRow::Conflict));
        rows.extend(ctx.library.ballots_aside.iter().cloned().map(HomeRow::Ballots));
        let strays = &ctx.library.strays;
        rows.extend((!strays.is_empty()).then(|| HomeRow::Uncounted(strays.clone())));
        self.doubtful = ctx.library.doubtful(&ctx.workspace);
        let before = self.rows.get(self.cursor).map(HomeRow::name);
        let cursor = rows.iter().position(|row| Some(row.name()) == before);
        self.cursor = cursor.unwrap_or_else(|| self.cursor.min(rows.len().saturating_sub(1)));
        self.rows = rows;
        self.look(ctx);
    }

    /// Puts the last finished checks of the team under the cursor beside the list.
    fn look(&mut self, ctx: &Context) {
        let Some(HomeRow::Team { name, finished: Some(_), .. }) = self.rows.get(self.cursor) else {
            self.preview = None;
            return;
        };
        let records = ctx.library.of_team(name);
        let finished: Vec<&Summary> = records
            .iter()
            .filter_map(|record| record.summary())
            .map(Arc::as_ref)
            .filter(|session| !session.is_open() && session.settled() > 0)
            .collect();
        let from = finished.len().saturating_sub(PREVIEWED);
        self.preview = Some(Trend::new(&ctx.workspace, name, &finished[from..]));
    }

    /// Puts the cursor on a team, if it is there.
    pub(super) fn select(&mut self, team: &str, ctx: &Context) {
        let slug = text::slug(team);
        let is =
            |row: &HomeRow| matches!(row, HomeRow::Team { name, .. } if text::slug(name) == slug);
        self.cursor = self.rows.iter().position(is).unwrap_or(self.cursor);
        self.look(ctx);
    }

    /// The names of the teams.
    pub(super) fn team_names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| match row {
            HomeRow::Team { name, .. } => Some(name.as_str()),
            HomeRow::Broken { .. }
            | HomeRow::Conflict(_)
            | HomeRow::Ballots(_)
            | HomeRow::Uncounted(_) => None,
        })
    }

    /// The latest session of the team under the cursor.
    pub(super) fn latest(&self) -> Option<(&str, &Path)> {
        match self.rows.get(self.cursor)? {
            HomeRow::Team { name, latest: Some((path, _)), .. } => Some((name, path)),
            _ => None,
        }
    }
}

impl Component for Home {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Home
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        let newer = ctx.workspace.newer.map(Refusal::NewerWorkspace);
        let starts = newer.map_or(Ok(()), |refusal| Err(Block::now(refusal)));
        match (action, self.rows.get(self.cursor)) {
            (Action::NewCheck, _) | (Action::Enter, Some(HomeRow::Team { latest: None, .. })) => {
                starts
            }
            (Action::Enter, None) => Err(Block::Now(Message::NothingToOpen)),
            (Action::Undo, _) => Err(Block::Here(Message::NothingToUndo)),
            (Action::Redo, _) => Err(Block::Here(Message::NothingToRedo)),
            (Action::DeleteCheck, Some(HomeRow::Team { unfinished: Some((path, _)), .. })) => {
                ctx.may_delete(path)
            }
            (Action::DeleteCheck, _) => Err(Block::Here(Message::NoOpenCheck)),
            (Action::OpenTrend, _) if self.latest().is_none() => {
                Err(Block::Here(Message::NoSessionYet))
            }
            (Action::Export, _) if self.latest().is_none() => {
                Err(Block::Here(Message::NoSessionToExport))
            }
            (Action::OpenTeams, _) if !TeamsView::can_open(ctx) => {
                let session = |row: &HomeRow| matches!(row, HomeRow::Team { latest: Some(_), .. });
                let any = self.rows.iter().any(session);
                let why = Message::NoSharedSession;
                Err(if any { Block::Now(why) } else { Block::Here(why) })
            }
            _ => Ok(()),
        }
    }

    /// Going on with an open check, else a new one; on a file, what it is about.
    fn next(&self, _live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        match self.rows.get(self.cursor) {
            Some(HomeRow::Team { latest: Some(_), unfinished: None, .. }) | None => NextKey::First,
            Some(_) => NextKey::Of(Action::Enter),
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let row = self.rows.get(self.cursor).cloned();
        match (action, row) {
            (Action::Back, _) => ctx.back(),
            (Action::DeleteCheck, Some(HomeRow::Team { unfinished: Some((path, _)), .. })) => {
                ctx.ask_delete(path);
            }
            (Action::Export, _) => ctx.go(Step::Export),
            (Action::Search, _) => ctx.begin_search(None, true),
            (Action::OpenBoard, _) => ctx.show_board(None),
            (Action::OpenTeams, _) => ctx.open(TeamsView::new(ctx, None)),
            (Action::Enter, Some(HomeRow::Conflict(copy))) => ctx.ask(Job::CompareCopy(copy)),
            (
                Action::Enter,
                Some(
                    HomeRow::Team { unfinished: Some((path, _)), .. }
                    | HomeRow::Team { latest: Some((path, _)), .. },
                ),
            ) => {
                ctx.go(Step::Open { path, card: None });
            }
            (Action::Enter, Some(HomeRow::Broken { faults, .. })) => {
                ctx.open(ErrorScreen::new(faults));
            }
            (Action::Enter, Some(HomeRow::Ballots(aside))) => {
                ctx.open(ErrorScreen::of_ballots(aside.fault));
            }
            (Action::Enter, Some(HomeRow::Uncounted(strays))) => {
                ctx.open(ErrorScreen::of_strays(strays));
            }
            (Action::OpenTrend, Some(HomeRow::Team { name, .. })) => {
                ctx.show_trend(&name);
            }
            (Action::NewCheck | Action::Enter, Some(HomeRow::Team { name, .. })) => {
                ctx.begin_form(Some(&name));
            }
            (Action::NewCheck, _) => ctx.begin_form(None),
            (action, _) => {
                self.cursor = moved(self.cursor, self.rows.len(), action);
                self.look(ctx);
            }
        }
    }

    fn refresh(&mut self, ctx: &mut Context) {
        self.update(ctx);
    }
}

fn team_row(
    name: String,
    mut found: Vec<(history::SummaryRef<'_>, &Record)>,
    today: Date,
) -> HomeRow {
    found.sort_by(|a, b| history::order(&a.0, &b.0));
    let known = |(_, record): &(history::SummaryRef<'_>, &Record)| {
        Some((record.path.clone(), Arc::clone(record.summary()?)))
    };
    let latest = found.last().and_then(known);
    let unfinished = found.iter().rev().find(|(past, _)| past.session.is_open()).and_then(known);
    let is_finished = |past: &history::SummaryRef<'_>| !past.session.is_open();
    let finished = found.iter().rev().find(|(past, _)| is_finished(past)).and_then(known);
    let due = found.iter().flat_map(|(past, _)| past.session.open_actions.iter());
    let overdue = due.clone().flatten().filter(|due| **due < today);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    HomeRow::Team {
        name,
        latest,
        finished: finished.map(|(_, summary)| summary),
        unfinished,
        sessions: found.len(),
        open: found.iter().filter(|(past, _)| past.session.is_open()).count(),
        actions: count(due.clone().count()),
        overdue: count(overdue.count()),
    }
}
