//! One session as a report in Markdown.
//!
//! The model decides which ballots may be shown ([`Card::shown`]); this only lays them out. A
//! card that is not revealed is not in the report, not even by what it does not say.

mod follow_up;
mod insights;
mod score;

use std::fmt::Write as _;

use crate::messages::term;
use crate::model::consensus::{agreement_figure, card_agreement};
use crate::model::history::{LastTime, last_time, same_card};
use crate::model::insight::{self, InsightInput, InsightLine, RiseElsewhere};
use crate::model::text::count;
use crate::model::{
    Answer, Ballot, Ballots, Card, Direction, Miss, MissAnswer, Revealed, Scale, Secrecy, Session,
    Shown, Tally, Vote, VotingMode, Workspace,
};

use super::day_line::day_line;
use super::escape::{escape, escape_or, paragraphs};
use super::glyphs::{arrow, emoji};
use super::table::Table;

/// A session and everything that its report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Holds the threshold, and finds renamed dimensions again.
    pub workspace: &'a Workspace,
    /// The session.
    pub session: &'a Session,
    /// The team's sessions before it, oldest first.
    pub earlier: &'a [&'a Session],
    /// Rises of other teams that share, in dimensions that are not well here, each with the session
    /// before.
    pub elsewhere: &'a [(RiseElsewhere, &'a Session)],
}

/// Renders the report of a session.
///
/// It begins with what is asked first: how it stands, and what the team does next. Then the whole
/// table, what people said, and what this says.
pub fn markdown(report: &Report<'_>) -> String {
    let parts = [
        report.title(),
        format!("**{}**", day_line(report)),
        report.focus(),
        report.actions(),
        report.experiments(),
        report.facts(),
        report.dimensions(),
        report.score(),
        report.gaps(),
        report.said(),
        report.reading(),
        report.what_became(),
        report.what_became_of_experiments(),
        report.practice(),
        report.miss(),
    ];
    let mut text =
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

/// A cell without a value.
const NOTHING: &str = "–";

impl<'a> Report<'a> {
    /// The fewest ballots that are shown.
    pub const fn threshold(&self) -> u32 {
        self.workspace.defaults.threshold
    }

    /// For each card of the session, the same card of the last session that asked it.
    pub fn last(&self) -> Vec<Option<LastTime<'a>>> {
        let last = |card: &Card| {
            last_time(self.workspace, self.earlier, self.session, &card.dimension.key)
        };
        self.session.cards.iter().map(last).collect()
    }

    /// The insights of the session.
    pub fn insights(&self) -> Vec<InsightLine> {
        let Self { workspace, session, earlier, elsewhere } = *self;
        insight::read(&InsightInput { workspace, session, earlier, elsewhere })
    }
}

