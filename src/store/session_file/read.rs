//! From a file's text to a session, with every problem of the file.

use std::collections::HashSet;
use std::path::Path;

use super::super::dimension_yaml;
use super::super::version;
use super::super::yaml::{self, Fields, Node, NodeContent, NodeDecoder, Note};
use super::{ballots, doubts, follow};
use crate::library::{FileError, Position};
use crate::model::{
    Agreed, Ballots, Card, Miss, MissTally, Revealed, Scale, Secrecy, Session, SessionId, State,
    Voters, VotingMode, Workspace,
};

/// Reads a session's file strictly; one of a newer version as far as it is understood.
///
/// The fast reader takes files as this program writes them; all others take the
/// thorough one, so that every error has its place and the same words.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Session, Vec<FileError>> {
    read_in_doubt(path, bytes).map(|(session, _)| session)
}

/// Reads a session as [`read`] does. True: something in it may be a mistake.
pub fn read_in_doubt(path: &Path, bytes: &[u8]) -> Result<(Session, bool), Vec<FileError>> {
    let (session, notes) = match quickly(path, bytes) {
        Some(read) => read,
        None => examine(path, bytes, None)?,
    };
    Ok((session, notes.iter().any(|note| !note.strict)))
}

/// Reads a session thoroughly, with what may be a mistake in it. With a workspace, its words are
/// compared with the workspace's.
pub fn examine(
    path: &Path,
    bytes: &[u8],
    workspace: Option<&Workspace>,
) -> Result<(Session, Vec<Note>), Vec<FileError>> {
    let (text, root) = yaml::read(path, bytes)?;
    decoded(path, &text, root, workspace)
}

fn quickly(path: &Path, bytes: &[u8]) -> Option<(Session, Vec<Note>)> {
    let (text, root) = yaml::read_quickly(bytes)?;
    decoded(path, text, root, None).ok()
}

fn decoded(
    path: &Path,
    text: &str,
    root: Node,
    workspace: Option<&Workspace>,
) -> Result<(Session, Vec<Note>), Vec<FileError>> {
    let root = version::brought_up(root, &version::SESSION);
    let mut decoder = NodeDecoder::new(path, text);
    version::tolerate_newer(&mut decoder, &root);
    let session = session(&mut decoder, &root);
    if let (Some(session), Some(workspace)) = (&session, workspace) {
        doubts::about(&mut decoder, &root, session, workspace);
    }
    let notes = decoder.take_notes();
    decoder.finish(session).map(|session| (session, notes))
}

const KEYS: [&str; 17] = [
    "squadcheck",
    "id",
    "team",
    "date",
    "template",
    "secrecy",
    "way",
    "voters",
    "left",
    "people",
    "dimensions",
    "focus",
    "miss",
    "actions",
    "experiments",
    "reopened",
    "state",
];

const CARD_KEYS: [&str; 15] = [
    "key",
    "name",
    "awesome",
    "crappy",
    "scale",
    "beside",
    "pair",
    "votes",
    "directions",
    "abstained",
    "comments",
    "ballots",
    "agreed",
    "notes",
    "skipped",
];

