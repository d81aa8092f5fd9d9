//! The end of a check: the last question, the focus, closing and reopening.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::session::{Miss, MissTally, Secrecy, Session, State, Voters};
use super::{Check, MissAnswer, Refusal};

impl Check {
    /// Refuses as [`Self::miss`] would, and changes nothing.
    pub fn may_miss(&self, count: u32) -> Result<(), Refusal> {
        // Who has a device answers on it, and nobody tells by a refusal whether they did.
        let devices = self.missed_on_devices().max(self.joined);
        self.may_answer_miss(self.waiting.miss.n().saturating_add(devices), count)
    }

    /// Refuses answers to the last question beyond the people here, where there are so many.
    pub(super) fn may_answer_miss(&self, have: u32, count: u32) -> Result<(), Refusal> {
        self.writable()?;
        if self.session.miss.is_some() {
            return Err(Refusal::Revealed);
        }
        let voters = self.voters();
        if have.saturating_add(count) > voters {
            return Err(Refusal::TooMany { have, voters, more: count });
        }
        Ok(())
    }

    /// Counts answers to the last question.
    pub fn miss(&mut self, answer: MissAnswer, count: u32) -> Result<(), Refusal> {
        self.may_miss(count)?;
        *self.waiting.miss.get_mut(answer) += count;
        Ok(())
    }

    /// Refuses as [`Self::reveal_miss`] would, and changes nothing.
    pub fn may_reveal_miss(&self) -> Result<(), Refusal> {
        self.writable()?;
        if self.session.miss.is_some() {
            return Err(Refusal::Revealed);
        }
        match self.missed() {
            0 => Err(Refusal::NoBallots),
            answers if self.shows_miss() => self.check_miss_difference(answers),
            _ => Ok(()),
        }
    }

    /// True in an anonymous check with as many answers to the last question as the threshold.
    fn shows_miss(&self) -> bool {
        self.session.secrecy() == Secrecy::Anonymous && self.missed() >= self.threshold
    }

    /// Moves the answers to the last question into the session; threshold and difference hold as on
    /// a card.
    pub fn reveal_miss(&mut self) -> Result<(), Refusal> {
        self.may_reveal_miss()?;
        let tally = self.folded_miss();
        let anonymous = self.session.secrecy() == Secrecy::Anonymous;
        let hidden = anonymous && !self.shows_miss();
        if anonymous && !hidden {
            self.waiting.miss_shown.insert(tally.n());
        }
        Arc::make_mut(&mut self.session).miss =
            Some(if hidden { Miss::Hidden } else { Miss::Tally(tally) });
        *self.waiting.miss = MissTally::default();
        // Nothing may link an answer to a device.
        self.missed.clear();
        Ok(())
    }

    /// Asks the last question again from nothing.
    pub fn miss_again(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        Arc::make_mut(&mut self.session).miss = None;
        *self.waiting.miss = MissTally::default();
        self.missed.clear();
        self.waiting.miss_shown.clear();
        Ok(())
    }

    /// Removes the answers to the last question that are not revealed. What was shown of earlier
    /// ones is remembered: this corrects a count, and is no fresh vote.
    pub fn clear_miss(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        if self.session.miss.is_some() {
            return Err(Refusal::Revealed);
        }
        *self.waiting.miss = MissTally::default();
        Ok(())
    }

    /// Refuses as [`Self::focus`] would, and changes nothing.
    pub fn may_focus(&self, card: usize) -> Result<(), Refusal> {
        self.writable()?;
        let card = &self.session.cards[card];
        if self.session.focus.contains(&card.dimension.key) {
            Ok(())
        } else if card.skipped {
            Err(Refusal::Skipped)
        } else if self.session.focus.len() >= Session::FOCUS {
            Err(Refusal::FocusFull)
        } else {
            Ok(())
        }
    }

    /// Takes a dimension into focus, or out. Returns true when it is in focus now.
    pub fn focus(&mut self, card: usize) -> Result<bool, Refusal> {
        self.may_focus(card)?;
        let session = Arc::make_mut(&mut self.session);
        let key = &session.cards[card].dimension.key;
        if let Some(at) = session.focus.iter().position(|k| k == key) {
            session.focus.remove(at);
            return Ok(false);
        }
        session.focus.push(key.clone());
        Ok(true)
    }

    /// Closes the check. Ballots and submissions that were never revealed are dropped with it. What
    /// was shown is remembered, since the check may be opened again.
    pub fn close(&mut self) -> Result<(), Refusal> {
        self.writable()?;
        Arc::make_mut(&mut self.session).state = State::Closed;
        self.void_submissions();
        // Those who have left stay away, as they would if the file was read again.
        self.waiting.roster = match &self.session.voters {
            Voters::People(people) => people.clone(),
            Voters::Count(_) => self.here().into_iter().map(str::to_owned).collect(),
        };
        self.waiting.seats.clear();
        self.waiting.cards.clear();
        self.waiting.sat.clear();
        *self.waiting.miss = MissTally::default();
        self.waiting.away.clear();
        Ok(())
    }

    /// Opens a closed check again and records the day.
    pub fn reopen(&mut self, today: Date) -> Result<(), Refusal> {
        self.unlocked()?;
        if self.session.state == State::Closed {
            let session = Arc::make_mut(&mut self.session);
            session.state = State::Open;
            session.reopened.push(today);
        }
        Ok(())
    }
}
