//! The questions of a sheet, card by card, in plain lines.

use std::io::BufRead;

use super::super::error::CliError;
use super::super::output;
use super::answers::{self, Given};
use super::failed;
use crate::export::ballot_sheet::BallotSheet;
use crate::model::text::sanitize;
use crate::model::{Answer, Ballot, Dimension, Direction, MissAnswer, Scale, Secrecy};
use crate::seal::{SealError, SealedBallots};

/// One question.
#[derive(Clone, Copy)]
enum Step<'a> {
    Person,
    Vote { at: usize, card: &'a Dimension },
    Comment(&'a Dimension),
    Miss,
}

/// Where an answer leads.
enum Turn {
    Next,
    Back,
    Again,
}

/// The sheet and whoever answers.
struct Room<'a, R> {
    sheet: &'a BallotSheet,
    cards: usize,
    input: &'a mut R,
}

/// Asks all that the sheet asks.
pub fn ask(
    sheet: &BallotSheet,
    person: Option<String>,
    input: &mut impl BufRead,
) -> Result<Given, CliError> {
    let mut steps = Vec::new();
    if sheet.key.form().secrecy == Secrecy::Named && person.is_none() {
        steps.push(Step::Person);
    }
    for (at, (_, card)) in sheet.open().enumerate() {
        steps.extend([Step::Vote { at, card }, Step::Comment(card)]);
    }
    steps.push(Step::Miss);
    let mut room = Room { sheet, cards: sheet.open().count(), input };
    let mut given = Given { person, ..Given::default() };
    room.introduce();
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        match room.take(*step, &mut given)? {
            Turn::Next => at += 1,
            Turn::Again => {}
            Turn::Back => {
                let before = steps[..at].iter().rposition(|step| !matches!(step, Step::Comment(_)));
                match before {
                    Some(before) => at = before,
                    None => output::word("This is the first question."),
                }
            }
        }
    }
    Ok(given)
}