fn session(decoder: &mut NodeDecoder<'_>, root: &Node) -> Option<Session> {
    let mut fields = decoder.fields(root, "the file")?;
    if !version::version(decoder, &mut fields, "a check") {
        return None;
    }
    let state = state(decoder, &mut fields);
    let id = fields.get("id").and_then(|node| id(decoder, node));
    let team = decoder.required(&mut fields, "team", "a check", "say who held the check");
    let team = team.and_then(|node| decoder.name(node, "`team`"));
    let date = decoder.required(&mut fields, "date", "a check", "say when the check was held");
    let date = date.and_then(|node| decoder.date(node, "`date`"));
    let template = fields.get("template").and_then(|node| decoder.name(node, "`template`"));
    let way = fields.get("way");
    let way = way.and_then(|n| {
        decoder.word(n, "`way`", VotingMode::from_word, &VotingMode::ALL.map(VotingMode::word))
    });
    let dimensions = decoder.required(&mut fields, "dimensions", "a check", "say what was asked");
    let (secrecy, people) = voters(decoder, &mut fields, dimensions);
    let stated = fields.get("voters").and_then(|node| decoder.count(node, "`voters`"));
    let left = match secrecy {
        Secrecy::Anonymous => fields.get("left"),
        Secrecy::Named => None,
    };
    let left = left.and_then(|node| decoder.count(node, "`left`")).unwrap_or(0);
    let most = stated.map(|voters| voters.saturating_add(left));
    let (mut cards, mut keys): (Vec<Card>, HashSet<String>) = (Vec::new(), HashSet::new());
    if let Some(node) = dimensions {
        for item in decoder.list(node, "`dimensions`") {
            let Some(card) = card(decoder, item, secrecy, &people, most) else { continue };
            if !keys.insert(card.dimension.key.clone()) {
                let message =
                    format!("the dimension `{}` stands here a second time", card.dimension.key);
                decoder.fault(item.place, message, "keep one of the two, or give it another key");
            }
            cards.push(card);
        }
    }
    let focus = focus(decoder, &mut fields, &keys);
    let miss_node = fields.get("miss");
    let miss = miss_node.and_then(|node| miss(decoder, node));
    if let (Some(Miss::Tally(tally)), Some(node)) = (miss, miss_node) {
        too_many(decoder, node.place, u64::from(tally.n()), most, "answered");
    }
    let (mut actions, mut experiments, mut reopened) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(node) = fields.get("actions") {
        for item in decoder.list(node, "`actions`") {
            actions.extend(follow::action(decoder, item));
        }
    }
    if let Some(node) = fields.get("experiments") {
        for item in decoder.list(node, "`experiments`") {
            experiments.extend(follow::experiment(decoder, item));
        }
    }
    if let Some(node) = fields.get("reopened") {
        for item in decoder.list(node, "`reopened`") {
            reopened.extend(decoder.date(item, "a day in `reopened`"));
        }
    }
    let voters = match secrecy {
        Secrecy::Named => Voters::People(people),
        Secrecy::Anonymous => Voters::Count(stated.unwrap_or_else(|| most_ballots(&cards))),
    };
    decoder.unknown_kept(&fields, "a check", &KEYS);
    Some(Session {
        id,
        team: team?,
        date: date?,
        template,
        way: way.unwrap_or_default(),
        voters,
        left,
        cards,
        focus,
        miss,
        actions,
        experiments,
        reopened,
        state: state?,
        extra: fields.extra(),
        newer: decoder.newer(),
    })
}

