//! Learning across teams: rises of a dimension elsewhere, and the actions before.
//!
//! Only of teams that share, and never a comparison: no light of theirs stands beside one of ours.

use jiff::civil::Date;

use super::super::action::{ActionState, Experiment};
use super::super::consensus::{self, Change};
use super::super::history::{self, SummaryRef};
use super::super::session::Session;
use super::super::summary::Summary;
use super::super::text;
use super::super::workspace::Workspace;
use super::{InsightInput, InsightKind, InsightLine, day};

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
            Some((rise, what_they_did(input.workspace, before, key)?))
        });
        for (rise, did) in told.take(TOLD) {
            let says =
                format!("{} rose for {}. They had agreed: {did}", card.dimension.name, rise.team);
            let reason = format!("between {} and {}", day(rise.from), day(rise.to));
            lines.push(InsightLine::new(InsightKind::Elsewhere, card, says, reason));
        }
    }
}

/// Tells the actions of a team about a dimension, with their states; none without any.
fn what_they_did(workspace: &Workspace, session: &Session, key: &str) -> Option<String> {
    let about = |dimension: Option<&str>| {
        dimension.is_some_and(|own| workspace.present_key(session.template.as_deref(), own) == key)
    };
    let actions = session.actions.iter().filter(|action| about(action.dimension.as_deref()));
    let actions = actions.filter(|action| action.state != ActionState::Dropped);
    let actions = actions.map(|action| format!("\"{}\" ({})", action.text, action.state.word()));
    let tried =
        session.experiments.iter().filter(|experiment| about(experiment.dimension.as_deref()));
    let all: Vec<String> = actions.chain(tried.map(learnt)).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Tells an experiment with its outcome and its learning.
fn learnt(experiment: &Experiment) -> String {
    let outcome = experiment
        .outcome
        .map_or("experiment".to_owned(), |outcome| format!("experiment, {}", outcome.words()));
    if experiment.learning.is_empty() {
        format!("\"{}\" ({outcome})", experiment.text)
    } else {
        format!("\"{}\" ({outcome}; learnt: {})", experiment.text, experiment.learning)
    }
}
