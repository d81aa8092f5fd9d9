//! The page that says what a session says. Computed when it is opened; one reads it, and goes back.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::insight::{
    self, InsightGroup, InsightInput, InsightLine, RiseElsewhere, Telling,
};
use crate::model::{Session, Summary, Trend, Workspace};

use super::{Component, Context, LiveCheck, moved};

/// How many checks a strip shows.
const STRIP: usize = 12;

/// How many entries a page turns by.
const PAGE: usize = 3;

/// Findings that one sentence says, on the screen.
#[derive(Clone, Debug)]
pub struct InsightEntry {
    /// The findings.
    pub lines: InsightGroup,
    /// The rows of the trend that they are about.
    pub rows: Vec<usize>,
    /// True for the few that are told first.
    pub first: bool,
}

/// The insights of a session, on the screen.
#[derive(Clone, Debug)]
pub struct InsightView {
    /// The team.
    pub team: Arc<str>,
    /// The day.
    pub date: Date,
    /// How many findings there are.
    pub found: usize,
    /// The findings in groups: limits of the result, the few that matter most, the rest.
    pub entries: Vec<InsightEntry>,
    /// The last checks of the team up to this one.
    pub trend: Trend,
    /// The entry at the top.
    pub scroll: usize,
}

impl Component for InsightView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Page
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Back => ctx.back(),
            Action::LargeType => ctx.turn_large_type(),
            // A page turns by what fits at the least, so that none is passed over unseen.
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page(ctx)),
            Action::PageDown => {
                self.scroll = (self.scroll + page(ctx)).min(self.entries.len().saturating_sub(1));
            }
            action => self.scroll = moved(self.scroll, self.entries.len(), action),
        }
    }
}

/// How many entries a page turns by; a large one can fill the window.
const fn page(ctx: &Context) -> usize {
    if ctx.display.large { 1 } else { PAGE }
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
        let (lines, trend) = self.with_elsewhere(path, session, |earlier, elsewhere| {
            let lines = insight::read(&InsightInput { workspace, session, earlier, elsewhere });
            let from = (earlier.len() + 1).saturating_sub(STRIP);
            let last: Vec<Summary> =
                earlier[from..].iter().copied().chain([session]).map(Summary::new).collect();
            let trend = Trend::new(workspace, &session.team, &last.iter().collect::<Vec<_>>());
            (lines, trend)
        });
        if lines.is_empty() {
            return self.done(Message::NothingToSay);
        }
        let view = InsightView {
            team: session.team.as_str().into(),
            date: session.date,
            found: lines.len(),
            entries: entries(workspace, session, &trend, &lines),
            trend,
            scroll: 0,
        };
        self.open(view);
    }
}

/// Puts findings into groups, each with the rows of the trend that it is about.
fn entries(
    workspace: &Workspace,
    session: &Session,
    trend: &Trend,
    lines: &[InsightLine],
) -> Vec<InsightEntry> {
    let Telling { cautions, first, rest } = Telling::new(lines);
    let row = |line: &InsightLine| {
        let key = &line.about.as_ref()?.key;
        let present = workspace.present_key(session.template.as_deref(), key);
        trend.rows.iter().position(|row| row.key == present)
    };
    let entry = |(lines, first): (InsightGroup, bool)| {
        let rows = lines.iter().filter_map(row).collect();
        InsightEntry { lines, rows, first }
    };
    let groups = cautions.into_iter().map(|group| (group, false));
    let groups = groups.chain(first.into_iter().map(|group| (group, true)));
    groups.chain(rest.into_iter().map(|group| (group, false))).map(entry).collect()
}
