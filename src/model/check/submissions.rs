//! Ballots that devices give: phones, pasted codes and sheets.
//!
//! They live in memory alone and are no part of [`super::PendingBallots`], so none reaches a disk
//! before its card's reveal. A submission is no act of the facilitator: undo passes it by.

use std::borrow::Cow;

use super::super::ballot::{Answer, Ballot, Ballots, Tally};
use super::super::session::{MissTally, Secrecy};
use super::{Check, MissAnswer, Refusal, ballot_of_mut};

/// An opaque random id that a device makes once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubmissionId(pub [u8; 8]);

/// Ballots that one device gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// The device, as far as anybody may know it.
    pub id: SubmissionId,
    /// Version of its ballots, from 1; a higher one replaces all that came before.
    pub revision: u16,
    /// The voter, in a named check alone.
    pub person: Option<String>,
    /// Ballots by the key of their card.
    pub ballots: Vec<(String, Ballot)>,
}

impl Submission {
    fn ballot(&self, key: &str) -> Option<&Ballot> {
        self.ballots.iter().find(|(card, _)| card == key).map(|(_, ballot)| ballot)
    }
}

impl Check {
    /// Refuses as [`Self::submit`] would, and changes nothing.
    pub fn may_submit(&self, submission: &Submission) -> Result<(), Refusal> {
        self.writable()?;
        self.by_hands()?;
        if self.has_revision(submission) {
            return Ok(());
        }
        self.fits(submission)?;
        if self.session.secrecy() == Secrecy::Named {
            // In a named check everybody here has a seat.
            return Ok(());
        }
        let given = submission.ballots.iter().filter(|(_, ballot)| !ballot.is_empty());
        given.filter_map(|(key, _)| Some((key, self.session.card_index(key)?))).try_for_each(
            |(key, card)| {
                let others = self.submissions.values().filter(|other| other.id != submission.id);
                let others = others.filter(|other| other.ballot(key).is_some()).count();
                let typed = self.typed_answers(card).max(self.directed(card));
                let have = typed.saturating_add(u32::try_from(others).unwrap_or(u32::MAX));
                let voters = self.seats(card);
                if have < voters { Ok(()) } else { Err(Refusal::TooMany { have, voters, more: 1 }) }
            },
        )
    }

    /// Refuses ballots that are not of this check: another person, card or scale.
    pub(super) fn fits(&self, submission: &Submission) -> Result<(), Refusal> {
        if self.session.secrecy() == Secrecy::Named {
            let person = submission.person.as_deref().ok_or(Refusal::Named)?;
            if !self.here().contains(&person) {
                return Err(Refusal::NotHere(person.to_owned()));
            }
        }
        submission.ballots.iter().try_for_each(|(key, ballot)| {
            let unknown = || Refusal::UnknownCard(key.clone());
            let card = self.session.card_index(key).ok_or_else(unknown)?;
            self.votable(card)?;
            match ballot.answer {
                Some(Answer::Vote(vote)) => self.on_scale(card, vote),
                _ => Ok(()),
            }
        })
    }

    /// Takes all ballots of a submission, or refuses it as a whole. A higher revision replaces the
    /// one before; a lower or equal one changes nothing, so a device may send as often as it likes.
    pub fn submit(&mut self, submission: Submission) -> Result<(), Refusal> {
        self.may_submit(&submission)?;
        if !self.has_revision(&submission) {
            self.replace(submission);
        }
        Ok(())
    }

    /// Puts ballots in the place of an earlier version of them.
    pub(super) fn replace(&mut self, submission: Submission) {
        let Submission { id, revision, person, ballots } = submission;
        let named = self.session.secrecy() == Secrecy::Named;
        let person = person.filter(|_| named);
        let mut kept: Vec<(String, Ballot)> = Vec::new();
        for (key, ballot) in ballots {
            kept.retain(|(card, _)| *card != key);
            if person.is_some() {
                // The last word of a person counts, from whichever device.
                let theirs = self.submissions.values_mut().filter(|other| other.person == person);
                theirs.for_each(|other| other.ballots.retain(|(card, _)| *card != key));
            }
            if !ballot.is_empty() {
                kept.push((key, ballot));
            }
        }
        if let Some(earlier) = self.submissions.remove(&id) {
            // Only a named check still has ballots of revealed cards; undo may bring them back.
            let revealed = |(key, _): &(String, Ballot)| {
                self.session.card(key).is_some_and(|card| card.revealed.is_some())
            };
            kept.extend(earlier.ballots.into_iter().filter(revealed));
        }
        self.submissions.insert(id, Submission { id, revision, person, ballots: kept });
    }