impl Report<'_> {
    fn secrecy(&self) -> Secrecy {
        self.session.secrecy()
    }

    /// The cards that may be in the report. What is agreed or skipped is said aloud and no secret:
    /// a file written by hand may state it without any ballot.
    fn cards(&self) -> impl Iterator<Item = &Card> {
        self.session.cards.iter().filter(|card| may_show(card))
    }

    fn title(&self) -> String {
        let team = escape_or(&self.session.team, "(no name)");
        format!("# {team} · {} · {}", self.template_name(), self.session.date)
    }

    fn template_name(&self) -> String {
        escape_or(self.plain_template_name(), "health check")
    }

    /// The template's name as it was typed; its key where it is gone.
    pub(super) fn plain_template_name(&self) -> &str {
        let Some(key) = self.session.template.as_deref() else { return "health check" };
        self.workspace.template(key).map_or(key, |template| template.name.as_str())
    }

    fn facts(&self) -> String {
        let session = self.session;
        let mut facts = format!(
            "## About this check\n\n- Date: {}\n- Template: {}",
            session.date,
            self.template_name()
        );
        if let Some(key) = session.template.as_deref() {
            let _ = write!(facts, " ({})", escape(key));
        }
        let turnout = session.turnout();
        let way = match session.way {
            VotingMode::Hands => "by hands",
            VotingMode::Turns => "in turns",
            VotingMode::Devices => "on their own devices",
        };
        match self.secrecy() {
            Secrecy::Anonymous => {
                let _ = write!(facts, "\n- People: {turnout}, anonymous, {way}");
            }
            Secrecy::Named => {
                let people: Vec<String> =
                    session.voters.people().iter().map(|person| name(person)).collect();
                let _ = write!(facts, "\n- People: {turnout}, named, {way}: {}", people.join(", "));
            }
        }
        if session.is_open() {
            let to_come =
                u32::try_from(session.cards.len() - self.cards().count()).unwrap_or(u32::MAX);
            facts.push_str("\n- State: open, not finished");
            if to_come > 0 {
                let _ = write!(facts, "; {} not revealed yet", count(to_come, "card"));
            }
        }
        if !session.reopened.is_empty() {
            let days: Vec<String> = session.reopened.iter().map(ToString::to_string).collect();
            let _ = write!(facts, "\n- Reopened: {}", days.join(", "));
        }
        facts
    }

    fn dimensions(&self) -> String {
        let head = ["Card", "Agreed", "Direction", "Change", "Agreement", "Votes", "Directions"];
        let mut table = Table::new(head);
        for card in self.cards() {
            table.row(self.dimension(card));
        }
        if table.is_empty() {
            return "## Cards\n\nNothing is revealed yet.".to_owned();
        }
        format!("## Cards\n\n{}", table.to_string().trim_end())
    }

    fn dimension(&self, card: &Card) -> Vec<String> {
        let mut row = vec![name(&card.dimension.name)];
        if card.skipped {
            row.push("skipped".to_owned());
            row.resize(7, NOTHING.to_owned());
            return row;
        }
        let scale = &card.dimension.scale;
        let agreed = card
            .agreed
            .vote
            .map_or_else(|| "not agreed".to_owned(), |vote| light_and_name(scale, vote));
        let agreement = card_agreement(card, self.secrecy(), self.threshold());
        let figure = agreement_figure(agreement);
        let (votes, directions) = match card.shown(self.secrecy(), self.threshold()) {
            Shown::Secret => ("no votes kept".to_owned(), NOTHING.to_owned()),
            Shown::Hidden => (self.hidden("vote"), NOTHING.to_owned()),
            Shown::Tally(tally) => (votes(scale, &tally), directions(&tally)),
        };
        row.extend([
            agreed,
            card.agreed.direction.map_or_else(|| NOTHING.to_owned(), arrow_and_word),
            self.change(card),
            agreement.map_or(figure.clone(), |agreement| {
                format!("{figure}, {}", term::agreement(agreement))
            }),
            votes,
            directions,
        ]);
        row
    }

    fn change(&self, card: &Card) -> String {
        let last = last_time(self.workspace, self.earlier, self.session, &card.dimension.key);
        let Some(last) = last else { return NOTHING.to_owned() };
        let Some(vote) = last.agreed().vote else { return NOTHING.to_owned() };
        let was = light_and_name(&last.card.dimension.scale, vote);
        match last.change(card) {
            Some(change) => format!("{}, was {was}", term::change(change)),
            None => format!("was {was}"),
        }
    }

    /// The reason why counts are not shown.
    pub(super) fn hidden(&self, what: &str) -> String {
        match self.threshold() {
            // The threshold was another one when the file was written; it does not say which.
            0 | 1 => format!("hidden: too few {what}s"),
            threshold => format!("hidden: fewer than {threshold} {what}s"),
        }
    }

    fn said(&self) -> String {
        let said: Vec<String> = self.cards().filter_map(|card| self.said_on(card)).collect();
        if said.is_empty() {
            String::new()
        } else {
            format!("## What was said\n\n{}", said.join("\n\n"))
        }
    }

    fn said_on(&self, card: &Card) -> Option<String> {
        let notes = paragraphs(&card.notes);
        let ballots = if card.skipped { String::new() } else { self.ballots(card) };
        let said: Vec<String> =
            [notes, ballots].into_iter().filter(|part| !part.is_empty()).collect();
        let skipped = if card.skipped { " (skipped)" } else { "" };
        let heading = format!("### {}{skipped}", name(&card.dimension.name));
        (!said.is_empty()).then(|| format!("{heading}\n\n{}", said.join("\n\n")))
    }

    /// Named: who answered what. Anonymous: the comments alone, in an order that says nothing.
    fn ballots(&self, card: &Card) -> String {
        if let (Secrecy::Named, Some(Revealed::Ballots(Ballots::Named(ballots)))) =
            (self.secrecy(), &card.revealed)
        {
            let mut table = Table::new(["Who", "Answer", "Direction", "Comment"]);
            for (person, ballot) in ballots {
                table.row(named_ballot(&card.dimension.scale, person, ballot));
            }
            return if table.is_empty() {
                String::new()
            } else {
                table.to_string().trim_end().to_owned()
            };
        }
        let shown = card.shown(self.secrecy(), self.threshold());
        let comments = shown.tally().map_or(&[][..], |tally| &tally.comments);
        let mut comments: Vec<String> = comments.iter().map(|comment| escape(comment)).collect();
        comments.retain(|comment| !comment.is_empty());
        comments.sort();
        comments.iter().map(|comment| format!("- “{comment}”")).collect::<Vec<_>>().join("\n")
    }

    fn focus(&self) -> String {
        let names: Vec<String> =
            self.session.focus.iter().map(|key| format!("- {}", self.name_of(key))).collect();
        if names.is_empty() { String::new() } else { format!("## Focus\n\n{}", names.join("\n")) }
    }

    fn miss(&self) -> String {
        let Some(miss) = self.session.miss else { return String::new() };
        let answers = match (miss.shown(self.secrecy(), self.threshold()), miss) {
            (Some(tally), _) => MissAnswer::ALL
                .map(|answer| format!("{} {}", tally.get(answer), term::miss_answer(answer)))
                .join(", "),
            (None, Miss::Tally(_) | Miss::Hidden) => self.hidden("answer"),
        };
        format!("## Would you miss this check?\n\n{answers}")
    }

    /// The name of a dimension: here, else in an earlier session, else in a template, else its key.
    fn name_of(&self, key: &str) -> String {
        name(self.plain_name_of(key))
    }

    /// [`Self::name_of`], as it was typed.
    pub(super) fn plain_name_of<'b>(&'b self, key: &'b str) -> &'b str {
        let sessions = std::iter::once(self.session).chain(self.earlier.iter().rev().copied());
        let mut cards = sessions.filter_map(|session| {
            same_card(self.workspace, session, self.session.template.as_deref(), key)
        });
        if let Some(card) = cards.next() {
            return &card.dimension.name;
        }
        let dimension =
            self.workspace.templates.iter().find_map(|template| template.dimension(key));
        dimension.map_or(key, |dimension| dimension.name.as_str())
    }
}

