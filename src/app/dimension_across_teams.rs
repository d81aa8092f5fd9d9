//! One dimension across the teams that share, through time: behind a row of the team grid.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::keys::Action;
use crate::library::Record;
use crate::model::history::{self, SummaryRef};
use crate::model::{PastAction, Rise, Summary, TeamTimes, text};

use super::{App, Screen, TeamsView};

/// So many of the last rises of each team are told with what was agreed before them: each of them
/// takes a file to be read, and there may be a hundred teams.
pub const RISES: usize = 3;

/// One team of the page.
#[derive(Clone, Debug)]
pub struct AcrossTeam {
    /// What it said, and where it rose.
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
    /// What it is called.
    pub name: String,
    /// Nothing later than this day is on the page.
    pub as_of: Date,
    /// The teams, in the team grid's order.
    pub teams: Vec<AcrossTeam>,
    /// The team under the cursor.
    pub row: usize,
    /// What was agreed in sessions that have been read, so that it stays when they are let go of.
    promises: BTreeMap<PathBuf, Vec<PastAction>>,
}

impl AcrossTeamsView {
    /// The page of a row of the team grid.
    fn new(app: &App, grid: &TeamsView) -> Option<Self> {
        let row = grid.grid.rows.get(grid.row)?;
        let teams = grid.grid.columns.iter().map(|column| column.team.as_str());
        let (key, name) = (row.key.clone(), row.name.clone());
        Some(Self::made(app, key, name, grid.grid.as_of?, teams, BTreeMap::new()))
    }

    fn made<'a>(
        app: &App,
        key: String,
        name: String,
        as_of: Date,
        teams: impl Iterator<Item = &'a str>,
        mut promises: BTreeMap<PathBuf, Vec<PastAction>>,
    ) -> Self {
        let mut by_slug: HashMap<&str, Vec<(SummaryRef<'_>, &Record)>> = HashMap::new();
        for (past, record) in app.library.readable().filter(|(past, _)| past.session.date <= as_of)
        {
            by_slug.entry(&past.session.slug).or_default().push((past, record));
        }
        let mut all = Vec::new();
        for team in teams {
            let mut of_team = by_slug.remove(text::slug(team).as_str()).unwrap_or_default();
            of_team.sort_by(|a, b| history::order(&a.0, &b.0));
            let sessions: Vec<&Summary> = of_team.iter().map(|(past, _)| past.session).collect();
            let times = TeamTimes::new(&app.workspace, team, &sessions, &key);
            let paths = of_team.into_iter().map(|(_, record)| record.path.clone()).collect();
            let mut team = AcrossTeam { times, paths, promises: Vec::new() };
            for rise in team.times.rises.iter().take(RISES) {
                let mut agreed = Vec::new();
                for path in team.before(*rise) {
                    if let Some(session) = app.whole(path) {
                        let about = PastAction::about(&app.workspace, session, &key).collect();
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
    pub(crate) fn refreshed(&self, app: &App) -> Self {
        let share =
            |team: &&AcrossTeam| app.workspace.team(&team.times.team).is_none_or(|team| team.share);
        let teams = self.teams.iter().filter(share).map(|team| team.times.team.as_str());
        let known = self.promises.clone();
        let fresh = Self::made(app, self.key.clone(), self.name.clone(), self.as_of, teams, known);
        Self { row: self.row.min(fresh.teams.len().saturating_sub(1)), ..fresh }
    }

    /// The files that have to be read before all of the page can be told.
    fn unread(&self, app: &App) -> Vec<PathBuf> {
        let of_team = |team: &AcrossTeam| {
            let rises = team.times.rises.iter().take(RISES);
            rises.flat_map(|rise| team.before(*rise).to_vec()).collect::<Vec<_>>()
        };
        let all = self.teams.iter().flat_map(of_team);
        all.filter(|path| !self.promises.contains_key(path) && is_outline(app, path)).collect()
    }
}

fn is_outline(app: &App, path: &Path) -> bool {
    app.library.record(path).is_some_and(Record::is_outline)
}

impl App {
    /// Opens the row of the team grid under the cursor: its dimension across teams and time.
    pub(crate) fn open_row(&mut self) {
        let Screen::Teams(grid) = &self.screen else { return };
        let Some(view) = AcrossTeamsView::new(self, grid) else { return };
        let unread = view.unread(self);
        if self.reads_these_first(unread) {
            return;
        }
        self.go_to(Screen::Across(Box::new(view)));
    }

    pub(crate) fn across_key(&mut self, action: Action) {
        let Screen::Across(view) = &mut self.screen else { return };
        if action != Action::Enter {
            view.row = super::moved(view.row, view.teams.len(), action);
            return;
        }
        let last = view.teams.get(view.row).and_then(|team| {
            let last = team.times.times.last()?;
            Some((team.paths[last.session].clone(), last.card))
        });
        match last {
            Some((path, card)) => self.open(&path, Some(card)),
            None => self.refuse("this team has agreed on nothing here"),
        }
    }
}