    /// Refuses as [`Self::submit_miss`] would, and changes nothing.
    pub fn may_submit_miss(
        &self,
        id: SubmissionId,
        answer: Option<MissAnswer>,
    ) -> Result<(), Refusal> {
        match answer {
            None => Ok(()),
            Some(_) => {
                self.may_answer_miss(self.missed(), u32::from(!self.missed.contains_key(&id)))
            }
        }
    }

    /// Takes the answer of a device to the last question, in place of its earlier one; or that one
    /// back.
    pub fn submit_miss(
        &mut self,
        id: SubmissionId,
        answer: Option<MissAnswer>,
    ) -> Result<(), Refusal> {
        self.may_submit_miss(id, answer)?;
        match answer {
            Some(answer) => self.missed.insert(id, answer),
            None => self.missed.remove(&id),
        };
        Ok(())
    }

    /// The answer of a device to the last question.
    pub fn miss_of(&self, id: SubmissionId) -> Option<MissAnswer> {
        self.missed.get(&id).copied()
    }

    /// Number of answers to the last question, typed and submitted.
    pub fn missed(&self) -> u32 {
        self.waiting.miss.n().saturating_add(self.missed_on_devices())
    }

    /// Number of devices that answered the last question.
    pub fn missed_on_devices(&self) -> u32 {
        u32::try_from(self.missed.len()).unwrap_or(u32::MAX)
    }

    /// Answers to the last question, typed and submitted, as its reveal counts them.
    pub(super) fn folded_miss(&self) -> MissTally {
        let mut tally = *self.waiting.miss;
        self.missed.values().for_each(|answer| *tally.get_mut(*answer) += 1);
        tally
    }

    /// Sets the number of devices that have a seat.
    pub const fn set_joined(&mut self, joined: u32) {
        self.joined = joined;
    }

    /// Number of people of a card who vote elsewhere: those who did, and those who may.
    pub(super) fn taken_by_devices(&self, card: usize) -> u32 {
        self.on_devices(card).max(self.joined.saturating_add(self.coded()))
    }

    /// True while a device's ballot or answer waits for its reveal.
    pub fn has_submissions(&self) -> bool {
        let waits = |card: usize| self.on_devices(card) > 0;
        (0..self.session.cards.len()).any(waits) || !self.missed.is_empty()
    }

    /// Keeps across undo what devices gave and have: none of it is an act of the facilitator.
    pub(super) fn inherit_devices(&mut self, later: &Self) {
        self.submissions.clone_from(&later.submissions);
        self.missed.clone_from(&later.missed);
        self.by_code.clone_from(&later.by_code);
        self.left_out.clone_from(&later.left_out);
        self.joined = later.joined;
        self.waiting.server.clone_from(&later.waiting.server);
        self.waiting.rounds.clone_from(&later.waiting.rounds);
        self.waiting.sheet.clone_from(&later.waiting.sheet);
    }

    /// The newest revision of one device's ballots.
    pub fn submission(&self, id: SubmissionId) -> Option<&Submission> {
        self.submissions.get(&id)
    }

    /// Leaves one device's unrevealed ballots out. Returns false where it gave none.
    pub fn leave_out(&mut self, id: SubmissionId) -> bool {
        let answered = self.missed.remove(&id).is_some();
        self.submissions.remove(&id).is_some() || answered
    }

    /// Drops every unrevealed ballot that a device gave.
    pub fn void_submissions(&mut self) {
        self.submissions.clear();
        self.by_code.clear();
        self.overruled.clear();
        self.missed.clear();
    }

    /// Number of devices with a ballot on a card that is not revealed.
    pub fn on_devices(&self, card: usize) -> u32 {
        let Some(card) = self.session.cards.get(card).filter(|card| card.revealed.is_none()) else {
            return 0;
        };
        let given = self.submitted(&card.dimension.key).count();
        u32::try_from(given).unwrap_or(u32::MAX)
    }

