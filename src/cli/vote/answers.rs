//! What people type as answers, and answers that were typed behind options.

use super::super::error::CliError;
use super::usage;
use crate::export::ballot_sheet::BallotSheet;
use crate::model::text::{fold, sanitize};
use crate::model::{
    Answer, Ballot, Dimension, Direction, Light, MissAnswer, Scale, Secrecy, Submission, Vote,
};
use crate::seal::{BallotForm, SealedBallots};

/// The key of the last question.
const MISS: &str = "miss";

/// What one person said.
#[derive(Debug, Default)]
pub struct Given {
    /// Who it is, in a named check.
    pub person: Option<String>,
    /// Ballots by the key of their card; none of them is empty.
    pub ballots: Vec<(String, Ballot)>,
    /// The answer to the last question.
    pub miss: Option<MissAnswer>,
}

impl From<Given> for SealedBallots {
    fn from(Given { person, ballots, miss }: Given) -> Self {
        Self {
            submission: Submission { revision: 1, person, ballots, ..Submission::default() },
            miss,
        }
    }
}

impl Given {
    /// The ballot on a card.
    pub fn ballot(&self, card: &str) -> Option<&Ballot> {
        self.ballots.iter().find(|(key, _)| key == card).map(|(_, ballot)| ballot)
    }

    /// Sets or removes the ballot on a card.
    pub fn set(&mut self, card: &str, ballot: Option<Ballot>) {
        self.ballots.retain(|(key, _)| key != card);
        self.ballots.extend(ballot.map(|ballot| (card.to_owned(), ballot)));
    }
}

/// Reads a vote: a word, its first letter, or a level; `b` or `abstain` is an abstention.
fn vote(scale: &Scale, typed: &str) -> Option<Answer> {
    if ["b", "abstain"].contains(&typed) {
        return Some(Answer::Abstained);
    }
    let light = |light: &Light| typed == light.word() || typed == &light.word()[..1];
    let light = Light::ALL.into_iter().find(light).map(Vote::Light);
    let vote = light.or_else(|| scale.parse_typed(&typed.replace(',', ".")))?;
    scale.has(vote).then_some(Answer::Vote(vote))
}

fn direction(typed: &str) -> Option<Direction> {
    let sign = |direction| match direction {
        Direction::Improving => ["+", "↗"],
        Direction::Stable => ["=", "→"],
        Direction::Worsening => ["-", "↘"],
    };
    let is_it = |d: &Direction| typed == d.word() || sign(*d).contains(&typed);
    Direction::ALL.into_iter().find(is_it)
}

/// Reads a vote with or without a direction: `g+`, `3 -`, `green,improving`.
pub fn answer(scale: &Scale, typed: &str) -> Option<(Answer, Option<Direction>)> {
    let typed = typed.trim().to_lowercase();
    if let Some(answer) = vote(scale, &typed) {
        return Some((answer, None));
    }
    let space = |c: char| c == ',' || c.is_whitespace();
    let last = typed.char_indices().next_back()?.0;
    let parts = [typed.rsplit_once(space), Some(typed.split_at(last))];
    parts.into_iter().flatten().find_map(|(before, last)| {
        let answer = vote(scale, before.trim_end_matches(space))?;
        Some((answer, Some(direction(last)?)))
    })
}

/// Reads an answer to "would you miss this check?".
pub fn miss(typed: &str) -> Option<MissAnswer> {
    match typed.trim().to_lowercase().as_str() {
        "would" | "yes" | "y" => Some(MissAnswer::Would),
        "unsure" | "not sure" | "u" => Some(MissAnswer::Unsure),
        "would-not" | "no" | "n" => Some(MissAnswer::WouldNot),
        _ => None,
    }
}

/// A comment as it is kept; none where nothing is left of it.
pub fn comment(typed: &str) -> Option<String> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(sanitize(&line).into_owned()).filter(|text| !text.is_empty())
}

/// The person of this name, in any case if only one has it so.
pub fn person(form: &BallotForm, typed: &str) -> Option<String> {
    let typed = typed.trim();
    let exact = form.people.iter().find(|name| *name == typed);
    let mut alike = form.people.iter().filter(|name| fold(name) == fold(typed));
    let alike = alike.next().filter(|_| alike.next().is_none());
    exact.or(alike).cloned()
}

