//! The plain line: the answers of somebody who cannot fill in a ballot sheet, in one line.
//!
//! `g+ y= r- b g`: one answer for each card that is not revealed, in their order. A light by its
//! letter or word, a level by its number, `b` for an abstention; behind it `+`, `=` or `-` for
//! where it is going. In a named check the name stands in front.

use super::super::ballot::{Answer, Ballot};
use super::super::light::{Direction, Light};
use super::super::scale::{Scale, Vote};
use super::super::session::Secrecy;
use super::{Check, Submission, SubmissionId};

/// The reasons why a line holds no answers. None repeats what stands there: it may be a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainLineFault {
    /// There are more or fewer answers than cards.
    Count {
        /// Number of answers.
        answers: usize,
        /// Number of cards that take one.
        cards: usize,
    },
    /// The answer at this place, from 1, is none of its card.
    Answer(usize),
    /// It does not begin with the name of somebody here.
    Name,
}

impl Check {
    /// Reads a plain line as what one person gives, under a random id.
    pub fn plain_line(&self, line: &str, id: SubmissionId) -> Result<Submission, PlainLineFault> {
        let line = line.trim();
        let (person, answers) = match self.session.secrecy() {
            Secrecy::Anonymous => (None, line),
            Secrecy::Named => {
                let (person, rest) = self.name_in_front(line).ok_or(PlainLineFault::Name)?;
                (Some(person.to_owned()), rest)
            }
        };
        let open = self.session.cards.iter().filter(|c| c.revealed.is_none() && !c.skipped);
        let cards: Vec<_> = open.map(|card| &card.dimension).collect();
        let answers: Vec<&str> = answers.split_whitespace().collect();
        if answers.len() != cards.len() {
            return Err(PlainLineFault::Count { answers: answers.len(), cards: cards.len() });
        }
        let ballots = cards.iter().zip(answers).enumerate().map(|(at, (card, answer))| {
            let ballot = ballot(&card.scale, answer).ok_or(PlainLineFault::Answer(at + 1))?;
            Ok((card.key.clone(), ballot))
        });
        let ballots = ballots.collect::<Result<_, _>>()?;
        Ok(Submission { id, revision: 1, person, ballots })
    }

    /// The longest name of somebody here with which a line begins, and the rest of the line.
    fn name_in_front<'a>(&'a self, line: &'a str) -> Option<(&'a str, &'a str)> {
        let rest = |name: &str| {
            let (front, rest) = line.split_at_checked(name.len())?;
            let ends = rest.is_empty() || rest.starts_with([' ', '\t', ':']);
            (ends && front.to_lowercase() == name.to_lowercase())
                .then(|| rest.trim_start_matches(':'))
        };
        let named = self.here().into_iter().filter_map(|name| Some((name, rest(name)?)));
        named.max_by_key(|(name, _)| name.len())
    }
}

/// Returns true for a text that is likely meant as a plain line of some check: two words or more,
/// and most of them answers. So it is not shown even where it is wrong.
pub fn is_like_plain_line(text: &str) -> bool {
    let is_number = |word: &str| word.replace(',', ".").parse::<f32>().is_ok();
    let is_answer = |word: &&str| {
        let answer = word.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        ballot(&Scale::TrafficLight, &answer).is_some() || is_number(&answer)
    };
    let words = text.split_whitespace().count();
    let answers = text.split_whitespace().filter(is_answer).count();
    answers >= 2 && answers * 2 > words
}

/// An answer with its direction, if it has one.
fn ballot(scale: &Scale, typed: &str) -> Option<Ballot> {
    let (answer, direction) = match typed.char_indices().next_back()? {
        (at, '+') => (&typed[..at], Some(Direction::Improving)),
        (at, '=') => (&typed[..at], Some(Direction::Stable)),
        // Programs for mail and chats make dashes of a hyphen.
        (at, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') => {
            (&typed[..at], Some(Direction::Worsening))
        }
        _ => (typed, None),
    };
    let answer = answer.to_lowercase();
    let answer = match answer.as_str() {
        "b" | "abstain" => Answer::Abstained,
        word => Answer::Vote(vote(scale, word)?),
    };
    Some(Ballot { answer: Some(answer), direction, comment: None })
}

