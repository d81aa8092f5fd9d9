//! Voting on devices while a check is live: where it is served, who has a seat, and what phones
//! are told. Lives in memory alone, beside what undo brings back.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::export::voting_page::{CardState, Stage, VotingState};
use crate::model::{Card, Secrecy, ServerPlace, Session, Workspace};
use crate::seal::{BallotForm, SealKey};

use super::super::LiveCheck;
use super::{OpenServer, PublicAddress, Published, Seats, ServerFault, VotingPlan};

/// Letters of a token: Crockford's base32.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a token in the room, and of one that the internet may try to guess.
const TOKEN: (usize, usize) = (5, 10);

/// The time after which the screen says what to look at, if nobody has come.
pub(in crate::app) const NOBODY_CAME: Duration = Duration::from_secs(30);

/// What was chosen at the start about where the server listens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VotingOptions {
    /// The address to listen at, and the port if that was chosen, too.
    pub listen: Option<(IpAddr, Option<u16>)>,
    /// The address under which a tunnel or proxy of the team's own leads here.
    pub public: Option<PublicAddress>,
    /// A file or folder from which ballot codes are taken.
    pub codes: Option<PathBuf>,
}

/// A source of secrets: one random number of the system, and hashes that follow from it. What was
/// drawn tells nothing of what comes, nor the other way round.
#[derive(Clone)]
pub struct Secrets(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").finish_non_exhaustive()
    }
}

impl Secrets {
    /// Draws from these random bytes.
    pub const fn new(seed: Zeroizing<[u8; 32]>) -> Self {
        Self(seed)
    }

    /// Draws the next 32 bytes.
    pub fn draw(&mut self) -> Zeroizing<[u8; 32]> {
        let hash = |what: &[u8]| {
            Zeroizing::new(
                Sha256::new().chain_update(what).chain_update(&self.0[..]).finalize().into(),
            )
        };
        let drawn = hash(b"squadcheck drawn\0");
        self.0 = hash(b"squadcheck next\0");
        drawn
    }

    /// Draws a word of so many letters.
    fn word(&mut self, letters: usize) -> String {
        let drawn = self.draw();
        drawn[..letters].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
    }
}

/// The state of the listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerStatus {
    /// It was asked for.
    Opening,
    /// It listens.
    Open(OpenServer),
    /// It does not.
    Failed(ServerFault),
}

/// Voting on devices in a live check.
#[derive(Clone, Debug)]
pub struct LiveVoting {
    /// Tells this server from the one before.
    pub(in crate::app) run: String,
    /// The state of the listener.
    pub status: ServerStatus,
    /// Who has a seat.
    pub seats: Seats,
    /// Since when phones can come, by the clock of the program.
    pub since: Duration,
    /// The last question was asked.
    pub(in crate::app) asked: bool,
    place: ServerPlace,
    nth: usize,
    at: Option<String>,
    version: u64,
    key: Arc<SealKey>,
    sent: Option<Arc<VotingState>>,
}

impl LiveVoting {
    /// Voting in this session, at the place where it was before, if it was. None: the session has
    /// more cards or people than a ballot has room for.
    pub(in crate::app) fn new(
        session: &Session,
        before: Option<&ServerPlace>,
        options: &VotingOptions,
        secrets: &mut Secrets,
        now: Duration,
    ) -> Option<Self> {
        let form = BallotForm::of(session).ok()?;
        let key = Arc::new(SealKey::new(&secrets.draw(), form));
        let letters = if options.public.is_some() { TOKEN.1 } else { TOKEN.0 };
        let before = before.filter(|place| {
            let token = place.token.as_bytes();
            token.len() == letters && token.iter().all(|letter| LETTERS.contains(letter))
        });
        let place = before
            .cloned()
            .unwrap_or_else(|| ServerPlace { port: 0, token: secrets.word(letters) });
        Some(Self {
            run: secrets.word(TOKEN.1),
            status: ServerStatus::Opening,
            seats: Seats::default(),
            since: now,
            asked: false,
            place,
            nth: 0,
            at: None,
            version: 0,
            key,
            sent: None,
        })
    }

    /// Where and as what to listen.
    pub(in crate::app) fn plan(&self, options: &VotingOptions, published: Published) -> VotingPlan {
        let (listen, chosen) = options.listen.unzip();
        VotingPlan {
            token: self.place.token.clone(),
            listen,
            port: chosen.flatten().or((self.place.port != 0).then_some(self.place.port)),
            nth: self.nth,
            public: options.public.clone(),
            published,
        }
    }

    /// The part of the address that a restart keeps, once it listens.
    pub(in crate::app) fn place(&self) -> Option<ServerPlace> {
        (self.place.port != 0).then(|| self.place.clone())
    }

    /// Listens at the next address from now on.
    pub(in crate::app) fn next_address(&mut self, now: Duration) {
        self.nth = self.nth.wrapping_add(1);
        (self.status, self.since) = (ServerStatus::Opening, now);
        // A browser keeps a seat for the address at which it joined.
        self.seats.free_all();
        self.sent = None;
    }

