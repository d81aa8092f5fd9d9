//! The text of a file of pending ballots.
//!
//! Of an anonymous session it holds tallies in the scale's order and the sitters in the roster's
//! order: nothing that says who voted what, in which order or when.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::super::session_file::{self, VERSION};
use super::super::version;
use super::super::yaml::{self, Fields, Flow, Node, NodeDecoder, key_word, quoted};
use crate::library::FileError;
use crate::model::{
    Amount, Ballots, Card, MissTally, PendingBallots, Secrecy, ServerPlace, Session, SessionId,
    SheetSecret,
};

/// The last word of the file: without it, the file is cut short.
const END: &str = "waiting";

/// Writes the text of the file.
pub fn write(file: &Path, session: &Session, waiting: &PendingBallots) -> String {
    let mut out = String::new();
    _ = writeln!(out, "squadcheck: {VERSION}");
    if let Some(id) = &session.id {
        _ = writeln!(out, "id: {}", quoted(id.as_str()));
    }
    _ = writeln!(out, "session: {}", quoted(&file.to_string_lossy()));
    if let Some(at) = &waiting.at {
        _ = writeln!(out, "at: {}", key_word(at));
    }
    for (key, names) in [("roster", &waiting.roster), ("away", &waiting.away)] {
        if !names.is_empty() {
            _ = writeln!(out, "{key}: {}", Flow::texts(names));
        }
    }
    let mut head = "seats:\n";
    for (key, seats) in waiting.seats.iter().filter(|(key, _)| waiting.cards.contains_key(*key)) {
        let entry = Flow::map([("key", Flow::key(key)), ("seats", Flow::bare(seats))]);
        _ = writeln!(out, "{head}  - {entry}");
        head = "";
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
    // How much of a card was shown before its reveal was taken back, even if no ballot of it waits
    // any more; without it, a restart would forget.
    let mut head = "shown:\n";
    for (key, amounts) in &waiting.shown {
        for Amount { votes, abstained, directions } in amounts {
            let counts = [("votes", votes), ("abstained", abstained), ("directions", directions)];
            let counts = counts.map(|(word, n)| (word, Flow::bare(n)));
            let entry = Flow::map(std::iter::once(("key", Flow::key(key))).chain(counts));
            _ = writeln!(out, "{head}  - {entry}");
            head = "";
        }
    }
    if !waiting.miss_shown.is_empty() {
        _ = writeln!(
            out,
            "miss-shown: {}",
            Flow::List(waiting.miss_shown.iter().map(Flow::bare).collect())
        );
    }
    if let Some(ServerPlace { port, token }) = &waiting.server {
        let entry = Flow::map([("port", Flow::bare(port)), ("token", Flow::text(token))]);
        _ = writeln!(out, "server: {entry}");
    }
    if let Some(SheetSecret { seed, people }) = &waiting.sheet {
        let key = Zeroizing::new(URL_SAFE_NO_PAD.encode(&seed[..]));
        let names = (!people.is_empty()).then(|| ("people", Flow::texts(people)));
        let entry = Flow::map([("key", Flow::text(&key))].into_iter().chain(names));
        _ = writeln!(out, "sheet: {entry}");
    }
    let mut head = "rounds:\n";
    for (key, round) in &waiting.rounds {
        let entry = Flow::map([("key", Flow::key(key)), ("round", Flow::bare(round))]);
        _ = writeln!(out, "{head}  - {entry}");
        head = "";
    }
    let MissTally { would, unsure, would_not } = *waiting.miss;
    let counts = [("would", would), ("unsure", unsure), ("would-not", would_not)];
    _ = writeln!(out, "miss: {}", Flow::map(counts.map(|(key, n)| (key, Flow::bare(n)))));
    _ = writeln!(out, "state: {END}");
    out
}

/// What a file of ballots says about its session.
#[derive(Debug)]
pub struct Head {
    /// The identity of the session; none if it was of before identities.
    pub id: Option<SessionId>,
    /// The path of the session when this was written.
    pub session: String,
    /// There are ballots in it, or people who have sat or left.
    pub ballots: bool,
    /// It says what was shown before.
    pub shown: bool,
}

impl Head {
    /// Returns true if the session was in `file` when this was written.
    pub fn is_of(&self, file: &Path) -> bool {
        self.session == file.to_string_lossy()
    }
}

/// Reads what the file says about its session, whatever that is.
pub fn head(path: &Path, bytes: &[u8]) -> Option<Head> {
    let (text, root) = yaml::read(path, bytes).ok()?;
    let mut decoder = NodeDecoder::new(path, &text);
    let mut fields = decoder.fields(&root, "the file")?;
    let session = decoder.name(fields.get("session")?, "`session`")?;
    let id = fields.get("id").and_then(|node| session_file::id(&mut decoder, node));
    let answers = fields.get("miss").is_some_and(|node| {
        decoder.fields(node, "`miss`").is_some_and(|mut counts| {
            let words = ["would", "unsure", "would-not"];
            words.iter().any(|key| {
                counts.get(key).is_some_and(|n| decoder.count(n, key).is_some_and(|n| n > 0))
            })
        })
    });
    let ballots = answers || ["cards", "sat", "away"].into_iter().any(|key| fields.has(key));
    let shown = ["shown", "miss-shown"].into_iter().any(|key| fields.has(key));
    Some(Head { id, session, ballots, shown })
}

/// Reads the ballots that wait for `session`.
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

const LOST: &str = "move the file away to go on without the unrevealed votes in it";

fn waiting(
    decoder: &mut NodeDecoder<'_>,
    root: &Node,
    session: &Session,
) -> Option<PendingBallots> {
    let mut fields = decoder.fields(root, "the file")?;
    if !session_file::version(decoder, &mut fields, "a file of unrevealed votes") {
        return None;
    }
    let last = fields.last().map(|(key, _)| key);
    match fields.get("state") {
        Some(node) if last == Some("state") => {
            decoder.word(node, "`state`", |word| (word == END).then_some(()), &[END])?;
        }
        _ => {
            decoder.fault(
                decoder.end(),
                "the file of unrevealed votes seems to be cut short",
                LOST,
            );
        }
    }
    fields.get("session");
    _ = fields.get("id").and_then(|node| session_file::id(decoder, node));
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
    if let Some(node) = fields.get("seats") {
        for item in decoder.list(node, "`seats`") {
            seats(decoder, item, session, &mut waiting);
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
        *waiting.miss = MissTally {
            would: count("would"),
            unsure: count("unsure"),
            would_not: count("would-not"),
        };
    }
    waiting.server = fields.get("server").and_then(|node| server(decoder, node));
    waiting.sheet = fields.get("sheet").and_then(|node| sheet(decoder, node));
    if let Some(node) = fields.get("rounds") {
        for item in decoder.list(node, "`rounds`") {
            round(decoder, item, session, &mut waiting);
        }
    }
    let known = [
        "at",
        "roster",
        "away",
        "seats",
        "cards",
        "sat",
        "shown",
        "miss-shown",
        "miss",
        "server",
        "sheet",
        "rounds",
    ];
    decoder.unknown(&fields, "a file of unrevealed votes", &known);
    Some(waiting)
}

/// Reads where the voting server was to be found.
fn server(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<ServerPlace> {
    let mut fields = decoder.fields(node, "`server`")?;
    let port = decoder.required(&mut fields, "port", "`server`", LOST);
    let port = port.and_then(|node| decoder.count(node, "`port`"));
    let token = decoder.required(&mut fields, "token", "`server`", LOST);
    let token = token.and_then(|node| decoder.name(node, "`token`"));
    decoder.unknown(&fields, "`server`", &["port", "token"]);
    // A port that is none is not worth an error: the next free one does as well.
    Some(ServerPlace { port: u16::try_from(port?).unwrap_or_default(), token: token? })
}

/// Reads the key of the ballot sheet.
fn sheet(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<SheetSecret> {
    let mut fields = decoder.fields(node, "`sheet`")?;
    let key = decoder.required(&mut fields, "key", "`sheet`", LOST)?;
    let text = Zeroizing::new(decoder.name(key, "`key`")?);
    let people = fields.get("people");
    let people = people.map(|node| decoder.unique_names(node, "`people`")).unwrap_or_default();
    decoder.unknown(&fields, "`sheet`", &["key", "people"]);
    let mut seed = Zeroizing::new([0; 32]);
    if URL_SAFE_NO_PAD.decode_slice(&*text, &mut seed[..]) == Ok(32) {
        return Some(SheetSecret { seed, people });
    }
    let message = "the key of the ballot sheet is damaged: codes of that sheet cannot be opened";
    decoder.fault(key.place, message, "take `sheet` out and make a new sheet");
    None
}

/// Reads how often a card was voted on anew.
fn round(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    session: &Session,
    waiting: &mut PendingBallots,
) {
    let Some(mut fields) = decoder.fields(node, "`rounds`") else { return };
    let Some(card) = card_of(decoder, &mut fields, node, session) else { return };
    if let Some(node) = decoder.required(&mut fields, "round", "an entry of `rounds`", LOST)
        && let Some(round) = decoder.count(node, "`round`")
    {
        let round = u16::try_from(round).unwrap_or(u16::MAX);
        waiting.rounds.insert(card.dimension.key.clone(), round);
    }
    decoder.unknown(&fields, "an entry of `rounds`", &["key", "round"]);
}

/// Reads how many may vote on one card that somebody has left in the middle of.
fn seats(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    session: &Session,
    waiting: &mut PendingBallots,
) {
    let Some(mut fields) = decoder.fields(node, "`seats`") else { return };
    let Some(card) = card_of(decoder, &mut fields, node, session) else { return };
    if let Some(node) = decoder.required(&mut fields, "seats", "an entry of `seats`", LOST)
        && let Some(seats) = decoder.count(node, "`seats`")
    {
        waiting.seats.insert(card.dimension.key.clone(), seats);
    }
    decoder.unknown(&fields, "an entry of `seats`", &["key", "seats"]);
}

/// Reads the people who have voted on one card.
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

/// Reads how much of one card was shown before.
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
            format!("votes wait for `{key}`, which is not a dimension of the check any more");
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
