//! Actions and experiments: what is open, in which order it is listed, and how much of it was done.

use jiff::civil::Date;

use super::{history, team_grid};
use crate::plain::{FollowUp, Session, Workspace};

/// The two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Actions,
    Experiments,
}

impl Kind {
    /// The items of a session.
    pub fn of(self, session: &Session) -> &[FollowUp] {
        match self {
            Self::Actions => &session.actions,
            Self::Experiments => &session.experiments,
        }
    }
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// To be done, or being tried.
    Open,
    /// Done, or come to its end.
    Finished,
    /// Given up.
    Dropped,
}

/// Reads the word of a state. Of an experiment people may write any word: an unknown one keeps it
/// on the list.
pub fn standing(word: &str) -> Standing {
    match word.trim().to_lowercase().as_str() {
        "done" | "finished" | "worked" | "did-not" | "did not" | "did not work" | "unclear"
        | "closed" => Standing::Finished,
        "dropped" | "stopped" | "given up" => Standing::Dropped,
        _ => Standing::Open,
    }
}

/// The day up to which a session knows what became of things; none for an open one, which knows
/// all.
pub fn known_until(session: &Session) -> Option<Date> {
    let day = session.reopened.map_or(session.date, |reopened| reopened.max(session.date));
    (!session.open).then_some(day)
}

/// The word of an item's state as it was on a day: what happened later is not known yet.
pub fn state_on(item: &FollowUp, day: Option<Date>) -> String {
    let mut known = item.changes.iter().filter(|(on, _)| day.is_none_or(|day| *on <= day));
    if known.clone().count() == item.changes.len() {
        return item.state.clone();
    }
    known.next_back().map(|(_, state)| state.clone()).unwrap_or_default()
}

/// Where an item stood on a day.
pub fn standing_on(item: &FollowUp, day: Option<Date>) -> Standing {
    standing(&state_on(item, day))
}

/// What came of an experiment: as it is written, else as its state says.
pub fn outcome(item: &FollowUp) -> Option<&str> {
    let implied = match item.state.trim().to_lowercase().as_str() {
        "worked" => Some("worked"),
        "did-not" | "did not" | "did not work" => Some("did-not"),
        "unclear" => Some("unclear"),
        _ => None,
    };
    item.outcome.as_deref().or(implied)
}

/// An item of a list.
#[derive(Debug)]
pub struct Listed<'w> {
    pub item: &'w FollowUp,
    pub session: &'w Session,
    pub team: String,
    /// The present key of its dimension, and its name.
    pub dimension: Option<(String, String)>,
    /// Days since it was due.
    pub overdue: Option<i32>,
}

/// The items of one team, or of all that share: overdue ones first, the most days late at the top,
/// then by team, owner, key of the dimension and day.
pub fn listed<'w>(
    workspace: &'w Workspace,
    kind: Kind,
    team: Option<&str>,
    (all, today): (bool, Date),
) -> Vec<Listed<'w>> {
    let mut found: Vec<((usize, usize), Listed<'w>)> = Vec::new();
    let teams = all_teams(workspace);
    for (rank, (name, shares)) in teams.iter().enumerate() {
        let wanted = team.map_or(*shares, |team| history::slug(team) == history::slug(name));
        for session in history::of_team(workspace, name).iter().filter(|_| wanted) {
            for (at, item) in kind.of(session).iter().enumerate() {
                if all || standing(&item.state) == Standing::Open {
                    found.push(((rank, at), listed_item(workspace, session, item, (name, today))));
                }
            }
        }
    }
    found.sort_by_key(|((rank, at), listed)| {
        let owner = listed.item.owner.trim().to_lowercase();
        let topic = listed.dimension.as_ref().map(|(key, _)| key.clone());
        let session = listed.session;
        (
            (listed.overdue.is_none(), listed.overdue.map(std::cmp::Reverse)),
            *rank,
            (owner.is_empty(), owner),
            (topic.is_none(), topic),
            (listed.item.by.is_none(), listed.item.by),
            (session.date, history::number(session), session.template.clone(), *at),
        )
    });
    found.into_iter().map(|(_, listed)| listed).collect()
}

fn listed_item<'w>(
    workspace: &'w Workspace,
    session: &'w Session,
    item: &'w FollowUp,
    (team, today): (&str, Date),
) -> Listed<'w> {
    let template = session.template.as_deref();
    let dimension = item.dimension.as_ref().map(|own| {
        let key = history::present_key(workspace, template, own);
        let asked = session.cards.iter().find(|card| card.dimension.key == *own);
        let asked = asked.map_or(own.as_str(), |card| card.dimension.name.as_str());
        let name = team_grid::name(workspace, template, &key).unwrap_or(asked);
        (key.clone(), name.to_owned())
    });
    let late = |by: &Date| *by < today && standing(&item.state) == Standing::Open;
    Listed {
        item,
        session,
        team: team.to_owned(),
        dimension,
        overdue: item.by.filter(late).map(|by| (today - by).get_days()),
    }
}

/// All teams with a session, in the workspace's order and then by name, and whether they share.
fn all_teams(workspace: &Workspace) -> Vec<(String, bool)> {
    let mut teams: Vec<(String, bool)> =
        workspace.teams.iter().map(|team| (team.name.clone(), team.share)).collect();
    for name in team_grid::teams(workspace) {
        if teams.iter().all(|(known, _)| *known != name) {
            teams.push((name, true));
        }
    }
    teams
}

/// Counts of a team's follow-up since a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Practice {
    pub since: Date,
    pub sprints: i32,
    pub experiments: usize,
    pub finished: usize,
    pub learnt: usize,
    pub actions: usize,
    pub done: usize,
}

/// Counts from the team's last check that is not open, else from its last one, until today.
pub fn practice(workspace: &Workspace, team: &str, today: Date) -> Option<Practice> {
    let sessions = history::of_team(workspace, team);
    let at = sessions.iter().rposition(|session| !session.open);
    let at = at.or_else(|| sessions.len().checked_sub(1))?;
    let begun = sessions[at..].iter().map(|session| session.experiments.len()).sum();
    Some(counted(&sessions, (sessions[at], begun), (today, None)))
}

/// Counts from the check before a session until that session, as it is known there.
pub fn practice_before(workspace: &Workspace, session: &Session) -> Option<Practice> {
    let sessions = history::before(workspace, session);
    let last = *sessions.last()?;
    let until = (session.date, known_until(session));
    Some(counted(&sessions, (last, last.experiments.len()), until))
}

fn counted(
    sessions: &[&Session],
    (last, experiments): (&Session, usize),
    (until, known): (Date, Option<Date>),
) -> Practice {
    let tried = || sessions.iter().flat_map(|session| &session.experiments);
    let finished = || tried().filter(|item| standing_on(item, known) == Standing::Finished);
    let done = |action: &&FollowUp| standing_on(action, known) == Standing::Finished;
    Practice {
        since: last.date,
        sprints: sprints((until - last.date).get_days()),
        experiments,
        finished: finished().count(),
        learnt: finished().filter(|item| !item.learning.trim().is_empty()).count(),
        actions: last.actions.len(),
        done: last.actions.iter().filter(done).count(),
    }
}

/// Sprints of two weeks; one that has begun counts.
fn sprints(days: i32) -> i32 {
    (days.max(1) + 13) / 14
}
