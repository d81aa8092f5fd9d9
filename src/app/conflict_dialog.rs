//! The ways out for a session that could not be saved: try again, another place; and where somebody
//! else changed its file: look at the difference, take theirs, or keep both.
//!
//! Decides nothing by itself, and never takes a key away from the card: it is opened by a key of
//! its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tui_input::Input;

use crate::keys::{Action, Key, Place, Word};
use crate::library::{Conflict, Difference};
use crate::messages::Message;

use super::{
    Block, Can, Component, Context, Effect, Job, LiveCheck, Named, Question, SaveRequest, Step,
    moved, text_input,
};

/// The ways out for the session of a file.
#[derive(Clone, Debug)]
pub struct UnsavedDialog {
    /// The session's file.
    pub of: PathBuf,
}

/// Two versions of a session, line by line.
#[derive(Clone, Debug)]
pub struct DifferenceDialog {
    /// The session's file, or a copy that was set aside.
    pub of: PathBuf,
    /// The lines that are not equal, and some around them.
    pub lines: Vec<Difference>,
    /// The first line shown.
    pub scroll: usize,
}

/// Another place for a session that cannot be saved in its own.
#[derive(Clone, Debug)]
pub struct ElsewhereDialog {
    /// The session's file.
    pub of: PathBuf,
    /// The name that was suggested.
    pub(super) suggested: String,
    /// The place, as it is typed.
    pub to: Input,
}

/// Tells whether an action can resolve the failed save of a file.
fn can_resolve(action: Action, of: &Path, live: Option<&LiveCheck>, ctx: &Context) -> Can {
    if ctx.saving.deciding && action != Action::Back {
        return Err(Block::Now(Message::Deciding));
    }
    let unsaved = ctx.saving.failure_of(of);
    let conflict = unsaved.is_some_and(|unsaved| unsaved.conflict.is_some());
    let copied = unsaved.is_some_and(|unsaved| {
        unsaved.conflict == Some(Conflict::Ballots) || unsaved.copy.is_some()
    });
    let shown = live.is_some_and(|live| live.path == of);
    let gone = unsaved.is_some_and(|unsaved| unsaved.conflict == Some(Conflict::Gone));
    let why = match action {
        Action::Compare | Action::KeepBoth if gone => Message::NothingBesideIt,
        Action::TakeTheirs if gone => return Ok(()),
        Action::Compare if !conflict => Message::NobodyElseChangedIt,
        Action::TakeTheirs if !(conflict && copied) => Message::NoCopyOfYours,
        Action::KeepBoth if !(conflict && shown) => Message::OnlyTheCheckOnScreen,
        _ => return Ok(()),
    };
    Err(Block::Here(why))
}

/// Takes theirs or keeps both.
fn resolve(action: Action, of: &Path, live: Option<&mut LiveCheck>, ctx: &mut Context) {
    let unsaved = ctx.saving.failure_of(of);
    let gone = unsaved.is_some_and(|unsaved| unsaved.conflict == Some(Conflict::Gone));
    match action {
        Action::TakeTheirs if gone => {
            ctx.close();
            ctx.go(Step::LetGo(of.to_owned()));
        }
        Action::TakeTheirs if ctx.loses_ballots(of) => {
            ctx.show(Question::TakeTheirs { of: of.to_owned() });
        }
        Action::TakeTheirs => ctx.take_theirs(of.to_owned()),
        Action::KeepBoth => {
            ctx.close();
            // Ours becomes another session than theirs, which keeps the identity.
            let id = ctx.ids.make();
            if let Some(live) = live.filter(|live| live.path == of) {
                live.identify_anew(&id);
            }
            if let Some(mut keep) = ctx.keep_of(of, 0) {
                Arc::make_mut(&mut keep.session).id = Some(id);
                ctx.ask(Job::KeepBoth(Box::new(keep)));
            }
            ctx.saving.deciding = true;
        }
        _ => {}
    }
}

impl Component for UnsavedDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Unsaved
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, ctx: &Context) -> Can {
        can_resolve(action, &self.of, live, ctx)
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Named {
        let unsaved = ctx.saving.failure_of(&self.of);
        let gone = unsaved.is_some_and(|unsaved| unsaved.conflict == Some(Conflict::Gone));
        match action {
            Action::Enter if gone => Named::As(Word::WriteAgain),
            Action::TakeTheirs if gone => Named::As(Word::LetGo),
            _ => Named::AsUsual,
        }
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Compare => ctx.ask_about(&self.of, Job::Compare),
            Action::Elsewhere => {
                let suggested = file_name(&self.of);
                let to = Input::new(suggested.clone());
                ctx.show(ElsewhereDialog { of: self.of.clone(), suggested, to });
            }
            Action::Enter => {
                ctx.close();
                ctx.save_again(None);
            }
            Action::Back => ctx.close(),
            action => resolve(action, &self.of, live, ctx),
        }
    }
}

impl Component for DifferenceDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Difference
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, ctx: &Context) -> Can {
        can_resolve(action, &self.of, live, ctx)
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::TakeTheirs | Action::KeepBoth => resolve(action, &self.of, live, ctx),
            Action::Back if ctx.saving.failure_of(&self.of).is_some() => {
                ctx.show(UnsavedDialog { of: self.of.clone() });
            }
            Action::Back => ctx.close(),
            action => self.scroll = moved(self.scroll, self.lines.len(), action),
        }
    }
}

impl Component for ElsewhereDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Text
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        match action {
            Action::Keep if ctx.saving.deciding => Err(Block::Now(Message::Deciding)),
            Action::Keep if self.to.value().trim().is_empty() => {
                Err(Block::Now(Message::FileNameMissing))
            }
            Action::Editor => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Keep => {
                ctx.finish();
                if let Some(mut keep) = ctx.keep_of(&self.of, 0) {
                    keep.number = ctx.saving.asked(&self.of);
                    let place = PathBuf::from(self.to.value().trim());
                    ctx.ask(Job::KeepElsewhere(Box::new(keep), place));
                }
            }
            Action::Drop => ctx.show(UnsavedDialog { of: self.of.clone() }),
            _ => {}
        }
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        text_input::edit(&mut self.to, key);
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        text_input::paste(&mut self.to, text);
        true
    }
}

impl Context {
    /// Returns true if their version would replace ballots that are not revealed: no copy holds
    /// them.
    fn loses_ballots(&self, of: &Path) -> bool {
        self.library.record(of).is_some_and(|record| !record.waiting.is_removable())
    }

    /// Gives way to what somebody else wrote.
    pub(super) fn take_theirs(&mut self, of: PathBuf) {
        self.saving.deciding = true;
        self.close();
        self.ask(Job::TakeTheirs(of));
    }

    /// Asks something of the store that is about a session as it is on this side.
    fn ask_about(&mut self, of: &Path, job: fn(Box<SaveRequest>) -> Job) {
        if let Some(keep) = self.keep_of(of, 0) {
            self.effects.push(Effect::Store(job(Box::new(keep))));
        }
    }
}

/// The name of a file, without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
