//! Voting in turns: one sitting a person, behind a neutral screen.
//!
//! A sitting lives in memory until it is handed over; from then on only counts are kept.

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::{Answer, Ballot, Entry, Refusal, Secrecy, Vote};

use super::card::{level_of, writable};
use super::check_view::{CheckView, NeutralView, SittingView, SummaryView, View};
use super::live_check::Sitting;
use super::{Block, Can, Context, LiveCheck, Named, NextKey, Roster, TextEditor, moved};

impl LiveCheck {
    /// The person who sits next, as an index among those here: the first who has no ballot yet,
    /// else the first who has cards to sit on.
    pub fn next_to_sit(&self) -> Option<usize> {
        let (check, here) = (self.check(), self.check().here());
        let left = |person: &&str| !check.cards_to_sit(person).is_empty();
        let first = here.iter().position(|person| left(person) && !check.has_sat_anywhere(person));
        first.or_else(|| here.iter().position(left))
    }

    /// Returns true if this person can sit again: on cards not revealed, in the same run of the
    /// program.
    pub fn can_sit_again(&self, person: &str) -> bool {
        !self.sat_again(person).is_empty()
    }

    /// The ballots of an earlier sitting that can still be changed.
    fn sat_again(&self, person: &str) -> Vec<(usize, Ballot)> {
        let unrevealed = |card: usize| {
            let card = &self.session().cards[card];
            card.revealed.is_none() && !card.skipped
        };
        let sitting = self.work.sittings.get(person).into_iter().flatten();
        sitting.filter(|(card, _)| unrevealed(*card)).cloned().collect()
    }

    /// Returns true if this person has finished a sitting and has nothing left to sit on.
    pub fn has_sat(&self, person: &str) -> bool {
        self.check().cards_to_sit(person).is_empty()
    }

    /// From the screen between sittings to the cards.
    fn show_cards_of_turns(&mut self) {
        let cards = &self.session().cards;
        let first = cards.iter().position(|c| c.revealed.is_none() && !c.skipped);
        let at = first.unwrap_or_else(|| self.session().first_unsettled());
        self.look_at(self.view_of(at));
    }

    /// Changes the ballot on the screen. The word is the same for all ballots.
    pub(super) fn give(&mut self, ctx: &mut Context, change: impl FnOnce(&mut Ballot)) {
        let given = self.act(|work| {
            if let Some(sitting) = &mut work.sitting
                && let Some((_, ballot)) = sitting.ballots.get_mut(sitting.at)
            {
                change(ballot);
            }
            Ok(())
        });
        ctx.report(given, Message::Taken);
    }

    /// Leaves a sitting before its end: all is as it was before it began. Redo brings it back.
    pub(super) fn leave_sitting(&mut self, ctx: &mut Context) {
        if let Some(person) = self.work.sitting.as_ref().map(|sitting| sitting.person.clone()) {
            let stands = self.drop_sitting();
            ctx.done(Message::SittingLeft { person, stands });
        }
    }
}

impl CheckView for NeutralView {
    fn place(self, _live: &LiveCheck) -> Place {
        Place::Neutral
    }

    fn can(self, action: Action, live: &LiveCheck, _ctx: &Context) -> Can {
        match action {
            Action::Enter => {
                writable(live)?;
                let here = live.check().here();
                let Some(person) = here.get(self.cursor) else {
                    return Err(Block::now(Refusal::Named));
                };
                if live.has_sat(person) && !live.can_sit_again(person) {
                    return Err(Block::Now(Message::SittingOver((*person).to_owned())));
                }
                Ok(())
            }
            Action::WhoIsHere => writable(live),
            _ => Ok(()),
        }
    }

    fn named(self, action: Action, live: &LiveCheck) -> Named {
        named_while_open(action, live)
    }

    fn next(self, live: &LiveCheck) -> NextKey {
        let left = live.next_to_sit().is_some() && live.takes_acts();
        if left { NextKey::First } else { NextKey::Of(Action::NextCard) }
    }

    fn act(self, action: Action, _key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        match action {
            Action::Enter => self.begin_sitting(live, ctx),
            Action::NextCard => live.show_cards_of_turns(),
            Action::Summary => live.look_at(View::Summary(SummaryView::default())),
            Action::WhoIsHere => ctx.show(Roster::default()),
            Action::LargeType => ctx.turn_large_type(),
            _ => {
                let cursor = moved(self.cursor, live.check().here().len(), action);
                live.view = View::Neutral(Self { cursor });
            }
        }
    }
}

impl NeutralView {
    fn begin_sitting(self, live: &mut LiveCheck, ctx: &mut Context) {
        let person = live.check().here().get(self.cursor).map(|person| (*person).to_owned());
        let person = person.unwrap_or_default();
        let again = live.sat_again(&person);
        let fresh = live.check().cards_to_sit(&person);
        live.begin_sitting();
        let begun = live.act(|work| {
            work.check.withdraw_sitting(&person, &again)?;
            let mut ballots = again;
            ballots.extend(fresh.into_iter().map(|card| (card, Ballot::default())));
            ballots.sort_by_key(|(card, _)| *card);
            ballots.dedup_by_key(|(card, _)| *card);
            work.sittings.remove(&person);
            work.sitting = Some(Sitting { person: person.clone(), ballots, at: 0 });
            Ok(())
        });
        match begun {
            Ok(()) => {
                live.view = View::Sitting(SittingView);
                live.digits.clear();
                live.needs_file = true;
            }
            Err(refusal) => ctx.refuse(refusal),
        }
    }
}

