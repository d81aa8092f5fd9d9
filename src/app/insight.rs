//! The page that says what a session says. Computed when it is opened; one reads it, and goes back.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::Session;
use crate::model::insight::{self, InsightInput, InsightLine, RiseElsewhere};

use super::{Component, Context, LiveCheck, moved};

/// The insights of a session, on the screen.
#[derive(Clone, Debug)]
pub struct InsightView {
    /// The team.
    pub team: Arc<str>,
    /// The day.
    pub date: Date,
    /// The lines.
    pub lines: Vec<InsightLine>,
    /// The line at the top.
    pub scroll: usize,
}

impl Component for InsightView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Page
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Back => ctx.back(),
            action => self.scroll = moved(self.scroll, self.lines.len(), action),
        }
    }
}

impl LiveCheck {
    /// Shows what the session says.
    pub(super) fn show_insight(&self, ctx: &mut Context) {
        ctx.show_insight(&self.path, self.session());
    }
}

impl Context {
    /// Returns true if sessions of others have to be read before the insights of this one are
    /// known.
    pub(super) fn reads_others_first(&mut self, path: &Path, session: &Session) -> bool {
        let rises = self.library.to_learn_from(&self.workspace, (path, session));
        self.reads_these_first(rises.into_iter().map(|(_, path)| path).collect())
    }

    /// Goes on with what stands beside a session when it is read.
    pub(super) fn with_elsewhere<T>(
        &self,
        path: &Path,
        session: &Session,
        go_on: impl FnOnce(&[&Session], &[(RiseElsewhere, &Session)]) -> T,
    ) -> T {
        let earlier = self.library.before(path, session);
        let rises = self.library.to_learn_from(&self.workspace, (path, session));
        let known = rises
            .into_iter()
            .filter_map(|(rise, path)| Some((rise, self.library.session(&path)?.as_ref())));
        go_on(&earlier, &known.collect::<Vec<_>>())
    }

    /// Shows what a session says, once all is read that it is compared with.
    pub(super) fn show_insight(&mut self, path: &Path, session: &Session) {
        if self.reads_others_first(path, session) {
            return;
        }
        let workspace = &self.workspace;
        let lines = self.with_elsewhere(path, session, |earlier, elsewhere| {
            insight::read(&InsightInput { workspace, session, earlier, elsewhere })
        });
        if lines.is_empty() {
            return self.done(Message::NothingToSay);
        }
        let view = InsightView {
            team: session.team.as_str().into(),
            date: session.date,
            lines,
            scroll: 0,
        };
        self.open(view);
    }
}
