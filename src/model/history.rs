//! A team's sessions in order, and a dimension's previous value.
//!
//! A dimension is found again by its key or by an alias of the workspace's templates.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;

use super::action::{ActionItem, Experiment};
use super::consensus::{self, Change};
use super::scale::{Scale, Vote};
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

/// What orders the sessions of a team. Two of one day keep the order in which they were started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place<'a> {
    date: Date,
    number: u32,
    template: Option<&'a str>,
}

impl<'a> SummaryRef<'a> {
    /// Its place among the sessions of its team.
    pub fn place(&self) -> Place<'a> {
        let template = self.session.template.as_deref();
        Place { date: self.session.date, number: self.number, template }
    }
}

impl<'a> SessionRef<'a> {
    /// Its place among the sessions of its team.
    pub fn place(&self) -> Place<'a> {
        let template = self.session.template.as_deref();
        Place { date: self.session.date, number: self.number, template }
    }
}

/// Orders two sessions of a team.
pub fn order(a: &SummaryRef<'_>, b: &SummaryRef<'_>) -> Ordering {
    a.place().cmp(&b.place())
}

/// Finds the card of `session` that is the same dimension as `key` of a session on `template`.
pub fn same_card<'a>(
    workspace: &Workspace,
    session: &'a Session,
    template: Option<&str>,
    key: &str,
) -> Option<&'a Card> {
    let wanted = workspace.present_key(template, key);
    let of_session = session.template.as_deref();
    let same = |card: &&Card| workspace.present_key(of_session, &card.dimension.key) == wanted;
    let answer = |card: &'a Card| (&card.dimension.scale, card.vote());
    let cards = session.cards.iter().filter(same);
    cards.reduce(|one, other| if stands_for(answer(one), answer(other)) { other } else { one })
}

/// Finds the card of a summary that stands for a dimension, by its present key.
pub fn card_of(workspace: &Workspace, session: &Summary, present: &str) -> Option<usize> {
    let template = session.template.as_deref();
    let same = |at: &usize| workspace.present_key(template, &session.asked[*at].key) == present;
    let answer = |at: usize| (&session.asked[at].scale, session.gists[at].vote());
    let cards = (0..session.asked.len()).filter(same);
    cards.reduce(|one, other| if stands_for(answer(one), answer(other)) { other } else { one })
}

/// True where the second of two cards of one session stands for the dimension that both are: one
/// that was agreed on does, and of two the less healthy one, so that no red vanishes.
pub fn stands_for(one: (&Scale, Option<Vote>), other: (&Scale, Option<Vote>)) -> bool {
    match (one.1, other.1) {
        (Some(here), Some(there)) => other.0.rank(there) < one.0.rank(here),
        (here, there) => here.is_none() && there.is_some(),
    }
}

/// Value of a dimension in the latest earlier session that agreed on it on a scale that can be
/// compared, whatever was held in between; without one, on any scale. Everything that looks back
/// looks at this one.
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
        let then = (&self.card.dimension.scale, self.card.vote()?);
        consensus::change(then, (&now.dimension.scale, now.vote()?))
    }
}

/// Looks back from a card of `session` through `earlier`, oldest first, all of the same team.
pub fn last_time<'a>(
    workspace: &Workspace,
    earlier: &[&'a Session],
    session: &Session,
    key: &str,
) -> Option<LastTime<'a>> {
    let agreed = |past: &&'a Session| {
        let card = same_card(workspace, past, session.template.as_deref(), key)?;
        card.vote().is_some().then_some(LastTime { date: past.date, card })
    };
    let scale = session.card(key).map(|card| &card.dimension.scale);
    let alike = |last: &LastTime<'_>| {
        scale.is_none_or(|scale| consensus::comparable(&last.card.dimension.scale, scale))
    };
    let times = || earlier.iter().rev().filter_map(agreed);
    times().find(alike).or_else(|| times().next())
}

/// Lists the actions of the latest earlier session that has any: a check begins with these.
pub fn last_actions<'a>(earlier: &[&'a Session]) -> Option<(Date, &'a [ActionItem])> {
    earlier.iter().rev().find(|s| !s.actions.is_empty()).map(|s| (s.date, s.actions.as_slice()))
}

/// Lists experiments that the last check created, that were running on a day, or that had changed
/// since, as they were on that day; none: today. The earlier sessions are the team's, oldest first.
pub fn last_experiments<'a>(
    earlier: &[&'a Session],
    day: Option<Date>,
) -> Vec<Cow<'a, Experiment>> {
    let Some((last, before)) = earlier.split_last() else { return Vec::new() };
    let since = |tried: &Experiment| tried.last_step().is_some_and(|step| step.date > last.date);
    let older = before.iter().flat_map(|session| &session.experiments).map(|tried| tried.at(day));
    let newest = last.experiments.iter().map(|tried| tried.at(day));
    older.filter(|tried| tried.is_running() || since(tried)).chain(newest).collect()
}
