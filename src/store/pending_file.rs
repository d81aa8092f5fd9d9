//! The file of ballots that wait for their reveal. It lies in the user's state folder, never in the
//! workspace.
//!
//! Of an anonymous session it holds tallies in the scale's order and who has sat in the roster's
//! order: nothing that says who voted what, in which order or when.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::atomic_file;
use super::lock::Lock;
use super::session_file::{self, VERSION};
use super::version;
use super::yaml::{self, Fields, Flow, Node, NodeDecoder, key_word, quoted};
use crate::library::FileError;
use crate::model::text::fingerprint;
use crate::model::{Amount, Ballots, Card, MissTally, PendingBallots, Secrecy, Session};

/// The last word of the file: without it, the file is cut short.
const END: &str = "waiting";

/// Where the ballots of the session in `file`, a path without links, wait.
pub fn path(state: &Path, file: &Path) -> PathBuf {
    let name = file.as_os_str().as_encoded_bytes();
    state.join("waiting").join(format!("{:016x}.yaml", fingerprint(name)))
}

/// What waits besides what is in `waiting`, so that nothing is lost between two files: ballots that
/// are on the way from `before` into the session stay until the session is saved.
pub fn union_during_reveal(before: &PendingBallots, waiting: &PendingBallots) -> PendingBallots {
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

/// Whether ballots come back out of the session (a reveal undone): they must wait before it is
/// saved.
pub fn comes_back(before: &PendingBallots, waiting: &PendingBallots) -> bool {
    let new_card = waiting.cards.keys().any(|key| !before.cards.contains_key(key));
    new_card
        || waiting.sat.keys().any(|key| !before.sat.contains_key(key))
        || waiting.miss.n() > before.miss.n()
}

/// Takes away what killed saves left behind: it holds ballots, and nobody would look for it after
/// the reveal.
pub fn sweep(path: &Path) {
    if !atomic_file::leftovers(path).is_empty()
        && let Ok(_lock) = Lock::new(path)
    {
        atomic_file::sweep(path);
    }
}

/// Makes the folder of waiting files, and the one above it.
pub fn make_folder(state: &Path, target: &Path) -> std::io::Result<()> {
    atomic_file::make_folder(state)?;
    target.parent().map_or(Ok(()), atomic_file::make_folder)
}

/// The text of the file.
pub fn write(file: &Path, session: &Session, waiting: &PendingBallots) -> String {
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
    // Two lists: what was voted, and who has sat. Nothing links an entry of one to one of the
    // other.
    let mut head = "cards:\n";
    for card in &session.cards {
        if let Some(ballots) = waiting.cards.get(&card.dimension.key) {
            _ = writeln!(out, "{head}  - key: {}", key_word(&card.dimension.key));
            head = "";
            session_file::ballots_lines(&mut out, "    ", ballots, &card.dimension.scale);
        }
    }
    let mut head = "sat:\n";
    for card in &session.cards {
        if let Some(sat) = waiting.sat.get(&card.dimension.key) {
            _ = writeln!(
                out,
                "{head}  - key: {}\n    who: {}",
                key_word(&card.dimension.key),
                Flow::texts(sat)
            );
            head = "";
        }
    }
    // How much of a card was shown before its reveal was taken back; without it, a restart would
    // forget.
    let mut head = "shown:\n";
    for (key, amounts) in waiting.shown.iter().filter(|(key, _)| waiting.cards.contains_key(*key)) {
        for Amount { votes, abstained, directions } in amounts {
            let counts = [("votes", votes), ("abstained", abstained), ("directions", directions)];
            let counts = counts.map(|(word, n)| (word, Flow::bare(n)));
            let entry = Flow::map(std::iter::once(("key", Flow::key(key))).chain(counts));
            _ = writeln!(out, "{head}  - {entry}");
            head = "";
        }
    }
    if waiting.miss.n() > 0 && !waiting.miss_shown.is_empty() {
        _ = writeln!(
            out,
            "miss-shown: {}",
            Flow::List(waiting.miss_shown.iter().map(Flow::bare).collect())
        );
    }
    let MissTally { would, unsure, would_not } = waiting.miss;
    let counts = [("would", would), ("unsure", unsure), ("would-not", would_not)];
    _ = writeln!(out, "miss: {}", Flow::map(counts.map(|(key, n)| (key, Flow::bare(n)))));
    _ = writeln!(out, "state: {END}");
    out
}

/// Reads what waits for `session`.
pub fn read(
    path: &Path,
    bytes: &[u8],
    session: &Session,
) -> Result<PendingBallots, Vec<FileError>> {
    let (text, root) = yaml::read(path, bytes)?;
    let root = version::brought_up(root, &version::WAITING);
    let mut decoder = NodeDecoder::new(path, &text);
    let waiting = waiting(&mut decoder, &root, session);
    decoder.finish(waiting)
}

const LOST: &str = "move the file away to go on without the ballots that wait in it";

fn waiting(
    decoder: &mut NodeDecoder<'_>,
    root: &Node,
    session: &Session,
) -> Option<PendingBallots> {
    let mut fields = decoder.fields(root, "the file")?;
    if !session_file::version(decoder, &mut fields, "a file of waiting ballots") {
        return None;
    }
    let last = fields.last().map(|(key, _)| key);
    match fields.get("state") {
        Some(node) if last == Some("state") => {
            decoder.word(node, "`state`", |word| (word == END).then_some(()), &[END])?;
        }
        _ => {
            decoder.fault(decoder.end(), "the file of waiting ballots seems to be cut short", LOST);
        }
    }
    fields.get("session");
    let at = fields.get("at").and_then(|node| decoder.name(node, "`at`"));
    let mut names =
        |key: &str| fields.get(key).map(|node| decoder.unique_names(node, &format!("`{key}`")));
    let (roster, away) = (names("roster").unwrap_or_default(), names("away").unwrap_or_default());
    let mut waiting = PendingBallots { at, roster, away, ..PendingBallots::default() };
    if let Some(node) = fields.get("cards") {
        for item in decoder.list(node, "`cards`") {
            card(decoder, item, session, &mut waiting);
        }
    }
    if let Some(node) = fields.get("sat") {
        for item in decoder.list(node, "`sat`") {
            sitters(decoder, item, session, &mut waiting);
        }
    }
    if let Some(node) = fields.get("shown") {
        for item in decoder.list(node, "`shown`") {
            shown(decoder, item, session, &mut waiting);
        }
    }
    if let Some(node) = fields.get("miss-shown") {
        let counts = decoder.list(node, "`miss-shown`");
        waiting.miss_shown =
            counts.iter().filter_map(|n| decoder.count(n, "an entry of `miss-shown`")).collect();
    }
    if let Some(node) = fields.get("miss") {
        let mut counts = decoder.fields(node, "`miss`")?;
        let mut count = |key: &str| {
            let node = counts.get(key);
            node.and_then(|node| decoder.count(node, &format!("`{key}`"))).unwrap_or(0)
        };
        waiting.miss = MissTally {
            would: count("would"),
            unsure: count("unsure"),
            would_not: count("would-not"),
        };
    }
    let known = ["at", "roster", "away", "cards", "sat", "shown", "miss-shown", "miss"];
    decoder.unknown(&fields, "a file of waiting ballots", &known);
    Some(waiting)
}

/// Who has sat on one card.
fn sitters(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    session: &Session,
    waiting: &mut PendingBallots,
) {
    let Some(mut fields) = decoder.fields(node, "`sat`") else { return };
    let Some(card) = card_of(decoder, &mut fields, node, session) else { return };
    if let Some(who) = decoder.required(&mut fields, "who", "an entry of `sat`", LOST) {
        let who = decoder.unique_names(who, "`who`");
        waiting.sat.insert(card.dimension.key.clone(), who);
    }
    decoder.unknown(&fields, "an entry of `sat`", &["key", "who"]);
}

/// How much of one card was shown before.
fn shown(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    session: &Session,
    waiting: &mut PendingBallots,
) {
    let Some(mut fields) = decoder.fields(node, "`shown`") else { return };
    let Some(card) = card_of(decoder, &mut fields, node, session) else { return };
    let mut count = |key: &str| {
        let node = fields.get(key);
        node.and_then(|node| decoder.count(node, &format!("`{key}`"))).unwrap_or(0)
    };
    let amount = Amount {
        votes: count("votes"),
        abstained: count("abstained"),
        directions: count("directions"),
    };
    waiting.shown.entry(card.dimension.key.clone()).or_default().insert(amount);
    decoder.unknown(&fields, "an entry of `shown`", &["key", "votes", "abstained", "directions"]);
}

/// The session's card that an entry is about.
fn card_of<'s>(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    node: &Node,
    session: &'s Session,
) -> Option<&'s Card> {
    let key = decoder.required(fields, "key", "a card", LOST)?;
    let key = decoder.name(key, "`key`")?;
    let card = session.card(&key);
    if card.is_none() {
        let message =
            format!("ballots wait for `{key}`, which is no dimension of the session any more");
        decoder.fault(node.place, message, format!("put the dimension back, or {LOST}"));
    }
    card
}

