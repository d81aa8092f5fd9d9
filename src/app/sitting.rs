//! Voting in turns: one sitting a person, behind a neutral screen.
//!
//! What a sitting holds lives in memory until it is handed over; from then on only counts are kept.

use crate::keys::{Action, Key};
use crate::model::text::count;
use crate::model::{Answer, Ballot, Refusal, Scale, Secrecy, Vote};

use super::{App, CardView, Dialog, LiveCheck, Sitting, SummaryView, TextEditor, View, moved};

impl LiveCheck {
    /// The first person here who has cards to sit on, as an index among those here.
    pub fn next_to_sit(&self) -> Option<usize> {
        let here = self.check().here();
        here.iter().position(|person| !self.check().cards_to_sit(person).is_empty())
    }

    /// Whether this person can sit again: on cards not revealed, in the same run of the program.
    pub fn can_sit_again(&self, person: &str) -> bool {
        let unrevealed = |at: usize| {
            let card = &self.session().cards[at];
            card.revealed.is_none() && !card.skipped
        };
        self.work
            .sittings
            .get(person)
            .is_some_and(|sitting| sitting.iter().any(|(at, _)| unrevealed(*at)))
    }

    /// Whether this person has finished a sitting and has nothing left to sit on.
    pub fn has_sat(&self, person: &str) -> bool {
        self.check().cards_to_sit(person).is_empty()
    }
}

impl App {
    pub(crate) fn neutral_key(&mut self, action: Action) {
        let Some(held) = self.held_mut() else { return };
        let View::Neutral { cursor } = held.view else { return };
        match action {
            Action::Enter => self.begin_sitting(),
            Action::NextCard => self.cards_of_turns(),
            Action::Summary => held.look_at(View::Summary(SummaryView::default())),
            Action::WhoIsHere => self.begin_roster(),
            _ => {
                let cursor = moved(cursor, held.check().here().len(), action);
                held.view = View::Neutral { cursor };
            }
        }
    }

    /// From a card to the screen between sittings.
    pub(crate) fn show_sittings(&mut self) {
        let Some(held) = self.held_mut() else { return };
        if let Err(refusal) = held.check().writable() {
            return self.refuse(refusal);
        }
        match held.next_to_sit() {
            Some(cursor) => held.look_at(View::Neutral { cursor }),
            None => self.refuse("all have sat; Space reveals"),
        }
    }

    fn cards_of_turns(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let first = held.session().cards.iter().position(|c| c.revealed.is_none() && !c.skipped);
        let at = first.unwrap_or_else(|| held.session().first_unsettled());
        held.look_at(View::Card(CardView { at, ..CardView::default() }));
    }