impl CheckView for SittingView {
    fn place(self, live: &LiveCheck) -> Place {
        match live.card_at().map(|at| live.entry(at)) {
            Some(Entry::Level) => Place::SittingLevels,
            Some(Entry::Digit) => Place::SittingDigits,
            Some(Entry::Light) | None => Place::Sitting,
        }
    }

    fn can(self, action: Action, live: &LiveCheck, _ctx: &Context) -> Can {
        let last = |sitting: &Sitting| sitting.at + 1 >= sitting.ballots.len();
        match action {
            Action::NextCard if live.work.sitting.as_ref().is_some_and(last) => {
                Err(Block::Now(Message::LastCardOfSitting))
            }
            Action::PreviousCard if live.work.sitting.as_ref().is_some_and(|s| s.at == 0) => {
                Err(Block::Now(Message::FirstCard))
            }
            Action::Enter if !live.digits.is_empty() => {
                typed_level(live).map(|_| ()).map_err(Block::now)
            }
            _ => Ok(()),
        }
    }

    fn named(self, action: Action, live: &LiveCheck) -> Named {
        named_while_open(action, live)
    }

    /// A vote, then the next card. Knows what the screen shows: whether a vote is given.
    fn next(self, live: &LiveCheck) -> NextKey {
        let ballot = live.work.sitting.as_ref().and_then(|sitting| sitting.ballots.get(sitting.at));
        let given = ballot.is_some_and(|(_, ballot)| ballot.answer.is_some());
        let typing = !live.digits.is_empty();
        if given && !typing { NextKey::Of(Action::Enter) } else { NextKey::First }
    }

    fn act(self, action: Action, key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        match action {
            Action::Digit if self.place(live) == Place::SittingDigits => {
                give_digit(key, live, ctx);
            }
            Action::Digit | Action::Point => return live.digits.type_key(key, ctx),
            Action::LargeType => return ctx.turn_large_type(),
            Action::TakeBack => {
                live.digits.take_back();
                return;
            }
            Action::Light(light) => {
                live.give(ctx, |ballot| ballot.answer = Some(Answer::Vote(Vote::Light(light))));
            }
            Action::Abstain => live.give(ctx, |ballot| ballot.answer = Some(Answer::Abstained)),
            // A level that is being typed waits.
            Action::Direct(direction) => {
                return live.give(ctx, |ballot| ballot.direction = Some(direction));
            }
            Action::NextCard => turn(live, true),
            Action::PreviousCard => turn(live, false),
            Action::Comment => {
                let sitting = live.work.sitting.as_ref();
                let comment = sitting.and_then(|s| s.ballots.get(s.at)?.1.comment.clone());
                ctx.show(TextEditor::comment(&comment.unwrap_or_default()));
            }
            Action::Enter if !live.digits.is_empty() => match typed_level(live) {
                Ok(vote) => {
                    live.give(ctx, |ballot| ballot.answer = Some(Answer::Vote(vote)));
                }
                Err(refusal) => ctx.refuse(refusal),
            },
            Action::Enter => next_or_hand_over(live, ctx),
            _ => {}
        }
        live.digits.clear();
    }
}

/// One digit is one's vote.
fn give_digit(key: Key, live: &mut LiveCheck, ctx: &mut Context) {
    let (Some(at), Some(vote)) = (live.card_at(), level_of(key)) else { return };
    match live.check().on_scale(at, vote) {
        Ok(()) => live.give(ctx, |ballot| ballot.answer = Some(Answer::Vote(vote))),
        Err(refusal) => ctx.refuse(refusal),
    }
}

fn turn(live: &mut LiveCheck, forward: bool) {
    if let Some(sitting) = &mut live.work.sitting {
        sitting.at = if forward { sitting.at + 1 } else { sitting.at - 1 };
    }
}

fn next_or_hand_over(live: &mut LiveCheck, ctx: &mut Context) {
    let Some(sitting) = live.work.sitting.as_mut() else { return };
    if sitting.at + 1 < sitting.ballots.len() {
        sitting.at += 1;
        return;
    }
    let (person, ballots) = (sitting.person.clone(), sitting.ballots.clone());
    let without = ballots.iter().filter(|(_, ballot)| ballot.answer.is_none()).count();
    let handed = live.act(|work| {
        work.check.sit(&person, &ballots)?;
        work.sitting = None;
        work.sittings.insert(person.clone(), ballots.clone());
        Ok(())
    });
    if let Err(refusal) = handed {
        return ctx.refuse(refusal);
    }
    live.close_sitting();
    let next = live.next_to_sit();
    live.view = View::Neutral(NeutralView { cursor: next.unwrap_or(0) });
    // Where votes are secret, nobody in the room is told how many cards were left out.
    let anonymous = live.session().secrecy() == Secrecy::Anonymous;
    let without = if anonymous { 0 } else { u32::try_from(without).unwrap_or(u32::MAX) };
    if next.is_none() {
        live.show_cards_of_turns();
    }
    ctx.done(Message::HandedOver { person, without, last: next.is_none() });
}

/// The level that was typed in a sitting.
fn typed_level(live: &LiveCheck) -> Result<Vote, Refusal> {
    live.typed_level(live.card_at().unwrap_or(0))
}

/// While nothing may be changed, the footer names only the ways on.
pub(super) fn named_while_open(action: Action, live: &LiveCheck) -> Named {
    let moves = matches!(
        action,
        Action::NextCard
            | Action::PreviousCard
            | Action::Summary
            | Action::Back
            | Action::Export
            | Action::Help
            | Action::LargeType
    );
    if moves || live.takes_acts() { Named::AsUsual } else { Named::Not }
}
