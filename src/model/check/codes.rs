//! Ballots that come as codes: from a ballot sheet that was filled in elsewhere, pasted by the
//! facilitator.
//!
//! A code takes no seat, and nobody can refuse it at the door: it was sealed before. So more codes
//! than people are taken in, and no card is revealed until one is left out.

use super::super::session::Secrecy;
use super::{Check, MissAnswer, Refusal, Submission, SubmissionId};

/// What became of the ballots of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeOutcome {
    /// They are taken in.
    Taken,
    /// They are taken in, in place of an earlier version of the same sheet.
    Replaced,
    /// The same were taken in before.
    Before,
    /// A later version of the same sheet was taken in before.
    Earlier,
    /// The facilitator has left this one out.
    LeftOut,
}

impl Check {
    /// Takes in the ballots of a code. Those on cards that take none any more are dropped: the
    /// sheet may have been made before their reveal. The latest version of a sheet counts.
    pub fn submit_code(
        &mut self,
        mut submission: Submission,
        miss: Option<MissAnswer>,
    ) -> Result<CodeOutcome, Refusal> {
        self.writable()?;
        self.by_hands()?;
        let (id, revision) = (submission.id, submission.revision);
        match self.left_out.get(&id) {
            Some(out) if *out >= revision => return Ok(CodeOutcome::LeftOut),
            _ => {}
        }
        let known = self.submissions.get(&id).map(|known| known.revision);
        match known {
            Some(known) if known == revision => return Ok(CodeOutcome::Before),
            Some(known) if known > revision => return Ok(CodeOutcome::Earlier),
            _ => {}
        }
        submission.ballots.retain(|(key, _)| {
            let card = self.session.card(key);
            card.is_some_and(|card| card.revealed.is_none() && !card.skipped)
        });
        self.fits(&submission)?;
        self.replace(submission);
        self.by_code.insert(id);
        self.left_out.remove(&id);
        match miss.filter(|_| self.session.miss.is_none()) {
            Some(answer) => _ = self.missed.insert(id, answer),
            None => _ = self.missed.remove(&id),
        }
        Ok(if known.is_some() { CodeOutcome::Replaced } else { CodeOutcome::Taken })
    }

    /// The codes that were taken in, in an order that says nothing.
    pub fn codes(&self) -> impl Iterator<Item = &Submission> {
        self.by_code.iter().filter_map(|id| self.submissions.get(id))
    }

    /// Number of codes that were taken in.
    pub fn coded(&self) -> u32 {
        u32::try_from(self.codes().count()).unwrap_or(u32::MAX)
    }

    /// Leaves a code out. It comes back with a later version of its sheet alone.
    pub fn leave_code_out(&mut self, id: SubmissionId) -> bool {
        let Some(revision) = self.submissions.get(&id).map(|known| known.revision) else {
            return false;
        };
        let was_code = self.by_code.remove(&id);
        if was_code {
            self.left_out.insert(id, revision);
            self.leave_out(id);
        }
        was_code
    }

    /// Refuses while more submissions are here than people, as codes alone can bring it about.
    pub(super) fn no_more_than_people(&self, card: usize) -> Result<(), Refusal> {
        if self.by_code.is_empty() || self.session.secrecy() == Secrecy::Named {
            return Ok(());
        }
        let typed = self.typed_answers(card).max(self.directed(card));
        let submitted = u32::try_from(self.submissions.len()).unwrap_or(u32::MAX);
        let have = submitted.max(typed.saturating_add(self.on_devices(card)));
        let voters = self.seats(card);
        if have > voters { Err(Refusal::TooManyCodes { have, voters }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests;