    /// Takes in that it listens, or cannot.
    pub(in crate::app) fn opened(
        &mut self,
        result: Result<OpenServer, ServerFault>,
        now: Duration,
    ) {
        self.since = now;
        self.status = match result {
            Ok(open) => {
                self.place.port = open.port;
                ServerStatus::Open(open)
            }
            Err(fault) => {
                // The next try need not find the port free that was taken just now.
                self.place.port = 0;
                ServerStatus::Failed(fault)
            }
        };
    }

    /// What phones open, while it listens.
    pub fn url(&self) -> Option<&str> {
        match &self.status {
            ServerStatus::Open(open) => Some(&open.url),
            ServerStatus::Opening | ServerStatus::Failed(_) => None,
        }
    }

    /// The sign behind the address.
    pub fn token(&self) -> &str {
        &self.place.token
    }

    /// The port that phones come to.
    pub fn port(&self) -> u16 {
        match &self.status {
            ServerStatus::Open(open) => open.port,
            ServerStatus::Opening | ServerStatus::Failed(_) => self.place.port,
        }
    }

    /// Returns true if nobody has come for so long that something may be wrong.
    pub fn waits_in_vain(&self, now: Duration) -> bool {
        self.seats.joined() == 0 && now.saturating_sub(self.since) >= NOBODY_CAME
    }

    /// What is to be served now, if that is not what is served. Other cards or people have another
    /// key, so that no ballot for the old ones is opened for the new ones.
    pub(in crate::app) fn news(
        &mut self,
        live: &LiveFacts<'_>,
        secrets: &mut Secrets,
    ) -> Option<Published> {
        let form = BallotForm::of(live.session).ok()?;
        if *self.key.public().form() != form {
            self.key = Arc::new(SealKey::new(&secrets.draw(), form));
        }
        self.at = live.at.clone().or(self.at.take());
        let state = self.state(live);
        if self.sent.as_deref() == Some(&state) {
            return None;
        }
        // A phone that sees more than one step knows that the state does not say all that is new.
        let more = self.sent.as_ref().is_some_and(|sent| sent.page_differs(&state));
        self.version += if more { 2 } else { 1 };
        let state = Arc::new(VotingState { version: self.version, ..state });
        self.sent = Some(Arc::clone(&state));
        Some(Published { state, key: Arc::clone(&self.key) })
    }

    fn state(&self, live: &LiveFacts<'_>) -> VotingState {
        let session = live.session;
        let open = session.is_open();
        let cards = session.cards.iter().map(|card| CardState {
            dimension: card.dimension.clone(),
            stage: stage(card, open),
            round: live.rounds.get(&card.dimension.key).copied().unwrap_or(1),
        });
        let last_question = match (session.miss.is_some(), open) {
            (true, _) => Some(Stage::Revealed),
            (false, true) => self.asked.then_some(Stage::Open),
            (false, false) => self.asked.then_some(Stage::Closed),
        };
        let taken = |name: &String| {
            self.seats.of_person(name).is_some() || !live.here.contains(&name.as_str())
        };
        let people = match session.secrecy() {
            Secrecy::Named => session.voters.people(),
            Secrecy::Anonymous => &[],
        };
        VotingState {
            run: self.run.clone(),
            version: self.version,
            team: session.team.clone(),
            check: live.check.to_owned(),
            at: self.at.clone(),
            joined: self.seats.joined(),
            seats: live.voters,
            cards: cards.collect(),
            last_question,
            secrecy: session.secrecy(),
            people: people.iter().map(|name| (name.clone(), taken(name))).collect(),
            threshold: live.threshold,
            key: self.key.public().public(),
            form: self.key.public().form().hash(),
            closed: !open,
        }
    }
}

/// What phones may know of a check. No ballot is among it.
#[derive(Debug)]
pub struct LiveFacts<'a> {
    session: &'a Session,
    check: &'a str,
    at: Option<String>,
    here: Vec<&'a str>,
    voters: u32,
    threshold: u32,
    rounds: &'a std::collections::BTreeMap<String, u16>,
}

impl<'a> LiveFacts<'a> {
    /// The facts of a live check.
    pub(in crate::app) fn new(live: &'a LiveCheck, workspace: &'a Workspace) -> Self {
        let (check, session) = (live.check(), live.session());
        let template = session.template.as_deref().unwrap_or_default();
        let name = workspace.template(template).map_or(template, |found| found.name.as_str());
        let at = live.card_at().map(|at| session.cards[at].dimension.key.clone());
        Self {
            session,
            check: name,
            at,
            here: check.here(),
            voters: check.voters(),
            threshold: check.threshold,
            rounds: &check.waiting.rounds,
        }
    }
}

const fn stage(card: &Card, open: bool) -> Stage {
    match (card.skipped, card.revealed.is_some(), open) {
        (true, ..) => Stage::Skipped,
        (_, true, _) => Stage::Revealed,
        (_, _, true) => Stage::Open,
        (_, _, false) => Stage::Closed,
    }
}
