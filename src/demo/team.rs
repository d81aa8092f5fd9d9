//! The checks of one made-up team, from its first to its latest.
//!
//! Moods drift from check to check, ballots scatter around the mood, and what is agreed follows
//! the ballots as the model reads them. Nothing here breaks a rule that a live check would keep.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::model::{
    ActionItem, ActionStep, Agreed, Answer, Ballot, Ballots, Card, Direction, Light, Miss,
    MissTally, Revealed, Session, State, Tally, Vote, Voters, consensus,
};

use super::chance::Chance;
use super::mood::Mood;
use super::words::topic;
use super::{Asked, Plan, RENAMED, trials};

/// Numbers of revealed and of agreed cards in an open check.
const REVEALED_SO_FAR: usize = 5;
const AGREED_SO_FAR: usize = 4;

/// Builds all checks of a team, oldest first.
pub(super) fn sessions(plan: &Plan, asked: &Asked, today: Date, seed: u64) -> Vec<Session> {
    let mut chance = Chance::new(seed);
    let mut moods = BTreeMap::new();
    let mut sessions: Vec<Session> = Vec::new();
    let dates = dates(plan, today, &mut chance);
    let renamed = today.saturating_sub(RENAMED.days());
    for date in &dates {
        let template = if *date < renamed { &asked.before } else { &asked.present };
        let voters = voters(plan, &mut chance);
        let mut session = Session::new(plan.name.to_owned(), *date, template, plan.way, voters);
        let open = plan.open && Some(date) == dates.last();
        let last = if open { REVEALED_SO_FAR } else { session.cards.len() };
        for (index, card) in session.cards.iter_mut().enumerate() {
            let key = present_key(asked, &card.dimension.key);
            let mood =
                moods.entry(key.clone()).or_insert_with(|| mood_at_first(plan, &key, &mut chance));
            mood.walk(&mut chance);
            if index >= last {
                continue;
            }
            if !open && chance.one_in(50) {
                card.skipped = true;
                continue;
            }
            vote(card, &key, &session.voters, mood, &mut chance);
            if open && index >= AGREED_SO_FAR {
                card.agreed = Agreed::default();
            } else if chance.one_in(3) {
                note(card, &key, &sessions);
            }
        }
        look_at_actions(&mut sessions, *date, &mut chance);
        trials::look(&mut sessions, *date);
        if !open {
            decide(&mut session, &sessions, plan, asked, &mut chance);
            trials::begin(&mut session, plan, sessions.len());
            session.state = State::Closed;
        }
        sessions.push(session);
    }
    sessions
}

fn mood_at_first(plan: &Plan, key: &str, chance: &mut Chance) -> Mood {
    match plan.stories.iter().find(|(story, ..)| *story == key) {
        Some((_, at, drift)) => Mood::of_story(*at, *drift),
        None => Mood::new(chance),
    }
}

fn present_key(asked: &Asked, key: &str) -> String {
    asked.present.dimension(key).map_or(key, |dimension| dimension.key.as_str()).to_owned()
}

/// Draws the days of checks, six to ten weeks apart and never at a weekend, back from the last.
fn dates(plan: &Plan, today: Date, chance: &mut Chance) -> Vec<Date> {
    let first = today.saturating_sub(plan.since.days());
    // A check that is being held is held today, whatever day that is.
    let last = today.saturating_sub(plan.last.days());
    let mut dates = vec![if plan.open { last } else { on_a_workday(last) }];
    let mut date = last;
    loop {
        let before = on_a_workday(date.saturating_sub(i64::from(chance.between(42, 70)).days()));
        // At the beginning of time there is no day before.
        if before < first || before == date {
            break;
        }
        dates.push(before);
        date = before;
    }
    dates.reverse();
    dates
}

fn on_a_workday(date: Date) -> Date {
    let back: i64 = match date.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    date.saturating_sub(back.days())
}

/// Draws the voters: five to eight, since somebody is always ill or away.
fn voters(plan: &Plan, chance: &mut Chance) -> Voters {
    let mut people: Vec<String> = plan.people.iter().map(|person| (*person).to_owned()).collect();
    let most = i32::try_from(people.len()).unwrap_or(i32::MAX).min(8);
    let there = usize::try_from(chance.between(5, most.max(5))).unwrap_or(5);
    while people.len() > there {
        let away = chance.pick(&people).cloned();
        people.retain(|person| Some(person) != away.as_ref());
    }
    if plan.named {
        Voters::People(people)
    } else {
        Voters::Count(u32::try_from(people.len()).unwrap_or(5))
    }
}

