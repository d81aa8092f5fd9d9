//! One card, and the way from card to card. What comes after the reveal is in
//! [`reveal`](super::reveal).
//!
//! Before the reveal no word said here depends on the votes.

mod hands;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::{Answer, Entry, Level, Refusal, Secrecy, Vote, VotingMode};

use super::check_view::{CardView, CheckView, NeutralView, SummaryView, View};
use super::voting::VotingQuestion;
use super::{
    ActionForm, Block, Can, Context, ExperimentForm, LiveCheck, Named, NextKey, Question, Roster,
    Step, TextEditor,
};

impl CheckView for CardView {
    fn place(self, live: &LiveCheck) -> Place {
        let card = &live.session().cards[self.at];
        match (card.revealed.is_some(), live.session().way, live.entry(self.at)) {
            (true, _, Entry::Light) => Place::Result,
            (true, _, Entry::Level) => Place::ResultLevels,
            (true, _, Entry::Digit) => Place::ResultDigits,
            (false, VotingMode::Turns, _) => Place::TurnsCard,
            (false, VotingMode::Hands | VotingMode::Devices, Entry::Light) => Place::Voting,
            (false, VotingMode::Hands | VotingMode::Devices, Entry::Level) => Place::VotingLevels,
            (false, VotingMode::Hands | VotingMode::Devices, Entry::Digit) => Place::VotingDigits,
        }
    }

    fn can(self, action: Action, live: &LiveCheck, _ctx: &Context) -> Can {
        let check = live.check();
        let revealed = self.is_revealed(live);
        match action {
            Action::Summary | Action::LargeType | Action::PageUp | Action::PageDown => {
                return Ok(());
            }
            Action::Invite => return live.can_invite(),
            Action::NextCard => return self.can_move(true, live),
            Action::PreviousCard => return self.can_move(false, live),
            Action::Reveal if revealed => return Ok(()),
            Action::Enter if check.runs_elsewhere() => return Ok(()),
            _ if check.runs_elsewhere() => return Err(Block::here(Refusal::RunsElsewhere)),
            _ => {}
        }
        match action {
            Action::TakeBack if !live.digits.is_empty() => Ok(()),
            Action::TakeBack if revealed => Err(Block::Now(Message::NothingTyped)),
            Action::TakeBack => self.can_take_back(live),
            Action::Light(light) if revealed => self.can_agree(Some(Vote::Light(light)), live),
            Action::Direct(_) if revealed => self.can_agree(None, live),
            // Whether the scale has the digit is said once it is known which one it is.
            Action::Digit if live.entry(self.at) == Entry::Digit => {
                if revealed {
                    self.can_agree(None, live)
                } else {
                    self.can_cast(Answer::Abstained, live)
                }
            }
            Action::Light(light) => self.can_cast(Answer::Vote(Vote::Light(light)), live),
            Action::Abstain => self.can_cast(Answer::Abstained, live),
            Action::Direct(_) => self.can_direct(live),
            Action::Enter if revealed => self.can_settle(live),
            Action::Enter => self.can_enter(live),
            Action::Reveal => self.can_reveal(live),
            Action::Up | Action::Down if !live.is_named_by_hands() || revealed => {
                Err(Block::Here(Message::NothingAboveOrBelow))
            }
            Action::Skip | Action::Notes | Action::AddAction | Action::AddExperiment => {
                writable(live)
            }
            Action::WhoIsHere => writable(live),
            Action::VoteAgain => match check.may_vote_again(self.at) {
                Err(refusal @ Refusal::NoBallots) => Err(Block::now(refusal)),
                result => result.map_err(Block::here),
            },
            Action::Timer => match live.timer {
                Some(timer) if timer.card == self.at => Ok(()),
                _ if live.takes_acts() => Err(Block::Now(Message::TimerNotStarted)),
                _ => Err(Block::Here(Message::TimerNotStarted)),
            },
            _ => Ok(()),
        }
    }

