//! What the app and the voting server say to each other: plain data. Knows neither a socket nor a
//! request as it came.
//!
//! The server answers what depends on nothing but the request and what was published last; for
//! everything else it parks a request under a number, and the app answers.

mod answers;
mod live_voting;
mod questions;
mod seats;
mod serving;

use std::net::IpAddr;
use std::sync::Arc;

use crate::export::voting_page::VotingState;
use crate::model::SubmissionId;
use crate::seal::{SealKey, SealedBallots};

pub use crate::messages::ServerFault;
pub(super) use live_voting::NOBODY_CAME;
pub use live_voting::{LiveFacts, LiveVoting, Secrets, ServerStatus, VotingOptions};
pub use questions::VotingQuestion;
pub use seats::Seats;

/// The right of one device to vote. Never the same twice while one server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SeatId(pub u32);

/// What the server is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum VotingJob {
    /// Listen, in place of whatever was listened at before. Seats stay.
    Open(Box<VotingPlan>),
    /// Serve this from now on; phones that wait hear of it.
    Publish(Published),
    /// The answer to a parked request.
    Answer {
        /// The request's number.
        number: u64,
        /// What became of it.
        answer: VotingAnswer,
    },
    /// The seat is free: its device has to join anew.
    Free(SeatId),
    /// All seats are free.
    FreeAll,
    /// Listen no more. The thread ends.
    Close,
}

/// What is served.
#[derive(Clone, Debug)]
pub struct Published {
    /// What everybody may know.
    pub state: Arc<VotingState>,
    /// Opens what is sealed to the state's public key.
    pub key: Arc<SealKey>,
}

impl PartialEq for Published {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state && self.key.public() == other.key.public()
    }
}

/// Where and as what the server listens.
#[derive(Clone, Debug, PartialEq)]
pub struct VotingPlan {
    /// The sign behind the address: five of Crockford's base32, ten where `public` is given.
    pub token: String,
    /// The address to listen at, if it was chosen; else the best of this computer's.
    pub listen: Option<IpAddr>,
    /// The port, if it was chosen or had before; else 7373 or one of the next ten.
    pub port: Option<u16>,
    /// Which of this computer's addresses, from the best; the last one is followed by the first.
    pub nth: usize,
    /// The address under which a tunnel or proxy of the team's own leads here.
    pub public: Option<PublicAddress>,
    /// What is served.
    pub published: Published,
}

/// An address of a tunnel or proxy, as `--address` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    /// It begins with `https`.
    pub secure: bool,
    /// Host, with a port where it has one.
    pub host: String,
}

/// What the server tells.
#[derive(Clone, Debug, PartialEq)]
pub enum VotingNews {
    /// It listens, or cannot.
    Opened(Result<OpenServer, ServerFault>),
    /// A request whose answer depends on the check.
    Request {
        /// Its number.
        number: u64,
        /// What is asked for.
        request: VotingRequest,
    },
    /// It listens no more, although nobody asked for that.
    Lost(ServerFault),
}

/// A server that listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenServer {
    /// What a phone opens, such as `http://192.168.178.23:7373/K7QM2`.
    pub url: String,
    /// Name of the network interface, where it is one of this computer's own.
    pub interface: Option<String>,
    /// The port it listens at.
    pub port: u16,
    /// How many addresses there are to choose from.
    pub addresses: usize,
}

/// A request that only the check can answer.
#[derive(Clone, Debug, PartialEq)]
pub enum VotingRequest {
    /// A device wants a seat.
    Join {
        /// The seat that it has.
        seat: Option<SeatId>,
        /// The same for all taps on one button.
        once: Option<String>,
        /// Who it is, in a named check.
        name: Option<String>,
    },
    /// A device votes.
    Ballot {
        /// Its seat.
        seat: SeatId,
        /// What it gave.
        given: Given,
    },
}

/// A ballot as it came.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// By a page with scripts: sealed, and opened by the server.
    Sealed(SealedBallots),
    /// By a plain form: one card, or the last question.
    Form {
        /// Key of the card, or `miss`.
        card: String,
        /// The word of a vote.
        vote: Option<String>,
        /// The word of a direction.
        direction: Option<String>,
        /// What was written.
        comment: Option<String>,
    },
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VotingAnswer {
    /// The device has this seat.
    Joined(SeatId),
    /// All seats are taken, or nobody may join just now.
    Full,
    /// Somebody has that name, or nobody here has.
    NameTaken,
    /// The ballot is taken in.
    Taken,
    /// The card takes no ballots now.
    NotOpen,
    /// The seat is another one's, or has voted under another id.
    NoSeat,
    /// There is no such card, vote or direction.
    Malformed,
}

/// A seat as the app keeps it: who has it, and the only submission that may change its ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenSeat {
    /// The seat.
    pub seat: SeatId,
    /// What was sent with the tap that took it.
    pub once: Option<String>,
    /// Who it is, in a named check.
    pub name: Option<String>,
    /// The submission that it votes under, once it has.
    pub id: Option<SubmissionId>,
    /// Its ballots come sealed: a plain form is not its own.
    pub sealed: bool,
}

#[cfg(test)]
mod kit;
