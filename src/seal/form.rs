//! What ballots are about: cards with their scales, and in a named check the people.

use sha2::{Digest, Sha256};

use crate::model::{Scale, Secrecy, Session};

use super::plaintext::leb128;

/// The cards and people of a ballot, in their order. A hash of them is bound into every seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotForm {
    /// Secrecy of the check.
    pub secrecy: Secrecy,
    /// Key and scale of each card.
    pub cards: Vec<(String, Scale)>,
    /// The people who may vote; none in an anonymous check.
    pub people: Vec<String>,
}

/// The reasons why a check has no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    /// More cards than a form has room for.
    Cards(usize),
    /// More people than a form has room for.
    People(usize),
    /// A card's key is longer than a form has room for.
    Key,
}

impl BallotForm {
    /// The most cards, people and bytes of a key.
    pub const MOST: usize = 255;

    /// The form of all cards of a session, and of the people in it.
    pub fn of(session: &Session) -> Result<Self, FormError> {
        Self::for_people(session, session.voters.people())
    }

    /// The form of all cards of a session, and of these people: those that a sheet was made for.
    pub fn for_people(session: &Session, people: &[String]) -> Result<Self, FormError> {
        let cards = session.cards.iter().map(|card| &card.dimension);
        let cards: Vec<_> = cards.map(|d| (d.key.clone(), d.scale.clone())).collect();
        let secrecy = session.secrecy();
        let named = secrecy == Secrecy::Named;
        let people = if named { people.to_vec() } else { Vec::new() };
        match (cards.len(), people.len()) {
            (cards, _) if cards > Self::MOST => Err(FormError::Cards(cards)),
            // 0 is nobody, and the last one would need 256.
            (_, people) if people >= Self::MOST => Err(FormError::People(people)),
            _ if cards.iter().any(|(key, _)| key.len() > Self::MOST) => Err(FormError::Key),
            _ => Ok(Self { secrecy, cards, people }),
        }
    }

    /// A hash of all of it: the cards hash.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.bytes()).into()
    }

    /// What is hashed: secrecy, cards and people, each with its length.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.secrecy == Secrecy::Named)];
        bytes.push(short(self.cards.len()));
        for (key, scale) in &self.cards {
            bytes.push(short(key.len()));
            bytes.extend(key.bytes());
            match scale {
                Scale::TrafficLight => bytes.push(0),
                Scale::Levels(levels) => {
                    bytes.push(1);
                    for level in [levels.min, levels.max, levels.step] {
                        bytes.extend(level.in_thousandths().to_le_bytes());
                    }
                }
            }
        }
        if self.secrecy == Secrecy::Named {
            bytes.push(short(self.people.len()));
            for name in &self.people {
                leb128(&mut bytes, name.len());
                bytes.extend(name.bytes());
            }
        }
        bytes
    }
}

/// A number that [`BallotForm::of`] has found to be small.
fn short(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
