//! All cards at a glance: order, focus, the last question, and the end.

use crate::keys::{Action, Key};
use crate::model::text::count;
use crate::model::{Direction, Light, MissAnswer, Refusal, Unrevealed, consensus};

use super::{App, CardView, Dialog, LiveCheck, Order, Question, SummaryView, View, moved};

impl Order {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "as asked",
            Self::Need => "by need",
            Self::Disagreement => "by disagreement",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Asked => Self::Need,
            Self::Need => Self::Disagreement,
            Self::Disagreement => Self::Asked,
        }
    }
}

impl LiveCheck {
    /// The cards that need help most: all that share the worst light, unless that is green.
    pub fn worst(&self) -> Vec<usize> {
        let light = |at: &usize| {
            let card = &self.session().cards[*at];
            card.agreed.vote.filter(|_| !card.skipped).map(|vote| card.dimension.scale.light(vote))
        };
        let mut cards = self.ordered(Order::Need);
        let worst = cards.first().and_then(light).filter(|light| *light != Light::Green);
        cards.retain(|at| worst.is_some() && light(at) == worst);
        cards
    }

    /// The card on which the team is least of one mind, with its agreement; none if all are close.
    pub fn most_split(&self) -> Option<(usize, f64)> {
        let at = self.ordered(Order::Disagreement).first().copied()?;
        let check = self.check();
        let agreement = consensus::card_agreement(
            &check.session.cards[at],
            check.session.secrecy(),
            check.threshold,
        )?;
        (agreement < consensus::CLOSE).then_some((at, agreement))
    }
}

impl App {
    pub(crate) fn summary_key(&mut self, action: Action) {
        let Some(held) = self.held_mut() else { return };
        let View::Summary(view) = held.view else { return };
        let cards = held.ordered(view.order);
        let at = cards.get(view.cursor).copied();
        match (action, at) {
            (Action::Enter, Some(at)) => {
                held.look_at(View::Card(CardView { at, ..CardView::default() }));
            }
            (Action::Order, _) => {
                let order = view.order.next();
                held.view = View::Summary(SummaryView { cursor: 0, order });
                self.done(order.name());
            }
            (Action::Focus, Some(at)) => {
                let name = held.session().cards[at].dimension.name.clone();
                match held.act(|work| work.check.focus(at)) {
                    Ok(now) => {
                        self.keep();
                        self.done(format!("{name} is {} focus", if now { "in" } else { "out of" }));
                    }
                    Err(refusal) => self.refuse(refusal),
                }
            }
            (Action::AddAction, _) => self.begin_action(),
            (Action::Miss, _) if held.check().runs_elsewhere() && held.session().miss.is_none() => {
                self.refuse(Refusal::RunsElsewhere);
            }
            (Action::AddExperiment, _) => self.begin_experiment(),
            (Action::Miss, _) => self.dialog = Some(Dialog::Miss { digits: String::new() }),
            (Action::WhoIsHere, _) => self.begin_roster(),
            (Action::CloseOrReopen, _) => self.close_or_reopen(),
            (action, _) => {
                held.view = View::Summary(SummaryView {
                    cursor: moved(view.cursor, cards.len(), action),
                    ..view
                });
            }
        }
    }

    fn close_or_reopen(&mut self) {
        let Some(held) = self.held() else { return };
        if let Err(refusal) = held.check().unlocked() {
            self.refuse(refusal);
        } else if !held.session().is_open() {
            self.dialog = Some(Dialog::Ask(Question::Reopen));
        } else if let Some(unrevealed) = held.check().unrevealed() {
            let unrevealed = match unrevealed {
                Unrevealed::LastQuestion => "the last question, not revealed,".to_owned(),
                Unrevealed::Cards(cards) => format!("{} not revealed", count(cards, "card")),
            };
            self.dialog = Some(Dialog::Ask(Question::Close { unrevealed }));
        } else {
            self.close();
        }
    }

    pub(crate) fn close(&mut self) {
        let Some(held) = self.held_mut() else { return };
        match held.act(|work| work.check.close()) {
            Ok(()) => {
                self.keep();
                self.done("closed; e exports the report");
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    pub(crate) fn reopen(&mut self) {
        let today = self.now.date();
        let Some(held) = self.held_mut() else { return };
        match held.act(|work| work.check.reopen(today)) {
            Ok(()) => {
                self.keep();
                self.done("open again, and written down");
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// A key on "would you miss this check?"
    pub(crate) fn miss_key(&mut self, action: Action, key: Key) {
        let Some(Dialog::Miss { digits }) = &mut self.dialog else { return };
        let answer = match action {
            Action::Digit => {
                if let Key::Char(c) = key
                    && digits.len() < 3
                {
                    digits.push(c);
                }
                return;
            }
            Action::TakeBack if !digits.is_empty() => {
                digits.pop();
                return;
            }
            Action::Back | Action::Enter => return self.dialog = None,
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Direct(Direction::Improving) => Some(MissAnswer::Would),
            Action::Direct(Direction::Stable) => Some(MissAnswer::Unsure),
            Action::Direct(Direction::Worsening) => Some(MissAnswer::WouldNot),
            _ => None,
        };
        let n: u32 = digits.parse().unwrap_or(1);
        digits.clear();
        let Some(held) = self.held_mut() else { return };
        let (result, words) = match (answer, action) {
            (Some(answer), _) => (held.act(|work| work.check.miss(answer, n)), "taken".to_owned()),
            (None, Action::Reveal) => {
                (held.act(|work| work.check.reveal_miss()), "revealed".to_owned())
            }
            (None, Action::VoteAgain | Action::TakeBack) => {
                if held.session().miss.is_some() && action == Action::TakeBack {
                    (Err(Refusal::Revealed), String::new())
                } else {
                    (
                        held.act(|work| work.check.miss_again()),
                        "asked again from nothing".to_owned(),
                    )
                }
            }
            (None, _) => return,
        };
        match result {
            Ok(()) => {
                self.keep();
                self.done(words);
            }
            Err(Refusal::NoBallots) => self.refuse("nobody has answered yet"),
            Err(Refusal::TooMany { have, voters, more }) => {
                self.refuse(format!(
                    "{have} of {voters} have answered, {more} more would be too many"
                ));
            }
            Err(Refusal::Difference) => {
                self.refuse("so small a difference would be somebody's answer: V asks again");
            }
            Err(Refusal::Revealed) => self.refuse("this is revealed; V asks again from nothing"),
            Err(refusal) => self.refuse(refusal),
        }
    }
}
