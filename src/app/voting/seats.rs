//! The seats of devices: who may vote, and under which submission.

use crate::model::{Check, Secrecy, SubmissionId};

use super::{SeatId, TakenSeat, VotingAnswer};

/// The seats that devices have taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    taken: Vec<TakenSeat>,
    last: u32,
}

impl Seats {
    /// Number of seats that are taken.
    pub fn joined(&self) -> u32 {
        u32::try_from(self.taken.len()).unwrap_or(u32::MAX)
    }

    /// A seat that is taken.
    pub fn get(&self, seat: SeatId) -> Option<&TakenSeat> {
        self.taken.iter().find(|taken| taken.seat == seat)
    }

    /// The seat of a person of a named check.
    pub fn of_person(&self, person: &str) -> Option<&TakenSeat> {
        self.taken.iter().find(|taken| taken.name.as_deref() == Some(person))
    }

    /// Gives a device a seat, or says why not. A device with a seat keeps it, and two taps on one
    /// button take one seat.
    pub fn join(
        &mut self,
        check: &Check,
        seat: Option<SeatId>,
        once: Option<String>,
        name: Option<&str>,
    ) -> VotingAnswer {
        let has =
            |taken: &&TakenSeat| Some(taken.seat) == seat || once.is_some() && taken.once == once;
        if let Some(taken) = self.taken.iter().find(has) {
            return VotingAnswer::Joined(taken.seat);
        }
        if check.writable().is_err() || !check.session.way.is_typed() {
            return VotingAnswer::Full;
        }
        let named = check.session.secrecy() == Secrecy::Named;
        let name = name.map(str::trim).filter(|_| named);
        if named {
            let free =
                name.filter(|name| check.here().contains(name) && self.of_person(name).is_none());
            if free.is_none() {
                return VotingAnswer::NameTaken;
            }
        }
        if self.joined() >= check.voters() {
            return VotingAnswer::Full;
        }
        self.last += 1;
        let seat = SeatId(self.last);
        self.taken.push(TakenSeat {
            seat,
            once,
            name: name.map(str::to_owned),
            id: None,
            sealed: false,
        });
        VotingAnswer::Joined(seat)
    }

    /// Binds a seat to the only submission that may change its ballots. A device that joined anew
    /// proves by its submission that an older seat is its own: that one is returned, and is free.
    pub fn bind(&mut self, seat: SeatId, id: SubmissionId, sealed: bool) -> Option<SeatId> {
        let older = self.taken.iter().find(|taken| taken.id == Some(id) && taken.seat != seat);
        let older = older.map(|taken| taken.seat);
        if let Some(older) = older {
            self.taken.retain(|taken| taken.seat != older);
        }
        if let Some(taken) = self.taken.iter_mut().find(|taken| taken.seat == seat) {
            (taken.id, taken.sealed) = (Some(id), sealed);
        }
        older
    }

    /// Frees a seat, and returns what it was.
    pub fn free(&mut self, seat: SeatId) -> Option<TakenSeat> {
        let at = self.taken.iter().position(|taken| taken.seat == seat)?;
        Some(self.taken.remove(at))
    }

    /// Frees all seats. No number comes back.
    pub fn free_all(&mut self) {
        self.taken.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::kit;
    use super::*;

    fn join(seats: &mut Seats, check: &Check, once: &str) -> VotingAnswer {
        seats.join(check, None, Some(once.to_owned()), None)
    }

    #[test]
    fn there_are_as_many_seats_as_people_and_a_double_tap_takes_one() {
        let (check, mut seats) = (kit::check(2), Seats::default());
        assert_eq!(join(&mut seats, &check, "a"), VotingAnswer::Joined(SeatId(1)));
        assert_eq!(join(&mut seats, &check, "a"), VotingAnswer::Joined(SeatId(1)));
        assert_eq!(seats.join(&check, None, None, None), VotingAnswer::Joined(SeatId(2)));
        assert_eq!(seats.join(&check, None, None, None), VotingAnswer::Full);
        assert_eq!(join(&mut seats, &check, "c"), VotingAnswer::Full);
        let kept = seats.join(&check, Some(SeatId(2)), Some("d".into()), None);
        assert_eq!((kept, seats.joined()), (VotingAnswer::Joined(SeatId(2)), 2));
    }

    #[test]
    fn a_seat_that_was_freed_never_comes_back() {
        let (check, mut seats) = (kit::check(1), Seats::default());
        join(&mut seats, &check, "a");
        assert!(seats.free(SeatId(1)).is_some());
        assert_eq!(seats.get(SeatId(1)), None);
        let again = seats.join(&check, Some(SeatId(1)), None, None);
        assert_eq!(again, VotingAnswer::Joined(SeatId(2)));
        seats.free_all();
        assert_eq!(join(&mut seats, &check, "a"), VotingAnswer::Joined(SeatId(3)));
    }

    #[test]
    fn in_a_named_check_each_person_here_has_one_seat() {
        let (check, mut seats) = (kit::named(&["Ana", "Bo"]), Seats::default());
        let mut join = |name| seats.join(&check, None, None, name);
        assert_eq!(join(None), VotingAnswer::NameTaken);
        assert_eq!(join(Some("Chi")), VotingAnswer::NameTaken);
        assert_eq!(join(Some(" Ana ")), VotingAnswer::Joined(SeatId(1)));
        assert_eq!(join(Some("Ana")), VotingAnswer::NameTaken);
        assert_eq!(join(Some("Bo")), VotingAnswer::Joined(SeatId(2)));
        assert_eq!(seats.of_person("Bo").map(|taken| taken.seat), Some(SeatId(2)));
    }
}