fn card(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    session: &Session,
    waiting: &mut PendingBallots,
) {
    let Some(mut fields) = decoder.fields(node, "a card") else { return };
    let Some(card) = card_of(decoder, &mut fields, node, session) else { return };
    let scale = &card.dimension.scale;
    let ballots = match session.secrecy() {
        Secrecy::Anonymous => {
            let given = fields.has("votes");
            let tally = session_file::tally(decoder, &mut fields, scale);
            given.then_some(Ballots::Tally(tally))
        }
        Secrecy::Named => fields.get("ballots").map(|node| {
            let people =
                if waiting.roster.is_empty() { session.voters.people() } else { &waiting.roster };
            Ballots::Named(session_file::named(decoder, node, scale, people))
        }),
    };
    if let Some(ballots) = ballots {
        waiting.cards.insert(card.dimension.key.clone(), ballots);
    }
    let known = ["key", "votes", "directions", "abstained", "comments", "ballots"];
    decoder.unknown(&fields, "a card", &known);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Light, Tally, Vote};

    fn waits(cards: &[&str]) -> PendingBallots {
        let mut tally = Tally::default();
        tally.add_votes(Vote::Light(Light::Green), 3);
        let cards = cards.iter().map(|key| ((*key).to_owned(), Ballots::Tally(tally.clone())));
        PendingBallots { cards: cards.collect(), ..PendingBallots::default() }
    }

    #[test]
    fn between_two_files_ballots_wait_on_both_sides() {
        // `fun` was revealed, and a reveal of `speed` was undone, in one save.
        assert_eq!(
            union_during_reveal(&waits(&["fun"]), &waits(&["speed"])),
            waits(&["fun", "speed"])
        );
        assert_eq!(union_during_reveal(&waits(&["fun"]), &waits(&[])), waits(&["fun"]));
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
