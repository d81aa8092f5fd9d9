//! The reveal of a card, and what the team then agrees on.

use crate::model::text::count;
use crate::model::{Direction, Vote, VotingMode, consensus};

use super::{App, CardView, View};

impl App {
    pub(crate) fn reveal(&mut self) {
        let now = self.now.timestamp();
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let (at, missing, answered) =
            (view.at, held.check().missing(view.at), held.check().answered(view.at));
        let card = &held.session().cards[at];
        if missing > 0 && answered > 0 && !view.warned && !card.skipped && held.takes_acts() {
            held.view = View::Card(CardView { warned: true, ..view });
            let who = if held.session().way == VotingMode::Turns { "sitting" } else { "ballot" };
            return self
                .refuse(format!("{} missing; Space again reveals without", count(missing, who)));
        }
        match held.act(|work| {
            work.check.reveal(at)?;
            work.before_keys.remove(&at);
            Ok(())
        }) {
            Ok(()) => {
                held.view = View::Card(CardView { warned: false, covered: false, ..view });
                if held.session().way == VotingMode::Turns {
                    held.start_timer(at, now);
                }
                if held.reveal_bars() {
                    held.clear_history();
                }
                self.keep();
                self.done("revealed");
            }
            Err(refusal) => {
                held.view = View::Card(CardView { warned: false, ..view });
                self.refuse(refusal);
            }
        }
    }

    pub(crate) fn cover(&mut self) {
        let Some(held) = self.held_mut() else { return };
        if let View::Card(view) = &mut held.view {
            view.covered = !view.covered;
        }
    }

    /// Whether the result is covered; then only Space and moving on make sense.
    fn refuses_covered(&mut self) -> bool {
        let covered = self
            .held()
            .is_some_and(|h| matches!(h.view, View::Card(CardView { covered: true, .. })));
        if covered {
            self.refuse("the result is covered; Space shows it");
        }
        covered
    }

    pub(crate) fn agree(&mut self, vote: Vote) {
        if self.refuses_covered() {
            return;
        }
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let name = held.session().cards[view.at].dimension.scale.name(vote);
        match held.act(|work| work.check.agree(view.at, vote)) {
            Ok(()) => {
                self.keep();
                self.done(format!("agreed on {name}"));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    pub(crate) fn agree_direction(&mut self, direction: Direction) {
        if self.refuses_covered() {
            return;
        }
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        match held.act(|work| work.check.agree_direction(view.at, direction)) {
            Ok(()) => {
                self.keep();
                self.done(format!("agreed on {}", direction.word()));
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Enter on a result: a typed level, what is agreed, or the suggestion; then the next card.
    pub(crate) fn keep_or_take(&mut self) {
        if self.refuses_covered() {
            return;
        }
        match self.typed_level() {
            Some(Ok(vote)) => return self.agree(vote),
            Some(Err(refusal)) => return self.refuse(refusal),
            None => {}
        }
        let Some(held) = self.held_mut() else { return };
        let View::Card(view) = held.view else { return };
        let check = held.check();
        let card = &check.session.cards[view.at];
        if check.writable().is_err() {
            return self.other_card(true);
        }
        let shown = card.shown(check.session.secrecy(), check.threshold);
        let suggestion =
            shown.tally().and_then(|tally| consensus::suggestion(&card.dimension.scale, tally));
        let agreed = card.agreed;
        let vote = agreed.vote.or(suggestion.map(|s| s.vote));
        let Some(vote) = vote else {
            let words =
                format!("nothing to take: {} sets what is agreed", card.dimension.scale.keys());
            return self.refuse(words);
        };
        // A direction is suggested together with the vote; one already set stays.
        let direction = agreed.direction.or(suggestion.and_then(|s| s.direction));
        let result = held.act(|work| {
            work.check.agree(view.at, vote)?;
            direction.map_or(Ok(()), |direction| work.check.agree_direction(view.at, direction))
        });
        match result {
            Ok(()) => {
                self.keep();
                self.after_card(view.at);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }
}
