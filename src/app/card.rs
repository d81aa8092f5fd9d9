//! One card: ballots by hands, the reveal, and what the team agrees on.
//!
//! Before the reveal no word said here depends on what was voted.

use crate::keys::{Action, Key};
use crate::model::{Answer, Direction, Refusal, Secrecy, Vote, VotingMode};

use super::{App, CardView, Dialog, LiveCheck, SummaryView, Target, TextEditor, View};

/// How many digits a count may have.
const DIGITS: usize = 6;

impl App {
    pub(crate) fn card_key(&mut self, action: Action, key: Key) {
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let revealed = held.session().cards[view.at].revealed.is_some();
        if held.check().runs_elsewhere() {
            match action {
                Action::NextCard | Action::PreviousCard | Action::Summary | Action::LargeType => {}
                Action::Reveal if revealed => {}
                Action::Enter => return self.take_over(),
                _ => return self.refuse(Refusal::RunsElsewhere),
            }
        }
        let Some(held) = self.held_mut() else { return };
        if action != Action::Reveal {
            held.view = View::Card(CardView { warned: false, ..view });
        }
        match action {
            Action::Digit | Action::Point => return self.digit(key),
            Action::TakeBack => return self.take_back(),
            Action::Light(light) if revealed => self.agree(Vote::Light(light)),
            Action::Light(light) => self.cast(Answer::Vote(Vote::Light(light))),
            Action::Abstain => self.cast(Answer::Abstained),
            Action::Direct(direction) if revealed => self.agree_direction(direction),
            Action::Direct(direction) => self.direct(direction),
            Action::Enter if revealed => self.keep_or_take(),
            Action::Enter => self.enter_before_reveal(),
            Action::Reveal if revealed => self.cover(),
            Action::Reveal => self.reveal(),
            Action::NextCard => self.other_card(true),
            Action::PreviousCard => self.other_card(false),
            Action::Up | Action::Down => self.choose_person(action),
            Action::Summary => held.look_at(View::Summary(SummaryView::default())),
            Action::Skip => self.skip(),
            Action::Notes => self.begin_notes(),
            Action::AddAction => self.begin_action(),
            Action::AddExperiment => self.begin_experiment(),
            Action::WhoIsHere => self.begin_roster(),
            Action::VoteAgain => self.vote_again(),
            Action::Timer => self.pause_timer(),
            Action::LargeType => {
                self.display.large = !self.display.large;
                self.done(if self.display.large {
                    "large type, where the window has room for it"
                } else {
                    "usual type"
                });
            }
            _ => {}
        }
        if let Some(held) = self.held_mut() {
            held.digits.clear();
        }
    }

    fn digit(&mut self, key: Key) {
        let Some(held) = self.held_mut() else { return };
        if let Key::Char(c) = key
            && held.digits.len() < DIGITS
            && !(c == '.' && held.digits.contains('.'))
        {
            held.digits.push(c);
        }
    }

    /// The count before a key: 1 where nothing was typed.
    fn counted(&self) -> u32 {
        // On levels, digits are a level and no count.
        if self.place() == crate::keys::Place::VotingLevels {
            return 1;
        }
        self.held().and_then(|h| h.digits.parse().ok()).unwrap_or(1)
    }

    fn person(held: &LiveCheck, view: CardView) -> Option<String> {
        held.check().here().get(view.person).map(|p| (*p).to_owned())
    }

