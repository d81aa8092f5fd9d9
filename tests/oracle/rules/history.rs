//! What is compared with what: the order of a team's sessions, one dimension through all of them,
//! and the last time that it was agreed on.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::fraction::Fraction;
use super::scale;
use crate::plain::{Card, Session, Template, Vote, Workspace};

/// The name by which teams are one: `a-z`, `0-9`, and `-` for everything else.
pub fn slug(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(plain).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

/// The sessions of a team, the oldest first: by day, by the number in the file's name, by template.
pub fn of_team<'w>(workspace: &'w Workspace, team: &str) -> Vec<&'w Session> {
    let own = |session: &&Session| slug(&session.team) == slug(team);
    let mut sessions: Vec<&Session> = workspace.sessions.iter().filter(own).collect();
    sessions.sort_by_key(|session| (session.date, number(session), session.template.clone()));
    sessions
}

/// The sessions of its team before a session, the oldest first.
pub fn before<'w>(workspace: &'w Workspace, session: &Session) -> Vec<&'w Session> {
    let all = of_team(workspace, &session.team);
    all.into_iter().take_while(|other| other.file != session.file).collect()
}

/// The number in a file's name: 2 of `2026-11-20-mood-2.yaml`, 1 without one.
pub fn number(session: &Session) -> u32 {
    let stem = session.file.strip_suffix(".yaml").unwrap();
    stem.rsplit('-').next().and_then(|last| last.parse().ok()).unwrap_or(1)
}

/// The present key of a card that was asked as `key` in a session on `template`.
pub fn present_key(workspace: &Workspace, template: Option<&str>, key: &str) -> String {
    let is_of_session = |own: &&Template| Some(own.key.as_str()) == template;
    let knows = |own: &Template| by_key(own, key).or_else(|| by_alias(own, key));
    let own = || workspace.own.iter();
    let built_in = || workspace.built_in.iter();
    let found = own()
        .find(is_of_session)
        .and_then(knows)
        .or_else(|| own().find_map(|own| by_alias(own, key)))
        .or_else(|| own().find_map(|own| by_key(own, key)))
        .or_else(|| built_in().find(is_of_session).and_then(knows))
        .or_else(|| built_in().find_map(knows));
    found.unwrap_or_else(|| key.to_owned())
}

fn by_key(template: &Template, key: &str) -> Option<String> {
    let found = template.dimensions.iter().find(|dimension| dimension.key == key);
    found.map(|dimension| dimension.key.clone())
}

fn by_alias(template: &Template, key: &str) -> Option<String> {
    let goes_by = |alias: &String| alias == key;
    let found = template.dimensions.iter().find(|dimension| dimension.aliases.iter().any(goes_by));
    found.map(|dimension| dimension.key.clone())
}

/// The present key of a card.
pub fn key_of(workspace: &Workspace, session: &Session, card: &Card) -> String {
    present_key(workspace, session.template.as_deref(), &card.dimension.key)
}

/// What was agreed on a card that was not skipped.
pub const fn agreed(card: &Card) -> Option<Vote> {
    if card.skipped { None } else { card.vote }
}

/// The cards of a session that are one dimension, in the order in which they were asked.
pub fn cards_of<'s>(workspace: &Workspace, session: &'s Session, key: &str) -> Vec<&'s Card> {
    session.cards.iter().filter(|card| key_of(workspace, session, card) == key).collect()
}

/// The card of a session that counts for a dimension: of several the one that was agreed on, of
/// these the less healthy one.
pub fn card_of<'s>(workspace: &Workspace, session: &'s Session, key: &str) -> Option<&'s Card> {
    let cards = cards_of(workspace, session, key);
    let known = cards.iter().copied().filter(|card| agreed(card).is_some());
    known.min_by(|a, b| less_healthy(a, b)).or_else(|| cards.first().copied())
}

/// The cards of a session for which that one stands, in the order in which they were asked.
pub fn joined<'s>(workspace: &Workspace, session: &'s Session, key: &str) -> Vec<&'s Card> {
    let counts = card_of(workspace, session, key).map(|card| &card.dimension.key);
    let mut others = cards_of(workspace, session, key);
    others.retain(|card| Some(&card.dimension.key) != counts);
    others
}

fn less_healthy(a: &Card, b: &Card) -> Ordering {
    let strength = |card: &Card| {
        let scale = &card.dimension.scale;
        scale::strength(scale, Fraction::whole(scale::health(scale, agreed(card).unwrap())))
    };
    strength(a).cmp(&strength(b))
}

/// A time at which a dimension was agreed on.
#[derive(Clone, Copy, Debug)]
pub struct Time<'s> {
    pub session: &'s Session,
    pub card: &'s Card,
    pub vote: Vote,
}

impl Time<'_> {
    /// The day.
    pub const fn date(&self) -> Date {
        self.session.date
    }

    /// Its health.
    pub fn health(&self) -> i64 {
        scale::health(&self.card.dimension.scale, self.vote)
    }
}

/// All times in these sessions at which a dimension was agreed on and not skipped.
pub fn times<'s>(workspace: &Workspace, sessions: &[&'s Session], key: &str) -> Vec<Time<'s>> {
    let time = |session: &&'s Session| {
        let card = card_of(workspace, session, key)?;
        Some(Time { session, card, vote: agreed(card)? })
    };
    sessions.iter().filter_map(time).collect()
}

/// The last of these times, the oldest first, that can be compared with a card: whatever was held
/// in between, also on other scales.
pub fn last_time<'t, 's>(times: &'t [Time<'s>], card: &Card) -> Option<&'t Time<'s>> {
    times.iter().rfind(|then| is_comparable(then, card))
}

/// A time is on a scale that can be compared with a card's.
pub fn is_comparable(then: &Time<'_>, card: &Card) -> bool {
    scale::comparable(&then.card.dimension.scale, &card.dimension.scale)
}

/// The step from one value to the next; none where the two cannot be compared.
pub fn step(then: (&Card, Vote), now: (&Card, Vote)) -> Option<Ordering> {
    let (before, after) = (&then.0.dimension.scale, &now.0.dimension.scale);
    scale::comparable(before, after)
        .then(|| scale::health(after, now.1).cmp(&scale::health(before, then.1)))
}

/// The word of a step.
pub const fn change(step: Ordering) -> &'static str {
    match step {
        Ordering::Less => "worse",
        Ordering::Equal => "same",
        Ordering::Greater => "better",
    }
}
