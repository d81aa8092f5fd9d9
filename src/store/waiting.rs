//! The file of ballots that wait for their reveal. It lies in the user's state folder, never in the workspace.
//!
//! Of an anonymous session it holds tallies in the scale's order and who has sat in the roster's order: nothing
//! that says who voted what, in which order or when.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::session_file::{self, VERSION};
use super::yaml::{self, Decoder, Flow, Node, key_word, quoted};
use crate::model::{Ballots, MissTally, Secrecy, Session, Waiting};

/// The last word of the file: without it, the file is cut short.
const END: &str = "waiting";

/// Where the ballots of the session in `file`, a path without links, wait.
pub fn path(state: &Path, file: &Path) -> PathBuf {
    let name = file.as_os_str().as_encoded_bytes();
    state.join("waiting").join(format!("{:016x}.yaml", fnv(name)))
}

/// FNV-1a, 64 bits: stable over versions and machines, which the standard hasher is not.
fn fnv(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What waits besides what is in `waiting`, so that nothing is lost between two files: ballots that are
/// on the way from `before` into the session stay until the session is saved.
pub fn bridge(before: &Waiting, waiting: &Waiting) -> Waiting {
    let mut both = waiting.clone();
    for (key, ballots) in &before.cards {
        both.cards.entry(key.clone()).or_insert_with(|| ballots.clone());
    }
    for (key, sat) in &before.sat {
        both.sat.entry(key.clone()).or_insert_with(|| sat.clone());
    }
    if both.miss.n() == 0 {
        both.miss = before.miss;
    }
    both
}

/// The text of the file.
pub fn write(file: &Path, session: &Session, waiting: &Waiting) -> String {
    let mut out = String::new();
    _ = writeln!(out, "squadcheck: {VERSION}");
    _ = writeln!(out, "session: {}", quoted(&file.to_string_lossy()));
    if let Some(at) = &waiting.at {
        _ = writeln!(out, "at: {}", key_word(at));
    }
    for (key, names) in [("roster", &waiting.roster), ("away", &waiting.away)] {
        if !names.is_empty() {
            _ = writeln!(out, "{key}: {}", Flow::texts(names));
        }
    }
    out.push_str("cards:\n");
    let mut none = true;
    for card in &session.cards {
        let key = &card.dimension.key;
        let (ballots, sat) = (waiting.cards.get(key), waiting.sat.get(key));
        if ballots.is_none() && sat.is_none() {
            continue;
        }
        none = false;
        _ = writeln!(out, "  - key: {}", key_word(key));
        if let Some(sat) = sat {
            _ = writeln!(out, "    sat: {}", Flow::texts(sat));
        }
        if let Some(ballots) = ballots {
            session_file::ballots_lines(&mut out, "    ", ballots, &card.dimension.scale);
        }
    }
    if none {
        out.truncate(out.len() - "cards:\n".len());
    }
    let MissTally { would, unsure, would_not } = waiting.miss;
    let counts = [("would", would), ("unsure", unsure), ("would-not", would_not)];
    _ = writeln!(out, "miss: {}", Flow::map(counts.map(|(key, n)| (key, Flow::bare(n)))));
    _ = writeln!(out, "state: {END}");
    out
}

/// Reads what waits for `session`.
pub fn read(path: &Path, bytes: &[u8], session: &Session) -> Result<Waiting, Vec<Fault>> {
    let (text, root) = yaml::read(path, bytes)?;
    let mut decoder = Decoder::new(path, &text);
    let waiting = waiting(&mut decoder, &root, session);
    decoder.finish(waiting)
}

const LOST: &str = "move the file away to go on without the ballots that wait in it";

fn waiting(decoder: &mut Decoder<'_>, root: &Node, session: &Session) -> Option<Waiting> {
    let mut fields = decoder.fields(root, "the file")?;
    if !session_file::version(decoder, &mut fields, "a file of waiting ballots") {
        return None;
    }
    let last = fields.last().map(|(key, _)| key);
    match fields.get("state") {
        Some(node) if last == Some("state") => {
            decoder.word(node, "`state`", |word| (word == END).then_some(()), &[END])?;
        }
        _ => decoder.fault(decoder.end(), "the file of waiting ballots seems to be cut short", LOST),
    }
    fields.get("session");
    let at = fields.get("at").and_then(|node| decoder.name(node, "`at`"));
    let mut names = |key: &str| fields.get(key).map(|node| decoder.unique_names(node, &format!("`{key}`")));
    let (roster, away) = (names("roster").unwrap_or_default(), names("away").unwrap_or_default());
    let mut waiting = Waiting { at, roster, away, ..Waiting::default() };
    if let Some(node) = fields.get("cards") {
        for item in decoder.list(node, "`cards`") {
            card(decoder, item, session, &mut waiting);
        }
    }
    if let Some(node) = fields.get("miss") {
        let mut counts = decoder.fields(node, "`miss`")?;
        let mut count = |key: &str| {
            let node = counts.get(key);
            node.and_then(|node| decoder.count(node, &format!("`{key}`"))).unwrap_or(0)
        };
        waiting.miss = MissTally { would: count("would"), unsure: count("unsure"), would_not: count("would-not") };
    }
    decoder.unknown(&fields, "a file of waiting ballots", &["at", "roster", "away", "cards", "miss"]);
    Some(waiting)
}

fn card(decoder: &mut Decoder<'_>, node: &Node, session: &Session, waiting: &mut Waiting) {
    let Some(mut fields) = decoder.fields(node, "a card") else { return };
    let key = decoder.required(&mut fields, "key", "a card", LOST);
    let Some(key) = key.and_then(|node| decoder.name(node, "`key`")) else { return };
    let Some(card) = session.card(&key) else {
        let message = format!("ballots wait for `{key}`, which is no dimension of the session any more");
        decoder.fault(node.place, message, format!("put the dimension back, or {LOST}"));
        return;
    };
    if let Some(node) = fields.get("sat") {
        let sat = decoder.unique_names(node, "`sat`");
        waiting.sat.insert(key.clone(), sat);
    }
    let scale = &card.dimension.scale;
    let ballots = match session.secrecy() {
        Secrecy::Anonymous => {
            let given = fields.has("votes");
            let tally = session_file::tally(decoder, &mut fields, scale);
            given.then_some(Ballots::Tally(tally))
        }
        Secrecy::Named => fields.get("ballots").map(|node| {
            let people = if waiting.roster.is_empty() { session.voters.people() } else { &waiting.roster };
            Ballots::Named(session_file::named(decoder, node, scale, people))
        }),
    };
    if let Some(ballots) = ballots {
        waiting.cards.insert(key, ballots);
    }
    let known = ["key", "sat", "votes", "directions", "abstained", "comments", "ballots"];
    decoder.unknown(&fields, "a card", &known);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Light, Tally, Vote};

    fn waits(cards: &[&str]) -> Waiting {
        let mut tally = Tally::default();
        tally.add_votes(Vote::Light(Light::Green), 3);
        let cards = cards.iter().map(|key| ((*key).to_owned(), Ballots::Tally(tally.clone())));
        Waiting { cards: cards.collect(), ..Waiting::default() }
    }

    #[test]
    fn between_two_files_ballots_wait_on_both_sides() {
        // `fun` was revealed, and a reveal of `speed` was undone, in one save.
        assert_eq!(bridge(&waits(&["fun"]), &waits(&["speed"])), waits(&["fun", "speed"]));
        assert_eq!(bridge(&waits(&["fun"]), &waits(&[])), waits(&["fun"]));
    }

    #[test]
    fn the_name_of_the_file_stays_the_same_over_versions() {
        let path = path(Path::new("/s"), Path::new("/w/sessions/a/b.yaml"));
        assert_eq!(path, Path::new("/s/waiting/50f378cae2ac5cb1.yaml"));
    }

    #[test]
    fn a_store_can_live_on_a_thread_of_its_own() {
        fn can_be_sent<T: Send>() {}
        can_be_sent::<crate::store::Store>();
    }
}