    /// The footer names what matters now; the rest is found in help.
    fn named(self, action: Action, live: &LiveCheck) -> Named {
        let card = &live.session().cards[self.at];
        let always = matches!(
            action,
            Action::NextCard
                | Action::PreviousCard
                | Action::Summary
                | Action::Back
                | Action::Export
                | Action::Help
                | Action::LargeType
        );
        let revealed = card.revealed.is_some();
        let named = if always {
            true
        } else if live.check().runs_elsewhere() || !live.takes_acts() {
            action == Action::Reveal && revealed
        } else if card.skipped {
            matches!(action, Action::Skip | Action::Notes | Action::Undo)
        } else if self.covered {
            matches!(action, Action::Reveal | Action::Undo)
        } else {
            true
        };
        match action {
            _ if !named => Named::Not,
            Action::Reveal if self.covered => Named::As(crate::keys::Word::Show),
            _ => Named::AsUsual,
        }
    }

    /// On the way through the cards: a vote, the reveal, the agreement, the next card. What is
    /// typed of a level shows no more than that something is.
    fn next(self, live: &LiveCheck) -> NextKey {
        let check = live.check();
        let onward = || match self.can_move(true, live) {
            Ok(()) => NextKey::Of(Action::NextCard),
            Err(_) => NextKey::Of(Action::Summary),
        };
        if self.covered {
            return NextKey::Of(Action::Reveal);
        }
        if !live.takes_acts() || live.session().cards[self.at].skipped {
            return onward();
        }
        if self.is_revealed(live) {
            let settles = self.can_settle(live).is_ok();
            return if settles { NextKey::Of(Action::Enter) } else { onward() };
        }
        let answered = check.answered(self.at);
        let all = answered > 0 && answered >= check.seats(self.at);
        match live.session().way {
            VotingMode::Turns if live.next_to_sit().is_some() => NextKey::Of(Action::Enter),
            VotingMode::Turns => NextKey::Of(Action::Reveal),
            _ if all || self.warned => NextKey::Of(Action::Reveal),
            _ if live.entry(self.at) == Entry::Level && !live.digits.is_empty() => {
                NextKey::Of(Action::Enter)
            }
            VotingMode::Hands | VotingMode::Devices => NextKey::First,
        }
    }

    fn act(self, action: Action, key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        let revealed = self.is_revealed(live);
        if action != Action::Reveal {
            live.view = View::Card(Self { warned: false, ..self });
        }
        match action {
            Action::Digit if live.entry(self.at) == Entry::Digit => {
                self.give_digit(key, live, ctx);
            }
            Action::Digit | Action::Point => return live.digits.type_key(key, ctx),
            Action::TakeBack => return self.take_back(live, ctx),
            Action::Light(light) if revealed => self.agree(Vote::Light(light), live, ctx),
            Action::Light(light) => self.cast(Answer::Vote(Vote::Light(light)), live, ctx),
            Action::Abstain => self.cast(Answer::Abstained, live, ctx),
            Action::Direct(direction) if revealed => self.agree_direction(direction, live, ctx),
            Action::Direct(direction) => self.direct(direction, live, ctx),
            Action::Enter if live.check().runs_elsewhere() => ctx.go(Step::TakeOver),
            Action::Enter if revealed => self.clamp_cursors(live, ctx),
            Action::Enter => self.enter(live, ctx),
            Action::Reveal if revealed => {
                live.view = View::Card(Self { covered: !self.covered, ..self });
            }
            Action::Reveal => self.reveal(live, ctx),
            Action::PageDown => {
                live.view = View::Card(Self { page: self.page.wrapping_add(1), ..self });
            }
            Action::PageUp => {
                live.view = View::Card(Self { page: self.page.saturating_sub(1), ..self });
            }
            Action::NextCard => self.leave_for(self.at + 1, live, ctx),
            Action::PreviousCard => self.leave_for(self.at - 1, live, ctx),
            Action::Up | Action::Down => {
                let person = super::moved(self.person, live.check().here().len(), action);
                live.view = View::Card(Self { person, voted: None, warned: false, ..self });
            }
            Action::Summary => live.look_at(View::Summary(SummaryView::default())),
            Action::Skip => match live.act(|work| work.check.skip(self.at)) {
                Ok(true) => ctx.done(Message::Skipped),
                Ok(false) => ctx.done(Message::BroughtBack),
                Err(refusal) => ctx.refuse(refusal),
            },
            Action::Notes => {
                let notes = &live.session().cards[self.at].notes;
                ctx.show(TextEditor::notes(self.at, notes));
            }
            Action::AddAction => ctx.show(ActionForm::for_dimension(live.dimension_here())),
            Action::AddExperiment => ctx.show(ExperimentForm::for_dimension(live.dimension_here())),
            Action::WhoIsHere => ctx.show(Roster::default()),
            Action::VoteAgain if live.check().on_devices(self.at) > 0 => {
                ctx.show(Question::Voting(VotingQuestion::VoteAgain(self.at)));
            }
            Action::VoteAgain => self.vote_again(live, ctx),
            Action::Timer => pause_timer(live, ctx),
            Action::Invite => live.invite(ctx),
            Action::LargeType => ctx.turn_large_type(),
            _ => {}
        }
        // A level that is being typed waits while something else is done to its card.
        let waits = match action {
            Action::Reveal => self.is_revealed(live) == revealed,
            Action::Direct(_) => revealed,
            _ => false,
        };
        if !waits || live.entry(self.at) != Entry::Level {
            live.digits.clear();
        }
    }
}

