//! What one phone, one address and all of them together may ask for.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::rc::Rc;
use std::time::Duration;

use tokio::time::Instant;

/// How much, and how long.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at one time.
    pub connections: usize,
    /// Connections of one address at one time.
    pub of_one: usize,
    /// Time to receive the head of a request.
    pub head: Duration,
    /// Time to receive its body.
    pub body: Duration,
    /// Time for which a phone waits for news.
    pub poll: Duration,
    /// Time for which a request waits for the app.
    pub answer: Duration,
    /// Time in which what nobody wants is still read.
    pub drop: Duration,
    /// Time in which a phone that is sent something takes some of it.
    pub write: Duration,
    /// Ballots of one seat in a minute.
    pub ballots: usize,
    /// Wrong tokens of one address in a minute.
    pub wrong_tokens: usize,
    /// Joins of one address in a minute.
    pub joins: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 600,
            of_one: 64,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            poll: Duration::from_secs(25),
            answer: Duration::from_secs(5),
            drop: Duration::from_secs(2),
            write: Duration::from_secs(20),
            ballots: 30,
            wrong_tokens: 20,
            joins: 120,
        }
    }
}

/// Bytes of a head.
pub const HEAD: usize = 8 * 1024;
/// Bytes of a body.
pub const BODY: usize = 4 * 1024;
/// Bytes that are read and dropped, so that their sender comes to read the answer.
pub const DROPPED: usize = 4 * 1024 * 1024;

const MINUTE: Duration = Duration::from_secs(60);
/// Senders that are told apart.
const SENDERS: usize = 4096;

/// Counts what each sender did in the last minute.
#[derive(Debug)]
pub struct Rate<K> {
    most: usize,
    times: HashMap<K, VecDeque<Instant>>,
}

impl<K: Eq + Hash> Rate<K> {
    /// Allows so much in any minute.
    pub fn new(most: usize) -> Self {
        Self { most, times: HashMap::new() }
    }

    /// Allows one more, or says how long there is none.
    pub fn take(&mut self, sender: K, now: Instant) -> Result<(), Duration> {
        let recent = |time: &Instant| now.saturating_duration_since(*time) < MINUTE;
        if self.times.len() >= SENDERS && !self.times.contains_key(&sender) {
            self.times.retain(|_, times| times.back().is_some_and(recent));
            if self.times.len() >= SENDERS {
                return Err(MINUTE);
            }
        }
        let times = self.times.entry(sender).or_default();
        while times.front().is_some_and(|time| !recent(time)) {
            times.pop_front();
        }
        if let Some(first) = times.front().filter(|_| times.len() >= self.most) {
            return Err(MINUTE.saturating_sub(now.saturating_duration_since(*first)));
        }
        times.push_back(now);
        Ok(())
    }

    /// Knows nothing of a sender any more.
    pub fn forget(&mut self, sender: &K) {
        self.times.remove(sender);
    }
}

/// The network of one device: an IPv6 one has as many addresses as it likes.
pub fn sender(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Connections that are open, by who opened them.
#[derive(Debug, Default)]
pub struct Connections {
    all: usize,
    of: HashMap<IpAddr, usize>,
}

/// One connection; it is counted until this is dropped.
#[derive(Debug)]
pub struct Connected {
    sender: Option<IpAddr>,
    all: Rc<RefCell<Connections>>,
}

impl Connections {
    /// Counts one more, if there is room. None for a sender that may have as many as it likes, as
    /// a proxy in front may: all phones come from it.
    pub fn enter(
        all: &Rc<RefCell<Self>>,
        limits: &Limits,
        sender: Option<IpAddr>,
    ) -> Option<Connected> {
        let mut counts = all.borrow_mut();
        let of_one = sender.and_then(|sender| counts.of.get(&sender)).copied().unwrap_or(0);
        if counts.all >= limits.connections || of_one >= limits.of_one {
            return None;
        }
        counts.all += 1;
        if let Some(sender) = sender {
            counts.of.insert(sender, of_one + 1);
        }
        Some(Connected { sender, all: Rc::clone(all) })
    }
}

impl Drop for Connected {
    fn drop(&mut self) {
        let mut counts = self.all.borrow_mut();
        counts.all -= 1;
        if let Some(sender) = self.sender
            && let Some(of_one) = counts.of.get_mut(&sender)
        {
            *of_one -= 1;
            if *of_one == 0 {
                counts.of.remove(&sender);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_much_in_any_minute_and_what_is_refused_does_not_count() {
        let begin = Instant::now();
        let at = |seconds| begin + Duration::from_secs(seconds);
        let mut rate = Rate::new(2);
        assert_eq!(rate.take('a', at(0)), Ok(()));
        assert_eq!(rate.take('a', at(50)), Ok(()));
        assert_eq!(rate.take('a', at(55)), Err(Duration::from_secs(5)));
        assert_eq!(rate.take('b', at(55)), Ok(()), "another sender");
        assert_eq!(rate.take('a', at(60)), Ok(()), "the first one is a minute old");
        assert_eq!(rate.take('a', at(61)), Err(Duration::from_secs(49)));
        rate.forget(&'a');
        assert_eq!(rate.take('a', at(61)), Ok(()));
    }

    #[test]
    fn many_senders_take_no_more_memory() {
        let begin = Instant::now();
        let mut rate = Rate::new(2);
        for sender in 0..SENDERS {
            assert_eq!(rate.take(sender, begin), Ok(()));
        }
        assert_eq!(rate.take(SENDERS, begin), Err(MINUTE));
        assert_eq!(rate.take(0, begin), Ok(()), "who is known goes on");
        assert_eq!(rate.take(SENDERS, begin + MINUTE), Ok(()));
        assert_eq!(rate.times.len(), 1);
    }

    #[test]
    fn connections_count_until_they_end() {
        let limits = Limits { connections: 3, of_one: 2, ..Limits::default() };
        let all = Rc::default();
        let [a, b] = ["10.0.0.1", "10.0.0.2"].map(|address| address.parse().ok());
        let one = Connections::enter(&all, &limits, a);
        let two = Connections::enter(&all, &limits, a);
        assert!(one.is_some() && two.is_some());
        assert!(Connections::enter(&all, &limits, a).is_none(), "enough for one");
        let three = Connections::enter(&all, &limits, b);
        assert!(three.is_some());
        assert!(Connections::enter(&all, &limits, None).is_none(), "enough for all");
        drop((one, two, three));
        assert!(all.borrow().of.is_empty() && all.borrow().all == 0);
    }

    #[test]
    fn the_addresses_of_one_device_are_one_sender() {
        let sender = |address: &str| sender(address.parse().unwrap()).to_string();
        assert_eq!(sender("2001:db8:1:2:3::4"), sender("2001:db8:1:2:5::6"));
        assert_eq!(sender("::ffff:10.0.0.1"), "10.0.0.1");
    }
}
