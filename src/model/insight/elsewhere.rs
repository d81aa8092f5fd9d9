//! Learning across teams: rises of a dimension elsewhere, and the actions before.
//!
//! Only of teams that share, and never a comparison: no light of theirs stands beside one of ours.

use jiff::civil::Date;

use super::super::action::ActionState;
use super::super::consensus::{self, Change};
use super::super::history::{self, SummaryRef};
use super::super::session::Session;
use super::super::summary::Summary;
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
    /// Index of the session before the rise, among all sessions that were given.
    pub before: usize,
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
    for pair in others.windows(2) {
        let [(at, before), (_, after)] = pair else { continue };
        if before.session.slug != after.session.slug {
            continue;
        }
        for key in keys {
            if rose(workspace, before.session, after.session, key) {
                let (team, from, to) =
                    (after.session.team.to_string(), before.session.date, after.session.date);
                rises.push(RiseElsewhere { key: key.clone(), team, before: *at, from, to });
            }
        }
    }
    rises.sort_by(|a: &RiseElsewhere, b| {
        b.to.cmp(&a.to).then_with(|| a.team.cmp(&b.team)).then_with(|| a.key.cmp(&b.key))
    });
    rises
}

fn rose(workspace: &Workspace, before: &Summary, after: &Summary, key: &str) -> bool {
    let find = |session: &'_ Summary| {
        let at = session.asked.iter().position(|asked| {
            workspace.present_key(session.template.as_deref(), &asked.key) == key
        })?;
        let gist = &session.gists[at];
        Some((session.asked[at].scale.clone(), gist.agreed)).filter(|_| !gist.skipped)
    };
    let (Some((then, was)), Some((now, is))) = (find(before), find(after)) else { return false };
    consensus::change(&now, (&then, was), is) == Some(Change::Better)
}

/// Adds actions of other teams before a rise in a dimension that is not well here.
pub fn lines(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let template = input.session.template.as_deref();
    for card in input.cards() {
        let key = input.workspace.present_key(template, &card.dimension.key);
        let risen = input.elsewhere.iter().filter(|(rise, _)| rise.key == key);
        let told = risen.filter_map(|(rise, before)| {
            let tried = tried(input.workspace, before, key);
            (!tried.is_empty()).then_some((rise, tried))
        });
        for (rise, tried) in told.take(TOLD) {
            let (team, from, to) = (rise.team.clone(), rise.from, rise.to);
            lines.push(InsightLine::new(card, Insight::Elsewhere { team, from, to, tried }));
        }
    }
}

/// Lists the actions and experiments of a team about a dimension, without dropped actions.
fn tried(workspace: &Workspace, session: &Session, key: &str) -> Vec<Tried> {
    let about = |dimension: Option<&str>| {
        dimension.is_some_and(|own| workspace.present_key(session.template.as_deref(), own) == key)
    };
    let actions = session
        .actions
        .iter()
        .filter(|action| about(action.dimension.as_deref()))
        .filter(|action| action.state != ActionState::Dropped)
        .map(|action| Tried::Action { text: action.text.clone(), state: action.state });
    let experiments =
        session.experiments.iter().filter(|experiment| about(experiment.dimension.as_deref())).map(
            |experiment| Tried::Experiment {
                text: experiment.text.clone(),
                outcome: experiment.outcome,
                learning: experiment.learning.clone(),
            },
        );
    actions.chain(experiments).collect()
}
