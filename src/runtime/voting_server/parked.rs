//! Requests that wait for the app.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::oneshot::{self, Receiver, Sender};

use crate::app::voting::{SeatId, VotingAnswer};

use super::seats::Cookie;

/// An answer, and the cookie of a browser that has got a seat.
pub type Answered = (VotingAnswer, Option<Cookie>);

/// A request that waits.
#[derive(Debug)]
pub struct Waiting {
    /// Where the answer goes.
    pub to: Sender<Answered>,
    /// The seat that its browser had.
    pub seat: Option<SeatId>,
    /// The name that came with a join.
    pub name: Option<String>,
}

/// Requests that wait, by their numbers.
#[derive(Debug)]
pub struct Parked {
    numbers: Arc<AtomicU64>,
    waiting: RefCell<HashMap<u64, Waiting>>,
}

/// A place among them, which is given up when this is dropped: a phone may hang up.
#[derive(Debug)]
pub struct Place {
    /// The request's number.
    pub number: u64,
    /// Where its answer arrives.
    pub answer: Receiver<Answered>,
    parked: Rc<Parked>,
}

impl Parked {
    /// Nobody waits. Numbers are taken from here.
    pub fn new(numbers: Arc<AtomicU64>) -> Self {
        Self { numbers, waiting: RefCell::default() }
    }

    /// Parks a request.
    pub fn park(self: &Rc<Self>, seat: Option<SeatId>, name: Option<String>) -> Place {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let (to, answer) = oneshot::channel();
        self.waiting.borrow_mut().insert(number, Waiting { to, seat, name });
        Place { number, answer, parked: Rc::clone(self) }
    }

    /// The request with this number, if it still waits. It does so no longer.
    pub fn take(&self, number: u64) -> Option<Waiting> {
        self.waiting.borrow_mut().remove(&number)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.parked.take(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_answered_once_and_one_that_hung_up_never() {
        let parked = Rc::new(Parked::new(Arc::new(AtomicU64::new(7))));
        let mut first = parked.park(Some(SeatId(3)), None);
        let second = parked.park(None, Some("Ana".to_owned()));
        assert_eq!((first.number, second.number), (7, 8));
        let waiting = parked.take(7).unwrap();
        assert_eq!(waiting.seat, Some(SeatId(3)));
        assert!(waiting.to.send((VotingAnswer::Taken, None)).is_ok());
        assert!(matches!(first.answer.try_recv(), Ok((VotingAnswer::Taken, None))));
        assert!(parked.take(7).is_none());
        drop(second);
        assert!(parked.take(8).is_none() && parked.waiting.borrow().is_empty());
    }
}
