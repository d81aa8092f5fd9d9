//! The first screen of an empty folder, where there is no `healthcheck.yaml` yet.

use crate::keys::{Action, Key, Place};

use super::{Component, Context, Effect, Job, LiveCheck};

/// The first screen of an empty folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct Welcome {
    /// The user's own data folder was chosen; there need be no file.
    pub(super) own_folder: bool,
}

impl Component for Welcome {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Welcome
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Back => ctx.back(),
            Action::OpenDemo => ctx.effects.push(Effect::Demo),
            Action::WriteConfig => ctx.ask(Job::Init),
            Action::Enter => {
                self.own_folder = true;
                ctx.reading = true;
                ctx.ask(Job::UseOwnFolder);
            }
            _ => {}
        }
    }
}
