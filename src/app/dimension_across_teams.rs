//! One dimension across the teams that share, through time: behind a row of the team grid.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::library::Record;
use crate::messages::Message;
use crate::model::history::{self, SummaryRef};
use crate::model::{PastAction, Rise, Summary, TeamTimes, text};

use super::{Block, Can, Component, Context, LiveCheck, Step, TeamsView, moved};

/// So many of the last rises of each team are told with what was agreed before them: each of them
/// takes a file to be read, and there may be a hundred teams.
pub const RISES: usize = 3;

/// One team of the page.
#[derive(Clone, Debug)]
pub struct AcrossTeam {
    /// The answers of the team, and the days on which they rose.
    pub times: TeamTimes,
    /// The files of its sessions, which [`TeamTimes::times`] count.
    pub paths: Vec<PathBuf>,
    /// For each of its last rises what it had agreed to do on this dimension before.
    pub promises: Vec<Vec<PastAction>>,
}

impl AcrossTeam {
    /// The files of the sessions from the time before a rise on, up to the rise.
    fn before(&self, rise: Rise) -> &[PathBuf] {
        let [from, to] = [rise.from, rise.to].map(|at| self.times.times[at].session);
        &self.paths[from..to]
    }
}

/// The page on the screen.
#[derive(Clone, Debug)]
pub struct AcrossTeamsView {
    /// The present key of the dimension.
    pub key: String,
    /// The name of the dimension.
    pub name: String,
    /// Nothing later than this day is on the page.
    pub as_of: Date,
    /// The teams, in the team grid's order.
    pub teams: Vec<AcrossTeam>,
    /// The team under the cursor.
    pub row: usize,
    /// The actions agreed in sessions that have been read, kept for when these leave the memory.
    promises: BTreeMap<PathBuf, Vec<PastAction>>,
}

impl AcrossTeamsView {
    /// The page of a row of the team grid.
    fn new(ctx: &Context, grid: &TeamsView) -> Option<Self> {
        let row = grid.grid.rows.get(grid.row)?;
        let teams = grid.grid.columns.iter().map(|column| column.team.as_str());
        let (key, name) = (row.key.clone(), row.name.clone());
        Some(Self::made(ctx, key, name, grid.grid.as_of?, teams, BTreeMap::new()))
    }

    fn made<'a>(
        ctx: &Context,
        key: String,
        name: String,
        as_of: Date,
        teams: impl Iterator<Item = &'a str>,
        mut promises: BTreeMap<PathBuf, Vec<PastAction>>,
    ) -> Self {
        let mut by_slug: HashMap<&str, Vec<(SummaryRef<'_>, &Record)>> = HashMap::new();
        for (past, record) in ctx.library.readable().filter(|(past, _)| past.session.date <= as_of)
        {
            by_slug.entry(&past.session.slug).or_default().push((past, record));
        }
        let mut all = Vec::new();
        for team in teams {
            let mut of_team = by_slug.remove(text::slug(team).as_str()).unwrap_or_default();
            of_team.sort_by(|a, b| history::order(&a.0, &b.0));
            let sessions: Vec<&Summary> = of_team.iter().map(|(past, _)| past.session).collect();
            let times = TeamTimes::new(&ctx.workspace, team, &sessions, &key);
            let paths = of_team.into_iter().map(|(_, record)| record.path.clone()).collect();
            let mut team = AcrossTeam { times, paths, promises: Vec::new() };
            for rise in team.times.rises.iter().take(RISES) {
                let mut agreed = Vec::new();
                for path in team.before(*rise) {
                    if let Some(session) = ctx.library.session(path) {
                        let about = PastAction::about(&ctx.workspace, session, &key)
                            .map(|past| past.at(Some(as_of)));
                        let about = about.collect();
                        promises.insert(path.clone(), about);
                    }
                    agreed.extend(promises.get(path).into_iter().flatten().cloned());
                }
                team.promises.push(agreed);
            }
            all.push(team);
        }
        Self { key, name, as_of, teams: all, row: 0, promises }
    }

    /// The same page of what is there now.
    fn refreshed(&self, ctx: &Context) -> Self {
        let share =
            |team: &&AcrossTeam| ctx.workspace.team(&team.times.team).is_none_or(|team| team.share);
        let teams = self.teams.iter().filter(share).map(|team| team.times.team.as_str());
        let known = self.promises.clone();
        let fresh = Self::made(ctx, self.key.clone(), self.name.clone(), self.as_of, teams, known);
        Self { row: self.row.min(fresh.teams.len().saturating_sub(1)), ..fresh }
    }

    /// The files that have to be read before all of the page can be told.
    fn unread(&self, ctx: &Context) -> Vec<PathBuf> {
        let of_team = |team: &AcrossTeam| {
            let rises = team.times.rises.iter().take(RISES);
            rises.flat_map(|rise| team.before(*rise).to_vec()).collect::<Vec<_>>()
        };
        let all = self.teams.iter().flat_map(of_team);
        all.filter(|path| !self.promises.contains_key(path) && is_outline(ctx, path)).collect()
    }
}

fn is_outline(ctx: &Context, path: &Path) -> bool {
    ctx.library.record(path).is_some_and(Record::is_outline)
}

impl AcrossTeamsView {
    /// The last session in which the team under the cursor agreed on it, and its card.
    fn last(&self) -> Option<(&Path, usize)> {
        let team = self.teams.get(self.row)?;
        let last = team.times.times.last()?;
        Some((&team.paths[last.session], last.card))
    }
}

impl Component for AcrossTeamsView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Across
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        if action == Action::Enter && self.last().is_none() {
            return Err(Block::Now(Message::TeamAgreedOnNothing));
        }
        Ok(())
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match (action, self.last()) {
            (Action::Back, _) => ctx.back(),
            (Action::Export, _) => ctx.go(Step::Export),
            (Action::Enter, Some((path, card))) => {
                ctx.go(Step::Open { path: path.to_owned(), card: Some(card) });
            }
            _ => self.row = moved(self.row, self.teams.len(), action),
        }
    }

    fn refresh(&mut self, ctx: &mut Context) {
        *self = self.refreshed(ctx);
    }
}

impl Context {
    /// Opens the row of the team grid under the cursor: its dimension across teams and time.
    pub(super) fn open_row(&mut self, grid: &TeamsView) {
        if let Some(view) = AcrossTeamsView::new(self, grid) {
            let unread = view.unread(self);
            if !self.reads_these_first(unread) {
                self.open(view);
            }
        }
    }
}