/// Reads the identity of a session, in its file or in that of its pending ballots.
pub fn id(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<SessionId> {
    let word = decoder.name(node, "`id`")?;
    let id = SessionId::from_word(&word);
    if id.is_none() {
        let message = format!("`id` is {word:?}, but should be letters, digits, `-` and `_`");
        decoder.fault(node.place, message, "remove the line, and a new one is made");
    }
    id
}

/// `state` is written last, so where it is not last, the rest of the file is missing.
fn state(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'_>) -> Option<State> {
    let cut = "restore the file from a backup or from git; if nothing is missing, put \
               `state: open` or `state: closed` last";
    let last = fields.last();
    let Some(node) = fields.get("state") else {
        decoder.fault(
            decoder.end(),
            "the file ends without `state`: it seems to be cut short",
            cut,
        );
        return None;
    };
    if let Some((key, place)) = last.filter(|(key, _)| *key != "state") {
        let message = format!(
            "`{key}` comes after `state`, which is always the last key: the file seems to be cut \
             short or pieced together"
        );
        decoder.fault(place, message, cut);
    }
    let from = |word: &str| [State::Open, State::Closed].into_iter().find(|s| s.word() == word);
    decoder.word(node, "`state`", from, &["open", "closed"])
}

/// Reads the secrecy, and the voters of a named session.
fn voters(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    dimensions: Option<&Node>,
) -> (Secrecy, Vec<String>) {
    let words = Secrecy::ALL.map(Secrecy::word);
    let stated = fields
        .get("secrecy")
        .and_then(|n| decoder.word(n, "`secrecy`", Secrecy::from_word, &words));
    let names = ballot_names(dimensions);
    let secrecy = stated.unwrap_or(if fields.has("people") || names.is_some() {
        Secrecy::Named
    } else {
        Secrecy::Anonymous
    });
    let people = fields.get("people").map(|node| decoder.unique_names(node, "`people`"));
    match secrecy {
        Secrecy::Anonymous if people.is_some() => {
            let place = fields.place_of("people");
            let help = "write `voters:` with their number, or `secrecy: named` if that was settled \
                        before the vote";
            decoder.fault(place, "`people` are named, but the check is anonymous", help);
        }
        Secrecy::Named if fields.has("voters") => {
            let place = fields.place_of("voters");
            decoder.fault(
                place,
                "`voters` is given, but the check is named",
                "list them under `people:` in its place",
            );
        }
        _ => {}
    }
    (secrecy, people.or(names).unwrap_or_default())
}

/// Everybody who has a ballot on any card, in order; none where no card has ballots.
fn ballot_names(dimensions: Option<&Node>) -> Option<Vec<String>> {
    let NodeContent::List(cards) = &dimensions?.content else { return None };
    let mut names: Option<Vec<String>> = None;
    let mut seen: HashSet<&str> = HashSet::new();
    for card in cards {
        let NodeContent::Map(entries) = &card.content else { continue };
        let is_ballots = |key: &Node| {
            let NodeContent::Scalar { raw, .. } = &key.content else { return false };
            raw == "ballots"
        };
        let Some((_, ballots)) = entries.iter().find(|(key, _)| is_ballots(key)) else { continue };
        let names = names.get_or_insert_default();
        let NodeContent::Map(ballots) = &ballots.content else { continue };
        for (name, _) in ballots {
            if let NodeContent::Scalar { raw, .. } = &name.content
                && seen.insert(raw)
            {
                names.push(raw.clone());
            }
        }
    }
    names
}

fn most_ballots(cards: &[Card]) -> u32 {
    let answered = cards.iter().map(|card| match &card.revealed {
        Some(Revealed::Ballots(ballots)) => ballots.tally().answered(),
        _ => 0,
    });
    answered.max().unwrap_or(0)
}

fn card(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    secrecy: Secrecy,
    people: &[String],
    most: Option<u32>,
) -> Option<Card> {
    let mut fields = decoder.fields(node, "a dimension")?;
    let dimension = dimension_yaml::dimension(decoder, &mut fields, &Scale::TrafficLight);
    // Without its wording a card is still looked through, as far as its scale is known.
    let scale = dimension.as_ref().map(|d| d.scale.clone());
    let revealed =
        scale.as_ref().and_then(|scale| revealed(decoder, &mut fields, scale, secrecy, people));
    if let Some(Revealed::Ballots(Ballots::Tally(tally))) = &revealed {
        let votes = u64::from(tally.answered());
        too_many(decoder, fields.place_of("votes"), votes, most, "voted or abstained");
        let directed = u64::from(tally.directed());
        too_many(decoder, fields.place_of("directions"), directed, most, "said a direction");
    }
    let agreed = match (fields.get("agreed"), &scale) {
        (Some(node), Some(scale)) => agreed(decoder, node, scale),
        _ => Agreed::default(),
    };
    let notes = decoder.optional_text(&mut fields, "notes");
    let skipped = fields.get("skipped").and_then(|n| decoder.flag(n, "`skipped`")).unwrap_or(false);
    decoder.unknown_kept(&fields, "a dimension", &CARD_KEYS);
    Some(Card { dimension: dimension?, revealed, agreed, notes, skipped, extra: fields.extra() })
}

/// Notes that more people answered than there were.
fn too_many(
    decoder: &mut NodeDecoder<'_>,
    place: Position,
    answers: u64,
    most: Option<u32>,
    what: &str,
) {
    if let Some(most) = most.filter(|most| answers > u64::from(*most)) {
        let message = format!("{answers} people {what}, but there were {most} voters");
        let help = "correct the numbers, or `voters`; who has left is counted under `left`";
        decoder.note(place, message, help);
    }
}

fn revealed(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    scale: &Scale,
    secrecy: Secrecy,
    people: &[String],
) -> Option<Revealed> {
    let counted = ["directions", "abstained", "comments"];
    let is_hidden =
        |node: &Node| matches!(&node.content, NodeContent::Scalar { raw, .. } if raw == "hidden");
    if fields.get("votes").is_some_and(is_hidden) {
        for key in counted.into_iter().chain(["ballots"]) {
            if fields.has(key) {
                let message = format!("`{key}` is given, but the votes are hidden");
                decoder.fault(
                    fields.place_of(key),
                    message,
                    "remove it: fewer voted than the threshold",
                );
            }
        }
        return Some(Revealed::Hidden);
    }
    match secrecy {
        Secrecy::Anonymous => {
            if fields.get("ballots").is_some() {
                let help =
                    "write tallies under `votes:`; names must not stand in an anonymous check";
                decoder.fault(
                    fields.place_of("ballots"),
                    "single `ballots` are given, but the check is anonymous",
                    help,
                );
            }
            let tally = ballots::tally(decoder, fields, scale);
            if fields.has("votes") {
                return Some(Revealed::Ballots(Ballots::Tally(tally)));
            }
            if let Some(key) = counted.into_iter().find(|key| fields.has(key)) {
                let message = format!("`{key}` is given without `votes`");
                decoder.fault(fields.place_of(key), message, "add the votes, or remove it");
            }
            None
        }
        Secrecy::Named => {
            for key in ["votes"].into_iter().chain(counted) {
                if fields.get(key).is_some() {
                    let message = format!("`{key}` is given, but the check is named");
                    decoder.fault(
                        fields.place_of(key),
                        message,
                        "write one ballot a person under `ballots:`",
                    );
                }
            }
            let node = fields.get("ballots")?;
            Some(Revealed::Ballots(Ballots::Named(ballots::named(decoder, node, scale, people))))
        }
    }
}

fn agreed(decoder: &mut NodeDecoder<'_>, node: &Node, scale: &Scale) -> Agreed {
    let Some(mut fields) = decoder.fields(node, "`agreed`") else { return Agreed::default() };
    let vote =
        fields.get("vote").and_then(|n| dimension_yaml::vote(decoder, n, "the agreed vote", scale));
    let direction = fields.get("direction").and_then(|n| ballots::direction(decoder, n));
    decoder.unknown(&fields, "`agreed`", &["vote", "direction"]);
    Agreed { vote, direction }
}

fn focus(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    keys: &HashSet<String>,
) -> Vec<String> {
    let Some(node) = fields.get("focus") else { return Vec::new() };
    let focus = decoder.unique_names(node, "`focus`");
    for key in &focus {
        if !keys.contains(key) {
            let message = format!("`{key}` is in focus, but is not a dimension of this check");
            decoder.fault(node.place, message, "write the key of a dimension, or remove it");
        }
    }
    if focus.len() > Session::FOCUS {
        let message =
            format!("{} dimensions are in focus, but {} are the most", focus.len(), Session::FOCUS);
        decoder.fault(node.place, message, "keep the most important ones");
    }
    focus
}

fn miss(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Miss> {
    if matches!(&node.content, NodeContent::Scalar { raw, .. } if raw == "hidden") {
        return Some(Miss::Hidden);
    }
    let mut fields = decoder.fields(node, "`miss`")?;
    let mut count = |key: &str| {
        let node = fields.get(key);
        node.and_then(|node| decoder.count(node, &format!("`{key}`"))).unwrap_or(0)
    };
    let tally =
        MissTally { would: count("would"), unsure: count("unsure"), would_not: count("would-not") };
    decoder.unknown(&fields, "`miss`", &["would", "unsure", "would-not"]);
    Some(Miss::Tally(tally))
}

#[cfg(test)]
mod tests;
