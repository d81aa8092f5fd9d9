//! The ballots of one card in a file: tallies, or one ballot a person.
//!
//! Shared by session files and by the files of ballots that wait; where they may stand is decided
//! there.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use super::super::dimension_yaml;
use super::super::yaml::{Fields, Flow, Node, NodeDecoder, quoted};
use crate::model::{Answer, Ballot, Ballots, Direction, Scale, Tally, Vote};

const DIRECTIONS: [&str; 3] = ["improving", "stable", "worsening"];

/// Reads `votes`, `directions`, `abstained` and `comments`.
pub fn tally(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'_>, scale: &Scale) -> Tally {
    let mut tally = Tally::default();
    if let Some(node) = fields.get("votes") {
        let mut seen: BTreeSet<Vote> = BTreeSet::new();
        for (word, place, count) in decoder.names(node, "`votes`") {
            let Some(vote) = scale.parse(word) else {
                dimension_yaml::no_answer(decoder, place, "a vote", &format!("`{word}`"), scale);
                continue;
            };
            if !seen.insert(vote) {
                let message = format!("`{word}` is counted a second time");
                decoder.fault(place, message, "keep one of the two, or add them up");
            }
            if let Some(count) = decoder.count(count, &format!("the number of votes for `{word}`"))
            {
                tally.add_votes(vote, count);
            }
        }
    }
    if let Some(node) = fields.get("directions") {
        let Some(mut directions) = decoder.fields(node, "`directions`") else { return tally };
        for direction in Direction::ALL {
            if let Some(count) = directions.get(direction.word()) {
                let count = decoder.count(count, &format!("the number of `{}`", direction.word()));
                tally.add_directions(direction, count.unwrap_or(0));
            }
        }
        decoder.unknown(&directions, "`directions`", &DIRECTIONS);
    }
    if let Some(node) = fields.get("abstained") {
        tally.abstained = decoder.count(node, "`abstained`").unwrap_or(0);
    }
    if let Some(node) = fields.get("comments") {
        for item in decoder.list(node, "`comments`") {
            tally.comments.extend(decoder.text(item, "a comment"));
        }
        tally.comments.sort();
    }
    tally
}

/// Reads `ballots`: one a person, put in the order of `people`.
pub fn named(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    scale: &Scale,
    people: &[String],
) -> Vec<(String, Ballot)> {
    let mut ballots: Vec<(String, Ballot)> = Vec::new();
    let seats: HashMap<&str, usize> = people.iter().map(String::as_str).zip(0..).collect();
    for (name, place, value) in decoder.names(node, "`ballots`") {
        if name == "~" {
            let message = "a ballot is of `~`, which is nothing, but should be of a name";
            decoder.note(place, message, "write who it is of, or put it in double quotes");
        }
        if !seats.contains_key(name) {
            let message = format!("`{name}` has a ballot, but is not among `people`");
            decoder.fault(place, message, "correct the name, or add it to `people`");
        }
        if let Some(ballot) = ballot(decoder, value, scale) {
            ballots.push((name.to_owned(), ballot));
        }
    }
    ballots.sort_by_key(|(name, _)| seats.get(name.as_str()).copied());
    ballots
}

fn ballot(decoder: &mut NodeDecoder<'_>, node: &Node, scale: &Scale) -> Option<Ballot> {
    let mut fields = decoder.fields(node, "a ballot")?;
    let vote = fields.get("vote").and_then(|n| dimension_yaml::vote(decoder, n, "`vote`", scale));
    let abstained =
        fields.get("abstained").and_then(|n| decoder.flag(n, "`abstained`")) == Some(true);
    if abstained && fields.has("vote") {
        decoder.fault(
            fields.place_of("abstained"),
            "a ballot has a vote and abstains",
            "keep one of the two",
        );
    }
    let direction = fields.get("direction").and_then(|n| direction(decoder, n));
    let comment = fields.get("comment").and_then(|n| decoder.text(n, "`comment`"));
    decoder.unknown(&fields, "a ballot", &["vote", "abstained", "direction", "comment"]);
    let answer = vote.map(Answer::Vote).or_else(|| abstained.then_some(Answer::Abstained));
    Some(Ballot { answer, direction, comment })
}

/// Reads a direction.
pub fn direction(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Direction> {
    decoder.word(node, "`direction`", Direction::from_word, &DIRECTIONS)
}

/// The lines of a card's ballots, each beginning with `indent`.
pub fn ballots_lines(out: &mut String, indent: &str, ballots: &Ballots, scale: &Scale) {
    match ballots {
        Ballots::Tally(tally) => tally_lines(out, indent, tally, scale),
        Ballots::Named(named) if named.is_empty() => _ = writeln!(out, "{indent}ballots: {{}}"),
        Ballots::Named(named) => {
            _ = writeln!(out, "{indent}ballots:");
            for (name, ballot) in named {
                let ballot = ballot_flow(ballot);
                // YAML reads a key of one line only up to 1024 characters; a longer one is
                // announced.
                _ = if quoted(name).len() > 100 {
                    writeln!(out, "{indent}  ? {}\n{indent}  : {ballot}", quoted(name))
                } else {
                    writeln!(out, "{indent}  {}: {ballot}", quoted(name))
                };
            }
        }
    }
}

fn ballot_flow(ballot: &Ballot) -> Flow {
    let mut entries = Vec::new();
    match ballot.answer {
        Some(Answer::Vote(vote)) => entries.push(("vote", Flow::bare(vote.word()))),
        Some(Answer::Abstained) => entries.push(("abstained", Flow::bare(true))),
        None => {}
    }
    if let Some(direction) = ballot.direction {
        entries.push(("direction", Flow::bare(direction.word())));
    }
    if let Some(comment) = &ballot.comment {
        entries.push(("comment", Flow::text(comment)));
    }
    Flow::map(entries)
}

fn tally_lines(out: &mut String, indent: &str, tally: &Tally, scale: &Scale) {
    let mut votes = scale.listed(&tally.votes);
    votes.sort_unstable();
    let votes =
        votes.into_iter().map(|(vote, n)| (Flow::bare(vote.word()), Flow::bare(n))).collect();
    _ = writeln!(out, "{indent}votes: {}", Flow::Map(votes));
    if tally.directed() > 0 {
        let of =
            |d: Direction| (d.word(), Flow::bare(tally.directions.get(&d).copied().unwrap_or(0)));
        _ = writeln!(out, "{indent}directions: {}", Flow::map(Direction::ALL.map(of)));
    }
    _ = writeln!(out, "{indent}abstained: {}", tally.abstained);
    if !tally.comments.is_empty() {
        let mut comments = tally.comments.clone();
        comments.sort();
        _ = writeln!(out, "{indent}comments: {}", Flow::texts(&comments));
    }
}
