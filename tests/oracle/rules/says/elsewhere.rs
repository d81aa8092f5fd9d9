//! When it rose elsewhere: what other teams that share had agreed to do before the same dimension
//! rose for them.

use std::cmp::Ordering;

use super::{Line, Reading, changes, day, is_unwell};
use crate::plain::{Card, FollowUp, Session};
use crate::rules::follow_up::{self, Standing};
use crate::rules::history::{self, Time};
use crate::rules::team_grid;

/// A rise of another team, from one time to the next.
struct Rise<'w> {
    team: String,
    from: Time<'w>,
    to: Time<'w>,
    /// What was agreed to be done in between, in words.
    tried: Vec<String>,
}

/// For each card that is not well or slides, the two newest rises before which something was tried.
pub fn lines(reading: Reading<'_>) -> Vec<Line> {
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    for card in reading.cards() {
        if !is_unwell(card) && changes::slides(reading, card).is_none() {
            continue;
        }
        let key = history::key_of(reading.workspace, reading.session, card);
        let told = rises(reading, &key).into_iter().filter(|rise| !rise.tried.is_empty());
        // Two cards of one dimension have the same to learn.
        if !keys.contains(&key) {
            lines.extend(told.take(2).map(|rise| line(card, &rise)));
            keys.push(key);
        }
    }
    lines
}

fn line(card: &Card, rise: &Rise<'_>) -> Line {
    let mut facts = vec![rise.team.clone()];
    facts.extend(rise.tried.clone());
    facts.extend([day(rise.from.date()), day(rise.to.date())]);
    Line::of("elsewhere", card, facts)
}

/// All rises of a dimension in other teams that share, up to the session's day, the newest first.
fn rises<'w>(reading: Reading<'w>, key: &str) -> Vec<Rise<'w>> {
    let Reading { workspace, session } = reading;
    let own = history::slug(&session.team);
    let mut rises: Vec<Rise<'w>> = Vec::new();
    for team in team_grid::teams(workspace) {
        if history::slug(&team) == own {
            continue;
        }
        let mut sessions = history::of_team(workspace, &team);
        sessions.retain(|other| other.date <= session.date);
        let times = history::times(workspace, &sessions, key);
        for (at, to) in times.iter().enumerate() {
            let Some(from) = history::last_time(&times[..at], to.card) else { continue };
            if history::step((from.card, from.vote), (to.card, to.vote)) != Some(Ordering::Greater)
            {
                continue;
            }
            let place = |time: &Time<'_>| {
                sessions.iter().position(|other| other.file == time.session.file).unwrap()
            };
            let between = &sessions[place(from)..place(to)];
            let tried = between.iter().flat_map(|between| tried(reading, between, key)).collect();
            let team = to.session.team.clone();
            rises.push(Rise { team, from: *from, to: *to, tried });
        }
    }
    rises.sort_by(|a, b| b.to.date().cmp(&a.to.date()).then_with(|| a.team.cmp(&b.team)));
    rises
}

/// The actions of a session about a dimension that were not given up, then its experiments, as far
/// as the reading session knows what became of them.
fn tried(reading: Reading<'_>, session: &Session, key: &str) -> Vec<String> {
    let known = follow_up::known_until(reading.session);
    let template = session.template.as_deref();
    let about = |item: &&FollowUp| {
        let own = item.dimension.as_ref();
        own.is_some_and(|own| history::present_key(reading.workspace, template, own) == key)
    };
    let mut told = Vec::new();
    for action in session.actions.iter().filter(about) {
        let state = match follow_up::standing_on(action, known) {
            Standing::Open => "open",
            Standing::Finished => "done",
            Standing::Dropped => continue,
        };
        told.extend([action.text.clone(), state.to_owned()]);
    }
    for experiment in session.experiments.iter().filter(about) {
        told.push(experiment.text.clone());
        told.extend(outcome(experiment, known));
    }
    told
}

/// What came of an experiment, and what was learnt, if that was known then: the outcome is that of
/// the last end, and what was learnt is known from the first one on.
fn outcome(item: &FollowUp, known: Option<jiff::civil::Date>) -> Vec<String> {
    let is_known = |on| known.is_none_or(|day| on <= day);
    let is_end = |state: &str| follow_up::standing(state) == Standing::Finished;
    let ends = || item.changes.iter().filter(|(_, state)| is_end(state));
    let all_known = item.changes.iter().all(|(on, _)| is_known(*on));
    let ended = is_end(&follow_up::state_on(item, known)) && ends().all(|(on, _)| is_known(*on));
    let outcome = follow_up::outcome(item).filter(|_| all_known || ended);
    let outcome = outcome.map(|outcome| match outcome {
        "did-not" => "did not work".to_owned(),
        outcome => outcome.to_owned(),
    });
    let learnt = all_known || ends().any(|(on, _)| is_known(*on));
    let learnt = (learnt && !item.learning.trim().is_empty()).then(|| item.learning.clone());
    outcome.into_iter().chain(learnt).collect()
}
