//! Ballot sheets for tests: filled in as somebody elsewhere would, into a code.

use std::convert::Infallible;

use hpke::rand_core::{TryCryptoRng, TryRng};
use squadcheck::model::{Answer, Ballot, Light, MissAnswer, Submission, SubmissionId, Vote};
use squadcheck::seal::{BallotKey, SealedBallots, armor};

/// Numbers that are the same each time.
struct Counted(u8);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(7);
            *byte = self.0;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

/// Somebody who fills a sheet in.
#[derive(Clone, Copy)]
pub struct Voter<'a> {
    /// Makes the sheet's id.
    pub id: u8,
    /// How often it was sealed.
    pub revision: u16,
    /// The name, in a named check.
    pub person: Option<&'a str>,
    /// The same light on each card that is open.
    pub light: Light,
    /// The answer to the last question.
    pub miss: Option<MissAnswer>,
}

impl Voter<'_> {
    /// An anonymous voter who gives this light.
    pub const fn new(id: u8, light: Light) -> Self {
        Self { id, revision: 1, person: None, light, miss: None }
    }

    /// The code for a key, with votes on these cards.
    pub fn code(&self, key: &BallotKey, cards: &[&str]) -> String {
        let ballot = Ballot::from(Answer::Vote(Vote::Light(self.light)));
        let ballots = cards.iter().map(|card| ((*card).to_owned(), ballot.clone())).collect();
        let person = self.person.map(str::to_owned);
        let id = SubmissionId([self.id; 8]);
        let submission = Submission { id, revision: self.revision, person, ballots };
        let ballots = SealedBallots { submission, miss: self.miss };
        let sealed = key.seal(&ballots, &mut Counted(self.id)).expect("they fit");
        armor::write(&sealed)
    }
}
