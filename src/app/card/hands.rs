//! Ballots that the facilitator types on a card: what is counted, whose it is, and taking it back.
//!
//! No word said here depends on what was voted.

use crate::messages::Message;
use crate::model::{Answer, Ballot, Direction, Refusal, Vote};

use super::super::check_view::{CardView, View};
use super::super::{Block, Can, Context, LiveCheck};
use super::momentary;

impl CardView {
    fn person(self, live: &LiveCheck) -> Option<String> {
        live.check().here().get(self.person).map(|person| (*person).to_owned())
    }

    pub(super) fn can_cast(self, answer: Answer, live: &LiveCheck) -> Can {
        let n = counted_answers(answer, live);
        if n == 0 {
            return Err(Block::Now(Message::CountOfOneOrMore));
        }
        if !live.is_named_by_hands() {
            return live.check().may_cast(self.at, answer, n).map_err(momentary);
        }
        if n != 1 {
            return Err(Block::Now(Message::NamedOneByOne));
        }
        match self.person(live) {
            Some(person) => live.check().may_cast_by(self.at, &person, answer).map_err(momentary),
            None => Err(Block::now(Refusal::Named)),
        }
    }

    pub(super) fn can_direct(self, live: &LiveCheck) -> Can {
        let n = live.digits.count();
        if n == 0 {
            return Err(Block::Now(Message::CountOfOneOrMore));
        }
        if !live.is_named_by_hands() {
            return live.check().may_direct(self.at, n).map_err(momentary);
        }
        match (Self { person: directed_person(live, self), ..self }).person(live) {
            Some(person) => live.check().may_direct_by(self.at, &person).map_err(momentary),
            None => Err(Block::now(Refusal::Named)),
        }
    }

    pub(super) fn cast(self, answer: Answer, live: &mut LiveCheck, ctx: &mut Context) {
        let n = counted_answers(answer, live);
        let (named, person) = (live.is_named_by_hands(), self.person(live));
        let replaces = person.as_ref().is_some_and(|person| {
            ballot_of(live, self.at, person).is_some_and(|ballot| ballot.answer.is_some())
        });
        let result = live.act(|work| {
            let before = work.check.pending(self.at).cloned();
            match (&person, named) {
                (Some(person), true) => work.check.cast_by(self.at, person, answer)?,
                (None, true) => return Err(Refusal::Named),
                (_, false) => work.check.cast(self.at, answer, n)?,
            }
            work.before_keys.entry(self.at).or_default().push(before);
            Ok(())
        });
        if result.is_ok() {
            live.start_timer(self.at, ctx.now.timestamp());
            if named {
                let next = next_without(live, self);
                let voted = Some(self.person);
                live.view = View::Card(Self { person: next, voted, warned: false, ..self });
            }
        }
        // The same word for one and for many: how many is told only together with all.
        let person = person.filter(|_| named);
        match (result, person) {
            (Ok(()), Some(person)) if replaces => {
                live.replaced(ctx, Message::BallotReplaced(person));
            }
            (result, person) => {
                ctx.report(result, person.map_or(Message::Taken, Message::BallotTaken));
            }
        }
    }

    pub(super) fn direct(self, direction: Direction, live: &mut LiveCheck, ctx: &mut Context) {
        let (n, named) = (live.digits.count(), live.is_named_by_hands());
        let whose = Self { person: directed_person(live, self), ..self };
        let person = whose.person(live).filter(|_| named);
        let replaces = person.as_ref().is_some_and(|person| {
            ballot_of(live, self.at, person).is_some_and(|ballot| ballot.direction.is_some())
        });
        let result = live.act(|work| {
            let before = work.check.pending(self.at).cloned();
            match (&person, named) {
                (Some(person), true) => work.check.direct_by(self.at, person, direction)?,
                (None, true) => return Err(Refusal::Named),
                (_, false) => work.check.direct(self.at, direction, n)?,
            }
            work.before_keys.entry(self.at).or_default().push(before);
            Ok(())
        });
        if result.is_ok() {
            live.start_timer(self.at, ctx.now.timestamp());
        }
        match (result, person) {
            (Ok(()), Some(person)) if replaces => {
                live.replaced(ctx, Message::DirectionReplaced(person));
            }
            (result, person) => {
                ctx.report(result, person.map_or(Message::Taken, Message::DirectionTaken));
            }
        }
    }

    pub(super) fn can_take_back(self, live: &LiveCheck) -> Can {
        live.check().may_restore(self.at).map_err(momentary)?;
        match live.work.before_keys.get(&self.at) {
            Some(before) if !before.is_empty() => Ok(()),
            _ => Err(Block::Now(Message::NothingToTakeBack)),
        }
    }

    pub(super) fn take_back(self, live: &mut LiveCheck, ctx: &mut Context) {
        if live.digits.take_back() {
            return;
        }
        let result = live.act(|work| {
            let before = work.before_keys.get_mut(&self.at).and_then(Vec::pop);
            let pending = work.check.pending(self.at).cloned();
            work.check.restore(self.at, before.unwrap_or(pending))
        });
        if result.is_ok()
            && let View::Card(view) = &mut live.view
            && let Some(person) = view.voted.take()
        {
            view.person = person;
        }
        ctx.report(result, Message::LastTakenBack);
    }
}

impl LiveCheck {
    /// Says that a ballot took the place of another one, whether it is the same or not.
    fn replaced(&mut self, ctx: &mut Context, message: Message) {
        self.gone = Some(Message::GoneReplaced);
        ctx.announce(message);
    }
}

/// The count before an answer. Before a level there is none: the digits are the level.
fn counted_answers(answer: Answer, live: &LiveCheck) -> u32 {
    if matches!(answer, Answer::Vote(Vote::Level(_))) { 1 } else { live.digits.count() }
}

/// The ballot that waits of a person on a card.
fn ballot_of<'a>(live: &'a LiveCheck, card: usize, person: &str) -> Option<&'a Ballot> {
    live.check().pending(card).and_then(|ballots| ballots.ballot_of(person))
}

/// The person after the one under the cursor who has not answered; else the one after.
fn next_without(live: &LiveCheck, view: CardView) -> usize {
    let here = live.check().here();
    let answered = |person: &str| live.check().has_answered(view.at, person);
    let after = (1..=here.len()).map(|step| (view.person + step) % here.len());
    after
        .clone()
        .find(|at| !answered(here[*at]))
        .unwrap_or_else(|| (view.person + 1).min(here.len().saturating_sub(1)))
}

/// The person whose direction a key gives: right after a vote it is that voter's, unless there is
/// one already.
fn directed_person(live: &LiveCheck, view: CardView) -> usize {
    let here = live.check().here();
    let directed = |at: usize| {
        let ballot =
            here.get(at).and_then(|person| live.check().pending(view.at)?.ballot_of(person));
        ballot.is_some_and(|b| b.direction.is_some())
    };
    view.voted.filter(|at| !directed(*at)).unwrap_or(view.person)
}