impl<R: BufRead> Room<'_, R> {
    fn introduce(&self) {
        let sheet = self.sheet;
        output::word(&format!(
            "{} · {} · {}",
            one_line(&sheet.team),
            one_line(&sheet.check),
            sheet.date
        ));
        if let Some(until) = &sheet.until {
            output::word(&format!("Please send your code by: {}", one_line(until)));
        }
        output::word(match sheet.key.form().secrecy {
            Secrecy::Anonymous => "The reveal shows votes and comments without names.",
            Secrecy::Named => "The reveal shows votes and comments with names.",
        });
        if sheet.threshold > 1 {
            output::word(&format!(
                "Votes and comments on a card are shown and kept only if at least {} people vote \
                 on it.",
                sheet.threshold
            ));
        }
        output::word(&format!(
            "Fingerprint of this sheet: {}. The shared screen shows the same. If it does not, send \
             no code.",
            sheet.key.fingerprint()
        ));
        output::word(
            "An empty line leaves an answer as it is; `x` takes it out, `<` goes back, `?` says more.",
        );
    }

    /// Asks for one line. Without one, nothing is sealed.
    fn line(&mut self, prompt: &str) -> Result<String, CliError> {
        output::prompt(&format!("{prompt} > "));
        let mut line = Vec::new();
        let read = self.input.read_until(b'\n', &mut line);
        let read = read.map_err(|error| failed(&format!("stdin cannot be read: {error}")))?;
        if read == 0 {
            // The prompt's line is still open.
            output::word("\n");
            return Err(failed(
                "stdin ended before the last question; nothing was sealed. Answer all questions, \
                 or give --answer KEY=VOTE",
            ));
        }
        Ok(String::from_utf8_lossy(&line).trim().to_owned())
    }

    fn take(&mut self, step: Step<'_>, given: &mut Given) -> Result<Turn, CliError> {
        match step {
            Step::Person => self.person(given),
            Step::Vote { at, card } => self.vote(at, card, given),
            Step::Comment(card) if given.ballot(&card.key).is_none() => Ok(Turn::Next),
            Step::Comment(card) => self.comment(card, given),
            Step::Miss => self.miss(given),
        }
    }

    fn person(&mut self, given: &mut Given) -> Result<Turn, CliError> {
        let form = self.sheet.key.form();
        output::word("\nWho are you?");
        for (at, name) in form.people.iter().enumerate() {
            output::word(&format!("  {}  {}", at + 1, one_line(name)));
        }
        let typed = self.line("Name or number")?;
        let by_number = || typed.parse::<usize>().ok()?.checked_sub(1);
        let person = answers::person(form, &typed)
            .or_else(|| by_number().and_then(|at| form.people.get(at).cloned()));
        if person.is_none() {
            output::word("Type one of these names, or its number.");
            return Ok(Turn::Again);
        }
        given.person = person;
        Ok(Turn::Next)
    }

    fn vote(&mut self, at: usize, card: &Dimension, given: &mut Given) -> Result<Turn, CliError> {
        output::word(&format!("\nCard {} of {}: {}", at + 1, self.cards, one_line(&card.name)));
        texts(card);
        if let Some(ballot) = given.ballot(&card.key) {
            output::word(&format!("  You gave: {}", said(&card.scale, ballot)));
        }
        let votes = match &card.scale {
            Scale::TrafficLight => "g y r".to_owned(),
            scale @ Scale::Levels(_) => scale.answers(),
        };
        let typed = self.line(&format!("{votes}, b to abstain; + = -"))?;
        match typed.as_str() {
            "" => return Ok(Turn::Next),
            "<" => return Ok(Turn::Back),
            "?" => {
                explain(&card.scale);
                return Ok(Turn::Again);
            }
            "x" => {
                given.set(&card.key, None);
                return Ok(Turn::Next);
            }
            _ => {}
        }
        let Some((answer, direction)) = answers::answer(&card.scale, &typed) else {
            explain(&card.scale);
            return Ok(Turn::Again);
        };
        let comment = given.ballot(&card.key).and_then(|ballot| ballot.comment.clone());
        let mut ballot = Ballot { answer: Some(answer), direction, comment: None };
        ballot.set_comment(comment);
        given.set(&card.key, Some(ballot));
        Ok(Turn::Next)
    }

    fn comment(&mut self, card: &Dimension, given: &mut Given) -> Result<Turn, CliError> {
        let before = given.ballot(&card.key).cloned().unwrap_or_default();
        if let Some(comment) = &before.comment {
            output::word(&format!("  Your comment: {}", one_line(comment)));
        }
        let typed = self.line("Comment, if you like")?;
        let comment = match typed.as_str() {
            "" => return Ok(Turn::Next),
            "<" => return Ok(Turn::Back),
            "?" => {
                output::word(
                    "One line of text. An empty line goes on; `x` takes the comment out, `<` goes back \
                     to the vote.",
                );
                return Ok(Turn::Again);
            }
            "x" => None,
            text => answers::comment(text),
        };
        let mut ballot = before.clone();
        ballot.set_comment(comment);
        given.set(&card.key, Some(ballot));
        if let Some(bytes) = self.too_long(given) {
            output::word(&format!(
                "Your comments together are about {bytes} letters too long. Please shorten this one."
            ));
            given.set(&card.key, Some(before));
            return Ok(Turn::Again);
        }
        Ok(Turn::Next)
    }

    fn too_long(&self, given: &Given) -> Option<usize> {
        let Given { person, ballots, miss } = given;
        let all = Given { person: person.clone(), ballots: ballots.clone(), miss: *miss };
        match SealedBallots::from(all).write(self.sheet.key.form()) {
            Err(SealError::TooLong(bytes)) => Some(bytes),
            _ => None,
        }
    }

    fn miss(&mut self, given: &mut Given) -> Result<Turn, CliError> {
        let cards = given.ballots.len();
        output::word(&format!("\n{cards} of {} cards answered.", self.cards));
        if let Some(answer) = given.miss {
            output::word(&format!("  You gave: {}", miss_word(answer)));
        }
        let typed = self.line("Would you miss this check? y yes, u not sure, n no")?;
        match typed.as_str() {
            "" => return Ok(Turn::Next),
            "<" => return Ok(Turn::Back),
            "x" => given.miss = None,
            typed => {
                let Some(answer) = answers::miss(typed) else {
                    output::word(
                        "Type y, u or n. An empty line leaves the question as it is, and seals; \
                         `<` goes back to the last card.",
                    );
                    return Ok(Turn::Again);
                };
                given.miss = Some(answer);
            }
        }
        Ok(Turn::Next)
    }
}

/// Text of a file on one line.
fn one_line(text: &str) -> String {
    sanitize(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// What the card says.
fn texts(card: &Dimension) {
    for (what, text) in [("At best", &card.awesome), ("At worst", &card.crappy)] {
        if !text.trim().is_empty() {
            output::word(&format!("  {what}: {}", one_line(text)));
        }
    }
    for (level, label) in card.scale.labels() {
        output::word(&format!("  {level}: {}", one_line(label)));
    }
}

/// How this card is answered.
fn explain(scale: &Scale) {
    let votes = match scale {
        Scale::TrafficLight => "g green, y yellow, r red".to_owned(),
        Scale::Levels(_) => scale.answers(),
    };
    output::word(&format!(
        "Type {votes}, or b to abstain. + for improving, = for stable or - for worsening may stand \
         behind it. An empty line leaves the answer as it is; `x` takes it out, `<` goes back."
    ));
}

fn said(scale: &Scale, ballot: &Ballot) -> String {
    let answer = match ballot.answer {
        Some(Answer::Vote(vote)) => one_line(&scale.name(vote)),
        _ => "abstain".to_owned(),
    };
    let direction = ballot.direction.map(Direction::word);
    [Some(answer.as_str()), direction].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

const fn miss_word(answer: MissAnswer) -> &'static str {
    match answer {
        MissAnswer::Would => "yes",
        MissAnswer::Unsure => "not sure",
        MissAnswer::WouldNot => "no",
    }
}
