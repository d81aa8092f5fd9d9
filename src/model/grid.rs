//! All teams at one moment: dimensions down, teams across.
//!
//! Teams stand in the workspace's order and then by name, never by health, and nothing is added up
//! over a team or averaged over teams: the grid is there to see what no team can mend alone, not to
//! rank. A team that does not share is not in it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cell_metric::{self, Cell, CellData, CellValue, Metric};
use super::history::{self, SummaryRef};
use super::light::Light;
use super::summary::Summary;
use super::text;
use super::workspace::Workspace;

/// Days after which a session is called old: two quarters without a check.
const OLD: i32 = 183;
/// Fewest teams of a pattern.
const FEWEST: usize = 2;

/// One team of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamColumn {
    /// Team's name.
    pub team: String,
    /// Latest session up to the day of the grid: its index among the grid's sessions, and its date.
    pub session: Option<(usize, Date)>,
    /// True while that session is open.
    pub open: bool,
    /// Days between that session and the grid.
    pub age: i32,
}

impl TeamColumn {
    /// True for a session too old to tell about now.
    pub const fn is_old(&self) -> bool {
        self.age >= OLD
    }
}

/// One dimension over all teams.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamRow {
    /// The present key.
    pub key: String,
    /// Name in the workspace's templates, else in the first session that asked it.
    pub name: String,
    /// One entry a team; none where nothing was agreed.
    pub cells: Vec<Option<Cell>>,
    /// Index of the card in each team's session; none where it was not asked.
    pub cards: Vec<Option<usize>>,
    /// Other values in each team's session; none where it was not asked.
    pub said: Vec<Option<CellData>>,
}

/// Number of teams for which a dimension is not well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Teams that agreed on yellow or red.
    pub unwell: usize,
    /// Teams that agreed on anything.
    pub of: usize,
}

impl TeamRow {
    /// The value of a team's cell.
    pub fn sign(&self, at: usize, metric: Metric) -> CellValue<'_> {
        let (cell, said) = (self.cells.get(at), self.said.get(at));
        CellValue::new(metric, cell.and_then(Option::as_ref), said.and_then(Option::as_ref))
    }

    /// Finds a pattern: yellow or red for half of the teams that agreed on it or more, and for two
    /// at least. Then it is something that the teams cannot mend alone.
    pub fn pattern(&self) -> Option<Pattern> {
        let (unwell, of) = self.yellow_or_red();
        (unwell >= FEWEST && unwell * 2 >= of).then_some(Pattern { unwell, of })
    }

    /// Counts the teams that agreed on yellow or red, and those that agreed on anything.
    pub fn yellow_or_red(&self) -> (usize, usize) {
        let agreed = self.cells.iter().flatten();
        let of = agreed.clone().count();
        (agreed.filter(|cell| cell.light.is_some_and(Light::is_unwell)).count(), of)
    }
}

/// The grid of all teams that share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamGrid {
    /// The day; none: an empty grid.
    pub as_of: Option<Date>,
    /// Teams in the workspace's order, then by name.
    pub columns: Vec<TeamColumn>,
    /// The dimensions: those of the first team's session, then what other teams' sessions ask
    /// besides.
    pub rows: Vec<TeamRow>,
}

impl TeamGrid {
    /// Builds the grid of a day. The result does not depend on the order of sessions.
    ///
    /// A session in which nothing is agreed yet does not count: a check that has just begun would
    /// take what its team said last time off the grid.
    pub fn new(workspace: &Workspace, as_of: Date, sessions: &[SummaryRef<'_>]) -> Self {
        let mut grid = Self { as_of: Some(as_of), ..Self::default() };
        for (team, of_team) in teams(workspace, sessions) {
            let of_team = of_team.into_iter().map(|at| (at, &sessions[at]));
            let until = of_team
                .filter(|(_, past)| past.session.date <= as_of && past.session.says_something());
            let latest = until.max_by(|(_, a), (_, b)| history::order(a, b));
            grid.columns.push(TeamColumn {
                team,
                session: latest.map(|(at, past)| (at, past.session.date)),
                open: latest.is_some_and(|(_, past)| past.session.is_open()),
                age: latest.map_or(0, |(_, past)| (as_of - past.session.date).get_days()),
            });
        }
        for at in 0..grid.columns.len() {
            if let Some((index, _)) = grid.columns[at].session {
                grid.fill(workspace, at, sessions[index].session);
            }
        }
        grid
    }

    fn fill(&mut self, workspace: &Workspace, at: usize, session: &Summary) {
        let template = session.template.as_deref();
        for (index, asked) in session.asked.iter().enumerate() {
            let key = workspace.present_key(template, &asked.key);
            let row = self.rows.iter().position(|row| row.key == key).unwrap_or_else(|| {
                let name = workspace.name_of(template, key).unwrap_or(&asked.name).to_owned();
                let columns = self.columns.len();
                let (cells, cards, said) =
                    (vec![None; columns], vec![None; columns], vec![None; columns]);
                self.rows.push(TeamRow { key: key.to_owned(), name, cells, cards, said });
                self.rows.len() - 1
            });
            let row = &mut self.rows[row];
            let place = (&mut row.cards[at], &mut row.cells[at], &mut row.said[at]);
            cell_metric::put(place, session, index, workspace.defaults.threshold);
        }
    }

    /// Lists the dimensions that half of the teams or more cannot mend alone, in the grid's order.
    pub fn patterns(&self) -> impl Iterator<Item = (&TeamRow, Pattern)> {
        self.rows.iter().filter_map(|row| Some((row, row.pattern()?)))
    }
}

/// Lists the days of sessions of teams that share, each once, oldest first: the grid changes on
/// these days alone.
pub fn days(workspace: &Workspace, sessions: &[SummaryRef<'_>]) -> Vec<Date> {
    let shared = teams(workspace, sessions).into_iter().flat_map(|(_, of_team)| of_team);
    let shared = shared.map(|at| sessions[at].session).filter(|session| session.says_something());
    let mut days: Vec<Date> = shared.map(|session| session.date).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Groups the indices of sessions by team: the workspace's in its order, then others by name.
fn teams(workspace: &Workspace, sessions: &[SummaryRef<'_>]) -> Vec<(String, Vec<usize>)> {
    let mut by_slug: BTreeMap<&str, (&str, Vec<usize>)> = BTreeMap::new();
    for (at, past) in sessions.iter().enumerate() {
        let name = &*past.session.team;
        // One team under two spellings: which of them is shown must not depend on what was found
        // first.
        let (known, of_team) = by_slug.entry(&past.session.slug).or_insert((name, Vec::new()));
        *known = name.min(*known);
        of_team.push(at);
    }
    let mut teams = Vec::new();
    for team in &workspace.teams {
        let of_team = by_slug.remove(text::slug(&team.name).as_str());
        teams.extend(
            of_team.filter(|_| team.share).map(|(_, of_team)| (team.name.clone(), of_team)),
        );
    }
    let mut others: Vec<(&str, Vec<usize>)> = by_slug.into_values().collect();
    others.sort_by_key(|(name, _)| (name.to_lowercase(), *name));
    teams.extend(others.into_iter().map(|(name, of_team)| (name.to_owned(), of_team)));
    teams
}

#[cfg(test)]
mod tests;
