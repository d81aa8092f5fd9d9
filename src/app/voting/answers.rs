//! The answers to what devices ask for.
//!
//! No answer depends on what was voted: only on seats, cards and how many ballots there are.

use crate::model::text::tidy;
use crate::model::{
    Answer, Ballot, Dimension, Direction, Light, MissAnswer, Refusal, Submission, SubmissionId,
    Vote,
};
use crate::seal::SealedBallots;

use super::super::LiveCheck;
use super::{Given, SeatId, Secrets, VotingAnswer, VotingRequest};

/// The key of the last question in a form.
const MISS: &str = "miss";

/// What became of a request: the answer, and a seat that is free from now on.
pub(in crate::app) type Answered = (VotingAnswer, Option<SeatId>);

impl LiveCheck {
    /// Answers a device.
    pub(in crate::app) fn answer(
        &mut self,
        request: VotingRequest,
        secrets: &mut Secrets,
    ) -> Answered {
        match request {
            VotingRequest::Join { seat, once, name } => {
                let Some(voting) = &mut self.voting else { return (VotingAnswer::Full, None) };
                let joined = voting.seats.join(&self.work.check, seat, once, name.as_deref());
                (joined, None)
            }
            VotingRequest::Ballot { seat, given } => match self.take_ballot(seat, given, secrets) {
                Ok(freed) => (VotingAnswer::Taken, freed),
                Err(refused) => (refused, None),
            },
        }
    }

    fn take_ballot(
        &mut self,
        seat: SeatId,
        given: Given,
        secrets: &mut Secrets,
    ) -> Result<Option<SeatId>, VotingAnswer> {
        let taken = self.voting.as_ref().and_then(|voting| voting.seats.get(seat));
        let taken = taken.ok_or(VotingAnswer::NoSeat)?.clone();
        let sealed = matches!(given, Given::Sealed(_));
        let ballots = match given {
            Given::Sealed(ballots) => {
                // After a plain form the seat has an id of its own, which no device knows.
                let other_id = taken.id.is_some_and(|id| id != ballots.submission.id);
                if other_id || ballots.submission.person != taken.name {
                    return Err(VotingAnswer::NoSeat);
                }
                ballots
            }
            Given::Form { card, vote, direction, comment } => {
                // A device that seals never sends a form: this is somebody else.
                if taken.sealed {
                    return Err(VotingAnswer::NoSeat);
                }
                let form = Form { vote, direction, comment };
                let id = taken.id.unwrap_or_else(|| plain_id(secrets));
                self.ballots_of_form(id, taken.name, &card, form)?
            }
        };
        self.take_in(seat, sealed, ballots)
    }

    /// The ballots of a device with one more from a form.
    fn ballots_of_form(
        &self,
        id: SubmissionId,
        person: Option<String>,
        card: &str,
        form: Form,
    ) -> Result<SealedBallots, VotingAnswer> {
        let check = self.check();
        let earlier = check.submission(id).cloned().unwrap_or_default();
        let revision = earlier.revision.checked_add(1).ok_or(VotingAnswer::NotOpen)?;
        let unrevealed = |(key, _): &(String, Ballot)| {
            check.session.card(key).is_some_and(|card| card.revealed.is_none() && !card.skipped)
        };
        let mut ballots: Vec<_> = earlier.ballots.into_iter().filter(unrevealed).collect();
        let mut miss = check.miss_of(id);
        if card == MISS {
            miss = Some(form.miss()?);
        } else {
            let asked = check.session.card(card).ok_or(VotingAnswer::Malformed)?;
            let ballot = form.ballot(&asked.dimension)?;
            ballots.retain(|(key, _)| key != card);
            ballots.push((card.to_owned(), ballot));
        }
        Ok(SealedBallots { submission: Submission { id, revision, person, ballots }, miss })
    }

    /// Takes ballots in, or refuses them as a whole.
    fn take_in(
        &mut self,
        seat: SeatId,
        sealed: bool,
        ballots: SealedBallots,
    ) -> Result<Option<SeatId>, VotingAnswer> {
        let SealedBallots { submission, miss } = ballots;
        let id = submission.id;
        let check = &mut self.work.check;
        let asked = self.voting.as_ref().is_some_and(|voting| voting.asked);
        check.may_submit(&submission).map_err(|refusal| answer_of(&refusal))?;
        let newer = check.submission(id).is_none_or(|known| known.revision < submission.revision);
        if newer {
            let may = check.may_submit_miss(id, miss);
            may.map_err(|refusal| answer_of(&refusal))?;
            if miss.is_some() && !asked {
                return Err(VotingAnswer::NotOpen);
            }
            check.submit(submission).map_err(|refusal| answer_of(&refusal))?;
            check.submit_miss(id, miss).map_err(|refusal| answer_of(&refusal))?;
        }
        Ok(self.voting.as_mut().and_then(|voting| voting.seats.bind(seat, id, sealed)))
    }
}

/// What a form holds besides its card.
struct Form {
    vote: Option<String>,
    direction: Option<String>,
    comment: Option<String>,
}

impl Form {
    fn miss(&self) -> Result<MissAnswer, VotingAnswer> {
        match self.vote.as_deref() {
            Some("would") => Ok(MissAnswer::Would),
            Some("unsure") => Ok(MissAnswer::Unsure),
            Some("would-not") => Ok(MissAnswer::WouldNot),
            _ => Err(VotingAnswer::Malformed),
        }
    }

    fn ballot(self, dimension: &Dimension) -> Result<Ballot, VotingAnswer> {
        let given = |word: Option<String>| word.filter(|word| !word.is_empty());
        let answer = match given(self.vote).as_deref() {
            None => None,
            Some("abstain") => Some(Answer::Abstained),
            Some(word) => {
                let light = Light::ALL.into_iter().find(|light| light.word() == word);
                let vote = light.map(Vote::Light).or_else(|| dimension.scale.parse_typed(word));
                let vote = vote.filter(|vote| dimension.scale.has(*vote));
                Some(Answer::Vote(vote.ok_or(VotingAnswer::Malformed)?))
            }
        };
        let direction = match given(self.direction).as_deref() {
            None => None,
            Some(word) => {
                let found = Direction::ALL.into_iter().find(|direction| direction.word() == word);
                Some(found.ok_or(VotingAnswer::Malformed)?)
            }
        };
        let comment = self.comment.map(|text| tidy(&text));
        let ballot = Ballot { answer, direction, comment: given(comment) };
        if ballot.is_empty() { Err(VotingAnswer::Malformed) } else { Ok(ballot) }
    }
}

/// An id that no device can know, for a seat whose page has no scripts.
fn plain_id(secrets: &mut Secrets) -> SubmissionId {
    let drawn = secrets.draw();
    let mut id = [0; 8];
    id.copy_from_slice(&drawn[..8]);
    SubmissionId(id)
}

/// What a device is told of a refusal.
const fn answer_of(refusal: &Refusal) -> VotingAnswer {
    match refusal {
        Refusal::UnknownCard(_) | Refusal::NotOnScale(_) => VotingAnswer::Malformed,
        Refusal::Named | Refusal::NotHere(_) => VotingAnswer::NoSeat,
        _ => VotingAnswer::NotOpen,
    }
}

#[cfg(test)]
mod tests;