impl CardView {
    /// The view of this card.
    pub fn new(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    pub(super) fn is_revealed(self, live: &LiveCheck) -> bool {
        live.session().cards[self.at].revealed.is_some()
    }

    /// Goes to another card. Ballots that are left behind without a reveal are told.
    fn leave_for(self, at: usize, live: &mut LiveCheck, ctx: &mut Context) {
        live.view = live.view_of(at);
        if live.check().waits_for_reveal(self.at) {
            let card = live.session().cards[self.at].dimension.name.clone();
            ctx.done(Message::LeftUnrevealed { card, forward: at > self.at });
        }
    }

    fn can_move(self, forward: bool, live: &LiveCheck) -> Can {
        match (forward, self.at) {
            (true, at) if at + 1 == live.session().cards.len() => {
                Err(Block::Now(Message::LastCard))
            }
            (false, 0) => Err(Block::Now(Message::FirstCard)),
            _ => Ok(()),
        }
    }

    /// One digit is one ballot; after the reveal it is what is agreed.
    fn give_digit(self, key: Key, live: &mut LiveCheck, ctx: &mut Context) {
        let Some(vote) = level_of(key) else { return };
        if let Err(refusal) = live.check().on_scale(self.at, vote) {
            ctx.refuse(refusal);
        } else if self.is_revealed(live) {
            self.agree(vote, live, ctx);
        } else {
            self.cast(Answer::Vote(vote), live, ctx);
        }
    }

    /// The level that was typed, if it is one of the card's scale.
    pub(super) fn typed_level(self, live: &LiveCheck) -> Option<Result<Vote, Refusal>> {
        let typed = live.entry(self.at) == Entry::Level && !live.digits.is_empty();
        typed.then(|| live.typed_level(self.at))
    }

    /// Enter before the reveal: a typed level, or the way to the next sitting.
    fn can_enter(self, live: &LiveCheck) -> Can {
        let session = live.session();
        if session.cards[self.at].skipped {
            return self.can_move(true, live);
        }
        if session.way == VotingMode::Turns {
            live.check().writable().map_err(Block::here)?;
            let left = live.next_to_sit().is_some();
            return if left { Ok(()) } else { Err(Block::Here(Message::AllHaveSat)) };
        }
        match self.typed_level(live) {
            Some(Ok(vote)) => self.can_cast(Answer::Vote(vote), live),
            Some(Err(refusal)) => Err(Block::now(refusal)),
            None => Err(Block::Now(Message::HowToVote(live.entry(self.at)))),
        }
    }

    fn enter(self, live: &mut LiveCheck, ctx: &mut Context) {
        match (self.typed_level(live), live.next_to_sit()) {
            _ if live.session().cards[self.at].skipped => {
                live.view = live.view_of(self.at + 1);
            }
            (_, Some(cursor)) if live.session().way == VotingMode::Turns => {
                live.look_at(View::Neutral(NeutralView { cursor }));
            }
            (Some(Ok(vote)), _) => {
                self.cast(Answer::Vote(vote), live, ctx);
            }
            _ => {}
        }
    }

    pub(super) fn vote_again(self, live: &mut LiveCheck, ctx: &mut Context) {
        let result = live.act(|work| {
            work.check.vote_again(self.at)?;
            work.before_keys.remove(&self.at);
            for ballots in work.sittings.values_mut() {
                ballots.retain(|(card, _)| *card != self.at);
            }
            Ok(())
        });
        if result.is_ok() {
            live.view = View::Card(Self::new(self.at));
            live.timer = None;
        }
        live.announce(ctx, result, Message::VotesCleared, Message::GoneVotes);
    }
}

/// The level that a digit is.
pub(super) fn level_of(key: Key) -> Option<Vote> {
    let Key::Char(c) = key else { return None };
    let digit = c.to_digit(10).and_then(|digit| i16::try_from(digit).ok())?;
    Some(Vote::Level(Level::whole(digit)))
}

fn pause_timer(live: &mut LiveCheck, ctx: &mut Context) {
    let now = ctx.now.timestamp();
    if let Some(timer) = &mut live.timer {
        let seconds = timer.seconds(now);
        timer.since = if timer.since.is_some() { None } else { Some(now) };
        timer.before = seconds;
        ctx.done(Message::Timer { runs: timer.since.is_some() });
    }
}

impl LiveCheck {
    /// Says what became of an act by which something is gone, also in the head.
    pub(super) fn announce(
        &mut self,
        ctx: &mut Context,
        result: Result<(), Refusal>,
        message: Message,
        head: Message,
    ) {
        match result {
            Ok(()) => {
                self.gone = Some(head);
                ctx.announce(message);
            }
            Err(refusal) => ctx.refuse(refusal),
        }
    }

