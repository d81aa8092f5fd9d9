//! A team's sessions in order, and a dimension's previous value.
//!
//! A dimension is found again by its key or by an alias of the workspace's templates.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::action::{ActionItem, Experiment};
use super::consensus::{self, Change};
use super::session::{Agreed, Card, Session};
use super::summary::Summary;
use super::workspace::Workspace;

/// A session's summary, with the number that orders two of one day.
#[derive(Clone, Copy, Debug)]
pub struct SummaryRef<'a> {
    /// Summary of the session.
    pub session: &'a Summary,
    /// 1 for the first session of its kind on a day, 2 for the file ending in `-2`, and so on.
    pub number: u32,
}

/// A whole session, with the number that orders two of one day.
#[derive(Clone, Copy, Debug)]
pub struct SessionRef<'a> {
    /// Session as its file holds it.
    pub session: &'a Session,
    /// As in [`SummaryRef`].
    pub number: u32,
}

/// Orders two sessions of a team. Two of one day keep the order in which they were started.
pub fn order(a: &SummaryRef<'_>, b: &SummaryRef<'_>) -> Ordering {
    let key = |past: &SummaryRef<'_>| (past.session.date, past.number);
    key(a).cmp(&key(b)).then_with(|| a.session.template.cmp(&b.session.template))
}

/// Finds the card of `session` that is the same dimension as `key` of a session on `template`.
pub fn same_card<'a>(
    workspace: &Workspace,
    session: &'a Session,
    template: Option<&str>,
    key: &str,
) -> Option<&'a Card> {
    let wanted = workspace.present_key(template, key);
    session.card(key).or_else(|| {
        session.cards.iter().find(|card| {
            let present = workspace.present_key(session.template.as_deref(), &card.dimension.key);
            present == wanted || card.dimension.aliases.iter().any(|alias| alias == key)
        })
    })
}

/// Value of a dimension in the last earlier session that agreed on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastTime<'a> {
    /// Date of that session.
    pub date: Date,
    /// The card of that session.
    pub card: &'a Card,
}

impl LastTime<'_> {
    /// Agreed value.
    pub const fn agreed(&self) -> Agreed {
        self.card.agreed
    }

    /// Computes the change from then to `now`.
    pub fn change(&self, now: &Card) -> Option<Change> {
        consensus::change(
            &now.dimension.scale,
            (&self.card.dimension.scale, self.card.agreed),
            now.agreed,
        )
    }
}

/// Looks back from a card of `session` through `earlier`, oldest first, all of the same team.
pub fn last_time<'a>(
    workspace: &Workspace,
    earlier: &[&'a Session],
    session: &Session,
    key: &str,
) -> Option<LastTime<'a>> {
    earlier.iter().rev().find_map(|past| {
        let card = same_card(workspace, past, session.template.as_deref(), key)?;
        card.agreed.vote.is_some().then_some(LastTime { date: past.date, card })
    })
}

/// Lists the actions of the latest earlier session that has any: a check begins with these.
pub fn last_actions<'a>(earlier: &[&'a Session]) -> Option<(Date, &'a [ActionItem])> {
    earlier.iter().rev().find(|s| !s.actions.is_empty()).map(|s| (s.date, s.actions.as_slice()))
}

/// Lists experiments that the last check created, that are running, or that changed since. The
/// earlier sessions are the team's, oldest first.
pub fn last_experiments<'a>(earlier: &[&'a Session]) -> Vec<&'a Experiment> {
    let Some((last, before)) = earlier.split_last() else { return Vec::new() };
    let since =
        |tried: &&'a Experiment| tried.last_step().is_some_and(|step| step.date > last.date);
    let older = before.iter().flat_map(|session| &session.experiments);
    older.filter(|tried| tried.is_running() || since(tried)).chain(&last.experiments).collect()
}