/// Votes on a card, reveals it, and agrees on something.
fn vote(card: &mut Card, key: &str, voters: &Voters, mood: &Mood, chance: &mut Chance) {
    let mut ballots = Vec::new();
    let mut said = Vec::new();
    for voter in 0..voters.count() {
        let light = mood.vote(chance);
        // At most one abstains, so that no card falls under the threshold.
        let abstains = voter == 0 && chance.one_in(12);
        let answer = if abstains { Answer::Abstained } else { Answer::Vote(Vote::Light(light)) };
        let direction = (!abstains && !chance.one_in(7)).then(|| mood.direction(chance));
        let comment = if chance.one_in(7) { comment(key, light, &mut said, chance) } else { None };
        ballots.push(Ballot { answer: Some(answer), direction, comment });
    }
    let mut tally = Tally::default();
    for ballot in &ballots {
        tally.add(ballot);
    }
    card.agreed = agree(card, &tally, chance);
    card.revealed = Some(Revealed::Ballots(match voters {
        Voters::Count(_) => Ballots::Tally(tally),
        Voters::People(people) => Ballots::Named(people.iter().cloned().zip(ballots).collect()),
    }));
}

/// Adds the facilitator's notes, unless the same words were noted lately.
fn note(card: &mut Card, key: &str, earlier: &[Session]) {
    let Some(Vote::Light(light)) = card.agreed.vote else { return };
    let note = topic(key).note(light);
    let known = earlier
        .iter()
        .rev()
        .take(4)
        .flat_map(|session| &session.cards)
        .any(|card| card.notes == note);
    if !known {
        note.clone_into(&mut card.notes);
    }
}

/// Picks a comment that nobody gave on this card yet.
fn comment(
    key: &str,
    light: Light,
    said: &mut Vec<&'static str>,
    chance: &mut Chance,
) -> Option<String> {
    let comment = topic(key).comment(light, chance)?;
    if said.contains(&comment) {
        return None;
    }
    said.push(comment);
    Some(comment.to_owned())
}

/// Agrees on the suggestion; now and then on a less happy vote instead.
fn agree(card: &Card, tally: &Tally, chance: &mut Chance) -> Agreed {
    let Some(suggestion) = consensus::suggestion(&card.dimension.scale, tally) else {
        return Agreed::default();
    };
    let scale = &card.dimension.scale;
    let below = |vote: &Vote| scale.compare(*vote, suggestion.vote).is_le();
    let votes: Vec<Vote> = tally.votes.keys().copied().filter(below).collect();
    let moved = if chance.one_in(9) { chance.pick(&votes).copied() } else { None };
    Agreed { vote: Some(moved.unwrap_or(suggestion.vote)), direction: suggestion.direction }
}

/// Updates the actions at the start of a check.
fn look_at_actions(sessions: &mut [Session], date: Date, chance: &mut Chance) {
    for action in sessions
        .iter_mut()
        .flat_map(|session| &mut session.actions)
        .filter(|action| action.is_open())
    {
        let carried_twice = action.changes.len() >= 2;
        action.step(
            match chance.between(1, 10) {
                1..=6 => ActionStep::Done,
                7..=9 if !carried_twice => ActionStep::Carried,
                _ => ActionStep::Dropped,
            },
            date,
        );
    }
}

/// Ends a check: a focus, an action for each dimension in it, often the last question.
fn decide(
    session: &mut Session,
    earlier: &[Session],
    plan: &Plan,
    asked: &Asked,
    chance: &mut Chance,
) {
    let mut worst: Vec<(Light, bool, &str)> = Vec::new();
    for card in &session.cards {
        if let (Some(Vote::Light(light)), false) = (card.agreed.vote, card.skipped)
            && light != Light::Green
        {
            let key = card.dimension.key.as_str();
            worst.push((light, card.agreed.direction != Some(Direction::Worsening), key));
        }
    }
    // Red before yellow, and what is getting worse first.
    worst.sort_by_key(|(light, holds, _)| (std::cmp::Reverse(*light), *holds));
    let most = usize::try_from(chance.between(1, 3)).unwrap_or(1);
    session.focus = worst.into_iter().take(most).map(|(.., key)| key.to_owned()).collect();
    let under_way = |text: &str| {
        let actions = earlier.iter().flat_map(|session| &session.actions);
        actions.rev().take(8).any(|action| action.text == text)
    };
    for key in session.focus.clone() {
        let topic = topic(&present_key(asked, &key));
        let fresh: Vec<&str> =
            topic.actions.iter().copied().filter(|text| !under_way(text)).collect();
        let Some(text) = chance.pick(&fresh).copied() else { continue };
        session.actions.push(ActionItem {
            text: text.to_owned(),
            owner: chance.pick(plan.people).map_or_else(String::new, |owner| (*owner).to_owned()),
            due: Some(session.date.saturating_add(i64::from(chance.between(2, 6) * 7).days())),
            dimension: Some(key),
            ..ActionItem::default()
        });
    }
    if !chance.one_in(3) {
        session.miss = Some(miss(session.voters.count(), chance));
    }
}

fn miss(voters: u32, chance: &mut Chance) -> Miss {
    let mut tally = MissTally::default();
    for _ in 0..voters {
        match chance.between(1, 10) {
            1..=6 => tally.would += 1,
            7..=9 => tally.unsure += 1,
            _ => tally.would_not += 1,
        }
    }
    Miss::Tally(tally)
}
