//! The word at the end of a row: the first rule that holds, of those in the guide.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::history::{self, Time};
use super::{scale, votes};
use crate::plain::{Light, Session, Workspace};

/// Says a row at the day of the newest session; nothing where too little was said.
pub fn word(workspace: &Workspace, sessions: &[&Session], key: &str) -> String {
    let now = sessions.last().unwrap().date;
    let times = history::times(workspace, sessions, key);
    let Some(last) = times.last() else { return String::new() };
    if is_no_longer_asked(workspace, sessions, key) {
        return format!("until {}", month(last.date(), now));
    }
    steps(&times)
        .or_else(|| light(&times, Light::Red, 2, now))
        .or_else(|| split(workspace, sessions, key, now))
        .or_else(|| green_for_years(&times))
        .or_else(|| light(&times, Light::Yellow, 3, now))
        .or_else(|| light(&times, Light::Green, 3, now))
        .or_else(|| last_step(&times))
        .unwrap_or_default()
}

/// A dimension is no longer asked if at least two sessions were held since the last one that asked
/// it, and as many as there are different templates among that one and those.
fn is_no_longer_asked(workspace: &Workspace, sessions: &[&Session], key: &str) -> bool {
    let asks = |session: &&Session| !history::cards_of(workspace, session, key).is_empty();
    let last = sessions.iter().rposition(asks).unwrap();
    let since = sessions.len() - 1 - last;
    let templates: BTreeSet<_> = sessions[last..].iter().map(|session| &session.template).collect();
    since >= 2 && since >= templates.len()
}

fn step(pair: &[Time<'_>]) -> Option<Ordering> {
    history::step((pair[0].card, pair[0].vote), (pair[1].card, pair[1].vote))
}

/// The times on scales that can be compared with the last one: others in between are passed over.
fn alike<'s>(times: &[Time<'s>]) -> Vec<Time<'s>> {
    let last = times.last().map(|last| last.card);
    let alike = |then: &&Time<'s>| last.is_some_and(|last| history::is_comparable(then, last));
    times.iter().filter(alike).copied().collect()
}

/// It fell or rose each time, at least twice in a row.
fn steps(times: &[Time<'_>]) -> Option<String> {
    let times = alike(times);
    let in_a_row = |way| times.windows(2).rev().take_while(|pair| step(pair) == Some(way)).count();
    match (in_a_row(Ordering::Less), in_a_row(Ordering::Greater)) {
        (falls @ 2.., _) => Some(format!("falling {falls} times")),
        (_, rises @ 2..) => Some(format!("rising {rises} times")),
        _ => None,
    }
}

/// The latest times of one light, the newest first, whatever scales gave it.
fn run<'t, 's>(times: &'t [Time<'s>]) -> Vec<&'t Time<'s>> {
    let light = |time: &Time<'s>| scale::light(&time.card.dimension.scale, time.vote);
    let Some(last) = times.last() else { return Vec::new() };
    times.iter().rev().take_while(|time| light(time) == light(last)).collect()
}

fn light_of(run: &[&Time<'_>]) -> Option<Light> {
    run.first().and_then(|time| scale::light(&time.card.dimension.scale, time.vote))
}

/// It was this light so many times or more. Up to three are counted.
fn light(times: &[Time<'_>], light: Light, least: usize, now: Date) -> Option<String> {
    let run = run(times);
    if light_of(&run) != Some(light) || run.len() < least {
        return None;
    }
    let word = scale::light_word(light);
    Some(match run.len() {
        n @ ..=3 => format!("{word} {n} times"),
        _ => format!("{word} since {}", month(run.last().unwrap().date(), now)),
    })
}

/// The ballots were split the last two times or more. Cards without an agreement that may be told
/// count neither way.
fn split(workspace: &Workspace, sessions: &[&Session], key: &str, now: Date) -> Option<String> {
    let mut run: Vec<Date> = Vec::new();
    for session in sessions.iter().rev() {
        let Some(card) = history::card_of(workspace, session, key) else { continue };
        if card.skipped {
            continue;
        }
        let counts = votes::shown(session, card, workspace.threshold);
        match counts.and_then(|counts| votes::agreement(card, counts)) {
            Some(agreement) if agreement < 0.5 => run.push(session.date),
            Some(_) => break,
            None => {}
        }
    }
    let since = *run.last()?;
    match run.len() {
        1 => None,
        n @ ..=3 => Some(format!("split {n} times")),
        _ if since.year() == now.year() && since.month() < 12 => {
            Some(format!("split since {}", season(since)))
        }
        _ => Some(format!("split since {}", month(since, now))),
    }
}

/// Green for a year or more; two weeks less are a year, too.
fn green_for_years(times: &[Time<'_>]) -> Option<String> {
    let run = run(times);
    if light_of(&run) != Some(Light::Green) {
        return None;
    }
    let days = (run.first()?.date() - run.last()?.date()).get_days() + 14;
    match days / 365 {
        0 => None,
        1 => Some("green for a year".to_owned()),
        years => Some(format!("green for {years} years")),
    }
}

fn last_step(times: &[Time<'_>]) -> Option<String> {
    let times = alike(times);
    let word = match step(times.get(times.len().checked_sub(2)?..)?)? {
        Ordering::Greater => "better",
        Ordering::Equal => "unchanged",
        Ordering::Less => "worse",
    };
    Some(word.to_owned())
}

/// A month, with its year if it is another one than now.
fn month(day: Date, now: Date) -> String {
    day.strftime(if day.year() == now.year() { "%B" } else { "%b %Y" }).to_string()
}

/// The season of the north. A winter that began in December is named by its month.
fn season(day: Date) -> &'static str {
    match day.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}
