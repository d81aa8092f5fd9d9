//! The inside of a sealed ballot: who as far as anybody may know it, and an answer to each card.
//!
//! One of four lengths, whatever is said: zeros fill the rest.

use std::iter;

use zeroize::Zeroizing;

use crate::model::text::tidy;
use crate::model::{
    Answer, Ballot, Direction, Level, Light, MissAnswer, Scale, Secrecy, Submission, SubmissionId,
    Vote,
};

use super::form::BallotForm;

/// The lengths of an inside, in bytes.
pub(super) const LENGTHS: [usize; 4] = [256, 520, 1096, 2200];

/// What one device gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedBallots {
    /// Its ballots.
    pub submission: Submission,
    /// Its answer to "would you miss this check?".
    pub miss: Option<MissAnswer>,
}

/// The reasons why an inside is no ballot. It came whole, so its writer did something else than
/// this program's pages do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentError {
    /// It ends in the middle, or a number has no end.
    Cut,
    /// A revision is 0.
    Revision,
    /// No such person is in the check.
    Person,
    /// Something that only a newer program writes.
    Newer,
    /// An answer or a direction that the card does not have.
    Answer,
    /// A comment on no card, on one that has one already, or in no letters.
    Comment,
    /// Something stands behind the end.
    End,
}

/// The reasons why ballots cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The check has no such card, or the card no such answer.
    Answer(String),
    /// The check has no such person, or knows none.
    Person,
    /// The comments are too long, by so many bytes.
    TooLong(usize),
    /// The public key is none.
    Key,
}

/// Writes a number in groups of seven bits, the lowest first.
pub(super) fn leb128(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(low_bits(number) | 0x80);
        number >>= 7;
    }
    bytes.push(low_bits(number));
}

fn low_bits(number: usize) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or(0)
}

impl SealedBallots {
    /// The inside of these ballots, of the least length that holds them.
    pub fn write(&self, form: &BallotForm) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let Submission { id, revision, person, ballots } = &self.submission;
        let mut bytes = Zeroizing::new(Vec::with_capacity(LENGTHS[LENGTHS.len() - 1]));
        bytes.extend(id.0);
        bytes.extend(revision.to_be_bytes());
        bytes.push(match (form.secrecy, person) {
            (Secrecy::Anonymous, None) => 0,
            (Secrecy::Named, Some(person)) => {
                let at = form.people.iter().position(|name| name == person);
                at.and_then(|at| u8::try_from(at + 1).ok()).ok_or(SealError::Person)?
            }
            _ => return Err(SealError::Person),
        });
        bytes.push(0);
        if let Some((key, _)) = ballots.iter().find(|(key, _)| form.card(key).is_none()) {
            return Err(SealError::Answer(key.clone()));
        }
        let ballot = |key: &str| ballots.iter().find(|(card, _)| card == key).map(|(_, b)| b);
        for (key, scale) in &form.cards {
            let (answer, direction) =
                ballot(key).map_or((None, None), |ballot| (ballot.answer, ballot.direction));
            let answer = match answer {
                None => 0,
                Some(Answer::Abstained) => 1,
                Some(Answer::Vote(vote)) => {
                    2 + place(scale, vote).ok_or_else(|| SealError::Answer(key.clone()))?
                }
            };
            let direction = direction.map_or(0, |direction| 1 + at(&Direction::ALL, &direction));
            leb128(&mut bytes, answer * 4 + direction);
        }
        bytes.push(low_bits(self.miss.map_or(0, |answer| 1 + at(&MissAnswer::ALL, &answer))));
        for (card, (key, _)) in form.cards.iter().enumerate() {
            if let Some(comment) = ballot(key).and_then(|ballot| ballot.comment.as_deref()) {
                leb128(&mut bytes, card + 1);
                leb128(&mut bytes, comment.len());
                bytes.extend(comment.bytes());
            }
        }
        bytes.push(0);
        let longest = LENGTHS[LENGTHS.len() - 1];
        let length = LENGTHS.into_iter().find(|length| bytes.len() <= *length);
        let length = length.ok_or(SealError::TooLong(bytes.len().saturating_sub(longest)))?;
        bytes.resize(length, 0);
        Ok(bytes)
    }

    /// Reads the inside of ballots on this form.
    pub fn read(inside: &[u8], form: &BallotForm) -> Result<Self, ContentError> {
        let mut reader = Reader(inside);
        let id = SubmissionId(reader.array()?);
        let revision = u16::from_be_bytes(reader.array()?);
        if revision == 0 {
            return Err(ContentError::Revision);
        }
        let person = match (form.secrecy, usize::from(reader.byte()?)) {
            (Secrecy::Anonymous, 0) => None,
            (Secrecy::Named, at @ 1..) => {
                Some(form.people.get(at - 1).ok_or(ContentError::Person)?.clone())
            }
            _ => return Err(ContentError::Person),
        };
        if reader.byte()? != 0 {
            return Err(ContentError::Newer);
        }
        let mut ballots = Vec::with_capacity(form.cards.len());
        for (_, scale) in &form.cards {
            let code = reader.number()?;
            let answer = match code / 4 {
                0 => None,
                1 => Some(Answer::Abstained),
                at => Some(Answer::Vote(vote(scale, at - 2).ok_or(ContentError::Answer)?)),
            };
            let direction = one_of(&Direction::ALL, code % 4)?;
            ballots.push(Ballot { answer, direction, comment: None });
        }
        let miss = one_of(&MissAnswer::ALL, reader.byte()?.into())?;
        while let Some(card) = reader.number()?.checked_sub(1) {
            let length = reader.number()?;
            let text = std::str::from_utf8(reader.take(length)?);
            let text = text.map_err(|_| ContentError::Comment)?;
            let ballot = ballots.get_mut(card).ok_or(ContentError::Comment)?;
            if ballot.comment.is_some() {
                return Err(ContentError::Comment);
            }
            let text = tidy(text);
            ballot.set_comment((!text.is_empty()).then_some(text));
        }
        if reader.0.iter().any(|byte| *byte != 0) {
            return Err(ContentError::End);
        }
        let keys = form.cards.iter().map(|(key, _)| key.clone());
        let ballots = iter::zip(keys, ballots).filter(|(_, ballot)| !ballot.is_empty()).collect();
        Ok(Self { submission: Submission { id, revision, person, ballots }, miss })
    }
}