    /// Number of devices that answered a card that is not revealed.
    pub(super) fn answers_of_devices(&self, card: usize) -> u32 {
        let Some(card) = self.session.cards.get(card).filter(|card| card.revealed.is_none()) else {
            return 0;
        };
        let answered = |(_, ballot): &(&Submission, &Ballot)| ballot.answer.is_some();
        let given = self.submitted(&card.dimension.key).filter(answered).count();
        u32::try_from(given).unwrap_or(u32::MAX)
    }

    /// Number of answers that the facilitator typed on a card.
    pub(super) fn typed_answers(&self, card: usize) -> u32 {
        self.pending(card).map_or(0, |ballots| ballots.tally().answered())
    }

    fn has_revision(&self, submission: &Submission) -> bool {
        let known = self.submissions.get(&submission.id);
        known.is_some_and(|known| known.revision >= submission.revision)
    }

    fn submitted<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (&'a Submission, &'a Ballot)> {
        let submissions = self.submissions.values();
        submissions.filter_map(move |submission| Some((submission, submission.ballot(key)?)))
    }

    pub(super) fn submitted_by(&self, key: &str, person: &str) -> Option<&Ballot> {
        let theirs = |s: &&Submission| s.person.as_deref() == Some(person);
        self.submissions.values().filter(theirs).find_map(|s| s.ballot(key))
    }

    pub(super) fn has_submitted(&self, person: &str) -> bool {
        let mut submissions = self.submissions.values();
        submissions.any(|s| s.person.as_deref() == Some(person) && !s.ballots.is_empty())
    }

    pub(super) fn submitted_cards(&self) -> impl Iterator<Item = &String> {
        self.submissions.values().flat_map(|s| s.ballots.iter().map(|(key, _)| key))
    }

    /// Records that the facilitator typed a person's ballot after a device gave one.
    pub(super) fn overrule(&mut self, card: usize, person: &str) {
        let key = &self.session.cards[card].dimension.key;
        let theirs = |(s, _): &(&Submission, &Ballot)| s.person.as_deref() == Some(person);
        let word = self.submitted(key).find(theirs).map(|(s, _)| (key.clone(), s.id, s.revision));
        self.overruled.extend(word);
    }

    /// Pending ballots of a card, typed and submitted, as its reveal counts them.
    pub(super) fn folded(&self, card: usize) -> Option<Cow<'_, Ballots>> {
        let key = &self.session.cards.get(card)?.dimension.key;
        let typed = self.pending(card);
        if self.submitted(key).next().is_none() {
            return typed.map(Cow::Borrowed);
        }
        let people = self.session.voters.people();
        let mut ballots = typed.cloned().unwrap_or_else(|| match self.session.secrecy() {
            Secrecy::Anonymous => Ballots::Tally(Tally::default()),
            Secrecy::Named => Ballots::Named(Vec::new()),
        });
        for (submission, ballot) in self.submitted(key) {
            match (&mut ballots, &submission.person) {
                (Ballots::Tally(tally), _) => tally.add(ballot),
                // Undo may have taken back that this person had come.
                (Ballots::Named(named), Some(person)) if people.contains(person) => {
                    let kept = ballot_of_mut(named, people, person);
                    let word = (key.clone(), submission.id, submission.revision);
                    if self.overruled.contains(&word) {
                        kept.answer = kept.answer.or(ballot.answer);
                        kept.direction = kept.direction.or(ballot.direction);
                        kept.comment = kept.comment.take().or_else(|| ballot.comment.clone());
                    } else {
                        kept.clone_from(ballot);
                    }
                }
                (Ballots::Named(_), _) => {}
            }
        }
        Some(Cow::Owned(ballots))
    }

    /// Drops a revealed card's submitted ballots: nothing may link them to a device. A named check
    /// keeps them, for the undo of the reveal.
    pub(super) fn forget_revealed(&mut self, key: &str) {
        if self.session.secrecy() == Secrecy::Anonymous {
            self.forget_submitted(key);
        }
    }

    /// Drops the submitted ballots of one card.
    pub(super) fn forget_submitted(&mut self, key: &str) {
        for submission in self.submissions.values_mut() {
            submission.ballots.retain(|(card, _)| card != key);
        }
        self.overruled.retain(|(card, _, _)| card != key);
    }
}

#[cfg(test)]
mod tests;
