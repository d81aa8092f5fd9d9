//! What was shown once stays known: no reveal may differ from an earlier one by somebody's ballot.
//!
//! Only anonymous checks have anything to hide here, and only ballots that came back from a reveal.

use super::{Amount, Check, Refusal};

impl Check {
    /// Refuses to show so much of a card that the difference to what was shown before is
    /// somebody's.
    pub(super) fn differs_by_nobody(&self, key: &str, amount: Amount) -> Result<(), Refusal> {
        let Some(shown) = self.waiting.shown.get(key).filter(|shown| !shown.contains(&amount))
        else {
            return Ok(());
        };
        let nobodys = shown.iter().all(|earlier| amount.is_k_anonymous(*earlier, self.threshold));
        if nobodys { Ok(()) } else { Err(Refusal::Difference) }
    }

    /// The same for the last question.
    pub(super) fn miss_differs_by_nobody(&self, answers: u32) -> Result<(), Refusal> {
        let shown = &self.waiting.miss_shown;
        let nobodys =
            shown.contains(&answers) || shown.iter().all(|n| n.abs_diff(answers) >= self.threshold);
        if nobodys { Ok(()) } else { Err(Refusal::Difference) }
    }

    /// Takes over what `later` knows to have been shown: to take a reveal back makes nobody forget
    /// it.
    pub fn inherit_shown(&mut self, later: &Self) {
        for (key, shown) in &later.waiting.shown {
            self.waiting.shown.entry(key.clone()).or_default().extend(shown);
        }
        self.waiting.miss_shown.extend(&later.waiting.miss_shown);
    }
}