/// Takes the answers and comments of options, each `KEY=…`.
pub fn typed(
    sheet: &BallotSheet,
    person: Option<String>,
    answers: &[String],
    comments: &[String],
) -> Result<Given, CliError> {
    let form = sheet.key.form();
    if form.secrecy == Secrecy::Named && person.is_none() {
        let people = sanitize(&form.people.join(", ")).into_owned();
        return Err(usage(format!("this check has names: give --name, one of {people}")));
    }
    let mut given = Given { person, ..Given::default() };
    for typed in answers {
        let (key, value) = pair("--answer", typed, "KEY=VOTE or KEY=VOTE,DIRECTION")?;
        let told = |words: String| usage(format!("--answer {}: {words}", sanitize(typed)));
        if key == MISS && !sheet.cards.iter().any(|card| card.dimension.key == MISS) {
            let answer = miss(value).ok_or_else(|| {
                told("the last question takes would, unsure or would-not".to_owned())
            })?;
            if given.miss.replace(answer).is_some() {
                return Err(told("the last question is answered twice; leave one out".to_owned()));
            }
            continue;
        }
        let card = card(sheet, key).map_err(told)?;
        let (answer, direction) = answer(&card.scale, value).ok_or_else(|| {
            told(format!(
                "votes on this card are {} or abstain; improving, stable or worsening may stand \
                 behind a comma",
                card.scale.answers()
            ))
        })?;
        if given.ballot(key).is_some() {
            return Err(told(format!("`{}` is answered twice; leave one out", sanitize(key))));
        }
        given.set(key, Some(Ballot { answer: Some(answer), direction, comment: None }));
    }
    for typed in comments {
        let (key, value) = pair("--comment", typed, "KEY=TEXT")?;
        let told = |words: String| usage(format!("--comment {}: {words}", sanitize(key)));
        card(sheet, key).map_err(told)?;
        let text = comment(value).ok_or_else(|| told("the text is missing".to_owned()))?;
        let Some(ballot) = given.ballot(key).cloned() else {
            let key = sanitize(key);
            return Err(told(format!(
                "there is no vote beside it; give --answer {key}=VOTE, or --answer {key}=abstain"
            )));
        };
        if ballot.comment.is_some() {
            return Err(told("the card has one already; leave one out".to_owned()));
        }
        let mut ballot = ballot;
        ballot.set_comment(Some(text));
        given.set(key, Some(ballot));
    }
    Ok(given)
}

fn pair<'a>(option: &str, typed: &'a str, form: &str) -> Result<(&'a str, &'a str), CliError> {
    let (key, value) = typed
        .split_once('=')
        .ok_or_else(|| usage(format!("{option} is `{}`, but should be {form}", sanitize(typed))))?;
    Ok((key.trim(), value.trim()))
}

/// The open card of this key, or the reason why there is none.
fn card<'a>(sheet: &'a BallotSheet, key: &str) -> Result<&'a Dimension, String> {
    let found = sheet.cards.iter().find(|card| card.dimension.key == key);
    let keys: Vec<&str> = sheet.open().map(|(_, dimension)| dimension.key.as_str()).collect();
    let open = sanitize(&keys.join(", ")).into_owned();
    match found {
        Some(card) if card.open => Ok(&card.dimension),
        Some(_) => Err(format!("this card takes no votes any more; open are {open}")),
        None => Err(format!("the sheet has no card `{}`; there are {open}", sanitize(key))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Level, Levels};

    #[test]
    fn a_vote_is_typed_in_words_and_in_letters() {
        let lights = Scale::TrafficLight;
        let light = |light| Answer::Vote(Vote::Light(light));
        let (improving, worsening) = (Some(Direction::Improving), Some(Direction::Worsening));
        for (typed, expected) in [
            ("g", (light(Light::Green), None)),
            ("Green", (light(Light::Green), None)),
            ("y+", (light(Light::Yellow), improving)),
            (" r - ", (light(Light::Red), worsening)),
            ("red,improving", (light(Light::Red), improving)),
            ("red, worsening", (light(Light::Red), worsening)),
            ("green stable", (light(Light::Green), Some(Direction::Stable))),
            ("b", (Answer::Abstained, None)),
            ("abstain,stable", (Answer::Abstained, Some(Direction::Stable))),
            ("g↗", (light(Light::Green), improving)),
        ] {
            assert_eq!(answer(&lights, typed), Some(expected), "{typed}");
        }
        for typed in ["", "purple", "+", "g+-", "3", "gr", "green,up", "green;improving", "é"] {
            assert_eq!(answer(&lights, typed), None, "{typed}");
        }
    }

    #[test]
    fn a_level_may_be_negative_and_may_have_a_comma() {
        let level = Level::thousandths;
        let scale = Scale::Levels(Levels::new(level(-2000), level(4000), level(500)));
        let vote = |n| Answer::Vote(Vote::Level(level(n)));
        for (typed, expected) in [
            ("-1", (vote(-1000), None)),
            ("-1-", (vote(-1000), Some(Direction::Worsening))),
            ("2,5", (vote(2500), None)),
            ("2,5,improving", (vote(2500), Some(Direction::Improving))),
            ("2.5 =", (vote(2500), Some(Direction::Stable))),
            (".5", (vote(500), None)),
        ] {
            assert_eq!(answer(&scale, typed), Some(expected), "{typed}");
        }
        for typed in ["5", "0.2", "g", "--", "1 2"] {
            assert_eq!(answer(&scale, typed), None, "{typed}");
        }
    }

    #[test]
    fn the_last_question_has_three_answers() {
        assert_eq!(["would", "unsure", "would-not"].map(miss), MissAnswer::ALL.map(Some));
        assert_eq!(["Y", "u", " no "].map(miss), MissAnswer::ALL.map(Some));
        assert_eq!(miss("maybe"), None);
    }
}
