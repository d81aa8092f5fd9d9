//! All that the server keeps, for as long as its thread lives.

use std::cell::RefCell;
use std::net::IpAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use crate::app::voting::{Published, SeatId, VotingAnswer, VotingNews, VotingRequest};
use crate::export::voting_page::{VotingState, state_json};
use crate::seal::{OpenError, SealedBallots};

use super::Tell;
use super::limits::{Connections, Limits, Rate, sender};
use super::parked::{Answered, Parked};
use super::seats::{Cookie, Seats};

/// What is served, and the state as phones read it: written once for all of them.
#[derive(Debug)]
pub struct Served {
    published: Published,
    json: Bytes,
}

/// The room that phones vote in.
pub struct Room {
    tell: Tell,
    /// How much of everything there is.
    pub limits: Limits,
    /// Connections that are open.
    pub connections: Rc<RefCell<Connections>>,
    served: RefCell<Option<watch::Sender<Rc<Served>>>>,
    seats: RefCell<Seats>,
    parked: Rc<Parked>,
    ballots: RefCell<Rate<SeatId>>,
    wrong_tokens: RefCell<Rate<IpAddr>>,
    joins: RefCell<Rate<IpAddr>>,
}

impl Served {
    fn new(published: Published) -> Self {
        let json = state_json(&published.state).into();
        Self { published, json }
    }

    /// What everybody may know.
    pub fn state(&self) -> &VotingState {
        &self.published.state
    }

    /// The same as phones read it.
    pub fn json(&self) -> Bytes {
        self.json.clone()
    }

    /// Opens what a phone has sealed.
    pub fn open(&self, sealed: &[u8]) -> Result<SealedBallots, OpenError> {
        self.published.key.open(sealed)
    }
}

impl Room {
    /// An empty room, in which nothing is served yet.
    pub fn new(tell: Tell, limits: Limits, numbers: Arc<AtomicU64>) -> Self {
        Self {
            tell,
            limits,
            connections: Rc::default(),
            served: RefCell::default(),
            seats: RefCell::default(),
            parked: Rc::new(Parked::new(numbers)),
            ballots: RefCell::new(Rate::new(limits.ballots)),
            wrong_tokens: RefCell::new(Rate::new(limits.wrong_tokens)),
            joins: RefCell::new(Rate::new(limits.joins)),
        }
    }

    /// Tells the app.
    pub fn tell(&self, news: VotingNews) {
        (self.tell)(news);
    }

    /// Serves this from now on. Phones that wait hear of it if they know another version.
    pub fn publish(&self, published: Published) {
        let new = Rc::new(Served::new(published));
        let mut served = self.served.borrow_mut();
        match &*served {
            Some(served) => _ = served.send_replace(new),
            None => *served = Some(watch::Sender::new(new)),
        }
    }

    /// What is served, and what will be. None before anything is.
    pub fn watch(&self) -> Option<watch::Receiver<Rc<Served>>> {
        self.served.borrow().as_ref().map(watch::Sender::subscribe)
    }

    /// What is served.
    pub fn served(&self) -> Option<Rc<Served>> {
        self.served.borrow().as_ref().map(|served| Rc::clone(&served.borrow()))
    }

    /// The seat that belongs to the first good cookie.
    pub fn seat(&self, cookies: impl IntoIterator<Item = Cookie>) -> Option<SeatId> {
        let seats = self.seats.borrow();
        cookies.into_iter().find_map(|cookie| seats.seat(&cookie))
    }

    /// Place of a seat's person among those of a named check.
    pub fn person(&self, seat: SeatId, state: &VotingState) -> Option<usize> {
        let seats = self.seats.borrow();
        let name = seats.name(seat)?;
        state.people.iter().position(|(person, _)| person == name)
    }

    /// Allows one more ballot of a seat, or says how long there is none.
    pub fn count_ballot(&self, seat: SeatId) -> Result<(), Duration> {
        self.ballots.borrow_mut().take(seat, Instant::now())
    }

    /// Allows one more wrong token of an address, or says how long there is none.
    pub fn count_wrong_token(&self, address: IpAddr) -> Result<(), Duration> {
        self.wrong_tokens.borrow_mut().take(sender(address), Instant::now())
    }

    /// Allows one more join of an address, or says how long there is none.
    pub fn count_join(&self, address: IpAddr) -> Result<(), Duration> {
        self.joins.borrow_mut().take(sender(address), Instant::now())
    }

    /// Parks a request until the app has answered; none if it takes too long.
    pub async fn ask(&self, request: VotingRequest) -> Option<Answered> {
        let (seat, name) = match &request {
            VotingRequest::Join { seat, name, .. } => (*seat, name.clone()),
            VotingRequest::Ballot { seat, .. } => (Some(*seat), None),
        };
        let mut place = self.parked.park(seat, name);
        self.tell(VotingNews::Request { number: place.number, request });
        timeout(self.limits.answer, &mut place.answer).await.ok()?.ok()
    }

    /// Gives a seat to a browser that has its cookie already.
    pub fn know(&self, seat: SeatId, cookie: &Cookie) {
        self.seats.borrow_mut().give(seat, None, cookie);
    }

    /// Passes on the app's answer. A browser that has got a seat gets its cookie here and not when
    /// its turn comes: the next job may free the seat.
    pub fn answer(&self, number: u64, answer: VotingAnswer) {
        let Some(waiting) = self.parked.take(number).filter(|one| !one.to.is_closed()) else {
            return;
        };
        let cookie = match answer {
            VotingAnswer::Joined(seat) if waiting.seat != Some(seat) => {
                let Some(cookie) = Cookie::random() else { return };
                self.seats.borrow_mut().give(seat, waiting.name, &cookie);
                Some(cookie)
            }
            _ => None,
        };
        _ = waiting.to.send((answer, cookie));
    }

    /// Frees a seat.
    pub fn free(&self, seat: SeatId) {
        self.seats.borrow_mut().free(seat);
        self.ballots.borrow_mut().forget(&seat);
    }

    /// Frees all seats.
    pub fn free_all(&self) {
        self.seats.borrow_mut().free_all();
    }
}
