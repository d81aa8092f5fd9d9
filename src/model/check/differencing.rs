//! Differencing attacks: no reveal may differ from an earlier one by one person's ballot.
//!
//! Only anonymous checks have anything to hide here, and only ballots that came back from a reveal.

use super::{Amount, Check, Refusal, Secrecy};

impl Check {
    /// Refuses an amount that differs from an earlier reveal of the card by one person's ballot.
    pub(super) fn check_difference(&self, key: &str, amount: Amount) -> Result<(), Refusal> {
        let Some(shown) = self.waiting.shown.get(key).filter(|shown| !shown.contains(&amount))
        else {
            return Ok(());
        };
        let safe = shown.iter().all(|earlier| amount.is_k_anonymous(*earlier, self.threshold));
        if safe { Ok(()) } else { Err(Refusal::Difference) }
    }

    /// Refuses the same for the last question.
    pub(super) fn check_miss_difference(&self, answers: u32) -> Result<(), Refusal> {
        let shown = &self.waiting.miss_shown;
        let safe =
            shown.contains(&answers) || shown.iter().all(|n| n.abs_diff(answers) >= self.threshold);
        if safe { Ok(()) } else { Err(Refusal::Difference) }
    }

    /// Keeps the disclosure history and the submissions of `later` across undo: people have already
    /// seen the revealed counts, and a submission is no act of the facilitator.
    pub fn inherit_shown(&mut self, later: &Self) {
        self.inherit_devices(later);
        self.inherit_history(later);
    }

    /// Keeps the disclosure history of another version of this session.
    pub fn inherit_history(&mut self, other: &Self) {
        if self.session.secrecy() == Secrecy::Anonymous {
            self.waiting.inherit_history(&other.waiting);
        }
    }
}