    fn cast(&mut self, answer: Answer) {
        let n = self.counted();
        let typed = self.held().is_some_and(|h| !h.digits.is_empty());
        let now = self.now.timestamp();
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let named =
            held.session().secrecy() == Secrecy::Named && held.session().way == VotingMode::Hands;
        if n == 0 {
            return self.refuse("0 ballots are none");
        }
        if named && typed && n != 1 {
            return self
                .refuse("named ballots are given one by one, to the person under the cursor");
        }
        let person = Self::person(held, view);
        let result = held.act(|work| {
            let before = work.check.pending(view.at).cloned();
            match (&person, named) {
                (Some(person), true) => work.check.cast_by(view.at, person, answer)?,
                (None, true) => return Err(Refusal::Named),
                (_, false) => work.check.cast(view.at, answer, n)?,
            }
            work.before_keys.entry(view.at).or_default().push(before);
            Ok(())
        });
        match result {
            Ok(()) => {
                held.start_timer(view.at, now);
                if named {
                    let person = person.unwrap_or_default();
                    held.view = View::Card(CardView {
                        person: next_without(held, view),
                        voted: Some(view.person),
                        ..view
                    });
                    self.keep();
                    self.done(format!("ballot of {person} taken"));
                } else {
                    self.keep();
                    // The same word for one and for many: how many is told only together with all.
                    self.done("taken");
                }
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn direct(&mut self, direction: Direction) {
        let n = self.counted();
        let now = self.now.timestamp();
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let named =
            held.session().secrecy() == Secrecy::Named && held.session().way == VotingMode::Hands;
        if n == 0 {
            return self.refuse("0 directions are none");
        }
        let person = if named {
            Self::person(held, CardView { person: directed_person(held, view), ..view })
        } else {
            None
        };
        let result = held.act(|work| {
            let before = work.check.pending(view.at).cloned();
            match (&person, named) {
                (Some(person), true) => work.check.direct_by(view.at, person, direction)?,
                (None, true) => return Err(Refusal::Named),
                (_, false) => work.check.direct(view.at, direction, n)?,
            }
            work.before_keys.entry(view.at).or_default().push(before);
            Ok(())
        });
        match result {
            Ok(()) => {
                held.start_timer(view.at, now);
                self.keep();
                self.done(match person {
                    Some(person) => format!("direction of {person} taken"),
                    None => "taken".to_owned(),
                });
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn take_back(&mut self) {
        let Some(held) = self.held_mut() else { return };
        if held.digits.pop().is_some() {
            return;
        }
        let View::Card(view) = held.view else { return };
        let result = held.act(|work| {
            let before = work.before_keys.get_mut(&view.at).and_then(Vec::pop);
            let known = before.is_some();
            work.check
                .restore(view.at, before.unwrap_or_else(|| work.check.pending(view.at).cloned()))?;
            Ok(known)
        });
        match result {
            Ok(true) => {
                if let View::Card(view) = &mut held.view
                    && let Some(person) = view.voted.take()
                {
                    view.person = person;
                }
                self.keep();
                self.done("the last one is taken back");
            }
            Ok(false) => {
                self.refuse("nothing typed here to take back; V votes the card again from nothing");
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// The level that was typed, if it is one of the card's scale.
    pub(crate) fn typed_level(&self) -> Option<Result<Vote, Refusal>> {
        let held = self.held()?;
        let View::Card(view) = held.view else { return None };
        let scale = &held.session().cards[view.at].dimension.scale;
        if held.digits.is_empty() || !scale.is_typed() {
            return None;
        }
        Some(scale.parse(&held.digits).ok_or_else(|| Refusal::NotOnScale(scale.answers())))
    }

    fn enter_before_reveal(&mut self) {
        let typed = self.typed_level();
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        if held.session().cards[view.at].skipped {
            return self.other_card(true);
        }
        if held.session().way == VotingMode::Turns {
            return self.show_sittings();
        }
        match typed {
            Some(Ok(vote)) => {
                held.digits.clear();
                self.cast(Answer::Vote(vote));
            }
            Some(Err(refusal)) => self.refuse(refusal),
            None => {
                let keys = held.session().cards[view.at].dimension.scale.keys();
                self.refuse(format!("a ballot is {keys}; Space reveals"));
            }
        }
    }

    /// The next card, or the summary after the last one.
    pub(crate) fn after_card(&mut self, at: usize) {
        let Some(held) = self.held_mut() else { return };
        if at + 1 < held.session().cards.len() {
            held.view = View::Card(CardView { at: at + 1, ..CardView::default() });
            self.keep();
        } else {
            held.look_at(View::Summary(SummaryView::default()));
            self.done("that was the last card");
        }
    }

    pub(crate) fn other_card(&mut self, forward: bool) {
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let last = held.session().cards.len() - 1;
        let at = match (forward, view.at) {
            (true, at) if at == last => {
                return self.refuse("this is the last card; s shows the summary");
            }
            (false, 0) => return self.refuse("this is the first card"),
            (true, at) => at + 1,
            (false, at) => at - 1,
        };
        held.view = View::Card(CardView { at, ..CardView::default() });
        self.keep();
    }

    fn choose_person(&mut self, action: Action) {
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let here = held.check().here().len();
        let named =
            held.session().secrecy() == Secrecy::Named && held.session().way == VotingMode::Hands;
        if !named || held.session().cards[view.at].revealed.is_some() {
            return self.refuse("there is nothing above or below; ← and → go to other cards");
        }
        held.view = View::Card(CardView {
            person: super::moved(view.person, here, action),
            voted: None,
            ..view
        });
    }

    fn skip(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        match held.act(|work| work.check.skip(view.at)) {
            Ok(skipped) => {
                self.keep();
                self.done(if skipped { "skipped; d brings it back" } else { "back again" });
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn begin_notes(&mut self) {
        let Some(held) = self.held() else { return };
        let View::Card(view) = held.view else { return };
        if let Err(refusal) = held.check().writable() {
            return self.refuse(refusal);
        }
        let notes = held.session().cards[view.at].notes.clone();
        self.dialog = Some(Dialog::TextEditor(Box::new(TextEditor::notes(view.at, &notes))));
    }

    pub(crate) fn begin_action(&mut self) {
        let Some(held) = self.held() else { return };
        if let Err(refusal) = held.check().writable() {
            return self.refuse(refusal);
        }
        let dimension = match held.view {
            View::Summary(view) => held.ordered(view.order).get(view.cursor).copied(),
            _ => held.card_at(),
        };
        let dimension = dimension.map(|at| held.session().cards[at].dimension.key.clone());
        let form = super::ActionForm::new(
            &crate::model::ActionItem { dimension, ..crate::model::ActionItem::default() },
            Target::New,
        );
        self.dialog = Some(Dialog::Action(Box::new(form)));
    }

    fn vote_again(&mut self) {
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let result = held.act(|work| {
            work.check.vote_again(view.at)?;
            work.before_keys.remove(&view.at);
            for ballots in work.sittings.values_mut() {
                ballots.retain(|(card, _)| *card != view.at);
            }
            Ok(())
        });
        match result {
            Ok(()) => {
                held.view = View::Card(CardView { at: view.at, ..CardView::default() });
                held.timer = None;
                self.keep();
                self.done("from nothing; u brings the ballots back");
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    fn pause_timer(&mut self) {
        let now = self.now.timestamp();
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        match &mut held.timer {
            Some(timer) if timer.card == view.at => {
                let seconds = timer.seconds(now);
                timer.since = if timer.since.is_some() { None } else { Some(now) };
                timer.before = seconds;
                let words =
                    if timer.since.is_some() { "the timer goes on" } else { "the timer is paused" };
                self.done(words);
            }
            _ => self.refuse("the timer starts at the first ballot"),
        }
    }
}

/// The person after the one under the cursor who has not answered; else the one after.
fn next_without(held: &LiveCheck, view: CardView) -> usize {
    let here = held.check().here();
    let answered = |person: &str| {
        held.check()
            .pending(view.at)
            .and_then(|b| b.ballot_of(person))
            .is_some_and(|b| b.answer.is_some())
    };
    let after = (1..=here.len()).map(|step| (view.person + step) % here.len());
    after
        .clone()
        .find(|at| !answered(here[*at]))
        .unwrap_or_else(|| (view.person + 1).min(here.len().saturating_sub(1)))
}

/// Whose direction a key gives: right after a vote it is that voter's, unless there is one already.
fn directed_person(held: &LiveCheck, view: CardView) -> usize {
    let here = held.check().here();
    let directed = |at: usize| {
        let ballot =
            here.get(at).and_then(|person| held.check().pending(view.at)?.ballot_of(person));
        ballot.is_some_and(|b| b.direction.is_some())
    };
    view.voted.filter(|at| !directed(*at)).unwrap_or(view.person)
}