impl BallotForm {
    fn card(&self, key: &str) -> Option<&Scale> {
        self.cards.iter().find(|(card, _)| card == key).map(|(_, scale)| scale)
    }
}

/// Where an answer stands on its scale, from 0: lights from green to red, levels from the lowest.
pub(super) fn place(scale: &Scale, vote: Vote) -> Option<usize> {
    match (scale, vote) {
        _ if !scale.has(vote) => None,
        (_, Vote::Light(light)) => Light::ALL.iter().position(|one| *one == light),
        (Scale::Levels(levels), Vote::Level(level)) => {
            let above = level.in_thousandths() - levels.min.in_thousandths();
            usize::try_from(above / levels.step.in_thousandths().max(1)).ok()
        }
        (Scale::TrafficLight, Vote::Level(_)) => None,
    }
}

/// The answer that stands there on a scale.
pub(super) fn vote(scale: &Scale, place: usize) -> Option<Vote> {
    match scale {
        Scale::TrafficLight => Light::ALL.get(place).map(|light| Vote::Light(*light)),
        Scale::Levels(levels) => {
            let above = i32::try_from(place).ok()?.checked_mul(levels.step.in_thousandths())?;
            let level = Level::thousandths(levels.min.in_thousandths().checked_add(above)?);
            levels.has(level).then_some(Vote::Level(level))
        }
    }
}

fn at<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

/// Nothing for 0, else the first, second or later one of all.
fn one_of<T: Copy>(all: &[T], number: usize) -> Result<Option<T>, ContentError> {
    match number.checked_sub(1) {
        None => Ok(None),
        Some(at) => all.get(at).map(|one| Some(*one)).ok_or(ContentError::Answer),
    }
}

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ContentError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(ContentError::Cut)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ContentError> {
        self.take(N)?.try_into().map_err(|_| ContentError::Cut)
    }

    fn byte(&mut self) -> Result<u8, ContentError> {
        self.array().map(|[byte]| byte)
    }

    /// A number of at most four groups of seven bits, in its shortest form.
    fn number(&mut self) -> Result<usize, ContentError> {
        let mut number = 0;
        for group in 0..4 {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << (7 * group);
            match byte {
                0 if group > 0 => return Err(ContentError::Cut),
                0..0x80 => return Ok(number),
                _ => {}
            }
        }
        Err(ContentError::Cut)
    }
}

#[cfg(test)]
pub(super) mod tests;