    fn begin_sitting(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let View::Neutral { cursor } = held.view else { return };
        if let Err(refusal) = held.check().writable() {
            return self.refuse(refusal);
        }
        let Some(person) = held.check().here().get(cursor).map(|p| (*p).to_owned()) else { return };
        let unrevealed = |card: &usize| {
            let card = &held.session().cards[*card];
            card.revealed.is_none() && !card.skipped
        };
        let again: Vec<(usize, Ballot)> =
            held.work.sittings.get(&person).cloned().unwrap_or_default();
        let again: Vec<_> = again.into_iter().filter(|(card, _)| unrevealed(card)).collect();
        let fresh = held.check().cards_to_sit(&person);
        if fresh.is_empty() && again.is_empty() {
            return self.refuse(format!("{person} has sat, and that cannot be changed any more"));
        }
        held.begin_sitting();
        let begun = held.act(|work| {
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
                held.view = View::Sitting;
                held.digits.clear();
                self.keep_from_now_on();
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    pub(crate) fn sitting_key(&mut self, action: Action, key: Key) {
        let Some(held) = self.held_mut() else { return };
        match action {
            Action::Digit | Action::Point => {
                if let Key::Char(c) = key
                    && held.digits.len() < 6
                {
                    held.digits.push(c);
                }
                return;
            }
            Action::TakeBack => {
                held.digits.pop();
                return;
            }
            Action::Light(light) => {
                self.give(|ballot| ballot.answer = Some(Answer::Vote(Vote::Light(light))));
            }
            Action::Abstain => self.give(|ballot| ballot.answer = Some(Answer::Abstained)),
            Action::Direct(direction) => self.give(|ballot| ballot.direction = Some(direction)),
            Action::NextCard => self.move_in_sitting(true),
            Action::PreviousCard => self.move_in_sitting(false),
            Action::Comment => {
                let comment =
                    held.work.sitting.as_ref().and_then(|s| s.ballots.get(s.at)?.1.comment.clone());
                self.dialog = Some(Dialog::TextEditor(Box::new(TextEditor::comment(
                    &comment.unwrap_or_default(),
                ))));
            }
            Action::Enter if !held.digits.is_empty() => self.give_level(),
            Action::Enter => self.next_or_hand_over(),
            _ => {}
        }
        if let Some(held) = self.held_mut() {
            held.digits.clear();
        }
    }

    /// Changes the ballot on the screen. The word is the same whatever was given.
    pub(crate) fn give(&mut self, change: impl FnOnce(&mut Ballot)) {
        let Some(held) = self.held_mut() else { return };
        let given = held.act(|work| {
            if let Some(sitting) = &mut work.sitting
                && let Some((_, ballot)) = sitting.ballots.get_mut(sitting.at)
            {
                change(ballot);
            }
            Ok(())
        });
        match given {
            Ok(()) => self.done("taken"),
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn give_level(&mut self) {
        let Some(held) = self.held() else { return };
        let Some(at) = held.card_at() else { return };
        let scale: &Scale = &held.session().cards[at].dimension.scale;
        if let Some(vote) = scale.parse(&held.digits) {
            self.give(|ballot| ballot.answer = Some(Answer::Vote(vote)));
        } else {
            let refusal = Refusal::NotOnScale(scale.answers());
            self.refuse(refusal);
        }
    }

    fn move_in_sitting(&mut self, forward: bool) {
        let Some(held) = self.held_mut() else { return };
        let Some(sitting) = &mut held.work.sitting else { return };
        let last = sitting.ballots.len().saturating_sub(1);
        match (forward, sitting.at) {
            (true, at) if at >= last => self.refuse("this is the last card; Enter hands over"),
            (false, 0) => self.refuse("this is the first card"),
            (true, at) => sitting.at = at + 1,
            (false, at) => sitting.at = at - 1,
        }
    }

    fn next_or_hand_over(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let Some(sitting) = &mut held.work.sitting else { return };
        if sitting.at + 1 < sitting.ballots.len() {
            sitting.at += 1;
            return;
        }
        let (person, ballots) = (sitting.person.clone(), sitting.ballots.clone());
        let without = ballots.iter().filter(|(_, ballot)| ballot.answer.is_none()).count();
        let handed = held.act(|work| {
            work.check.sit(&person, &ballots)?;
            work.sitting = None;
            work.sittings.insert(person.clone(), ballots.clone());
            Ok(())
        });
        if let Err(refusal) = handed {
            return self.refuse(refusal);
        }
        held.close_sitting();
        let next = held.next_to_sit();
        held.view = View::Neutral { cursor: next.unwrap_or(0) };
        self.keep();
        // Where votes are secret, nobody in the room is told how many cards were left out.
        let anonymous =
            self.held().is_some_and(|held| held.session().secrecy() == Secrecy::Anonymous);
        let without = match u32::try_from(without).unwrap_or(u32::MAX) {
            n if n > 0 && !anonymous => format!(", {} without a vote", count(n, "card")),
            _ => String::new(),
        };
        if next.is_some() {
            self.done(format!("thank you, {person}{without}"));
        } else {
            self.cards_of_turns();
            self.done(format!(
                "thank you, {person}{without}. All have sat: Space reveals card by card"
            ));
        }
    }

    /// Leaves a sitting before its end: all is as it was before it began. Ctrl-R brings the sitting
    /// back.
    pub(crate) fn leave_sitting(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let Some(person) = held.work.sitting.as_ref().map(|s| s.person.clone()) else { return };
        let again = held.drop_sitting();
        let words = if again {
            format!("the earlier sitting of {person} stands; Ctrl-R goes back to the new one")
        } else {
            format!("nothing of this sitting of {person} is kept; Ctrl-R brings it back")
        };
        self.keep();
        self.done(words);
    }
}