    /// Returns true if each ballot is given by name, one person after the other.
    pub fn is_named_by_hands(&self) -> bool {
        self.session().secrecy() == Secrecy::Named && self.session().way.is_typed()
    }

    /// The key of the dimension on the screen, or under the cursor of the summary.
    pub(super) fn dimension_here(&self) -> Option<String> {
        let card = match self.view {
            View::Summary(view) => self.ordered(view.order).get(view.cursor).copied(),
            _ => self.card_at(),
        };
        card.map(|at| self.session().cards[at].dimension.key.clone())
    }

    /// Goes to the next card, or to the summary after the last one.
    pub(super) fn after_card(&mut self, at: usize, ctx: &mut Context) {
        if at + 1 < self.session().cards.len() {
            self.view = self.view_of(at + 1);
        } else {
            self.look_at(View::Summary(SummaryView::default()));
            ctx.done(Message::AfterLastCard);
        }
    }
}

/// Tells whether the check may be changed.
pub(super) fn writable(live: &LiveCheck) -> Can {
    live.check().writable().map_err(Block::here)
}

/// A refusal of the rules of voting: for as long as nothing may be changed, or for the moment.
pub(super) fn momentary(refusal: Refusal) -> Block {
    match refusal {
        Refusal::Closed
        | Refusal::Skipped
        | Refusal::Newer(_)
        | Refusal::NewerWorkspace(_)
        | Refusal::RunsElsewhere => Block::here(refusal),
        refusal => Block::now(refusal),
    }
}
