//! From a session to its file's text. Keys and their order are a contract; `state` is last.

use std::fmt::Write as _;

use super::super::dimension_yaml;
use super::super::yaml::{Flow, key_word, quoted};
use super::{VERSION, ballots, follow};
use crate::model::{Card, Extra, Miss, Revealed, Session, Voters};

/// The text of a session's file.
pub fn write(session: &Session) -> String {
    let mut out = String::with_capacity(4096);
    _ = writeln!(out, "squadcheck: {VERSION}");
    if let Some(id) = &session.id {
        _ = writeln!(out, "id: {}", quoted(id.as_str()));
    }
    _ = writeln!(out, "team: {}", quoted(&session.team));
    _ = writeln!(out, "date: {}", session.date);
    if let Some(template) = &session.template {
        _ = writeln!(out, "template: {}", key_word(template));
    }
    _ = writeln!(out, "secrecy: {}", session.secrecy().word());
    _ = writeln!(out, "way: {}", session.way.word());
    match &session.voters {
        Voters::Count(voters) => {
            _ = writeln!(out, "voters: {voters}");
            if session.left > 0 {
                _ = writeln!(out, "left: {}", session.left);
            }
        }
        Voters::People(people) => _ = writeln!(out, "people: {}", Flow::texts(people)),
    }
    if session.cards.is_empty() {
        out.push_str("dimensions: []\n");
    } else {
        out.push_str("dimensions:\n");
    }
    for card in &session.cards {
        card_lines(&mut out, card);
    }
    if !session.focus.is_empty() {
        _ = writeln!(out, "focus: {}", Flow::keys(&session.focus));
    }
    match session.miss {
        Some(Miss::Hidden) => out.push_str("miss: hidden\n"),
        Some(Miss::Tally(tally)) => {
            let counts =
                [("would", tally.would), ("unsure", tally.unsure), ("would-not", tally.would_not)];
            _ = writeln!(out, "miss: {}", Flow::map(counts.map(|(key, n)| (key, Flow::bare(n)))));
        }
        None => {}
    }
    list_lines(&mut out, "actions", session.actions.iter().map(follow::action_flow));
    list_lines(&mut out, "experiments", session.experiments.iter().map(follow::experiment_flow));
    if !session.reopened.is_empty() {
        _ = writeln!(
            out,
            "reopened: {}",
            Flow::List(session.reopened.iter().map(Flow::bare).collect())
        );
    }
    extra_lines(&mut out, "", &session.extra);
    _ = writeln!(out, "state: {}", session.state.word());
    out
}

fn card_lines(out: &mut String, card: &Card) {
    for (index, (key, value)) in dimension_yaml::wording(&card.dimension).into_iter().enumerate() {
        _ = writeln!(out, "{}{key}: {value}", if index == 0 { "  - " } else { "    " });
    }
    if card.skipped {
        out.push_str("    skipped: true\n");
    }
    match &card.revealed {
        Some(Revealed::Hidden) => out.push_str("    votes: hidden\n"),
        Some(Revealed::Ballots(ballots)) => {
            ballots::ballots_lines(out, "    ", ballots, &card.dimension.scale);
        }
        None => {}
    }
    if !card.agreed.is_empty() {
        let vote = card.agreed.vote.map(|v| ("vote", Flow::bare(v.word())));
        let direction = card.agreed.direction.map(|d| ("direction", Flow::bare(d.word())));
        _ = writeln!(out, "    agreed: {}", Flow::map(vote.into_iter().chain(direction)));
    }
    if !card.notes.is_empty() {
        _ = writeln!(out, "    notes: {}", quoted(&card.notes));
    }
    extra_lines(out, "    ", &card.extra);
}

fn list_lines(out: &mut String, key: &str, items: impl ExactSizeIterator<Item = Flow>) {
    if items.len() > 0 {
        _ = writeln!(out, "{key}:");
    }
    for item in items {
        _ = writeln!(out, "  - {item}");
    }
}

fn extra_lines(out: &mut String, indent: &str, extra: &Extra) {
    for (key, value) in extra {
        let (key, value) = (Flow::unknown_key(key).to_string(), Flow::from(value));
        _ = if key.len() > 100 {
            writeln!(out, "{indent}? {key}\n{indent}: {value}")
        } else {
            writeln!(out, "{indent}{key}: {value}")
        };
    }
}