fn vote(scale: &Scale, word: &str) -> Option<Vote> {
    let vote = match scale {
        Scale::TrafficLight => {
            let is = |light: &Light| light.word() == word || light.word().get(..1) == Some(word);
            Vote::Light(Light::ALL.into_iter().find(is)?)
        }
        Scale::Levels(_) => scale.parse_typed(&word.replace(',', "."))?,
    };
    scale.has(vote).then_some(vote)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{GREEN, RED, check, people};
    use super::*;
    use crate::model::{Level, Levels, Voters, VotingMode};

    const ID: SubmissionId = SubmissionId([7; 8]);

    fn given(check: &Check, line: &str) -> Vec<(Option<Answer>, Option<Direction>)> {
        let submission = check.plain_line(line, ID).unwrap();
        submission.ballots.into_iter().map(|(_, b)| (b.answer, b.direction)).collect()
    }

    #[test]
    fn letters_words_and_signs_are_answers_in_the_order_of_the_cards() {
        let check = check(VotingMode::Devices, Voters::Count(3));
        let cards = check.session.cards.len();
        let rest = vec!["b"; cards - 2].join(" ");
        let answers = given(&check, &format!("  g+ RED\u{2212}  {rest} "));
        assert_eq!(answers[0], (Some(GREEN), Some(Direction::Improving)));
        assert_eq!(answers[1], (Some(RED), Some(Direction::Worsening)));
        assert!(answers[2..].iter().all(|given| *given == (Some(Answer::Abstained), None)));
    }

    #[test]
    fn a_line_is_known_as_one_even_where_it_is_wrong() {
        for line in ["g+ y= r-", "Ana: g y r", "3 2,5 4.0=", "g+ what r- b"] {
            assert!(is_like_plain_line(line), "{line}");
        }
        for other in ["g", "chats/monday.txt", "C:/My chats/3 of May.txt", "see you at 3", ""] {
            assert!(!is_like_plain_line(other), "{other}");
        }
    }

    #[test]
    fn levels_are_numbers_with_point_or_comma() {
        let mut check = check(VotingMode::Hands, Voters::Count(3));
        let [min, max, step] = [10, 50, 5].map(|tenths| Level::thousandths(tenths * 100));
        let session = check.session_mut().unwrap();
        session.cards.truncate(2);
        session.cards.iter_mut().for_each(|card| {
            card.dimension.scale = Scale::Levels(Levels::new(min, max, step));
        });
        let answer = |thousandths| Some(Answer::Vote(Vote::Level(Level::thousandths(thousandths))));
        let answers = given(&check, "2,5= 4.0");
        assert_eq!(answers, [(answer(2500), Some(Direction::Stable)), (answer(4000), None)]);
        assert_eq!(check.plain_line("2,5 2.7", ID), Err(PlainLineFault::Answer(2)));
    }

    #[test]
    fn only_cards_that_take_ballots_are_answered_and_each_of_them() {
        let mut check = check(VotingMode::Hands, Voters::Count(3));
        check.cast(0, GREEN, 3).unwrap();
        check.reveal(0).unwrap();
        let submission = check.plain_line("r", ID).unwrap();
        assert_eq!(submission.ballots[0].0, check.session.cards[1].dimension.key);
        let more = PlainLineFault::Count { answers: 2, cards: 1 };
        assert_eq!(check.plain_line("r g", ID), Err(more));
        assert_eq!(check.plain_line("x", ID), Err(PlainLineFault::Answer(1)));
        check.skip(1).unwrap();
        let none = PlainLineFault::Count { answers: 1, cards: 0 };
        assert_eq!(check.plain_line("g", ID), Err(none));
    }

    #[test]
    fn in_a_named_check_the_longest_name_in_front_counts() {
        let mut check = check(VotingMode::Hands, people(&["Ana", "Ana Maria"]));
        check.session_mut().unwrap().cards.truncate(1);
        let person = |line| check.plain_line(line, ID).map(|given| given.person.unwrap());
        assert_eq!(person("ana maria: g+"), Ok("Ana Maria".to_owned()));
        assert_eq!(person("Ana r"), Ok("Ana".to_owned()));
        assert_eq!(person("Anatol r"), Err(PlainLineFault::Name));
        assert_eq!(person("g+"), Err(PlainLineFault::Name));
    }
}
