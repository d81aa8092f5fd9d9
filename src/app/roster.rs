//! The roster: somebody arrives, somebody leaves.

use tui_input::Input;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::Voters;

use super::card::writable;
use super::check_view::View;
use super::undo::HistoryStep;
use super::{Block, Can, Component, Context, LiveCheck, Step, TypedNumber, moved, text_input};

/// The dialog of the people who are here.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The person under the cursor, among all of the roster.
    pub cursor: usize,
    /// The name of somebody who arrives, while it is typed.
    pub name: Option<Input>,
    /// How many are here, while it is typed; only where nobody is known by name.
    pub digits: TypedNumber,
}

impl Component for Roster {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        if self.name.is_some() { Place::Text } else { Place::Roster }
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        let Some(live) = live else { return Ok(()) };
        let person = self.person(live);
        let unnamed = live.check().waiting.roster.is_empty();
        match action {
            Action::Keep => match self.typed() {
                "" => Err(Block::Now(Message::NameMissing)),
                name => live.check().may_arrive(name).map_err(Block::now),
            },
            Action::Undo => live.can_step(HistoryStep::Undo).map_err(Block::passing),
            Action::Redo => live.can_step(HistoryStep::Redo).map_err(Block::passing),
            Action::Toggle if unnamed => Err(Block::Here(Message::NobodyKnownByName)),
            Action::Digit if !unnamed => Err(Block::Here(Message::KnownByName)),
            Action::TakeBack if self.digits.is_empty() => Err(Block::Now(Message::NothingTyped)),
            Action::Enter | Action::Arrive | Action::Leave if !self.digits.is_empty() => {
                self.can_count(action, live)
            }
            Action::Digit | Action::Arrive => writable(live),
            Action::Toggle if self.is_away(live) => writable(live),
            Action::Leave | Action::Toggle => {
                live.check().may_leave(&person.unwrap_or_default()).map_err(Block::now)
            }
            Action::Editor => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let Some(live) = live else { return };
        let people = live.check().waiting.roster.len();
        self.cursor = self.cursor.min(people.saturating_sub(1));
        let person = self.person(live).unwrap_or_default();
        match action {
            Action::Digit => self.digits.type_key(key, ctx),
            Action::TakeBack => _ = self.digits.take_back(),
            Action::Enter | Action::Arrive | Action::Leave if !self.digits.is_empty() => {
                if let Some(count) = self.counted(action) {
                    self.digits.clear();
                    let fewer = count < live.check().voters();
                    let result = live.act(|work| work.check.count_voters(count));
                    let voters = live.check().voters();
                    let arrived = Message::Arrived { voters };
                    ctx.report(result, if fewer { Message::Left { voters } } else { arrived });
                }
                if action == Action::Enter {
                    ctx.close();
                }
            }
            Action::Keep => {
                let name = self.typed().to_owned();
                self.name = None;
                arrive(&name, live, ctx);
            }
            Action::Drop => {
                ctx.go(Step::Draft(self.clone().into()));
                self.name = None;
            }
            Action::Back | Action::Enter => ctx.close(),
            Action::Undo => live.undo(HistoryStep::Undo, ctx),
            Action::Redo => live.undo(HistoryStep::Redo, ctx),
            Action::Arrive if people == 0 => arrive("", live, ctx),
            Action::Toggle if self.is_away(live) => arrive(&person, live, ctx),
            Action::Arrive => match live.check().fresh_seat() {
                Some(seat) => arrive(&seat, live, ctx),
                None => self.name = Some(ctx.name_left(live).unwrap_or_default()),
            },
            Action::Leave | Action::Toggle => leave(&person, live, ctx),
            _ if self.name.is_some() => {}
            _ => self.cursor = moved(self.cursor, people, action),
        }
    }

    /// A number that is not taken stays, to be corrected. So does a name.
    fn blocked(&mut self, _action: Action, _live: Option<&mut LiveCheck>, _ctx: &Context) {
        self.digits.settle();
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        if let Some(name) = &mut self.name {
            text_input::edit(name, key);
        }
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        if let Some(name) = &mut self.name {
            text_input::paste(name, text);
        }
        self.name.is_some()
    }
}

impl Roster {
    /// The name as it is typed so far.
    pub(super) fn typed(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.value().trim())
    }

    /// The number of voters that an action would make of the one that is typed.
    fn counted(&self, action: Action) -> Option<u32> {
        let typed = self.digits.whole()?;
        Some(match action {
            Action::Arrive => typed.saturating_add(1),
            Action::Leave => typed.saturating_sub(1),
            _ => typed,
        })
    }

    fn can_count(&self, action: Action, live: &LiveCheck) -> Can {
        let count = self.counted(action).unwrap_or(u32::MAX);
        if count > Voters::MOST {
            return Err(Block::Now(Message::TooManyVoters));
        }
        live.check().may_count_voters(count).map_err(Block::now)
    }

    fn person(&self, live: &LiveCheck) -> Option<String> {
        let people = &live.check().waiting.roster;
        people.get(self.cursor.min(people.len().saturating_sub(1))).cloned()
    }

    fn is_away(&self, live: &LiveCheck) -> bool {
        self.person(live).is_some_and(|person| live.check().waiting.away.contains(&person))
    }
}

fn arrive(name: &str, live: &mut LiveCheck, ctx: &mut Context) {
    let result = live.act(|work| work.check.arrive(name));
    ctx.report(result, Message::Arrived { voters: live.check().voters() });
}

fn leave(name: &str, live: &mut LiveCheck, ctx: &mut Context) {
    let result = live.act(|work| work.check.leave(name));
    if result.is_ok()
        && let View::Card(view) = &mut live.view
    {
        (view.person, view.voted) = (live.work.check.first_without(view.at), None);
    }
    ctx.report(result, Message::Left { voters: live.check().voters() });
}
