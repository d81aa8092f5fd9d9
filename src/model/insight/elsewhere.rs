//! Learning across teams: rises of a dimension elsewhere, and the actions before.
//!
//! Only of teams that share, and never a comparison: no light of theirs stands beside one of ours.

use jiff::civil::Date;

use super::super::action::ActionState;
use super::super::consensus::{self, Change};
use super::super::history::{self, SummaryRef};
use super::super::scale::{Scale, Vote};
use super::super::session::Session;
use super::super::text;
use super::super::workspace::Workspace;
use super::{Insight, InsightInput, InsightLine, Tried};

/// Most insights of one dimension.
const TOLD: usize = 2;

/// A dimension that got better between two sessions of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiseElsewhere {
    /// The dimension's present key.
    pub key: String,
    /// Team's name.
    pub team: String,
    /// Index of a session before the rise in which something may be agreed to be done, among all
    /// sessions that were given: one entry each, from the last time on.
    pub before: usize,
    /// Index of the session of the rise: two rises of one day are two.
    pub risen: usize,
    /// Date of that session.
    pub from: Date,
    /// Date of the rise.
    pub to: Date,
}

/// Finds rises of these dimensions in teams that share, other than `own`, up to `until`: newest
/// first, a few of each dimension. The result does not depend on the order of sessions.
pub fn rises(
    workspace: &Workspace,
    all: &[SummaryRef<'_>],
    own: &str,
    until: Date,
    keys: &[String],
) -> Vec<RiseElsewhere> {
    let own = text::slug(own);
    let secret: Vec<String> = workspace
        .teams
        .iter()
        .filter(|team| !team.share)
        .map(|team| text::slug(&team.name))
        .collect();
    let mut others: Vec<(usize, &SummaryRef<'_>)> = all
        .iter()
        .enumerate()
        .filter(|(_, past)| *past.session.slug != *own && past.session.date <= until)
        .filter(|(_, past)| !secret.iter().any(|slug| **slug == *past.session.slug))
        .collect();
    others.sort_by(|a, b| {
        a.1.session.slug.cmp(&b.1.session.slug).then_with(|| history::order(a.1, b.1))
    });
    let mut rises = Vec::new();
    for team in others.chunk_by(|a, b| a.1.session.slug == b.1.session.slug) {
        for key in keys {
            rises.extend(rises_of(workspace, team, key));
        }
    }
    rises.sort_by(|a: &RiseElsewhere, b| {
        let order = b.to.cmp(&a.to).then_with(|| a.team.cmp(&b.team));
        order.then_with(|| a.key.cmp(&b.key))
    });
    rises
}

/// Finds the rises of one dimension among a team's sessions, oldest first: from one time at which
/// it was agreed on to the next, whatever was held in between.
fn rises_of(
    workspace: &Workspace,
    sessions: &[(usize, &SummaryRef<'_>)],
    key: &str,
) -> Vec<RiseElsewhere> {
    let mut rises = Vec::new();
    let mut times: Vec<(usize, &Scale, Vote)> = Vec::new();
    for (place, (risen, past)) in sessions.iter().enumerate() {
        let session = past.session;
        let Some(card) = history::card_of(workspace, session, key) else { continue };
        let (scale, Some(vote)) = (&session.asked[card].scale, session.gists[card].vote()) else {
            continue;
        };
        // The last time on each scale is enough.
        let last = times.iter().position(|(_, then, _)| consensus::comparable(then, scale));
        let last = last.map(|at| times.swap_remove(at));
        times.push((place, scale, vote));
        if let Some((from, then, was)) = last
            && consensus::change((then, was), (scale, vote)) == Some(Change::Better)
        {
            // What was agreed to be done may stand in a check of another method in between.
            let between = sessions[from..place].iter().enumerate().filter(|(at, (_, past))| {
                *at == 0 || past.session.actions > 0 || past.session.experiments > 0
            });
            rises.extend(between.map(|(_, (before, _))| RiseElsewhere {
                key: key.to_owned(),
                team: session.team.to_string(),
                before: *before,
                risen: *risen,
                from: sessions[from].1.session.date,
                to: session.date,
            }));
        }
    }
    rises
}

/// Adds actions of other teams before a rise in a dimension that is not well here.
pub fn lines(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let template = input.session.template.as_deref();
    let mut keys: Vec<&str> = Vec::new();
    for card in input.cards().filter(|card| super::may_learn(input, card)) {
        let key = input.workspace.present_key(template, &card.dimension.key);
        // Two cards of one dimension have the same to learn.
        if keys.contains(&key) {
            continue;
        }
        keys.push(key);
        let risen: Vec<_> = input.elsewhere.iter().filter(|(rise, _)| rise.key == key).collect();
        let told = risen.chunk_by(|a, b| a.0.risen == b.0.risen).filter_map(|sessions| {
            let day = input.session.as_of();
            let tried =
                sessions.iter().flat_map(|(_, before)| tried(input.workspace, before, key, day));
            let tried: Vec<Tried> = tried.collect();
            (!tried.is_empty()).then_some((&sessions[0].0, tried))
        });
        for (rise, tried) in told.take(TOLD) {
            let (team, from, to) = (rise.team.clone(), rise.from, rise.to);
            lines.push(InsightLine::new(card, Insight::Elsewhere { team, from, to, tried }));
        }
    }
}

/// Lists the actions and experiments of a team about a dimension as they were on a day, without
/// dropped actions.
fn tried(workspace: &Workspace, session: &Session, key: &str, day: Option<Date>) -> Vec<Tried> {
    let about = |dimension: Option<&str>| {
        dimension.is_some_and(|own| workspace.present_key(session.template.as_deref(), own) == key)
    };
    let actions = session
        .actions
        .iter()
        .filter(|action| about(action.dimension.as_deref()))
        .map(|action| action.at(day))
        .filter(|action| action.state != ActionState::Dropped)
        .map(|action| Tried::Action { text: action.text.clone(), state: action.state });
    let experiments = session
        .experiments
        .iter()
        .filter(|experiment| about(experiment.dimension.as_deref()))
        .map(|experiment| experiment.at(day))
        .map(|experiment| Tried::Experiment {
            text: experiment.text.clone(),
            outcome: experiment.came_of_it(),
            learning: experiment.learning.clone(),
        });
    actions.chain(experiments).collect()
}