/// Returns true for a card that may be in an export.
pub(super) fn may_show(card: &Card) -> bool {
    card.skipped || card.revealed.is_some() || !card.agreed.is_empty()
}

fn name(text: &str) -> String {
    escape_or(text, "(no name)")
}

/// `🟡 Yellow`, `🟢 4 Often`.
fn light_and_name(scale: &Scale, vote: Vote) -> String {
    let light = scale.light(vote);
    let beside = scale.long_name(vote).map_or(String::new(), |name| format!(": {}", escape(&name)));
    format!("{} {}{beside}", emoji(light), term::light(light))
}

/// `↗ improving`
fn arrow_and_word(direction: Direction) -> String {
    format!("{} {}", arrow(direction), direction.word())
}

/// `3 🟢 2 🟡 1 🔴`, or `2 at 4, 1 at 2.5` on levels; abstentions are beside it and not among it.
fn votes(scale: &Scale, tally: &Tally) -> String {
    let counts = scale.listed(&tally.votes).into_iter().filter(|(_, count)| *count > 0);
    let (words, between): (Vec<String>, &str) = if scale.is_typed() {
        (counts.map(|(vote, count)| format!("{count} at {}", vote.name())).collect(), ", ")
    } else {
        (counts.map(|(vote, count)| format!("{count} {}", emoji(scale.light(vote)))).collect(), " ")
    };
    let mut said = words.join(between);
    if said.is_empty() {
        said.push_str("no votes");
    }
    if tally.abstained > 0 {
        let _ = write!(said, ", {} abstained", tally.abstained);
    }
    said
}

/// `2 ↗ 3 → 1 ↘`
fn directions(tally: &Tally) -> String {
    let counts =
        tally.directions.iter().map(|(direction, count)| format!("{count} {}", arrow(*direction)));
    let said = counts.collect::<Vec<_>>().join(" ");
    if said.is_empty() { NOTHING.to_owned() } else { said }
}

fn named_ballot(scale: &Scale, person: &str, ballot: &Ballot) -> Vec<String> {
    let answer = match ballot.answer {
        Some(Answer::Vote(vote)) => light_and_name(scale, vote),
        Some(Answer::Abstained) => "abstained".to_owned(),
        None => NOTHING.to_owned(),
    };
    let direction = ballot.direction.map_or_else(|| NOTHING.to_owned(), arrow_and_word);
    vec![name(person), answer, direction, escape(ballot.comment.as_deref().unwrap_or(""))]
}

#[cfg(test)]
mod injection;
#[cfg(test)]
pub(super) mod tests;
